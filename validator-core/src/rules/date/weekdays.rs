//! Days of the week.

use super::dates::is_date;
use crate::rules::{Moment, Temporal, rule};
use crate::subject::Kind;

rule!(
    /// Accepts a date from Monday to Friday. Its own offset from UTC decides which day it is.
    ///
    /// In an attribute: `#[validate(weekday)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::weekday().check("2024-03-01"));
    /// assert!(!rules::weekday().check("2024-03-02"));
    /// ```
    pub const fn weekday() -> Weekday;

    const SENTENCE: &str = "The {attribute} must be a weekday.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }

    fn check<V: Temporal + ?Sized>(&self, value: &V) -> bool {
        value.moment().is_some_and(|moment| moment.days == 1 && !is_weekend(moment))
    }
);

rule!(
    /// Accepts a date on Saturday or Sunday. Its own offset from UTC decides which day it is.
    ///
    /// In an attribute: `#[validate(weekend)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::weekend().check("2024-03-02T23:59:59-11:00"));
    /// assert!(!rules::weekend().check("2024-03-04"));
    /// ```
    pub const fn weekend() -> Weekend;

    const SENTENCE: &str = "The {attribute} must be on a weekend.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }

    fn check<V: Temporal + ?Sized>(&self, value: &V) -> bool {
        value.moment().is_some_and(is_weekend)
    }
);

/// The first day of 1970 was a Thursday.
fn is_weekend(moment: Moment) -> bool {
    moment.days == 1 && (moment.day + 3).rem_euclid(7) >= 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn days_of_the_week() {
        for (text, work) in [
            ("2024-03-01", true),
            ("2024-03-02", false),
            ("2024-03-03", false),
            ("2024-03-04", true),
            ("1969-12-28", false),
        ] {
            assert_eq!((weekday().check(text), weekend().check(text)), (work, !work), "{text:?}");
        }
        for text in ["soon", "2024-03"] {
            assert!(!weekday().check(text) && !weekend().check(text), "{text:?}");
        }
    }
}
