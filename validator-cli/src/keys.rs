//! Keys of errors, such as `items.0.price`, and the fields of a set that they belong to, such as `items.*.price`.

use std::collections::HashMap;

pub(crate) use unprocessable_core::key_segments as segments;
use unprocessable_ruleset::RuleSet;

/// The fields of a set by the segments of their keys.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    inside: HashMap<String, Keys>,
    any: Option<Box<Keys>>,
}

impl Keys {
    pub(crate) fn of(set: &RuleSet) -> Self {
        let mut root = Self::default();
        for field in set.fields().filter(|field| !field.at().is_empty()) {
            let mut place = &mut root;
            for segment in segments(field.at()) {
                place = if segment == "*" {
                    place.any.get_or_insert_default()
                } else {
                    place.inside.entry(segment.to_owned()).or_default()
                };
            }
        }
        root
    }

    /// The key with `*` in place of positions and of the keys of maps. What the set does not know stays as it is.
    pub(crate) fn field(&self, key: &str) -> String {
        let mut place = Some(self);
        let mut field = String::with_capacity(key.len());
        for segment in segments(key) {
            let (inside, any) = place.map_or((None, None), |place| (place.inside.get(segment), place.any.as_deref()));
            if !field.is_empty() {
                field.push('.');
            }
            field.push_str(if inside.is_none() && any.is_some() { "*" } else { segment });
            place = inside.or(any);
        }
        field
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_to_fields() {
        let set = "version = 1\n[fields]\n'items.*.price' = 'number'\n'a\\.b' = 'text'\nnames = { type = 'map' }";
        let set = RuleSet::from_toml(set).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let keys = Keys::of(&set);
        for (key, field) in [
            ("items.17.price", "items.*.price"),
            ("items", "items"),
            ("a\\.b", "a\\.b"),
            ("names.jane", "names.*"),
            ("other.0.x", "other.0.x"),
            ("", ""),
        ] {
            assert_eq!(keys.field(key), field);
        }
    }
}
