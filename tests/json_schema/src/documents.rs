//! Documents just inside and just outside of what a schema asks for.

use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::{Map, Number, Value, json};

pub fn validator(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap_or_else(|error| panic!("{error}\n{schema}"))
}

/// An endless row of documents, the same in every run.
pub struct Documents<'a> {
    root: &'a Value,
    seeds: &'a [Value],
    pub chance: Chance,
    /// Texts that appear in the seeds.
    texts: Vec<String>,
    validators: HashMap<String, Validator>,
    made: usize,
}

impl<'a> Documents<'a> {
    pub fn of(root: &'a Value, seeds: &'a [Value]) -> Self {
        let mut texts: Vec<String> = TEXTS.iter().chain(crate::TEXTS).map(|text| (*text).to_owned()).collect();
        seeds.iter().for_each(|seed| collect(seed, &mut texts));
        Self { root, seeds, chance: Chance(0x9e37_79b9_7f4a_7c15), texts, validators: HashMap::new(), made: 0 }
    }
}

const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "A",
    "ab",
    "abc",
    "0",
    "1",
    "12",
    "yes",
    "no",
    "true",
    "\u{200b}",
    "日本語",
    "é",
    "a b",
    "x@y.example",
    "192.0.2.1",
    "::1",
    "2024-02-29",
    "12:30",
    "https://example.com/",
    "null",
    "-1",
    "1.50",
    "slug-like",
    "UPPER",
    "\n",
    "550e8400-e29b-41d4-a716-446655440000",
    "🇩🇪",
    "e\u{301}",
];

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(entries) => entries.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

impl Iterator for Documents<'_> {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        self.made += 1;
        if let Some(seed) = self.seeds.get(self.made - 1) {
            return Some(seed.clone());
        }
        let root = self.root;
        let mut document = if !self.seeds.is_empty() && self.chance.one_in(3) {
            self.seeds[self.chance.below(self.seeds.len())].clone()
        } else {
            self.make(root, 0)
        };
        // Some documents stay as they are, most get one mistake.
        for _ in 0..[0, 1, 1, 2][self.chance.below(4)] {
            self.mutate(&mut document, Some(root), 0);
        }
        Some(document)
    }
}

impl<'a> Documents<'a> {
    /// A value near to what a part of the schema asks for.
    pub fn near(&mut self, schema: &'a Value) -> Value {
        let mut value = self.make(schema, 0);
        if self.chance.one_in(3) {
            self.mutate(&mut value, Some(schema), 0);
        }
        value
    }

    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        while let Some(address) = schema.get("$ref").and_then(Value::as_str) {
            schema = self.root.pointer(&address[1..]).unwrap();
        }
        schema
    }

    /// All schemas that a value must fit, with one choice of each.
    fn flat(&mut self, schema: &'a Value, into: &mut Vec<&'a Value>, depth: usize) {
        let schema = self.resolved_with_siblings(schema, into);
        into.push(schema);
        if depth > 6 {
            return;
        }
        for choice in ["anyOf", "oneOf"] {
            if let Some(choices) = schema.get(choice).and_then(Value::as_array) {
                let choice = &choices[self.chance.below(choices.len())];
                self.flat(choice, into, depth + 1);
            }
        }
        if let Some(all) = schema.get("allOf").and_then(Value::as_array) {
            for schema in all {
                self.flat(schema, into, depth + 1);
            }
        }
        for part in ["if", "then"] {
            if let Some(part) = schema.get(part) {
                if self.chance.one_in(2) {
                    self.flat(part, into, depth + 1);
                }
            }
        }
    }

    fn resolved_with_siblings(&self, schema: &'a Value, into: &mut Vec<&'a Value>) -> &'a Value {
        if schema.get("$ref").is_some() && schema.as_object().is_some_and(|schema| schema.len() > 1) {
            into.push(schema);
        }
        self.resolved(schema)
    }

    /// A value that is likely to fit.
    fn make(&mut self, schema: &'a Value, depth: usize) -> Value {
        let mut parts = Vec::new();
        self.flat(schema, &mut parts, 0);
        let all = |keyword: &str| -> Vec<&'a Value> { parts.iter().filter_map(|part| part.get(keyword)).collect() };
        let choices: Vec<&Value> = all("const")
            .into_iter()
            .chain(all("enum").into_iter().flat_map(|choices| choices.as_array().unwrap()))
            .chain(all("contains").into_iter().filter_map(|schema| schema.get("const")))
            .collect();
        let of_list = !all("contains").is_empty();
        if !choices.is_empty() && !of_list && !self.chance.one_in(12) {
            return choices[self.chance.below(choices.len())].clone();
        }
        let types: Vec<&str> = all("type")
            .into_iter()
            .flat_map(|types| match types {
                Value::String(name) => vec![&**name],
                types => types.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect(),
            })
            .collect();
        let name = match types.len() {
            0 if parts.iter().any(|part| part.get("properties").is_some()) => "object",
            0 => ["string", "integer", "null", "object"][self.chance.below(4)],
            _ => types[self.chance.below(types.len())],
        };
        match name {
            "null" => Value::Null,
            "boolean" => self.chance.one_in(2).into(),
            "integer" | "number" => self.number(&parts, name == "integer"),
            "string" => self.text(&parts).into(),
            "array" => self.list(&parts, &choices, depth),
            _ => self.object(&parts, depth),
        }
    }

    fn number(&mut self, parts: &[&'a Value], integer: bool) -> Value {
        let mut bounds: Vec<Number> = Vec::new();
        for part in parts {
            for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "const"] {
                if let Some(Value::Number(bound)) = part.get(keyword) {
                    bounds.push(bound.clone());
                }
            }
        }
        bounds.extend([0.into(), 1.into(), 7.into()]);
        let bound = bounds[self.chance.below(bounds.len())].clone();
        let change = [-1_i128, 0, 0, 1][self.chance.below(4)];
        match bound.as_i128() {
            // Readers disagree about numbers with more digits.
            Some(bound) if integer || self.chance.one_in(2) => match i64::try_from(bound + change) {
                Ok(number) => number.into(),
                Err(_) => u64::try_from(bound + change).map_or(0.into(), Value::from),
            },
            _ => {
                let number = bound.as_f64().unwrap() + change as f64 * 0.25;
                if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
            }
        }
    }

    fn text(&mut self, parts: &[&'a Value]) -> String {
        let bound = |keyword: &str| -> Vec<usize> {
            parts.iter().filter_map(|part| part.get(keyword)?.as_u64()).map(|bound| bound as usize).collect()
        };
        let has_form = parts
            .iter()
            .any(|part| part.get("pattern").is_some() || part.get("format").is_some() || part.get("not").is_some());
        if has_form {
            let form: Map<String, Value> = parts
                .iter()
                .filter_map(|part| part.as_object())
                .flatten()
                .filter(|(keyword, _)| ["pattern", "format", "minLength", "maxLength", "not"].contains(&&***keyword))
                .map(|(keyword, value)| (keyword.clone(), value.clone()))
                .collect();
            let form = Value::Object(form);
            let key = form.to_string();
            let validator = self.validators.entry(key).or_insert_with(|| validator(&form));
            for _ in 0..12 {
                let text = &self.texts[self.chance.below(self.texts.len())];
                if validator.is_valid(&Value::from(&**text)) {
                    return text.clone();
                }
            }
        }
        let lengths: Vec<usize> = bound("minLength")
            .into_iter()
            .chain(bound("maxLength"))
            .flat_map(|bound| [bound.saturating_sub(1), bound, bound, bound + 1])
            .filter(|bound| *bound <= 300)
            .collect();
        if lengths.is_empty() || self.chance.one_in(4) {
            return self.texts[self.chance.below(self.texts.len())].clone();
        }
        let length = lengths[self.chance.below(lengths.len())];
        let unit = ["a", "日", "7", "é", " "][[0, 0, 0, 1, 2, 3, 4][self.chance.below(7)]];
        unit.repeat(length)
    }

    fn list(&mut self, parts: &[&'a Value], choices: &[&Value], depth: usize) -> Value {
        let bounds = bounds(parts, ["minItems", "maxItems"]);
        let count = match bounds.len() {
            0 => self.chance.below(4),
            many => (bounds[self.chance.below(many)] as usize + [0, 0, 0, 1][self.chance.below(4)])
                .saturating_sub(usize::from(self.chance.one_in(5))),
        };
        if depth > 6 {
            return json!([]);
        }
        let items: Vec<&'a Value> = parts.iter().filter_map(|part| part.get("items")).collect();
        let prefix = parts.iter().find_map(|part| part.get("prefixItems")?.as_array());
        let mut list: Vec<Value> = Vec::new();
        for at in 0..count.min(12) {
            let schema = prefix.and_then(|prefix| prefix.get(at)).or_else(|| items.first().copied());
            list.push(match schema {
                Some(Value::Bool(_)) | None => json!(at),
                Some(schema) if items.len() > 1 && self.chance.one_in(2) => {
                    let mut whole = self.make(schema, depth + 1);
                    if let Some(last) = items.last() {
                        let other = self.make(last, depth + 1);
                        if whole.is_null() || !other.is_object() {
                            whole = other
                        }
                    }
                    whole
                }
                Some(schema) => self.make(schema, depth + 1),
            });
        }
        if !choices.is_empty() && self.chance.one_in(2) {
            list.extend(choices.iter().map(|choice| (*choice).clone()));
        }
        if list.len() > 1 && self.chance.one_in(6) {
            list[0] = list[list.len() - 1].clone();
        }
        list.into()
    }

    fn object(&mut self, parts: &[&'a Value], depth: usize) -> Value {
        let mut object = Map::new();
        let required: Vec<&str> = parts
            .iter()
            .filter_map(|part| part.get("required")?.as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for part in parts {
            for (name, schema) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let is_wanted =
                    if required.contains(&&**name) { !self.chance.one_in(40) } else { self.chance.one_in(2) };
                if !is_wanted || depth > 5 && !required.contains(&&**name) {
                    continue;
                }
                // Another part may know more of it.
                if object.contains_key(name) && self.chance.one_in(2) {
                    continue;
                }
                let value = match schema {
                    Value::Bool(_) => json!("x"),
                    schema => self.make(schema, depth + 1),
                };
                object.insert(name.clone(), value);
            }
        }
        let others = parts.iter().find_map(|part| part.get("additionalProperties").filter(|others| others.is_object()));
        let names = parts.iter().find_map(|part| part.get("propertyNames"));
        if let (Some(others), true) = (others, depth <= 6) {
            let bounds = bounds(parts, ["minProperties", "maxProperties"]);
            let count = match bounds.len() {
                0 => self.chance.below(3),
                many => bounds[self.chance.below(many)] as usize + self.chance.below(2),
            };
            for _ in 0..count.min(12) {
                let name = match names.map(|names| self.make_name(names)) {
                    Some(Value::String(name)) => name,
                    _ => self.texts[self.chance.below(self.texts.len())].clone(),
                };
                let value = self.make(others, depth + 1);
                object.insert(name, value);
            }
        }
        for name in required {
            if !object.contains_key(name) && !self.chance.one_in(40) {
                object.insert(name.to_owned(), json!("required"));
            }
        }
        if self.chance.one_in(12) {
            object.insert("unknown".into(), json!(1));
        }
        object.into()
    }

    fn make_name(&mut self, names: &'a Value) -> Value {
        let mut parts = vec![];
        self.flat(names, &mut parts, 0);
        let choices: Vec<&Value> = parts.iter().filter_map(|part| part.get("enum")?.as_array()).flatten().collect();
        if !choices.is_empty() && !self.chance.one_in(8) {
            return choices[self.chance.below(choices.len())].clone();
        }
        self.text(&parts).into()
    }

    /// Changes one value somewhere.
    fn mutate(&mut self, value: &mut Value, schema: Option<&'a Value>, depth: usize) {
        let goes_deeper = !self.chance.one_in(3) && depth < 8;
        match value {
            Value::Object(entries) if goes_deeper && !entries.is_empty() => {
                let at = self.chance.below(entries.len());
                let name = entries.keys().nth(at).unwrap().clone();
                let mut parts = Vec::new();
                if let Some(schema) = schema {
                    self.flat(schema, &mut parts, 0);
                }
                let below = parts
                    .iter()
                    .find_map(|part| part.get("properties")?.get(&name))
                    .or_else(|| parts.iter().find_map(|part| part.get("additionalProperties")));
                if self.chance.one_in(5) {
                    entries.remove(&name);
                    return;
                }
                let value = entries.get_mut(&name).unwrap();
                self.mutate(value, below, depth + 1);
            }
            Value::Array(items) if goes_deeper && !items.is_empty() => {
                let at = self.chance.below(items.len());
                let mut parts = Vec::new();
                if let Some(schema) = schema {
                    self.flat(schema, &mut parts, 0);
                }
                let below = parts
                    .iter()
                    .find_map(|part| part.get("prefixItems")?.get(at))
                    .or_else(|| parts.iter().find_map(|part| part.get("items")));
                match self.chance.below(6) {
                    0 => {
                        items.remove(at);
                    }
                    1 => {
                        let item = items[at].clone();
                        items.push(item);
                    }
                    _ => self.mutate(&mut items[at], below, depth + 1),
                }
            }
            value => {
                // serde reads a variant by its number, too, where it has copied the value.
                let is_name =
                    schema.is_some_and(|schema| schema.get("const").is_some() || schema.get("enum").is_some());
                if is_name && !self.chance.one_in(3) {
                    *value = self.texts[self.chance.below(self.texts.len())].clone().into();
                    return;
                }
                let others = [
                    json!(null),
                    json!(true),
                    json!("x"),
                    json!(""),
                    json!({}),
                    json!(1.5),
                    json!(0),
                    json!(-1),
                    json!(300),
                ];
                let others = if is_name { &others[..6] } else { &others };
                *value = match (schema, self.chance.below(3)) {
                    // serde reads a struct from a list, too.
                    (Some(schema), 0) if self.is_scalar(schema) => json!([]),
                    (Some(schema), 1) if schema.is_object() => self.make(schema, depth),
                    _ if value.is_number() && self.chance.one_in(2) => match value.as_i64() {
                        Some(number) => number.saturating_add([-1, 1, 1000][self.chance.below(3)]).into(),
                        None => json!(0.5),
                    },
                    _ if value.is_string() && self.chance.one_in(2) => self.changed(value.as_str().unwrap()).into(),
                    _ if value.is_string() && self.chance.one_in(2) => {
                        self.texts[self.chance.below(self.texts.len())].clone().into()
                    }
                    _ => others[self.chance.below(others.len())].clone(),
                };
            }
        }
    }

    /// A text with something put in, left out or replaced.
    fn changed(&mut self, text: &str) -> String {
        const PIECES: [&str; 20] =
            ["", "", "a", "Z", "0", "9", ".", "-", "_", "@", ":", "/", " ", "%", "é", "日", "\u{301}", "\n", "T", "+"];
        let mut characters: Vec<char> = text.chars().collect();
        let at = self.chance.below(characters.len() + 1);
        let end = (at + self.chance.below(3)).min(characters.len());
        characters.splice(at..end, PIECES[self.chance.below(PIECES.len())].chars());
        characters.into_iter().collect()
    }

    fn is_scalar(&self, schema: &'a Value) -> bool {
        let kind = self.resolved(schema).get("type").and_then(Value::as_str);
        kind.is_some_and(|kind| ["string", "number", "integer", "boolean"].contains(&kind))
    }
}

fn bounds(parts: &[&Value], keywords: [&str; 2]) -> Vec<u64> {
    keywords.iter().flat_map(|keyword| parts.iter().filter_map(|part| part.get(*keyword)?.as_u64())).collect()
}

/// Numbers without an order, the same in every run.
pub struct Chance(u64);

impl Chance {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}
