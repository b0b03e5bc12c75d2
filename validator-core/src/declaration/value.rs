//! A value that rules look at: that of a field, or one inside it.

use core::fmt;

use super::condition::{RuleCondition, When};
use super::field::ShownLabel;
use super::rule_set::{DeclaredRule, Normalization, RuleSet};
use super::shape::Shape;
use crate::path::Label;

/// A value that rules look at: that of a field, an element of a list, a key or a value of a map.
///
/// # Examples
///
/// ```
/// use unprocessable_core::declaration::{DeclaredValue, Shape};
///
/// /// The names of all rules on a value and on what is inside it.
/// fn names(value: DeclaredValue) -> Vec<&'static str> {
///     let inside = [value.elements(), value.keys(), value.values()];
///     value.rules().map(|rule| rule.name()).chain(inside.into_iter().flatten().flat_map(names)).collect()
/// }
/// ```
#[derive(Clone, Copy)]
pub struct DeclaredValue {
    pub(crate) shape: Shape,
    pub(crate) label: Label,
    pub(crate) set: RuleSet,
}

impl DeclaredValue {
    /// What kind of JSON value it is.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// What messages call it. An element without a label of its own has that of its list.
    #[must_use]
    pub fn label(&self) -> impl fmt::Display + use<> {
        ShownLabel(self.label)
    }

    /// The rules on the value itself, in written order.
    pub fn rules(&self) -> impl Iterator<Item = DeclaredRule> + use<> {
        self.set.rules_for(self.shape.kind(), self.label)
    }

    /// Whether there are no rules on the value or on anything inside it, and its own type's rules do not run.
    #[must_use]
    pub fn is_unruled(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether the rules of the value's own type run: `nested`.
    #[must_use]
    pub fn is_nested(&self) -> bool {
        self.set.nested().is_some()
    }

    /// The conditions under which the rules of the value's own type run. All must hold.
    pub fn nested_conditions(&self) -> impl Iterator<Item = RuleCondition> + use<> {
        self.set.nested().unwrap_or_default().iter().filter_map(When::condition)
    }

    /// Whether its rules stop at the first violation: `bail`.
    #[must_use]
    pub fn bails(&self) -> bool {
        self.set.bail
    }

    /// What puts the value in order before its rules run: the words of `normalize(…)` above its struct, then its own.
    #[must_use]
    pub fn normalization(&self) -> &'static [Normalization] {
        self.set.normalize
    }

    /// An element, if it is a list. `each(…)` has its rules.
    #[must_use]
    pub fn elements(&self) -> Option<Self> {
        let [element, ..] = self.shape.insides();
        Some(self.inside(element?, self.set.elements, true))
    }

    /// A key, if it is a map. `keys(…)` has its rules.
    #[must_use]
    pub fn keys(&self) -> Option<Self> {
        let [_, key, _] = self.shape.insides();
        Some(self.inside(key?, self.set.keys, false))
    }

    /// A value, if it is a map. `values(…)` has its rules.
    #[must_use]
    pub fn values(&self) -> Option<Self> {
        let [.., value] = self.shape.insides();
        Some(self.inside(value?, self.set.values, true))
    }

    /// What is inside. `nested` on a list or a map reaches its elements and values.
    fn inside(&self, shape: Shape, rules: Option<&'static RuleSet>, nests: bool) -> Self {
        let set = rules.copied().unwrap_or(RuleSet { group: self.set.group, ..RuleSet::NONE });
        let label = set.label.map_or(self.label, Label::Given);
        Self { shape, label, set: if nests { set.within(&self.set) } else { set } }
    }
}

impl fmt::Debug for DeclaredValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeclaredValue").field("shape", &self.shape).field("rules", &self.set).finish_non_exhaustive()
    }
}
