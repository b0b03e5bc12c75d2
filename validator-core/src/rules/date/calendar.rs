//! Dates and times as text.

use core::fmt;

use super::notation::expression::{is_exact, write_expression};
use super::notation::parts::Parts;
use super::notation::shown::ShownFormat;
use crate::argument::Argument;
use crate::date_time::{Moment, read_day, read_offset, read_time};
use crate::lang::{MessageId, id};
use crate::rules::date::notation::verify::{Part, mistake_in, verify_format};
use crate::rules::{Describe, Rule, Schema, SchemaPattern, SchemaValue};
use crate::subject::Kind;

/// Accepts a day in the notation of RFC 3339 and ISO 8601: `2024-02-29`. It must exist in the Gregorian calendar.
///
/// `.format("%d/%m/%Y")` reads another notation, with the [directives](Date::format) of `strftime`.
///
/// In an attribute: `#[validate(date)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::date().check("2024-02-29"));
/// assert!(!rules::date().check("2023-02-29"));
/// assert!(rules::date().format("%d/%m/%Y").check("29/02/2024"));
/// assert!(!rules::date().format("%d/%m/%Y").check("29/2/2024"));
/// ```
#[must_use]
pub const fn date() -> Date {
    Date { format: Standard }
}

/// Accepts a month of a year, as browsers send it: `2024-02`.
///
/// `.format("%m/%y")` reads another notation, such as the one on cards, with the [directives](Date::format) of
/// `strftime`. Rules about dates, such as `after`, compare `2024-02` by its month.
///
/// In an attribute: `#[validate(month)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::month().check("2024-02"));
/// assert!(!rules::month().check("2024-13"));
/// assert!(rules::month().format("%m/%y").check("02/24"));
/// ```
#[must_use]
pub const fn month() -> Month {
    Month { format: Standard }
}

/// Accepts a time of day: `23:59`, `23:59:59` or `23:59:59.5`. Seconds end at 59.
///
/// `.format("%I:%M %p")` reads another notation, with the [directives](Date::format) of `strftime`.
///
/// In an attribute: `#[validate(time)]`.
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

/// Accepts a point in time in the notation of RFC 3339, with its offset from UTC: `2024-02-29T12:30:00+01:00`.
///
/// `.local()` asks for a time without an offset, such as browsers send: `2024-02-29T12:30`. `.format("%d/%m/%Y %H:%M")`
/// reads another notation, with the [directives](Date::format) of `strftime`. Seconds end at 59, so a leap second fails.
///
/// In an attribute: `#[validate(datetime)]`.
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
pub struct Format<T = &'static str> {
    directives: T,
    shown: Option<ShownFormat>,
}

/// A notation of a `Part`.
#[doc(hidden)]
pub trait Notation<Part> {
    /// Whether the text is in this notation.
    fn reads(&self, text: &str) -> bool;
}

macro_rules! calendar_rule {
    ($name:ident, $rule:ident, $words:literal, $ids:expr, $schema:expr, $($names:ident)&&+) => {
        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule<F = Standard> {
            format: F,
        }

        impl $rule {
            /// Reads this notation, in the directives of `strftime`. It is strict: text has as many digits as the format
            /// says, and no other blanks or signs.
            ///
            /// | directive | reads |
            /// |---|---|
            /// | `%Y`, `%y` | a year in four digits, or in two, from 1969 to 2068 |
            /// | `%m`, `%b`, `%B` | a month in two digits, as `Feb`, as `February` |
            /// | `%d`, `%j` | a day of the month in two digits, of the year in three |
            /// | `%a`, `%A`, `%u`, `%w` | a weekday as `Mon`, as `Monday`, as a digit from 1 for Monday, from 0 for Sunday |
            /// | `%G`, `%V` | a year and a week of ISO 8601 |
            /// | `%H`, `%I`, `%p` | an hour up to 23, up to 12, `AM` or `PM` |
            /// | `%M`, `%S` | a minute and a second, in two digits |
            /// | `%f`, `%3f`, `%.f`, `%.3f` | 1 to 9 digits of a second, or so many; with a point, nothing for none |
            /// | `%z`, `%:z` | an offset from UTC: `+0100`, `+01:00` |
            /// | `%F`, `%D`, `%T`, `%R`, `%r` | `%Y-%m-%d`, `%m/%d/%y`, `%H:%M:%S`, `%H:%M`, `%I:%M:%S %p` |
            /// | `%n`, `%t`, `%%` | a line break, a tab, `%` |
            ///
            /// The sentence shows the format as people write it: `DD/MM/YYYY`. A format that nobody writes so, such as one
            /// with `%j`, is shown in its directives.
            ///
            /// `%-d` reads numbers without zeros before them, and `%_d`, which is `%e`, with a blank instead. Letters are
            /// read in upper and lower case.
            ///
            /// # Panics
            ///
            /// If no text can have this format, or if it leaves out a part. In an attribute that is a compile error.
            #[must_use]
            #[track_caller]
            pub const fn format(self, format: &'static str) -> $rule<Format> {
                verify_format(format, Part::$rule);
                $rule { format: Format { directives: format, shown: ShownFormat::of(format) } }
            }
        }

        impl $rule {
            /// As [`format`](Self::format), for a format that is known at run time only.
            ///
            /// # Errors
            ///
            /// What is wrong with the format, if no text can have it, or if it leaves out a part.
            #[doc(hidden)]
            pub fn try_format<T: AsRef<str>>(self, format: T) -> Result<$rule<Format<T>>, &'static str> {
                match mistake_in(format.as_ref(), Part::$rule) {
                    Some(mistake) => Err(mistake),
                    None => {
                        let shown = ShownFormat::of(format.as_ref());
                        Ok($rule { format: Format { directives: format, shown } })
                    }
                }
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
                self.format.shown().filter(|_| index == 0).map(Argument::Text)
            }

            fn sentence(&self, _: Kind) -> &'static str {
                match self.format.shown() {
                    None => concat!("The {attribute} must be a valid ", $words, "."),
                    Some(_) => concat!("The {attribute} must be a valid ", $words, " in the format {format}."),
                }
            }

            fn message_id(&self, _: Kind) -> MessageId {
                let [any, in_format] = $ids;
                if self.format.shown().is_none() { any } else { in_format }
            }

            fn flags(&self, each: &mut dyn FnMut(&'static str)) {
                self.format.flag().into_iter().for_each(each);
            }

            fn given(&self, index: usize) -> Option<Argument<'_>> {
                self.format.directives().filter(|_| index == 0).map(Argument::Text)
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                self.format.schema($schema)
            }
        }

        impl<F: Notation<$rule> + Written> Rule<str> for $rule<F> {
            fn check(&self, value: &str) -> bool {
                self.format.reads(value)
            }
        }

        impl<T: AsRef<str>> Notation<$rule> for Format<T> {
            fn reads(&self, text: &str) -> bool {
                Parts::read(self.directives.as_ref(), text).is_some_and(|parts| $(parts.$names())&&+ && parts.hold())
            }
        }
    };
}

macro_rules! time_of_day {
    () => {
        "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?$"
    };
}

calendar_rule!(date, Date, "date", [id::date_any, id::date_format], Schema::format("date").exact(), name_day);
calendar_rule!(
    month,
    Month,
    "month",
    [id::month_any, id::month_format],
    Schema::pattern("^[0-9]{4}-(0[1-9]|1[0-2])$").exact(),
    name_month
);
calendar_rule!(
    time,
    Time,
    "time",
    [id::time_any, id::time_format],
    Schema::pattern(concat!("^", time_of_day!())).exact(),
    name_time
);
// Not exact: the format has leap seconds.
calendar_rule!(
    datetime,
    Datetime,
    "date and time",
    [id::datetime_any, id::datetime_format],
    Schema::format("date-time"),
    name_day && name_time
);

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
    /// The notation as a sentence shows it: as people write it, or in its directives. Nothing for the standard one.
    fn shown(&self) -> Option<&str> {
        None
    }

    /// The word that chooses the notation.
    fn flag(&self) -> Option<&'static str> {
        None
    }

    /// The notation in its directives.
    fn directives(&self) -> Option<&str> {
        None
    }

    /// What it says in JSON Schema, given what the standard notation says.
    fn schema(&self, standard: Schema<'static>) -> Schema<'_>;
}

impl Written for Standard {
    fn schema(&self, standard: Schema<'static>) -> Schema<'_> {
        standard
    }
}

impl Written for Local {
    fn flag(&self) -> Option<&'static str> {
        Some("local")
    }

    fn schema(&self, _: Schema<'static>) -> Schema<'_> {
        Schema::pattern(concat!("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]", time_of_day!()))
    }
}

impl<T: AsRef<str>> Written for Format<T> {
    fn shown(&self) -> Option<&str> {
        Some(self.shown.as_ref().and_then(ShownFormat::text).unwrap_or(self.directives.as_ref()))
    }

    fn directives(&self) -> Option<&str> {
        Some(self.directives.as_ref())
    }

    fn schema(&self, _: Schema<'static>) -> Schema<'_> {
        Schema::NONE.with("pattern", SchemaValue::Pattern(self)).exact_if(is_exact(self.directives.as_ref()))
    }
}

impl<T: AsRef<str>> SchemaPattern for Format<T> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "^")?;
        write_expression(self.directives.as_ref(), f)?;
        write!(f, "$")
    }
}

impl Notation<Date> for Standard {
    fn reads(&self, text: &str) -> bool {
        text.len() == 10 && read_day(text.as_bytes()).is_some()
    }
}

impl Notation<Month> for Standard {
    fn reads(&self, text: &str) -> bool {
        text.len() == 7 && Moment::read(text).is_some()
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

    #[test]
    fn formats_are_read_as_strictly_as_they_are_written() {
        for (format, text, valid) in [
            ("%d/%m/%Y", "29/02/2024", true),
            ("%d/%m/%Y", "29/02/2023", false),
            ("%d/%m/%Y", "1/02/2024", false),
            ("%d/%m/%Y", "01/2/2024", false),
            ("%d/%m/%Y", "001/02/2024", false),
            ("%d/%m/%Y", "01/02/24", false),
            ("%d/%m/%Y", "01/02/02024", false),
            ("%d/%m/%Y", "01/02/+2024", false),
            ("%d/%m/%Y", "01/02/-2024", false),
            ("%d/%m/%Y", " 1/02/2024", false),
            ("%d/%m/%Y", "01/ 2/2024", false),
            ("%d/%m/%Y", "01/02/ 2024", false),
            ("%d/%m/%Y", " 01/02/2024", false),
            ("%d/%m/%Y", "01/02/2024 ", false),
            ("%d/%m/%Y", "01/02/2024\n", false),
            ("%d/%m/%Y", "01-02-2024", false),
            ("%d/%m/%Y", "00/02/2024", false),
            ("%d/%m/%Y", "01/00/2024", false),
            ("%d/%m/%Y", "２9/02/2024", false),
            ("%d/%m/%Y", "é", false),
            ("%d/%m/%Y", "", false),
            ("%-d.%-m.%Y", "1.2.2024", true),
            ("%-d.%-m.%Y", "11.12.2024", true),
            ("%-d.%-m.%Y", "01.2.2024", false),
            ("%-d.%-m.%Y", "0.2.2024", false),
            ("%e %B %Y", " 1 February 2024", true),
            ("%e %B %Y", "11 february 2024", true),
            ("%e %B %Y", "1 February 2024", false),
            ("%e %B %Y", "01 February 2024", false),
            ("%e %B %Y", " 1  February 2024", false),
            ("%a, %d %b %Y", "Thu, 29 Feb 2024", true),
            ("%a, %d %b %Y", "Fri, 29 Feb 2024", false),
            ("%a, %d %b %Y", "Thu,29 Feb 2024", false),
            ("%A %F", "Thursday 2024-02-29", true),
            ("%d/%m/%y", "29/02/24", true),
            ("%d/%m/%y", "29/02/23", false),
            ("%d/%m/%y", "29/02/2024", false),
            ("%D", "02/29/24", true),
            ("%Y%j", "2024366", true),
            ("%Y%j", "2023366", false),
            ("%Y%j", "2024000", false),
            ("%Y-%m-%d %j", "2024-02-29 060", true),
            ("%Y-%m-%d %j", "2024-02-29 061", false),
            ("%G-W%V-%u", "2020-W53-5", true),
            ("%G-W%V-%u", "2021-W53-5", false),
            ("%G-W%V-%u", "2021-W00-5", false),
            ("%G-W%V-%u", "2021-W01-0", false),
            ("%G-W%V-%u", "2021-W01-8", false),
            ("%G-W%V-%u %F", "2020-W53-5 2021-01-01", true),
            ("%G-W%V-%u %F", "2020-W53-5 2021-01-02", false),
            ("%Y%%%m%%%d", "2024%02%29", true),
            ("%d\u{a0}%m %Y", "29\u{a0}02 2024", true),
            ("%d\u{a0}%m %Y", "29 02 2024", false),
        ] {
            assert_eq!(date().format(format).check(text), valid, "{format} {text:?}");
        }
    }

    #[test]
    fn months() {
        for (text, valid) in [
            ("2024-02", true),
            ("0000-12", true),
            ("2024-00", false),
            ("2024-13", false),
            ("2024-2", false),
            ("24-02", false),
            ("2024-02-01", false),
            ("2024/02", false),
            ("202402", false),
            (" 2024-02", false),
            ("", false),
        ] {
            assert_eq!(month().check(text), valid, "{text:?}");
        }
        let on_card = month().format("%m/%y");
        for (text, valid) in [("02/24", true), ("12/99", true), ("13/24", false), ("2/24", false), ("02/2024", false)] {
            assert_eq!(on_card.check(text), valid, "{text:?}");
        }
        assert!(month().format("%B %Y").check("February 2024"));
        assert_eq!(on_card.sentence(Kind::Text), "The {attribute} must be a valid month in the format {format}.");
        assert_eq!(on_card.argument(0), Some(Argument::Text("MM/YY")));
        assert_eq!(date().format("%Y-%j").argument(0), Some(Argument::Text("%Y-%j")));
        assert_eq!(month().sentence(Kind::Text), "The {attribute} must be a valid month.");
    }

    #[test]
    fn times_in_formats_end_at_59_and_offsets_before_24_hours() {
        for (format, text, valid) in [
            ("%H:%M", "23:59", true),
            ("%H:%M", "24:00", false),
            ("%H:%M", "23:60", false),
            ("%H:%M", "3:59", false),
            ("%H:%M", "23:59:00", false),
            ("%T", "23:59:59", true),
            ("%T", "23:59:60", false),
            ("%I:%M %p", "11:59 PM", true),
            ("%I:%M %p", "12:00 am", true),
            ("%I:%M %p", "13:00 PM", false),
            ("%I:%M %p", "00:00 AM", false),
            ("%I:%M %p", "11:59  PM", false),
            ("%H:%M %p", "23:00 PM", true),
            ("%H:%M %p", "23:00 AM", false),
            ("%-H:%M", "3:05", true),
            ("%-H:%M", "03:05", false),
            ("%k:%M", " 3:05", true),
            ("%T.%3f", "23:59:59.123", true),
            ("%T.%3f", "23:59:59.12", false),
            ("%T.%3f", "23:59:59.1234", false),
            ("%T.%f", "23:59:59.1", true),
            ("%T.%f", "23:59:59.1234567890", false),
            ("%T.%f", "23:59:59.", false),
            ("%T%.f", "23:59:59", true),
            ("%T%.f", "23:59:59.5", true),
            ("%T%.f", "23:59:59.", false),
            ("%T%.3f", "23:59:59", false),
            ("%H%z", "23+2359", true),
            ("%H%z", "23+2400", false),
            ("%H%z", "23+0060", false),
            ("%H%z", "23+01:00", false),
            ("%H%z", "23Z", false),
            ("%H%:z", "23-23:59", true),
            ("%H%:z", "23-24:00", false),
            ("%H%:z", "23 01:00", false),
            ("%H%:z", "23-01:00:00", false),
        ] {
            assert_eq!(time().format(format).check(text), valid, "{format} {text:?}");
        }
        assert!(datetime().format("%Y-%m-%d %H:%M").check("2024-02-29 12:30"));
        assert!(!datetime().format("%Y-%m-%d %H:%M:%S").check("2010-01-01 00:00:60"));
        assert_eq!(
            date().format("%d/%m/%Y").sentence(Kind::Text),
            "The {attribute} must be a valid date in the format {format}."
        );
    }
}
