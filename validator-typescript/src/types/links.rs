//! Which types refer to which, to find those that refer to themselves.

use unprocessable::declaration::{Content, Declaration, DeclaredField, Place, Shape, Tag, Types};

/// The types of a module, and which of them lead to which.
pub(super) struct Links {
    types: Vec<&'static Declaration>,
    /// By what they mention.
    mentioned: Vec<Vec<bool>>,
    /// By what they are made of.
    made_of: Vec<Vec<bool>>,
}

impl Links {
    pub(super) fn of(types: &Types) -> Self {
        let types: Vec<&'static Declaration> = types.iter().map(|(_, declaration)| declaration).collect();
        let (mentioned, made_of) = (reached(&types, mentioned), reached(&types, made_of));
        Self { types, mentioned, made_of }
    }

    /// Whether a type mentions another one, perhaps through others. Each type mentions itself.
    pub(super) fn mentions(&self, from: &Declaration, to: &Declaration) -> bool {
        self.leads(&self.mentioned, from, to)
    }

    /// Whether a type is made of another one, neither as properties nor as items. The compiler of TypeScript refuses a
    /// type that is made of itself.
    pub(super) fn is_made_of(&self, from: &Declaration, to: &Declaration) -> bool {
        self.leads(&self.made_of, from, to)
    }

    fn leads(&self, reached: &[Vec<bool>], from: &Declaration, to: &Declaration) -> bool {
        let at = |declaration: &Declaration| self.types.iter().position(|known| known.is(declaration));
        let (Some(from), Some(to)) = (at(from), at(to)) else { return false };
        reached.get(from).and_then(|reached| reached.get(to)).copied().unwrap_or(false)
    }
}

/// Which types each type leads to, itself included.
fn reached(types: &[&'static Declaration], links: fn(&Declaration) -> Vec<&'static Declaration>) -> Vec<Vec<bool>> {
    let at = |declaration: &Declaration| types.iter().position(|known| known.is(declaration));
    let next: Vec<Vec<usize>> =
        types.iter().map(|declaration| links(declaration).into_iter().filter_map(at).collect()).collect();
    let from = |start: usize| {
        let mut reached = vec![false; types.len()];
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                open.extend(&next[at]);
            }
        }
        reached
    };
    (0..types.len()).map(from).collect()
}

/// The types that a type mentions.
fn mentioned(declaration: &Declaration) -> Vec<&'static Declaration> {
    let mut found = Vec::new();
    fields(declaration.content(), &mut |field| in_shape(field.shape(), &mut found));
    if let Content::From(shape) = declaration.content() {
        in_shape(shape, &mut found);
    }
    found
}

fn made_of(declaration: &Declaration) -> Vec<&'static Declaration> {
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
