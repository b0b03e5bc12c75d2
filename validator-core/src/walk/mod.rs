//! The walk over a value: rules, walkers, collections and what they find. It uses `errors`, `path`, `rule` and
//! `subject`. The files of this folder call one another, as serde's `Serialize` and `Serializer` do.

pub(crate) mod change_items;
pub(crate) mod collection;
pub(crate) mod context;
pub(crate) mod element_limit;
pub(crate) mod group;
pub(crate) mod live;
pub(crate) mod prepared;
pub(crate) mod rule;
pub(crate) mod slots;
pub(crate) mod unchecked;
pub(crate) mod validate;
pub(crate) mod walker;

use alloc::borrow::Cow;
use alloc::string::String;
use core::any::TypeId;

#[cfg(feature = "json")]
use crate::errors::order::FieldAtHand;
use crate::errors::{Mark, ValidationErrors, ViolationStore};
use crate::path::{self, Indexes, Path, SentIndexes, Spot, push_index};

/// The state that all walkers of one walk share.
pub(crate) struct Walk {
    pub(crate) errors: ValidationErrors,
    pub(crate) order: Order,
    scope: Scope,
    /// The group of the request.
    group: TypeId,
    /// Whether something is wrong that a live check does not ask for.
    #[cfg(feature = "json")]
    passed_by: bool,
    /// How many values may be read again to find more that is wrong, once any were.
    #[cfg(feature = "json")]
    pub(crate) spare: Option<usize>,
    /// The field whose rules run, of a value that could be read only in part.
    #[cfg(feature = "json")]
    pub(crate) field: FieldAtHand,
}

/// Which violations a walk keeps. Rules whose violations would not be kept do not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Everything,
    /// Those that a live check asks for.
    Selected,
    /// None, because the errors are full or nothing here is asked for.
    Nothing,
}

/// How a walk goes through collections without an order, such as a `HashMap`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Nothing around has no order.
    Free,
    /// In any order, since most values are valid. The first violation ends the trial, and the walk starts over in
    /// ascending order.
    Trial,
    /// In ascending order, because something is wrong.
    Ascending,
}

impl Walk {
    /// Of a request that names no group.
    #[inline]
    pub(crate) fn new(errors: ValidationErrors) -> Self {
        Self::of_group(errors, TypeId::of::<()>())
    }

    #[inline]
    pub(crate) fn of_group(errors: ValidationErrors, group: TypeId) -> Self {
        let scope = Scope::of(&errors);
        Self {
            errors,
            order: Order::Free,
            scope,
            group,
            #[cfg(feature = "json")]
            passed_by: false,
            #[cfg(feature = "json")]
            spare: None,
            #[cfg(feature = "json")]
            field: FieldAtHand::default(),
        }
    }

    /// Stores the indexes that keys use for the items of the list at this path.
    #[cfg(feature = "json")]
    pub(crate) fn call_items(&mut self, path: &Path<'_>, indexes: Indexes) {
        let found = self.errors.store_mut_within(|| path.limits());
        found.sent.get_or_insert_default().insert(path.text(), indexes);
    }

    /// The indexes that keys use for the items of the list at this path.
    #[inline]
    pub(crate) fn indexes(&self, path: &Path<'_>) -> Indexes {
        if self.sent().is_none() { Indexes::default() } else { self.sent_indexes(path) }
    }

    /// The indexes of all lists whose items were not sent with their positions.
    #[inline]
    fn sent(&self) -> Option<&SentIndexes> {
        self.errors.store().and_then(|found| found.sent.as_deref())
    }

    #[cold]
    #[inline(never)]
    fn sent_indexes(&self, path: &Path<'_>) -> Indexes {
        self.sent().and_then(|sent| sent.get(&path.text())).cloned().unwrap_or_default()
    }

    /// A key below this path that was written by hand, with the positions of items replaced by the indexes that were
    /// sent.
    pub(crate) fn as_sent<'k>(&self, path: &Path<'_>, key: &'k str) -> Cow<'k, str> {
        let Some(sent) = self.sent() else { return Cow::Borrowed(key) };
        let (start, mut text) = (path.text(), String::new());
        for segment in path::segments(key) {
            let list = sent.get(&[&start, &*text].concat());
            match (list, segment.parse()) {
                (Some(indexes), Ok(position)) => push_index(indexes.at(position), &mut text),
                _ => text.push_str(segment),
            }
            text.push('.');
        }
        text.pop();
        Cow::Owned(text)
    }

    #[inline]
    pub(crate) fn group(&self) -> TypeId {
        self.group
    }

    #[inline]
    pub(crate) fn scope(&self) -> Scope {
        self.scope
    }

    /// Whether no more rules run. If so, it marks the errors as truncated.
    #[inline]
    pub(crate) fn is_closed(&mut self) -> bool {
        let closed = self.scope == Scope::Nothing;
        if closed {
            self.leave_out();
        }
        closed
    }

    #[cold]
    #[inline(never)]
    fn leave_out(&mut self) {
        if self.errors.is_full() {
            self.errors.truncate();
        }
    }

    /// Whether a live check asks for nothing at this spot and below it.
    #[inline]
    pub(crate) fn passes_by(&mut self, path: &Path<'_>, spot: &Spot) -> bool {
        self.scope == Scope::Selected && !self.asks_inside(path, spot)
    }

    #[cold]
    #[inline(never)]
    fn asks_inside(&mut self, path: &Path<'_>, spot: &Spot) -> bool {
        self.errors.store_or_none().is_some_and(|found| path.is_asked_inside(spot, found.keys_mut()))
    }

    /// Notes that something is wrong that a live check does not ask for.
    #[cfg(feature = "json")]
    pub(crate) fn pass_by(&mut self) {
        self.passed_by = true;
    }

    /// Whether something is wrong that is not asked for.
    #[cfg(feature = "json")]
    pub(crate) fn has_passed_by(&self) -> bool {
        self.passed_by
    }

    /// As [`pass_by`](Self::pass_by), where nothing is asked for up to [`resume`](Self::resume).
    #[cfg(feature = "json")]
    pub(crate) fn suspend(&mut self) {
        self.pass_by();
        self.scope = Scope::Nothing;
    }

    #[cfg(feature = "json")]
    pub(crate) fn resume(&mut self) {
        self.scope = Scope::of(&self.errors);
    }

    /// Has `record` add to what was found, unless no more is kept.
    #[inline]
    pub(crate) fn record(&mut self, path: &Path<'_>, record: impl FnOnce(&mut ViolationStore)) {
        if self.is_closed() {
            return;
        }
        let found = self.errors.store_mut_within(|| path.limits());
        let before = found.len();
        record(found);
        let grew = found.len() > before;
        let closes = found.is_full() || grew && self.order == Order::Trial;
        if closes {
            self.scope = Scope::Nothing;
        }
        #[cfg(feature = "json")]
        if !grew && !closes {
            self.passed_by = true;
        }
    }

    /// Forgets the violations after the mark, which was set at this path.
    pub(crate) fn rewind(&mut self, mark: &Mark, path: &Path<'_>) {
        path.forget_keys(mark.text());
        self.errors.rewind(mark);
        self.scope = Scope::of(&self.errors);
    }

    /// Forgets the violations from this position on that are not of the first rank among them.
    #[cfg(feature = "json")]
    pub(crate) fn keep_first_rank(&mut self, start: usize) {
        self.errors.keep_first_rank(start);
        self.scope = Scope::of(&self.errors);
    }
}

impl Scope {
    #[inline]
    fn of(errors: &ValidationErrors) -> Self {
        match errors.store() {
            Some(found) if found.is_full() => Self::Nothing,
            Some(found) if found.is_asked() => Self::Selected,
            _ => Self::Everything,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;
    use core::cell::Cell;
    use core::ops::ControlFlow;

    use super::*;
    use crate::path::Spot;
    use crate::rules::{self, Rule};
    use crate::walk::collection::Elements;
    use crate::walk::validate::Validate;
    use crate::walk::walker::Walker;

    /// What lies in one another in all ways.
    enum Nest {
        Number(u8),
        Unordered(Unordered),
        List(Vec<Nest>),
        Option(Option<alloc::boxed::Box<Nest>>),
    }

    /// Goes backwards unless it is told to go in order.
    struct Unordered(Vec<Nest>);

    impl Elements for Unordered {
        type Item = Nest;
        const UNORDERED: bool = true;

        fn visit(&self, each: &mut dyn FnMut(usize, &Nest) -> ControlFlow<()>) -> ControlFlow<()> {
            self.0.iter().enumerate().rev().try_for_each(|(at, item)| each(at, item))
        }

        fn visit_sorted(&self, each: &mut dyn FnMut(usize, &Nest) -> ControlFlow<()>) -> ControlFlow<()> {
            self.0.iter().enumerate().try_for_each(|(at, item)| each(at, item))
        }
    }

    /// The context counts the visits.
    impl Validate<Cell<usize>> for Nest {
        fn walk(&self, visits: &Cell<usize>, walker: &mut Walker<'_>) {
            visits.set(visits.get() + 1);
            match self {
                Self::Number(number) => _ = Rule::run_on(number, const { &rules::gt(0) }, walker, &Spot::Here),
                Self::Unordered(unordered) => {
                    Elements::each(unordered, walker, &Spot::Here, |item, walker| item.walk(visits, walker));
                }
                Self::List(list) => list.walk(visits, walker),
                Self::Option(option) => option.walk(visits, walker),
            }
        }
    }

    /// So many levels, each of the next kind, with this number beside each and at the end.
    fn nest(levels: usize, beside: u8, last: u8) -> Nest {
        (0..levels).fold(Nest::Number(last), |inside, level| match level % 4 {
            0 | 2 => Nest::Unordered(Unordered(alloc::vec![Nest::Number(beside), inside, Nest::Number(1)])),
            1 => Nest::List(alloc::vec![Nest::Number(beside), inside]),
            _ => Nest::Option(Some(inside.into())),
        })
    }

    fn visits(nest: &Nest) -> (usize, Result<(), ValidationErrors>) {
        let visits = Cell::new(0);
        let answer = nest.validate_with(&visits);
        (visits.get(), answer)
    }

    #[test]
    fn everything_is_visited_twice_at_most_however_deep_it_lies() {
        for levels in [1, 2, 3, 10, 100] {
            let (once, answer) = visits(&nest(levels, 1, 1));
            assert!(answer.is_ok());
            for (beside, last) in [(1, 0), (0, 1), (0, 0)] {
                let (count, answer) = visits(&nest(levels, beside, last));
                assert!(answer.is_err());
                assert!(count <= 2 * once, "{count} visits of {once} values at {levels} levels");
            }
        }
    }

    #[test]
    fn a_trial_ends_at_its_first_violation() {
        let many = Nest::Unordered(Unordered((0..1000).map(|_| Nest::Number(0)).collect()));
        let (count, answer) = visits(&many);
        assert_eq!(answer.unwrap_err().len(), 100);
        assert_eq!(count, 1 + 1 + 100);
    }

    #[test]
    fn a_trial_leaves_nothing_behind_but_its_violations_in_order() {
        let unordered = || Nest::Unordered(Unordered(alloc::vec![Nest::Number(0), nest(6, 0, 0), Nest::Number(1)]));
        let lists = Nest::List(alloc::vec![unordered(), unordered()]);
        let errors = visits(&lists).1.unwrap_err();
        let keys: Vec<_> = errors.iter().map(|(key, _)| key).collect();
        let ordered = ["0", "1.0", "1.1.0", "1.1.1.0", "1.1.1.1.0", "1.1.1.1.1.0", "1.1.1.1.1.1"];
        let expected: Vec<_> = (0..2).flat_map(|list| ordered.map(|key| alloc::format!("{list}.{key}"))).collect();
        assert_eq!(keys, expected);
        assert!(!errors.is_truncated());
        // Each beginning stands in the text once.
        let text: usize = expected.iter().map(|key| key.len() + 1).sum();
        assert_eq!(errors.store().unwrap().keys().text().len(), text);
    }
}
