//! Documents in arrays of all types: what comes out is what went in, and columns say what derived structs, the sets of their
//! declarations, and sets written by hand say of the documents.

#[path = "support/arrays.rs"]
mod arrays;
#[allow(dead_code)]
#[path = "../../validator-ruleset/tests/agreement/documents.rs"]
mod documents;
#[path = "../../validator-ruleset/tests/agreement/types.rs"]
mod types;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use arrow_array::Array;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable::declaration::{Declare, declaration};
use unprocessable::decode::Inspect;
use unprocessable::{Rejection, Validate, ValidationErrors, from_value};
use unprocessable_ruleset::RuleSet;

use arrays::Arrays;
use documents::Documents;
use types::{Everything, Odd, Order, Shop};

const DOCUMENTS: usize = 10_000;

#[test]
fn orders() {
    let by_hand = include_str!("../../validator-ruleset/tests/agreement/order.toml");
    agree::<Order>(1, Some(by_hand), documents::ORDER);
}

#[test]
fn everything_that_a_set_can_say() {
    let by_hand = include_str!("../../validator-ruleset/tests/agreement/everything.toml");
    agree::<Everything>(2, Some(by_hand), documents::EVERYTHING);
}

#[test]
fn shops_with_elements_and_maps() {
    let by_hand = include_str!("../../validator-ruleset/tests/agreement/shop.toml");
    agree::<Shop>(3, Some(by_hand), documents::SHOP);
}

#[test]
fn what_only_a_declaration_says() {
    agree::<Odd>(4, None, documents::ODD);
}

/// What few types say, and few documents of the others reach.
#[derive(Deserialize, Validate)]
struct Rare {
    #[validate(length(max = 2))]
    set: BTreeSet<i64>,
    #[serde(alias = "other_name")]
    #[validate(prohibited)]
    count: Option<i64>,
    #[validate(gt(self.count))]
    more: Option<i64>,
    #[validate(prohibited)]
    nothing: Option<String>,
    #[serde(default)]
    #[validate(range(1..=9))]
    level: u8,
    initial: char,
}

/// Columns leave these rows to their documents.
#[derive(Deserialize, Validate)]
struct Conditional {
    is_member: bool,
    #[validate(when(self.is_member, nested))]
    part: Part,
}

#[derive(Deserialize, Validate)]
struct Part {
    #[validate(range(1..=9))]
    count: i64,
}

#[test]
fn what_is_rare() {
    agree::<Rare>(5, None, r#"{ "set": [1, 2, 2], "more": 5, "level": 1, "initial": "J" }"#);
    agree::<Conditional>(6, None, r#"{ "is_member": true, "part": { "count": 3 } }"#);
}

#[test]
fn rules_that_do_not_apply_fail_nothing() {
    let set = RuleSet::from_json(&declaration::<Conditional>().to_json().to_string()).expect("a set");
    let document = |is_member, count| serde_json::json!({ "is_member": is_member, "part": { "count": count } });
    let (array, _) = Arrays { random: fastrand::Rng::with_seed(1) }.array(&[
        document(true, 3),
        document(true, 50),
        document(false, 50),
        document(false, 3),
    ]);
    let is_valid: Vec<bool> = unprocessable_arrow::valid(&set, &array).values().iter().collect();
    assert_eq!(is_valid, [true, false, true, true]);
}

fn agree<T>(seed: u64, by_hand: Option<&str>, valid: &str)
where
    T: DeserializeOwned + Validate + Declare + for<'de> Inspect<'de>,
{
    let declared = RuleSet::from_json(&declaration::<T>().to_json().to_string()).expect("a set");
    let by_hand = by_hand.map(|set| RuleSet::from_toml(set).expect("a set"));
    let sets: Vec<&RuleSet> = by_hand.iter().chain([&declared]).collect();
    let valid: Value = serde_json::from_str(valid).expect("JSON");
    let (mut documents, mut arrays) = (Documents::new(seed), Arrays { random: fastrand::Rng::with_seed(seed) });
    let (mut checked, mut invalid) = (0, 0);
    while checked < DOCUMENTS {
        let count = arrays.random.usize(1..40);
        let one = |documents: &mut Documents, is_valid| if is_valid { valid.clone() } else { documents.like(&valid) };
        let given: Vec<Value> = (0..count).map(|_| one(&mut documents, arrays.random.bool())).collect();
        let (array, stored) = arrays.array(&given);
        assert_eq!((array.len(), stored.len()), (count, count));
        let wanted: Vec<Option<String>> = stored.iter().map(said_by::<T>).collect();
        for (row, document) in stored.iter().enumerate() {
            assert_eq!(unprocessable_arrow::document(&array, row), *document, "of {}", array.data_type());
        }
        for set in &sets {
            let mut found = vec![None; count];
            for (row, errors) in unprocessable_arrow::errors(set, &array) {
                found[row] = Some(said(&errors));
            }
            let is_valid = unprocessable_arrow::valid(set, &array);
            for (row, document) in stored.iter().enumerate() {
                assert_eq!(found[row], wanted[row], "{document} in {}", array.data_type());
                assert_eq!(is_valid.value(row), wanted[row].is_none(), "{document} in {}", array.data_type());
            }
        }
        invalid += wanted.iter().flatten().count();
        checked += count;
    }
    assert!(invalid > checked / 4 && invalid < checked, "{invalid} of {checked} documents are invalid");
}

fn said_by<T>(document: &Value) -> Option<String>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    match from_value::<T>(document.clone()) {
        Ok(_) => None,
        Err(Rejection::Invalid(errors)) => Some(said(&errors)),
        Err(rejection) => panic!("{document}: {rejection:?}"),
    }
}

fn said(errors: &ValidationErrors) -> String {
    errors.iter().fold(String::new(), |mut text, (key, violation)| {
        let _ = writeln!(text, "{key} {} {}", violation.code(), violation.message());
        text
    })
}
