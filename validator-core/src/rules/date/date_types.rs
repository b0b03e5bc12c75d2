//! The dates of `jiff`, `chrono` and `time` as subjects, each with the feature of that name.

macro_rules! dates {
    ($([$($generics:tt)*] $type:ty: |$date:ident| $moment:expr;)+) => {$(
        impl<$($generics)*> crate::Subject for $type {
            type Value = Self;
            const KIND: crate::Kind = crate::Kind::Date;

            #[inline]
            fn value(&self) -> Option<&Self> {
                Some(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> crate::rules::Temporal for $type {
            fn moment(&self) -> Option<crate::rules::Moment> {
                let $date = self;
                $moment
            }
        }

        // `gt("2030-01-01")`, `range(min = "2030-01-01")`.
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> crate::rules::Compare<&'static str> for $type {
            fn compare(&self, bound: &&'static str) -> Option<core::cmp::Ordering> {
                crate::rules::CompareField::compare_field(self, *bound)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<DateOrText: crate::rules::Temporal + ?Sized, $($generics)*> crate::rules::CompareField<DateOrText> for $type {
            fn compare_field(&self, other: &DateOrText) -> Option<core::cmp::Ordering> {
                let known = crate::rules::Known::Moment(other.moment());
                crate::rules::CompareField::compare_known_field(self, other, known)
            }

            fn know_field(other: &DateOrText) -> Option<crate::rules::Known> {
                Some(crate::rules::Known::Moment(other.moment()))
            }

            fn compare_known_field(&self, _: &DateOrText, known: crate::rules::Known) -> Option<core::cmp::Ordering> {
                let crate::rules::Known::Moment(other) = known else { return None };
                Some(crate::rules::Temporal::moment(self)?.compare(other?))
            }
        }
    )+};
}

#[cfg(feature = "jiff")]
mod jiff {
    use ::jiff::civil::{Date, DateTime};
    use ::jiff::{Timestamp, Zoned, tz::Offset};

    use crate::rules::Moment;

    dates! {
        [] Date: |date| Moment::day(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
        [] DateTime: |date| local(*date);
        [] Timestamp: |timestamp| local(Offset::UTC.to_datetime(*timestamp)).map(|moment| moment.ahead(0));
        [] Zoned: |zoned| local(zoned.datetime()).map(|moment| moment.ahead(zoned.offset().seconds()));
    }

    fn local(date: DateTime) -> Option<Moment> {
        let time = date.time();
        let day = Moment::day(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())?;
        day.at(
            time.hour().unsigned_abs(),
            time.minute().unsigned_abs(),
            time.second().unsigned_abs(),
            time.subsec_nanosecond().unsigned_abs(),
        )
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use ::chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, TimeZone, Timelike};

    use crate::rules::Moment;

    dates! {
        [] NaiveDate: |date| day(date);
        [] NaiveDateTime: |date| local(date);
        [Tz: TimeZone] DateTime<Tz>: |date| {
            local(&date.naive_local()).map(|moment| moment.ahead(date.offset().fix().local_minus_utc()))
        };
    }

    fn day(date: &impl Datelike) -> Option<Moment> {
        Moment::day(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
    }

    fn local(date: &NaiveDateTime) -> Option<Moment> {
        let part = |part: u32| u8::try_from(part).ok();
        // `chrono` counts a leap second in the nanoseconds. Here it is the last moment before the minute.
        let nanosecond = date.nanosecond().min(999_999_999);
        day(date)?.at(part(date.hour())?, part(date.minute())?, part(date.second())?, nanosecond)
    }
}

#[cfg(feature = "time")]
mod time {
    use ::time::{Date, OffsetDateTime, PrimitiveDateTime};

    use crate::rules::Moment;

    dates! {
        [] Date: |date| day(*date);
        [] PrimitiveDateTime: |date| local(*date);
        [] OffsetDateTime: |date| {
            let moment = local(PrimitiveDateTime::new(date.date(), date.time()));
            moment.map(|moment| moment.ahead(date.offset().whole_seconds()))
        };
    }

    fn day(date: Date) -> Option<Moment> {
        Moment::day(date.year(), date.month().into(), date.day())
    }

    fn local(date: PrimitiveDateTime) -> Option<Moment> {
        day(date.date())?.at(date.hour(), date.minute(), date.second(), date.nanosecond())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Other, Subject, rules, rules::Rule};

    /// A date, the day before, and the same point in time in text.
    fn compares<T>(date: &T, earlier: &T, text: &'static str)
    where
        T: Subject<Value = T> + rules::Temporal + rules::Compare<&'static str> + rules::CompareField<T>,
    {
        assert_eq!(date.moment().unwrap().compare(rules::Temporal::moment(text).unwrap()), core::cmp::Ordering::Equal);
        assert!(rules::date_equals(text).check(date) && rules::after(Other(earlier)).check(date));
        assert!(!rules::after(Other(date)).check(earlier) && rules::weekday().check(date));
        assert!(rules::gt(Other(earlier)).check(date) && rules::gte(text).check(date) && !rules::lt(text).check(date));
        assert!(rules::range().min("2000-01-01").max("2030-01-01").check(date));
        assert_eq!(T::KIND, crate::Kind::Date);
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn dates_of_jiff() {
        use ::jiff::{Timestamp, civil, tz};
        let (date, earlier) = (civil::date(2024, 2, 29), civil::date(2024, 2, 28));
        compares(&date, &earlier, "2024-02-29");
        compares(&date.at(12, 30, 15, 5), &earlier.at(12, 0, 0, 0), "2024-02-29T12:30:15.000000005");
        let stamp = |text: &str| text.parse::<Timestamp>().unwrap();
        compares(&stamp("2024-02-29T12:30:15Z"), &stamp("2024-02-28T12:30:15Z"), "2024-02-29T12:30:15Z");
        let zone = tz::TimeZone::fixed(tz::offset(2));
        let zoned = |text| stamp(text).to_zoned(zone.clone());
        compares(&zoned("2024-02-29T12:30:15Z"), &zoned("2024-02-28T12:30:15Z"), "2024-02-29T14:30:15+02:00");
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn dates_of_chrono() {
        use ::chrono::{FixedOffset, NaiveDate, TimeZone};
        let date = |day| NaiveDate::from_ymd_opt(2024, 2, day).unwrap();
        compares(&date(29), &date(28), "2024-02-29");
        let local = |day| date(day).and_hms_nano_opt(12, 30, 15, 5).unwrap();
        compares(&local(29), &local(28), "2024-02-29T12:30:15.000000005");
        let zoned = |day| FixedOffset::east_opt(7200).unwrap().from_local_datetime(&local(day)).unwrap();
        compares(&zoned(29), &zoned(28), "2024-02-29T12:30:15.000000005+02:00");
    }

    #[cfg(feature = "time")]
    #[test]
    fn dates_of_time() {
        use ::time::{Date, Month, UtcOffset};
        let date = |day| Date::from_calendar_date(2024, Month::February, day).unwrap();
        compares(&date(29), &date(28), "2024-02-29");
        let local = |day| date(day).with_hms_nano(12, 30, 15, 5).unwrap();
        compares(&local(29), &local(28), "2024-02-29T12:30:15.000000005");
        let zoned = |day| local(day).assume_offset(UtcOffset::from_hms(2, 0, 0).unwrap());
        compares(&zoned(29), &zoned(28), "2024-02-29T12:30:15.000000005+02:00");
    }
}
