//! What the names of types tell. Builds on `attr`, because items may be about what is inside of a type.

pub(crate) mod containers;
pub(crate) mod names;

use syn::Type;

/// Whether something in a type may have rules of its own.
pub(crate) fn may_have_rules(ty: &Type) -> bool {
    match &containers::inside(ty)[..] {
        [] => !has_none(ty),
        inner => inner.iter().any(|ty| may_have_rules(ty)),
    }
}

/// Whether the name of a type tells that it has no rules.
pub(crate) fn has_none(ty: &Type) -> bool {
    names::is_leaf(ty) || containers::is_tuple(ty) || containers::name(ty).is_some_and(|name| name == "str")
}
