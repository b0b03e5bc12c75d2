//! Responses of axum. Their bodies are there when the handler is done.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use axum_core::body::Body;
use axum_core::response::Response;
use http_body::Body as _;

use super::{AssertsAnswer, assert_parts};
use crate::expected::Expected;

impl AssertsAnswer for Response {
    type Outcome = ();

    #[track_caller]
    fn assert_answer(self, expected: Expected) {
        let (parts, body) = self.into_parts();
        let media = parts.headers.get("content-type").and_then(|media| media.to_str().ok());
        assert_parts(parts.status.as_u16(), media, &in_memory(body), &expected);
    }
}

/// The bytes of a body that is in memory.
#[track_caller]
fn in_memory(mut body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match Pin::new(&mut body).poll_frame(&mut context) {
            Poll::Ready(None) => return bytes,
            Poll::Ready(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data() {
                    bytes.extend_from_slice(&data);
                }
            }
            Poll::Ready(Some(Err(_))) => panic!("the body of the answer cannot be read"),
            Poll::Pending => {
                panic!("the body of the answer is not in memory; read it and give `(status, content_type, body)`")
            }
        }
    }
}
