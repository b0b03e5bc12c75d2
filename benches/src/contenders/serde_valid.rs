//! `serde_valid`.

use std::sync::LazyLock;

use ::serde_valid::validation::{Error, Errors};
use ::serde_valid::{Validate, ValidatePattern, json::FromJsonSlice};
use regex::Regex;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Rules, SKU, SingleRules};

#[derive(Deserialize, Validate)]
pub struct Signup {
    #[validate(custom = email)]
    email: String,
    #[validate(min_length = 1)]
    #[validate(max_length = 100)]
    name: String,
    #[validate(minimum = 18)]
    #[validate(maximum = 120)]
    age: u32,
}

#[derive(Deserialize, Validate)]
pub struct Order {
    #[validate(custom = email)]
    email: String,
    #[validate(min_length = 8)]
    #[validate(max_length = 72)]
    password: String,
    #[validate(min_length = 1)]
    #[validate(max_length = 100)]
    name: String,
    #[validate(minimum = 18)]
    #[validate(maximum = 120)]
    age: u32,
    #[validate(exclusive_minimum = 0.0)]
    amount: f64,
    #[validate(custom = url)]
    website: Option<String>,
    #[validate(max_items = 10)]
    tags: Vec<String>,
    #[validate]
    address: Address,
    #[validate(min_items = 1)]
    #[validate(max_items = 50)]
    #[validate]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Address {
    #[validate(min_length = 1)]
    #[validate(max_length = 200)]
    street: String,
    #[validate(min_length = 1)]
    #[validate(max_length = 100)]
    city: String,
    #[validate(min_length = 5)]
    #[validate(max_length = 5)]
    zip: String,
}

#[derive(Deserialize, Validate)]
pub struct Cart {
    #[validate(min_items = 1)]
    #[validate(max_items = 1000)]
    #[validate]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
pub struct Item {
    #[validate(pattern = "^[A-Z]{3}-[0-9]{4}$")]
    sku: String,
    #[validate(minimum = 1)]
    #[validate(maximum = 1000)]
    quantity: u32,
    #[validate(exclusive_minimum = 0.0)]
    price: f64,
}

/// The pattern of the WHATWG: there is no rule for e-mail addresses.
static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    let label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    let local = "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";
    Regex::new(&format!(r"^{local}@{label}(?:\.{label})*$")).expect("a valid pattern")
});

static SKU_REGEX: LazyLock<Regex> = LazyLock::new(|| Regex::new(SKU).expect("a valid pattern"));

fn email(text: &str) -> Result<(), Error> {
    if EMAIL.is_match(text) { Ok(()) } else { Err(Error::Custom("not an e-mail address".into())) }
}

fn url(text: &Option<String>) -> Result<(), Error> {
    match text.as_deref().map(url::Url::parse) {
        Some(Err(_)) => Err(Error::Custom("not a URL".into())),
        _ => Ok(()),
    }
}

pub struct SerdeValid;

pub const SINGLE: SingleRules =
    SingleRules { name: "serde_valid", email: None, sku: Some(|text| text.validate_pattern(&SKU_REGEX).is_ok()) };

impl<T: Validate> Rules<T> for SerdeValid {
    const NAME: &'static str = "serde_valid";
    type Errors = Errors;

    fn validate(request: &T) -> Result<(), Errors> {
        request.validate()
    }

    fn to_json(errors: &Errors) -> String {
        serde_json::to_string(errors).expect("errors serialize")
    }

    fn keys(errors: &Errors) -> Vec<String> {
        let mut keys = Vec::new();
        let errors = serde_json::to_value(errors).expect("errors serialize");
        collect_keys("", &errors, &mut keys);
        keys
    }

    fn from_json(json: &[u8]) -> Option<T>
    where
        T: DeserializeOwned,
    {
        T::from_json_slice(json).ok()
    }
}

fn collect_keys(path: &str, node: &Value, keys: &mut Vec<String>) {
    let own = node["errors"].as_array().into_iter().flatten();
    keys.extend(own.map(|_| path.trim_start_matches('.').to_owned()));
    for children in [&node["properties"], &node["items"]] {
        for (name, child) in children.as_object().into_iter().flatten() {
            collect_keys(&format!("{path}.{name}"), child, keys);
        }
    }
}
