//! The sentences of refusals.

use alloc::boxed::Box;

use crate::argument::{Argument, Choices};
use crate::decode::document::expected::{Expected, Integer};
use crate::decode::document::node::Node;
use crate::decode::document::refusal::{Detail, Reason, Refusal};
use crate::errors::violation::Violation;
use crate::lang::{MessageId, id};
use crate::path::{Key, Label};
use crate::rule::Describe;
use crate::rule::Described;
use crate::subject::Kind;

/// The sentence about a refused value, before its key is known.
pub(crate) enum Words {
    /// A constant sentence.
    Known(&'static (dyn Described + Send + Sync)),
    /// A sentence for this value: one that lists choices, or the violation that the type gave.
    Made(Box<Violation>),
}

impl Words {
    fn choice(shape: &Shape, choices: Choices) -> Self {
        Self::Made(Box::new(Violation::choice(shape.code, shape.sentence, shape.id, choices)))
    }

    /// The violation with this sentence, label and key.
    #[inline]
    pub(crate) fn at(self, label: Label, key: Key) -> Violation {
        match self {
            Self::Known(what) => Violation::rule(what, Kind::Other, label, key),
            Self::Made(violation) => violation.placed(label, key),
        }
    }
}

/// The most choices that a sentence lists.
const FEW: usize = 10;

/// The sentence about a value that is none of the choices.
pub(crate) fn choice(choices: Choices) -> Words {
    if (1..=FEW).contains(&choices.len()) { Words::choice(&ONE_OF, choices) } else { Words::Known(&SELECTED) }
}

/// The sentence about an object that has none of these fields and needs one.
pub(crate) fn one_field(choices: Choices) -> Words {
    if (1..=FEW).contains(&choices.len()) { Words::choice(&ONE_FIELD, choices) } else { Words::Known(&INVALID) }
}

/// The sentence about an object that must have one of these fields, and has none of them or several.
fn single_field(choices: Choices) -> Words {
    if (1..=FEW).contains(&choices.len()) {
        Words::choice(&ONE_OF_FIELDS, choices)
    } else {
        Words::Known(&SINGLE_FIELD)
    }
}

/// The sentence of a refusal, with the arguments in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    code: &'static str,
    sentence: &'static str,
    id: MessageId,
    size: Option<u32>,
    range: Option<Integer>,
}

impl Shape {
    const fn new(code: &'static str, sentence: &'static str, id: MessageId) -> Self {
        Self { code, sentence, id, size: None, range: None }
    }

    const fn range(integer: Integer) -> Self {
        Self {
            range: Some(integer),
            ..Self::new("range", "The {attribute} must be between {min} and {max}.", id::range_between)
        }
    }
}

/// The sentence of a field that is missing or `null`, the same as that of the rule `required`.
pub(crate) static MISSING: Shape = Shape::new("required", "The {attribute} field is required.", id::required_field);
/// The sentence of a request whose body is `null`.
pub(crate) static BODY: Shape = Shape::new("required", "A request body is required.", id::required_body);
/// The sentence of a field that the struct does not know. It has no label: the name is the client's.
pub(crate) static UNKNOWN: Shape = Shape::new("unknown", "This field is not allowed.", id::unknown);
/// The sentence if nothing better is known.
pub(crate) static INVALID: Shape = Shape::new("invalid", "The {attribute} is invalid.", id::invalid);
static IP: Shape = Shape::new("ip", "The {attribute} must be a valid IP address.", id::ip);
static IPV4: Shape = Shape::new("ipv4", "The {attribute} must be a valid IPv4 address.", id::ipv4);
static IPV6: Shape = Shape::new("ipv6", "The {attribute} must be a valid IPv6 address.", id::ipv6);
static UUID: Shape = Shape::new("uuid", "The {attribute} must be a valid UUID.", id::uuid_any);
static URL: Shape = Shape::new("url", "The {attribute} must be a valid URL.", id::url);
static DATE: Shape = Shape::new("date", "The {attribute} must be a valid date.", id::date_any);
static TIME: Shape = Shape::new("time", "The {attribute} must be a valid time.", id::time_any);
static DATETIME: Shape = Shape::new("datetime", "The {attribute} must be a valid date and time.", id::datetime_any);
static FILE: Shape = Shape::new("file", "The {attribute} must be a file.", id::file);
static DURATION: Shape = Shape::new("duration", "The {attribute} must be a valid duration.", id::duration);
static SELECTED: Shape = Shape::new("choice", "The selected {attribute} is invalid.", id::choice_selected);
static ONE_OF: Shape =
    Shape::new("choice", "The selected {attribute} is invalid. It must be one of: {choices}.", id::choice_one_of);
static ONE_FIELD: Shape = Shape::new("choice", "One of these fields is required: {choices}.", id::choice_one_field);
static ONE_OF_FIELDS: Shape =
    Shape::new("choice", "The {attribute} must have exactly one of these fields: {choices}.", id::choice_one_of_fields);
static SINGLE_FIELD: Shape =
    Shape::new("choice", "The {attribute} must have exactly one field.", id::choice_single_field);
static SINGLE: Shape = Shape::new("single", "The {attribute} must be a single value.", id::single_value);
/// The sentence of a field that stands in the object under two of its names.
pub(crate) static TWICE: Shape = Shape::new("single", "The {attribute} must be given only once.", id::single_once);
static LARGE: Shape = Shape::new("range", "The {attribute} is out of range.", id::range_large);
static BOOLEAN: Shape = Shape::new("boolean", "The {attribute} must be true or false.", id::boolean);
static INTEGER: Shape = Shape::new("integer", "The {attribute} must be an integer.", id::integer);
static NUMBER: Shape = Shape::new("number", "The {attribute} must be a number.", id::number);
static TEXT: Shape = Shape::new("text", "The {attribute} must be text.", id::text);
static CHAR: Shape = Shape::new("character", "The {attribute} must be a single character.", id::character);
static BYTES: Shape = Shape::new("bytes", "The {attribute} must be text or a list of bytes.", id::bytes);
static NULL: Shape = Shape::new("null", "The {attribute} must be null.", id::null);
static LIST: Shape = Shape::new("list", "The {attribute} must be a list.", id::list);
static OBJECT: Shape = Shape::new("object", "The {attribute} must be an object.", id::object);
static RANGES: [Shape; 10] = [
    Shape::range(Integer::I8),
    Shape::range(Integer::I16),
    Shape::range(Integer::I32),
    Shape::range(Integer::I64),
    Shape::range(Integer::I128),
    Shape::range(Integer::U8),
    Shape::range(Integer::U16),
    Shape::range(Integer::U32),
    Shape::range(Integer::U64),
    Shape::range(Integer::U128),
];
/// The sentence about a tuple tells its length if that is below this number.
const SIZES: usize = 17;
static ITEMS: [Shape; SIZES] = {
    let mut sizes = [Shape::new("length", "The {attribute} must contain {size} items.", id::length_items); SIZES];
    let mut size = 0;
    while size < SIZES {
        sizes[size].size = Some(size as u32);
        size += 1;
    }
    sizes[1].sentence = "The {attribute} must contain {size} item.";
    sizes
};
static LENGTH: Shape = Shape::new("length", "The {attribute} has the wrong number of items.", id::length_wrong);

/// The sentence of a refusal. For `null` it is that the field is required, unless it may be missing (`optional`).
#[inline]
pub(crate) fn of(refusal: &Refusal, optional: bool) -> Words {
    match &refusal.detail {
        None => Words::Known(known(refusal, optional)),
        Some(detail) => made(refusal, detail, optional),
    }
}

#[cold]
#[inline(never)]
fn made(refusal: &Refusal, detail: &Detail, optional: bool) -> Words {
    let choices = match detail {
        Detail::Own(violation) => return Words::Made(Box::new(violation.clone())),
        Detail::Choices(choices) => Choices::Names(choices),
    };
    match refusal.reason {
        Reason::UnknownVariant | Reason::WrongType => choice(choices),
        Reason::WrongLength => single_field(choices),
        Reason::MissingVariant => one_field(choices),
        _ => Words::Known(known(refusal, optional)),
    }
}

fn known(refusal: &Refusal, optional: bool) -> &'static Shape {
    let expected = refusal.expected;
    match refusal.reason {
        Reason::Null if !optional => &MISSING,
        Reason::MissingField(_) => &MISSING,
        Reason::RepeatedField(_) => &TWICE,
        Reason::UnknownField => &UNKNOWN,
        Reason::UnknownVariant => &SELECTED,
        Reason::MissingVariant => &INVALID,
        Reason::Repeated => &SINGLE,
        Reason::WrongLength => match expected {
            Expected::Tuple(size) => ITEMS.get(size as usize).unwrap_or(&LENGTH),
            Expected::Enum => &SINGLE_FIELD,
            Expected::Object => &OBJECT,
            _ => named(expected).unwrap_or(&LENGTH),
        },
        Reason::OutOfRange => match expected {
            Expected::Integer(integer) => range(integer),
            Expected::Decimal => &LARGE,
            _ => named(expected).unwrap_or(&LARGE),
        },
        Reason::Null | Reason::WrongType | Reason::Fractional => wrong_type(expected),
        Reason::Invalid | Reason::Malformed(_) | Reason::Recorded => match expected {
            Expected::Char => &CHAR,
            _ => named(expected).unwrap_or(&INVALID),
        },
    }
}

/// What is said of a value that is no such thing.
pub(crate) fn wrong_type(expected: Expected) -> &'static Shape {
    match expected {
        Expected::Boolean => &BOOLEAN,
        Expected::Integer(_) => &INTEGER,
        Expected::Float => &NUMBER,
        Expected::Text => &TEXT,
        Expected::Char => &CHAR,
        Expected::Bytes => &BYTES,
        Expected::Unit => &NULL,
        Expected::List | Expected::Tuple(_) => &LIST,
        Expected::Object | Expected::Map => &OBJECT,
        Expected::Enum => &SELECTED,
        _ => named(expected).unwrap_or(&INVALID),
    }
}

/// The sentence about a value of a type that has one sentence for everything that can be wrong.
#[allow(dead_code)]
pub(crate) fn of_type(expected: Expected, node: Node<'_, '_>) -> Words {
    let shape = match expected {
        Expected::Decimal if node.is_numeric() => &LARGE,
        expected => named(expected).unwrap_or(&INVALID),
    };
    Words::Known(shape)
}

/// The one sentence of a type, such as a date, that uses it for everything that can be wrong.
fn named(expected: Expected) -> Option<&'static Shape> {
    let shape = match expected {
        Expected::Ip => &IP,
        Expected::Ipv4 => &IPV4,
        Expected::Ipv6 => &IPV6,
        Expected::Uuid => &UUID,
        Expected::Url => &URL,
        Expected::Decimal => &NUMBER,
        Expected::Date => &DATE,
        Expected::Time => &TIME,
        Expected::DateTime => &DATETIME,
        Expected::Duration => &DURATION,
        Expected::File => &FILE,
        _ => return None,
    };
    Some(shape)
}

fn range(integer: Integer) -> &'static Shape {
    let at = match integer {
        Integer::I8 => 0,
        Integer::I16 => 1,
        Integer::I32 => 2,
        Integer::I64 => 3,
        Integer::I128 => 4,
        Integer::U8 => 5,
        Integer::U16 => 6,
        Integer::U32 => 7,
        Integer::U64 => 8,
        Integer::U128 => 9,
    };
    &RANGES[at]
}

impl Describe for Shape {
    const CODE: &'static str = "invalid";
    const ARGUMENTS: &'static [&'static str] = &["min", "max", "size"];

    fn code(&self) -> &'static str {
        self.code
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        match index {
            0 => self.range.map(|integer| Argument::Integer(integer.min())),
            1 => self.range.map(|integer| {
                i128::try_from(integer.max()).map_or(Argument::Unsigned(integer.max()), Argument::Integer)
            }),
            2 => self.size.map(|size| Argument::Integer(size.into())),
            _ => None,
        }
    }

    fn sentence(&self, _: Kind) -> &'static str {
        self.sentence
    }

    fn message_id(&self, _: Kind) -> MessageId {
        self.id
    }
}
