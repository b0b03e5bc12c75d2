//! Live checks of requests that are read.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::document::Document;
use super::from::form::{FormSource, check_headers, check_pairs, check_path, value_in_pairs};
use super::from::json::check_json;
use super::inspect::Inspect;
use super::rejection::{Medium, Rejection};
use crate::body::error_body::ErrorBody;
use crate::walk::live::Live;
use crate::walk::validate::Validate;

impl Live {
    /// Checks a request in JSON, as [`from_json`](crate::from_json) reads it.
    ///
    /// # Errors
    ///
    /// [`Rejection::Malformed`] when the bytes are not a JSON document; [`Rejection::Invalid`] when something that is
    /// asked for is invalid.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::Live;
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32, #[serde(default)] note: Option<String> }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let live = Live::new().only("amount");
    /// assert!(live.json::<Payment, ()>(br#"{"amount": 3}"#, &()).is_ok());
    /// assert!(live.json::<Payment, ()>(br#"{"amount": ""}"#, &()).is_err());
    ///
    /// // The rest of the form is still empty.
    /// assert!(live.json::<Payment, ()>(br#"{"amount": 3, "note": null}"#, &()).is_ok());
    /// ```
    pub fn json<'de, T, C: ?Sized>(&self, bytes: &'de [u8], context: &C) -> Result<(), Rejection>
    where
        T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
    {
        check_json::<T, C>(bytes, self.limits(), self.walk(), context)
    }

    /// Checks a request from the body of a form, as [`from_form`](crate::from_form) reads it.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json).
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::Live;
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// assert!(Live::new().form::<Payment, ()>("amount=three", &()).is_err());
    /// ```
    pub fn form<T, C: ?Sized>(&self, body: impl AsRef<[u8]>, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_pairs::<T, C>(FormSource::of(body.as_ref()), Medium::Form, self.limits(), || self.walk(), context)
    }

    /// Checks the parameters of a query string, as [`from_query`](crate::from_query) reads them.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json), with the status 400 when a parameter that is asked for is missing or unreadable.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::Live;
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let rejection = Live::new().query::<Payment, ()>("amount=three", &()).unwrap_err();
    /// assert_eq!(rejection.status().code(), 400);
    /// ```
    pub fn query<T, C: ?Sized>(&self, query: impl AsRef<[u8]>, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_pairs::<T, C>(FormSource::of(query.as_ref()), Medium::Query, self.limits(), || self.walk(), context)
    }

    /// Checks the parameters of a path.
    #[doc(hidden)]
    pub fn path<T, C: ?Sized>(&self, parameters: impl AsRef<[u8]>, context: &C) -> Result<(), ErrorBody>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_path::<T, C>(parameters.as_ref(), self, context)
    }

    /// Checks header fields.
    #[doc(hidden)]
    pub fn headers<T, C: ?Sized>(&self, fields: impl AsRef<[u8]>, context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_headers::<T, C>(fields.as_ref(), self, context)
    }

    /// Checks header fields that are text.
    pub(crate) fn headers_as_text<T, C: ?Sized>(&self, fields: &[u8], context: &C) -> Result<(), Rejection>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
    {
        check_pairs::<T, C>(FormSource::of(fields), Medium::Headers, self.limits(), || self.walk(), context)
    }

    /// The value at a key of a request in JSON, if it can be read. It is for checks of one field in an unfinished form.
    /// The value is as it was sent, before `normalize(…)`.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// let email: Option<String> = Live::value_in_json(br#"{"email":"jane@example.com","age":""}"#, "email");
    /// assert_eq!(email.as_deref(), Some("jane@example.com"));
    /// ```
    #[must_use]
    pub fn value_in_json<V: DeserializeOwned>(bytes: &[u8], key: &str) -> Option<V> {
        Document::parse(bytes).ok()?.root().at(key)?.decode().ok()
    }

    /// The value at a key of a form or query string, if it can be read. It is as it was sent, before `normalize(…)`.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// assert_eq!(Live::value_in_form::<u8>("items[0][count]=3", "items.0.count"), Some(3));
    /// ```
    #[must_use]
    pub fn value_in_form<V: DeserializeOwned>(body: impl AsRef<[u8]>, key: &str) -> Option<V> {
        value_in_pairs(FormSource::of(body.as_ref()), key)
    }
}
