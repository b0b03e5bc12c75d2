//! Enums in all tag forms.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;

use crate::subjects::subjects;

subjects! {
    Units, [r#""a""#, r#""second""#, r#""b2""#];
    WithOther, [r#""a""#, r#""anything""#];
    External, [r#""unit""#, r#"{"newtype":5}"#, r#"{"structs":{"name":"a"}}"#, r#"{"pair":["a",1]}"#, r#"{"alias":"abc"}"#, r#"{"item":{"price":1}}"#];
    Internal, [r#"{"type":"unit"}"#, r#"{"type":"structs","name":"a"}"#, r#"{"type":"item","price":1}"#, r#"{"type":"map","x":1}"#, r#"{"type":"s2","name":"b"}"#];
    InternalClosed, [r#"{"type":"structs","name":"a"}"#, r#"{"type":"item","price":1}"#];
    InternalOther, [r#"{"type":"a","x":1}"#, r#"{"type":"zzz"}"#];
    Adjacent, [r#"{"t":"unit"}"#, r#"{"t":"newtype","c":5}"#, r#"{"c":{"name":"a"},"t":"structs"}"#, r#"{"t":"pair","c":["a",1]}"#, r#"{"t":"maybe"}"#, r#"{"t":"maybe","c":null}"#];
    AdjacentClosed, [r#"{"t":"newtype","c":5}"#];
    Untagged, ["5", r#""abc""#, r#"{"name":"a"}"#, r#"["a",1]"#, "null"];
    UntaggedPlain, ["5", r#""abc""#, "[1]"];
    Holds, [r#"{"units":"a","external":"unit","internal":{"type":"unit"},"adjacent":{"t":"unit"},"list":["a"],"maybe":null,"loose":{"type":"structs","name":"abcdef"}}"#];
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
enum Units {
    A,
    #[serde(rename = "second", alias = "b2")]
    B,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
enum WithOther {
    A,
    #[serde(other)]
    Other,
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(gt(0))]
    price: u8,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "snake_case")]
enum External {
    /// Nothing.
    Unit,
    Other,
    Newtype(#[validate(lt(9))] u8),
    Structs {
        #[validate(length(max = 3))]
        name: String,
        more: Option<u8>,
    },
    Pair(String, #[validate(lt(9))] u8),
    #[serde(alias = "alias")]
    Long(#[validate(length(min = 3))] String),
    Item(#[validate(nested)] Item),
    Maybe(Option<u8>),
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Internal {
    Unit,
    #[serde(alias = "s2")]
    Structs {
        #[validate(length(max = 3))]
        name: String,
    },
    Item(#[validate(nested)] Item),
    Map(#[validate(values(lt(9)))] BTreeMap<String, u8>),
    Loose(#[validate(skip)] Item),
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum InternalClosed {
    Structs {
        #[validate(length(max = 3))]
        name: String,
    },
    Item(#[validate(nested)] ClosedItem),
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct ClosedItem {
    #[validate(gt(0))]
    price: u8,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "snake_case")]
enum InternalOther {
    A {
        x: u8,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum Adjacent {
    Unit,
    Newtype(#[validate(lt(9))] u8),
    Structs {
        #[validate(length(max = 3))]
        name: String,
    },
    Pair(String, u8),
    Maybe(Option<u8>),
}

#[derive(Deserialize, Validate)]
#[serde(tag = "t", content = "c", rename_all = "snake_case", deny_unknown_fields)]
enum AdjacentClosed {
    Newtype(#[validate(lt(9))] u8),
    Structs {
        #[validate(length(max = 3))]
        name: String,
    },
}

#[derive(Deserialize, Validate)]
#[serde(untagged)]
enum Untagged {
    Number(#[validate(lt(9))] u8),
    Text(#[validate(length(max = 3))] String),
    Structs {
        #[validate(length(max = 3))]
        name: String,
    },
    Pair(String, u8),
    Unit,
}

#[derive(Deserialize, Validate)]
#[serde(untagged)]
enum UntaggedPlain {
    Number(u8),
    Text(String),
    List(Vec<u8>),
}

#[derive(Deserialize, Validate)]
struct Holds {
    units: Units,
    #[validate(nested)]
    external: External,
    #[validate(nested)]
    internal: Internal,
    #[validate(nested)]
    adjacent: Adjacent,
    list: Vec<Units>,
    #[validate(nested)]
    maybe: Option<Internal>,
    #[validate(skip)]
    loose: Internal,
}
