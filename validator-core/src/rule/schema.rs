//! What rules say in JSON Schema.

use crate::argument::Argument;

/// The keywords of JSON Schema (2020-12) that a rule implies.
///
/// The keywords never ask for more than the rule: a value that passes the rule fits them. A value that fits them may
/// still fail the rule.
///
/// ```
/// use unprocessable_core::rules::{self, Describe};
/// use unprocessable_core::{Argument, Kind};
///
/// let rule = rules::length().min(3).max(32);
/// let keywords: Vec<_> = rule.schema(Kind::Text).keywords().collect();
/// assert_eq!(keywords, [("minLength", Argument::Integer(3)), ("maxLength", Argument::Integer(32))]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Schema<'a> {
    keywords: [Option<(&'static str, Argument<'a>)>; 3],
    said: bool,
}

impl<'a> Schema<'a> {
    /// The rule does not say whether it has keywords. This is the default for a rule of your own.
    pub const UNSAID: Self = Self { keywords: [None; 3], said: false };

    /// JSON Schema has no keyword for this rule.
    pub const NONE: Self = Self { keywords: [None; 3], said: true };

    /// A keyword with its value. JSON has no infinite numbers, so an infinite value gives no keyword.
    #[must_use]
    pub const fn of(keyword: &'static str, value: Argument<'a>) -> Self {
        match value {
            Argument::Float32(float) if !float.is_finite() => Self::NONE,
            Argument::Float(float) if !float.is_finite() => Self::NONE,
            _ => Self { keywords: [Some((keyword, value)), None, None], said: true },
        }
    }

    /// Another keyword, up to three in all.
    #[must_use]
    pub fn and(mut self, keyword: &'static str, value: Argument<'a>) -> Self {
        if let Some(free) = self.keywords.iter_mut().find(|free| free.is_none()) {
            *free = Self::of(keyword, value).keywords[0];
        }
        self.said = true;
        self
    }

    /// Another keyword, if there is a value for it.
    #[must_use]
    pub fn maybe(self, keyword: &'static str, value: Option<Argument<'a>>) -> Self {
        match value {
            Some(value) => self.and(keyword, value),
            None => self,
        }
    }

    /// The keyword `format`.
    #[must_use]
    pub const fn format(format: &'static str) -> Self {
        Self::of("format", Argument::Text(format))
    }

    /// The keyword `pattern`.
    #[must_use]
    pub const fn pattern(pattern: &'static str) -> Self {
        Self::of("pattern", Argument::Text(pattern))
    }

    /// The keywords with their values.
    pub fn keywords(&self) -> impl Iterator<Item = (&'static str, Argument<'a>)> {
        self.keywords.into_iter().flatten()
    }

    /// Whether the rule says which keywords it has, or that it has none.
    #[must_use]
    pub const fn is_said(&self) -> bool {
        self.said
    }
}

/// The keywords for the lower and the upper bound of a subject of this kind.
pub(crate) const fn bounds(kind: crate::Kind) -> Option<[&'static str; 2]> {
    Some(match kind {
        crate::Kind::Number => ["minimum", "maximum"],
        crate::Kind::Text => ["minLength", "maxLength"],
        crate::Kind::List => ["minItems", "maxItems"],
        crate::Kind::Map => ["minProperties", "maxProperties"],
        _ => return None,
    })
}
