//! Names as serde reads them.

use syn::parse_quote;

use super::*;

fn names(input: DeriveInput) -> Vec<DocumentPlace> {
    read(&input).shapes.into_iter().flat_map(|shape| shape.fields).map(|field| field.place).collect()
}

fn name(name: &str) -> DocumentPlace {
    DocumentPlace::Name(name.into())
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
        [name("firstName"), name("in"), name("type"), DocumentPlace::Flat("rest".into()), name("aliasedField")]
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
        [DocumentPlace::Position(0), DocumentPlace::Position(1), DocumentPlace::Position(1),]
    );
    assert_eq!(
        names(parse_quote!(
            struct S(u8);
        )),
        [DocumentPlace::Same]
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
        [DocumentPlace::Same, name("b")]
    );
}

#[test]
fn tags_decide_what_is_around_a_variant() {
    let around = |input: DeriveInput| read(&input).shapes.remove(0).around;
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
