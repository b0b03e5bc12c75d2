//! Which variant of an enum is read, and how.

use proc_macro2::{Span, TokenStream};
use syn::Type;

use super::field_readers::skipped;
use super::fields;
use crate::expand::spot;
use crate::model::{Model, Variant};
use crate::serde_attrs::Tag;

/// Finds the variant by its tag, and reads it.
pub(super) fn read(model: &Model<'_>, context: &Type) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let names = model.read_variants().map(|variant| {
        let names = &variant.names;
        quote!(&[#(#names),*])
    });
    let other = model.read_variants().position(|variant| variant.is_other);
    let other =
        other.map_or_else(|| quote!(::core::option::Option::None), |at| quote!(::core::option::Option::Some(#at)));
    let choose = match &model.serde.tag {
        Tag::External => quote!(__pass.choose(__node, __VARIANTS, #other)),
        Tag::Internal(tag) => choose_by(&krate, tag, quote!(None), &other),
        Tag::Adjacent(tag, content) => choose_by(&krate, tag, quote!(Some(#content)), &other),
        Tag::None => return TokenStream::new(),
    };
    let arms = model.read_variants().enumerate().map(|(index, variant)| {
        let read = variant_arm(model, context, variant);
        quote!(#krate::__private::VariantChoice::Variant(#index, __content) => { #read })
    });
    let read = quote! {
        static __VARIANTS: &[&[&::core::primitive::str]] = &[#(#names),*];
        match #choose {
            #(#arms)*
            #krate::__private::VariantChoice::Refused => ::core::option::Option::None,
            _ => __pass.leaf(__node),
        }
    };
    match &model.serde.tag {
        Tag::Adjacent(tag, content) if model.serde.closed => quote! {
            let __value = { #read };
            __pass.close_beside(__node, #tag, #content, __value, __context)
        },
        _ => read,
    }
}

fn choose_by(krate: &TokenStream, tag: &str, content: TokenStream, other: &TokenStream) -> TokenStream {
    let spot = spot::named(krate, tag).reference();
    quote!(__pass.choose_by(__node, #spot, #tag, ::core::option::Option::#content, __VARIANTS, #other))
}

/// Reads one variant; `__content` is the node that it is read from, if there is one.
fn variant_arm(model: &Model<'_>, context: &Type, variant: &Variant<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let ident = &variant.ident;
    let constructor = quote!(Self::#ident);
    let step = match (&model.serde.tag, &variant.around) {
        (Tag::Internal(_), _) | (_, None) => None,
        (_, Some(around)) => {
            let spot = spot::named(&krate, around).reference();
            Some(quote!(0, #spot, true))
        }
    };
    if is_bare(variant) {
        let fields = variant.fields.iter().map(|field| {
            let (member, default) = (&field.member, skipped(model, field));
            quote!(#member: #default)
        });
        let value = quote!(::core::option::Option::Some(#constructor { #(#fields),* }));
        return match step {
            // The content of a variant without fields must be empty.
            Some(step) => quote! {
                match __content {
                    ::core::option::Option::Some(__node) => {
                        __pass.field(#step, |__pass| { let () = __pass.leaf(__node)?; #value })
                    }
                    ::core::option::Option::None => #value,
                }
            },
            None => value,
        };
    }
    let read = fields::read(model, context, variant, constructor);
    match (step, &model.serde.tag) {
        (Some(step), _) => quote! {
            match __content {
                ::core::option::Option::Some(__node) => __pass.field(#step, |__pass| { #read }),
                ::core::option::Option::None => __pass.leaf(__node),
            }
        },
        (None, Tag::Internal(tag)) => quote!(__pass.tagged(__node, #tag, |__pass| { #read })),
        (None, _) => read,
    }
}

/// Whether only the name of the variant is read.
fn is_bare(variant: &Variant<'_>) -> bool {
    variant.is_unit || variant.is_tuple && matches!(&variant.fields[..], [field] if field.serde.skipped)
}
