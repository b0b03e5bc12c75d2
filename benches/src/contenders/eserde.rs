//! `eserde`.

use ::eserde::{DeserializationErrors, Deserialize, EDeserialize};

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

pub struct Eserde;

impl<T: for<'de> EDeserialize<'de>> Decodes<T> for Eserde {
    const NAME: &'static str = "eserde";

    fn decode(json: &[u8]) -> Option<T> {
        ::eserde::json::from_slice(json).ok()
    }
}

impl<T: for<'de> EDeserialize<'de>> CollectsErrors<T> for Eserde {
    const NAME: &'static str = "eserde";
    type Errors = DeserializationErrors;

    fn collect_errors(json: &[u8]) -> Option<DeserializationErrors> {
        ::eserde::json::from_slice::<T>(json).err()
    }

    fn count(errors: &DeserializationErrors) -> usize {
        errors.len()
    }
}
