//! Own parser and decoder against `serde_json`: the same documents, the same values.
//!
//! `cargo fuzz run document --sanitizer none`, with `RUSTC_BOOTSTRAP=1` where there is no nightly.

#![no_main]

use std::collections::BTreeMap;
use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;
use unprocessable_core::decode::{Document, Refusals};

fuzz_target!(|source: &[u8]| {
    let accepted = serde_json::from_slice::<IgnoredAny>(source).is_ok();
    match Document::parse(source) {
        Ok(document) => {
            assert!(accepted, "accepts too much");
            agree::<Value>(&document);
            agree::<&str>(&document);
            agree::<Vec<&RawValue>>(&document);
            agree::<Vec<f32>>(&document);
            agree::<BTreeMap<i8, Vec<u64>>>(&document);
            agree::<BTreeMap<String, Option<i128>>>(&document);
        }
        Err(problem) => {
            assert!(!accepted, "accepts too little");
            assert!(problem.offset <= source.len());
            assert!(problem.place(source).line >= 1);
        }
    }
});

/// Debug output tells `-0.0` from `0.0`, which `==` does not.
fn agree<'de, T: Deserialize<'de> + Debug>(document: &Document<'de>) {
    let theirs = serde_json::from_slice::<T>(document.source()).ok();
    let ours = document.root().decode::<T>().ok();
    assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));

    let refusals = Refusals::up_to(100);
    match document.root().collect::<T>(&refusals) {
        Some(collected) => assert_eq!(format!("{:?}", Some(collected)), format!("{ours:?}")),
        None => assert!(!refusals.into_vec().is_empty()),
    }
}
