//! The type of a struct, of an enum, and of what belongs to a variant.

use unprocessable::declaration::{Content, Declaration, DeclaredField, Place, Shape, Tag, Variant};

use super::docs::comment;
use super::shapes::{Here, may_be_absent, may_lose_digits};
use super::tree::{Choice, Name, Property, Type};
use crate::value::line;

/// How deep flattened structs are followed.
const DEEPEST: usize = 16;
/// How many types the entries of a flattened map can have with the fields beside it, so that it is still worth saying.
const MOST_TYPES: usize = 6;

/// The longest default that a comment says, in bytes.
const LONGEST_DEFAULT: usize = 100;

/// What is said of a value whose digits JavaScript may not keep.
const DIGITS: &str = "JavaScript keeps integers up to 2^53. A larger one loses digits.";

/// What an object is put together from.
#[derive(Default)]
struct Parts {
    properties: Vec<Property>,
    /// The names of fields that a struct around has taken.
    taken: Vec<&'static str>,
    /// The types of entries with other names.
    entries: Vec<Type>,
    /// Types whose properties the object has, too.
    others: Vec<Type>,
}

impl Here<'_> {
    /// The type that a type is written as.
    pub(super) fn declared(self, declaration: &'static Declaration) -> Type {
        self.content(declaration.content())
    }

    fn content(self, content: Content) -> Type {
        match content {
            Content::Fields(fields) => self.object(fields, None),
            Content::Tuple(fields) => self.tuple(fields),
            Content::Newtype(field) => self.shape(field.shape()),
            Content::Unit => Type::NULL,
            Content::From(shape) => self.shape(shape),
            Content::Enum(tag, variants) => self.variants(tag, variants),
            _ => Type::UNKNOWN,
        }
    }

    /// An object with these fields, and with the one that names a variant.
    fn object(self, fields: &'static [DeclaredField], tag: Option<(&'static str, Type)>) -> Type {
        let mut parts = Parts::tagged(tag);
        self.add_fields(&mut parts, fields, 0);
        parts.into_type()
    }

    fn add_fields(self, parts: &mut Parts, fields: &'static [DeclaredField], depth: usize) {
        let is_own = |field: &&DeclaredField| field.place() != Place::Flattened;
        let already = parts.taken.clone();
        parts.taken.extend(fields.iter().filter(is_own).map(|field| field.name()));
        for field in fields {
            if !is_own(&field) {
                self.flatten(parts, field.shape(), false, depth);
            } else if !already.contains(&field.name()) {
                parts.properties.push(self.property(field));
            }
        }
    }

    fn property(self, field: &DeclaredField) -> Property {
        Property {
            docs: comment(field.description(), &notes(field)),
            name: Name::Is(field.name().to_owned()),
            optional: may_be_absent(field),
            value: self.inside().shape(field.shape()),
        }
    }

    /// Adds what stands in an object for a flattened value.
    fn flatten(self, parts: &mut Parts, shape: Shape, is_optional: bool, depth: usize) {
        let is_optional = is_optional || matches!(shape, Shape::Optional(_) | Shape::Patch(_));
        match shape.required() {
            Shape::Null => {}
            Shape::Map { value, .. } => parts.entries.push(self.inside().shape(*value)),
            Shape::Declared(reference) => {
                let declaration = reference.declaration();
                if depth > DEEPEST || self.is_cut(declaration) {
                    parts.entries.push(Type::UNKNOWN);
                    return;
                }
                match declaration.content() {
                    Content::Fields(fields) if !is_optional => self.add_fields(parts, fields, depth + 1),
                    Content::Newtype(field) => self.flatten(parts, field.shape(), is_optional, depth + 1),
                    Content::From(shape) => self.flatten(parts, shape, is_optional, depth + 1),
                    Content::Unit => {}
                    Content::Enum(Tag::External, variants) => {
                        parts.add(Type::one_of(variants.iter().map(|variant| self.entry(variant))), is_optional);
                    }
                    Content::Fields(_) | Content::Enum(..) => parts.add(self.named(reference), is_optional),
                    _ => parts.entries.push(Type::UNKNOWN),
                }
            }
            _ => parts.entries.push(Type::UNKNOWN),
        }
    }

    /// A list. Its last items may be left out if they have defaults.
    fn tuple(self, fields: &'static [DeclaredField]) -> Type {
        let must = fields.iter().rposition(|field| !field.has_default()).map_or(0, |last| last + 1);
        let items = fields.iter().enumerate();
        Type::Tuple(items.map(|(at, field)| (self.inside().shape(field.shape()), at >= must)).collect())
    }

    fn variants(self, tag: Tag, variants: &'static [Variant]) -> Type {
        Type::choice(variants.iter().map(|variant| Choice {
            docs: comment(variant.description(), &[]),
            value: match tag {
                Tag::External => self.external(variant),
                Tag::Internal(tag) => self.internal(tag, variant),
                Tag::Adjacent { tag, content } => self.adjacent(tag, content, variant),
                _ => self.content(variant.content()),
            },
        }))
    }

    fn external(self, variant: &Variant) -> Type {
        match variant.content() {
            // Editors still offer the other names.
            Content::Unit if variant.is_other() => Type::Both(vec![Type::Keyword("string"), Type::Object(Vec::new())]),
            Content::Unit => Type::Literal(variant.name().to_owned()),
            _ => self.entry(variant),
        }
    }

    /// A variant as an entry of an object.
    fn entry(self, variant: &Variant) -> Type {
        Type::Object(vec![plain(variant.name(), self.inside().content(variant.content()))])
    }

    fn internal(self, tag: &'static str, variant: &Variant) -> Type {
        let tag = (tag, name_of(variant));
        match variant.content() {
            Content::Fields(fields) => self.object(fields, Some(tag)),
            Content::Newtype(field) => {
                let mut parts = Parts::tagged(Some(tag.clone()));
                match field.shape().required() {
                    // A struct keeps its name, unless the tag takes one of its fields.
                    Shape::Declared(reference)
                        if matches!(reference.declaration().content(), Content::Fields(_))
                            && !reference.declaration().fields().any(|field| field.name() == tag.0) =>
                    {
                        match self.named(reference) {
                            Type::UNKNOWN => parts.entries.push(Type::UNKNOWN),
                            named => parts.others.push(named),
                        }
                    }
                    shape => self.flatten(&mut parts, shape, false, 0),
                }
                parts.into_type()
            }
            _ => Parts::tagged(Some(tag)).into_type(),
        }
    }

    fn adjacent(self, tag: &'static str, name: &'static str, variant: &Variant) -> Type {
        let content = variant.content();
        let mut property = plain(name, self.inside().content(content));
        property.optional = match content {
            Content::Unit => true,
            Content::Newtype(field) => may_be_absent(field),
            _ => false,
        };
        Type::Object(vec![plain(tag, name_of(variant)), property])
    }
}

impl Parts {
    fn tagged(tag: Option<(&'static str, Type)>) -> Self {
        let mut parts = Self::default();
        if let Some((name, value)) = tag {
            parts.taken.push(name);
            parts.properties.push(plain(name, value));
        }
        parts
    }

    fn add(&mut self, other: Type, is_optional: bool) {
        self.others.push(if is_optional { Type::Generic("Partial", vec![other]) } else { other });
    }

    fn into_type(mut self) -> Type {
        if !self.entries.is_empty() {
            // What TypeScript says of all entries, it says of those with known names, too.
            let known = self.properties.iter().map(|property| property.value.clone());
            let left_out = self.properties.iter().any(|property| property.optional);
            let left_out = left_out.then_some(Type::Keyword("undefined"));
            let all = Type::one_of(self.entries.into_iter().chain(known).chain(left_out));
            let is_short = !matches!(&all, Type::Union(types) if types.len() > MOST_TYPES);
            let value = if is_short && self.others.is_empty() { all } else { Type::UNKNOWN };
            self.properties.push(Property { docs: Vec::new(), name: Name::Any, optional: false, value });
        }
        let mut types = Vec::new();
        if !self.properties.is_empty() || self.others.is_empty() {
            types.push(Type::Object(self.properties));
        }
        types.extend(self.others);
        Type::both(types)
    }
}

fn plain(name: &str, value: Type) -> Property {
    Property { docs: Vec::new(), name: Name::Is(name.to_owned()), optional: false, value }
}

/// The type of the name of a variant.
fn name_of(variant: &Variant) -> Type {
    if variant.is_other() { Type::Keyword("string") } else { Type::Literal(variant.name().to_owned()) }
}

/// What is said of a field below its documentation.
fn notes(field: &DeclaredField) -> Vec<String> {
    let digits = may_lose_digits(field.shape()).then(|| DIGITS.to_owned());
    // What a patch leaves out stays as it is.
    let default = match field.shape() {
        Shape::Patch(_) => None,
        _ => field.default_value(),
    };
    let default = default.map(|default| match line(&default) {
        short if short.len() <= LONGEST_DEFAULT => format!("@default {short}"),
        _ => "It has a default.".to_owned(),
    });
    digits.into_iter().chain(default).collect()
}

/// What is said of a type below its documentation.
pub(super) fn type_notes(declaration: &Declaration) -> Vec<String> {
    let shape = match declaration.content() {
        Content::Newtype(field) => Some(field.shape()),
        Content::From(shape) => Some(shape),
        _ => None,
    };
    shape.filter(|shape| may_lose_digits(*shape)).map(|_| DIGITS.to_owned()).into_iter().collect()
}
