//! The rules of the catalogue through the derive: arguments take their types from the fields, other fields are named by
//! their labels.

use std::collections::BTreeMap;

use unprocessable::rules::with_clock;
use unprocessable::{Pattern, Validate};

#[derive(Clone, Copy, PartialEq, Validate)]
enum Kind {
    Person,
    Company,
}

#[derive(Validate)]
struct Line {
    #[validate(starts_with("sku_"))]
    sku: String,
    #[validate(multiple_of(5), digits_between(1, 4))]
    quantity: u32,
}

fn sku(line: &Line) -> &str {
    &line.sku
}

#[derive(Validate)]
struct Order {
    #[validate(one_of([Kind::Person, Kind::Company]))]
    kind: Kind,
    #[validate(required_if(self.kind == Kind::Company), prohibited_unless(self.kind == Kind::Company), alpha_num(ascii))]
    vat_number: Option<String>,
    #[validate(required_without([self.phone, self.backup_email]), email(idn))]
    email: Option<String>,
    #[validate(phone, prohibits(self.backup_email))]
    phone: Option<String>,
    backup_email: Option<String>,
    #[validate(password(min = 10, letters, numbers), confirmed(self.password_confirmation))]
    password: String,
    password_confirmation: Option<String>,
    #[validate(accepted_if(self.kind == Kind::Company))]
    terms: Option<bool>,
    #[validate(url(schemes = ["https"]), ends_with([".png", ".jpg"]))]
    picture: Option<String>,
    #[validate(distinct(by = sku), nested)]
    lines: Vec<Line>,
    #[validate(subset_of(["new", "vip"]), contains_all(["new"]), distinct(ignore_case))]
    tags: Vec<String>,
    #[validate(in_list(self.tags))]
    main_tag: String,
    #[validate(required_keys(["eur"]), values(positive, decimal(max = 2)))]
    prices: BTreeMap<String, f64>,
    #[validate(uuid(version = 4), different(self.main_tag))]
    id: String,
    #[validate(date, before_or_equal(today().minus_years(18)))]
    born: String,
    #[validate(datetime, after("2024-02-29"))]
    starts_at: String,
    #[validate(datetime, after_or_equal(self.starts_at), weekday)]
    ends_at: String,
    #[validate(multiple_of(0.05), latitude)]
    latitude: f64,
}

fn order() -> Order {
    Order {
        kind: Kind::Person,
        vat_number: None,
        email: Some("jürgen@münchen.example".into()),
        phone: None,
        backup_email: None,
        password: "correct horse 7".into(),
        password_confirmation: Some("correct horse 7".into()),
        terms: None,
        picture: Some("https://example.com/a.png".into()),
        lines: vec![Line { sku: "sku_1".into(), quantity: 5 }, Line { sku: "sku_2".into(), quantity: 10 }],
        tags: vec!["new".into()],
        main_tag: "new".into(),
        prices: BTreeMap::from([("eur".into(), 1.25)]),
        id: "550e8400-e29b-41d4-a716-446655440000".into(),
        born: "1970-01-01".into(),
        starts_at: "2024-03-01T08:00:00Z".into(),
        ends_at: "2024-03-01T10:00:00+01:00".into(),
        latitude: 52.55,
    }
}

#[test]
fn a_valid_order_passes() {
    order().validate().unwrap();
}

#[test]
fn every_rule_says_what_is_wrong() {
    let wrong = Order {
        kind: Kind::Company,
        vat_number: None,
        email: None,
        phone: Some("+4930123".into()),
        backup_email: Some("a@b".into()),
        password: "!".into(),
        password_confirmation: None,
        terms: None,
        picture: Some("http://example.com/a.gif".into()),
        lines: vec![Line { sku: "sku_1".into(), quantity: 5 }, Line { sku: "sku_1".into(), quantity: 12_345 }],
        tags: vec!["vip".into(), "VIP".into()],
        main_tag: "new".into(),
        prices: BTreeMap::from([("usd".into(), -0.125)]),
        id: "new".into(),
        born: "2999-01-01".into(),
        starts_at: "2024-02-29T23:59:59Z".into(),
        ends_at: "2024-02-28T00:00:00Z".into(),
        latitude: 91.01,
    };
    let errors = wrong.validate().unwrap_err();
    let said: Vec<String> = errors.iter().map(|(key, violation)| format!("{key}: {}", violation.message())).collect();
    assert_eq!(
        said,
        [
            "vat_number: The vat number field is required when kind is Company.",
            "phone: The phone field cannot be combined with the backup email.",
            "password: The password must be at least 10 characters.",
            "password: The password must contain at least one letter.",
            "password: The password must contain at least one number.",
            "password: The password must match the password confirmation.",
            "terms: The terms must be accepted when kind is Company.",
            "picture: The picture must be a valid URL.",
            "picture: The picture must end with one of: .png, .jpg.",
            "lines.1: The lines must not contain duplicates.",
            "lines.1.quantity: The quantity must be between 1 and 4 digits.",
            "tags: The tags must only contain these: new, vip.",
            "tags: The tags must contain new.",
            "tags.1: The tags must not contain duplicates.",
            "main_tag: The main tag must be one of the tags.",
            "prices: The prices must contain the key eur.",
            "prices.usd: The prices must be positive.",
            "prices.usd: The prices must not have more than 2 decimal places.",
            "id: The id must be a valid version 4 UUID.",
            "id: The id must be different from the main tag.",
            "born: The born must not be after 18 years ago.",
            "starts_at: The starts at must be after 2024-02-29.",
            "ends_at: The ends at must not be before the starts at.",
            "latitude: The latitude must be a multiple of 0.05.",
            "latitude: The latitude must be a valid latitude.",
        ]
    );
}

static CODE: Pattern = Pattern::new("^[A-Z]{2}$");

mod patterns {
    pub(crate) static DIGIT: unprocessable::Pattern = unprocessable::Pattern::new("[0-9]");
}

/// The names in an attribute are those of the rules, whatever else has such a name.
#[allow(dead_code)]
fn today() -> u8 {
    7
}

#[derive(Validate)]
struct Booking {
    #[validate(after(today().plus_days(7)), before(now().plus_years(1)))]
    day: String,
    #[validate(when(self.code.len() == 2, before_or_equal(today())))]
    made: String,
    #[validate(regex(CODE), not_regex(patterns::DIGIT), regex(&CODE))]
    code: String,
    #[validate(each(after(now()), past))]
    seen: Vec<String>,
}

#[test]
fn the_present_and_patterns_stand_in_attributes_without_an_import() {
    let booking = |day: &str, made: &str, code: &str| Booking {
        day: day.into(),
        made: made.into(),
        code: code.into(),
        seen: vec!["2024-03-01".into()],
    };
    with_clock("2024-02-29T12:00:00Z", || {
        let errors = booking("2024-03-08", "2024-02-29", "AB").validate().unwrap_err();
        assert_eq!(errors.to_string(), "seen.0: The seen must be in the past.");
        let errors = booking("2025-03-01", "2024-03-01", "A1").validate().unwrap_err();
        assert_eq!(
            errors.to_string(),
            "day: The day must be before 1 year from now.\n\
             made: The made must not be after today.\n\
             code: The code format is invalid.\n\
             code: The code format is invalid.\n\
             code: The code format is invalid.\n\
             seen.0: The seen must be in the past."
        );
        let errors = booking("2024-03-07", "2024-02-29", "AB").validate().unwrap_err();
        assert_eq!(errors.get("day").next().unwrap().message().to_string(), "The day must be after 7 days from today.");
    });
}
