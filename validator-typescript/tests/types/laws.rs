//! What the zoo asks of a test.

use serde::Deserialize;
use unprocessable::declaration::{HasShape, Shape};
use unprocessable::decode::Inspect;
use unprocessable::{Validate, from_json};

pub type Schema = Shape;

pub const fn schema<T: HasShape + ?Sized>() -> Schema {
    T::SHAPE
}

pub struct Answer {
    /// The keys of what a client can send that has the types.
    pub keys: Vec<String>,
}

pub fn answer<'de, T>(source: &'de [u8]) -> Option<Answer>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    let rejection = from_json::<T>(source).err()?;
    let errors = rejection.errors().into_iter().flat_map(|errors| errors.iter());
    // Fields that are not known, and variants without content that have some.
    let known = errors.filter(|(_, violation)| !matches!(violation.code(), "unknown" | "null"));
    Some(Answer { keys: known.map(|(key, _)| key.to_owned()).collect() })
}

pub fn agree<'de, T: Deserialize<'de>>(_: &'de [u8]) {}

pub fn numbers_are_objects() -> bool {
    false
}
