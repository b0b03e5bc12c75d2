//! What a second validator is given: schemas, and documents with what the first one says of them.

use std::path::Path;

use serde_json::{Value, json};

use crate::documents::validator;

/// Writes a file to the folder that `JSON_SCHEMA_DOCUMENTS` names, if there is one.
pub fn write(name: &str, schemas: Vec<(&str, Value, Vec<Value>)>) {
    let Some(folder) = std::env::var_os("JSON_SCHEMA_DOCUMENTS") else { return };
    let common = schemas.into_iter().filter(|(_, schema, _)| is_common(schema));
    let written: Vec<Value> = common
        .map(|(name, schema, documents)| {
            let validator = validator(&schema);
            let documents = documents.into_iter().filter(has_plain_numbers).take(150);
            let documents: Vec<(Value, bool)> = documents
                .map(|document| {
                    let verdict = validator.is_valid(&document);
                    (document, verdict)
                })
                .collect();
            json!({ "name": name, "schema": schema, "documents": documents })
        })
        .collect();
    std::fs::write(Path::new(&folder).join(format!("{name}.json")), json!(written).to_string()).unwrap();
}

/// Whether two validators mean the same by all keywords.
fn is_common(schema: &Value) -> bool {
    match schema {
        Value::Object(keywords) => keywords.iter().all(|(keyword, value)| match &**keyword {
            "format" => ["ipv4", "ipv6"].iter().any(|format| value == format),
            "multipleOf" => value.is_u64(),
            _ => is_common(value),
        }),
        Value::Array(items) => items.iter().all(is_common),
        _ => true,
    }
}

fn has_plain_numbers(document: &Value) -> bool {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53

    match document {
        Value::Number(number) => number.as_f64().is_some_and(|number| number.abs() <= EXACT),
        Value::Object(entries) => entries.values().all(has_plain_numbers),
        Value::Array(items) => items.iter().all(has_plain_numbers),
        _ => true,
    }
}
