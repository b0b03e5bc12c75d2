//! What the zoo asks of a test.

use serde::Deserialize;
use unprocessable::declaration::HasShape;
use unprocessable::decode::Inspect;
use unprocessable::json_schema::JsonSchema;
use unprocessable::{Validate, from_json, json_schema};

pub type Schema = JsonSchema;

pub fn schema<T: HasShape + ?Sized>() -> Schema {
    json_schema::<T>()
}

pub struct Answer {
    pub said: String,
}

pub fn answer<'de, T>(source: &'de [u8]) -> Option<Answer>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    from_json::<T>(source).err().map(|rejection| Answer { said: rejection.to_json() })
}

pub fn agree<'de, T: Deserialize<'de>>(_: &'de [u8]) {}

pub fn numbers_are_objects() -> bool {
    false
}
