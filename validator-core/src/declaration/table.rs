//! The declaration of one type.

use core::fmt;

use super::content::Content;
use super::field::{DeclaredField, Place};
use super::rule_set::{DeclaredRule, RuleSet};
use super::shape::Shape;
use crate::path::Label;
use crate::subject::Kind;
use crate::walk::group::GroupKey;

/// A type that knows what it demands. `#[derive(Validate)]` implements it when the feature `declaration` is on.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no declaration",
    label = "not declared",
    note = "`#[derive(Validate)]` declares a type when the feature `declaration` is on"
)]
pub trait Declare {
    /// The declaration.
    fn declaration() -> &'static Declaration;
}

/// What a struct or enum demands: its name, its fields and their rules.
#[derive(Clone, Copy)]
pub struct Declaration {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub type_name: fn() -> &'static str,
    /// A number that tells types of one name apart.
    #[doc(hidden)]
    pub id: u64,
    #[doc(hidden)]
    pub description: &'static str,
    #[doc(hidden)]
    pub content: Content,
    #[doc(hidden)]
    pub closed: bool,
    #[doc(hidden)]
    pub bail: bool,
    #[doc(hidden)]
    pub transparent: bool,
    #[doc(hidden)]
    pub rules: &'static [StructRules],
    /// The fields with rules of a type whose form in the document does not tell its fields.
    #[doc(hidden)]
    pub hidden: &'static [DeclaredField],
    /// The group of the requests in which its rules run.
    #[doc(hidden)]
    pub group: GroupKey,
}

/// Rules on a struct or enum as a whole.
#[derive(Clone, Copy, Debug)]
pub struct StructRules {
    #[doc(hidden)]
    pub field: Option<&'static str>,
    #[doc(hidden)]
    pub rules: RuleSet,
}

impl StructRules {
    /// The name in the document of the field that gets the violations. `None` for the whole.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        self.field
    }

    /// The rules.
    pub fn rules(&self) -> impl Iterator<Item = DeclaredRule> + use<> {
        self.rules.rules_for(Kind::Other, self.field.map_or(Label::Inherited, Label::of))
    }
}

impl Declaration {
    /// A declaration without anything. Generated code names what differs.
    #[doc(hidden)]
    pub const PLAIN: Self = Self {
        name: "",
        type_name: || "",
        id: 0,
        description: "",
        content: Content::Unknown,
        closed: false,
        bail: false,
        transparent: false,
        rules: &[],
        hidden: &[],
        group: GroupKey::NONE,
    };

    /// The name of the type, without its module and its parameters.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The name of the type with its modules and parameters, as [`core::any::type_name`] gives it. It is not promised to
    /// stay the same.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        (self.type_name)()
    }

    /// The documentation of the type. It is empty if there is none.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.description
    }

    /// How the type is written in a document.
    #[must_use]
    pub fn content(&self) -> Content {
        self.content
    }

    /// Whether unknown fields are refused: `#[serde(deny_unknown_fields)]`.
    #[must_use]
    pub fn denies_unknown_fields(&self) -> bool {
        self.closed
    }

    /// Whether a check stops at the first field with a violation: `bail` above the type.
    #[must_use]
    pub fn bails(&self) -> bool {
        self.bail
    }

    /// Whether rules see the value of the one field: `#[validate(transparent)]`.
    #[must_use]
    pub fn is_transparent(&self) -> bool {
        self.transparent
    }

    /// The rules on the whole, in written order.
    #[must_use]
    pub fn struct_rules(&self) -> &'static [StructRules] {
        self.rules
    }

    /// The fields of a struct in the order of the declaration. The fields of a flattened struct stand where it does.
    ///
    /// A flattened enum or map has no fields of its own; [`flattened`](Self::flattened) gives it.
    pub fn fields(&self) -> impl Iterator<Item = &'static DeclaredField> + use<> {
        let mut around: alloc::vec::Vec<core::slice::Iter<'static, DeclaredField>> =
            alloc::vec![self.own_fields().iter()];
        core::iter::from_fn(move || {
            loop {
                // A struct that is flattened into itself ends somewhere.
                around.truncate(DEEPEST);
                let Some(field) = around.last_mut()?.next() else {
                    around.pop();
                    continue;
                };
                match flattened_fields(field) {
                    Some(fields) => around.push(fields.iter()),
                    None if field.place == Place::Flattened => {}
                    None => return Some(field),
                }
            }
        })
    }

    /// The flattened fields whose own fields [`fields`](Self::fields) does not give: enums, maps, optional structs.
    pub fn flattened(&self) -> impl Iterator<Item = &'static DeclaredField> + use<> {
        let own = self.own_fields().iter();
        own.filter(|field| field.place == Place::Flattened && flattened_fields(field).is_none())
    }

    /// The fields as they stand in the declaration, flattened structs not replaced by their fields.
    #[must_use]
    pub fn own_fields(&self) -> &'static [DeclaredField] {
        match self.content {
            Content::Fields(fields) | Content::Tuple(fields) => fields,
            Content::Newtype(field) => core::slice::from_ref(field),
            _ => &[],
        }
    }

    /// The shape of the one value that the type is written as.
    pub(crate) fn same(&self) -> Option<Shape> {
        match self.content {
            Content::Newtype(field) => Some(field.shape()),
            Content::From(shape) => Some(shape),
            _ => None,
        }
    }

    /// Whether both are the declaration of one type in one group.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.id == other.id && self.group == other.group && self.type_name() == other.type_name()
    }
}

/// How deep flattened structs are followed.
const DEEPEST: usize = 32;

/// The fields that stand in place of a flattened struct.
fn flattened_fields(field: &DeclaredField) -> Option<&'static [DeclaredField]> {
    match (field.place, field.shape) {
        (Place::Flattened, Shape::Declared(reference)) => match reference.declaration().content {
            Content::Fields(fields) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

impl fmt::Debug for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Declaration")
            .field("name", &self.name)
            .field("content", &self.content)
            .field("rules", &self.rules)
            .finish_non_exhaustive()
    }
}
