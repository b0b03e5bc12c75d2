//! The types that extractors read.

use core::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::request_data::RequestData;
use crate::decode::Inspect;
use crate::{Async, ErrorBody, For, Group, Validate};

/// A type that extractors can read: one that derives `Deserialize` and `Validate`, such a type [`With`] its context, or
/// either [`For`] a group.
///
/// ```
/// use unprocessable::web::{Readable, ValidJson};
///
/// /// A handler for any type of body.
/// async fn echo<T: Readable<Value: ToString>>(ValidJson(body): ValidJson<T>) -> String {
///     body.to_string()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a request",
    label = "needs `Deserialize` and `Validate`",
    note = "derive both: `#[derive(serde::Deserialize, unprocessable::Validate)]`",
    note = "a type with `#[validate(context = App)]` is read as `With<App, {Self}>`, and in a group as \
            `For<Create, With<App, {Self}>>`"
)]
pub trait Readable: Sized {
    /// The type of the value that the handler gets.
    type Value: DeserializeOwned
        + for<'c> Validate<Async<'c, Self::Context>>
        + for<'de, 'c> Inspect<'de, Async<'c, Self::Context>>;

    #[doc(hidden)]
    type Context: Send + Sync + 'static;

    /// The group whose rules run. It is `()` unless the type is read [`For`] one.
    type Group: Group;

    /// What documents describe.
    #[doc(hidden)]
    type Documented;

    #[doc(hidden)]
    fn context(request: &RequestData) -> Result<&Self::Context, ErrorBody>;
}

impl<T> Readable for T
where
    T: DeserializeOwned + for<'c> Validate<Async<'c, ()>> + for<'de, 'c> Inspect<'de, Async<'c, ()>>,
{
    type Value = T;
    type Context = ();
    type Group = ();
    type Documented = T;

    fn context(_: &RequestData) -> Result<&(), ErrorBody> {
        Ok(&())
    }
}

/// A type whose rules need a context, as in `ValidJson<With<App, Order>>`.
///
/// The context is the one that a middleware keeps with the request as [`RequestContext`](super::RequestContext), or else
/// the one given to [`Answers::context`](super::Answers::context). If none of that type was given, the answer is 500,
/// because the server is at fault.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable::web::{Answers, ValidJson, With};
///
/// struct Shop { country: &'static str }
///
/// #[derive(Deserialize, Validate)]
/// #[validate(context = Shop)]
/// struct Address {
///     #[validate(custom(delivered_to, context))]
///     country: String,
/// }
///
/// fn delivered_to(country: &str, shop: &Shop) -> Result<(), &'static str> {
///     if country == shop.country { Ok(()) } else { Err("We do not deliver to this {attribute}.") }
/// }
///
/// async fn deliver(ValidJson(address): ValidJson<With<Shop, Address>>) -> String {
///     address.country.clone()
/// }
///
/// let answers = Answers::new().context(Shop { country: "AT" });
/// # let _ = (deliver, answers);
/// ```
#[derive(Debug)]
pub struct With<C, T>(PhantomData<(C, T)>);

impl<C, T> Readable for With<C, T>
where
    C: Send + Sync + 'static,
    T: DeserializeOwned + for<'c> Validate<Async<'c, C>> + for<'de, 'c> Inspect<'de, Async<'c, C>>,
{
    type Value = T;
    type Context = C;
    type Group = ();
    type Documented = T;

    fn context(request: &RequestData) -> Result<&C, ErrorBody> {
        request.context()
    }
}

impl<G: Group, T: Readable> Readable for For<G, T> {
    type Value = T::Value;
    type Context = T::Context;
    type Group = G;
    type Documented = For<G, T::Documented>;

    fn context(request: &RequestData) -> Result<&T::Context, ErrorBody> {
        T::context(request)
    }
}
