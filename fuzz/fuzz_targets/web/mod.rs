//! What the targets for frameworks share: a request without a server, and its answer at once.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use unprocessable::web::{Answered, Answers, Extract, Incoming, extract};
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
pub fn read<E: Extract>(sent: &Sent<'_>) -> Result<E, ErrorBody> {
    let sent = Sent { precognition: None, ..*sent };
    answered::<E>(&sent).map_err(|answered| answered.into_error().expect("no live check"))
}

/// The answer of a live check, from which no value ever comes.
pub fn checked<E: Extract>(sent: &Sent<'_>) -> Result<(), ErrorBody> {
    let sent = Sent { precognition: Some(sent.precognition.unwrap_or(b"true")), ..*sent };
    match answered::<E>(&sent) {
        Ok(_) => panic!("a live check gave a value"),
        Err(answered) => answered.into_error().map_or(Ok(()), Err),
    }
}

/// With room for all violations, so that no cap hides any.
pub fn answered<E: Extract>(sent: &Sent<'_>) -> Result<E, Answered> {
    let answers = Answers::new().live().limits(Limits::new().violations(1 << 16));
    let header = |name| match name {
        "content-type" => Some(sent.content_type),
        "precognition" => sent.precognition,
        "precognition-validate-only" => sent.names,
        _ => None,
    };
    let mut incoming = Incoming::new(Some(Arc::new(answers)), header, None);
    if incoming.wants_body::<E>() {
        incoming.set_body::<E>(Ok(Bytes::copy_from_slice(sent.body)), Some(true));
    }
    match pin!(extract(incoming)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("all is here, and still it waits"),
    }
}
