//! What rules of the same kind share, written once.

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
    ($(#[$doc:meta])* $name:ident, $rule:ident, $sentence:literal, $schema:expr, $check:expr) => {
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

            fn schema(&self, _: crate::Kind) -> crate::rules::Schema<'_> {
                $schema
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
    ($(#[$doc:meta])* $name:ident, $rule:ident, $sentence:literal, $schema:expr, $check:expr) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name() -> $rule {
            $rule
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule;

        crate::rules::macros::presence_impl!([] $rule, |_: &Self, presence: crate::Presence| $check(presence));

        impl crate::rules::Describe for $rule {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: crate::Kind) -> &'static str {
                $sentence
            }

            fn schema(&self, kind: crate::Kind) -> crate::rules::Schema<'_> {
                $schema(kind)
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
