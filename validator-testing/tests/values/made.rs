//! Strategies, values by random numbers, generators of the user, groups, contexts, and what is said where nothing can
//! be made.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use rand::SeedableRng as _;
use rand::rngs::SmallRng;
use serde::Deserialize;
use serde_json::json;
use unprocessable::{Group, Patch, Validate, Violation, from_json, rules};
use unprocessable_testing::{
    Code, Documents, Draw, Generators, Values, assert_invalid, assert_valid, codes, fake, strategies,
};

use crate::rules::random;

struct Create;
impl Group for Create {}

#[derive(Debug, Clone, PartialEq, Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Order {
    #[validate(required, email, length(max = 60))]
    email: String,
    #[validate(on(Create, required), length(min = 3, max = 20), regex("^[a-z][a-z0-9-]*$"))]
    user_name: Option<String>,
    #[validate(same(self.email))]
    email_again: String,
    #[validate(required, length(min = 1, max = 5), nested)]
    items: Vec<Item>,
    #[validate(values(range(0..=100)), keys(length(equal = 3), lowercase))]
    shares: BTreeMap<String, u8>,
    #[validate(required_if(self.payment == "card"), credit_card)]
    card: Option<String>,
    #[validate(one_of(["card", "invoice"]))]
    payment: String,
    #[validate(date, after_or_equal("2024-01-01"))]
    from: String,
    #[validate(date, after(self.from))]
    to: String,
    #[validate(each(one_of(["new", "gift"])), distinct)]
    tags: Vec<String>,
    #[serde(default)]
    #[validate(length(max = 10))]
    note: Patch<String>,
    #[validate(nested)]
    delivery: Delivery,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Validate)]
struct Item {
    #[validate(gte(1))]
    count: u32,
    #[validate(gt(0), lte(10_000))]
    price: f64,
    #[validate(gte(self.price))]
    list_price: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Validate)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Delivery {
    Pickup,
    Post {
        #[validate(digits(5))]
        zip: String,
        #[validate(country)]
        country: String,
    },
}

/// Rules of a program, and rules that look at what is around them.
#[derive(Debug, Clone, Deserialize, Validate)]
#[validate(custom(cheap), field = "price")]
struct Product {
    #[validate(custom(sku), length(max = 8))]
    sku: String,
    #[validate(gte(0))]
    price: i64,
    #[validate(crate::made::even)]
    even: u8,
}

#[derive(Clone, Copy, Debug)]
pub struct Even;

impl Even {
    pub const fn verify(&self) {}
}

pub const fn even() -> Even {
    Even
}

impl rules::Describe for Even {
    const CODE: &'static str = "even";

    fn sentence(&self, _: unprocessable::Kind) -> &'static str {
        "The {attribute} must be even."
    }
}

impl rules::Rule<u8> for Even {
    fn check(&self, value: &u8) -> bool {
        value % 2 == 0
    }
}

fn sku(text: &str) -> Result<(), Violation> {
    if text.starts_with("A-") { Ok(()) } else { Err(Violation::new("sku", "The {attribute} is no article.")) }
}

fn cheap(product: &Product) -> Result<(), Violation> {
    if product.price <= 100 { Ok(()) } else { Err(Violation::new("cheap", "The {attribute} is too high.")) }
}

fn generators() -> Generators {
    Generators::new()
        .at("sku", |draw| format!("A-{}", draw.below(1000)).into())
        .at("even", |draw| (2 * draw.below(100)).into())
        .at("price", |draw| draw.below(101).into())
        .as_made("_")
        .breaks("sku", "sku", |draw| format!("B-{}", draw.below(1000)).into())
        .breaks("even", "even", |_| 3.into())
        .breaks("price", "cheap", |draw| (101 + draw.below(9)).into())
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new_with_rng(
        Config { cases, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    )
}

#[test]
fn every_value_keeps_the_rules() {
    runner(300)
        .run(&strategies::valid::<Order>(), |order| {
            assert_valid!(order.validate());
            Ok(())
        })
        .unwrap();
}

#[test]
fn every_rule_of_an_order_is_broken_alone() {
    let (documents, mut count) = (Documents::of::<Order>(), 0);
    for (key, code) in documents.rules() {
        for seed in 0..10 {
            let mut random = random(seed);
            let document = documents.breaks(&mut Draw::fresh(&mut random), &key, code).unwrap();
            let found = documents.violations(&document);
            assert!(matches!(&found[..], [(_, of)] if of == code.name()), "{key} {document} {found:?}");
            count += 1;
        }
    }
    assert!(count > 250, "{count}");
}

#[test]
fn values_break_one_rule() {
    let rules: [(&str, Code); 9] = [
        ("email", codes::email),
        ("emailAgain", codes::same),
        ("items", codes::length),
        ("items.*.price", codes::gt),
        ("items.1.listPrice", codes::gte),
        ("shares.*", codes::range),
        ("card", codes::required_if),
        ("to", codes::after),
        ("delivery.zip", codes::digits),
    ];
    for (key, code) in rules {
        let key = key.replace("listPrice", "list_price");
        runner(60)
            .run(&strategies::breaks::<Order>(&key, code), |order| {
                let errors = order.validate().unwrap_err();
                let found: Vec<_> = errors.iter().map(|(key, violation)| (key, violation.code())).collect();
                assert!(matches!(&found[..], [(_, of)] if *of == code.name()), "{key} {found:?}");
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn a_blank_address_breaks_two_rules() {
    // Both run, so that neither can be broken by blank text alone; `null` is no value of the type, but a document has
    // it.
    let mut random = random(1);
    let why = Values::<Order>::new().breaks(&mut Draw::fresh(&mut random), "email", rules::required()).unwrap_err();
    assert!(why.contains("`required` at `email`") && why.contains("also break: email)"), "{why}");
    let document = Documents::of::<Order>().breaks(&mut Draw::fresh(&mut random), "email", rules::required()).unwrap();
    assert_invalid!(from_json::<Order>(document.to_string().as_bytes()), "email" => required, only);
}

#[test]
fn types_of_values_are_broken_too() {
    let documents = Documents::of::<Order>();
    for (key, code) in [
        ("email", codes::text),
        ("items", codes::list),
        ("items.0.count", codes::integer),
        ("items.*.price", codes::number),
        ("shares", codes::object),
        ("delivery.kind", codes::choice),
        ("items.0.count", codes::range),
    ] {
        for seed in 0..10 {
            let mut random = random(seed);
            match documents.breaks(&mut Draw::fresh(&mut random), key, code) {
                Ok(document) => {
                    let found = documents.violations(&document);
                    assert!(matches!(&found[..], [(_, of)] if of == code.name()), "{key} {document} {found:?}");
                }
                // The tag has no rules and no place of its own.
                Err(why) => assert!(key == "delivery.kind", "{key}: {why}"),
            }
        }
    }
}

#[test]
fn what_fails_becomes_smaller_and_stays_valid() {
    let seen = Arc::new(Mutex::new(0));
    let count = Arc::clone(&seen);
    let failed = runner(100).run(&strategies::valid::<Order>(), move |order| {
        assert_valid!(order.validate());
        *count.lock().unwrap() += 1;
        prop_assert!(order.items.len() < 2 || order.items.iter().all(|item| item.count < 7));
        Ok(())
    });
    let Err(TestError::Fail(_, order)) = failed else { panic!("{failed:?}") };
    assert_valid!(order.validate());
    assert_eq!(order.items.len(), 2, "{order:?}");
    assert_eq!(order.items.iter().map(|item| item.count).max(), Some(7), "{order:?}");
    assert_eq!(
        (order.user_name.clone(), order.delivery.clone(), order.tags.len()),
        (None, Delivery::Pickup, 0),
        "{order:?}"
    );
    assert!(*seen.lock().unwrap() > 10);
}

#[test]
fn what_breaks_becomes_smaller_and_stays_broken() {
    let failed = runner(50).run(&strategies::breaks::<Order>("items.*.price", rules::gt(0.0)), |order| {
        assert_eq!(order.validate().unwrap_err().len(), 1);
        prop_assert!(order.items.len() < 2);
        Ok(())
    });
    let Err(TestError::Fail(_, order)) = failed else { panic!("{failed:?}") };
    assert_eq!(order.items.len(), 2, "{order:?}");
    let errors = order.validate().unwrap_err();
    assert!(errors.iter().all(|(_, violation)| violation.code() == "gt"), "{errors:?}");
}

#[test]
fn random_numbers_make_values() {
    let mut rng = SmallRng::seed_from_u64(3);
    let mut orders = Vec::new();
    for _ in 0..50 {
        let order: Order = fake::valid(&mut rng);
        assert_valid!(order.validate());
        orders.push(order);
    }
    orders.dedup();
    assert!(orders.len() > 45, "values repeat");
    let again: Order = fake::valid(&mut SmallRng::seed_from_u64(3));
    assert_eq!(again, orders[0], "a seed gives the same value");
    let broken: Order = fake::breaks(&mut rng, "card", rules::credit_card());
    assert_invalid!(broken.validate(), "card" => credit_card, only);
    let document = fake::broken_document(&Documents::of::<Order>(), &mut rng, "shares.*", codes::integer);
    assert_invalid!(from_json::<Order>(document.to_string().as_bytes()), format!("shares.{}", document["shares"].as_object().unwrap().iter().find(|(_, share)| !share.is_u64()).unwrap().0) => integer, only);
}

#[test]
fn rules_of_the_program_have_generators() {
    let why = Values::<Product>::new().valid(&mut Draw::fresh(&mut random(1))).unwrap_err();
    assert_eq!(
        why,
        "values of `Product` need a generator, because their declaration does not tell what to make:\n  \
         `price`: rule `custom`\n  `sku`: rule `custom`\n  `even`: rule `even`\n\
         give `Generators::new().at(\"price\", |draw| …)`, or `.as_made(\"price\")` if what is made without one keeps the rule"
    );
    runner(100)
        .run(&strategies::valid_with::<Product>(generators()), |product| {
            assert_valid!(product.validate());
            Ok(())
        })
        .unwrap();
    for (key, code) in [("sku", "sku"), ("even", "even"), ("price", "cheap")] {
        runner(30)
            .run(&strategies::breaks_with::<Product>(generators(), key, Code::new(code)), |product| {
                let errors = product.validate().unwrap_err();
                let found: Vec<_> = errors.iter().map(|(key, violation)| (key, violation.code())).collect();
                assert_eq!(found, [(key, code)]);
                Ok(())
            })
            .unwrap();
    }
    assert_invalid!(Product { sku: "A-1".into(), price: 1, even: 3 }.validate(), "even" => self::even, only);
    assert_invalid!(Product { sku: "B".into(), price: 1, even: 2 }.validate(), "sku" => "sku", only);
    let mut random = random(1);
    let without = Generators::new().at("sku", |_| json!("A-1")).at("even", |_| json!(2)).as_made("price").as_made("_");
    let values = Values::<Product>::new().generators(without);
    let why = values.breaks(&mut Draw::fresh(&mut random), "even", Code::new("even")).unwrap_err();
    assert!(why.contains("give `Generators::new().breaks(\"even\", \"even\", |draw| …)`"), "{why}");
}

#[test]
fn a_generator_that_keeps_no_rules_is_found_out() {
    let wrong = generators_with("sku", json!("B-1"));
    let why = Values::<Product>::new().generators(wrong).valid(&mut Draw::fresh(&mut random(1))).unwrap_err();
    assert!(why.contains("`sku`: `sku`"), "{why}");
}

fn generators_with(key: &str, value: serde_json::Value) -> Generators {
    Generators::new().at(key, move |_| value.clone()).at("even", |_| json!(2)).at("price", |_| json!(1)).as_made("_")
}

#[test]
fn what_is_not_there_is_named() {
    let mut random = random(1);
    let mut draw = Draw::fresh(&mut random);
    let documents = Documents::of::<Order>();
    for (key, code, says) in [
        ("email", "emial", "`Order` has no rule with the code `emial` at `email`; there are: required, email, length"),
        ("emial", "email", "`Order` has no place `emial`"),
        ("items.0.colour", "required", "`Order` has no place `items.0.colour`"),
        ("note", "required_if", "has no rule with the code `required_if` at `note`; there are: length"),
    ] {
        let why = documents.breaks(&mut draw, key, Code::new(code)).unwrap_err();
        assert!(why.contains(says), "{key} {code}: {why}");
    }
}

#[test]
fn groups_have_values_of_their_own() {
    let mut random = random(5);
    let (values, all) = (Values::<Order>::new().of(), Values::<Order>::of_group::<Create>());
    let mut absent = 0;
    for _ in 0..50 {
        let mut draw = Draw::fresh(&mut random);
        absent += usize::from(values.valid(&mut draw).unwrap().user_name.is_none());
        let order = all.valid(&mut draw).unwrap();
        assert!(order.user_name.is_some());
        assert_valid!(order.validate_for::<Create>());
        let broken = all.breaks(&mut draw, "userName", rules::required()).unwrap();
        assert_invalid!(broken.validate_for::<Create>(), "userName" => required, only);
    }
    assert!(absent > 5);
}

trait Of: Sized {
    fn of(self) -> Self {
        self
    }
}

impl<T> Of for Values<T> {}

struct Shop {
    most: u32,
}

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Shop)]
struct Basket {
    #[validate(lte(context.most))]
    count: u32,
    #[validate(required)]
    name: String,
}

#[test]
fn a_context_is_asked() {
    let mut random = random(5);
    let values = Values::<Basket>::within::<(), _>(Shop { most: 1000 });
    for _ in 0..50 {
        let mut draw = Draw::fresh(&mut random);
        assert!(values.valid(&mut draw).unwrap().count <= 1000);
        assert!(values.breaks(&mut draw, "count", codes::lte).unwrap().count > 1000);
        assert!(values.breaks(&mut draw, "name", codes::required).unwrap().count <= 1000);
    }
}
