//! Parts of a request that may be left out.

use core::convert::identity;
use core::ops::Deref;

use super::extractor::{Extractor, Part};
use super::needs::Needs;
use super::request_data::RequestData;
use crate::__private::Questions;
use crate::decode::MultipartForm;
use crate::{ErrorBody, Source};

/// A part of a request that may be left out. `Optional<ValidJson<Order>>` accepts a request without a body.
///
/// A body is left out if it has no bytes, and a query string or path if it has no parameters. A part that is there and
/// invalid is answered as it is without `Optional`.
///
/// The `Option<ValidJson<Order>>` of actix-web, poem and Rocket means something else: the framework turns every failure
/// into `None`, so an invalid body looks like no body. Use `Optional` there. The `Option` of axum means the same as
/// `Optional`, and so does an `Option` inside [`ValidRequest`](super::ValidRequest).
///
/// ```
/// use unprocessable::web::{Optional, ValidQuery};
/// # #[derive(serde::Deserialize, unprocessable::Validate)]
/// # struct Search { #[validate(length(max = 5))] q: String }
///
/// async fn find(Optional(search): Optional<ValidQuery<Search>>) -> String {
///     search.map_or("everything".into(), |search| search.q.clone())
/// }
/// # let _ = find;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Optional<P>(pub Option<P>);

impl<P> Deref for Optional<P> {
    type Target = Option<P>;

    fn deref(&self) -> &Option<P> {
        &self.0
    }
}

macro_rules! optional {
    ($($name:ident $from_option:path;)+) => {$(
        impl<P: Part> Extractor for $name<P> {
            const NEEDS: Needs = P::NEEDS.optional();

            fn read<'r>(request: &'r RequestData, questions: &mut Questions<'r>) -> Result<Self, ErrorBody> {
                let part = if request.is_without(P::SOURCE) { None } else { Some(P::read(request, questions)?) };
                Ok($from_option(part))
            }

            fn check<'r>(
                request: &'r RequestData,
                names: Option<&str>,
                questions: &mut Questions<'r>,
            ) -> Result<(), ErrorBody> {
                if request.is_without(P::SOURCE) { Ok(()) } else { P::check(request, names, questions) }
            }

            fn file_limit(request: &RequestData, form: &MultipartForm, name: &[u8]) -> Option<u64> {
                P::file_limit(request, form, name)
            }
        }

        impl<P: Part> Part for $name<P> {
            const SOURCE: Source = P::SOURCE;
        }
    )+};
}

optional! {
    Option identity;
    Optional Optional;
}
