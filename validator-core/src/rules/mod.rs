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
mod accepted;
mod authority;
mod bound;
mod calendar;
mod category;
mod checksum;
mod choice;
#[cfg(feature = "std")]
mod clock;
mod codes;
mod compare;
mod condition;
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod date_types;
mod dates;
mod deadline;
mod decimal;
mod degrees;
mod dialect;
mod digits;
mod distinct;
mod email;
mod encoding;
mod exact;
mod fields;
mod floats;
mod format;
mod host;
mod idn;
mod ip;
mod json;
mod length;
mod letters;
mod lower;
mod measure;
mod members;
mod moment;
mod multiple;
mod needles;
#[cfg(not(feature = "std"))]
mod no_clock;
mod notation;
mod number;
mod password;
mod phone;
mod prepared;
mod presence;
mod range;
mod regex;
mod reworded;
mod same;
mod schema;
mod search;
mod semver;
mod shapes;
mod sign;
mod size;
mod table;
mod tidy;
mod timezone;
mod url;
mod uuid;

pub use accepted::*;
pub use bound::*;
pub use calendar::*;
pub use checksum::*;
pub use choice::*;
#[cfg(feature = "std")]
pub use clock::*;
pub use codes::*;
pub use compare::*;
pub use condition::*;
pub use dates::*;
pub use deadline::*;
pub use decimal::*;
pub use degrees::*;
pub use digits::*;
pub use distinct::*;
pub use email::*;
pub use encoding::*;
pub use exact::*;
pub use fields::*;
pub use floats::*;
pub use host::*;
pub use idn::{AsciiNames, InternationalNames, Naming};
pub use ip::*;
pub use json::*;
pub use length::*;
pub use letters::*;
pub use measure::*;
pub use members::*;
pub use moment::*;
pub use multiple::*;
pub use needles::*;
#[cfg(not(feature = "std"))]
pub use no_clock::*;
pub use number::*;
pub use password::*;
pub use phone::*;
pub(crate) use prepared::Preparation;
pub use prepared::{Known, Memory, Prepared};
pub use presence::*;
pub use range::*;
pub use regex::*;
pub use reworded::*;
pub use same::*;
pub use schema::*;
pub use search::{AsItPrepares, ByHash, ByNumber, Items, Search};
pub use semver::*;
pub use sign::*;
pub use size::*;
pub use tidy::*;
pub use timezone::*;
pub use url::*;
pub use uuid::*;

/// The rules, as those of one word are looked for by the derive. Of a word that is none of them rustc says that it is not
/// in this module, and so what a rule of the user's own begins with.
#[doc(hidden)]
pub mod own_rules_start_with_self_or_crate {
    pub use super::*;
}

pub(crate) use shapes::{counted, presence_impl, presence_rule, same_text, text_rule};

use crate::argument::Argument;
use crate::path::Spot;
use crate::subject::{Kind, Presence, Subject};
use crate::violation::Described;
use crate::walker::{Checked, Walker};

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
        walker.check(value, subject, &prepared::Remembering { rule, memory, preparation }, description, spot)
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
