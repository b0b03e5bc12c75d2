//! Checks of a form that is still being filled: of what is asked for, and without what must wait.

#[cfg(feature = "json")]
use serde::Deserialize;
#[cfg(feature = "json")]
use serde::de::DeserializeOwned;

#[cfg(feature = "json")]
use crate::decode::rejection::{Medium, Rejection};
#[cfg(feature = "json")]
use crate::decode::{Document, Inspect, check_headers, check_json, check_pairs, check_path, value_in_pairs};
use crate::errors::ValidationErrors;
use crate::limits::Limits;
#[cfg(feature = "json")]
use crate::status::ErrorBody;
use crate::walk::validate::{Validate, walk_into};

pub(crate) use crate::path::name_filter::{Along, Names};

/// A live check: what a server does with the content of a form while somebody still types.
///
/// The rules of `on_submit(…)` do not run. [`only`](Self::only) keeps nothing but violations at the names that are
/// asked for, also of what is missing or of a wrong type. Since the rest may be wrong, a live check gives no value
/// and no proof, only `Ok` or what is wrong.
///
/// ```
/// use unprocessable_core::Live;
///
/// let live = Live::new().only("email,items.*.price");
/// assert!(live.asks_for("email"));
/// assert!(live.asks_for("items.12.price"));
/// assert!(!live.asks_for("items.12.name"));
/// assert!(Live::new().asks_for("anything"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Live {
    names: Names,
    limits: Limits,
}

impl Live {
    /// A live check of everything.
    #[must_use]
    pub const fn new() -> Self {
        Self { names: Names::ALL, limits: Limits::new() }
    }

    /// Keeps only violations at these keys: a list with commas between, as in the header
    /// `Precognition-Validate-Only`. No name in it asks for nothing.
    ///
    /// Names are keys as they stand in `errors`. `*` is one segment of a key, but not the `_` of a whole struct, whose
    /// checks run when it is named. With more than 16 different names that have a `*`, everything is asked for.
    #[must_use]
    pub fn only(mut self, names: &str) -> Self {
        self.names = Names::read(names);
        self
    }

    /// Takes other caps than the default ones.
    #[must_use]
    pub const fn within(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether violations at this key are kept.
    #[must_use]
    pub fn asks_for(&self, key: &str) -> bool {
        self.names.contain(key)
    }

    /// Checks a value; the context of a type without one is `&()`.
    ///
    /// # Errors
    ///
    /// The rules that fail at what is asked for.
    pub fn value<T: Validate<C> + ?Sized, C: ?Sized>(&self, value: &T, context: &C) -> Result<(), ValidationErrors> {
        walk_into(value, self.errors(), context).into_result()
    }

    /// Checks a request in JSON, as [`from_json`](crate::from_json) reads it.
    ///
    /// # Errors
    ///
    /// [`Rejection::Malformed`] when the bytes are no JSON document; [`Rejection::Invalid`] when something that is
    /// asked for is invalid.
    #[cfg(feature = "json")]
    pub fn json<'de, T, C: ?Sized>(&self, bytes: &'de [u8], context: &C) -> Result<(), Rejection>
    where
        T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
    {
        check_json::<T, C>(bytes, &self.limits, self.errors(), context)
    }

    /// Checks a request from the body of a form, as [`from_form`](crate::from_form) reads it.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json).
    #[cfg(feature = "json")]
    pub fn form<T, C: ?Sized>(&self, body: impl AsRef<[u8]>, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_pairs::<T, C>(body.as_ref(), Medium::Form, &self.limits, || self.errors(), context)
    }

    /// Checks the parameters of a query string, as [`from_query`](crate::from_query) reads them.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json), with the status 400 when a parameter that is asked for is missing or unreadable.
    #[cfg(feature = "json")]
    pub fn query<T, C: ?Sized>(&self, query: impl AsRef<[u8]>, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_pairs::<T, C>(query.as_ref(), Medium::Query, &self.limits, || self.errors(), context)
    }

    /// Checks the parameters of a path.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    pub fn path<T, C: ?Sized>(&self, parameters: impl AsRef<[u8]>, context: &C) -> Result<(), ErrorBody>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_path::<T, C>(parameters.as_ref(), self, context)
    }

    /// Checks header fields.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    pub fn headers<T, C: ?Sized>(&self, fields: impl AsRef<[u8]>, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_headers::<T, C>(fields.as_ref(), self, context)
    }

    /// Checks header fields that are text.
    #[cfg(feature = "json")]
    pub(crate) fn headers_as_text<T, C: ?Sized>(&self, fields: &[u8], context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_pairs::<T, C>(fields, Medium::Headers, &self.limits, || self.errors(), context)
    }

    /// The value at a key of a request in JSON, if it can be read: for checks of one field that the rest of an
    /// unfinished form need not wait for.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// let email: Option<String> = Live::value_in_json(br#"{"email":"jane@example.com","age":""}"#, "email");
    /// assert_eq!(email.as_deref(), Some("jane@example.com"));
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn value_in_json<V: DeserializeOwned>(bytes: &[u8], key: &str) -> Option<V> {
        Document::parse(bytes).ok()?.root().at(key)?.decode().ok()
    }

    /// The value at a key of a form or query string, if it can be read.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// assert_eq!(Live::value_in_form::<u8>("items[0][count]=3", "items.0.count"), Some(3));
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn value_in_form<V: DeserializeOwned>(body: impl AsRef<[u8]>, key: &str) -> Option<V> {
        value_in_pairs(body.as_ref(), key)
    }

    #[cfg(feature = "json")]
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn errors(&self) -> ValidationErrors {
        ValidationErrors::live(&self.limits, &self.names)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn names_are_keys_and_a_star_is_one_segment() {
        for (names, key, asked) in [
            ("email", "email", true),
            ("email", "emails", false),
            (" email , name ", "name", true),
            ("address", "address.street", false),
            ("address.street", "address", false),
            ("address.*", "address.street", true),
            ("address.*", "address.street.name", false),
            ("address.*", "address", false),
            ("items.*.price", "items.0.price", true),
            ("items.*.price", "items.0.0.price", false),
            ("items.*", "items.0", true),
            ("*", "name", true),
            ("*", "_", false),
            ("address.*", "address._", false),
            ("_", "_", true),
            (r"a\.b", r"a\.b", true),
            ("*.b", r"a\.b", false),
            ("*", r"a\.b", true),
            ("", "name", false),
            (",", "", false),
            ("na*", "name", false),
        ] {
            assert_eq!(Live::new().only(names).asks_for(key), asked, "{names} {key}");
        }
    }

    #[test]
    fn many_patterns_ask_for_everything() {
        let names = |count: usize| (0..count).map(|at| alloc::format!("a{at}.*,")).collect::<String>();
        assert!(!Live::new().only(&names(16)).asks_for("b"));
        assert!(Live::new().only(&names(17)).asks_for("b"));
        assert!(!Live::new().only(&"a.*,".repeat(99)).asks_for("b"));
    }
}
