//! Lists, maps, options and pointers of the standard library by their names: what is inside, and which items are about
//! that.

use syn::{GenericArgument, PathArguments, Type};

use crate::attr::{Inside, Item};

/// The types directly inside of a container with one of these names. None for any other type.
pub(crate) fn inside(ty: &Type) -> Vec<&Type> {
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
            // The argument after them is the hasher of a map or set.
            types.take(held(&last.ident.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// The type of what `each` or `values` reach, behind options and pointers.
pub(crate) fn element(ty: &Type, which: Inside) -> Option<&Type> {
    match (&inside(ty)[..], which) {
        ([_, value], Inside::Values) if is_map(ty) => Some(value),
        ([element], Inside::Each) if is_list(ty) => Some(element),
        ([inside], _) if !is_list(ty) && !is_tuple(ty) => element(inside, which),
        _ => None,
    }
}

/// Whether `keys` and `values` reach into the type.
pub(crate) fn is_map(ty: &Type) -> bool {
    name(ty).is_some_and(|name| held(&name) == 2)
}

/// Whether `each` reaches into the type.
pub(crate) fn is_list(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_list(&group.elem),
        Type::Paren(paren) => is_list(&paren.elem),
        Type::Array(_) | Type::Slice(_) => true,
        ty => name(ty).is_some_and(|name| LISTS.contains(&&name[..])),
    }
}

/// Whether it is a list without equal elements, or without an order of its own.
pub(crate) fn is_set(ty: &Type) -> bool {
    name(ty).is_some_and(|name| SETS.contains(&&name[..]))
}

pub(crate) fn is_tuple(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_tuple(&group.elem),
        Type::Paren(paren) => is_tuple(&paren.elem),
        ty => matches!(ty, Type::Tuple(_)),
    }
}

/// The last name of a type's path.
pub(crate) fn name(ty: &Type) -> Option<String> {
    match ty {
        Type::Group(group) => name(&group.elem),
        Type::Paren(paren) => name(&paren.elem),
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

const SETS: [&str; 3] = ["BTreeSet", "HashSet", "BinaryHeap"];

const LISTS: [&str; 6] = ["Vec", "VecDeque", "LinkedList", "BinaryHeap", "BTreeSet", "HashSet"];

/// How many types of values a container holds.
fn held(name: &str) -> usize {
    match name {
        "Option" | "Patch" | "Box" | "Rc" | "Arc" | "Cow" => 1,
        name if LISTS.contains(&name) => 1,
        "BTreeMap" | "HashMap" => 2,
        _ => 0,
    }
}

/// Whether everything inside is walked.
pub(crate) fn says_nested(items: &[&Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Nested(_) => true,
        Item::When(_, _, items) => says_nested(&items.iter().collect::<Vec<_>>()),
        _ => false,
    })
}

/// Whether `nested` stands among the items, or in what they are on: the rules inside of the values run.
pub(crate) fn holds_nested<'i>(items: impl IntoIterator<Item = &'i Item>) -> bool {
    items.into_iter().any(|item| match item {
        Item::Nested(_) => true,
        Item::When(_, _, items) | Item::Inside(_, _, items) => holds_nested(items),
        _ => false,
    })
}

/// The items on what is inside.
pub(crate) fn items_inside<'i>(items: &[&'i Item], which: Inside) -> Vec<&'i Item> {
    let found = items.iter().flat_map(|item| match item {
        Item::Inside(inside, _, items) if *inside == which => items.iter().collect(),
        Item::When(_, _, items) => items_inside(&items.iter().collect::<Vec<_>>(), which),
        _ => Vec::new(),
    });
    found.collect()
}
