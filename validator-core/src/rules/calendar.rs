//! Dates and times as text.

use super::moment::{Moment, read_day, read_offset, read_time};
use super::{Describe, Rule, Schema};
use crate::argument::Argument;
use crate::subject::Kind;

/// A day in the notation of RFC 3339 and ISO 8601: `2024-02-29`. It must exist in the Gregorian calendar.
///
/// `.format("%d/%m/%Y")` reads another notation, with the feature `jiff` and its
/// [directives](https://docs.rs/jiff/latest/jiff/fmt/strtime/).
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::date().check("2024-02-29"));
/// assert!(!rules::date().check("2023-02-29"));
/// ```
#[must_use]
pub const fn date() -> Date {
    Date { format: Standard }
}

/// A time of day: `23:59`, `23:59:59` or `23:59:59.5`. Seconds end at 59.
///
/// `.format("%I:%M %p")` reads another notation, with the feature `jiff`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::time().check("23:59"));
/// assert!(!rules::time().check("24:00"));
/// ```
#[must_use]
pub const fn time() -> Time {
    Time { format: Standard }
}

/// A point in time in the notation of RFC 3339, with its offset from UTC: `2024-02-29T12:30:00+01:00`.
///
/// `.local()` asks for a time without an offset, such as browsers send: `2024-02-29T12:30`. `.format("%c")` reads
/// another notation, with the feature `jiff`. Seconds end at 59: a leap second is no time that computers can keep.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::datetime().check("2024-02-29T12:30:00Z"));
/// assert!(!rules::datetime().check("2024-02-29T12:30"));
/// assert!(rules::datetime().local().check("2024-02-29T12:30"));
/// ```
#[must_use]
pub const fn datetime() -> Datetime {
    Datetime { format: Standard }
}

/// The notation of RFC 3339.
#[derive(Clone, Copy, Debug)]
pub struct Standard;

/// A point in time without an offset.
#[derive(Clone, Copy, Debug)]
pub struct Local;

/// A notation in the directives of `strftime`.
#[derive(Clone, Copy, Debug)]
pub struct Format(&'static str);

/// A notation that this build can read.
#[diagnostic::on_unimplemented(
    message = "`format` reads dates with the feature `jiff` only",
    label = "the feature `jiff` is off",
    note = "add `jiff` to the features of `unprocessable` in `Cargo.toml`"
)]
pub trait Notation<Part> {
    /// Whether the text is written so.
    #[doc(hidden)]
    fn reads(&self, text: &str) -> bool;
}

macro_rules! calendar_rule {
    ($name:ident, $rule:ident, $words:literal, $read:ident, $format:expr) => {
        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule<F = Standard> {
            format: F,
        }

        impl $rule {
            /// Reads this notation, in the directives of `strftime`.
            #[must_use]
            pub const fn format(self, format: &'static str) -> $rule<Format> {
                $rule { format: Format(format) }
            }
        }

        impl<F> $rule<F> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl<F: Written> Describe for $rule<F> {
            const CODE: &'static str = stringify!($name);
            const ARGUMENTS: &'static [&'static str] = &["format"];

            fn argument(&self, index: usize) -> Option<Argument<'_>> {
                self.format.directives().filter(|_| index == 0).map(Argument::Text)
            }

            fn sentence(&self, _: Kind) -> &'static str {
                match self.format.directives() {
                    None => concat!("The {attribute} must be a valid ", $words, "."),
                    Some(_) => concat!("The {attribute} must be a valid ", $words, " in the format {format}."),
                }
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                self.format.format($format).map_or(Schema::NONE, Schema::format)
            }
        }

        impl<F: Notation<$rule> + Written> Rule<str> for $rule<F> {
            fn check(&self, value: &str) -> bool {
                self.format.reads(value)
            }
        }

        #[cfg(feature = "jiff")]
        impl Notation<$rule> for Format {
            fn reads(&self, text: &str) -> bool {
                jiff::fmt::strtime::parse(self.0, text).is_ok_and(|read| read.$read().is_ok())
            }
        }
    };
}

calendar_rule!(date, Date, "date", to_date, Some("date"));
calendar_rule!(time, Time, "time", to_time, None);
calendar_rule!(datetime, Datetime, "date and time", to_datetime, Some("date-time"));

impl Datetime {
    /// A time without an offset, and perhaps without seconds.
    #[must_use]
    pub const fn local(self) -> Datetime<Local> {
        Datetime { format: Local }
    }
}

/// What a notation says of itself.
#[doc(hidden)]
pub trait Written {
    fn directives(&self) -> Option<&'static str> {
        None
    }

    /// The `format` of JSON Schema, where the standard notation has this one.
    fn format(&self, standard: Option<&'static str>) -> Option<&'static str> {
        let _ = standard;
        None
    }
}

impl Written for Standard {
    fn format(&self, standard: Option<&'static str>) -> Option<&'static str> {
        standard
    }
}

impl Written for Local {}

impl Written for Format {
    fn directives(&self) -> Option<&'static str> {
        Some(self.0)
    }
}

impl Notation<Date> for Standard {
    fn reads(&self, text: &str) -> bool {
        text.len() == 10 && read_day(text.as_bytes()).is_some()
    }
}

impl Notation<Time> for Standard {
    fn reads(&self, text: &str) -> bool {
        read_time(text.as_bytes(), 0).is_some_and(|time| time.end == text.len())
    }
}

impl Notation<Datetime> for Standard {
    fn reads(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        Moment::read(text).is_some()
            && read_time(bytes, 11).is_some_and(|time| time.to_seconds && read_offset(bytes, time.end).is_some())
    }
}

impl Notation<Datetime> for Local {
    fn reads(&self, text: &str) -> bool {
        Moment::read(text).is_some_and(|moment| moment.time.is_some() && moment.offset.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (text, valid) in [
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("0000-01-01", true),
            ("9999-12-31", true),
            ("2023-02-29", false),
            ("1900-02-29", false),
            ("2024-04-31", false),
            ("2024-13-01", false),
            ("2024-00-01", false),
            ("2024-01-00", false),
            ("2024-1-1", false),
            ("24-01-01", false),
            ("20240101", false),
            ("+2024-01-01", false),
            ("2024-01-01T", false),
            ("2024-01-01\n", false),
            ("2024-01-0é", false),
            ("２024-01-01", false),
            ("", false),
        ] {
            assert_eq!(date().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn times() {
        for (text, valid) in [
            ("00:00", true),
            ("23:59:59", true),
            ("23:59:59.999999999999", true),
            ("24:00", false),
            ("23:60", false),
            ("23:59:60", false),
            ("23:59:", false),
            ("23:59:59.", false),
            ("23:59Z", false),
            ("3:59", false),
            ("12", false),
            ("12-30", false),
            ("", false),
            ("é2:30", false),
        ] {
            assert_eq!(time().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn dates_with_times() {
        for (text, zoned, local) in [
            ("2024-02-29T12:30:00Z", true, false),
            ("2024-02-29t12:30:00z", true, false),
            ("2024-02-29T12:30:00.25+23:59", true, false),
            ("2024-02-29T12:30:00-00:00", true, false),
            ("2024-02-29T12:30Z", false, false),
            ("2024-02-29T12:30:00", false, true),
            ("2024-02-29T12:30", false, true),
            ("2024-02-29 12:30:00Z", false, false),
            ("2024-02-30T12:30:00Z", false, false),
            ("2024-02-29T12:30:00+24:00", false, false),
            ("2024-02-29T12:30:00+0100", false, false),
            ("2024-02-29T12:30:00+01:00\n", false, false),
            ("2024-02-29T12:30:60Z", false, false),
            ("2024-02-29", false, false),
            ("2024-02-29T", false, false),
            ("", false, false),
        ] {
            assert_eq!(datetime().check(text), zoned, "{text:?}");
            assert_eq!(datetime().local().check(text), local, "{text:?}");
        }
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn formats() {
        let rule = date().format("%d/%m/%Y");
        for (text, valid) in
            [("29/02/2024", true), ("29/02/2023", false), ("2024-02-29", false), ("", false), ("é", false)]
        {
            assert_eq!(rule.check(text), valid, "{text:?}");
        }
        assert!(time().format("%I:%M %p").check("11:59 PM") && !time().format("%I:%M %p").check("13:00 PM"));
        assert!(datetime().format("%Y-%m-%d %H:%M").check("2024-02-29 12:30"));
        assert_eq!(rule.sentence(Kind::Text), "The {attribute} must be a valid date in the format {format}.");
    }

    #[cfg(feature = "jiff")]
    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]

        #[test]
        fn days_agree_with_jiff(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]") {
            proptest::prop_assert_eq!(date().check(&text), text.parse::<jiff::civil::Date>().is_ok(), "{:?}", text);
        }

        #[test]
        fn points_in_time_agree_with_jiff(
            text in "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])"
        ) {
            proptest::prop_assert_eq!(datetime().check(&text), text.parse::<jiff::Timestamp>().is_ok(), "{:?}", text);
        }
    }
}
