//! Definitions inside of schemas, which 3.0 knows only among the components.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use serde_json::{Map, Value};

use super::{document, escape, reference};
use crate::openapi::decoded;

/// Moves the `$defs` of all schemas to the components, and lets references follow.
pub(super) fn hoist(document: &mut Value) {
    let mut components =
        document.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    let names: Vec<String> = components.keys().cloned().collect();
    // The components go first, because others may refer to their definitions by a whole pointer.
    let mut moved = Vec::new();
    for name in names {
        let Some(mut schema) = components.get_mut(&name).map(Value::take) else { continue };
        follow(&mut schema, &[("#".into(), reference(&name))]);
        for (definition, target) in take_definitions(&mut schema, &mut components) {
            for keyword in KEYWORDS {
                moved.push((format!("{}/{keyword}/{}", reference(&name), escape(&definition)), target.clone()));
            }
        }
        components.insert(name, schema);
    }
    document::schemas(document, &mut |schema| {
        take_definitions(schema, &mut components);
    });
    if components.is_empty() {
        return;
    }
    if let Value::Object(members) = document {
        let all = members.entry("components").or_insert_with(|| Map::new().into());
        if let Value::Object(all) = all {
            all.insert("schemas".into(), components.into());
        }
    }
    if !moved.is_empty() {
        document::schemas(document, &mut |schema| follow(schema, &moved));
    }
}

const KEYWORDS: [&str; 2] = ["$defs", "definitions"];

/// The definitions of one schema go to the components. Gives their names and their new references.
fn take_definitions(schema: &mut Value, components: &mut Map<String, Value>) -> Vec<(String, String)> {
    let Value::Object(members) = schema else { return Vec::new() };
    let mut definitions = Vec::new();
    for keyword in KEYWORDS {
        if let Some(Value::Object(found)) = members.remove(keyword) {
            definitions.extend(found.into_iter().map(|(name, schema)| (keyword, name, schema)));
        }
    }
    let plain: Vec<_> = definitions
        .iter()
        .map(|(keyword, name, _)| (format!("#/{keyword}/{}", escape(name)), reference(name)))
        .collect();
    let mut taken = Vec::new();
    let mut moved = Vec::new();
    for (keyword, name, schema) in &definitions {
        // Two schemas may define the same, which is known once the references look alike.
        let mut schema = schema.clone();
        follow(&mut schema, &plain);
        let free = free_name(name, &schema, components);
        // The place is taken, so that the next one of this name gets another. The schema follows.
        components.entry(free.clone()).or_insert(schema);
        moved.push((format!("#/{keyword}/{}", escape(name)), reference(&free)));
        taken.push((name.clone(), free));
    }
    follow(schema, &moved);
    for ((_, free), (_, _, mut definition)) in taken.iter().zip(definitions) {
        follow(&mut definition, &moved);
        components.insert(free.clone(), definition);
    }
    taken.into_iter().map(|(name, free)| (name, reference(&free))).collect()
}

/// The name of a definition, with a number behind it if another schema has that name.
fn free_name(name: &str, schema: &Value, components: &Map<String, Value>) -> String {
    let is_free = |name: &str| components.get(name).is_none_or(|known| known == schema);
    if is_free(name) {
        return name.to_string();
    }
    (2..).map(|number: u32| format!("{name}{number}")).find(|name| is_free(name)).unwrap_or_default()
}

/// References to what has moved lead to its new place.
pub(in crate::openapi) fn follow(value: &mut Value, moved: &[(String, String)]) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "$ref" => {
                        let target = decoded(text);
                        if let Some((_, target)) = moved.iter().find(|(from, _)| *from == target) {
                            *text = target.clone();
                        }
                    }
                    value => follow(value, moved),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| follow(item, moved)),
        _ => {}
    }
}
