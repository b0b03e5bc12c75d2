//! A valid value costs no allocation; a failing one a few, however much is wrong.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;
use unprocessable::{Normalize as _, Validate, from_json, lang};

use crate::allocations;

#[derive(Validate)]
struct Item {
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: String,
    #[validate(range(1..=1000))]
    quantity: u32,
}

#[derive(Validate)]
struct Order {
    #[validate(required, email)]
    email: String,
    #[validate(length(min = 8, max = 72, bytes))]
    password: String,
    #[validate(length(1..=100))]
    name: Option<String>,
    #[validate(gt(0), lt(self.limit))]
    amount: f64,
    limit: u64,
    #[validate(length(max = 10), each(length(min = 1)))]
    tags: Vec<String>,
    #[validate(keys(length(max = 9)), values(gt(0)))]
    prices: HashMap<String, u32>,
    #[validate(values(nested))]
    by_name: BTreeMap<u32, Item>,
    #[validate(length(1..=50), nested)]
    items: Vec<Item>,
}

fn order(items: usize, quantity: u32) -> Order {
    Order {
        email: "jane.doe@example.com".into(),
        password: "correct horse".into(),
        name: Some("日本語".into()),
        amount: 1.5,
        limit: 100,
        tags: vec!["new".into(), "vip".into()],
        prices: (0..20).map(|n| (n.to_string(), 1)).collect(),
        by_name: BTreeMap::from([(1, Item { sku: "ABC-0001".into(), quantity: 1 })]),
        items: (0..items).map(|_| Item { sku: "ABC-0001".into(), quantity }).collect(),
    }
}

#[test]
fn success_allocates_nothing() {
    let order = order(50, 1);
    let (result, count) = allocations(|| order.validate());
    assert!(result.is_ok());
    assert_eq!(count, 0);
}

#[test]
fn failure_allocates_for_a_few_growing_buffers_only() {
    let (few, many) = (order(4, 0), order(40, 0));
    let (errors, for_few) = allocations(|| few.validate().unwrap_err());
    assert_eq!(errors.len(), 4);
    let (errors, for_many) = allocations(|| many.validate().unwrap_err());
    assert_eq!(errors.len(), 40);
    // Ten times the violations: the two buffers double a few times more.
    assert!(for_many <= for_few + 8, "{for_few} and {for_many}");
    let (_, for_body) = allocations(|| errors.to_json());
    assert!(for_body <= 2, "{for_body}");
    // Longer sentences let the body grow once more.
    let (_, in_german) = allocations(|| errors.body().messages(&lang::DE).to_json());
    assert!(in_german <= for_body + 2, "{in_german}");
}

/// Every word of `normalize`, on all kinds of text.
#[derive(Deserialize, Validate)]
#[validate(normalize(trim, collapse, blank_to_none))]
struct Normal<'a> {
    #[validate(normalize(lowercase, nfc), required, email)]
    email: String,
    #[validate(normalize(strip("-", " "), uppercase, default = "DE"), length(max = 22))]
    iban: Option<Box<str>>,
    #[validate(normalize(nfkc), length(max = 9))]
    title: Cow<'a, str>,
    #[validate(normalize(digits_only))]
    digits: Option<String>,
    #[validate(length(max = 9), each(normalize(lowercase), length(max = 9)))]
    tags: BTreeSet<String>,
    #[validate(each(normalize(lowercase)))]
    hashed: HashSet<String>,
    #[validate(values(normalize(trim_end, trim_start)))]
    prices: HashMap<String, String>,
    list: Vec<Option<String>>,
    #[validate(nested)]
    items: Vec<NormalItem>,
}

#[derive(Deserialize, Validate, PartialEq, Eq, PartialOrd, Ord)]
struct NormalItem {
    #[validate(normalize(trim), length(max = 9))]
    name: String,
}

/// The same without a word.
#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Plain<'a> {
    #[validate(required, email)]
    email: String,
    #[validate(length(max = 22))]
    iban: Option<Box<str>>,
    #[validate(length(max = 9))]
    title: Cow<'a, str>,
    digits: Option<String>,
    #[validate(length(max = 9), each(length(max = 9)))]
    tags: BTreeSet<String>,
    hashed: HashSet<String>,
    prices: HashMap<String, String>,
    list: Vec<Option<String>>,
    #[validate(nested)]
    items: Vec<PlainItem>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct PlainItem {
    #[validate(length(max = 9))]
    name: String,
}

#[test]
fn what_is_in_order_is_not_touched() {
    let json = r#"{
        "email": "jane.doe@example.com", "iban": "DE89370400440532013000", "title": "日本 ❤️", "digits": null,
        "tags": ["new", "vip"], "hashed": ["a", "b"], "prices": {"a": "1 EUR"}, "list": ["x", null],
        "items": [{"name": "a b"}]
    }"#;
    let (plain, without) = allocations(|| from_json::<Plain<'_>>(json.as_bytes()));
    let (normal, with) = allocations(|| from_json::<Normal<'_>>(json.as_bytes()));
    assert!(plain.is_ok());
    assert_eq!(with, without);
    let mut normal = normal.unwrap().into_inner();
    let ((), count) = allocations(|| normal.normalize());
    assert_eq!(count, 0);
    // A text that the program owns is cut where it is.
    normal.email = " jane.doe@example.com\n".into();
    normal.items[0].name.push(' ');
    let ((), count) = allocations(|| normal.normalize());
    assert_eq!((count, &*normal.email, &*normal.items[0].name), (0, "jane.doe@example.com", "a b"));
    // A set is put together anew, if something in it changes.
    normal.tags.insert("NEW".into());
    normal.normalize();
    assert_eq!(normal.tags, BTreeSet::from(["new".into(), "vip".into()]));
}
