//! The adapter for [Rocket](https://docs.rs/rocket) 0.5.
//!
//! Its guards replace those of the framework, and the handler gets a value that is proven valid. A request that is not
//! valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
//!
//! ```
//! use rocket::{post, routes};
//! use serde::Deserialize;
//! use unprocessable::rocket::{Answers, ValidJson};
//! use unprocessable::{ErrorBody, Status, Validate};
//!
//! #[derive(Deserialize, Validate)]
//! struct Payment {
//!     #[validate(required, email)]
//!     email: String,
//!     #[validate(gt(0))]
//!     amount: f64,
//! }
//!
//! #[post("/payments", data = "<payment>")]
//! async fn pay(payment: ValidJson<Payment>) -> Result<String, ErrorBody> {
//!     if payment.amount > 1000.0 {
//!         return Err(ErrorBody::new(Status::Forbidden));
//!     }
//!     Ok(format!("{} pays {}", payment.email, payment.amount))
//! }
//!
//! let app = rocket::build()
//!     .mount("/", routes![pay])
//!     // Guards need it for their answers. Optional: live checks, and the same shape for what Rocket answers itself.
//!     .attach(Answers::new().live().every_error());
//! # let _ = app;
//! ```
//!
//! [`ErrorBody`], [`ValidationErrors`](crate::ValidationErrors), [`Rejection`](crate::Rejection) and
//! [`Status`] are responders, so handlers can return them with `?`.
//!
//! [`Answers`] is a fairing, and [`Answers::below`] one for the routes below a path. A guard of Rocket cannot answer by
//! itself, so one of them must be attached: without it failures have the right status and Rocket's own body. What a guard
//! has found is written over any response with its status, so also over that of a catcher, unless it is a response of
//! this crate. Where a path has no route for the method, Rocket answers 404; a 405 takes a route that gives it.
//!
//! [`ValidJson`], [`ValidForm`], [`ValidMultipart`] and [`ValidRequest`] are data guards. [`ValidQuery`], [`ValidPath`]
//! and [`ValidHeaders`] are request guards, and [`ValidRequest`] is one as well where no part of it is the body. Rocket
//! wants an argument for each part of a path, so [`ValidPath`] stands beside it, and reads `<id>` and `<_id>` as `id`:
//!
//! ```
//! use rocket::get;
//! # #[derive(serde::Deserialize, unprocessable::Validate)]
//! # struct Id { #[validate(gt(0))] id: u32 }
//! use unprocessable::rocket::ValidPath;
//!
//! #[get("/payments/<_id>")]
//! async fn show(_id: &str, path: ValidPath<Id>) -> String {
//!     path.id.to_string()
//! }
//! # let _ = rocket::routes![show];
//! ```
//!
//! Bodies are read within Rocket's limits `json`, `form` and `data-form`, and within
//! [`Limits::bytes`](crate::Limits::bytes) of [`Answers::limits`]. A guard as `Result<ValidJson<T>, EarlyResponse>` leaves the
//! answer to the handler: one with another status, or a response of this crate such as [`EarlyResponse`] itself. As
//! [`Optional<ValidJson<T>>`](Optional) it is no body, or a valid one; Rocket's own `Option` of a guard is `None` for
//! whatever is invalid, too. See [`web`](crate::web) for statuses, keys and live checks.

use core::cmp::Reverse;
use std::boxed::Box;
use std::format;
use std::io::Cursor;
use std::string::{String, ToString};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::vec::Vec;

use bytes::Bytes;
use rocket::catcher::{self, Catcher};
use rocket::data::{ByteUnit, Data, FromData, Limits, ToByteUnit};
use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::http::{HeaderMap, Status as Code};
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest, Request};
use rocket::response::{self, Responder, Response};
use rocket::{Build, Rocket};

use crate::web::adapter::{Extractor, Headers, Media, Needs, RequestData, ResponseHeaders, extract, unreadable};
pub use crate::web::{
    Answers, Documented, EarlyResponse, Format, JsonApi, Optional, Problem, Readable, ValidForm, ValidHeaders,
    ValidJson, ValidMultipart, ValidPath, ValidQuery, ValidRequest, With, Wording,
};
use crate::web::{Part, Parts};
use crate::{ErrorBody, Status};

macro_rules! data_guards {
    ($($name:ident: $bound:ident)+) => {$(
        #[rocket::async_trait]
        impl<'r, T: $bound> FromData<'r> for $name<T> {
            type Error = EarlyResponse;

            async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<Self, (Code, EarlyResponse), (Data<'r>, Code)> {
                take_data(request, data).await
            }
        }
    )+};
}

macro_rules! request_guards {
    ($($name:ident: $bound:ident)+) => {$(
        #[rocket::async_trait]
        impl<'r, T: $bound> FromRequest<'r> for $name<T> {
            type Error = EarlyResponse;

            async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, EarlyResponse> {
                take(request).await
            }
        }
    )+};
}

data_guards! {
    ValidJson: Readable ValidForm: Readable ValidMultipart: Readable ValidRequest: Parts
}

request_guards! {
    ValidPath: Readable ValidQuery: Readable ValidHeaders: Readable ValidRequest: Parts
}

#[rocket::async_trait]
impl<'r, P: Part> FromData<'r> for Optional<P> {
    type Error = EarlyResponse;

    async fn from_data(
        request: &'r Request<'_>,
        data: Data<'r>,
    ) -> Outcome<Self, (Code, EarlyResponse), (Data<'r>, Code)> {
        take_data(request, data).await
    }
}

#[rocket::async_trait]
impl<'r, P: Part> FromRequest<'r> for Optional<P> {
    type Error = EarlyResponse;

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, EarlyResponse> {
        take(request).await
    }
}

async fn take_data<E: Extractor, F>(request: &Request<'_>, data: Data<'_>) -> Outcome<E, (Code, EarlyResponse), F> {
    decide(request, extract(gather(E::NEEDS, request, data).await).await)
}

async fn gather(needs: Needs, request: &Request<'_>, data: Data<'_>) -> RequestData {
    let mut gathered = request_data(needs, request);
    if gathered.wants_body() {
        let body = read(data, limit(needs, request, &gathered)).await;
        gathered.set_body(body, Some(true));
    }
    gathered
}

async fn take<E: Extractor>(request: &Request<'_>) -> request::Outcome<E, EarlyResponse> {
    const { assert!(E::NEEDS.body().is_none(), "a body is read by a data guard") };
    decide(request, extract(request_data(E::NEEDS, request)).await)
}

/// The outcome of a guard. Its answer stays with the request, for the fairing to write.
fn decide<E, F>(request: &Request<'_>, extracted: Result<E, EarlyResponse>) -> Outcome<E, (Code, EarlyResponse), F> {
    match extracted {
        Ok(value) => Outcome::Success(value),
        Err(answered) => {
            *found(request) = Some(answered.clone());
            Outcome::Error((Code::new(answered.status_code()), answered))
        }
    }
}

fn found<'r>(request: &'r Request<'_>) -> MutexGuard<'r, Option<EarlyResponse>> {
    let found = request.local_cache(Mutex::<Option<EarlyResponse>>::default);
    found.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The error of the last response, which the responders of the core keep with the request.
fn last_error<'r>(request: &'r Request<'_>) -> MutexGuard<'r, Option<Arc<ErrorBody>>> {
    let error = request.local_cache(Mutex::<Option<Arc<ErrorBody>>>::default);
    error.lock().unwrap_or_else(PoisonError::into_inner)
}

fn limit(needs: Needs, request: &Request<'_>, data: &RequestData) -> ByteUnit {
    let (name, usual) = match needs.body() {
        Some(Media::Form) => ("form", Limits::FORM),
        Some(Media::Multipart) => ("data-form", Limits::DATA_FORM),
        Some(Media::Json) | None => ("json", Limits::JSON),
    };
    request.limits().get(name).unwrap_or(usual).min(data.max_bytes().bytes())
}

async fn read(data: Data<'_>, limit: ByteUnit) -> Result<Bytes, ErrorBody> {
    match data.open(limit).into_bytes().await {
        Ok(body) if body.is_complete() => Ok(body.into_inner().into()),
        Ok(_) => Err(unreadable(true)),
        Err(_) => Err(unreadable(false)),
    }
}

fn request_data(needs: Needs, request: &Request<'_>) -> RequestData {
    let settings = settings(request).into_iter().next().map(|(_, settings)| settings);
    let query = request.uri().query().map(|query| query.as_str());
    let mut data = RequestData::new(needs, settings, request.headers(), query);
    if needs.path() {
        data.set_path(request.uri().path().raw().as_str(), parameters(request));
    }
    data
}

impl Headers for HeaderMap<'_> {
    fn field(&self, name: &str) -> Option<&[u8]> {
        self.get_one(name).map(str::as_bytes)
    }

    fn for_each_field(&self, mut visit: impl FnMut(&str, &[u8])) {
        self.iter().for_each(|field| visit(&field.name.as_str().to_ascii_lowercase(), field.value.as_bytes()));
    }
}

impl ResponseHeaders for Response<'_> {
    fn values_of(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.headers().get(name).map(str::as_bytes)
    }

    fn remove_field(&mut self, name: &'static str) {
        self.remove_header(name);
    }

    fn set_field(&mut self, name: &'static str, value: &'static str) {
        self.set_raw_header(name, value);
    }

    fn append_field(&mut self, name: &'static str, value: &'static str) {
        self.adjoin_raw_header(name, value);
    }
}

/// The dynamic parts of the path by their names in the route: `<id>`, `<_id>`, `<rest..>`.
fn parameters<'r>(request: &'r Request<'_>) -> impl Iterator<Item = (&'r str, String)> {
    let route = request.route().map_or("", |route| route.uri.unmounted_origin.path().as_str());
    let segments = route.split('/').filter(|segment| !segment.is_empty());
    segments.enumerate().filter_map(|(at, segment)| {
        let name = segment.strip_prefix('<')?.strip_suffix('>')?;
        let (name, value) = match name.strip_suffix("..") {
            Some(name) => (name, request.routed_segments(at..).collect::<Vec<_>>().join("/")),
            None => (name, request.routed_segment(at)?.into()),
        };
        Some((name.strip_prefix('_').unwrap_or(name), value))
    })
}

impl<'r> Responder<'r, 'static> for EarlyResponse {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        match self.into_error() {
            Some(error) => error.respond_to(request),
            None => {
                let mut response = Response::new();
                hold(&mut response);
                Ok(response)
            }
        }
    }
}

/// Makes a response the answer that a live check found nothing.
fn hold(response: &mut Response<'_>) {
    response.set_status(Code::NoContent);
    response.remove_header("content-type");
    *response.body_mut() = response::Body::default();
    EarlyResponse::set_success_headers(response);
}

/// The settings of each base path.
type Settings = RwLock<Vec<(String, Arc<Answers>)>>;

/// The settings of all base paths that the request is below, those of the longest first.
fn settings(request: &Request<'_>) -> Vec<(String, Arc<Answers>)> {
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
        let answered = found(request).clone().filter(|answered| answered.status_code() == code.code);
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
    let client = settings.client(request.headers());
    let code = response.status().code;
    let last_error = last_error(request).take().filter(|error| error.status().code() == code);
    let found = found(request).take().filter(|answered| answered.status_code() == code);
    let rewritten = match (last_error, found.as_ref().map(EarlyResponse::error)) {
        (Some(error), _) => settings.rewrite(&error, &client),
        (None, Some(Some(error))) => {
            settings.rewrite(error, &client).or_else(|| Some(("application/json", error.to_json())))
        }
        (None, Some(None)) => {
            hold(response);
            None
        }
        (None, None) => {
            let content_type = response.headers().get_one("content-type").unwrap_or_default();
            // As with layers, every error is one of those inside too.
            all.iter()
                .find_map(|(_, outer)| outer.replace(code, content_type.as_bytes(), &outer.client(request.headers())))
        }
    };
    if let Some(body) = settings.set_headers(&client, rewritten, response) {
        response.set_sized_body(body.len(), Cursor::new(body));
    }
}
