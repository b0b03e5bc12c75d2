//! The languages that are shipped.
// Made from the files in `validator-language/locales` by `validator-language/tests/tables.rs`. Do not edit it.

/// The tags of the languages that `unprocessable` has.
#[rustfmt::skip]
pub const SHIPPED: &[&str] = &[
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "ja",
    "nl",
    "pl",
    "pt-BR",
    "ru",
    "tr",
    "uk",
    "zh-Hans",
];
