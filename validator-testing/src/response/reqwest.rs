//! Responses of reqwest, whose bodies are still on their way.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;

use reqwest::Response;

use super::{AssertsAnswer, compare};
use crate::expected::Expected;

impl AssertsAnswer for Response {
    type Outcome = Awaited;

    #[track_caller]
    fn assert_answer(self, expected: Expected) -> Awaited {
        let place = Location::caller();
        let check = async move {
            let status = self.status().as_u16();
            let media = self.headers().get("content-type").and_then(|media| media.to_str().ok()).map(str::to_owned);
            let Ok(body) = self.bytes().await else { panic!("{place}: the body of the answer cannot be read") };
            if let Err(difference) = compare(status, media.as_deref(), &body, &expected) {
                panic!("{place}: {difference}");
            }
        };
        Awaited { check: Box::pin(check), place, is_done: false }
    }
}

/// An assertion that reads the body first. One that is dropped without an end fails, because it has checked nothing.
#[must_use = "the assertion checks nothing before it is awaited"]
pub struct Awaited {
    check: Pin<Box<dyn Future<Output = ()> + Send>>,
    place: &'static Location<'static>,
    is_done: bool,
}

impl Future for Awaited {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let polled = self.check.as_mut().poll(context);
        self.is_done = polled.is_ready();
        polled
    }
}

impl Drop for Awaited {
    fn drop(&mut self) {
        if !self.is_done && !thread::panicking() {
            panic!("{}: `assert_422!` on a response of reqwest was not awaited", self.place);
        }
    }
}
