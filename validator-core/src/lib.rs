//! The engine of [`unprocessable`](https://docs.rs/unprocessable): the rules, the walk that runs them, the violations
//! that they leave, the documented 422 body, and the reading of requests.
//!
//! Applications depend on the facade `unprocessable`. It adds the derive and the adapters for web frameworks, and
//! re-exports everything here. This package builds without `std` (`default-features = false`, with `alloc`). Four of its
//! features let errors be responses of a web framework, because only this package can write these impls.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
pub mod __private;
mod argument;
#[cfg(feature = "async")]
mod asynchronous;
mod body;
mod date_time;
#[cfg(feature = "declaration")]
pub mod declaration;
#[cfg(feature = "json")]
pub mod decode;
mod errors;
#[cfg(feature = "declaration")]
pub mod json_schema;
mod label;
pub mod lang;
mod limits;
mod message;
mod normalize;
#[cfg(feature = "declaration")]
pub mod openapi;
mod patch;
mod path;
mod pattern;
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket"))]
mod respond;
mod rule;
pub mod rules;
mod scan;
mod source;
mod status;
mod subject;
#[cfg(feature = "files")]
mod upload;
mod walk;

#[cfg(feature = "async")]
pub use crate::asynchronous::{
    check::{CheckError, CheckResult},
    context::Async,
    in_memory::InMemory,
    key::{Key, LookupKey, LookupOperand},
    lookup::{Found, Lookup, LookupRow, Question},
    unanswered::Unanswered,
};
#[cfg(feature = "declaration")]
pub use crate::declaration::declaration;
#[cfg(feature = "async")]
pub use crate::decode::asynchronous::{
    AsyncRejection, ValidateAsync, from_form_async, from_form_async_for, from_form_async_for_within,
    from_form_async_within, from_json_async, from_json_async_for, from_json_async_for_within, from_json_async_within,
    from_query_async, from_query_async_for, from_query_async_for_within, from_query_async_within, from_value_async,
    from_value_async_for, from_value_async_for_within, from_value_async_within,
};
#[cfg(feature = "json")]
pub use crate::decode::rejection::{Malformed, Rejection};
pub use crate::errors::violation::{Violation, Violations};
#[cfg(feature = "declaration")]
pub use crate::json_schema::json_schema;
#[cfg(feature = "async")]
pub use crate::rule::column::Column;
pub use crate::walk::group::Group;
pub use crate::walk::validate::{NoContext, Valid, Validate};
pub use crate::walk::walker::Walker;
pub use argument::{Argument, Mention, Operand, Other};
pub use body::error_body::ErrorBody;
pub use body::{Body, INVALID_MESSAGE};
#[cfg(feature = "json")]
pub use decode::{
    Decoded, from_deserializer, from_deserializer_for, from_deserializer_for_within, from_deserializer_with,
    from_deserializer_within, from_value, from_value_for, from_value_for_within, from_value_with, from_value_within,
};
#[cfg(feature = "json")]
pub use decode::{
    MultipartForm, from_form, from_form_for, from_form_for_within, from_form_with, from_form_within, from_json,
    from_json_for, from_json_for_within, from_json_str, from_json_with, from_json_within, from_multipart,
    from_multipart_for, from_multipart_for_within, from_multipart_with, from_multipart_within, from_query,
    from_query_for, from_query_for_within, from_query_with, from_query_within,
};
#[cfg(all(feature = "json", feature = "std"))]
pub use decode::{from_reader, from_reader_for, from_reader_for_within, from_reader_with, from_reader_within};
pub use errors::ValidationErrors;
pub use lang::catalogue;
pub use limits::Limits;
#[doc(hidden)]
pub use message::Answer;
pub use message::{Field, Locale, Messages, Sentence};
pub use normalize::Normalize;
pub use patch::Patch;
pub use path::MapKey;
pub use path::{escape_segment, json_pointer};
#[doc(hidden)]
pub use path::{segments as key_segments, unescape_segment};
pub use pattern::{Pattern, PatternError};
pub use source::Source;
pub use status::Status;
pub use subject::{Kind, Presence, Subject};
#[cfg(feature = "files")]
pub use upload::{Upload, UploadReader, UploadWriter};
pub use walk::collection::{Elements, Entries, Visitor};
pub use walk::live::Live;
