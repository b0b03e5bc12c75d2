//! Where a value stands in the object whose schema is written.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::combine::{any_of, keyword};
use crate::declaration::DeclaredField;
use crate::path::Label;

/// One step from an object or a value to what is inside it.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Field(&'static DeclaredField),
    Position(usize),
    Elements,
    Values,
    Keys,
}

/// A value in the object whose schema is written.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) label: Label,
    pub(super) steps: Vec<Step>,
    /// Whether it is the whole document, or something inside a list or a map that is the whole document.
    pub(super) is_root: bool,
}

impl Place {
    /// The whole.
    pub(super) fn whole() -> Self {
        Self { path: String::new(), label: Label::Inherited, steps: Vec::new(), is_root: true }
    }

    /// A field of the whole.
    pub(super) fn field(field: &'static DeclaredField, step: Option<Step>) -> Self {
        let path = if step.is_some() { field.name().to_string() } else { String::new() };
        Self { path, label: field.value().label, steps: step.into_iter().collect(), is_root: false }
    }

    /// Something inside the value.
    pub(super) fn inside(&self, step: Step) -> Self {
        let path = match (step, &*self.path) {
            (Step::Keys, "") => "keys".to_string(),
            (Step::Keys, path) => format!("keys of {path}"),
            (_, "") => "*".to_string(),
            (_, path) => format!("{path}.*"),
        };
        let steps = self.steps.iter().copied().chain([step]).collect();
        Self { path, label: self.label, steps, is_root: self.is_root }
    }

    /// With the label that the rules here give.
    pub(super) fn labelled(self, label: Option<&'static str>) -> Self {
        Self { label: label.map_or(self.label, Label::Given), ..self }
    }

    /// The field that stands here, if it is one of an object.
    pub(super) fn own_field(&self) -> Option<&'static DeclaredField> {
        match *self.steps {
            [Step::Field(field)] => Some(field),
            _ => None,
        }
    }

    /// The schema of the object in which the value here must fit another schema.
    pub(super) fn around(&self, schema: Object) -> Object {
        self.steps.iter().rev().fold(schema, |schema, step| match step {
            Step::Field(field) => {
                let properties: Object = names(field).map(|name| (name.into(), schema.clone().into())).collect();
                keyword("properties", properties)
            }
            Step::Position(position) => {
                let mut items: Vec<Value> = (0..*position).map(|_| true.into()).collect();
                items.push(schema.into());
                keyword("prefixItems", items)
            }
            Step::Elements => keyword("items", schema),
            Step::Values => keyword("additionalProperties", schema),
            Step::Keys => keyword("propertyNames", schema),
        })
    }
}

/// All names by which a field is read.
pub(super) fn names(field: &DeclaredField) -> impl Iterator<Item = &'static str> + use<> {
    core::iter::once(field.name()).chain(field.aliases().iter().copied())
}

/// The schema of an object in which the field is there, under one of its names.
pub(super) fn is_there(field: &DeclaredField) -> Value {
    any_of(names(field).map(|name| json!({ "required": [name] })).collect())
}
