//! Lists, maps, options and pointers of the standard library, by their names, and what is inside of them.

use syn::{GenericArgument, PathArguments, Type};

/// The types directly inside of a container that is known by its name; none of any other type.
pub(super) fn inside(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Group(group) => inside(&group.elem),
        Type::Paren(paren) => inside(&paren.elem),
        Type::Array(array) => vec![&array.elem],
        Type::Slice(slice) => vec![&slice.elem],
        Type::Reference(reference) => vec![&reference.elem],
        Type::Tuple(tuple) => tuple.elems.iter().collect(),
        Type::Path(path) if path.qself.is_none() => {
            let Some(last) = path.path.segments.last() else { return Vec::new() };
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return Vec::new() };
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            // What stands behind them is how a map or set hashes.
            types.take(held(&last.ident.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// How many types of values a container holds.
fn held(name: &str) -> usize {
    match name {
        "Option" | "Patch" | "Box" | "Rc" | "Arc" | "Cow" => 1,
        "Vec" | "VecDeque" | "LinkedList" | "BinaryHeap" | "BTreeSet" | "HashSet" => 1,
        "BTreeMap" | "HashMap" => 2,
        _ => 0,
    }
}
