//! The type of the context that nested values and functions of the user get.

use proc_macro2::{Span, TokenStream};
use syn::visit_mut::VisitMut;
use syn::{Generics, Lifetime, Type, WherePredicate, parse_quote};

use crate::attr;
use crate::hygiene::local;
use crate::model::Model;

/// The type of the context in generated code, and the generics of impls that mention it.
pub(super) struct Context {
    /// The parameter that stands for any context, or for any that has what the type declares.
    pub(super) ty: Type,
    /// The generics of the user's type with that parameter, and with lifetimes that its bound needs.
    pub(super) generics: Generics,
    /// What the parameter has to be.
    pub(super) bound: Option<WherePredicate>,
}

impl Context {
    pub(super) fn of(model: &Model<'_>) -> Self {
        let krate = model.krate(Span::call_site());
        let mut generics = model.input.generics.clone();
        let declared = model.context.as_ref().map(|declared| with_lifetimes(declared, &mut generics));
        let bound: Option<WherePredicate> = match (&declared, model.waits) {
            (None, false) => None,
            (Some(declared), false) => Some(parse_quote!(__AnyContext: #krate::__private::HasContext<#declared>)),
            (declared, true) => {
                generics.params.insert(0, parse_quote!('__asked));
                let bound = match declared {
                    Some(declared) => quote!(AsyncContextOf<'__asked, #declared>),
                    None => quote!(AsyncContext<'__asked>),
                };
                Some(parse_quote!(__AnyContext: #krate::__private::#bound))
            }
        };
        generics.params.push(parse_quote!(__AnyContext: ?::core::marker::Sized));
        if let Some(bound) = &bound {
            generics.make_where_clause().predicates.push(bound.clone());
        }
        Self { ty: parse_quote!(__AnyContext), generics, bound }
    }
}

/// The variables through which rules see the context, at the start of a function that has `__context`.
pub(super) fn variables(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let (own, asking) = (local(attr::context::VARIABLE, Span::call_site()), local(ASKING, Span::call_site()));
    match (&model.context, model.waits) {
        (None, false) => TokenStream::new(),
        (Some(_), false) => quote! {
            #[allow(unused_variables)]
            let #own = #krate::__private::HasContext::own(__context);
        },
        (declared, true) => {
            let bound = if declared.is_some() { quote!(AsyncContextOf) } else { quote!(AsyncContext) };
            quote! {
                #[allow(unused_variables)]
                let #asking = #krate::__private::#bound::asking(__context);
                #[allow(unused_variables)]
                let #own = #asking.context();
            }
        }
    }
}

/// The variable that holds the context with the questions of asynchronous rules.
pub(super) const ASKING: &str = "__asking";

/// The declared type, with names for the lifetimes that it leaves out.
fn with_lifetimes(declared: &Type, generics: &mut Generics) -> Type {
    let mut ty = declared.clone();
    let mut fresh = FreshLifetime { used: false };
    fresh.visit_type_mut(&mut ty);
    if let Type::TraitObject(object) = &mut ty {
        if !object.bounds.iter().any(|bound| matches!(bound, syn::TypeParamBound::Lifetime(_))) {
            object.bounds.push(parse_quote!('__context));
            fresh.used = true;
            ty = parse_quote!((#object));
        }
    }
    if fresh.used {
        generics.params.insert(0, parse_quote!('__context));
    }
    ty
}

/// Names the lifetimes that are left out.
struct FreshLifetime {
    used: bool,
}

impl VisitMut for FreshLifetime {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = Lifetime::new("'__context", lifetime.span());
            self.used = true;
        }
    }

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(Lifetime::new("'__context", Span::call_site()));
            self.used = true;
        }
        syn::visit_mut::visit_type_reference_mut(self, reference);
    }
}
