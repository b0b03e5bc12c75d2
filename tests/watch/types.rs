//! What the routes read, and what they add by hand.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use unprocessable::{Validate, ValidationErrors, Violation, escape_segment};

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Order {
    #[validate(required, email)]
    pub(crate) email: String,
    #[serde(default)]
    #[validate(nested)]
    pub(crate) items: Vec<Item>,
    #[serde(default)]
    #[validate(keys(length(max = 8)), values(gt(0)))]
    pub(crate) prices: HashMap<String, i32>,
    #[serde(default)]
    #[validate(values(nested))]
    pub(crate) by_name: BTreeMap<String, Item>,
    #[serde(default)]
    #[validate(nested)]
    pub(crate) tree: Tree,
    #[serde(default)]
    #[validate(nested)]
    pub(crate) pair: Option<Pair>,
    #[serde(default)]
    pub(crate) by_hand: Vec<String>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    #[validate(gte(1))]
    pub(crate) price: i32,
}

#[derive(Deserialize, Validate)]
pub(crate) struct Pair(#[validate(nested)] Item, #[validate(nested)] Item);

/// A tree in which a client goes where it likes.
#[derive(Default, Deserialize, Validate)]
#[serde(default)]
pub(crate) struct Tree {
    #[validate(length(max = 2))]
    pub(crate) name: String,
    #[validate(nested)]
    pub(crate) left: Option<Box<Tree>>,
    #[validate(nested)]
    pub(crate) right: Option<Box<Tree>>,
    #[validate(nested)]
    pub(crate) children: Vec<Tree>,
}

/// What no handler should do: keys and codes that the client has chosen.
pub(crate) fn check_by_hand(order: &Order) -> Result<(), ValidationErrors> {
    let mut errors = ValidationErrors::new();
    for name in &order.by_hand {
        let violation = Violation::new(name.clone(), "The {attribute} is not for sale.");
        errors.add(&format!("prices.{}", escape_segment(name)), violation);
    }
    errors.into_result()
}
