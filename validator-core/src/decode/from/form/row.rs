//! Rows of a table, such as those of a CSV file. Their cells are text, so a row is read as a form is.
//!
//! Only `unprocessable-rows` uses this. It may change in any version.

use alloc::vec::Vec;
use core::any::TypeId;

use serde::de::DeserializeOwned;

use super::{inspect, tree};
use crate::decode::document::Document;
use crate::decode::document::problem::ProblemKind;
use crate::decode::inspect::Inspect;
use crate::decode::rejection::{Malformed, Medium, Rejection};
use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::walk::Walk;
use crate::walk::group::Group;
use crate::walk::validate::{Valid, Validate};

/// The document that columns of these names stand for: `address.zip` and `items[0][price]` are nested. Each value is the
/// position of its column, as text.
#[doc(hidden)]
pub fn row_template<'n>(names: impl IntoIterator<Item = (usize, &'n str)>) -> Result<Vec<u8>, ProblemKind> {
    let mut pairs = Vec::new();
    for (position, name) in names {
        super::multipart::escape(name.as_bytes(), &mut pairs);
        pairs.extend_from_slice(alloc::format!("={position}&").as_bytes());
    }
    Ok(tree::write(&pairs, &[], crate::decode::DEPTH)?.json)
}

/// Reads a JSON document in which every value is text, as a form is read: the types decide what the text means.
#[doc(hidden)]
pub fn from_row_within<T, G: Group, C: ?Sized>(
    json: &[u8],
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let malformed = |kind| Malformed::somewhere(Medium::Form, kind);
    let document = Document::parse_within(json, limits.max_depth());
    let document = document.map_err(|problem| malformed(problem.kind))?.of_form();
    let walk = Walk::of_group(ValidationErrors::within(limits), TypeId::of::<G>());
    let (value, walk) = inspect(&document, walk, context).map_err(malformed)??;
    Ok(Valid::check_in(value, walk, context)?)
}

/// Puts a value in order that a deserializer has just read. Returns it, if its rules then hold.
#[doc(hidden)]
pub fn check_row<T, G: Group, C: ?Sized>(
    value: T,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, ValidationErrors>
where
    T: Validate<C>,
{
    Valid::check_read(value, limits, context)
}
