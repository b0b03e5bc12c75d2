//! Presence under a condition, in `validate` and in decode: in a request that serde reads, and in one that it refuses.
#![allow(missing_docs, clippy::unwrap_used)]
#![cfg(feature = "json")]

use serde::Deserialize;
use unprocessable::{Rejection, Validate, from_json_str};

#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Validate)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Person,
    Company,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Account {
    kind: Kind,
    #[validate(required_if(self.kind == Kind::Company))]
    vat_number: Option<String>,
    #[validate(required_unless(self.kind == Kind::Company), prohibited_if(self.kind == Kind::Company))]
    birth_day: Option<String>,
    #[validate(prohibited_unless(self.kind == Kind::Company))]
    employees: Option<u32>,
    street: Option<String>,
    #[validate(required_with(self.street))]
    city: Option<String>,
    #[validate(required_with_all([self.street, self.city]))]
    zip: Option<String>,
    phone: Option<String>,
    #[validate(required_without(self.phone))]
    email: Option<String>,
    #[validate(required_without_all([self.phone, self.email]), attribute = "fax machine")]
    fax: Option<String>,
    #[validate(prohibits([self.fax, self.phone]))]
    pager: Option<String>,
    #[validate(accepted_if(self.kind == Kind::Company))]
    terms: Option<bool>,
    #[validate(declined_if(self.kind == Kind::Company))]
    newsletter: Option<String>,
    #[validate(filled)]
    note: Option<String>,
    /// What serde may refuse.
    #[validate(lt(150))]
    age: Option<u8>,
}

const COMPANY: &str = r#""kind": "company", "birthDay": "2000-01-01", "street": "High Street", "city": "x",
    "pager": "7", "fax": "8", "newsletter": "yes", "note": " ", "terms": null"#;

const OF_A_COMPANY: [&str; 8] = [
    "vatNumber: The vat number field is required because of the kind.",
    "birthDay: The birth day field is prohibited because of the kind.",
    "zip: The zip field is required when all of these are present: street, city.",
    "email: The email field is required when the phone is missing.",
    "pager: The pager field cannot be combined with any of these: fax machine, phone.",
    "terms: The terms must be accepted because of the kind.",
    "newsletter: The newsletter must be declined because of the kind.",
    "note: The note field must not be empty.",
];

const PERSON: &str = r#""kind": "person", "employees": 3, "street": "High Street""#;

const OF_A_PERSON: [&str; 5] = [
    "birthDay: The birth day field is required because of the kind.",
    "employees: The employees field is prohibited because of the kind.",
    "city: The city field is required when the street is present.",
    "email: The email field is required when the phone is missing.",
    "fax: The fax machine field is required when none of these is present: phone, email.",
];

fn said(rejection: Rejection) -> Vec<String> {
    let Rejection::Invalid(errors) = rejection else { panic!("{rejection}") };
    errors.to_string().lines().map(str::to_owned).collect()
}

#[test]
fn conditions_hold_in_validate_and_in_decode_alike() {
    for (fields, expected) in [(COMPANY, &OF_A_COMPANY[..]), (PERSON, &OF_A_PERSON[..])] {
        let read = format!("{{{fields}}}");
        let account: Account = serde_json::from_str(&read).unwrap();
        let errors = account.validate().unwrap_err().to_string();
        assert_eq!(errors.lines().collect::<Vec<_>>(), expected);
        assert_eq!(said(from_json_str::<Account>(&read).unwrap_err()), expected);

        let refused = format!("{{{fields}, \"age\": \"old\"}}");
        let mut with_age = expected.to_vec();
        with_age.push("age: The age must be an integer.");
        assert_eq!(said(from_json_str::<Account>(&refused).unwrap_err()), with_age);
    }
}

#[test]
fn a_condition_over_what_was_not_read_is_not_asked() {
    let errors = said(from_json_str::<Account>(r#"{"kind": "robot", "email": "a@b", "fax": "8"}"#).unwrap_err());
    assert_eq!(errors, ["kind: The selected kind is invalid. It must be one of these: person, company."]);
}
