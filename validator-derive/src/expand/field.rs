//! The rules of one field.

use proc_macro2::Span;
use proc_macro2::TokenStream;

use super::target::{Phase, SelfValue, Target, structural};
use super::{batch, spot};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::DocumentPlace;

/// The rules of one field of a value that is whole.
pub(super) fn field(model: &Model<'_>, variant: &Variant<'_>, field: &Field<'_>) -> TokenStream {
    let rules = rules(model, variant, field, &[]);
    let stop = (model.bail && !rules.is_empty()).then(|| {
        quote!(if __walker.failed_since(&__start) {
            return;
        })
    });
    quote!(#rules #stop)
}

/// The rules of one field of a value that may lack some fields.
pub(super) fn partial_field(
    model: &Model<'_>,
    variant: &Variant<'_>,
    field: &Field<'_>,
    index: usize,
    slots: &[TokenStream],
) -> TokenStream {
    let rules = rules(model, variant, field, slots);
    if rules.is_empty() {
        return rules;
    }
    let (binding, slot, rank) = (&field.binding, &slots[index], index as u32);
    // If fields are missing, the first failing field is only known at the end.
    let stop = model.bail.then(|| {
        quote!(if !__PARTIAL && __walker.failed_since(&__start) {
            return;
        })
    });
    quote! {
        if let ::core::option::Option::Some(#binding) = #slot {
            if __PARTIAL {
                __walker.rank(#rank);
            }
            #rules
        }
        #stop
    }
}

/// The imports of the probes, if the type of some field needs one because its name does not tell enough.
pub(super) fn probes(model: &Model<'_>, variants: &[&Variant<'_>]) -> Option<TokenStream> {
    let fields = variants.iter().flat_map(|variant| variant.fields.iter().enumerate());
    let mut others = fields.filter(|(index, field)| !field.items.is_empty() && !batch::fits(model, field, *index));
    let krate = model.krate(Span::call_site());
    others.next().map(|_| quote!(use #krate::__private::{ProbeOption as _, ProbeOpaque as _};))
}

fn rules(model: &Model<'_>, variant: &Variant<'_>, field: &Field<'_>, slots: &[TokenStream]) -> TokenStream {
    if field.items.is_empty() {
        return TokenStream::new();
    }
    let flat = matches!(field.serde.place, DocumentPlace::Flat(_));
    let step = spot::step(model, field).reference();
    let spot = spot::of_rules(model, variant, field).reference();
    let binding = &field.binding;
    let target = Target {
        model,
        fields: &variant.fields,
        subject: binding.clone(),
        ty: Some(field.ty),
        step: if flat { step } else { spot.clone() },
        spot,
        bail: field.bail.then(|| {
            quote!(if __walker.failed_since(&__before) {
                break '__field;
            })
        }),
        slots,
        self_value: if slots.is_empty() { SelfValue::Present } else { SelfValue::Optional },
        memories: None,
        phase: Phase::Synchronous,
    };
    let rules = target.items(&field.items);
    let twice = structural(&field.items) > 1;
    let watched = field.bail || flat || twice;
    let mark = watched.then(|| quote!(let __before = __walker.mark();));
    // The same key can come up again if elements are walked twice or the field is flattened.
    let mark_unordered = (flat || twice).then(|| {
        quote!(if __walker.failed_since(&__before) {
            __walker.mark_unordered();
        })
    });
    let rules = if field.bail { quote!('__field: { #rules }) } else { rules };
    quote! {
        {
            #mark
            #rules
            #mark_unordered
        }
    }
}

/// Whether the variant holds one value that has no name of its own.
pub(super) fn is_newtype(variant: &Variant<'_>) -> bool {
    variant.fields.iter().any(|field| field.serde.place == DocumentPlace::Same)
}
