//! `validator`.

use std::sync::LazyLock;

use ::validator::{Validate, ValidateEmail, ValidateRegex, ValidationErrors, ValidationErrorsKind};
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::{Rules, SKU, SingleRules};

#[derive(Deserialize, Validate)]
pub struct Signup {
    #[validate(email)]
    email: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(min = 18, max = 120))]
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
    #[validate(range(min = 18, max = 120))]
    age: u32,
    #[validate(range(exclusive_min = 0.0))]
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

// `Serialize`, because the error of a list's length carries the list.
#[derive(Deserialize, Serialize, Validate)]
pub struct Item {
    #[validate(regex(path = *SKU_REGEX))]
    sku: String,
    #[validate(range(min = 1, max = 1000))]
    quantity: u32,
    #[validate(range(exclusive_min = 0.0))]
    price: f64,
}

static SKU_REGEX: LazyLock<Regex> = LazyLock::new(|| Regex::new(SKU).expect("a valid pattern"));

pub struct Validator;

pub const SINGLE: SingleRules = SingleRules {
    name: "validator",
    email: Some(|text| text.validate_email()),
    sku: Some(|text| text.validate_regex(&*SKU_REGEX)),
};

impl<T: Validate> Rules<T> for Validator {
    const NAME: &'static str = "validator";
    type Errors = ValidationErrors;

    fn validate(request: &T) -> Result<(), ValidationErrors> {
        request.validate()
    }

    fn to_json(errors: &ValidationErrors) -> String {
        serde_json::to_string(errors).expect("errors serialize")
    }

    fn keys(errors: &ValidationErrors) -> Vec<String> {
        let mut keys = Vec::new();
        collect_keys("", errors, &mut keys);
        keys
    }
}

fn collect_keys(prefix: &str, errors: &ValidationErrors, keys: &mut Vec<String>) {
    for (field, kind) in errors.errors() {
        match kind {
            ValidationErrorsKind::Field(errors) => {
                keys.extend(errors.iter().map(|_| format!("{prefix}{field}")));
            }
            ValidationErrorsKind::Struct(nested) => {
                collect_keys(&format!("{prefix}{field}."), nested, keys);
            }
            ValidationErrorsKind::List(items) => {
                for (index, nested) in items {
                    collect_keys(&format!("{prefix}{field}.{index}."), nested, keys);
                }
            }
        }
    }
}
