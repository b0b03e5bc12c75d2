//! The types of the zoo: everything that serde's derive knows.

use unprocessable_testing::{Documents, Draw, Generators};

use crate::animals;
use crate::rules::random;

fn all() -> Vec<(&'static str, Documents)> {
    let of = |animal: animals::Animal| {
        let documents = Documents::by(animal.name, animal.schema, move |bytes| (animal.answer)(bytes));
        let documents = match animal.name {
            // serde reads names there, and does not tell which.
            "Identifiers" => documents.generators(
                Generators::new()
                    .at("one", |_| "secs".into())
                    .at("open", |_| "known".into())
                    .at("variant", |_| "up".into()),
            ),
            // A function reads one of its variants, so nothing is known of it.
            "Vec<UntaggedKeys>" => documents.generators(Generators::new().at("*", |_| serde_json::json!({ "two": 1 }))),
            _ => documents,
        };
        (animal.name, documents)
    };
    animals::all().into_iter().map(of).collect()
}

/// Types of which no document is made, and why.
const LEFT: &[(&str, &str)] = &[];

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

/// Rules that no document breaks alone, and why.
const UNBROKEN: &[(&str, &str, &str)] = &[];

#[test]
fn each_rule_is_broken_alone() {
    let (mut failures, mut count) = (Vec::new(), 0);
    for (name, documents) in all() {
        if LEFT.iter().any(|(left, _)| *left == name) {
            continue;
        }
        for (key, code) in documents.rules() {
            let is_left = UNBROKEN.iter().any(|(of, at, _)| *of == name && *at == key);
            for seed in 0..3 {
                let mut random = random(seed);
                match documents.breaks(&mut Draw::fresh(&mut random), &key, code) {
                    Ok(document) => {
                        let found = documents.violations(&document);
                        let [(at, of)] = &found[..] else { panic!("{name} {key} {document} {found:?}") };
                        assert_eq!(of, code.name(), "{name} {key} {document}");
                        assert!(fits(&key, at), "{name} {key} {at} {document}");
                        assert!(!is_left, "{name} {key} is broken: {document}");
                        count += 1;
                    }
                    Err(_) if is_left => break,
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
