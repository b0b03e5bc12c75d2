//! Which other fields the rules of a field mention.

use proc_macro2::TokenStream;

use super::rule;
use crate::attr::{CustomCall, Item};
use crate::mention;
use crate::model::{Field, Variant};

/// Whether a field gets a variable, because it has rules or the rules of another field mention it.
pub(super) fn is_bound(field: &Field<'_>, variant: &Variant<'_>) -> bool {
    let name = field.name();
    !field.items.is_empty() || variant.fields.iter().any(|other| depend_on(&other.items, &name))
}

/// Whether items mention the field of this name.
pub(super) fn depend_on(items: &[Item], name: &str) -> bool {
    let mentions = |tokens: TokenStream| mention::fields(tokens).iter().any(|(field, _)| field == name);
    items.iter().any(|item| match item {
        Item::Rule(call) => rule::expressions(call).any(|value| mentions(quote!(#value))),
        Item::Custom(CustomCall { function, .. }) => mentions(quote!(#function)),
        Item::When(_, condition, items) => {
            condition.expression().is_some_and(|condition| mentions(quote!(#condition))) || depend_on(items, name)
        }
        Item::Inside(_, _, items) => depend_on(items, name),
        _ => false,
    })
}

/// Whether an item mentions the struct as a whole, which does not exist if a field could not be read.
pub(super) fn mentions_whole(item: &Item, fields: &[Field<'_>]) -> bool {
    let whole = |tokens: TokenStream| mention::mentions_self(mention::bind(tokens, fields, "self"));
    match item {
        Item::Rule(call) => rule::expressions(call).any(|value| whole(quote!(#value))),
        Item::Custom(CustomCall { function, .. }) => whole(quote!(#function)),
        Item::When(_, condition, items) => {
            condition.expression().is_some_and(|condition| whole(quote!(#condition)))
                || items.iter().any(|item| mentions_whole(item, fields))
        }
        Item::Inside(_, _, items) => items.iter().any(|item| mentions_whole(item, fields)),
        _ => false,
    }
}
