//! Attributes for the keys of types of all forms.
#![allow(missing_docs, dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::declaration::Declare;
use unprocessable::{Patch, Upload, Validate};
use unprocessable_typescript::html::{attributes, choices};

fn written<T: Declare>(key: &str) -> String {
    attributes::<T>(key).unwrap().to_string()
}

fn values<T: Declare>(key: &str) -> Vec<String> {
    choices::<T>(key).unwrap().into_iter().map(|choice| choice.value).collect()
}

fn error<T: Declare>(key: &str) -> String {
    attributes::<T>(key).unwrap_err().to_string()
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Order {
    #[serde(alias = "buyer")]
    #[validate(required, length(max = 80))]
    first_name: String,
    #[validate(nested, length(min = 1, max = 9))]
    items: Vec<Item>,
    #[validate(values(range(0..=9)))]
    stock: BTreeMap<String, u8>,
    #[validate(nested)]
    payment: Payment,
    #[serde(flatten)]
    #[validate(nested)]
    paging: Paging,
    #[validate(nested)]
    gift: Option<Item>,
    #[validate(nested)]
    unchecked: Unchecked,
    #[validate(skip)]
    skipped: Item,
    pair: (u8, String),
    #[validate(each(email))]
    guests: Vec<String>,
    any: serde_json::Value,
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(regex("^[a-z]{3}$"))]
    sku: String,
    #[serde(default = "one")]
    #[validate(gt(0))]
    count: u32,
    #[serde(default)]
    #[validate(nested)]
    parts: Vec<Item>,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize, Validate)]
struct Paging {
    #[validate(range(1..=100))]
    per_page: u8,
}

#[derive(Deserialize, Validate)]
struct Unchecked {
    #[validate(when(self.b == "x", length(max = 3)), on_submit(length(max = 2)))]
    a: String,
    b: String,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Payment {
    /// On delivery.
    Cash,
    CreditCard {
        #[validate(credit_card)]
        number: String,
    },
    Iban {
        #[validate(iban)]
        number: String,
        #[validate(length(max = 9), ascii)]
        name: String,
    },
}

#[test]
fn keys_lead_to_values_everywhere() {
    for (key, expected) in [
        ("firstName", r#"required maxlength="160""#),
        ("buyer", r#"required maxlength="160""#),
        ("items.0.sku", r#"required pattern="[a-z]{3}""#),
        ("items.*.sku", r#"required pattern="[a-z]{3}""#),
        ("items[0][sku]", r#"required pattern="[a-z]{3}""#),
        ("items[7].parts[0].parts[1].sku", r#"required pattern="[a-z]{3}""#),
        ("items.0.count", r#"type="number" min="1" max="4294967295" step="1" inputmode="numeric""#),
        ("stock.eur", r#"type="number" required min="0" max="9" step="1" inputmode="numeric""#),
        ("per_page", r#"type="number" required min="1" max="100" step="1" inputmode="numeric""#),
        ("payment.kind", "required"),
        ("payment.name", r#"maxlength="9" pattern="[\t\n\r -~]*""#),
        // Two variants have it: what they have in common.
        ("payment.number", "required"),
        ("gift.sku", r#"pattern="[a-z]{3}""#),
        ("unchecked.a", ""),
        ("skipped.sku", ""),
        ("pair.0", r#"type="number" required min="0" max="255" step="1" inputmode="numeric""#),
        ("pair.1", ""),
        // Each guest has another address than the person at the screen.
        ("guests.0", r#"type="email" required maxlength="254""#),
        // None of these is a control.
        ("guests", ""),
        ("items", ""),
        ("payment", ""),
        ("any", ""),
        ("any.thing.below", ""),
    ] {
        assert_eq!(written::<Order>(key), expected, "{key}");
    }
}

#[test]
fn a_key_that_is_not_there_is_an_error() {
    let fields = "firstName, items, stock, payment, gift, unchecked, skipped, pair, guests, any, per_page";
    for (key, expected) in [
        ("frist_name", format!("`Order` has no `frist_name`. There it has: {fields}.")),
        ("items.0.sko", "`Order` has no `items.0.sko`. There it has: sku, count, parts.".to_owned()),
        ("items.sku", "`Order` has no `items.sku`. There it has: *.".to_owned()),
        ("payment.iban", "`Order` has no `payment.iban`. There it has: kind, number, name.".to_owned()),
        ("firstName.x", "`Order` has no `firstName.x`.".to_owned()),
        ("pair.2", "`Order` has no `pair.2`.".to_owned()),
        ("", format!("`Order` has no ``. There it has: {fields}.")),
    ] {
        assert_eq!(error::<Order>(key), expected);
        assert_eq!(choices::<Order>(key).unwrap_err().to_string(), expected);
    }
}

#[derive(Deserialize, Validate)]
struct Choices {
    color: Color,
    #[validate(one_of([Color::Red, Color::DarkBlue]))]
    some: Color,
    maybe: Option<Color>,
    #[validate(required)]
    demanded: Option<Color>,
    all: Vec<Color>,
    #[validate(length(min = 1))]
    more: Vec<Color>,
    #[validate(each(one_of(["a", "b"])))]
    texts: Vec<String>,
    #[validate(one_of([10, 20]))]
    number: u8,
    free: String,
    #[validate(nested)]
    payment: Payment,
}

#[derive(Clone, Copy, PartialEq, Deserialize, Validate)]
#[serde(rename_all = "kebab-case")]
enum Color {
    Red,
    DarkBlue,
    #[serde(rename = "")]
    Transparent,
}

#[test]
fn choices_are_those_that_the_rules_accept() {
    for (key, expected, options) in [
        ("color", "", &["red", "dark-blue", ""][..]),
        ("some", "", &["red", "dark-blue"]),
        ("maybe", "", &["red", "dark-blue", ""]),
        ("demanded", "required", &["red", "dark-blue", ""]),
        ("all", "multiple", &["red", "dark-blue", ""]),
        ("more", "required multiple", &["red", "dark-blue", ""]),
        ("texts", "multiple", &["a", "b"]),
        ("texts.0", "", &["a", "b"]),
        ("number", r#"type="number" required min="10" max="20" step="1" inputmode="numeric""#, &["10", "20"]),
        ("free", "", &[]),
        ("payment.kind", "required", &["cash", "credit_card", "iban"]),
    ] {
        assert_eq!(written::<Choices>(key), expected, "{key}");
        assert_eq!(values::<Choices>(key), options, "{key}");
    }
    let kinds = choices::<Choices>("payment.kind").unwrap();
    assert_eq!((&*kinds[1].label, kinds[0].description), ("credit card", "On delivery."));
    let number = attributes::<Choices>("number").unwrap();
    assert_eq!(number.for_select().to_string(), "required");
}

#[derive(Deserialize, Validate)]
struct Rest {
    yes: bool,
    #[validate(required)]
    there: bool,
    #[validate(accepted)]
    terms: bool,
    maybe: Option<bool>,
    #[serde(default)]
    #[validate(required, length(max = 5))]
    changed: Patch<String>,
    #[validate(length(min = 4, max = 9))]
    note: String,
    #[validate(length(min = 4, max = 9), single_line)]
    line: String,
    #[validate(length(max = 9, utf16))]
    units: String,
    #[validate(length(min = 8, max = 9, bytes))]
    bytes: String,
    #[validate(length(max = 9, graphemes))]
    clusters: String,
    #[validate(date, after("2024-02-28"), before("2024-03-01"))]
    day: String,
    #[validate(datetime(local))]
    at: String,
    #[validate(url(schemes = ["https"]))]
    page: String,
    #[validate(phone)]
    phone: String,
    #[validate(password(min = 10))]
    password: String,
    #[validate(country)]
    country: String,
    #[validate(country(alpha3))]
    country3: String,
    #[validate(email(dot))]
    email: Option<String>,
    letter: char,
    small: i16,
    large: i64,
    real: f64,
    #[validate(gte(0.07), multiple_of(0.05))]
    price: f64,
}

#[test]
fn attributes_are_those_of_the_type_and_the_rules() {
    for (key, expected) in [
        ("yes", r#"type="checkbox""#),
        ("there", r#"type="checkbox""#),
        ("terms", r#"type="checkbox" required"#),
        ("maybe", ""),
        ("changed", r#"required maxlength="10""#),
        ("note", r#"required minlength="4" maxlength="18""#),
        ("units", r#"maxlength="9""#),
        ("bytes", r#"required minlength="2" maxlength="9""#),
        ("clusters", ""),
        ("day", r#"type="date" required min="2024-02-29" max="2024-02-29""#),
        ("at", r#"type="datetime-local" required step="any""#),
        ("page", r#"type="url" required pattern="([Hh][Tt][Tt][Pp][Ss])://[^\/?#][\s\S]*" autocomplete="url""#),
        ("phone", r#"type="tel" required pattern="[+][1-9][0-9]{1,14}" autocomplete="tel""#),
        ("password", r#"type="password" required minlength="10" autocomplete="new-password""#),
        ("country", r#"required pattern="[A-Z]{2}" autocomplete="country""#),
        ("country3", r#"required pattern="[A-Z]{3}""#),
        ("letter", r#"required maxlength="2""#),
        ("small", r#"type="number" required min="-32768" max="32767" step="1""#),
        ("large", r#"type="number" required step="any""#),
        ("real", r#"type="number" required step="any""#),
        ("price", r#"type="number" required min="0.1" step="0.05" inputmode="decimal""#),
    ] {
        assert_eq!(written::<Rest>(key), expected, "{key}");
    }
    assert!(
        written::<Rest>("email").starts_with(r#"type="email" maxlength="254" pattern="[A-Za-z0-9.!#$%&amp;&#39;*+\/"#)
    );
    // A form sends a line break as two characters.
    let textarea = |key| attributes::<Rest>(key).unwrap().for_textarea().to_string();
    assert_eq!(textarea("note"), r#"required minlength="2" maxlength="18""#);
    assert_eq!(textarea("line"), r#"required minlength="4" maxlength="18""#);
}

#[test]
fn attributes_can_be_changed() {
    let units = attributes::<Rest>("units").unwrap();
    assert!(!units.is_empty() && units.has("maxlength"));
    let changed = units.with("maxlength", "5").with("data-of", "a & b");
    assert_eq!(changed.to_string(), r#"maxlength="5" data-of="a &amp; b""#);
    assert_eq!(changed.without("maxlength").iter().collect::<Vec<_>>(), [("data-of", "a & b")]);
}

#[derive(Deserialize, Validate)]
struct Files {
    #[validate(required, file(max = "2 MB", types = ["image/png", "image/jpeg"]), image(max_width = 4000))]
    photo: Upload,
    #[validate(length(min = 1), each(file(extensions = ["pdf", "csv"])))]
    papers: Vec<Upload>,
    #[validate(image)]
    logo: Option<Upload>,
    #[validate(skip)]
    anything: Option<Upload>,
}

#[test]
fn files_are_chosen_by_their_types() {
    for (key, attributes) in [
        ("photo", r#"type="file" required accept="image/png,image/jpeg""#),
        ("papers", r#"type="file" required accept=".pdf,.csv" multiple"#),
        ("logo", r#"type="file" accept="image/*""#),
        ("anything", r#"type="file""#),
    ] {
        assert_eq!(written::<Files>(key), attributes, "{key}");
    }
}
