//! A module for each type of the zoo, with its valid documents, and the keys of the answers to invalid ones.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use unprocessable::declaration::Shape;
use unprocessable_typescript::Module;

use crate::animals::Animal;
use crate::json::Json;
use crate::{animals, mutate, write};

/// Documents that serde reads and the types do not know: structs as lists, aliases, variants without content as objects,
/// and a flattened option that is wrong, so that serde takes it for nothing.
const OTHER_FORMS: &[(&str, &str)] = &[
    ("Defaulted", r#"[1]"#),
    ("Defaulted", r#"[1, 2, 8]"#),
    ("DefaultedWhole", r#"[]"#),
    ("DefaultedWhole", r#"[1]"#),
    ("Skipping", r#"[1, "x"]"#),
    ("SkippedWithDefault", r#"[1, 3]"#),
    (
        "Vec<External>",
        r#"["unit", "plain", {"plain": null}, {"newtype": "ab"}, {"pair": [1, 2]}, {"fields": {"fieldName": 1, "text": "x"}}, {"wrapped": {"inner": 1}}, {"list": ["ab"]}, {"optional": null}]"#,
    ),
    ("Vec<External>", r#"[{"fields": [1, "x"]}, {"alias_newtype": "ab"}]"#),
    ("Vec<Internal>", r#"[{"a": 1, "type": "fields", "b": "x"}, {"type": "alias_unit", "x": 1}, ["unit"]]"#),
    ("Vec<Plain>", r#"["one-two", "THREE", {"one-two": null}]"#),
    ("Optional", r#"{"a": 1, "inner": "no"}"#),
    ("OptionalThenMap", r#"{"a": 1, "inner": "no"}"#),
    ("SkippedInside", r#"[1]"#),
    ("OptionalEnums", r#"{"kind": "z", "a": 1}"#),
    ("OptionalMaps", r#"{"a": 1, "x": "no"}"#),
    ("Aliases", r#"{"alias_a": 1, "alias_name": "x", "alias_id": 2}"#),
    ("Renamed", r#"["Jane", 1, "x", 3, true, null]"#),
    ("Aliased", r#"{"alias_1": 1, "alias_2": "2"}"#),
    ("Moments", r#"{"elapsed": [1, 2], "since": [1, 2], "list": []}"#),
    ("Closed", r#"[1, null]"#),
];

/// Types of which a struct was sent as a list, so that a key ends with a position in it.
const SENT_AS_LISTS: &[&str] = &["Vec<External>", "Vec<NamesOfVariants>", "InternalClosed", "Expecting"];

/// A closed enum, in which a field that is not known is one that should have been the tag.
const CLOSED: &str = "Vec<AdjacentClosed>";

#[test]
fn modules_of_the_zoo() {
    let animals = animals::all();
    assert!(animals.len() > 130, "{} animals", animals.len());
    for (number, animal) in animals.iter().enumerate() {
        let module = declared(animal.schema).fold(Module::new(), Module::add_declaration);
        let text = module.to_typescript();
        // The order of the declarations, so nothing can change from run to run.
        assert_eq!(text, module.to_typescript());
        write(&format!("zoo/{number}.ts"), &text);
        write(&format!("zoo/{number}_uses.ts"), &uses(animal, number, &text));
    }
}

/// The values of the documents have the type of the module, and the keys of answers are among those that it lists.
fn uses(animal: &Animal, number: usize, module: &str) -> String {
    let mut code = format!("// {}\nimport type * as api from \"./{number}\";\n\n", animal.name);
    code += &format!("type Value = {};\ntype Key = {};\n\n", value(animal.schema, module), key(animal.schema, module));
    code += "declare function accept<T extends Value>(value: T): void;\ndeclare function know(key: Key): void;\n\n";
    for document in &animal.documents {
        if OTHER_FORMS.contains(&(animal.name, *document)) {
            code += "// @ts-expect-error\n";
        }
        code += &format!("accept({document});\n");
    }
    for key in keys(animal) {
        let last = key.rsplit('.').next().unwrap_or_default();
        let is_position = SENT_AS_LISTS.contains(&animal.name) && last.parse::<usize>().is_ok();
        if is_position || animal.name == CLOSED {
            continue;
        }
        code += &format!("know({});\n", serde_json::to_string(&key).unwrap());
    }
    code
}

/// The keys of the answers to broken documents.
fn keys(animal: &Animal) -> BTreeSet<String> {
    let documents = proptest::sample::select(animal.documents.clone());
    let changes = proptest::collection::vec(mutate::change(), 1..4);
    let mut found = BTreeSet::new();
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    for _ in 0..400 {
        let (document, changes) = (&documents, &changes).new_tree(&mut runner).unwrap().current();
        let mut json = Json::parse(document);
        changes.iter().for_each(|change| mutate::apply(&mut json, change));
        // A number that JavaScript cannot write. serde refuses it even where nobody reads it.
        if json.to_string().contains("1e999") {
            continue;
        }
        let answer = (animal.answer)(json.to_string().as_bytes());
        found.extend(answer.into_iter().flat_map(|answer| answer.keys));
    }
    found
}

/// The declared types in a shape.
fn declared(shape: Shape) -> impl Iterator<Item = &'static unprocessable::declaration::Declaration> {
    let found: Vec<_> = match shape {
        Shape::Optional(shape) | Shape::Patch(shape) | Shape::List(shape) | Shape::Set(shape) => {
            declared(*shape).collect()
        }
        Shape::Array(shape, _) | Shape::Map { value: shape, .. } => declared(*shape).collect(),
        Shape::Declared(reference) => vec![reference.declaration()],
        _ => Vec::new(),
    };
    found.into_iter()
}

/// The name of the first type of a module.
fn first(module: &str) -> &str {
    let line = module.lines().find(|line| line.starts_with("export ")).unwrap();
    line.split(' ').nth(2).unwrap()
}

/// The type of a shape, by the first type of the module.
fn value(shape: Shape, module: &str) -> String {
    match shape {
        Shape::Declared(_) => format!("api.{}", first(module)),
        Shape::List(shape) => format!("{}[]", value(*shape, module)),
        Shape::Optional(shape) => format!("{} | null", value(*shape, module)),
        Shape::Map { value: shape, .. } => format!("Record<string, {}>", value(*shape, module)),
        _ => "unknown".to_owned(),
    }
}

/// The keys of a shape, by the first type of the module.
fn key(shape: Shape, module: &str) -> String {
    let inside = match shape {
        Shape::Declared(_) => return format!("api.{}Key", first(module)),
        Shape::Optional(shape) => return key(*shape, module),
        Shape::List(shape) => format!("`${{number}}.${{{}}}` | `${{number}}`", key(*shape, module)),
        _ => "string".to_owned(),
    };
    format!("\"_\" | {inside}")
}
