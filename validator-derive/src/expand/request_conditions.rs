//! The conditions of rules that are known before a value is read: the group of the request, and whether it is a live
//! check.

use proc_macro2::{Span, TokenStream};

use crate::attr::{Condition, Item};
use crate::model::Model;

/// A test of the second pass. `None` if the condition is known only with the values.
pub(super) fn of_pass(condition: &Condition) -> Option<TokenStream> {
    match condition {
        Condition::InGroup(groups) => Some(quote!((#(__pass.is_in::<#groups>())||*))),
        Condition::Submitted => Some(quote!(__pass.submits())),
        Condition::Holds(_) | Condition::Valid(_) => None,
    }
}

/// A function that tells whether the rules inside of a field run. `None` if they run in every request.
pub(super) fn nested_if(model: &Model<'_>, items: &[Item]) -> Option<TokenStream> {
    let Nested::If(tests) = nested(items) else { return None };
    let krate = model.krate(Span::call_site());
    Some(quote!(|__pass: &#krate::decode::SecondPass<'_>| #(#tests)||*))
}

/// When `nested` among the items runs.
enum Nested {
    Never,
    Always,
    /// If one of these tests holds.
    If(Vec<TokenStream>),
}

fn nested(items: &[Item]) -> Nested {
    items.iter().fold(Nested::Never, |found, item| {
        let here = match item {
            Item::Nested(_) => Nested::Always,
            Item::Inside(_, _, items) => nested(items),
            Item::When(_, condition, items) => match (of_pass(condition), nested(items)) {
                (Some(test), Nested::Always) => Nested::If(vec![test]),
                (Some(test), Nested::If(tests)) => Nested::If(vec![quote!(#test && (#(#tests)||*))]),
                (_, inside) => inside,
            },
            _ => Nested::Never,
        };
        match (found, here) {
            (Nested::Always, _) | (_, Nested::Always) => Nested::Always,
            (Nested::Never, other) | (other, Nested::Never) => other,
            (Nested::If(mut tests), Nested::If(more)) => {
                tests.extend(more);
                Nested::If(tests)
            }
        }
    })
}
