//! A valid value costs no allocation; a failing one a few, however much is wrong.

use std::collections::{BTreeMap, HashMap};

use unprocessable::{Validate, lang};

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
