//! Applies the settings to a response on its way out.

use std::string::String;
use std::vec::Vec;

use super::accept::negotiate;
use super::answers::Answers;
use super::format::{Documented, Wording};
use super::headers::{Headers, ResponseHeaders};
use super::languages::Chosen;
use super::watch::Watched;
use super::{header_names, media};
use crate::{Answer, ErrorBody, Status};

/// What the response depends on, remembered from the request.
#[derive(Clone, Default)]
pub(crate) struct Client {
    accept: String,
    accept_language: String,
    language: Option<Chosen>,
    pub(super) is_live: bool,
    pub(super) watched: Option<Watched>,
}

/// Marks a response whose body settings further inside have written, so that settings further out leave it alone.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
#[derive(Clone)]
pub(crate) struct Rewritten;

/// A body with its media type, and with its language if it is known.
pub(crate) struct TypedBody {
    media_type: &'static str,
    language: Option<&'static str>,
    body: String,
}

impl TypedBody {
    /// The documented body in English.
    #[cfg(feature = "rocket")]
    pub(crate) fn documented(error: &ErrorBody) -> Self {
        Self { media_type: "application/json", language: None, body: error.to_json() }
    }
}

impl Answers {
    pub(crate) fn client(&self, headers: &(impl Headers + ?Sized)) -> Client {
        let text = |name| headers.text(name).unwrap_or_default();
        Client {
            accept: if self.offers.is_empty() { String::new() } else { text("accept") },
            accept_language: if self.messages.is_none() { String::new() } else { text("accept-language") },
            language: self.languages.choose(headers),
            is_live: self.answers_live(headers),
            watched: None,
        }
    }

    /// Sets the header fields of a response, and returns the body that replaces its own if there is one.
    ///
    /// `error` is the failure that the response carries. `is_rewritten` says whether it is [`Rewritten`].
    #[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
    pub(crate) fn finish(
        &self,
        client: &Client,
        error: Option<&ErrorBody>,
        is_rewritten: bool,
        status_code: u16,
        headers: &mut impl ResponseHeaders,
    ) -> Option<String> {
        let rewritten = match error {
            Some(error) => {
                self.see(client, error);
                self.rewrite(error, client)
            }
            None if is_rewritten => None,
            None => {
                let content_type = headers.values_of("content-type").next();
                self.replace(status_code, content_type.unwrap_or_default(), client)
            }
        };
        self.set_headers(client, rewritten, headers)
    }

    /// Sets the header fields of a response, including those of its new body. Returns that body.
    pub(crate) fn set_headers(
        &self,
        client: &Client,
        rewritten: Option<TypedBody>,
        headers: &mut impl ResponseHeaders,
    ) -> Option<String> {
        let body = rewritten.map(|TypedBody { media_type, language, body }| {
            header_names::OF_THE_BODY.into_iter().for_each(|name| headers.remove_field(name));
            headers.set_field("content-type", media_type);
            if let Some(language) = language {
                headers.set_field("content-language", language);
            }
            body
        });
        for name in self.varies_besides(headers.values_of("vary")) {
            headers.append_field("vary", name);
        }
        if client.is_live {
            headers.set_field(header_names::PRECOGNITION, "true");
        }
        body
    }

    /// The header fields of the request that responses depend on, without those that `Vary` lists already.
    fn varies_besides<'v>(&self, vary: impl Iterator<Item = &'v [u8]>) -> Vec<&'static str> {
        let own_field = self.languages.own_field().filter(|_| self.languages.are_offered());
        let fields = [
            (self.live, "Precognition"),
            (!self.offers.is_empty(), "Accept"),
            (self.messages.is_some() || self.languages.are_offered(), "Accept-Language"),
            (own_field.is_some(), own_field.unwrap_or_default()),
        ];
        let mut fields: Vec<_> = fields.into_iter().filter_map(|(varies, name)| varies.then_some(name)).collect();
        vary.for_each(|value| fields.retain(|name| !header_names::lists(value, name)));
        fields
    }

    /// The body of a failure, unless it is the documented one, which the response has already.
    pub(crate) fn rewrite(&self, error: &ErrorBody, client: &Client) -> Option<TypedBody> {
        self.changes_failures().then(|| self.write(error, client))
    }

    /// The body that replaces that of a failure of the framework, another layer or a handler.
    pub(crate) fn replace(&self, status_code: u16, content_type: &[u8], client: &Client) -> Option<TypedBody> {
        let status = Status::from_code(status_code).filter(|_| self.every_error)?;
        (!media::is_json(content_type)).then(|| self.write(&ErrorBody::new(status), client))
    }

    /// Whether the body of any response may change.
    #[cfg(feature = "actix-web")]
    pub(crate) fn changes_bodies(&self) -> bool {
        self.every_error || self.changes_failures()
    }

    /// Whether failures have another body than the documented one.
    fn changes_failures(&self) -> bool {
        let has_words = self.message.is_some() || self.messages.is_some() || self.languages.are_offered();
        has_words || self.format.is_some() || !self.offers.is_empty()
    }

    #[cfg(feature = "rocket")]
    pub(crate) fn answers_every_error(&self) -> bool {
        self.every_error
    }

    fn write(&self, error: &ErrorBody, client: &Client) -> TypedBody {
        let own = || self.messages.as_ref().and_then(|choose| choose(&client.accept_language));
        let messages = client.language.map_or_else(own, |(_, messages)| Some(messages));
        let wording = Wording::new(messages, self.message.as_deref());
        let format = self.format.as_deref().unwrap_or(&Documented);
        let format = negotiate(format, self.offers.iter().map(|format| &**format), &client.accept);
        TypedBody {
            media_type: format.media_type(),
            // The words of an application are in whichever language it wrote them.
            language: client.language.map(|(tag, _)| tag).filter(|_| !error.is_in_own_words()),
            body: format.write(error, &wording),
        }
    }
}

/// The answer if a body could not be taken from the network.
pub(crate) fn unreadable(is_too_large: bool) -> ErrorBody {
    if is_too_large {
        ErrorBody::new(Status::ContentTooLarge).answer(Answer::TOO_LARGE)
    } else {
        ErrorBody::new(Status::BadRequest).answer(Answer::UNREADABLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ValidationErrors, lang};

    #[test]
    fn words_of_the_application_have_no_language_of_ours() {
        let answers = Answers::new().languages(&[&lang::EN]);
        let client = answers.client(&[][..]);
        let language = |error: &ErrorBody| answers.write(error, &client).language;
        let own = ErrorBody::new(Status::NotFound).message("Ne estas tia pago.");
        assert_eq!(language(&own), None);
        assert_eq!(language(&own.errors(ValidationErrors::new())), Some("en"));
        assert_eq!(language(&Status::NotFound.into()), Some("en"));
        assert_eq!(language(&ErrorBody::new(Status::BadRequest).answer(Answer::NO_BODY)), Some("en"));
    }
}
