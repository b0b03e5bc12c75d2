//! Writes modules with schemas, and documents with the answers of the server, for the tests in Node. They stand in the
//! folder that TYPESCRIPT_SCHEMAS names.
#![allow(missing_docs, dead_code, unreachable_pub)]
#![allow(clippy::unwrap_used)]

#[path = "../../../tests/zoo/animals/mod.rs"]
mod animals;
#[path = "../../../tests/zoo/json.rs"]
mod json;
mod laws;
#[path = "../../../tests/zoo/mutate.rs"]
mod mutate;
mod tables;
mod types;

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use unprocessable::declaration::{Declaration, Declare, Shape, Types};
use unprocessable::decode::Inspect;
use unprocessable::{Validate, from_json};
use unprocessable_typescript::Module;

use crate::json::Json;

/// Keys, sentences and codes in order.
type Errors = Vec<(String, String, String)>;

/// The errors of a document; nothing where it is malformed.
type Answer = Box<dyn Fn(&str) -> Option<Errors>>;

/// A type with documents.
pub(crate) struct Case {
    name: String,
    declaration: &'static Declaration,
    documents: Vec<String>,
    /// What may stand in the place of a value.
    values: Vec<&'static str>,
    answer: Answer,
}

impl Case {
    pub(crate) fn of<T>(documents: &[&'static str], values: &[&'static str]) -> Self
    where
        T: Declare + Validate + for<'de> Inspect<'de> + for<'de> serde::Deserialize<'de>,
    {
        Self {
            name: T::declaration().name().to_owned(),
            declaration: T::declaration(),
            documents: documents.iter().map(|document| (*document).to_owned()).collect(),
            values: values.to_vec(),
            answer: Box::new(|source| match from_json::<T>(source.as_bytes()) {
                Ok(_) => Some(Vec::new()),
                Err(rejection) => rejection.errors().map(|errors| {
                    errors
                        .iter()
                        .map(|(key, found)| (key.to_owned(), found.message().to_string(), found.code().to_owned()))
                        .collect()
                }),
            }),
        }
    }

    /// A type of the zoo, or what its lists are of.
    fn of_animal(animal: animals::Animal) -> Option<Self> {
        let (declaration, is_list) = match animal.schema {
            Shape::Declared(reference) => (reference.declaration(), false),
            Shape::List(Shape::Declared(reference)) => (reference.declaration(), true),
            _ => return None,
        };
        let documents = animal.documents.iter().flat_map(|document| match (is_list, Json::parse(document)) {
            (true, Json::List(items)) => items.iter().map(Json::to_string).collect(),
            (_, json) => vec![json.to_string()],
        });
        let documents = documents.collect();
        let answer = animal.answer;
        Some(Self {
            name: animal.name.to_owned(),
            declaration,
            documents,
            values: Vec::new(),
            answer: Box::new(move |source| {
                // A list says another thing of an item that is `null`.
                if is_list && source == "null" {
                    return None;
                }
                let whole = if is_list { format!("[{source}]") } else { source.to_owned() };
                let Some(answer) = answer(whole.as_bytes()) else { return Some(Vec::new()) };
                let pairs = answer.pairs.into_iter().map(|(key, said, code)| match is_list {
                    true if key == "0" => ("_".to_owned(), said, code),
                    true => (key.strip_prefix("0.").unwrap_or(&key).to_owned(), said, code),
                    false => (key, said, code),
                });
                let pairs: Vec<_> = pairs.collect();
                (!pairs.is_empty()).then_some(pairs)
            }),
        })
    }
}

/// Compares modules with those that were reviewed; `UPDATE=1` writes them anew.
#[test]
fn golden_modules_are_as_reviewed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/golden");
    for (name, module) in
        [("sign_up", Module::new().add::<types::SignUp>()), ("order", Module::new().add::<types::Order>())]
    {
        for (library, module) in [("zod", module.clone().zod()), ("valibot", module.valibot())] {
            let path = folder.join(format!("{name}.{library}.ts"));
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, module.to_typescript()).unwrap();
            }
            let reviewed = fs::read_to_string(&path).unwrap_or_default();
            let said = "stale: run this test with UPDATE=1 and review it";
            assert!(module.to_typescript() == reviewed, "{} {said}", path.display());
        }
    }
}

/// How many documents each type is shown; `TYPESCRIPT_CASES` sets another number.
fn cases() -> usize {
    std::env::var("TYPESCRIPT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

#[test]
fn schemas_and_documents_are_written() {
    let folder = std::env::var_os("TYPESCRIPT_SCHEMAS")
        .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("schemas"), PathBuf::from);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let zoo = animals::all().into_iter().filter_map(Case::of_animal);
    let mut names: Vec<String> = Vec::new();
    let mut count = 0;
    for (at, case) in types::cases().into_iter().chain(zoo).enumerate() {
        let module = Module::new().add_declaration(case.declaration);
        let name = format!("{at:03}");
        let documents = documents(&case);
        count += documents.len();
        let written = json!({ "type": case.name, "schema": name_of(&case), "documents": documents });
        for (library, module) in [("zod", module.clone().zod()), ("valibot", module.valibot())] {
            fs::write(folder.join(format!("{name}.{library}.ts")), module.to_typescript()).unwrap();
        }
        fs::write(folder.join(format!("{name}.json")), written.to_string()).unwrap();
        names.push(name);
    }
    tables::write(&folder);
    fs::write(folder.join("differences.json"), differences().to_string()).unwrap();
    println!("{} types, {count} documents, in {}", names.len(), folder.display());
    assert!(names.len() >= 25 && count >= 10_000 || cases() < 300);
}

/// The name of the type in its module.
fn name_of(case: &Case) -> String {
    let mut types = Types::default();
    types.add(case.declaration);
    types.name(case.declaration).to_owned()
}

/// Documents that JavaScript reads in another way than the server, by the number of the type.
fn differences() -> Value {
    let cases = types::cases();
    let find = |name: &str| cases.iter().position(|case| case.name == name).unwrap();
    let sign_up =
        r#"{"email": "jane@example.com", "password": "secret-7", "password_confirmation": "secret-7", "terms": true"#;
    let order = r#"{"customer": {"name": "Jane"}, "items": [{"sku": "AB-1", "count": 1}], "tags": []"#;
    let amounts = r#"{"small": 5, "signed": -5, "share": 0.5, "step": 0.15, "even": 4, "choice": 1, "digits": 1234, "single": 0.5"#;
    let newtypes = r#"{"sku": "AB-1", "count": 3, "list": [], "unit": null, "anything": 1, "letter": "a""#;
    let documents = [
        ("SignUp", format!(r#"{sign_up}, "age": 18.0}}"#)),
        ("SignUp", format!(r#"{sign_up}, "age": 1e2}}"#)),
        ("SignUp", format!(r#"{sign_up}, "nick_name": "x", "nick_name": "y"}}"#)),
        ("SignUp", format!(r#"{sign_up}, "other": 1, "password": "secret-7"}}"#)),
        ("Order", format!(r#"{order}, "prices": {{"__proto__": -1}}}}"#)),
        ("Order", format!(r#"{order}, "prices": {{"b": 1}}, "deliver_to": ["Jane", null]}}"#)),
        ("Order", format!(r#"{order}, "prices": {{"b": 1}}, "deliver_to": {{"name": "\ud800"}}}}"#)),
        ("Amounts", format!(r#"{amounts}, "big": 18446744073709551616}}"#)),
        ("Newtypes", format!(r#"{newtypes}, "status": {{"open": null}}}}"#)),
    ];
    let written = documents.into_iter().map(|(name, source)| {
        let at = find(name);
        json!({ "name": format!("{at:03}"), "schema": name, "errors": (cases[at].answer)(&source), "source": source })
    });
    written.collect()
}

/// Documents of a type with what the server says of each: its errors in order.
fn documents(case: &Case) -> Vec<Value> {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(case.name.bytes()).for_each(|(byte, letter)| *byte = letter);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = {
        let documents = proptest::sample::select(case.documents.clone());
        let values: Vec<&'static str> =
            if case.values.is_empty() { mutate::VALUES.to_vec() } else { case.values.clone() };
        let own = (any::<usize>(), proptest::sample::select(values))
            .prop_map(|(at, value)| mutate::Change::Replace(at, value));
        (documents, proptest::collection::vec(prop_oneof![3 => own, 2 => mutate::change()], 0..4))
    };
    let mut seen: Vec<String> = Vec::new();
    let mut written = Vec::new();
    for _ in 0..cases() * 2 {
        let (document, changes) = strategy.new_tree(&mut runner).unwrap().current();
        let mut json = Json::parse(&document);
        changes.iter().for_each(|change| mutate::apply(&mut json, change));
        let source = json.to_string();
        if !is_told(&json) || source.contains("alias") || seen.contains(&source) {
            continue;
        }
        // A malformed document never gets to a schema.
        let Some(pairs) = (case.answer)(&source) else { continue };
        seen.push(source.clone());
        written.push(json!({ "source": source, "errors": pairs }));
        if written.len() == cases() {
            break;
        }
    }
    written
}

/// Whether JavaScript reads the document as the server does. It does not tell `1.0` from `1`, knows no integers beyond
/// 2^53, and puts keys that are numbers first.
fn is_told(json: &Json) -> bool {
    match json {
        Json::Leaf(source) => {
            let is_number = source.starts_with(|c: char| c == '-' || c.is_ascii_digit());
            if !is_number {
                return !source.contains("\\ud800");
            }
            let number: f64 = source.parse().unwrap();
            let is_plain = source.parse::<i64>().is_ok_and(|whole| whole.unsigned_abs() < 1 << 53) && source != "-0";
            // Beyond 1e21, JavaScript sends an exponent, and so no integer.
            let is_far = source.contains('e') && number.is_finite() && number.abs() >= 1e21;
            is_plain || is_far || number.is_finite() && number.fract() != 0.0 && source.len() < 15
        }
        Json::List(items) => items.iter().all(is_told),
        Json::Object(entries) => {
            !json.repeats() && entries.iter().all(|(key, value)| is_told(value) && !is_number_like(key))
        }
    }
}

fn is_number_like(key: &str) -> bool {
    key == "__proto__" || key.parse::<i64>().is_ok()
}
