//! Types that stand on the wire as what they hold.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    Wrapping, [r#"{"outer": 7, "optional": null, "struct": {"inner": 1}, "newtype": "abc", "list": [1, 2]}"#, r#"{"outer": 7, "struct": {"inner": 1}, "newtype": "abc", "list": []}"#], [];
    Marked, ["7"], [];
    NewtypeOfList, [r#"["ab", "cd"]"#, "[]"], [];
    Transparent<'_>, [r#"{"list": [{"inner": 1}], "text": "x", "map": {"a": 1}, "enum": {"a": 1}, "generic": {"inner": 1}, "tuple": 5, "optional": null, "borrowed": "x"}"#], [];
}

#[derive(Deserialize, Validate, Debug)]
struct Wrapping {
    #[validate(nested)]
    outer: Outer,
    optional: Through,
    r#struct: ThroughStruct,
    #[validate(nested)]
    newtype: Newtype,
    list: NewtypeOfNumbers,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct Outer {
    #[validate(gt(0))]
    number: u8,
    #[serde(skip)]
    cached: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct Through(Option<u8>);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughStruct {
    #[validate(skip)]
    small: Small,
}

#[derive(Deserialize, Validate, Debug)]
struct Newtype(#[validate(length(min = 2))] String);

#[derive(Deserialize, Validate, Debug)]
struct NewtypeOfNumbers(Vec<u8>);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct Marked {
    marker: PhantomData<u8>,
    #[validate(gt(0))]
    number: u8,
    #[serde(default = "eight")]
    other: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct NewtypeOfList(#[validate(each(length(min = 2)))] Vec<String>);

#[derive(Deserialize, Validate, Debug)]
struct Transparent<'a> {
    #[validate(skip)]
    list: ThroughList,
    #[validate(skip)]
    text: ThroughText,
    #[validate(skip)]
    map: ThroughMap,
    #[validate(skip)]
    r#enum: ThroughEnum,
    #[validate(nested)]
    generic: ThroughGeneric<Small>,
    #[validate(skip)]
    tuple: ThroughTuple,
    optional: ThroughOption,
    #[serde(borrow)]
    borrowed: ThroughBorrowed<'a>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughList(#[validate(nested)] Vec<Small>);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughText {
    #[validate(length(min = 1))]
    text: String,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughMap {
    #[validate(values(gt(0)))]
    map: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughEnum(#[validate(nested)] External);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughGeneric<T> {
    #[validate(nested)]
    value: T,
    marker: PhantomData<T>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughTuple(#[serde(skip, default = "nine")] u8, #[validate(gt(0))] u8);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughOption(#[validate(skip)] Option<Box<ThroughText>>);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughBorrowed<'a>(&'a str);

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum External {
    A(u8),
    B(#[validate(nested)] Small),
    C,
}

fn eight() -> u8 {
    8
}

fn nine() -> u8 {
    9
}

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
