//! Text.

use serde_json::Value;

use super::bounds::Bounds;
use super::dates::{self, Written};
use super::draw::Draw;
use super::formats::{self, Asked};
use super::pattern;
use super::ruled::Ruled;

/// How many characters a text has more than it needs.
const MORE: usize = 12;

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";

/// A text that keeps the rules as far as one can tell by each of them. `None` if there is no such text.
///
/// With a count it has so many characters, whatever the rules say.
pub(super) fn text(
    rules: &[Ruled],
    scope: &Value,
    normalize: &[&str],
    count: Option<usize>,
    draw: &mut Draw<'_>,
) -> Option<String> {
    let active: Vec<Ruled> = rules.iter().filter(|rule| rule.applies(scope)).cloned().collect();
    let (least, greatest) = match count {
        Some(count) => (count, count),
        None => Bounds::of(&active, scope, true).counts(MORE),
    };
    if least > greatest {
        return None;
    }
    let find = |names: &[&str]| active.iter().find(|rule| names.contains(&rule.name));

    for rule in &active {
        let choices = match rule.name {
            "one_of" => rule.texts("choices", scope),
            "in_list" => rule.texts("other", scope),
            "same" | "confirmed" => rule.texts("other", scope),
            "accepted" | "accepted_if" => ["yes", "on", "1", "true"].map(str::to_owned).to_vec(),
            "declined" | "declined_if" => ["no", "off", "0", "false"].map(str::to_owned).to_vec(),
            _ => continue,
        };
        if !choices.is_empty() {
            return Some(draw.pick(&choices).clone());
        }
    }
    if let Some(rule) = find(&["regex"]) {
        let pattern = rule.texts("pattern", scope).into_iter().next().unwrap_or_default();
        let text = pattern::matching(&pattern, least, greatest, draw)?;
        return Some(affixed(text, &active, scope, draw));
    }
    let form = find(&["datetime", "date", "month", "time"]);
    if form.is_some() || find(&dates::RULES).is_some() {
        let written = match form.map(|rule| rule.name) {
            Some("month") => Written::Month,
            Some("time") => Written::Time,
            Some("datetime") => Written::DateTime,
            _ => Written::Date,
        };
        return dates::text(written, &active, scope, draw);
    }
    for rule in &active {
        let list: Vec<String> = ["schemes", "region"].iter().flat_map(|name| rule.texts(name, scope)).collect();
        let flags = rule.rule.flags();
        let asked = Asked { flags: &flags, list: &list, number: rule.integer("version"), least, greatest };
        if rule.name == "email" {
            // A domain that the end asks for.
            let ends = find(&["ends_with"]).map(|rule| rule.texts("values", scope)).unwrap_or_default();
            if let Some(end) = ends.iter().find(|end| end.contains('@')) {
                let count = draw.count(1, 8);
                return Some(draw.text("abcdefghijklmnopqrstuvwxyz", count) + end);
            }
        }
        if let Some(text) = formats::text(rule.name, &asked, draw) {
            return Some(affixed(text, &active, scope, draw));
        }
    }
    if let Some(rule) = find(&["password"]) {
        return Some(password(rule, least, greatest, draw));
    }
    if let Some(text) = number(&active, scope, draw) {
        return Some(text);
    }
    Some(letters(&active, scope, normalize, (least, greatest), draw))
}

/// A number as text, for the rules about digits.
fn number(rules: &[Ruled], scope: &Value, draw: &mut Draw<'_>) -> Option<String> {
    for rule in rules {
        let (least, greatest) = match rule.name {
            "digits" => (rule.integer("count"), rule.integer("count")),
            "digits_between" | "min_digits" | "max_digits" => (rule.integer("min"), rule.integer("max")),
            "decimal" => {
                let least = rule.integer("min").unwrap_or(0);
                let greatest = rule.integer("max").unwrap_or(least.max(4));
                let places = draw.count(least.max(0) as usize, greatest.max(0) as usize);
                let whole = draw.below(1000);
                let digits = draw.text(DIGITS, places);
                return Some(if places == 0 { whole.to_string() } else { format!("{whole}.{digits}") });
            }
            _ => continue,
        };
        let (shortest, longest) = Bounds::of(rules, scope, true).counts(MORE);
        let least = (least.unwrap_or(1).max(1) as usize).max(shortest);
        let greatest = (greatest.unwrap_or(least as i64 + 6).max(0) as usize).min(longest.max(least));
        let count = draw.count(least, greatest.max(least));
        return Some(draw.text(DIGITS, count));
    }
    None
}

fn password(rule: &Ruled, least: usize, greatest: usize, draw: &mut Draw<'_>) -> String {
    let mut text = String::new();
    for (flag, alphabet) in [("letters", "abcdef"), ("mixed_case", "ghijkl"), ("mixed_case", "GHIJKL")] {
        if rule.has(flag) {
            text += &draw.text(alphabet, 1);
        }
    }
    if rule.has("numbers") {
        text += &draw.text(DIGITS, 1);
    }
    if rule.has("symbols") {
        text += &draw.text("!?#%", 1);
    }
    let have = text.chars().count();
    let count = draw.count(
        least.saturating_sub(have),
        greatest.saturating_sub(have).min(least + MORE).max(least.saturating_sub(have)),
    );
    let alphabet = if rule.has("letters") || rule.has("mixed_case") { "abcxyz" } else { "abcXYZ012" };
    text + &draw.text(alphabet, count)
}

/// Text of an alphabet that all rules about letters accept.
fn letters(
    rules: &[Ruled],
    scope: &Value,
    normalize: &[&str],
    (least, greatest): (usize, usize),
    draw: &mut Draw<'_>,
) -> String {
    let has = |name: &str| rules.iter().any(|rule| rule.name == name);
    let is_ascii = |name: &str| rules.iter().any(|rule| rule.name == name && rule.has("ascii"));
    let mut alphabet: String = LETTERS.to_owned();
    let (mut first, mut seldom) = (String::new(), " -_.0123456789éßя日😀".to_owned());
    let keep = |seldom: &mut String, keeps: &dyn Fn(char) -> bool| seldom.retain(keeps);
    let counts_bytes = rules.iter().any(|rule| rule.name == "length" && !rule.rule.manner().is_empty());
    if counts_bytes || has("ascii") || is_ascii("alpha") || is_ascii("alpha_num") || is_ascii("alpha_dash") {
        keep(&mut seldom, &|c| c.is_ascii());
    }
    if has("alpha") {
        keep(&mut seldom, &char::is_alphabetic);
    }
    if has("alpha_num") {
        keep(&mut seldom, &char::is_alphanumeric);
    }
    if has("alpha_dash") {
        keep(&mut seldom, &|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    }
    if has("slug") {
        alphabet = "abcdefghijklmnopqrstuvwxyz0123456789".to_owned();
        seldom = String::new();
    }
    if has("identifier") {
        first = LETTERS.to_owned();
        keep(&mut seldom, &|c| c.is_ascii_digit() || c == '_');
    }
    if has("lowercase") {
        alphabet.retain(|c| !c.is_uppercase());
    }
    if has("uppercase") {
        alphabet.retain(|c| !c.is_lowercase());
        keep(&mut seldom, &|c| !c.is_lowercase());
    }
    if normalize.contains(&"digits_only") {
        (alphabet, seldom) = (DIGITS.to_owned(), String::new());
    }
    let refused: Vec<String> = rules
        .iter()
        .filter(|rule| matches!(rule.name, "doesnt_contain" | "doesnt_start_with" | "doesnt_end_with"))
        .flat_map(|rule| rule.texts("values", scope))
        .collect();
    let is_refused = |c: char| refused.iter().any(|text| text.chars().count() == 1 && text.contains(c));
    alphabet.retain(|c| !is_refused(c));
    seldom.retain(|c| !is_refused(c));
    if alphabet.is_empty() {
        alphabet = "x".to_owned();
    }

    let wanted = affixes(rules, scope, draw);
    let around: usize = [&wanted.start, &wanted.middle, &wanted.end].iter().map(|part| part.chars().count()).sum();
    // Only an empty text has nothing to be seen, and rules about presence ask for the other kind.
    let least = least.saturating_sub(around);
    let greatest = greatest.saturating_sub(around).max(least).min(least + MORE.max(4));
    let count = draw.count(least, greatest);
    let letters: Vec<char> = alphabet.chars().collect();
    let others: Vec<char> = seldom.chars().collect();
    let mut body = String::new();
    for at in 0..count {
        let is_edge = at == 0 || at + 1 == count;
        if at == 0 && !first.is_empty() {
            body += &draw.text(&first, 1);
        } else if !is_edge && !others.is_empty() && draw.rarely(8) {
            body.push(*draw.pick(&others));
        } else {
            body.push(*draw.pick(&letters));
        }
    }
    format!("{}{}{body}{}", wanted.start, wanted.middle, wanted.end)
}

struct Affixes {
    start: String,
    middle: String,
    end: String,
}

/// What must stand at the start, somewhere, and at the end.
fn affixes(rules: &[Ruled], scope: &Value, draw: &mut Draw<'_>) -> Affixes {
    let mut part = |name: &str| {
        let rule = rules.iter().find(|rule| rule.name == name)?;
        let texts = rule.texts("values", scope);
        (!texts.is_empty()).then(|| draw.pick(&texts).clone())
    };
    let (start, middle, end) = (part("starts_with"), part("contains"), part("ends_with"));
    Affixes { start: start.unwrap_or_default(), middle: middle.unwrap_or_default(), end: end.unwrap_or_default() }
}

/// The text with what must stand around it, unless it is there already.
fn affixed(text: String, rules: &[Ruled], scope: &Value, draw: &mut Draw<'_>) -> String {
    let has = |name: &str| rules.iter().any(|rule| rule.name == name);
    let wanted = affixes(rules, scope, draw);
    let mut text = text;
    if has("uppercase") && !has("lowercase") {
        text = text.to_uppercase();
    }
    if has("lowercase") {
        text = text.to_lowercase();
    }
    if !text.starts_with(&wanted.start) {
        // The start of an address has its scheme, and perhaps its host.
        text = match (wanted.start.contains("://"), text.split_once("://")) {
            (true, Some((_, rest))) if wanted.start.ends_with("://") => format!("{}{rest}", wanted.start),
            (true, Some(_)) => format!("{}/x", wanted.start.trim_end_matches('/')),
            _ => format!("{}{text}", wanted.start),
        };
    }
    if !text.ends_with(&wanted.end) {
        text += &wanted.end;
    }
    text
}
