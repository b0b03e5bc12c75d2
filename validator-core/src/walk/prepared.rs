//! Facts about another field that a rule finds out once, before it runs on many elements.
//!
//! Below `each`, `keys` and `values` the derive keeps a [`Memory`] for each rule that mentions another field, outside
//! of the walk. The first element fills it.

use alloc::boxed::Box;
use core::cell::{Cell, OnceCell};

use crate::date_time::Moment;
use crate::rule::{Describe, Failure};
use crate::subject::{Kind, Presence};
use crate::walk::rule::Rule;

/// What a rule has found out about its argument.
#[doc(hidden)]
pub enum Prepared<'m, T: ?Sized> {
    /// Nothing, because the argument is as fast to read as a stored fact.
    Nothing,
    /// Its bounds, if they take time to compute.
    Bounds([Option<Known>; 2]),
    /// A complete test of values, which replaces the check.
    Test(Box<dyn Fn(&T) -> bool + 'm>),
}

/// A fact about a bound.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Known {
    /// The number of characters or items of the bound.
    Count(usize),
    /// The moment of the bound, or `None` if it is not a date.
    Moment(Option<Moment>),
}

impl<T: ?Sized> Prepared<'_, T> {
    /// The facts about both bounds.
    pub(crate) fn bounds(&self) -> [Option<Known>; 2] {
        match self {
            Self::Bounds(bounds) => *bounds,
            _ => [None; 2],
        }
    }

    /// Keeps the facts about the bounds, if there are any.
    pub(crate) fn of_bounds(bounds: [Option<Known>; 2]) -> Self {
        if bounds.iter().all(Option::is_none) { Self::Nothing } else { Self::Bounds(bounds) }
    }
}

/// The memory of one rule, from the first element to the last.
#[doc(hidden)]
pub struct Memory<'m, T: ?Sized> {
    /// The answers of the rule for each [`Presence`] that has come up.
    presence: [Cell<Option<bool>>; 4],
    prepared: OnceCell<Prepared<'m, T>>,
}

impl<T: ?Sized> Memory<'_, T> {
    /// An empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            presence: [Cell::new(None), Cell::new(None), Cell::new(None), Cell::new(None)],
            prepared: OnceCell::new(),
        }
    }
}

impl<T: ?Sized> Default for Memory<'_, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> core::fmt::Debug for Memory<'_, T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// How a rule prepares for values of the type `T`, if this needs traits of `T` that the rule does not ask for.
#[doc(hidden)]
pub(crate) type Preparation<'m, R, T> = Option<fn(&R) -> Prepared<'m, T>>;

/// A rule with its memory.
pub(crate) struct Remembering<'r, 'm, R, T: ?Sized, P> {
    pub(crate) rule: &'r R,
    pub(crate) memory: &'r Memory<'m, T>,
    /// How it prepares.
    pub(crate) preparation: P,
}

impl<R: Describe, T: ?Sized, P> Describe for Remembering<'_, '_, R, T, P> {
    const CODE: &'static str = R::CODE;

    fn sentence(&self, kind: Kind) -> &'static str {
        self.rule.sentence(kind)
    }
}

impl<'m, R, T, P> Rule<T> for Remembering<'_, 'm, R, T, P>
where
    R: Rule<T> + 'm,
    T: ?Sized,
    P: Fn() -> Preparation<'m, R, T>,
{
    const PRESENCE: bool = R::PRESENCE;
    const SEVERAL: bool = R::SEVERAL;

    #[inline]
    fn check(&self, value: &T) -> bool {
        self.rule.check_prepared(value, self.prepared())
    }

    fn check_presence(&self, presence: Presence) -> bool {
        let known = &self.memory.presence[presence as usize];
        known.get().unwrap_or_else(|| {
            let holds = self.rule.check_presence(presence);
            known.set(Some(holds));
            holds
        })
    }

    fn failures(&self, value: &T, report: &mut dyn FnMut(Failure)) {
        self.rule.failures(value, report);
    }

    /// Bounds are prepared only for text and dates, which have no elements.
    fn admits_elements(&self, value: &T) -> bool {
        !matches!(self.prepared(), Prepared::Nothing) || self.rule.admits_elements(value)
    }
}

impl<'m, R, T, P> Remembering<'_, 'm, R, T, P>
where
    R: Rule<T> + 'm,
    T: ?Sized,
    P: Fn() -> Preparation<'m, R, T>,
{
    #[inline]
    fn prepared(&self) -> &Prepared<'m, T> {
        self.memory.prepared.get_or_init(|| match (self.preparation)() {
            Some(prepare) => prepare(self.rule),
            None => self.rule.prepare(),
        })
    }
}
