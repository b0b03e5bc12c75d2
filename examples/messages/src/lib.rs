#![doc = include_str!("../README.md")]

pub mod queue;
pub mod socket;

use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::{Validate, from_json};

/// What a client sends.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Chosen by the client, to find the answer.
    pub id: u32,
    /// What is ordered.
    #[validate(required, length(max = 20))]
    pub sku: String,
    /// How many.
    #[validate(gt(0), lte(100))]
    pub count: i32,
}

/// The answer to a message.
#[must_use]
pub fn answer(message: &[u8]) -> String {
    take(message).unwrap_or_else(|refusal| refusal)
}

/// Takes an order, or refuses it; both are answers.
fn take(message: &[u8]) -> Result<String, String> {
    match from_json::<Order>(message) {
        Ok(order) => Ok(json!({ "id": order.id, "ok": true }).to_string()),
        Err(rejection) => Err(with_id(id(message), &rejection.to_json())),
    }
}

/// The id of a message that cannot be used, if it has one.
fn id(message: &[u8]) -> Option<u32> {
    let message: Value = serde_json::from_slice(message).ok()?;
    message.get("id")?.as_u64()?.try_into().ok()
}

/// A body with an id before its message.
fn with_id(id: Option<u32>, body: &str) -> String {
    let id = id.map_or_else(|| "null".to_owned(), |id| id.to_string());
    format!("{{\"id\":{id},{}", body.strip_prefix('{').unwrap_or(body))
}
