//! The settings as fairings: for all routes, or for those below a path.

use core::cmp::Reverse;
use std::boxed::Box;
use std::format;
use std::io::Cursor;
use std::string::{String, ToString};
use std::sync::{Arc, PoisonError, RwLock};
use std::vec::Vec;

use rocket::catcher::{self, Catcher};
use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::http::Status as Code;
use rocket::request::Request;
use rocket::response::{Responder, Response};
use rocket::{Build, Rocket};

use super::{kept, set_success};
use crate::Status;
use crate::web::adapter::{Route, TypedBody};
use crate::web::{Answers, EarlyResponse};

/// The settings of each base path.
type Settings = RwLock<Vec<(String, Arc<Answers>)>>;

/// The settings of all base paths that the request is below, those of the longest first.
pub(super) fn settings(request: &Request<'_>) -> Vec<(String, Arc<Answers>)> {
    let Some(all) = request.rocket().state::<Settings>() else { return Vec::new() };
    let path = request.uri().path().as_str();
    let all = all.read().unwrap_or_else(PoisonError::into_inner);
    let mut all: Vec<_> = all.iter().filter(|(base, _)| is_below(path, base)).cloned().collect();
    all.sort_by_key(|(base, _)| Reverse(base.len()));
    all
}

fn is_below(path: &str, base: &str) -> bool {
    let mut path = path.split('/').filter(|segment| !segment.is_empty());
    base.split('/').filter(|segment| !segment.is_empty()).all(|segment| path.next() == Some(segment))
}

impl Answers {
    /// These settings for the requests below a path, as a fairing of Rocket. They take the place of those of the
    /// application and of a shorter path, but for [`every_error`](Self::every_error), which holds for all below.
    ///
    /// ```
    /// use unprocessable::rocket::{Answers, Problem};
    ///
    /// let app = rocket::build()
    ///     .attach(Answers::new().live())
    ///     .attach(Answers::new().format(Problem).below("/api"));
    /// # let _ = app;
    /// ```
    #[must_use]
    pub fn below(self, base: &str) -> Below {
        Below { base: format!("/{}", base.trim_matches('/')), answers: self }
    }
}

/// Settings for the requests below a path.
#[derive(Clone, Debug)]
pub struct Below {
    base: String,
    answers: Answers,
}

#[rocket::async_trait]
impl Fairing for Answers {
    fn info(&self) -> Info {
        Info { name: "answers", kind: Kind::Ignite | Kind::Response }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        Ok(settle(rocket, "/", self))
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        finish("/", request, response);
    }
}

#[rocket::async_trait]
impl Fairing for Below {
    fn info(&self) -> Info {
        self.answers.info()
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        Ok(settle(rocket, &self.base, &self.answers))
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        finish(&self.base, request, response);
    }
}

/// Keeps the settings, with a catcher for every error unless there is one already.
fn settle(rocket: Rocket<Build>, base: &str, answers: &Answers) -> Rocket<Build> {
    let rocket = if rocket.state::<Settings>().is_some() { rocket } else { rocket.manage(Settings::default()) };
    if let Some(all) = rocket.state::<Settings>() {
        let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
        all.push((base.into(), Arc::new(answers.clone())));
    }
    let is_caught = rocket.catchers().any(|catcher| catcher.code.is_none() && catcher.base.path() == base);
    if !answers.answers_every_error() || is_caught {
        return rocket;
    }
    rocket.register(base.to_string(), [Catcher::new(None, Catching)])
}

/// Answers in place of Rocket's own catcher, whose JSON could not be told from that of a handler.
#[derive(Clone)]
struct Catching;

#[rocket::async_trait]
impl catcher::Handler for Catching {
    async fn handle<'r>(&self, code: Code, request: &'r Request<'_>) -> catcher::Result<'r> {
        let answered = kept::answer_of_guard(request).clone().filter(|answered| answered.status_code() == code.code);
        match (answered, Status::from_code(code.code)) {
            (Some(answered), _) => answered.respond_to(request),
            (None, Some(status)) => status.respond_to(request),
            (None, None) => {
                let text = code.to_string();
                Response::build().status(code).sized_body(text.len(), Cursor::new(text)).ok()
            }
        }
    }
}

fn finish(base: &str, request: &Request<'_>, response: &mut Response<'_>) {
    let all = settings(request);
    let Some((_, settings)) = all.first().filter(|(longest, _)| longest == base) else { return };
    let mut client = settings.client(request.headers());
    let route = || request.route().map(|route| Route::Text(route.uri.path().into()));
    client.watch(settings, request.method().as_str(), route);
    let code = response.status().code;
    let last_error = kept::last_error(request).take().filter(|error| error.status().code() == code);
    let found = kept::answer_of_guard(request).take().filter(|answered| answered.status_code() == code);
    let found_error = found.as_ref().and_then(EarlyResponse::error);
    if let Some(error) = last_error.as_deref().or(found_error) {
        settings.see(&client, error);
    }
    let rewritten = match (last_error, found.as_ref().map(EarlyResponse::error)) {
        (Some(error), _) => settings.rewrite(&error, &client),
        (None, Some(Some(error))) => settings.rewrite(error, &client).or_else(|| Some(TypedBody::documented(error))),
        (None, Some(None)) => {
            set_success(response);
            None
        }
        (None, None) => {
            let content_type = response.headers().get_one("content-type").unwrap_or_default();
            // As with layers, `every_error` of the settings further out holds here, too.
            all.iter()
                .find_map(|(_, outer)| outer.replace(code, content_type.as_bytes(), &outer.client(request.headers())))
        }
    };
    if let Some(body) = settings.set_headers(&client, rewritten, response) {
        response.set_sized_body(body.len(), Cursor::new(body));
    }
}
