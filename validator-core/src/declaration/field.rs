//! One field of a declaration.

use core::fmt;

use serde::Serialize;
use serde_json::Value;

use super::rule_set::{DeclaredRule, RuleSet};
use super::shape::Shape;
use super::value::DeclaredValue;
use crate::label::write_label;
use crate::path::Label;

/// Where the value of a field stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// Under the name of the field.
    Named,
    /// At this position of a list.
    Position(usize),
    /// Where the struct itself stands: a newtype or a transparent struct.
    Newtype,
    /// Its own fields are among those of the struct: `#[serde(flatten)]`.
    Flattened,
}

/// A field of a struct or of a variant, with its shape and its rules.
#[derive(Clone, Copy)]
pub struct DeclaredField {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub place: Place,
    #[doc(hidden)]
    pub aliases: &'static [&'static str],
    #[doc(hidden)]
    pub label: Option<&'static str>,
    #[doc(hidden)]
    pub description: &'static str,
    #[doc(hidden)]
    pub shape: Shape,
    #[doc(hidden)]
    pub default: Option<fn() -> Option<Value>>,
    /// Whether a function reads it, for which a missing field is a mistake even if the type is an `Option`.
    #[doc(hidden)]
    pub with: bool,
    #[doc(hidden)]
    pub rules: RuleSet,
}

impl DeclaredField {
    /// A field without rules. Generated code names what differs.
    #[doc(hidden)]
    pub const PLAIN: Self = Self {
        name: "",
        place: Place::Named,
        aliases: &[],
        label: None,
        description: "",
        shape: Shape::Unknown,
        default: None,
        with: false,
        rules: RuleSet::NONE,
    };

    /// The name in the document. For an item of a list it is the position.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Where the value stands in the document.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The other names by which serde reads the field.
    #[must_use]
    pub fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// What messages call the field: the words of its name, or the text of `attribute = "…"`.
    #[must_use]
    pub fn label(&self) -> impl fmt::Display + use<> {
        ShownLabel(self.rule_label())
    }

    /// Whether `attribute = "…"` gives the label.
    #[must_use]
    pub fn has_own_label(&self) -> bool {
        self.label.is_some()
    }

    /// The documentation of the field. It is empty if there is none.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.description
    }

    /// What kind of value stands for the field.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether serde reads a struct without the field: because it has a default, or its type is an `Option`. A rule
    /// such as `required` may still ask for it.
    #[must_use]
    pub fn may_be_absent(&self) -> bool {
        self.default.is_some()
            || !self.with && matches!(self.shape, Shape::Optional(_))
            || !self.with && matches!(self.shape, Shape::Foreign(foreign) if foreign.is_optional())
    }

    /// Whether serde reads `null` in its place. A rule such as `required` may still refuse it.
    #[must_use]
    pub fn may_be_null(&self) -> bool {
        self.shape.is_nullable()
    }

    /// Whether `#[serde(default)]` gives a value to a missing field.
    #[must_use]
    pub fn has_default(&self) -> bool {
        self.default.is_some()
    }

    /// The value of a missing field, if there is a default and serde can write it. A default that changes, such as the
    /// time of the day, is the one at the time of the call.
    #[must_use]
    pub fn default_value(&self) -> Option<Value> {
        self.default.and_then(|default| default())
    }

    /// The value of the field, with the rules on it and on what is inside it.
    #[must_use]
    pub fn value(&self) -> DeclaredValue {
        DeclaredValue { shape: self.shape, label: self.rule_label(), set: self.rules }
    }

    /// The rules on the field itself, in written order.
    pub fn rules(&self) -> impl Iterator<Item = DeclaredRule> + use<> {
        self.value().rules()
    }

    fn rule_label(&self) -> Label {
        match (self.label, self.place) {
            (Some(label), _) => Label::Given(label),
            (None, Place::Newtype | Place::Flattened | Place::Position(_)) => Label::Inherited,
            (None, _) => Label::of(self.name),
        }
    }
}

impl fmt::Debug for DeclaredField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeclaredField")
            .field("name", &self.name)
            .field("place", &self.place)
            .field("aliases", &self.aliases)
            .field("shape", &self.shape)
            .field("has_default", &self.has_default())
            .field("rules", &self.rules)
            .finish_non_exhaustive()
    }
}

/// A label, written when it is displayed.
pub(super) struct ShownLabel(pub(super) Label);

impl fmt::Display for ShownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Label::Given(label) => f.write_str(label),
            label => write_label(label.text(), f),
        }
    }
}

/// The default of a field, to be written by serde.
///
/// `(&&DefaultOf(&value)).value()` finds [`Shown`] for a type that serde can write, and otherwise [`Hidden`].
#[doc(hidden)]
#[derive(Debug)]
pub struct DefaultOf<'a, T: ?Sized>(pub &'a T);

/// Types that serde can write.
#[doc(hidden)]
pub trait Shown {
    /// The value in a document.
    fn value(&self) -> Option<Value>;
}

impl<T: Serialize + ?Sized> Shown for &DefaultOf<'_, T> {
    fn value(&self) -> Option<Value> {
        serde_json::to_value(self.0).ok()
    }
}

/// Any type.
#[doc(hidden)]
pub trait Hidden {
    /// No value.
    fn value(&self) -> Option<Value> {
        None
    }
}

impl<T: ?Sized> Hidden for DefaultOf<'_, T> {}
