//! Presence under a condition, in `validate` and in decode: in a request that serde reads, and in one that it refuses.
#![allow(clippy::partialeq_to_none)]

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
    "vatNumber: The vat number field is required when kind is company.",
    "birthDay: The birth day field is prohibited when kind is company.",
    "zip: The zip field is required when all of these are present: street, city.",
    "email: The email field is required when the phone is missing.",
    "pager: The pager field cannot be combined with any of these: fax machine, phone.",
    "terms: The terms must be accepted when kind is company.",
    "newsletter: The newsletter must be declined when kind is company.",
    "note: The note field must not be empty.",
];

const PERSON: &str = r#""kind": "person", "employees": 3, "street": "High Street""#;

const OF_A_PERSON: [&str; 5] = [
    "birthDay: The birth day field is required unless kind is company.",
    "employees: The employees field is prohibited unless kind is company.",
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
    assert_eq!(errors, ["kind: The selected kind is invalid. It must be one of: person, company."]);
}

#[test]
fn a_condition_that_is_short_is_said_and_a_longer_one_names_its_field() {
    /// Of what it is nothing can be shown.
    #[derive(Debug, PartialEq)]
    enum Hidden {
        Plain,
    }
    #[derive(Debug, Validate)]
    struct Form {
        is_company: bool,
        #[validate(attribute = "country of residence")]
        country: Option<String>,
        kind: Option<Kind>,
        hidden: Hidden,
        count: i64,
        share: f32,
        letter: char,
        huge: u64,
        agreed: Option<bool>,
        #[validate(
            required_if(self.is_company),
            required_unless(!self.is_company),
            required_if(self.agreed == Some(false)),
            required_if(self.country.as_deref() == Some("DE")),
            required_if("DE" == self.country.as_deref().unwrap_or_default()),
            required_if(self.kind == Some(Kind::Person)),
            required_if(matches!(self.kind, Some(Kind::Person))),
            required_if((self.count) != -3),
            required_if(self.count < 9),
            required_if(9 >= self.count),
            required_if(self.count > 1),
            required_if(1 <= self.count),
            required_if(self.share == 0.5),
            required_if(self.letter == 'x'),
            required_if(self.huge == 9_000_000_000),
            required_if(self.hidden == Hidden::Plain),
            required_if(self.kind == None || self.is_company),
            required_if(self.kind != None),
            required_if(self.is_large())
        )]
        tax_number: Option<String>,
    }
    impl Form {
        fn is_large(&self) -> bool {
            self.count > 0
        }
    }
    let form = Form {
        is_company: true,
        country: Some("DE".into()),
        kind: Some(Kind::Person),
        hidden: Hidden::Plain,
        count: 3,
        share: 0.5,
        letter: 'x',
        huge: 9_000_000_000,
        agreed: Some(false),
        tax_number: None,
    };
    let errors = form.validate().unwrap_err();
    let said: Vec<String> = errors.get("tax_number").map(|violation| violation.message().to_string()).collect();
    let expected = [
        "when is company is true",
        "unless is company is false",
        "when agreed is false",
        "when country of residence is DE",
        "because of the country of residence",
        "when kind is person",
        "when kind is person",
        "when count is not -3",
        "when count is less than 9",
        "when count is at most 9",
        "when count is greater than 1",
        "when count is at least 1",
        "when share is 0.5",
        "when letter is x",
        "when huge is 9,000,000,000",
        "because of the hidden",
        "because of the kind",
        "because of the kind",
        "because of the is large",
    ];
    assert_eq!(said, expected.map(|condition| format!("The tax number field is required {condition}.")));
    assert!(errors.iter().all(|(_, violation)| ["required_if", "required_unless"].contains(&violation.code())));
}

/// White space, control characters, zero width spaces, fillers, marks of direction, the empty Braille pattern.
const UNSEEN: [&str; 8] =
    ["", "\u{3000}\t", "\u{0}", "\u{200b}\u{feff}", "\u{3164}", "\u{202e}\u{2069}", "\u{2800}", "\u{fe0f}"];

#[test]
fn text_in_which_nothing_can_be_seen_is_not_there_for_any_rule_about_presence() {
    let document = |text: &str| {
        let texts = ["vatNumber", "birthDay", "street", "city", "zip", "phone", "email", "fax", "pager", "note"];
        let texts = texts
            .map(|name| format!("{}:{}", serde_json::to_string(name).unwrap(), serde_json::to_string(text).unwrap()));
        [r#""kind": "company", "terms": true, "newsletter": "no""#, r#""kind": "person""#]
            .map(|kind| format!("{{{kind}, {}}}", texts.join(",")))
    };
    let expected = [["vatNumber", "email", "fax", "note"], ["birthDay", "email", "fax", "note"]];
    for text in UNSEEN {
        for (document, expected) in document(text).iter().zip(expected) {
            let Rejection::Invalid(errors) = from_json_str::<Account>(document).unwrap_err() else {
                panic!("{document}")
            };
            let keys: Vec<&str> = errors.iter().map(|(key, _)| key).collect();
            assert_eq!(keys, expected, "{text:?}");
        }
    }
}
