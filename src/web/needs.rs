//! What an extractor reads from a request.

use std::borrow::Cow;

use super::media::Media;
use crate::{ErrorBody, Source, Status};

/// What an extractor reads from a request, so that an adapter gathers nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// The one part that it reads. `None` for several parts, whose keys then begin with the name of the part.
    source: Option<Source>,
    path: bool,
    query: bool,
    headers: bool,
    body: Option<Media>,
    /// Whether a request without a body is accepted.
    optional_body: bool,
}

impl Needs {
    pub(super) const fn one(source: Source, body: Option<Media>) -> Self {
        Self {
            source: Some(source),
            path: matches!(source, Source::Path),
            query: matches!(source, Source::Query),
            headers: matches!(source, Source::Headers),
            body,
            optional_body: false,
        }
    }

    pub(super) const fn optional(self) -> Self {
        Self { optional_body: self.body.is_some(), ..self }
    }

    /// What several extractors need together. A second body does not compile.
    pub(super) const fn several(parts: &[Self]) -> Self {
        let mut all =
            Self { source: None, path: false, query: false, headers: false, body: None, optional_body: false };
        let mut at = 0;
        while at < parts.len() {
            let part = parts[at];
            all.path |= part.path;
            all.query |= part.query;
            all.headers |= part.headers;
            if part.body.is_some() {
                assert!(all.body.is_none(), "the body of a request can be read by one extractor only");
                all.body = part.body;
                all.optional_body = part.optional_body;
            }
            at += 1;
        }
        all
    }

    /// Whether the parameters of the path are read.
    #[must_use]
    pub const fn path(self) -> bool {
        self.path
    }

    pub(super) const fn query(self) -> bool {
        self.query
    }

    pub(super) const fn headers(self) -> bool {
        self.headers
    }

    /// Which media type of a body is read, if a body is.
    #[must_use]
    pub const fn body(self) -> Option<Media> {
        self.body
    }

    pub(super) const fn optional_body(self) -> bool {
        self.optional_body
    }

    /// Whether a live check is answered even if the request holds more than the extractor reads.
    pub(super) const fn always_answers(self) -> bool {
        self.body.is_some() || self.source.is_none()
    }

    /// A key of the body as it stands in the answer.
    pub(super) fn key(self, of_body: &str) -> Cow<'_, str> {
        match self.source {
            Some(_) => of_body.into(),
            None => Source::Body.join(of_body).into(),
        }
    }

    /// The answer before anything wrong is added to it.
    pub(super) const fn answer(self) -> ErrorBody {
        let answer = ErrorBody::new(Status::UnprocessableEntity);
        match self.source {
            Some(source) => answer.of(source),
            None => answer.of_several(),
        }
    }
}
