//! Parameters of paths, which a newtype or a tuple takes by their positions, and header fields, not all of which are
//! text.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::any::TypeId;

use serde::de::DeserializeOwned;

use super::tree::push_text;
use super::{FormSource, inspect, pairs, read, shape};
use crate::body::error_body::ErrorBody;
use crate::decode::de::probe::probe;
use crate::decode::document::Document;
use crate::decode::document::expected::Expected;
use crate::decode::document::problem::ProblemKind;
use crate::decode::inspect::Inspect;
use crate::decode::rejection::{Malformed, Medium, Rejection};
use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::path::{WHOLE, segments};
use crate::status::Status;
use crate::walk::Walk;
use crate::walk::group::Group;
use crate::walk::live::Live;
use crate::walk::validate::{Valid, Validate, walk_read};

/// Reads the parameters of a path, given as the pairs of a query string in the order of the path. A newtype takes the
/// only parameter, a tuple each at its position; the keys of errors are the names of the parameters all the same.
///
/// # Errors
///
/// As [`from_query`](crate::from_query). Where a newtype or tuple wants another number of parameters than there are,
/// the server is at fault, so the status is 500.
#[doc(hidden)]
pub fn from_path_within<T, G: Group, C: ?Sized>(
    parameters: impl AsRef<[u8]>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, ErrorBody>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    match Positions::of::<T>(parameters.as_ref())? {
        None => read(FormSource::of(parameters.as_ref()), Medium::Query, limits, context).map_err(Into::into),
        Some(positions) => positions.read(limits, context).map_err(Into::into),
    }
}

pub(crate) fn check_path<T, C: ?Sized>(parameters: &[u8], live: &Live, context: &C) -> Result<(), ErrorBody>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    match Positions::of::<T>(parameters)? {
        None => live.query::<T, C>(parameters, context).map_err(Into::into),
        Some(positions) => positions.check::<T, C>(live, context).map_err(Into::into),
    }
}

/// Reads header fields, given as the pairs of a query string. A value that is no text makes the request malformed where
/// the type reads a field of that name; elsewhere it is left out.
///
/// # Errors
///
/// As [`from_query`](crate::from_query).
#[doc(hidden)]
pub fn from_headers_within<T, G: Group, C: ?Sized>(
    fields: impl AsRef<[u8]>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    read(FormSource::of(&texts::<T>(fields.as_ref())?), Medium::Headers, limits, context)
}

pub(crate) fn check_headers<T, C: ?Sized>(fields: &[u8], live: &Live, context: &C) -> Result<(), Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    live.headers_as_text::<T, C>(&texts::<T>(fields)?, context)
}

/// The fields that are text.
fn texts<T: DeserializeOwned>(fields: &[u8]) -> Result<Cow<'_, [u8]>, Rejection> {
    let all = || pairs::split(fields).map(|(name, value)| (name, value, decoded(value).is_some()));
    if all().all(|(.., is_text)| is_text) {
        return Ok(Cow::Borrowed(fields));
    }
    let read = match RequestedShape::by::<T>() {
        RequestedShape::Names(names) => names,
        _ => None,
    };
    let is_read = |name: &[u8]| match (read, decoded(name)) {
        (Some(read), Some(name)) => read.iter().any(|field| crate::escape_segment(field) == name),
        _ => true,
    };
    if all().any(|(name, _, is_text)| !is_text && is_read(name)) {
        return Err(Malformed::somewhere(Medium::Headers, ProblemKind::Encoding).into());
    }
    let mut texts = Vec::with_capacity(fields.len());
    for (name, value, _) in all().filter(|(.., is_text)| *is_text) {
        for piece in [name, b"=", value, b"&"] {
            texts.extend_from_slice(piece);
        }
    }
    Ok(Cow::Owned(texts))
}

/// Parameters that are read by their positions.
struct Positions {
    /// The one value, or a list of all.
    json: Vec<u8>,
    /// The names of the parameters as they stand in keys.
    names: Vec<String>,
    is_list: bool,
}

impl Positions {
    /// `None` where the type wants names.
    fn of<T: DeserializeOwned>(parameters: &[u8]) -> Result<Option<Self>, ErrorBody> {
        let requested = RequestedShape::by::<T>();
        let (wanted, is_list) = match requested {
            RequestedShape::Names(_) => return Ok(None),
            RequestedShape::One => (Some(1), false),
            RequestedShape::Several(count) => (count, true),
        };
        let mut positions = Self { json: Vec::with_capacity(parameters.len() + 8), names: Vec::new(), is_list };
        for (name, value) in pairs::split(parameters) {
            let (Some(name), Some(value)) = (decoded(name), decoded(value)) else {
                return Err(Malformed::somewhere(Medium::Query, ProblemKind::Encoding).into());
            };
            positions.json.push(if positions.names.is_empty() { b'[' } else { b',' });
            push_text(value.as_bytes(), &mut positions.json);
            positions.names.push(name);
        }
        if wanted.is_some_and(|wanted| wanted != positions.names.len()) {
            return Err(ErrorBody::new(Status::InternalServerError));
        }
        match (is_list, positions.json.first_mut()) {
            (false, Some(first)) => *first = b' ',
            (true, Some(_)) => positions.json.push(b']'),
            (_, None) => positions.json.extend_from_slice(b"[]"),
        }
        Ok(Some(positions))
    }

    fn read<T, G: Group, C: ?Sized>(&self, limits: &Limits, context: &C) -> Result<Valid<T, G>, Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        let document = self.document(limits)?;
        let walk = Walk::of_group(ValidationErrors::within(limits), TypeId::of::<G>());
        let (errors, status) = match inspect(&document, walk, context).map_err(malformed)? {
            Ok((value, walk)) => match Valid::check_in(value, walk, context) {
                Ok(valid) => return Ok(valid),
                Err(errors) => (errors, Status::UnprocessableEntity),
            },
            Err(errors) => (errors, Status::BadRequest),
        };
        let mut errors = self.by_name(&errors, ValidationErrors::within(limits));
        errors.set_status(status);
        Err(errors.into())
    }

    fn check<T, C: ?Sized>(&self, live: &Live, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        let document = self.document(live.limits())?;
        // The names that are asked for are those of the parameters.
        let everything = || live.clone().of_everything().walk();
        let asked_for = |errors: &ValidationErrors| self.by_name(errors, live.errors());
        match inspect::<T, C>(&document, everything(), context).map_err(malformed)? {
            Ok((mut value, mut walk)) => {
                walk_read(&mut value, &mut walk, context);
                Ok(asked_for(&walk.errors).into_result()?)
            }
            Err(errors) => {
                let mut errors = asked_for(&errors);
                if !asked_for(&shape::<T, C>(&document, everything(), context)).is_empty() {
                    errors.set_status(Status::BadRequest);
                }
                Ok(errors.into_result()?)
            }
        }
    }

    fn document(&self, limits: &Limits) -> Result<Document<'_>, Rejection> {
        let document = Document::parse_within(&self.json, limits.max_depth());
        Ok(document.map_err(|problem| malformed(problem.kind))?.of_form())
    }

    /// The same errors at the names of the parameters.
    fn by_name(&self, errors: &ValidationErrors, mut named: ValidationErrors) -> ValidationErrors {
        for (key, violation) in errors.iter() {
            let mut key_segments = segments(key);
            let name = match self.is_list {
                true => key_segments.next().and_then(|index| self.names.get(index.parse::<usize>().ok()?)),
                false => self.names.first(),
            };
            let Some(name) = name else {
                named.add(key, violation.clone());
                continue;
            };
            let mut key = name.clone();
            for segment in key_segments.filter(|segment| *segment != WHOLE) {
                key.push('.');
                key.push_str(segment);
            }
            named.add(&key, violation.clone());
        }
        if errors.is_truncated() {
            named.truncate();
        }
        named
    }
}

fn malformed(kind: ProblemKind) -> Rejection {
    Malformed::somewhere(Medium::Query, kind).into()
}

/// A name or value as text, if it is one.
fn decoded(raw: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    pairs::unescape(raw, &mut bytes);
    String::from_utf8(bytes).ok()
}

/// How a type takes parameters.
#[derive(Debug)]
enum RequestedShape {
    /// Something with names: these if they are known, which those of a map are not.
    Names(Option<&'static [&'static str]>),
    One,
    Several(Option<usize>),
}

impl RequestedShape {
    fn by<T: DeserializeOwned>() -> Self {
        let probed = probe::<T>();
        match probed.expected {
            Expected::Object => Self::Names(Some(probed.names)),
            Expected::Map | Expected::Any | Expected::Unit => Self::Names(None),
            Expected::List => Self::Several(None),
            Expected::Tuple(count) => Self::Several(Some(count as usize)),
            _ => Self::One,
        }
    }
}
