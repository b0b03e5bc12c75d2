//! Numbers by the digits after their decimal point.

use core::fmt;

use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::{CountDigits, Describe, Quantity, Rule, Schema, SchemaPattern, SchemaValue};
use crate::subject::Kind;

/// Accepts a plain decimal number: digits, with an optional sign before them and an optional point among them.
///
/// `.places(2)` demands exactly two digits after the point, `.min(1)` at least one, `.max(3)` at most three.
/// Text counts them as written, so "1.50" has two; floats as few as they need, so 1.5 has one.
///
/// In an attribute: `#[validate(decimal(places = 2))]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::decimal().places(2).check("19.90"));
/// assert!(!rules::decimal().places(2).check("19.9"));
/// assert!(rules::decimal().max(2).check("-3"));
/// assert!(!rules::decimal().check("1e3"));
/// ```
#[must_use]
pub const fn decimal() -> Decimal {
    Decimal { min: 0, max: None }
}

/// The rule [`decimal`].
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    min: usize,
    max: Option<usize>,
}

impl Decimal {
    /// Demands exactly this many digits after the point.
    #[must_use]
    pub const fn places(mut self, places: usize) -> Self {
        (self.min, self.max) = (places, Some(places));
        self
    }

    /// Demands at least this many digits after the point.
    #[must_use]
    pub const fn min(mut self, min: usize) -> Self {
        self.min = min;
        self
    }

    /// Allows at most this many digits after the point.
    #[must_use]
    pub const fn max(mut self, max: usize) -> Self {
        self.max = Some(max);
        self
    }

    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        if let Some(max) = self.max {
            assert!(self.min <= max, "`min` is greater than `max`: no number passes both");
        }
    }
}

impl Describe for Decimal {
    const CODE: &'static str = "decimal";
    const ARGUMENTS: &'static [&'static str] = &["min", "max"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let bound = [Some(self.min), self.max].get(index).copied().flatten();
        bound.map(|bound| Argument::Integer(bound as i128))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match (self.min, self.max) {
            (0, None) => "The {attribute} must be a decimal number.",
            (0, Some(0)) => "The {attribute} must be a number without decimal places.",
            (1, Some(1)) => "The {attribute} must have {min} decimal place.",
            (min, Some(max)) if min == max => "The {attribute} must have {min} decimal places.",
            (0, Some(1)) => "The {attribute} must not have more than {max} decimal place.",
            (0, Some(_)) => "The {attribute} must not have more than {max} decimal places.",
            (_, Some(_)) => "The {attribute} must have between {min} and {max} decimal places.",
            (1, None) => "The {attribute} must have at least {min} decimal place.",
            (_, None) => "The {attribute} must have at least {min} decimal places.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        match (self.min, self.max) {
            (0, None) => id::decimal_any,
            (0, Some(0)) => id::decimal_none,
            (min, Some(max)) if min == max => id::decimal_exact,
            (0, Some(_)) => id::decimal_max,
            (_, Some(_)) => id::decimal_between,
            (_, None) => id::decimal_min,
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        let is_any = self.min == 0 && self.max.is_none();
        match kind {
            Kind::Text if self.min.max(self.max.unwrap_or(0)) <= MOST_REPEATED => {
                Schema::NONE.with("pattern", SchemaValue::Pattern(self)).exact()
            }
            Kind::Text => Schema::pattern("^[+-]?[0-9]*[.]?[0-9]*$"),
            // Of numbers, `multipleOf` could say how many places there are at most. But many validators divide floats by a
            // step such as 0.01, and refuse 19.99.
            Kind::Number => Schema::NONE.exact_if(is_any),
            _ => Schema::NONE,
        }
    }
}

/// How often a pattern may repeat something for any validator to read it.
const MOST_REPEATED: usize = 255;

impl SchemaPattern for Decimal {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, most) = (self.min, Bound(self.max));
        match self.max {
            Some(0) => f.write_str("^[+-]?[0-9]+[.]?$"),
            _ if min == 0 => write!(f, "^[+-]?([0-9]+([.][0-9]{{0,{most}}})?|[.][0-9]{{1,{most}}})$"),
            Some(max) if min == max => write!(f, "^[+-]?[0-9]*[.][0-9]{{{max}}}$"),
            _ => write!(f, "^[+-]?[0-9]*[.][0-9]{{{min},{most}}}$"),
        }
    }
}

/// The upper end of a repetition, if it has one.
struct Bound(Option<usize>);

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |count| count.fmt(f))
    }
}

impl<V: Places + ?Sized> Rule<V> for Decimal {
    fn check(&self, value: &V) -> bool {
        value.places().is_some_and(|places| self.min <= places && self.max.is_none_or(|max| places <= max))
    }
}

/// A number in decimal notation: text or a float.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no decimal places",
    label = "neither text nor a float",
    note = "`decimal` looks at text and floats"
)]
pub trait Places {
    /// The number of digits after the point. `None` if it is not a plain number.
    fn places(&self) -> Option<usize>;
}

#[diagnostic::do_not_recommend]
impl Places for str {
    fn places(&self) -> Option<usize> {
        let unsigned = self.strip_prefix(['+', '-']).unwrap_or(self);
        let (whole, places) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let (whole, places) = (whole.digits()?, places.digits()?);
        (whole + places > 0).then_some(places)
    }
}

macro_rules! floats {
    ($($type:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl Places for $type {
            fn places(&self) -> Option<usize> {
                self.exact().map(|exact| exact.places())
            }
        }
    )+};
}

floats!(f32, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (text, count) in [
            ("0", Some(0)),
            ("5.", Some(0)),
            (".5", Some(1)),
            ("-.50", Some(2)),
            ("+1.250", Some(3)),
            ("", None),
            (".", None),
            ("+-1", None),
            ("1.2.3", None),
            ("1,5", None),
            ("1e3", None),
            (" 1", None),
            ("1\n", None),
            ("١.٢", None),
            ("NaN", None),
        ] {
            assert_eq!(decimal().check(text), count.is_some(), "{text:?}");
            assert_eq!(decimal().places(1).check(text), count == Some(1), "{text:?}");
            assert_eq!(decimal().min(1).max(2).check(text), matches!(count, Some(1 | 2)), "{text:?}");
        }
        assert!(decimal().places(2).check(&19.99) && decimal().max(2).check(&1.5) && !decimal().max(2).check(&0.125));
        assert!(decimal().max(0).check(&1e300) && decimal().places(7).check(&1e-7) && !decimal().check(&f64::NAN));
    }
}
