//! What a rule set says of each field, before it is written.

use super::bounds;
use super::seen::{Objects, Seen};
use super::text::Texts;
use crate::show::{self, Count};

/// A field of the set.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Its key, such as `items.*.price`.
    pub(super) key: String,
    pub(super) presence: Option<&'static str>,
    pub(super) kind: &'static str,
    /// Its other rules, each in the short form.
    pub(super) rules: Vec<String>,
    pub(super) comment: String,
}

/// How much is said. A set has a greatest number of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    Types,
    Formats,
    Bounds,
}

pub(super) struct Drafter {
    pub(super) detail: Detail,
    /// Whether texts of rows may become choices.
    pub(super) shows_values: bool,
    /// Whether texts are those of cells, which may be numbers.
    pub(super) are_cells: bool,
    pub(super) drafts: Vec<Draft>,
}

/// What a value is a part of, for the words of comments.
#[derive(Clone, Copy)]
struct Around {
    /// How many values there could be.
    count: u64,
    one: &'static str,
    many: &'static str,
}

/// Below this level values are of any type; a set has an end, too.
const DEEPEST: usize = 32;

impl Drafter {
    pub(super) fn rows(&mut self, rows: &Objects) {
        self.object(rows, None, Around { count: rows.count, one: "row", many: "rows" }, 0);
    }

    fn object(&mut self, object: &Objects, at: Option<&str>, around: Around, depth: usize) {
        for (name, seen) in &object.fields {
            let segment = escaped(name);
            let key = at.map_or_else(|| segment.clone(), |at| format!("{at}.{segment}"));
            self.value(seen, key, name, around, depth + 1);
        }
    }

    fn value(&mut self, seen: &Seen, key: String, name: &str, around: Around, depth: usize) {
        let kind = if depth > DEEPEST { "any" } else { self.kind(seen, name) };
        let is_complete = seen.count == around.count && seen.nulls == 0 && around.count > 0;
        let is_blank = seen.texts.as_ref().is_some_and(|texts| texts.blank > 0)
            || seen.lists.as_ref().is_some_and(|lists| lists.empty > 0)
            || kind != "object" && seen.objects.as_ref().is_some_and(|objects| objects.empty > 0);
        let presence = match (is_complete, is_blank) {
            _ if self.detail < Detail::Formats => None,
            (false, _) => None,
            (true, true) => Some("present"),
            (true, false) => Some("required"),
        };
        let mut draft = Draft { presence, kind, rules: Vec::new(), comment: frequency(seen, around), key: key.clone() };
        self.rules(seen, kind, name, &mut draft);
        if depth == 1 && all_differ(seen) {
            // What counts rows will count further.
            if kind == "integer" {
                draft.rules.retain(|rule| !rule.starts_with("max:"));
            }
            draft.comment.push_str(&format!("; all differ, which `--unique {}` checks", show::name(name)));
        }
        self.drafts.push(draft);
        match (kind, &seen.lists, &seen.objects) {
            ("list", Some(lists), _) if lists.items.count > 0 => {
                let around = Around { count: lists.items.count, one: "item", many: "items" };
                self.value(&lists.items, format!("{key}.*"), name, around, depth + 1);
            }
            ("map", _, Some(objects)) => {
                let values = objects.values();
                let around = Around { count: values.count, one: "value", many: "values" };
                self.value(&values, format!("{key}.*"), name, around, depth + 1);
            }
            ("object", _, Some(objects)) => {
                let around = Around { count: objects.count, one: "object", many: "objects" };
                self.object(objects, Some(&key), around, depth);
            }
            _ => {}
        }
    }

    /// The type that all values have.
    fn kind(&self, seen: &Seen, name: &str) -> &'static str {
        let numbers = seen.integers.is_some() || seen.fractions.is_some();
        match (seen.booleans > 0, numbers, &seen.texts, &seen.lists, &seen.objects) {
            (true, false, None, None, None) => "boolean",
            (false, true, None, None, None) => match (&seen.integers, &seen.fractions) {
                (Some(seen), None) if i64::try_from(seen.least).is_ok() && i64::try_from(seen.greatest).is_ok() => {
                    "integer"
                }
                (Some(seen), None) if seen.least >= 0 => "u64",
                _ => "number",
            },
            (false, false, Some(texts), None, None) if self.are_cells => self.kind_of_cells(texts, name),
            (false, false, Some(_), None, None) => "text",
            (false, false, None, Some(_), None) => "list",
            (false, false, None, None, Some(objects)) => {
                if objects.is_map() {
                    "map"
                } else {
                    "object"
                }
            }
            _ => "any",
        }
    }

    fn kind_of_cells(&self, texts: &Texts, name: &str) -> &'static str {
        if texts.are_booleans {
            "boolean"
        } else if !texts.are_numbers || texts.has_leading_zero || texts.formats.find(texts.count, name).is_some() {
            "text"
        } else if texts.are_integers {
            "integer"
        } else {
            "number"
        }
    }

    fn rules(&self, seen: &Seen, kind: &str, name: &str, draft: &mut Draft) {
        match (kind, &seen.texts, &seen.integers) {
            ("text", Some(texts), _) => self.rules_of_texts(texts, name, draft),
            ("integer" | "number", Some(texts), _) => self.range(texts.numbers.least, texts.numbers.greatest, draft),
            ("integer" | "u64" | "number", None, integers) => {
                let fractions = seen.fractions.as_ref().map(|(_, numbers)| (numbers.least, numbers.greatest));
                let integers = integers.as_ref().map(|integers| (integers.least as f64, integers.greatest as f64));
                let all = [fractions, integers].into_iter().flatten();
                let (least, greatest) = all
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (least, greatest)| {
                        (low.min(least), high.max(greatest))
                    });
                self.range(least, greatest, draft);
            }
            ("list", ..) if self.detail == Detail::Bounds => {
                let longest = seen.lists.as_ref().map_or(0, |lists| lists.longest);
                draft.rules.push(format!("max:{}", bounds::length(longest)));
                draft.comment.push_str(&format!("; up to {}", show::counted(longest as u64, "item", "items")));
            }
            _ => {}
        }
    }

    fn range(&self, least: f64, greatest: f64, draft: &mut Draft) {
        if self.detail == Detail::Bounds {
            draft.rules.extend(bounds::below(least).map(|bound| format!("min:{bound}")));
            draft.rules.extend(bounds::above(greatest).map(|bound| format!("max:{bound}")));
        }
    }

    fn rules_of_texts(&self, texts: &Texts, name: &str, draft: &mut Draft) {
        /// How often each choice must occur, and how many texts there must be, so that they are believed to be all.
        const TIMES: u64 = 5;
        const LEAST: u64 = 10;

        if self.detail < Detail::Formats {
            return;
        }
        if let Some(format) = texts.formats.find(texts.count, name) {
            draft.rules.push(format.rule.to_owned());
            return;
        }
        let choices = texts.choices.as_ref().filter(|choices| texts.count >= LEAST.max(TIMES * choices.len() as u64));
        if let Some(choices) = choices {
            let different = show::counted(choices.len() as u64, "text", "different texts");
            draft.comment.push_str(&format!("; {different}"));
            if self.shows_values {
                let quoted: Vec<String> =
                    choices.iter().map(|choice| format!("\"{}\"", choice.replace('"', "\"\""))).collect();
                draft.rules.push(format!("one_of:{}", quoted.join(",")));
                return;
            }
        }
        if self.detail < Detail::Bounds {
            return;
        }
        let (shortest, longest) = (texts.shortest, texts.longest);
        let is_fixed = shortest == longest && texts.count >= TIMES;
        let length = if shortest == longest { longest.to_string() } else { format!("{shortest} to {longest}") };
        draft.comment.push_str(&format!("; {length} characters"));
        draft.rules.push(match (texts.are_digits, is_fixed) {
            (true, true) => format!("digits:{longest}"),
            (true, false) => format!("digits_between:1,{}", bounds::length(longest)),
            (false, true) if longest > 0 => format!("size:{longest}"),
            (false, _) => format!("max:{}", bounds::length(longest)),
        });
    }
}

/// "in 9,997 of 10,000 rows, 3 of them null".
fn frequency(seen: &Seen, around: Around) -> String {
    let all = show::counted(around.count, around.one, around.many);
    let mut words = if seen.count == around.count {
        format!("in {}{all}", if around.count > 1 { "all " } else { "" })
    } else {
        format!("in {} of {all}", Count(seen.count))
    };
    if seen.nulls > 0 {
        words.push_str(&format!(", {} of them null", Count(seen.nulls)));
    }
    words
}

/// Whether the values are worth a check that none comes twice.
fn all_differ(seen: &Seen) -> bool {
    const LEAST: u64 = 10;

    let texts = seen.texts.as_ref().map(|texts| (texts.count, &texts.distinct));
    let integers = seen.integers.as_ref().map(|integers| (integers.count, &integers.distinct));
    match (texts, integers) {
        (Some((count, distinct)), None) | (None, Some((count, distinct))) => {
            count == seen.count && count >= LEAST && distinct.all_differ()
        }
        _ => false,
    }
}

/// A name as a segment of a key of a set.
fn escaped(name: &str) -> String {
    if name == "*" {
        return "\\*".into();
    }
    let mut segment = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '.' | '\\') {
            segment.push('\\');
        }
        segment.push(c);
    }
    segment
}
