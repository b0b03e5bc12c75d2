//! Type parameters, and what serde is told they need.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    BoundByHand<Numbered>, [r#"{"id": 1, "list": [1, 2], "other": null}"#, r#"{"id": 1, "list": []}"#], [];
    BoundOnField<u8>, [r#"{"value": 1, "marker": null}"#, r#"{"marker": null}"#], [];
    DefaultOfGeneric<u8>, [r#"{"value": 1, "list": [1]}"#, "{}"], [];
    DefaultsOfGeneric<u8>, [r#"{"value": 1, "list": [1], "path": 3}"#, "{}"], [];
    FunctionOfGeneric<u8>, [r#"{"value": "7"}"#], [];
    OtherCrate, [r#"{"a": 1, "b": "x", "kind": {"Some": {"inner": 1}}}"#, r#"{"a": 1, "b": "x", "kind": "None"}"#], [];
    Constant<3>, [r#"{"array": [1, 2, 3], "list": [1]}"#], ["array"];
    Page<Small, Option<u8>>, [r#"{"data": [{"inner": 1}, {"inner": 2}], "by_key": {"a": {"inner": 1}}, "other": 3}"#, r#"{"data": [], "by_key": {}}"#], [];
    Page<Page<Small, String>, (u8, i8)>, [
        r#"{"data": [{"data": [{"inner": 1}], "by_key": {}, "other": "x"}], "by_key": {"k.1": {"data": [], "by_key": {}, "other": ""}}, "other": [1, -1]}"#
    ], ["other"];
}

#[derive(Deserialize, Validate)]
#[serde(bound(deserialize = "S::Id: serde::de::DeserializeOwned"))]
struct BoundByHand<S: Source> {
    id: S::Id,
    list: Vec<S::Id>,
    other: Option<S::Id>,
}

impl<S: Source<Id: std::fmt::Debug>> std::fmt::Debug for BoundByHand<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} {:?}", self.id, self.list, self.other)
    }
}

trait Source {
    type Id;
}

#[derive(Debug)]
struct Numbered;

impl Source for Numbered {
    type Id = u8;
}

#[derive(Deserialize, Validate, Debug)]
struct BoundOnField<T> {
    #[serde(default, bound(deserialize = "T: Deserialize<'de> + Default"))]
    value: T,
    #[serde(bound = "")]
    marker: PhantomData<T>,
}

#[derive(Deserialize, Validate, Debug, Default)]
#[serde(default)]
struct DefaultOfGeneric<T> {
    value: T,
    list: Vec<T>,
}

#[derive(Deserialize, Validate, Debug)]
struct DefaultsOfGeneric<T> {
    #[serde(default)]
    value: T,
    #[serde(default)]
    list: Vec<T>,
    #[serde(default = "T::default")]
    path: T,
    #[serde(skip)]
    skipped: (T, T),
}

#[derive(Deserialize, Validate, Debug)]
struct FunctionOfGeneric<T> {
    #[serde(with = "as_text", bound(deserialize = "T: std::str::FromStr"))]
    value: T,
}

mod as_text {
    use std::str::FromStr;

    use serde::de::{Deserialize, Deserializer, Error};

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| D::Error::custom("no number"))
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(crate = "elsewhere::serde_of_another_name")]
struct OtherCrate {
    #[validate(gt(0))]
    a: u8,
    b: String,
    #[validate(nested)]
    kind: OtherCrateEnum,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(crate = "elsewhere::serde_of_another_name")]
enum OtherCrateEnum {
    Some(#[validate(nested)] Small),
    None,
}

mod elsewhere {
    pub mod serde_of_another_name {
        pub use serde::*;
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Constant<const N: usize> {
    array: Fixed<N>,
    #[validate(length(max = N))]
    list: Vec<u8>,
}

/// serde reads no arrays of any length.
#[derive(Deserialize, Debug)]
#[serde(try_from = "Vec<u8>")]
struct Fixed<const N: usize>([u8; N]);

impl<const N: usize> TryFrom<Vec<u8>> for Fixed<N> {
    type Error = String;

    fn try_from(list: Vec<u8>) -> Result<Self, String> {
        list.try_into().map(Self).map_err(|list| format!("{list:?}"))
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Page<T, O = u8> {
    #[validate(nested, length(max = 5))]
    data: Vec<T>,
    #[validate(nested)]
    by_key: BTreeMap<String, T>,
    other: O,
}

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
