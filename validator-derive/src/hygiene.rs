//! Names of generated code.

use proc_macro2::{Ident, Span};

/// A variable of generated code, at a place in the user's code. The user cannot name it, so rustc does not suggest it.
pub(crate) fn local(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}
