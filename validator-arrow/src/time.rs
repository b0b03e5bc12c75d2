//! Dates and times as text.

use std::fmt::Write as _;

use arrow_schema::TimeUnit;

/// How many of them are a second.
fn per_second(unit: TimeUnit) -> i128 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

const DAY: i128 = 86_400;

/// `2026-11-30`.
pub(crate) fn date(days: i64) -> String {
    let mut text = String::with_capacity(10);
    write_date(days, &mut text);
    text
}

/// `2026-11-30T01:24:00`, and `Z` behind it if the time is one in a known zone.
pub(crate) fn timestamp(value: i64, unit: TimeUnit, has_zone: bool) -> String {
    let (mut text, scale) = (String::with_capacity(30), per_second(unit));
    let (seconds, fraction) = (i128::from(value).div_euclid(scale), i128::from(value).rem_euclid(scale));
    // A day of 64 bits, whatever the unit.
    write_date(i64::try_from(seconds.div_euclid(DAY)).unwrap_or_default(), &mut text);
    text.push('T');
    write_time(seconds.rem_euclid(DAY), fraction * (1_000_000_000 / scale), &mut text);
    if has_zone {
        text.push('Z');
    }
    text
}

/// `01:24:00`. A time that is not in a day is written as the number that it is.
pub(crate) fn time(value: i64, unit: TimeUnit) -> String {
    let (mut text, scale) = (String::with_capacity(18), per_second(unit));
    let (seconds, fraction) = (i128::from(value).div_euclid(scale), i128::from(value).rem_euclid(scale));
    if !(0..DAY).contains(&seconds) {
        return value.to_string();
    }
    write_time(seconds, fraction * (1_000_000_000 / scale), &mut text);
    text
}

/// `PT90.5S`.
pub(crate) fn duration(value: i64, unit: TimeUnit) -> String {
    interval(0, 0, i128::from(value) * (1_000_000_000 / per_second(unit)))
}

/// `P14M3DT90.5S`.
pub(crate) fn interval(months: i32, days: i32, nanoseconds: i128) -> String {
    let mut text = String::from("P");
    if months != 0 {
        let _ = write!(text, "{months}M");
    }
    if days != 0 {
        let _ = write!(text, "{days}D");
    }
    if nanoseconds != 0 || text.len() == 1 {
        let sign = if nanoseconds < 0 { "-" } else { "" };
        let (seconds, fraction) = (nanoseconds.abs() / 1_000_000_000, nanoseconds.abs() % 1_000_000_000);
        let _ = write!(text, "T{sign}{seconds}");
        write_fraction(fraction, &mut text);
        text.push('S');
    }
    text
}

/// The civil date of a day since 1970, by the proleptic calendar of Gregory: days are counted from the first of March, so
/// that a leap day is the last one of its year.
fn write_date(days: i64, text: &mut String) {
    const DAYS_OF_400_YEARS: i128 = 146_097;
    // From 0000-03-01.
    let days = i128::from(days) + 719_468;
    let (cycle, day) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = cycle * 400 + year + i128::from(month <= 2);
    // As ISO 8601 extends it.
    let _ = match year {
        0..=9_999 => write!(text, "{year:04}-{month:02}-{day:02}"),
        _ => write!(text, "{year:+05}-{month:02}-{day:02}"),
    };
}

fn write_time(seconds: i128, nanoseconds: i128, text: &mut String) {
    let _ = write!(text, "{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    write_fraction(nanoseconds, text);
}

/// Three, six or nine digits, or none.
fn write_fraction(nanoseconds: i128, text: &mut String) {
    let _ = match nanoseconds {
        0 => Ok(()),
        _ if nanoseconds % 1_000_000 == 0 => write!(text, ".{:03}", nanoseconds / 1_000_000),
        _ if nanoseconds % 1_000 == 0 => write!(text, ".{:06}", nanoseconds / 1_000),
        _ => write!(text, ".{nanoseconds:09}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (days, text) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_787, "2026-11-30"),
            (-719_528, "0000-01-01"),
            (-719_529, "-0001-12-31"),
            (2_932_896, "9999-12-31"),
            (2_932_897, "+10000-01-01"),
        ] {
            assert_eq!(date(days), text);
        }
        // No overflow.
        for days in [i64::MIN, i64::MAX] {
            assert!(date(days).ends_with(|last: char| last.is_ascii_digit()));
        }
    }

    #[test]
    fn times_have_the_digits_that_they_need() {
        assert_eq!(timestamp(0, TimeUnit::Second, false), "1970-01-01T00:00:00");
        assert_eq!(timestamp(-1, TimeUnit::Millisecond, true), "1969-12-31T23:59:59.999Z");
        assert_eq!(timestamp(1_500_001, TimeUnit::Microsecond, true), "1970-01-01T00:00:01.500001Z");
        assert_eq!(timestamp(1, TimeUnit::Nanosecond, false), "1970-01-01T00:00:00.000000001");
        assert_eq!(time(86_399, TimeUnit::Second), "23:59:59");
        assert_eq!(time(86_400, TimeUnit::Second), "86400");
        assert_eq!(time(-1, TimeUnit::Nanosecond), "-1");
        assert_eq!(duration(90_500, TimeUnit::Millisecond), "PT90.500S");
        assert_eq!(duration(-1, TimeUnit::Second), "PT-1S");
        assert_eq!(interval(14, -3, 0), "P14M-3D");
        assert_eq!(interval(0, 0, 0), "PT0S");
        for unit in [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond] {
            for value in [i64::MIN, i64::MAX] {
                assert!(timestamp(value, unit, true).ends_with('Z'));
                assert!(!duration(value, unit).is_empty());
            }
        }
    }
}
