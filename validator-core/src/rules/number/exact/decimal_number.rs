//! Numbers in decimal notation, compared and divided without rounding.

use core::cmp::Ordering;
use core::fmt::{self, Write};
use core::num;

use crate::rules::{Number, Numeric};

/// A number in decimal notation.
pub trait Quantity {
    /// Its digits, or `None` for infinities and `NaN`.
    #[doc(hidden)]
    fn exact(&self) -> Option<Exact>;
}

/// `digits` · 10 ^ `exponent`, perhaps below 0.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    pub(crate) negative: bool,
    pub(crate) digits: u128,
    pub(crate) exponent: i32,
}

impl Exact {
    /// How many digits stand behind the point.
    pub(crate) fn places(self) -> usize {
        if self.exponent < 0 { self.exponent.unsigned_abs() as usize } else { 0 }
    }

    fn of(number: Number) -> Option<Self> {
        match number {
            Number::Integer(integer) => {
                Some(Self { negative: integer < 0, digits: integer.unsigned_abs(), exponent: 0 })
            }
            Number::Large(digits) => Some(Self { negative: false, digits, exponent: 0 }),
            Number::Float(float) => Self::shortest(&float),
            Number::Decimal(digits, places) => Some(Self {
                negative: digits < 0,
                digits: digits.unsigned_abs(),
                exponent: i32::try_from(places).ok().map(|places| -places)?,
            }),
        }
    }

    /// The shortest digits that read back as this float, which is what people and JSON write.
    fn shortest(float: &(impl Numeric + fmt::LowerExp)) -> Option<Self> {
        const WHOLE: f64 = 9_007_199_254_740_992.0; // 2^53, to which floats count without a gap
        if let Number::Float(whole) = float.number() {
            let magnitude = whole.max(-whole);
            let digits = magnitude as u64;
            if magnitude <= WHOLE && digits as f64 == magnitude {
                return Some(Self { negative: whole < 0.0, digits: digits.into(), exponent: 0 });
            }
        }
        let mut reader = Reader::default();
        write!(reader, "{float:e}").ok()?;
        let exponent = reader.exponent?;
        Some(Self {
            negative: reader.below_zero,
            digits: reader.digits,
            exponent: if reader.below_one { -exponent } else { exponent } - reader.places,
        })
    }
}

/// Reads `-1.25e-7` as it is written. `inf` and `NaN` have no exponent.
#[derive(Default)]
struct Reader {
    below_zero: bool,
    digits: u128,
    in_fraction: bool,
    places: i32,
    exponent: Option<i32>,
    below_one: bool,
}

impl Write for Reader {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match (byte, &mut self.exponent) {
                (b'0'..=b'9', Some(exponent)) => *exponent = *exponent * 10 + i32::from(byte - b'0'),
                (b'0'..=b'9', None) => {
                    self.digits = self.digits * 10 + u128::from(byte - b'0');
                    self.places += i32::from(self.in_fraction);
                }
                (b'.', None) => self.in_fraction = true,
                (b'e', None) => self.exponent = Some(0),
                (b'-', Some(_)) => self.below_one = true,
                (b'-', None) => self.below_zero = true,
                _ => return Err(fmt::Error),
            }
        }
        Ok(())
    }
}

macro_rules! quantities {
    ($($integer:ident of $nonzero:ident),+; $($float:ident),+) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Quantity for $integer {
                fn exact(&self) -> Option<Exact> {
                    Exact::of(self.number())
                }
            }

            #[diagnostic::do_not_recommend]
            impl Quantity for num::$nonzero {
                fn exact(&self) -> Option<Exact> {
                    Exact::of(self.number())
                }
            }
        )+
        $(
            #[diagnostic::do_not_recommend]
            impl Quantity for $float {
                fn exact(&self) -> Option<Exact> {
                    Exact::shortest(self)
                }
            }
        )+
    };
}

quantities!(
    u8 of NonZeroU8, u16 of NonZeroU16, u32 of NonZeroU32, u64 of NonZeroU64, u128 of NonZeroU128, usize of NonZeroUsize,
    i8 of NonZeroI8, i16 of NonZeroI16, i32 of NonZeroI32, i64 of NonZeroI64, i128 of NonZeroI128, isize of NonZeroIsize;
    f32, f64
);

/// How two numbers stand to each other, in decimal notation.
#[cold]
pub(crate) fn compare(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        // Infinities stand outside of all other numbers.
        (Number::Float(float), _) if !float.is_finite() => float.partial_cmp(&0.0),
        (_, Number::Float(float)) if !float.is_finite() => 0.0.partial_cmp(&float),
        _ => Some(order(Exact::of(a)?, Exact::of(b)?)),
    }
}

fn order(a: Exact, b: Exact) -> Ordering {
    let sign = |number: Exact| match number.digits {
        0 => 0,
        _ if number.negative => -1,
        _ => 1,
    };
    if sign(a) != sign(b) || a.digits == 0 {
        return sign(a).cmp(&sign(b));
    }
    let places = a.exponent - b.exponent;
    let grow = |digits: u128| 10_u128.checked_pow(places.unsigned_abs()).and_then(|power| digits.checked_mul(power));
    // What leaves the integers is larger than what is in them.
    let magnitude = if places >= 0 {
        grow(a.digits).map_or(Ordering::Greater, |digits| digits.cmp(&b.digits))
    } else {
        grow(b.digits).map_or(Ordering::Less, |digits| a.digits.cmp(&digits))
    };
    if a.negative { magnitude.reverse() } else { magnitude }
}

/// Whether `value` / `step` is whole.
pub(crate) fn is_multiple(value: &(impl Quantity + ?Sized), step: &(impl Quantity + ?Sized)) -> bool {
    let (Some(value), Some(step)) = (value.exact(), step.exact()) else {
        return false;
    };
    if step.digits == 0 || value.digits == 0 {
        return step.digits != 0;
    }
    let places = value.exponent - step.exponent;
    if places < 0 {
        // A step that leaves the integers is larger than every value.
        let step = 10_u128.checked_pow(places.unsigned_abs()).and_then(|power| step.digits.checked_mul(power));
        return step.is_some_and(|step| value.digits % step == 0);
    }
    let mut rest = value.digits % step.digits;
    for _ in 0..places {
        if rest == 0 {
            break;
        }
        rest = ten_times(rest, step.digits);
    }
    rest == 0
}

/// 10 · `a` modulo `modulus`, where `a` is below it, without leaving the integers.
fn ten_times(a: u128, modulus: u128) -> u128 {
    let add = |a: u128, b: u128| if a >= modulus - b { a - (modulus - b) } else { a + b };
    let two = add(a, a);
    let four = add(two, two);
    add(add(four, four), two)
}

/// `rust_decimal::Decimal` as a subject, with literals, floats and decimals for bounds.
#[cfg(feature = "rust_decimal")]
mod decimals {
    use rust_decimal::Decimal;

    use super::{Exact, Number, Numeric, Ordering, Quantity, is_multiple};
    use crate::argument::{Argument, Operand};
    use crate::rules::number::range::verify_alone;
    use crate::rules::{Between, Choice, Compare, CountDigits, Multiple, Open, Places, Range};
    use crate::subject::{Kind, Subject};

    impl Subject for Decimal {
        type Value = Self;
        const KIND: Kind = Kind::Number;

        #[inline]
        fn value(&self) -> Option<&Self> {
            Some(self)
        }
    }

    #[diagnostic::do_not_recommend]
    impl Numeric for Decimal {
        fn number(&self) -> Number {
            Number::Decimal(self.mantissa(), self.scale())
        }
    }

    #[diagnostic::do_not_recommend]
    impl Quantity for Decimal {
        fn exact(&self) -> Option<Exact> {
            Exact::of(self.number())
        }
    }

    #[diagnostic::do_not_recommend]
    impl Places for Decimal {
        fn places(&self) -> Option<usize> {
            Some(self.scale() as usize)
        }
    }

    #[diagnostic::do_not_recommend]
    impl CountDigits for Decimal {
        fn digits(&self) -> Option<usize> {
            if !self.fract().is_zero() || self.is_sign_negative() && !self.is_zero() {
                return None;
            }
            self.trunc().mantissa().unsigned_abs().digits()
        }
    }

    /// Constants of the type stand as arguments.
    #[diagnostic::do_not_recommend]
    impl Operand for Decimal {
        fn argument(&self) -> Argument<'_> {
            Argument::Decimal(self.mantissa(), self.scale())
        }
    }

    #[diagnostic::do_not_recommend]
    impl Compare<Decimal> for Decimal {
        fn compare(&self, bound: &Decimal) -> Option<Ordering> {
            Some(self.cmp(bound))
        }
    }

    #[diagnostic::do_not_recommend]
    impl Multiple<Decimal> for Decimal {
        fn is_multiple(&self, step: &Decimal) -> bool {
            is_multiple(self, step)
        }
    }

    // Their order is not known while the crate is built.
    impl Between<Decimal> {
        #[doc(hidden)]
        pub const fn verify(&self) {}
    }

    impl Range<Decimal> {
        #[doc(hidden)]
        pub const fn verify(&self) {}
    }

    verify_alone!(Decimal);

    /// Whole numbers and decimal fractions may be written as literals: `gt(0)`, `range(0.01..=99.99)`.
    macro_rules! literals {
        ($($literal:ty),+) => {$(
            #[diagnostic::do_not_recommend]
            impl Compare<$literal> for Decimal {
                fn compare(&self, bound: &$literal) -> Option<Ordering> {
                    self.number().compare(bound.number())
                }
            }

            impl Between<Decimal, $literal> {
                #[doc(hidden)]
                pub const fn verify(&self) {}
            }

            impl Between<$literal, Decimal> {
                #[doc(hidden)]
                pub const fn verify(&self) {}
            }

            impl Range<Decimal, $literal> {
                #[doc(hidden)]
                pub const fn verify(&self) {}
            }

            impl Range<$literal, Decimal> {
                #[doc(hidden)]
                pub const fn verify(&self) {}
            }

            #[diagnostic::do_not_recommend]
            impl Multiple<$literal> for Decimal {
                fn is_multiple(&self, step: &$literal) -> bool {
                    is_multiple(self, step)
                }
            }

            #[diagnostic::do_not_recommend]
            impl Choice<$literal> for Decimal {
                fn is(&self, choice: &$literal) -> bool {
                    self.number().compare(choice.number()).is_some_and(Ordering::is_eq)
                }
            }
        )+};
    }

    literals!(i64, f64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_stand_in_order() {
        let of = |digits, places| Number::Decimal(digits, places);
        for (a, b, expected) in [
            (of(10, 1), Number::Integer(1), Ordering::Equal),
            (of(1, 1), Number::Float(0.1), Ordering::Equal),
            (of(100, 3), of(1, 1), Ordering::Equal),
            (of(-1, 28), Number::Integer(0), Ordering::Less),
            (of(0, 28), Number::Float(-0.0), Ordering::Equal),
            (of(-2, 0), Number::Integer(-1), Ordering::Less),
            (of(i128::MAX, 0), Number::Large(u128::MAX), Ordering::Less),
            (of(i128::MIN, 28), Number::Integer(i128::MIN), Ordering::Greater),
            (of(1, 28), Number::Float(5e-324), Ordering::Greater),
            (of(i128::MAX, 0), Number::Float(f64::MAX), Ordering::Less),
            (of(1, 0), Number::Float(f64::INFINITY), Ordering::Less),
            (of(1, 0), Number::Float(f64::NEG_INFINITY), Ordering::Greater),
        ] {
            assert_eq!(a.compare(b), Some(expected), "{a:?} {b:?}");
            assert_eq!(b.compare(a), Some(expected.reverse()), "{b:?} {a:?}");
        }
        assert_eq!(of(1, 0).compare(Number::Float(f64::NAN)), None);
    }

    #[cfg(feature = "rust_decimal")]
    mod with_decimals {
        use rust_decimal::Decimal;

        use crate::{Other, rules, rules::Rule};

        #[test]
        fn decimals_are_numbers() {
            let price = Decimal::new(1999, 2);
            assert!(rules::gt(0).check(&price) && rules::lte(19.99).check(&price) && !rules::lt(19.99).check(&price));
            assert!(rules::range().min(0.01).max(99.99).check(&price) && rules::between(19, 20).check(&price));
            assert!(rules::multiple_of(0.01).check(&price) && !rules::multiple_of(5).check(&price));
            assert!(rules::decimal().places(2).check(&price) && !rules::decimal().max(1).check(&price));
            assert!(
                rules::one_of([19.99]).check(&price)
                    && rules::positive().check(&price)
                    && rules::finite().check(&price)
            );
            assert!(rules::gt(Other(&19_u8)).check(&price) && rules::lt(Other(&price)).check(&19.98_f64));
            assert!(rules::digits(2).check(&Decimal::new(4200, 2)) && !rules::digits(2).check(&price));
            assert!(rules::digits(1).check(&-Decimal::ZERO) && !rules::max_digits(9).check(&-Decimal::ONE));
            assert!(rules::digits(29).check(&Decimal::MAX) && rules::latitude().check(&price));
            assert!(rules::negative().check(&-price) && !rules::nonzero().check(&Decimal::ZERO));
            assert!(rules::required().check(&price) && rules::same(Other(&price)).check(&Decimal::new(19990, 3)));
        }

        #[test]
        fn constants_are_arguments() {
            use rules::Describe;

            const LEAST: Decimal = Decimal::from_parts(5, 0, 0, true, 2);
            const MOST: Decimal = Decimal::from_parts(1990, 0, 0, false, 2);
            let rule = rules::range().min(LEAST).max(MOST);
            assert!(rule.check(&Decimal::new(199, 1)) && !rule.check(&Decimal::new(-6, 2)));
            assert_eq!(rule.argument(0).map(|least| alloc::format!("{least}")).as_deref(), Some("-0.05"));
            assert_eq!(rule.argument(1).map(|most| alloc::format!("{most}")).as_deref(), Some("19.90"));
            assert!(
                rules::multiple_of(LEAST).check(&Decimal::ONE) && rules::one_of([MOST]).check(&Decimal::new(199, 1))
            );
            rule.verify();
            rules::between(LEAST, MOST).verify();
            rules::multiple_of(LEAST).verify();
        }

        /// Against the crate's own arithmetic.
        #[test]
        fn agrees_with_rust_decimal() {
            let mut random = fastrand::Rng::with_seed(0);
            for _ in 0..1000 {
                let value = Decimal::new(random.i64(-1_000_000..1_000_000), random.u32(..8));
                let step = Decimal::new(random.i64(-1000..1000), random.u32(..8));
                assert_eq!(rules::gt(Other(&step)).check(&value), value > step, "{value} {step}");
                assert_eq!(rules::same(Other(&step)).check(&value), value == step, "{value} {step}");
                let whole = !step.is_zero() && (value % step).is_zero();
                assert_eq!(rules::multiple_of(Other(&step)).check(&value), whole, "{value} {step}");
            }
        }
    }
}
