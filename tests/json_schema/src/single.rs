//! Numbers of 32 bits: a schema accepts them as clients write them.
#![allow(missing_docs, dead_code)]
#![allow(clippy::unwrap_used)]

use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::{Validate, from_json, json_schema};

#[derive(Deserialize, Validate)]
struct Numbers {
    #[validate(one_of([0.1, 0.5]))]
    one: Option<f32>,
    #[validate(none_of([0.1]))]
    none: Option<f32>,
    #[validate(lte(0.1))]
    most: Option<f32>,
    #[validate(gte(0.7))]
    least: Option<f32>,
    #[validate(lt(16_777_217))]
    less: Option<f32>,
    #[validate(gt(16_777_219))]
    greater: Option<f32>,
    #[validate(multiple_of(0.5))]
    halves: Option<f32>,
    #[validate(range(0.1..=0.7))]
    between: Option<f32>,
    #[validate(each(one_of([0.1])))]
    list: Option<Vec<f32>>,
}

#[derive(Deserialize, Validate)]
struct Conditions {
    number: f32,
    #[validate(when(self.number == 0.1, required))]
    equal: Option<String>,
    #[validate(when(self.number > 0.5, required))]
    greater: Option<String>,
    #[validate(when(self.number < 0.7, required))]
    less: Option<String>,
    #[validate(when(self.number >= 0.7, required))]
    least: Option<String>,
    #[validate(when(self.number <= 0.05, required))]
    most: Option<String>,
}

#[derive(Deserialize, Validate)]
struct Tenths {
    #[validate(multiple_of(0.1))]
    tenths: f32,
}

#[derive(Deserialize, Validate)]
struct Wide {
    #[validate(lte(0.1), one_of([0.1]))]
    number: f64,
}

#[test]
fn what_the_rules_accept_the_schema_accepts() {
    let schema = json_schema::<Numbers>();
    assert!(!schema.is_exact());
    let schema = schema.to_value().unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (mut accepted, mut refused) = (0, 0);
    for named in [0.1_f32, 0.5, 0.7, 0.05, 16_777_216.0, 16_777_218.0, 16_777_220.0, 1.5, 0.0, 5.0] {
        for bits in named.to_bits().saturating_sub(2)..=named.to_bits() + 2 {
            let number = f32::from_bits(bits);
            // By way of 64 bits, and with the fewest digits.
            let spellings = [Value::from(f64::from(number)), serde_json::from_str(&number.to_string()).unwrap()];
            let whole = [16_777_217, 16_777_219].map(Value::from);
            for value in spellings.into_iter().chain(whole) {
                for field in ["one", "none", "most", "least", "less", "greater", "halves", "between", "list"] {
                    let value = if field == "list" { json!([value]) } else { value.clone() };
                    let document = json!({ field: value });
                    if from_json::<Numbers>(document.to_string().as_bytes()).is_ok() {
                        assert!(validator.is_valid(&document), "{document} {schema}");
                        accepted += 1;
                    } else {
                        refused += usize::from(!validator.is_valid(&document));
                    }
                }
            }
        }
    }
    assert!(accepted > 200 && refused > 200, "{accepted} {refused}");
}

#[test]
fn conditions_hold_for_what_is_read() {
    let validator = jsonschema::validator_for(&json_schema::<Conditions>().to_value().unwrap()).unwrap();
    let (mut accepted, mut refused) = (0, 0);
    for named in [0.1_f32, 0.5, 0.7, 0.05, 0.0, 5.0].map(f64::from).into_iter().chain([0.1, 0.5, 0.7, 0.05]) {
        for change in -40..=40 {
            let number = named + f64::from(change) * 1e-9;
            for left_out in ["equal", "greater", "less", "least", "most"] {
                let mut document =
                    json!({ "number": number, "equal": "a", "greater": "a", "less": "a", "least": "a", "most": "a" });
                document.as_object_mut().unwrap().remove(left_out);
                if from_json::<Conditions>(document.to_string().as_bytes()).is_ok() {
                    assert!(validator.is_valid(&document), "{document}");
                    accepted += 1;
                } else {
                    refused += usize::from(!validator.is_valid(&document));
                }
            }
        }
    }
    assert!(accepted > 200 && refused > 200, "{accepted} {refused}");
}

#[test]
fn the_keywords_have_both_spellings() {
    let schema = json_schema::<Numbers>().to_value().unwrap();
    let written = f64::from(0.1_f32);
    let properties = &schema["properties"];
    assert_eq!(properties["list"]["items"]["enum"], json!([0.1, written]));
    assert_eq!(properties["none"]["anyOf"][0]["not"]["enum"], json!([0.1, written]));
    assert_eq!(properties["most"]["maximum"], written);
    assert_eq!(properties["less"]["maximum"], 16_777_217);
    assert_eq!(properties["halves"]["multipleOf"], 0.5);
    let error = json_schema::<Tenths>().to_value().unwrap_err();
    assert_eq!(error.rules().map(|rule| rule.rule()).collect::<Vec<_>>(), ["multiple_of"]);
    assert!(json_schema::<Wide>().is_exact());
    assert_eq!(json_schema::<Wide>().to_value().unwrap()["properties"]["number"]["maximum"], 0.1);
}
