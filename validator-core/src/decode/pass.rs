//! The state of the tolerant pass: where it is, and what it has found.

use core::cell::Cell;

use serde::Deserialize;

use super::document::Document;
use super::key::KeyDecoder;
use super::node::{Node, Segment};
use super::object::Entry;
use super::problem::Problem;
use super::refusal::{Reason, Refusal};
use super::refusals::Refusals;
use super::sentence;
use crate::container::{Elements, Entries};
use crate::errors::ValidationErrors;
use crate::path::{Label, Path, Spot, Step};
use crate::subject::Kind;
use crate::violation::{Described, Violation};
use crate::walker::Walker;

/// Where the pass is and what it has found so far. The derive writes the calls.
pub struct Pass<'p> {
    errors: &'p mut ValidationErrors,
    path: &'p Path<'p>,
    /// What makes the whole body unreadable, once it is found.
    malformed: &'p Cell<Option<Problem>>,
    /// Whether rules run below here: not where a field is not declared as `nested`.
    rules: bool,
    /// Whether a missing value would be fine here, so that `null` is a wrong type.
    optional: bool,
    /// A key of the next object that is no field: the tag of an enum.
    pub(super) tag: Option<&'static str>,
}

/// The point at which the reading of a struct, list or map began.
#[derive(Clone, Copy, Debug)]
pub struct Begun {
    violations: usize,
}

/// A position among the fields of a struct or the items of a list, by which violations are put in order.
pub type Rank = u32;

impl<'p> Pass<'p> {
    pub(super) fn new(errors: &'p mut ValidationErrors, malformed: &'p Cell<Option<Problem>>) -> Self {
        Self { errors, path: &Path::ROOT, malformed, rules: true, optional: false, tag: None }
    }

    /// Whether rules run here.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        self.rules
    }

    /// Whether there is no use in going on; asked only where there is more to look at, which is then left out.
    #[must_use]
    pub fn is_full(&mut self) -> bool {
        if self.errors.is_full() {
            self.errors.truncate();
        }
        self.errors.is_full() || self.malformed.get().is_some()
    }

    /// A walker at this place, for rules of what could be read.
    pub fn walker(&mut self) -> Walker<'_> {
        Walker::at(self.errors, self.path)
    }

    /// Where a struct, list or map begins.
    #[must_use]
    pub fn begin(&self) -> Begun {
        Begun { violations: self.errors.len() }
    }

    /// Goes to a field. What is found there gets the field's rank.
    pub fn field<R>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        rules: bool,
        inside: impl FnOnce(&mut Pass<'_>) -> R,
    ) -> R {
        let rules = rules && self.rules;
        self.step(rank, Step::Spot(spot), |pass| {
            pass.rules = rules;
            inside(pass)
        })
    }

    /// Goes to an item of a list.
    pub(super) fn item<R>(&mut self, index: usize, inside: impl FnOnce(&mut Pass<'_>) -> R) -> R {
        self.step(rank(index), Step::Index(index), inside)
    }

    /// Goes to an entry of a map.
    pub(super) fn entry<R>(
        &mut self,
        index: usize,
        entry: Entry<'_, '_>,
        inside: impl FnOnce(&mut Pass<'_>) -> R,
    ) -> R {
        let text = entry.key.text().unwrap_or_default();
        self.step(rank(index), Step::Key(&text), inside)
    }

    fn step<R>(&mut self, rank: Rank, step: Step<'_>, inside: impl FnOnce(&mut Pass<'_>) -> R) -> R {
        let begun = self.begin();
        let path = self.path.then(step);
        let result = inside(&mut Pass {
            errors: self.errors,
            path: &path,
            malformed: self.malformed,
            rules: self.rules,
            optional: false,
            tag: None,
        });
        self.errors.rank_from(begun.violations, rank);
        result
    }

    /// Runs rules of a field that could be read; what they find gets the field's rank.
    pub fn rules(&mut self, rank: Rank, run: impl FnOnce(&mut Walker<'_>)) {
        if self.rules && !self.is_full() {
            let begun = self.begin();
            run(&mut self.walker());
            self.errors.rank_from(begun.violations, rank);
        }
    }

    /// Runs rules on the items of a list that could not be read as a whole, but each for itself.
    pub fn each<'de, E>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut rules: impl FnMut(&E::Item, &mut Walker<'_>),
    ) where
        E: Elements,
        E::Item: Deserialize<'de>,
    {
        let (true, Ok(list)) = (self.rules, node.list()) else { return };
        for (index, item) in list.items().enumerate() {
            if self.is_full() {
                return;
            }
            if let Ok(value) = item.decode::<E::Item>() {
                self.element(rank, spot, Step::Index(index), item, |walker| rules(&value, walker));
            }
        }
    }

    /// Runs rules on the keys of a map that could not be read as a whole, but each for itself.
    pub fn keys<'de, E>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut rules: impl FnMut(&E::Key, &mut Walker<'_>),
    ) where
        E: Entries,
        E::Key: Deserialize<'de>,
    {
        self.entries(rank, spot, node, |entry, walker| {
            if let Ok(key) = E::Key::deserialize(KeyDecoder::of(entry)) {
                rules(&key, walker);
            }
        });
    }

    /// Runs rules on the values of a map that could not be read as a whole, but each for itself.
    pub fn values<'de, E>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut rules: impl FnMut(&E::Value, &mut Walker<'_>),
    ) where
        E: Entries,
        E::Value: Deserialize<'de>,
    {
        self.entries(rank, spot, node, |entry, walker| {
            if let Ok(value) = entry.value.decode::<E::Value>() {
                rules(&value, walker);
            }
        });
    }

    fn entries<'a, 'de>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'a, 'de>,
        mut each: impl FnMut(Entry<'a, 'de>, &mut Walker<'_>),
    ) {
        let (true, Ok(object)) = (self.rules, node.object()) else { return };
        for entry in object.entries() {
            if self.is_full() {
                return;
            }
            let text = entry.key.text().unwrap_or_default();
            self.element(rank, spot, Step::Key(&text), entry.value, |walker| each(entry, walker));
        }
    }

    fn element(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        step: Step<'_>,
        node: Node<'_, '_>,
        run: impl FnOnce(&mut Walker<'_>),
    ) {
        let begun = self.begin();
        let path = self.path.then(Step::Spot(spot));
        run(&mut Walker::at(self.errors, &path.then(step)));
        self.errors.order_from(begun.violations, node.index);
        self.errors.rank_from(begun.violations, rank);
    }

    /// Puts what was found since then in the order of ranks.
    pub fn settle(&mut self, begun: &Begun) {
        self.errors.sort_from(begun.violations);
    }

    /// Keeps only what was found in the first failing field: what `bail` on a struct asks for.
    pub fn bail(&mut self, begun: &Begun) {
        self.errors.keep_first_rank(begun.violations);
    }

    /// Whether anything was found since then.
    #[must_use]
    pub fn failed_since(&self, begun: &Begun) -> bool {
        self.errors.len() > begun.violations || self.malformed.get().is_some()
    }

    /// What can be looked into, or a record of why not.
    pub(super) fn expect<T>(&mut self, node: Node<'_, '_>, result: Result<T, Refusal>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(node, refusal);
                None
            }
        }
    }

    /// Reads a value that serde decodes as a whole.
    pub fn leaf<'de, T: Deserialize<'de>>(&mut self, node: Node<'_, 'de>) -> Option<T> {
        let refusals = self.refusals();
        let mut value = node.collect(&refusals);
        if value.is_none() {
            // A type that looks before it reads may not know that the text of a form stands for a number.
            value = node.document.guessing(|| node.decode().ok()).flatten();
        }
        if value.is_none() {
            self.refuse_all(node, refusals);
        }
        value
    }

    /// Reads a value with a function (`deserialize_with`).
    pub fn leaf_with<'de, T>(
        &mut self,
        node: Node<'_, 'de>,
        decode: impl FnOnce(super::Decoder<'_, 'de>) -> Result<T, Refusal>,
    ) -> Option<T> {
        let refusals = self.refusals();
        let value = node.collect_with(&refusals, decode);
        self.refuse_all(node, refusals);
        value
    }

    /// Room for as many refusals as there is for violations.
    fn refusals(&self) -> Refusals {
        let path = self.path;
        let limits = self.errors.found().map_or_else(|| path.limits(), |found| *found.limits());
        let room = limits.max_violations().saturating_sub(self.errors.len());
        Refusals::up_to(room.max(1))
    }

    fn refuse_all(&mut self, node: Node<'_, '_>, refusals: Refusals) {
        for refusal in refusals.into_vec() {
            self.refuse(node, refusal);
        }
    }

    /// Says that a key of the object here is no field but the tag of an enum.
    pub fn tagged_by(&mut self, tag: &'static str) {
        self.tag = Some(tag);
    }

    /// Says that a missing value would have been fine here.
    pub fn optional(&mut self) {
        self.optional = true;
    }

    /// Records that the value here is missing.
    pub fn missing(&mut self) {
        self.violate(&sentence::MISSING, &[], None, true);
    }

    /// Records why a value at or below this place was refused.
    pub(super) fn refuse(&mut self, node: Node<'_, '_>, refusal: Refusal) {
        let place = refusal.node(node.document);
        if let Some(problem) = refusal.problem(node.document) {
            if self.malformed.get().is_none() {
                self.malformed.set(Some(problem));
            }
            return;
        }
        let trail = place.trail(node);
        let optional = self.optional && trail.is_empty();
        let missing = match refusal.reason {
            Reason::MissingField(name) => Some(name),
            _ => None,
        };
        let begun = self.begin();
        self.violate(sentence::of(&refusal, optional), &trail, missing, true);
        if !trail.is_empty() {
            self.errors.order_from(begun.violations, place.index);
        }
    }

    /// Records that serde refused the whole for a reason that only it knows.
    pub(super) fn refuse_somewhere(&mut self, document: &Document<'_>, refusal: &Refusal) {
        let node = refusal.node(document);
        let trail = node.trail(document.root());
        self.violate(&sentence::INVALID, &trail, None, true);
    }

    /// Records that the value here is invalid.
    pub(super) fn invalid(&mut self) {
        self.violate(&sentence::INVALID, &[], None, true);
    }

    /// Records a key that is no field.
    pub(super) fn unknown(&mut self, entry: Entry<'_, '_>) {
        let begun = self.begin();
        self.violate(&sentence::UNKNOWN, &[Segment::Key(entry.key)], None, false);
        self.errors.rank_from(begun.violations, Rank::MAX);
    }

    fn violate(
        &mut self,
        what: &'static (dyn Described + Send + Sync),
        trail: &[Segment<'_, '_>],
        missing: Option<&'static str>,
        labelled: bool,
    ) {
        let path = self.path;
        let found = self.errors.to_fill_within(|| path.limits());
        let chars = found.limits().max_key_chars();
        found.record(
            |keys| {
                let label = write_trail(path, trail, missing, chars, keys);
                match missing {
                    Some(name) => Label::Name(name),
                    None if labelled => label,
                    None => Label::Inherited,
                }
            },
            |label, key| Violation::rule(what, Kind::Other, label, key),
        );
    }
}

/// The key of a place below `path`; a trail is short, so the stack holds its steps.
fn write_trail(
    path: &Path<'_>,
    trail: &[Segment<'_, '_>],
    missing: Option<&'static str>,
    chars: usize,
    keys: &mut alloc::string::String,
) -> Label {
    match trail.split_first() {
        Some((Segment::Index(index), rest)) => write_trail(&path.then(Step::Index(*index)), rest, missing, chars, keys),
        Some((Segment::Key(key), rest)) => {
            let text = key.text().unwrap_or_default();
            write_trail(&path.then(Step::Key(&text)), rest, missing, chars, keys)
        }
        None => match &missing {
            Some(name) => path.then(Step::Key(name)).write_key(&const { Spot::here() }, chars, keys),
            None => path.write_key(&const { Spot::here() }, chars, keys),
        },
    }
}

fn rank(index: usize) -> Rank {
    Rank::try_from(index).unwrap_or(Rank::MAX)
}

impl core::fmt::Debug for Pass<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Pass").field("rules", &self.rules).finish_non_exhaustive()
    }
}
