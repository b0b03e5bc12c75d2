//! From bytes to a value, with everything that is wrong on the way.
//!
//! serde stops at the first thing it does not like. What lies here is the ground under a second pass
//! that does not stop:
//!
//! ```text
//! bytes ──> Document (parser, document) ──> Node (node) ──> Decoder (decoder, access, key) ──> T
//!                │                                              │
//!                └──> Problem: no document (400)                └──> Refusal: not a T (422)
//! ```
//!
//! A [`Document`] is one flat table of borrowed nodes. A [`Node`] walks it, and decodes any serde type
//! to the very value that `serde_json` gives. What a type refuses comes back as a [`Refusal`]: what was
//! expected, why it failed and where, in a few words of memory and without a byte of the client's text.
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
//! // A list goes on after a bad element.
//! let scores = fields.next().unwrap().value;
//! let refusals = Refusals::up_to(100);
//! assert!(scores.collect::<Vec<u8>>(&refusals).is_none());
//! let reasons: Vec<_> = refusals.into_vec().iter().map(|refusal| refusal.reason).collect();
//! assert_eq!(reasons, [Reason::WrongType, Reason::Null]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod access;
mod asked;
mod buffer;
mod decoder;
mod document;
mod elements;
mod expected;
mod fields;
mod foreign;
mod form;
mod inspect;
mod json;
mod key;
mod left;
mod loose;
mod many;
mod mends;
mod node;
mod number;
mod object;
mod other;
mod parser;
mod pass;
mod problem;
mod refusal;
mod refusals;
mod rest;
mod sentence;
mod stand_in;
mod text;
mod variants;
mod watch;
mod ways;

pub use decoder::Decoder;
pub use document::{DEPTH, Document};
pub use elements::{EachItem, EachKey, EachValue, Listed, Mapped, NoItem, NoKey, NoValue, Parts};
pub use expected::{Expected, Integer};
pub use fields::{At, Names, Placed};
pub(crate) use form::{check_headers, check_pairs, check_path, value_in_pairs};
pub use form::{from_form, from_form_with, from_form_within, from_query, from_query_with, from_query_within};
#[doc(hidden)]
pub use form::{from_headers_within, from_path_within};
pub use inspect::Inspect;
pub(crate) use json::check_json;
#[doc(hidden)]
pub use json::read;
pub use json::{from_json, from_json_str, from_json_with, from_json_within};
pub use left::Left;
pub use node::{Node, Segment, Shape};
pub use object::{Entries, Entry, Items, Key, List, Object};
pub use other::{
    Decoded, from_deserializer, from_deserializer_with, from_deserializer_within, from_value, from_value_with,
    from_value_within,
};
#[cfg(feature = "std")]
pub use other::{from_reader, from_reader_with, from_reader_within};
pub use pass::{Begun, Pass, Rank};
pub use problem::{Place, Problem, ProblemKind};
pub use refusal::{Reason, Refusal};
pub use refusals::Refusals;
pub use rest::{Flat, ReadFlat, ReadFlatInspect, ReadFlatOption};
pub use variants::Chosen;
pub use ways::{ByInspect, BySerde, Field, Leaves, Or, Reader, Skipped, WayOfInspect, WayOfSerde, Ways, Whole, With};
