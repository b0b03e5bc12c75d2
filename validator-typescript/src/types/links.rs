//! Which types refer to which, to find those that refer to themselves.

use unprocessable::declaration::{Content, Declaration, DeclaredField, Place, Shape, Tag};

type Links = fn(&'static Declaration) -> Vec<&'static Declaration>;

/// Whether a type refers to another one, perhaps through others.
pub(super) fn reaches(from: &'static Declaration, to: &Declaration, links: Links) -> bool {
    let mut seen = vec![from];
    let mut at = 0;
    while let Some(declaration) = seen.get(at).copied() {
        if declaration.is(to) {
            return true;
        }
        for next in links(declaration) {
            if !seen.iter().any(|known| known.is(next)) {
                seen.push(next);
            }
        }
        at += 1;
    }
    false
}

/// The types that a type mentions.
pub(super) fn mentioned(declaration: &'static Declaration) -> Vec<&'static Declaration> {
    let mut found = Vec::new();
    fields(declaration.content(), &mut |field| in_shape(field.shape(), &mut found));
    if let Content::From(shape) = declaration.content() {
        in_shape(shape, &mut found);
    }
    found
}

/// The types that a type is made of, neither as properties nor as items. The compiler of TypeScript refuses one that is
/// made of itself.
pub(super) fn made_of(declaration: &'static Declaration) -> Vec<&'static Declaration> {
    let mut found = Vec::new();
    made_of_content(declaration.content(), &mut found);
    found
}

fn made_of_content(content: Content, found: &mut Vec<&'static Declaration>) {
    let mut add = |shape: Shape| {
        if let Shape::Declared(reference) = shape.required() {
            found.push(reference.declaration());
        }
    };
    match content {
        Content::Newtype(field) => add(field.shape()),
        Content::From(shape) => add(shape),
        Content::Fields(fields) => {
            fields.iter().filter(|field| field.place() == Place::Flattened).for_each(|field| add(field.shape()));
        }
        Content::Enum(Tag::Internal(_) | Tag::Untagged, variants) => {
            variants.iter().for_each(|variant| made_of_content(variant.content(), found));
        }
        _ => {}
    }
}

/// The declared types in a shape.
pub(super) fn in_shape(shape: Shape, found: &mut Vec<&'static Declaration>) {
    match shape {
        Shape::Optional(shape)
        | Shape::Patch(shape)
        | Shape::List(shape)
        | Shape::Set(shape)
        | Shape::Array(shape, _) => in_shape(*shape, found),
        Shape::Tuple(shapes) => shapes.iter().for_each(|shape| in_shape(*shape, found)),
        Shape::Map { key, value } => {
            in_shape(*key, found);
            in_shape(*value, found);
        }
        Shape::Declared(reference) => found.push(reference.declaration()),
        _ => {}
    }
}

/// The fields of a struct, or of all variants of an enum.
fn fields(content: Content, each: &mut impl FnMut(&'static DeclaredField)) {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().for_each(each),
        Content::Newtype(field) => each(field),
        Content::Enum(_, variants) => variants.iter().for_each(|variant| fields(variant.content(), each)),
        _ => {}
    }
}
