//! Where schemas stand in a document, and what documents of 3.1 have beside them.

use alloc::string::String;

use serde_json::{Map, Value, json};

use crate::openapi::decoded;

/// Calls a function with each schema of a document. It sees the schemas as a whole, not those inside them.
pub(super) fn schemas(document: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(components) = document.get_mut("components") {
        each(components, "schemas", visit);
        each(components, "parameters", &mut |parameter| parameter_schemas(parameter, visit));
        each(components, "headers", &mut |header| parameter_schemas(header, visit));
        each(components, "requestBodies", &mut |body| content_schemas(body, visit));
        each(components, "responses", &mut |response| response_schemas(response, visit));
        each(components, "callbacks", &mut |callback| path_schemas(callback, visit));
    }
    if let Some(paths) = document.get_mut("paths") {
        path_schemas(paths, visit);
    }
}

/// Removes what 3.0 does not know, and adds what it asks for.
pub(super) fn leave_out_what_is_new(document: &mut Value) {
    let path_items = document.pointer("/components/pathItems").cloned();
    if let (Some(path_items), Some(Value::Object(paths))) = (path_items, document.get_mut("paths")) {
        // In 3.0 a path stands where it is used.
        for path in paths.values_mut() {
            let name = path.get("$ref").and_then(Value::as_str).map(decoded);
            let name = name.as_deref().and_then(|name| name.strip_prefix("#/components/pathItems"));
            if let Some(item) = name.and_then(|name| path_items.pointer(name)) {
                *path = item.clone();
            }
        }
    }
    for (pointer, new) in [
        ("", &["webhooks", "jsonSchemaDialect"][..]),
        ("/info", &["summary"]),
        ("/info/license", &["identifier"]),
        ("/components", &["pathItems"]),
    ] {
        if let Some(Value::Object(members)) = document.pointer_mut(pointer) {
            members.retain(|name, _| !new.contains(&name.as_str()));
        }
    }
    if let Value::Object(members) = document {
        let is_older = members.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
        if !is_older {
            members.insert("openapi".into(), "3.0.3".into());
        }
        let paths = members.entry("paths").or_insert_with(|| json!({}));
        operations(paths, &mut |operation| {
            operation.entry("responses").or_insert_with(|| json!({ "default": { "description": "" } }));
        });
    }
}

fn path_schemas(paths: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    for path in paths.as_object_mut().into_iter().flat_map(Map::values_mut) {
        each(path, "parameters", &mut |parameter| parameter_schemas(parameter, visit));
    }
    operations(paths, &mut |operation| {
        for (name, part) in operation {
            match name.as_str() {
                "parameters" => all(part, &mut |parameter| parameter_schemas(parameter, visit)),
                "requestBody" => content_schemas(part, visit),
                "responses" => all(part, &mut |response| response_schemas(response, visit)),
                "callbacks" => all(part, &mut |callback| path_schemas(callback, visit)),
                _ => {}
            }
        }
    });
}

fn operations(paths: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    for path in paths.as_object_mut().into_iter().flat_map(Map::values_mut) {
        for method in METHODS {
            if let Some(Value::Object(operation)) = path.get_mut(method) {
                visit(operation);
            }
        }
    }
}

/// Those of a parameter or a header.
fn parameter_schemas(parameter: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(schema) = parameter.get_mut("schema") {
        visit(schema);
    }
    content_schemas(parameter, visit);
}

fn response_schemas(response: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    each(response, "headers", &mut |header| parameter_schemas(header, visit));
    content_schemas(response, visit);
}

fn content_schemas(body: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    each(body, "content", &mut |media| {
        if let Some(schema) = media.get_mut("schema") {
            visit(schema);
        }
        each(media, "encoding", &mut |encoding| {
            each(encoding, "headers", &mut |header| parameter_schemas(header, visit));
        });
    });
}

fn each(value: &mut Value, name: &str, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(value) = value.get_mut(name) {
        all(value, visit);
    }
}

/// The items of a list, or the members of an object.
fn all(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(visit),
        Value::Object(members) => members.values_mut().for_each(visit),
        _ => {}
    }
}
