//! The impls of the traits of the core, around the body of `walk`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::bounds;
use super::context::Context;
use crate::model::{Model, Variant};

/// The impls around the body of `walk`, and the method that puts values in order, if there is one.
pub(super) fn traits(model: &Model<'_>, context: &Context, body: &TokenStream, normalize: &TokenStream) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let mut generics = context.generics.clone();
    bounds::to_walk(model, &context.ty, &mut generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let context_ty = &context.ty;
    let (plain_generics, type_generics, plain_where) = model.input.generics.split_for_impl();
    // An empty clause stands where the derive does, so that rustc does not advise to write one on the type.
    let where_clause = where_clause.filter(|clause| !clause.predicates.is_empty());
    let where_clause = where_clause.map_or_else(|| quote!(where), |clause| quote!(#clause));
    let subject = subject(model);
    let unit = unit_enum(model);
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Validate<#context_ty> for #ident #type_generics #where_clause {
            fn walk(&self, __context: &#context_ty, __walker: &mut #krate::__private::Walker<'_>) {
                #body
            }

            #normalize
        }

        #[automatically_derived]
        impl #plain_generics #krate::Subject for #ident #type_generics #plain_where {
            #subject
        }

        #unit
    }
}

/// A struct is its own value. A transparent one is the value inside.
fn subject(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let inside = model.variants.first().and_then(|variant| variant.fields.first());
    match (model.transparent, inside) {
        (Some(span), Some(field)) => {
            let (member, ty) = (&field.member, field.ty);
            quote_spanned! {span=>
                type Value = <#ty as #krate::Subject>::Value;
                const KIND: #krate::Kind = <#ty as #krate::Subject>::KIND;
                fn value(&self) -> ::core::option::Option<&Self::Value> {
                    #krate::Subject::value(&self.#member)
                }
                fn presence(&self) -> #krate::Presence {
                    #krate::Subject::presence(&self.#member)
                }
            }
        }
        _ => quote! {
            type Value = Self;
            const KIND: #krate::Kind = #krate::Kind::Other;
            fn value(&self) -> ::core::option::Option<&Self> {
                ::core::option::Option::Some(self)
            }
        },
    }
}

/// An enum whose variants have no fields can be an argument and a map key, by its names in the document.
fn unit_enum(model: &Model<'_>) -> TokenStream {
    if !model.is_enum || model.variants.is_empty() || !model.variants.iter().all(|variant| variant.is_unit) {
        return TokenStream::new();
    }
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let (generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    let arms = model.variants.iter().map(|Variant { ident, name, .. }| quote!(Self::#ident => #name,));
    let text = quote!(match self { #(#arms)* });
    quote! {
        #[automatically_derived]
        impl #generics #krate::Operand for #ident #type_generics #where_clause {
            fn argument(&self) -> #krate::Argument<'_> {
                #krate::Argument::Text(#text)
            }
        }

        #[automatically_derived]
        impl #generics #krate::MapKey for #ident #type_generics #where_clause {
            fn with_text(&self, __with: &mut dyn ::core::ops::FnMut(&::core::primitive::str)) {
                __with(#text)
            }
        }
    }
}
