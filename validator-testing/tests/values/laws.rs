//! What the types of the zoo are asked.

use std::fmt::Debug;

use serde::Deserialize;
use unprocessable::declaration::{HasShape, Shape};
use unprocessable::decode::Inspect;
use unprocessable::{Rejection, Validate, from_json};

pub type Schema = Shape;
pub type Answer = Rejection;

pub fn schema<T: HasShape + ?Sized>() -> Schema {
    T::shape()
}

pub fn answer<'de, T>(source: &'de [u8]) -> Option<Answer>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    from_json::<T>(source).err()
}

pub fn agree<'de, T>(_: &'de [u8])
where
    T: Deserialize<'de> + Validate + Inspect<'de> + Debug,
{
}

pub fn numbers_are_objects() -> bool {
    false
}
