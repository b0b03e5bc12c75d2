//! What the zoo asks for: the answer of the server, and the shape of the type.

use serde::Deserialize;
use unprocessable::declaration::{HasShape, Shape};
use unprocessable::decode::Inspect;
use unprocessable::{Validate, from_json};

pub type Schema = Shape;

pub fn schema<T: HasShape + ?Sized>() -> Schema {
    T::SHAPE
}

/// What a client can read of a rejection.
pub struct Answer {
    /// Keys, sentences and codes in order.
    pub pairs: Vec<(String, String, String)>,
}

/// What comes of a document; nothing when it is accepted.
pub fn answer<'de, T>(source: &'de [u8]) -> Option<Answer>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    let rejection = from_json::<T>(source).err()?;
    let pairs = rejection.errors().map(|errors| {
        errors
            .iter()
            .map(|(key, violation)| (key.to_owned(), violation.message().to_string(), violation.code().to_owned()))
            .collect()
    });
    Some(Answer { pairs: pairs.unwrap_or_default() })
}

pub fn agree<'de, T: Deserialize<'de>>(_: &'de [u8]) {}

pub const fn numbers_are_objects() -> bool {
    false
}
