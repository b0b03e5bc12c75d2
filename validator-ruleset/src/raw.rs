//! A rule set as it was written, whatever the format: names, types, rules with their arguments, lines.

use serde_json::Value;
use unprocessable_core::decode::Integer;

/// The types of a set. The first is that of the document.
#[derive(Debug, Default)]
pub(crate) struct RawSet {
    pub(crate) types: Vec<RawType>,
    pub(crate) root: Option<RawValue>,
}

/// An object: its fields.
#[derive(Debug, Default)]
pub(crate) struct RawType {
    pub(crate) fields: Vec<RawField>,
    /// Whether other fields are refused.
    pub(crate) closed: bool,
    pub(crate) bail: bool,
}

#[derive(Debug)]
pub(crate) struct RawField {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    /// Whether it may be missing.
    pub(crate) absent: bool,
    /// What it is if it is missing.
    pub(crate) default: Option<Value>,
    /// Whether a missing field is left as it is, which `required` accepts.
    pub(crate) patch: bool,
    pub(crate) value: RawValue,
}

/// A field, or what is inside one.
#[derive(Debug)]
pub(crate) struct RawValue {
    pub(crate) line: usize,
    /// The key, with `*` for what is inside a list or map.
    pub(crate) at: String,
    pub(crate) shape: RawShape,
    /// Whether `null` stands for an absent value.
    pub(crate) optional: bool,
    pub(crate) label: Option<String>,
    pub(crate) rules: Vec<RawRule>,
    pub(crate) bail: bool,
    /// Whether the rules inside of an object run.
    pub(crate) nested: bool,
    /// The conditions under which they do.
    pub(crate) nested_when: Vec<RawCondition>,
}

#[derive(Debug)]
pub(crate) enum RawShape {
    /// To be inferred from the rules.
    Infer,
    Any,
    Text,
    Character,
    Integer {
        min: i128,
        max: u128,
        of: Integer,
    },
    Number,
    Boolean,
    Null,
    List {
        items: Box<RawValue>,
        size: Option<usize>,
        is_set: bool,
    },
    Tuple(Vec<RawValue>),
    Map {
        keys: Box<RawValue>,
        values: Box<RawValue>,
    },
    Object(usize),
    /// One of these names, each with its other names.
    Choice(Vec<Vec<String>>),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RawRule {
    pub(crate) line: usize,
    pub(crate) name: String,
    pub(crate) positional: Vec<Arg>,
    pub(crate) named: Vec<(String, Arg)>,
    pub(crate) flags: Vec<String>,
    pub(crate) when: Vec<RawCondition>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// The sentence that a declaration shows. If the rule has another one, `message` has replaced that.
    pub(crate) sentence: Option<String>,
}

/// An argument as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Arg {
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(String),
    /// A piece of the short form, which may mean text, a number or a field.
    Word(String),
    Field(String),
    List(Vec<Arg>),
    Condition(RawCondition),
}

/// What a rule asks of another field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawCondition {
    pub(crate) field: String,
    pub(crate) relation: Relation,
    pub(crate) value: Box<Arg>,
}

pub(crate) use unprocessable_core::__private::Relation;

/// The relations by their names in the format.
pub(crate) const RELATIONS: [(&str, Relation); 6] = [
    ("is", Relation::Is),
    ("is_not", Relation::IsNot),
    ("greater", Relation::Greater),
    ("at_least", Relation::AtLeast),
    ("less", Relation::Less),
    ("at_most", Relation::AtMost),
];

pub(crate) fn relation(name: &str) -> Option<Relation> {
    RELATIONS.iter().find(|(known, _)| *known == name).map(|(_, relation)| *relation)
}

impl RawValue {
    pub(crate) fn new(line: usize, at: String, shape: RawShape) -> Self {
        Self {
            line,
            at,
            shape,
            optional: false,
            label: None,
            rules: Vec::new(),
            bail: false,
            nested: true,
            nested_when: Vec::new(),
        }
    }
}

impl RawShape {
    pub(crate) fn integer(of: Integer) -> Self {
        Self::Integer { min: of.min(), max: of.max(), of }
    }

    /// The shape of a word such as `text` or `u8`.
    pub(crate) fn of_word(word: &str, line: usize, at: &str) -> Option<Self> {
        let any = || Box::new(RawValue { optional: true, ..RawValue::new(line, format!("{at}.*"), Self::Any) });
        let key = || Box::new(RawValue::new(line, format!("{at}.*"), Self::Text));
        Some(match word {
            "any" => Self::Any,
            "text" | "string" => Self::Text,
            "character" => Self::Character,
            "boolean" | "bool" => Self::Boolean,
            "number" | "numeric" => Self::Number,
            "null" => Self::Null,
            "list" | "array" => Self::List { items: any(), size: None, is_set: false },
            "map" => Self::Map { keys: key(), values: any() },
            _ => return INTEGERS.iter().find(|(name, _)| *name == word).map(|(_, of)| Self::integer(*of)),
        })
    }
}

/// The integer types by their names.
pub(crate) const INTEGERS: [(&str, Integer); 11] = [
    ("integer", Integer::I64),
    ("i8", Integer::I8),
    ("i16", Integer::I16),
    ("i32", Integer::I32),
    ("i64", Integer::I64),
    ("i128", Integer::I128),
    ("u8", Integer::U8),
    ("u16", Integer::U16),
    ("u32", Integer::U32),
    ("u64", Integer::U64),
    ("u128", Integer::U128),
];

/// All words for types.
pub(crate) fn type_words() -> impl Iterator<Item = &'static str> {
    let others = [
        "any",
        "text",
        "string",
        "character",
        "boolean",
        "bool",
        "number",
        "numeric",
        "null",
        "list",
        "array",
        "map",
        "object",
    ];
    others.into_iter().chain(INTEGERS.iter().map(|(name, _)| *name))
}
