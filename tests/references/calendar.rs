//! Dates and their formats, beside `jiff`.

use proptest::prelude::*;
use unprocessable_core::rules::{self, Rule as _};

const FORMATS: [&str; 12] = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%-d.%-m.%y",
    "%e %B %Y",
    "%a, %d %b %Y",
    "%A %D",
    "%Y%j",
    "%G-W%V-%u",
    "%F %T",
    "%Y-%m-%dT%H:%M:%S%.f%:z",
    "%d.%m.%Y %I:%M %p%z",
    "%w %Y-%m-%d %k:%M:%S.%9f",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// What a date is printed as, the same format reads.
    #[test]
    fn what_jiff_prints_is_read(
        seconds in -60_000_000_000_i64..250_000_000_000, nanosecond in 0..1_000_000_000_i32, offset in -1439..1440_i32, at in 0..FORMATS.len()
    ) {
        let offset = jiff::tz::Offset::from_seconds(offset * 60).unwrap();
        let zoned = jiff::Timestamp::new(seconds, nanosecond).unwrap().to_zoned(jiff::tz::TimeZone::fixed(offset));
        let (format, text) = (FORMATS[at], format!("{}", zoned.strftime(FORMATS[at])));
        // A year in two digits is not the year that it was.
        if !format.contains(['y', 'D']) || (1969..2069).contains(&zoned.year()) {
            prop_assert!(rules::date().format(format).check(&text), "{} {:?}", format, text);
        }
    }

    /// What is read is a date in the format to others, too.
    #[test]
    fn what_is_read_is_read_by_jiff(at in 0..FORMATS.len(), text in "[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9.]{5,8}|20[0-9]{5}|20[0-9]{2}-W[0-5][0-9]-[0-9]|20[0-9]{2}-[01][0-9]-[0-3][0-9]( [0-2][0-9]:[0-6][0-9]:[0-6][0-9])?") {
        if rules::date().format(FORMATS[at]).check(&text) {
            let read = jiff::fmt::strtime::parse(FORMATS[at], &text).and_then(|read| read.to_date());
            prop_assert!(read.is_ok(), "{} {:?}", FORMATS[at], text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn days_agree_with_jiff(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]") {
        prop_assert_eq!(rules::date().check(&text), text.parse::<jiff::civil::Date>().is_ok(), "{:?}", text);
    }

    #[test]
    fn points_in_time_agree_with_jiff(
        text in "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])"
    ) {
        prop_assert_eq!(rules::datetime().check(&text), text.parse::<jiff::Timestamp>().is_ok(), "{:?}", text);
    }
}
