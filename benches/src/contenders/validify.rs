//! `validify`.

use std::sync::LazyLock;

use ::validify::{Validate, ValidationErrors, validate_email};
use regex::Regex;
use serde::Deserialize;

use super::{Rules, SKU, SingleRules};

#[derive(Deserialize, Validate)]
pub struct Signup {
    #[validate(email)]
    email: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(min = 18., max = 120.))]
    age: u32,
}

#[derive(Deserialize, Validate)]
pub struct Order {
    #[validate(email)]
    email: String,
    #[validate(length(min = 8, max = 72))]
    password: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(min = 18., max = 120.))]
    age: u32,
    #[validate(range(min = ABOVE_ZERO))]
    amount: f64,
    #[validate(url)]
    website: Option<String>,
    #[validate(length(max = 10))]
    tags: Vec<String>,
    #[validate]
    address: Address,
    #[validate(length(min = 1, max = 50))]
    #[validate]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Address {
    #[validate(length(min = 1, max = 200))]
    street: String,
    #[validate(length(min = 1, max = 100))]
    city: String,
    #[validate(length(equal = 5))]
    zip: String,
}

#[derive(Deserialize, Validate)]
pub struct Cart {
    #[validate(length(min = 1, max = 1000))]
    #[validate]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Item {
    #[validate(regex(SKU_REGEX))]
    sku: String,
    #[validate(range(min = 1., max = 1000.))]
    quantity: u32,
    #[validate(range(min = ABOVE_ZERO))]
    price: f64,
}

static SKU_REGEX: LazyLock<Regex> = LazyLock::new(|| Regex::new(SKU).expect("a valid pattern"));

/// A range includes its bounds here: the smallest number above 0 says "greater than 0".
const ABOVE_ZERO: f64 = f64::from_bits(1);

pub struct Validify;

pub const SINGLE: SingleRules = SingleRules { name: "validify", email: Some(|text| validate_email(text)), sku: None };

impl<T: Validate> Rules<T> for Validify {
    const NAME: &'static str = "validify";
    type Errors = ValidationErrors;

    fn validate(request: &T) -> Result<(), ValidationErrors> {
        request.validate()
    }

    fn to_json(errors: &ValidationErrors) -> String {
        serde_json::to_string(errors).expect("errors serialize")
    }

    fn keys(errors: &ValidationErrors) -> Vec<String> {
        let dotted = |location: &str| location.trim_start_matches('/').replace('/', ".");
        errors.errors().iter().map(|error| dotted(error.location())).collect()
    }
}
