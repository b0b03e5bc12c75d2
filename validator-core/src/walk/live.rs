//! Live checks of a form that a person is still filling in.

use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::walk::Walk;
use crate::walk::group::{Group, GroupKey};
use crate::walk::validate::{Validate, walk_into};

use crate::path::name_filter::NameFilter;

/// A live check, for a server that checks a form while a person is still filling it in.
///
/// The rules of `on_submit(…)` do not run. With [`only`](Self::only), a live check keeps only the violations at the
/// given names, including missing values and wrong types. Other fields may be invalid, so a live check returns no value
/// and no proof, only `Ok` or the violations.
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
    names: NameFilter,
    limits: Limits,
    group: GroupKey,
}

impl Live {
    /// A live check of everything.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// assert!(Live::new().asks_for("email"));
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { names: NameFilter::ALL, limits: Limits::new(), group: GroupKey::NONE }
    }

    /// Keeps only violations at these keys. The list is separated by commas, as in the header
    /// `Precognition-Validate-Only`. An empty list keeps no violation.
    ///
    /// Names are written like the keys of `errors`. `*` stands for one segment of a key, except the `_` of a whole
    /// struct, which must be named. With more than 16 different names that contain a `*`, all violations are kept.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// let live = Live::new().only("email, items.*.price");
    /// assert!(live.asks_for("items.0.price"));
    /// assert!(!live.asks_for("name"));
    /// ```
    #[must_use]
    pub fn only(mut self, names: &str) -> Self {
        self.names = NameFilter::read(names);
        self
    }

    /// Sets the limits, in place of the default ones.
    ///
    /// ```
    /// use unprocessable_core::{Limits, Live};
    /// # use unprocessable_core::{Validate, Walker};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    ///
    /// let live = Live::new().within(Limits::new().violations(10));
    /// assert!(live.value(&Payment, &()).is_ok());
    /// ```
    #[must_use]
    pub const fn within(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Also runs the rules of a group.
    ///
    /// ```
    /// use unprocessable_core::{Group, Live};
    /// # use unprocessable_core::{Validate, Walker};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// let live = Live::new().only("amount").for_group::<Create>();
    /// assert!(live.value(&Payment, &()).is_ok());
    /// ```
    #[must_use]
    pub const fn for_group<G: Group>(mut self) -> Self {
        self.group = GroupKey::of::<G>();
        self
    }

    /// Whether violations at this key are kept.
    ///
    /// ```
    /// use unprocessable_core::Live;
    ///
    /// assert!(Live::new().only("address.*").asks_for("address.street"));
    /// assert!(!Live::new().only("address.*").asks_for("address"));
    /// ```
    #[must_use]
    pub fn asks_for(&self, key: &str) -> bool {
        self.names.contain(key)
    }

    /// Checks a value. The context of a type without one is `&()`.
    ///
    /// # Errors
    ///
    /// The rules that fail at the names that are asked for.
    ///
    /// ```
    /// use unprocessable_core::Live;
    /// # use unprocessable_core::{Validate, Walker};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    ///
    /// assert!(Live::new().only("amount").value(&Payment, &()).is_ok());
    /// ```
    pub fn value<T: Validate<C> + ?Sized, C: ?Sized>(&self, value: &T, context: &C) -> Result<(), ValidationErrors> {
        walk_into(value, self.walk(), context).into_result()
    }

    /// The same, of everything.
    #[cfg(feature = "json")]
    pub(crate) fn of_everything(self) -> Self {
        Self { names: NameFilter::ALL, ..self }
    }

    #[cfg(feature = "json")]
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The start of a walk that keeps what is asked for.
    pub(crate) fn walk(&self) -> Walk {
        Walk::of_group(self.errors(), self.group.id())
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
