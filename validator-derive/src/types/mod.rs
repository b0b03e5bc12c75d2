//! What is known of types by their names alone. Builds on `attr`, whose items may be about what is inside of a type.

pub(crate) mod containers;
pub(crate) mod names;

use syn::Type;

/// Whether something in a type may have rules of its own.
pub(crate) fn may_have_rules(ty: &Type) -> bool {
    match &containers::inside(ty)[..] {
        [] => !has_none(ty),
        parts => parts.iter().any(|part| may_have_rules(part)),
    }
}

/// Whether a type has no rules, as its name tells, or as it is nothing.
pub(crate) fn has_none(ty: &Type) -> bool {
    names::is_leaf(ty) || containers::is_tuple(ty) || containers::name(ty).is_some_and(|name| name == "str")
}
