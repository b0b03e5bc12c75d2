//! The type of the context that nested values and functions of the user get.

use proc_macro2::Span;
use quote::format_ident;
use syn::visit_mut::VisitMut;
use syn::{Generics, Lifetime, Type, parse_quote};

use crate::model::Model;

/// The type of the context, and the generics of impls that mention it.
pub(super) struct Context {
    pub(super) ty: Type,
    /// The generics of the user's type with more parameters: one for any context, or a lifetime that the declared
    /// context leaves out; and one for how long asynchronous rules borrow the context.
    pub(super) generics: Generics,
}

impl Context {
    /// The context that the walk gets: the declared one, or that of asynchronous rules.
    pub(super) fn of(model: &Model<'_>) -> Self {
        let declared = Self::declared(model);
        if model.waits { declared.asking(model) } else { declared }
    }

    /// The context in which a type without asynchronous rules can stand beside those that have some. `None` if the type
    /// takes any context, and so this one.
    pub(super) fn beside_async(model: &Model<'_>) -> Option<Self> {
        let is_needed = cfg!(feature = "async") && model.context.is_some() && !model.waits;
        is_needed.then(|| Self::declared(model).asking(model))
    }

    /// The context with the questions that asynchronous rules ask.
    fn asking(mut self, model: &Model<'_>) -> Self {
        let (krate, ty) = (model.krate(Span::call_site()), &self.ty);
        self.ty = parse_quote!(#krate::Async<'__asked, #ty>);
        self.generics.params.insert(0, parse_quote!('__asked));
        self
    }

    fn declared(model: &Model<'_>) -> Self {
        let mut generics = model.input.generics.clone();
        let Some(declared) = &model.context else {
            generics.params.push(parse_quote!(__AnyContext: ?::core::marker::Sized));
            let path = format_ident!("__AnyContext").into();
            let ty = Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path });
            return Self { ty, generics };
        };
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
        Self { ty, generics }
    }
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
