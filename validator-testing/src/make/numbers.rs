//! Numbers.

use serde_json::{Number, Value};

use super::bounds::Bounds;
use super::draw::Draw;
use super::ruled::Ruled;

/// What stands for numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Numeric {
    Integer {
        min: i128,
        max: i128,
    },
    /// With a point.
    Float,
    /// Text, as decimals are written.
    Decimal,
}

/// A number. `None` if no number keeps the bounds.
pub(super) fn number(of: Numeric, rules: &[Ruled], scope: &Value, draw: &mut Draw<'_>) -> Option<Value> {
    for rule in rules.iter().filter(|rule| rule.applies(scope)) {
        let choices = match rule.name {
            "one_of" => rule.values("choices", scope),
            "in_list" => rule.values("other", scope),
            "same" | "confirmed" => rule.value("other", scope).into_iter().collect(),
            "accepted" | "accepted_if" => vec![Value::from(1)],
            "declined" | "declined_if" => vec![Value::from(0)],
            _ => continue,
        };
        if !choices.is_empty() {
            return Some(draw.pick(&choices).clone());
        }
    }
    let mut bounds = Bounds::of(rules, scope, false);
    for rule in rules.iter().filter(|rule| rule.applies(scope)) {
        let power = |digits: i64| 10_f64.powi(digits.clamp(0, 30) as i32);
        let (least, greatest) = match rule.name {
            "digits" => (rule.integer("count"), rule.integer("count")),
            "digits_between" | "min_digits" | "max_digits" => (rule.integer("min"), rule.integer("max")),
            _ => continue,
        };
        bounds.raise(0.0, false);
        least.filter(|least| *least > 1).into_iter().for_each(|least| bounds.raise(power(least - 1), false));
        greatest.into_iter().for_each(|greatest| bounds.lower(power(greatest) - 1.0, false));
    }
    let is_wanted = |name: &str| rules.iter().any(|rule| rule.name == name && rule.applies(scope));
    let is_whole = ["digits", "digits_between", "min_digits", "max_digits"].into_iter().any(is_wanted);
    let steps: Vec<String> = rules
        .iter()
        .filter(|rule| rule.name == "multiple_of" && rule.applies(scope))
        .filter_map(|rule| rule.value("step", scope))
        .map(|step| super::ruled::plain(&step))
        .collect();
    if let Some((step, places)) = steps.first().and_then(|step| decimal(step)) {
        return multiple(of, step, places, bounds, draw);
    }
    match of {
        Numeric::Integer { min, max } => {
            let (least, greatest) = bounds.whole(min, max);
            (least <= greatest).then(|| whole(draw.between(least, greatest)))
        }
        Numeric::Float | Numeric::Decimal => {
            let places = rules.iter().find(|rule| rule.name == "decimal");
            let places = places.map(|rule| {
                let least = rule.integer("min").unwrap_or(0);
                let greatest = rule.integer("max").unwrap_or(least.max(2));
                draw.between(least.into(), greatest.into()) as u32
            });
            let places = if is_whole { Some(0) } else { places };
            let many = if matches!(of, Numeric::Decimal) { 10 } else { 12 };
            let tried: Vec<u32> = match places {
                Some(places) => vec![places],
                None => vec![2, 0, 4, many],
            };
            tried.into_iter().find_map(|tried| fraction(of, tried, places.is_some(), bounds, draw))
        }
    }
}

/// A number with so many digits after the point.
fn fraction(of: Numeric, places: u32, exact: bool, bounds: Bounds, draw: &mut Draw<'_>) -> Option<Value> {
    let scale = 10_f64.powi(places as i32);
    let scaled = Bounds {
        least: bounds.least.map(|(to, open)| (to * scale, open)),
        greatest: bounds.greatest.map(|(to, open)| (to * scale, open)),
    };
    let most = 1_000_000_000_000_000;
    let (least, greatest) = scaled.whole(-most, most);
    if least > greatest {
        return None;
    }
    for _ in 0..8 {
        let mut digits = draw.between(least, greatest);
        // JSON has no zeros at the end.
        if exact && places > 0 && digits % 10 == 0 {
            digits = if digits < greatest { digits + 1 } else { digits - 1 };
        }
        if let Some(value) = written(of, digits, places) {
            return Some(value);
        }
    }
    None
}

fn multiple(of: Numeric, step: i128, places: u32, bounds: Bounds, draw: &mut Draw<'_>) -> Option<Value> {
    let (step, places) = match of {
        // Whole multiples of a fraction are the multiples of its digits.
        Numeric::Integer { .. } if places > 0 => {
            let one = 10_i128.pow(places);
            (step / gcd(step, one), 0)
        }
        _ => (step, places),
    };
    if step == 0 {
        return None;
    }
    let worth = step as f64 / 10_f64.powi(places as i32);
    let scaled = Bounds {
        least: bounds.least.map(|(to, open)| (to / worth, open)),
        greatest: bounds.greatest.map(|(to, open)| (to / worth, open)),
    };
    let (min, max) = match of {
        Numeric::Integer { min, max } => (min / step, max / step),
        _ => (-1_000_000_000, 1_000_000_000),
    };
    let (least, greatest) = scaled.whole(min, max);
    (least <= greatest).then(|| draw.between(least, greatest)).and_then(|times| written(of, times * step, places))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs().max(1) } else { gcd(b, a % b) }
}

/// The digits of a number, and how many of them stand behind the point.
fn decimal(text: &str) -> Option<(i128, u32)> {
    let (before, behind) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{before}{behind}").parse().ok()?;
    Some((digits, behind.len() as u32))
}

fn whole(number: i128) -> Value {
    match (u64::try_from(number), i64::try_from(number)) {
        (Ok(number), _) => Value::from(number),
        (_, Ok(number)) => Value::from(number),
        _ => Value::Null,
    }
}

/// The number with a point before its last digits.
fn written(of: Numeric, digits: i128, places: u32) -> Option<Value> {
    let one = 10_u128.checked_pow(places)?;
    let (sign, size) = (if digits < 0 { "-" } else { "" }, digits.unsigned_abs());
    let text = match places {
        0 => format!("{sign}{size}"),
        _ => format!("{sign}{}.{:0width$}", size / one, size % one, width = places as usize),
    };
    match of {
        Numeric::Integer { .. } => Some(whole(digits)),
        Numeric::Float => Number::from_f64(text.parse().ok()?).map(Value::Number),
        Numeric::Decimal => Some(Value::String(text)),
    }
}
