//! Reads a type in the second pass: field by field, continuing after each mistake.

pub(super) mod field_readers;
mod field_table;
mod fields;
mod serde_bounds;
mod variants;

use proc_macro2::{Span, TokenStream};
use syn::{GenericParam, Type};

use super::bounds;
use super::context::{Context, variables};
use super::limits;
use super::slots::is_flat;
use crate::attr::Item;
use crate::model::{Field, Model};
use crate::serde_attrs::Tag;

/// The impl of `Inspect`, which holds for types that serde can deserialise.
pub(super) fn inspect(model: &Model<'_>, context: &Context) -> TokenStream {
    let (imports, body, variables) = (imports(model), body(model, &context.ty), variables(model));
    implementation(model, context, &serde_bounds::bounds(model, &context.ty), &quote!(#imports #variables #body))
}

/// An impl that reads nothing, so that rustc reports only the mistakes of the user.
pub(super) fn empty(model: &Model<'_>, context: &Context) -> TokenStream {
    implementation(model, context, &[], &quote!(::core::option::Option::None))
}

fn implementation(model: &Model<'_>, context: &Context, bounds: &[TokenStream], body: &TokenStream) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let (_, type_generics, _) = model.input.generics.split_for_impl();
    let mut generics = context.generics.clone();
    bounds::to_walk(model, &context.ty, &mut generics);
    let lifetime = syn::LifetimeParam::new(syn::Lifetime::new("'__de", Span::call_site()));
    generics.params.insert(0, GenericParam::Lifetime(lifetime));
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let predicates = where_clause.iter().flat_map(|clause| &clause.predicates);
    let context = &context.ty;
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::decode::Inspect<'__de, #context> for #ident #type_generics
        where
            #(#predicates,)*
            #(#bounds,)*
        {
            fn inspect(
                __node: #krate::decode::Node<'_, '__de>,
                __pass: &mut #krate::decode::SecondPass<'_>,
                __context: &#context,
            ) -> ::core::option::Option<Self> {
                #body
            }
        }
    }
}

/// The imports of the traits by which rustc chooses how to read a type whose name does not tell.
fn imports(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let mut fields = model.variants.iter().flat_map(|variant| &variant.fields);
    let elements = fields.clone().any(looks_inside).then(|| {
        quote!(use #krate::__private::{EachItem as _, EachKey as _, EachValue as _, NoItem as _, NoKey as _, NoValue as _};)
    });
    let limits = fields.clone().any(limits::may_have).then(|| limits::imports(&krate));
    let others = fields.any(|field| is_flat(field) || !field_readers::is_leaf(field) || looks_inside(field)).then(|| {
        quote! {
            use #krate::__private::{ReadFlat as _, ReadFlatInspect as _, ReadFlatOption as _, InspectField as _, DeserializeField as _};
            use #krate::__private::{ProbeOption as _, ProbeOpaque as _};
            #elements
        }
    });
    quote!(#limits #others)
}

/// Whether the field has rules on what is inside of it.
fn looks_inside(field: &Field<'_>) -> bool {
    field.items.iter().any(|item| matches!(item, Item::Inside(..)))
}

/// Whether a value is read field by field, and not by serde as a whole.
pub(super) fn is_read_by_field(model: &Model<'_>) -> bool {
    let tagged = matches!(model.serde.tag, Tag::Internal(_) | Tag::Adjacent(..));
    model.is_read_in_part() && model.read_variants().any(|variant| tagged || !variant.is_unit)
}

fn body(model: &Model<'_>, context: &Type) -> TokenStream {
    if !is_read_by_field(model) {
        return quote!(__pass.leaf(__node));
    }
    if !model.is_enum {
        return model
            .variants
            .first()
            .map(|variant| fields::read(model, context, variant, quote!(Self)))
            .unwrap_or_default();
    }
    variants::read(model, context)
}
