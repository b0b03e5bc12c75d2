//! Formats of dates and times, looked through while the user's crate is built.

use super::parts::Parts;
use super::pieces::Unreadable;

/// What is to be read.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Date,
    Month,
    Time,
    Datetime,
}

/// Refuses, while the crate is built, a format that no text can have, or of which no such date or time can be made.
#[track_caller]
pub(crate) const fn verify_format(format: &str, part: Part) {
    if let Some(mistake) = mistake_in(format, part) {
        panic!("{}", mistake);
    }
}

/// What is wrong with a format that no text can have, or of which no such date or time can be made.
pub(crate) const fn mistake_in(format: &str, part: Part) -> Option<&'static str> {
    if format.is_empty() {
        return Some("the format is empty; write one such as `%d/%m/%Y`");
    }
    let parts = match Parts::of_format(format) {
        Ok(parts) => parts,
        Err(Unreadable::Ends) => return Some("the format ends inside of a directive; the character itself is `%%`"),
        Err(Unreadable::Prints) => {
            return Some(
                "the directives `%c`, `%X`, `%x`, `%Z` and `%q` are for writing alone; write what is read, as \
                 `%d/%m/%Y %H:%M`",
            );
        }
        Err(Unreadable::Directive) => {
            return Some(
                "there is no such directive; those for dates and times are `%Y`, `%m`, `%d`, `%H`, `%M`, `%S` and more",
            );
        }
        Err(Unreadable::Repeated) => return Some("the format reads a part twice; remove one of them"),
    };
    if parts.are_none() {
        return Some("the format has no directives; write them with `%`, as in `%d/%m/%Y`");
    }
    match part {
        Part::Date => mistake_in_date(&parts),
        Part::Month if parts.name_month() => None,
        Part::Month => Some(
            "a month needs a year and a month, and nothing else; this format reads other parts, so no value can pass",
        ),
        Part::Time => mistake_in_time(&parts),
        Part::Datetime => match mistake_in_date(&parts) {
            None => mistake_in_time(&parts),
            mistake => mistake,
        },
    }
}

const fn mistake_in_date(parts: &Parts) -> Option<&'static str> {
    if parts.name_month() {
        return Some("a date needs a year, a month and a day; this format reads a month, which is what `month` is for");
    }
    if parts.name_day() {
        return None;
    }
    Some("a date needs a year, a month and a day; this format reads less, so no value can pass")
}

const fn mistake_in_time(parts: &Parts) -> Option<&'static str> {
    if parts.name_time() {
        return None;
    }
    Some(
        "a time needs an hour, minutes where there are seconds, and `%p` beside `%I`; this format reads less, so no value \
         can pass",
    )
}

#[cfg(test)]
mod tests {
    use std::panic;

    use super::*;

    fn is_refused(format: &str, part: Part) -> bool {
        let format = std::string::String::from(format);
        panic::catch_unwind(move || verify_format(&format, part)).is_err()
    }

    #[test]
    fn formats_that_can_be_read_are_taken() {
        for (format, date, month, time, datetime) in [
            ("%Y-%m-%d", true, false, false, false),
            ("%d/%m/%Y", true, false, false, false),
            ("%-d. %B %y", true, false, false, false),
            ("%Y%j", true, false, false, false),
            ("%G-W%V-%u", true, false, false, false),
            ("%F", true, false, false, false),
            ("%D%%", true, false, false, false),
            ("%H:%M", false, false, true, false),
            ("%I:%M %p", false, false, true, false),
            ("%r", false, false, true, false),
            ("%H", false, false, true, false),
            ("%T%.3f", false, false, true, false),
            ("%FT%T%:z", true, false, true, true),
            ("%Y-%m-%d %H:%M", true, false, true, true),
            ("%Y-%m", false, true, false, false),
            ("%m/%y", false, true, false, false),
            ("%m-%d", false, false, false, false),
            ("%d", false, false, false, false),
            ("%m", false, false, false, false),
            ("%Y", false, false, false, false),
            ("%M:%S", false, false, false, false),
            ("%H %S", false, false, false, false),
            ("%I:%M", false, false, false, false),
            ("%Y-%m-%d %M", false, false, false, false),
            ("%d/%m/%d/%Y", false, false, false, false),
            ("%Y week %U, %A", false, false, false, false),
            ("dd/mm/yyyy", false, false, false, false),
            ("%", false, false, false, false),
            ("%Y-%m-%d%", false, false, false, false),
            ("%Y-%m-%d%-", false, false, false, false),
            ("%Y-%m-%d %:", false, false, false, false),
            ("%Y-%m-%d %.3", false, false, false, false),
            ("%%Y-%%m-%%d", false, false, false, false),
            ("", false, false, false, false),
            ("%c", false, false, false, false),
            ("%x", false, false, false, false),
            ("%Y-%m-%d %E", false, false, false, false),
            ("%é", false, false, false, false),
        ] {
            assert_eq!(!is_refused(format, Part::Date), date, "{format:?} as a date");
            assert_eq!(!is_refused(format, Part::Month), month, "{format:?} as a month");
            assert_eq!(!is_refused(format, Part::Time), time, "{format:?} as a time");
            assert_eq!(!is_refused(format, Part::Datetime), datetime, "{format:?} as a date and time");
        }
    }
}
