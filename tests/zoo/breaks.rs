//! Documents with one thing broken, and with several that have nothing to do with one another.

use crate::animals::Animal;
use crate::json::{Json, Way};
use crate::laws::{Answer, numbers_are_objects};

/// What breaks a value: another one in its place.
const BREAKERS: &[&str] = &[
    "null",
    "true",
    "\"\"",
    "\"zq9vXsecret\"",
    "0",
    "-8675309421",
    "1.5",
    "[]",
    "[[]]",
    "{}",
    "{\"zz\": \"zq9vXsecret\"}",
];

/// Fields that say how their siblings are read, or that the rules of their siblings mention.
const TAGS: &[&str] = &["type", "t", "kind", "low"];

/// A valid document with one thing broken.
pub struct Break {
    way: Way,
    /// What stands there instead; nothing where the key is left out.
    instead: Option<&'static str>,
    pub document: String,
    pairs: Vec<(String, String)>,
}

/// Everything that can be broken in a document, one at a time.
pub fn of(animal: &Animal, whole: &Json) -> Vec<Break> {
    let mut breaks = Vec::new();
    for way in whole.ways().into_iter().filter(|way| !way.is_empty()) {
        for instead in BREAKERS.iter().copied().map(Some).chain([None]) {
            let mut json = whole.clone();
            if !apply(&mut json, &way, instead) {
                continue;
            }
            let document = json.to_string();
            let answer = (animal.answer)(document.as_bytes());
            // With `arbitrary_precision` some numbers are refused by serde alone, for reasons of serde_json's own: that is
            // said only where nothing else is wrong.
            let only_serde_knows = |answer: &Answer| {
                numbers_are_objects()
                    && matches!(&answer.pairs[..], [(key, said)] if key == "_" && said.ends_with("is invalid."))
            };
            if let Some(answer) = answer.filter(|answer| !only_serde_knows(answer)) {
                breaks.push(Break { way: way.clone(), instead, document, pairs: answer.pairs });
            }
        }
    }
    breaks
}

fn apply(json: &mut Json, way: &[usize], instead: Option<&str>) -> bool {
    match instead {
        Some(instead) => *json.at_mut(way) = Json::Leaf(instead.to_owned()),
        None => {
            let Some((last, around)) = way.split_last() else { return false };
            // Items behind one that is left out would have other places.
            let Json::Object(entries) = json.at_mut(around) else { return false };
            entries.remove(*last);
        }
    }
    true
}

impl Break {
    /// The answer is at the broken place or below it, or at the object that lacks it; where serde reads something
    /// larger as a whole, it is inside of that.
    pub fn assert_names_its_place(&self, animal: &Animal, whole: &Json) {
        let segments = whole.segments(&self.way);
        let place = match atom(animal, &segments) {
            Some(length) => segments[..length].join("."),
            None if self.instead.is_none() || self.pairs.len() == 1 && self.pairs[0].0 != segments.join(".") => {
                segments[..segments.len() - 1].join(".")
            }
            None => segments.join("."),
        };
        assert!(!self.pairs.is_empty());
        for (key, _) in &self.pairs {
            let below = key.strip_prefix(&place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            assert!(place.is_empty() || below, "{key} is not at {place}");
        }
    }

    fn is_independent(&self, other: &Self, animal: &Animal, whole: &Json) -> bool {
        let (one, two) = (whole.segments(&self.way), whole.segments(&other.way));
        if one.starts_with(&two) || two.starts_with(&one) {
            return false;
        }
        // An object that lacks the only key of a variant is no variant.
        let around = |way: &Way| way[..way.len() - 1].to_vec();
        let decides = |one: &Self, other: &Self| {
            let tag = whole.segments(&one.way).last().is_some_and(|last| TAGS.contains(&last.as_str()));
            tag && other.way.starts_with(&around(&one.way))
        };
        if decides(self, other) || decides(other, self) {
            return false;
        }
        match (atom(animal, &one), atom(animal, &two)) {
            (Some(length), Some(_)) => !two.starts_with(&one[..length]),
            _ => true,
        }
    }
}

/// How much of the way leads to something that serde reads as a whole.
fn atom(animal: &Animal, segments: &[String]) -> Option<usize> {
    animal.atoms.iter().find_map(|atom| {
        let atom: Vec<&str> = atom.split('.').filter(|segment| !segment.is_empty()).collect();
        let matches = atom.iter().zip(segments).all(|(atom, segment)| *atom == "*" || atom == segment);
        (atom.len() <= segments.len() && matches).then_some(atom.len())
    })
}

/// Those of them that have nothing to do with one another, in the order of the document.
pub fn independent<'b>(animal: &Animal, whole: &Json, breaks: impl Iterator<Item = &'b Break>) -> Vec<&'b Break> {
    let mut picked: Vec<&Break> = Vec::new();
    for one in breaks {
        if picked.iter().all(|other| one.is_independent(other, animal, whole)) {
            picked.push(one);
        }
    }
    picked.sort_by(|one, two| one.way.cmp(&two.way));
    picked
}

/// The document with all of them broken.
pub fn all_at_once(whole: &Json, breaks: &[&Break]) -> Json {
    let mut json = whole.clone();
    // From the back, so that what is left out moves nothing that comes later.
    for one in breaks.iter().rev() {
        apply(&mut json, &one.way, one.instead);
    }
    json
}

/// All that is said of each of them is said of all together, in order, and nothing else.
pub fn assert_all_named(animal: &Animal, json: &Json, breaks: &[&Break]) {
    let answer = (animal.answer)(json.to_string().as_bytes()).expect("it is broken");
    let expected: Vec<_> = breaks.iter().flat_map(|one| one.pairs.clone()).collect();
    assert_eq!(answer.pairs, expected);
    for secret in crate::mutate::SECRETS {
        assert!(!answer.said.contains(secret), "{}", answer.said);
    }
}
