//! Traits that run rules on lists and maps, and `nested` on text and numbers. They do what the general traits do, and
//! give better advice when an impl is missing.

use crate::path::Spot;
use crate::subject::Subject;
use crate::walk::element_limit::{ElementLimit, Seen};
use crate::walk::rule::Rule;
use crate::walk::validate::Validate;
use crate::walk::walker::{Checked, Walker};

macro_rules! on {
    ($(#[$words:meta])* $name:ident) => {
        $(#[$words])*
        pub trait $name<T: ?Sized>: Sized {
            /// Does what [`Rule::run`] does.
            fn run<S: Subject + ?Sized>(
                value: Option<&T>,
                subject: &S,
                rule: &'static Self,
                walker: &mut Walker<'_>,
                spot: &'static Spot,
            ) -> Checked;

            /// Does what [`Rule::run_on`] does.
            fn run_on<S: Subject<Value = T> + ?Sized>(
                subject: &S,
                rule: &'static Self,
                walker: &mut Walker<'_>,
                spot: &'static Spot,
            ) -> Checked;

            /// Does what [`Rule::limit`] does.
            fn limit(seen: &Seen<T>, rule: &'static Self, field: u32, bail: bool) -> Option<ElementLimit>;

            /// Does what [`Rule::infer`] does.
            fn infer(_: Option<&T>, _: &Self) {}
        }

        #[diagnostic::do_not_recommend]
        impl<T: ?Sized, R: Rule<T> + Send + Sync> $name<T> for R {
            #[inline]
            fn run<S: Subject + ?Sized>(
                value: Option<&T>,
                subject: &S,
                rule: &'static Self,
                walker: &mut Walker<'_>,
                spot: &'static Spot,
            ) -> Checked {
                <R as Rule<T>>::run(value, subject, rule, walker, spot)
            }

            #[inline]
            fn run_on<S: Subject<Value = T> + ?Sized>(
                subject: &S,
                rule: &'static Self,
                walker: &mut Walker<'_>,
                spot: &'static Spot,
            ) -> Checked {
                <R as Rule<T>>::run_on(subject, rule, walker, spot)
            }

            fn limit(seen: &Seen<T>, rule: &'static Self, field: u32, bail: bool) -> Option<ElementLimit> {
                <R as Rule<T>>::limit(seen, rule, field, bail)
            }
        }
    };
}

on!(
    /// Runs a rule on a list.
    #[diagnostic::on_unimplemented(
        message = "the rule `{Self}` cannot check a list",
        label = "cannot check `{T}`",
        note = "write `each(…)` around it to check what is in the list; a rule on the list as a whole, such as `distinct`, \
                may need `Eq` and `Hash` of what is in it"
    )]
    OnList
);
on!(
    /// Runs a rule on a map.
    #[diagnostic::on_unimplemented(
        message = "the rule `{Self}` cannot check a map",
        label = "cannot check `{T}`",
        note = "write `values(…)` around it to check what is in the map, or `keys(…)` to check its keys"
    )]
    OnMap
);

/// Runs `nested` on a type with the name of text, a number, or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rules of its own",
    label = "`nested` is for types that derive `Validate`",
    note = "remove `nested` and write the rules in its place; rules for the elements of a list belong in `each(…)`"
)]
pub trait NestLeaf<C: ?Sized> {
    /// Does what [`Validate::nest`] does.
    fn nest(context: &C, value: &Self, walker: &mut Walker<'_>, spot: &'static Spot);
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C>> NestLeaf<C> for T {
    fn nest(context: &C, value: &T, walker: &mut Walker<'_>, spot: &'static Spot) {
        T::nest(context, value, walker, spot);
    }
}
