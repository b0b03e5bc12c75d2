//! Every sentence of every language, as a client reads it, with plurals at 0, 1, 2, 3, 5, 11, 21, 1.5 and a million.
//!
//! `UPDATE=1 cargo test -p unprocessable-core --features languages,message-files --test languages` writes the files in
//! `languages/` anew. They are read by people, who see there what a change of a template does.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unprocessable_core::lang::{self, Language};
use unprocessable_core::{Locale, ValidationErrors, Violation, catalogue};

/// English says what the rules say, and its table is its file.
fn english() -> Language {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-language/locales/en.toml");
    Language::from_toml(&fs::read_to_string(path).expect("en.toml")).expect("English")
}

fn all_of(language: &Language) -> String {
    let mut text = String::new();
    for entry in catalogue() {
        let form = if entry.form().is_empty() { "" } else { "." };
        let _ = writeln!(text, "{}{form}{}", entry.code(), entry.form());
        for sentence in language.samples(entry) {
            let _ = writeln!(text, "    {sentence}");
        }
    }
    text
}

#[test]
fn every_sentence_is_as_it_was_read() {
    let english = english();
    let mut stale = Vec::new();
    for language in lang::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/languages/{}.txt", language.tag()));
        let said = all_of(if language.tag() == "en" { &english } else { language });
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &said).expect("a snapshot");
        }
        if fs::read_to_string(&path).unwrap_or_default() != said {
            stale.push(language.tag());
        }
    }
    assert!(stale.is_empty(), "these languages say something else, run this test with UPDATE=1: {stale:?}");
    let files =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-language/locales")).expect("files");
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let languages = names.filter(|name| name.ends_with(".toml") && name != "codes.toml");
    assert_eq!(lang::ALL.len(), languages.count());
}

#[test]
fn no_sentence_has_a_hole() {
    for language in lang::ALL.iter().filter(|language| language.tag() != "en") {
        for entry in catalogue() {
            let sentences = language.samples(entry);
            assert!(!sentences.is_empty(), "{} says nothing of {}", language.tag(), entry.code());
            for sentence in sentences {
                let holes = ["  ", "{", "}", " .", "„“", "«»", "“”", "()"];
                // French has a blank before some signs, but never a plain one.
                assert!(
                    !holes.iter().any(|hole| sentence.contains(hole)),
                    "{} {}: {sentence}",
                    language.tag(),
                    entry.code()
                );
                assert!(
                    !sentence.contains("The ") && !sentence.contains(" must "),
                    "English in {}: {sentence}",
                    language.tag()
                );
            }
        }
    }
}

/// A team's own words replace those of the catalogue, whoever found the violation.
#[test]
fn a_violation_by_its_code_takes_the_words_of_a_team() {
    let words = Locale::from_toml("[messages]\nunique = \"„{attribute}“ ist schon weg.\"", &lang::DE).expect("words");
    let said = Violation::from_code("unique").attribute("Name").message_from(&words).to_string();
    assert_eq!(said, "„Name“ ist schon weg.");
    assert!(Locale::from_toml("[language]\ntag = \"pl\"", &lang::DE).is_err());
}

/// What is inserted is isolated where the language asks for it, and nowhere else.
#[test]
fn only_arabic_isolates() {
    for language in lang::ALL.iter().filter(|language| language.tag() != "en") {
        let all = all_of(language);
        let opened = all.matches('\u{2068}').count();
        assert_eq!(opened, all.matches('\u{2069}').count());
        assert_eq!(opened > 0, language.tag() == "ar", "{}", language.tag());
    }
}

#[test]
fn what_a_database_knows_is_said_in_the_language_too() {
    let said = |violation: Violation| {
        let mut errors = ValidationErrors::new();
        errors.add("email", violation);
        errors.get("email").next().map(|violation| violation.message_from(&lang::DE).to_string())
    };
    let taken = said(Violation::new("unique", "The {attribute} has already been taken."));
    assert_eq!(taken.as_deref(), Some("Der Wert im Feld „email“ ist bereits vergeben."));
    assert_eq!(said(Violation::from_code("unique")), taken);
    let wrong = said(Violation::from_code("exists"));
    assert_eq!(wrong.as_deref(), Some("Die Auswahl im Feld „email“ ist ungültig."));
    let unknown = said(Violation::from_code("gone"));
    assert_eq!(unknown.as_deref(), Some("Das Feld „email“ ist ungültig."));
    // A sentence with arguments needs them, and one of several a kind.
    assert_eq!(said(Violation::from_code("min")), unknown);
    let own = said(Violation::new("unique", "The {attribute} is gone."));
    assert_eq!(own.as_deref(), Some("The email is gone."));
    let other = said(Violation::new("exclusive", "The {attribute} has already been taken."));
    assert_eq!(other.as_deref(), Some("The email has already been taken."));
}
