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
mod calendar;
mod checksum;
mod choice;
#[cfg(feature = "std")]
mod clock;
mod codes;
mod compare;
mod condition;
mod contact;
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod date_types;
mod dates;
mod digits;
mod distinct;
mod email;
mod encoding;
mod fields;
mod host;
mod ip;
mod json;
mod length;
mod letters;
mod members;
mod moment;
mod multiple;
mod needles;
mod password;
mod presence;
mod regex;
mod same;
mod semver;
mod sign;
mod size;
mod tidy;
mod timezone;
mod url;
mod uuid;

pub use accepted::*;
pub use calendar::*;
pub use checksum::*;
pub use choice::*;
#[cfg(feature = "std")]
pub use clock::*;
pub use codes::*;
pub use compare::*;
pub use condition::*;
pub use contact::*;
pub use dates::*;
pub use digits::*;
pub use distinct::*;
pub use email::*;
pub use encoding::*;
pub use fields::*;
pub use host::*;
pub use ip::*;
pub use json::*;
pub use length::*;
pub use letters::*;
pub use members::*;
pub use moment::*;
pub use multiple::*;
pub use needles::*;
pub use password::*;
pub use presence::*;
pub use regex::*;
pub use same::*;
pub use semver::*;
pub use sign::*;
pub use size::*;
pub use tidy::*;
pub use timezone::*;
pub use url::*;
pub use uuid::*;

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
    note = "the documentation of a rule says what it checks; a rule of your own checks what it has an `impl Rule<…>` for"
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

/// A rule with the words of `message = "…"` or `code = "…"` in place of its own.
#[derive(Clone, Copy, Debug)]
pub struct Reworded<R> {
    rule: R,
    code: Option<&'static str>,
    message: Option<&'static str>,
}

/// Lets a rule speak in other words: what `message = "…"` and `code = "…"` in an attribute expand to.
///
/// ```
/// use unprocessable_core::Kind;
/// use unprocessable_core::rules::{self, Describe, Rule};
///
/// let rule = rules::reworded(rules::email()).with_message("That is no {attribute}.").with_code("bad_email");
/// assert_eq!((rule.code(), rule.sentence(Kind::Text)), ("bad_email", "That is no {attribute}."));
/// assert!(!rule.check("nope"));
/// ```
pub const fn reworded<R>(rule: R) -> Reworded<R> {
    Reworded { rule, code: None, message: None }
}

impl<R: Copy> Reworded<R> {
    /// Sets the sentence.
    #[must_use]
    pub const fn with_message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    /// Sets the code.
    #[must_use]
    pub const fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<R: Describe> Describe for Reworded<R> {
    const CODE: &'static str = R::CODE;
    const ARGUMENTS: &'static [&'static str] = R::ARGUMENTS;

    fn code(&self) -> &'static str {
        self.code.unwrap_or(self.rule.code())
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.rule.argument(index)
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        self.message.unwrap_or_else(|| self.rule.sentence(kind))
    }
}

impl<T: ?Sized, R: Rule<T>> Rule<T> for Reworded<R> {
    const PRESENCE: bool = R::PRESENCE;
    const SEVERAL: bool = R::SEVERAL;

    #[inline]
    fn check(&self, value: &T) -> bool {
        self.rule.check(value)
    }

    #[inline]
    fn check_presence(&self, presence: Presence) -> bool {
        self.rule.check_presence(presence)
    }

    fn failures(&self, value: &T, report: &mut dyn FnMut(Failure)) {
        // Demands have sentences of their own; one message in their place is said once.
        let mut said = false;
        self.rule.failures(value, &mut |failure| {
            if failure.index.is_some() {
                report(failure);
            } else if !said {
                said = true;
                report(Failure::whole());
            }
        });
    }

    fn admits_elements(&self, value: &T) -> bool {
        self.rule.admits_elements(value)
    }
}

/// Sentences that end in a number of characters, items or entries, in the singular where it is one.
///
/// `counted!(kind, false, "must be at least {min}")` is "The {attribute} must be at least {min} characters."
macro_rules! counted {
    ($kind:expr, $one:expr, $($stem:literal),+) => {
        match ($kind, $one) {
            (crate::Kind::Text, true) => concat!("The {attribute} ", $($stem,)+ " character."),
            (crate::Kind::Text, false) => concat!("The {attribute} ", $($stem,)+ " characters."),
            (crate::Kind::List | crate::Kind::Map, true) => concat!("The {attribute} ", $($stem,)+ " item."),
            (crate::Kind::List | crate::Kind::Map, false) => concat!("The {attribute} ", $($stem,)+ " items."),
            _ => concat!("The {attribute} ", $($stem,)+ "."),
        }
    };
}
pub(crate) use counted;

/// A rule about text that has no arguments: its doc, name, type, sentence and check.
macro_rules! text_rule {
    ($(#[$doc:meta])* $name:ident, $rule:ident, $sentence:literal, $check:expr) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name() -> $rule {
            $rule
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule;

        impl $rule {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl crate::rules::Describe for $rule {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: crate::Kind) -> &'static str {
                $sentence
            }
        }

        impl crate::rules::Rule<str> for $rule {
            fn check(&self, value: &str) -> bool {
                $check(value)
            }
        }
    };
}
pub(crate) use text_rule;

/// A rule about presence without arguments: its doc, name, type, sentence and check.
macro_rules! presence_rule {
    ($(#[$doc:meta])* $name:ident, $rule:ident, $sentence:literal, $check:expr) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name() -> $rule {
            $rule
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule;

        crate::rules::presence_impl!([] $rule, |_: &Self, presence: crate::Presence| $check(presence));

        impl crate::rules::Describe for $rule {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: crate::Kind) -> &'static str {
                $sentence
            }
        }
    };
}
pub(crate) use presence_rule;

/// What rules about presence share: they look at whether something is there, and at no value.
macro_rules! presence_impl {
    ([$($generics:tt)*] $rule:ty, $check:expr) => {
        impl<$($generics)*> $rule {
            /// Whether the rule holds for this subject.
            pub fn check<S: crate::Subject + ?Sized>(&self, subject: &S) -> bool {
                $check(self, subject.presence())
            }

            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl<T: ?Sized, $($generics)*> crate::rules::Rule<T> for $rule {
            const PRESENCE: bool = true;

            #[inline]
            fn check(&self, _: &T) -> bool {
                true
            }

            #[inline]
            fn check_presence(&self, presence: crate::Presence) -> bool {
                $check(self, presence)
            }
        }
    };
}
pub(crate) use presence_impl;
