//! The store of violations, which grows while a request is checked.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter;
use core::ops::Range;

use once_cell::race::OnceBox;

use crate::errors::order::Ranked;
use crate::errors::violation::{Violation, ViolationLabel};
use crate::limits::Limits;
use crate::path::name_filter::NameFilter;
use crate::path::pattern::KeyPattern;
use crate::path::{self, Key, KeyText, Keys, Label, Path, SentIndexes, Spot};
use crate::rule::Described;
use crate::source::Source;
use crate::status::Status;
use crate::subject::Kind;

/// The violations of one request with their keys.
#[derive(Default)]
pub(crate) struct ViolationStore {
    keys: Keys,
    /// In the order in which they came.
    pub(super) violations: Vec<Ranked>,
    /// Whether this is a live check, of a form that is still being filled in.
    live: bool,
    /// Whether a key may have come again after another one.
    pub(super) unordered: bool,
    /// Made when first asked for.
    shown: OnceBox<RenderedKeys>,
    pub(super) truncated: bool,
    pub(super) status: Status,
    /// Which part of a request all keys are about.
    pub(super) source: Source,
    /// The indexes of lists while a form is walked, as they were sent. They are stored here so that a walk without
    /// violations has nothing to drop.
    pub(crate) sent: Option<Box<SentIndexes>>,
    limits: Limits,
}

/// A mark in the store, to go back to.
#[derive(Clone, Copy, Debug, Default)]
#[doc(hidden)]
pub struct Mark {
    violations: usize,
    /// How long the text of their keys was.
    text: usize,
    truncated: bool,
}

impl Mark {
    /// How long the text of the keys was.
    pub(crate) fn text(&self) -> usize {
        self.text
    }

    /// How many violations there were.
    pub(crate) fn violations(&self) -> usize {
        self.violations
    }

    /// Whether nothing failed between both.
    #[inline]
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        self.violations == other.violations && self.truncated == other.truncated
    }
}

/// Of the common few violations nothing grows, and up to the default cap the table does so at most twice.
const FEW: usize = 8;
const GROWTH: usize = 8;

/// How many bytes of keys are kept for each violation that may be; hardly any key is as long.
const LONG_KEY: usize = 1024;

impl ViolationStore {
    pub(super) fn within(limits: &Limits) -> Self {
        Self::with(Keys::within(limits), limits)
    }

    /// The store of a live check, which keeps only violations at these names.
    pub(super) fn live(limits: &Limits, names: &NameFilter) -> Self {
        Self { live: true, ..Self::with(Keys::of(limits, names), limits) }
    }

    fn with(keys: Keys, limits: &Limits) -> Self {
        let violations = Vec::with_capacity(FEW.min(limits.max_violations()));
        Self { keys, violations, limits: *limits, ..Self::default() }
    }

    #[inline]
    pub(super) fn is_live(&self) -> bool {
        self.live
    }

    /// Whether violations are kept only at some keys.
    pub(crate) fn is_asked(&self) -> bool {
        self.keys.are_asked()
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
        self.violations.len() >= most || self.keys.shown() / LONG_KEY >= most
    }

    /// Adds a violation of a rule. There must be room for it.
    #[inline]
    pub(crate) fn record_rule(
        &mut self,
        rule: &'static (dyn Described + Send + Sync),
        kind: Kind,
        path: &Path<'_>,
        spot: &'static Spot,
        rank: impl FnOnce(Violation) -> Ranked,
    ) {
        match path.place_simple(spot, &mut self.keys) {
            Some((label, key)) => {
                self.make_room();
                // Made where it stays: `push` would first make it elsewhere, to drop it should the table not grow.
                self.keys.show(&key);
                self.violations.extend(iter::once_with(|| rank(Violation::rule(rule, kind, label, key))));
            }
            None => {
                self.record(|keys| path.place(spot, keys), |label, key| rank(Violation::rule(rule, kind, label, key)))
            }
        }
    }

    /// Adds the violation that `make` makes of the label and key that `place` gives, if any.
    #[cold]
    #[inline(never)]
    pub(crate) fn record<V: Into<Ranked>>(
        &mut self,
        place: impl FnOnce(&mut Keys) -> Option<(Label, Key)>,
        make: impl FnOnce(Label, Key) -> V,
    ) {
        if self.is_full() {
            self.truncated = true;
            return;
        }
        let Some((label, key)) = place(&mut self.keys) else { return };
        self.make_room();
        self.keys.show(&key);
        self.violations.extend(iter::once_with(|| make(label, key).into()));
    }

    /// Makes room for one more violation.
    #[inline]
    fn make_room(&mut self) {
        self.shown = OnceBox::new();
        if self.violations.len() == self.violations.capacity() {
            self.grow();
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        // Each time the table is copied, so it soon grows to a size at which it stays.
        let count = self.violations.len();
        let room = self.limits.max_violations().saturating_sub(count);
        self.violations.reserve_exact((count * (GROWTH - 1)).clamp(FEW, 1 << 12).max(count).min(room));
    }

    /// Adds a violation at a key that may have been there before.
    pub(crate) fn push_at(&mut self, mut violation: Violation, write: impl FnOnce(usize, &mut KeyText)) {
        if self.is_full() {
            self.truncated = true;
            return;
        }
        let last = self.violations.last().map(|last| last.violation.key);
        violation.key = self.keys.whole(last, write);
        if !self.keys.keep(&violation.key) {
            return;
        }
        if let ViolationLabel::Static(Label::Inherited) = violation.label {
            if let Some(name) = path::last_name(&self.keys.get(&violation.key)) {
                violation.label = ViolationLabel::Name(name.into());
            }
        }
        self.make_room();
        self.keys.show(&violation.key);
        self.violations.push(violation.into());
        self.unordered = true;
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { violations: self.violations.len(), text: self.keys.text().len(), truncated: self.truncated }
    }

    pub(super) fn changed_since(&self, mark: &Mark) -> bool {
        self.violations.len() != mark.violations || self.truncated != mark.truncated
    }

    /// Forgets the violations and keys after the mark. No path may still use the beginning of such a key.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        for ranked in self.violations.drain(mark.violations..) {
            self.keys.hide(&ranked.violation.key);
        }
        self.keys.shorten(mark.text);
        self.truncated = mark.truncated;
    }

    /// Forgets the violations from this position on that are not to be kept.
    #[cfg(feature = "json")]
    pub(super) fn retain_from(&mut self, start: usize, mut keep: impl FnMut(&Ranked) -> bool) {
        let (keys, mut position) = (&mut self.keys, 0);
        self.violations.retain(|ranked| {
            let kept = position < start || keep(ranked);
            position += 1;
            if !kept {
                keys.hide(&ranked.violation.key);
            }
            kept
        });
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(crate) fn keys_mut(&mut self) -> &mut Keys {
        &mut self.keys
    }

    /// All violations in the order in which they were found.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().map(|ranked| &ranked.violation)
    }

    /// All violations in that order, with the patterns of their keys.
    #[inline]
    pub(crate) fn patterns(&self) -> impl Iterator<Item = (KeyPattern<'_>, &Violation)> {
        self.all().map(|violation| (self.keys.pattern(&violation.key), violation))
    }

    /// The violation at this position of that order.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> &Violation {
        &self.violations[position].violation
    }

    /// The positions of the violations in the order of the body; `None` if both orders are the same.
    pub(crate) fn order(&self) -> Option<&[u32]> {
        if self.unordered || self.keys.may_be_cut() { self.shown().order.as_deref() } else { None }
    }

    pub(crate) fn in_order(&self) -> impl Iterator<Item = (&str, &Violation)> {
        self.in_order_within(0..self.violations.len())
    }

    /// The violations at these positions of the order of the body, with their keys.
    pub(crate) fn in_order_within(&self, positions: Range<usize>) -> impl Iterator<Item = (&str, &Violation)> {
        let shown = self.shown();
        positions.map(move |position| {
            let at = shown.order.as_ref().map_or(position, |order| order[position] as usize);
            (shown.key(at), self.at(at))
        })
    }

    fn shown(&self) -> &RenderedKeys {
        self.shown.get_or_init(|| {
            let mut shown = RenderedKeys::of(self);
            if self.unordered || self.keys.may_be_cut() {
                shown.order = Some(shown.group());
            }
            Box::new(shown)
        })
    }
}

/// The keys of all violations, each written in full.
struct RenderedKeys {
    /// The keys of all violations, one after the other.
    keys: String,
    ends: Vec<usize>,
    /// The positions of the violations with equal keys together; `None` if that is the order in which they were found.
    order: Option<Vec<u32>>,
}

impl RenderedKeys {
    fn of(store: &ViolationStore) -> Self {
        let len = store.all().map(|violation| store.keys.len(&violation.key)).sum();
        let mut keys = String::with_capacity(len);
        let ends = store.all().map(|violation| {
            store.keys.push(&violation.key, &mut keys);
            keys.len()
        });
        let ends = ends.collect();
        Self { keys, ends, order: None }
    }

    fn key(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[at]]
    }

    /// The positions of the violations with equal keys together, at the place of the first. Sorting keeps
    /// this within `n log n` for keys that a client chose, where a hash table might not.
    fn group(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.ends.len() as u32).collect();
        let key = |at: u32| self.key(at as usize);
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

impl Clone for ViolationStore {
    fn clone(&self) -> Self {
        Self {
            keys: self.keys.clone(),
            violations: self.violations.clone(),
            live: self.live,
            unordered: self.unordered,
            shown: OnceBox::new(),
            truncated: self.truncated,
            status: self.status,
            source: self.source,
            sent: None,
            limits: self.limits,
        }
    }
}
