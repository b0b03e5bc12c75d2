//! The laws of JSON Schema documents: what serde and the rules accept, the schema accepts; and where a schema says that it
//! is exact, it accepts nothing else. Formats are asserted.
//!
//! Documents come from a generator that walks the schema and aims at its bounds. Some documents are left out, as the
//! documentation of `json_schema` says: lists in place of objects, `1.0` as an integer, numbers beyond 64 bits.
#![allow(missing_docs, dead_code, unreachable_pub)]
#![allow(clippy::unwrap_used)]

#[path = "../../../zoo/animals/mod.rs"]
mod animals;
#[path = "../another_validator.rs"]
mod another_validator;
#[path = "../documents.rs"]
mod documents;
#[path = "../draft_4.rs"]
mod draft_4;
mod laws;
mod older;
mod subjects;
mod types;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::documents::Documents;
use crate::subjects::Subject;

/// The seeds of each type have texts enough.
const TEXTS: &[&str] = &[];

/// How many documents were compared.
#[derive(Default, Debug)]
struct Compared {
    accepted: usize,
    refused: usize,
    exact: usize,
    of_schemars: usize,
}

#[test]
fn derived_types_keep_the_laws() {
    let compared = compare(types::subjects(), 1_500);
    println!("derived types: {compared:?}");
    assert!(compared.accepted > 5_000 && compared.refused > 5_000 && compared.exact > 5_000, "{compared:?}");
    assert!(compared.of_schemars > 50_000, "{compared:?}");
}

#[test]
fn the_types_of_the_zoo_keep_the_laws() {
    let mut left_out = 0;
    let subjects = animals::all().into_iter().map(|animal| {
        let seeds = animal.documents.iter().filter_map(|document| serde_json::from_str(document).ok());
        let mut seeds: Vec<Value> = seeds.flat_map(singly).collect();
        let validator = documents::validator(&animal.schema.lossy().to_value().unwrap());
        let count = seeds.len();
        seeds.retain(|seed| validator.is_valid(seed) || !has_another_form(seed));
        left_out += count - seeds.len();
        Subject {
            name: animal.name,
            schema: animal.schema,
            of_schemars: None,
            accepts: Box::new(move |source| (animal.answer)(source).is_none()),
            says: Box::new(move |source| (animal.answer)(source).map(|answer| answer.said).unwrap_or_default()),
            seeds,
        }
    });
    let compared = compare(subjects.collect::<Vec<_>>(), 500);
    println!("types of the zoo: {compared:?}, {left_out} documents left out");
    assert!(left_out <= 40, "{left_out} documents have a form that the schema does not know");
    assert!(compared.accepted > 5_000 && compared.refused > 5_000 && compared.exact > 5_000, "{compared:?}");
}

fn compare(subjects: Vec<Subject>, count: usize) -> Compared {
    let (mut compared, mut wrong) = (Compared::default(), BTreeMap::new());
    for subject in subjects {
        let schema = subject.schema.lossy().to_value().unwrap();
        let validator = documents::validator(&schema);
        let older = older::validator(subject.schema);
        let of_schemars = subject.of_schemars.as_ref().map(|schema| (schema, documents::validator(schema)));
        let exact = subject.schema.is_exact();
        let mut own = Compared::default();
        for document in Documents::of(&schema, &subject.seeds).take(count) {
            let source = document.to_string();
            let (rules, schema_accepts) = ((subject.accepts)(source.as_bytes()), validator.is_valid(&document));
            if rules {
                own.accepted += 1
            } else {
                own.refused += 1
            }
            own.exact += usize::from(exact);
            // serde reads a struct from a list, too.
            let is_list = subject.name == "Vec<AdjacentOfAll>" && has_another_form(&document);
            if rules && !schema_accepts && !is_list && !names_a_variant_by_number(&document) {
                let error = validator.iter_errors(&document).next().map(|error| error.to_string()).unwrap_or_default();
                wrong
                    .entry((subject.name.to_owned(), "the schema refuses"))
                    .or_insert_with(|| format!("{source}\n  {error}\n  {schema}"));
            }
            if let Some((schema, of_schemars)) = &of_schemars {
                own.of_schemars += 1;
                // A type does not know whether the types around it read it from a copy, which is laxer about nothing.
                if schema_accepts != of_schemars.is_valid(&document) && !says_nothing(&document) {
                    let what = if schema_accepts { "schemars refuses" } else { "schemars accepts" };
                    wrong.entry((subject.name.to_owned(), what)).or_insert_with(|| format!("{source}\n  {schema}"));
                }
            }
            if schema_accepts && !older.is_valid(&document) {
                let error = older.iter_errors(&document).next().map(|error| error.to_string()).unwrap_or_default();
                wrong
                    .entry((subject.name.to_owned(), "the schema in OpenAPI 3.0 refuses"))
                    .or_insert_with(|| format!("{source}\n  {error}\n  {schema}"));
            }
            // Text with an escape cannot be borrowed from the document.
            if exact && schema_accepts && !rules && !source.contains('\\') {
                wrong
                    .entry((subject.name.to_owned(), "the rules refuse"))
                    .or_insert_with(|| format!("{source}\n  {}\n  {schema}", (subject.says)(source.as_bytes())));
            }
        }
        if std::env::var_os("SHOW").is_some() {
            println!("{} exact {exact} {own:?}", subject.name);
        }
        compared.accepted += own.accepted;
        compared.refused += own.refused;
        compared.exact += own.exact;
        compared.of_schemars += own.of_schemars;
    }
    let wrong: Vec<String> = wrong.iter().map(|((name, what), said)| format!("{name}: {what} {said}")).collect();
    assert!(wrong.is_empty(), "{} of the laws are broken:\n{}", wrong.len(), wrong.join("\n\n"));
    compared
}

#[test]
fn documents_are_written_for_another_validator() {
    let schemas = types::subjects().into_iter().map(|subject| {
        let schema = subject.schema.lossy().to_value().unwrap();
        let documents = Documents::of(&schema, &subject.seeds).take(400).collect();
        (subject.name, schema, documents)
    });
    another_validator::write("laws", schemas.collect());
}

/// A list, and a list of each of its items.
fn singly(document: Value) -> Vec<Value> {
    match document {
        Value::Array(items) if items.len() > 1 => {
            let each = items.iter().map(|item| Value::Array(vec![item.clone()])).collect();
            [vec![Value::Array(items)], each].concat()
        }
        document => vec![document],
    }
}

/// Whether something in it is a struct as a list, or a variant without content as an object.
fn has_another_form(document: &Value) -> bool {
    match document {
        Value::Array(_) => true,
        Value::Object(entries) => {
            entries.len() == 1 && entries.values().any(Value::is_null) || entries.values().any(has_another_form)
        }
        _ => false,
    }
}

/// Whether something in it is an empty list or object.
fn says_nothing(document: &Value) -> bool {
    match document {
        Value::Array(items) => items.is_empty() || items.iter().any(says_nothing),
        Value::Object(entries) => entries.is_empty() || entries.values().any(says_nothing),
        _ => false,
    }
}

/// serde reads a variant by its number, too, where it has copied the value.
fn names_a_variant_by_number(document: &Value) -> bool {
    match document {
        Value::Array(items) => items.iter().any(names_a_variant_by_number),
        Value::Object(entries) => {
            ["type", "t", "kind"].iter().any(|tag| entries.get(*tag).is_some_and(Value::is_number))
                || entries.values().any(names_a_variant_by_number)
        }
        _ => false,
    }
}

#[test]
fn documents_are_schemas() {
    for subject in types::subjects() {
        let schema: Value = subject.schema.lossy().to_value().unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{}: {schema}", subject.name);
    }
}
