//! The present, for rules about dates: `now()`, `today()`, and moments before and after them.

use std::cell::Cell;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::argument::Argument;
use crate::date_time::{SECOND, days_before, days_in};
use crate::rules::{DateBound, Moment, Wording};

/// The present moment, in an argument of a rule about dates: `after(now())`, `before(now().plus_hours(2))`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule, now, with_clock};
///
/// with_clock("2024-02-29T12:00:00Z", || {
///     assert!(rules::after(now()).check("2024-02-29T12:00:01Z"));
///     assert!(!rules::before(now().minus_hours(1)).check("2024-02-29T11:30:00Z"));
/// });
/// ```
#[must_use]
pub const fn now() -> Now {
    Now
}

/// The present day in UTC, in an argument of a rule about dates: `after(today())`,
/// `before_or_equal(today().minus_years(18))`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule, today, with_clock};
///
/// with_clock("2024-02-29T12:00:00Z", || {
///     assert!(rules::before_or_equal(today().minus_years(18)).check("2006-02-28"));
///     assert!(!rules::after(today().plus_days(7)).check("2024-03-07"));
/// });
/// ```
#[must_use]
pub const fn today() -> Today {
    Today
}

/// Stops the clock of rules on this thread at a moment while a function runs, so that tests know the result.
///
/// # Panics
///
/// If the text is not a point in time such as `2024-02-29T12:00:00Z`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule, with_clock};
///
/// assert!(with_clock("2024-02-29T12:00:00Z", || rules::past().check("2024-02-28")));
/// ```
pub fn with_clock<R>(moment: &str, run: impl FnOnce() -> R) -> R {
    /// Starts the clock again, even after a panic.
    struct Stopped(Option<Moment>);

    impl Drop for Stopped {
        fn drop(&mut self) {
            CLOCK.set(self.0);
        }
    }

    let moment = Moment::read(moment).filter(|moment| moment.time.is_some() && moment.offset.is_some());
    assert!(moment.is_some(), "the clock stops at a moment such as `2024-02-29T12:00:00Z`");
    let _going = Stopped(CLOCK.replace(moment));
    run()
}

std::thread_local! {
    static CLOCK: Cell<Option<Moment>> = const { Cell::new(None) };
}

/// The present, in UTC.
pub(crate) fn present() -> Moment {
    if let Some(stopped) = CLOCK.get() {
        let minutes = i64::from(stopped.offset.unwrap_or(0) / 60);
        return stopped.plus_minutes(-minutes).ahead(0);
    }
    let (seconds, nanoseconds) = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos()),
        Err(before) => (i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |seconds| -seconds), 0),
    };
    let time = seconds.rem_euclid(86_400) as u64 * SECOND + u64::from(nanoseconds);
    Moment { day: seconds.div_euclid(86_400), days: 1, time: Some(time), offset: Some(0) }
}

/// The argument [`now`].
#[derive(Clone, Copy, Debug)]
pub struct Now;

/// The argument [`today`].
#[derive(Clone, Copy, Debug)]
pub struct Today;

/// A moment before or after the present.
#[derive(Clone, Copy, Debug)]
pub struct Shifted<B> {
    base: B,
    /// In months or in minutes.
    by: i64,
    unit: Unit,
    count: u32,
}

#[derive(Clone, Copy, Debug)]
enum Unit {
    Years,
    Months,
    Days,
    Hours,
    Minutes,
}

macro_rules! shifts {
    ($base:ident: $($unit:ident of $size:literal = $plus:ident, $minus:ident, $word:literal;)+) => {
        impl $base {$(
            #[doc = concat!("This many ", $word, " later.")]
            #[must_use]
            pub const fn $plus(self, count: u32) -> Shifted<Self> {
                Shifted { base: self, by: count as i64 * $size, unit: Unit::$unit, count }
            }

            #[doc = concat!("This many ", $word, " earlier.")]
            #[must_use]
            pub const fn $minus(self, count: u32) -> Shifted<Self> {
                Shifted { base: self, by: -(count as i64 * $size), unit: Unit::$unit, count }
            }
        )+}
    };
}

shifts! {
    Now:
    Years of 12 = plus_years, minus_years, "years";
    Months of 1 = plus_months, minus_months, "months";
    Days of 1440 = plus_days, minus_days, "days";
    Hours of 60 = plus_hours, minus_hours, "hours";
    Minutes of 1 = plus_minutes, minus_minutes, "minutes";
}

shifts! {
    Today:
    Years of 12 = plus_years, minus_years, "years";
    Months of 1 = plus_months, minus_months, "months";
    Days of 1440 = plus_days, minus_days, "days";
}

impl DateBound for Now {
    fn moment(&self) -> Option<Moment> {
        Some(present())
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text("now"))
    }
}

impl DateBound for Today {
    fn moment(&self) -> Option<Moment> {
        Some(Moment { time: None, offset: None, ..present() })
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text("today"))
    }
}

impl<B: DateBound> DateBound for Shifted<B> {
    fn moment(&self) -> Option<Moment> {
        self.base.moment().map(|base| match (self.unit, base.time) {
            (Unit::Years | Unit::Months, _) => base.plus_months(self.by),
            (_, Some(_)) => base.plus_minutes(self.by),
            (_, None) => Moment { time: None, ..base.plus_minutes(self.by) },
        })
    }

    fn wording(&self) -> Wording {
        if self.by < 0 { Wording::Ago } else { Wording::FromThen }
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let one = self.count == 1;
        match index {
            1 => Some(Argument::Integer(self.count.into())),
            2 => Some(Argument::Text(match self.unit {
                Unit::Years => {
                    if one {
                        "year"
                    } else {
                        "years"
                    }
                }
                Unit::Months => {
                    if one {
                        "month"
                    } else {
                        "months"
                    }
                }
                Unit::Days => {
                    if one {
                        "day"
                    } else {
                        "days"
                    }
                }
                Unit::Hours => {
                    if one {
                        "hour"
                    } else {
                        "hours"
                    }
                }
                Unit::Minutes => {
                    if one {
                        "minute"
                    } else {
                        "minutes"
                    }
                }
            })),
            _ => self.base.argument(index),
        }
    }
}

impl Moment {
    /// This moment a number of months later. If the month has no such day, its last day.
    fn plus_months(mut self, months: i64) -> Self {
        let (year, month, day) = civil(self.day);
        let all = year * 12 + i64::from(month) - 1 + months;
        let (year, month) = (all.div_euclid(12), all.rem_euclid(12) as u8 + 1);
        self.day = days_before(year, month, day.min(days_in(year, month)));
        self
    }

    /// This moment a number of minutes later.
    fn plus_minutes(mut self, minutes: i64) -> Self {
        const DAY: i128 = 86_400 * SECOND as i128;
        let time = i128::from(self.time.unwrap_or(0)) + i128::from(minutes) * 60 * i128::from(SECOND);
        self.day += time.div_euclid(DAY) as i64;
        self.time = Some(time.rem_euclid(DAY) as u64);
        self
    }
}

/// Year, month and day of a number of days since 1 January 1970.
fn civil(days: i64) -> (i64, u8, u8) {
    const ERA: i64 = 146_097; // days in 400 years
    let since = days + 719_468;
    let (era, in_era) = (since.div_euclid(ERA), since.rem_euclid(ERA));
    let in_era_year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * in_era_year + in_era_year / 4 - in_era_year / 100);
    let from_march = (5 * in_year + 2) / 153;
    let day = in_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + in_era_year + i64::from(month <= 2), month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stops_and_goes_again() {
        let real = present();
        with_clock("2024-03-01T00:30:00+02:00", || {
            assert_eq!(present(), Moment::read("2024-02-29T22:30:00Z").unwrap());
            assert_eq!(today().moment(), Moment::read("2024-02-29"));
            assert_eq!(today().plus_years(1).moment(), Moment::read("2025-02-28"));
            assert_eq!(today().minus_days(29).moment(), Moment::read("2024-01-31"));
            assert_eq!(now().plus_hours(2).moment(), Moment::read("2024-03-01T00:30Z"));
        });
        assert!(std::panic::catch_unwind(|| with_clock("2024-01-01T00:00:00Z", || panic!("in the test"))).is_err());
        assert!(present().day >= real.day && real.day > 20_000);
    }

    #[test]
    fn days_are_counted_as_in_the_calendar() {
        assert_eq!(Moment::read("1970-01-01"), Some(Moment { day: 0, days: 1, time: None, offset: None }));
        let first = days_before(0, 1, 1);
        let mut before = first - 1;
        for year in 0..=9999 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month) {
                    let number = days_before(year, month, day);
                    assert_eq!((number, civil(number)), (before + 1, (year, month, day)));
                    before = number;
                }
            }
        }
        assert_eq!(before, 2_932_896, "the last day of 9999");
    }

    #[test]
    fn months_end_where_they_end() {
        let plus = |text: &str, months| Moment::read(text).unwrap().plus_months(months);
        assert_eq!(plus("2024-01-31", 1), Moment::read("2024-02-29").unwrap());
        assert_eq!(plus("2024-02-29", -18 * 12), Moment::read("2006-02-28").unwrap());
        assert_eq!(plus("2024-01-15", -1), Moment::read("2023-12-15").unwrap());
        let late = Moment::read("2024-12-31T23:59Z").unwrap();
        assert_eq!(late.plus_minutes(1), Moment::read("2025-01-01T00:00Z").unwrap());
        assert_eq!(late.plus_minutes(-24 * 60), Moment::read("2024-12-30T23:59Z").unwrap());
    }
}
