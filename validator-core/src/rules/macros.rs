//! [`rule`] writes what every rule repeats; [`counted`] writes sentences that end in a number.

use crate::lang::MessageId;
use crate::subject::Kind;

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

/// The sentence about a number, a text, a list, another field or a date.
pub(crate) fn by_kind(kind: Kind, is_field: bool, [number, text, list, field, date]: [MessageId; 5]) -> MessageId {
    match kind {
        Kind::Date => date,
        _ if is_field => field,
        Kind::Text => text,
        Kind::List | Kind::Map => list,
        _ => number,
    }
}

/// A rule, written as items. What every rule repeats is left out.
///
/// ```ignore
/// rule!(
///     /// What passes, which standard, which units, and an example that runs.
///     pub const fn country() -> Country;
///
///     pub struct Country {
///         /// Codes of three letters.
///         alpha3: bool,
///     }
///
///     const SENTENCE: &str = "The {attribute} must be a valid country code.";
///     const SCHEMA: Schema = Schema::pattern("^[A-Z]{2,3}$");
///
///     fn check(&self, value: &str) -> bool {
///         ALPHA_2.contains(&value) || self.alpha3 && ALPHA_3.contains(&value)
///     }
/// );
/// ```
///
/// The items stand in this order. All but the first can be missing:
///
/// * `pub const fn` is the constructor. It makes the type, a field for each argument, and the code, which is its own
///   name. A rule with a type parameter names here what its description asks of it: `same<N: Operand>(other: N)`.
/// * `pub struct` has a field for each flag. It becomes a setter with the documentation of the field.
/// * `const ARGUMENTS` names the arguments of messages, where they are not the parameters of the constructor.
/// * `const BOUND` tells the derive which values pass.
/// * `const SENTENCE`, or `fn sentence` where arguments or the kind of the subject choose it.
/// * `fn message_id` where `fn sentence` is: the place in the catalogue, which otherwise is that of the code.
/// * `fn relation` of rules with a condition.
/// * `fn flags`, where an argument says more than its value.
/// * `const SCHEMA`, or `fn schema`. Without either, JSON Schema has no keyword for the rule.
/// * `const fn verify` refuses arguments that contradict each other while the crate is built. Without it, all are
///   accepted. With `;` in place of a body, the file has an `impl` with `verify` for each type of argument.
/// * `fn argument` gives the arguments of messages, where `ARGUMENTS` names them.
/// * `fn check`, for one type or for all that have a trait; or `fn check_presence`. Without either, the file has an
///   `impl` of `Rule`.
///
/// rustfmt formats the inside of a macro call in parentheses if it consists of items.
macro_rules! rule {
    (
        $(#[$doc:meta])*
        pub const fn $name:ident $(<$G:ident: $Bound:ident>)? ($($argument:ident: $Argument:ty),*) -> $Rule:ident $(<$Of:ident>)?;
        $(pub struct $Flagged:ident { $($(#[$flag_doc:meta])* $flag:ident: bool),+ $(,)? })?
        $(const ARGUMENTS: &[&str] = $arguments:expr;)?
        $(const BOUND: Bound = $bound:expr;)?
        $(const SENTENCE: &str = $SENTENCE:expr;)?
        $(const SCHEMA: Schema = $SCHEMA:expr;)?
        $(const fn verify(&$verify_self:ident) $verify:tt)?
        $(fn argument(&$argument_self:ident, $index:ident: usize) -> $Given:ty $argument_body:block)?
        $(fn sentence(&$sentence_self:ident, $sentence_kind:tt: $SentenceKind:ty) -> &'static str $sentence_body:block)?
        $(fn message_id(&$id_self:ident, $id_kind:tt: $IdKind:ty) -> MessageId $id_body:block)?
        $(fn relation(&$relation_self:ident) -> Option<Relation> $relation_body:block)?
        $(fn flags(&$flags_self:ident, $flags_each:ident: $FlagsEach:ty) $flags_body:block)?
        $(fn schema(&$schema_self:ident, $schema_kind:tt: $SchemaKind:ty) -> Schema<'_> $schema_body:block)?
        $($(#[$check_attribute:meta])* fn check $(<$V:ident: $VBound:ident $(+ ?$Unsized:ident)?>)? ($($check_parameters:tt)*) -> bool $check:block)?
        $(fn check_presence($($presence_parameters:tt)*) -> bool $check_presence:block)?
    ) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name $(<$G>)? ($($argument: $Argument),*) -> $Rule $(<$Of>)? {
            $crate::rules::macros::rule!(@value $Rule { $($argument,)* $($($flag: false,)+)? })
        }

        $crate::rules::macros::rule!(
            @type $name, [$Rule $(<$G>)?] { $($argument: $Argument,)* $($($flag: bool,)+)? }
        );

        $(impl $Flagged {
            $($(#[$flag_doc])*
            #[must_use]
            pub const fn $flag(mut self) -> Self {
                self.$flag = true;
                self
            })+
        })?

        $crate::rules::macros::rule!(@verify [$(<$G>)?] [$Rule $(<$G>)?] $($verify_self $verify)?);

        impl $(<$G: $Bound>)? $crate::rules::Describe for $Rule $(<$G>)? {
            const CODE: &'static str = stringify!($name);
            $crate::rules::macros::rule!(
                @first [$(const ARGUMENTS: &'static [&'static str] = $arguments;)?]
                [const ARGUMENTS: &'static [&'static str] = &[$(stringify!($argument)),*];]
            );
            $(const BOUND: $crate::rules::Bound = $bound;)?

            $crate::rules::macros::rule!(
                @first
                [$(
                    fn argument(&$argument_self, $index: usize) -> $Given $argument_body
                )?]
                [
                    fn argument(&self, index: usize) -> Option<$crate::argument::Argument<'_>> {
                        $(
                            if index == 0 {
                                return Some(self.$argument.argument());
                            }
                            let index = index.wrapping_sub(1);
                        )*
                        let _ = index;
                        None
                    }
                ]
            );

            $crate::rules::macros::rule!(
                @first
                [$(fn sentence(&$sentence_self, $sentence_kind: $SentenceKind) -> &'static str $sentence_body)?]
                [$(
                    fn sentence(&self, _: $crate::Kind) -> &'static str {
                        $SENTENCE
                    }
                )?]
            );

            $crate::rules::macros::rule!(
                @first
                [$(fn message_id(&$id_self, $id_kind: $IdKind) -> $crate::lang::MessageId $id_body)?]
                [
                    fn message_id(&self, _: $crate::Kind) -> $crate::lang::MessageId {
                        $crate::lang::id::$name
                    }
                ]
            );

            $(fn relation(&$relation_self) -> Option<$crate::argument::Relation> $relation_body)?

            $(fn flags(&$flags_self, $flags_each: $FlagsEach) $flags_body)?

            $(fn flags(&self, each: &mut dyn FnMut(&'static str)) {
                $(if self.$flag {
                    each(stringify!($flag));
                })+
            })?

            $crate::rules::macros::rule!(
                @first
                [$(fn schema(&$schema_self, $schema_kind: $SchemaKind) -> $crate::rules::Schema<'_> $schema_body)?]
                [
                    fn schema(&self, _: $crate::Kind) -> $crate::rules::Schema<'_> {
                        $crate::rules::macros::rule!(@first [$($SCHEMA)?] [$crate::rules::Schema::NONE])
                    }
                ]
            );
        }

        $crate::rules::macros::rule!(
            @check [$($G: $Bound)?] [$Rule $(<$G>)?]
            $(
                $(#[$check_attribute])*
                fn check [$($V: $VBound $(+ ?$Unsized)?,)?] ($($check_parameters)*) $check
            )?
            $(fn check_presence ($($presence_parameters)*) $check_presence)?
        );
    };

    (@value $Rule:ident {}) => { $Rule };
    (@value $Rule:ident $fields:tt) => { $Rule $fields };

    (@type $name:ident, [$($Rule:tt)+] $fields:tt) => {
        $crate::rules::macros::rule!(
            @type concat!("The rule [`", stringify!($name), "`](", stringify!($name), "())."), [$($Rule)+] $fields
        );
    };
    (@type $doc:expr, [$($Rule:tt)+] {}) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug)]
        pub struct $($Rule)+;
    };
    (@type $doc:expr, [$($Rule:tt)+] $fields:tt) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug)]
        pub struct $($Rule)+ $fields
    };

    (@verify $generics:tt $Rule:tt $self:ident;) => {};
    (@verify [$($generics:tt)*] [$($Rule:tt)+]) => {
        impl $($generics)* $($Rule)+ {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }
    };
    (@verify [$($generics:tt)*] [$($Rule:tt)+] $self:ident $verify:block) => {
        impl $($generics)* $($Rule)+ {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&$self) $verify
        }
    };

    // The first of both, if it is there.
    (@first [] [$($default:tt)*]) => { $($default)* };
    (@first [$($given:tt)+] $default:tt) => { $($given)+ };

    (@check $generics:tt $Rule:tt) => {};
    // Without type parameters apart from the others, because rustc shows these lines when a rule cannot check a field.
    (
        @check [] [$Rule:ident]
        $(#[$attribute:meta])* fn check [] (&$self:ident, $value:ident: &$T:ty) $check:block
    ) => {
        impl $crate::rules::Rule<$T> for $Rule {
            $(#[$attribute])*
            fn check(&$self, $value: &$T) -> bool $check
        }
    };
    (
        @check [$($generics:tt)*] [$($Rule:tt)+]
        $(#[$attribute:meta])* fn check [$($of:tt)*] (&$self:ident, $value:ident: &$T:ty) $check:block
    ) => {
        impl<$($of)* $($generics)*> $crate::rules::Rule<$T> for $($Rule)+ {
            $(#[$attribute])*
            fn check(&$self, $value: &$T) -> bool $check
        }
    };
    (
        @check [$($generics:tt)*] [$($Rule:tt)+]
        fn check_presence (&$self:ident, $presence:ident: Presence) $check:block
    ) => {
        impl<$($generics)*> $($Rule)+ {
            /// Whether the rule holds for this subject.
            pub fn check<S: $crate::Subject + ?Sized>(&self, subject: &S) -> bool {
                $crate::rules::Rule::<()>::check_presence(self, subject.presence())
            }
        }

        impl<T: ?Sized, $($generics)*> $crate::rules::Rule<T> for $($Rule)+ {
            const PRESENCE: bool = true;

            #[inline]
            fn check(&self, _: &T) -> bool {
                true
            }

            #[inline]
            fn check_presence(&$self, $presence: $crate::Presence) -> bool $check
        }
    };
}
pub(crate) use rule;

/// Refuses a list without items, while the crate is built.
macro_rules! refuses_empty {
    ($rule:ident.$list:ident, $mistake:literal) => {
        impl<A, const N: usize> $rule<[A; N]> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                assert!(N > 0, $mistake);
            }
        }

        impl<A> $rule<&[A]> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                assert!(!self.$list.is_empty(), $mistake);
            }
        }
    };
}
pub(crate) use refuses_empty;
