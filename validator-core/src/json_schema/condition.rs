//! Conditions on other fields as schemas of the object.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::{Builder, Scope};
use super::combine::{all_of, any_of, keyword};
use super::keywords::{round, spellings};
use super::place::names;
use super::variants::unit_names;
use crate::declaration::to_json::argument_json;
use crate::declaration::{DeclaredField, Relation, RuleCondition, Shape};

/// A schema of the object that implies a condition.
pub(super) struct If {
    pub(super) schemas: Vec<Value>,
    /// Whether the condition implies the schema, too.
    pub(super) exact: bool,
}

impl If {
    pub(super) const ALWAYS: Self = Self { schemas: Vec::new(), exact: true };

    pub(super) fn one(schema: Value, exact: bool) -> Self {
        Self { schemas: alloc::vec![schema], exact }
    }

    /// Whether there are objects for which it does not hold.
    pub(super) fn is_needed(&self) -> bool {
        !self.schemas.is_empty()
    }

    pub(super) fn into_schema(self) -> Value {
        all_of(self.schemas)
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        for schema in other.schemas {
            if !self.schemas.contains(&schema) {
                self.schemas.push(schema);
            }
        }
        Self { exact: self.exact && other.exact, ..self }
    }

    /// The opposite, if both are the same.
    pub(super) fn negated(self) -> Option<Self> {
        let exact = self.exact;
        exact.then(|| Self::one(json!({ "not": self.into_schema() }), true))
    }
}

impl Builder {
    /// A schema of the object that implies all of these. `None` if there is none.
    pub(super) fn all_hold(&self, scope: &Scope, conditions: &[RuleCondition]) -> Option<If> {
        conditions.iter().try_fold(If::ALWAYS, |all, condition| Some(all.and(holds(scope, condition)?)))
    }
}

/// A schema of the object that implies the condition.
pub(super) fn holds(scope: &Scope, condition: &RuleCondition) -> Option<If> {
    match condition {
        // A document is about a request that is submitted.
        RuleCondition::Submitted => Some(If::ALWAYS),
        RuleCondition::Other => None,
        RuleCondition::Compares { field, relation, value } => {
            compares(find(scope, field)?, *relation, &argument_json(value))
        }
    }
}

/// The field of this name, if it is the only one and rules see it as it stands in the document.
pub(super) fn find(scope: &Scope, name: &str) -> Option<&'static DeclaredField> {
    let mut named = scope.fields.iter().filter(|field| names(field).any(|own| own == name));
    named.next().copied().filter(|field| named.next().is_none() && !field.with)
}

fn compares(field: &DeclaredField, relation: Relation, value: &Value) -> Option<If> {
    let shape = field.shape().required();
    let is_single = matches!(shape, Shape::Single);
    match relation {
        Relation::Is => is(field, value),
        Relation::IsNot => is(field, value)?.negated(),
        _ if !matches!(shape, Shape::Integer { .. } | Shape::Number | Shape::Single) || !value.is_number() => None,
        relation => {
            let bound = match relation {
                Relation::Greater => "exclusiveMinimum",
                Relation::AtLeast => "minimum",
                Relation::Less => "exclusiveMaximum",
                _ => "maximum",
            };
            let mut schema = keyword("type", "number");
            match is_single {
                true => schema.insert(bound.into(), beyond(relation, value)?),
                false => schema.insert(bound.into(), value.clone()),
            };
            // Nothing is less than something.
            let counts_null = field.shape().is_nullable() && matches!(relation, Relation::Less | Relation::AtMost);
            Some(If::one(has(field, &schema), !counts_null && !field.has_default() && !is_single))
        }
    }
}

/// A bound on a number as it is written, so that the number of 32 bits that is read keeps the relation.
fn beyond(relation: Relation, value: &Value) -> Option<Value> {
    let (written, read) = (value.as_f64()?, round(value)?);
    // Between a number and the next one with fewer bits, all are read as one of the two.
    let step = written.abs().max(read.abs()).max(f32::MIN_POSITIVE.into()) * f64::from(f32::EPSILON);
    let bound = match relation {
        Relation::Greater => written.max(read) + step,
        Relation::AtLeast => written.max(read),
        Relation::Less => written.min(read) - step,
        _ => written.min(read),
    };
    Some(bound.into())
}

/// The field is equal to the value.
fn is(field: &DeclaredField, value: &Value) -> Option<If> {
    let equal = match (field.shape().required(), value) {
        (Shape::Text | Shape::Character, Value::String(_))
        | (Shape::Boolean, Value::Bool(_))
        | (Shape::Integer { .. } | Shape::Number, Value::Number(_)) => keyword("const", value.clone()),
        (Shape::Single, Value::Number(_)) => keyword("enum", spellings(value)),
        (Shape::Declared(reference), Value::String(name)) => {
            let names = unit_names(reference.declaration())?;
            let names = names.into_iter().find(|names| names.first() == Some(&&**name))?;
            match *names {
                [name] => keyword("const", name),
                _ => keyword("enum", json!(names)),
            }
        }
        _ => return None,
    };
    // Many more numbers are read as this one of 32 bits.
    let exact = !matches!(field.shape().required(), Shape::Single);
    if !field.has_default() {
        return Some(If::one(has(field, &equal), exact));
    }
    let Some(default) = field.default_value() else { return Some(If::one(has(field, &equal), false)) };
    let is_default = match equal.get("enum") {
        Some(Value::Array(names)) => names.contains(&default),
        _ => equal.get("const") == Some(&default),
    };
    let has_it = if is_default { properties(field, &equal) } else { has(field, &equal) };
    Some(If::one(has_it, exact))
}

/// The field is there and fits.
pub(super) fn has(field: &DeclaredField, schema: &Object) -> Value {
    any_of(names(field).map(|name| json!({ "required": [name], "properties": { name: schema } })).collect())
}

/// The field fits if it is there.
pub(super) fn properties(field: &DeclaredField, schema: &Object) -> Value {
    all_of(names(field).map(|name| json!({ "properties": { name: schema } })).collect())
}
