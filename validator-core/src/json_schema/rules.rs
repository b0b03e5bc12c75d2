//! The rules on a value: those that always run beside its shape, others below `if`.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::{Builder, Scope};
use super::combine::{any_of, combine, keyword, may_refuse_null, not_null, or_null};
use super::condition::{If, holds};
use super::keywords::{fitting, is_plain, keywords_for, weaker};
use super::place::{Place, is_there};
use super::presence::{Side, fields_hold, filled, prohibits};
use super::value::Written;
use crate::declaration::{DeclaredRule, RuleCondition, Shape};
use crate::rule::{Describe as _, Precision};
use crate::rules::{accepted, declined};

/// What a rule asks.
struct Demand {
    /// When it asks, besides the conditions around the rule.
    when: If,
    /// Whether an absent value is refused.
    presence: bool,
    /// What a value that is not `null` must be.
    keywords: Object,
    /// What the object around it must be.
    around: Object,
    precision: Precision,
}

impl Demand {
    fn of((keywords, precision): (Object, Precision)) -> Self {
        Self { when: If::ALWAYS, presence: false, keywords, around: Object::new(), precision }
    }

    fn present(self) -> Self {
        // An absent value is refused, if nothing else is known.
        let precision = if self.precision == Precision::Unsayable { Precision::Weaker } else { self.precision };
        Self { presence: true, precision, ..self }
    }

    fn when(self, when: If) -> Self {
        let precision = if when.exact { self.precision } else { weaker(self.precision) };
        Self { when, precision, ..self }
    }
}

impl Builder {
    /// Says one rule on a value, or marks it.
    pub(super) fn rule(
        &mut self,
        scope: &mut Scope,
        shape: Shape,
        rule: &DeclaredRule,
        place: &Place,
        written: &mut Written,
    ) {
        let conditions: Vec<RuleCondition> = rule.conditions().collect();
        let said = self.all_hold(scope, &conditions).zip(demand(scope, shape, rule, place));
        let Some((around, demand)) = said.filter(|(_, demand)| demand.precision != Precision::Unsayable) else {
            written.asks_more = true;
            return self.leave_out(scope, place, &mut written.schema, rule);
        };
        let when = demand.when.and(around);
        if demand.precision != Precision::Exact || !when.exact {
            self.mark(&mut written.schema, rule);
            written.asks_more = true;
        }
        if !when.is_needed() {
            written.demanded |= demand.presence;
            combine(&mut written.keywords, demand.keywords);
            return;
        }
        written.asks_more = true;
        let mut then = demand.around;
        let mut value = demand.keywords;
        if demand.presence {
            if !matches!(shape, Shape::Patch(_)) {
                self.demand_field(place, &mut then);
            }
            if shape.is_nullable() {
                combine(&mut value, not_null());
            }
        } else if shape.is_nullable() && may_refuse_null(&value) {
            value = or_null(value);
        }
        if !value.is_empty() {
            combine(&mut then, place.around(value));
        }
        if then.is_empty() {
            return;
        }
        let when = when.into_schema();
        match scope.later.iter_mut().find(|(known, _)| *known == when) {
            Some((_, known)) => combine(known, then),
            None => scope.later.push((when, then)),
        }
    }

    /// The field here must be there.
    fn demand_field(&mut self, place: &Place, then: &mut Object) {
        let Some(field) = place.own_field() else { return };
        if field.has_default() {
            // The rule looks at the default where the field is left out.
            if field.default_value() != Some(Value::Null) {
                self.exact = false;
                return;
            }
        }
        if let Value::Object(there) = is_there(field) {
            combine(then, there);
        }
    }
}

/// What a rule asks of a value of this shape. `None` if it cannot be said.
fn demand(scope: &Scope, shape: Shape, rule: &DeclaredRule, place: &Place) -> Option<Demand> {
    // A rule of the user's own may have one of these names.
    if !rule.schema().is_said() {
        return None;
    }
    if !is_plain(shape) {
        // Whatever the value is read as, `None` is none.
        let is_none = matches!(shape, Shape::Optional(_) | Shape::Patch(_)) && rule.name() == "required";
        return is_none.then(|| Demand::of((Object::new(), Precision::Weaker)).present());
    }
    let names: Vec<&'static str> = rule.mentions().collect();
    let demand = match rule.name() {
        "required" => Demand::of(not_blank(shape)).present(),
        "filled" => Demand::of(not_blank(shape)),
        "prohibited" => Demand::of(not_filled(shape)?),
        "accepted" | "declined" => Demand::of(keywords_for(shape, rule)).present(),
        "required_if" => Demand::of(not_blank(shape)).present().when(condition(scope, rule)?),
        "required_unless" => Demand::of(not_blank(shape)).present().when(condition(scope, rule)?.negated()?),
        "prohibited_if" => Demand::of(not_filled(shape)?).when(condition(scope, rule)?),
        "prohibited_unless" => Demand::of(not_filled(shape)?).when(condition(scope, rule)?.negated()?),
        "accepted_if" => {
            Demand::of(fitting(shape, &accepted().schema(rule.kind()))).present().when(condition(scope, rule)?)
        }
        "declined_if" => {
            Demand::of(fitting(shape, &declined().schema(rule.kind()))).present().when(condition(scope, rule)?)
        }
        name @ ("required_with" | "required_with_all" | "required_without" | "required_without_all") => {
            if rule.is_open() {
                return None;
            }
            Demand::of(not_blank(shape)).present().when(fields_hold(scope, &names, name)?)
        }
        "prohibits" => {
            if rule.is_open() {
                return None;
            }
            let (when, around, precision) = prohibits(scope, place.own_field()?, &names)?;
            Demand { when, around, ..Demand::of((Object::new(), precision)) }
        }
        _ => Demand::of(keywords_for(shape, rule)),
    };
    Some(demand)
}

/// The condition of `required_if` and its like.
fn condition(scope: &Scope, rule: &DeclaredRule) -> Option<If> {
    let conditions: Vec<RuleCondition> = rule.mentioned_conditions().collect();
    match &*conditions {
        [condition] if !rule.is_open() => holds(scope, condition),
        _ => None,
    }
}

/// A value that is there and not blank.
fn not_blank(shape: Shape) -> (Object, Precision) {
    match filled(shape, Side::Needed) {
        Some((schema, true)) => (schema, Precision::Exact),
        Some((schema, false)) => (schema, Precision::Weaker),
        None => (Object::new(), Precision::Weaker),
    }
}

/// A value that is blank, if it is there.
fn not_filled(shape: Shape) -> Option<(Object, Precision)> {
    let (schema, exact) = filled(shape, Side::Enough)?;
    let precision = if exact { Precision::Exact } else { Precision::Weaker };
    Some((keyword("not", json!(schema)), precision))
}

/// The conditional parts of an object.
pub(super) fn add_later(schema: &mut Object, later: Vec<(Value, Object)>) {
    let parts: Vec<Value> = later.into_iter().map(|(when, then)| json!({ "if": when, "then": then })).collect();
    match &*parts {
        [] => {}
        [Value::Object(only)] if !schema.contains_key("if") => schema.extend(only.clone()),
        _ => parts.into_iter().for_each(|part| super::combine::also(schema, part)),
    }
}

/// One of the names is there, and no other.
pub(super) fn one_of_names(names: &[&'static str]) -> Value {
    match names {
        [name] => any_of(alloc::vec![json!({ "required": [name] })]),
        names => json!({ "oneOf": names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>() }),
    }
}
