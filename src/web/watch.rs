//! Who watches an application, and what they are told.

use core::cell::Cell;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use super::answers::Answers;
use super::response::Client;
use super::seen::{Asked, Counted, Refused, Seen};
use super::series::{KnownSeries, OTHER, RequestKind};
use crate::__private::Timing;
use crate::{ErrorBody, Status};

pub(super) type Observer = Arc<dyn for<'s> Fn(Seen<'s>) + Send + Sync>;

/// Who watches. Copies of the settings share what they have counted.
#[derive(Clone, Default)]
pub(super) struct Watch {
    pub(super) observers: Vec<Observer>,
    series: Arc<KnownSeries>,
}

/// What is remembered of a request that somebody watches.
#[derive(Clone)]
pub(crate) struct Watched {
    method: &'static str,
    route: Option<Route>,
}

/// The route of a request, in the type in which its framework hands it on.
#[derive(Clone, Debug)]
pub enum Route {
    /// Of axum, which shares it.
    #[cfg(feature = "axum")]
    Axum(axum::extract::MatchedPath),
    /// Of poem, which shares it.
    #[cfg(feature = "poem")]
    Poem(poem::PathPattern),
    /// Of actix-web and Rocket.
    Text(String),
}

impl Route {
    fn text(&self) -> &str {
        match self {
            #[cfg(feature = "axum")]
            Self::Axum(route) => route.as_str(),
            #[cfg(feature = "poem")]
            Self::Poem(route) => &route.0,
            Self::Text(route) => route,
        }
    }
}

std::thread_local! {
    /// A list that is used again, because most requests have few violations.
    static BUFFER: Cell<Vec<Counted>> = const { Cell::new(Vec::new()) };
}

impl Watch {
    /// Whether there is anybody to tell.
    fn is_on(&self) -> bool {
        #[cfg(feature = "tracing")]
        if tracing::event_enabled!(target: "unprocessable", tracing::Level::INFO) {
            return true;
        }
        #[cfg(feature = "metrics")]
        if super::metering::is_on() {
            return true;
        }
        !self.observers.is_empty()
    }

    /// What is told of each answer to a question of an asynchronous rule.
    fn asked(&self, timing: Timing) {
        let asked = Asked(timing);
        self.tell(Seen::Asked(asked));
        #[cfg(feature = "metrics")]
        super::metering::asked(&asked);
    }

    fn refused(&self, watched: &Watched, error: &ErrorBody, is_live: bool) {
        let route = watched.route.as_ref().map(Route::text);
        let series = self.series.of(route, RequestKind { method: watched.method, is_live });
        let errors = error.validation_errors();
        let mut violations = BUFFER.take();
        if let Some(errors) = errors {
            series.count(errors, &mut violations);
        }
        let refused = Refused {
            route,
            method: watched.method,
            status: error.status(),
            is_live,
            is_truncated: errors.is_some_and(|errors| errors.is_truncated()),
            violations: &violations,
        };
        self.tell(Seen::Refused(refused));
        #[cfg(feature = "tracing")]
        tracing::event!(
            name: "unprocessable.refused",
            target: "unprocessable",
            tracing::Level::INFO,
            http.route = refused.route,
            http.request.method = refused.method,
            http.response.status_code = refused.status.code(),
            unprocessable.live = refused.is_live,
            unprocessable.violations = refused.count(),
            unprocessable.fields = %super::seen::InOneLine(refused),
            "request refused"
        );
        #[cfg(feature = "metrics")]
        super::metering::refused(&refused, &series);
        violations.clear();
        BUFFER.set(violations);
    }

    fn tell(&self, seen: Seen<'_>) {
        self.observers.iter().for_each(|observer| observer(seen));
    }
}

impl Answers {
    /// What tells how long asynchronous rules take, if anybody listens.
    pub(super) fn timer(&self) -> Option<impl Fn(Timing) + Send + Sync + '_> {
        self.watch.is_on().then_some(|timing| self.watch.asked(timing))
    }

    /// Tells those who watch of a request that was refused.
    pub(crate) fn see(&self, client: &Client, error: &ErrorBody) {
        let Some(watched) = &client.watched else { return };
        // Other answers say nothing of what was sent.
        let is_refused = error.validation_errors().is_some()
            || matches!(
                error.status(),
                Status::BadRequest
                    | Status::ContentTooLarge
                    | Status::UnsupportedMediaType
                    | Status::UnprocessableEntity
            );
        if is_refused {
            self.watch.refused(watched, error, client.is_live);
        }
    }
}

/// What a refused request tells those who watch, without a server.
pub fn see(settings: &Answers, method: &str, route: impl FnOnce() -> Option<Route>, error: &ErrorBody) {
    let mut client = Client::default();
    client.watch(settings, method, route);
    settings.see(&client, error);
}

impl Client {
    /// Remembers what those who watch will want to know.
    pub(crate) fn watch(&mut self, settings: &Answers, method: &str, route: impl FnOnce() -> Option<Route>) {
        self.watched = settings.watch.is_on().then(|| Watched { method: known(method), route: route() });
    }

    /// Whether anybody watches.
    #[cfg(feature = "actix-web")]
    pub(crate) fn is_watched(&self) -> bool {
        self.watched.is_some()
    }

    /// Remembers the route, which some frameworks know only when they have answered.
    #[cfg(any(feature = "actix-web", feature = "poem"))]
    pub(crate) fn find_route(&mut self, route: impl FnOnce() -> Option<Route>) {
        if let Some(watched) = &mut self.watched {
            watched.route = route().or(watched.route.take());
        }
    }
}

/// The methods of RFC 9110 and RFC 5789. A client can make up others.
fn known(method: &str) -> &'static str {
    const KNOWN: [&str; 9] = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE"];
    KNOWN.into_iter().find(|known| *known == method).unwrap_or(OTHER)
}
