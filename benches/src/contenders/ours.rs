//! `unprocessable`.

use std::collections::HashMap;

use ::unprocessable::decode::Inspect;
use ::unprocessable::rules::{self, Rule};
use ::unprocessable::{Rejection, Valid, Validate, ValidationErrors, from_json};
use serde::{Deserialize, de::DeserializeOwned};

use super::{CollectsErrors, Rules, SingleRules};
use crate::table::OURS;

#[derive(Deserialize, Validate)]
pub struct Signup {
    #[validate(email)]
    email: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(18..=120))]
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
    #[validate(range(18..=120))]
    age: u32,
    #[validate(gt(0))]
    amount: f64,
    #[validate(url)]
    website: Option<String>,
    #[validate(length(max = 10))]
    tags: Vec<String>,
    #[validate(nested)]
    address: Address,
    #[validate(length(min = 1, max = 50), nested)]
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
    #[validate(length(min = 1, max = 1000), nested)]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Item {
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: String,
    #[validate(range(1..=1000))]
    quantity: u32,
    #[validate(gt(0))]
    price: f64,
}

/// One text, for the pattern alone.
#[derive(Validate)]
struct Sku<'a> {
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: &'a str,
}

pub struct Ours;

pub const SINGLE: SingleRules = SingleRules {
    name: OURS,
    email: Some(|text| rules::email().check(text)),
    sku: Some(|sku| Sku { sku }.validate().is_ok()),
};

impl<T: Validate + for<'de> Inspect<'de>> Rules<T> for Ours {
    const NAME: &'static str = OURS;
    type Errors = ValidationErrors;

    fn validate(request: &T) -> Result<(), ValidationErrors> {
        request.validate()
    }

    fn to_json(errors: &ValidationErrors) -> String {
        errors.to_json()
    }

    fn keys(errors: &ValidationErrors) -> Vec<String> {
        errors.iter().map(|(key, _)| key.to_owned()).collect()
    }

    fn from_json(json: &[u8]) -> Option<T>
    where
        T: DeserializeOwned,
    {
        from_json::<T>(json).ok().map(Valid::into_inner)
    }
}

/// Decoding, and every rule of what did decode: more than the others in this operation.
impl<T: DeserializeOwned + Validate + for<'de> Inspect<'de>> CollectsErrors<T> for Ours {
    const NAME: &'static str = OURS;
    type Errors = ValidationErrors;

    fn collect_errors(json: &[u8]) -> Option<Self::Errors> {
        match from_json::<T>(json) {
            Err(Rejection::Invalid(errors)) => Some(errors),
            _ => None,
        }
    }

    fn count(errors: &Self::Errors) -> usize {
        errors.len()
    }
}

#[derive(Deserialize, Validate)]
pub struct Prices {
    #[validate(values(range(1..=1000)))]
    prices: HashMap<String, u32>,
}

#[derive(Deserialize, Validate)]
struct Flood {
    #[validate(nested)]
    items: Vec<Drop>,
}

#[derive(Deserialize, Validate)]
struct Drop {
    #[validate(gt(0))]
    q: u32,
}

/// The body for a flood of bad items.
pub fn flood(json: &[u8]) -> Option<String> {
    from_json::<Flood>(json).err().map(|rejection| rejection.to_json())
}
