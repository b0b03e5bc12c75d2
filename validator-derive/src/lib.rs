//! `#[derive(Validate)]` of [`unprocessable`](https://docs.rs/unprocessable), which documents and re-exports it.
//!
//! The way through: `attr` reads what is written, `model` joins it with serde's names, `check` finds what
//! cannot be meant, `expand` writes the code. Mistakes of all steps show at once.

#![forbid(unsafe_code)]

/// As `quote::quote`, with variables that are not those of the user, even where they are called alike: rustc would advise
/// to use them in place of a misspelt name.
macro_rules! quote {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned!(::proc_macro2::Span::mixed_site()=> $($tokens)*)
    };
}

mod attr;
mod catalogue;
mod check;
mod errors;
mod expand;
mod hygiene;
mod mention;
mod model;
mod pattern;
mod serde_attrs;
mod types;

use errors::Errors;
use syn::{DeriveInput, parse_macro_input};

/// Implements `unprocessable::Validate`; documented there.
#[proc_macro_derive(Validate, attributes(validate, rules))]
pub fn derive_validate(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let mut errors = Errors::default();
    let model = model::read(&input, &mut errors);
    match check::check(&model, errors) {
        Ok(checked) => expand::expand(&checked),
        Err(mistakes) => expand::fallback(&model, &mistakes),
    }
    .into()
}
