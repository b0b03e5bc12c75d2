//! The extractors: which part of a request they read, and how.

use core::ops::Deref;

use super::answers::Answers;
use super::early_response::EarlyResponse;
use super::field_check;
use super::media::Media;
use super::needs::Needs;
use super::readable::Readable;
use super::request_data::RequestData;
use super::response::unreadable;
use crate::__private::{Questions, Watcher, settle};
use crate::decode::{MultipartForm, from_headers_within, from_path_within};
use crate::{
    Async, ErrorBody, Live, Source, Valid, from_form_for_within, from_json_for_within, from_multipart_for_within,
    from_query_for_within,
};

/// Reads a request, or only checks it.
pub trait Extractor: Sized {
    /// What the adapter gathers for it.
    const NEEDS: Needs;

    /// The value for the handler. It counts once all questions are answered.
    ///
    /// # Errors
    ///
    /// The answer, if the request is not valid.
    fn read<'r>(request: &'r RequestData, questions: &mut Questions<'r>) -> Result<Self, ErrorBody>;

    /// Checks the named keys, or all, and makes no value.
    ///
    /// # Errors
    ///
    /// The answer, if anything is wrong at these keys.
    fn check<'r>(request: &'r RequestData, names: Option<&str>, questions: &mut Questions<'r>)
    -> Result<(), ErrorBody>;

    /// How many bytes the next file may have, if it comes under this name. `None` if no rule says it.
    fn file_limit(_: &RequestData, _: &MultipartForm, _: &[u8]) -> Option<u64> {
        None
    }
}

/// An extractor of one part of a request, for [`ValidRequest`](super::ValidRequest).
#[diagnostic::on_unimplemented(note = "a part is one of the extractors `ValidJson`, `ValidForm`, `ValidMultipart`, \
`ValidPath`, `ValidQuery` and `ValidHeaders`, or an `Option` of one")]
pub trait Part: Extractor {
    #[doc(hidden)]
    const SOURCE: Source;
}

/// Reads the request, or answers it as a live check.
///
/// # Errors
///
/// The response, if the handler is not to run.
pub async fn extract<E: Extractor>(request: RequestData) -> Result<E, EarlyResponse> {
    let limits = request.limits();
    let timer = request.settings().and_then(Answers::timer);
    let watcher = timer.as_ref().map(|timer| timer as Watcher<'_>);
    let unanswered = |reason| EarlyResponse::invalid(request.unanswered(&reason));
    let Some(names) = request.live_names() else {
        if let Some(names) = request.stopped_at() {
            // Nothing is known of what comes behind the file, so only this field is looked at.
            let names = request.needs().key(names);
            let checked = settle(&limits, watcher, |questions| E::check(&request, Some(&names), questions)).await;
            let checked = checked.map_err(unanswered)?;
            return Err(EarlyResponse::invalid(checked.err().unwrap_or_else(|| unreadable(true))));
        }
        let read = settle(&limits, watcher, |questions| E::read(&request, questions)).await;
        return read.map_err(unanswered)?.map_err(EarlyResponse::invalid);
    };
    let checked = settle(&limits, watcher, |questions| E::check(&request, names, questions)).await;
    let checked = checked.map_err(unanswered)?;
    let checked = check_fields(&request, names, checked).await;
    Err(checked.map_or_else(EarlyResponse::invalid, |()| EarlyResponse::nothing_wrong()))
}

/// Runs the asynchronous checks of the settings.
async fn check_fields(
    request: &RequestData,
    names: Option<&str>,
    checked: Result<(), ErrorBody>,
) -> Result<(), ErrorBody> {
    let (Some(media), Some(settings), Ok(_)) = (request.needs().body(), request.settings(), request.body()) else {
        return checked;
    };
    let Ok(body) = request.body_to_read(media) else { return checked };
    field_check::run(&settings.checks, checked, request.needs(), names, body).await
}

macro_rules! extractors {
    ($($(#[$doc:meta])+ $name:ident $source:ident($media:expr) $part:ident $read:ident $check:ident $($file_limit:ident)?;)+) => {$(
        $(#[$doc])+
        pub struct $name<T: Readable>(pub Valid<T::Value, T::Group>);

        impl<T: Readable> Extractor for $name<T> {
            const NEEDS: Needs = Needs::one(Source::$source, $media);

            fn read<'r>(request: &'r RequestData, questions: &mut Questions<'r>) -> Result<Self, ErrorBody> {
                let mut read = |request: &'r RequestData| {
                    let part = request.$part()?;
                    let read = |context: &_| $read(part, &request.limits(), context).map_err(ErrorBody::from);
                    Async::run(T::context(request)?, questions, read)
                };
                read(request).map(Self).map_err(|error| error.of(Source::$source))
            }

            fn check<'r>(
                request: &'r RequestData,
                names: Option<&str>,
                questions: &mut Questions<'r>,
            ) -> Result<(), ErrorBody> {
                let live = Live::new().within(request.limits()).for_group::<T::Group>();
                let live = names.into_iter().fold(live, Live::only);
                let mut check = |request: &'r RequestData| {
                    let part = request.$part()?;
                    let check = |context: &_| live.$check::<T::Value, _>(part, context).map_err(ErrorBody::from);
                    Async::run(T::context(request)?, questions, check)
                };
                check(request).map_err(|error| error.of(Source::$source))
            }

            $(
                #[cfg(feature = "files")]
                fn file_limit(request: &RequestData, form: &MultipartForm, name: &[u8]) -> Option<u64> {
                    let context = T::context(request).ok()?;
                    let ask = |context: &_| form.$file_limit::<T::Value, T::Group, _>(name, &request.limits(), context);
                    // What is asked of a database has nothing to do with the size.
                    Async::run(context, &mut Questions::default(), ask)
                }
            )?
        }

        impl<T: Readable> Part for $name<T> {
            const SOURCE: Source = Source::$source;
        }

        impl<T: Readable> Deref for $name<T> {
            type Target = Valid<T::Value, T::Group>;

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
    /// A JSON body: `application/json` or `application/…+json`.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::web::ValidJson;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Payment {
    ///     #[validate(gt(0))]
    ///     amount: f64,
    /// }
    ///
    /// async fn pay(ValidJson(payment): ValidJson<Payment>) -> String {
    ///     format!("paid {}", payment.amount)
    /// }
    /// # let _ = pay;
    /// ```
    ValidJson Body(Some(Media::Json)) body from_json_for_within json;
    /// A form as body: `application/x-www-form-urlencoded`.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::web::ValidForm;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Comment {
    ///     #[validate(required, length(max = 500))]
    ///     text: String,
    /// }
    ///
    /// async fn comment(ValidForm(comment): ValidForm<Comment>) -> String {
    ///     comment.text.clone()
    /// }
    /// # let _ = comment;
    /// ```
    ValidForm Body(Some(Media::Form)) body from_form_for_within form;
    /// The fields of a body of `multipart/form-data`: text, which is read like a form, and files.
    ///
    /// With the feature `files`, a field of the type `Upload` is a file. The body is read while it comes: a small file is
    /// kept in memory, a larger one in a temporary file. A body that is too large, or that has too many parts, is answered
    /// with 413 by [`Limits`](crate::Limits). A file that is larger than its rule `file(max = "2 MB")` allows is answered
    /// with a violation at the field. In both cases the rest of the body is not read. The rule is asked when the file
    /// begins, so a condition of it sees the fields that stand before the file.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::web::ValidMultipart;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Upload {
    ///     #[validate(required, length(max = 80))]
    ///     title: String,
    /// }
    ///
    /// async fn upload(ValidMultipart(upload): ValidMultipart<Upload>) -> String {
    ///     upload.title.clone()
    /// }
    /// # let _ = upload;
    /// ```
    ValidMultipart Body(Some(Media::Multipart)) multipart from_multipart_for_within multipart file_limit;
    /// The query string.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::web::ValidQuery;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Page {
    ///     #[validate(range(1..=100))]
    ///     page: Option<u32>,
    /// }
    ///
    /// async fn list(ValidQuery(page): ValidQuery<Page>) -> String {
    ///     format!("page {}", page.page.unwrap_or(1))
    /// }
    /// # let _ = list;
    /// ```
    ValidQuery Query(None) query from_query_for_within query;
    /// The parameters of the path. A struct reads them by name and a tuple by position. A newtype reads the only one.
    ///
    /// Errors always name the parameters. If a newtype or a tuple expects another number of parameters than the route
    /// has, the answer is 500, because the server is at fault.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::web::ValidPath;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct UserId(#[validate(gte(1))] u32);
    ///
    /// async fn show(ValidPath(id): ValidPath<UserId>) -> String {
    ///     id.0.to_string()
    /// }
    /// # let _ = show;
    /// ```
    ValidPath Path(None) path from_path_within path;
    /// The header fields, by their names in lower case.
    ///
    /// A field that is given several times is a list. A value that is not UTF-8 is answered with 400 if the type reads
    /// it. Rocket leaves such fields out, as if they had not been sent.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::web::ValidHeaders;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Trace {
    ///     #[serde(rename = "x-request-id")]
    ///     #[validate(uuid)]
    ///     request_id: String,
    /// }
    ///
    /// async fn traced(ValidHeaders(trace): ValidHeaders<Trace>) -> String {
    ///     trace.request_id.clone()
    /// }
    /// # let _ = traced;
    /// ```
    ValidHeaders Headers(None) headers from_headers_within headers;
}
