//! Lower and upper bounds that rules give.

use serde_json::Value;

use super::ruled::{Ruled, measure};

/// Bounds of a number, or of what is counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub(super) least: Option<(f64, bool)>,
    pub(super) greatest: Option<(f64, bool)>,
}

impl Bounds {
    /// At least this, or more than it.
    pub(super) fn raise(&mut self, to: f64, exclusive: bool) {
        if self.least.is_none_or(|(least, open)| to > least || to == least && exclusive && !open) {
            self.least = Some((to, exclusive));
        }
    }

    /// At most this, or less than it.
    pub(super) fn lower(&mut self, to: f64, exclusive: bool) {
        if self.greatest.is_none_or(|(greatest, open)| to < greatest || to == greatest && exclusive && !open) {
            self.greatest = Some((to, exclusive));
        }
    }

    /// What the rules about sizes say of numbers, or of the count of characters and items.
    pub(super) fn of(rules: &[Ruled], scope: &Value, is_count: bool) -> Self {
        let mut bounds = Self::default();
        for rule in rules.iter().filter(|rule| rule.applies(scope)) {
            let argument = |name: &str| rule.value(name, scope).as_ref().and_then(measure_argument);
            let (min, max, value) = (argument("min"), argument("max"), argument("value"));
            match rule.name {
                "min" | "between" | "range" => {
                    min.into_iter().for_each(|to| bounds.raise(to, false));
                    if rule.name != "min" {
                        max.into_iter().for_each(|to| bounds.lower(to, false));
                    }
                    argument("exclusive_min").into_iter().for_each(|to| bounds.raise(to, true));
                    argument("exclusive_max").into_iter().for_each(|to| bounds.lower(to, true));
                }
                "max" => max.into_iter().for_each(|to| bounds.lower(to, false)),
                "size" => argument("size").into_iter().for_each(|to| {
                    bounds.raise(to, false);
                    bounds.lower(to, false);
                }),
                "length" if is_count => {
                    min.into_iter().for_each(|to| bounds.raise(to, false));
                    max.into_iter().for_each(|to| bounds.lower(to, false));
                }
                "gt" => value.into_iter().for_each(|to| bounds.raise(to, true)),
                "gte" => value.into_iter().for_each(|to| bounds.raise(to, false)),
                "lt" => value.into_iter().for_each(|to| bounds.lower(to, true)),
                "lte" => value.into_iter().for_each(|to| bounds.lower(to, false)),
                "positive" if !is_count => bounds.raise(0.0, true),
                "negative" if !is_count => bounds.lower(0.0, true),
                "latitude" if !is_count => {
                    bounds.raise(-90.0, false);
                    bounds.lower(90.0, false);
                }
                "longitude" if !is_count => {
                    bounds.raise(-180.0, false);
                    bounds.lower(180.0, false);
                }
                "password" if is_count => min.into_iter().for_each(|to| bounds.raise(to, false)),
                "required" | "filled" if is_count => bounds.raise(1.0, false),
                _ => {}
            }
        }
        bounds
    }

    /// Whole numbers within the bounds, and within those of a type.
    pub(super) fn whole(self, least: i128, greatest: i128) -> (i128, i128) {
        let lower = self.least.map_or(least, |(to, open)| {
            let whole = to.ceil();
            whole as i128 + i128::from(open && whole == to)
        });
        let upper = self.greatest.map_or(greatest, |(to, open)| {
            let whole = to.floor();
            whole as i128 - i128::from(open && whole == to)
        });
        (lower.max(least), upper.min(greatest))
    }

    /// Counts within the bounds. Without an upper one there are a few more than needed.
    pub(super) fn counts(self, more: usize) -> (usize, usize) {
        let least = self.whole(0, i128::from(u32::MAX)).0.max(0) as usize;
        let greatest = match self.greatest {
            Some(_) => self.whole(0, i128::from(u32::MAX)).1.max(0) as usize,
            None => least + more,
        };
        (least, greatest)
    }
}

/// A number as it is, and of another field what rules measure of it.
fn measure_argument(value: &Value) -> Option<f64> {
    measure(value)
}
