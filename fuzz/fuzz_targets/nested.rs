//! Containers of all kinds in one another, with a limit on work.
//!
//! The input is a program that writes a document. The laws: nothing is visited more often than a few times, what has no
//! order answers as what has one, and a live check of some names keeps what of all violations is asked for.

#![no_main]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Live, Rejection, Validate, from_json_within};

/// Counts the values whose rules run.
#[derive(Default)]
struct Visits(Cell<usize>);

macro_rules! nests {
    ($name:ident, $map:ident, $set:ident) => {
        mod $name {
            use super::*;

            #[derive(Deserialize, Validate, Default)]
            #[serde(default, deny_unknown_fields)]
            #[validate(context = Visits, custom(visit, context))]
            pub(super) struct Nest {
                #[validate(range(..=5))]
                v: u8,
                #[validate(nested)]
                map: $map<String, Nest>,
                #[validate(nested)]
                numbered: $map<i8, Option<Nest>>,
                #[validate(nested)]
                list: Vec<Nest>,
                #[validate(nested)]
                some: Option<Box<Nest>>,
                #[validate(nested)]
                maps: Vec<$map<String, Vec<Nest>>>,
                #[validate(nested)]
                choice: Option<Choice>,
                #[validate(nested)]
                set: $set<Small>,
                #[validate(keys(length(max = 2)), values(distinct, each(lt(10))))]
                lists: $map<String, Vec<u8>>,
                plain: $map<String, Vec<$map<String, u8>>>,
                #[validate(bail, keys(length(max = 1)), values(gt(0)))]
                first: $map<String, u8>,
            }

            #[derive(Deserialize, Validate)]
            #[serde(rename_all = "lowercase")]
            #[validate(context = Visits)]
            pub(super) enum Choice {
                One(#[validate(nested)] Box<Nest>),
                Map(#[validate(nested)] $map<String, Choice>),
                Named {
                    #[validate(nested)]
                    inside: $map<String, Nest>,
                },
                Nothing,
            }

            #[derive(Deserialize, Validate, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[validate(context = Visits)]
            pub(super) struct Small {
                #[validate(gt(0))]
                number: u8,
                #[serde(default)]
                #[validate(nested)]
                smaller: BTreeSet<Small>,
            }

            fn visit(_: &Nest, visits: &Visits) -> Result<(), &'static str> {
                visits.0.set(visits.0.get() + 1);
                Ok(())
            }
        }
    };
}

nests!(unordered, HashMap, HashSet);
nests!(ordered, BTreeMap, BTreeSet);

/// What lies in one another: `@` is the same again, `#` a number.
const AROUND: [&str; 14] = [
    r#"{"map":{"a":@}}"#,
    r#"{"map":{"b":@,"a":@},"v":#}"#,
    r#"{"v":#,"numbered":{"-3":@,"2":null}}"#,
    r#"{"list":[@,@]}"#,
    r#"{"some":@,"v":#}"#,
    r#"{"maps":[{"y":[@],"x":[@,@]},{}]}"#,
    r#"{"choice":{"one":@}}"#,
    r#"{"choice":{"map":{"b":"nothing","a.c":{"one":@},"x":{"map":{"y":{"one":@}}}}}}"#,
    r#"{"choice":{"named":{"inside":{"q":@,"_":@}}}}"#,
    r#"{"set":[{"number":#,"smaller":[{"number":#},{"number":#}]},{"number":#}],"list":[@]}"#,
    r#"{"lists":{"long":[#,#,1],"b":[#]},"map":{"long key.with \\ all":@}}"#,
    r#"{"plain":{"c":[{"y":#,"x":#}],"a":[]},"some":@}"#,
    r#"{"first":{"ccc":#,"bb":#,"a":1},"list":[@]}"#,
    r#"{"other":#,"map":{"a":@}}"#,
];
const LEAVES: [&str; 5] = ["{}", r#"{"v":#}"#, "null", "7", r#"{"v":1}"#];
const NUMBERS: [&str; 6] = ["0", "1", "9", "300", r#""x""#, "null"];
const NAMES: [&str; 8] = [
    "map.*.v,list.*",
    "*.*.*.v,map.a.map.b.v,*.*.*.*.*.*.*.v",
    "set.*.number,first.*,lists.b.0",
    "plain.*.*.*,lists.*.*,plain.c.0.x",
    "nothing.*",
    r"choice.map.a\.c.one.v,choice.named.inside.\_.v",
    "list,list.0,list.1.v,v",
    "*.*.*.*.*.*.*.*.*.*,other,map.a.other",
];
const LONGEST: usize = 1 << 14;

/// Writes a value, and what lies inside of it as long as the program and the depth allow it.
fn write(program: &mut impl Iterator<Item = u8>, depth: usize, out: &mut String) {
    let next = program.next().unwrap_or(0);
    let around = match (next, depth.checked_sub(1)) {
        (16.., Some(_)) if out.len() < LONGEST => AROUND[usize::from(next) % AROUND.len()],
        _ => LEAVES[usize::from(next) % LEAVES.len()],
    };
    for c in around.chars() {
        match c {
            '@' => write(program, depth - 1, out),
            '#' => out.push_str(NUMBERS[usize::from(program.next().unwrap_or(0)) % NUMBERS.len()]),
            c => out.push(c),
        }
    }
}

fn values(value: &serde_json::Value) -> usize {
    use serde_json::Value::{Array, Object};
    1 + match value {
        Array(items) => items.iter().map(values).sum(),
        Object(entries) => entries.values().map(values).sum(),
        _ => 0,
    }
}

type Lines = Result<Vec<(String, String)>, String>;

/// The keys with their sentences, or why it is no document.
fn lines(answer: Result<(), Rejection>) -> Lines {
    match answer {
        Ok(()) => Ok(Vec::new()),
        Err(rejection) => match rejection.errors() {
            Some(errors) => {
                Ok(errors.iter().map(|(key, violation)| (key.to_owned(), violation.message().to_string())).collect())
            }
            None => Err(rejection.to_json()),
        },
    }
}

fn answer<T>(json: &str, limits: &Limits) -> (Lines, usize)
where
    T: for<'de> Deserialize<'de> + Validate<Visits> + for<'de> Inspect<'de, Visits>,
{
    let visits = Visits::default();
    let answer = from_json_within::<T, Visits>(json.as_bytes(), limits, &visits);
    (lines(answer.map(|_| ())), visits.0.get())
}

fuzz_target!(|input: &[u8]| {
    let Some((choice, program)) = input.split_first() else { return };
    let mut json = String::new();
    write(&mut program.iter().copied(), 30, &mut json);
    let Ok(document) = serde_json::from_str::<serde_json::Value>(&json) else { return };
    let most = 2 * values(&document) + 2;

    for limits in [Limits::new(), Limits::new().violations(3), Limits::new().violations(1 << 20)] {
        let (one, visits) = answer::<unordered::Nest>(&json, &limits);
        assert!(visits <= most, "{visits} visits, {most} allowed: {json}");
        let (other, visits) = answer::<ordered::Nest>(&json, &limits);
        assert!(visits <= most, "{visits} visits, {most} allowed: {json}");
        assert_eq!(one, other, "{json}");
    }

    let live = Live::new().within(Limits::new().violations(1 << 20));
    let check = |live: &Live| {
        let visits = Visits::default();
        let found = lines(live.json::<unordered::Nest, Visits>(json.as_bytes(), &visits));
        assert!(visits.0.get() <= most, "{} visits, {most} allowed: {json}", visits.0.get());
        found
    };
    let Ok(all) = check(&live) else { return };
    let some = live.only(NAMES[usize::from(*choice) % NAMES.len()]);
    let asked: Vec<_> = all.into_iter().filter(|(key, _)| some.asks_for(key)).collect();
    assert_eq!(check(&some), Ok(asked), "{json}");
});
