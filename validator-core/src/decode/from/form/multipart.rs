//! The fields of `multipart/form-data`: text, which is read like a form, and files.

use alloc::vec::Vec;
use core::fmt;

use serde::de::DeserializeOwned;

use super::{FormSource, check_pairs, read, value_in_pairs};
use crate::decode::inspect::Inspect;
use crate::decode::rejection::{Medium, Rejection};
use crate::limits::Limits;
use crate::path::escape_segment;
#[cfg(feature = "files")]
use crate::upload::{Upload, scope};
use crate::walk::group::Group;
use crate::walk::live::Live;
use crate::walk::validate::{NoContext, Valid, Validate};

/// The fields of a body of `multipart/form-data` that has been read: text, and files.
///
/// The adapters for web frameworks fill it from a request. For any other framework, fill it part by part.
///
#[cfg_attr(feature = "files", doc = "```")]
#[cfg_attr(not(feature = "files"), doc = "```ignore")]
/// use unprocessable_core::{MultipartForm, Upload, from_multipart};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Profile { name: String, photo: Upload }
/// # impl<C: ?Sized> Validate<C> for Profile { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Profile {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let mut form = MultipartForm::new();
/// form.push_text(b"name", b"Jane");
/// form.push_file(b"photo", Upload::from_bytes(*b"GIF89a"));
/// let profile = from_multipart::<Profile>(&form).unwrap();
/// assert_eq!((profile.name.as_str(), profile.photo.len()), ("Jane", 6));
/// ```
#[derive(Clone, Default)]
pub struct MultipartForm {
    /// The pairs in the form of a query string.
    pairs: Vec<u8>,
    count: u32,
    /// Which pairs are files.
    files: Vec<u32>,
    #[cfg(feature = "files")]
    uploads: Vec<Upload>,
}

impl MultipartForm {
    /// A form without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text. Bytes that are not UTF-8 are refused when the form is read.
    pub fn push_text(&mut self, name: &[u8], value: &[u8]) {
        if !self.pairs.is_empty() {
            self.pairs.push(b'&');
        }
        escape(name, &mut self.pairs);
        self.pairs.push(b'=');
        escape(value, &mut self.pairs);
        self.count += 1;
    }

    /// Adds a file.
    #[cfg(feature = "files")]
    pub fn push_file(&mut self, name: &[u8], upload: Upload) {
        self.push_number(name, self.uploads.len());
        self.uploads.push(upload);
    }

    /// Adds a file that was not read, for a build without the type of files.
    #[cfg(not(feature = "files"))]
    #[doc(hidden)]
    pub fn push_unread_file(&mut self, name: &[u8]) {
        self.push_number(name, self.files.len());
    }

    fn push_number(&mut self, name: &[u8], number: usize) {
        self.files.push(self.count);
        self.push_text(name, alloc::format!("{number}").as_bytes());
    }

    /// How many bytes of memory the names and the text take.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        self.pairs.len()
    }

    /// How many files there are.
    #[must_use]
    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn pairs(&self) -> FormSource<'_> {
        FormSource { source: &self.pairs, files: &self.files }
    }

    /// Runs something that reads the form.
    fn reading<R>(&self, run: impl FnOnce(FormSource<'_>) -> R) -> R {
        #[cfg(feature = "files")]
        return scope::within(&self.uploads, || run(self.pairs()));
        #[cfg(not(feature = "files"))]
        run(self.pairs())
    }
}

/// Does not show what the client sent.
impl fmt::Debug for MultipartForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultipartForm").field("fields", &self.count).field("files", &self.files.len()).finish()
    }
}

pub(super) fn escape(bytes: &[u8], pairs: &mut Vec<u8>) {
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            pairs.push(*byte);
        } else {
            let digit = |value: u8| b"0123456789ABCDEF"[usize::from(value)];
            pairs.extend_from_slice(&[b'%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

/// Reads a request from the fields of `multipart/form-data`, as [`from_form`](crate::from_form) reads a form. A field of
/// the type `Upload` is a file.
///
/// # Errors
///
/// As [`from_form`](crate::from_form).
pub fn from_multipart<T>(form: &MultipartForm) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_multipart_within(form, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_multipart`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_form`](crate::from_form).
pub fn from_multipart_with<T, C: ?Sized>(form: &MultipartForm, context: &C) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_multipart_within(form, &const { Limits::new() }, context)
}

/// As [`from_multipart`], within other [`Limits`] than the default ones. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_form`](crate::from_form).
pub fn from_multipart_within<T, C: ?Sized>(
    form: &MultipartForm,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_multipart_for_within(form, limits, context)
}

/// As [`from_multipart`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_multipart`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, MultipartForm, from_multipart_for};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let mut form = MultipartForm::new();
/// form.push_text(b"amount", b"3");
/// assert_eq!(from_multipart_for::<Payment, Create>(&form).unwrap().amount, 3);
/// ```
pub fn from_multipart_for<T, G: Group>(form: &MultipartForm) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_multipart_for_within(form, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_multipart_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_multipart`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Limits, MultipartForm, from_multipart_for_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let mut form = MultipartForm::new();
/// form.push_text(b"amount", b"3");
/// let limits = Limits::new().bytes(4);
/// let rejection = from_multipart_for_within::<Payment, Create, ()>(&form, &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_multipart_for_within<T, G: Group, C: ?Sized>(
    form: &MultipartForm,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    form.reading(|pairs| read(pairs, Medium::Form, limits, context))
}

impl Live {
    /// Checks the fields of `multipart/form-data`, as [`from_multipart`] reads them.
    ///
    /// # Errors
    ///
    /// As [`form`](Self::form).
    pub fn multipart<T, C: ?Sized>(&self, form: &MultipartForm, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        form.reading(|pairs| check_pairs::<T, C>(pairs, Medium::Form, self.limits(), || self.walk(), context))
    }

    /// The value at a key of the fields of `multipart/form-data`, if it can be read.
    #[must_use]
    pub fn value_in_multipart<V: DeserializeOwned>(form: &MultipartForm, key: &str) -> Option<V> {
        form.reading(|pairs| value_in_pairs(pairs, key))
    }
}

/// What stands at and below a field of this name, as names of a live check.
#[doc(hidden)]
#[must_use]
pub fn names_of_field(name: &[u8]) -> Option<alloc::string::String> {
    use super::pairs::{NEXT, STEP, place};

    let mut steps = Vec::new();
    place(core::str::from_utf8(name).ok()?, crate::decode::DEPTH, &mut steps).ok()?;
    let mut key = alloc::string::String::new();
    for step in steps.get(1..)?.split(|byte| *byte == STEP) {
        if !key.is_empty() {
            key.push('.');
        }
        match step {
            [NEXT] => key.push('*'),
            step => key.push_str(&escape_segment(core::str::from_utf8(step).ok()?)),
        }
    }
    Some(alloc::format!("{key},{key}.*"))
}

/// The most bytes of text with which the rules are asked about each file.
#[cfg(feature = "files")]
const ASKED_WITH: usize = 16 << 10;

#[cfg(feature = "files")]
impl MultipartForm {
    /// How many bytes the next file may have, if it comes under this name. `None` if no rule says it.
    ///
    /// The rules are asked, with the fields that have come by now. So a condition sees what stands before the file.
    #[doc(hidden)]
    #[must_use]
    pub fn file_limit<T, G: Group, C: ?Sized>(&self, name: &[u8], limits: &Limits, context: &C) -> Option<u64>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        if self.pairs.len() > ASKED_WITH {
            return None;
        }
        let live = Live::new().within(*limits).only(&names_of_field(name)?).for_group::<G>();
        let (mut form, asking) = (self.clone(), Upload::asking());
        form.push_file(name, asking.clone());
        let _ = live.multipart::<T, C>(&form, context);
        asking.asked_limit()
    }
}
