//! Types whose names tell that rules can look at them. They need no probe, which costs the compiler several times what
//! the rule itself costs.

use syn::{GenericArgument, PathArguments, Type};

use crate::attr::Inside;
use crate::catalogue::Class;

/// Whether the type is text, a number, a boolean, a list, or an `Option` or pointer of one.
pub(crate) fn is_subject(ty: &Type) -> bool {
    match name(ty) {
        Some((name, None)) => is_plain(&name),
        Some((name, Some(argument))) => match name.as_str() {
            "Vec" | "VecDeque" => true,
            "Option" | "Box" | "Rc" | "Arc" => is_subject(argument),
            _ => false,
        },
        None => false,
    }
}

/// The name of a type with nothing inside, behind options and pointers.
pub(crate) fn plain_name(ty: &Type) -> Option<String> {
    match name(ty)? {
        (name, None) => Some(name),
        (name, Some(argument)) if matches!(name.as_str(), "Option" | "Box" | "Rc" | "Arc") => plain_name(argument),
        _ => None,
    }
}

/// The class of a type, if its name tells it.
pub(crate) fn class(ty: &Type) -> Option<Class> {
    let (name, argument) = name(ty)?;
    match (name.as_str(), argument) {
        (name, None) => plain_class(name),
        ("Vec", Some(_)) => Some(Class::List),
        ("Option" | "Box", Some(argument)) => class(argument),
        _ => None,
    }
}

/// The class of a type with nothing inside.
fn plain_class(name: &str) -> Option<Class> {
    match name {
        "String" => Some(Class::Text),
        "bool" => Some(Class::Boolean),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => Some(Class::Unsigned),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => Some(Class::Signed),
        "f32" | "f64" => Some(Class::Float),
        _ => None,
    }
}

/// The trait that runs a rule on a type with the name of a list or map. It tells the user what to do if there is no
/// such rule.
pub(crate) fn runner(ty: &Type) -> Option<&'static str> {
    match ty {
        // A type that a macro was given is in an invisible group.
        Type::Group(group) => return runner(&group.elem),
        Type::Paren(paren) => return runner(&paren.elem),
        Type::Array(_) | Type::Slice(_) => return Some("OnList"),
        _ => {}
    }
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    let first = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    match segment.ident.to_string().as_str() {
        "Vec" | "VecDeque" | "LinkedList" | "BTreeSet" | "HashSet" => Some("OnList"),
        "BTreeMap" | "HashMap" => Some("OnMap"),
        "Option" | "Box" | "Rc" | "Arc" | "Cow" => runner(first?),
        _ => None,
    }
}

/// Whether serde reads the type as a whole, because nothing in it can have rules of its own.
pub(crate) fn is_leaf(ty: &Type) -> bool {
    match name(ty) {
        Some((name, None)) => is_plain(&name),
        Some((name, Some(argument))) => {
            matches!(name.as_str(), "Vec" | "VecDeque" | "Option" | "Box" | "Rc" | "Arc") && is_leaf(argument)
        }
        None => false,
    }
}

/// The type of the elements, if the name of the type shows it.
pub(crate) fn element(ty: &Type, inside: Inside) -> Option<&Type> {
    let (name, argument) = name(ty)?;
    match (name.as_str(), inside) {
        ("Vec" | "VecDeque" | "BTreeSet" | "HashSet" | "LinkedList" | "BinaryHeap", Inside::Each) => argument,
        ("Option" | "Box" | "Rc" | "Arc", _) => element(argument?, inside),
        _ => None,
    }
}

/// Whether this is the name of a type with nothing inside that rules and serde both know.
fn is_plain(name: &str) -> bool {
    name == "char" || plain_class(name).is_some()
}

/// The name of a type of one word, and its argument if it has one.
fn name(ty: &Type) -> Option<(String, Option<&Type>)> {
    let path = match ty {
        Type::Group(group) => return name(&group.elem),
        Type::Paren(paren) => return name(&paren.elem),
        Type::Path(path) if path.qself.is_none() => &path.path,
        _ => return None,
    };
    let segment = path.segments.last().filter(|_| path.segments.len() == 1 && path.leading_colon.is_none())?;
    match &segment.arguments {
        PathArguments::None => Some((segment.ident.to_string(), None)),
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(argument)) if arguments.args.len() == 1 => {
                Some((segment.ident.to_string(), Some(argument)))
            }
            _ => None,
        },
        PathArguments::Parenthesized(_) => None,
    }
}
