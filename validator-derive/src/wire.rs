//! Names on the wire, as serde's own reading of `#[serde(…)]` has them. Nothing else here knows serde.

use proc_macro2::Span;
use serde_derive_internals::ast::{Container, Data, Field, Style};
use serde_derive_internals::attr::TagType;
use serde_derive_internals::{Ctxt, Derive};
use syn::{DeriveInput, Ident};

/// How a struct, or one variant of an enum, stands on the wire.
pub(crate) struct Shape {
    /// The variant's name on the wire.
    pub(crate) name: String,
    /// The key around the variant's fields: its name, the name of the content, or none.
    pub(crate) around: Option<String>,
    /// One for each field.
    pub(crate) fields: Vec<Place>,
}

/// Where a field stands on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Under its name.
    Name(String),
    /// At its position in a list.
    Position(usize),
    /// Where the struct itself stands: a newtype.
    Same,
    /// Its own fields among those of the struct; its name is only what to call it.
    Flat(String),
}

/// The shapes of a struct (one) or an enum (one a variant); `None` for a union.
pub(crate) fn shapes(input: &DeriveInput) -> Option<Vec<Shape>> {
    // serde's derive reports serde's mistakes.
    let context = Ctxt::new();
    let container =
        Container::from_ast(&context, input, Derive::Deserialize, &Ident::new("__private", Span::call_site()));
    let _ = context.check();
    let container = container?;
    Some(match &container.data {
        Data::Struct(style, fields) => {
            let newtype = matches!(style, Style::Newtype) || container.attrs.transparent();
            vec![Shape { name: String::new(), around: None, fields: places(*style, newtype, fields) }]
        }
        Data::Enum(variants) => variants
            .iter()
            .map(|variant| {
                let name = variant.attrs.name().deserialize_name().value.clone();
                let newtype = matches!(variant.style, Style::Newtype);
                let around = match container.attrs.tag() {
                    _ if variant.attrs.untagged() => None,
                    TagType::External => Some(name.clone()),
                    TagType::Adjacent { content, .. } => Some(content.clone()),
                    TagType::Internal { .. } | TagType::None => None,
                };
                Shape { name, around, fields: places(variant.style, newtype, &variant.fields) }
            })
            .collect(),
    })
}

fn places(style: Style, newtype: bool, fields: &[Field<'_>]) -> Vec<Place> {
    let mut position = 0;
    fields
        .iter()
        .map(|field| {
            let name = || field.attrs.name().deserialize_name().value.clone();
            let skipped = field.attrs.skip_deserializing();
            match style {
                _ if newtype && !skipped => Place::Same,
                Style::Struct if field.attrs.flatten() => Place::Flat(name()),
                Style::Struct => Place::Name(name()),
                // A skipped field of a tuple has no position of its own.
                _ => {
                    let place = Place::Position(position);
                    position += usize::from(!skipped);
                    place
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn names(input: DeriveInput) -> Vec<Place> {
        shapes(&input).unwrap().into_iter().flat_map(|shape| shape.fields).collect()
    }

    fn name(name: &str) -> Place {
        Place::Name(name.into())
    }

    #[test]
    fn the_deserialize_side_names_fields() {
        let places = names(parse_quote! {
            #[serde(rename_all = "camelCase")]
            struct S {
                first_name: u8,
                #[serde(rename(serialize = "out", deserialize = "in"))]
                renamed: u8,
                r#type: u8,
                #[serde(flatten)]
                rest: u8,
                #[serde(alias = "other")]
                aliased_field: u8,
            }
        });
        assert_eq!(
            places,
            [name("firstName"), name("in"), name("type"), Place::Flat("rest".into()), name("aliasedField")]
        );
    }

    #[test]
    fn only_serialize_renames_do_not_count() {
        let places = names(parse_quote! {
            #[serde(rename_all(serialize = "UPPERCASE"))]
            struct S { a_b: u8 }
        });
        assert_eq!(places, [name("a_b")]);
    }

    #[test]
    fn tuples_count_positions_and_newtypes_have_none() {
        assert_eq!(
            names(parse_quote!(
                struct S(u8, #[serde(skip)] u8, u8);
            )),
            [Place::Position(0), Place::Position(1), Place::Position(1),]
        );
        assert_eq!(
            names(parse_quote!(
                struct S(u8);
            )),
            [Place::Same]
        );
        assert_eq!(
            names(parse_quote!(
                #[serde(transparent)]
                struct S {
                    a: u8,
                    #[serde(skip)]
                    b: u8,
                }
            )),
            [Place::Same, name("b")]
        );
    }

    #[test]
    fn tags_decide_what_is_around_a_variant() {
        let around = |input: DeriveInput| shapes(&input).unwrap().remove(0).around;
        assert_eq!(
            around(parse_quote!(
                #[serde(rename_all = "kebab-case")]
                enum E {
                    BigOne { a: u8 },
                }
            ))
            .as_deref(),
            Some("big-one")
        );
        assert_eq!(
            around(parse_quote!(
                #[serde(tag = "t")]
                enum E {
                    A { a: u8 },
                }
            )),
            None
        );
        assert_eq!(
            around(parse_quote!(
                #[serde(tag = "t", content = "c")]
                enum E {
                    A { a: u8 },
                }
            ))
            .as_deref(),
            Some("c")
        );
        assert_eq!(
            around(parse_quote!(
                #[serde(untagged)]
                enum E {
                    A { a: u8 },
                }
            )),
            None
        );
        assert_eq!(
            around(parse_quote!(
                enum E {
                    #[serde(untagged)]
                    A { a: u8 },
                }
            )),
            None
        );
    }

    #[test]
    fn rename_all_fields_reaches_variants() {
        let places = names(parse_quote! {
            #[serde(rename_all_fields = "camelCase")]
            enum E { A { first_name: u8 }, #[serde(rename_all = "UPPERCASE")] B { last_name: u8 } }
        });
        assert_eq!(places, [name("firstName"), name("LAST_NAME")]);
    }
}
