//! The function with the rules on the fields of a value. It runs for a value that is whole, and for one of which only
//! some fields could be read.
//!
//! A const parameter says which of the two it is. With a function for each, the compiler would check every rule twice.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident};
use syn::{GenericParam, Generics};

use super::context::{Context, variables};
use super::slots::{is_flat, tuple};
use super::{batch, dependencies, field};
use crate::catalogue::MOST_FIELDS;
use crate::model::{Model, Variant};
use crate::types::names;

/// Whether values of the type can be read in part, so that the function is needed.
pub(super) fn are_shared(model: &Model<'_>) -> bool {
    cfg!(feature = "decode") && model.is_read_in_part()
}

/// One function for each variant that has rules.
pub(super) fn functions(model: &Model<'_>, context: &Context) -> TokenStream {
    if !are_shared(model) {
        return TokenStream::new();
    }
    let functions: TokenStream = model.variants.iter().map(|variant| function(model, context, variant)).collect();
    if functions.is_empty() {
        return functions;
    }
    let ident = &model.input.ident;
    let (impl_generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    // An empty clause stands where the derive does, so that rustc does not advise to write one on the type.
    let where_clause = where_clause.map_or_else(|| quote!(where), |clause| quote!(#clause));
    quote! {
        #[automatically_derived]
        impl #impl_generics #ident #type_generics #where_clause {
            #functions
        }
    }
}

/// The function of one variant, if it has rules, for a value that is whole or `partial`.
pub(super) fn path(variant: &Variant<'_>, partial: bool) -> Option<TokenStream> {
    has_rules(variant).then(|| {
        let name = name(variant);
        // Lifetimes of the context are left out.
        quote!(Self::#name::<_, #partial>)
    })
}

/// The call for a whole value, with references to its fields. Nothing where there are no rules.
pub(super) fn call(model: &Model<'_>, variant: &Variant<'_>, field: impl Fn(usize) -> TokenStream) -> TokenStream {
    let Some(path) = path(variant, false) else { return TokenStream::new() };
    let krate = model.krate(Span::call_site());
    let fields = tuple(variant, field);
    let whole = mentions_self(variant).then(|| quote!(, ::core::option::Option::Some(self)));
    quote!(#path(#krate::__private::all(#fields), __context, __walker #whole);)
}

/// Whether rules of the variant mention the value as a whole, which does not exist if some fields could not be read.
pub(super) fn mentions_self(variant: &Variant<'_>) -> bool {
    let items = variant.fields.iter().flat_map(|field| &field.items);
    items.into_iter().any(|item| dependencies::mentions_whole(item, &variant.fields))
}

fn function(model: &Model<'_>, context: &Context, variant: &Variant<'_>) -> TokenStream {
    if !has_rules(variant) {
        return TokenStream::new();
    }
    let body = body(model, variant);
    let krate = model.krate(Span::call_site());
    let name = name(variant);
    let own = &model.input.generics.params;
    let added = context.generics.params.iter().filter(|parameter| !own.iter().any(|own| same(own, parameter)));
    let added: Vec<&GenericParam> = added.collect();
    let mut bounds = Generics::default();
    super::bounds::to_walk(model, &context.ty, &mut bounds);
    bounds.make_where_clause().predicates.extend(context.bound.clone());
    let context = &context.ty;
    let where_clause = bounds.where_clause.filter(|clause| !clause.predicates.is_empty());
    let slots = tuple(variant, |index| match dependencies::is_bound(&variant.fields[index], variant) {
        true => slot(index).into_token_stream(),
        false => quote!(_),
    });
    let types = types(model, variant);
    let whole = mentions_self(variant).then(|| quote!(__optional_whole: ::core::option::Option<&Self>));
    quote! {
        #[inline]
        fn #name<#(#added,)* const __PARTIAL: ::core::primitive::bool>(
            #slots: #types,
            __context: &#context,
            __walker: &mut #krate::__private::Walker<'_>,
            #whole
        ) #where_clause {
            #body
        }
    }
}

/// The type of references to all fields, as options. It has a short form for fields of plain types.
fn types(model: &Model<'_>, variant: &Variant<'_>) -> TokenStream {
    let fields = &variant.fields;
    let are_plain =
        fields.len() <= MOST_FIELDS && fields.iter().all(|field| names::is_leaf(field.ty) && !is_flat(field));
    if are_plain {
        let (krate, types) = (model.krate(Span::call_site()), fields.iter().map(|field| field.ty));
        return quote!(#krate::__private::Refs<'_, (#(#types,)*)>);
    }
    tuple(variant, |index| {
        let ty = fields[index].ty;
        quote!(::core::option::Option<&#ty>)
    })
}

/// Whether the variant has rules. This is cheaper than to write them and look.
pub(super) fn has_rules(variant: &Variant<'_>) -> bool {
    variant.fields.iter().any(|field| !field.items.is_empty())
}

fn body(model: &Model<'_>, variant: &Variant<'_>) -> TokenStream {
    let slots: Vec<TokenStream> = (0..variant.fields.len()).map(|index| slot(index).into_token_stream()).collect();
    let fields = batch::Writer {
        model,
        variant,
        partial: quote!(__PARTIAL),
        slot: &|index| slots[index].clone(),
        other: &|index| field::partial_field(model, variant, &variant.fields[index], index, &slots),
    };
    let fields = fields.write();
    let start = model.bail.then(|| quote!(let __start = __walker.mark();));
    let probes = field::probes(model, &[variant]);
    let variables = variables(model);
    quote! {
        #probes
        #variables
        #start
        #fields
    }
}

/// The variable that holds a field which has rules, or which rules mention.
fn slot(index: usize) -> Ident {
    format_ident!("__slot{index}", span = Span::mixed_site())
}

fn name(variant: &Variant<'_>) -> Ident {
    format_ident!("__rules_on_fields{}", variant.index, span = Span::mixed_site())
}

fn same(a: &GenericParam, b: &GenericParam) -> bool {
    let name = |parameter: &GenericParam| match parameter {
        GenericParam::Lifetime(lifetime) => lifetime.lifetime.to_string(),
        GenericParam::Type(parameter) => parameter.ident.to_string(),
        GenericParam::Const(parameter) => parameter.ident.to_string(),
    };
    name(a) == name(b)
}
