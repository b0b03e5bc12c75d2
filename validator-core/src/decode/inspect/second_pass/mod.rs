//! The state of the second pass: where it is, and what it has found.

mod leaf;
mod limits;
pub(crate) mod record;
pub(crate) mod reread;

use core::any::TypeId;
use core::cell::Cell;

use super::fields::FieldLocation;
use crate::decode::de::remaining::{ObjectPart, Remaining, VisibleEntries};
use crate::decode::document::expected::Expected;
use crate::decode::document::node::Node;
use crate::decode::document::object::Entry;
use crate::decode::document::problem::{Problem, ProblemKind};
use crate::decode::document::refusal::{Reason, Refusal};
use crate::errors::order::FieldAtHand;
use crate::path::{Indexes, Path, Spot, Step};
use crate::walk::element_limit::ElementLimit;
use crate::walk::group::Group;
use crate::walk::walker::Walker;
use crate::walk::{Scope, Walk};

/// The second pass over a document that serde refused. The derive writes the calls.
pub struct SecondPass<'p> {
    pub(crate) walk: &'p mut Walk,
    pub(crate) path: &'p Path<'p>,
    /// The problem that makes the whole body unreadable, once one is found.
    malformed: &'p Cell<Option<Problem>>,
    /// Whether rules run at this place and below. They do not inside a field without `nested`.
    pub(crate) rules: bool,
    /// Whether the value at this place may be missing. If so, `null` is reported as a wrong type and not as missing.
    optional: bool,
    /// The part of the object to read; `None` reads the whole object.
    pub(crate) part: Option<ObjectPart<'p>>,
    /// Whether serde reads this place from a buffered copy, as below flattened fields and tags. It is lenient there.
    pub(crate) buffered: bool,
    /// Whether a live check asks for nothing at this place and below. The value is still read, because other rules may
    /// need it. Once a part of it cannot be read, the rest is skipped.
    unasked: bool,
    /// How many elements the fields of the struct that is read may have.
    limits: &'p [Option<ElementLimit>],
}

/// How [`SecondPass::enter`] reads a value.
struct ReadMode<'p> {
    rules: bool,
    optional: bool,
    part: Option<ObjectPart<'p>>,
}

/// A mark in the list of violations, set before a struct, list or map is read. The violations after it can be sorted,
/// ranked or dropped.
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint {
    pub(crate) violations: usize,
}

/// The position of a field in its struct or of an item in its list. Violations are sorted by it.
pub(crate) type Rank = u32;

impl<'p> SecondPass<'p> {
    pub(crate) fn new(walk: &'p mut Walk, malformed: &'p Cell<Option<Problem>>) -> Self {
        Self {
            walk,
            path: &Path::Root,
            malformed,
            rules: true,
            optional: false,
            part: None,
            buffered: false,
            unasked: false,
            limits: &[],
        }
    }

    /// Whether rules run at this place.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        self.rules && !self.unasked
    }

    /// Whether the rules inside of a field run.
    fn has_rules_in(&self, at: &FieldLocation) -> bool {
        at.nested && self.rules && at.nested_if.is_none_or(|holds| holds(self))
    }

    /// Whether this is a real request, and not a live check.
    #[must_use]
    pub fn submits(&self) -> bool {
        !self.walk.errors.is_live()
    }

    /// Whether the request is of this group.
    #[must_use]
    pub fn is_in<G: Group>(&self) -> bool {
        self.walk.group() == TypeId::of::<G>()
    }

    /// Whether no more violations are kept. If so, it marks the errors as truncated, because the caller stops reading.
    #[must_use]
    pub fn is_full(&mut self) -> bool {
        self.walk.is_closed() || self.malformed.get().is_some()
    }

    /// A walker at this place, which runs the rules of what could be read.
    pub fn walker(&mut self) -> Walker<'_> {
        Walker::at(self.walk, self.path)
    }

    /// Sets a checkpoint, before a struct, list or map is read.
    #[must_use]
    pub fn begin(&self) -> Checkpoint {
        Checkpoint { violations: self.walk.errors.len() }
    }

    /// Goes to a field, or stays if the struct is a newtype. What is found there gets the rank of the field.
    pub fn go<R>(&mut self, at: FieldLocation, inside: impl FnOnce(&mut SecondPass<'_>) -> R) -> R {
        let (optional, part) = if at.same { (self.optional, self.part) } else { (false, None) };
        self.enter(at.rank, Step::Spot(at.spot), ReadMode { rules: self.has_rules_in(&at), optional, part }, inside)
    }

    /// Goes to a field that is present. If it has a default, it may be missing, so `null` is a wrong type there.
    pub(crate) fn inside<R>(&mut self, at: &FieldLocation, inside: impl FnOnce(&mut SecondPass<'_>) -> R) -> R {
        self.go(*at, |pass| {
            pass.optional |= at.defaulted;
            inside(pass)
        })
    }

    /// Goes to a flattened field, whose own fields stand among those of the struct.
    pub(crate) fn flat<R>(
        &mut self,
        at: FieldLocation,
        remaining: &Remaining,
        inside: impl FnOnce(&mut SecondPass<'_>) -> R,
    ) -> R {
        let checkpoint = self.begin();
        let part = Some(ObjectPart { remaining, flat: true });
        let mode = ReadMode { rules: self.has_rules_in(&at), optional: false, part };
        let result = self.enter(at.rank, Step::Spot(at.spot), mode, inside);
        if self.failed_since(&checkpoint) {
            // A field of the outer struct may have the same name.
            self.walk.errors.mark_unordered();
        }
        result
    }

    /// Stays at the object of an internally tagged enum and reads everything but its tag.
    pub fn tagged<R>(
        &mut self,
        node: Node<'_, '_>,
        tag: &str,
        inside: impl FnOnce(&mut SecondPass<'_>) -> Option<R>,
    ) -> Option<R> {
        let remaining = self.expect(node, Remaining::of(node, self.part))?;
        self.visible(node)?.filter(|entry| entry.key.is(tag)).for_each(|entry| remaining.take(entry));
        inside(&mut self.with_part(&remaining, false))
    }

    /// Stays at the object and reads a part of it.
    pub(crate) fn with_part<'l>(&'l mut self, remaining: &'l Remaining, flat: bool) -> SecondPass<'l> {
        SecondPass {
            walk: self.walk,
            path: self.path,
            malformed: self.malformed,
            rules: self.rules,
            optional: false,
            part: Some(ObjectPart { remaining, flat }),
            buffered: true,
            unasked: self.unasked,
            limits: &[],
        }
    }

    /// The entries of the object, or of the part of it that is read.
    pub(crate) fn visible<'a, 'de>(&mut self, node: Node<'a, 'de>) -> Option<VisibleEntries<'a, 'p, 'de>> {
        let object = self.expect(node, node.object())?;
        Some(VisibleEntries::of(object.entries(), self.part))
    }

    /// Whether the object repeats a key, which is recorded. For types that read all keys.
    pub(crate) fn repeats(&mut self, node: Node<'_, '_>) -> bool {
        let Some(repeated) = node.object().ok().and_then(|object| object.repeated()) else { return false };
        self.refuse(node, Refusal::at_key(repeated, Reason::Malformed(ProblemKind::DuplicateKey), Expected::Map));
        true
    }

    /// Goes to a field that is neither flattened nor optional. What is found there gets the rank of the field.
    pub fn field<R>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        rules: bool,
        inside: impl FnOnce(&mut SecondPass<'_>) -> R,
    ) -> R {
        let mode = ReadMode { rules: rules && self.rules, optional: false, part: None };
        self.enter(rank, Step::Spot(spot), mode, inside)
    }

    /// Whether this is a live check that may ask for only some of the elements.
    pub(crate) fn is_asked(&self) -> bool {
        self.unasked || self.walk.scope() == Scope::Selected
    }

    /// Whether a live check asks for nothing at an item or entry, or below it.
    pub(crate) fn passes_by(&mut self, step: Step<'_>) -> bool {
        self.unasked || self.walk.passes_by(&self.path.then(step), &Spot::Here)
    }

    /// Goes to an item of a list.
    pub(crate) fn item<R>(
        &mut self,
        position: usize,
        called: &Indexes,
        inside: impl FnOnce(&mut SecondPass<'_>) -> R,
    ) -> R {
        self.step(rank(position), Step::Index(called.at(position)), inside)
    }

    /// The indexes that keys use for the items of a list.
    pub(crate) fn indexes(&mut self, list: Node<'_, '_>) -> Indexes {
        let Some(numbers) = list.sent_indexes() else { return Indexes::default() };
        let called = Indexes::of(numbers);
        self.walk.call_items(self.path, called.clone());
        called
    }

    /// Goes to an entry of a map.
    pub(crate) fn entry<R>(
        &mut self,
        index: usize,
        entry: Entry<'_, '_>,
        inside: impl FnOnce(&mut SecondPass<'_>) -> R,
    ) -> R {
        let text = entry.key.text();
        let shown = text.as_deref().unwrap_or_default();
        let result = self.step(rank(index), Step::Key(&shown), inside);
        self.mark_unordered_without(&text);
        result
    }

    /// Marks the errors as unordered if a key has no text: the violations of such entries have equal keys.
    pub(crate) fn mark_unordered_without<T>(&mut self, text: &Result<T, Refusal>) {
        if text.is_err() {
            self.walk.errors.mark_unordered();
        }
    }

    /// Goes one step further.
    pub(crate) fn step<R>(&mut self, rank: Rank, step: Step<'_>, inside: impl FnOnce(&mut SecondPass<'_>) -> R) -> R {
        self.enter(rank, step, ReadMode { rules: self.rules, optional: false, part: None }, inside)
    }

    fn enter<R>(
        &mut self,
        rank: Rank,
        step: Step<'_>,
        mode: ReadMode<'_>,
        inside: impl FnOnce(&mut SecondPass<'_>) -> R,
    ) -> R {
        let checkpoint = self.begin();
        let path = self.path.then(step);
        let ReadMode { rules, optional, part } = mode;
        let unasked = self.unasked || self.walk.passes_by(&path, &Spot::Here);
        let result = inside(&mut SecondPass {
            walk: self.walk,
            path: &path,
            malformed: self.malformed,
            rules,
            optional,
            part,
            buffered: self.buffered || part.is_some(),
            unasked,
            limits: &[],
        });
        if unasked && !self.unasked {
            self.walk.resume();
        }
        self.walk.errors.rank_from(checkpoint.violations, rank);
        result
    }

    /// Runs the rules of the fields that could be read. Each violation gets the rank of its field.
    pub fn rules(&mut self, run: impl FnOnce(&mut Walker<'_>)) {
        if self.has_rules() && !self.is_full() {
            self.walk.field = FieldAtHand::first(&self.walk.errors);
            run(&mut self.walker());
            self.walk.field.go_to(Rank::MAX, &mut self.walk.errors);
        }
    }

    /// Sorts the violations since the checkpoint by rank.
    pub fn settle(&mut self, checkpoint: &Checkpoint) {
        self.walk.errors.sort_from(checkpoint.violations);
    }

    /// Keeps only the violations of the first failing field since the checkpoint, as `bail` on a struct demands.
    pub fn bail(&mut self, checkpoint: &Checkpoint) {
        self.walk.keep_first_rank(checkpoint.violations);
    }

    /// Whether anything was found since the checkpoint.
    #[must_use]
    pub fn failed_since(&self, checkpoint: &Checkpoint) -> bool {
        self.walk.errors.len() > checkpoint.violations || self.malformed.get().is_some()
    }

    /// The value of `result`. A refusal is recorded.
    pub(crate) fn expect<T>(&mut self, node: Node<'_, '_>, result: Result<T, Refusal>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(node, refusal);
                None
            }
        }
    }
}

fn rank(index: usize) -> Rank {
    Rank::try_from(index).unwrap_or(Rank::MAX)
}

impl core::fmt::Debug for SecondPass<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SecondPass").field("rules", &self.rules).finish_non_exhaustive()
    }
}
