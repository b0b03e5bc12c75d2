//! The JSON Schema of a set: what it says of types and of those rules that JSON Schema can say.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use unprocessable_core::json_schema::or_null;

use crate::model::{Field, Label, Node, Rule, Said, Set, Shape, Test};

type Object = Map<String, Value>;

/// The schema. A document that passes the set fits it.
pub(crate) fn schema(set: &Set) -> Value {
    let mut builder = Builder { set, shared: shared(set), definitions: BTreeMap::new() };
    let mut schema = Object::new();
    schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.extend(builder.value(&set.root, true));
    // Each definition may lead to others.
    let mut written: BTreeMap<String, Value> = BTreeMap::new();
    while let Some((name, (index, rules))) = builder.definitions.pop_first() {
        written.entry(name).or_insert_with(|| builder.object(index, rules).into());
    }
    if !written.is_empty() {
        schema.insert("$defs".into(), written.into_iter().collect::<Object>().into());
    }
    schema.into()
}

/// Which objects are written as definitions, because several values are such an object.
fn shared(set: &Set) -> Vec<bool> {
    fn count(node: &Node, counts: &mut [usize]) {
        match &node.shape {
            Shape::Object(index) => counts.iter_mut().skip(*index).take(1).for_each(|count| *count += 1),
            Shape::List { items, .. } => count(items, counts),
            Shape::Tuple(items) => items.iter().for_each(|item| count(item, counts)),
            Shape::Map { keys, values } => [keys, values].into_iter().for_each(|node| count(node, counts)),
            _ => {}
        }
    }
    let mut counts = vec![0; set.types.len()];
    count(&set.root, &mut counts);
    for field in set.types.iter().flat_map(|object| &object.fields) {
        count(&field.node, &mut counts);
    }
    counts.into_iter().map(|count| count > 1).collect()
}

struct Builder<'s> {
    set: &'s Set,
    shared: Vec<bool>,
    /// Definitions that are still to be written, with the object of each, and whether its rules run.
    definitions: BTreeMap<String, (usize, bool)>,
}

impl Builder<'_> {
    fn value(&mut self, node: &Node, rules: bool) -> Object {
        let inside = rules && node.nested && node.nested_when.is_empty();
        let mut schema = self.shape(node, inside);
        let (mut all, mut beyond) = (Vec::new(), Vec::new());
        for rule in node.rules.iter().filter(|_| rules) {
            let (keywords, is_exact) = keywords(rule, node);
            for (keyword, value) in keywords {
                match schema.get_mut(&keyword) {
                    None => drop(schema.insert(keyword, value)),
                    Some(known) if *known == value => {}
                    Some(known) => match (known.as_f64(), value.as_f64(), &*keyword) {
                        // Of two bounds the stricter one holds.
                        (Some(old), Some(new), "minimum" | "minLength" | "minItems" | "minProperties") => {
                            if new > old {
                                *known = value;
                            }
                        }
                        (Some(old), Some(new), "maximum" | "maxLength" | "maxItems" | "maxProperties") => {
                            if new < old {
                                *known = value;
                            }
                        }
                        _ => all.push(json!({ keyword: value })),
                    },
                }
            }
            if !is_exact {
                beyond.push(rule.violation.code());
            }
        }
        if !all.is_empty() {
            schema.insert("allOf".into(), all.into());
        }
        if !node.nested_when.is_empty() {
            beyond.push("nested");
        }
        if node.optional && !(rules && demands(node)) {
            schema = or_null(schema);
        } else if schema.is_empty() {
            schema = Object::from_iter([("not".to_owned(), json!({ "type": "null" }))]);
        }
        if let Label::Given(label) = &node.label {
            schema.insert("title".into(), label.to_string().into());
        }
        if !beyond.is_empty() {
            schema.insert("$comment".into(), format!("more than this is checked: {}", beyond.join(", ")).into());
        }
        schema
    }

    fn shape(&mut self, node: &Node, rules: bool) -> Object {
        let schema = match &node.shape {
            Shape::Any => json!({}),
            Shape::Text => json!({ "type": "string" }),
            Shape::Character => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Boolean => json!({ "type": "boolean" }),
            Shape::Null => json!({ "type": "null" }),
            Shape::Integer { min, max, .. } => {
                let mut schema = json!({ "type": "integer" });
                // Numbers of more bits are not kept by most readers of JSON.
                if let Ok(min) = i64::try_from(*min) {
                    schema["minimum"] = min.into();
                }
                if let Ok(max) = u64::try_from(*max) {
                    schema["maximum"] = max.into();
                }
                schema
            }
            Shape::List { items, size, .. } => {
                let mut schema = json!({ "type": "array", "items": self.value(items, rules) });
                if let Some(size) = size {
                    (schema["minItems"], schema["maxItems"]) = (json!(size), json!(size));
                }
                schema
            }
            Shape::Tuple(items) => {
                let size = items.len();
                let items: Vec<Object> = items.iter().map(|item| self.value(item, rules)).collect();
                json!({ "type": "array", "prefixItems": items, "minItems": size, "maxItems": size })
            }
            Shape::Map { keys, values } => {
                let mut schema = json!({ "type": "object", "additionalProperties": self.value(values, rules) });
                if let (Shape::Text, true) = (&keys.shape, rules && !keys.rules.is_empty()) {
                    schema["propertyNames"] = self.value(keys, rules).into();
                }
                schema
            }
            Shape::Object(index) if self.shared.get(*index) == Some(&true) => {
                let name = format!("{}{index}", if rules { "object" } else { "unchecked" });
                self.definitions.insert(name.clone(), (*index, rules));
                json!({ "$ref": format!("#/$defs/{name}") })
            }
            Shape::Object(index) => self.object(*index, rules).into(),
            Shape::Choice(names) => json!({ "enum": names.iter().flatten().collect::<Vec<_>>() }),
        };
        match schema {
            Value::Object(schema) => schema,
            _ => Object::new(),
        }
    }

    fn object(&mut self, index: usize, rules: bool) -> Object {
        let mut schema = Object::from_iter([("type".to_owned(), json!("object"))]);
        let Some(object) = self.set.types.get(index) else { return schema };
        let mut properties = Object::new();
        let mut required = Vec::new();
        for field in &object.fields {
            let value = self.value(&field.node, rules);
            if field.aliases.is_empty() && is_demanded(field, rules) {
                required.push(&*field.name);
            }
            for alias in &field.aliases {
                properties.insert(alias.to_string(), value.clone().into());
            }
            properties.insert(field.name.to_string(), value.into());
        }
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        if object.closed {
            schema.insert("additionalProperties".into(), false.into());
        }
        schema.insert("properties".into(), properties.into());
        schema
    }
}

/// Whether the field must be there.
fn is_demanded(field: &Field, rules: bool) -> bool {
    let is_given = field.default.is_some() || field.patch;
    !is_given && (!field.absent || rules && demands(&field.node))
}

/// Whether a rule refuses an absent value, whatever is beside it.
fn demands(node: &Node) -> bool {
    let demand = |rule: &Rule| matches!(rule.name, "required" | "accepted" | "declined") && rule.when.is_empty();
    node.rules.iter().any(demand)
}

/// The keywords of a rule, as far as they hold for a value of this shape, and whether they say all of it.
fn keywords(rule: &Rule, node: &Node) -> (Object, bool) {
    let Said::Keywords { keywords, is_exact } = &rule.said else { return (Object::new(), false) };
    if !rule.when.is_empty() {
        return (Object::new(), false);
    }
    let mut kept = keywords.clone();
    let mut keep = |names: &[&str]| kept.retain(|keyword, _| names.contains(&keyword.as_str()));
    let mut is_exact = *is_exact && !matches!(rule.test, Test::Around(_));
    match &node.shape {
        Shape::List { items, is_set, .. } => {
            let is_scalar = !items.optional
                && matches!(items.shape, Shape::Text | Shape::Character | Shape::Integer { .. } | Shape::Boolean);
            match (*is_set, is_scalar) {
                (false, true) => {}
                (false, false) => keep(&["minItems", "maxItems"]),
                // A list may repeat what a set has once.
                (true, _) => keep(&["minItems"]),
            }
        }
        Shape::Map { keys, .. } if !matches!(keys.shape, Shape::Text) => keep(&["minProperties"]),
        // Its values are written in several ways.
        Shape::Any | Shape::Choice(_) | Shape::Object(_) | Shape::Tuple(_) => keep(&[]),
        _ => {}
    }
    is_exact &= kept.len() == keywords.len();
    (kept, is_exact)
}
