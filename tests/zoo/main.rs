//! The laws of decode, over types that use everything serde's derive knows, and documents that are broken in
//! every way.
#![allow(missing_docs, dead_code, unreachable_pub)]
// Functions beside the tests fail a test, too.
#![allow(clippy::unwrap_used)]

mod animals;
mod breaks;
mod hostile;
mod json;
mod laws;
mod mutate;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::json::Json;

#[test]
fn valid_documents_are_accepted() {
    for animal in animals::all() {
        for document in &animal.documents {
            let answer = (animal.answer)(document.as_bytes());
            assert!(answer.is_none(), "{} {document}: {}", animal.name, answer.unwrap().said);
        }
    }
}

#[test]
fn valid_documents_agree() {
    let mut seen = Failures::default();
    for animal in animals::all() {
        for document in &animal.documents {
            seen.watch(animal.name, document.as_bytes(), || (animal.agree)(document.as_bytes()));
        }
    }
}

/// How many documents each type is shown in each test; `ZOO_CASES` sets another number.
fn cases(default: u32) -> u32 {
    std::env::var("ZOO_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

#[test]
fn mutated_documents_agree_and_no_answer_says_what_was_sent() {
    let mut seen = Failures::default();
    for animal in animals::all() {
        let documents = proptest::sample::select(animal.documents.clone());
        let changes = proptest::collection::vec(mutate::change(), 1..5);
        let outcome = runner(cases(300)).run(&(documents, changes), |(document, changes)| {
            let mut json = Json::parse(document);
            changes.iter().for_each(|change| mutate::apply(&mut json, change));
            let source = json.to_string();
            let law = || {
                (animal.agree)(source.as_bytes());
                if let Some(answer) = (animal.answer)(source.as_bytes()) {
                    for secret in mutate::SECRETS {
                        assert!(!answer.said.contains(secret), "{}", answer.said);
                    }
                }
            };
            seen_by(&source, law)
        });
        seen.note(animal.name, outcome);
    }
}

#[test]
fn scrambled_bytes_agree() {
    let mut seen = Failures::default();
    for animal in animals::all() {
        let documents = proptest::sample::select(animal.documents.clone());
        let byte = prop_oneof![any::<u8>(), proptest::sample::select(br#"{}[]",:0-.eE\u"#.as_slice())];
        let changes = proptest::collection::vec((any::<usize>(), any::<u8>(), byte), 1..4);
        let outcome = runner(cases(200)).run(&(documents, changes), |(document, changes)| {
            let mut source = document.as_bytes().to_vec();
            mutate::scramble(&mut source, &changes);
            seen_by(&source.escape_ascii().to_string(), || (animal.agree)(&source))
        });
        seen.note(animal.name, outcome);
    }
}

#[test]
fn hostile_documents_agree() {
    let mut seen = Failures::default();
    for animal in animals::all() {
        for document in hostile::documents(&animal) {
            seen.watch(animal.name, &document, || (animal.agree)(&document));
        }
    }
}

#[test]
fn what_is_broken_is_named_and_nothing_else() {
    let mut seen = Failures::default();
    for animal in animals::all() {
        for document in &animal.documents {
            let whole = Json::parse(document);
            let broken = breaks::of(&animal, &whole);
            for one in &broken {
                seen.watch(animal.name, one.document.as_bytes(), || one.assert_names_its_place(&animal, &whole));
            }
            if broken.len() < 2 {
                continue;
            }
            let picks = proptest::collection::vec(0..broken.len(), 2..7);
            let outcome = runner(cases(100)).run(&picks, |picks| {
                let picked = breaks::independent(&animal, &whole, picks.iter().map(|at| &broken[*at]));
                let json = breaks::all_at_once(&whole, &picked);
                seen_by(&json.to_string(), || breaks::assert_all_named(&animal, &json, &picked))
            });
            seen.note(animal.name, outcome);
        }
    }
}

/// Turns a broken law into a failed case, which then is made smaller.
fn seen_by(source: &str, law: impl FnOnce()) -> Result<(), TestCaseError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(law)).map_err(|reason| {
        let reason = reason.downcast_ref::<String>().map_or("it panicked", String::as_str);
        TestCaseError::fail(format!("{source}\n  {reason}"))
    })
}

/// Gathers what fails, and says it all at the end.
#[derive(Default)]
pub struct Failures(Vec<String>);

impl Failures {
    fn note<T: std::fmt::Debug>(&mut self, name: &str, outcome: Result<(), proptest::test_runner::TestError<T>>) {
        if let Err(proptest::test_runner::TestError::Fail(reason, _)) = outcome {
            self.0.push(format!("{name}\n  {reason}"));
        }
    }

    pub fn watch(&mut self, name: &str, document: &[u8], law: impl FnOnce()) {
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(law));
        if let Err(reason) = outcome {
            let reason = reason.downcast_ref::<String>().map(String::as_str);
            let reason = reason.unwrap_or("it panicked");
            self.0.push(format!("{name}\n  {}\n  {reason}", document.escape_ascii()));
        }
    }
}

impl Drop for Failures {
    fn drop(&mut self) {
        if !self.0.is_empty() && !std::thread::panicking() {
            panic!("{} failures\n{}", self.0.len(), self.0[..self.0.len().min(25)].join("\n"));
        }
    }
}
