//! What a text says in a format, part by part, and whether the parts make sense together.

use super::pieces::{DAYS, Field, MONTHS, Padding, Piece, Unreadable, fraction, name, number};
use crate::date_time::{days_before, days_in};

/// What a text in a notation says, part by part.
///
/// A format is read in constants too, so that mistakes in it show while the crate is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    /// From 1.
    day_of_year: Option<u16>,
    /// From Monday, 0.
    weekday: Option<u8>,
    /// The year and week of ISO 8601.
    year_of_week: Option<u16>,
    week: Option<u8>,
    hour: Option<u8>,
    /// On the face of a clock, from 1 to 12.
    hour_of_half: Option<u8>,
    is_afternoon: Option<bool>,
    minute: Option<u8>,
    second: Option<u8>,
    /// Whether the second has a fraction.
    has_fraction: bool,
    has_offset: bool,
}

impl Parts {
    const NONE: Self = Self {
        year: None,
        month: None,
        day: None,
        day_of_year: None,
        weekday: None,
        year_of_week: None,
        week: None,
        hour: None,
        hour_of_half: None,
        is_afternoon: None,
        minute: None,
        second: None,
        has_fraction: false,
        has_offset: false,
    };

    /// The parts of any text in this format. Their values are placeholders.
    pub(crate) const fn of_format(format: &str) -> Result<Self, Unreadable> {
        Self::NONE.and_format(format.as_bytes())
    }

    const fn and_format(mut self, format: &[u8]) -> Result<Self, Unreadable> {
        let mut at = 0;
        while at < format.len() {
            let (piece, end) = match Piece::read(format, at) {
                Ok(read) => read,
                Err(why) => return Err(why),
            };
            at = end;
            let is_new = match piece {
                Piece::Byte(_) => true,
                Piece::Format(format) => match self.and_format(format) {
                    Ok(parts) => {
                        self = parts;
                        true
                    }
                    Err(why) => return Err(why),
                },
                Piece::Number(Field::HourOfHalf, _) => self.put(Field::HourOfHalf, 12),
                Piece::Number(Field::Hour, _) => self.put(Field::Hour, 0),
                Piece::Number(field, _) => self.put(field, 1),
                Piece::MonthName { .. } => self.put(Field::Month, 1),
                Piece::DayName { .. } => self.weekday.replace(0).is_none(),
                Piece::Half => self.is_afternoon.replace(false).is_none(),
                Piece::Fraction(_) | Piece::PointAndFraction(_) => !core::mem::replace(&mut self.has_fraction, true),
                Piece::Offset { .. } => !core::mem::replace(&mut self.has_offset, true),
            };
            if !is_new {
                return Err(Unreadable::Repeated);
            }
        }
        Ok(self)
    }

    /// The parts of a text. `None` if it is not in this format.
    pub(crate) fn read(format: &str, text: &str) -> Option<Self> {
        let mut rest = text.as_bytes();
        let parts = Self::NONE.and_text(format.as_bytes(), &mut rest)?;
        rest.is_empty().then_some(parts)
    }

    fn and_text(mut self, format: &[u8], text: &mut &[u8]) -> Option<Self> {
        let mut at = 0;
        while at < format.len() {
            let (piece, end) = Piece::read(format, at).ok()?;
            at = end;
            match piece {
                Piece::Byte(byte) => *text = text.strip_prefix(&[byte])?,
                Piece::Format(format) => self = self.and_text(format, text)?,
                Piece::Number(field, padding) => {
                    let number = number(text, field.digits(), padding)?;
                    self.put(field, number);
                }
                Piece::MonthName { is_full } => {
                    let month = name(text, &MONTHS, is_full)?;
                    self.put(Field::Month, u16::from(month) + 1);
                }
                Piece::DayName { is_full } => self.weekday = Some(name(text, &DAYS, is_full)?),
                Piece::Half => self.is_afternoon = Some(name(text, &["am", "pm"], true)? == 1),
                Piece::Fraction(count) => {
                    fraction(text, count)?;
                    self.has_fraction = true;
                }
                Piece::PointAndFraction(count) => {
                    if let Some(rest) = text.strip_prefix(b".") {
                        *text = rest;
                        fraction(text, count)?;
                    } else if count.is_some() {
                        return None;
                    }
                    self.has_fraction = true;
                }
                Piece::Offset { has_colon } => {
                    *text = text.strip_prefix(b"+").or_else(|| text.strip_prefix(b"-"))?;
                    let hours = number(text, 2, Padding::Zeros)?;
                    if has_colon {
                        *text = text.strip_prefix(b":")?;
                    }
                    let minutes = number(text, 2, Padding::Zeros)?;
                    if hours > 23 || minutes > 59 {
                        return None;
                    }
                    self.has_offset = true;
                }
            }
        }
        Some(self)
    }

    /// Stores a part. Returns `false` if it is there already.
    const fn put(&mut self, field: Field, number: u16) -> bool {
        match field {
            Field::Year => self.year.replace(number).is_none(),
            // As in POSIX and in nearly all libraries: from 1969 to 2068.
            Field::YearOfCentury => self.year.replace(if number < 69 { 2000 } else { 1900 } + number).is_none(),
            Field::Month => self.month.replace(number as u8).is_none(),
            Field::Day => self.day.replace(number as u8).is_none(),
            Field::DayOfYear => self.day_of_year.replace(number).is_none(),
            Field::YearOfWeek => self.year_of_week.replace(number).is_none(),
            Field::Week => self.week.replace(number as u8).is_none(),
            // Day 0 wraps to 255, which is out of range.
            Field::Weekday => self.weekday.replace((number as u8).wrapping_sub(1)).is_none(),
            Field::WeekdayFromSunday => {
                self.weekday.replace(if number < 7 { (number as u8 + 6) % 7 } else { 7 }).is_none()
            }
            Field::Hour => self.hour.replace(number as u8).is_none(),
            Field::HourOfHalf => self.hour_of_half.replace(number as u8).is_none(),
            Field::Minute => self.minute.replace(number as u8).is_none(),
            Field::Second => self.second.replace(number as u8).is_none(),
        }
    }

    pub(crate) const fn are_none(&self) -> bool {
        let is_undated =
            self.year.is_none() && self.month.is_none() && self.day.is_none() && self.day_of_year.is_none();
        let is_without_week = self.weekday.is_none() && self.year_of_week.is_none() && self.week.is_none();
        is_undated && is_without_week && !self.have_time()
    }

    /// Whether these parts name a day.
    pub(crate) const fn name_day(&self) -> bool {
        let is_day = match (self.month, self.day, self.day_of_year) {
            (Some(_), Some(_), _) | (None, None, Some(_)) => self.year.is_some(),
            _ => false,
        };
        let is_day_of_week = self.year_of_week.is_some() && self.week.is_some() && self.weekday.is_some();
        (is_day || is_day_of_week) && (!self.have_time() || self.name_time())
    }

    /// Whether these parts name a month of a year, and no more.
    pub(crate) const fn name_month(&self) -> bool {
        self.year.is_some() && self.month.is_some() && !self.have_day() && !self.have_time()
    }

    /// Whether these parts name a time of day.
    pub(crate) const fn name_time(&self) -> bool {
        let is_hour = match (self.hour, self.hour_of_half) {
            (hour, Some(_)) => self.is_afternoon.is_some() || hour.is_some(),
            (hour, None) => hour.is_some(),
        };
        is_hour && (self.minute.is_some() || self.second.is_none()) && (self.second.is_some() || !self.has_fraction)
    }

    /// Whether each part can be judged alone: there is no day, whose number depends on the month, and no hour that is said
    /// twice.
    pub(super) const fn are_independent(&self) -> bool {
        let is_hour_said_twice = self.hour.is_some() && (self.hour_of_half.is_some() || self.is_afternoon.is_some());
        !self.have_day() && !is_hour_said_twice
    }

    /// Whether the parts are in range and agree with one another.
    pub(crate) const fn hold(&self) -> bool {
        self.date_holds() && self.time_holds()
    }

    const fn date_holds(&self) -> bool {
        let year = match self.year {
            Some(year) => year as i64,
            None => 2000, // A leap year.
        };
        let first = days_before(year, 1, 1);
        let month = match self.month {
            Some(month) => month,
            None => 1, // A long month.
        };
        if month < 1 || month > 12 {
            return false;
        }
        let of_month = match self.day {
            Some(day) if day < 1 || day > days_in(year, month) => return false,
            Some(day) if self.month.is_some() => Some(days_before(year, month, day)),
            _ => None,
        };
        let of_year = match self.day_of_year {
            Some(day) if day < 1 || first + day as i64 > days_before(year + 1, 1, 1) => return false,
            Some(day) => Some(first + day as i64 - 1),
            None => None,
        };
        if matches!(self.weekday, Some(7..)) || matches!(self.week, Some(0 | 54..)) {
            return false;
        }
        let of_week = match (self.year_of_week, self.week, self.weekday) {
            (Some(year), Some(week), Some(weekday)) => {
                let day = first_week(year as i64) + (week as i64 - 1) * 7 + weekday as i64;
                if day >= first_week(year as i64 + 1) {
                    return false;
                }
                Some(day)
            }
            _ => None,
        };
        // Without a year, a day of a month is not one particular day.
        let (of_month, of_year) = if self.year.is_some() { (of_month, of_year) } else { (None, None) };
        let day = match (of_month, of_year, of_week) {
            (Some(day), Some(other), _) | (Some(day), _, Some(other)) | (_, Some(day), Some(other)) if day != other => {
                return false;
            }
            (Some(day), ..) | (_, Some(day), _) | (.., Some(day)) => day,
            (None, None, None) => return true,
        };
        match self.weekday {
            Some(weekday) => weekday_of(day) == weekday as i64,
            None => true,
        }
    }

    const fn time_holds(&self) -> bool {
        let hour_holds = match self.hour {
            Some(hour) => {
                let is_half = match self.is_afternoon {
                    Some(is_afternoon) => is_afternoon == (hour >= 12),
                    None => true,
                };
                let is_hour_of_half = match self.hour_of_half {
                    Some(of_half) => of_half == (hour + 11) % 12 + 1,
                    None => true,
                };
                hour < 24 && is_half && is_hour_of_half
            }
            None => match self.hour_of_half {
                Some(of_half) => of_half >= 1 && of_half <= 12,
                None => true,
            },
        };
        hour_holds && !matches!(self.minute, Some(60..)) && !matches!(self.second, Some(60..))
    }

    const fn have_day(&self) -> bool {
        self.day.is_some()
            || self.day_of_year.is_some()
            || self.weekday.is_some()
            || self.year_of_week.is_some()
            || self.week.is_some()
    }

    const fn have_time(&self) -> bool {
        self.hour.is_some()
            || self.hour_of_half.is_some()
            || self.is_afternoon.is_some()
            || self.minute.is_some()
            || self.second.is_some()
            || self.has_fraction
            || self.has_offset
    }
}

/// The day of the week, with 0 for Monday. 1 January 1970 was a Thursday.
const fn weekday_of(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// The first day of a year by ISO 8601: the Monday of the week with 4 January.
const fn first_week(year: i64) -> i64 {
    let day = days_before(year, 1, 4);
    day - weekday_of(day)
}
