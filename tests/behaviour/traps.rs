//! What validation crates have been caught by, each with a test.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::common::{keys, sentences};
use serde::Deserialize;
use unprocessable::rules::{self, Rule as _};
use unprocessable::{Limits, Pattern, Validate, Violation, from_json};

#[test]
fn integers_beyond_u64_and_keys_that_are_no_text_are_fine() {
    impl unprocessable::MapKey for Unit {
        fn with_text(&self, with: &mut dyn FnMut(&str)) {
            with("unit");
        }
    }
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    struct Unit;
    #[derive(Validate)]
    struct Maps {
        #[validate(lt(5))]
        number: u128,
        #[validate(gt(0))]
        small: i128,
        #[validate(values(gt(0)))]
        by_unit: HashMap<Unit, u8>,
        #[validate(values(gt(0)))]
        by_big: HashMap<u128, u8>,
    }
    let maps =
        Maps { number: u128::MAX, small: i128::MIN, by_unit: [(Unit, 0)].into(), by_big: [(u128::MAX, 0)].into() };
    assert_eq!(keys(&maps), ["number", "small", "by_unit.unit", &format!("by_big.{}", u128::MAX)]);
    assert!(crate::common::errors(&maps).to_json().contains("must be less than 5"));
}

#[test]
fn errors_in_a_map_keep_their_keys_and_their_order() {
    #[derive(Validate)]
    struct Prices {
        #[validate(values(gt(0)))]
        prices: HashMap<String, u8>,
    }
    for _ in 0..20 {
        let prices = Prices { prices: ["c", "a", "d", "b"].map(|key| (key.to_owned(), 0)).into() };
        assert_eq!(keys(&prices), ["prices.a", "prices.b", "prices.c", "prices.d"]);
    }
}

#[test]
fn nothing_the_client_sent_is_echoed() {
    #[derive(Deserialize, Validate)]
    struct Login {
        #[validate(email, length(max = 3), regex("^a$"), one_of(["x"]))]
        password: String,
        #[validate(same(self.password), gt(self.password))]
        again: String,
        number: u8,
    }
    let secret = "hunter2secret";
    let login = Login { password: secret.into(), again: "x".into(), number: 1 };
    let errors = crate::common::errors(&login);
    for shown in [errors.to_json(), format!("{errors}"), format!("{errors:?}"), format!("{errors:#?}")] {
        assert!(!shown.contains(secret), "{shown}");
    }
    for json in [
        format!(r#"{{"password":"{secret}","again":["{secret}"],"number":"{secret}"}}"#),
        format!(r#"{{"password":"{secret}""#),
        secret.to_owned(),
        format!(r#"{{"password":{{"{secret}x":1}}}}"#),
    ] {
        let Err(rejection) = from_json::<Login>(json.as_bytes()) else { panic!("{json}") };
        for shown in [rejection.to_json(), format!("{rejection}"), format!("{rejection:?}")] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn fields_may_be_called_anything() {
    #[derive(Validate)]
    struct Names {
        #[validate(required)]
        errors: Option<String>,
        #[validate(required)]
        r#type: Option<String>,
        #[validate(required)]
        self_: Option<String>,
        #[validate(required)]
        walker: Option<String>,
        #[validate(required)]
        context: Option<String>,
    }
    let names = Names { errors: None, r#type: None, self_: None, walker: None, context: None };
    assert_eq!(keys(&names), ["errors", "type", "self_", "walker", "context"]);
}

#[test]
fn nested_errors_are_not_lost_when_the_field_itself_fails() {
    #[derive(Validate)]
    struct Item {
        #[validate(gt(0))]
        n: u8,
    }
    #[derive(Validate)]
    struct Order {
        #[validate(length(min = 2), custom(odd), nested)]
        items: Vec<Item>,
    }
    fn odd(_: &[Item]) -> Result<(), Violation> {
        Err("The {attribute} are odd.".into())
    }
    assert_eq!(keys(&Order { items: vec![Item { n: 0 }] }), ["items", "items", "items.0.n"]);
}

#[test]
fn nan_fails_every_comparison() {
    #[derive(Validate)]
    struct Numbers {
        #[validate(gt(0), gte(0), lt(0), lte(0), range(0..=1), min(0), max(0), between(0, 1), size(0))]
        number: f64,
    }
    assert_eq!(keys(&Numbers { number: f64::NAN }).len(), 9);
}

#[test]
fn hostile_addresses_and_links_are_refused() {
    for link in
        ["javascript:alert(1)", "javascript://example.com/%0aalert(1)", "data:text/html,x", "vbscript:x", "//a.b"]
    {
        assert!(!rules::url().check(link), "{link}");
    }
    for address in ["a@b.c\r\nBcc: all@b.c", "<script>@b.c", "a@b.c<br>", "\"><b>\"@b.c", "a@b.c\0", " a@b.c"] {
        assert!(!rules::email().check(address), "{address:?}");
    }
}

#[test]
fn lengths_count_characters() {
    assert!(rules::length().max(3).check("日本"));
    assert!(rules::length().max(2).check("日本"));
    assert!(!rules::length().max(1).check("日本"));
    assert!(rules::max(2).check("éé"));
}

#[test]
fn integers_are_not_rounded_to_floats() {
    let exact = (1_u64 << 53) + 1;
    assert!(!rules::range().max(1_u64 << 53).check(&exact));
}

#[test]
fn a_bad_pattern_never_panics() {
    static BAD: Pattern = Pattern::new("(");
    assert!(!rules::regex(&BAD).check("("));
    assert!(BAD.verify().is_err());
}

#[test]
fn fields_come_in_declaration_order() {
    #[derive(Validate)]
    struct Order {
        #[validate(gt(0))]
        zebra: u8,
        #[validate(gt(0))]
        apple: u8,
        #[validate(gt(0))]
        mango: u8,
    }
    assert_eq!(keys(&Order { zebra: 0, apple: 0, mango: 0 }), ["zebra", "apple", "mango"]);
}

#[test]
fn many_errors_stay_few_bytes() {
    #[derive(Deserialize, Validate)]
    struct Item {
        #[validate(gt(0))]
        n: u8,
    }
    #[derive(Deserialize, Validate)]
    struct List {
        #[validate(nested)]
        items: Vec<Item>,
    }
    let good_shape = format!(r#"{{"items":[{}{{"n":0}}]}}"#, r#"{"n":0},"#.repeat(100_000));
    let bad_shape = format!(r#"{{"items":[{}{{"n":"x"}}]}}"#, r#"{"n":-1},"#.repeat(100_000));
    for json in [good_shape, bad_shape] {
        let Err(rejection) = from_json::<List>(json.as_bytes()) else { panic!("accepted") };
        let errors = rejection.errors().unwrap();
        assert_eq!((errors.len(), errors.is_truncated()), (100, true));
        assert!(rejection.to_json().len() < 10_000);
    }
    let all = List { items: (0..50_000).map(|_| Item { n: 0 }).collect() };
    let errors = all.validate_within(&Limits::new().violations(usize::MAX), &()).unwrap_err();
    assert_eq!(errors.len(), 50_000);
    assert_eq!(errors.iter().last().unwrap().0, "items.49999.n");
    let mut merged = unprocessable::ValidationErrors::within(&Limits::new().violations(usize::MAX));
    merged.nest("a", errors.clone());
    merged.merge(errors);
    assert_eq!(merged.len(), 100_000);
}

#[test]
fn every_shape_is_supported() {
    #[derive(Validate, Clone)]
    struct Item {
        #[validate(gt(0))]
        n: u8,
    }
    #[derive(Validate)]
    struct All<T = Item>(
        #[validate(length(min = 1))] Rc<Vec<T>>,
        #[validate(nested)] Option<Item>,
        #[validate(nested)] HashMap<String, Item>,
        #[validate(nested)] BTreeMap<u8, Option<Vec<Item>>>,
    );
    let bad = Item { n: 0 };
    let all: All =
        All(Rc::new(vec![]), Some(bad.clone()), [("k".into(), bad.clone())].into(), [(1, Some(vec![bad]))].into());
    assert_eq!(keys(&all), ["0", "1.n", "2.k.n", "3.1.0.n"]);
}

#[test]
fn sentences_name_labels_and_not_values() {
    #[derive(Validate)]
    struct Range {
        min_price: u64,
        #[validate(gt(self.min_price))]
        max_price: u64,
    }
    let range = Range { min_price: 424_242, max_price: 1 };
    assert_eq!(sentences(&range)[0].1, "The max price must be greater than the min price.");
}

/// Names that are cut to one length look alike, and a body has each key once.
#[test]
fn keys_that_are_cut_share_one_entry() {
    #[derive(Deserialize, Validate)]
    struct Item {
        #[validate(gt(0))]
        a: u8,
        #[validate(gt(0))]
        b: u8,
    }
    #[derive(Deserialize, Validate)]
    struct Items {
        #[validate(nested)]
        items: std::collections::BTreeMap<String, Item>,
        wrong: Option<u8>,
    }
    let long = "k".repeat(100);
    for wrong in ["1", "\"x\""] {
        let json = format!(
            r#"{{"items": {{"{long}1": {{"a": 0, "b": 0}}, "{long}2": {{"a": 0, "b": 0}}}}, "wrong": {wrong}}}"#
        );
        let body = unprocessable::from_json::<Items>(json.as_bytes()).err().map(|rejection| rejection.to_json());
        let body = body.unwrap_or_default();
        assert_eq!(body.matches(&format!(r#""items.{long}….a":"#)).count(), 1, "{body}");
        assert_eq!(body.matches("greater than 0").count(), 4, "{body}");
    }
}

/// A key that is no Unicode text cannot be shown, so that others look like it.
#[test]
fn keys_that_cannot_be_shown_share_one_entry() {
    #[derive(Deserialize, Validate)]
    struct Item {
        #[allow(dead_code)]
        a: u8,
    }
    #[derive(Deserialize, Validate)]
    struct Items {
        #[validate(nested)]
        #[allow(dead_code)]
        items: BTreeMap<u8, Item>,
        #[allow(dead_code)]
        leaves: BTreeMap<u8, u8>,
    }
    let json =
        b"{\"items\": {\"\xff\": {}, \"\xfe\": {}}, \"leaves\": {\"\xff\": \"x\", \"1\": \"x\", \"\xfe\": \"x\"}}";
    let body = from_json::<Items>(json).err().map(|rejection| rejection.to_json()).unwrap_or_default();
    for key in [r#""items.":"#, r#""items..a":"#, r#""leaves.":"#, r#""leaves.1":"#] {
        assert_eq!(body.matches(key).count(), 1, "{key} {body}");
    }
}
