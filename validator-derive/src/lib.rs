//! `#[derive(Validate)]` of [`unprocessable`](https://docs.rs/unprocessable), which documents and re-exports it.
//!
//! The steps: `attr` reads the attributes, `model` joins them with serde's names, `check` finds mistakes, `expand`
//! writes the code. The mistakes of all steps show at once.

#![forbid(unsafe_code)]

/// Like `quote::quote`, but its variables are never those of the user, even under the same name. Otherwise rustc would
/// suggest them in place of a misspelt name.
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
#[cfg(feature = "fluent")]
mod fluent;
mod hygiene;
#[cfg(feature = "labels")]
mod labels;
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

/// The message files of a folder, as `&'static [&'static unprocessable::Locale]`; documented in `unprocessable`.
#[cfg(feature = "labels")]
#[proc_macro]
pub fn labels(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as labels::Input);
    labels::labels(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}
