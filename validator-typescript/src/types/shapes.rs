//! The type of a value, by its shape.

use unprocessable::declaration::{Content, Declaration, DeclaredField, Foreign, Reference, Shape, Tag};
use unprocessable::decode::Expected;

use super::links::{Links, in_shape};
use super::tree::{Name, Property, Type};
use crate::names::Names;

/// The longest list that is written as a tuple because its length is known.
const LONGEST_TUPLE: usize = 8;
/// The largest number up to which JavaScript tells all integers apart.
const EXACT: u128 = 1 << 53;

/// What is known where a type is written.
#[derive(Clone, Copy)]
pub(super) struct Here<'m> {
    pub(super) names: &'m Names,
    pub(super) links: &'m Links,
    /// The type that is being declared.
    pub(super) owner: &'static Declaration,
    /// Whether this stands in an object or a list. There a type may refer to itself.
    pub(super) is_inside: bool,
}

impl Here<'_> {
    pub(super) fn inside(self) -> Self {
        Self { is_inside: true, ..self }
    }

    /// The type of a shape.
    pub(super) fn shape(self, shape: Shape) -> Type {
        let inside = self.inside();
        match shape {
            Shape::Text | Shape::Character => Type::Keyword("string"),
            Shape::Integer { .. } | Shape::Number | Shape::Single => Type::Keyword("number"),
            Shape::Boolean => Type::Keyword("boolean"),
            Shape::Null => Type::NULL,
            Shape::Optional(shape) | Shape::Patch(shape) => self.shape(*shape).or_null(),
            Shape::Array(item, size) if size <= LONGEST_TUPLE => {
                Type::Tuple((0..size).map(|_| (inside.shape(*item), false)).collect())
            }
            Shape::List(item) | Shape::Set(item) | Shape::Array(item, _) => Type::Array(Box::new(inside.shape(*item))),
            Shape::Tuple(items) => Type::Tuple(items.iter().map(|item| (inside.shape(*item), false)).collect()),
            Shape::Map { key, value } => self.map(*key, *value),
            Shape::Declared(reference) => self.named(reference),
            Shape::Foreign(foreign) => self::foreign(foreign),
            _ => Type::UNKNOWN,
        }
    }

    /// Whether the type that is being declared would be made of itself if it was made of this one.
    pub(super) fn is_cut(self, declaration: &Declaration) -> bool {
        !self.is_inside && self.links.is_made_of(declaration, self.owner)
    }

    /// The name of a type, unless it would be made of itself.
    pub(super) fn named(self, reference: Reference) -> Type {
        let declaration = reference.declaration();
        if self.is_cut(declaration) {
            return Type::UNKNOWN;
        }
        Type::Named(self.names.name(declaration).to_owned())
    }

    fn map(self, key: Shape, value: Shape) -> Type {
        let values = self.inside().shape(value);
        let mut types = Vec::new();
        in_shape(value, &mut types);
        // The arguments of a type are looked at before it is there.
        if !self.is_inside && types.into_iter().any(|declaration| self.links.mentions(declaration, self.owner)) {
            return others(values);
        }
        match self.key(key) {
            Some(keys) => Type::Generic("Partial", vec![Type::Generic("Record", vec![keys, values])]),
            None => record(values),
        }
    }

    /// The names that an entry can have, if there are only some.
    fn key(self, shape: Shape) -> Option<Type> {
        match shape {
            Shape::Boolean => Some(Type::one_of(["true", "false"].map(|name| Type::Literal(name.to_owned())))),
            Shape::Declared(reference) => match reference.declaration().content() {
                Content::Enum(Tag::External, variants) => {
                    let is_name = |content| matches!(content, Content::Unit);
                    let are_names = variants.iter().all(|variant| is_name(variant.content()) && !variant.is_other());
                    are_names.then(|| self.named(reference))
                }
                Content::Newtype(field) => self.key(field.shape()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// An object with any names.
pub(super) fn record(values: Type) -> Type {
    Type::Generic("Record", vec![Type::Keyword("string"), values])
}

/// An object with any names, which may contain itself.
fn others(value: Type) -> Type {
    Type::Object(vec![Property { docs: Vec::new(), name: Name::Any, optional: false, value }])
}

/// What a type asks for that has no declaration.
fn foreign(foreign: Foreign) -> Type {
    let asked = match foreign.expected() {
        Expected::Decimal => Type::one_of(["number", "string"].map(Type::Keyword)),
        _ => asked(foreign.asked()),
    };
    if foreign.is_optional() { asked.or_null() } else { asked }
}

fn asked(asked: Expected) -> Type {
    let anything = || Box::new(Type::UNKNOWN);
    match asked {
        Expected::Boolean => Type::Keyword("boolean"),
        Expected::Integer(_) | Expected::Float => Type::Keyword("number"),
        Expected::Text | Expected::Char => Type::Keyword("string"),
        Expected::File => Type::Keyword("File"),
        Expected::Bytes => Type::one_of([Type::Keyword("string"), Type::Array(Box::new(Type::Keyword("number")))]),
        Expected::Unit => Type::NULL,
        Expected::Tuple(size) => match usize::try_from(size) {
            Ok(size) if size <= LONGEST_TUPLE => Type::Tuple((0..size).map(|_| (Type::UNKNOWN, false)).collect()),
            _ => Type::Array(anything()),
        },
        Expected::List => Type::Array(anything()),
        Expected::Object | Expected::Map => record(Type::UNKNOWN),
        // A variant may have content.
        Expected::Enum => Type::one_of([Type::Keyword("string"), record(Type::UNKNOWN)]),
        _ => Type::UNKNOWN,
    }
}

/// Whether serde may read a struct without the field. It is not known of all types.
pub(super) fn may_be_absent(field: &DeclaredField) -> bool {
    field.has_default() || !field.with && may_be_left_out(field.shape())
}

fn may_be_left_out(shape: Shape) -> bool {
    match shape {
        Shape::Optional(_) | Shape::Patch(_) | Shape::Unknown => true,
        Shape::Foreign(foreign) => foreign.is_optional() || !foreign.is_asked(),
        Shape::Declared(reference) => match reference.declaration().content() {
            // serde asks the field of a transparent struct, and not that of a newtype.
            Content::Newtype(field) => !field.with && may_be_left_out(field.shape()),
            Content::From(shape) => may_be_left_out(shape),
            Content::Unknown => true,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a value may be an integer that JavaScript does not tell from its neighbours.
pub(super) fn may_lose_digits(shape: Shape) -> bool {
    match shape {
        Shape::Integer { min, max } => max > EXACT || min.unsigned_abs() > EXACT,
        Shape::Optional(shape)
        | Shape::Patch(shape)
        | Shape::List(shape)
        | Shape::Set(shape)
        | Shape::Array(shape, _)
        | Shape::Map { value: shape, .. } => may_lose_digits(*shape),
        Shape::Tuple(shapes) => shapes.iter().any(|shape| may_lose_digits(*shape)),
        _ => false,
    }
}
