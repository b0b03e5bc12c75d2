//! The keys that the errors of a type can have.

use unprocessable::declaration::{Content, Declaration, DeclaredField, Foreign, Place, Shape, Tag, Types};
use unprocessable::decode::Expected;
use unprocessable::escape_segment;

use super::links::Links;
use super::tree::{Part, Type};
use crate::names::Names;

/// The key of a request or a nested struct as a whole.
const WHOLE: &str = "_";
/// How many keys a type has at most, so that the compiler of TypeScript can list them. Below a value that would have
/// more, any key is one.
const MOST: usize = 2_000;

/// A segment of a key, or all that can stand in place of the last ones.
#[derive(Clone)]
enum Segment {
    Name(String),
    Index,
    /// The name of an entry, and whatever stands behind it.
    Any,
    /// A key of another type.
    Of(&'static Declaration),
}

type Key = Vec<Segment>;

/// The keys of all types of a module. Those of the types inside a type are left to them.
pub(super) struct Keys {
    known: Vec<KeysOf>,
}

struct KeysOf {
    declaration: &'static Declaration,
    keys: Vec<Key>,
    /// With those of the types inside.
    count: usize,
}

impl Keys {
    pub(super) fn of(types: &Types, links: &Links, is_request: impl Fn(&Declaration) -> bool) -> Self {
        let mut keys = Self { known: Vec::new() };
        for (_, declaration) in types.iter() {
            keys.find(links, declaration, &is_request);
        }
        keys
    }

    /// The type of the keys of a type. Nothing for one that has none of its own.
    pub(super) fn keys_of(&self, declaration: &Declaration, names: &Names) -> Option<Type> {
        let known = self.known.iter().find(|known| known.declaration.is(declaration))?;
        let types = known.keys.iter().map(|key| key_type(key, names));
        (!known.keys.is_empty()).then(|| Type::one_of(types))
    }

    /// How many keys a type has. A type refers to one that refers to it only by [`Segment::Any`], so this comes to an end.
    fn find(
        &mut self,
        links: &Links,
        declaration: &'static Declaration,
        is_request: &dyn Fn(&Declaration) -> bool,
    ) -> usize {
        if let Some(known) = self.known.iter().find(|known| known.declaration.is(declaration)) {
            return known.count;
        }
        let mut finder = Finder { links, owner: declaration, keys: Vec::new() };
        let has_rules = declaration.struct_rules().iter().any(|rules| rules.field().is_none());
        // A request can be of the wrong type.
        if is_request(declaration) || has_rules {
            finder.add(&[], [Segment::Name(WHOLE.to_owned())]);
        }
        finder.content(&[], declaration.content());
        finder.fields(&[], declaration.hidden);
        for field in declaration.struct_rules().iter().filter_map(|rules| rules.field()) {
            finder.add(&[], [name(field)]);
        }
        let (mut keys, mut count) = (Vec::new(), 0);
        for mut key in finder.keys {
            if let Some(Segment::Of(inner)) = key.last() {
                match self.find(links, inner, is_request) {
                    0 => continue,
                    more if count + more > MOST => {
                        key.pop();
                        key.push(Segment::Any);
                        count += 1;
                    }
                    more => count += more,
                }
            } else {
                count += 1;
            }
            keys.push(key);
        }
        self.known.push(KeysOf { declaration, keys, count });
        count
    }
}

/// Finds the keys of one type.
struct Finder<'m> {
    links: &'m Links,
    owner: &'static Declaration,
    keys: Vec<Key>,
}

impl Finder<'_> {
    fn add(&mut self, around: &[Segment], more: impl IntoIterator<Item = Segment>) {
        self.keys.push(around.iter().cloned().chain(more).collect());
    }

    fn content(&mut self, around: &[Segment], content: Content) {
        match content {
            Content::Fields(fields) | Content::Tuple(fields) => self.fields(around, fields),
            Content::Newtype(field) => self.value(around, field.shape()),
            Content::From(shape) => self.value(around, shape),
            Content::Unit => {}
            Content::Enum(tag, variants) => {
                match tag {
                    Tag::Internal(tag) => self.add(around, [name(tag)]),
                    Tag::Adjacent { tag, content } => {
                        self.add(around, [name(tag)]);
                        self.add(around, [name(content)]);
                    }
                    _ => {}
                }
                for variant in variants.iter().filter(|variant| !matches!(variant.content(), Content::Unit)) {
                    match tag {
                        Tag::External => self.at(around, name(variant.name()), variant.content()),
                        Tag::Adjacent { content, .. } => {
                            self.content(&with(around, name(content)), variant.content());
                        }
                        _ => self.content(around, variant.content()),
                    }
                }
            }
            _ => self.add(around, [Segment::Any]),
        }
    }

    fn at(&mut self, around: &[Segment], segment: Segment, content: Content) {
        let here = with(around, segment);
        self.add(&here, []);
        self.content(&here, content);
    }

    fn fields(&mut self, around: &[Segment], fields: &[DeclaredField]) {
        for field in fields {
            match field.place() {
                Place::Newtype | Place::Flattened => self.value(around, field.shape()),
                _ => {
                    let here = with(around, name(field.name()));
                    self.add(&here, []);
                    self.value(&here, field.shape());
                }
            }
        }
    }

    /// The keys below a value.
    fn value(&mut self, here: &[Segment], shape: Shape) {
        match shape.required() {
            Shape::List(item) | Shape::Set(item) | Shape::Array(item, _) => {
                let item_here = with(here, Segment::Index);
                self.add(&item_here, []);
                self.value(&item_here, *item);
            }
            Shape::Tuple(items) => {
                for (at, item) in items.iter().enumerate() {
                    let item_here = with(here, Segment::Name(at.to_string()));
                    self.add(&item_here, []);
                    self.value(&item_here, *item);
                }
            }
            Shape::Declared(reference) => {
                let declaration = reference.declaration();
                let is_own = self.links.mentions(declaration, self.owner);
                self.add(here, [if is_own { Segment::Any } else { Segment::Of(declaration) }]);
            }
            Shape::Map { .. } | Shape::Unknown => self.add(here, [Segment::Any]),
            Shape::Foreign(foreign) if has_inside(foreign) => self.add(here, [Segment::Any]),
            _ => {}
        }
    }
}

/// Whether something inside the value can be wrong.
fn has_inside(foreign: Foreign) -> bool {
    use Expected::{Any, Bytes, Enum, List, Map, Object, Tuple};
    matches!(foreign.asked(), Any | Bytes | Enum | List | Map | Object | Tuple(_))
}

fn with(around: &[Segment], segment: Segment) -> Key {
    around.iter().cloned().chain([segment]).collect()
}

fn name(name: &str) -> Segment {
    Segment::Name(escape_segment(name).into_owned())
}

/// The type of a key: text, or a template where it has a segment that is not known.
fn key_type(key: &[Segment], names: &Names) -> Type {
    let mut parts: Vec<Part> = Vec::new();
    for (at, segment) in key.iter().enumerate() {
        let dot = if at == 0 { "" } else { "." };
        let (text, part) = match segment {
            Segment::Name(name) => (format!("{dot}{name}"), None),
            Segment::Index => (dot.to_owned(), Some(Type::Keyword("number"))),
            Segment::Any => (dot.to_owned(), Some(Type::Keyword("string"))),
            Segment::Of(declaration) => (dot.to_owned(), Some(Type::Named(names.named_after(declaration, "Key")))),
        };
        match parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Text(before)) => before.push_str(&text),
            _ => parts.push(Part::Text(text)),
        }
        parts.extend(part.map(Part::Type));
    }
    match parts.pop() {
        // A key that is one name, which may be empty.
        None => Type::Literal(String::new()),
        Some(only) if parts.is_empty() => match only {
            Part::Text(text) => Type::Literal(text),
            // Editors still offer the other keys.
            Part::Type(Type::Keyword("string")) => Type::Both(vec![Type::Keyword("string"), Type::Object(Vec::new())]),
            // The index of a list.
            Part::Type(Type::Keyword(word)) => Type::Template(vec![Part::Type(Type::Keyword(word))]),
            Part::Type(named) => named,
        },
        Some(last) => Type::Template(parts.into_iter().chain([last]).collect()),
    }
}
