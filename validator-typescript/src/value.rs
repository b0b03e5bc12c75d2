//! Values of JSON as text that is the same whatever features `serde_json` has.

use serde_json::{Map, Value};

use crate::print::{Code, all, group, indent, join, numbers, text};

/// A value on one line, with the members of objects sorted by name: whether they are depends on a feature of `serde_json`,
/// which any crate of a program can switch on.
pub(crate) fn line(value: &Value) -> String {
    let joined = |parts: Vec<String>| parts.join(",");
    match value {
        Value::Object(members) => {
            let members = sorted(members);
            let written = members.into_iter().map(|(name, value)| format!("{}:{}", Value::from(name), line(value)));
            format!("{{{}}}", joined(written.collect()))
        }
        Value::Array(items) => format!("[{}]", joined(items.iter().map(line).collect())),
        value => value.to_string(),
    }
}

fn sorted(members: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let mut members: Vec<_> = members.iter().map(|(name, value)| (name.as_str(), value)).collect();
    members.sort_by_key(|(name, _)| *name);
    members
}

/// The text of a value as prettier would write it, objects broken and lists where they must be.
pub(crate) fn code(value: &Value) -> Code {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let members = sorted(members).into_iter();
            let members =
                members.map(|(name, value)| all([text(Value::from(name).to_string()), text(": "), code(value)]));
            let members = join(members, &all([text(","), Code::Break]));
            all([text("{"), indent(all([Code::Break, members])), Code::Break, text("}")])
        }
        Value::Array(items) if items.len() > 1 && items.iter().all(Value::is_number) => {
            numbers(items.iter().map(Value::to_string).collect(), "")
        }
        Value::Array(items) if !items.is_empty() => {
            let is_long = |item: &Value| item.as_array().is_some_and(|items| items.len() > 1);
            let line = if items.len() > 1 && items.iter().all(is_long) { Code::Break } else { Code::Line("") };
            let between = if matches!(line, Code::Break) { Code::Break } else { Code::Line(" ") };
            let codes = join(items.iter().map(code), &all([text(","), between]));
            group(all([text("["), indent(all([line.clone(), codes])), line, text("]")]))
        }
        value => text(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_sorted_whatever_serde_json_does() {
        let value = json!({ "b": [1, { "d": "x\"", "c": null }], "a": 1.5 });
        assert_eq!(line(&value), r#"{"a":1.5,"b":[1,{"c":null,"d":"x\""}]}"#);
    }
}
