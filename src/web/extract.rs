//! The extractors: which part of a request they read, and how.

use core::marker::PhantomData;
use core::ops::Deref;
use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::incoming::Incoming;
use super::media::Media;
use super::multipart;
use crate::decode::{Inspect, from_headers_within, from_path_within};
use crate::{
    ErrorBody, Limits, Live, Source, Status, Valid, Validate, from_form_within, from_json_within, from_query_within,
};

/// A type that extractors can read: one that derives `Deserialize` and `Validate`, or such a type [`With`] its context.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a request",
    label = "needs `Deserialize` and `Validate`",
    note = "derive both: `#[derive(serde::Deserialize, unprocessable::Validate)]`",
    note = "a type with `#[validate(context = App)]` is read as `With<App, {Self}>`"
)]
pub trait Readable: Sized {
    /// What is read.
    type Value;

    #[doc(hidden)]
    fn read<M: Medium>(source: &[u8], incoming: &Incoming) -> Result<Valid<Self::Value>, ErrorBody>;

    #[doc(hidden)]
    fn check<M: Medium>(source: &[u8], incoming: &Incoming, live: &Live) -> Result<(), ErrorBody>;
}

impl<T: DeserializeOwned + Validate + for<'de> Inspect<'de>> Readable for T {
    type Value = T;

    fn read<M: Medium>(source: &[u8], incoming: &Incoming) -> Result<Valid<T>, ErrorBody> {
        M::read(source, &incoming.limits(), &())
    }

    fn check<M: Medium>(source: &[u8], _: &Incoming, live: &Live) -> Result<(), ErrorBody> {
        M::check::<T, ()>(source, live, &())
    }
}

/// A type whose rules need a context, as in `ValidJson<With<App, Order>>`.
///
/// The context is the one given to [`Answers::context`](super::Answers::context). Where none of that type was given the
/// answer is 500, since the server is at fault.
#[derive(Debug)]
pub struct With<C, T>(PhantomData<(C, T)>);

impl<C, T> Readable for With<C, T>
where
    C: Send + Sync + 'static,
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    type Value = T;

    fn read<M: Medium>(source: &[u8], incoming: &Incoming) -> Result<Valid<T>, ErrorBody> {
        M::read(source, &incoming.limits(), incoming.context::<C>()?)
    }

    fn check<M: Medium>(source: &[u8], incoming: &Incoming, live: &Live) -> Result<(), ErrorBody> {
        M::check::<T, C>(source, live, incoming.context::<C>()?)
    }
}

/// How bytes are read. A type of its own for each way, so that only those in use are compiled.
#[doc(hidden)]
pub trait Medium {
    fn read<T, C>(source: &[u8], limits: &Limits, context: &C) -> Result<Valid<T>, ErrorBody>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>;

    fn check<T, C>(source: &[u8], live: &Live, context: &C) -> Result<(), ErrorBody>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>;
}

macro_rules! media {
    ($($name:ident $read:ident $check:ident)+) => {$(
        struct $name;

        impl Medium for $name {
            fn read<T, C>(source: &[u8], limits: &Limits, context: &C) -> Result<Valid<T>, ErrorBody>
            where
                T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
            {
                $read(source, limits, context).map_err(Into::into)
            }

            fn check<T, C>(source: &[u8], live: &Live, context: &C) -> Result<(), ErrorBody>
            where
                T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
            {
                live.$check::<T, C>(source, context).map_err(Into::into)
            }
        }
    )+};
}

media! {
    Json from_json_within json
    Form from_form_within form
    Query from_query_within query
    Path from_path_within path
    Headers from_headers_within headers
}

/// One part of a request, for [`ValidRequest`](super::ValidRequest).
pub trait Part: Sized {
    /// Which part.
    #[doc(hidden)]
    const SOURCE: Source;
    /// Which media types a body may have.
    #[doc(hidden)]
    const MEDIA: Option<Media> = None;
    /// Whether the part may be left out.
    #[doc(hidden)]
    const OPTIONAL: bool = false;

    /// Whether nothing of the part was sent.
    #[doc(hidden)]
    fn is_absent(incoming: &Incoming) -> bool;

    #[doc(hidden)]
    fn read(incoming: &Incoming) -> Result<Self, ErrorBody>;

    #[doc(hidden)]
    fn check(incoming: &Incoming, live: &Live) -> Result<(), ErrorBody>;
}

/// What an adapter must gather for an extractor, and what it makes of it.
#[doc(hidden)]
pub trait Extract: Sized {
    const MEDIA: Option<Media>;
    /// Whether a request without a body will do.
    const OPTIONAL_BODY: bool;
    /// Whether it answers live checks wherever else something stands in the request.
    const ALWAYS_ANSWERS: bool;

    fn needs(source: Source) -> bool;
    fn read(incoming: &Incoming) -> Result<Self, ErrorBody>;
    fn check(incoming: &Incoming, names: Option<&str>) -> Result<(), ErrorBody>;

    /// A key of the body, as it stands in the answer.
    fn key(own: &str) -> Cow<'_, str> {
        own.into()
    }

    /// The answer with nothing wrong in it yet, which says what its keys are about.
    fn answer() -> ErrorBody;
}

impl<P: Part> Extract for P {
    const MEDIA: Option<Media> = P::MEDIA;
    const OPTIONAL_BODY: bool = P::OPTIONAL;
    const ALWAYS_ANSWERS: bool = P::MEDIA.is_some();

    fn needs(source: Source) -> bool {
        source == P::SOURCE
    }

    fn read(incoming: &Incoming) -> Result<Self, ErrorBody> {
        P::read(incoming).map_err(|error| error.of(P::SOURCE))
    }

    fn check(incoming: &Incoming, names: Option<&str>) -> Result<(), ErrorBody> {
        let live = Live::new().within(incoming.limits());
        P::check(incoming, &names.into_iter().fold(live, Live::only)).map_err(|error| error.of(P::SOURCE))
    }

    fn answer() -> ErrorBody {
        ErrorBody::new(Status::UnprocessableEntity).of(P::SOURCE)
    }
}

macro_rules! extractors {
    ($($(#[$doc:meta])+ $name:ident $source:ident $(($media:ident))? $medium:ident $text:path;)+) => {$(
        $(#[$doc])+
        pub struct $name<T: Readable>(pub Valid<T::Value>);

        impl<T: Readable> Part for $name<T> {
            const SOURCE: Source = Source::$source;
            $(const MEDIA: Option<Media> = Some(Media::$media);)?

            fn is_absent(incoming: &Incoming) -> bool {
                incoming.is_without(Source::$source)
            }

            fn read(incoming: &Incoming) -> Result<Self, ErrorBody> {
                T::read::<$medium>($text(incoming)?.as_ref(), incoming).map(Self)
            }

            fn check(incoming: &Incoming, live: &Live) -> Result<(), ErrorBody> {
                T::check::<$medium>($text(incoming)?.as_ref(), incoming, live)
            }
        }

        impl<T: Readable> Deref for $name<T> {
            type Target = Valid<T::Value>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl<T: Readable<Value: core::fmt::Debug>> core::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }
    )+};
}

extractors! {
    /// A body in JSON: `application/json` or `application/…+json`.
    ValidJson Body(Json) Json Incoming::body;
    /// A body from a form: `application/x-www-form-urlencoded`.
    ValidForm Body(Form) Form Incoming::body;
    /// The text fields of a body of `multipart/form-data`, read as those of a form. Files in it are left out.
    ValidMultipart Body(Multipart) Form multipart::fields;
    /// The query string.
    ValidQuery Query Query Incoming::query;
    /// The parameters of the path: of a struct by name, of a tuple by position; a newtype takes the only one. In errors
    /// they have their names in any case. Where a newtype or a tuple wants another number of parameters than the route
    /// has, the answer is 500, since the server is at fault.
    ValidPath Path Path Incoming::path;
    /// The header fields, by their names in lower case: `#[serde(rename = "x-request-id")]`. A field that is given
    /// several times is a list. A value that is not UTF-8 is answered with 400 if the type reads it. Rocket leaves such
    /// fields out, as if they had not been sent.
    ValidHeaders Headers Headers Incoming::headers;
}
