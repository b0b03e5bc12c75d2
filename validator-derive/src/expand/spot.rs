//! Where fields stand in the document, as generated code says it.

use proc_macro2::{Span, TokenStream};

use super::batch;
use crate::attr::{Inside, Item, own_label};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::DocumentPlace;

/// A place as an expression.
pub(super) struct Spot {
    pub(super) value: TokenStream,
    /// Whether the compiler must evaluate it. That costs it more, so names that stand in keys as they are need no call.
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

    /// A reference to it that lives for ever.
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
        // Its name is not in the document, so no sentence can say it.
        DocumentPlace::Flat(_) => Spot::plain(quote!(#krate::__private::Spot::Whole)),
    };
    spot.labelled(field)
}

/// The step to what is inside of a field: that of a flattened one adds nothing to the key.
pub(super) fn step(model: &Model<'_>, field: &Field<'_>) -> Spot {
    let krate = model.krate(Span::call_site());
    match &field.serde.place {
        DocumentPlace::Flat(_) => Spot::plain(quote!(#krate::__private::Spot::Here)).labelled(field),
        _ => of(model, field),
    }
}

/// Where the rules on a field put their violations: for the one value of a variant, what the variant stands under.
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

/// Where the rules on elements put their violations, which are at the place of the walk then.
pub(super) fn of_elements(krate: &TokenStream, inside: Inside, items: &[Item]) -> TokenStream {
    let here = quote!(#krate::__private::Spot::Here);
    let spot = match own_label(items).filter(|_| inside == Inside::Keys) {
        Some(label) => Spot::call(quote!(#here.attribute(#label))),
        None => Spot::plain(here),
    };
    spot.reference()
}

/// Tables of where the fields of each variant stand, for those that need one.
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
