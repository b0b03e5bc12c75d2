//! Checks and readers that wait for the answers of asynchronous rules.

use alloc::string::String;
use core::fmt;
use core::future::Future;
use core::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::ser::{Serialize, Serializer};

use super::from::form::{from_form_for_within, from_query_for_within};
use super::from::json::from_json_for_within;
use super::from::serde::from_value_for_within;
use super::inspect::Inspect;
use super::rejection::Rejection;
use crate::asynchronous::context::Async;
use crate::asynchronous::questions::settle;
use crate::asynchronous::unanswered::Unanswered;
use crate::body::error_body::ErrorBody;
use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::message::{Answer, Messages};
use crate::status::Status;
use crate::walk::group::Group;
use crate::walk::live::Live;
use crate::walk::validate::{Valid, Validate};

/// Why a request with asynchronous rules cannot be used.
///
/// ```
/// use unprocessable_core::{AsyncRejection, Rejection, Unanswered};
///
/// fn log(rejection: &AsyncRejection) {
///     match rejection {
///         AsyncRejection::Rejected(Rejection::Invalid(errors)) => println!("{} violations", errors.len()),
///         AsyncRejection::Rejected(Rejection::Malformed(malformed)) => println!("{malformed}"),
///         AsyncRejection::Unanswered(Unanswered::Failed(error)) => eprintln!("the database failed: {error}"),
///         AsyncRejection::Unanswered(reason) => eprintln!("{reason}"),
///     }
/// }
///
/// let late = AsyncRejection::from(Unanswered::Late);
/// assert_eq!(late.status().code(), 503);
/// # log(&late);
/// ```
#[derive(Clone, Debug)]
pub enum AsyncRejection {
    /// The request is malformed or invalid.
    Rejected(Rejection),
    /// Nobody knows whether it is valid.
    Unanswered(Unanswered),
}

impl AsyncRejection {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Rejected(rejection) => rejection.status(),
            Self::Unanswered(reason) => reason.status(),
        }
    }

    /// The body of the response. It says nothing of an error of the application.
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Self::Rejected(rejection) => rejection.to_json(),
            Self::Unanswered(reason) => ErrorBody::from(reason).to_json(),
        }
    }

    /// The body of the response, with the words of `messages`.
    #[must_use]
    pub fn to_json_from(&self, messages: &dyn Messages) -> String {
        match self {
            Self::Rejected(rejection) => rejection.to_json_from(messages),
            Self::Unanswered(reason) => ErrorBody::from(reason).to_json_from(messages),
        }
    }

    /// What is invalid, if this is known.
    #[must_use]
    pub fn errors(&self) -> Option<&ValidationErrors> {
        match self {
            Self::Rejected(rejection) => rejection.errors(),
            Self::Unanswered(_) => None,
        }
    }
}

impl fmt::Display for AsyncRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(rejection) => fmt::Display::fmt(rejection, f),
            Self::Unanswered(reason) => fmt::Display::fmt(reason, f),
        }
    }
}

impl core::error::Error for AsyncRejection {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Rejected(rejection) => rejection.source(),
            Self::Unanswered(reason) => reason.source(),
        }
    }
}

impl Serialize for AsyncRejection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Rejected(rejection) => rejection.serialize(serializer),
            Self::Unanswered(reason) => ErrorBody::from(reason).serialize(serializer),
        }
    }
}

impl From<Rejection> for AsyncRejection {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<ValidationErrors> for AsyncRejection {
    fn from(errors: ValidationErrors) -> Self {
        Self::Rejected(errors.into())
    }
}

impl From<Unanswered> for AsyncRejection {
    fn from(reason: Unanswered) -> Self {
        Self::Unanswered(reason)
    }
}

impl From<AsyncRejection> for ErrorBody {
    fn from(rejection: AsyncRejection) -> Self {
        match rejection {
            AsyncRejection::Rejected(rejection) => rejection.into(),
            AsyncRejection::Unanswered(reason) => (&reason).into(),
        }
    }
}

impl From<Unanswered> for ErrorBody {
    fn from(reason: Unanswered) -> Self {
        (&reason).into()
    }
}

impl From<&Unanswered> for ErrorBody {
    fn from(reason: &Unanswered) -> Self {
        let body = ErrorBody::new(reason.status());
        match reason {
            Unanswered::Late => body.retry_after(Duration::from_secs(1)),
            Unanswered::TooMany => body.answer(Answer::TOO_LARGE),
            Unanswered::Failed(_) => body,
        }
    }
}

/// Runs `judge` with a context that can ask, until everything is answered.
async fn ask<'c, C, R, E>(
    context: &'c C,
    limits: &Limits,
    mut judge: impl FnMut(&Async<'c, C>) -> Result<R, E>,
) -> Result<R, AsyncRejection>
where
    C: ?Sized,
    AsyncRejection: From<E>,
{
    let outcome = settle(limits, None, |questions| Async::run(context, questions, &mut judge)).await?;
    Ok(outcome?)
}

/// The checks of a value whose rules may have to wait: those with [`unique`](crate::rules::unique),
/// [`exists`](crate::rules::exists) or `custom_async(…)`.
///
/// Every type that derives [`Validate`] has them. A type without asynchronous rules is checked without waiting.
///
/// Asynchronous rules run after the others, and only on values that passed theirs. Nothing is spawned and no runtime is
/// chosen, so the future can be awaited anywhere.
pub trait ValidateAsync<C: ?Sized = ()> {
    /// Checks every rule. The context of a type without one is `&()`.
    ///
    /// # Errors
    ///
    /// All rules that fail, or why asynchronous ones could not be checked.
    fn validate_async(&self, context: &C) -> impl Future<Output = Result<(), AsyncRejection>>;

    /// Checks every rule within these limits.
    ///
    /// # Errors
    ///
    /// As [`validate_async`](Self::validate_async).
    fn validate_async_within(&self, limits: &Limits, context: &C) -> impl Future<Output = Result<(), AsyncRejection>>;

    /// Checks every rule and returns the value as [`Valid`], the proof that they held.
    ///
    /// # Errors
    ///
    /// As [`validate_async`](Self::validate_async); the value is dropped.
    fn into_valid_async(self, context: &C) -> impl Future<Output = Result<Valid<Self>, AsyncRejection>>
    where
        Self: Sized;

    /// As [`validate_async`](Self::validate_async), with the rules of a [`Group`] and with those that are in none.
    ///
    /// # Errors
    ///
    /// As [`validate_async`](Self::validate_async).
    fn validate_async_for<G: Group>(&self, context: &C) -> impl Future<Output = Result<(), AsyncRejection>>;

    /// As [`into_valid_async`](Self::into_valid_async), with the rules of a [`Group`] and with those that are in none.
    ///
    /// # Errors
    ///
    /// As [`validate_async`](Self::validate_async); the value is dropped.
    fn into_valid_async_for<G: Group>(
        self,
        context: &C,
    ) -> impl Future<Output = Result<Valid<Self, G>, AsyncRejection>>
    where
        Self: Sized;
}

impl<T, C> ValidateAsync<C> for T
where
    C: ?Sized,
    T: for<'c> Validate<Async<'c, C>> + ?Sized,
{
    async fn validate_async(&self, context: &C) -> Result<(), AsyncRejection> {
        self.validate_async_within(&Limits::new(), context).await
    }

    async fn validate_async_within(&self, limits: &Limits, context: &C) -> Result<(), AsyncRejection> {
        ask(context, limits, |context| self.validate_within(limits, context)).await
    }

    async fn into_valid_async(self, context: &C) -> Result<Valid<Self>, AsyncRejection>
    where
        Self: Sized,
    {
        self.into_valid_async_for(context).await
    }

    async fn validate_async_for<G: Group>(&self, context: &C) -> Result<(), AsyncRejection> {
        ask(context, &Limits::new(), |context| self.validate_for_with::<G>(context)).await
    }

    async fn into_valid_async_for<G: Group>(self, context: &C) -> Result<Valid<Self, G>, AsyncRejection>
    where
        Self: Sized,
    {
        self.validate_async_for::<G>(context).await?;
        Ok(Valid::proven(self))
    }
}

impl<T, G: Group> Valid<T, G> {
    /// Checks the value again, with the rules of its group, because what asynchronous rules ask about may have changed.
    ///
    /// # Errors
    ///
    /// As [`ValidateAsync::validate_async`].
    pub async fn validate_async<C: ?Sized>(&self, context: &C) -> Result<(), AsyncRejection>
    where
        T: for<'c> Validate<Async<'c, C>>,
    {
        T::validate_async_for::<G>(self, context).await
    }
}

/// As [`from_json`](crate::from_json), for a type whose rules may have to wait. The context of a type without one is
/// `&()`.
///
/// Everything that is wrong is in one answer, each violation where its rule stands: what asynchronous rules find beside
/// what the others find. All values that one rule asks about are one question to the database.
///
/// # Errors
///
/// [`AsyncRejection::Rejected`] as [`from_json`](crate::from_json); [`AsyncRejection::Unanswered`] when a database or a
/// check fails, or takes [too long](Limits::wait).
pub async fn from_json_async<'de, 'c, T, C>(bytes: &'de [u8], context: &'c C) -> Result<Valid<T>, AsyncRejection>
where
    C: ?Sized,
    T: Deserialize<'de> + Validate<Async<'c, C>> + Inspect<'de, Async<'c, C>>,
{
    from_json_async_within(bytes, &const { Limits::new() }, context).await
}

/// As [`from_json_async`], within other [`Limits`] than the default ones.
///
/// # Errors
///
/// As [`from_json_async`].
pub async fn from_json_async_within<'de, 'c, T, C>(
    bytes: &'de [u8],
    limits: &Limits,
    context: &'c C,
) -> Result<Valid<T>, AsyncRejection>
where
    C: ?Sized,
    T: Deserialize<'de> + Validate<Async<'c, C>> + Inspect<'de, Async<'c, C>>,
{
    from_json_async_for_within(bytes, limits, context).await
}

/// As [`from_json_async`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_json_async`].
pub async fn from_json_async_for<'de, 'c, T, G, C>(
    bytes: &'de [u8],
    context: &'c C,
) -> Result<Valid<T, G>, AsyncRejection>
where
    C: ?Sized,
    G: Group,
    T: Deserialize<'de> + Validate<Async<'c, C>> + Inspect<'de, Async<'c, C>>,
{
    from_json_async_for_within(bytes, &const { Limits::new() }, context).await
}

/// As [`from_json_async_for`], within other [`Limits`] than the default ones.
///
/// # Errors
///
/// As [`from_json_async`].
pub async fn from_json_async_for_within<'de, 'c, T, G, C>(
    bytes: &'de [u8],
    limits: &Limits,
    context: &'c C,
) -> Result<Valid<T, G>, AsyncRejection>
where
    C: ?Sized,
    G: Group,
    T: Deserialize<'de> + Validate<Async<'c, C>> + Inspect<'de, Async<'c, C>>,
{
    ask(context, limits, |context| from_json_for_within(bytes, limits, context)).await
}

macro_rules! readers {
    ($(
        $(#[$doc:meta])+
        $name:ident
        $(#[$doc_within:meta])+
        $name_within:ident
        $(#[$doc_for:meta])+
        $name_for:ident
        $(#[$doc_for_within:meta])+
        $name_for_within:ident $read:ident ($source:ident: $Source:ty);
    )+) => {$(
        $(#[$doc])+
        pub async fn $name<'c, T, C>($source: $Source, context: &'c C) -> Result<Valid<T>, AsyncRejection>
        where
            C: ?Sized,
            T: DeserializeOwned + Validate<Async<'c, C>> + for<'de> Inspect<'de, Async<'c, C>>,
        {
            $name_within($source, &const { Limits::new() }, context).await
        }

        $(#[$doc_within])+
        pub async fn $name_within<'c, T, C>(
            $source: $Source,
            limits: &Limits,
            context: &'c C,
        ) -> Result<Valid<T>, AsyncRejection>
        where
            C: ?Sized,
            T: DeserializeOwned + Validate<Async<'c, C>> + for<'de> Inspect<'de, Async<'c, C>>,
        {
            $name_for_within($source, limits, context).await
        }

        $(#[$doc_for])+
        pub async fn $name_for<'c, T, G, C>($source: $Source, context: &'c C) -> Result<Valid<T, G>, AsyncRejection>
        where
            C: ?Sized,
            G: Group,
            T: DeserializeOwned + Validate<Async<'c, C>> + for<'de> Inspect<'de, Async<'c, C>>,
        {
            $name_for_within($source, &const { Limits::new() }, context).await
        }

        $(#[$doc_for_within])+
        pub async fn $name_for_within<'c, T, G, C>(
            $source: $Source,
            limits: &Limits,
            context: &'c C,
        ) -> Result<Valid<T, G>, AsyncRejection>
        where
            C: ?Sized,
            G: Group,
            T: DeserializeOwned + Validate<Async<'c, C>> + for<'de> Inspect<'de, Async<'c, C>>,
        {
            ask(context, limits, |context| $read($source, limits, context)).await
        }
    )+};
}

readers! {
    /// As [`from_form`](crate::from_form), for a type whose rules may have to wait. See [`from_json_async`].
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_form_async
    /// As [`from_form_async`], within other [`Limits`] than the default ones.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_form_async_within
    /// As [`from_form_async`], with the rules of a [`Group`] and with those that are in none.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_form_async_for
    /// As [`from_form_async_for`], within other [`Limits`] than the default ones.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_form_async_for_within from_form_for_within (body: &[u8]);
    /// As [`from_query`](crate::from_query), for a type whose rules may have to wait. See [`from_json_async`].
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_query_async
    /// As [`from_query_async`], within other [`Limits`] than the default ones.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_query_async_within
    /// As [`from_query_async`], with the rules of a [`Group`] and with those that are in none.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_query_async_for
    /// As [`from_query_async_for`], within other [`Limits`] than the default ones.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_query_async_for_within from_query_for_within (query: &[u8]);
    /// As [`from_value`](crate::from_value), for a type whose rules may have to wait. See [`from_json_async`].
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_value_async
    /// As [`from_value_async`], within other [`Limits`] than the default ones.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_value_async_within
    /// As [`from_value_async`], with the rules of a [`Group`] and with those that are in none.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_value_async_for
    /// As [`from_value_async_for`], within other [`Limits`] than the default ones.
    ///
    /// # Errors
    ///
    /// As [`from_json_async`].
    from_value_async_for_within from_value_for_within (value: &serde_json::Value);
}

impl Live {
    /// As [`json`](Self::json), for a type whose rules may have to wait. Rules ask only about values that the live
    /// check asks for.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json), or why asynchronous rules could not be checked.
    pub async fn json_async<'de, 'c, T, C>(&self, bytes: &'de [u8], context: &'c C) -> Result<(), AsyncRejection>
    where
        C: ?Sized,
        T: Deserialize<'de> + Validate<Async<'c, C>> + Inspect<'de, Async<'c, C>>,
    {
        ask(context, self.limits(), |context| self.json::<T, _>(bytes, context)).await
    }

    /// As [`form`](Self::form), for a type whose rules may have to wait.
    ///
    /// # Errors
    ///
    /// As [`json_async`](Self::json_async).
    pub async fn form_async<'c, T, C>(&self, body: &[u8], context: &'c C) -> Result<(), AsyncRejection>
    where
        C: ?Sized,
        T: DeserializeOwned + Validate<Async<'c, C>> + for<'de> Inspect<'de, Async<'c, C>>,
    {
        ask(context, self.limits(), |context| self.form::<T, _>(body, context)).await
    }

    /// As [`query`](Self::query), for a type whose rules may have to wait.
    ///
    /// # Errors
    ///
    /// As [`json_async`](Self::json_async).
    pub async fn query_async<'c, T, C>(&self, query: &[u8], context: &'c C) -> Result<(), AsyncRejection>
    where
        C: ?Sized,
        T: DeserializeOwned + Validate<Async<'c, C>> + for<'de> Inspect<'de, Async<'c, C>>,
    {
        ask(context, self.limits(), |context| self.query::<T, _>(query, context)).await
    }

    /// As [`value`](Self::value), for a type whose rules may have to wait.
    ///
    /// # Errors
    ///
    /// As [`json_async`](Self::json_async).
    pub async fn value_async<'c, T, C>(&self, value: &T, context: &'c C) -> Result<(), AsyncRejection>
    where
        C: ?Sized,
        T: Validate<Async<'c, C>> + ?Sized,
    {
        ask(context, self.limits(), |context| self.value(value, context)).await
    }
}
