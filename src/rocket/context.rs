//! The context of a request, which Rocket keeps with it.

use rocket::request::Request;

use super::kept;
use crate::web::RequestContext;

impl RequestContext {
    /// Keeps the context with a request of Rocket, beside what is already kept there. A value takes the place of one of
    /// the same type.
    ///
    /// A fairing does it in `on_request`. So does a request guard, for the guards that stand behind it in the arguments
    /// of the handler. Guards of data always run after request guards.
    ///
    /// ```
    /// use rocket::Request;
    /// use rocket::http::Status;
    /// use rocket::request::{FromRequest, Outcome};
    /// use unprocessable::rocket::RequestContext;
    ///
    /// #[derive(Clone)]
    /// struct Caller { user: u64 }
    ///
    /// #[rocket::async_trait]
    /// impl<'r> FromRequest<'r> for Caller {
    ///     type Error = ();
    ///
    ///     async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
    ///         // A session in a real application.
    ///         match request.headers().get_one("x-user").and_then(|user| user.parse().ok()) {
    ///             Some(user) => {
    ///                 let caller = Caller { user };
    ///                 RequestContext::new(caller.clone()).insert_into(request);
    ///                 Outcome::Success(caller)
    ///             }
    ///             None => Outcome::Error((Status::Unauthorized, ())),
    ///         }
    ///     }
    /// }
    /// ```
    pub fn insert_into(self, request: &Request<'_>) {
        kept::context(request).add(self);
    }
}
