//! Comparison of dates with other dates and with the present.

use crate::argument::{Argument, Mention};
use crate::date_time::verify_date;
use crate::lang::id;
use crate::rules::{DateBound, Known, Moment, Prepared, Rule, Schema, Temporal, Wording, rule};
use crate::subject::Kind;

rule!(
    /// Accepts a date before `date`.
    ///
    /// In an attribute: `#[validate(before("2030-01-01"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::before("2030-01-01").check("2029-12-31"));
    /// assert!(!rules::before("2030-01-01").check("2030-01-01"));
    /// ```
    ///
    /// If one of the two has no day (`2024-02`), their months are compared. If one has no time, their days are
    /// compared. Otherwise they are compared as points in time, in UTC if there is no offset. Text that is not a date
    /// fails. If the other field is absent, the rule holds.
    pub const fn before<N: DateBound>(date: N) -> Before<N>;

    const ARGUMENTS: &[&str] = &["date", "count", "unit"];

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.date.argument(index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self.date.wording() {
            Wording::Itself => "The {attribute} must be before {date}.",
            Wording::Field => "The {attribute} must be before the {date}.",
            Wording::FromThen => "The {attribute} must be before {count} {unit} from {date}.",
            Wording::Ago => "The {attribute} must be before {count} {unit} ago.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        self.date.wording().choose([id::before_date, id::before_later, id::before_earlier])
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.date.wording() == Wording::Ago {
            each("ago");
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }
);

rule!(
    /// Accepts a date before `date`, or the same one.
    ///
    /// In an attribute: `#[validate(before_or_equal("2030-01-01"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::before_or_equal("2030-01-01").check("2030-01-01T23:59:59Z"));
    /// assert!(!rules::before_or_equal("2030-01-01").check("2030-01-02"));
    /// ```
    ///
    /// If one of the two has no day (`2024-02`), their months are compared. If one has no time, their days are
    /// compared. Otherwise they are compared as points in time, in UTC if there is no offset. Text that is not a date
    /// fails. If the other field is absent, the rule holds.
    pub const fn before_or_equal<N: DateBound>(date: N) -> BeforeOrEqual<N>;

    const ARGUMENTS: &[&str] = &["date", "count", "unit"];

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.date.argument(index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self.date.wording() {
            Wording::Itself => "The {attribute} must not be after {date}.",
            Wording::Field => "The {attribute} must not be after the {date}.",
            Wording::FromThen => "The {attribute} must not be after {count} {unit} from {date}.",
            Wording::Ago => "The {attribute} must not be after {count} {unit} ago.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        self.date.wording().choose([id::before_or_equal_date, id::before_or_equal_later, id::before_or_equal_earlier])
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.date.wording() == Wording::Ago {
            each("ago");
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }
);

rule!(
    /// Accepts a date after `date`.
    ///
    /// In an attribute: `#[validate(after("2024-01-01"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules, rules::Rule};
    ///
    /// assert!(rules::after(Other("2030-01-01")).check("2030-01-02"));
    /// assert!(!rules::after("2030-01-01T12:00:00Z").check("2030-01-01T12:00:00+00:00"));
    /// ```
    ///
    /// If one of the two has no day (`2024-02`), their months are compared. If one has no time, their days are
    /// compared. Otherwise they are compared as points in time, in UTC if there is no offset. Text that is not a date
    /// fails. If the other field is absent, the rule holds.
    pub const fn after<N: DateBound>(date: N) -> After<N>;

    const ARGUMENTS: &[&str] = &["date", "count", "unit"];

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.date.argument(index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self.date.wording() {
            Wording::Itself => "The {attribute} must be after {date}.",
            Wording::Field => "The {attribute} must be after the {date}.",
            Wording::FromThen => "The {attribute} must be after {count} {unit} from {date}.",
            Wording::Ago => "The {attribute} must be after {count} {unit} ago.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        self.date.wording().choose([id::after_date, id::after_later, id::after_earlier])
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.date.wording() == Wording::Ago {
            each("ago");
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }
);

rule!(
    /// Accepts a date after `date`, or the same one.
    ///
    /// In an attribute: `#[validate(after_or_equal("2024-01-01"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::after_or_equal("2030-01-01").check("2030-01-01"));
    /// assert!(!rules::after_or_equal("2030-01-01").check("2029-12-31"));
    /// ```
    ///
    /// If one of the two has no day (`2024-02`), their months are compared. If one has no time, their days are
    /// compared. Otherwise they are compared as points in time, in UTC if there is no offset. Text that is not a date
    /// fails. If the other field is absent, the rule holds.
    pub const fn after_or_equal<N: DateBound>(date: N) -> AfterOrEqual<N>;

    const ARGUMENTS: &[&str] = &["date", "count", "unit"];

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.date.argument(index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self.date.wording() {
            Wording::Itself => "The {attribute} must not be before {date}.",
            Wording::Field => "The {attribute} must not be before the {date}.",
            Wording::FromThen => "The {attribute} must not be before {count} {unit} from {date}.",
            Wording::Ago => "The {attribute} must not be before {count} {unit} ago.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        self.date.wording().choose([id::after_or_equal_date, id::after_or_equal_later, id::after_or_equal_earlier])
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.date.wording() == Wording::Ago {
            each("ago");
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }
);

rule!(
    /// Accepts the same date as `date`.
    ///
    /// In an attribute: `#[validate(date_equals("2024-02-29"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::date_equals("2030-01-01").check("2030-01-01T08:00:00Z"));
    /// assert!(!rules::date_equals("2030-01-01").check("2030-01-02"));
    /// ```
    ///
    /// If one of the two has no day (`2024-02`), their months are compared. If one has no time, their days are
    /// compared. Otherwise they are compared as points in time, in UTC if there is no offset. Text that is not a date
    /// fails. If the other field is absent, the rule holds.
    pub const fn date_equals<N: DateBound>(date: N) -> DateEquals<N>;

    const ARGUMENTS: &[&str] = &["date", "count", "unit"];

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.date.argument(index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self.date.wording() {
            Wording::Itself => "The {attribute} must be equal to {date}.",
            Wording::Field => "The {attribute} must be equal to the {date}.",
            Wording::FromThen => "The {attribute} must be equal to {count} {unit} from {date}.",
            Wording::Ago => "The {attribute} must be equal to {count} {unit} ago.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        self.date.wording().choose([id::date_equals_date, id::date_equals_later, id::date_equals_earlier])
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.date.wording() == Wording::Ago {
            each("ago");
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }
);

/// The checks of these rules, and `verify` for each type of argument.
macro_rules! compares {
    ($($rule:ident: $test:ident),+) => {$(
        impl $rule<&str> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                verify_date(self.date);
            }
        }

        impl $rule<Mention> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        #[cfg(feature = "std")]
        impl $rule<crate::rules::Now> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        #[cfg(feature = "std")]
        impl $rule<crate::rules::Today> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        #[cfg(feature = "std")]
        impl<B> $rule<crate::rules::Shifted<B>> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        #[cfg(not(feature = "std"))]
        impl<C> $rule<crate::rules::Now<C>> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl<V: Temporal + ?Sized, N: DateBound> Rule<V> for $rule<N> {
            fn check(&self, value: &V) -> bool {
                self.holds(value.moment(), || self.date.moment())
            }

            fn prepare<'m>(&self) -> Prepared<'m, V>
            where
                Self: 'm,
            {
                Prepared::of_bounds([Some(Known::Moment(self.date.moment())), None])
            }

            fn check_prepared(&self, value: &V, prepared: &Prepared<'_, V>) -> bool {
                self.holds(value.moment(), || match prepared.bounds() {
                    [Some(Known::Moment(moment)), _] => moment,
                    _ => self.date.moment(),
                })
            }
        }

        impl<N: DateBound> $rule<N> {
            fn holds(&self, moment: Option<Moment>, date: impl FnOnce() -> Option<Moment>) -> bool {
                let Some(moment) = moment else { return false };
                date().map_or_else(|| self.date.undecided(), |date| moment.compare(date).$test())
            }
        }
    )+};
}

compares!(Before: is_lt, BeforeOrEqual: is_le, After: is_gt, AfterOrEqual: is_ge, DateEquals: is_eq);

#[cfg(feature = "std")]
rule!(
    /// Accepts a point in time before now, and a day before today in UTC.
    ///
    /// In an attribute: `#[validate(past)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::past().check("2001-09-09T01:46:40Z"));
    /// assert!(!rules::past().check("9999-12-31"));
    /// ```
    pub const fn past() -> Past;

    const SENTENCE: &str = "The {attribute} must be in the past.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }

    fn check<V: Temporal + ?Sized>(&self, value: &V) -> bool {
        value.moment().is_some_and(|moment| moment.compare(super::clock::present()).is_lt())
    }
);

#[cfg(feature = "std")]
rule!(
    /// Accepts a point in time after now, and a day after today in UTC.
    ///
    /// In an attribute: `#[validate(future)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::future().check("9999-12-31"));
    /// assert!(!rules::future().check("2001-09-09T01:46:40Z"));
    /// ```
    pub const fn future() -> Future;

    const SENTENCE: &str = "The {attribute} must be in the future.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        is_date(kind)
    }

    fn check<V: Temporal + ?Sized>(&self, value: &V) -> bool {
        value.moment().is_some_and(|moment| moment.compare(super::clock::present()).is_gt())
    }
);

/// JSON Schema cannot compare dates. Text is one, perhaps without its day, perhaps with a time.
pub(crate) fn is_date(kind: Kind) -> Schema<'static> {
    const PATTERN: &str = "^[0-9]{4}-[0-9]{2}(-[0-9]{2}([Tt][0-9:.Zz+-]+)?)?$";

    if kind == Kind::Text { Schema::pattern(PATTERN) } else { Schema::NONE }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::argument::Other;
    use crate::rules::Describe;

    #[test]
    fn dates_stand_in_order() {
        for (text, lt, eq, gt) in [
            ("2024-02-28", true, false, false),
            ("2024-02-29", false, true, false),
            ("2024-02-29T23:59:59Z", false, true, false),
            ("2024-02-29T23:59:59-12:00", false, true, false),
            ("2024-03-01", false, false, true),
            ("2024-02-30", false, false, false),
            ("tomorrow", false, false, false),
            ("", false, false, false),
            ("日本", false, false, false),
        ] {
            let is_date = lt || eq || gt;
            assert_eq!(before("2024-02-29").check(text), lt, "{text:?}");
            assert_eq!(before_or_equal("2024-02-29").check(text), is_date && !gt, "{text:?}");
            assert_eq!(date_equals("2024-02-29").check(text), eq, "{text:?}");
            assert_eq!(after_or_equal("2024-02-29").check(text), is_date && !lt, "{text:?}");
            assert_eq!(after("2024-02-29").check(text), gt, "{text:?}");
        }
        assert!(!before("never").check("2024-02-29"), "a bad literal passes nothing");
    }

    #[test]
    fn other_fields_are_dates_or_do_not_count() {
        let (start, none) = (Some(String::from("2024-02-29")), None::<String>);
        assert!(after(Other(&start)).check("2024-03-01") && !after(Other(&start)).check("2024-02-29"));
        assert!(after(Other(&none)).check("2024-03-01") && after(Other("soon")).check("2024-03-01"));
        assert!(!after(Other(&none)).check("soon"));
        assert_eq!(
            after(Mention::field("starts_at")).sentence(Kind::Date),
            "The {attribute} must be after the {date}."
        );
    }

    #[cfg(feature = "std")]
    #[test]
    fn the_present_is_a_bound() {
        use crate::rules::{now, today, with_clock};
        with_clock("2024-02-29T12:00:00Z", || {
            for (text, is_past, is_future) in [
                ("2024-02-28", true, false),
                ("2024-02-29", false, false),
                ("2024-03-01", false, true),
                ("2024-01", true, false),
                ("2024-02", false, false),
                ("2024-03", false, true),
                ("2024-02-29T11:59:59Z", true, false),
                ("2024-02-29T12:00:00Z", false, false),
                ("2024-02-29T12:00:00-01:00", false, true),
                ("?", false, false),
            ] {
                assert_eq!((past().check(text), future().check(text)), (is_past, is_future), "{text:?}");
            }
            let adult = before_or_equal(today().minus_years(18));
            assert!(adult.check("2006-02-28") && !adult.check("2006-03-01"));
            assert_eq!(adult.sentence(Kind::Text), "The {attribute} must not be after {count} {unit} ago.");
            assert_eq!(
                (adult.argument(1), adult.argument(2)),
                (Some(Argument::Integer(18)), Some(Argument::Text("years")))
            );
            let soon = before(now().plus_minutes(1));
            assert!(soon.check("2024-02-29T12:00:59Z") && !soon.check("2024-02-29T12:01:00Z"));
            assert_eq!(soon.sentence(Kind::Text), "The {attribute} must be before {count} {unit} from {date}.");
        });
    }
}
