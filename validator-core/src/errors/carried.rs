//! Violations as errors of types that read themselves, such as those with `#[serde(try_from = "…")]`.
//!
//! serde accepts any error there, and hands it over as a value that can only be displayed. So a violation writes itself
//! in a special form to a formatter with a special fill character, and is read back from this form.

use core::fmt;

use crate::argument::Argument;
#[cfg(feature = "json")]
use crate::errors::custom::{CustomArgument, CustomViolation};
use crate::errors::violation::{Violation, What};
use crate::lang::{MessageId, id};

/// The separator in the form that [`Violation::carried`] reads.
const PART: char = '\u{1f}';
/// The fill character of a formatter that asks for the special form.
const CARRY: char = '\u{1e}';

/// The sentence, of a field whose name is not known.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.fill() == CARRY { self.carry(f) } else { self.message().fmt(f) }
    }
}

/// As the error of a `TryFrom` that `#[serde(try_from = "…")]` names, or handed to `serde::de::Error::custom`, it says
/// what is wrong with the value. Of any other error the text is not shown.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use serde::Deserialize;
/// use unprocessable_core::{Violation, from_json};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
///
/// #[derive(Debug, Deserialize)]
/// #[serde(try_from = "String")]
/// struct Sku(String);
///
/// impl TryFrom<String> for Sku {
///     type Error = Violation;
///
///     fn try_from(text: String) -> Result<Self, Violation> {
///         let is_sku = text.len() == 8;
///         is_sku.then_some(Self(text)).ok_or_else(|| {
///             Violation::new("sku", "The {attribute} must be an article number of {size} characters.").argument("size", 8)
///         })
///     }
/// }
/// # #[derive(Debug, Deserialize)]
/// # struct Item { sku: Sku }
/// # impl<C: ?Sized> Validate<C> for Item { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Item {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let rejection = from_json::<Item>(br#"{"sku": "X"}"#).unwrap_err();
/// assert!(rejection.to_json().contains("must be an article number of 8 characters."));
/// # }
/// ```
impl core::error::Error for Violation {}

impl Violation {
    /// The violation that these words are.
    #[cfg(feature = "json")]
    pub(crate) fn carried(words: &dyn fmt::Display) -> Option<Self> {
        let text = alloc::format!("{words:\u{1e}<1}");
        let mut parts = text.split(PART);
        let (code, id, message) = (parts.next()?, parts.next()?, parts.next()?);
        let id = MessageId(id.parse().ok()?);
        let mut own = CustomViolation { code: owned(code), message: owned(message), id, ..CustomViolation::default() };
        while let (Some(name), Some(kind), Some(value)) = (parts.next(), parts.next(), parts.next()) {
            own.arguments.push((owned(name), argument(kind, value)?));
        }
        Some(Self::own(own))
    }

    fn carry(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only a sentence that `from_code` gives is one of the catalogue: the arguments of others may change on the way.
        let (id, template) = match &self.what {
            What::Rule(rule) => (MessageId::NONE, rule.sentence(self.kind)),
            What::Custom(own) if own.arguments.is_empty() || own.id == id::invalid => (own.id, &*own.message),
            What::Custom(own) => (MessageId::NONE, &*own.message),
        };
        write!(f, "{}{PART}{}{PART}{template}", self.code(), id.0)?;
        for (name, argument) in self.arguments() {
            match argument {
                Argument::Label(field) => write!(f, "{PART}{name}{PART}label{PART}{field}")?,
                Argument::Field(field, label) => write!(f, "{PART}{name}{PART}field{PART}{field}={label}")?,
                argument => write!(f, "{PART}{name}{PART}{}{PART}{argument}", kind(&argument))?,
            }
        }
        Ok(())
    }
}

fn kind(argument: &Argument<'_>) -> &'static str {
    match argument {
        Argument::Integer(_) => "integer",
        Argument::Unsigned(_) => "unsigned",
        Argument::Float32(_) => "single",
        Argument::Float(_) => "float",
        Argument::Boolean(_) => "boolean",
        _ => "text",
    }
}

#[cfg(feature = "json")]
fn argument(kind: &str, value: &str) -> Option<CustomArgument> {
    Some(match kind {
        "integer" => CustomArgument::Integer(value.parse().ok()?),
        "unsigned" => CustomArgument::Unsigned(value.parse().ok()?),
        "single" => CustomArgument::Float32(value.parse().ok()?),
        "float" => CustomArgument::Float(value.parse().ok()?),
        "boolean" => CustomArgument::Boolean(value.parse().ok()?),
        "label" => CustomArgument::Label(value.into()),
        "field" => {
            let (name, label) = value.split_once('=')?;
            CustomArgument::Field(name.into(), label.into())
        }
        _ => CustomArgument::Text(value.into()),
    })
}

#[cfg(feature = "json")]
fn owned(text: &str) -> alloc::borrow::Cow<'static, str> {
    alloc::string::String::from(text).into()
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn sentences_of_the_catalogue_are_found_again() {
        for (violation, id) in [
            (Violation::from_code("unique"), id::unique),
            (Violation::from_code("gone"), id::invalid),
            (Violation::from_code("gone").argument("left", 1), id::invalid),
            (Violation::new("own", "The {attribute} is gone."), MessageId::NONE),
        ] {
            let carried = Violation::carried(&violation).unwrap();
            assert_eq!(carried.message_id(), id);
            assert_eq!(format!("{carried:?}"), format!("{violation:?}"));
        }
        assert!(Violation::carried(&"a sentence").is_none());
    }
}
