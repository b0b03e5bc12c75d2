//! The types of the zoo, which use everything that serde's derive knows, and those with rules of all kinds.

use unprocessable_testing::{Documents, Draw, Generators};

use crate::animals;
use crate::rules::random;
use crate::types;

/// Types whose rules nobody can know, with what to make of them.
fn generators(name: &str) -> Generators {
    match name {
        // serde reads names there, and does not tell which.
        "Identifiers" => {
            Generators::new().at("one", |_| "secs".into()).at("open", |_| "known".into()).at("variant", |_| "up".into())
        }
        // A function reads one of its variants, so nothing is known of it.
        "Vec<UntaggedKeys>" => Generators::new().at("*", |_| serde_json::json!({ "two": 1 })),
        // Its rules are functions.
        "Own" => Generators::new()
            .at("even", |draw| (2 * draw.below(50)).into())
            .at("whole", |draw| (2 * draw.below(50) + 1).into())
            .breaks("even", "custom", |draw| (2 * draw.below(50) + 1).into()),
        _ => Generators::new(),
    }
}

fn all() -> Vec<(&'static str, Documents)> {
    let of = |animal: animals::Animal| {
        let documents = Documents::by(animal.name, animal.schema, move |bytes| (animal.answer)(bytes));
        (animal.name, documents.generators(generators(animal.name)))
    };
    let ruled = types::subjects()
        .into_iter()
        .map(|subject| (subject.name, subject.documents.generators(generators(subject.name))));
    animals::all().into_iter().map(of).chain(ruled).collect()
}

/// Types of which no document is made, and why.
const LEFT: &[(&str, &str)] =
    &[("OfTaggedClosed", "serde takes the tag of a flattened enum for an unknown field, so it accepts nothing")];

#[test]
fn valid_documents_are_valid() {
    let mut failures = Vec::new();
    for (name, documents) in all() {
        let is_left = LEFT.iter().any(|(left, _)| *left == name);
        for seed in 0..30 {
            let mut random = random(seed);
            match documents.valid(&mut Draw::fresh(&mut random)) {
                Ok(document) => {
                    let found = documents.violations(&document);
                    assert!(found.is_empty(), "{name} {document} {found:?}");
                    assert!(!is_left, "{name} is made: {document}");
                }
                Err(_) if is_left => break,
                Err(why) => {
                    failures.push(format!("{name} (seed {seed}): {why}"));
                    break;
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// Rules that are not broken alone, and why.
const UNBROKEN: &[(&str, &str, &str)] = &[
    ("Converted", "upper", "it is put in upper case first"),
    ("Words", "default", "a value that is absent gets another one first"),
    ("Words", "language", "`required` and what puts it in order are on the same field"),
    ("Words", "maybe", "what is blank becomes `null` first"),
    ("Words", "patch", "it is put in order first"),
    ("Elements", "tags.*", "the choices are as short as the rule asks for"),
    ("Others", "number", "what the rule looks at is put in order first"),
    ("Combined", "choice", "one of its rules breaks with another"),
    ("Combined", "count", "one of its rules breaks with another"),
    ("Combined", "name", "one of its rules breaks with another"),
    ("Payment", "coins", "both rules ask for the opposite of one condition"),
    ("Without", "phone", "the fields that must be absent for it are demanded by rules of their own"),
    ("Clashing", "price", "two fields have this name"),
    ("Internal", "price", "several variants have a field of this name, and only some have the rule"),
    ("Holds", "adjacent.c", "several variants have content at this place, and only some have the rule"),
    ("Holds", "maybe.*", "several variants have content at this place, and only some have the rule"),
];

/// A type that contains itself has rules at any depth.
const DEEPEST: usize = 5;

#[test]
fn each_rule_is_broken_alone() {
    let (mut failures, mut count) = (Vec::new(), 0);
    for (name, documents) in all() {
        if LEFT.iter().any(|(left, _)| *left == name) {
            continue;
        }
        for (key, code) in documents.rules() {
            if UNBROKEN.iter().any(|(of, at, _)| *of == name && *at == key) || key.split('.').count() > DEEPEST {
                continue;
            }
            for seed in 0..3 {
                let mut random = random(seed);
                match documents.breaks(&mut Draw::fresh(&mut random), &key, code) {
                    Ok(document) => {
                        let found = documents.violations(&document);
                        // `distinct` speaks of the item that was there before.
                        let at_key =
                            |at: &str| fits(&key, at) || code.name() == "distinct" && fits(&format!("{key}.*"), at);
                        let is_right = matches!(&found[..], [(at, of)] if of == code.name() && at_key(at));
                        if !is_right {
                            failures.push(format!("{name} {key} {}: {document} {found:?}", code.name()));
                            break;
                        }
                        count += 1;
                    }
                    Err(why) => {
                        failures.push(format!("{name} {key} {} (seed {seed}): {why}", code.name()));
                        break;
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
    assert!(count > 300, "{count}");
}

/// Whether a key is one of a pattern.
fn fits(pattern: &str, key: &str) -> bool {
    let (mut pattern, mut key) = (pattern.split('.'), key.split('.'));
    loop {
        match (pattern.next(), key.next()) {
            (None, None) => return true,
            (Some("*"), Some(_)) => {}
            // The segment of a whole.
            (None, Some("_")) => return true,
            (wanted, found) if wanted == found => {}
            _ => return false,
        }
    }
}
