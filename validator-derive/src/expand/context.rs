//! The type of the context that nested values and functions of the user get.

use proc_macro2::Span;
use quote::format_ident;
use syn::visit_mut::VisitMut;
use syn::{Generics, Lifetime, Type, parse_quote};

use crate::model::Model;

/// The type of the context, and the generics of impls that mention it.
pub(super) struct Context {
    pub(super) ty: Type,
    /// The generics of the user's type with one more parameter: one for any context, or a lifetime that the declared
    /// context leaves out.
    pub(super) generics: Generics,
}

impl Context {
    pub(super) fn of(model: &Model<'_>) -> Self {
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
