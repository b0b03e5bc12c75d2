//! `garde`.

use std::sync::LazyLock;

use ::garde::rules::{email::Email, pattern::Pattern};
use ::garde::{Report, Validate};
use regex::Regex;
use serde::Deserialize;

use super::{Rules, SKU, SingleRules};

#[derive(Deserialize, Validate)]
pub struct Signup {
    #[garde(email)]
    email: String,
    #[garde(length(chars, min = 1, max = 100))]
    name: String,
    #[garde(range(min = 18, max = 120))]
    age: u32,
}

#[derive(Deserialize, Validate)]
pub struct Order {
    #[garde(email)]
    email: String,
    #[garde(length(chars, min = 8, max = 72))]
    password: String,
    #[garde(length(chars, min = 1, max = 100))]
    name: String,
    #[garde(range(min = 18, max = 120))]
    age: u32,
    #[garde(custom(positive))]
    amount: f64,
    #[garde(url)]
    website: Option<String>,
    #[garde(length(max = 10))]
    tags: Vec<String>,
    #[garde(dive)]
    address: Address,
    #[garde(length(min = 1, max = 50), dive)]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Address {
    #[garde(length(chars, min = 1, max = 200))]
    street: String,
    #[garde(length(chars, min = 1, max = 100))]
    city: String,
    #[garde(length(chars, equal = 5))]
    zip: String,
}

#[derive(Deserialize, Validate)]
pub struct Cart {
    #[garde(length(min = 1, max = 1000), dive)]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Item {
    #[garde(pattern(SKU_REGEX))]
    sku: String,
    #[garde(range(min = 1, max = 1000))]
    quantity: u32,
    #[garde(custom(positive))]
    price: f64,
}

static SKU_REGEX: LazyLock<Regex> = LazyLock::new(|| Regex::new(SKU).expect("a valid pattern"));

/// A range includes its bounds here, so "greater than 0" is a rule of one's own.
fn positive(number: &f64, _: &()) -> ::garde::Result {
    if *number > 0.0 { Ok(()) } else { Err(::garde::Error::new("not greater than 0")) }
}

pub struct Garde;

pub const SINGLE: SingleRules = SingleRules {
    name: "garde",
    email: Some(|text| text.validate_email().is_ok()),
    sku: Some(|text| text.validate_pattern(&SKU_REGEX)),
};

impl<T: Validate<Context = ()>> Rules<T> for Garde {
    const NAME: &'static str = "garde";
    type Errors = Report;

    fn validate(request: &T) -> Result<(), Report> {
        request.validate()
    }

    fn to_json(errors: &Report) -> String {
        serde_json::to_string(errors).expect("errors serialize")
    }

    fn keys(errors: &Report) -> Vec<String> {
        let dotted = |path: &::garde::Path| path.to_string().replace('[', ".").replace(']', "");
        errors.iter().map(|(path, _)| dotted(path)).collect()
    }
}
