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
    /// The number of digits after the point.
    pub(crate) fn places(self) -> usize {
        if self.exponent < 0 { self.exponent.unsigned_abs() as usize } else { 0 }
    }

    pub(super) fn of(number: Number) -> Option<Self> {
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
}
