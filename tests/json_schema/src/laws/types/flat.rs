//! Flattened fields.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;

use crate::subjects::subjects;

subjects! {
    Outer, [r#"{"own":1,"price":1,"note":"a"}"#, r#"{"own":1,"price":2}"#];
    OuterClosed, [r#"{"own":1,"price":1}"#];
    OuterUnchecked, [r#"{"own":1,"price":0}"#];
    Maybe, [r#"{"own":1}"#, r#"{"own":1,"price":1}"#, r#"{"own":1,"price":"x"}"#];
    MaybeClosed, [r#"{"own":1}"#, r#"{"own":1,"price":1}"#];
    Rest, [r#"{"own":1,"a":1,"b":2}"#];
    RestAndItem, [r#"{"own":1,"price":1,"b":2}"#];
    OfEnum, [r#"{"own":1,"a":5}"#, r#"{"own":1,"b":{"name":"x"}}"#];
    OfTagged, [r#"{"own":1,"type":"a","x":5}"#, r#"{"own":1,"type":"b"}"#];
    OfTaggedClosed, [r#"{"own":1,"type":"b"}"#];
    OfUntagged, [r#"{"own":1,"x":5}"#];
    Deep, [r#"{"own":1,"middle":2,"price":3}"#];
    OfValue, [r#"{"own":1,"x":5}"#];
    Clashing, [r#"{"price":"x"}"#];
    Conditional, [r#"{"own":1,"flag":true,"name":"a"}"#, r#"{"own":1,"flag":false}"#];
    InVariant, [r#"{"type":"a","price":1}"#];
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(gt(0))]
    price: u8,
    #[validate(length(max = 3))]
    note: Option<String>,
}

#[derive(Deserialize, Validate)]
struct Outer {
    #[validate(lt(9))]
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    item: Item,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct OuterClosed {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    item: Item,
}

#[derive(Deserialize, Validate)]
struct OuterUnchecked {
    own: u8,
    #[serde(flatten)]
    #[validate(skip)]
    item: Item,
}

#[derive(Deserialize, Validate)]
struct Maybe {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    item: Option<Item>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct MaybeClosed {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    item: Option<Item>,
}

#[derive(Deserialize, Validate)]
struct Rest {
    own: u8,
    #[serde(flatten)]
    #[validate(values(lt(9)))]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate)]
struct RestAndItem {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    item: Item,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
enum Either {
    A(#[validate(lt(9))] u8),
    B { name: String },
    Unit,
}

#[derive(Deserialize, Validate)]
struct OfEnum {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    either: Either,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Tagged {
    A {
        #[validate(lt(9))]
        x: u8,
    },
    B,
}

#[derive(Deserialize, Validate)]
struct OfTagged {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    tagged: Tagged,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct OfTaggedClosed {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    tagged: Tagged,
}

#[derive(Deserialize, Validate)]
#[serde(untagged)]
enum Loose {
    X {
        #[validate(lt(9))]
        x: u8,
    },
    Y {
        y: String,
    },
}

#[derive(Deserialize, Validate)]
struct OfUntagged {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    loose: Loose,
}

#[derive(Deserialize, Validate)]
struct Middle {
    #[validate(lt(9))]
    middle: u8,
    #[serde(flatten)]
    #[validate(nested)]
    item: Item,
}

#[derive(Deserialize, Validate)]
struct Deep {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    middle: Middle,
}

#[derive(Deserialize, Validate)]
struct OfValue {
    own: u8,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

#[derive(Deserialize, Validate)]
struct Clashing {
    price: String,
    #[serde(flatten)]
    #[validate(nested)]
    item: Optional,
}

#[derive(Deserialize, Validate)]
struct Optional {
    #[validate(gt(0))]
    price: Option<u8>,
}

#[derive(Deserialize, Validate)]
struct Flagged {
    flag: bool,
    #[validate(required_if(self.flag))]
    name: Option<String>,
}

#[derive(Deserialize, Validate)]
struct Conditional {
    own: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flagged: Flagged,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "snake_case")]
enum InVariant {
    A {
        #[serde(flatten)]
        #[validate(nested)]
        item: Item,
    },
}
