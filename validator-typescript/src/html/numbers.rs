//! The bounds and the step of a number.

use serde_json::Value;
use unprocessable::declaration::{DeclaredRule, Shape};

use super::attributes::Attributes;
use super::control::{keywords, require};
use super::find::Spot;

/// Numbers up to here are exact in a browser.
const EXACT: u128 = 1 << 53;

/// A number in the decimal system.
#[derive(Clone, Debug)]
struct Number {
    /// As the attribute has it.
    text: String,
    value: f64,
    /// All digits, and how many of them stand behind the point. `None` if there are too many.
    exact: Option<(i128, u32)>,
}

impl Number {
    fn read(text: String) -> Option<Self> {
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let exact = format!("{whole}{fraction}").parse().ok().zip(u32::try_from(fraction.len()).ok());
        Some(Self { text, value, exact })
    }

    fn whole(number: i128) -> Self {
        Self { text: number.to_string(), value: number as f64, exact: Some((number, 0)) }
    }

    fn of(json: &Value) -> Option<Self> {
        json.as_number().and_then(|number| Self::read(number.to_string()))
    }

    /// The next whole number in a direction, if this is one.
    fn beside(&self, step: i128) -> Option<Self> {
        let (number, places) = self.exact?;
        (places == 0).then(|| number.checked_add(step)).flatten().map(Self::whole)
    }

    /// The least multiple of the step that is not less.
    fn up_to(&self, step: &Self) -> Option<Self> {
        let ((number, places), (step, step_places)) = (self.exact?, step.exact?);
        let most = places.max(step_places);
        let scaled = |number: i128, places: u32| number.checked_mul(10_i128.checked_pow(most - places)?);
        let (number, step) = (scaled(number, places)?, scaled(step, step_places)?);
        let over = number.checked_rem_euclid(step)?;
        let number = if over == 0 { number } else { number.checked_add(step.checked_sub(over)?)? };
        Self::read(written(number, most))
    }
}

/// 1990 with two places is `19.9`.
fn written(number: i128, places: u32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places as usize);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[derive(Default)]
struct Bounds {
    min: Option<Number>,
    max: Option<Number>,
    step: Option<Number>,
}

impl Bounds {
    fn at_least(&mut self, bound: Number) {
        if self.min.as_ref().is_none_or(|known| known.value < bound.value) {
            self.min = Some(bound);
        }
    }

    fn at_most(&mut self, bound: Number) {
        if self.max.as_ref().is_none_or(|known| known.value > bound.value) {
            self.max = Some(bound);
        }
    }

    fn add(&mut self, rule: &DeclaredRule, shape: Shape) {
        let is_whole = matches!(shape, Shape::Integer { .. });
        let is_single = matches!(shape, Shape::Single);
        let keywords = keywords(rule);
        let number = |keyword: &str| keywords.get(keyword).and_then(Number::of);
        let one = number("const")
            .into_iter()
            .chain(keywords.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Number::of));
        let ones: Vec<Number> = one.collect();
        let least = ones.iter().min_by(|a, b| a.value.total_cmp(&b.value)).cloned();
        let most = ones.into_iter().max_by(|a, b| a.value.total_cmp(&b.value));

        let above = number("exclusiveMinimum").map(|bound| bound.beside(1).filter(|_| is_whole).unwrap_or(bound));
        let below = number("exclusiveMaximum").map(|bound| bound.beside(-1).filter(|_| is_whole).unwrap_or(bound));
        for bound in [number("minimum"), above, least].into_iter().flatten() {
            self.at_least(if is_single { single(bound, f64::min) } else { bound });
        }
        for bound in [number("maximum"), below, most].into_iter().flatten() {
            self.at_most(if is_single { single(bound, f64::max) } else { bound });
        }
        let step = number("multipleOf")
            .filter(|step| step.value > 0.0 && matches!(shape, Shape::Integer { .. } | Shape::Number));
        if let Some(step) = step.filter(|step| self.step.as_ref().is_none_or(|known| known.value < step.value)) {
            self.step = Some(step);
        }
    }
}

/// A bound for numbers of 32 bits. A client may write the one that is read as the bound with the digits of 64 bits.
fn single(bound: Number, choose: fn(f64, f64) -> f64) -> Number {
    let rounded = f64::from(bound.value as f32);
    if !rounded.is_finite() || choose(bound.value, rounded) == bound.value {
        return bound;
    }
    Number::read(rounded.to_string()).unwrap_or(bound)
}

pub(super) fn number(spot: &Spot, rules: &[DeclaredRule], attributes: &mut Attributes) {
    let mut bounds = Bounds::default();
    for rule in rules {
        bounds.add(rule, spot.shape);
    }
    if let Shape::Integer { min, max } = spot.shape {
        if min.unsigned_abs() <= EXACT {
            bounds.at_least(Number::whole(min));
        }
        if let Some(max) = i128::try_from(max).ok().filter(|max| max.unsigned_abs() <= EXACT) {
            bounds.at_most(Number::whole(max));
        }
        bounds.step.get_or_insert_with(|| Number::whole(1));
    }
    // Browsers count steps from `min`. Without one they count from the value in the page, which may be a mistake that
    // the form shows again.
    let start = bounds.min.as_ref().zip(bounds.step.as_ref()).and_then(|(min, step)| min.up_to(step));
    let is_stepped = start.is_some();
    bounds.min = start.or(bounds.min);
    let is_positive = bounds.min.as_ref().is_some_and(|min| min.value >= 0.0);

    attributes.push("type", "number");
    require(spot, rules, attributes);
    if let Some(min) = bounds.min {
        attributes.push("min", min.text);
    }
    if let Some(max) = bounds.max {
        attributes.push("max", max.text);
    }
    attributes.push("step", bounds.step.filter(|_| is_stepped).map_or("any".to_owned(), |step| step.text));
    // The keys of some telephones have no sign.
    if is_positive {
        attributes.push("inputmode", if matches!(spot.shape, Shape::Integer { .. }) { "numeric" } else { "decimal" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_multiples_of_the_step() {
        for (min, step, expected) in [
            ("3", "5", Some("5")),
            ("-3", "5", Some("0")),
            ("5", "5", Some("5")),
            ("-128", "5", Some("-125")),
            ("0.07", "0.05", Some("0.1")),
            ("-0.07", "0.05", Some("-0.05")),
            ("0", "0.05", Some("0")),
            ("1e300", "0.05", None),
            ("12345678901234567890123456789012345678", "0.05", None),
        ] {
            let read = |text: &str| Number::read(text.to_owned()).expect("a number");
            let up = read(min).up_to(&read(step));
            assert_eq!(up.map(|number| number.text).as_deref(), expected, "{min} {step}");
        }
    }
}
