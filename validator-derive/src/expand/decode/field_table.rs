//! The table by which the keys of an object find their fields.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::ToTokens as _;

use crate::catalogue::{DEFAULTED, FLAT, NESTED, SKIPPED};
use crate::expand::decode::field_readers::default;
use crate::expand::request_conditions;
use crate::expand::slots::is_flat;
use crate::expand::{batch, field, spot};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::{DocumentPlace, Tag};
use crate::types::containers::holds_nested;

/// The table as a constant.
pub(super) fn table(model: &Model<'_>, variant: &Variant<'_>, spread: bool) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let fields = || variant.fields.iter().zip(0u32..).filter(|(field, _)| !field.serde.skipped);
    let same = field::is_newtype(variant);
    let spots = match same {
        true => {
            let spots = variant.fields.iter().map(|field| spot::step(model, field).value);
            quote!([#(#spots),*])
        }
        false => batch::places(variant).to_token_stream(),
    };
    let own = |field: &Field<'_>| match &field.serde.place {
        DocumentPlace::Name(name) => Some(name.clone()),
        _ => None,
    };
    let mut sorted: Vec<(String, u32)> = fields().filter_map(|(field, at)| Some((own(field)?, at))).collect();
    sorted.sort_by(|(a, _), (b, _)| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let sorted = sorted.iter().map(|(_, at)| at);
    let aliases = fields().flat_map(|(field, at)| {
        let own = own(field);
        field.serde.names.iter().filter(move |name| own.as_ref() != Some(*name)).map(move |name| quote!((#name, #at)))
    });
    let aliases: Vec<TokenStream> = aliases.collect();
    let order: Vec<u32> = fields().filter(|(field, _)| !is_flat(field)).map(|(_, at)| at).collect();
    let needed = |at: &u32| default(model, &variant.fields[*at as usize]).is_none();
    let required = order.iter().rposition(needed).map_or(0, |last| last as u32 + 1);
    let mut flags: Vec<u8> = variant.fields.iter().map(|field| flags(model, field)).collect();
    flags.truncate(flags.iter().rposition(|flags| *flags != 0).map_or(0, |last| last + 1));
    let keyed = !variant.is_tuple;
    // serde reads a struct from a list, too, if the list cannot mean anything else.
    let listed = !keyed || !spread && (!model.is_enum || matches!(model.serde.tag, Tag::External));
    // Only values that differ from those of most structs are written.
    let mut rest = TokenStream::new();
    if !flags.is_empty() {
        let flags = Literal::byte_string(&flags);
        rest.extend(quote!(flags: #flags,));
    }
    let nested_if = variant.fields.iter().zip(0u32..);
    let nested_if = nested_if.filter_map(|(field, at)| Some((at, request_conditions::nested_if(model, &field.items)?)));
    let nested_if: Vec<TokenStream> = nested_if.map(|(at, holds)| quote!((#at, #holds))).collect();
    if !nested_if.is_empty() {
        rest.extend(quote!(nested_if: &[#(#nested_if),*],));
    }
    if variant.fields.len() > FEW {
        rest.extend(quote!(sorted: &[#(#sorted),*],));
    }
    if !aliases.is_empty() {
        rest.extend(quote!(aliases: &[#(#aliases),*],));
    }
    if order.len() != variant.fields.len() {
        rest.extend(quote!(order: ::core::option::Option::Some(&[#(#order),*]),));
    }
    let unusual = [
        ("closed", model.serde.closed, false),
        ("keyed", keyed, true),
        ("listed", listed, true),
        ("spread", spread, false),
        ("same", same, false),
    ];
    for (name, holds, _) in unusual.into_iter().filter(|(_, holds, usual)| holds != usual) {
        let name = Ident::new(name, Span::call_site());
        rest.extend(quote!(#name: #holds,));
    }
    quote!(#krate::__private::FieldTable { spots: &#spots, required: #required, #rest ..#krate::__private::FieldTable::USUAL })
}

/// The flags of a field.
fn flags(model: &Model<'_>, field: &Field<'_>) -> u8 {
    let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
    flag(holds_nested(&field.items), NESTED)
        | flag(default(model, field).is_some(), DEFAULTED)
        | flag(field.serde.skipped, SKIPPED)
        | flag(is_flat(field), FLAT)
}

/// With more fields than this, keys are looked up by binary search.
const FEW: usize = 12;
