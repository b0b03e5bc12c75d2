//! Every rule, as plain values: the calls that `#[validate(…)]` expands to, and the API without the derive.
//!
//! An attribute is a builder call: `length(min = 3, max = 32)` is `rules::length().min(3).max(32)`, and
//! `gt(0)` is `rules::gt(0)`. A rule of your own is as good as a built-in one:
//!
//! ```
//! use unprocessable_core::rules::{self, Describe, Rule};
//! use unprocessable_core::{Argument, Kind};
//!
//! /// Text that begins with the given prefix and a dash.
//! #[derive(Clone, Copy, Debug)]
//! pub struct Sku {
//!     prefix: &'static str,
//! }
//!
//! pub const fn sku() -> Sku {
//!     Sku { prefix: "A" }
//! }
//!
//! impl Sku {
//!     pub const fn prefix(mut self, prefix: &'static str) -> Self {
//!         self.prefix = prefix;
//!         self
//!     }
//! }
//!
//! impl Describe for Sku {
//!     const CODE: &'static str = "sku";
//!     const ARGUMENTS: &'static [&'static str] = &["prefix"];
//!
//!     fn argument(&self, index: usize) -> Option<Argument<'_>> {
//!         [Argument::Text(self.prefix)].get(index).copied()
//!     }
//!
//!     fn sentence(&self, _: Kind) -> &'static str {
//!         "The {attribute} must begin with {prefix} and a dash."
//!     }
//! }
//!
//! impl Rule<str> for Sku {
//!     fn check(&self, value: &str) -> bool {
//!         value.strip_prefix(self.prefix).is_some_and(|rest| rest.starts_with('-'))
//!     }
//! }
//!
//! assert!(sku().prefix("B").check("B-12"));
//! ```

// One line for each family. What a family makes public is public here, so a rule touches its family file only.
pub(crate) mod choice;
pub(crate) mod collection;
pub(crate) mod date;
pub(crate) mod format;
pub(crate) mod identifier;
pub(crate) mod macros;
pub(crate) mod number;
pub(crate) mod presence;
mod reworded;
pub(crate) mod size;
pub(crate) mod text;

pub use crate::date_time::*;
pub use crate::rule::bound::*;
pub use crate::rule::schema::*;
pub use crate::rules::choice::one_of::*;
pub use crate::rules::choice::same::*;
pub use crate::rules::collection::distinct::*;
pub use crate::rules::collection::floats::*;
pub use crate::rules::collection::membership::*;
pub use crate::rules::collection::search::{AsItPrepares, ByHash, ByNumber, Items, Search};
pub use crate::rules::date::calendar::*;
#[cfg(feature = "std")]
pub use crate::rules::date::clock::*;
pub use crate::rules::date::date_bound::*;
pub use crate::rules::date::dates::*;
#[cfg(not(feature = "std"))]
pub use crate::rules::date::no_clock::*;
pub use crate::rules::format::email::*;
pub use crate::rules::format::encoding::*;
pub use crate::rules::format::host::*;
pub use crate::rules::format::idn::{AsciiNames, InternationalNames, Naming};
pub use crate::rules::format::ip::*;
pub use crate::rules::format::json::*;
pub use crate::rules::format::phone::*;
pub use crate::rules::format::semver::*;
pub use crate::rules::format::url::*;
pub use crate::rules::format::uuid::*;
pub use crate::rules::identifier::checksum::*;
pub use crate::rules::identifier::codes::*;
pub use crate::rules::identifier::timezone::*;
pub use crate::rules::number::compare::*;
pub use crate::rules::number::decimal::*;
pub use crate::rules::number::decimal_number::*;
pub use crate::rules::number::degrees::*;
pub use crate::rules::number::digits::*;
pub use crate::rules::number::multiple::*;
pub use crate::rules::number::numeric::*;
pub use crate::rules::number::range::*;
pub use crate::rules::number::sign::*;
pub use crate::rules::presence::accepted::*;
pub use crate::rules::presence::condition::*;
pub use crate::rules::presence::fields::*;
pub use crate::rules::presence::presence::*;
pub use crate::rules::size::length::*;
pub use crate::rules::size::measure::*;
pub use crate::rules::size::size::*;
pub use crate::rules::text::letters::*;
pub use crate::rules::text::password::*;
pub use crate::rules::text::regex::*;
pub use crate::rules::text::substring::*;
pub use crate::rules::text::whitespace::*;
pub(crate) use crate::walk::prepared::Preparation;
pub use crate::walk::prepared::{Known, Memory, Prepared};
pub use reworded::*;

/// The rules, as those of one word are looked for by the derive. Of a word that is none of them rustc says that it is not
/// in this module, and so what a rule of the user's own begins with.
#[doc(hidden)]
pub mod own_rules_start_with_self_or_crate {
    pub use super::*;
}

pub(crate) use crate::rules::macros::{counted, presence_impl, presence_rule, same_text, text_rule};

use crate::argument::Argument;
use crate::errors::violation::Described;
use crate::path::Spot;
use crate::subject::{Kind, Presence, Subject};
use crate::walk::walker::{Checked, Walker};

/// A check of values of the type `T`.
///
/// `check` answers for a value that is there. Rules about presence, such as `required`, answer in
/// [`check_presence`](Self::check_presence) and say so with [`PRESENCE`](Self::PRESENCE).
#[diagnostic::on_unimplemented(
    message = "the rule `{Self}` cannot check `{T}`",
    label = "cannot check `{T}`",
    note = "the documentation of a rule says what it checks; a rule of your own checks what it has an `impl Rule<…>` for",
    note = "what is in a list is checked by rules in `each(…)`, what is in a map by those in `keys(…)` and `values(…)`"
)]
pub trait Rule<T: ?Sized>: Describe {
    /// Whether the rule looks at [`check_presence`](Self::check_presence).
    const PRESENCE: bool = false;

    /// Whether one run can leave several violations, which [`failures`](Self::failures) then names.
    const SEVERAL: bool = false;

    /// Whether the rule holds for this value.
    fn check(&self, value: &T) -> bool;

    /// Whether the rule holds for a subject that is absent, blank or filled.
    fn check_presence(&self, presence: Presence) -> bool {
        let _ = presence;
        true
    }

    /// Names each violation when `check` said no and [`SEVERAL`](Self::SEVERAL) is set.
    fn failures(&self, value: &T, report: &mut dyn FnMut(Failure)) {
        let _ = value;
        report(Failure::whole());
    }

    /// Whether the elements of a list are worth looking at although `check` said no. A rule that found too
    /// many of them says no.
    fn admits_elements(&self, value: &T) -> bool {
        let _ = value;
        true
    }

    /// What is worth knowing before the rule runs on many values: what looking at another field would cost each time.
    #[doc(hidden)]
    fn prepare<'m>(&self) -> Prepared<'m, T>
    where
        Self: Sized + 'm,
    {
        Prepared::Nothing
    }

    /// As [`check`](Self::check), with what is known.
    #[doc(hidden)]
    #[inline]
    fn check_prepared(&self, value: &T, prepared: &Prepared<'_, T>) -> bool {
        match prepared {
            Prepared::Test(holds) => holds(value),
            _ => self.check(value),
        }
    }

    /// What the derive writes for a constant rule. Of a call by the path of the trait rustc says nothing but that the
    /// rule is not implemented: no note shows where a bound is written. The value comes first, so that it decides what
    /// the rule has to check.
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

    /// As [`run`](Self::run), where the type of the field says that it is a subject.
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

    /// What the derive writes for a rule whose arguments are known only when it runs, and which a constant one
    /// describes.
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

    /// As [`run_as`](Self::run_as), for one of many elements: what the first one finds out serves them all.
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
        walker.check(
            value,
            subject,
            &crate::walk::prepared::Remembering { rule, memory, preparation },
            description,
            spot,
        )
    }

    /// Gives the literals of a constant rule the type of the subject they are checked against.
    #[doc(hidden)]
    fn infer(_: Option<&T>, _: &Self)
    where
        Self: Sized,
    {
    }
}

/// What a rule says of itself: its name, its arguments, its sentence.
pub trait Describe {
    /// The code of its violations, which is the name of the rule.
    const CODE: &'static str;

    /// The names of its arguments, which a message may mention.
    const ARGUMENTS: &'static [&'static str] = &[];

    /// What its arguments say of the values that pass.
    #[doc(hidden)]
    const BOUND: Bound = Bound::Unknown;

    /// The code, where it is not [`CODE`](Self::CODE).
    fn code(&self) -> &'static str {
        Self::CODE
    }

    /// The argument whose name is at this index of [`ARGUMENTS`](Self::ARGUMENTS), unless it was not given.
    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let _ = index;
        None
    }

    /// The sentence for a subject of this kind. `{attribute}` stands for the label of the field, `{name}` for
    /// an argument.
    fn sentence(&self, kind: Kind) -> &'static str;

    /// What the rule says in the keywords of JSON Schema, for a subject of this kind.
    fn schema(&self, kind: Kind) -> Schema<'_> {
        let _ = kind;
        Schema::UNSAID
    }
}

/// One violation of a rule that can leave several.
#[derive(Clone, Copy)]
pub struct Failure {
    pub(crate) index: Option<usize>,
    pub(crate) rule: Option<&'static (dyn Described + Send + Sync)>,
}

impl Failure {
    /// The rule as a whole failed, at its own place.
    #[must_use]
    pub const fn whole() -> Self {
        Self { index: None, rule: None }
    }

    /// The rule failed at one element of the list.
    #[must_use]
    pub const fn at(index: usize) -> Self {
        Self { index: Some(index), rule: None }
    }

    /// One demand of the rule failed, which has a sentence of its own.
    #[must_use]
    pub fn of<D: Describe + Send + Sync>(demand: &'static D) -> Self {
        Self { index: None, rule: Some(demand) }
    }
}

impl core::fmt::Debug for Failure {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Failure").field("index", &self.index).finish_non_exhaustive()
    }
}
