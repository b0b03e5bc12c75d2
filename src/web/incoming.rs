//! A request as extractors see it, without its framework.

use std::string::String;
use std::sync::Arc;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::answers::Answers;
use super::extract::Extract;
use super::media::{self, Media};
use super::outcome::Answered;
use super::{names, pairs};
use crate::{ErrorBody, Limits, Source, Status};

/// What an adapter has gathered of a request for one extractor.
#[derive(Debug)]
pub struct Incoming {
    settings: Option<Arc<Answers>>,
    /// Path, query and headers as pairs, in the form of a query string.
    path: Result<String, ErrorBody>,
    query: String,
    headers: String,
    content_type: Option<String>,
    /// Whether a `Content-Encoding` names a coding.
    is_coded: bool,
    body: Result<Bytes, ErrorBody>,
    /// Why a body is refused if there is one.
    refused: Option<ErrorBody>,
    has_body: bool,
    /// Whether this is a live check, and of which names.
    live: Option<Option<String>>,
}

impl Incoming {
    /// A request by what is read of all requests: the settings of its route if there are any, a way to look up a
    /// header field, and the query string.
    pub fn new<'h>(
        settings: Option<Arc<Answers>>,
        header: impl Fn(&'static str) -> Option<&'h [u8]>,
        query: Option<&str>,
    ) -> Self {
        let text = |name| header(name).and_then(|value| core::str::from_utf8(value).ok());
        let lives = settings.as_ref().is_some_and(|settings| settings.answers_live(&header));
        Self {
            settings,
            path: Ok(String::new()),
            query: query.unwrap_or_default().into(),
            headers: String::new(),
            content_type: text("content-type").map(Into::into),
            is_coded: header("content-encoding").is_some_and(media::is_coding),
            body: Ok(Bytes::new()),
            refused: None,
            has_body: text("content-length").is_some_and(|length| length.trim() != "0")
                || header("transfer-encoding").is_some(),
            live: lives.then(|| text(names::VALIDATE_ONLY).map(Into::into)),
        }
    }

    /// The path as it was sent, and its parameters, decoded.
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

    /// The path is not UTF-8.
    pub fn refuse_path(&mut self) {
        self.path = Err(ErrorBody::new(Status::BadRequest).message("The path is not valid Unicode text."));
    }

    /// The header fields, with names in lower case.
    pub fn set_headers<'h>(&mut self, fields: impl Iterator<Item = (&'h str, &'h [u8])>) {
        self.headers.clear();
        for (name, value) in fields {
            pairs::push_named(&mut self.headers, name, value);
        }
    }

    /// Whether a `Content-Encoding` names a coding, which the framework may undo or not.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.is_coded
    }

    /// Whether the body is to be read for this extractor: it is a part of it and has a media type that fits. One that
    /// may be left out is always read, for its type says nothing where there is none.
    pub fn wants_body<E: Extract>(&mut self) -> bool {
        let Some(media) = E::MEDIA else { return false };
        match media.accepts(self.content_type.as_deref()) {
            Ok(()) => true,
            Err(error) if E::OPTIONAL_BODY => {
                self.refused = Some(error);
                true
            }
            Err(error) => {
                self.body = Err(error);
                false
            }
        }
    }

    /// The body, or why it could not be read; and whether it is as it was sent, in whatever coding that was. Where that
    /// is not known its bytes tell.
    pub fn set_body<E: Extract>(&mut self, body: Result<Bytes, ErrorBody>, is_as_sent: Option<bool>) {
        self.body = body.and_then(|body| {
            if body.is_empty() {
                return Ok(body);
            }
            if let Some(error) = self.refused.take() {
                return Err(error);
            }
            let is_coded = || is_as_sent.unwrap_or_else(|| E::MEDIA.is_some_and(|media| !media.looks_like(&body)));
            if self.is_coded && is_coded() { Err(media::coded()) } else { Ok(body) }
        });
    }

    /// How large a body may be where the framework has no limit of its own.
    #[must_use]
    pub fn most_bytes(&self) -> usize {
        self.declared_limits().max_bytes()
    }

    pub(super) fn limits(&self) -> Limits {
        // How large a body may be has been decided before it was read.
        self.declared_limits().bytes(usize::MAX)
    }

    fn declared_limits(&self) -> Limits {
        self.settings.as_ref().map_or(Limits::new(), |settings| settings.limits)
    }

    pub(super) fn context<C: Send + Sync + 'static>(&self) -> Result<&C, ErrorBody> {
        let context = self.settings.as_ref().and_then(|settings| settings.context_of::<C>());
        context.ok_or(ErrorBody::new(Status::InternalServerError))
    }

    pub(super) fn body(&self) -> Result<&Bytes, ErrorBody> {
        self.body.as_ref().map_err(Clone::clone)
    }

    pub(super) fn boundary(&self) -> Option<String> {
        media::boundary(self.content_type.as_deref()?)
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

    /// The names that a live check asks this extractor for.
    fn asked<E: Extract>(&self) -> Option<Option<&str>> {
        let is_alone = !self.has_body && (self.query.is_empty() || E::needs(Source::Query));
        self.live.as_ref().filter(|_| E::ALWAYS_ANSWERS || is_alone).map(Option::as_deref)
    }
}

/// What comes of the request.
///
/// # Errors
///
/// The answer, when the handler is not to run.
pub async fn extract<E: Extract>(incoming: Incoming) -> Result<E, Answered> {
    let Some(names) = incoming.asked::<E>() else {
        return E::read(&incoming).map_err(Answered::failed);
    };
    let mut found = E::check(&incoming, names);
    if let (Some(media), Some(settings), Ok(body)) = (E::MEDIA, &incoming.settings, incoming.body()) {
        let form;
        let source = match media {
            Media::Multipart => {
                form = super::multipart::fields(&incoming).unwrap_or_default();
                form.as_bytes()
            }
            Media::Json | Media::Form => body,
        };
        found = settings.run_checks::<E>(found, names, media, source).await;
    }
    Err(found.map_or_else(Answered::failed, |()| Answered::held()))
}
