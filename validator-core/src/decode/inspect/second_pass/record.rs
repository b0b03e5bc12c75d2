//! Turns refusals into violations, each with its key and label.

use super::{Rank, SecondPass};
use crate::argument::Choices;
use crate::decode::de::refusals::Refusals;
use crate::decode::de::reread::RereadRefusals;
use crate::decode::document::Document;
use crate::decode::document::node::{Node, Segment};
use crate::decode::document::object::Entry;
use crate::decode::document::problem::Problem;
use crate::decode::document::refusal::{Reason, Refusal};
use crate::decode::inspect::fields::FieldLocation;
use crate::decode::inspect::sentence;
use crate::decode::inspect::sentence::Words;
use crate::errors::order::Ranked;
use crate::errors::violation::Violation;
use crate::path::{Key, Keys, Label, Path, Spot, Step};
use crate::rule::Described;
use crate::subject::Kind;

impl SecondPass<'_> {
    pub(crate) fn refuse_all(&mut self, node: Node<'_, '_>, refusals: Refusals) {
        self.refuse_found(node, RereadRefusals::of(refusals));
    }

    /// Records all refusals in a value. Each gets the label of the innermost field that contains it.
    pub(crate) fn refuse_found(&mut self, node: Node<'_, '_>, mut refused: RereadRefusals) {
        if refused.has_passed_by {
            self.walk.pass_by();
        }
        refused.sort(node);
        for refusal in core::mem::take(&mut refused.kept) {
            let (label, element) = (refused.label(node, &refusal), refused.element(node, &refusal));
            let checkpoint = self.begin();
            self.refuse_as(node, refusal, label);
            self.walk.errors.order_from(checkpoint.violations, element);
        }
    }

    /// Records that the value at this place is missing.
    pub fn missing(&mut self) {
        let shape = if self.path.is_request() { &sentence::BODY } else { &sentence::MISSING };
        self.violate(Words::Known(shape), &[], None, true);
    }

    /// Records why a value at or below this place was refused.
    pub(in crate::decode) fn refuse(&mut self, node: Node<'_, '_>, refusal: Refusal) {
        self.refuse_as(node, refusal, None);
    }

    fn refuse_as(&mut self, node: Node<'_, '_>, refusal: Refusal, field: Option<&'static str>) {
        let missing = match refusal.reason {
            Reason::MissingField(name) | Reason::RepeatedField(name) => Some(name),
            Reason::Malformed(_) => return self.give_up(refusal.problem(node.document)),
            _ => None,
        };
        if refusal.is_at(node) {
            if refusal.reason == Reason::Null && !self.optional {
                return self.missing();
            }
            return self.violate(sentence::of(&refusal, self.optional), &[], missing, true);
        }
        let place = refusal.node(node.document);
        let trail = place.trail(node);
        let checkpoint = self.begin();
        self.violate_as(sentence::of(&refusal, self.optional && trail.is_empty()), &trail, missing, true, field);
        if !trail.is_empty() {
            self.walk.errors.order_from(checkpoint.violations, place.index);
        }
        for segment in trail {
            if let Segment::Key(key) = segment {
                self.mark_unordered_without(&key.text());
            }
        }
        if refusal.reason == Reason::UnknownField {
            // A field that no struct has may be there twice.
            self.walk.errors.mark_unordered();
        }
    }

    /// Records the refusal of a field, or of something inside it.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse_field(&mut self, node: Node<'_, '_>, at: &FieldLocation, refusal: Refusal) {
        if !refusal.is_at(node) || refusal.reason.is_beside() {
            return self.inside(at, |pass| pass.refuse(node, refusal));
        }
        let optional = at.defaulted || at.same && self.optional;
        match sentence::of(&refusal, optional) {
            Words::Known(what) => self.violate_field(what, at),
            Words::Made(violation) => self.violate_field_as(*violation, at),
        }
    }

    /// Records that a field is missing.
    pub(in crate::decode) fn lacks(&mut self, at: &FieldLocation) {
        self.violate_field(&sentence::MISSING, at);
    }

    /// Records that a field is given twice, under two of its names.
    pub(in crate::decode) fn given_twice(&mut self, at: &FieldLocation) {
        self.violate_field(&sentence::TWICE, at);
    }

    /// Records that the value at this place is none of the choices.
    pub(in crate::decode) fn no_choice(&mut self, choices: Choices) {
        self.violate(sentence::choice(choices), &[], None, true);
    }

    /// Records that none of the fields is there that would choose a variant.
    pub(in crate::decode) fn no_variant(&mut self, choices: Choices) {
        self.violate(sentence::one_field(choices), &[], None, true);
    }

    /// Notes that the body as a whole cannot be read. Only the first problem is kept.
    #[cold]
    fn give_up(&mut self, problem: Option<Problem>) {
        if self.malformed.get().is_none() {
            self.malformed.set(problem);
        }
    }

    /// Records a refusal of serde that the second pass cannot explain.
    pub(in crate::decode) fn refuse_somewhere(&mut self, document: &Document<'_>, refusal: &Refusal) {
        let node = refusal.node(document);
        let trail = node.trail(document.root());
        self.violate(Words::Known(&sentence::INVALID), &trail, None, true);
    }

    /// Records that the value at this place is invalid, for want of a better sentence.
    pub(in crate::decode) fn invalid(&mut self) {
        self.violate(Words::Known(&sentence::INVALID), &[], None, true);
    }

    /// Records an unknown key. Unknown keys come after all fields.
    pub(in crate::decode) fn unknown(&mut self, entry: Entry<'_, '_>) {
        let checkpoint = self.begin();
        self.violate(Words::Known(&sentence::UNKNOWN), &[Segment::Key(entry.key)], None, false);
        self.walk.errors.rank_from(checkpoint.violations, Rank::MAX);
    }

    /// Records what is wrong with a field itself, without going to it.
    fn violate_field(&mut self, what: &'static (dyn Described + Send + Sync), at: &FieldLocation) {
        if self.unasked {
            return self.walk.suspend();
        }
        let path = self.path;
        self.walk.record(path, |found| {
            found.record_rule(what, Kind::Other, path, at.spot, |violation| Ranked::of_field(violation, at.rank));
        });
    }

    #[cold]
    #[inline(never)]
    fn violate_field_as(&mut self, violation: Violation, at: &FieldLocation) {
        if self.unasked {
            return self.walk.suspend();
        }
        let path = self.path;
        self.walk.record(path, |found| {
            found.record(
                |keys| path.place(at.spot, keys),
                |label, key| Ranked::of_field(violation.placed(label, key), at.rank),
            );
        });
    }

    pub(crate) fn violate(
        &mut self,
        what: Words,
        trail: &[Segment<'_, '_>],
        missing: Option<&'static str>,
        labelled: bool,
    ) {
        self.violate_as(what, trail, missing, labelled, None);
    }

    /// As `violate`, with the name of `field` as the label.
    fn violate_as(
        &mut self,
        what: Words,
        trail: &[Segment<'_, '_>],
        missing: Option<&'static str>,
        labelled: bool,
        field: Option<&'static str>,
    ) {
        if self.unasked {
            return self.walk.suspend();
        }
        let path = self.path;
        self.walk.record(path, |found| {
            found.record(
                |keys| {
                    let (label, key) = place_below(path, trail, missing, keys)?;
                    Some(match missing.or(field) {
                        Some(name) => (Label::Name(name), key),
                        None if labelled => (label, key),
                        None => (Label::Inherited, key),
                    })
                },
                |label, key| what.at(label, key),
            );
        });
    }
}

/// The label and key of a place below `path`, unless a live check does not ask for it.
fn place_below(
    path: &Path<'_>,
    trail: &[Segment<'_, '_>],
    missing: Option<&'static str>,
    keys: &mut Keys,
) -> Option<(Label, Key)> {
    let mut placed = None;
    below(path, trail, &mut |path| {
        placed = match &missing {
            Some(name) => path.then(Step::Missing(name)).place(&Spot::Here, keys),
            None => path.place(&Spot::Here, keys),
        };
    });
    placed
}

/// Calls `at` with the path of a place below `path`. It recurses for each step, which is fine because trails are short.
pub(crate) fn below(path: &Path<'_>, trail: &[Segment<'_, '_>], at: &mut dyn FnMut(&Path<'_>)) {
    match trail.split_first() {
        Some((Segment::Index(index), rest)) => below(&path.then(Step::Index(*index)), rest, at),
        Some((Segment::Key(key), rest)) => {
            let text = key.text().unwrap_or_default();
            below(&path.then(Step::Key(&text)), rest, at);
        }
        None => at(path),
    }
}
