//! A request as extractors see it, without its framework.

use std::string::String;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{FutureExt as _, Stream, StreamExt as _, stream};
use percent_encoding::percent_decode_str;

use super::answers::Answers;
use super::extractor::Extractor;
use super::headers::Headers;
use super::media::{self, Media};
use super::multipart::{self, BodyError, Gathered, Reading};
use super::needs::Needs;
use super::request_context::RequestContext;
use super::{header_names, pairs};
use crate::decode::MultipartForm;
use crate::{Answer, ErrorBody, Limits, Source, Status, Unanswered};

/// What an adapter gathers from a request for one extractor.
#[derive(Debug)]
pub struct RequestData {
    needs: Needs,
    settings: Option<Arc<Answers>>,
    context: RequestContext,
    /// Path, query and headers as pairs, in the form of a query string.
    path: Result<String, ErrorBody>,
    query: String,
    headers: String,
    content_type: Option<String>,
    /// Whether a `Content-Encoding` names a coding.
    is_coded: bool,
    body: Result<Bytes, ErrorBody>,
    /// What was read of a body of `multipart/form-data` that is not empty.
    multipart: Option<Gathered>,
    /// The answer if there is a body: it has a media type that the extractor does not read.
    unless_empty: Option<ErrorBody>,
    /// Whether the header fields announce a body.
    has_body: bool,
    live: Option<LiveCheck>,
}

/// What an extractor says of the length of a file: with the fields before it, and with its name.
type FileLimit<'l> = dyn Fn(&RequestData, &MultipartForm, &[u8]) -> Option<u64> + Send + Sync + 'l;

/// A body, as one of the readers of bodies takes it.
#[derive(Clone, Copy, Debug)]
pub(super) enum ReadBody<'b> {
    Json(&'b [u8]),
    Form(&'b [u8]),
    Multipart(&'b MultipartForm),
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
            context: RequestContext::default(),
            path: Ok(String::new()),
            query: query.unwrap_or_default().into(),
            headers: fields,
            content_type: text("content-type").map(Into::into),
            is_coded: headers.field("content-encoding").is_some_and(media::is_coding),
            body: Ok(Bytes::new()),
            multipart: None,
            unless_empty: None,
            has_body: text("content-length").is_some_and(|length| length.trim() != "0")
                || headers.field("transfer-encoding").is_some(),
            live: is_live.then(|| LiveCheck { names: text(header_names::VALIDATE_ONLY).map(Into::into) }),
        }
    }

    /// Takes the context that a middleware has kept with the request, if there is one.
    pub fn set_context(&mut self, context: Option<&RequestContext>) {
        self.context = context.cloned().unwrap_or_default();
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
        if self.wants_parts() && body.as_ref().is_ok_and(|body| !body.is_empty()) {
            // All of it is here, so the future never waits.
            let parts = stream::iter([body.map_err(|_| BodyError::Unreadable)]);
            let _ = self.read_parts_with(parts, is_as_sent, &|_, _, _| None).now_or_never();
            return;
        }
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

    /// Whether the body is read part by part while it comes, by [`read_parts`](Self::read_parts).
    #[must_use]
    pub fn wants_parts(&self) -> bool {
        self.needs.body() == Some(Media::Multipart)
    }

    /// Reads the parts of a body while it comes, for an extractor, and stops at what is too large. As in
    /// [`set_body`](Self::set_body), it may be unknown whether the body still has its coding.
    pub async fn read_parts<E: Extractor>(
        &mut self,
        body: impl Stream<Item = Result<Bytes, BodyError>>,
        is_as_sent: Option<bool>,
    ) {
        self.read_parts_with(body, is_as_sent, &E::file_limit).await;
    }

    async fn read_parts_with(
        &mut self,
        body: impl Stream<Item = Result<Bytes, BodyError>>,
        is_as_sent: Option<bool>,
        file_limit: &FileLimit<'_>,
    ) {
        match self.gather(body, is_as_sent, file_limit).await {
            Ok(gathered) => self.multipart = gathered,
            Err(error) => self.body = Err(error),
        }
    }

    async fn gather(
        &self,
        body: impl Stream<Item = Result<Bytes, BodyError>>,
        is_as_sent: Option<bool>,
        file_limit: &FileLimit<'_>,
    ) -> Result<Option<Gathered>, ErrorBody> {
        let mut body = core::pin::pin!(body);
        let first = loop {
            match body.next().await {
                None => return Ok(None),
                Some(Ok(bytes)) if bytes.is_empty() => {}
                Some(Ok(bytes)) => break bytes,
                Some(Err(BodyError::TooLarge)) => return Err(super::response::unreadable(true)),
                Some(Err(BodyError::Unreadable)) => return Err(super::response::unreadable(false)),
            }
        };
        if let Some(error) = &self.unless_empty {
            return Err(error.clone());
        }
        if self.is_coded && is_as_sent == Some(true) {
            return Err(media::coded());
        }
        let boundary = self.content_type.as_deref().and_then(media::boundary).unwrap_or_default();
        let reading = Reading {
            boundary: &boundary,
            limits: self.declared_limits(),
            may_be_coded: self.is_coded && is_as_sent.is_none(),
            is_live: self.live_names().is_some(),
            file_limit: &|form, name| file_limit(self, form, name),
        };
        multipart::read(reading, first, body).await.map(Some)
    }

    /// How large a whole body may be if its parts are read while they come, and the framework has no limit of its own.
    #[must_use]
    pub fn max_multipart_bytes(&self) -> u64 {
        self.declared_limits().max_multipart_bytes()
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
        let context = self.context.get().or_else(|| self.settings()?.context_of());
        context.ok_or(ErrorBody::new(Status::InternalServerError))
    }

    pub(super) fn body(&self) -> Result<&Bytes, ErrorBody> {
        self.body.as_ref().map_err(Clone::clone)
    }

    /// The fields of a body of `multipart/form-data`.
    pub(super) fn multipart(&self) -> Result<&MultipartForm, ErrorBody> {
        self.body()?;
        let malformed = || ErrorBody::new(Status::BadRequest).answer(Answer::MULTIPART_DATA);
        self.multipart.as_ref().map(|gathered| &gathered.form).ok_or_else(malformed)
    }

    /// The names of the field at which reading was stopped, because its file is too large.
    pub(super) fn stopped_at(&self) -> Option<&str> {
        self.multipart.as_ref()?.stopped_at.as_deref()
    }

    /// The body as the reader of its media type takes it.
    pub(super) fn body_to_read(&self, media: Media) -> Result<ReadBody<'_>, ErrorBody> {
        Ok(match media {
            Media::Multipart => ReadBody::Multipart(self.multipart()?),
            Media::Json => ReadBody::Json(self.body()?),
            Media::Form => ReadBody::Form(self.body()?),
        })
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
            Source::Body => self.body.as_ref().is_ok_and(Bytes::is_empty) && self.multipart.is_none(),
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
