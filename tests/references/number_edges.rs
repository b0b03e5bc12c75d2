//! Every rule about numbers at the ends of every type of number, where rounding and overflow would show.

use std::cmp::Ordering;
use std::num::{NonZeroI8, NonZeroI128, NonZeroU8, NonZeroU64, NonZeroU128};

use num_bigint::BigInt;
use num_rational::BigRational;
use rust_decimal::Decimal;
use unprocessable_core::rules::{self, Compare, Multiple, Rule};
use unprocessable_core::{Operand, Other};

const EXACT: i64 = 1 << 53;

/// What each rule with a bound says of a value, by how the two stand to each other; `NaN` stands to nothing.
fn bounds<V, N>(value: V, bound: N, order: Option<Ordering>)
where
    V: Compare<N> + Copy + std::fmt::Debug,
    N: Operand + Copy + std::fmt::Debug,
{
    let is = |test: fn(Ordering) -> bool| order.is_some_and(test);
    let range = rules::range;
    for (name, says, expected) in [
        ("gt", rules::gt(bound).check(&value), is(Ordering::is_gt)),
        ("gte", rules::gte(bound).check(&value), is(Ordering::is_ge)),
        ("lt", rules::lt(bound).check(&value), is(Ordering::is_lt)),
        ("lte", rules::lte(bound).check(&value), is(Ordering::is_le)),
        ("min", rules::min(bound).check(&value), is(Ordering::is_ge)),
        ("max", rules::max(bound).check(&value), is(Ordering::is_le)),
        ("size", rules::size(bound).check(&value), is(Ordering::is_eq)),
        ("between", rules::between(bound, bound).check(&value), is(Ordering::is_eq)),
        ("range(min)", range().min(bound).check(&value), is(Ordering::is_ge)),
        ("range(max)", range().max(bound).check(&value), is(Ordering::is_le)),
        ("range(exclusive_min)", range().exclusive_min(bound).check(&value), is(Ordering::is_gt)),
        ("range(exclusive_max)", range().exclusive_max(bound).check(&value), is(Ordering::is_lt)),
        ("range(min, max)", range().min(bound).max(bound).check(&value), is(Ordering::is_eq)),
        ("range(min, exclusive_max)", range().min(bound).exclusive_max(bound).check(&value), false),
    ] {
        assert_eq!(says, expected, "{name} of {value:?} and {bound:?}");
    }
}

/// What rules without arguments say of a number with this sign, which is an integer or not.
macro_rules! signs {
    ($value:expr, $sign:expr) => {{
        let (value, sign): (_, Option<Ordering>) = ($value, $sign);
        assert_eq!(rules::positive().check(&value), sign == Some(Ordering::Greater), "positive {value:?}");
        assert_eq!(rules::negative().check(&value), sign == Some(Ordering::Less), "negative {value:?}");
        assert_eq!(rules::nonzero().check(&value), sign.is_some_and(Ordering::is_ne), "nonzero {value:?}");
        assert_eq!(rules::declined().check(&value), sign == Some(Ordering::Equal), "declined {value:?}");
    }};
}

macro_rules! integers {
    ($($type:ident),+) => {$(
        let edges = [<$type>::MIN, <$type>::MIN + 1, <$type>::MAX / 2, <$type>::MAX - 1, <$type>::MAX];
        let small = [-1, 0, 1, 10, 99, 100, EXACT - 1, EXACT, EXACT + 1, i64::MAX].into_iter().filter_map(|n| <$type>::try_from(n).ok());
        let values: Vec<$type> = edges.into_iter().chain(small).collect();
        for &value in &values {
            signs!(value, Some(value.cmp(&0)));
            assert!(rules::finite().check(&value));
            assert_eq!(rules::accepted().check(&value), value == 1);
            let digits = value.to_string().len();
            let is_plain = !value.to_string().starts_with('-');
            assert_eq!(rules::digits(digits).check(&value), is_plain, "digits {value}");
            assert!(!rules::digits(digits + 1).check(&value) && !rules::min_digits(digits + 1).check(&value));
            assert_eq!(rules::max_digits(digits).check(&value), is_plain);
            assert_eq!(rules::digits_between(digits, digits).check(&value), is_plain);
            let degrees = i128::try_from(value).unwrap_or(i128::MAX);
            assert_eq!(rules::latitude().check(&value), (-90..=90).contains(&degrees), "latitude {value}");
            assert_eq!(rules::longitude().check(&value), (-180..=180).contains(&degrees), "longitude {value}");
            for &bound in &values {
                bounds(value, bound, Some(value.cmp(&bound)));
                bounds(value, Other(&bound), Some(value.cmp(&bound)));
                let is_multiple = bound != 0 && value.checked_rem(bound).is_none_or(|rest| rest == 0);
                assert_eq!(rules::multiple_of(bound).check(&value), is_multiple, "{value} of {bound}");
                assert_eq!(rules::multiple_of(Other(&bound)).check(&value), is_multiple, "{value} of {bound}");
                assert_eq!(rules::one_of([bound]).check(&value), value == bound);
                assert_eq!(rules::none_of([bound]).check(&value), value != bound);
                assert_eq!(rules::same(Other(&bound)).check(&value), value == bound);
                assert_eq!(rules::different(Other(&bound)).check(&value), value != bound);
            }
        }
    )+};
}

#[test]
fn integers() {
    integers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
}

macro_rules! floats {
    ($($type:ident),+) => {$(
        let whole = EXACT as $type;
        let values = [
            <$type>::NEG_INFINITY, <$type>::MIN, -whole, -1.0, -<$type>::MIN_POSITIVE, -<$type>::from_bits(1), -0.0, 0.0,
            <$type>::from_bits(1), <$type>::MIN_POSITIVE, <$type>::EPSILON, 0.1, 0.5, 1.0, 1.0 + <$type>::EPSILON, 90.0, whole,
            <$type>::MAX, <$type>::INFINITY, <$type>::NAN,
        ];
        for &value in &values {
            signs!(value, value.partial_cmp(&0.0));
            assert_eq!(rules::finite().check(&value), value.is_finite(), "finite {value}");
            assert_eq!(rules::accepted().check(&value), value == 1.0);
            assert_eq!(rules::latitude().check(&value), (-90.0..=90.0).contains(&value), "latitude {value}");
            let is_whole = value.is_finite() && value.fract() == 0.0;
            // `-0` has a sign, which is no digit.
            let is_plain = is_whole && value.is_sign_positive();
            let written = value.to_string();
            assert_eq!(rules::digits(written.len()).check(&value), is_plain, "digits {value}");
            let places = written.split_once('.').map_or(0, |(_, places)| places.len());
            assert_eq!(rules::decimal().places(places).check(&value), value.is_finite(), "decimal {value}");
            assert!(!rules::decimal().min(places + 1).check(&value));
            for &bound in &values {
                bounds(value, bound, value.partial_cmp(&bound));
                // Another field that is `NaN` is no reason to pass either.
                bounds(value, Other(&bound), value.partial_cmp(&bound));
                assert_eq!(rules::one_of([bound]).check(&value), value == bound);
                assert_eq!(rules::same(Other(&bound)).check(&value), value == bound);
            }
            assert_eq!(rules::multiple_of(value).check(&value), value.is_finite() && value != 0.0, "{value}");
            assert_eq!(rules::multiple_of(1).check(&value), is_whole, "{value}");
            for bound in [i64::MIN, -EXACT - 1, -1, 0, 1, EXACT - 1, EXACT, EXACT + 1, i64::MAX] {
                bounds(value, bound, against(value.into(), bound));
                bounds(bound, Other(&value), against(value.into(), bound).map(Ordering::reverse));
            }
            for bound in [u128::MAX, u128::MAX - 1, 1 << 127] {
                bounds(value, Other(&bound), against(value.into(), bound));
            }
        }
    )+};
}

/// A float and an integer, as fractions.
fn against(float: f64, integer: impl Into<BigInt>) -> Option<Ordering> {
    if float.is_finite() {
        return BigRational::from_float(float).map(|float| float.cmp(&BigRational::from(integer.into())));
    }
    float.partial_cmp(&0.0)
}

#[test]
fn floats() {
    floats!(f32, f64);
}

#[test]
fn numbers_other_than_zero() {
    macro_rules! nonzero {
        ($($type:ident of $inner:ident),+) => {$(
            for value in [$type::MIN, $type::MAX, $type::new(1).expect("it is not 0")] {
                let number = value.get();
                signs!(value, Some(number.cmp(&0)));
                assert!(rules::finite().check(&value));
                assert_eq!(rules::accepted().check(&value), number == 1);
                let is_plain = !number.to_string().starts_with('-');
                assert_eq!(rules::digits(number.to_string().len()).check(&value), is_plain);
                for bound in [$inner::MIN, 0, 1, $inner::MAX] {
                    bounds(value, bound, Some(number.cmp(&bound)));
                    bounds(value, Other(&bound), Some(number.cmp(&bound)));
                    multiples(&value, bound, bound != 0 && number.checked_rem(bound).is_none_or(|rest| rest == 0));
                    assert_eq!(rules::one_of([bound]).check(&value), number == bound);
                }
            }
        )+};
    }
    nonzero!(NonZeroU8 of u8, NonZeroU64 of u64, NonZeroU128 of u128, NonZeroI8 of i8, NonZeroI128 of i128);
}

fn multiples<V: Multiple<N> + std::fmt::Debug, N: Operand + Copy>(value: &V, step: N, is: bool) {
    assert_eq!(rules::multiple_of(step).check(value), is, "{value:?}");
}

#[test]
fn decimals() {
    let least = Decimal::new(1, 28);
    let values =
        [Decimal::MIN, -Decimal::ONE, -least, Decimal::ZERO, least, Decimal::new(10, 1), Decimal::ONE, Decimal::MAX];
    for value in values {
        signs!(value, Some(value.cmp(&Decimal::ZERO)));
        assert!(rules::finite().check(&value));
        assert_eq!(rules::accepted().check(&value), value == Decimal::ONE);
        assert_eq!(rules::latitude().check(&value), value.abs() <= Decimal::from(90));
        assert!(rules::decimal().places(value.scale() as usize).check(&value));
        for bound in values {
            bounds(value, bound, Some(value.cmp(&bound)));
            bounds(value, Other(&bound), Some(value.cmp(&bound)));
            assert_eq!(rules::one_of([bound]).check(&value), value == bound);
            assert_eq!(rules::same(Other(&bound)).check(&value), value == bound);
        }
        multiples(&value, least, true);
        multiples(&value, Decimal::MAX, value.is_zero() || value.abs() == Decimal::MAX);
        for bound in [i64::MIN, -1, 0, 1, i64::MAX] {
            bounds(value, bound, Some(value.cmp(&Decimal::from(bound))));
        }
        for bound in [f64::NEG_INFINITY, f64::INFINITY, f64::MAX, f64::MIN] {
            bounds(value, bound, Some(if bound > 0.0 { Ordering::Less } else { Ordering::Greater }));
        }
        bounds(value, f64::NAN, None);
        bounds(
            value,
            5e-324,
            Some(if value.is_zero() || value.is_sign_negative() { Ordering::Less } else { Ordering::Greater }),
        );
        bounds(value, Other(&u128::MAX), Some(Ordering::Less));
        bounds(value, Other(&i128::MIN), Some(Ordering::Greater));
    }
}
