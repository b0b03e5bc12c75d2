//! The plural rules of CLDR for the languages that have a file, and for those that are likely to get one.

use core::fmt::Write as _;

use super::number::Digits;
use crate::argument::Argument;

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// What plural rules ask of a number, in the letters of CLDR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Operands {
    /// The whole part. Of more than 36 digits the last 36 are kept, behind a 1.
    i: u128,
    /// The number of decimals.
    v: u32,
    /// The decimals as a number, of which the first 18 are kept.
    f: u64,
    /// The same without zeros at the end.
    t: u64,
}

impl Operands {
    /// `None` if the argument is no number.
    pub(crate) fn of(argument: &Argument<'_>) -> Option<Self> {
        match argument {
            Argument::Integer(value) => Some(Self { i: value.unsigned_abs(), ..Self::default() }),
            Argument::Unsigned(value) => Some(Self { i: *value, ..Self::default() }),
            Argument::Float(value) if !value.is_finite() => Some(Self { i: u128::MAX, v: 1, f: 1, t: 1 }),
            Argument::Float32(value) if !value.is_finite() => Some(Self { i: u128::MAX, v: 1, f: 1, t: 1 }),
            Argument::Float(_) | Argument::Float32(_) | Argument::Decimal(..) => {
                let mut digits = Digits::default();
                // Longer numbers end somewhere in their digits, which changes no sentence that people read.
                let _ = write!(digits, "{argument}");
                Some(Self::read(digits.text()))
            }
            _ => None,
        }
    }

    /// Reads a number such as `-12.50`.
    fn read(text: &str) -> Self {
        const MOST: u128 = 10_u128.pow(36);

        let (whole, decimals) =
            text.trim_start_matches('-').split_once('.').unwrap_or((text.trim_start_matches('-'), ""));
        let mut i = 0_u128;
        for digit in whole.bytes().filter(u8::is_ascii_digit) {
            let next = i * 10 + u128::from(digit - b'0');
            i = if next < MOST { next } else { MOST + next % MOST };
        }
        let decimals = decimals.get(..18).unwrap_or(decimals);
        let number = |text: &str| text.parse().unwrap_or(0);
        Self { i, v: decimals.len() as u32, f: number(decimals), t: number(decimals.trim_end_matches('0')) }
    }

    fn is_whole(&self) -> bool {
        self.t == 0
    }

    /// Whether the number is this one, or this one with zeros behind the point.
    pub(crate) fn is(&self, number: u128) -> bool {
        self.i == number && self.is_whole()
    }

    #[inline]
    fn ends_in(&self, modulus: u64) -> u64 {
        // A division of 128 bits takes ten times as long, and numbers are small.
        match u64::try_from(self.i) {
            Ok(small) => small % modulus,
            Err(_) => (self.i % u128::from(modulus)) as u64,
        }
    }

    /// A million, and its multiples.
    fn is_of_millions(&self) -> bool {
        self.i != 0 && self.ends_in(1_000_000) == 0 && self.v == 0
    }
}

/// A plural rule: its name in `unprocessable-language`, and the function.
pub(crate) type Rule = fn(&Operands) -> Category;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident |$n:ident| { $($category:ident if $condition:expr,)* })+) => {
        $(
            $(#[$doc])*
            // Conditions are written as CLDR writes them.
            #[allow(dead_code, unused_variables, clippy::nonminimal_bool)]
            pub(crate) fn $name($n: &Operands) -> Category {
                $(if $condition {
                    return Category::$category;
                })*
                Category::Other
            }
        )+

        /// The rule with this name.
        #[allow(dead_code)]
        pub(crate) fn named(name: &str) -> Option<Rule> {
            match name {
                $(stringify!($name) => Some($name),)+
                _ => None,
            }
        }
    };
}

rules! {
    /// Japanese, Chinese, Korean, Vietnamese, Thai, Indonesian.
    none |n| {}
    /// English, German, Dutch, Swedish, Finnish, Estonian: 1, but not 1.0.
    english |n| { One if n.i == 1 && n.v == 0, }
    /// Turkish, Hungarian, Bulgarian, Greek, Norwegian: 1 and 1.0.
    turkish |n| { One if n.is(1), }
    danish |n| { One if n.is(1) || !n.is_whole() && n.i <= 1, }
    french |n| { One if n.i <= 1, Many if n.is_of_millions(), }
    spanish |n| { One if n.is(1), Many if n.is_of_millions(), }
    /// That of Brazil.
    portuguese |n| { One if n.i <= 1, Many if n.is_of_millions(), }
    /// Italian, Catalan, the Portuguese of Portugal.
    italian |n| { One if n.i == 1 && n.v == 0, Many if n.is_of_millions(), }
    /// Hindi, Bengali, Persian.
    hindi |n| { One if n.i == 0 || n.is(1), }
    armenian |n| { One if n.i <= 1, }
    romanian |n| {
        One if n.i == 1 && n.v == 0,
        Few if n.v != 0 || n.i == 0 || n.i != 1 && matches!(n.ends_in(100), 1..=19),
    }
    /// Croatian, Serbian, Bosnian.
    croatian |n| {
        One if n.v == 0 && n.ends_in(10) == 1 && n.ends_in(100) != 11 || n.f % 10 == 1 && n.f % 100 != 11,
        Few if n.v == 0 && matches!(n.ends_in(10), 2..=4) && !matches!(n.ends_in(100), 12..=14)
            || matches!(n.f % 10, 2..=4) && !matches!(n.f % 100, 12..=14),
    }
    polish |n| {
        One if n.i == 1 && n.v == 0,
        Few if n.v == 0 && matches!(n.ends_in(10), 2..=4) && !matches!(n.ends_in(100), 12..=14),
        Many if n.v == 0,
    }
    /// Czech, Slovak.
    czech |n| {
        One if n.i == 1 && n.v == 0,
        Few if matches!(n.i, 2..=4) && n.v == 0,
        Many if n.v != 0,
    }
    /// Russian, Ukrainian.
    russian |n| {
        One if n.v == 0 && n.ends_in(10) == 1 && n.ends_in(100) != 11,
        Few if n.v == 0 && matches!(n.ends_in(10), 2..=4) && !matches!(n.ends_in(100), 12..=14),
        Many if n.v == 0,
    }
    lithuanian |n| {
        One if n.is_whole() && n.ends_in(10) == 1 && !matches!(n.ends_in(100), 11..=19),
        Few if n.is_whole() && matches!(n.ends_in(10), 2..=9) && !matches!(n.ends_in(100), 11..=19),
        Many if n.f != 0,
    }
    latvian |n| {
        Zero if n.is_whole() && (n.ends_in(10) == 0 || matches!(n.ends_in(100), 11..=19))
            || n.v == 2 && matches!(n.f % 100, 11..=19),
        One if n.is_whole() && n.ends_in(10) == 1 && n.ends_in(100) != 11
            || n.v == 2 && n.f % 10 == 1 && n.f % 100 != 11
            || n.v != 2 && n.f % 10 == 1,
    }
    hebrew |n| {
        One if n.i == 1 && n.v == 0 || n.i == 0 && n.v != 0,
        Two if n.i == 2 && n.v == 0,
    }
    slovenian |n| {
        One if n.v == 0 && n.ends_in(100) == 1,
        Two if n.v == 0 && n.ends_in(100) == 2,
        Few if n.v == 0 && matches!(n.ends_in(100), 3..=4) || n.v != 0,
    }
    arabic |n| {
        Zero if n.is(0),
        One if n.is(1),
        Two if n.is(2),
        Few if n.is_whole() && matches!(n.ends_in(100), 3..=10),
        Many if n.is_whole() && matches!(n.ends_in(100), 11..=99),
    }
}

/// The category of a number by the name of a rule, for tests that compare it with others.
#[doc(hidden)]
#[must_use]
pub fn category(rule: &str, number: &str) -> Option<&'static str> {
    named(rule).map(|rule| rule(&Operands::read(number)).name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        for (text, i, v, f, t) in [
            ("0", 0, 0, 0, 0),
            ("-12.50", 12, 2, 50, 5),
            ("1.0", 1, 1, 0, 0),
            ("0.05", 0, 2, 5, 5),
            ("340282366920938463463374607431768211455", 10_u128.pow(36) + u128::MAX % 10_u128.pow(36), 0, 0, 0),
        ] {
            assert_eq!(Operands::read(text), Operands { i, v, f, t }, "{text}");
        }
        assert_eq!(Operands::of(&Argument::Float(1.5)), Some(Operands { i: 1, v: 1, f: 5, t: 5 }));
        assert_eq!(Operands::of(&Argument::Decimal(1250, 2)), Some(Operands { i: 12, v: 2, f: 50, t: 5 }));
        assert_eq!(Operands::of(&Argument::Text("1")), None);
    }

    #[test]
    fn large_numbers_keep_their_last_digits() {
        for (text, last) in
            [("1000000000000000000000000000000000000001", 1), ("99999999999999999999999999999999999999999912", 12)]
        {
            assert_eq!(Operands::read(text).ends_in(100), last, "{text}");
            assert!(Operands::read(text).i > 100);
        }
        assert!(Operands::read(&alloc::format!("{}", 1e40)).ends_in(100) == 0);
    }
}
