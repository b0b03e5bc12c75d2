//! Readers of the library.

use serde::Deserialize;
use serde_valid::json::{FromJsonStr, FromJsonValue};
use serde_valid::Validate;

use crate::checks::{self, card_or_reason, no_shouting};

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Reader {
    #[validate(min_length = 1)]
    #[validate(max_length = 60)]
    #[validate(custom = no_shouting)]
    pub name: String,
    #[validate(pattern = "^[^@ ]+@[^@ ]+$", message = "That is no address.")]
    pub email: Option<String>,
    #[validate(custom(card_or_reason))]
    pub card: Option<String>,
    #[validate(minimum = 6)]
    pub age: u8,
    #[validate(custom = checks::between(1, 100))]
    pub interests: Vec<String>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Pet {
    pub kind: String,
    #[validate(custom = |food| fitting(&self.kind, food))]
    pub food: String,
}

fn fitting(kind: &str, food: &str) -> Result<(), serde_valid::validation::Error> {
    match (kind, food) {
        ("cat", "fish") | ("dog", "meat") => Ok(()),
        _ => Err(serde_valid::validation::Error::Custom("It does not eat that.".to_string())),
    }
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[validate(custom = |it| in_order(it.from, it.to))]
pub struct Absence {
    pub from: u32,
    pub to: u32,
    #[validate(max_length = 100)]
    pub reason: Option<String>,
}

fn in_order(from: u32, to: u32) -> Result<(), serde_valid::validation::Error> {
    if from <= to { Ok(()) } else { Err(serde_valid::validation::Error::Custom("It ends too early.".into())) }
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[validate(custom = adult_or_guardian)]
pub struct Minor {
    #[validate(maximum = 17)]
    pub age: u8,
    pub guardian: Option<String>,
}

fn adult_or_guardian(minor: &Minor) -> Result<(), serde_valid::validation::Error> {
    match minor.guardian {
        Some(_) => Ok(()),
        None => Err(serde_valid::validation::Error::Custom("Who looks after you?".to_string())),
    }
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Borrowed<'a> {
    #[validate(min_length = 3)]
    pub title: &'a str,
    #[validate(max_items = 2)]
    pub notes: Vec<&'a str>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Membership {
    #[validate(r#enum = ["child", "adult"])]
    pub kind: Option<String>,
    #[validate(minimum = 0)]
    #[validate(exclusive_maximum = 1_000)]
    pub fee: i64,
    #[validate]
    pub reader: Box<Minor>,
}

/// Reads a reader, and checks it.
pub fn read(text: &str) -> Result<Reader, String> {
    Reader::from_json_str(text).map_err(|error| error.to_string())
}

pub fn convert(value: serde_json::Value) -> Option<Pet> {
    Pet::from_json_value(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader() -> Reader {
        Reader {
            name: "Jane".into(),
            email: Some("jane@example.com".into()),
            card: Some("12345678".into()),
            age: 30,
            interests: vec!["tea".into()],
        }
    }

    #[test]
    fn readers_are_checked() {
        assert!(reader().validate().is_ok());
        assert!(Reader { name: "JANE".into(), ..reader() }.validate().is_err());
        assert!(Reader { email: Some("jane".into()), ..reader() }.validate().is_err());
        assert!(Reader { email: None, ..reader() }.validate().is_ok());
        assert!(Reader { card: None, ..reader() }.validate().is_err());
        assert!(Reader { card: Some("none".into()), ..reader() }.validate().is_ok());
        assert!(Reader { card: Some("1".into()), ..reader() }.validate().is_err());
        assert!(Reader { age: 5, ..reader() }.validate().is_err());
        assert!(Reader { interests: vec!["x".repeat(101)], ..reader() }.validate().is_err());
    }

    #[test]
    fn fields_and_structs_are_compared() {
        let pet = |kind: &str, food: &str| Pet { kind: kind.into(), food: food.into() };
        assert!(pet("cat", "fish").validate().is_ok());
        assert!(pet("dog", "fish").validate().is_err());
        let absence = |from, to| Absence { from, to, reason: None };
        assert!(absence(1, 1).validate().is_ok());
        assert!(absence(2, 1).validate().is_err());
        let minor = |guardian: Option<&str>| Minor { age: 10, guardian: guardian.map(str::to_owned) };
        assert!(minor(Some("Jo")).validate().is_ok());
        assert!(minor(None).validate().is_err());
        let membership = |kind: &str, fee| Membership {
            kind: Some(kind.into()),
            fee,
            reader: Box::new(minor(Some("Jo"))),
        };
        assert!(membership("adult", 999).validate().is_ok());
        assert!(membership("adult", 1_000).validate().is_err());
        assert!(membership("other", 0).validate().is_err());
        assert!(Borrowed { title: "Tea", notes: vec![] }.validate().is_ok());
        assert!(Borrowed { title: "Te", notes: vec![] }.validate().is_err());
    }

    #[test]
    fn json_is_read_and_checked() {
        let text = r#"{"name":"Jane","email":null,"card":"none","age":30,"interests":["tea"]}"#;
        assert_eq!(read(text).unwrap().age, 30);
        assert!(read(&text.replace("30", "5")).is_err());
        assert!(read("{").is_err());
        assert!(convert(serde_json::json!({"kind": "cat", "food": "fish"})).is_some());
        assert!(convert(serde_json::json!({"kind": "cat", "food": "tea"})).is_none());
    }
}
