//! Parts of a request that may be left out.

use core::ops::Deref;

use super::extract::Part;
use super::incoming::Incoming;
use super::media::Media;
use crate::{ErrorBody, Live, Source};

/// A part of a request that may be left out: `Optional<ValidJson<Order>>` is no body, or a valid one. A body is left out
/// when it has no bytes, a query string or path when it has no parameters. What is there and invalid is answered as it
/// is without `Optional`.
///
/// In the `Option<ValidJson<Order>>` of actix-web, poem and Rocket the framework itself puts `None` in the place of every
/// failure, so that an invalid body looks like none. Their `Option` cannot be replaced: take `Optional` there. The
/// `Option` of axum means the same as `Optional`, and so does an `Option` inside of
/// [`ValidRequest`](super::ValidRequest).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Optional<P>(pub Option<P>);

impl<P> Deref for Optional<P> {
    type Target = Option<P>;

    fn deref(&self) -> &Option<P> {
        &self.0
    }
}

impl<P: Part> Part for Optional<P> {
    const SOURCE: Source = P::SOURCE;
    const MEDIA: Option<Media> = P::MEDIA;
    const OPTIONAL: bool = true;

    fn is_absent(incoming: &Incoming) -> bool {
        P::is_absent(incoming)
    }

    fn read(incoming: &Incoming) -> Result<Self, ErrorBody> {
        Part::read(incoming).map(Self)
    }

    fn check(incoming: &Incoming, live: &Live) -> Result<(), ErrorBody> {
        <Option<P> as Part>::check(incoming, live)
    }
}

impl<P: Part> Part for Option<P> {
    const SOURCE: Source = P::SOURCE;
    const MEDIA: Option<Media> = P::MEDIA;
    const OPTIONAL: bool = true;

    fn is_absent(incoming: &Incoming) -> bool {
        P::is_absent(incoming)
    }

    fn read(incoming: &Incoming) -> Result<Self, ErrorBody> {
        if P::is_absent(incoming) { Ok(None) } else { P::read(incoming).map(Some) }
    }

    fn check(incoming: &Incoming, live: &Live) -> Result<(), ErrorBody> {
        if P::is_absent(incoming) { Ok(()) } else { P::check(incoming, live) }
    }
}
