//! The law under everything in `decode`: what `serde_json` accepts and what it makes of it, so do we.

mod refused;
mod samples;
mod zoo;

use std::fmt::Debug;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;

use unprocessable_core::decode::{Document, Problem, ProblemKind, Reason, Refusals};

proptest! {
    #[test]
    fn the_parser_accepts_what_serde_json_skips(source in samples::document()) {
        let theirs = serde_json::from_slice::<IgnoredAny>(&source);
        prop_assert_eq!(Document::parse(&source).is_ok(), theirs.is_ok());
    }

    #[test]
    fn a_problem_lies_inside_the_source(source in samples::document()) {
        if let Err(problem) = Document::parse(&source) {
            prop_assert!(problem.offset <= source.len());
            let place = problem.place(&source);
            prop_assert!(place.line >= 1 && place.column >= 1);
        }
    }

    #[test]
    fn every_type_decodes_as_with_serde_json(source in samples::document()) {
        zoo::visit(&source);
    }
}

#[test]
fn every_kind_of_value_and_key_decodes_as_with_serde_json() {
    for source in samples::table() {
        zoo::visit(&source);
    }
}

/// Compares one type on one document. Debug output tells `-0.0` from `0.0`, which `==` does not.
fn agree<'de, T: Deserialize<'de> + Debug>(source: &'de [u8]) {
    let name = std::any::type_name::<T>();
    let shown = source.escape_ascii();
    let theirs = serde_json::from_slice::<T>(source).ok().map(|value| format!("{value:?}"));
    let Ok(document) = Document::parse(source) else {
        assert!(theirs.is_none() || reads_control_characters(source), "{name} {shown}");
        return;
    };
    let ours = document.root().decode::<T>().ok().map(|value| format!("{value:?}"));
    assert_eq!(ours, theirs, "{name} {shown}");

    let refusals = Refusals::up_to(100);
    let collected = document.root().collect::<T>(&refusals).map(|value| format!("{value:?}"));
    let refusals = refusals.into_vec();
    for refusal in &refusals {
        let node = refusal.node(&document);
        assert!(node.trail(document.root()).len() <= source.len(), "{name} {shown}");
        let problem: Option<Problem> = refusal.problem(&document);
        assert!(problem.is_none_or(|problem| problem.offset < source.len()), "{name} {shown}");
    }
    if collected.is_some() {
        assert_eq!(collected, ours, "{name} {shown}");
        assert!(refusals.is_empty(), "{name} {shown}");
    } else if ours.is_some() {
        let repeated = Reason::Malformed(ProblemKind::DuplicateKey);
        let reasons: Vec<_> = refusals.iter().map(|refusal| refusal.reason).collect();
        assert_eq!(reasons, [repeated], "{name} {shown}");
    } else {
        assert!(!refusals.is_empty(), "{name} {shown}");
    }
}

/// The one known difference: in a text that a type reads as bytes, `serde_json` takes raw control
/// characters, which no JSON document may have.
fn reads_control_characters(source: &[u8]) -> bool {
    source.iter().any(|byte| *byte < 0x20)
}
