//! The bounds of a day.

use unprocessable::Argument;
use unprocessable::declaration::DeclaredRule;

use super::attributes::Attributes;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// In the notation of browsers. There is no year 0.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?];
        let has_digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || !has_digits(year, 4) || !has_digits(month, 2) || !has_digits(day, 2) {
            return None;
        }
        let found = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let exists = found.year > 0 && (1..=12).contains(&found.month) && (1..=found.last()).contains(&found.day);
        exists.then_some(found)
    }

    /// The last day of the month.
    fn last(self) -> u8 {
        match self.month {
            2 if self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    fn next(self) -> Option<Self> {
        Some(match self {
            _ if self.day < self.last() => Self { day: self.day + 1, ..self },
            _ if self.month < 12 => Self { month: self.month + 1, day: 1, ..self },
            _ if self.year < 9999 => Self { year: self.year + 1, month: 1, day: 1 },
            _ => return None,
        })
    }

    fn previous(self) -> Option<Self> {
        let last_of = |year, month| {
            let first = Self { year, month, day: 1 };
            Self { day: first.last(), ..first }
        };
        Some(match self {
            _ if self.day > 1 => Self { day: self.day - 1, ..self },
            _ if self.month > 1 => last_of(self.year, self.month - 1),
            _ if self.year > 1 => last_of(self.year - 1, 12),
            _ => return None,
        })
    }

    fn written(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Says the bounds that are literals. One that moves with the clock would be stale as soon as the page is old.
pub(super) fn bounds(rules: &[DeclaredRule], attributes: &mut Attributes) {
    let (mut min, mut max) = (None::<Day>, None::<Day>);
    for rule in rules {
        for (argument, value) in rule.arguments() {
            let Argument::Text(text) = value else { continue };
            let Some(day) = Day::read(text) else { continue };
            let (least, most) = match (rule.name(), argument) {
                ("after" | "gt", _) | ("range", "exclusive_min") => (day.next(), None),
                ("before" | "lt", _) | ("range", "exclusive_max") => (None, day.previous()),
                ("after_or_equal" | "gte", _) | ("range" | "between", "min") => (Some(day), None),
                ("before_or_equal" | "lte", _) | ("range" | "between", "max") => (None, Some(day)),
                ("date_equals", _) => (Some(day), Some(day)),
                _ => continue,
            };
            min = min.max(least);
            max = match (max, most) {
                (Some(known), Some(most)) => Some(known.min(most)),
                (known, most) => known.or(most),
            };
        }
    }
    if let Some(min) = min {
        attributes.push("min", min.written());
    }
    if let Some(max) = max {
        attributes.push("max", max.written());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_neighbours() {
        for (day, next) in [
            ("2024-02-28", "2024-02-29"),
            ("2024-02-29", "2024-03-01"),
            ("2023-02-28", "2023-03-01"),
            ("1900-02-28", "1900-03-01"),
            ("2000-02-28", "2000-02-29"),
            ("2024-04-30", "2024-05-01"),
            ("2024-12-31", "2025-01-01"),
        ] {
            let [day, next] = [day, next].map(|text| Day::read(text).expect("a day"));
            assert_eq!((day.next(), next.previous()), (Some(next), Some(day)));
        }
        for text in ["2023-02-29", "0000-01-01", "2024-1-01", "2024-01-01T00:00", "2024-01", "+024-01-01"] {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert_eq!(Day::read("0001-01-01").and_then(Day::previous), None);
        assert_eq!(Day::read("9999-12-31").and_then(Day::next), None);
    }
}
