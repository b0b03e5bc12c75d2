//! Names of generated code.

use proc_macro2::{Ident, Span};

/// A variable of generated code, at a place that the user wrote. What the user names is another one, so rustc does not
/// advise to use it.
pub(crate) fn local(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}
