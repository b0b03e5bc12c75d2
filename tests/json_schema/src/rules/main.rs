//! The laws of `laws` for every rule of the catalogue, and what is said of rules that JSON Schema cannot say.
#![allow(missing_docs, dead_code, unreachable_pub)]
#![allow(clippy::unwrap_used)]

#[path = "../another_validator.rs"]
mod another_validator;
#[path = "../../../catalogue/mod.rs"]
mod catalogue;
mod catalogue_groups;
#[path = "../documents.rs"]
mod documents;
mod unsayable;

use serde_json::{Map, Value, json};
use unprocessable::json_schema::{JsonSchema, RULES_KEYWORD};

use crate::documents::Documents;

/// A struct whose fields have a rule each.
pub struct Group {
    pub name: &'static str,
    pub schema: JsonSchema,
    pub rows: Vec<Row>,
    /// The fields that are refused, or nothing.
    pub refused: fn(&[u8]) -> Option<Vec<String>>,
}

pub struct Row {
    pub field: &'static str,
    /// The rule as the catalogue writes it.
    pub attribute: &'static str,
    pub field_type: &'static str,
    /// A text that passes.
    pub sample: Option<&'static str>,
}

macro_rules! groups {
    ($($name:ident $(of $other:ty)? {
        $($field:ident $attribute:literal $type:ty, [$($rule:tt)*], [$($sample:literal)?];)+
    })+) => {
        $(
            #[derive(serde::Deserialize, unprocessable::Validate)]
            struct $name {
                $(
                    #[validate($($rule)*)]
                    $field: Option<$type>,
                )+
                $(
                    nick_name: $other,
                    birth_name: Option<String>,
                    #[serde(default)]
                    age: u8,
                    #[serde(default)]
                    tags: Vec<String>,
                )?
            }
        )+

        pub fn groups() -> Vec<Group> {
            vec![$(Group {
                name: stringify!($name),
                schema: unprocessable::json_schema::<$name>(),
                rows: vec![$(Row {
                    field: stringify!($field),
                    attribute: $attribute,
                    field_type: stringify!($type),
                    sample: [$($sample)?].first().copied(),
                }),+],
                refused: |source| crate::refused::<$name>(source),
            }),+]
        }

        /// Texts that some rule accepts.
        pub const TEXTS: &[&str] = &[$($($($sample,)?)+)+];
    };
}
pub(crate) use groups;

use catalogue_groups::TEXTS;

fn refused<T>(source: &[u8]) -> Option<Vec<String>>
where
    T: for<'de> serde::Deserialize<'de> + unprocessable::Validate + for<'de> unprocessable::decode::Inspect<'de>,
{
    let rejection = unprocessable::from_json::<T>(source).err()?;
    let keys = rejection.errors().map(|errors| errors.iter().map(|(key, _)| key.to_owned()).collect());
    Some(keys.unwrap_or_default())
}

#[test]
fn every_rule_of_the_catalogue_is_on_a_field() {
    let groups = catalogue_groups::groups();
    let known: Vec<&str> = groups.iter().flat_map(|group| &group.rows).map(|row| row.attribute).collect();
    for row in catalogue::chapters().iter().flat_map(|(_, rows)| rows) {
        // A file is no value of JSON by itself.
        if row.samples.iter().all(|sample| sample.kind == unprocessable::Kind::File) {
            continue;
        }
        assert!(known.contains(&row.attribute), "write `{}` in catalogue_groups.rs", row.attribute);
    }
}

#[test]
fn every_rule_keeps_the_laws() {
    let (mut accepted, mut refused, mut exact, mut wrong) = (0, 0, 0, Vec::new());
    for group in catalogue_groups::groups() {
        let schema = group.schema.lossy().to_value().unwrap();
        let validator = documents::validator(&schema);
        let mut documents = Documents::of(&schema, &[]);
        let base = base(&group, &schema, &mut documents);
        for row in &group.rows {
            let property = &schema["properties"][row.field];
            let mut broken = [false; 2];
            for _ in 0..250 {
                let mut document = base.clone();
                document[row.field] = documents.near(property);
                if documents.chance.one_in(4) {
                    for other in ["nick_name", "birth_name", "age", "tags"] {
                        if let Some(property) = schema["properties"].get(other) {
                            if documents.chance.one_in(3) {
                                document[other] = documents.near(property);
                            }
                        }
                    }
                }
                if documents.chance.one_in(15) {
                    document.as_object_mut().unwrap().remove(row.field);
                }
                let source = document.to_string();
                let fields = (group.refused)(source.as_bytes());
                let schema_accepts = validator.is_valid(&document);
                match &fields {
                    None => accepted += 1,
                    Some(_) => refused += 1,
                }
                exact += usize::from(is_exact(&schema, row.field, &group));
                if fields.is_none() && !schema_accepts && !broken[0] {
                    broken[0] = true;
                    wrong.push(format!(
                        "{} on {}: the schema refuses {source}\n{property}",
                        row.attribute, row.field_type
                    ));
                }
                let Some(fields) = fields else { continue };
                if schema_accepts && fields.iter().all(|field| is_exact(&schema, field, &group)) && !broken[1] {
                    broken[1] = true;
                    wrong.push(format!(
                        "{} on {}: the rules refuse {fields:?} of {source}\n{property}",
                        row.attribute, row.field_type
                    ));
                }
            }
        }
    }
    println!("rules: accepted {accepted}, refused {refused}, of fields that are said exactly {exact}");
    assert!(wrong.is_empty(), "{} of the laws are broken:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(accepted > 5_000 && refused > 5_000 && exact > 5_000);
}

#[test]
fn values_are_written_for_another_validator() {
    let groups = catalogue_groups::groups();
    let mut schemas = Vec::new();
    for group in &groups {
        let schema = group.schema.lossy().to_value().unwrap();
        let mut documents = Documents::of(&schema, &[]);
        for row in &group.rows {
            let property = &schema["properties"][row.field];
            let values = (0..60).map(|_| documents.near(property)).collect();
            schemas.push((row.attribute, property.clone(), values));
        }
    }
    another_validator::write("rules", schemas);
}

/// Whether the schema says all of a field.
fn is_exact(schema: &Value, field: &str, group: &Group) -> bool {
    let field = field.split('.').next().unwrap();
    let is_weak = schema["properties"][field].get(RULES_KEYWORD).is_some();
    let row = group.rows.iter().find(|row| row.field == field);
    let is_foreign =
        row.is_some_and(|row| ["Decimal", "Date", "u16,"].iter().any(|part| row.field_type.contains(part)));
    !is_weak && !is_foreign
}

/// A document that is accepted, with a value in each field that can have one.
fn base<'a>(group: &Group, schema: &'a Value, documents: &mut Documents<'a>) -> Value {
    let mut document = Map::new();
    if let Some(name) = schema["properties"].get("nick_name") {
        let value = if name.to_string().contains("string") { json!("Jane") } else { json!(3) };
        document.insert("nick_name".into(), value);
    }
    for row in &group.rows {
        document.insert(row.field.into(), row.sample.map_or(Value::Null, Value::from));
    }
    for _ in 0..2_000 {
        let Some(fields) = (group.refused)(json!(document).to_string().as_bytes()) else { return document.into() };
        for field in fields {
            let name = field.split('.').next().unwrap();
            let value = documents.near(&schema["properties"][name]);
            document.insert(name.into(), value);
        }
    }
    panic!("no document of {} is accepted: {}", group.name, json!(document))
}
