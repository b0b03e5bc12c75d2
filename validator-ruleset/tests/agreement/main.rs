//! The same documents through derived structs, through the sets made of their declarations, and through sets written by
//! hand: the same keys, codes and sentences, in the same order, in three languages.

mod documents;
mod types;

use std::fmt::Write as _;

use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable::declaration::{Declare, declaration};
use unprocessable::decode::Inspect;
use unprocessable::{Rejection, Validate, ValidationErrors, from_value, lang};
use unprocessable_ruleset::RuleSet;

use documents::Documents;
use types::{Everything, Odd, Order, Shop};

/// How many documents are made for each type.
const DOCUMENTS: usize = 10_000;

#[test]
fn orders() {
    agree::<Order>(1, Some(include_str!("order.toml")), documents::ORDER);
}

#[test]
fn everything_that_a_set_can_say() {
    agree::<Everything>(2, Some(include_str!("everything.toml")), documents::EVERYTHING);
}

#[test]
fn shops_with_elements_and_maps() {
    agree::<Shop>(3, Some(include_str!("shop.toml")), documents::SHOP);
}

#[test]
fn what_only_a_declaration_says() {
    agree::<Odd>(4, None, documents::ODD);
}

fn agree<T>(seed: u64, by_hand: Option<&str>, valid: &str)
where
    T: DeserializeOwned + Validate + Declare + for<'de> Inspect<'de>,
{
    let declared = declaration::<T>().to_json().to_string();
    let declared = RuleSet::from_json(&declared).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let by_hand = by_hand.map(|set| RuleSet::from_toml(set).unwrap_or_else(|mistakes| panic!("{mistakes}")));
    let valid: Value = serde_json::from_str(valid).expect("JSON");
    let (mut invalid, mut documents) = (0, Documents::new(seed));
    for round in 0..DOCUMENTS {
        let document = if round == 0 { valid.clone() } else { documents.like(&valid) };
        let derived = match from_value::<T>(document.clone()) {
            Ok(_) => ValidationErrors::new(),
            Err(Rejection::Invalid(errors)) => errors,
            Err(rejection) => panic!("{document}: {rejection:?}"),
        };
        invalid += usize::from(!derived.is_empty());
        let wanted = said(&derived);
        let sets = [Some(("the declaration", &declared)), by_hand.as_ref().map(|set| ("the set by hand", set))];
        for (name, set) in sets.into_iter().flatten() {
            let found = said(&set.check(&document).err().unwrap_or_default());
            assert!(found == wanted, "{name}, round {round}, {document}:\n{found}\nbut the struct says\n{wanted}");
        }
        assert!(round > 0 || derived.is_empty(), "the first document is valid: {wanted}");
    }
    assert!(invalid > DOCUMENTS / 2 && invalid < DOCUMENTS, "{invalid} documents are invalid");
}

fn said(errors: &ValidationErrors) -> String {
    let mut text = String::new();
    for (key, violation) in errors.iter() {
        let (english, german) = (violation.message(), violation.message_from(&lang::DE));
        let polish = violation.message_from(&lang::PL);
        let arguments: Vec<String> = violation.arguments().map(|(name, value)| format!("{name}={value}")).collect();
        let _ = writeln!(text, "{key} {} {english} | {german} | {polish} | {}", violation.code(), arguments.join(", "));
    }
    for body in [errors.body().to_json(), errors.body().messages(&lang::DE).to_json()] {
        let _ = writeln!(text, "{body}");
    }
    if errors.is_truncated() {
        text.push_str("truncated\n");
    }
    text
}
