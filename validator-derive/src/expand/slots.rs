//! The slots for the fields that generated code has read: a tuple, or for many fields a tuple of tuples.

use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;

use crate::catalogue::MOST_FIELDS;
use crate::model::{Field, Variant};
use crate::serde_attrs::DocumentPlace;

/// A tuple, or a tuple of tuples if there are too many elements for one.
pub(super) fn nested_tuple(elements: &[TokenStream]) -> TokenStream {
    if elements.len() <= MOST_FIELDS {
        return quote!((#(#elements,)*));
    }
    let tuples: Vec<TokenStream> = elements.chunks(MOST_FIELDS.pow(depth(elements.len()))).map(nested_tuple).collect();
    quote!((#(#tuples,)*))
}

/// How many tuples are around the innermost one.
fn depth(elements: usize) -> u32 {
    elements.saturating_sub(1).checked_ilog(MOST_FIELDS).unwrap_or(0)
}

/// A tuple with an element for each field of a variant: first the fields with a key of their own, then the flattened
/// ones.
pub(super) fn tuple(variant: &Variant<'_>, element: impl Fn(usize) -> TokenStream) -> TokenStream {
    let (flat, named) = order(variant);
    let named = nested_tuple(&named.into_iter().map(&element).collect::<Vec<_>>());
    if flat.is_empty() {
        return named;
    }
    let flat = flat.into_iter().map(element);
    quote!((#named, #(#flat),*))
}

/// The flattened fields, and the others.
pub(super) fn order(variant: &Variant<'_>) -> (Vec<usize>, Vec<usize>) {
    (0..variant.fields.len()).partition(|index| is_flat(&variant.fields[*index]))
}

/// Whether the field is read from the keys that the other fields leave.
pub(super) fn is_flat(field: &Field<'_>) -> bool {
    matches!(field.serde.place, DocumentPlace::Flat(_)) && !field.serde.skipped
}

/// The slots of the fields, in the order of their declaration.
pub(super) fn slots(variant: &Variant<'_>) -> Vec<TokenStream> {
    fn within(index: usize, count: usize) -> TokenStream {
        if count <= MOST_FIELDS {
            let at = syn::Index::from(index);
            return quote!(.#at);
        }
        let chunk = MOST_FIELDS.pow(depth(count));
        let at = syn::Index::from(index / chunk);
        let rest = within(index % chunk, chunk.min(count - index / chunk * chunk));
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
