//! The error for rules that JSON Schema cannot say.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

/// A type has rules that JSON Schema cannot say.
///
/// The error names the type and each of these rules with its field.
///
/// ```
/// # extern crate unprocessable_core as unprocessable;
/// use unprocessable_core::json_schema::NotSayable;
///
/// fn list(error: &NotSayable) {
///     for rule in error.rules() {
///         println!("{}: {} has {}: {}", rule.type_name(), rule.field(), rule.rule(), rule.reason());
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error(
    "JSON Schema cannot say all rules of `{type_name}`: {}. Call `.lossy()` to leave them out and mark them in the document.",
    Listed(.rules)
)]
pub struct NotSayable {
    type_name: String,
    rules: Vec<UnsaidRule>,
}

impl NotSayable {
    pub(super) fn new(type_name: String, rules: Vec<UnsaidRule>) -> Self {
        Self { type_name, rules }
    }

    /// The name of the type that was to be written.
    #[must_use]
    pub fn type_name(&self) -> &str {
        &self.type_name
    }

    /// All rules that cannot be said, in the order of the types and their fields.
    pub fn rules(&self) -> impl Iterator<Item = &UnsaidRule> {
        self.rules.iter()
    }
}

/// A rule that JSON Schema cannot say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsaidRule {
    pub(super) type_name: String,
    pub(super) field: String,
    pub(super) rule: &'static str,
    pub(super) variant: Option<&'static str>,
    pub(super) reason: &'static str,
}

impl UnsaidRule {
    /// The name of the type that has the rule. It may be nested in the type of the document.
    #[must_use]
    pub fn type_name(&self) -> &str {
        &self.type_name
    }

    /// The name of the variant in a document, if the rule is on a field of an enum.
    #[must_use]
    pub fn variant(&self) -> Option<&'static str> {
        self.variant
    }

    /// The path of the field within its type, with `*` for the elements of a list and the values of a map. It is `keys of
    /// map` for the keys of the map `map`, and `_` for a rule on the whole.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// The name of the rule. It is `nested` where all rules of a type depend on something that cannot be said.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// Why it cannot be said, in a few words for people.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }
}

struct Listed<'a>(&'a [UnsaidRule]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, unsaid) in self.0.iter().enumerate() {
            let separator = if index > 0 { ", " } else { "" };
            write!(f, "{separator}`{}` on `{}` of `{}", unsaid.rule, OneLine(&unsaid.field), unsaid.type_name)?;
            if let Some(variant) = unsaid.variant {
                write!(f, "::{}", OneLine(variant))?;
            }
            write!(f, "` ({})", unsaid.reason)?;
        }
        Ok(())
    }
}

/// A name of the user, which may have line ends.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
        }
        Ok(())
    }
}
