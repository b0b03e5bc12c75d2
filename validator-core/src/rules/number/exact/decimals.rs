//! `rust_decimal::Decimal` as a subject, and as a bound beside literals and floats.

use core::cmp::Ordering;

use rust_decimal::Decimal;

use super::decimal_number::{Exact, Quantity, is_multiple};
use crate::argument::{Argument, Operand};
use crate::rules::number::verify_range::verify_alone;
use crate::rules::{Between, Choice, Compare, CountDigits, Multiple, Number, Numeric, Open, Places, Range};
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

#[cfg(test)]
mod tests {
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
            rules::one_of([19.99]).check(&price) && rules::positive().check(&price) && rules::finite().check(&price)
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
        assert!(rules::multiple_of(LEAST).check(&Decimal::ONE) && rules::one_of([MOST]).check(&Decimal::new(199, 1)));
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
