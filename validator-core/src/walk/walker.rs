//! The walk through a value: runs rules, goes into nested values, records what fails.
//!
//! Nothing here allocates until a rule fails. A path is a chain of steps on the stack, and only [`Walker::violate`]
//! writes it as a key.

use core::any::TypeId;
use core::ops::ControlFlow;

use crate::errors::violation::{Violation, Violations};
use crate::errors::{Mark, ValidationErrors};
use crate::limits::Limits;
use crate::path::name_filter::NameFilter;
use crate::path::{Path, Spot, Step};
use crate::rule::Described;
use crate::rule::{Describe, Failure};
use crate::subject::{Kind, Subject};
use crate::walk::collection::{Elements, Entries};
use crate::walk::group::Group;
use crate::walk::rule::Rule;
use crate::walk::validate::Validate;
use crate::walk::{Order, Scope, Walk};

/// Runs the rules of a value and keeps the violations. The derive writes the calls.
///
/// A `Validate` that is written by hand can pass it on:
///
/// ```
/// use unprocessable_core::{Validate, Walker};
///
/// struct Wrapper<T>(T);
///
/// impl<C: ?Sized, T: Validate<C>> Validate<C> for Wrapper<T> {
///     fn walk(&self, context: &C, walker: &mut Walker<'_>) {
///         self.0.walk(context, walker);
///     }
/// }
///
/// # struct Payment;
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// assert!(Wrapper(Payment).validate().is_ok());
/// ```
pub struct Walker<'a> {
    walk: &'a mut Walk,
    path: &'a Path<'a>,
}

/// The result of running a rule.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Checked {
    /// It holds, or did not run.
    Passed,
    /// It failed.
    Failed,
    /// It failed, and the elements of the list or map are skipped, because there are too many.
    FailedSkipElements,
}

impl Checked {
    /// Whether the rule failed.
    #[inline]
    #[must_use]
    pub fn failed(self) -> bool {
        self != Self::Passed
    }

    /// Whether the elements are skipped.
    #[inline]
    #[must_use]
    pub fn skips_elements(self) -> bool {
        self == Self::FailedSkipElements
    }
}

impl<'a> Walker<'a> {
    pub(crate) fn new(walk: &'a mut Walk) -> Self {
        Self::at(walk, &Path::Root)
    }

    #[inline]
    pub(crate) fn at(walk: &'a mut Walk, path: &'a Path<'a>) -> Self {
        Self { walk, path }
    }

    /// Runs a rule. `description` is what a violation says of it: the same rule if that is a constant, or the rule with
    /// the names of other fields in place of their values.
    #[inline]
    pub(crate) fn check<T: ?Sized, S: Subject + ?Sized, R: Rule<T>, D: Describe + Send + Sync>(
        &mut self,
        value: Option<&T>,
        subject: &S,
        rule: &R,
        description: &'static D,
        spot: &'static Spot,
    ) -> Checked {
        if self.walk.scope() != Scope::Everything && !self.lets_in(spot) {
            return Checked::Passed;
        }
        if R::PRESENCE && !rule.check_presence(subject.presence()) {
            return self.violate(description, S::KIND, spot);
        }
        let Some(value) = value else {
            return Checked::Passed;
        };
        if rule.check(value) {
            return Checked::Passed;
        }
        if R::SEVERAL {
            self.violate_several(|report| rule.failures(value, report), description, S::KIND, spot);
        } else {
            let _ = self.violate(description, S::KIND, spot);
        }
        if rule.admits_elements(value) { Checked::Failed } else { Checked::FailedSkipElements }
    }

    #[cold]
    #[inline(never)]
    fn lets_in(&mut self, spot: &'static Spot) -> bool {
        !self.walk.is_closed() && !self.walk.passes_by(self.path, spot)
    }

    /// Walks a nested value.
    pub(crate) fn nested<T: Validate<C> + ?Sized, C: ?Sized>(&mut self, value: &T, spot: &'static Spot, context: &C) {
        let path = self.path.then(Step::Spot(spot));
        if self.walk.passes_by(&path, &Spot::Here) {
            return;
        }
        value.walk(context, &mut Walker::at(self.walk, &path));
    }

    /// Walks the content of an enum variant, which stands under the name of the variant.
    #[doc(hidden)]
    pub fn within(&mut self, spot: &'static Spot, inside: impl FnOnce(&mut Walker<'_>)) {
        let path = self.path.then(Step::Spot(spot));
        if self.walk.passes_by(&path, &Spot::Here) {
            return;
        }
        inside(&mut Walker::at(self.walk, &path));
    }

    /// Runs `rules` on every element of a list or set.
    pub(crate) fn each<E: Elements + ?Sized>(
        &mut self,
        elements: &E,
        spot: &'static Spot,
        mut rules: impl FnMut(&E::Item, &mut Walker<'_>),
    ) {
        let path = self.path.then(Step::Spot(spot));
        if self.walk.passes_by(&path, &Spot::Here) {
            return;
        }
        Walker::at(self.walk, &path).in_order(E::UNORDERED, |walker, sorted| {
            let visit = if sorted { E::visit_sorted } else { E::visit };
            let called = walker.walk.indexes(walker.path);
            let _ = visit(elements, &mut |index, item| {
                walker.step(Step::Index(called.at(index)), |walker| rules(item, walker))
            });
        });
    }

    /// Runs `rules` on every key of a map.
    pub(crate) fn keys<E: Entries + ?Sized>(
        &mut self,
        entries: &E,
        spot: &'static Spot,
        mut rules: impl FnMut(&E::Key, &mut Walker<'_>),
    ) {
        self.entries(entries, spot, |key, _, walker| rules(key, walker));
    }

    /// Runs `rules` on every value of a map.
    pub(crate) fn values<E: Entries + ?Sized>(
        &mut self,
        entries: &E,
        spot: &'static Spot,
        mut rules: impl FnMut(&E::Value, &mut Walker<'_>),
    ) {
        self.entries(entries, spot, |_, value, walker| rules(value, walker));
    }

    fn entries<E: Entries + ?Sized>(
        &mut self,
        entries: &E,
        spot: &'static Spot,
        mut rules: impl FnMut(&E::Key, &E::Value, &mut Walker<'_>),
    ) {
        let path = self.path.then(Step::Spot(spot));
        if self.walk.passes_by(&path, &Spot::Here) {
            return;
        }
        Walker::at(self.walk, &path).in_order(E::UNORDERED, |walker, sorted| {
            let visit = if sorted { E::visit_sorted } else { E::visit };
            let _ = visit(entries, &mut |key, value| walker.step(Step::Key(key), |walker| rules(key, value, walker)));
        });
    }

    /// Walks every element, each at its index.
    pub(crate) fn list<'t, T: Validate<C> + 't, C: ?Sized>(&mut self, items: impl Iterator<Item = &'t T>, context: &C) {
        let called = self.walk.indexes(self.path);
        for (index, item) in items.enumerate() {
            if self.step(Step::Index(called.at(index)), |walker| item.walk(context, walker)).is_break() {
                break;
            }
        }
    }

    /// Walks every value of a map, each at its key.
    pub(crate) fn map<E, C: ?Sized>(&mut self, entries: &E, context: &C)
    where
        E: Entries + ?Sized,
        E::Value: Validate<C>,
    {
        self.entries(entries, &Spot::Here, |_, value, walker| value.walk(context, walker));
    }

    /// Goes through an unordered collection in whatever order it has, and only when that found something,
    /// forgets it and goes through it again in ascending order: success needs no allocation, failure is
    /// the same from run to run.
    ///
    /// Unordered collections inside it follow the outer one, so everything is walked at most twice at any depth.
    pub(crate) fn in_order(&mut self, unordered: bool, mut visit: impl FnMut(&mut Walker<'_>, bool)) {
        if !unordered || self.walk.order != Order::Free {
            let ascending = self.walk.order == Order::Ascending;
            return visit(self, ascending);
        }
        let mark = self.walk.errors.mark();
        self.walk.order = Order::Trial;
        visit(self, false);
        if self.walk.errors.changed_since(&mark) {
            self.walk.rewind(&mark, self.path);
            self.walk.order = Order::Ascending;
            visit(self, true);
        }
        self.walk.order = Order::Free;
    }

    fn step(&mut self, step: Step<'_>, inside: impl FnOnce(&mut Walker<'_>)) -> ControlFlow<()> {
        let path = self.path.then(step);
        if self.walk.scope() != Scope::Everything {
            if self.walk.is_closed() {
                return ControlFlow::Break(());
            }
            if self.walk.passes_by(&path, &Spot::Here) {
                return ControlFlow::Continue(());
            }
        }
        inside(&mut Walker::at(self.walk, &path));
        ControlFlow::Continue(())
    }

    /// Goes to the next field: what was found in the one before gets its rank.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    pub fn rank(&mut self, rank: u32) {
        self.walk.field.go_to(rank, &mut self.walk.errors);
    }

    /// Whether more violations are kept. If not, it marks the errors as truncated.
    #[doc(hidden)]
    #[inline]
    pub fn is_open(&mut self) -> bool {
        !self.walk.is_closed()
    }

    /// Whether this is the check of a real request, and not a live check.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub fn submits(&self) -> bool {
        !self.walk.errors.is_live()
    }

    /// Whether the request is of this group, so that the rules in `on(G, …)` run.
    ///
    /// ```
    /// use unprocessable_core::{Group, Validate, Walker};
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// struct Account(String);
    ///
    /// impl<C: ?Sized> Validate<C> for Account {
    ///     fn walk(&self, context: &C, walker: &mut Walker<'_>) {
    ///         if walker.is_in::<Create>() {
    ///             // …
    ///         }
    ///     }
    /// }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_in<G: Group>(&self) -> bool {
        self.walk.group() == TypeId::of::<G>()
    }

    /// A point to compare with, for `bail`.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.walk.errors.mark()
    }

    /// Whether anything failed since then.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub fn failed_since(&self, mark: &Mark) -> bool {
        self.walk.errors.changed_since(mark)
    }

    /// Whether the rules of fields have found nothing at these places, or nothing at all if there are none. They ran
    /// between the marks, and `fields` runs them.
    #[doc(hidden)]
    pub fn are_valid(
        &self,
        spots: &[&'static Spot],
        start: &Mark,
        end: &Mark,
        fields: &dyn Fn(&mut Walker<'_>),
    ) -> bool {
        match self.walk.scope() {
            Scope::Nothing => false,
            Scope::Everything => end.is_as(start) || self.found_elsewhere(spots, start, end),
            // The live check has left out the rules of fields that it does not ask for.
            Scope::Selected => self.would_be_valid(spots, fields),
        }
    }

    #[cold]
    #[inline(never)]
    fn would_be_valid(&self, spots: &[&'static Spot], fields: &dyn Fn(&mut Walker<'_>)) -> bool {
        let limits = self.walk.errors.store().map_or(Limits::new(), |found| *found.limits());
        let errors = ValidationErrors::live(&limits, &NameFilter::ALL);
        let mut walk = Walk::of_group(errors, self.walk.group());
        let mut valid = false;
        self.path.again(&Path::Within(&limits), &mut |path| {
            let mut walker = Walker::at(&mut walk, path);
            let start = walker.mark();
            fields(&mut walker);
            let end = walker.mark();
            valid = end.is_as(&start) || walker.found_elsewhere(spots, &start, &end);
        });
        valid
    }

    /// Whether what was found between the marks stands neither at these places nor below them.
    #[cold]
    #[inline(never)]
    fn found_elsewhere(&self, spots: &[&'static Spot], start: &Mark, end: &Mark) -> bool {
        let Some(found) = self.walk.errors.store() else { return true };
        let stands_at = |spot: &&'static Spot| {
            let Some(place) = self.path.key_of(spot, found.limits().max_key_chars()) else { return true };
            let since = found.all().skip(start.violations()).take(end.violations() - start.violations());
            let mut keys = since.map(|violation| found.keys().get(&violation.key));
            keys.any(|key| key.strip_prefix(&*place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        };
        !spots.is_empty() && !self.walk.errors.is_truncated() && !spots.iter().any(stands_at)
    }

    /// Notes that a key may come again after another one, because a field is walked twice.
    #[doc(hidden)]
    pub fn mark_unordered(&mut self) {
        self.walk.errors.mark_unordered();
    }

    /// Whether a live check asks for nothing that an asynchronous check at this spot can find. A check of a whole struct
    /// may find something at any field, as the other checks may.
    #[cfg(feature = "async")]
    pub(crate) fn passes_by_check(&mut self, spot: &'static Spot) -> bool {
        !matches!(spot, Spot::Whole) && self.walk.passes_by(self.path, spot)
    }

    /// Where the value lies that an asynchronous check is about. No two values of a request have the same place.
    #[cfg(feature = "async")]
    pub(crate) fn place_of_check(&self) -> alloc::string::String {
        self.path.text()
    }

    #[cold]
    #[inline(never)]
    fn violate(&mut self, rule: &'static (dyn Described + Send + Sync), kind: Kind, spot: &'static Spot) -> Checked {
        let path = self.path;
        self.walk.record(path, |found| found.record_rule(rule, kind, path, spot, Violation::into));
        Checked::Failed
    }

    #[cold]
    #[inline(never)]
    fn violate_several(
        &mut self,
        failures: impl FnOnce(&mut dyn FnMut(Failure)),
        rule: &'static (dyn Described + Send + Sync),
        kind: Kind,
        spot: &'static Spot,
    ) {
        failures(&mut |failure| {
            let demand = failure.demand.and_then(|index| rule.demand(index));
            let rule = failure.rule.or(demand).unwrap_or(rule);
            match failure.index {
                None => drop(self.violate(rule, kind, spot)),
                Some(index) => {
                    let path = self.path;
                    let index = self.walk.indexes(&path.then(Step::Spot(spot))).at(index);
                    self.walk.record(path, |found| {
                        found.record(
                            |keys| path.place_index(spot, index, keys),
                            |label, key| Violation::rule(rule, kind, label, key),
                        );
                    });
                    self.walk.errors.mark_unordered();
                }
            }
        });
    }

    /// Records what a `custom` function has found.
    #[doc(hidden)]
    #[inline]
    pub fn record_custom(
        &mut self,
        result: Result<(), Violations>,
        kind: Kind,
        spot: &'static Spot,
        code: Option<&'static str>,
        message: Option<&'static str>,
    ) -> Checked {
        match result {
            Ok(()) => Checked::Passed,
            Err(violations) => self.violate_by_hand(violations, kind, spot, code, message),
        }
    }

    #[cold]
    #[inline(never)]
    fn violate_by_hand(
        &mut self,
        violations: Violations,
        kind: Kind,
        spot: &'static Spot,
        code: Option<&'static str>,
        message: Option<&'static str>,
    ) -> Checked {
        let path = self.path;
        for mut violation in violations.0 {
            violation.kind = kind;
            violation.reword(code, message);
            let place = violation.place().map(|place| self.walk.as_sent(path, place).into_owned());
            self.walk.record(path, |found| match place {
                Some(place) => {
                    if path.is_asked_behind(&place, found.keys_mut()) {
                        found.push_at(violation, |key_chars, keys| path.write_at(&place, key_chars, keys));
                    }
                }
                None => {
                    found.record(|keys| path.place(spot, keys), |label, key| violation.placed(label, key));
                }
            });
        }
        Checked::Failed
    }
}

impl core::fmt::Debug for Walker<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Walker").finish_non_exhaustive()
    }
}
