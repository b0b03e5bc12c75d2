//! Names in the document, read from `#[serde(…)]` by serde's own parser. No other folder uses that parser.

pub(crate) mod bounds;
#[cfg(test)]
mod tests;

use proc_macro2::Span;
use serde_derive_internals::ast::{Container, Data, Field, Style};
use serde_derive_internals::attr::{Default, Identifier, TagType};
use serde_derive_internals::{Ctxt, Derive};
use syn::{DeriveInput, Ident, WherePredicate};

/// How a type stands in the document.
pub(crate) struct SerdeAttrs {
    /// One for a struct, one for each variant of an enum, none for a union.
    pub(crate) shapes: Vec<Shape>,
    /// How a document tells the variants of an enum apart.
    pub(crate) tag: Tag,
    /// Whether unknown fields are refused.
    pub(crate) closed: bool,
    /// Whether the fields do not tell how the type is read, as with `try_from`.
    pub(crate) opaque: bool,
    /// The type that values are read as first, as with `try_from`.
    pub(crate) source: Option<syn::Type>,
    /// The default that missing fields are taken from.
    pub(crate) default: Fallback,
    /// The bounds in `bound`, with `'__de` for serde's lifetime.
    pub(crate) bounds: Vec<WherePredicate>,
    /// Whether `bound` on the type itself replaces the bounds that serde finds.
    pub(crate) bound_by_hand: bool,
}

/// How a document tells the variants of an enum apart.
#[derive(Clone)]
pub(crate) enum Tag {
    /// By the only key of an object.
    External,
    /// By a field among those of the variant.
    Internal(String),
    /// By a field beside the one that holds the variant.
    Adjacent(String, String),
    /// Not at all.
    None,
}

/// The replacement of a missing value.
#[derive(Clone)]
pub(crate) enum Fallback {
    None,
    Default,
    Function(syn::ExprPath),
}

/// How a struct, or one variant of an enum, stands in the document.
pub(crate) struct Shape {
    /// The variant's name in the document.
    pub(crate) name: String,
    /// All names by which the variant is read, its own first.
    pub(crate) names: Vec<String>,
    /// Whether unknown names are read as this variant.
    pub(crate) is_other: bool,
    /// Whether the variant is never read.
    pub(crate) skipped: bool,
    /// The key around the variant's fields: its name, the name of the content, or none.
    pub(crate) around: Option<String>,
    /// One for each field.
    pub(crate) fields: Vec<SerdeField>,
}

/// How a field stands in the document.
pub(crate) struct SerdeField {
    pub(crate) place: DocumentPlace,
    /// All names by which it is read. None if it is not read by name.
    pub(crate) names: Vec<String>,
    /// Whether it is not read at all.
    pub(crate) skipped: bool,
    pub(crate) default: Fallback,
    /// The function that reads it.
    pub(crate) with: Option<syn::ExprPath>,
    /// Whether `bound` on it replaces the bounds that serde finds.
    pub(crate) bound_by_hand: bool,
}

/// Where a field stands in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DocumentPlace {
    /// Under its name.
    Name(String),
    /// At its position in a list.
    Position(usize),
    /// Where the struct itself stands: a newtype.
    Same,
    /// Its own fields among those of the struct. Its name is only a label.
    Flat(String),
}

/// Reads serde's attributes.
pub(crate) fn read(input: &DeriveInput) -> SerdeAttrs {
    // Mistakes in `#[serde(…)]` are reported by serde's own derive.
    let context = Ctxt::new();
    let private = Ident::new("__private", Span::call_site());
    let container = Container::from_ast(&context, input, Derive::Deserialize, &private);
    let _ = context.check();
    let Some(container) = container else {
        return SerdeAttrs {
            shapes: Vec::new(),
            tag: Tag::External,
            closed: false,
            opaque: true,
            source: None,
            default: Fallback::None,
            bounds: Vec::new(),
            bound_by_hand: false,
        };
    };
    let attrs = &container.attrs;
    let shapes = match &container.data {
        Data::Struct(style, fields) => {
            let fields = fields_of(*style, matches!(style, Style::Newtype), attrs.transparent(), fields);
            vec![Shape {
                name: String::new(),
                names: Vec::new(),
                is_other: false,
                skipped: false,
                around: None,
                fields,
            }]
        }
        Data::Enum(variants) => variants
            .iter()
            .map(|variant| {
                let name = variant.attrs.name().deserialize_name().value.clone();
                let newtype = matches!(variant.style, Style::Newtype);
                let around = match attrs.tag() {
                    _ if variant.attrs.untagged() => None,
                    TagType::External => Some(name.clone()),
                    TagType::Adjacent { content, .. } => Some(content.clone()),
                    TagType::Internal { .. } | TagType::None => None,
                };
                let mut fields = fields_of(variant.style, newtype, false, &variant.fields);
                fields.iter_mut().for_each(|field| field.bound_by_hand |= variant.attrs.de_bound().is_some());
                let aliases = variant.attrs.aliases().iter().map(|alias| alias.value.clone());
                Shape {
                    names: core::iter::once(name.clone()).chain(aliases.filter(|alias| *alias != name)).collect(),
                    name,
                    is_other: variant.attrs.other(),
                    skipped: variant.attrs.skip_deserializing(),
                    around,
                    fields,
                }
            })
            .collect(),
    };
    let odd_variants = match &container.data {
        Data::Struct(..) => false,
        Data::Enum(variants) => variants
            .iter()
            .filter(|variant| !variant.attrs.skip_deserializing())
            .any(|variant| variant.attrs.untagged() || variant.attrs.deserialize_with().is_some()),
    };
    SerdeAttrs {
        shapes,
        tag: match attrs.tag() {
            TagType::External => Tag::External,
            TagType::Internal { tag } => Tag::Internal(tag.clone()),
            TagType::Adjacent { tag, content } => Tag::Adjacent(tag.clone(), content.clone()),
            TagType::None => Tag::None,
        },
        closed: attrs.deny_unknown_fields(),
        opaque: attrs.type_from().is_some()
            || attrs.type_try_from().is_some()
            || attrs.remote().is_some()
            || !matches!(attrs.identifier(), Identifier::No)
            || odd_variants,
        source: attrs.type_from().or_else(|| attrs.type_try_from()).cloned(),
        default: fallback(attrs.default()),
        bounds: bounds::of(&container),
        bound_by_hand: attrs.de_bound().is_some(),
    }
}

/// The fields in their places. serde marks the one field of a transparent struct that is read.
fn fields_of(style: Style, newtype: bool, transparent: bool, fields: &[Field<'_>]) -> Vec<SerdeField> {
    let mut position = 0;
    fields
        .iter()
        .map(|field| {
            let name = || field.attrs.name().deserialize_name().value.clone();
            let skipped = field.attrs.skip_deserializing() || transparent && !field.attrs.transparent();
            let place = match style {
                _ if (newtype || transparent) && !skipped => DocumentPlace::Same,
                Style::Struct if field.attrs.flatten() => DocumentPlace::Flat(name()),
                Style::Struct => DocumentPlace::Name(name()),
                // A skipped field of a tuple has no position of its own.
                _ => {
                    let place = DocumentPlace::Position(position);
                    position += usize::from(!skipped);
                    place
                }
            };
            let named = matches!(place, DocumentPlace::Name(_)) && !skipped;
            let names = field.attrs.aliases().iter().filter(|_| named).map(|name| name.value.clone());
            // serde reads a borrowed `Cow` with a function of its own. The result is the same without it.
            let with = field.attrs.deserialize_with().filter(|path| {
                path.path.segments.first().is_none_or(|first| !first.ident.to_string().starts_with("_serde"))
            });
            SerdeField {
                place,
                names: names.collect(),
                skipped,
                default: fallback(field.attrs.default()),
                with: with.cloned(),
                bound_by_hand: field.attrs.de_bound().is_some(),
            }
        })
        .collect()
}

fn fallback(default: &Default) -> Fallback {
    match default {
        Default::None => Fallback::None,
        Default::Default => Fallback::Default,
        Default::Path(path) => Fallback::Function(path.clone()),
    }
}
