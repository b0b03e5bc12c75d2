//! One field of a request that changes only what it names.

use core::ops::ControlFlow;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::subject::{Kind, Presence, Subject};
use crate::walk::change_items::{ChangeItems, ChangeValues};
use crate::walk::collection::{Elements, Entries, Visitor};
use crate::walk::unchecked::SaysRules;
use crate::walk::validate::Validate;
use crate::walk::walker::Walker;

/// A field of a PATCH request: left out, `null`, or a new value.
///
/// Rules see the value. A field that is left out fails no rule. `required` fails only if the field is sent as `null` or
/// blank. Without `required`, `null` passes, as for an `Option`.
///
/// serde cannot distinguish a missing field from `null` unless the field has `#[serde(default)]`, so the derive demands
/// it.
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Patch, rules};
///
/// assert!(rules::required().check(&Patch::<String>::Absent));
/// assert!(!rules::required().check(&Patch::<String>::Null));
/// assert!(!rules::required().check(&Patch::Value(" ")));
///
/// // What an update does with it.
/// let mut nickname = Some("jay".to_owned());
/// if let Some(changed) = Patch::Value("jane".to_owned()).changed() {
///     nickname = changed;
/// }
/// assert_eq!(nickname.as_deref(), Some("jane"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patch<T> {
    /// The field is left out: the stored value stays.
    #[default]
    Absent,
    /// The field is `null`: the stored value is removed.
    Null,
    /// The new value.
    Value(T),
}

impl<T> Patch<T> {
    /// The change to store: `None` if the field was left out, `Some(None)` for `null`.
    ///
    /// ```
    /// use unprocessable_core::Patch;
    ///
    /// assert_eq!(Patch::<u8>::Absent.changed(), None);
    /// assert_eq!(Patch::<u8>::Null.changed(), Some(None));
    /// assert_eq!(Patch::Value(3).changed(), Some(Some(3)));
    /// ```
    #[must_use]
    pub fn changed(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// The new value; `None` if the field was left out or is `null`.
    ///
    /// ```
    /// use unprocessable_core::Patch;
    ///
    /// assert_eq!(Patch::Value(3).new_value(), Some(&3));
    /// assert_eq!(Patch::<u8>::Null.new_value(), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn new_value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether it was left out, for `#[serde(skip_serializing_if = "Patch::is_absent")]`.
    ///
    /// ```
    /// use unprocessable_core::Patch;
    ///
    /// assert!(Patch::<u8>::default().is_absent());
    /// ```
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Subject> Subject for Patch<T> {
    type Value = T::Value;
    const KIND: Kind = T::KIND;
    const EXTENT: Option<crate::subject::Extent> = T::EXTENT;

    #[inline]
    fn value(&self) -> Option<&T::Value> {
        self.new_value().and_then(T::value)
    }

    #[inline]
    fn presence(&self) -> Presence {
        match self {
            Self::Absent => Presence::Unsent,
            Self::Null => Presence::Absent,
            Self::Value(value) => value.presence(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C>> Validate<C> for Patch<T> {
    const NORMALIZES: bool = T::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        if let Some(value) = self.new_value() {
            value.walk(context, walker);
        }
    }

    fn normalize_with(&mut self, context: &C) {
        if let Self::Value(value) = self {
            value.normalize_with(context);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<E: Elements> Elements for Patch<E> {
    type Item = E::Item;
    const UNORDERED: bool = E::UNORDERED;

    fn visit(&self, each: &mut dyn FnMut(usize, &E::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        self.new_value().map_or(ControlFlow::Continue(()), |elements| elements.visit(each))
    }

    fn visit_sorted(&self, each: &mut dyn FnMut(usize, &E::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        self.new_value().map_or(ControlFlow::Continue(()), |elements| elements.visit_sorted(each))
    }
}

#[diagnostic::do_not_recommend]
impl<E: Entries> Entries for Patch<E> {
    type Key = E::Key;
    type Value = E::Value;
    const UNORDERED: bool = E::UNORDERED;

    fn visit(&self, each: &mut Visitor<'_, E::Key, E::Value>) -> ControlFlow<()> {
        self.new_value().map_or(ControlFlow::Continue(()), |entries| entries.visit(each))
    }

    fn visit_sorted(&self, each: &mut Visitor<'_, E::Key, E::Value>) -> ControlFlow<()> {
        self.new_value().map_or(ControlFlow::Continue(()), |entries| entries.visit_sorted(each))
    }
}

impl<E: ChangeItems> ChangeItems for Patch<E> {
    type Item = E::Item;

    fn change_items(&mut self, is_in_order: impl Fn(&E::Item) -> bool, change: impl FnMut(&mut E::Item)) {
        if let Self::Value(elements) = self {
            elements.change_items(is_in_order, change);
        }
    }
}

impl<E: ChangeValues> ChangeValues for Patch<E> {
    type Value = E::Value;

    fn change_values(&mut self, change: impl FnMut(&mut E::Value)) {
        if let Self::Value(entries) = self {
            entries.change_values(change);
        }
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// A field that is present is `null` or a value. A missing field gets its default, which is `Absent`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

/// A field that is left out is written as `null`, unless it is skipped with [`is_absent`](Patch::is_absent).
impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.new_value().serialize(serializer)
    }
}

impl<T: SaysRules> SaysRules for Patch<T> {
    type Ruled = T::Ruled;
}
