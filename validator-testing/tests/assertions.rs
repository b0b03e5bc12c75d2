//! What assertions take, and what they say when they fail.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize;
use unprocessable::{Rejection, Validate, ValidationErrors, Violation, from_json};
use unprocessable_testing::{assert_422, assert_invalid, assert_valid};

#[derive(Debug, Deserialize, Validate)]
struct Order {
    #[validate(required, email)]
    email: String,
    #[validate(nested)]
    items: Vec<Item>,
    #[validate(custom(known))]
    sku: Option<String>,
}

#[derive(Debug, Deserialize, Validate)]
struct Item {
    #[validate(gte(1))]
    count: u32,
    #[validate(length(max = 3, code = "too_long"))]
    name: Option<String>,
}

fn known(sku: &str) -> Result<(), Violation> {
    if sku == "A" { Ok(()) } else { Err(Violation::new("sold_out", "The {attribute} is sold out.")) }
}

/// A rule of the program.
mod rules {
    use unprocessable::rules::Describe;
    use unprocessable::{Argument, Kind};

    pub(crate) struct Sku(pub(crate) &'static str);

    pub(crate) const fn sku(start: &'static str) -> Sku {
        Sku(start)
    }

    impl Describe for Sku {
        const CODE: &'static str = "article";
        const ARGUMENTS: &'static [&'static str] = &["start"];

        fn argument(&self, index: usize) -> Option<Argument<'_>> {
            (index == 0).then_some(Argument::Text(self.0))
        }

        fn sentence(&self, _: Kind) -> &'static str {
            "The {attribute} is no article."
        }
    }
}

const GOOD: &[u8] = br#"{"email": "jane@example.com", "items": [{"count": 1}]}"#;
const BAD: &[u8] = br#"{"email": "secret", "items": [{"count": 0, "name": "longer"}, {"count": "two"}], "sku": "B"}"#;

/// What an assertion says when it fails.
fn said(assertion: impl FnOnce()) -> String {
    let failure = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the assertion has to fail");
    match failure.downcast_ref::<String>() {
        Some(text) => text.clone(),
        None => (*failure.downcast_ref::<&str>().unwrap()).to_owned(),
    }
}

#[test]
fn a_value_comes_back() {
    let order = assert_valid!(from_json::<Order>(GOOD));
    assert_eq!(order.email, "jane@example.com");
    let inner: Order = order.into_inner();
    assert_valid!(inner.validate());
    let valid = assert_valid!(inner.into_valid(), body = GOOD);
    assert_eq!(valid.items.len(), 1);
}

#[test]
fn each_form_of_an_outcome_is_taken() {
    let result = from_json::<Order>(BAD);
    assert_invalid!(&result, "email" => email);
    let rejection: Rejection = result.unwrap_err();
    assert_invalid!(&rejection, "email" => [email]);
    let Rejection::Invalid(errors) = rejection else { panic!("malformed") };
    assert_invalid!(&errors, "items.0.count" => gte);
    let errors: ValidationErrors = errors;
    assert_invalid!(errors, "items.1.count" => integer);
    let order = Order { email: String::new(), items: Vec::new(), sku: None };
    assert_invalid!(order.validate(), "email" => [required, email], only);
    assert_invalid!(order.validate(), "email" => [email, required,], only,);
}

#[test]
fn codes_are_words_paths_and_texts() {
    let mut errors = ValidationErrors::new();
    errors.add("sku", Violation::from_code("article"));
    errors.add("sku", Violation::from_code("sold_out"));
    errors.add("age", Violation::from_code("gte"));
    let key = String::from("age");
    assert_invalid!(&errors, "sku" => [crate::rules::sku, "sold_out"], key => gte, only);
    assert_invalid!(&errors, "sku" => [self::rules::sku, "sold_out"]);
    // A key that is named twice has both.
    assert_invalid!(&errors, "sku" => rules::sku, "sku" => "sold_out");
    assert_invalid!(
        from_json::<Order>(BAD),
        "email" => email,
        "items.0.count" => gte,
        "items.0.name" => "too_long",
        "items.1.count" => integer,
        "sku" => "sold_out",
        only,
    );
}

#[test]
fn a_failure_shows_both_sides_and_no_value() {
    let text = said(|| assert_invalid!(from_json::<Order>(BAD), "email" => [required, email], "name" => length, only));
    assert_eq!(
        text,
        "the errors are not the expected ones\n\n  \
         key           | expected        | found\n  \
         email         | required, email | email    <- differs\n  \
         name          | length          | nothing  <- differs\n  \
         items.0.count | nothing         | gte      <- differs\n  \
         items.0.name  | nothing         | too_long <- differs\n  \
         items.1.count | nothing         | integer  <- differs\n  \
         sku           | nothing         | sold_out <- differs\n"
    );
    let text = said(|| assert_invalid!(from_json::<Order>(BAD), "email" => required));
    assert!(text.contains("email         | required    | email    <- differs"), "{text}");
    assert!(text.contains("items.0.count | (not asked) | gte\n"), "{text}");
    assert!(!text.contains("secret"), "{text}");
    let text = said(|| drop(assert_valid!(from_json::<Order>(BAD))));
    assert!(text.starts_with("a valid request was expected\n\n"), "{text}");
    assert!(text.contains("items.1.count | nothing  | integer  <- differs") && !text.contains("secret"), "{text}");
}

#[test]
fn more_of_a_code_than_expected_is_a_difference() {
    let mut errors = ValidationErrors::new();
    errors.add("a", Violation::from_code("gte"));
    errors.add("a", Violation::from_code("gte"));
    assert_invalid!(&errors, "a" => [gte, gte]);
    let text = said(move || assert_invalid!(&errors, "a" => gte));
    assert!(text.contains("a   | gte      | gte, gte <- differs"), "{text}");
}

#[test]
fn an_assertion_cannot_pass_without_reason() {
    let text = said(|| assert_invalid!(from_json::<Order>(GOOD), "email" => required));
    assert!(text.contains("email | required | nothing <- differs"), "{text}");
    let text = said(|| assert_invalid!(from_json::<Order>(GOOD), only));
    assert!(text.contains("nothing is wrong"), "{text}");
    let text = said(|| assert_invalid!(from_json::<Order>(BAD), only));
    assert!(text.contains("email         | nothing  | email    <- differs"), "{text}");
    let text = said(|| assert_invalid!(ValidationErrors::new(), "email" => []));
    assert!(text.contains("nothing is wrong with it"), "{text}");
}

#[test]
fn what_is_no_document_is_said() {
    let text = said(|| assert_invalid!(from_json::<Order>(b"{secret"), "email" => required));
    assert!(text.starts_with("an invalid request was expected; it is malformed: "), "{text}");
    let text = said(|| drop(assert_valid!(from_json::<Order>(b"{secret"))));
    assert!(text.starts_with("a valid request was expected; it is malformed: "), "{text}");
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn the_request_is_shown_where_that_is_asked_for() {
    let text = said(|| assert_invalid!(from_json::<Order>(BAD), "email" => required, body = BAD));
    assert_eq!(text.contains("the request:\n{\"email\": \"secret\""), cfg!(feature = "show-body"), "{text}");
    let text = said(|| drop(assert_valid!(from_json::<Order>(BAD), body = BAD)));
    assert_eq!(text.contains("secret"), cfg!(feature = "show-body"), "{text}");
}

#[test]
fn bodies_are_read_by_their_sentences() {
    let body = from_json::<Order>(BAD).unwrap_err().to_json();
    assert_422!((422, "application/json", &body));
    assert_422!(
        (422, "application/json; charset=utf-8", &body),
        "email" => email,
        "items.0.count" => gte,
        // Another code does not change the sentence.
        "items.0.name" => length,
        "items.1.count" => integer,
        "sku" => "The sku is sold out.",
        only,
    );
    let text = said(|| {
        let body = from_json::<Order>(BAD).unwrap_err().to_json();
        assert_422!((422, "application/json", body), "email" => required, "sku" => "sold_out");
    });
    assert!(text.contains("email         | required    | email                         <- differs"), "{text}");
    assert!(text.contains("sku           | sold_out    | (a sentence of no known code) <- differs"), "{text}");
    let text = said(|| assert_422!((400, "application/json", "{}"), "email" => required));
    assert_eq!(text, "status 422 was expected; it is 400");
}

#[test]
fn problem_details_have_codes() {
    let body = r##"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The given data was invalid.",
        "errors":[{"detail":"Der Preis ist zu hoch.","pointer":"#/items/0/price","code":"lte"},
        {"detail":"Unbekannt.","parameter":"page","code":"sold_out"}]}"##;
    assert_422!((422, "application/problem+json", body), "items.0.price" => lte, "page" => "sold_out", only);
    assert_422!((422, "application/problem+json", body), "page" => "Unbekannt.");
}
