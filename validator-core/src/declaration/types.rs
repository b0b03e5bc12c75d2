//! The declared types that a shape refers to, each with a name of its own.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::content::Content;
use super::field::DeclaredField;
use super::shape::Shape;
use super::table::Declaration;

/// Declared types and those that they refer to, directly or through others, in the order in which they are met. Each has
/// a name of its own.
///
/// ```
/// use unprocessable_core::declaration::{Declare, Types};
///
/// fn names<T: Declare>() -> Vec<String> {
///     let mut types = Types::default();
///     types.add(T::declaration());
///     types.iter().map(|(name, _)| name.to_owned()).collect()
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Types {
    types: Vec<(String, &'static Declaration)>,
}

impl Types {
    /// Those that a type refers to, itself included.
    pub(crate) fn of(declaration: &'static Declaration) -> Self {
        let mut types = Self::default();
        types.add(declaration);
        types
    }

    /// Those that a shape refers to.
    pub(crate) fn below(shape: Shape) -> Self {
        let mut types = Self::default();
        types.meet(shape);
        types.follow(0);
        types
    }

    /// Adds a type and those that it refers to, unless they are there. A second type of the same name gets a number
    /// behind it.
    pub fn add(&mut self, declaration: &'static Declaration) {
        let at = self.types.len();
        self.meet_type(declaration);
        self.follow(at);
    }

    fn follow(&mut self, mut at: usize) {
        while let Some((_, declaration)) = self.types.get(at) {
            self.meet_content(declaration.content());
            at += 1;
        }
    }

    /// The types with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'static Declaration)> {
        self.types.iter().map(|(name, declaration)| (&**name, *declaration))
    }

    /// The type of this name.
    pub(crate) fn declaration(&self, name: &str) -> Option<&'static Declaration> {
        self.types.iter().find(|(known, _)| known == name).map(|(_, declaration)| *declaration)
    }

    /// The name of a type that is here.
    #[must_use]
    pub fn name(&self, declaration: &Declaration) -> &str {
        self.types.iter().find(|(_, known)| known.is(declaration)).map_or(declaration.name(), |(name, _)| name)
    }

    fn meet(&mut self, shape: Shape) {
        match shape {
            Shape::Optional(shape)
            | Shape::Patch(shape)
            | Shape::List(shape)
            | Shape::Set(shape)
            | Shape::Array(shape, _) => self.meet(*shape),
            Shape::Tuple(shapes) => shapes.iter().for_each(|shape| self.meet(*shape)),
            Shape::Map { key, value } => {
                self.meet(*key);
                self.meet(*value);
            }
            Shape::Declared(reference) => self.meet_type(reference.declaration()),
            _ => {}
        }
    }

    fn meet_type(&mut self, declaration: &'static Declaration) {
        if !self.types.iter().any(|(_, known)| known.is(declaration)) {
            let name = self.free_name(declaration);
            self.types.push((name, declaration));
        }
    }

    fn meet_content(&mut self, content: Content) {
        match content {
            Content::Fields(fields) | Content::Tuple(fields) => fields.iter().for_each(|field| self.meet_field(field)),
            Content::Newtype(field) => self.meet_field(field),
            Content::Enum(_, variants) => {
                variants.iter().for_each(|variant| self.meet_content(variant.content()));
            }
            Content::From(shape) => self.meet(shape),
            Content::Unit | Content::Unknown => {}
        }
    }

    fn meet_field(&mut self, field: &DeclaredField) {
        self.meet(field.shape());
    }

    /// The name of the type. A second type of the same name gets a number.
    fn free_name(&self, declaration: &Declaration) -> String {
        let name = ascii(&full_name(declaration));
        let is_taken = |name: &str| self.types.iter().any(|(taken, _)| taken == name);
        if !is_taken(&name) {
            return name;
        }
        (2..).map(|number| format!("{name}{number}")).find(|name| !is_taken(name)).unwrap_or(name)
    }
}

/// The name of the type with its parameters: `Page<app::Order>` becomes `Page_Order`.
pub(crate) fn full_name(declaration: &Declaration) -> String {
    let written = declaration.type_name();
    let parameters = written.split_once('<').map_or("", |(_, parameters)| parameters);
    let mut name = declaration.name().to_owned();
    for word in parameters.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
        let word = word.rsplit("::").next().unwrap_or_default();
        // A lifetime is written as `'_`.
        if word.contains(|c| c != '_') {
            name.push('_');
            name.push_str(word);
        }
    }
    name
}

/// A name in ASCII, because a component of OpenAPI has no other letters: `Größe` becomes `Grosse`. A letter that has no
/// like there becomes its number, such as `u6CE8`.
pub(crate) fn ascii(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii() {
            plain.push(letter);
        } else if let Some((like, _)) = LIKE.iter().find(|(_, letters)| letters.contains(letter)) {
            plain.push_str(like);
        } else {
            plain.push_str(&format!("u{:04X}", u32::from(letter)));
        }
    }
    plain
}

/// Letters of Latin scripts, by what stands for them in ASCII.
const LIKE: &[(&str, &str)] = &[
    ("A", "ÀÁÂÃÄÅĀĂĄ"),
    ("AE", "Æ"),
    ("C", "ÇĆĈĊČ"),
    ("D", "ÐĎĐ"),
    ("E", "ÈÉÊËĒĔĖĘĚ"),
    ("G", "ĜĞĠĢ"),
    ("H", "ĤĦ"),
    ("I", "ÌÍÎÏĨĪĬĮİ"),
    ("J", "Ĵ"),
    ("K", "Ķ"),
    ("L", "ĹĻĽŁ"),
    ("N", "ÑŃŅŇ"),
    ("O", "ÒÓÔÕÖØŌŎŐ"),
    ("OE", "Œ"),
    ("R", "ŔŖŘ"),
    ("S", "ŚŜŞŠȘ"),
    ("T", "ŢŤŦȚ"),
    ("TH", "Þ"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲ"),
    ("W", "Ŵ"),
    ("Y", "ÝŶŸ"),
    ("Z", "ŹŻŽ"),
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ðďđ"),
    ("e", "èéêëēĕėęě"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįı"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľł"),
    ("n", "ñńņň"),
    ("o", "òóôõöøōŏő"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűų"),
    ("w", "ŵ"),
    ("y", "ýÿŷ"),
    ("z", "źżž"),
];
