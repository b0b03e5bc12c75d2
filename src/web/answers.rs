//! The settings of an application or a route: how failures are answered, and whether live checks are.

use core::any::{Any, TypeId};
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use std::borrow::Cow;
use std::boxed::Box;
use std::collections::HashMap;
use std::string::{String, ToString};
use std::sync::Arc;
use std::vec::Vec;

use serde::de::DeserializeOwned;

use super::extract::Extract;
use super::format::{Documented, Format, Words};
use super::media::{self, Media};
use super::names;
use crate::{ErrorBody, Limits, Live, Messages, Status, Violation};

/// How failures are answered, for an application or a route. The default is the documented body, and no live checks.
///
/// Settings of a route take the place of those of the application.
#[derive(Clone, Default)]
pub struct Answers {
    pub(super) limits: Limits,
    live: bool,
    every_error: bool,
    message: Option<Cow<'static, str>>,
    messages: Option<MessagesOf>,
    format: Option<Arc<dyn Format>>,
    offers: Vec<Arc<dyn Format>>,
    contexts: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    checks: Vec<Arc<Check>>,
}

type MessagesOf = Arc<dyn Fn(&str) -> Option<&'static (dyn Messages + Sync)> + Send + Sync>;
type Run = dyn Fn(Media, &[u8], &str) -> Option<Outcome> + Send + Sync;
type Outcome = Pin<Box<dyn Future<Output = Result<(), Violation>> + Send>>;

/// A check of one field that waits for something.
struct Check {
    key: Cow<'static, str>,
    /// Nothing where the field cannot be read.
    run: Box<Run>,
}

impl Answers {
    /// The documented body, no live checks.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers live checks: requests with the header `Precognition: true`. Without this the header means nothing.
    /// Every response varies on it then.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }

    /// Adds a check of one field to live checks, for what only a database knows: whether an e-mail address is taken.
    ///
    /// It runs when the key is asked for, its value can be read and nothing else is wrong with it, whatever the rest
    /// of the form is like. What it finds stands behind what rules have found. On the real request the database itself has
    /// the last word, through its constraints.
    ///
    /// ```
    /// use unprocessable::Violation;
    /// use unprocessable::web::Answers;
    ///
    /// let answers = Answers::new().live().check("email", |email: String| async move {
    ///     match email.as_str() {
    ///         "jane@example.com" => Err(Violation::new("taken", "The {attribute} has already been taken.")),
    ///         _ => Ok(()),
    ///     }
    /// });
    /// # let _ = answers;
    /// ```
    #[must_use]
    pub fn check<V, F>(
        mut self,
        key: impl Into<Cow<'static, str>>,
        check: impl Fn(V) -> F + Send + Sync + 'static,
    ) -> Self
    where
        V: DeserializeOwned,
        F: Future<Output = Result<(), Violation>> + Send + 'static,
    {
        let run = move |media, body: &[u8], key: &str| {
            let value = match media {
                Media::Json => Live::value_in_json(body, key),
                Media::Form | Media::Multipart => Live::value_in_form(body, key),
            };
            Some(Box::pin(check(value?)) as Outcome)
        };
        self.checks.push(Arc::new(Check { key: key.into(), run: Box::new(run) }));
        self
    }

    /// Gives the context of types that are read [`With`](super::With) it.
    #[must_use]
    pub fn context<C: Send + Sync + 'static>(mut self, context: C) -> Self {
        self.contexts.insert(TypeId::of::<C>(), Arc::new(context));
        self
    }

    /// Takes other caps than the default ones. How large a body may be is decided by the framework.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Answers every failure in this shape: also what the framework, another layer or a handler answers with a status of
    /// the [documented table](Status), unless its body is JSON already. Headers stay.
    #[must_use]
    pub fn every_error(mut self) -> Self {
        self.every_error = true;
        self
    }

    /// Puts another top-level message in place of "The given data was invalid."
    #[must_use]
    pub fn message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Takes sentences from another source.
    #[must_use]
    pub fn messages(self, messages: &'static (dyn Messages + Sync)) -> Self {
        self.choose_messages(move |_| Some(messages))
    }

    /// Takes sentences from a source that is chosen by the header `Accept-Language`, which is empty where there is none.
    /// `None` are the default ones.
    #[must_use]
    pub fn choose_messages(
        mut self,
        choose: impl Fn(&str) -> Option<&'static (dyn Messages + Sync)> + Send + Sync + 'static,
    ) -> Self {
        self.messages = Some(Arc::new(choose));
        self
    }

    /// Answers in another format than the documented one: [`Problem`](super::Problem), [`JsonApi`](super::JsonApi), or
    /// one of your own.
    #[must_use]
    pub fn format(mut self, format: impl Format) -> Self {
        self.format = Some(Arc::new(format));
        self
    }

    /// Writes the body by a function, as `application/json`.
    #[must_use]
    pub fn body(self, write: impl Fn(&ErrorBody, &Words<'_>) -> String + Send + Sync + 'static) -> Self {
        self.format(write)
    }

    /// Offers a format to clients that name its media type in `Accept`, before that of the others.
    #[must_use]
    pub fn offer(mut self, format: impl Format) -> Self {
        self.offers.push(Arc::new(format));
        self
    }
}

/// What an adapter needs to know of a request when it writes the response.
#[derive(Clone, Debug, Default)]
pub struct Client {
    accept: String,
    language: String,
    live: bool,
}

impl Client {
    /// Whether this is a live check that will be answered.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.live
    }
}

/// For adapters.
impl Answers {
    #[doc(hidden)]
    pub fn client<'h>(&self, header: impl Fn(&'static str) -> Option<&'h [u8]>) -> Client {
        let text = |name| {
            let value = header(name).and_then(|value| core::str::from_utf8(value).ok());
            value.unwrap_or_default().to_string()
        };
        Client {
            accept: if self.offers.is_empty() { String::new() } else { text("accept") },
            language: if self.messages.is_none() { String::new() } else { text("accept-language") },
            live: self.answers_live(&header),
        }
    }

    pub(super) fn answers_live<'h>(&self, header: &impl Fn(&'static str) -> Option<&'h [u8]>) -> bool {
        self.live && header(names::PRECOGNITION).is_some_and(|value| value.eq_ignore_ascii_case(b"true"))
    }

    /// Whether the body of any answer may be written anew.
    #[cfg(feature = "actix-web")]
    pub(crate) fn writes_anew(&self) -> bool {
        self.every_error || self.changes_failures()
    }

    /// Whether what others answer is put into this shape too.
    #[cfg(feature = "rocket")]
    pub(crate) fn answers_every_error(&self) -> bool {
        self.every_error
    }

    /// The header fields on which responses of the route depend, besides those that its `Vary` names already.
    #[doc(hidden)]
    pub fn varies_besides<'v>(&self, vary: impl Iterator<Item = &'v [u8]>) -> Vec<&'static str> {
        let fields = [
            (self.live, "Precognition"),
            (!self.offers.is_empty(), "Accept"),
            (self.messages.is_some(), "Accept-Language"),
        ];
        let mut fields: Vec<_> = fields.into_iter().filter_map(|(varies, name)| varies.then_some(name)).collect();
        vary.for_each(|value| fields.retain(|name| !names::lists(value, name)));
        fields
    }

    /// The media type and body that take the place of those of a response, if any do: of the failure that it carries, or,
    /// unless settings further inside have written it, of one that others made.
    #[doc(hidden)]
    pub fn renew(
        &self,
        error: Option<&ErrorBody>,
        is_written: bool,
        code: u16,
        content_type: Option<&[u8]>,
        client: &Client,
    ) -> Option<(&'static str, String)> {
        match error {
            Some(error) => self.rewrite(error, client),
            None if is_written => None,
            None => self.replace(code, content_type.unwrap_or_default(), client),
        }
    }

    /// The media type and body of a failure, unless it is the documented one, which is written already.
    #[doc(hidden)]
    pub fn rewrite(&self, error: &ErrorBody, client: &Client) -> Option<(&'static str, String)> {
        self.changes_failures().then(|| self.write(error, client))
    }

    /// Whether failures have another body than the documented one.
    fn changes_failures(&self) -> bool {
        self.message.is_some() || self.messages.is_some() || self.format.is_some() || !self.offers.is_empty()
    }

    /// The media type and body that take the place of a failure of others.
    #[doc(hidden)]
    pub fn replace(&self, code: u16, content_type: &[u8], client: &Client) -> Option<(&'static str, String)> {
        let status = Status::from_code(code).filter(|_| self.every_error)?;
        (!media::is_json(content_type)).then(|| self.write(&ErrorBody::new(status), client))
    }

    fn write(&self, error: &ErrorBody, client: &Client) -> (&'static str, String) {
        let messages = self.messages.as_ref().and_then(|choose| choose(&client.language));
        let words = Words::new(messages, self.message.as_deref());
        let format = self.format.as_deref().unwrap_or(&Documented);
        let offers = self.offers.iter().map(|format| &**format);
        let format = negotiate(format, offers, &client.accept);
        (format.media_type(), format.write(error, &words))
    }

    pub(super) fn context_of<C: 'static>(&self) -> Option<&C> {
        self.contexts.get(&TypeId::of::<C>())?.downcast_ref()
    }

    /// Adds what the checks of single fields find.
    pub(super) async fn run_checks<E: Extract>(
        &self,
        mut found: Result<(), ErrorBody>,
        names: Option<&str>,
        media: Media,
        body: &[u8],
    ) -> Result<(), ErrorBody> {
        if self.checks.is_empty() {
            return found;
        }
        let live = names.into_iter().fold(Live::new(), Live::only);
        for check in &self.checks {
            let key = E::key(&check.key);
            let mut known = found.as_ref().err().and_then(ErrorBody::validation_errors);
            if !live.asks_for(&key) || known.take().is_some_and(|errors| errors.get(&key).next().is_some()) {
                continue;
            }
            let Some(running) = (check.run)(media, body, &check.key) else { continue };
            if let Err(violation) = running.await {
                let error = found.err().unwrap_or_else(E::answer);
                let mut errors = error.validation_errors().cloned().unwrap_or_default();
                errors.add(&key, violation);
                found = Err(error.errors(errors));
            }
        }
        found
    }
}

/// The format that `Accept` ranks highest; the first of equals, the default one where it names none.
fn negotiate<'f>(
    default: &'f dyn Format,
    offers: impl Iterator<Item = &'f dyn Format>,
    accept: &str,
) -> &'f dyn Format {
    let mut best = (quality(accept, default.media_type()), default);
    for format in offers {
        let asked = quality(accept, format.media_type());
        if asked > best.0 {
            best = (asked, format);
        }
    }
    best.1
}

/// How much an `Accept` wants a media type: its `q` in thousandths, by the most exact range that fits.
fn quality(accept: &str, media_type: &str) -> u16 {
    let kind = media_type.split('/').next().unwrap_or_default();
    let mut best = (0, 0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let exactness = match name.split_once('/') {
            _ if name.eq_ignore_ascii_case(media_type) => 3,
            Some((of, "*")) if of.eq_ignore_ascii_case(kind) => 2,
            Some(("*", "*")) => 1,
            _ => continue,
        };
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight = weight.map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0));
        if exactness > best.0 {
            best = (exactness, (weight * 1000.0) as u16);
        }
    }
    best.1
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("live", &self.live)
            .field("every_error", &self.every_error)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::format::{JsonApi, Problem};
    use super::*;

    #[test]
    fn accept_chooses_among_what_is_offered() {
        let (problem, json_api) = ("application/problem+json", "application/vnd.api+json");
        for (accept, chosen) in [
            ("", "application/json"),
            ("*/*", "application/json"),
            ("text/html", "application/json"),
            ("application/*", "application/json"),
            ("application/problem+json", problem),
            ("application/json, application/problem+json", "application/json"),
            ("application/json;q=0.5, application/problem+json", problem),
            ("application/problem+json;q=0.1, application/vnd.api+json;q=0.9", json_api),
            ("application/json;q=0, */*", problem),
            ("application/problem+json;q=x", "application/json"),
            (";;,,/;q=", "application/json"),
        ] {
            let answers = Answers::new().offer(Problem).offer(JsonApi);
            let client = Client { accept: accept.into(), ..Client::default() };
            assert_eq!(answers.write(&ErrorBody::new(Status::NotFound), &client).0, chosen, "{accept}");
        }
    }
}
