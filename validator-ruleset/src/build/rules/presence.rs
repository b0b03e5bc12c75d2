//! Rules about whether something is there.

use unprocessable_core::rules::{self, Rule};
use unprocessable_core::{Argument, Other};

use super::Known;
use crate::build::infer::Class::{self, Boolean, Integer, Number, Text};
use crate::build::made::Maker;
use crate::build::operand::{Joint, Named, Several, SeveralNamed};
use crate::build::{condition, position};
use crate::model::{Condition, Literal, Outcome, Seen};
use crate::raw::{Arg, RawCondition, Relation, relation};

const YES_OR_NO: &[Class] = &[Text, Boolean, Integer, Number];

macro_rules! plain {
    ($name:ident) => {
        Known { name: stringify!($name), classes: &[], make: |maker| Ok(maker.presence(rules::$name())) }
    };
}

macro_rules! conditional {
    ($name:ident) => {
        Known {
            name: stringify!($name),
            classes: &[],
            make: |maker| {
                let condition = condition_of(maker)?;
                let shown = condition.clone();
                let described = rules::$name(described(maker, &shown));
                Ok(maker.around(&described, vec![condition.field], move |seen, object| {
                    let holds = condition.holds(object);
                    Rule::<()>::check_presence(&rules::$name(Other(&holds)), seen.presence()).into()
                }))
            },
        }
    };
}

/// Rules that look at whether other fields are filled: any of them, or all.
macro_rules! with {
    ($name:ident: $quantifier:ident) => {
        Known {
            name: stringify!($name),
            classes: &[],
            make: |maker| {
                let fields = maker.fields("others")?;
                let mentions = fields.clone();
                let check = move |seen: &Seen<'_>, object: &crate::model::Object<'_>| {
                    let is_filled =
                        |field: &usize| object.seen(*field).presence() == unprocessable_core::Presence::Filled;
                    let joint = Joint(fields.iter().$quantifier(is_filled));
                    Outcome::from(Rule::<()>::check_presence(&rules::$name(joint), seen.presence()))
                };
                if let [only] = mentions[..] {
                    return Ok(maker.around(&rules::$name(maker.mention(only)), mentions, check));
                }
                let named = SeveralNamed(Several(mentions.iter().map(|field| maker.mention(*field)).collect()));
                Ok(maker.around(&rules::$name(named), mentions, check))
            },
        }
    };
}

/// Rules that ask for a yes or a no.
macro_rules! consent {
    ($name:ident, $conditional:ident) => {
        [
            Known {
                name: stringify!($name),
                classes: YES_OR_NO,
                make: |maker| {
                    let described = rules::$name();
                    Ok(maker.around(&described, Vec::new(), move |seen, _| answer!(seen, rules::$name())))
                },
            },
            Known {
                name: stringify!($conditional),
                classes: YES_OR_NO,
                make: |maker| {
                    let condition = condition_of(maker)?;
                    let shown = condition.clone();
                    let described = rules::$conditional(described(maker, &shown));
                    Ok(maker.around(&described, vec![condition.field], move |seen, object| {
                        let holds = condition.holds(object);
                        answer!(seen, rules::$conditional(Other(&holds)))
                    }))
                },
            },
        ]
    };
}

/// Runs a rule on text, a boolean or a number.
macro_rules! answer {
    ($seen:expr, $rule:expr) => {{
        let rule = $rule;
        let is_there = Rule::<bool>::check_presence(&rule, $seen.presence());
        let holds = match $seen {
            Seen::Text(text) => Rule::<str>::check(&rule, text),
            Seen::Integer(integer) => Rule::<i128>::check(&rule, integer),
            Seen::Number(number) => Rule::<f64>::check(&rule, number),
            Seen::Boolean(value) => Rule::<bool>::check(&rule, value),
            _ => true,
        };
        Outcome::from(is_there && holds)
    }};
}

const ACCEPTED: [Known; 2] = consent!(accepted, accepted_if);
const DECLINED: [Known; 2] = consent!(declined, declined_if);

pub(super) const RULES: &[Known] = &[
    plain!(required),
    conditional!(required_if),
    conditional!(required_unless),
    with!(required_with: any),
    with!(required_with_all: all),
    with!(required_without: all),
    with!(required_without_all: any),
    plain!(prohibited),
    conditional!(prohibited_if),
    conditional!(prohibited_unless),
    with!(prohibits: any),
    plain!(filled),
    ACCEPTED[0],
    ACCEPTED[1],
    DECLINED[0],
    DECLINED[1],
];

/// The condition: a table, or a field and the value that it must have, or a boolean field alone.
fn condition_of(maker: &mut Maker<'_>) -> Result<Condition, String> {
    const NEEDS_CONDITION: &str = "it needs a condition, as in `required_if:kind,company` or `{ required_if = { field = \"kind\", is = \"company\" } }`";

    let raw = match maker.arguments.take("field") {
        Some(Arg::Condition(raw)) => raw,
        Some(Arg::Field(field) | Arg::Word(field) | Arg::Text(field)) => {
            let (mut of, mut value) = (Relation::Is, maker.arguments.next());
            // `required_if:age,at_least,18`
            if let Some(Arg::Word(word)) = &value {
                if let (Some(known), Some(next)) = (relation(word), maker.arguments.next()) {
                    (of, value) = (known, Some(next));
                }
            }
            let value = value.unwrap_or(Arg::Boolean(true));
            RawCondition { field, relation: of, value: Box::new(value) }
        }
        _ => return Err(NEEDS_CONDITION.into()),
    };
    position(&raw.field, maker.beside)?;
    condition(&raw, maker.beside)
}

fn described<'c>(maker: &Maker<'c>, condition: &'c Condition) -> Named<'c> {
    let value = match &condition.value {
        Literal::Boolean(value) => Argument::Boolean(*value),
        Literal::Integer(value) => Argument::Integer(*value),
        Literal::Number(value) => Argument::Float(*value),
        Literal::Text(text) => Argument::Text(text),
    };
    Named { compares: Some((condition.relation, value)), ..maker.mention(condition.field) }
}
