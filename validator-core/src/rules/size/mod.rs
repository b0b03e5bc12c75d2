//! How long, how many, how large: `length` and the words that mean it for text, lists and numbers. Builds on `number`.

pub(crate) mod length;
pub(crate) mod min_max;

// No rules: how lengths are taken and compared.
pub(crate) mod measure;
