//! The context that asynchronous rules get: that of the application, with the questions of the request.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use core::borrow::Borrow;
use core::cell::RefCell;
use core::fmt;
use core::future::Future;
use core::mem;
use core::ops::Deref;

use crate::asynchronous::check::{CheckResult, CheckSite};
use crate::asynchronous::lookup::{Lookup, LookupRow};
use crate::asynchronous::questions::Questions;
use crate::errors::violation::Violations;
use crate::path::Spot;
use crate::rule::column::Column;
use crate::walk::context::HasContext;
use crate::walk::walker::Walker;

/// The context `C` in a check that may wait for answers.
///
/// A type with asynchronous rules implements [`Validate`](crate::Validate) for it, and not for `C`. So `validate` and
/// `from_json`, which cannot wait, do not compile for such a type. Only this crate can make one:
/// [`from_json_async`](crate::from_json_async), [`ValidateAsync`](crate::ValidateAsync) and the extractors do.
///
/// It stands in the bounds of functions that are generic over the request:
///
/// ```
/// use unprocessable_core::{Async, AsyncRejection, Validate, ValidateAsync};
///
/// async fn check<T, C>(value: &T, context: &C) -> Result<(), AsyncRejection>
/// where
///     T: for<'c> Validate<Async<'c, C>>,
/// {
///     value.validate_async(context).await
/// }
/// ```
pub struct Async<'c, C: ?Sized> {
    context: &'c C,
    questions: RefCell<Questions<'c>>,
}

impl<'c, C: ?Sized> Async<'c, C> {
    /// Runs a check that can ask these questions, and more.
    #[doc(hidden)]
    pub fn run<R>(context: &'c C, questions: &mut Questions<'c>, check: impl FnOnce(&Self) -> R) -> R {
        let own = Self { context, questions: RefCell::new(mem::take(questions)) };
        let outcome = check(&own);
        *questions = own.questions.into_inner();
        outcome
    }

    /// The context of the application.
    ///
    /// ```
    /// use unprocessable_core::Async;
    ///
    /// fn application<'c, C>(context: &Async<'c, C>) -> &'c C {
    ///     context.context()
    /// }
    /// ```
    #[must_use]
    pub fn context(&self) -> &'c C {
        self.context
    }

    /// Whether the database has such a row. `None` as long as this is not known.
    pub(crate) fn look_up(&self, column: Column, within: Option<Column>, row: LookupRow) -> Option<bool>
    where
        C: Lookup + Sized,
    {
        self.questions.borrow_mut().look_up(self.context, column, within, row)
    }

    /// What a function of `custom_async` says of a value. `Ok` as long as this is not known.
    ///
    /// # Errors
    ///
    /// The violations, if the function has found any.
    #[doc(hidden)]
    pub fn ask<V, F>(
        &self,
        site: &'static CheckSite,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
        value: &V,
        check: impl FnOnce(V::Owned, &'c C) -> F,
    ) -> Result<(), Violations>
    where
        V: ToOwned + ?Sized,
        V::Owned: Borrow<V>,
        F: Future<Output: CheckResult> + Send + 'c,
    {
        if walker.passes_by_check(spot) {
            return Ok(());
        }
        let start = || {
            let checking = check(value.to_owned(), self.context);
            Box::pin(async move { checking.await.outcome() }) as _
        };
        self.questions.borrow_mut().ask(site, || walker.place_of_check(), start)
    }
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized> HasContext<C> for Async<'_, C> {
    #[inline]
    fn own(&self) -> &C {
        self.context
    }
}

/// A context that can ask: what a type with asynchronous rules is checked with.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this type has asynchronous rules, and nothing here can wait for their answers",
    label = "cannot wait",
    note = "call `.validate_async(&context).await` or `.into_valid_async(&context).await` of `ValidateAsync`, and read it by \
            `from_json_async`; extractors wait by themselves",
    note = "the types around a type with asynchronous rules say so, too: `#[validate(context = …, async)]`"
)]
pub trait AsyncContext<'c> {
    /// The context of the application.
    type Context: ?Sized + 'c;

    /// The context with its questions.
    fn asking(&self) -> &Async<'c, Self::Context>;
}

/// A context that can ask, for a type that declares the context `T`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this type has asynchronous rules and the context `{T}`, and here it gets neither a wait nor this context",
    label = "cannot wait, or has another context than `{T}`",
    note = "call `.validate_async(&context).await` or `.into_valid_async(&context).await` of `ValidateAsync`, and read it by \
            `from_json_async`; extractors wait by themselves, and read it as `With<{T}, …>`",
    note = "the types around a type with asynchronous rules say so, too: `#[validate(context = …, async)]`"
)]
pub trait AsyncContextOf<'c, T: ?Sized + 'c> {
    /// The context with its questions.
    fn asking(&self) -> &Async<'c, T>;
}

#[diagnostic::do_not_recommend]
impl<'c, C: ?Sized> AsyncContextOf<'c, C> for Async<'c, C> {
    #[inline]
    fn asking(&self) -> &Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'c, C: ?Sized> AsyncContext<'c> for Async<'c, C> {
    type Context = C;

    #[inline]
    fn asking(&self) -> &Self {
        self
    }
}

impl<C: ?Sized> Deref for Async<'_, C> {
    type Target = C;

    fn deref(&self) -> &C {
        self.context
    }
}

impl<C: ?Sized> fmt::Debug for Async<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Async").finish_non_exhaustive()
    }
}
