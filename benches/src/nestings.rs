//! Containers in containers: what lies in what must not matter, neither to the rules nor to a live check.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::hint::black_box;
use std::process::ExitCode;

use serde::{Deserialize, de::DeserializeOwned};
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Live, Rejection, Validate, from_json_within};

use crate::instructions::{self, counted_work};

/// Has place for itself in every container.
#[derive(Deserialize, Validate, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(default)]
pub struct Small {
    #[validate(range(..=5))]
    v: u8,
    #[validate(nested)]
    set: BTreeSet<Small>,
}

#[derive(Deserialize, Validate, Default)]
#[serde(default)]
pub struct Nest {
    #[validate(range(..=5))]
    v: u8,
    #[validate(nested)]
    map: HashMap<String, Nest>,
    #[validate(nested)]
    sorted: BTreeMap<String, Nest>,
    #[validate(nested)]
    list: Vec<Nest>,
    #[validate(nested)]
    queue: VecDeque<Option<Nest>>,
    #[validate(nested)]
    maps: LinkedList<HashMap<u16, Nest>>,
    #[validate(nested)]
    some: Option<Box<Nest>>,
    #[validate(nested)]
    choice: Option<Choice>,
    #[validate(nested)]
    small: HashSet<Small>,
    #[validate(values(each(lt(10))))]
    lists: HashMap<String, Vec<u8>>,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    One(#[validate(nested)] Box<Nest>),
    Map(#[validate(nested)] HashMap<String, Choice>),
    Named {
        #[validate(nested)]
        inside: HashMap<String, Nest>,
    },
}

/// What lies in one another, with `@` for what is inside.
const NESTINGS: &[(&str, &str)] = &[
    ("maps in maps", r#"{"map":{"a":@}}"#),
    ("ordered maps in ordered maps", r#"{"sorted":{"a":@}}"#),
    (
        "maps in maps under long keys",
        r#"{"map":{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":@}}"#,
    ),
    ("lists in lists", r#"{"list":[@]}"#),
    ("options in options", r#"{"some":@}"#),
    ("options in queues", r#"{"queue":[null,@]}"#),
    ("maps in lists", r#"{"maps":[{"1":@}]}"#),
    ("enums in enums", r#"{"choice":{"one":@}}"#),
    ("maps in enums", r#"{"choice":{"named":{"inside":{"a":@}}}}"#),
    ("enums in maps in enums", r#"{"choice":{"map":{"a":{"one":@}}}}"#),
    ("everything in everything", r#"{"map":{"a":{"maps":[{"1":{"choice":{"map":{"a":{"one":{"queue":[@]}}}}}}]}}}"#),
];

/// What is wrong innermost.
const LEAVES: &[(&str, &str, &str)] = &[
    ("a broken rule", r#"{"v":9}"#, r#"{"v":9}"#),
    ("a wrong type", r#"{"v":"x"}"#, r#"{"v":"x"}"#),
    ("lists in a map", r#"{"lists":{@}}"#, r#""a#":[77,7,77]"#),
    ("wrong lists in a map", r#"{"lists":{@}}"#, r#""a#":["x",7,77]"#),
    ("sets in sets", r#"{"small":[@]}"#, r#"{"v":#,"set":[{"v":9},{"v":1,"set":[{"v":8}]}]}"#),
];

const DEEPEST: usize = 124;

/// As many towers as take this many bytes, each as deep as may be, with one leaf innermost; or one of them with many.
fn body(nesting: &str, leaf: (&str, &str), bytes: usize, in_one: bool) -> String {
    let levels = nesting.matches(['[', '{']).count();
    let leaf_levels = (leaf.0.matches(['[', '{']).count() + leaf.1.matches(['[', '{']).count()).min(8);
    let count = (DEEPEST - 2 - leaf_levels) / levels;
    let numbered = |at: usize| leaf.1.replace('#', &at.to_string());
    let tower = |inside: &str| (0..count).fold(inside.to_owned(), |inside, _| nesting.replace('@', &inside));
    let items = |count: usize| (0..count).map(numbered).collect::<Vec<_>>().join(",");
    if in_one {
        let many = items(bytes / leaf.1.len());
        let inside = if leaf.0 == leaf.1 { format!(r#"{{"list":[{many}]}}"#) } else { leaf.0.replace('@', &many) };
        return tower(&inside);
    }
    let one = tower(&if leaf.0 == leaf.1 { leaf.1.to_owned() } else { leaf.0.replace('@', &items(2)) });
    format!(r#"{{"list":[{}]}}"#, vec![one.as_str(); (bytes / one.len()).max(1)].join(","))
}

/// What is asked for by live checks.
fn names(which: &str) -> Option<String> {
    let patterns = |last: &str| {
        let pattern = |at: usize| format!("{}.{last}", vec!["*"; at].join("."));
        (200..216).map(pattern).collect::<Vec<_>>().join(",")
    };
    match which {
        "16 patterns" => {
            Some((0..16).map(|at| format!("{}.v{at}", vec!["*"; at + 1].join("."))).collect::<Vec<_>>().join(","))
        }
        "16 long patterns" => Some(patterns("nothing")),
        "nothing" => Some("nothing.*".into()),
        "a field that is fine" => Some(format!("{}.list", vec!["*"; 120].join("."))),
        _ => None,
    }
}

const LIVE: &[&str] = &["16 patterns", "16 long patterns", "nothing", "a field that is fine"];

/// Twice the length may take this many times as long.
const GROWTH: f64 = 2.2;
/// 2 MB may take this many times the larger of `Value` and serde's own answer, and a millisecond.
const TIMES: f64 = 3.0;
const BESIDES: f64 = 3e6;
const KILOBYTES: [usize; 6] = [64, 128, 256, 512, 1024, 2048];
/// How large the bodies of live checks are.
const LIVE_KILOBYTES: usize = 256;

/// How the cost of each nesting grows, what it is beside `serde_json`, and what live checks of some names cost beside
/// those of everything, by instructions. Only shapes whose names have one of these words in them, if there are any.
pub fn tables(words: &[&str]) -> ExitCode {
    println!(
        "Twice the length: at most {GROWTH} times the instructions, to 2 MB, which take at most {TIMES} times the larger \
         of `Value` and serde's own answer, and {BESIDES:.0} instructions. Behind that live checks of some names, times \
         those of everything, for {LIVE_KILOBYTES} kB. A check of everything that ends at its cap of violations leaves \
         most of the body unread, where a live check that finds fewer reads on: there the second number, which has the \
         limit, is times the largest of that check, `Value` and serde's own answer.\n"
    );
    println!("| innermost, of what | twice the length | times the larger | {} | above a limit |", LIVE.join(" | "));
    println!("|---|---|---|{}---|", "---|".repeat(LIVE.len()));
    let mut broken = 0;
    for (shape, spread) in shapes() {
        if !words.is_empty() && !words.iter().any(|word| shape.contains(word)) {
            continue;
        }
        let count = |who: &str, kilobytes: usize| {
            instructions::of(&["nesting", who, &shape, &kilobytes.to_string(), spread]).all as f64
        };
        let ours = KILOBYTES.map(|kilobytes| count("ours", kilobytes));
        let growth = ours.windows(2).map(|two| two[1] / two[0]).fold(0.0, f64::max);
        let (most, last) = (KILOBYTES[KILOBYTES.len() - 1], ours[ours.len() - 1]);
        let larger = count("value", most).max(count("serde", most));
        let everything = count("everything", LIVE_KILOBYTES);
        let whole = is_cut_short(&shape, spread)
            .then(|| everything.max(count("value", LIVE_KILOBYTES)).max(count("serde", LIVE_KILOBYTES)));
        let live: Vec<f64> = LIVE.iter().map(|names| count(names, LIVE_KILOBYTES)).collect();
        let excess = growth > GROWTH
            || last > TIMES * larger + BESIDES
            || live.iter().any(|some| *some > TIMES * whole.unwrap_or(everything) + BESIDES);
        let times = |some: &f64| match whole {
            Some(whole) => format!("{:.2}, **{:.2}**", some / everything, some / whole),
            None => format!("**{:.2}**", some / everything),
        };
        let live: Vec<String> = live.iter().map(times).collect();
        println!(
            "| {shape}, {spread} | **{growth:.2}** | **{:.2}** | {} | {} |",
            last / larger,
            live.join(" | "),
            if excess { "**yes**" } else { "" }
        );
        broken += usize::from(excess);
    }
    println!("\n{broken} above a limit.");
    ExitCode::from(u8::from(broken > 0))
}

/// Many nestings beside one another, or one with all that is wrong in it.
const SPREADS: [&str; 2] = ["many", "one"];

fn shapes() -> impl Iterator<Item = (String, &'static str)> {
    let pairs =
        NESTINGS.iter().flat_map(|(nesting, _)| LEAVES.iter().map(move |(leaf, ..)| format!("{leaf}, {nesting}")));
    pairs.flat_map(|shape| SPREADS.map(|spread| (shape.clone(), spread)))
}

/// One answer to be counted.
pub fn once(who: &str, shape: &str, kilobytes: &str, spread: &str) {
    let bytes = kilobytes.parse::<usize>().expect("a number") << 10;
    answer::<Nest>(who, body_of(shape, bytes, spread).as_bytes());
}

/// The body of a shape.
fn body_of(shape: &str, bytes: usize, spread: &str) -> String {
    let (leaf, nesting) = shape.split_once(", ").expect("a leaf and a nesting");
    let (_, around, inside) = LEAVES.iter().find(|(name, ..)| *name == leaf).expect("the name of a leaf");
    let (_, nesting) = NESTINGS.iter().find(|(name, _)| *name == nesting).expect("the name of a nesting");
    body(nesting, (around, inside), bytes, spread == SPREADS[1])
}

/// Whether a check of everything ends before it has come to the end of the body.
fn is_cut_short(shape: &str, spread: &str) -> bool {
    let json = body_of(shape, LIVE_KILOBYTES << 10, spread);
    let answer = from_json_within::<Nest, ()>(json.as_bytes(), &Limits::new().bytes(usize::MAX), &());
    matches!(answer, Err(Rejection::Invalid(errors)) if errors.is_truncated())
}

fn answer<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(who: &str, json: &[u8]) {
    let limits = Limits::new().bytes(usize::MAX);
    match who {
        "value" => counted_work(&|| drop(black_box(serde_json::from_slice::<serde_json::Value>(black_box(json))))),
        "serde" => counted_work(&|| drop(black_box(serde_json::from_slice::<T>(black_box(json))))),
        "ours" => counted_work(&|| {
            let rejection = from_json_within::<T, ()>(black_box(json), &limits, &()).err();
            drop(black_box(rejection.map(|rejection| rejection.to_json())));
        }),
        names_of => {
            let live = Live::new().within(limits);
            let live = names(names_of).into_iter().fold(live, |live, names| live.only(&names));
            counted_work(&|| {
                drop(black_box(live.json::<T, ()>(black_box(json), &()).map_err(|error| error.to_json())))
            });
        }
    }
}
