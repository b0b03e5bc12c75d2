//! Controls for the types of all forms that the tests of JSON Schema have.

use serde_json::Value;

use crate::values::{Chance, candidates, encoded};
use crate::{Control, conditions, enums, flat, normalized, plain};

/// A control for each value in each document that the types accept.
pub fn controls() -> Vec<Control> {
    let mut chance = Chance::new();
    let mut controls = Vec::new();
    let subjects =
        [plain::subjects(), conditions::subjects(), enums::subjects(), flat::subjects(), normalized::subjects()];
    for subject in subjects.into_iter().flatten() {
        let Some(of_key) = subject.of_key else { continue };
        for seed in &subject.seeds {
            let mut pairs = Vec::new();
            flatten(seed, String::new(), &mut pairs);
            let written = |changed: Option<(usize, &str)>| {
                let values = pairs.iter().enumerate().map(|(index, (key, value))| {
                    let value = changed.filter(|(at, _)| *at == index).map_or(&**value, |(_, value)| value);
                    format!("{}={}", encoded(key), encoded(value))
                });
                values.collect::<Vec<_>>().join("&")
            };
            // Some documents cannot be sent as a form: an empty list, or text that an untagged enum takes for a number.
            if pairs.iter().any(|(key, _)| key.is_empty()) || !(subject.refused)(written(None).as_bytes()).is_empty() {
                continue;
            }
            for (index, (key, value)) in pairs.iter().enumerate() {
                let (attributes, choices) = of_key(key).unwrap_or_else(|error| panic!("{}: {error}", subject.name));
                let name = format!("{} of {}", key, subject.name);
                let mut control = Control::new(name, attributes, &choices);
                let accepts = |value: &str| (subject.refused)(written(Some((index, value))).as_bytes()).is_empty();
                let kind = if control.attributes.get("type") == Some("number") { "f64" } else { "String" };
                let mut values = candidates(kind, Some(value), &control.attributes, &mut chance, &accepts);
                values.truncate(120);
                values.extend([value.clone(), String::new()]);
                values.extend(control.choices.iter().cloned());
                control.judge(values, accepts);
                controls.push(control);
            }
        }
    }
    controls
}

/// The names and values of a form that means the document.
fn flatten(value: &Value, key: String, into: &mut Vec<(String, String)>) {
    let inside = |name: &str| {
        let name = name.replace('\\', "\\\\").replace('.', "\\.");
        if key.is_empty() { name } else { format!("{key}.{name}") }
    };
    match value {
        Value::Null => {}
        Value::String(text) => into.push((key, text.clone())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(item, inside(&index.to_string()), into);
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                flatten(value, inside(name), into);
            }
        }
        other => into.push((key, other.to_string())),
    }
}
