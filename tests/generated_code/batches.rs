//! Rules on fields whose types are known by their names run in one call; behind an alias of the type, one by one. Both
//! must say the same.

use proptest::prelude::*;
use serde::Deserialize;
use unprocessable::{Validate, from_json_str};

type Text = String;
type Count = u32;
type Sum = i64;
type Share = f64;
type Flag = bool;
type Texts = Vec<String>;
type MaybeText = Option<String>;
type MaybeSum = Option<i64>;

/// The same struct twice: with types that are known by their names, and with aliases of them.
macro_rules! twice {
    ($($(#[$rules:meta])* $field:ident: $known:ty as $alias:ty,)+) => {
        #[derive(Debug, Deserialize, Validate)]
        struct Known {
            $($(#[$rules])* $field: $known,)+
        }

        #[derive(Debug, Deserialize, Validate)]
        struct Alias {
            $($(#[$rules])* $field: $alias,)+
        }

        const FIELDS: &[&str] = &[$(stringify!($field)),+];
    };
}

twice! {
    #[validate(required, email)] email: String as Text,
    #[validate(filled, url)] url: Option<String> as MaybeText,
    #[validate(uuid)] uuid: String as Text,
    #[validate(ulid)] ulid: String as Text,
    #[validate(ip)] ip: String as Text,
    #[validate(ipv4)] v4: String as Text,
    #[validate(ipv6)] v6: String as Text,
    #[validate(alpha, alpha_num, alpha_dash)] letters: String as Text,
    unruled: String as Text,
    #[validate(ascii, lowercase)] lower: String as Text,
    #[validate(uppercase, attribute = "capitals")] upper: String as Text,
    #[validate(iban(message = "No account: {attribute}."), credit_card(code = "card"))] account: String as Text,
    #[validate(slug, hostname)] slug: String as Text,
    #[validate(country)] country: String as Text,
    #[validate(currency)] currency: String as Text,
    #[validate(regex("^[a-z]{2}$"), not_regex("^x"))] code: String as Text,
    #[validate(length(min = 2, max = 4))] short: Option<String> as MaybeText,
    #[validate(min(2), max(4), between(1, 5), size(3))] sized: String as Text,
    #[validate(starts_with("a"), contains("b"), ends_with("c"))] parts: String as Text,
    #[validate(length(max = 2), min(1))] tags: Vec<String> as Texts,
    #[validate(length(max = 2), each(length(max = 3), lowercase))] words: Vec<String> as Vec<Text>,
    #[validate(range(18..=120), gte(20))] age: u32 as Count,
    #[validate(gt(-5), lt(100), between(-3, 90))] sum: i64 as Sum,
    #[validate(required, lte(7))] #[serde(rename = "maybe.sum")] maybe_sum: Option<i64> as MaybeSum,
    #[validate(range(0.5..1.5), min(0.25), max(2.0))] share: f64 as Share,
    #[validate(gt(0), multiple_of(0.5), digits(1), finite)] small: f64 as Share,
    #[validate(starts_with("2"), before("2030-01-01"), date)] day: Option<String> as MaybeText,
    #[validate(min_digits(2), nonzero, positive, multiple_of(2))] even: u32 as Count,
    #[validate(required)] flag: bool as Flag,
    #[validate(gt(self.age))] after: u32 as Count,
    #[validate(when(self.age > 30, max(9)))] #[serde(alias = "other")] last: u32 as Count,
}

/// A value that may be right or wrong in any way for a field.
fn value() -> impl Strategy<Value = String> {
    const TEXTS: &[&str] = &[
        "jane@example.com",
        "https://example.com/",
        "936da01f-9abd-4d9d-80c7-02af85c822a8",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "127.0.0.1",
        "::1",
        "abc",
        "ABC",
        "a-b",
        "abXc",
        "é",
        "",
        " ",
        "DE",
        "EUR",
        "xy",
        "DE89370400440532013000",
        "4242424242424242",
        "abcdefgh",
    ];
    const NUMBERS: &[&str] =
        &["0", "1", "19", "20", "120", "121", "-4", "-5", "99", "7", "8", "0.5", "1.5", "2.5", "1e3", "5000000000"];
    prop_oneof![
        4 => prop::sample::select(TEXTS).prop_map(|text| format!("\"{text}\"")),
        4 => prop::sample::select(NUMBERS).prop_map(str::to_owned),
        1 => prop::sample::select(&["null", "true", "{}", "[]", "[1]"][..]).prop_map(str::to_owned),
        2 => prop::collection::vec(prop::sample::select(&["\"ab\"", "\"ABCD\"", "1", "\"\""][..]), 0..4)
            .prop_map(|items| format!("[{}]", items.join(","))),
    ]
}

/// One that the type of the field takes, mostly.
fn fitting(field: &'static str) -> impl Strategy<Value = Option<String>> {
    let wanted = match field {
        "age" | "even" | "sum" | "maybe_sum" | "after" | "last" => "1",
        "share" | "small" => "1.0",
        "flag" => "true",
        "tags" | "words" => "[]",
        _ => "\"abc\"",
    };
    prop_oneof![
        6 => Just(Some(wanted.to_owned())),
        3 => value().prop_map(Some),
        1 => Just(None),
    ]
}

proptest! {
    #[test]
    fn rules_in_one_call_say_what_they_say_one_by_one(values in FIELDS.iter().map(|field| fitting(field)).collect::<Vec<_>>()) {
        let entries = FIELDS.iter().zip(&values).filter_map(|(field, value)| {
            let name = if *field == "maybe_sum" { "maybe.sum" } else { field };
            value.as_ref().map(|value| format!("\"{name}\":{value}"))
        });
        let json = format!("{{{}}}", entries.collect::<Vec<_>>().join(","));
        let (known, alias) = (from_json_str::<Known>(&json), from_json_str::<Alias>(&json));
        prop_assert_eq!(known.is_ok(), alias.is_ok());
        if let (Err(known), Err(alias)) = (&known, &alias) {
            prop_assert_eq!(known.to_string(), alias.to_string());
        }
        if let (Ok(known), Ok(alias)) = (serde_json::from_str::<Known>(&json), serde_json::from_str::<Alias>(&json)) {
            let body = |errors: unprocessable::ValidationErrors| errors.to_json();
            prop_assert_eq!(known.validate().map_err(body), alias.validate().map_err(body));
        }
    }
}

#[test]
fn what_is_right_passes_both() {
    let json = r#"{"email": "jane@example.com", "url": "https://example.com/", "uuid": "936da01f-9abd-4d9d-80c7-02af85c822a8",
        "ulid": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "ip": "::1", "v4": "127.0.0.1", "v6": "::1", "letters": "abc", "unruled": "",
        "lower": "abc", "upper": "ABC", "account": "", "slug": "a-b", "country": "DE", "currency": "EUR", "code": "ab",
        "short": "abc", "sized": "abc", "parts": "abc", "tags": ["a"], "words": ["ab"], "age": 20, "sum": -2,
        "maybe.sum": 7, "share": 1.0, "small": 2.0, "even": 20, "flag": false, "after": 21, "other": 10}"#;
    let (known, alias) = (from_json_str::<Known>(json), from_json_str::<Alias>(json));
    let said = |rejection: unprocessable::Rejection| rejection.to_string();
    let account = "account: No account: account.\naccount: The account must be a valid card number.";
    assert_eq!(known.map(drop).map_err(said), Err(account.to_owned()));
    assert_eq!(alias.map(drop).map_err(said), Err(account.to_owned()));
}
