//! Rules on dates in text.

use unprocessable_core::Other;
use unprocessable_core::rules::{self, DateBound, Rule, now, today};

use super::Known;
use crate::build::infer::Class::Text;
use crate::build::made::{Made, Maker};
use crate::build::operand::{Counted, Date};
use crate::build::position;
use crate::model::Seen;
use crate::raw::Arg;

macro_rules! calendar {
    ($name:ident) => {
        Known {
            name: stringify!($name),
            classes: &[Text],
            make: |maker| {
                let Some(format) = maker.words("format")? else { return Ok(maker.text(rules::$name())) };
                Ok(maker.text(rules::$name().try_format(format)?))
            },
        }
    };
}

macro_rules! compared {
    ($name:ident) => {
        Known {
            name: stringify!($name),
            classes: &[Text],
            make: |maker| {
                let field = match date(maker)? {
                    Bound::Date(date) => return Ok(maker.text(rules::$name(date))),
                    Bound::Field(field) => field,
                };
                let described = rules::$name(maker.mention(field));
                Ok(maker.around(&described, vec![field], move |seen, object| {
                    let (Seen::Text(text), other) = (seen, object.seen(field).text()) else { return true.into() };
                    rules::$name(Other(&other)).check(*text).into()
                }))
            },
        }
    };
}

macro_rules! plain {
    ($name:ident) => {
        Known { name: stringify!($name), classes: &[Text], make: |maker| Ok(maker.text(rules::$name())) }
    };
}

pub(super) const RULES: &[Known] = &[
    calendar!(date),
    calendar!(month),
    calendar!(time),
    Known { name: "datetime", classes: &[Text], make: datetime },
    compared!(before),
    compared!(before_or_equal),
    compared!(after),
    compared!(after_or_equal),
    compared!(date_equals),
    plain!(past),
    plain!(future),
    plain!(weekday),
    plain!(weekend),
];

fn datetime(maker: &mut Maker<'_>) -> Result<Made, String> {
    let local = maker.flag("local")?;
    match maker.words("format")? {
        Some(_) if local => Err("`local` and `format` exclude each other; keep one".into()),
        Some(format) => Ok(maker.text(rules::datetime().try_format(format)?)),
        None if local => Ok(maker.text(rules::datetime().local())),
        None => Ok(maker.text(rules::datetime())),
    }
}

enum Bound {
    Date(Date),
    Field(usize),
}

/// A date, another field, or a moment counted from the present: `today - 18 years`, or `today` with `count`, `unit` and
/// `ago`.
fn date(maker: &mut Maker<'_>) -> Result<Bound, String> {
    let is_ago = maker.flag("ago")?;
    let given = maker.arguments.take("date").ok_or("it needs a date")?;
    let text = match given {
        Arg::Field(field) => return position(&field, maker.beside).map(Bound::Field),
        Arg::Text(text) | Arg::Word(text) => text,
        _ => return Err("a date is text, such as `2030-12-31`, `today - 18 years`, or the name of a field".into()),
    };
    let (count, unit) = (maker.named_count("count")?, maker.arguments.named("unit"));
    match (count, unit) {
        (Some(count), Some(Arg::Text(unit) | Arg::Word(unit))) => {
            return counted(&text, is_ago, count, &unit).map(|date| Bound::Date(Date::Counted(date)));
        }
        (None, None) => {}
        _ => return Err("`count` and `unit` belong together".into()),
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        ["now"] => return Ok(Bound::Date(Date::Counted(Counted::Now(now())))),
        ["today"] => return Ok(Bound::Date(Date::Counted(Counted::Today(today())))),
        [base @ ("now" | "today"), sign @ ("+" | "-"), count, unit] => {
            let count = count.parse().map_err(|_| format!("`{count}` is no count of {unit}"))?;
            return counted(base, sign == "-", count, unit).map(|date| Bound::Date(Date::Counted(date)));
        }
        _ => {}
    }
    let date = Date::Text(text.clone());
    if DateBound::moment(&date).is_some() {
        return Ok(Bound::Date(date));
    }
    let known = position(&text, maker.beside);
    known.map(Bound::Field).map_err(|unknown| {
        let shown: String = text.chars().take(40).collect();
        format!("`{shown}` is no date such as `2030-12-31` or `today - 18 years`, and no field; {unknown}")
    })
}

fn counted(base: &str, is_ago: bool, count: usize, unit: &str) -> Result<Counted, String> {
    let count = u32::try_from(count).ok().filter(|count| *count <= 1_000_000).ok_or("the count is too large")?;
    macro_rules! shifted {
        ($base:expr, $variant:ident: $($unit:literal $plus:ident $minus:ident),+) => {
            match unit.trim_end_matches('s') {
                $($unit => Ok(Counted::$variant(if is_ago { $base.$minus(count) } else { $base.$plus(count) })),)+
                _ => Err(format!("`{base}` is not counted in `{unit}`")),
            }
        };
    }
    match base {
        "now" => shifted!(
            now(), FromNow: "year" plus_years minus_years, "month" plus_months minus_months, "day" plus_days minus_days,
            "hour" plus_hours minus_hours, "minute" plus_minutes minus_minutes
        ),
        "today" => shifted!(
            today(), FromToday: "year" plus_years minus_years, "month" plus_months minus_months, "day" plus_days minus_days
        ),
        _ => Err("only `now` and `today` have a `count`".into()),
    }
}
