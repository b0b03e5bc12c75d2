//! The settings of an application or a route: how failures are answered, and whether live checks are.

use core::any::{Any, TypeId};
use core::fmt;
use core::future::Future;
use std::borrow::Cow;
use std::collections::HashMap;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use serde::de::DeserializeOwned;

use super::field_check::FieldCheck;
use super::format::{Format, Wording};
use super::header_names;
use super::headers::Headers;
use super::languages::Languages;
use super::seen::Seen;
use super::watch::Watch;
use crate::{ErrorBody, Limits, Messages, Unanswered, Violation};

/// How failures are answered, for an application or a route. The default is the documented body, and no live checks.
///
/// In axum it is a layer, in actix-web and poem a middleware, in Rocket a fairing. Settings of a route replace those of
/// the application.
///
/// ```
/// use unprocessable::Limits;
/// use unprocessable::web::{Answers, Problem};
///
/// let answers = Answers::new()
///     .live()
///     .every_error()
///     .message("Please check the form.")
///     .offer(Problem)
///     .limits(Limits::new().violations(20));
/// # let _ = answers;
/// ```
#[derive(Clone, Default)]
pub struct Answers {
    pub(super) limits: Limits,
    pub(super) live: bool,
    pub(super) every_error: bool,
    pub(super) message: Option<Cow<'static, str>>,
    pub(super) messages: Option<MessagesByLanguage>,
    pub(super) languages: Languages,
    pub(super) format: Option<Arc<dyn Format>>,
    pub(super) offers: Vec<Arc<dyn Format>>,
    contexts: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    pub(super) checks: Vec<Arc<FieldCheck>>,
    unanswered: Option<Report>,
    pub(super) watch: Watch,
}

type Report = Arc<dyn Fn(&Unanswered) + Send + Sync>;
type MessagesByLanguage = Arc<dyn Fn(&str) -> Option<&'static (dyn Messages + Sync)> + Send + Sync>;

impl Answers {
    /// Settings that change nothing: the documented body, no live checks.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers live checks: requests with the header field `Precognition: true`. Without this setting the field has no
    /// effect. With it, every response has `Vary: Precognition`.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }

    /// Adds an asynchronous check of one field to live checks, for example whether an e-mail address is already in the
    /// database.
    ///
    /// It runs if the live check asks for the key, its value can be read, and no rule has found anything wrong with it.
    /// The rest of the form does not matter. The real request does not run it: there the constraints of the database
    /// decide. The value is the one that was sent, before `normalize(…)`, so the function trims what the type trims.
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
        self.checks.push(Arc::new(FieldCheck::new(key.into(), check)));
        self
    }

    /// Sets the context of types that are read [`With`](super::With) it. There can be one of each type. What differs from
    /// request to request, such as the user, is a [`RequestContext`](super::RequestContext), which goes first.
    #[must_use]
    pub fn context<C: Send + Sync + 'static>(mut self, context: C) -> Self {
        self.contexts.insert(TypeId::of::<C>(), Arc::new(context));
        self
    }

    /// Sets the limits on depth and violations. The framework decides how large a body may be; see its adapter.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Gives every failure this shape, including those of the framework, of another layer or of a handler. It applies
    /// to responses with a status of the [documented table](crate::Status), unless their body is already JSON. Header
    /// fields stay.
    #[must_use]
    pub fn every_error(mut self) -> Self {
        self.every_error = true;
        self
    }

    /// Replaces the top-level message "The given data was invalid."
    #[must_use]
    pub fn message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Speaks these languages. The header field `Accept-Language` chooses one, by RFC 9110 and the lookup of RFC 4647; the
    /// first one is for clients that ask for none of them, and for those that refuse all. Entries of the field after the
    /// 32nd are ignored. Answers say their language in `Content-Language`, unless they have only a message of the
    /// application, and every response has `Vary: Accept-Language`.
    ///
    /// Everything is said in the language: violations, bodies that are no documents, media types, statuses. Together
    /// with [`every_error`](Self::every_error) this also holds for answers of the framework, such as 404 and 405.
    ///
    /// ```
    /// # #[cfg(feature = "lang-de")] {
    /// use unprocessable::lang;
    /// use unprocessable::web::Answers;
    ///
    /// let answers = Answers::new().every_error().languages(&[&lang::EN, &lang::DE]);
    /// # let _ = answers;
    /// # }
    /// ```
    ///
    /// A source of messages of your own can stand in the list, if its [`language`](Messages::language) tells which one
    /// it is.
    #[must_use]
    pub fn languages<M: Messages + Sync>(mut self, languages: &[&'static M]) -> Self {
        self.languages.offer(languages);
        self
    }

    /// Lets another header field decide before `Accept-Language`, such as a cookie in which a user's choice is kept.
    /// The function gets its value, in which several lines are joined by "; " for cookies and else by ", ", and returns
    /// a tag such as `pl`, or several as in `Accept-Language`. If it returns `None`, or no language that is spoken,
    /// `Accept-Language` decides. Every response has `Vary` with this field, too.
    ///
    /// A layer that knows the user can set a header field of the request, which then decides.
    ///
    /// ```
    /// # #[cfg(feature = "lang-de")] {
    /// use unprocessable::lang;
    /// use unprocessable::web::Answers;
    ///
    /// let answers = Answers::new().languages(&[&lang::EN, &lang::DE]).language_by("cookie", |cookie| {
    ///     let choice = cookie.split("; ").find_map(|pair| pair.strip_prefix("language="));
    ///     choice.map(String::from)
    /// });
    /// # let _ = answers;
    /// # }
    /// ```
    #[must_use]
    pub fn language_by(
        mut self,
        field: &'static str,
        choose: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.languages.decide_by(field, Arc::new(choose));
        self
    }

    /// Takes the sentences from another source.
    #[must_use]
    pub fn messages(self, messages: &'static (dyn Messages + Sync)) -> Self {
        self.choose_messages(move |_| Some(messages))
    }

    /// Chooses the source of the sentences by the header field `Accept-Language`, which is empty if the request has
    /// none. `None` stands for the default sentences.
    ///
    /// ```
    /// use unprocessable::web::Answers;
    /// use unprocessable::{Messages, Sentence};
    ///
    /// struct German;
    ///
    /// impl Messages for German {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         (sentence.code() == "required").then_some("{attribute} fehlt.")
    ///     }
    /// }
    ///
    /// let answers = Answers::new().choose_messages(|accepted| accepted.starts_with("de").then_some(&German));
    /// # let _ = answers;
    /// ```
    #[must_use]
    pub fn choose_messages(
        mut self,
        choose: impl Fn(&str) -> Option<&'static (dyn Messages + Sync)> + Send + Sync + 'static,
    ) -> Self {
        self.messages = Some(Arc::new(choose));
        self
    }

    /// Replaces the documented format: by [`Problem`](super::Problem), [`JsonApi`](super::JsonApi) or one of your own.
    #[must_use]
    pub fn format(mut self, format: impl Format) -> Self {
        self.format = Some(Arc::new(format));
        self
    }

    /// Writes the body with a function, as `application/json`.
    ///
    /// ```
    /// use unprocessable::web::Answers;
    ///
    /// let answers = Answers::new().body(|error, wording| {
    ///     serde_json::json!({ "code": error.status().code(), "title": wording.message(error) }).to_string()
    /// });
    /// # let _ = answers;
    /// ```
    #[must_use]
    pub fn body(self, write: impl Fn(&ErrorBody, &Wording<'_>) -> String + Send + Sync + 'static) -> Self {
        self.format(write)
    }

    /// Offers a format beside the usual one, to clients that rank its media type higher in `Accept`.
    #[must_use]
    pub fn offer(mut self, format: impl Format) -> Self {
        self.offers.push(Arc::new(format));
        self
    }

    /// Calls this function when asynchronous rules of a request cannot be answered, with the error of the application.
    ///
    /// The response says nothing of that error, so this is the place to log it.
    ///
    /// ```
    /// use unprocessable::web::Answers;
    ///
    /// let answers = Answers::new().unanswered(|reason| eprintln!("{reason}: {:?}", std::error::Error::source(reason)));
    /// # let _ = answers;
    /// ```
    #[must_use]
    pub fn unanswered(mut self, report: impl Fn(&Unanswered) + Send + Sync + 'static) -> Self {
        self.unanswered = Some(Arc::new(report));
        self
    }

    /// Calls this function for each request that is refused, and for each query or function that an asynchronous rule has
    /// waited for. It may count: nothing that it gets is a value, or a name that a client could make up.
    ///
    /// A request counts as refused if it is answered with an error of this crate that has violations, or with 400, 413,
    /// 415 or 422. A handler that takes a `Result` of an extractor, and answers by itself, refuses nothing. The function
    /// runs before the response leaves, so it must not wait. All functions that are given are called.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    /// use unprocessable::web::{Answers, Seen};
    ///
    /// static MISSING: AtomicUsize = AtomicUsize::new(0);
    ///
    /// let answers = Answers::new().observe(|seen| {
    ///     if let Seen::Refused(refused) = seen {
    ///         for violation in refused.violations().filter(|violation| violation.code() == "required") {
    ///             MISSING.fetch_add(violation.count(), Ordering::Relaxed);
    ///             println!("{} {:?}: {}", refused.method(), refused.route(), violation.field());
    ///         }
    ///     }
    /// });
    /// # let _ = answers;
    /// ```
    ///
    /// With the feature `tracing` each refused request is also an event, and with `metrics` it is counted.
    #[must_use]
    pub fn observe(mut self, observer: impl for<'s> Fn(Seen<'s>) + Send + Sync + 'static) -> Self {
        self.watch.observers.push(Arc::new(observer));
        self
    }

    pub(super) fn report(&self, reason: &Unanswered) {
        if let Some(report) = &self.unanswered {
            report(reason);
        }
    }

    pub(super) fn answers_live(&self, headers: &(impl Headers + ?Sized)) -> bool {
        self.live && headers.field(header_names::PRECOGNITION).is_some_and(|value| value.eq_ignore_ascii_case(b"true"))
    }

    pub(super) fn context_of<C: 'static>(&self) -> Option<&C> {
        self.contexts.get(&TypeId::of::<C>())?.downcast_ref()
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("live", &self.live)
            .field("every_error", &self.every_error)
            .finish_non_exhaustive()
    }
}
