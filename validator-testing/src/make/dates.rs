//! Days and times.

use serde_json::Value;

use super::calendar::{self, Moment};
use super::draw::Draw;
use super::ruled::{Operand, Ruled};

/// How a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Date,
    Month,
    Time,
    /// With an offset.
    DateTime,
}

/// The rules that look at dates.
pub(super) const RULES: [&str; 9] =
    ["before", "before_or_equal", "after", "after_or_equal", "date_equals", "past", "future", "weekday", "weekend"];

/// A moment that the rules accept, as text. `None` if there is none.
pub(super) fn text(form: Written, rules: &[Ruled], scope: &Value, draw: &mut Draw<'_>) -> Option<String> {
    let moment = moment(rules, scope, draw)?;
    let of_form = ["date", "month", "time", "datetime"];
    let format = rules
        .iter()
        .filter(|rule| of_form.contains(&rule.name))
        .find_map(|rule| rule.rule.given().find(|(name, _)| *name == "format").map(|(_, format)| format.to_string()));
    if let Some(format) = format {
        return moment.written(&format);
    }
    let is_local = rules.iter().any(|rule| rule.name == "datetime" && rule.has("local"));
    Some(match form {
        Written::Date => moment.date(),
        Written::Month => moment.date()[..7].to_owned(),
        Written::Time => moment.time(),
        Written::DateTime if !is_local => format!("{}T{}Z", moment.date(), moment.time()),
        Written::DateTime => format!("{}T{}", moment.date(), moment.time()),
    })
}

fn moment(rules: &[Ruled], scope: &Value, draw: &mut Draw<'_>) -> Option<Moment> {
    let (first, last) = (calendar::number(1900, 1, 1), calendar::number(2199, 12, 31));
    let (mut least, mut greatest) = (calendar::number(1, 1, 2), calendar::number(9999, 12, 30));
    let today = calendar::today();
    let (mut weekend, mut bounded) = (None, false);
    for rule in rules.iter().filter(|rule| rule.applies(scope)) {
        let argument = |name: &str| match rule.operand(name)? {
            Operand::Field(_) => rule.value(name, scope).as_ref().and_then(Value::as_str).and_then(calendar::read),
            Operand::Value(value) => value.as_str().and_then(|text| day_of(text, today)),
        };
        // Years and months are as long as they can be at most, so the moment is on the right side.
        let count = rule.integer("count").unwrap_or(0);
        let unit = rule.value("unit", scope).map_or(String::new(), |unit| super::ruled::plain(&unit));
        let [shortest, longest] = match unit.trim_end_matches('s') {
            "year" => [365, 366],
            "month" => [28, 31],
            "week" => [7, 7],
            "hour" | "minute" | "second" => [0, 1],
            _ => [1, 1],
        };
        let date = argument("date");
        let is_ago = rule.has("ago");
        let shifted = |up: bool| {
            date.or((is_ago || count != 0).then_some(today)).map(|date| {
                let (near, far) = (date + count.abs() * shortest, date + count.abs() * longest);
                let (near_ago, far_ago) = (date - count.abs() * shortest, date - count.abs() * longest);
                match (is_ago || count < 0, up) {
                    (false, true) => far,
                    (false, false) => near,
                    (true, true) => near_ago,
                    (true, false) => far_ago,
                }
            })
        };
        let raise = |least: &mut i64, to: Option<i64>| {
            if let Some(to) = to {
                *least = (*least).max(to);
            }
        };
        let lower = |greatest: &mut i64, to: Option<i64>| {
            if let Some(to) = to {
                *greatest = (*greatest).min(to);
            }
        };
        match rule.name {
            "after" => raise(&mut least, shifted(true).map(|day| day + 1)),
            "after_or_equal" => raise(&mut least, shifted(true)),
            "before" => lower(&mut greatest, shifted(false).map(|day| day - 1)),
            "before_or_equal" => lower(&mut greatest, shifted(false)),
            "date_equals" => {
                raise(&mut least, shifted(true));
                lower(&mut greatest, shifted(false));
            }
            "past" => lower(&mut greatest, Some(today - 1)),
            "future" => raise(&mut least, Some(today + 2)),
            "gt" => raise(&mut least, argument("value").map(|day| day + 1)),
            "gte" => raise(&mut least, argument("value")),
            "lt" => lower(&mut greatest, argument("value").map(|day| day - 1)),
            "lte" => lower(&mut greatest, argument("value")),
            "min" | "max" | "between" | "range" => {
                raise(&mut least, argument("min"));
                lower(&mut greatest, argument("max"));
                raise(&mut least, argument("exclusive_min").map(|day| day + 1));
                lower(&mut greatest, argument("exclusive_max").map(|day| day - 1));
            }
            "weekday" => weekend = Some(false),
            "weekend" => weekend = Some(true),
            _ => continue,
        }
        bounded = true;
    }
    // Without need no year of which two digits could be another.
    if !bounded || least < first && greatest >= first {
        least = least.max(first);
    }
    if !bounded || greatest > last && least <= last {
        greatest = greatest.min(last);
    }
    if rules.iter().any(|rule| matches!(rule.name, "date" | "month" | "datetime") && rule.rule.given().next().is_some())
    {
        // Two digits of a year are of 1969 to 2068.
        let (from, to) = (calendar::number(1970, 1, 1), calendar::number(2067, 12, 31));
        if least <= to && greatest >= from {
            (least, greatest) = (least.max(from), greatest.min(to));
        }
    }
    if least > greatest {
        return None;
    }
    // The simplest day is the first one after a bound, or the last one before it.
    let near = if least >= first { least } else { greatest };
    let room = (greatest - least).unsigned_abs();
    let away = match draw.below(3) {
        0 => draw.below(room.min(30) + 1),
        1 => draw.below(room.min(3650) + 1),
        _ => draw.below(room + 1),
    } as i64;
    let day = if near == least { least + away } else { greatest - away };
    let fits = |day: &i64| {
        let of_week = Moment { day: *day, second: 0 }.weekday();
        weekend.is_none_or(|weekend| (of_week >= 5) == weekend) && (least..=greatest).contains(day)
    };
    let day = (0..7).flat_map(|off| [day + off, day - off]).find(fits)?;
    let second = draw.below(24) as i64 * 3600 + draw.below(60) as i64 * 60;
    Some(Moment { day, second })
}

/// A day as an argument has it: a date, or a word for the time at which a request is checked.
fn day_of(text: &str, today: i64) -> Option<i64> {
    match text {
        "today" | "now" => Some(today),
        text => calendar::read(text),
    }
}
