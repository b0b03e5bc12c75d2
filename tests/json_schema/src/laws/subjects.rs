//! A type whose schema is held against what it accepts.

use serde::Deserialize;
use serde_json::Value;
use unprocessable::declaration::{HasShape, Shape};
use unprocessable::decode::Inspect;
use unprocessable::json_schema::JsonSchema;
use unprocessable::{Validate, from_json, json_schema};

pub struct Subject {
    pub name: &'static str,
    pub schema: JsonSchema,
    /// The document that `schemars` makes of a declared type.
    pub of_schemars: Option<Value>,
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
        of_schemars: of_schemars(T::SHAPE),
        accepts: Box::new(|source| from_json::<T>(source).is_ok()),
        says: Box::new(|source| from_json::<T>(source).err().map(|rejection| rejection.to_json()).unwrap_or_default()),
        seeds: seeds.iter().map(|seed| serde_json::from_str(seed).unwrap()).collect(),
    }
}

/// The document with a definition for each type, as a generator of `schemars` writes them.
pub fn of_schemars(shape: Shape) -> Option<Value> {
    let Shape::Declared(reference) = shape else { return None };
    let mut generator = schemars::SchemaGenerator::default();
    let mut document = reference.subschema().expect("derived")(&mut generator, true);
    document.insert("$defs".into(), generator.take_definitions(true).into());
    Some(document.to_value())
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
