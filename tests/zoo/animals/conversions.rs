//! Values that are read by a function, made of another type, or described for another crate.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    With, [r#"{"text": "12", "date": "2024-02-29", "optional": "7", "fallback": "1"}"#, r#"{"text": "12", "date": "2024-02-29", "optional": "7"}"#], [];
    Vec<Converted>, [r#"[{"small": 3, "text": "x"}]"#], ["*"];
    Converting, [r#"{"even": 4, "text": "abc", "maybe": 1}"#, r#"{"even": 4, "text": "abc", "maybe": null}"#, r#"{"even": 4, "text": "abc"}"#], [];
    FunctionsEverywhere, [r#"{"text": "5", "list": ["1", "2"], "missing": "7", "nested": {"x": "1"}, "bytes": "6869"}"#, r#"{"text": "5", "list": [], "nested": {"x": "1"}, "bytes": ""}"#], ["list", "nested", "bytes"];
    Conversions, [r#"{"both": 3, "pair": [1, 2], "date": "2024-02-29", "list": [2, 4], "maybe": 4, "by_even": {"a": 2}, "generic": [1], "enum": 1}"#, r#"{"both": 3, "pair": [1, 2], "date": "0001-01-01", "list": [], "maybe": null, "by_even": {}, "generic": [], "enum": 0}"#], ["pair", "generic"];
    Remotes, [r#"{"span": {"start": 1, "end": 2}, "list": [{"start": 1, "end": 2}], "colour": "red", "pair": [1, 2], "generic": {"value": 1}, "hidden": {"number": 4}, "optional": {"start": 1, "end": 2}}"#, r#"{"span": [1, 2], "list": [], "colour": {"rgb": [1, 2, 3]}, "pair": [1, 2], "generic": {"value": 1}, "hidden": {"number": 4}}"#], ["span", "list", "colour", "pair", "generic", "hidden", "optional"];
}

#[derive(Deserialize, Validate, Debug)]
struct With {
    #[serde(with = "as_text")]
    #[validate(gt(0))]
    text: u8,
    #[serde(deserialize_with = "date")]
    date: (u16, u8, u8),
    #[serde(deserialize_with = "some_text")]
    optional: Option<u8>,
    #[serde(default, with = "as_text")]
    fallback: i8,
}

fn some_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    as_text::deserialize(deserializer).map(Some)
}

fn date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(u16, u8, u8), D::Error> {
    use serde::de::Error;
    let text = String::deserialize(deserializer)?;
    let mut parts = text.split('-');
    let mut next = || parts.next().and_then(|part| part.parse().ok());
    match (next(), next(), next()) {
        (Some(year), Some(month @ 1..=12), Some(day @ 1..=31)) => Ok((year, month as u8, day as u8)),
        _ => Err(D::Error::custom("no date")),
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(from = "Raw")]
struct Converted {
    #[validate(gt(0))]
    sum: u16,
}

impl From<Raw> for Converted {
    fn from(raw: Raw) -> Self {
        Self { sum: u16::from(raw.small) + raw.text.len() as u16 }
    }
}

#[derive(Deserialize)]
struct Raw {
    small: u8,
    text: String,
}

#[derive(Deserialize, Validate, Debug)]
struct Converting {
    #[validate(nested)]
    even: Even,
    text: Word,
    maybe: Maybe,
}

#[derive(Deserialize, Debug)]
#[serde(try_from = "String")]
struct Word(String);

impl TryFrom<String> for Word {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() { Err(text) } else { Ok(Self(text)) }
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(from = "Option<u8>")]
struct Maybe(bool);

impl From<Option<u8>> for Maybe {
    fn from(number: Option<u8>) -> Self {
        Self(number.is_some())
    }
}

#[derive(Deserialize, Validate, Debug)]
struct FunctionsEverywhere {
    #[serde(with = "as_text")]
    #[validate(lt(100))]
    text: u8,
    #[serde(deserialize_with = "list_of_text")]
    #[validate(each(lt(100)))]
    list: Vec<u8>,
    #[serde(default = "nine", with = "as_text")]
    missing: u8,
    #[serde(deserialize_with = "nested_text")]
    #[validate(nested)]
    nested: Small,
    #[serde(with = "hex")]
    bytes: Vec<u8>,
}

mod as_text {
    use std::str::FromStr;

    use serde::de::{Deserialize, Deserializer, Error};

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| D::Error::custom("no number"))
    }
}

mod hex {
    use serde::de::{Deserializer, Error, Visitor};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Hex;

        impl Visitor<'_> for Hex {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("zq9vXsecret")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
                let digits: Option<Vec<u32>> = text.chars().map(|char| char.to_digit(16)).collect();
                match digits {
                    Some(digits) if digits.len() % 2 == 0 => {
                        Ok(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
                    }
                    _ => Err(E::custom(text)),
                }
            }
        }

        deserializer.deserialize_str(Hex)
    }
}

#[derive(Deserialize)]
struct AsText(#[serde(with = "as_text")] u8);

fn list_of_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let list: Vec<AsText> = Vec::deserialize(deserializer)?;
    Ok(list.into_iter().map(|number| number.0).collect())
}

fn nested_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Small, D::Error> {
    #[derive(Deserialize)]
    struct Inside {
        x: AsText,
    }
    Inside::deserialize(deserializer).map(|inside| Small { inner: inside.x.0 })
}

#[derive(Deserialize, Validate, Debug)]
struct Conversions {
    #[validate(nested)]
    both: Both,
    pair: FromPair,
    date: Date,
    #[validate(nested)]
    list: Vec<Even>,
    #[validate(skip)]
    maybe: Option<Even>,
    #[validate(skip)]
    by_even: BTreeMap<String, Even>,
    generic: Collected<u8>,
    r#enum: FromNumber,
}

#[derive(Deserialize, Validate, Debug, Clone)]
#[serde(from = "u8", into = "u8")]
struct Both(#[validate(lt(100))] u8);

impl From<u8> for Both {
    fn from(number: u8) -> Self {
        Self(number)
    }
}

impl From<Both> for u8 {
    fn from(both: Both) -> Self {
        both.0
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(from = "(u8, u8)")]
struct FromPair {
    sum: u16,
}

impl From<(u8, u8)> for FromPair {
    fn from((one, two): (u8, u8)) -> Self {
        Self { sum: u16::from(one) + u16::from(two) }
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(try_from = "&str")]
struct Date {
    year: u16,
}

impl TryFrom<&str> for Date {
    type Error = String;

    fn try_from(text: &str) -> Result<Self, String> {
        let year = text.split('-').next().and_then(|year| year.parse().ok());
        year.map(|year| Self { year }).ok_or_else(|| text.to_owned())
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(try_from = "u8")]
struct Even(#[validate(lt(100))] u8);

impl TryFrom<u8> for Even {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        if number % 2 == 0 { Ok(Self(number)) } else { Err(format!("zq9vXsecret {number}")) }
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(from = "Vec<T>")]
struct Collected<T> {
    first: Option<T>,
}

impl<T> From<Vec<T>> for Collected<T> {
    fn from(list: Vec<T>) -> Self {
        Self { first: list.into_iter().next() }
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(try_from = "u8")]
enum FromNumber {
    Zero,
    One,
}

impl TryFrom<u8> for FromNumber {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        match number {
            0 => Ok(Self::Zero),
            1 => Ok(Self::One),
            _ => Err("zq9vXsecret"),
        }
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Remotes {
    #[serde(with = "SpanDef")]
    span: elsewhere::Span,
    #[serde(deserialize_with = "spans")]
    list: Vec<elsewhere::Span>,
    #[serde(with = "ColourDef")]
    colour: elsewhere::Colour,
    #[serde(with = "PairDef")]
    pair: elsewhere::Pair,
    #[serde(with = "GenericDef")]
    generic: elsewhere::Generic<u8>,
    #[serde(with = "HiddenDef")]
    hidden: elsewhere::Hidden,
    #[serde(default, deserialize_with = "optional_span")]
    optional: Option<elsewhere::Span>,
}

#[derive(Deserialize, Validate)]
#[serde(remote = "elsewhere::Span")]
struct SpanDef {
    start: u8,
    end: u8,
}

#[derive(Deserialize, Validate)]
#[serde(remote = "elsewhere::Colour", rename_all = "snake_case")]
enum ColourDef {
    Red,
    Rgb(u8, u8, u8),
}

#[derive(Deserialize, Validate)]
#[serde(remote = "elsewhere::Pair")]
struct PairDef(u8, u8);

#[derive(Deserialize, Validate)]
#[serde(remote = "elsewhere::Generic")]
struct GenericDef<T> {
    value: T,
}

#[derive(Deserialize, Validate)]
#[serde(remote = "elsewhere::Hidden")]
struct HiddenDef {
    #[serde(getter = "elsewhere::Hidden::number")]
    number: u8,
}

mod elsewhere {
    #[derive(Debug)]
    pub struct Span {
        pub start: u8,
        pub end: u8,
    }

    #[derive(Debug)]
    pub enum Colour {
        Red,
        Rgb(u8, u8, u8),
    }

    #[derive(Debug)]
    pub struct Pair(pub u8, pub u8);

    #[derive(Debug)]
    pub struct Generic<T> {
        pub value: T,
    }

    #[derive(Debug)]
    pub struct Hidden {
        number: u8,
    }

    impl Hidden {
        pub fn new(number: u8) -> Self {
            Self { number }
        }

        pub fn number(&self) -> u8 {
            self.number
        }
    }
}

impl From<HiddenDef> for elsewhere::Hidden {
    fn from(def: HiddenDef) -> Self {
        Self::new(def.number)
    }
}

#[derive(Deserialize)]
struct OwnedSpan(#[serde(with = "SpanDef")] elsewhere::Span);

fn spans<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<elsewhere::Span>, D::Error> {
    let spans: Vec<OwnedSpan> = Vec::deserialize(deserializer)?;
    Ok(spans.into_iter().map(|span| span.0).collect())
}

fn optional_span<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<elsewhere::Span>, D::Error> {
    Ok(Option::<OwnedSpan>::deserialize(deserializer)?.map(|span| span.0))
}

fn nine() -> u8 {
    9
}

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
