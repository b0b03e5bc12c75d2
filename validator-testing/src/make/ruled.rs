//! The rules on a value, with what they were given and what they see of other fields.

use serde_json::Value;
use unprocessable::Argument;
use unprocessable::declaration::{DeclaredRule, Relation, RuleCondition};
use unprocessable::rules::SchemaValue;

/// What a rule was given: a value, or another field.
#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Value(Value),
    Field(&'static str),
}

/// A rule that runs on a value, unless a condition that nobody knows yet says otherwise.
#[derive(Clone)]
pub(crate) struct Ruled {
    pub(crate) rule: DeclaredRule,
    pub(crate) name: &'static str,
    arguments: Vec<(&'static str, Operand)>,
}

impl Ruled {
    pub(super) fn of(rule: DeclaredRule) -> Self {
        let arguments = rule.arguments().map(|(name, argument)| (name, operand(argument))).collect();
        Self { rule, name: rule.name(), arguments }
    }

    pub(crate) fn code(&self) -> &'static str {
        self.rule.code()
    }

    pub(super) fn operand(&self, name: &str) -> Option<&Operand> {
        self.arguments.iter().find(|(known, _)| *known == name).map(|(_, operand)| operand)
    }

    /// An argument, and for another field its value.
    pub(crate) fn value(&self, name: &str, scope: &Value) -> Option<Value> {
        match self.operand(name)? {
            Operand::Value(value) => Some(value.clone()),
            Operand::Field(field) => sibling(scope, field).cloned(),
        }
    }

    pub(crate) fn texts(&self, name: &str, scope: &Value) -> Vec<String> {
        match self.value(name, scope) {
            Some(Value::Array(values)) => values.iter().map(plain).collect(),
            Some(Value::Null) | None => Vec::new(),
            Some(value) => vec![plain(&value)],
        }
    }

    pub(crate) fn values(&self, name: &str, scope: &Value) -> Vec<Value> {
        match self.value(name, scope) {
            Some(Value::Array(values)) => values,
            Some(value) => vec![value],
            None => Vec::new(),
        }
    }

    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        match self.operand(name)? {
            Operand::Value(value) => value.as_i64(),
            Operand::Field(_) => None,
        }
    }

    pub(super) fn has(&self, flag: &str) -> bool {
        self.rule.flags().contains(&flag)
    }

    /// Whether its conditions hold; `None` if that is known only while a request is checked.
    pub(super) fn runs(&self, scope: &Value) -> Option<bool> {
        all(self.rule.conditions().map(|condition| holds(&condition, scope)))
    }

    /// Whether the condition that it was given holds: that of `required_if`.
    pub(super) fn condition(&self, scope: &Value) -> Option<bool> {
        all(self.rule.mentioned_conditions().map(|condition| holds(&condition, scope)))
    }

    /// How many of the mentioned fields are filled, and how many there are.
    pub(super) fn filled(&self, scope: &Value) -> (usize, usize) {
        let fields: Vec<&str> = self.rule.mentions().collect();
        (fields.iter().filter(|field| sibling(scope, field).is_some_and(is_filled)).count(), fields.len())
    }

    /// Whether the rule demands a value here.
    pub(super) fn demands(&self, scope: &Value) -> bool {
        if self.runs(scope) == Some(false) {
            return false;
        }
        let (filled, all) = self.filled(scope);
        match self.name {
            "required" | "accepted" | "declined" => true,
            "required_if" | "accepted_if" | "declined_if" => self.condition(scope) != Some(false),
            "required_unless" => self.condition(scope) != Some(true),
            "required_with" => filled > 0,
            "required_with_all" => filled == all,
            "required_without" => filled < all,
            "required_without_all" => filled == 0,
            _ => false,
        }
    }

    /// Whether the rule forbids a value here.
    pub(super) fn forbids(&self, scope: &Value) -> bool {
        if self.runs(scope) == Some(false) {
            return false;
        }
        match self.name {
            "prohibited" => true,
            "prohibited_if" => self.condition(scope) != Some(false),
            "prohibited_unless" => self.condition(scope) != Some(true),
            "prohibits" => self.filled(scope).0 > 0,
            _ => false,
        }
    }

    /// Whether the rule looks at the value now: `accepted_if` may not.
    pub(super) fn applies(&self, scope: &Value) -> bool {
        let by_condition = !matches!(self.name, "accepted_if" | "declined_if") || self.condition(scope) != Some(false);
        by_condition && self.runs(scope) != Some(false)
    }
}

fn operand(argument: Argument<'static>) -> Operand {
    match argument {
        Argument::Label(name) | Argument::Field(name, _) => Operand::Field(name),
        argument => Operand::Value(serde_json::to_value(SchemaValue::Argument(argument)).unwrap_or(Value::Null)),
    }
}

/// Whether all hold; `None` if that is not known, and none is known not to hold.
fn all(conditions: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let conditions: Vec<_> = conditions.collect();
    if conditions.contains(&Some(false)) {
        return Some(false);
    }
    (!conditions.contains(&None)).then_some(true)
}

/// A field beside the value.
pub(super) fn sibling<'v>(scope: &'v Value, name: &str) -> Option<&'v Value> {
    let found = match scope {
        Value::Object(fields) => fields.get(name),
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        _ => None,
    };
    found.filter(|value| !value.is_null())
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    }
}

fn holds(condition: &RuleCondition, scope: &Value) -> Option<bool> {
    let RuleCondition::Compares { field, relation, value } = condition else {
        return matches!(condition, RuleCondition::Submitted).then_some(true);
    };
    let Operand::Value(value) = operand(*value) else { return None };
    let Some(found) = sibling(scope, field) else { return Some(*relation == Relation::IsNot) };
    let order = match (found.as_f64(), value.as_f64()) {
        (Some(found), Some(value)) => found.partial_cmp(&value),
        _ => Some(plain(found).cmp(&plain(&value))),
    }?;
    Some(match relation {
        Relation::Is => order.is_eq(),
        Relation::IsNot => order.is_ne(),
        Relation::Greater => order.is_gt(),
        Relation::AtLeast => order.is_ge(),
        Relation::Less => order.is_lt(),
        Relation::AtMost => order.is_le(),
    })
}

/// The value for which a condition holds, and its field.
pub(crate) fn wanted(condition: &RuleCondition, is_wanted: bool) -> Option<(&'static str, Value)> {
    let RuleCondition::Compares { field, relation, value } = condition else { return None };
    let Operand::Value(value) = operand(*value) else { return None };
    let moved = |by: f64| match (value.as_i64(), value.as_f64()) {
        (Some(integer), _) => Value::from(integer + by as i64),
        (None, Some(float)) => Value::from(float + by),
        _ => value.clone(),
    };
    let other = || match &value {
        Value::Bool(flag) => Value::Bool(!flag),
        Value::Number(_) => moved(1.0),
        _ => Value::Null,
    };
    let value = match (relation, is_wanted) {
        (Relation::Is, true) | (Relation::IsNot, false) => value,
        (Relation::Is, false) | (Relation::IsNot, true) => other(),
        (Relation::Greater, true) | (Relation::AtMost, false) => moved(1.0),
        (Relation::Less, true) | (Relation::AtLeast, false) => moved(-1.0),
        (Relation::AtLeast, true) | (Relation::AtMost, true) | (Relation::Greater, false) | (Relation::Less, false) => {
            value
        }
    };
    Some((field, value))
}

/// A value as text.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// What rules such as `gt` measure: the value of a number, the characters of a text, the items of a list or map.
pub(crate) fn measure(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => Some(text.chars().count() as f64),
        Value::Array(items) => Some(items.len() as f64),
        Value::Object(fields) => Some(fields.len() as f64),
        _ => None,
    }
}
