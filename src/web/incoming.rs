//! A request as extractors see it, without its framework.

use std::string::String;
use std::sync::Arc;

use bytes::Bytes;
use form_urlencoded::Serializer;

use super::answers::Answers;
use super::extract::{Extract, Place};
use super::media::{self, Media};
use super::names;
use super::outcome::Answered;
use crate::{ErrorBody, Limits, Status};

/// What an adapter has gathered of a request for one extractor.
#[derive(Debug)]
pub struct Incoming {
    settings: Option<Arc<Answers>>,
    /// Path, query and headers as pairs, in the form of a query string.
    path: String,
    query: String,
    headers: String,
    content_type: Option<String>,
    body: Result<Bytes, ErrorBody>,
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
            path: String::new(),
            query: query.unwrap_or_default().into(),
            headers: String::new(),
            content_type: text("content-type").map(Into::into),
            body: Ok(Bytes::new()),
            has_body: text("content-length").is_some_and(|length| length.trim() != "0")
                || header("transfer-encoding").is_some(),
            live: lives.then(|| text(names::VALIDATE_ONLY).map(Into::into)),
        }
    }

    /// The parameters of the path, decoded.
    pub fn set_path<N: AsRef<str>, V: AsRef<str>>(&mut self, parameters: impl Iterator<Item = (N, V)>) {
        self.path = pairs(parameters);
    }

    /// The header fields, with names in lower case.
    pub fn set_headers<'h>(&mut self, fields: impl Iterator<Item = (&'h str, &'h [u8])>) {
        self.headers =
            pairs(fields.filter_map(|(name, value)| core::str::from_utf8(value).ok().map(|value| (name, value))));
    }

    /// Whether the body is to be read for this extractor: it is a part of it and has a media type that fits.
    pub fn wants_body<E: Extract>(&mut self) -> bool {
        let Some(media) = E::MEDIA else { return false };
        if media.is(self.content_type.as_deref()) {
            return true;
        }
        self.body = Err(media.expected());
        false
    }

    /// The body, or why it could not be read.
    pub fn set_body(&mut self, body: Result<Bytes, ErrorBody>) {
        self.body = body;
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

    pub(super) fn body(&self) -> Result<&[u8], ErrorBody> {
        self.body.as_deref().map_err(Clone::clone)
    }

    pub(super) fn boundary(&self) -> Option<String> {
        media::boundary(self.content_type.as_deref()?)
    }

    pub(super) fn query(&self) -> Result<&str, ErrorBody> {
        Ok(&self.query)
    }

    pub(super) fn path(&self) -> Result<&str, ErrorBody> {
        Ok(&self.path)
    }

    pub(super) fn headers(&self) -> Result<&str, ErrorBody> {
        Ok(&self.headers)
    }

    /// The names that a live check asks this extractor for.
    fn asked<E: Extract>(&self) -> Option<Option<&str>> {
        let is_alone = !self.has_body && (self.query.is_empty() || E::needs(Place::Query));
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
                form = super::multipart::pairs(&incoming).unwrap_or_default();
                form.as_bytes()
            }
            Media::Json | Media::Form => body,
        };
        found = settings.run_checks(found, names, media, source).await;
    }
    Err(found.map_or_else(Answered::failed, |()| Answered::held()))
}

/// Pairs as a query string. A dot in a name is part of it.
fn pairs<N: AsRef<str>, V: AsRef<str>>(pairs: impl Iterator<Item = (N, V)>) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in pairs {
        let (name, value) = (name.as_ref(), value.as_ref());
        match name.contains(['.', '\\']) {
            true => query.append_pair(&crate::escape_segment(name), value),
            false => query.append_pair(name, value),
        };
    }
    query.finish()
}
