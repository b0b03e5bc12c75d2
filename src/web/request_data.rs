//! A request as extractors see it, without its framework.

use std::string::String;
use std::sync::Arc;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::answers::Answers;
use super::headers::Headers;
use super::media::{self, Media};
use super::needs::Needs;
use super::{header_names, multipart, pairs};
use crate::{Answer, ErrorBody, Limits, Source, Status, Unanswered};

/// What an adapter gathers from a request for one extractor.
#[derive(Debug)]
pub struct RequestData {
    needs: Needs,
    settings: Option<Arc<Answers>>,
    /// Path, query and headers as pairs, in the form of a query string.
    path: Result<String, ErrorBody>,
    query: String,
    headers: String,
    content_type: Option<String>,
    /// Whether a `Content-Encoding` names a coding.
    is_coded: bool,
    body: Result<Bytes, ErrorBody>,
    /// The answer if there is a body: it has a media type that the extractor does not read.
    unless_empty: Option<ErrorBody>,
    /// Whether the header fields announce a body.
    has_body: bool,
    live: Option<LiveCheck>,
}

/// The request is a live check.
#[derive(Debug)]
struct LiveCheck {
    /// The keys to check, separated by commas. `None` for all.
    names: Option<String>,
}

impl RequestData {
    /// A request without its body and the parameters of its path. The settings are those of the route, if it has any.
    pub fn new(
        needs: Needs,
        settings: Option<Arc<Answers>>,
        headers: &(impl Headers + ?Sized),
        query: Option<&str>,
    ) -> Self {
        let text = |name| headers.field(name).and_then(|value| core::str::from_utf8(value).ok());
        let is_live = settings.as_ref().is_some_and(|settings| settings.answers_live(headers));
        let mut fields = String::new();
        if needs.headers() {
            headers.for_each_field(|name, value| pairs::push_named(&mut fields, name, value));
        }
        Self {
            needs,
            settings,
            path: Ok(String::new()),
            query: query.unwrap_or_default().into(),
            headers: fields,
            content_type: text("content-type").map(Into::into),
            is_coded: headers.field("content-encoding").is_some_and(media::is_coding),
            body: Ok(Bytes::new()),
            unless_empty: None,
            has_body: text("content-length").is_some_and(|length| length.trim() != "0")
                || headers.field("transfer-encoding").is_some(),
            live: is_live.then(|| LiveCheck { names: text(header_names::VALIDATE_ONLY).map(Into::into) }),
        }
    }

    /// Takes the path as it was sent, and its decoded parameters.
    pub fn set_path<N: AsRef<str>, V: AsRef<str>>(&mut self, sent: &str, parameters: impl Iterator<Item = (N, V)>) {
        if percent_decode_str(sent).decode_utf8().is_err() {
            return self.refuse_path();
        }
        let mut path = String::new();
        for (name, value) in parameters {
            pairs::push_named(&mut path, name.as_ref(), value.as_ref().as_bytes());
        }
        self.path = Ok(path);
    }

    /// Notes that the path is not UTF-8.
    pub fn refuse_path(&mut self) {
        self.path = Err(ErrorBody::new(Status::BadRequest).answer(Answer::PATH));
    }

    /// Whether a `Content-Encoding` names a coding. The framework may have undone it.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.is_coded
    }

    /// Whether to read the body: the extractor needs it, and it has the right media type. An optional body is always
    /// read, because without a body the media type means nothing.
    pub fn wants_body(&mut self) -> bool {
        let Some(media) = self.needs.body() else { return false };
        match media.accepts(self.content_type.as_deref()) {
            Ok(()) => true,
            Err(error) if self.needs.optional_body() => {
                self.unless_empty = Some(error);
                true
            }
            Err(error) => {
                self.body = Err(error);
                false
            }
        }
    }

    /// Takes the body, or why it could not be read, and whether it still has the coding in which it was sent. If that
    /// is not known, its bytes decide.
    pub fn set_body(&mut self, body: Result<Bytes, ErrorBody>, is_as_sent: Option<bool>) {
        self.body = body.and_then(|body| {
            if body.is_empty() {
                return Ok(body);
            }
            if let Some(error) = self.unless_empty.take() {
                return Err(error);
            }
            let is_coded =
                || is_as_sent.unwrap_or_else(|| self.needs.body().is_some_and(|media| !media.looks_like(&body)));
            if self.is_coded && is_coded() { Err(media::coded()) } else { Ok(body) }
        });
    }

    /// How large a body may be if the framework has no limit of its own.
    #[must_use]
    pub fn max_bytes(&self) -> usize {
        self.declared_limits().max_bytes()
    }

    pub(super) fn limits(&self) -> Limits {
        // The size of the body was checked when it was read.
        self.declared_limits().bytes(usize::MAX)
    }

    fn declared_limits(&self) -> Limits {
        self.settings.as_ref().map_or(Limits::new(), |settings| settings.limits)
    }

    pub(super) fn needs(&self) -> Needs {
        self.needs
    }

    pub(super) fn settings(&self) -> Option<&Answers> {
        self.settings.as_deref()
    }

    pub(super) fn context<C: Send + Sync + 'static>(&self) -> Result<&C, ErrorBody> {
        let context = self.settings().and_then(Answers::context_of::<C>);
        context.ok_or(ErrorBody::new(Status::InternalServerError))
    }

    pub(super) fn body(&self) -> Result<&Bytes, ErrorBody> {
        self.body.as_ref().map_err(Clone::clone)
    }

    /// The text fields of a body of `multipart/form-data`, as a form.
    pub(super) fn multipart(&self) -> Result<String, ErrorBody> {
        multipart::fields(self.body()?, self.content_type.as_deref().and_then(media::boundary))
    }

    /// The body as the reader of its media type takes it: JSON or a form.
    pub(super) fn body_to_read(&self, media: Media) -> Result<Bytes, ErrorBody> {
        match media {
            Media::Multipart => self.multipart().map(Into::into),
            Media::Json | Media::Form => self.body().cloned(),
        }
    }

    pub(super) fn query(&self) -> Result<&str, ErrorBody> {
        Ok(&self.query)
    }

    pub(super) fn path(&self) -> Result<&str, ErrorBody> {
        self.path.as_deref().map_err(Clone::clone)
    }

    pub(super) fn headers(&self) -> Result<&str, ErrorBody> {
        Ok(&self.headers)
    }

    /// Whether nothing of a part was sent.
    pub(super) fn is_without(&self, source: Source) -> bool {
        match source {
            Source::Path => self.path.as_ref().is_ok_and(String::is_empty),
            Source::Query => self.query.is_empty(),
            Source::Headers => self.headers.is_empty(),
            Source::Body => self.body.as_ref().is_ok_and(Bytes::is_empty),
        }
    }

    /// The answer where asynchronous rules have none.
    pub(super) fn unanswered(&self, reason: &Unanswered) -> ErrorBody {
        if let Some(settings) = &self.settings {
            settings.report(reason);
        }
        reason.into()
    }

    /// The keys to check if the extractor answers the request as a live check.
    pub(super) fn live_names(&self) -> Option<Option<&str>> {
        let is_alone = !self.has_body && (self.query.is_empty() || self.needs.query());
        let live = self.live.as_ref().filter(|_| self.needs.always_answers() || is_alone)?;
        Some(live.names.as_deref())
    }
}
