//! Days, and how they are written.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC, as a number of days since 1970.
pub(super) fn today() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    (seconds / 86_400) as i64
}

/// The number of a day.
pub(super) fn number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day.
pub(super) fn civil(number: i64) -> (i64, i64, i64) {
    let days = number + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days - era * 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day that a text begins with: `2024-02-29`.
pub(super) fn read(text: &str) -> Option<i64> {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i64>().ok());
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    (text.as_bytes().get(4) == Some(&b'-')).then(|| number(year, month, day))
}

/// A moment: a day, and the seconds of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) day: i64,
    pub(super) second: i64,
}

impl Moment {
    /// The day as in ISO 8601.
    pub(super) fn date(self) -> String {
        let (year, month, day) = civil(self.day);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The time of day.
    pub(super) fn time(self) -> String {
        let (hour, minute, second) = self.clock();
        format!("{hour:02}:{minute:02}:{second:02}")
    }

    fn clock(self) -> (i64, i64, i64) {
        (self.second / 3600, self.second / 60 % 60, self.second % 60)
    }

    /// From 0 for Monday.
    pub(super) fn weekday(self) -> i64 {
        (self.day + 3).rem_euclid(7)
    }

    /// By the directives of `strftime`. `None` if one of them is not known.
    pub(super) fn written(self, format: &str) -> Option<String> {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

        let (year, month, day) = civil(self.day);
        let (hour, minute, second) = self.clock();
        let month_name = MONTHS[(month - 1).clamp(0, 11) as usize];
        let day_name = DAYS[self.weekday() as usize];
        let of_year = self.day - number(year, 1, 1) + 1;
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        // The Thursday of a week tells the year of it.
        let thursday = self.day - self.weekday() + 3;
        let week_year = civil(thursday).0;
        let week = (thursday - number(week_year, 1, 1)) / 7 + 1;

        let mut text = String::new();
        let mut rest = format.chars().peekable();
        while let Some(c) = rest.next() {
            if c != '%' {
                text.push(c);
                continue;
            }
            let mut directive = rest.next()?;
            let mut pad = None;
            if matches!(directive, '-' | '_' | '0') {
                pad = Some(directive);
                directive = rest.next()?;
            }
            let mut digits = None;
            let mut has_point = false;
            if directive == '.' {
                has_point = true;
                directive = rest.next()?;
            }
            if directive.is_ascii_digit() {
                digits = directive.to_digit(10);
                directive = rest.next()?;
            }
            let has_colon = directive == ':';
            if has_colon {
                directive = rest.next()?;
            }
            let padded = |number: i64, width: usize| match pad {
                Some('-') => number.to_string(),
                Some('_') => format!("{number:width$}"),
                _ => format!("{number:0width$}"),
            };
            text += &match directive {
                'Y' | 'G' => padded(if directive == 'G' { week_year } else { year }, 4),
                'y' => padded(year.rem_euclid(100), 2),
                'm' => padded(month, 2),
                'd' => padded(day, 2),
                'e' => format!("{day:2}"),
                'j' => padded(of_year, 3),
                'b' | 'h' => month_name[..3].to_owned(),
                'B' => month_name.to_owned(),
                'a' => day_name[..3].to_owned(),
                'A' => day_name.to_owned(),
                'u' => (self.weekday() + 1).to_string(),
                'w' => ((self.weekday() + 1) % 7).to_string(),
                'V' => padded(week, 2),
                'H' => padded(hour, 2),
                'I' => padded(twelve, 2),
                'k' => format!("{hour:2}"),
                'l' => format!("{twelve:2}"),
                'p' => if hour < 12 { "AM" } else { "PM" }.to_owned(),
                'P' => if hour < 12 { "am" } else { "pm" }.to_owned(),
                'M' => padded(minute, 2),
                'S' => padded(second, 2),
                'f' => {
                    let digits = "0".repeat(digits.unwrap_or(1) as usize);
                    if has_point { format!(".{digits}") } else { digits }
                }
                'z' => if has_colon { "+00:00" } else { "+0000" }.to_owned(),
                'F' => self.written("%Y-%m-%d")?,
                'D' => self.written("%m/%d/%y")?,
                'T' => self.written("%H:%M:%S")?,
                'R' => self.written("%H:%M")?,
                'r' => self.written("%I:%M:%S %p")?,
                'n' => "\n".to_owned(),
                't' => "\t".to_owned(),
                '%' => "%".to_owned(),
                _ => return None,
            };
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_numbers() {
        for (text, day) in [("1970-01-01", 0), ("2024-02-29", 19_782), ("1969-12-31", -1), ("0001-01-01", -719_162)] {
            assert_eq!(read(text), Some(day), "{text}");
            assert_eq!(Moment { day, second: 0 }.date(), text);
        }
        assert_eq!(read("9999-12-31").map(|day| Moment { day, second: 0 }.weekday()), Some(4));
        let moment = Moment { day: 19_782, second: 86_399 };
        assert_eq!(
            moment.written("%a, %d %b %Y %I:%M %p %j %G-W%V"),
            Some("Thu, 29 Feb 2024 11:59 PM 060 2024-W09".into())
        );
        assert_eq!(moment.written("%Q"), None);
    }
}
