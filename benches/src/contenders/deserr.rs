//! `deserr`, from a `serde_json::Value`, with an error type that goes on and keeps every message.

use std::ops::ControlFlow;

use ::deserr::errors::JsonError;
use ::deserr::{
    DeserializeError, Deserr as Deserialize, ErrorKind, IntoValue, MergeWithError, ValuePointerRef, deserialize,
    take_cf_content,
};
use serde_json::Value;

use super::{CollectsErrors, Decodes};

#[derive(Deserialize)]
pub struct Signup {
    pub email: String,
    pub name: String,
    pub age: u32,
}

#[derive(Deserialize)]
pub struct Order {
    pub email: String,
    pub password: String,
    pub name: String,
    pub age: u32,
    pub amount: f64,
    pub website: Option<String>,
    pub tags: Vec<String>,
    pub address: Address,
    pub items: Vec<Item>,
}

#[derive(Deserialize)]
pub struct Address {
    pub street: String,
    pub city: String,
    pub zip: String,
}

#[derive(Deserialize)]
pub struct Cart {
    pub items: Vec<Item>,
}

#[derive(Deserialize)]
pub struct Item {
    pub sku: String,
    pub quantity: u32,
    pub price: f64,
}

pub struct Deserr;

impl<T: Deserialize<AllErrors>> Decodes<T> for Deserr {
    const NAME: &'static str = "deserr";

    fn decode(json: &[u8]) -> Option<T> {
        deserialize(serde_json::from_slice::<Value>(json).ok()?).ok()
    }
}

impl<T: Deserialize<AllErrors>> CollectsErrors<T> for Deserr {
    const NAME: &'static str = "deserr";
    type Errors = AllErrors;

    fn collect_errors(json: &[u8]) -> Option<AllErrors> {
        deserialize::<T, _, _>(serde_json::from_slice::<Value>(json).ok()?).err()
    }

    fn count(errors: &AllErrors) -> usize {
        errors.0.len()
    }
}

/// Every error, in the crate's own words.
pub struct AllErrors(Vec<JsonError>);

impl DeserializeError for AllErrors {
    fn error<V: IntoValue>(
        errors: Option<Self>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Self, Self> {
        let message = take_cf_content(JsonError::error(None, error, location));
        Self::merge(errors, Self(vec![message]), location)
    }
}

impl MergeWithError<AllErrors> for AllErrors {
    fn merge(errors: Option<Self>, others: Self, _: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        let Some(mut errors) = errors else {
            return ControlFlow::Continue(others);
        };
        errors.0.extend(others.0);
        ControlFlow::Continue(errors)
    }
}
