//! Reads a refused value again, with stand-ins at the places that are known to be wrong.
//!
//! serde stops a struct at its first mistake. With a [`StandIn`] at that place, the next reading gets to the next one.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::cell::Cell;
use core::ops::Range;

use super::refusals::Refusals;
use super::stand_in::StandIn;
use crate::decode::document::Document;
use crate::decode::document::node::{Node, Segment};
use crate::decode::document::refusal::{Reason, Refusal};

/// The places at which a reading uses a stand-in instead of what the document holds.
pub(crate) struct Replacements {
    /// The values that were refused.
    values: Vec<u32>,
    /// The values whose keys were refused.
    keys: Vec<u32>,
    /// The fields that objects lack.
    missing: Vec<(u32, &'static str)>,
    /// How many more values may be read.
    spare: Cell<usize>,
    /// The lists and objects in which a stand-in was refused.
    failed: Cell<Vec<u32>>,
}

impl Replacements {
    fn of(node: Node<'_, '_>, refused: &RereadRefusals, spare: usize) -> Self {
        let mut replacements = Self {
            values: Vec::new(),
            keys: Vec::new(),
            missing: Vec::new(),
            spare: Cell::new(spare),
            failed: Cell::new(Vec::new()),
        };
        for refusal in refused.all() {
            let index = refusal.place_in(node.document).index;
            match refusal.reason {
                Reason::MissingField(name) => replacements.missing.push((index, name)),
                Reason::RepeatedField(_) | Reason::Malformed(_) => {}
                _ if refusal.on_key => replacements.keys.push(index),
                _ if refusal.is_at(node) => {}
                _ => replacements.values.push(index),
            }
        }
        replacements.values.extend(&refused.unknown);
        replacements.values.sort_unstable();
        replacements.keys.sort_unstable();
        // Those of one object stay in the order in which they were found.
        replacements.missing.sort_by_key(|(index, _)| *index);
        replacements
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty() && self.keys.is_empty() && self.missing.is_empty()
    }

    /// The stand-in for this value, if the value was refused.
    pub(crate) fn stand_in(&self, node: Node<'_, '_>) -> Option<StandIn<'_>> {
        self.values.binary_search(&node.index).is_ok().then(|| StandIn::new(self, node.parent))
    }

    /// Whether the entry of this value is left out, because its key was refused.
    pub(crate) fn leaves_out(&self, node: Node<'_, '_>) -> bool {
        self.keys.binary_search(&node.index).is_ok()
    }

    /// The fields that this object lacks.
    pub(crate) fn missing(&self, object: Node<'_, '_>) -> &[(u32, &'static str)] {
        let start = self.missing.partition_point(|(index, _)| *index < object.index);
        let end = self.missing.partition_point(|(index, _)| *index <= object.index);
        self.missing.get(start..end).unwrap_or_default()
    }

    /// Takes `cost` from the budget of values. Returns `false` if too little is left.
    pub(crate) fn spend(&self, cost: usize) -> bool {
        let rest = self.spare.get().checked_sub(cost);
        self.spare.set(rest.unwrap_or_default());
        rest.is_some()
    }

    /// Notes the list or object in which a stand-in was refused.
    #[cold]
    pub(crate) fn fail(&self, around: u32) {
        let mut failed = self.failed.take();
        failed.push(around);
        self.failed.set(failed);
    }

    /// Whether the refused value contains a stand-in. If so, the stand-in may be the reason for the refusal.
    fn explains(&self, refusal: &Refusal, document: &Document<'_>) -> bool {
        let lacks_or_has = matches!(
            refusal.reason,
            Reason::MissingField(_)
                | Reason::RepeatedField(_)
                | Reason::UnknownField
                | Reason::WrongLength
                | Reason::Malformed(_)
        );
        if lacks_or_has || refusal.on_key {
            return false;
        }
        let Range { start, end } = refusal.place_in(document).extent();
        let within = |index: u32| (start..end).contains(&index);
        let first = self.values.partition_point(|index| *index < start);
        self.values.get(first).is_some_and(|index| within(*index))
            || self
                .missing
                .get(self.missing.partition_point(|(index, _)| *index < start))
                .is_some_and(|(index, _)| within(*index))
    }
}

/// What was refused in a value that serde reads as a whole.
pub(crate) struct RereadRefusals {
    pub(crate) kept: Vec<Refusal>,
    /// Refusals that a live check does not ask for. They are kept so that the next reading gets past them.
    passed: Vec<Refusal>,
    /// Values that were refused while they contained a stand-in, so that nobody knows whether they are wrong.
    unknown: BTreeSet<u32>,
    pub(crate) has_passed_by: bool,
    /// The objects that were read as structs, with the names of the fields.
    structs: Vec<(u32, &'static [&'static str])>,
    was_mended: bool,
}

impl RereadRefusals {
    pub(crate) fn of(refusals: Refusals) -> Self {
        let has_passed_by = refusals.has_passed_by();
        let (kept, passed, structs) = refusals.into_parts();
        let mut refused = Self { kept, passed, unknown: BTreeSet::new(), has_passed_by, structs, was_mended: false };
        refused.structs.sort_by_key(|(index, _)| *index);
        refused
    }

    fn all(&self) -> impl Iterator<Item = &Refusal> {
        self.kept.iter().chain(&self.passed)
    }

    /// The stand-ins for the next reading. `None` if there is nothing to replace or too little budget is left.
    pub(crate) fn replacements(&self, node: Node<'_, '_>, spare: usize) -> Option<Replacements> {
        let is_malformed = self.kept.iter().any(|refusal| matches!(refusal.reason, Reason::Malformed(_)));
        if is_malformed || spare < node.extent().len() {
            return None;
        }
        let replacements = Replacements::of(node, self, spare);
        (!replacements.is_empty() && replacements.spend(node.extent().len())).then_some(replacements)
    }

    /// Adds the refusals of another reading. Returns whether any was new, and how much budget is left.
    pub(crate) fn add(&mut self, node: Node<'_, '_>, mut refusals: Refusals, also_in: Option<Self>) -> (bool, usize) {
        let replacements = refusals.take_mends();
        let spare = replacements.as_ref().map_or(0, |replacements| replacements.spare.get());
        let other = Self::of(refusals);
        let confirmed = also_in.map(|also| also.all().map(Refusal::target).collect::<BTreeSet<_>>());
        let mut known: BTreeSet<_> = self.all().map(Refusal::target).collect();
        let before = known.len() + self.unknown.len();
        let unknown = &mut self.unknown;
        let mut is_new = |refusal: &Refusal| {
            if confirmed.as_ref().is_some_and(|confirmed| !confirmed.contains(&refusal.target())) {
                return false;
            }
            if replacements.as_ref().is_none_or(|replacements| replacements.explains(refusal, node.document)) {
                if !refusal.is_at(node) {
                    unknown.insert(refusal.place_in(node.document).index);
                }
                return false;
            }
            known.insert(refusal.target())
        };
        self.kept.extend(other.kept.into_iter().filter(&mut is_new));
        self.passed.extend(other.passed.into_iter().filter(&mut is_new));
        self.has_passed_by |= other.has_passed_by;
        let failed = replacements.as_ref().map(|replacements| replacements.failed.take()).unwrap_or_default();
        unknown.extend(failed.into_iter().filter(|around| *around != node.index));
        self.structs.extend(other.structs);
        self.structs.sort_by_key(|(index, _)| *index);
        self.structs.dedup_by(|one, other| one.0 == other.0 && core::ptr::eq(one.1, other.1));
        let is_new = known.len() + self.unknown.len() > before;
        self.was_mended |= is_new;
        (is_new, spare)
    }

    /// The field names of all structs that were read from this object.
    fn names(&self, object: Node<'_, '_>) -> impl Iterator<Item = &'static str> {
        let start = self.structs.partition_point(|(index, _)| *index < object.index);
        let here = self.structs.iter().skip(start).take_while(move |(index, _)| *index == object.index);
        here.flat_map(|(_, names)| names.iter().copied())
    }

    /// The innermost struct field that contains the refused value.
    pub(crate) fn label(&self, base: Node<'_, '_>, refusal: &Refusal) -> Option<&'static str> {
        if self.structs.is_empty() || refusal.reason == Reason::UnknownField {
            return None;
        }
        let mut node = refusal.node(base.document);
        while node.index != base.index {
            let parent = node.parent()?;
            if let Some(key) = node.key() {
                if let Some(name) = self.names(parent).find(|name| key.is(name)) {
                    return Some(name);
                }
            }
            node = parent;
        }
        None
    }

    /// Sorts refusals: fields in the order of their declaration, elements and entries in the order of the document.
    pub(crate) fn sort(&mut self, base: Node<'_, '_>) {
        if !self.was_mended && self.structs.is_empty() {
            return;
        }
        let mut kept = core::mem::take(&mut self.kept);
        kept.sort_by_cached_key(|refusal| self.order(base, refusal));
        self.kept = kept;
    }

    fn order(&self, base: Node<'_, '_>, refusal: &Refusal) -> Vec<u32> {
        const LAST: u32 = u32::MAX;
        let rank = |object, is: &dyn Fn(&str) -> bool| self.names(object).position(is);
        let place = refusal.node(base.document);
        let mut order = Vec::new();
        if let Reason::MissingField(name) | Reason::RepeatedField(name) = refusal.reason {
            order.push(rank(place, &|known| known == name).map_or(0, |rank| rank as u32));
        }
        let mut node = place;
        while node.index != base.index {
            let Some(parent) = node.parent() else { break };
            let rank = match node.segment() {
                Some(Segment::Key(key)) => rank(parent, &|name| key.is(name)).map(|rank| rank as u32),
                _ => None,
            };
            let is_struct = self.names(parent).next().is_some();
            // Unknown keys come after all fields.
            order.push(node.index);
            order.push(rank.unwrap_or(if is_struct { LAST } else { node.index }));
            node = parent;
        }
        order.reverse();
        order
    }

    /// The value whose position orders this refusal among the violations of elements. A struct counts as one element,
    /// so for a refusal inside a struct it is the outermost struct.
    pub(crate) fn element(&self, base: Node<'_, '_>, refusal: &Refusal) -> u32 {
        let mut node = refusal.node(base.document);
        let mut element = node.index;
        loop {
            if self.names(node).next().is_some() {
                element = node.index;
            }
            match node.parent() {
                Some(parent) if node.index != base.index => node = parent,
                _ => return element,
            }
        }
    }
}
