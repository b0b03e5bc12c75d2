//! The context of one request.

use core::any::Any;
use core::fmt;
use std::sync::Arc;
use std::vec::Vec;

/// The context of one request, for what is known only while it is answered, such as the user who is logged in.
///
/// A middleware of the application makes it and keeps it with the request. Types that are read [`With`](super::With) a
/// context look there first, and then into [`Answers::context`](super::Answers::context). A clone shares the values.
///
/// In axum, actix-web and poem it is an extension of the request: `request.extensions_mut().insert(…)`. In Rocket
/// `insert_into` keeps it with the request.
///
/// ```
/// use unprocessable::web::RequestContext;
///
/// struct Caller { user: u64 }
/// struct Tenant { country: &'static str }
///
/// let context = RequestContext::new(Caller { user: 7 }).and(Tenant { country: "AT" });
/// # let _ = context;
/// ```
///
/// A request has one of them, so the second that is inserted replaces the first. A middleware that adds a type to those
/// of another middleware starts with what is there:
///
/// ```
/// # #[cfg(feature = "axum")] {
/// use axum::extract::Request;
/// use unprocessable::axum::RequestContext;
///
/// # struct Tenant { country: &'static str }
/// fn add_tenant(request: &mut Request) {
///     let known = request.extensions_mut().remove::<RequestContext>().unwrap_or_default();
///     request.extensions_mut().insert(known.and(Tenant { country: "AT" }));
/// }
/// # add_tenant(&mut Request::default());
/// # }
/// ```
#[derive(Clone, Default)]
pub struct RequestContext(Vec<Arc<dyn Any + Send + Sync>>);

impl RequestContext {
    /// A context with this value.
    #[must_use]
    pub fn new<C: Send + Sync + 'static>(context: C) -> Self {
        Self::default().and(context)
    }

    /// Adds a value. It takes the place of one of the same type.
    #[must_use]
    pub fn and<C: Send + Sync + 'static>(mut self, context: C) -> Self {
        self.0.push(Arc::new(context));
        self
    }

    /// Adds all values of another context.
    #[cfg(feature = "rocket")]
    pub(crate) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn get<C: 'static>(&self) -> Option<&C> {
        self.0.iter().rev().find_map(|context| context.downcast_ref())
    }
}

/// It names no values, because they may be secret.
impl fmt::Debug for RequestContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestContext").finish_non_exhaustive()
    }
}
