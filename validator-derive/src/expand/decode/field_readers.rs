//! What reads each field of a struct.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Type;
use syn::spanned::Spanned as _;

use crate::catalogue::MOST_FIELDS;
use crate::expand::request_conditions;
use crate::expand::slots::nested_tuple;
use crate::expand::spot;
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::{DocumentPlace, Fallback};
use crate::types::containers::holds_nested;
use crate::types::names;

/// The readers of named fields: a tuple of them, or only the types of the fields if serde reads each as a whole.
pub(super) fn readers(model: &Model<'_>, context: &Type, variant: &Variant<'_>, named: &[usize]) -> TokenStream {
    let krate = model.krate(Span::call_site());
    if let Some(types) = plain_types(model, variant, named) {
        return quote!(#krate::__private::PlainFields::<(#(#types,)*)>::NEW);
    }
    let readers: Vec<TokenStream> = named.iter().map(|index| reader(model, context, &variant.fields[*index])).collect();
    nested_tuple(&readers)
}

/// The types of named fields, if serde reads each of them as a whole and none has a default.
pub(super) fn plain_types<'v>(model: &Model<'_>, variant: &'v Variant<'_>, named: &[usize]) -> Option<Vec<&'v Type>> {
    let plain = |field: &Field<'_>| {
        let alone = field.serde.place == DocumentPlace::Same || default(model, field).is_none();
        is_leaf(field) && field.serde.with.is_none() && !field.serde.skipped && alone
    };
    let fields = || named.iter().map(|index| &variant.fields[*index]);
    (named.len() <= MOST_FIELDS && fields().all(plain)).then(|| fields().map(|field| field.ty).collect())
}

/// Whether serde reads the field as a whole, by the name of its type. A `nested` field is read by its fields, whatever
/// the name.
pub(super) fn is_leaf(field: &Field<'_>) -> bool {
    names::is_leaf(field.ty) && !holds_nested(&field.items)
}

/// The location of a field, as a constant.
pub(super) fn at(model: &Model<'_>, field: &Field<'_>, index: usize) -> TokenStream {
    let (krate, rank) = (model.krate(Span::call_site()), index as u32);
    let same = field.serde.place == DocumentPlace::Same;
    let spot = spot::step(model, field).reference();
    let (nested, defaulted) = (holds_nested(&field.items), default(model, field).is_some());
    let nested_if = match request_conditions::nested_if(model, &field.items) {
        Some(holds) => quote!(::core::option::Option::Some(#holds)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        #krate::__private::FieldLocation {
            rank: #rank, spot: #spot, nested: #nested, nested_if: #nested_if, defaulted: #defaulted, same: #same,
        }
    }
}

/// What reads a named field.
fn reader(model: &Model<'_>, context: &Type, field: &Field<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let ty = field.ty;
    // Only the location is that of the type. If the type comes from a macro, its hygiene would hide our variables.
    let span = Span::mixed_site().located_at(ty.span());
    if field.serde.skipped {
        let default = lazily(model, field, skipped(model, field));
        return quote!(#krate::__private::Skipped(#default));
    }
    let reader = match &field.serde.with {
        Some(with) => quote_spanned!(span=> #krate::__private::With(|__decoder: #krate::decode::Decoder<'_, '__de>| {
            let __read: ::core::result::Result<#ty, _> = #with(__decoder);
            __read
        })),
        None if is_leaf(field) => quote_spanned!(span=> #krate::__private::Deserialized::<#ty>::NEW),
        None => quote_spanned!(span=> (&&#krate::__private::FieldReader::<#ty, #context>::NEW).reader()),
    };
    match default(model, field) {
        Some(default) if field.serde.place != DocumentPlace::Same => {
            let default = lazily(model, field, default);
            quote!(#krate::__private::WithDefault(#reader, #default))
        }
        _ => reader,
    }
}

/// A closure that returns a default. If it comes from the default of the container, its field is moved out first.
fn lazily(model: &Model<'_>, field: &Field<'_>, default: TokenStream) -> TokenStream {
    match (&field.serde.default, &model.serde.default) {
        (Fallback::None, Fallback::Default | Fallback::Function(_)) => quote!({
            let __default = #default;
            move || __default
        }),
        _ => quote!(|| #default),
    }
}

/// Reads a flattened field. serde ignores its default.
pub(super) fn read_flat(model: &Model<'_>, context: &Type, field: &Field<'_>, index: usize) -> TokenStream {
    let (krate, ty, at) = (model.krate(Span::call_site()), field.ty, at(model, field, index));
    let span = Span::mixed_site().located_at(ty.span());
    match &field.serde.with {
        Some(with) => quote_spanned! {span=>
            __pass.flat_with(__node, &__remaining, #at, |__decoder| #with(__decoder))
        },
        None => quote_spanned! {span=>
            (&&&#krate::__private::Flat::<#ty, #context>::NEW).read(__pass, __node, &__remaining, #at, __context)
        },
    }
}

/// The value of a skipped field.
pub(super) fn skipped(model: &Model<'_>, field: &Field<'_>) -> TokenStream {
    default(model, field).unwrap_or_else(|| quote!(::core::default::Default::default()))
}

/// What a missing field is replaced with.
pub(in crate::expand) fn default(model: &Model<'_>, field: &Field<'_>) -> Option<TokenStream> {
    match (&field.serde.default, &model.serde.default) {
        (Fallback::Default, _) => Some(quote!(::core::default::Default::default())),
        (Fallback::Function(function), _) => Some(quote!(#function())),
        (Fallback::None, Fallback::None) => None,
        (Fallback::None, _) => {
            let member = &field.member;
            Some(quote!(__base.#member))
        }
    }
}
