//! `labels!` with nothing but its own feature and that of the language.

use unprocessable::{Locale, labels};

/// The words of the tests.
pub static SPOKEN: &[&Locale] = labels!("locales/");
