//! Responses of poem.

use poem::error::ResponseError;
use poem::http::StatusCode;
use poem::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use poem::{IntoResponse, Response};

use crate::body::error_body::ErrorBody;

http_response!(|status, body: alloc::string::String| Response::builder().status(status).body(body));

every_answer!(response_errors(status as_response));
every_answer!(into_responses);
