//! Live checks of some names keep exactly what is asked for, and cost no more than the check of everything.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use serde::{Deserialize, de::DeserializeOwned};
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Live, Rejection, Validate, ValidationErrors, Violation};

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Order {
    #[validate(required, length(min = 3))]
    name: String,
    #[validate(nested)]
    address: Option<Address>,
    #[validate(length(min = 2), nested, distinct)]
    #[serde(default)]
    items: Vec<Item>,
    #[validate(nested)]
    #[serde(default)]
    by_name: HashMap<String, Vec<Item>>,
    #[validate(keys(length(max = 3)), values(gt(0)))]
    #[serde(default)]
    counts: BTreeMap<String, u8>,
    #[validate(each(each(lt(9))))]
    #[serde(default)]
    grid: Vec<Vec<u8>>,
    /// Read by serde as a whole.
    #[serde(default)]
    plain: BTreeMap<String, Vec<Plain>>,
    #[validate(nested)]
    #[serde(default, rename = "with.dot")]
    choice: Option<Choice>,
    #[validate(gte(self.least))]
    #[serde(default)]
    most: u8,
    #[serde(default)]
    least: u8,
}

#[derive(Deserialize, Validate)]
#[validate(custom(consistent), custom(towns))]
struct Address {
    #[validate(required)]
    street: String,
    #[serde(default)]
    town: String,
}

#[derive(Deserialize, Validate, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Item {
    #[validate(range(1..=99))]
    price: u16,
    #[serde(default)]
    #[validate(each(required))]
    tags: BTreeSet<String>,
    #[validate(custom(odd))]
    #[serde(default)]
    odd: u8,
}

#[derive(Deserialize)]
struct Plain {
    number: u8,
    #[serde(default)]
    inside: Vec<Plain>,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Choice {
    One {
        #[validate(gt(0))]
        number: u8,
    },
    Many {
        #[validate(nested)]
        items: Vec<Item>,
    },
}

fn consistent(address: &Address) -> Result<(), &'static str> {
    if address.street.is_empty() { Err("The {attribute} is not consistent.") } else { Ok(()) }
}

fn towns(address: &Address) -> Result<(), Violation> {
    let violation = || Violation::new("known", "The {attribute} must be known.").at("town");
    if address.town.is_empty() { Err(violation()) } else { Ok(()) }
}

fn odd(number: &u8) -> Result<(), Violation> {
    let violation = |at: &'static str| Violation::new("odd", "The {attribute} must be odd.").at(at);
    if number % 2 == 0 { Err(violation("odd.numbers")) } else { Ok(()) }
}

const BODIES: [&str; 6] = [
    r#"{"name":"","address":{"street":"","town":""},"items":[{"price":0,"tags":["","b"],"odd":2}],"most":1,"least":3}"#,
    r#"{"name":"ab","by_name":{"a.b":[{"price":0},{"price":5}],"_":[{"price":100,"odd":4}],"c":[]},"counts":{"long":0,"b":0},
        "grid":[[1,9,9],[],[10]],"with.dot":{"type":"one","number":0}}"#,
    r#"{"address":{"town":7},"items":[{"price":"x"},{"price":0,"tags":[1,""]},7],"unknown":1,"a.b":2,
        "with.dot":{"type":"many","items":[{"price":-1},{"price":0}]}}"#,
    r#"{"name":7,"address":[],"by_name":{"a.b":[{"price":[]},{"price":0}],"x":7},"counts":{"long":"x","b":0},
        "plain":{"a":[{"number":"x"},{"inside":[{"number":300}]}],"b":7},"grid":[[1,"x"],7,[9,10]]}"#,
    r#"{"name":null,"with.dot":{"type":"none"},"plain":{"a":[{"number":1,"inside":[{}]}]},"most":1,"least":"x"}"#,
    r#"[1]"#,
];

const NAMES: [&str; 22] = [
    "name",
    "address",
    "address.street,address.town",
    "address.*",
    "address._",
    "items",
    "items.*",
    "items.*.price,items.1.tags.*",
    "items.0,items.1.odd.numbers",
    "by_name.*.*.price",
    r"by_name.a\.b.0.price,by_name.\_.0.odd.numbers",
    "counts.long,counts.*",
    "grid.*.1,grid.2",
    "plain.*.*.number,plain.a.1.*.*.*",
    "plain.b,plain.a.1.number",
    r"with\.dot.number,with\.dot.type",
    r"with\.dot.items.*.price",
    "most",
    "*",
    "*.*,*.*.*",
    r"unknown,a\.b,a.b",
    "_,*.*.*.*",
];

fn lines(errors: &ValidationErrors) -> Vec<String> {
    errors.iter().map(|(key, violation)| format!("{key}: {}", violation.message())).collect()
}

fn errors(answer: Result<(), Rejection>) -> Option<ValidationErrors> {
    answer.err().map(|rejection| rejection.errors().cloned().expect("a document"))
}

#[test]
fn what_is_asked_for_is_kept_and_nothing_else() {
    for body in BODIES {
        let all = errors(Live::new().json::<Order, ()>(body.as_bytes(), &())).unwrap();
        for names in NAMES {
            let live = Live::new().only(names);
            let asked: Vec<_> = all.iter().filter(|(key, _)| live.asks_for(key)).collect();
            let expected: Vec<_> =
                asked.iter().map(|(key, violation)| format!("{key}: {}", violation.message())).collect();
            let kept = errors(live.json::<Order, ()>(body.as_bytes(), &()));
            assert_eq!(kept.as_ref().map(lines).unwrap_or_default(), expected, "{names} of {body}");
            if let Ok(value) = serde_json::from_str::<Order>(body) {
                let kept = live.value(&value, &()).err();
                assert_eq!(kept.as_ref().map(lines).unwrap_or_default(), expected, "{names} of {body}");
            }
        }
    }
}

/// The cap is one of what is asked for: however much else is wrong before it, in whatever the rest is read by.
#[test]
fn what_is_not_asked_for_takes_no_room() {
    let wrong = r#"{"number":"x"},"#.repeat(500);
    let numbers = "99,".repeat(500);
    for (body, names) in [
        (format!(r#"{{"name":"abc","plain":{{"a":[{wrong}{{"number":-1}}]}}}}"#), "plain.a.500.number"),
        (format!(r#"{{"name":"abc","plain":{{"a":[{wrong}{{"number":-1}}]}}}}"#), "plain.*.500.*"),
        (format!(r#"{{"name":"abc","grid":[[{numbers}"x"]]}}"#), "grid.0.500"),
        (format!(r#"{{"name":"abc","grid":[[{numbers}9]]}}"#), "grid.0.500"),
        (format!(r#"{{"plain":[{wrong}1],"name":"ab"}}"#), "name"),
    ] {
        let kept = errors(Live::new().only(names).json::<Order, ()>(body.as_bytes(), &())).unwrap();
        assert_eq!(kept.len(), 1, "{names}");
        assert!(!kept.is_truncated(), "{names}");
    }
}

/// A value that nobody asks for is read all the same: a rule that is asked for may look at it.
#[test]
fn rules_see_fields_that_are_not_asked_for() {
    let kept = |body: &str| errors(Live::new().only("most").json::<Order, ()>(body.as_bytes(), &()));
    assert_eq!(kept(r#"{"most":1,"least":2,"items":[7]}"#).unwrap().len(), 1);
    assert!(kept(r#"{"most":1,"least":"x","items":[7]}"#).is_none());
}

#[derive(Deserialize, Validate, Default)]
#[serde(default)]
struct Tree {
    #[validate(range(..=5))]
    v: u8,
    #[validate(nested)]
    children: HashMap<String, Tree>,
    #[validate(values(each(lt(10))))]
    lists: HashMap<String, Vec<u8>>,
}

#[test]
fn what_is_not_asked_for_costs_no_more_than_what_is() {
    let deep = |inside: &str| {
        let around = format!(r#"{{"children":{{"{}":@}}}}"#, "k".repeat(100));
        (0..61).fold(inside.to_owned(), |inside, _| around.replace('@', &inside))
    };
    let lists = (0..3_000).map(|at| format!(r#""key {at}":[77,7,77,7]"#)).collect::<Vec<_>>().join(",");
    let wrong = (0..3_000).map(|at| format!(r#""key {at}":["x",7,77]"#)).collect::<Vec<_>>().join(",");
    let patterns = |last: &str| {
        let pattern = |at: usize| format!("{}.{last}{at}", vec!["*"; at + 108].join("."));
        (0..16).map(pattern).collect::<Vec<_>>().join(",")
    };
    for body in [
        deep(&format!(r#"{{"lists":{{{lists}}}}}"#)),
        deep(&format!(r#"{{"lists":{{{wrong}}}}}"#)),
        format!(r#"{{"lists":{{{lists}}}}}"#),
        format!(r#"{{"lists":{{{wrong}}}}}"#),
    ] {
        let time = |live: &Live| {
            let once = || {
                let started = Instant::now();
                let answer = check::<Tree>(live, body.as_bytes());
                (started.elapsed(), answer)
            };
            // On a busy machine, one of many is still undisturbed.
            (0..15).map(|_| once()).min_by_key(|(time, _)| *time).unwrap()
        };
        let (everything, answer) = time(&Live::new());
        assert!(answer.is_err());
        for names in [patterns("*"), patterns("v"), "children.x.y.z".into(), "*.*.nothing".into(), "".into()] {
            let (some, _) = time(&Live::new().only(&names));
            // Work that grows with the square of the names takes hundreds of times as long. Instructions are counted by the
            // benches.
            assert!(some < 60 * everything, "{some:?} for {names}, {everything:?} for everything");
        }
    }
}

fn check<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(live: &Live, body: &[u8]) -> Result<(), Rejection> {
    live.clone().within(Limits::new().bytes(usize::MAX)).json::<T, ()>(body, &())
}
