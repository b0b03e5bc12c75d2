//! The present without `std`, which has no clock. rustc tells the user which feature the rules need.

use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::date::dates::is_date;
use crate::rules::{DateBound, Describe, Moment, Rule, Schema, Temporal};
use crate::subject::Kind;

/// A source of the present. Nothing implements it without `std`.
#[diagnostic::on_unimplemented(
    message = "the present is known with the feature `std` only",
    label = "the feature `std` is off",
    note = "add `std` to the features of `unprocessable` in `Cargo.toml`"
)]
pub trait Clock {}

/// Stands for the missing clock.
#[derive(Clone, Copy, Debug)]
pub struct NoClock;

/// The present moment. This needs the feature `std`.
#[must_use]
pub const fn now() -> Now {
    Now(NoClock)
}

/// The present day. This needs the feature `std`.
#[must_use]
pub const fn today() -> Now {
    Now(NoClock)
}

/// The argument [`now`] or [`today`].
#[derive(Clone, Copy, Debug)]
pub struct Now<C = NoClock>(C);

macro_rules! shifts {
    ($($shift:ident)+) => {
        impl Now {$(
            /// This needs the feature `std`.
            #[must_use]
            pub const fn $shift(self, _: u32) -> Self {
                self
            }
        )+}
    };
}

shifts! {
    plus_years plus_months plus_days plus_hours plus_minutes
    minus_years minus_months minus_days minus_hours minus_minutes
}

impl<C: Clock> DateBound for Now<C> {
    fn moment(&self) -> Option<Moment> {
        None
    }

    fn argument(&self, _: usize) -> Option<Argument<'_>> {
        None
    }
}

macro_rules! rules {
    ($($name:ident $rule:ident)+) => {$(
        /// A date on this side of the present. This needs the feature `std`.
        #[must_use]
        pub const fn $name() -> $rule {
            $rule(NoClock)
        }

        #[doc = concat!("The rule [`", stringify!($name), "`].")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule<C = NoClock>(C);

        impl<C> $rule<C> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl<C> Describe for $rule<C> {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: Kind) -> &'static str {
                concat!("The {attribute} must be in the ", stringify!($name), ".")
            }

            fn message_id(&self, _: Kind) -> MessageId {
                id::$name
            }

            fn schema(&self, kind: Kind) -> Schema<'_> {
                is_date(kind)
            }
        }

        impl<V: Temporal + ?Sized, C: Clock> Rule<V> for $rule<C> {
            fn check(&self, _: &V) -> bool {
                false
            }
        }
    )+};
}

rules!(past Past future Future);
