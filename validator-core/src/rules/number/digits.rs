//! Numbers by their digits.

use core::fmt::{self, Write};
use core::num;

use crate::argument::{Argument, Operand};
use crate::rules::{Bound, Schema, rule};
use crate::subject::Kind;

rule!(
    /// Accepts exactly `count` digits and nothing else: no sign, no point.
    ///
    /// Text consists of the ASCII digits `0` to `9`. Numbers are whole and not negative.
    ///
    /// In an attribute: `#[validate(digits(4))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::digits(4).check("0042"));
    /// assert!(rules::digits(4).check(&1042_u32));
    /// assert!(!rules::digits(4).check("-042"));
    /// ```
    pub const fn digits(count: usize) -> Digits;

    const BOUND: Bound = Bound::Digits { least: true, most: true };

    const fn verify(&self) {
        assert!(self.count > 0, "no number has 0 digits; write at least 1");
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.count == 1 {
            "The {attribute} must be {count} digit."
        } else {
            "The {attribute} must be {count} digits."
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, Some(self.count), Some(self.count))
    }

    fn check<V: CountDigits + ?Sized>(&self, value: &V) -> bool {
        value.digits().is_some_and(|count| count == self.count)
    }
);

rule!(
    /// Accepts at least `min` and at most `max` digits and nothing else.
    ///
    /// In an attribute: `#[validate(digits_between(3, 4))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::digits_between(3, 4).check("007"));
    /// assert!(!rules::digits_between(3, 4).check("07"));
    /// ```
    pub const fn digits_between(min: usize, max: usize) -> DigitsBetween;

    const BOUND: Bound = Bound::Digits { least: true, most: true };

    const fn verify(&self) {
        assert!(
            self.min <= self.max && self.max > 0,
            "no number has so many digits: the second count is at least 1, and not less than the first"
        );
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.max == 1 {
            "The {attribute} must be between {min} and {max} digit."
        } else {
            "The {attribute} must be between {min} and {max} digits."
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, Some(self.min), Some(self.max))
    }

    fn check<V: CountDigits + ?Sized>(&self, value: &V) -> bool {
        value.digits().is_some_and(|count| self.min <= count && count <= self.max)
    }
);

rule!(
    /// Accepts at least `min` digits and nothing else.
    ///
    /// In an attribute: `#[validate(min_digits(3))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::min_digits(3).check("1234"));
    /// assert!(!rules::min_digits(3).check(&12_u8));
    /// ```
    pub const fn min_digits(min: usize) -> MinDigits;

    const BOUND: Bound = Bound::Digits { least: true, most: false };

    const fn verify(&self) {
        assert!(self.min > 0, "every number has that many digits; write at least 1");
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.min == 1 {
            "The {attribute} must have at least {min} digit."
        } else {
            "The {attribute} must have at least {min} digits."
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, Some(self.min), None)
    }

    fn check<V: CountDigits + ?Sized>(&self, value: &V) -> bool {
        value.digits().is_some_and(|count| self.min <= count)
    }
);

rule!(
    /// Accepts at most `max` digits and nothing else.
    ///
    /// In an attribute: `#[validate(max_digits(4))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::max_digits(3).check("123"));
    /// assert!(!rules::max_digits(3).check(&1234_u16));
    /// ```
    pub const fn max_digits(max: usize) -> MaxDigits;

    const BOUND: Bound = Bound::Digits { least: false, most: true };

    const fn verify(&self) {
        assert!(self.max > 0, "no number has 0 digits; write at least 1");
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.max == 1 {
            "The {attribute} must not have more than {max} digit."
        } else {
            "The {attribute} must not have more than {max} digits."
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, None, Some(self.max))
    }

    fn check<V: CountDigits + ?Sized>(&self, value: &V) -> bool {
        value.digits().is_some_and(|count| count <= self.max)
    }
);

fn schema_of(kind: Kind, least: Option<usize>, most: Option<usize>) -> Schema<'static> {
    let count = |count: usize| Argument::Integer(count as i128);
    match kind {
        Kind::Text => {
            Schema::pattern("^[0-9]*$").maybe("minLength", least.map(count)).maybe("maxLength", most.map(count)).exact()
        }
        _ => numbers_of(least, most),
    }
}

/// The least and the greatest whole number with this many digits, if they fit an integer.
fn numbers_of(least: Option<usize>, most: Option<usize>) -> Schema<'static> {
    let power = |digits: usize| u32::try_from(digits).ok().and_then(|digits| 10_i128.checked_pow(digits));
    let minimum = match least {
        // 0 has one digit.
        None | Some(0 | 1) => Some(0),
        Some(least) => power(least - 1),
    };
    let maximum = most.and_then(power).map(|above| above - 1);
    // A float may have a fraction.
    Schema::of("multipleOf", Argument::Integer(1))
        .maybe("minimum", minimum.map(Argument::Integer))
        .maybe("maximum", maximum.map(Argument::Integer))
        .exact_if(minimum.is_some() && maximum.is_some() == most.is_some())
}

/// A value that can consist of digits: text or a whole number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no digits",
    label = "neither text nor a number",
    note = "rules about digits look at text and numbers"
)]
pub trait CountDigits {
    /// The number of digits. `None` if there is anything else.
    fn digits(&self) -> Option<usize>;
}

#[diagnostic::do_not_recommend]
impl CountDigits for str {
    fn digits(&self) -> Option<usize> {
        self.bytes().all(|byte| byte.is_ascii_digit()).then_some(self.len())
    }
}

macro_rules! integers {
    ($($type:ident of $nonzero:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl CountDigits for $type {
            #[allow(unused_comparisons)]
            fn digits(&self) -> Option<usize> {
                (*self >= 0).then(|| self.checked_ilog10().map_or(1, |power| power as usize + 1))
            }
        }

        #[diagnostic::do_not_recommend]
        impl CountDigits for num::$nonzero {
            fn digits(&self) -> Option<usize> {
                self.get().digits()
            }
        }
    )+};
}

integers!(
    u8 of NonZeroU8, u16 of NonZeroU16, u32 of NonZeroU32, u64 of NonZeroU64, u128 of NonZeroU128, usize of NonZeroUsize,
    i8 of NonZeroI8, i16 of NonZeroI16, i32 of NonZeroI32, i64 of NonZeroI64, i128 of NonZeroI128, isize of NonZeroIsize
);

/// Counts the digits that a float prints, and fails at anything else.
struct Counter(usize);

impl Write for Counter {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.digits().ok_or(fmt::Error)?;
        Ok(())
    }
}

macro_rules! floats {
    ($($type:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl CountDigits for $type {
            fn digits(&self) -> Option<usize> {
                let mut counter = Counter(0);
                // -0 is 0.
                write!(counter, "{}", self + 0.0).ok().map(|()| counter.0)
            }
        }
    )+};
}

floats!(f32, f64);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn digits_of_text() {
        for (text, count) in [
            ("", Some(0)),
            ("0", Some(1)),
            ("007", Some(3)),
            ("-1", None),
            ("+1", None),
            ("1.0", None),
            ("1 ", None),
            ("1\n", None),
            ("１２３", None),
            ("٣", None),
            ("1e3", None),
        ] {
            for wanted in 1..5 {
                assert_eq!(digits(wanted).check(text), count == Some(wanted), "{text:?}");
                assert_eq!(digits_between(2, wanted).check(text), count.is_some_and(|n| 2 <= n && n <= wanted));
                assert_eq!(min_digits(wanted).check(text), count.is_some_and(|n| n >= wanted), "{text:?}");
                assert_eq!(max_digits(wanted).check(text), count.is_some_and(|n| n <= wanted), "{text:?}");
            }
        }
    }

    #[test]
    fn digits_of_numbers() {
        assert!(digits(1).check(&0_u8) && digits(3).check(&255_u8) && digits(39).check(&u128::MAX));
        assert!(digits(39).check(&i128::MAX) && !min_digits(0).check(&-1) && !min_digits(1).check(&i128::MIN));
        assert!(digits(2).check(&num::NonZeroI8::new(10).unwrap()));
        assert!(digits(1).check(&9_u64) && digits(2).check(&10_u64) && digits(20).check(&u64::MAX));
        assert!(digits(3).check(&100.0) && digits(309).check(&f64::MAX) && !min_digits(0).check(&1.5));
        assert!(!min_digits(0).check(&f64::NAN) && !min_digits(0).check(&f64::INFINITY));
        assert!(digits(1).check(&-0.0) && max_digits(1).check(&-0.0_f32) && !digits(1).check(&-1.0));
    }
}
