//! Containers in containers: every walk takes linear time, and what has no order of its own answers as what has one.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use unprocessable::{
    Limits, Validate, ValidationErrors, Violation, from_form, from_json, from_json_within, from_value,
};

/// The same types over unordered and over ordered containers.
macro_rules! trees {
    ($name:ident, $map:ident, $set:ident) => {
        mod $name {
            use super::*;

            #[derive(Deserialize, Serialize, Validate, Debug, Default, PartialEq, Eq)]
            #[serde(default)]
            pub(super) struct Tree {
                #[validate(range(..=5))]
                pub(super) v: u8,
                #[validate(nested)]
                pub(super) c: $map<String, Tree>,
                #[validate(nested)]
                pub(super) by_number: $map<u16, Vec<Tree>>,
                #[validate(nested)]
                pub(super) list: Vec<$map<String, Option<Box<Tree>>>>,
                #[validate(each(lt(10)))]
                pub(super) numbers: $set<u8>,
                #[validate(keys(length(max = 2)), values(distinct, each(gt(0))))]
                pub(super) lists: $map<String, Vec<u8>>,
                #[validate(nested)]
                pub(super) choice: Option<Choice>,
                #[validate(custom(odd))]
                pub(super) odd: $map<String, u8>,
                #[validate(bail, values(gt(0)), keys(length(max = 1)))]
                pub(super) first: $map<String, u8>,
                #[validate(nested)]
                pub(super) leaves: $set<Leaf>,
                /// Is a text where serde has to refuse the document.
                pub(super) wrong: u8,
            }

            #[derive(Deserialize, Serialize, Validate, Debug, PartialEq, Eq)]
            #[serde(rename_all = "lowercase")]
            pub(super) enum Choice {
                Tree(#[validate(nested)] Box<Tree>),
                Map(#[validate(nested)] $map<String, Choice>),
                Named {
                    #[validate(nested)]
                    inside: $map<String, Tree>,
                },
                Nothing,
            }

            #[derive(Deserialize, Serialize, Validate, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub(super) struct Leaf {
                #[validate(gt(0))]
                number: u8,
                #[serde(default)]
                #[validate(nested)]
                leaves: BTreeSet<Leaf>,
            }

            fn odd(numbers: &$map<String, u8>) -> Result<(), Vec<Violation>> {
                let mut even: Vec<_> = numbers.iter().filter(|(_, number)| *number % 2 == 0).collect();
                even.sort();
                let violation = |(key, _): (&String, &u8)| {
                    Violation::new("odd", "The {attribute} must be odd.").at(format!("odd.{key}"))
                };
                if even.is_empty() { Ok(()) } else { Err(even.into_iter().map(violation).collect()) }
            }

            /// What is wrong, by the rules alone.
            pub(super) fn validated(json: &str, limits: &Limits) -> Option<ValidationErrors> {
                serde_json::from_str::<Tree>(json).unwrap().validate_within(limits, &()).err()
            }
        }
    };
}

trees!(unordered, HashMap, HashSet);
trees!(ordered, BTreeMap, BTreeSet);

/// So many levels of this, around what lies innermost.
fn levels(around: &str, count: usize, inside: &str) -> String {
    (0..count).fold(inside.to_owned(), |inside, _| around.replace('@', &inside))
}

/// Ways in which trees lie in trees.
const NESTINGS: [&str; 9] = [
    r#"{"c":{"a":@}}"#,
    r#"{"c":{"b":{"v":9},"a":@,"c":{"v":8}},"v":7}"#,
    r#"{"by_number":{"2":[{},@],"10":[{"v":6}]}}"#,
    r#"{"list":[{"y":{"v":9},"x":@},{"z":null}]}"#,
    r#"{"choice":{"tree":@}}"#,
    r#"{"choice":{"map":{"b":"nothing","a":{"tree":@}}}}"#,
    r#"{"choice":{"named":{"inside":{"b":{"v":9},"a":@}}}}"#,
    r#"{"c":{"a":{"list":[{"b":{"by_number":{"7":[{"choice":{"named":{"inside":{"c":@}}}}]}}}]}}}"#,
    r#"{"numbers":[30,20,1],"lists":{"long":[0,1,0],"b":[0]},"odd":{"b":2,"a":4},"c":{"x":@}}"#,
];

/// What can be wrong innermost.
const LEAVES: [&str; 5] = [
    r#"{"v":9}"#,
    r#"{"numbers":[40,9,30,8,20],"v":6}"#,
    r#"{"leaves":[{"number":0},{"number":3,"leaves":[{"number":0},{"number":1}]}]}"#,
    r#"{"odd":{"c":2,"b":4,"a":6},"lists":{"xyz":[0],"abc":[1,0]}}"#,
    r#"{"first":{"ccc":0,"bbb":0,"aaa":1},"c":{"q":{"v":7},"p":{"v":8}}}"#,
];

#[test]
fn what_has_no_order_answers_as_what_has_one() {
    let capped = [Limits::new(), Limits::new().violations(3)];
    for limits in capped {
        for nesting in NESTINGS {
            for leaf in LEAVES {
                for depth in [0, 1, 2, 5] {
                    let json = levels(nesting, depth, leaf);
                    let (one, other) = (unordered::validated(&json, &limits), ordered::validated(&json, &limits));
                    let truncated = one.as_ref().map(ValidationErrors::is_truncated);
                    assert_eq!(one, other, "{json}");
                    assert_eq!(truncated, other.as_ref().map(ValidationErrors::is_truncated), "{json}");
                }
            }
        }
    }
}

/// Each level used to double the time: 22 of them took seconds, and half a gigabyte.
#[test]
fn depth_costs_no_more_than_length() {
    let started = Instant::now();
    for nesting in NESTINGS {
        let lists_and_objects = levels(nesting, 1, "").matches(['[', '{']).count();
        let most = 120 / lists_and_objects;
        for leaf in LEAVES {
            let json = levels(nesting, most, leaf);
            let rejection = from_json::<unordered::Tree>(json.as_bytes()).unwrap_err();
            assert_eq!(rejection.status().code(), 422, "{json}");
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(from_value::<unordered::Tree>(&value).unwrap_err(), rejection);

            // The second pass, with something that serde refuses at either end.
            let limits = Limits::new().violations(10_000);
            for json in [levels(nesting, most, &leaf.replacen('{', r#"{"wrong":"x","#, 1)), refused_outside(&json)] {
                let rejection = from_json_within::<unordered::Tree, ()>(json.as_bytes(), &limits, &()).unwrap_err();
                assert!(rejection.errors().is_some_and(|errors| errors.len() > 1), "{json}");
            }
        }
    }
    assert!(started.elapsed() < Duration::from_secs(60));
}

fn refused_outside(json: &str) -> String {
    json.replacen('{', r#"{"wrong":"x","#, 1)
}

#[test]
fn forms_nest_as_deep() {
    let steps = "[c][a]".repeat(59);
    let form = format!("c[a]{steps}[v]=9");
    let rejection = from_form::<unordered::Tree>(form).unwrap_err();
    let keys: Vec<_> = rejection.errors().unwrap().iter().map(|(key, _)| key).collect();
    assert_eq!(keys, [format!("c.a.{}v", "c.a.".repeat(59))]);
}
