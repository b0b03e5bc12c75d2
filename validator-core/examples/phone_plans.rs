//! Makes `src/rules/format/phone/plans.rs` from Google's `PhoneNumberMetadata.xml`, which stands in the sources of
//! [libphonenumber](https://github.com/google/libphonenumber) and of the crate `phonenumber`:
//!
//! ```sh
//! cargo run -p unprocessable-core --example phone_plans -- 9.0.33 PhoneNumberMetadata.xml > validator-core/src/rules/format/phone/plans.rs
//! ```
#![allow(clippy::unwrap_used)] // It reads one known file, and the next step is to look at what it wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs};

/// The descriptions of numbers that are given out; what cannot be called from abroad is among them already.
const KINDS: [&str; 10] = [
    "fixedLine",
    "mobile",
    "pager",
    "tollFree",
    "premiumRate",
    "sharedCost",
    "personalNumber",
    "voip",
    "uan",
    "voicemail",
];

struct Territory {
    region: String,
    code: u16,
    is_main: bool,
    row: String,
}

fn main() {
    let mut arguments = env::args().skip(1);
    let (version, path) = (arguments.next().expect("a version"), arguments.next().expect("a path"));
    let xml = without_comments(&fs::read_to_string(path).expect("the metadata"));
    let mut territories: Vec<Territory> =
        xml.split("<territory ").skip(1).map(|text| territory(text.split("</territory>").next().unwrap())).collect();
    territories.sort_by(|a, b| (&a.region, a.code).cmp(&(&b.region, b.code)));

    // As in the library, the main territory of a code comes first, and the others as they stand in the file.
    let mut codes = BTreeMap::<u16, Vec<usize>>::new();
    for (index, territory) in territories.iter().enumerate() {
        let indexes = codes.entry(territory.code).or_default();
        indexes.insert(if territory.is_main { 0 } else { indexes.len() }, index);
    }
    println!(
        "//! Numbering plans: version {version} of the metadata of Google's libphonenumber, under the Apache License 2.0."
    );
    println!("//!");
    println!("//! Made by `examples/phone_plans.rs`.\n");
    println!("use super::plan::{{Kept, Numbers, Plan, Prefix}};\n");
    println!("/// By their regions.\n#[rustfmt::skip]");
    println!("pub(super) static PLANS: [Plan; {}] = [", territories.len());
    for territory in &territories {
        println!("{}", territory.row);
    }
    println!("];\n\n/// Codes with the indexes of their plans, the main one first.\n#[rustfmt::skip]");
    println!("pub(super) static CODES: [(u16, &[u8]); {}] = [", codes.len());
    for (code, indexes) in codes {
        println!("    ({code}, &{indexes:?}),");
    }
    println!("];");
}

fn without_comments(xml: &str) -> String {
    let mut parts = xml.split("<!--");
    let first = parts.next().unwrap().to_owned();
    first + &parts.map(|part| part.split_once("-->").unwrap().1).collect::<String>()
}

fn territory(text: &str) -> Territory {
    let (head, body) = text.split_once('>').unwrap();
    let region = attribute(head, "id").unwrap();
    let code = attribute(head, "countryCode").unwrap().parse().unwrap();
    let mut lengths = 0;
    let mut local = 0;
    let mut given = Vec::new();
    for kind in KINDS {
        let Some(body) = element(body, kind) else { continue };
        let (_, possible) = body.split_once("<possibleLengths ").unwrap();
        let possible = possible.split("/>").next().unwrap();
        let own = bits(&attribute(possible, "national").unwrap());
        lengths |= own;
        local |= attribute(possible, "localOnly").map_or(0, |lengths| bits(&lengths));
        given.push((own, pattern(element(body, "nationalNumberPattern").unwrap())));
    }
    let mut seen = BTreeSet::new();
    given.retain(|numbers| seen.insert(numbers.clone()));
    let general = pattern(element(element(body, "generalDesc").unwrap(), "nationalNumberPattern").unwrap());

    let mut row = format!("    Plan {{ region: {region:?}, code: {code}, ");
    write!(row, "leading: {}, ", literal(&attribute(head, "leadingDigits").unwrap_or_default())).unwrap();
    write!(row, "abroad: {}, ", literal(&attribute(head, "internationalPrefix").unwrap_or_default())).unwrap();
    let prefixes = attribute(head, "nationalPrefixForParsing").or_else(|| attribute(head, "nationalPrefix"));
    let rule = attribute(head, "nationalPrefixTransformRule");
    write!(row, "prefixes: &[{}], ", prefixes.map_or(String::new(), |text| split(&text, rule.as_deref()))).unwrap();
    write!(row, "general: {}, local: {:#x}, given: &[", numbers(lengths, &general), local & !lengths).unwrap();
    for (lengths, pattern) in given {
        write!(row, "\n        {},", numbers(lengths, &pattern)).unwrap();
    }
    row += "\n    ] },";
    Territory { region, code, is_main: attribute(head, "mainCountryForCode").is_some(), row }
}

/// The value of an attribute, without white space.
fn attribute(text: &str, name: &str) -> Option<String> {
    let start = text.match_indices(name).map(|(at, _)| at).find(|at| {
        (*at == 0 || text[..*at].ends_with(char::is_whitespace)) && text[at + name.len()..].starts_with("=\"")
    })?;
    let value = &text[start + name.len() + 2..];
    Some(pattern(value.split('"').next().unwrap()))
}

fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    rest.split(&format!("</{name}>")).next()
}

fn pattern(text: &str) -> String {
    text.split_whitespace().collect()
}

/// `[6-8],10` as bits.
fn bits(lengths: &str) -> u32 {
    let mut bits = 0;
    for part in lengths.split(',') {
        match part.trim_matches(['[', ']']).split_once('-') {
            None => bits |= 1 << part.parse::<u32>().unwrap(),
            Some((first, last)) => {
                for length in first.parse::<u32>().unwrap()..=last.parse().unwrap() {
                    bits |= 1 << length;
                }
            }
        }
    }
    bits
}

fn numbers(lengths: u32, pattern: &str) -> String {
    format!("Numbers {{ lengths: {lengths:#x}, pattern: {} }}", literal(pattern))
}

fn literal(text: &str) -> String {
    if text.contains('\\') { format!("r{text:?}").replace("\\\\", "\\") } else { format!("{text:?}") }
}

/// The alternatives of what is dialled at home, in their order, and of each the part that stays: the one that the rule
/// mentions. Where an optional group holds that part, there is one alternative with it and one without.
fn split(text: &str, rule: Option<&str>) -> String {
    let (into, group) = rule.map_or(("", 0), |rule| {
        let (into, group) = rule.split_once('$').unwrap();
        (into, group.parse::<usize>().unwrap())
    });
    let mut opened = 0;
    alternatives(text)
        .into_iter()
        .map(|alternative| {
            let before = opened;
            opened += captures(alternative);
            let wanted = group.checked_sub(before + 1).filter(|_| group <= opened);
            wanted.map_or_else(|| prefix(alternative), |nth| kept(alternative, nth, into))
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn prefix(before: &str) -> String {
    assert!(!before.contains('$'), "{before}");
    format!("Prefix {{ before: {}, kept: None }}", literal(&plain(before)))
}

fn kept(alternative: &str, nth: usize, into: &str) -> String {
    let (start, _) =
        alternative.match_indices('(').filter(|(at, _)| !alternative[*at..].starts_with("(?:")).nth(nth).unwrap();
    let end = closing(alternative, start);
    let (mut before, part, mut after) =
        (alternative[..start].to_owned(), &alternative[start + 1..end], &alternative[end + 1..]);
    let mut without = String::new();
    // `0?(?:(11|22)15)?`
    if let Some((outside, inside)) = before.clone().rsplit_once("(?:").filter(|_| after.ends_with(")?")) {
        after = after.strip_suffix(")?").unwrap();
        without = format!(", {}", prefix(outside));
        before = format!("{outside}{inside}");
    }
    let ends = after.ends_with('$');
    let after = after.strip_suffix('$').unwrap_or(after);
    let kept = format!(
        "Kept {{ pattern: {}, after: {}, ends: {ends}, into: {into:?} }}",
        literal(&plain(part)),
        literal(&plain(after))
    );
    format!("Prefix {{ before: {}, kept: Some({kept}) }}{without}", literal(&plain(&before)))
}

/// What stands between the outermost `|`.
fn alternatives(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
}

fn captures(text: &str) -> usize {
    text.matches('(').count() - text.matches("(?:").count()
}

fn closing(text: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices().skip(start) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    panic!("{text} ends within a group")
}

/// Groups that only group.
fn plain(text: &str) -> String {
    text.replace("(?:", "(").replace('(', "(?:")
}
