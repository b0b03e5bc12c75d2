//! What is kept with a request until its response leaves.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rocket::request::Request;

use crate::ErrorBody;
use crate::web::{EarlyResponse, RequestContext};

/// The answer of a guard that has refused the request.
pub(super) fn answer_of_guard<'r>(request: &'r Request<'_>) -> MutexGuard<'r, Option<EarlyResponse>> {
    let answer = request.local_cache(Mutex::<Option<EarlyResponse>>::default);
    answer.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The error of the last response, which the responders of the core keep with the request.
pub(super) fn last_error<'r>(request: &'r Request<'_>) -> MutexGuard<'r, Option<Arc<ErrorBody>>> {
    let error = request.local_cache(Mutex::<Option<Arc<ErrorBody>>>::default);
    error.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The context of the request. A guard may add to it after another one has read it.
pub(super) fn context<'r>(request: &'r Request<'_>) -> MutexGuard<'r, RequestContext> {
    let context = request.local_cache(Mutex::<RequestContext>::default);
    context.lock().unwrap_or_else(PoisonError::into_inner)
}
