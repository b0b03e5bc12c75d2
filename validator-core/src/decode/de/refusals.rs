//! Where refusals gather while decoding goes on.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt;

use super::asked::AskedBelow;
use crate::decode::de::reread::Replacements;
use crate::decode::document::Document;
use crate::decode::document::node::Node;
use crate::decode::document::refusal::{Reason, Refusal};

/// Collects what is refused, up to a limit at which decoding stops.
///
/// It is shared by all decoders of a pass, so it is filled through a shared reference.
pub struct Refusals {
    kept: Cell<Vec<Refusal>>,
    /// How many came, kept or not.
    count: Cell<usize>,
    /// How many of them nobody asked for.
    unasked: Cell<usize>,
    limit: usize,
    /// Where only some are asked for: those.
    asked: Cell<Option<Box<AskedBelow>>>,
    /// Some of the refusals that nobody asked for, to be mended.
    passed: Cell<Vec<Refusal>>,
    /// The structs in which something was refused, and the names of their fields.
    structs: Cell<Vec<(u32, &'static [&'static str])>>,
    /// What is read in place of what was refused before.
    replacements: Option<Box<Replacements>>,
    /// Whether something was left unread behind a refusal.
    broke_off: Cell<bool>,
}

/// How many there were at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before {
    count: usize,
    unasked: usize,
}

impl Refusals {
    /// Room for this many refusals.
    #[must_use]
    pub const fn up_to(limit: usize) -> Self {
        Self {
            kept: Cell::new(Vec::new()),
            count: Cell::new(0),
            unasked: Cell::new(0),
            limit,
            asked: Cell::new(None),
            passed: Cell::new(Vec::new()),
            structs: Cell::new(Vec::new()),
            replacements: None,
            broke_off: Cell::new(false),
        }
    }

    /// With room only for those that are asked for.
    pub(crate) fn asked(self, asked: AskedBelow) -> Self {
        Self { asked: Cell::new(Some(Box::new(asked))), ..self }
    }

    /// With something else in the places of what was refused before, and room for so many less.
    pub(crate) fn replacing(self, replacements: Replacements, before: usize) -> Self {
        Self { replacements: Some(Box::new(replacements)), limit: self.limit.saturating_sub(before), ..self }
    }

    /// What is read in place of what was refused before.
    #[inline]
    pub(crate) fn replacements(&self) -> Option<&Replacements> {
        self.replacements.as_deref()
    }

    pub(crate) fn take_mends(&mut self) -> Option<Box<Replacements>> {
        self.replacements.take()
    }

    /// Takes note of the names of a struct in which something was refused.
    #[cold]
    pub(crate) fn know_struct(&self, object: u32, fields: &'static [&'static str]) {
        let mut structs = self.structs.take();
        structs.push((object, fields));
        self.structs.set(structs);
    }

    /// Takes note that something is left unread behind a refusal: the rest of a struct, or of a tuple.
    #[cold]
    pub(crate) fn break_off(&self) {
        self.broke_off.set(true);
    }

    /// Whether another reading may find what this one did not come to.
    pub(crate) fn has_broken_off(&self) -> bool {
        self.broke_off.get()
    }

    /// Those that were kept, some of those that nobody asked for, and the structs around.
    #[allow(clippy::type_complexity)]
    pub(crate) fn into_parts(self) -> (Vec<Refusal>, Vec<Refusal>, Vec<(u32, &'static [&'static str])>) {
        (self.kept.into_inner(), self.passed.into_inner(), self.structs.into_inner())
    }

    /// Adds a refusal, unless it only says that others were recorded.
    pub fn record(&self, refusal: Refusal) {
        if refusal.reason == Reason::Recorded {
            return;
        }
        if !self.is_full() {
            let mut kept = self.kept.take();
            if kept.is_empty() {
                kept.reserve(self.limit.min(16));
            }
            kept.push(refusal);
            self.kept.set(kept);
        }
        self.count.set(self.count.get() + 1);
    }

    /// How many have come, those past the limit included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// Whether there is no room for more, so that it makes no sense to go on.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.count.get() - self.unasked.get() >= self.limit
    }

    /// Those that were kept, in the order in which they came.
    #[must_use]
    pub fn into_vec(self) -> Vec<Refusal> {
        self.kept.into_inner()
    }

    /// Takes out those that were kept and makes room for as many new ones: for between two decodings, as
    /// after each field.
    #[must_use]
    pub fn take(&self) -> Vec<Refusal> {
        self.count.set(0);
        self.unasked.set(0);
        self.kept.take()
    }

    pub(crate) fn before(&self) -> Before {
        Before { count: self.count.get(), unasked: self.unasked.get() }
    }

    /// Forgets what came after that.
    ///
    /// Types may try a value, and take another way when it is refused: such a refusal never was one.
    pub(crate) fn forget_after(&self, before: Before) {
        if self.before() != before {
            let mut kept = self.kept.take();
            kept.truncate(before.count - before.unasked);
            self.kept.set(kept);
            self.count.set(before.count);
            self.unasked.set(before.unasked);
        }
    }

    /// Records why `read`, an element or a whole value, was refused, where there were `before` refusals when its
    /// decoding began.
    ///
    /// A type that wraps the error of its parts says "invalid" again about what they have said already.
    pub(crate) fn conclude(&self, before: Before, refusal: Refusal, read: Node<'_, '_>) {
        if !refusal.is_at(read) || refusal.reason.is_beside() {
            self.break_off();
        }
        if self.before() == before || (refusal.reason != Reason::Invalid || refusal.detail.is_some()) {
            if self.asks_for(&refusal, read.document) {
                self.record(refusal);
            } else {
                self.count.set(self.count.get() + 1);
                self.unasked.set(self.unasked.get() + 1);
                let mut passed = self.passed.take();
                if passed.len() < self.limit {
                    passed.push(refusal);
                }
                self.passed.set(passed);
            }
        }
    }

    /// Whether any came that nobody asked for.
    pub(crate) fn has_passed_by(&self) -> bool {
        self.unasked.get() > 0
    }

    fn asks_for(&self, refusal: &Refusal, document: &Document<'_>) -> bool {
        let Some(mut asked) = self.asked.take() else { return true };
        // What is malformed is so for everybody, and what was recorded inside was looked at there.
        let always = matches!(refusal.reason, Reason::Malformed(_) | Reason::Recorded);
        let asks = always || asked.asks_for(refusal, document);
        self.asked.set(Some(asked));
        asks
    }
}

impl fmt::Debug for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusals").field("count", &self.count).finish_non_exhaustive()
    }
}
