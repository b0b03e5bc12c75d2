//! Schemas of OpenAPI 3.0 before a validator.

use serde_json::{Map, Value, json};

/// A schema of 3.0 in the words of draft 4: `null` is among the types where it is `nullable`.
pub(crate) fn in_draft_4(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let mut members: Map<String, Value> =
                members.iter().map(|(name, value)| (name.clone(), in_draft_4(value))).collect();
            // A property may have this name.
            if members.get("nullable").is_some_and(Value::is_boolean) {
                let is_nullable = members.remove("nullable") == Some(json!(true));
                if let Some(name) = members.get("type").filter(|_| is_nullable).cloned() {
                    members.insert("type".into(), json!([name, "null"]));
                }
            }
            members.into()
        }
        Value::Array(items) => items.iter().map(in_draft_4).collect(),
        other => other.clone(),
    }
}
