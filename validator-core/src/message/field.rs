//! The field that a sentence is about, for sources that name fields by their keys.

use alloc::borrow::Cow;
use core::fmt;

use crate::path;

/// The field that a sentence is about, or another one that it mentions.
///
/// ```
/// use unprocessable_core::{Field, Messages, ValidationErrors, Violation};
///
/// struct Words;
///
/// impl Messages for Words {
///     fn field_label(&self, field: &Field<'_>) -> Option<&str> {
///         match field.name() {
///             "price" if field.is_at("items.*.price") => Some("price of the item"),
///             "price" => Some("total price"),
///             _ => None,
///         }
///     }
/// }
///
/// let mut errors = ValidationErrors::new();
/// errors.add("items.0.price", "The {attribute} has changed since.");
/// errors.add("price", "The {attribute} has changed since.");
/// let json = errors.body().messages(&Words).to_json();
/// assert!(json.contains("The price of the item has changed since."));
/// assert!(json.contains("The total price has changed since."));
/// ```
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// The two pieces of the key.
    pub(crate) beginning: &'a str,
    pub(crate) end: &'a str,
    /// The name on the wire, if the key does not tell it.
    pub(crate) name: Option<&'a str>,
    pub(crate) given: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// The name on the wire, which is the last name in the key and never an index. `_` is the request as a whole.
    #[must_use]
    pub fn name(&self) -> &'a str {
        if let Some(name) = self.name {
            return name;
        }
        path::last_name(self.end)
            .or_else(|| path::last_name(self.beginning.trim_end_matches('.')))
            .unwrap_or(path::WHOLE)
    }

    /// The text of `attribute = "…"`, if the field has one.
    #[must_use]
    pub fn given_label(&self) -> Option<&'a str> {
        self.given
    }

    /// The key, such as `items.0.price`. It is the name alone for a violation that is not among the errors of a request.
    #[must_use]
    pub fn key(&self) -> Cow<'a, str> {
        match (self.beginning, self.end) {
            (whole, "") | ("", whole) => Cow::Borrowed(whole),
            (beginning, end) => Cow::Owned([beginning, end].concat()),
        }
    }

    /// Whether the key is this one, in which `*` stands for one segment: an index, a key of a map or a name.
    #[must_use]
    pub fn is_at(&self, pattern: &str) -> bool {
        let beginning = path::segments(self.beginning.strip_suffix('.').unwrap_or(self.beginning));
        let beginning = beginning.filter(|_| !self.beginning.is_empty());
        let end = path::segments(self.end).filter(|_| !self.end.is_empty());
        let (mut own, mut wanted) = (beginning.chain(end), path::segments(pattern));
        loop {
            match (own.next(), wanted.next()) {
                (None, None) => return true,
                (Some(own), Some(wanted)) if wanted == "*" || wanted == own => {}
                _ => return false,
            }
        }
    }

    /// A field beside this one.
    pub(crate) fn sibling(&self, name: &'a str, given: Option<&'a str>) -> Self {
        let beginning = match self.end {
            "" => self.beginning.rfind('.').map_or("", |dot| &self.beginning[..=dot]),
            _ => self.beginning,
        };
        Field { beginning, end: name, name: Some(name), given }
    }
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field").field("key", &self.key()).field("given_label", &self.given).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_match_patterns_in_two_pieces() {
        for (beginning, end, pattern, fits) in [
            ("items.0.", "price", "items.*.price", true),
            ("items.0.price", "", "items.*.price", true),
            ("", "price", "price", true),
            ("", "price", "*", true),
            ("items.0.", "price", "items.*", false),
            ("items.0.", "price", "price", false),
            ("items.0", "", "items.*", true),
            ("a.b.", "c.0", "a.b.c.*", true),
            (r"a\.b.", "c", r"a\.b.c", true),
            (r"a\.b.", "c", "a.b.c", false),
            ("", "", "*", false),
        ] {
            let field = Field { beginning, end, name: None, given: None };
            assert_eq!(field.is_at(pattern), fits, "{beginning}{end} {pattern}");
        }
    }

    #[test]
    fn names_are_the_last_in_the_key() {
        for (beginning, end, name) in
            [("items.0.", "price", "price"), ("tags.3", "", "tags"), ("", "", "_"), ("address.", "_", "address")]
        {
            assert_eq!(Field { beginning, end, name: None, given: None }.name(), name);
        }
        let field = Field { beginning: "items.0.price", end: "", name: None, given: None };
        assert_eq!(field.sibling("min", None).key(), "items.0.min");
        assert_eq!(Field { beginning: "price", ..field }.sibling("min", None).key(), "min");
    }
}
