//! The types that rows are read as, and the same rules as a set.

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable::declaration::Declare as _;

/// One of each: text, integers, numbers, booleans, options, enums, nested values, lists.
#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
pub(crate) struct Order {
    #[validate(required, email, length(max = 40))]
    pub(crate) email: String,
    #[validate(range(18..=120))]
    pub(crate) age: u8,
    #[validate(gt(0))]
    pub(crate) amount: f64,
    #[validate(length(min = 2), alpha)]
    pub(crate) name: Option<String>,
    #[serde(rename = "minPrice")]
    #[validate(lte(self.max_price))]
    pub(crate) min_price: Option<i64>,
    #[serde(rename = "maxPrice")]
    pub(crate) max_price: Option<i64>,
    #[validate(accepted)]
    pub(crate) terms: bool,
    #[validate(skip)]
    pub(crate) status: Status,
    #[validate(nested)]
    pub(crate) address: Option<Address>,
    #[validate(length(max = 2), nested)]
    #[serde(default)]
    pub(crate) items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Open,
    Paid,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
pub(crate) struct Address {
    #[validate(digits(5))]
    pub(crate) zip: String,
    #[validate(required)]
    pub(crate) city: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
pub(crate) struct Item {
    #[validate(regex("^[A-Z]{3}$"))]
    pub(crate) sku: String,
    #[validate(range(1..=1000))]
    pub(crate) count: u32,
}

/// The rules of [`Order`] as JSON, from which a set is read.
pub(crate) fn declaration() -> String {
    Order::declaration().to_json().to_string()
}
