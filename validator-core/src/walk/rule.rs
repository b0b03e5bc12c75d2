//! The trait of rules, [`Rule`].

use super::element_limit::{ElementLimit, Seen};
use super::prepared::{Memory, Preparation, Prepared, Remembering};
use super::walker::{Checked, Walker};
use crate::path::Spot;
use crate::rule::{Describe, Failure};
use crate::subject::{Presence, Subject};

/// A check of values of the type `T`.
///
/// `check` answers for a value that is there. Rules about presence, such as `required`, answer in
/// [`check_presence`](Self::check_presence) and say so with [`PRESENCE`](Self::PRESENCE).
///
/// ```
/// use unprocessable_core::{Kind, rules::{Describe, Rule}};
///
/// struct Even;
///
/// impl Describe for Even {
///     const CODE: &'static str = "even";
///
///     fn sentence(&self, _: Kind) -> &'static str {
///         "The {attribute} must be an even number."
///     }
/// }
///
/// impl Rule<u32> for Even {
///     fn check(&self, value: &u32) -> bool {
///         value % 2 == 0
///     }
/// }
///
/// assert!(Even.check(&4));
/// assert!(!Even.check(&3));
/// ```
#[diagnostic::on_unimplemented(
    message = "the rule `{Self}` cannot check `{T}`",
    label = "cannot check `{T}`",
    note = "the documentation of a rule says what it checks; a rule of your own checks what it has an `impl Rule<…>` for",
    note = "what is in a list is checked by rules in `each(…)`, what is in a map by those in `keys(…)` and `values(…)`"
)]
pub trait Rule<T: ?Sized>: Describe {
    /// Whether the rule looks at [`check_presence`](Self::check_presence).
    const PRESENCE: bool = false;

    /// Whether one run can leave several violations. If so, [`failures`](Self::failures) names them.
    const SEVERAL: bool = false;

    /// Whether the rule holds for this value.
    fn check(&self, value: &T) -> bool;

    /// Whether the rule holds for a subject that is absent, blank or filled.
    fn check_presence(&self, presence: Presence) -> bool {
        let _ = presence;
        true
    }

    /// Reports each violation. It is called if [`SEVERAL`](Self::SEVERAL) is set and `check` returned `false`.
    fn failures(&self, value: &T, report: &mut dyn FnMut(Failure)) {
        let _ = value;
        report(Failure::whole());
    }

    /// Whether the elements of a list are checked although `check` returned `false`. A rule that found too many of them
    /// returns `false`.
    fn admits_elements(&self, value: &T) -> bool {
        let _ = value;
        true
    }

    /// The greatest number of items in a list or map that the rule allows, if it has such a bound.
    ///
    /// A list with an item that cannot be read has no value for `admits_elements`. If it has more items than this, the
    /// rule fails, and neither its items nor their rules are looked at.
    fn max_elements(&self) -> Option<usize> {
        None
    }

    /// Finds out facts about another field once, before the rule runs on many values.
    #[doc(hidden)]
    fn prepare<'m>(&self) -> Prepared<'m, T>
    where
        Self: Sized + 'm,
    {
        Prepared::Nothing
    }

    /// As [`check`](Self::check), with the facts that are known.
    #[doc(hidden)]
    #[inline]
    fn check_prepared(&self, value: &T, prepared: &Prepared<'_, T>) -> bool {
        match prepared {
            Prepared::Test(holds) => holds(value),
            _ => self.check(value),
        }
    }

    /// What the derive writes for a constant rule. It calls this by the path of the trait, so that the error of rustc
    /// is only that the rule is not implemented, without a note about a bound. The value is the first argument, so that
    /// it decides the type that the rule has to check.
    #[doc(hidden)]
    #[inline]
    fn run<S: Subject + ?Sized>(
        value: Option<&T>,
        subject: &S,
        rule: &'static Self,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
    ) -> Checked
    where
        Self: Sized + Send + Sync,
    {
        walker.check(value, subject, rule, rule, spot)
    }

    /// As [`run`](Self::run), for a field whose type is known to be a subject.
    #[doc(hidden)]
    #[inline]
    fn run_on<S: Subject<Value = T> + ?Sized>(
        subject: &S,
        rule: &'static Self,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
    ) -> Checked
    where
        Self: Sized + Send + Sync,
    {
        walker.check(subject.value(), subject, rule, rule, spot)
    }

    /// What the derive writes for a rule whose arguments are known only when it runs. A constant rule describes it.
    #[doc(hidden)]
    #[inline]
    fn run_as<S: Subject + ?Sized, D: Describe + Send + Sync>(
        value: Option<&T>,
        subject: &S,
        rule: &Self,
        description: &'static D,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
    ) -> Checked
    where
        Self: Sized,
    {
        walker.check(value, subject, rule, description, spot)
    }

    /// As [`run_as`](Self::run_as), for one of many elements. The facts that the first one finds out serve them all.
    #[doc(hidden)]
    #[allow(clippy::too_many_arguments)] // Generated code writes them.
    #[inline]
    fn run_on_element<'m, S: Subject + ?Sized, D: Describe + Send + Sync>(
        value: Option<&T>,
        subject: &S,
        rule: &Self,
        memory: &Memory<'m, T>,
        preparation: impl Fn(&Self, Option<&T>) -> Preparation<'m, Self, T>,
        description: &'static D,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
    ) -> Checked
    where
        Self: Sized + 'm,
    {
        let preparation = || preparation(rule, value);
        walker.check(value, subject, &Remembering { rule, memory, preparation }, description, spot)
    }

    /// The bound of a constant rule on the number of elements, for a list or map that cannot be read. See
    /// [`ElementLimit`].
    #[doc(hidden)]
    fn limit(seen: &Seen<T>, rule: &'static Self, field: u32, bail: bool) -> Option<ElementLimit>
    where
        Self: Sized + Send + Sync,
    {
        ElementLimit::new(seen.kind, rule.max_elements()?, rule, field, bail)
    }

    /// Gives the literals of a constant rule the type of the subject they are checked against.
    #[doc(hidden)]
    fn infer(_: Option<&T>, _: &Self)
    where
        Self: Sized,
    {
    }
}
