//! The places of fields in the document, as expressions of generated code.

use proc_macro2::{Span, TokenStream};
use syn::Member;

use super::batch;
use crate::attr::{Inside, Item, own_label};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::DocumentPlace;

/// A place as an expression.
pub(super) struct Spot {
    pub(super) value: TokenStream,
    /// Whether it calls a function that the compiler must evaluate. This costs more, so plain names need no call.
    call: bool,
}

impl Spot {
    fn plain(value: TokenStream) -> Self {
        Self { value, call: false }
    }

    fn call(value: TokenStream) -> Self {
        Self { value, call: true }
    }

    /// With the label that the user gave it.
    fn labelled(self, field: &Field<'_>) -> Self {
        let (label, elements) = (field.label.as_ref(), field.elements());
        if label.is_none() && elements.is_empty() {
            return self;
        }
        let value = self.value;
        let label = label.map(|label| quote!(.attribute(#label)));
        let elements = (!elements.is_empty()).then(|| quote!(.elements(&[#(#elements),*])));
        Self::call(quote!(#value #label #elements))
    }

    /// A `'static` reference to it.
    pub(super) fn reference(&self) -> TokenStream {
        let value = &self.value;
        if self.call { quote!(const { &#value }) } else { quote!(&#value) }
    }
}

/// The place of a name in the document.
pub(super) fn named(krate: &TokenStream, name: &str) -> Spot {
    if name == "_" || name.contains(['.', '\\']) {
        return Spot::call(quote!(#krate::__private::Spot::field(#name)));
    }
    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Spot::plain(quote!(#krate::__private::Spot::Word(#name)));
    }
    Spot::plain(quote!(#krate::__private::Spot::Field(#name)))
}

/// The place of a field.
pub(super) fn of(model: &Model<'_>, field: &Field<'_>) -> Spot {
    let krate = model.krate(Span::call_site());
    let spot = match &field.serde.place {
        DocumentPlace::Name(name) if field.label.is_some() => {
            Spot::plain(quote!(#krate::__private::Spot::field(#name)))
        }
        DocumentPlace::Name(name) => named(&krate, name),
        DocumentPlace::Position(position) => {
            let position = position.to_string();
            Spot::plain(quote!(#krate::__private::Spot::Position(#position)))
        }
        DocumentPlace::Same => Spot::plain(quote!(#krate::__private::Spot::Here)),
        // Its name is not in the document, so no sentence may show it.
        DocumentPlace::Flat(_) => Spot::plain(quote!(#krate::__private::Spot::Whole)),
    };
    spot.labelled(field)
}

/// A reference to the place of the field of this name, in a struct.
pub(super) fn of_member(model: &Model<'_>, member: &Member) -> Option<TokenStream> {
    let mut fields = model.variants.iter().flat_map(|variant| &variant.fields);
    fields.find(|field| field.member == *member).map(|field| of(model, field).reference())
}

/// The step to what is inside of a field. A flattened field adds nothing to the key.
pub(super) fn step(model: &Model<'_>, field: &Field<'_>) -> Spot {
    let krate = model.krate(Span::call_site());
    match &field.serde.place {
        DocumentPlace::Flat(_) => Spot::plain(quote!(#krate::__private::Spot::Here)).labelled(field),
        _ => of(model, field),
    }
}

/// The place of a field's violations. The value of a newtype variant has the place of the variant.
pub(super) fn of_rules(model: &Model<'_>, variant: &Variant<'_>, field: &Field<'_>) -> Spot {
    match variant.around.as_ref().filter(|_| super::field::is_newtype(variant)) {
        Some(around) if field.label.is_some() => {
            let krate = model.krate(Span::call_site());
            Spot::plain(quote!(#krate::__private::Spot::field(#around))).labelled(field)
        }
        Some(around) => named(&model.krate(Span::call_site()), around).labelled(field),
        None => of(model, field),
    }
}

/// The place of violations on an element, seen from the element.
pub(super) fn of_elements(krate: &TokenStream, inside: Inside, items: &[Item]) -> TokenStream {
    let here = quote!(#krate::__private::Spot::Here);
    let spot = match own_label(items).filter(|_| inside == Inside::Keys) {
        Some(label) => Spot::call(quote!(#here.attribute(#label))),
        None => Spot::plain(here),
    };
    spot.reference()
}

/// The tables of the places of fields, for the variants that need one.
pub(super) fn tables(model: &Model<'_>, inspected: bool) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let variants = model.variants.iter().filter(|variant| inspected || batch::any_fits(model, variant));
    variants
        .map(|variant| {
            let name = batch::places(variant);
            let spots = variant.fields.iter().map(|field| of_rules(model, variant, field).value);
            let count = variant.fields.len();
            quote!(static #name: [#krate::__private::Spot; #count] = [#(#spots),*];)
        })
        .collect()
}
