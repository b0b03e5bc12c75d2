//! The list of refusals, which is filled while decoding continues.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt;

use super::asked::AskedBelow;
use crate::decode::de::reread::Replacements;
use crate::decode::document::Document;
use crate::decode::document::node::Node;
use crate::decode::document::refusal::{Reason, Refusal};

/// Collects refusals, up to a limit at which decoding stops.
///
/// All decoders of a pass share it, so it is filled through a shared reference.
///
/// ```
/// use unprocessable_core::decode::{Document, Reason, Refusals};
///
/// let document = Document::parse(br#"[1, "x", 300]"#).unwrap();
/// let refusals = Refusals::up_to(1);
/// assert!(document.root().collect::<Vec<u8>>(&refusals).is_none());
/// assert!(refusals.is_full());
/// assert_eq!(refusals.into_vec()[0].reason, Reason::WrongType);
/// ```
pub struct Refusals {
    kept: Cell<Vec<Refusal>>,
    /// How many there were, kept or not.
    count: Cell<usize>,
    /// How many of them a live check does not ask for.
    unasked: Cell<usize>,
    limit: usize,
    /// The filter of a live check.
    asked: Cell<Option<Box<AskedBelow>>>,
    /// Some of the refusals that a live check does not ask for. They get stand-ins in the next reading.
    passed: Cell<Vec<Refusal>>,
    /// The objects that were read as structs and refused something, with the names of the fields.
    structs: Cell<Vec<(u32, &'static [&'static str])>>,
    /// The stand-ins for what earlier readings refused.
    replacements: Option<Box<Replacements>>,
    /// Whether something after a refusal was not read.
    broke_off: Cell<bool>,
}

/// How many refusals there were at some point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before {
    count: usize,
    unasked: usize,
}

impl Refusals {
    /// An empty list with room for `limit` refusals.
    ///
    /// ```
    /// use unprocessable_core::decode::Refusals;
    ///
    /// assert_eq!(Refusals::up_to(100).count(), 0);
    /// assert!(Refusals::up_to(0).is_full());
    /// ```
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

    /// Keeps only the refusals that a live check asks for.
    pub(crate) fn asked(self, asked: AskedBelow) -> Self {
        Self { asked: Cell::new(Some(Box::new(asked))), ..self }
    }

    /// Reads stand-ins in place of what was refused before. `before` refusals are kept already, so there is less room.
    pub(crate) fn replacing(self, replacements: Replacements, before: usize) -> Self {
        Self { replacements: Some(Box::new(replacements)), limit: self.limit.saturating_sub(before), ..self }
    }

    /// The stand-ins for what earlier readings refused.
    #[inline]
    pub(crate) fn replacements(&self) -> Option<&Replacements> {
        self.replacements.as_deref()
    }

    pub(crate) fn take_mends(&mut self) -> Option<Box<Replacements>> {
        self.replacements.take()
    }

    /// Notes that an object was read as a struct with these fields, and that something in it was refused.
    #[cold]
    pub(crate) fn know_struct(&self, object: u32, fields: &'static [&'static str]) {
        let mut structs = self.structs.take();
        structs.push((object, fields));
        self.structs.set(structs);
    }

    /// Notes that something after a refusal is not read: the rest of a struct or of a tuple.
    #[cold]
    pub(crate) fn break_off(&self) {
        self.broke_off.set(true);
    }

    /// Whether another reading may find more, because this one did not read everything.
    pub(crate) fn has_broken_off(&self) -> bool {
        self.broke_off.get()
    }

    /// The refusals that were kept, some that a live check does not ask for, and the structs.
    #[allow(clippy::type_complexity)]
    pub(crate) fn into_parts(self) -> (Vec<Refusal>, Vec<Refusal>, Vec<(u32, &'static [&'static str])>) {
        (self.kept.into_inner(), self.passed.into_inner(), self.structs.into_inner())
    }

    /// Adds a refusal, unless it only says that others were recorded.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Expected, Reason, Refusal, Refusals};
    ///
    /// let document = Document::parse(b"null").unwrap();
    /// let refusals = Refusals::up_to(100);
    /// refusals.record(Refusal::at(document.root(), Reason::Null, Expected::Text));
    /// assert_eq!(refusals.count(), 1);
    /// ```
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

    /// How many refusals there were, including those past the limit.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Refusals};
    ///
    /// let document = Document::parse(b"[null, null]").unwrap();
    /// let refusals = Refusals::up_to(100);
    /// assert!(document.root().collect::<Vec<u8>>(&refusals).is_none());
    /// assert_eq!(refusals.count(), 2);
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// Whether there is no room for more, so that decoding should stop.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Refusals};
    ///
    /// let document = Document::parse(b"null").unwrap();
    /// let refusals = Refusals::up_to(1);
    /// assert!(!refusals.is_full());
    /// assert!(document.root().collect::<u8>(&refusals).is_none());
    /// assert!(refusals.is_full());
    /// ```
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.count.get() - self.unasked.get() >= self.limit
    }

    /// The refusals that were kept, in the order in which they were recorded.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Reason, Refusals};
    ///
    /// let document = Document::parse(b"null").unwrap();
    /// let refusals = Refusals::up_to(100);
    /// assert!(document.root().collect::<u8>(&refusals).is_none());
    /// assert_eq!(refusals.into_vec()[0].reason, Reason::Null);
    /// ```
    #[must_use]
    pub fn into_vec(self) -> Vec<Refusal> {
        self.kept.into_inner()
    }

    /// Takes out the refusals that were kept, and makes room for as many new ones. Call it between two decodings, such
    /// as after each field.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Refusals};
    ///
    /// let document = Document::parse(b"null").unwrap();
    /// let refusals = Refusals::up_to(100);
    /// assert!(document.root().collect::<u8>(&refusals).is_none());
    /// assert_eq!(refusals.take().len(), 1);
    /// assert_eq!(refusals.count(), 0);
    /// ```
    #[must_use]
    pub fn take(&self) -> Vec<Refusal> {
        self.count.set(0);
        self.unasked.set(0);
        self.kept.take()
    }

    pub(crate) fn before(&self) -> Before {
        Before { count: self.count.get(), unasked: self.unasked.get() }
    }

    /// Forgets the refusals since `before`.
    ///
    /// A type may try to read a value, and try something else when it is refused, as untagged enums do. If it succeeds,
    /// there was no refusal.
    pub(crate) fn forget_after(&self, before: Before) {
        if self.before() != before {
            let mut kept = self.kept.take();
            kept.truncate(before.count - before.unasked);
            self.kept.set(kept);
            self.count.set(before.count);
            self.unasked.set(before.unasked);
        }
    }

    /// Records why `read`, an element or a whole value, was refused. `before` is the number of refusals when its
    /// decoding began.
    ///
    /// A type that wraps the error of a part reports "invalid" once more. This is dropped if the part has a refusal.
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

    /// Whether there was a refusal that a live check does not ask for.
    pub(crate) fn has_passed_by(&self) -> bool {
        self.unasked.get() > 0
    }

    fn asks_for(&self, refusal: &Refusal, document: &Document<'_>) -> bool {
        let Some(mut asked) = self.asked.take() else { return true };
        // A malformed document matters to every live check. Refusals inside have been filtered already.
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
