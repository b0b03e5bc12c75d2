//! What is wrong with one request, as it grows.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use once_cell::race::OnceBox;

use crate::limits::Limits;
use crate::live::Names;
use crate::path::{self, Label};
use crate::status::Status;
use crate::violation::{Key, OwnLabel, Violation};

/// What is wrong with one request.
#[derive(Default)]
pub(crate) struct Found {
    /// The keys of all violations, one behind the other.
    keys: String,
    /// In the order in which they came.
    pub(super) violations: Vec<Violation>,
    /// Some key may have come back after another one.
    pub(super) scattered: bool,
    /// The violations by position with equal keys together, made when first asked for.
    grouped: OnceBox<Vec<u32>>,
    pub(super) truncated: bool,
    pub(super) status: Status,
    limits: Limits,
    /// While somebody still types, what is kept.
    live: Option<Names>,
}

/// A point in the growth of errors.
#[derive(Clone, Copy, Debug, Default)]
#[doc(hidden)]
pub struct Mark {
    violations: usize,
    keys: usize,
    truncated: bool,
}

/// Of the common few violations nothing grows, and up to the default cap everything does so at most twice.
const FEW_VIOLATIONS: usize = 4;
const FEW_KEYS: usize = 128;
const GROWTH: usize = 8;

/// How many bytes of keys are kept for each violation that may be; hardly any key is as long.
const LONG_KEY: usize = 1024;

impl Found {
    pub(super) fn within(limits: &Limits) -> Self {
        Self {
            keys: String::with_capacity(FEW_KEYS),
            violations: Vec::with_capacity(FEW_VIOLATIONS.min(limits.max_violations())),
            limits: *limits,
            ..Self::default()
        }
    }

    /// What is found by a live check, of which only violations at these names are kept.
    pub(super) fn live(limits: &Limits, names: &Names) -> Self {
        Self { live: Some(names.clone()), ..Self::within(limits) }
    }

    #[inline]
    pub(super) fn is_live(&self) -> bool {
        self.live.is_some()
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn len(&self) -> usize {
        self.violations.len()
    }

    /// Whether no more is kept. Keys count, too: where maps lie in maps, a client can make each of them as long as all
    /// that it sends.
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        let most = self.limits.max_violations();
        self.violations.len() >= most || self.keys.len() / LONG_KEY >= most
    }

    /// Adds the violation that `make` makes of the label and key that `write` writes.
    pub(crate) fn record(
        &mut self,
        write: impl FnOnce(&mut String) -> Label,
        make: impl FnOnce(Label, Key) -> Violation,
    ) {
        if self.is_full() {
            self.truncated = true;
            return;
        }
        self.make_room();
        let start = self.keys.len();
        let label = write(&mut self.keys);
        if self.is_live() && !self.is_asked(start) {
            return;
        }
        let key = self.settle(start);
        self.violations.push(make(label, key));
    }

    /// Whether a live check asks for the key that begins at `start`; else the key is forgotten.
    #[cold]
    fn is_asked(&mut self, start: usize) -> bool {
        let asked = self.live.as_ref().is_none_or(|names| names.contain(&self.keys[start..]));
        if !asked {
            self.keys.truncate(start);
        }
        asked
    }

    #[inline]
    fn make_room(&mut self) {
        let full = self.violations.len() == self.violations.capacity();
        if full || self.keys.capacity() - self.keys.len() < FEW_KEYS / 4 {
            self.grow();
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        let count = self.violations.len();
        if count == self.violations.capacity() {
            // Each time the table is copied, so it soon grows to a size at which it stays.
            let left = self.limits.max_violations().saturating_sub(count);
            self.violations.reserve_exact((count * (GROWTH - 1)).clamp(FEW_VIOLATIONS, 1 << 12).max(count).min(left));
        }
        if self.keys.capacity() - self.keys.len() < FEW_KEYS / 4 {
            self.keys.reserve((self.keys.len() * (GROWTH - 1)).min(1 << 14));
        }
    }

    /// Adds a violation at a key that may have been there before.
    pub(crate) fn push_at(&mut self, mut violation: Violation, write: impl FnOnce(&mut String)) {
        if self.is_full() {
            self.truncated = true;
            return;
        }
        self.make_room();
        let start = self.keys.len();
        write(&mut self.keys);
        if self.is_live() && !self.is_asked(start) {
            return;
        }
        violation.key = self.settle(start);
        if let OwnLabel::Static(Label::Inherited) = violation.label {
            if let Some(name) = path::last_name(&self.keys[violation.key.range()]) {
                violation.label = OwnLabel::Name(name.into());
            }
        }
        self.violations.push(violation);
        self.scattered = true;
        self.grouped = OnceBox::new();
    }

    /// Where the key that begins at `start` stands; when it is the last one again, it is not kept twice.
    #[inline]
    fn settle(&mut self, start: usize) -> Key {
        let keys = self.keys.as_bytes();
        if let Some(last) = self.violations.last() {
            let range = last.key.range();
            if range.len() == keys.len() - start && keys[range] == keys[start..] {
                let key = last.key;
                self.keys.truncate(start);
                return key;
            }
        }
        // Where names are cut to a length, two places may have one key.
        self.scattered |= keys.len() - start > self.limits.max_key_chars();
        let at = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        Key { start: at(start), end: at(self.keys.len()) }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { violations: self.violations.len(), keys: self.keys.len(), truncated: self.truncated }
    }

    pub(super) fn changed_since(&self, mark: &Mark) -> bool {
        self.violations.len() != mark.violations || self.truncated != mark.truncated
    }

    /// Forgets what came after the mark.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        self.violations.truncate(mark.violations);
        self.keys.truncate(mark.keys);
        self.truncated = mark.truncated;
    }

    pub(crate) fn key(&self, violation: &Violation) -> &str {
        &self.keys[violation.key.range()]
    }

    pub(crate) fn keys(&self) -> &str {
        &self.keys
    }

    /// Whether two violations that follow each other in the order of the body have the same key.
    #[inline]
    pub(crate) fn have_one_key(&self, before: &Violation, violation: &Violation) -> bool {
        // What came one behind the other shares its key; what was brought together need not.
        let (before, own) = (before.key.range(), violation.key.range());
        before == own || before.len() == own.len() && self.keys[before] == self.keys[own]
    }

    /// All violations as they came, when that is the order of the body.
    pub(crate) fn unscattered(&self) -> Option<&[Violation]> {
        (!self.scattered).then_some(&*self.violations)
    }

    pub(crate) fn in_order(&self) -> impl Iterator<Item = &Violation> {
        self.in_order_within(0..self.violations.len())
    }

    /// The violations at these positions of the order of the body.
    pub(crate) fn in_order_within(&self, positions: Range<usize>) -> impl Iterator<Item = &Violation> {
        let grouped = if self.scattered { Some(self.grouped.get_or_init(|| Box::new(self.group()))) } else { None };
        positions.map(move |at| match grouped {
            Some(order) => &self.violations[order[at] as usize],
            None => &self.violations[at],
        })
    }

    /// The positions of the violations with equal keys together, at the place of the first. Sorting keeps
    /// this within `n log n` for keys that a client chose, where a hash table might not.
    fn group(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.violations.len() as u32).collect();
        let key = |at: u32| self.key(&self.violations[at as usize]);
        order.sort_by(|&a, &b| key(a).cmp(key(b)));
        let mut first = alloc::vec![0; order.len()];
        let mut group = 0;
        for (position, &at) in order.iter().enumerate() {
            if position == 0 || key(order[position - 1]) != key(at) {
                group = at;
            }
            first[at as usize] = group;
        }
        order.sort_unstable_by_key(|&at| (first[at as usize], at));
        order
    }
}

impl Clone for Found {
    fn clone(&self) -> Self {
        Self {
            keys: self.keys.clone(),
            violations: self.violations.clone(),
            scattered: self.scattered,
            grouped: OnceBox::new(),
            truncated: self.truncated,
            status: self.status,
            limits: self.limits,
            live: self.live.clone(),
        }
    }
}
