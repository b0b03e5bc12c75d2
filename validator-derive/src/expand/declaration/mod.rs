//! The declaration: what the type demands, as a constant.

mod columns;
mod normalize;
mod rules;
mod shape;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use super::decode::field_readers::default;
use super::{bounds, generics};
use crate::hygiene::local;
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::{DocumentPlace, Fallback, Tag};
use columns::{Columns, FieldShape};

/// The impls by which a type says what it demands.
pub(super) fn declaration(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let mut rest = TokenStream::new();
    let name = model.input.ident.to_string();
    let name = name.trim_start_matches("r#");
    let description = documentation(&model.input.attrs);
    if !description.is_empty() {
        rest.extend(quote!(description: #description,));
    }
    if model.serde.closed {
        rest.extend(quote!(closed: true,));
    }
    if model.bail {
        rest.extend(quote!(bail: true,));
    }
    if model.transparent.is_some() {
        rest.extend(quote!(transparent: true,));
    }
    let rules = rules::whole(model);
    if !rules.is_empty() {
        rest.extend(quote!(rules: &[#rules],));
    }
    if let Some(hidden) = hidden(model) {
        rest.extend(quote!(hidden: #hidden,));
    }
    let (content, id) = (whole_content(model), id(model));
    let types = field_types(model);
    let mut probes = types.then(|| quote!(use #krate::declaration::{NoShape as _, NotAsked as _};));
    if model.json_schema {
        probes.get_or_insert_default().extend(quote! {
            #[allow(unused_imports)]
            use #krate::declaration::NoOwnSchema as _;
        });
    }
    let body = quote! {
        use #krate::declaration as __declaration;
        #probes
        const {
            &__declaration::Declaration {
                name: #name,
                type_name: ::core::any::type_name::<Self>,
                id: #id,
                content: #content,
                #rest
                ..__declaration::Declaration::PLAIN
            }
        }
    };
    impls(model, &body)
}

/// Impls that say nothing, so that rustc reports only the mistakes of the user.
pub(super) fn empty(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    impls(model, &quote!(&#krate::declaration::Declaration::PLAIN))
}

fn impls(model: &Model<'_>, body: &TokenStream) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let mut generics = model.input.generics.clone();
    bounds::to_declare(model, &mut generics);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let mut shape = quote!(#krate::declaration::Shape::declared::<Self>());
    if cfg!(feature = "schemars") {
        shape.extend(quote!(.with_subschema(#krate::__private::declared_schema::subschema::<Self>)));
    }
    let json_schema = model.json_schema.then(|| {
        let (schemars, declared) = (quote!(#krate::__private::schemars), quote!(#krate::__private::declared_schema));
        let text = quote!(#krate::__private::Cow<'static, ::core::primitive::str>);
        quote! {
            #[automatically_derived]
            impl #impl_generics #schemars::JsonSchema for #ident #type_generics #where_clause {
                fn schema_name() -> #text {
                    #declared::name::<Self>()
                }

                fn schema_id() -> #text {
                    #declared::id::<Self>()
                }

                fn json_schema(__generator: &mut #schemars::SchemaGenerator) -> #schemars::Schema {
                    #declared::schema::<Self>(__generator)
                }
            }
        }
    });
    quote! {
        #json_schema

        #[automatically_derived]
        impl #impl_generics #krate::declaration::Declare for #ident #type_generics #where_clause {
            fn declaration() -> &'static #krate::declaration::Declaration {
                #body
            }
        }

        #[automatically_derived]
        impl #impl_generics #krate::declaration::HasShape for #ident #type_generics #where_clause {
            const SHAPE: #krate::declaration::Shape = #shape;
        }
    }
}

/// Whether the shape of some field has to be looked for.
fn field_types(model: &Model<'_>) -> bool {
    let fields = model.variants.iter().flat_map(|variant| &variant.fields);
    fields.filter(|field| is_hiding(model) || !field.serde.skipped).any(|field| shape::is_searched(model, field.ty))
        || model.serde.source.as_ref().is_some_and(|source| shape::is_searched(model, source))
}

/// Whether the document does not tell the fields.
fn is_hiding(model: &Model<'_>) -> bool {
    model.serde.source.is_some() || model.serde.opaque
}

/// The fields with rules, if the document does not tell them.
fn hidden(model: &Model<'_>) -> Option<TokenStream> {
    if !is_hiding(model) {
        return None;
    }
    let mut columns = Columns::default();
    for variant in &model.variants {
        for field in &variant.fields {
            let set = rules::of_field(model, &variant.fields, field);
            if !set.is_empty() {
                columns.add(field.name(), FieldShape::of(model, field.ty), set, Vec::new());
            }
        }
    }
    (!columns.is_empty()).then(|| columns.write())
}

/// How the type is written in a document.
fn whole_content(model: &Model<'_>) -> TokenStream {
    if let Some(source) = &model.serde.source {
        let shape = shape::shape(model, source);
        return quote!(__declaration::Content::From(#shape));
    }
    if model.serde.opaque {
        return quote!(__declaration::Content::Unknown);
    }
    if !model.is_enum {
        return model.variants.first().map(|variant| content(model, variant)).unwrap_or_default();
    }
    let tag = match &model.serde.tag {
        Tag::External => quote!(External),
        Tag::Internal(tag) => quote!(Internal(#tag)),
        Tag::Adjacent(tag, content) => quote!(Adjacent { tag: #tag, content: #content }),
        Tag::None => quote!(Untagged),
    };
    let sources = variant_attributes(model);
    let variants = model.variants.iter().zip(sources).filter(|(variant, _)| !variant.skipped);
    let variants = variants.map(|(variant, attributes)| {
        let (names, is_other, content) = (&variant.names, variant.is_other, content(model, variant));
        let description = documentation(attributes);
        quote! {
            __declaration::Variant {
                names: &[#(#names),*], is_other: #is_other, description: #description, content: #content,
            }
        }
    });
    quote!(__declaration::Content::Enum(__declaration::Tag::#tag, &[#(#variants),*]))
}

fn variant_attributes<'m>(model: &'m Model<'_>) -> Vec<&'m [Attribute]> {
    match &model.input.data {
        syn::Data::Enum(data) => data.variants.iter().map(|variant| &variant.attrs[..]).collect(),
        _ => Vec::new(),
    }
}

/// How a struct or variant is written in a document.
fn content(model: &Model<'_>, variant: &Variant<'_>) -> TokenStream {
    if variant.is_unit {
        return quote!(__declaration::Content::Unit);
    }
    let read = || variant.fields.iter().filter(|field| !field.serde.skipped);
    // A newtype variant without a field that is read.
    if variant.is_tuple && variant.fields.len() == 1 && read().next().is_none() {
        return quote!(__declaration::Content::Unit);
    }
    let same = read().find(|field| field.serde.place == DocumentPlace::Same);
    let mut columns = Columns::default();
    match same {
        Some(same) => add(&mut columns, model, variant, same),
        None => read().for_each(|field| add(&mut columns, model, variant, field)),
    }
    let rows = columns.write();
    match (same, variant.is_tuple) {
        (Some(_), _) => quote!(__declaration::Content::Newtype(&#rows[0])),
        (None, true) => quote!(__declaration::Content::Tuple(#rows)),
        (None, false) => quote!(__declaration::Content::Fields(#rows)),
    }
}

/// Adds a field, with what is unusual about it.
fn add(columns: &mut Columns, model: &Model<'_>, variant: &Variant<'_>, field: &Field<'_>) {
    let mut more = Vec::new();
    let name = match &field.serde.place {
        DocumentPlace::Name(name) => name.clone(),
        DocumentPlace::Position(position) => {
            more.push(quote!(__declaration::More::Place(__declaration::Place::Position(#position))));
            position.to_string()
        }
        DocumentPlace::Same => {
            more.push(quote!(__declaration::More::Place(__declaration::Place::Newtype)));
            field.name()
        }
        DocumentPlace::Flat(name) => {
            more.push(quote!(__declaration::More::Place(__declaration::Place::Flattened)));
            name.clone()
        }
    };
    let aliases: Vec<&String> = field.serde.names.iter().filter(|alias| **alias != name).collect();
    if !aliases.is_empty() {
        more.push(quote!(__declaration::More::Aliases(&[#(#aliases),*])));
    }
    if let Some(label) = &field.label {
        more.push(quote!(__declaration::More::Label(#label)));
    }
    let description = documentation(field.attributes);
    if !description.is_empty() {
        more.push(quote!(__declaration::More::Description(#description)));
    }
    let shape = match &field.serde.with {
        Some(_) => {
            more.push(quote!(__declaration::More::With));
            FieldShape::Expression(quote!(__declaration::Shape::Unknown))
        }
        None => FieldShape::of(model, field.ty),
    };
    if let Some(default) = default_value(model, field) {
        more.push(quote!(__declaration::More::Default(#default)));
    }
    columns.add(name, shape, rules::of_field(model, &variant.fields, field), more);
}

/// A function that gives the value of a missing field. serde ignores the default of a flattened field.
fn default_value(model: &Model<'_>, field: &Field<'_>) -> Option<TokenStream> {
    if !matches!(field.serde.place, DocumentPlace::Name(_) | DocumentPlace::Position(_)) {
        return None;
    }
    let (default, ty) = (default(model, field)?, field.ty);
    let base = match (&field.serde.default, &model.serde.default) {
        (Fallback::None, Fallback::Default) => Some(quote!(let __base: Self = ::core::default::Default::default();)),
        (Fallback::None, Fallback::Function(function)) => Some(quote!(let __base: Self = #function();)),
        _ => None,
    };
    if is_hidden(model, field) {
        return Some(quote!(|| ::core::option::Option::None));
    }
    let shown = local("__default", Span::call_site());
    Some(quote! {
        || {
            #[allow(unused_imports)]
            use __declaration::{Hidden as _, Shown as _};
            #base
            let #shown: #ty = #default;
            (&&__declaration::DefaultOf(&#shown)).value()
        }
    })
}

/// A number that tells types of one name apart, by the names in them.
fn id(model: &Model<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for variant in &model.variants {
        variant.ident.hash(&mut hasher);
        variant.fields.iter().for_each(|field| field.member.hash(&mut hasher));
    }
    hasher.finish()
}

/// Whether the default depends on a type parameter, which may have bounds only where serde reads the type.
fn is_hidden(model: &Model<'_>, field: &Field<'_>) -> bool {
    let mut parameters = model.input.generics.type_params();
    let function = match (&field.serde.default, &model.serde.default) {
        (Fallback::Default, _) | (Fallback::None, Fallback::None) => None,
        (Fallback::Function(function), _) => Some(function),
        (Fallback::None, _) => return parameters.next().is_some(),
    };
    parameters.any(|parameter| {
        generics::mentions(field.ty, &parameter.ident)
            || function.is_some_and(|function| generics::mentioned_in_path(function, &parameter.ident))
    })
}

/// The text of doc comments. Their lines keep their ends, and lose the space at their beginning.
fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let lines = lines.filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => Some(line.value()),
            // `#[doc = include_str!("…")]` is known to nobody yet.
            _ => None,
        },
        _ => None,
    });
    let lines: Vec<String> = lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

/// Tokens for `Some` of a text, or `None`.
fn optional(text: Option<impl quote::ToTokens>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}
