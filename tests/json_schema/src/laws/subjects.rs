//! A type whose schema is held against what it accepts.

use serde::Deserialize;
use serde_json::Value;
use unprocessable::declaration::HasShape;
use unprocessable::decode::Inspect;
use unprocessable::json_schema::JsonSchema;
use unprocessable::{Validate, from_json, json_schema};

pub struct Subject {
    pub name: &'static str,
    pub schema: JsonSchema,
    /// Whether serde and the rules accept a document.
    pub accepts: Box<dyn Fn(&[u8]) -> bool>,
    /// Why they do not.
    pub says: Box<dyn Fn(&[u8]) -> String>,
    /// Documents that are accepted.
    pub seeds: Vec<Value>,
}

pub fn subject<T>(name: &'static str, seeds: &[&str]) -> Subject
where
    T: for<'de> Deserialize<'de> + Validate + for<'de> Inspect<'de> + HasShape,
{
    Subject {
        name,
        schema: json_schema::<T>(),
        accepts: Box::new(|source| from_json::<T>(source).is_ok()),
        says: Box::new(|source| from_json::<T>(source).err().map(|rejection| rejection.to_json()).unwrap_or_default()),
        seeds: seeds.iter().map(|seed| serde_json::from_str(seed).unwrap()).collect(),
    }
}

/// Lists types with documents that they accept.
macro_rules! subjects {
    ($($type:ty, [$($seed:expr),* $(,)?];)+) => {
        pub fn subjects() -> Vec<crate::subjects::Subject> {
            vec![$(crate::subjects::subject::<$type>(stringify!($type), &[$($seed),*])),+]
        }
    };
}
pub(crate) use subjects;
