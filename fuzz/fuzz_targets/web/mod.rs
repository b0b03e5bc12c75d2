//! What the targets for frameworks share: a request without a server, and its answer at once.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use unprocessable::web::adapter::{Extractor, RequestData, extract};
use unprocessable::web::{Answers, EarlyResponse};
use unprocessable::{ErrorBody, Limits};

/// What is sent.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    pub content_type: &'a [u8],
    pub precognition: Option<&'a [u8]>,
    pub names: Option<&'a [u8]>,
    pub body: &'a [u8],
}

impl<'a> Sent<'a> {
    pub fn of(body: &'a [u8]) -> Self {
        Self { content_type: b"application/json", precognition: None, names: None, body }
    }
}

/// What the handler gets, or the answer, of a request that is no live check.
pub fn read<E: Extractor>(sent: &Sent<'_>) -> Result<E, ErrorBody> {
    let sent = Sent { precognition: None, ..*sent };
    answered::<E>(&sent).map_err(|response| response.into_error().expect("no live check"))
}

/// The answer of a live check, from which no value ever comes.
pub fn checked<E: Extractor>(sent: &Sent<'_>) -> Result<(), ErrorBody> {
    let sent = Sent { precognition: Some(sent.precognition.unwrap_or(b"true")), ..*sent };
    match answered::<E>(&sent) {
        Ok(_) => panic!("a live check gave a value"),
        Err(response) => response.into_error().map_or(Ok(()), Err),
    }
}

/// With room for all violations, so that no cap hides any.
pub fn answered<E: Extractor>(sent: &Sent<'_>) -> Result<E, EarlyResponse> {
    let answers = Answers::new().live().limits(Limits::new().violations(1 << 16));
    let mut headers = vec![("content-type", sent.content_type)];
    headers.extend(sent.precognition.map(|value| ("precognition", value)));
    headers.extend(sent.names.map(|names| ("precognition-validate-only", names)));
    let mut request = RequestData::new(E::NEEDS, Some(Arc::new(answers)), &headers[..], None);
    if request.wants_body() {
        request.set_body(Ok(Bytes::copy_from_slice(sent.body)), Some(true));
    }
    match pin!(extract(request)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("all is here, and still it waits"),
    }
}
