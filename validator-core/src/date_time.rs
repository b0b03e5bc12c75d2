//! Points in time for rules about dates: a day, with an optional time of day and an optional offset from UTC.

use core::cmp::Ordering;

pub(crate) const SECOND: u64 = 1_000_000_000;

/// A month or a day of the Gregorian calendar. A day can have a time, and a time can have an offset from UTC.
///
/// Rules about dates turn every [`Temporal`] value into one of these.
///
/// ```
/// use unprocessable_core::rules::{Moment, Temporal};
///
/// let moment = Moment::day(2024, 2, 29).and_then(|day| day.at(12, 30, 0, 0)).unwrap().ahead(3600);
/// assert_eq!("2024-02-29T12:30:00+01:00".moment(), Some(moment));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Days since 1 January 1970, in local time.
    pub(crate) day: i64,
    /// The number of days: 1, or all days of a month.
    pub(crate) days: u8,
    /// Nanoseconds since midnight.
    pub(crate) time: Option<u64>,
    /// Seconds that local time is ahead of UTC.
    pub(crate) offset: Option<i32>,
}

/// A value that can be a date: text, and types of `jiff`, `chrono` and `time`, each with the feature of the same name.
///
/// ```
/// use unprocessable_core::rules::{self, Moment, Rule, Temporal};
///
/// struct Day(i32, u8, u8);
///
/// impl Temporal for Day {
///     fn moment(&self) -> Option<Moment> {
///         Moment::day(self.0, self.1, self.2)
///     }
/// }
///
/// assert!(rules::after("2024-02-28").check(&Day(2024, 2, 29)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no date",
    label = "not a date",
    note = "rules about dates look at text such as `2024-02-29`, and with the feature of that name at the types of \
            `jiff`, `chrono` and `time`"
)]
pub trait Temporal {
    /// The day and time. `None` if text is not a date.
    fn moment(&self) -> Option<Moment>;
}

/// Text is a month (`2024-02`), a day (`2024-02-29`), a time on that day (`2024-02-29T12:30`), or that with its offset
/// (`2024-02-29T12:30:00+01:00`).
#[diagnostic::do_not_recommend]
impl Temporal for str {
    fn moment(&self) -> Option<Moment> {
        Moment::read(self)
    }
}

impl Moment {
    /// A day of the Gregorian calendar, unless there is no such day.
    ///
    /// ```
    /// use unprocessable_core::rules::Moment;
    ///
    /// assert!(Moment::day(2024, 2, 29).is_some());
    /// assert!(Moment::day(2023, 2, 29).is_none());
    /// ```
    #[must_use]
    pub const fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        if month < 1 || month > 12 || day < 1 || day > days_in(year as i64, month) {
            return None;
        }
        Some(Self { day: days_before(year as i64, month, day), days: 1, time: None, offset: None })
    }

    /// A month, unless there is no such month.
    pub(crate) const fn month(year: i32, month: u8) -> Option<Self> {
        match Self::day(year, month, 1) {
            Some(first) => Some(Self { days: days_in(year as i64, month), ..first }),
            None => None,
        }
    }

    /// This day at a time of day. Seconds end at 59, so there are no leap seconds.
    ///
    /// ```
    /// use unprocessable_core::rules::Moment;
    ///
    /// let day = Moment::day(2024, 2, 29).unwrap();
    /// assert!(day.at(23, 59, 59, 0).is_some());
    /// assert!(day.at(24, 0, 0, 0).is_none());
    /// ```
    #[must_use]
    pub const fn at(mut self, hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 || nanosecond as u64 >= SECOND {
            return None;
        }
        self.time = Some((hour as u64 * 3600 + minute as u64 * 60 + second as u64) * SECOND + nanosecond as u64);
        Some(self)
    }

    /// This time at an offset of this many seconds ahead of UTC.
    ///
    /// ```
    /// use unprocessable_core::rules::Moment;
    ///
    /// use unprocessable_core::rules::Temporal;
    ///
    /// let noon = Moment::day(2024, 2, 29).and_then(|day| day.at(12, 0, 0, 0)).unwrap();
    /// assert_eq!("2024-02-29T12:00:00-02:00".moment(), Some(noon.ahead(-7200)));
    /// ```
    #[must_use]
    pub const fn ahead(mut self, seconds: i32) -> Self {
        self.offset = Some(seconds);
        self
    }

    /// Reads a month, a day, a day with a time, or that with an offset.
    pub(crate) const fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() == 7 {
            return read_month(bytes);
        }
        let day = match read_day(bytes) {
            Some(day) => day,
            None => return None,
        };
        if bytes.len() == 10 {
            return Some(day);
        }
        if bytes[10] != b'T' && bytes[10] != b't' {
            return None;
        }
        match read_time(bytes, 11) {
            None => None,
            Some(time) => {
                let at = Self { time: Some(time.nanoseconds), ..day };
                if time.end == bytes.len() {
                    return Some(at);
                }
                match read_offset(bytes, time.end) {
                    Some(offset) => Some(at.ahead(offset)),
                    None => None,
                }
            }
        }
    }

    /// The order of two moments. If one has no day, their months are compared. If one has no time, their days are
    /// compared. Otherwise they are compared as points in time, in UTC if there is no offset.
    pub(crate) const fn compare(self, other: Self) -> Ordering {
        let (this, other) = match (self.time, other.time) {
            (Some(time), Some(others)) => (self.instant(time), other.instant(others)),
            // A day that is in the month is neither before nor after it.
            _ if self.is_in(other) || other.is_in(self) => (0, 0),
            _ => (self.day as i128, other.day as i128),
        };
        if this < other {
            Ordering::Less
        } else if this > other {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }

    const fn is_in(self, month: Self) -> bool {
        self.day >= month.day && self.day < month.day + month.days as i64
    }

    /// Nanoseconds since 1970 began in UTC.
    const fn instant(self, time: u64) -> i128 {
        let offset = match self.offset {
            Some(offset) => offset,
            None => 0,
        };
        (self.day as i128 * 86_400 - offset as i128) * SECOND as i128 + time as i128
    }
}

/// Refuses text that is not a date while the crate is built.
#[track_caller]
pub(crate) const fn verify_date(text: &str) {
    assert!(
        Moment::read(text).is_some(),
        "there is no such date; write one such as `2030-12-31` or `2030-12-31T23:59:59Z`, or without quotes `today()` or \
         `now()`"
    );
}

/// Refuses bounds that are not dates, or that have no date between them, while the crate is built.
#[track_caller]
pub(crate) const fn verify_dates(lower: &str, upper: &str) {
    verify_date(lower);
    verify_date(upper);
    let (Some(lower), Some(upper)) = (Moment::read(lower), Moment::read(upper)) else { return };
    assert!(
        !matches!(lower.compare(upper), Ordering::Greater),
        "the lower bound is after the upper bound: no date passes both"
    );
}

pub(crate) struct Daytime {
    nanoseconds: u64,
    /// Whether the text has seconds.
    pub(crate) to_seconds: bool,
    /// The index after the time.
    pub(crate) end: usize,
}

/// `2024-02`.
const fn read_month(bytes: &[u8]) -> Option<Moment> {
    match (two(bytes, 0), two(bytes, 2), two(bytes, 5)) {
        (Some(century), Some(year), Some(month)) if bytes[4] == b'-' => {
            Moment::month(century as i32 * 100 + year as i32, month)
        }
        _ => None,
    }
}

/// `2024-02-29` at the start.
pub(crate) const fn read_day(bytes: &[u8]) -> Option<Moment> {
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    match (two(bytes, 0), two(bytes, 2), two(bytes, 5), two(bytes, 8)) {
        (Some(century), Some(year), Some(month), Some(day)) => {
            Moment::day(century as i32 * 100 + year as i32, month, day)
        }
        _ => None,
    }
}

/// `12:30`, `12:30:00` or `12:30:00.5`.
pub(crate) const fn read_time(bytes: &[u8], start: usize) -> Option<Daytime> {
    let (Some(hour), Some(minute)) = (two(bytes, start), two(bytes, start + 3)) else {
        return None;
    };
    if bytes[start + 2] != b':' || hour > 23 || minute > 59 {
        return None;
    }
    let mut time =
        Daytime { nanoseconds: (hour as u64 * 60 + minute as u64) * 60 * SECOND, to_seconds: false, end: start + 5 };
    if time.end == bytes.len() || bytes[time.end] != b':' {
        return Some(time);
    }
    match two(bytes, time.end + 1) {
        Some(second) if second < 60 => time.nanoseconds += second as u64 * SECOND,
        _ => return None,
    }
    time.to_seconds = true;
    time.end += 3;
    if time.end < bytes.len() && bytes[time.end] == b'.' {
        time.end += 1;
        let (first, mut worth) = (time.end, SECOND / 10);
        while time.end < bytes.len() && bytes[time.end].is_ascii_digit() {
            time.nanoseconds += (bytes[time.end] - b'0') as u64 * worth;
            worth /= 10;
            time.end += 1;
        }
        if time.end == first {
            return None;
        }
    }
    Some(time)
}

/// `Z` or `+01:00`, to the end, in seconds.
pub(crate) const fn read_offset(bytes: &[u8], start: usize) -> Option<i32> {
    if bytes.len() == start + 1 && (bytes[start] == b'Z' || bytes[start] == b'z') {
        return Some(0);
    }
    if bytes.len() != start + 6 || bytes[start + 3] != b':' {
        return None;
    }
    match (bytes[start], two(bytes, start + 1), two(bytes, start + 4)) {
        (sign @ (b'+' | b'-'), Some(hours), Some(minutes)) if hours < 24 && minutes < 60 => {
            let seconds = (hours as i32 * 60 + minutes as i32) * 60;
            Some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

/// Two digits.
const fn two(bytes: &[u8], start: usize) -> Option<u8> {
    if bytes.len() < start + 2 || !bytes[start].is_ascii_digit() || !bytes[start + 1].is_ascii_digit() {
        return None;
    }
    Some((bytes[start] - b'0') * 10 + bytes[start + 1] - b'0')
}

pub(crate) const fn days_in(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1 January 1970 to this day. Years begin in March here, so that the leap day is their last day.
pub(crate) const fn days_before(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month as i64 + 9) % 12;
    let in_year = (153 * month + 2) / 5 + day as i64 - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + in_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_compare_as_instants_or_by_day() {
        let compare = |a: &str, b: &str| Moment::read(a).unwrap().compare(Moment::read(b).unwrap());
        assert_eq!(compare("2024-01-01T12:00Z", "2024-01-01T12:00"), Ordering::Equal);
        assert_eq!(compare("2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00Z"), Ordering::Equal);
        assert_eq!(compare("2024-01-01T00:00:00.000000001Z", "2024-01-01T00:00Z"), Ordering::Greater);
        assert_eq!(compare("2024-01-01T23:59-12:00", "2024-01-01"), Ordering::Equal);
        assert_eq!(compare("2024-01-02", "2024-01-01T23:59Z"), Ordering::Greater);
    }

    #[test]
    fn months_compare_as_a_whole() {
        let compare = |a: &str, b: &str| Moment::read(a).unwrap().compare(Moment::read(b).unwrap());
        for (month, other, expected) in [
            ("2024-02", "2024-02", Ordering::Equal),
            ("2024-02", "2024-02-01", Ordering::Equal),
            ("2024-02", "2024-02-29T23:59:59Z", Ordering::Equal),
            ("2024-02", "2024-03-01", Ordering::Less),
            ("2024-02", "2024-01-31T12:00", Ordering::Greater),
            ("2023-12", "2024-01", Ordering::Less),
            ("2024-03", "2024-02", Ordering::Greater),
        ] {
            assert_eq!(compare(month, other), expected, "{month} {other}");
            assert_eq!(compare(other, month), expected.reverse(), "{other} {month}");
        }
        for text in ["2024-13", "2024-00", "2024/01", "24-0001", "202401-"] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }
}
