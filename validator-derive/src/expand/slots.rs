//! Where generated code keeps the fields that it has read: a tuple, or for many fields a tuple of tuples.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;

use crate::catalogue::MOST_FIELDS;
use crate::model::{Field, Variant};
use crate::serde_attrs::DocumentPlace;

/// A tuple, or where there is too much for one, a tuple of tuples.
pub(super) fn nested_tuple(parts: &[TokenStream]) -> TokenStream {
    if parts.len() <= MOST_FIELDS {
        return quote!((#(#parts,)*));
    }
    let tuples: Vec<TokenStream> = parts.chunks(MOST_FIELDS.pow(depth(parts.len()))).map(nested_tuple).collect();
    quote!((#(#tuples,)*))
}

/// How many tuples stand around a part of one, but for the innermost.
fn depth(parts: usize) -> u32 {
    parts.saturating_sub(1).checked_ilog(MOST_FIELDS).unwrap_or(0)
}

/// A tuple with a part for each field of a variant: those that are read by themselves, then the flattened ones.
pub(super) fn tuple(variant: &Variant<'_>, part: impl Fn(usize) -> TokenStream) -> TokenStream {
    let (flat, named) = order(variant);
    let named = nested_tuple(&named.into_iter().map(&part).collect::<Vec<_>>());
    if flat.is_empty() {
        return named;
    }
    let flat = flat.into_iter().map(part);
    quote!((#named, #(#flat),*))
}

/// The flattened fields, and the others.
pub(super) fn order(variant: &Variant<'_>) -> (Vec<usize>, Vec<usize>) {
    (0..variant.fields.len()).partition(|index| is_flat(&variant.fields[*index]))
}

/// Whether what is in the field is read from what others leave.
pub(super) fn is_flat(field: &Field<'_>) -> bool {
    matches!(field.serde.place, DocumentPlace::Flat(_)) && !field.serde.skipped
}

/// What is read into the slot of each field, in the order of their declaration.
pub(super) fn slots(variant: &Variant<'_>) -> Vec<TokenStream> {
    fn within(index: usize, parts: usize) -> TokenStream {
        if parts <= MOST_FIELDS {
            let at = syn::Index::from(index);
            return quote!(.#at);
        }
        let chunk = MOST_FIELDS.pow(depth(parts));
        let at = syn::Index::from(index / chunk);
        let rest = within(index % chunk, chunk.min(parts - index / chunk * chunk));
        quote!(.#at #rest)
    }
    let (flat, named) = order(variant);
    let around = (!flat.is_empty()).then(|| quote!(.0));
    let mut slots = vec![TokenStream::new(); variant.fields.len()];
    for (at, index) in named.iter().enumerate() {
        let at = within(at, named.len());
        slots[*index] = quote!(__slots #around #at);
    }
    for (at, index) in flat.iter().enumerate() {
        let at = syn::Index::from(at + 1);
        slots[*index] = quote!(__slots.#at);
    }
    slots
}

pub(super) fn read_value(index: usize) -> Ident {
    format_ident!("__read{index}", span = Span::mixed_site())
}

pub(super) fn flat_slot(index: usize) -> Ident {
    format_ident!("__flat{index}", span = Span::mixed_site())
}
