//! Schemas of generic types.
#![allow(missing_docs, dead_code)]
#![allow(clippy::unwrap_used)]

use serde::Deserialize;
use serde_json::json;
use unprocessable::declaration::HasShape;
use unprocessable::{Validate, json_schema};

#[derive(Deserialize, Validate)]
struct Free<T> {
    #[validate(skip)]
    g: T,
    #[validate(skip)]
    list: Vec<T>,
}

#[derive(Deserialize, Validate)]
struct Inline<T: HasShape> {
    #[validate(skip)]
    g: T,
    #[validate(skip)]
    list: Vec<T>,
}

#[derive(Deserialize, Validate)]
struct Below<T>
where
    T: unprocessable::declaration::HasShape,
{
    #[validate(skip)]
    g: Option<T>,
}

#[test]
fn a_bound_gives_a_parameter_its_shape() {
    let free = json_schema::<Free<u8>>();
    assert!(!free.is_exact());
    assert_eq!(free.to_value().unwrap()["properties"]["g"], json!({}));
    let inline = json_schema::<Inline<u8>>();
    assert!(inline.is_exact());
    let inline = inline.to_value().unwrap();
    assert_eq!(inline["required"], json!(["g", "list"]));
    assert_eq!(inline["properties"]["g"]["maximum"], 255);
    assert_eq!(inline["properties"]["list"]["items"]["type"], "integer");
    assert_eq!(json_schema::<Inline<String>>().to_value().unwrap()["properties"]["g"], json!({ "type": "string" }));
    assert_eq!(json_schema::<Below<bool>>().to_value().unwrap()["properties"]["g"]["type"], json!(["boolean", "null"]));
}
