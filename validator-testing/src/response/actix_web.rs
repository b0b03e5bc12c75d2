//! Responses of actix-web. Their bodies are there when the handler is done.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::CONTENT_TYPE;

use super::{AssertsAnswer, assert_parts};
use crate::expected::Expected;

impl<B: MessageBody> AssertsAnswer for HttpResponse<B> {
    type Outcome = ();

    #[track_caller]
    fn assert_answer(self, expected: Expected) {
        let status = self.status().as_u16();
        let media = self.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).map(str::to_owned);
        assert_parts(status, media.as_deref(), &in_memory(self.into_body()), &expected);
    }
}

impl<B: MessageBody> AssertsAnswer for ServiceResponse<B> {
    type Outcome = ();

    #[track_caller]
    fn assert_answer(self, expected: Expected) {
        self.into_parts().1.assert_answer(expected);
    }
}

/// The bytes of a body that is in memory.
#[track_caller]
fn in_memory(body: impl MessageBody) -> Vec<u8> {
    let (mut body, mut bytes) = (pin!(body), Vec::new());
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match body.as_mut().poll_next(&mut context) {
            Poll::Ready(None) => return bytes,
            Poll::Ready(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk),
            Poll::Ready(Some(Err(_))) => panic!("the body of the answer cannot be read"),
            Poll::Pending => {
                panic!("the body of the answer is not in memory; read it and give `(status, content_type, body)`")
            }
        }
    }
}
