//! What a type is for rules, as far as its syntax tells.

use std::collections::HashMap;

use syn::{GenericArgument, PathArguments, Type};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Option(Box<Shape>),
    Pointer(Box<Shape>),
    List(Box<Shape>),
    Map(Box<Shape>, Box<Shape>),
    Text,
    /// With the name of the type.
    Integer(String),
    Float(String),
    Bool,
    Decimal,
    Tuple,
    /// Any other type, with its last name.
    Other(String),
}

/// Aliases are followed this deep.
const ALIASES: usize = 8;

impl Shape {
    pub(crate) fn of(ty: &Type, aliases: &HashMap<String, Type>) -> Self {
        Self::within(ty, aliases, 0)
    }

    fn within(ty: &Type, aliases: &HashMap<String, Type>, depth: usize) -> Self {
        let inside = |ty: &Type| Box::new(Self::within(ty, aliases, depth));
        match ty {
            Type::Reference(reference) => Self::Pointer(inside(&reference.elem)),
            Type::Paren(paren) => Self::within(&paren.elem, aliases, depth),
            Type::Group(group) => Self::within(&group.elem, aliases, depth),
            Type::Array(array) => Self::List(inside(&array.elem)),
            Type::Slice(slice) => Self::List(inside(&slice.elem)),
            Type::Tuple(_) => Self::Tuple,
            Type::Path(path) => {
                let Some(segment) = path.path.segments.last() else { return Self::Other(String::new()) };
                let types: Vec<&Type> = match &segment.arguments {
                    PathArguments::AngleBracketed(arguments) => arguments
                        .args
                        .iter()
                        .filter_map(|argument| match argument {
                            GenericArgument::Type(ty) => Some(ty),
                            _ => None,
                        })
                        .collect(),
                    _ => Vec::new(),
                };
                let name = segment.ident.to_string();
                match (name.as_str(), types.as_slice()) {
                    ("Option", [inner]) => Self::Option(inside(inner)),
                    ("Box" | "Rc" | "Arc" | "Cow", [inner]) => Self::Pointer(inside(inner)),
                    ("Vec" | "VecDeque" | "BTreeSet" | "LinkedList" | "BinaryHeap", [item])
                    | ("HashSet" | "IndexSet", [item, ..]) => Self::List(inside(item)),
                    ("BTreeMap", [key, value]) | ("HashMap" | "IndexMap", [key, value, ..]) => {
                        Self::Map(inside(key), inside(value))
                    }
                    ("String" | "str", []) => Self::Text,
                    ("bool", []) => Self::Bool,
                    ("f32" | "f64", []) => Self::Float(name),
                    (
                        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128"
                        | "isize",
                        [],
                    ) => Self::Integer(name),
                    ("Decimal", []) => Self::Decimal,
                    (_, []) if depth < ALIASES && aliases.contains_key(&name) => {
                        Self::within(&aliases[&name], aliases, depth + 1)
                    }
                    _ => Self::Other(name),
                }
            }
            _ => Self::Other(String::new()),
        }
    }

    /// What rules look at.
    pub(crate) fn subject(&self) -> &Self {
        match self {
            Self::Option(inner) | Self::Pointer(inner) => inner.subject(),
            shape => shape,
        }
    }

    /// What is inside of lists and maps, which a rule for a single value looks at.
    pub(crate) fn innermost(&self) -> &Self {
        match self.subject() {
            Self::List(inner) => inner.innermost(),
            Self::Map(_, value) => value.innermost(),
            shape => shape,
        }
    }

    /// Whether it may be absent.
    pub(crate) fn is_optional(&self) -> bool {
        match self {
            Self::Option(_) => true,
            Self::Pointer(inner) => inner.is_optional(),
            _ => false,
        }
    }

    /// The names of all types in it that nothing is known of.
    pub(crate) fn others(&self) -> Vec<&str> {
        match self {
            Self::Option(inner) | Self::Pointer(inner) | Self::List(inner) => inner.others(),
            Self::Map(_, value) => value.others(),
            Self::Other(name) => vec![name],
            _ => Vec::new(),
        }
    }

    pub(crate) fn number(&self) -> Option<&str> {
        match self.subject() {
            Self::Integer(name) | Self::Float(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn is_float(&self) -> bool {
        matches!(self.subject(), Self::Float(_))
    }
}
