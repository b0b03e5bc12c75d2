//! Responses of ureq, asked for with `http_status_as_error(false)`.

use ureq::Body;
use ureq::http::Response;

use super::{AssertsAnswer, assert_parts};
use crate::expected::Expected;

impl AssertsAnswer for Response<Body> {
    type Outcome = ();

    #[track_caller]
    fn assert_answer(mut self, expected: Expected) {
        let status = self.status().as_u16();
        let media = self.headers().get("content-type").and_then(|media| media.to_str().ok()).map(str::to_owned);
        let Ok(body) = self.body_mut().read_to_vec() else { panic!("the body of the answer cannot be read") };
        assert_parts(status, media.as_deref(), &body, &expected);
    }
}

impl AssertsAnswer for Result<Response<Body>, ureq::Error> {
    type Outcome = ();

    #[track_caller]
    fn assert_answer(self, expected: Expected) {
        match self {
            Ok(response) => response.assert_answer(expected),
            Err(ureq::Error::StatusCode(status)) => {
                panic!("ureq gave the status {status} without a body; configure it with `http_status_as_error(false)`")
            }
            Err(error) => panic!("there is no answer: {error}"),
        }
    }
}
