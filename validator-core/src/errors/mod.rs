//! Violations, and all those of one request in order. It uses `path` and `rule`. Sentences are in `message`.

pub(crate) mod carried;
pub(crate) mod custom;
pub(crate) mod order;
pub(crate) mod store;
pub(crate) mod violation;
pub(crate) mod violations;

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use crate::errors::violation::Violation;
use crate::limits::Limits;
use crate::path;
use crate::path::KeyText;
use crate::path::name_filter::NameFilter;
use crate::path::pattern::KeyPattern;
use crate::source::Source;
use crate::status::Status;

pub(crate) use crate::errors::store::Mark;
pub(crate) use crate::errors::store::ViolationStore;

/// Everything that is wrong with one request: what `validate()` fails with, and the documented 422 body.
///
/// Violations keep the order in which fields are declared and rules are written. Those of one key stand together, at
/// the place of the first. It serializes as the documented body, byte for byte.
///
/// ```
/// use unprocessable_core::{ValidationErrors, Violation};
///
/// let mut errors = ValidationErrors::new();
/// errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
/// assert_eq!(
///     errors.to_json(),
///     r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#,
/// );
/// assert_eq!(errors.status().code(), 422);
/// ```
#[derive(Clone, Default)]
pub struct ValidationErrors {
    /// `None` if nothing is wrong. Then the errors are one word, which is cheap to make, move and drop.
    store: Option<Box<ViolationStore>>,
}

impl ValidationErrors {
    /// Empty errors, to which checks by hand can add violations.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// assert!(ValidationErrors::new().into_result().is_ok());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// As [`new`](Self::new), with other limits.
    ///
    /// ```
    /// use unprocessable_core::{Limits, ValidationErrors};
    ///
    /// let mut errors = ValidationErrors::within(&Limits::new().violations(1));
    /// errors.add("name", "The {attribute} is not known.");
    /// errors.add("email", "The {attribute} has already been taken.");
    /// assert_eq!(errors.len(), 1);
    /// assert!(errors.is_truncated());
    /// ```
    #[must_use]
    pub fn within(limits: &Limits) -> Self {
        let store = (*limits != Limits::new()).then(|| Box::new(ViolationStore::within(limits)));
        Self { store }
    }

    /// Empty errors of a live check, which keeps only violations at these names.
    pub(crate) fn live(limits: &Limits, names: &NameFilter) -> Self {
        Self { store: Some(Box::new(ViolationStore::live(limits, names))) }
    }

    /// Whether this is a live check, which leaves out the rules of `on_submit`.
    #[inline]
    pub(crate) fn is_live(&self) -> bool {
        self.store.as_ref().is_some_and(|store| store.is_live())
    }

    /// Adds a violation at a key such as `email` or `items.0.price`, with the names on the wire.
    ///
    /// If the errors are full, the violation is dropped, and [`is_truncated`](Self::is_truncated) returns `true`.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", "The {attribute} has changed since.");
    /// assert_eq!(errors.to_string(), "items.0.price: The price has changed since.");
    /// ```
    pub fn add(&mut self, key: &str, violation: impl Into<Violation>) {
        self.store_mut().push_at(violation.into(), |_, keys| keys.push_str(key));
    }

    /// Adds a violation at the key that `write` writes. If `is_in_order`, that key does not come again after another one.
    #[doc(hidden)]
    pub fn record(&mut self, violation: Violation, is_in_order: bool, write: impl FnOnce(&mut KeyText)) {
        let store = self.store_mut();
        let was_unordered = store.unordered;
        store.push_at(violation, |_, keys| write(keys));
        store.unordered = was_unordered || !is_in_order;
    }

    /// Adds all violations of `other` after these.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let (mut errors, mut other) = (ValidationErrors::new(), ValidationErrors::new());
    /// other.add("email", "The {attribute} has already been taken.");
    /// errors.merge(other);
    /// assert_eq!(errors.get("email").count(), 1);
    /// ```
    pub fn merge(&mut self, other: ValidationErrors) {
        self.join(&other, |_, _| {});
    }

    /// Adds all violations of `other` as those of the value at `key`.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let (mut errors, mut address) = (ValidationErrors::new(), ValidationErrors::new());
    /// address.add("street", "The {attribute} is not known.");
    /// errors.nest("address", address);
    /// assert_eq!(errors.get("address.street").count(), 1);
    /// ```
    pub fn nest(&mut self, key: &str, other: ValidationErrors) {
        self.join(&other, |_, keys| {
            keys.push_str(key);
            keys.push('.');
        });
    }

    /// Whether nothing is wrong.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// assert!(errors.is_empty());
    /// errors.add("email", "The {attribute} has already been taken.");
    /// assert!(!errors.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many violations there are.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("email", "The {attribute} has already been taken.");
    /// errors.add("email", "The {attribute} is too long.");
    /// assert_eq!(errors.len(), 2);
    /// ```
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.store.as_ref().map_or(0, |store| store.len())
    }

    /// Every key with its violation, in the order of the body.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("email", "The {attribute} has already been taken.");
    /// for (key, violation) in errors.iter() {
    ///     assert_eq!(key, "email");
    ///     assert_eq!(violation.message().to_string(), "The email has already been taken.");
    /// }
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Violation)> {
        self.store().into_iter().flat_map(ViolationStore::in_order)
    }

    /// The violations at one key, in order.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", "The {attribute} has changed since.");
    /// assert_eq!(errors.get("items.0.price").count(), 1);
    /// assert_eq!(errors.get("items").count(), 0);
    /// ```
    pub fn get<'e>(&'e self, key: &str) -> impl Iterator<Item = &'e Violation> + use<'e> {
        let store = self.store();
        let first = store.and_then(|store| store.all().position(|violation| store.keys().reads(&violation.key, key)));
        store.zip(first).into_iter().flat_map(|(store, first)| {
            let key = store.at(first).key;
            store.all().skip(first).filter(move |violation| store.keys().are_one(&violation.key, &key))
        })
    }

    /// Whether the errors were full. Then the remaining rules did not run, so there may be more violations than these.
    ///
    /// ```
    /// use unprocessable_core::{Limits, ValidationErrors};
    ///
    /// let mut errors = ValidationErrors::within(&Limits::new().violations(1));
    /// errors.add("name", "The {attribute} is not known.");
    /// assert!(!errors.is_truncated());
    /// errors.add("email", "The {attribute} has already been taken.");
    /// assert!(errors.is_truncated());
    /// ```
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.store().is_some_and(|store| store.truncated)
    }

    /// The status of the response: 422, or 400 if parameters of a path or query are missing or unreadable.
    ///
    /// ```
    /// use unprocessable_core::{Status, ValidationErrors};
    ///
    /// assert_eq!(ValidationErrors::new().status(), Status::UnprocessableEntity);
    /// ```
    #[must_use]
    pub fn status(&self) -> Status {
        self.store().map_or_else(Status::default, |store| store.status)
    }

    /// The key of every violation as a JSON Pointer (RFC 6901), in the order of [`iter`](Self::iter).
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", "The {attribute} has changed since.");
    /// assert_eq!(errors.pointers().next().as_deref(), Some("/items/0/price"));
    /// ```
    pub fn pointers(&self) -> impl Iterator<Item = String> {
        self.iter().map(|(key, _)| path::json_pointer(key))
    }

    /// Visits every violation with the pattern of its key, in the order in which they were found.
    #[doc(hidden)]
    #[inline]
    pub fn for_each_pattern(&self, visit: impl FnMut((KeyPattern<'_>, &Violation))) {
        if let Some(store) = self.store() {
            store.patterns().for_each(visit);
        }
    }

    /// `Ok` if there are no violations.
    ///
    /// # Errors
    ///
    /// The errors themselves, if there are violations.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// fn check(stock: u32) -> Result<(), ValidationErrors> {
    ///     let mut errors = ValidationErrors::new();
    ///     if stock == 0 {
    ///         errors.add("item", "The {attribute} is sold out.");
    ///     }
    ///     errors.into_result()
    /// }
    ///
    /// assert!(check(3).is_ok());
    /// assert_eq!(check(0).unwrap_err().len(), 1);
    /// ```
    #[inline]
    pub fn into_result(self) -> Result<(), Self> {
        // Without violations there is nothing to drop.
        match self.store {
            Some(store) if store.len() > 0 => Err(Self { store: Some(store) }),
            _ => Ok(()),
        }
    }

    #[cfg(feature = "json")]
    pub(crate) fn set_status(&mut self, status: Status) {
        self.store_mut().status = status;
    }

    /// Which part of a request they are about.
    pub(crate) fn source(&self) -> Source {
        self.store().map_or_else(Source::default, |store| store.source)
    }

    #[cfg(feature = "json")]
    pub(crate) fn set_source(&mut self, source: Source) {
        self.store_mut().source = source;
    }

    /// The store, if there is one.
    pub(crate) fn store(&self) -> Option<&ViolationStore> {
        self.store.as_deref()
    }

    /// The store to change, if there is one.
    pub(crate) fn store_or_none(&mut self) -> Option<&mut ViolationStore> {
        self.store.as_deref_mut()
    }

    /// The store to add to. If there is none, it is made with the default limits.
    pub(crate) fn store_mut(&mut self) -> &mut ViolationStore {
        self.store_mut_within(Limits::new)
    }

    /// The store to add to. If there is none, it is made with these limits.
    #[inline]
    pub(crate) fn store_mut_within(&mut self, limits: impl FnOnce() -> Limits) -> &mut ViolationStore {
        self.store.get_or_insert_with(|| first(&limits()))
    }

    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.store.as_ref().is_some_and(|store| store.is_full())
    }

    /// Notes that some rules did not run because the errors are full.
    #[cold]
    #[inline(never)]
    pub(crate) fn truncate(&mut self) {
        if let Some(store) = &mut self.store {
            store.truncated = true;
        }
    }

    /// Notes that a key may come again after another one.
    pub(crate) fn mark_unordered(&mut self) {
        if let Some(store) = &mut self.store {
            store.unordered = true;
        }
    }

    /// A mark to which [`Self::rewind`] can go back.
    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        self.store.as_ref().map_or_else(Mark::default, |store| store.mark())
    }

    #[inline]
    pub(crate) fn changed_since(&self, mark: &Mark) -> bool {
        self.store.as_ref().is_some_and(|store| store.changed_since(mark))
    }

    /// Forgets the violations after the mark.
    pub(crate) fn rewind(&mut self, mark: &Mark) {
        if let Some(store) = &mut self.store {
            store.rewind(mark);
        }
    }

    /// Adds all violations of `other`. `begin` writes what stands before each of their keys.
    #[doc(hidden)]
    pub fn join(&mut self, other: &ValidationErrors, begin: impl Fn(&str, &mut KeyText)) {
        let Some(other) = other.store() else { return };
        let store = self.store_mut();
        for (key, violation) in other.in_order() {
            store.push_at(violation.clone(), |_, keys| {
                begin(key, keys);
                keys.push_key(key, other.keys().marks(&violation.key));
            });
        }
        store.truncated |= other.truncated;
    }
}

#[cold]
#[inline(never)]
fn first(limits: &Limits) -> Box<ViolationStore> {
    Box::new(ViolationStore::within(limits))
}

impl fmt::Debug for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl core::error::Error for ValidationErrors {}
