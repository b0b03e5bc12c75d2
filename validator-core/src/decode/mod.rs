//! Decoding: from bytes to a value, with a report of everything that is wrong. It uses all other folders except
//! `respond` and `__private`.
//!
//! serde stops at the first value that it refuses. This module has the parts of a second pass, which does not stop:
//!
//! ```text
//! bytes ──> Document (parser, document) ──> Node (node) ──> Decoder (decoder, access, key) ──> T
//!                │                                              │
//!                └──> Problem: not a document (400)              └──> Refusal: not a T (422)
//! ```
//!
//! A [`Document`] is one flat table of borrowed nodes. A [`Node`] is a position in it. It decodes to any serde type,
//! with the value that `serde_json` gives. If the type refuses it, the error is a [`Refusal`], which tells what was
//! expected, why it failed and where. A refusal takes a few words of memory and contains no text of the client.
//!
//! # Examples
//!
//! ```
//! use unprocessable_core::decode::{Document, Expected, Integer, Reason, Refusals};
//!
//! let document = Document::parse(br#"{"age": 300, "scores": [1, "x", 3, null]}"#)?;
//! let mut fields = document.root().object()?.entries();
//!
//! let age = fields.next().unwrap().value;
//! let refusal = age.decode::<u8>().unwrap_err();
//! assert_eq!(refusal.reason, Reason::OutOfRange);
//! assert_eq!(refusal.expected, Expected::Integer(Integer::U8));
//!
//! // A list continues after a bad element.
//! let scores = fields.next().unwrap().value;
//! let refusals = Refusals::up_to(100);
//! assert!(scores.collect::<Vec<u8>>(&refusals).is_none());
//! let reasons: Vec<_> = refusals.into_vec().iter().map(|refusal| refusal.reason).collect();
//! assert_eq!(reasons, [Reason::WrongType, Reason::Null]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "async")]
pub(crate) mod asynchronous;
pub(crate) mod de;
pub(crate) mod document;
pub(crate) mod duplicate_keys;
pub(crate) mod from;
pub(crate) mod inspect;
mod live;
#[cfg(feature = "json")]
pub(crate) mod rejection;

pub use crate::decode::de::decoder::Decoder;
pub use crate::decode::de::refusals::Refusals;
pub use crate::decode::document::expected::{Expected, Integer};
#[doc(hidden)]
pub use crate::decode::document::form_text::{boolean as form_boolean, number as form_number};
pub use crate::decode::document::node::{Node, Segment, Shape};
pub use crate::decode::document::object::{Entries, Entry, Items, Key, List, Object};
pub use crate::decode::document::problem::{Place, Problem, ProblemKind};
pub use crate::decode::document::refusal::{Reason, Refusal};
#[doc(hidden)]
pub use crate::decode::from::form::multipart::names_of_field;
pub use crate::decode::from::form::multipart::{
    MultipartForm, from_multipart, from_multipart_for, from_multipart_for_within, from_multipart_with,
    from_multipart_within,
};
#[doc(hidden)]
pub use crate::decode::from::form::row::{check_row, from_row_within, row_template};
#[doc(hidden)]
pub use crate::decode::from::form::tree::push_text as push_json_text;
pub use crate::decode::from::form::{
    from_form, from_form_for, from_form_for_within, from_form_with, from_form_within, from_query, from_query_for,
    from_query_for_within, from_query_with, from_query_within,
};
#[doc(hidden)]
pub use crate::decode::from::form::{from_headers_within, from_path_within};
#[doc(hidden)]
pub use crate::decode::from::json::read;
pub use crate::decode::from::json::{
    from_json, from_json_for, from_json_for_within, from_json_str, from_json_with, from_json_within,
};
pub use crate::decode::from::serde::{
    Decoded, from_deserializer, from_deserializer_for, from_deserializer_for_within, from_deserializer_with,
    from_deserializer_within, from_value, from_value_for, from_value_for_within, from_value_with, from_value_within,
};
#[cfg(feature = "std")]
pub use crate::decode::from::serde::{
    from_reader, from_reader_for, from_reader_for_within, from_reader_with, from_reader_within,
};
pub use crate::decode::inspect::second_pass::SecondPass;
pub use document::{DEPTH, Document};
pub use inspect::Inspect;
