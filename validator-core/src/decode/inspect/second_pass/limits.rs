//! Lists and maps with more elements than their rules allow.
//!
//! If such a list can be read, its rules run as usual. If it cannot, only the number of its elements is reported, and
//! the elements are not looked at: the walk does the same with a list that it can read.

use serde::Deserialize;

use super::SecondPass;
use crate::decode::de::decoder::Decoder;
use crate::decode::de::remaining::{ObjectPart, VisibleEntries};
use crate::decode::document::node::Node;
use crate::decode::document::refusal::Reason;
use crate::decode::inspect::fields::FieldLocation;
use crate::errors::order::Ranked;
use crate::path::Spot;
use crate::subject::Kind;
use crate::walk::element_limit::ElementLimit;

impl SecondPass<'_> {
    /// Stays at the struct, and knows how many elements its fields may have.
    pub fn limited<'l>(&'l mut self, limits: &'l [Option<ElementLimit>]) -> SecondPass<'l> {
        SecondPass {
            walk: self.walk,
            path: self.path,
            malformed: self.malformed,
            rules: self.rules,
            optional: self.optional,
            part: self.part,
            buffered: self.buffered,
            unasked: self.unasked,
            limits,
        }
    }

    /// Whether a field has more elements than its rules allow.
    #[inline]
    pub(crate) fn is_crowded(&self, field: usize, node: Node<'_, '_>) -> bool {
        !self.limits.is_empty() && self.has_rules() && self.exceeded(field, node).next().is_some()
    }

    /// Reads a field that has more elements than its rules allow. If it cannot be read, records that.
    #[cold]
    #[inline(never)]
    pub(crate) fn crowded<'de, T: Deserialize<'de>>(
        &mut self,
        node: Node<'_, 'de>,
        field: usize,
        at: &FieldLocation,
    ) -> Option<T> {
        let part = self.part.filter(|_| at.same);
        let read = || T::deserialize(Decoder::of(node, None).part(part));
        let value = match read() {
            Ok(value) => Some(value),
            Err(refusal) if matches!(refusal.reason, Reason::Malformed(_)) => {
                self.refuse(node, refusal);
                return None;
            }
            // A type that asks for any value gets the text of a form. Try again with the number that it may mean.
            Err(_) => node.document.guessing(|| read().ok()).flatten(),
        };
        if value.is_some() {
            self.inside(at, |pass| pass.know_indexes(node));
            return value;
        }
        let path = self.path;
        for limit in self.limits.iter().flatten().filter(|limit| limit.concerns(field, node, part)) {
            self.walk.record(path, |found| {
                found.record_rule(limit.rule, limit.kind, path, at.spot, |found| Ranked::of_field(found, at.rank));
            });
            if limit.bail {
                break;
            }
        }
        None
    }

    /// Whether an element that cannot be read may be looked into. If it has more elements than its rules allow, records
    /// that.
    pub fn admits(&mut self, node: Node<'_, '_>, spot: &'static Spot, limits: &[Option<ElementLimit>]) -> bool {
        let checkpoint = self.begin();
        let (path, part) = (self.path, self.part);
        let mut admits = true;
        for limit in limits.iter().flatten().filter(|limit| limit.is_exceeded(node, part)) {
            admits = false;
            self.walk.record(path, |found| found.record_rule(limit.rule, limit.kind, path, spot, Into::into));
        }
        self.walk.errors.order_from(checkpoint.violations, node.index);
        admits
    }

    fn exceeded<'l>(&'l self, field: usize, node: Node<'l, '_>) -> impl Iterator<Item = &'l ElementLimit> {
        self.limits.iter().flatten().filter(move |limit| limit.concerns(field, node, self.part))
    }
}

impl ElementLimit {
    fn concerns(&self, field: usize, node: Node<'_, '_>, part: Option<ObjectPart<'_>>) -> bool {
        self.field as usize == field && self.is_exceeded(node, part)
    }

    /// Counts one element more than is allowed at most.
    fn is_exceeded(&self, node: Node<'_, '_>, part: Option<ObjectPart<'_>>) -> bool {
        match self.kind {
            Kind::Map => {
                let object = node.object();
                object.is_ok_and(|object| VisibleEntries::of(object.entries(), part).nth(self.most).is_some())
            }
            _ => node.list().is_ok_and(|list| list.items().nth(self.most).is_some()),
        }
    }
}
