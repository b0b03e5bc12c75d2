//! Conditions on other fields, as expressions over `it`, the object.

use unprocessable::Argument;
use unprocessable::declaration::{DeclaredField, Place, Relation, RuleCondition};

use crate::print::quote;

/// A condition in JavaScript.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) holds: String,
    pub(super) fails: String,
    pub(super) mentions: Vec<String>,
}

/// What is known of the object: the fields that conditions can look at.
pub(super) type Fields = [&'static DeclaredField];

/// The field of this name, if the object has it under the name.
pub(super) fn field(fields: &Fields, name: &str) -> Option<&'static DeclaredField> {
    fields.iter().copied().find(|field| field.name() == name && field.place() == Place::Named)
}

/// Another field in an expression.
pub(super) fn access(name: &str) -> String {
    if is_identifier(name) { format!("it.{name}") } else { format!("it[{}]", quote(name)) }
}

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
}

/// A condition, if it compares a field of the object with a constant. A condition that always holds in a request is
/// `Some(None)`.
pub(super) fn condition(fields: &Fields, condition: &RuleCondition) -> Option<Option<Condition>> {
    let RuleCondition::Compares { field: name, relation, value } = condition else {
        return matches!(condition, RuleCondition::Submitted).then_some(None);
    };
    field(fields, name)?;
    let (it, value) = (access(name), literal(value)?);
    let there = |operator: &str, other: &str| {
        (format!("{it} != null && {it} {operator} {value}"), format!("{it} == null || {it} {other} {value}"))
    };
    let (holds, fails) = match relation {
        Relation::Is => (format!("{it} === {value}"), format!("{it} !== {value}")),
        Relation::IsNot => (format!("{it} !== {value}"), format!("{it} === {value}")),
        Relation::Greater => there(">", "<="),
        Relation::AtLeast => there(">=", "<"),
        Relation::Less => there("<", ">="),
        Relation::AtMost => there("<=", ">"),
    };
    Some(Some(Condition { holds, fails, mentions: vec![(*name).to_owned()] }))
}

/// An argument as JavaScript, if JavaScript has the value.
pub(super) fn literal(argument: &Argument<'_>) -> Option<String> {
    const MOST: i128 = (1 << 53) - 1;
    match *argument {
        Argument::Integer(number) => (-MOST..=MOST).contains(&number).then(|| number.to_string()),
        Argument::Float32(number) => number.is_finite().then(|| f64::from(number).to_string()),
        Argument::Float(number) => number.is_finite().then(|| number.to_string()),
        Argument::Decimal(..) => argument.to_string().parse::<f64>().ok().map(|number| number.to_string()),
        Argument::Boolean(value) => Some(value.to_string()),
        Argument::Text(text) => Some(quote(text)),
        _ => None,
    }
}
