//! The documented body: written, read back, merged, capped.

use crate::common::errors;
use serde::Deserialize;
use unprocessable::{ErrorBody, Limits, Status, Valid, Validate, ValidationErrors, Violation};

const DOCUMENTED: &str = r#"{"message":"The given data was invalid.","errors":{"email":["The email field is required.","The email must be a valid email address."],"amount":["The amount must be greater than 0."]}}"#;

#[derive(Deserialize, Validate)]
struct Payment {
    #[validate(required, email)]
    email: String,
    #[validate(gt(0))]
    amount: f64,
}

fn documented() -> ValidationErrors {
    errors(&Payment { email: String::new(), amount: 0.0 })
}

#[test]
fn it_is_the_documented_one_byte_for_byte() {
    assert_eq!(documented().to_json(), DOCUMENTED);
    assert_eq!(serde_json::to_string(&documented()).unwrap(), DOCUMENTED);
    assert_eq!(ErrorBody::from(documented()).to_json(), DOCUMENTED);
    assert_eq!(documented().status(), Status::UnprocessableEntity);
}

#[test]
fn a_client_reads_it_back() {
    let errors: ValidationErrors = serde_json::from_str(DOCUMENTED).unwrap();
    assert_eq!(errors, documented());
    assert_eq!(errors.to_json(), DOCUMENTED);
    assert_eq!(errors.get("email").count(), 2);
    let braces: ValidationErrors =
        serde_json::from_str(r#"{"errors":{"a":["{attribute}"]},"message":"m","more":[1]}"#).unwrap();
    assert_eq!(braces.get("a").next().unwrap().message().to_string(), "{attribute}");
    for wrong in ["{}", "[]", r#"{"errors":[]}"#, r#"{"errors":{"a":"b"}}"#, r#"{"errors":{},"errors":{}}"#] {
        assert!(serde_json::from_str::<ValidationErrors>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn strings_are_escaped_as_serde_json_does() {
    let mut errors = ValidationErrors::new();
    let nasty: String = (0..=0x7f_u8).map(char::from).chain("é\u{2028}😀".chars()).collect();
    errors.add(&nasty, Violation::new("x", nasty.clone()));
    assert_eq!(errors.to_json(), serde_json::to_string(&errors).unwrap());
    let back: serde_json::Value = serde_json::from_str(&errors.to_json()).unwrap();
    assert_eq!(back["errors"][&nasty][0].as_str().unwrap().len(), nasty.len());
}

#[test]
fn checks_made_by_hand_join_those_of_the_derive() {
    let mut errors = documented();
    errors.add("amount", Violation::new("funds", "The {attribute} exceeds the balance."));
    errors.add("email", "The {attribute} has already been taken.");
    let mut address = ValidationErrors::new();
    address.add("zip_code", Violation::new("zip", "The {attribute} is unknown."));
    errors.nest("address", address.clone());
    errors.merge(address);
    let keys: Vec<_> = errors.iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["email", "email", "email", "amount", "amount", "address.zip_code", "zip_code"]);
    let last: Vec<_> = errors.get("address.zip_code").map(|violation| violation.message().to_string()).collect();
    assert_eq!(last, ["The zip code is unknown."]);
    assert_eq!(errors.to_json(), serde_json::to_string(&errors).unwrap());
    assert_eq!(errors.len(), 7);
    assert_eq!(errors.pointers().last().as_deref(), Some("/zip_code"));
    assert_eq!(errors.get("nothing").count(), 0);
}

#[test]
fn nothing_is_kept_past_the_cap() {
    #[derive(Validate)]
    struct Many {
        #[validate(each(gt(0)))]
        numbers: Vec<u8>,
        #[validate(custom(unreachable))]
        after: u8,
    }
    fn unreachable(_: &u8) -> Result<(), Violation> {
        panic!("ran although the errors are full")
    }
    let many = Many { numbers: vec![0; 1000], after: 0 };
    let full = errors(&many);
    assert_eq!((full.len(), full.is_truncated()), (100, true));
    let one = many.validate_within(&Limits::new().violations(0), &()).unwrap_err();
    assert_eq!((one.len(), one.is_truncated()), (1, true));
    let mut by_hand = ValidationErrors::within(&Limits::new().violations(2));
    for key in ["a", "b", "c"] {
        by_hand.add(key, "Wrong.");
    }
    assert_eq!((by_hand.len(), by_hand.is_truncated()), (2, true));
    assert!(!documented().is_truncated());
}

#[test]
fn display_and_debug_are_for_logs() {
    assert_eq!(
        documented().to_string(),
        "email: The email field is required.\nemail: The email must be a valid email address.\namount: The amount must be greater than 0."
    );
    assert!(format!("{:?}", documented()).contains("\"required\""));
}

#[test]
fn errors_are_ordinary_errors() {
    fn is_error<E: std::error::Error + Send + Sync + Clone + PartialEq + 'static>(_: &E) {}
    is_error(&documented());
}

#[test]
fn valid_values_are_proven() {
    let payment: Valid<Payment> = Payment { email: "a@b.c".into(), amount: 1.0 }.into_valid().unwrap();
    assert_eq!(payment.email, "a@b.c");
    assert!((payment.into_inner().amount - 1.0).abs() < f64::EPSILON);
    assert!(Payment { email: String::new(), amount: 1.0 }.into_valid().is_err());
}

#[test]
fn every_status_has_a_body() {
    for status in Status::ALL {
        let body = ErrorBody::new(status);
        assert_eq!(body.to_json(), serde_json::to_string(&body).unwrap());
        assert_eq!(body.to_json(), format!("{{\"message\":\"{}\"}}", status.sentence()));
        assert!(status.description().starts_with(status.sentence().trim_end_matches('.')));
        assert!(status != Status::MethodNotAllowed || !status.sentence().contains("e.g."));
    }
    let retry: Vec<u16> = Status::ALL.into_iter().filter(|status| status.is_retryable()).map(Status::code).collect();
    assert_eq!(retry, [429, 500, 502, 503, 504]);
}
