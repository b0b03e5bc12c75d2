//! A rule set that is ready to check documents.

use std::collections::HashSet;
use std::fmt;

use serde_json::{Map, Value};
use unprocessable_core::decode::Integer;
use unprocessable_core::rules::{CompareField, Describe, Precision};
use unprocessable_core::{Kind, Presence, Subject, Violation};

use crate::raw::Relation;

pub(crate) struct Set {
    pub(crate) types: Vec<Type>,
    pub(crate) root: Node,
}

pub(crate) struct Type {
    pub(crate) fields: Vec<Field>,
    pub(crate) closed: bool,
    /// All names of its fields, if it has no others.
    pub(crate) names: HashSet<Box<str>>,
    pub(crate) bail: bool,
}

pub(crate) struct Field {
    pub(crate) name: Box<str>,
    /// The name as a segment of a key.
    pub(crate) segment: Box<str>,
    pub(crate) aliases: Vec<Box<str>>,
    pub(crate) absent: bool,
    pub(crate) default: Option<Value>,
    pub(crate) patch: bool,
    pub(crate) node: Node,
}

/// A value of a document: what it must be, and its rules.
pub(crate) struct Node {
    pub(crate) at: Box<str>,
    pub(crate) shape: Shape,
    pub(crate) optional: bool,
    /// Whether the value may be missing all the same, so that `null` is a wrong type and not a missing value.
    pub(crate) defaulted: bool,
    pub(crate) label: Label,
    pub(crate) rules: Vec<Rule>,
    pub(crate) bail: bool,
    pub(crate) nested: bool,
    pub(crate) nested_when: Vec<Condition>,
}

pub(crate) enum Shape {
    Any,
    Text,
    Character,
    Integer { min: i128, max: u128, of: Integer },
    Number,
    Boolean,
    Null,
    List { items: Box<Node>, size: Option<usize>, is_set: bool },
    Tuple(Vec<Node>),
    Map { keys: Box<Node>, values: Box<Node> },
    Object(usize),
    Choice(Vec<Vec<String>>),
}

/// What messages call a value.
#[derive(Clone)]
pub(crate) enum Label {
    /// The request as a whole.
    Whole,
    /// The words of a name.
    Name(Box<str>),
    Given(Box<str>),
}

impl Label {
    pub(crate) fn on(&self, violation: Violation) -> Violation {
        match self {
            Self::Whole => violation,
            Self::Name(name) => violation.called(name),
            Self::Given(label) => violation.attribute(label.to_string()),
        }
    }
}

pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) test: Test,
    /// What a failure leaves, but for its key.
    pub(crate) violation: Violation,
    pub(crate) said: Said,
    pub(crate) when: Vec<Condition>,
    /// The fields that it looks at, by their positions in the object.
    pub(crate) mentions: Vec<usize>,
    /// How many elements it admits.
    pub(crate) most: Option<usize>,
    /// Whether the sentence and the code were replaced, so that demands are reported as one.
    pub(crate) is_reworded: bool,
}

/// What a rule says in JSON Schema of a value that is there.
#[derive(Debug)]
pub(crate) enum Said {
    Nothing,
    /// Every value that passes the rule fits these keywords.
    Keywords {
        keywords: Map<String, Value>,
        is_exact: bool,
    },
}

impl Said {
    pub(crate) fn of(rule: &impl Describe, kind: Kind) -> Self {
        let schema = rule.schema(kind);
        match (schema.precision(), serde_json::to_value(schema)) {
            (Precision::Unsayable, _) => Self::Nothing,
            (precision, Ok(Value::Object(keywords))) => {
                Self::Keywords { keywords, is_exact: precision == Precision::Exact }
            }
            _ => Self::Nothing,
        }
    }
}

pub(crate) type Check<T> = Box<dyn Fn(T) -> bool + Send + Sync>;

/// A rule on numbers. It also checks whole columns of them, in a loop that the compiler can see through.
pub(crate) trait Numeric<T, C>: Send + Sync {
    fn holds(&self, value: T) -> bool;

    /// Notes which values of a column fail.
    fn note_failures(&self, values: &[C], failed: &mut [bool]);
}

impl<F: Fn(i128) -> bool + Send + Sync> Numeric<i128, i64> for F {
    fn holds(&self, value: i128) -> bool {
        self(value)
    }

    fn note_failures(&self, values: &[i64], failed: &mut [bool]) {
        for (value, failed) in values.iter().zip(failed) {
            *failed |= !self(i128::from(*value));
        }
    }
}

impl<F: Fn(f64) -> bool + Send + Sync> Numeric<f64, f64> for F {
    fn holds(&self, value: f64) -> bool {
        self(value)
    }

    fn note_failures(&self, values: &[f64], failed: &mut [bool]) {
        for (value, failed) in values.iter().zip(failed) {
            *failed |= !self(*value);
        }
    }
}
type DemandsOf = dyn Fn(&str) -> Vec<Violation> + Send + Sync;
type RepeatsIn = dyn Fn(&Items<'_>) -> Vec<Option<usize>> + Send + Sync;
type KeysOf = dyn Fn(&Map<String, Value>) -> bool + Send + Sync;
pub(crate) type Around<'a> = dyn Fn(&Seen<'_>, &Object<'_>) -> Outcome + Send + Sync + 'a;

/// A rule of the core with its arguments, on one class of values.
pub(crate) enum Test {
    Text(Box<dyn Fn(&str) -> bool + Send + Sync>),
    Integer(Box<dyn Numeric<i128, i64>>),
    Number(Box<dyn Numeric<f64, f64>>),
    Boolean(Check<bool>),
    /// On the number of elements.
    Size(Box<dyn Fn(usize) -> Outcome + Send + Sync>),
    /// On text; gives the violations of the demands that are not met.
    Demands(Box<DemandsOf>),
    /// On the items of a list; gives the positions of those that fail, or `None` for the list as a whole.
    Items(Box<RepeatsIn>),
    Keys(Box<KeysOf>),
    Presence(Check<Presence>),
    /// On a value and the fields beside it.
    Around(Box<Around<'static>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    Failed,
    /// There are too many elements to look at.
    Crowded,
}

impl From<bool> for Outcome {
    fn from(holds: bool) -> Self {
        if holds { Self::Passed } else { Self::Failed }
    }
}

/// The items of a list, where rules look at them. An absent one is `None`.
pub(crate) enum Items<'v> {
    Texts(Vec<Option<&'v str>>),
    Integers(Vec<Option<i128>>),
    Numbers(Vec<Option<f64>>),
    Booleans(Vec<Option<bool>>),
    Others,
}

impl<'v> Items<'v> {
    pub(crate) fn of(node: &'v Node, items: &'v [Value]) -> Self {
        let seen = || items.iter().map(|item| node.see(item));
        match node.shape {
            Shape::Text | Shape::Character | Shape::Choice(_) => Self::Texts(seen().map(|seen| seen.text()).collect()),
            Shape::Integer { .. } => Self::Integers(seen().map(|seen| seen.integer()).collect()),
            Shape::Number => Self::Numbers(seen().map(|seen| seen.number()).collect()),
            Shape::Boolean => Self::Booleans(seen().map(|seen| seen.boolean()).collect()),
            _ => Self::Others,
        }
    }
}

/// A value as rules see it.
#[derive(Clone, Copy)]
pub(crate) enum Seen<'v> {
    Absent,
    /// A field that was not sent, and is left as it is.
    Unsent,
    Text(&'v str),
    Integer(i128),
    Number(f64),
    Boolean(bool),
    List(&'v [Value], &'v Node),
    Map(&'v Map<String, Value>),
    Other,
}

impl<'v> Seen<'v> {
    pub(crate) fn presence(&self) -> Presence {
        match self {
            Self::Absent => Presence::Absent,
            Self::Unsent => Presence::Unsent,
            Self::Text(text) => text.presence(),
            Self::List([], _) => Presence::Blank,
            Self::Map(map) if map.is_empty() => Presence::Blank,
            _ => Presence::Filled,
        }
    }

    pub(crate) fn text(self) -> Option<&'v str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn integer(self) -> Option<i128> {
        match self {
            Self::Integer(integer) => Some(integer),
            _ => None,
        }
    }

    pub(crate) fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn boolean(self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn size(self) -> Option<usize> {
        match self {
            Self::List(items, node) => Some(node.size_of(items)),
            Self::Map(map) => Some(map.len()),
            _ => None,
        }
    }
}

impl Node {
    /// The value as rules see it, if it has its shape.
    pub(crate) fn see<'v>(&'v self, value: &'v Value) -> Seen<'v> {
        match (&self.shape, value) {
            (_, Value::Null) => Seen::Absent,
            (Shape::Text | Shape::Character | Shape::Choice(_), Value::String(text)) => Seen::Text(text),
            (Shape::Choice(_), Value::Object(members)) => match members.keys().next() {
                Some(name) => Seen::Text(name),
                None => Seen::Other,
            },
            (Shape::Integer { .. }, Value::Number(number)) => integer(number).map_or(Seen::Other, Seen::Integer),
            (Shape::Number, Value::Number(number)) => number.as_f64().map_or(Seen::Other, Seen::Number),
            (Shape::Boolean, Value::Bool(value)) => Seen::Boolean(*value),
            (Shape::List { .. } | Shape::Tuple(_), Value::Array(items)) => Seen::List(items, self),
            (Shape::Map { .. }, Value::Object(map)) => Seen::Map(map),
            (Shape::Any, Value::String(text)) => Seen::Text(text),
            (Shape::Any, Value::Array(items)) => Seen::List(items, self),
            (Shape::Any, Value::Object(map)) => Seen::Map(map),
            _ => Seen::Other,
        }
    }

    /// How many items there are. A set has each once.
    fn size_of(&self, items: &[Value]) -> usize {
        match &self.shape {
            Shape::List { items: node, is_set: true, .. } => match Items::of(node, items) {
                Items::Texts(items) => distinct(items),
                Items::Integers(items) => distinct(items),
                Items::Booleans(items) => distinct(items),
                _ => items.len(),
            },
            _ => items.len(),
        }
    }
}

fn distinct<T: Ord>(mut items: Vec<T>) -> usize {
    items.sort_unstable();
    items.dedup();
    items.len()
}

/// The integer that a number of JSON is written as.
pub(crate) fn integer(number: &serde_json::Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// An object whose fields rules look at.
pub(crate) enum Object<'v> {
    /// That of a document.
    Members { members: &'v Map<String, Value>, fields: &'v [Field] },
    /// The row of columns, where this tells what is seen in the field of that number.
    Row(&'v dyn Fn(usize) -> Seen<'v>),
    /// There are no fields.
    Nothing,
}

impl<'v> Object<'v> {
    pub(crate) fn seen(&self, index: usize) -> Seen<'v> {
        match self {
            Self::Members { members, fields } => match fields.get(index) {
                Some(field) => field.find(members).map_or_else(|| field.unsent(), |value| field.node.see(value)),
                None => Seen::Absent,
            },
            Self::Row(see) => see(index),
            Self::Nothing => Seen::Absent,
        }
    }
}

impl Field {
    /// What is seen where the field is missing.
    pub(crate) fn unsent(&self) -> Seen<'_> {
        match &self.default {
            _ if self.patch => Seen::Unsent,
            Some(default) => self.node.see(default),
            None => Seen::Absent,
        }
    }

    pub(crate) fn find<'v>(&self, members: &'v Map<String, Value>) -> Option<&'v Value> {
        members.get(&*self.name).or_else(|| self.aliases.iter().find_map(|alias| members.get(&**alias)))
    }
}

/// A condition over a field.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) field: usize,
    /// The name of the field.
    pub(crate) name: Box<str>,
    pub(crate) relation: Relation,
    pub(crate) value: Literal,
}

#[derive(Clone, Debug)]
pub(crate) enum Literal {
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(String),
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match (self.relation, &self.value) {
            (Relation::Is, Literal::Boolean(true)) => return f.write_str(&self.name),
            (Relation::Is, _) => "is",
            (Relation::IsNot, _) => "is not",
            (Relation::Greater, _) => "is greater than",
            (Relation::AtLeast, _) => "is at least",
            (Relation::Less, _) => "is less than",
            (Relation::AtMost, _) => "is at most",
        };
        write!(f, "{} {word} ", self.name)?;
        match &self.value {
            Literal::Boolean(value) => value.fmt(f),
            Literal::Integer(value) => value.fmt(f),
            Literal::Number(value) => value.fmt(f),
            Literal::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

impl Condition {
    pub(crate) fn holds(&self, object: &Object<'_>) -> bool {
        let order = match (object.seen(self.field), &self.value) {
            (Seen::Boolean(seen), Literal::Boolean(value)) => Some(seen.cmp(value)),
            (Seen::Integer(seen), Literal::Integer(value)) => Some(seen.cmp(value)),
            (Seen::Integer(seen), Literal::Number(value)) => seen.compare_field(value),
            (Seen::Number(seen), Literal::Integer(value)) => seen.compare_field(value),
            (Seen::Number(seen), Literal::Number(value)) => seen.partial_cmp(value),
            (Seen::Text(seen), Literal::Text(value)) => Some(seen.cmp(value)),
            _ => None,
        };
        match self.relation {
            Relation::Is => order.is_some_and(|order| order.is_eq()),
            Relation::IsNot => order.is_none_or(|order| order.is_ne()),
            Relation::Greater => order.is_some_and(|order| order.is_gt()),
            Relation::AtLeast => order.is_some_and(|order| order.is_ge()),
            Relation::Less => order.is_some_and(|order| order.is_lt()),
            Relation::AtMost => order.is_some_and(|order| order.is_le()),
        }
    }
}
