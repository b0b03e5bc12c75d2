//! Each cap of `Limits`, at its edge and one past it, through every way in to which it applies.
#![allow(dead_code)]

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use unprocessable::decode::Inspect;
use unprocessable::{
    Limits, Rejection, Valid, Validate, from_deserializer_within, from_form_within, from_json_within,
    from_query_within, from_reader_within, from_value_within,
};

/// What a way in answers.
type Answer<T> = Result<Valid<T>, Rejection>;

trait Request: DeserializeOwned + Validate + for<'de> Inspect<'de> {}
impl<T: DeserializeOwned + Validate + for<'de> Inspect<'de>> Request for T {}

/// The same document through every way in that reads documents.
fn documents<T: Request>(value: &serde_json::Value, limits: &Limits) -> Vec<(&'static str, Answer<T>)> {
    let json = value.to_string();
    let msgpack = rmp_serde::to_vec_named(value).expect("JSON can be written as MessagePack");
    let mut msgpack = rmp_serde::Deserializer::from_read_ref(&msgpack);
    msgpack.set_max_depth(1000);
    vec![
        ("json", from_json_within(json.as_bytes(), limits, &())),
        ("reader", from_reader_within(json.as_bytes(), limits, &())),
        ("value", from_value_within(value, limits, &())),
        ("deserializer", from_deserializer_within(&mut msgpack, limits, &())),
    ]
}

/// The same pairs through every way in that reads pairs.
fn pairs<T: Request>(pairs: &str, limits: &Limits) -> Vec<(&'static str, Answer<T>)> {
    vec![("form", from_form_within(pairs, limits, &())), ("query", from_query_within(pairs, limits, &()))]
}

/// `Ok`, or the status and why, or the keys of what is invalid.
fn told<T>(answer: Answer<T>) -> String {
    match answer {
        Ok(_) => "valid".into(),
        Err(Rejection::Malformed(malformed)) => {
            let sentence = malformed.to_string();
            let why = sentence.split_once(" is ").map_or("", |(_, why)| why);
            let why = why.split(" at line").next().unwrap_or_default().trim_end_matches('.');
            format!("{} {why}", malformed.status().code())
        }
        Err(Rejection::Invalid(errors)) => errors.iter().map(|(key, _)| key).collect::<Vec<_>>().join(" "),
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Deep {
    #[validate(nested)]
    #[serde(default)]
    inside: Option<Box<Deep>>,
    #[serde(default)]
    number: u8,
}

/// A document of so many objects in one another, with this number in the innermost.
fn deep(levels: usize, number: serde_json::Value) -> serde_json::Value {
    (1..levels).fold(json!({ "number": number }), |value, _| json!({ "inside": value }))
}

fn deep_pairs(levels: usize, number: &str) -> String {
    let steps: Vec<&str> = std::iter::repeat_n("inside", levels - 1).chain(["number"]).collect();
    format!("{}={number}", steps.join("."))
}

#[test]
fn depth() {
    let too_deep = "400 nested too deeply";
    for most in [1, 2, 3, 10, 126, 127] {
        let limits = Limits::new().depth(most);
        let most = most as usize;
        let key = deep_pairs(most, "").trim_end_matches('=').to_owned();
        for (number, at_most) in [("7", "valid"), ("777", key.as_str())] {
            let value: serde_json::Value = number.parse().unwrap();
            for (way, answer) in documents::<Deep>(&deep(most, value.clone()), &limits) {
                assert_eq!(told(answer), at_most, "{way}, {most}");
            }
            for (way, answer) in documents::<Deep>(&deep(most + 1, value), &limits) {
                assert_eq!(told(answer), too_deep, "{way}, {most}");
            }
            for (way, answer) in pairs::<Deep>(&deep_pairs(most, number), &limits) {
                assert_eq!(told(answer), at_most, "{way}, {most}");
            }
            for (way, answer) in pairs::<Deep>(&deep_pairs(most + 1, number), &limits) {
                assert_eq!(told(answer), too_deep, "{way}, {most}");
            }
        }
    }
}

#[test]
fn no_depth_lets_nothing_in() {
    for (way, answer) in documents::<Deep>(&json!({}), &Limits::new().depth(0)) {
        assert_eq!(told(answer), "400 nested too deeply", "{way}");
    }
    for (way, answer) in pairs::<Deep>("number=1", &Limits::new().depth(0)) {
        assert_eq!(told(answer), "400 nested too deeply", "{way}");
    }
}

#[test]
fn depth_is_at_most_127_whatever_is_asked_for() {
    let limits = Limits::new().depth(u32::MAX);
    assert_eq!(limits, Limits::new());
    for (way, answer) in documents::<Deep>(&deep(127, json!(1)), &limits) {
        assert_eq!(told(answer), "valid", "{way}");
    }
    for (way, answer) in documents::<Deep>(&deep(128, json!(1)), &limits) {
        assert_eq!(told(answer), "400 nested too deeply", "{way}");
    }
}

/// A bracket in a text is none, and what lies beside something adds nothing to its depth.
#[test]
fn depth_counts_what_lies_in_one_another() {
    let limits = Limits::new().depth(2);
    for json in [
        r#"{"number":1,"a":[],"b":{},"c":[1,2],"d":[],"e":"[[[{{{"}"#,
        r#"{"number":1,"a":["\"[[[","\\",3]}"#,
        r#"{"number":1,"\"[[":"]]]]","\\":["{\\\"[["]}"#,
    ] {
        assert_eq!(told(from_json_within::<Deep, ()>(json.as_bytes(), &limits, &())), "valid", "{json}");
    }
    let lists = r#"{"number":1,"a":["]]]]",[]]}"#;
    let rejection = from_json_within::<Deep, ()>(lists.as_bytes(), &limits, &()).unwrap_err();
    assert_eq!(rejection.to_json(), r#"{"message":"The request body is nested too deeply at line 1, column 25."}"#,);
    // What is no document is called that, when it comes first.
    let broken = r#"{"number":01,"a":[[]]}"#;
    let rejection = from_json_within::<Deep, ()>(broken.as_bytes(), &limits, &()).unwrap_err();
    assert_eq!(
        rejection.to_json(),
        r#"{"message":"The request body is not valid JSON: the syntax is wrong at line 1, column 12."}"#,
    );
}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Search {
    #[validate(length(max = 5))]
    text: String,
    #[validate(each(lt(100)))]
    numbers: Vec<u8>,
    #[validate(values(lt(100)))]
    prices: BTreeMap<String, u8>,
}

#[test]
fn bytes_of_json() {
    let too_large = "413 too large";
    for (text, told_within) in [("wine", "valid"), ("too long", "text")] {
        let json = json!({ "text": text }).to_string();
        let pairs = format!("text={}", text.replace(' ', "+"));
        let most = |bytes: usize| Limits::new().bytes(bytes);
        for (bytes, expected) in [
            (json.len(), told_within),
            (json.len() - 1, too_large),
            (1, too_large),
            (0, too_large),
            (usize::MAX, told_within),
        ] {
            let answers = [
                from_json_within::<Search, ()>(json.as_bytes(), &most(bytes), &()),
                from_reader_within(json.as_bytes(), &most(bytes), &()),
            ];
            for answer in answers {
                assert_eq!(told(answer), expected, "{bytes}");
            }
        }
        for (bytes, expected) in [(pairs.len(), told_within), (pairs.len() - 1, too_large), (0, too_large)] {
            for (way, answer) in self::pairs::<Search>(&pairs, &most(bytes)) {
                assert_eq!(told(answer), expected, "{way}, {bytes}");
            }
        }
    }
    // Nothing has no bytes.
    assert_eq!(told(from_query_within::<Search, ()>("", &Limits::new().bytes(0), &())), "valid");
}

/// Of other formats it is what is kept of them that counts: at least their text.
#[test]
fn bytes_of_other_formats() {
    for (text, told_within) in [("wine", "valid"), ("too long", "text")] {
        let msgpack = rmp_serde::to_vec_named(&json!({ "text": text })).unwrap();
        let answer = |bytes: usize| {
            let mut msgpack = rmp_serde::Deserializer::from_read_ref(&msgpack);
            told(from_deserializer_within::<Search, _, ()>(&mut msgpack, &Limits::new().bytes(bytes), &()))
        };
        let kept = (0..100).find(|bytes| answer(*bytes) == told_within).unwrap();
        assert!((text.len() + "text".len()..=json!({ "text": text }).to_string().len()).contains(&kept), "{kept}");
        assert!((0..kept).all(|bytes| answer(bytes) == "413 too large"));
        assert!((kept..100).all(|bytes| answer(bytes) == told_within));
    }
}

/// A value that is in memory already is not measured, whether it is valid or not.
#[test]
fn values_have_no_bytes() {
    let limits = Limits::new().bytes(3);
    assert_eq!(told(from_value_within::<Search, ()>(json!({"text": "wine"}), &limits, &())), "valid");
    assert_eq!(told(from_value_within::<Search, ()>(json!({"text": "too long"}), &limits, &())), "text");
    assert_eq!(told(from_value_within::<Search, ()>(json!({"text": 1}), &limits, &())), "text");
}

/// Nothing but a list of small numbers, whose items have no rules.
#[derive(Deserialize, Validate, Debug)]
struct Bytes {
    numbers: Vec<u8>,
}

/// The same with rules.
#[derive(Deserialize, Validate, Debug)]
struct Small {
    #[validate(each(lt(100)))]
    numbers: Vec<u8>,
}

/// So many wrong numbers, answered within a cap. Where there are just as many as are kept, nothing more is looked for,
/// and so it may be said that something was left out.
#[track_caller]
fn assert_kept<T: Request>(number: u32, count: usize, limits: &Limits) {
    let kept = count.min(limits.max_violations());
    let value = json!({ "numbers": vec![number; count] });
    let form = format!("numbers={number}&").repeat(count);
    for (way, answer) in documents::<T>(&value, limits).into_iter().chain(pairs(&form, limits)) {
        let Err(Rejection::Invalid(errors)) = answer else { panic!("{way}") };
        assert_eq!(errors.len(), kept, "{way}, {count} of {number}");
        if count != limits.max_violations() {
            assert_eq!(errors.is_truncated(), count > kept, "{way}, {count} of {number}");
        }
        let keys: Vec<&str> = errors.iter().map(|(key, _)| key).collect();
        let first: Vec<String> = (0..kept).map(|at| format!("numbers.{at}")).collect();
        assert_eq!(keys, first, "{way}, {count} of {number}");
    }
}

#[test]
fn violations() {
    for most in [0, 1, 9, 10, 11, usize::MAX] {
        let limits = Limits::new().violations(most);
        assert_kept::<Bytes>(300, 10, &limits);
        assert_kept::<Small>(200, 10, &limits);
    }
}

#[test]
fn violations_by_default() {
    assert_eq!(Limits::new().max_violations(), 100);
    for count in [99, 100, 101] {
        assert_kept::<Bytes>(300, count, &Limits::new());
        assert_kept::<Small>(200, count, &Limits::new());
    }
}

/// Characters of keys that the client chose: keys of maps, and names that no field has.
#[test]
fn key_chars() {
    for name in ["abcde", "ñañañ", "日本語日本"] {
        for (most, shown) in
            [(6, name.to_owned()), (5, name.to_owned()), (4, cut(name, 4)), (1, cut(name, 1)), (0, cut(name, 0))]
        {
            let limits = Limits::new().key_chars(most);
            for (number, field) in [(300, "prices"), (200, "prices"), (0, "")] {
                let (value, form, key) = match field {
                    "" => (json!({ name: number }), format!("{name}={number}"), shown.clone()),
                    _ => (
                        json!({ field: { name: number } }),
                        format!("{field}[{name}]={number}"),
                        format!("{field}.{shown}"),
                    ),
                };
                for (way, answer) in documents::<Search>(&value, &limits).into_iter().chain(pairs(&form, &limits)) {
                    assert_eq!(told(answer), key, "{way}, {number}, {most}");
                }
            }
        }
    }
}

/// What is shown of a name that is too long.
fn cut(name: &str, most: usize) -> String {
    name.chars().take(most).chain(['…']).collect()
}

/// Maps in maps, as deep as a client likes.
#[derive(Deserialize, Validate, Debug)]
struct Tree {
    #[serde(default)]
    #[validate(nested)]
    map: BTreeMap<String, Tree>,
    #[serde(default)]
    numbers: Vec<u8>,
}

/// Long names in one another would make each key as long as the body, and the answer a hundred times as long.
#[test]
fn long_keys_count_as_several_violations() {
    let name = "\u{1}".repeat(100);
    let wrong = json!({ "numbers": vec![300; 200] });
    let deep = (0..60).fold(wrong, |value, _| json!({ "map": { name.as_str(): value } }));
    let length = deep.to_string().len();
    for (way, answer) in documents::<Tree>(&deep, &Limits::new()) {
        let Err(Rejection::Invalid(errors)) = answer else { panic!("{way}") };
        assert!(errors.is_truncated(), "{way}");
        assert!(errors.to_json().len() < 800_000 && errors.to_json().len() > length, "{way}");
    }
    // One is always told.
    for (way, answer) in documents::<Tree>(&deep, &Limits::new().violations(1)) {
        let Err(Rejection::Invalid(errors)) = answer else { panic!("{way}") };
        assert_eq!(errors.len(), 1, "{way}");
    }
    // What is at most as deep as requests are is told in full.
    let shallow = json!({ "map": { "é".repeat(100): { "map": { "ñ".repeat(100): { "numbers": vec![300; 100] } } } } });
    for (way, answer) in documents::<Tree>(&shallow, &Limits::new()) {
        let Err(Rejection::Invalid(errors)) = answer else { panic!("{way}") };
        assert_eq!(errors.len(), 100, "{way}");
    }
}

/// Names of fields are the developer's own, so they are shown whole.
#[test]
fn names_of_fields_are_not_cut() {
    let limits = Limits::new().key_chars(2);
    for (way, answer) in documents::<Search>(&json!({"numbers": [300]}), &limits) {
        assert_eq!(told(answer), "numbers.0", "{way}");
    }
}
