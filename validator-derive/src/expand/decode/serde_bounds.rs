//! The bounds of the impl of `Inspect`: what serde must be able to read.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Lifetime, Type};

use super::field_readers;
use crate::expand::decode;
use crate::expand::slots;
use crate::model::{Field, Model};
use crate::serde_attrs::Fallback;
use crate::types::containers;

/// The bounds that let serde read the type and its fields. The name of a type does not tell whether serde can read it:
/// an `Arc<String>` needs serde's feature `rc`, and a `String` may be the user's own. Because the bounds contain a
/// lifetime of the impl, rustc does not check them where the impl is written. So a type that serde cannot read just
/// does not implement `Inspect`.
///
/// rustc cannot choose between bounds that differ only in lifetimes, so such types get none. A bound that the user
/// gives to serde replaces the others.
pub(super) fn bounds(model: &Model<'_>, context: &Type) -> Vec<TokenStream> {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let lifetimes: Vec<_> = model.input.generics.lifetimes().map(|parameter| parameter.lifetime.clone()).collect();
    let (_, type_generics, _) = model.input.generics.split_for_impl();
    // If serde reads all fields as wholes, one bound stands for all of them.
    let mut types: Vec<&Type> = Vec::new();
    let mut wholes: Vec<Vec<&Type>> = Vec::new();
    for variant in model.read_variants().filter(|_| decode::is_read_by_field(model)) {
        let (flat, named) = slots::order(variant);
        let leaves = field_readers::plain_types(model, variant, &named);
        let others = if leaves.is_some() { flat } else { (0..variant.fields.len()).collect() };
        one_by_one(model, others.iter().map(|index| &variant.fields[*index]), &mut types);
        wholes.extend(leaves.filter(|types| !types.is_empty() && !wholes.contains(types)));
    }
    let mut bounds: Vec<TokenStream> = lifetimes.iter().map(|lifetime| quote!('__de: #lifetime)).collect();
    if types.iter().any(|ty| holds_static(ty)) {
        bounds.push(quote!('__de: 'static));
    }
    // A struct is read field by field, so serde need not read it as a whole.
    if model.is_enum || !decode::is_read_by_field(model) {
        bounds.push(quote!(#ident #type_generics: #krate::__private::serde::Deserialize<'__de>));
    }
    let erased: Vec<Type> = types.iter().map(|ty| without_lifetimes(ty)).collect();
    for (ty, erased_type) in types.iter().zip(&erased) {
        if erased.iter().filter(|other| *other == erased_type).count() == 1 {
            bounds.push(quote!(#ty: #krate::__private::serde::Deserialize<'__de>));
        }
    }
    bounds.extend(wholes.iter().map(|types| quote!((#(#types,)*): #krate::__private::PlainTypes<'__de>)));
    bounds.extend(model.serde.bounds.iter().map(ToTokens::to_token_stream));
    bounds.extend(defaults(model));
    bounds.extend(crate::expand::bounds::to_read(model, context));
    bounds
}

/// Adds the types of those fields that serde reads.
fn one_by_one<'f, 'a: 'f>(model: &Model<'_>, fields: impl Iterator<Item = &'f Field<'a>>, types: &mut Vec<&'f Type>) {
    for field in fields {
        let by_serde = !field.serde.skipped && field.serde.with.is_none();
        let by_hand = model.serde.bound_by_hand || field.serde.bound_by_hand;
        if by_serde && !(by_hand && crate::expand::is_generic(model, field.ty)) && !types.contains(&field.ty) {
            types.push(field.ty);
        }
    }
}

/// Whether the type contains a `'static` reference, which can only be read from a `'static` document. rustc does not
/// infer that from the bound on the type as a whole, for example for the keys of a map.
fn holds_static(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) if reference.lifetime.as_ref().is_some_and(|named| named.ident == "static") => true,
        ty => containers::inside(ty).into_iter().any(holds_static),
    }
}

fn without_lifetimes(ty: &Type) -> Type {
    struct Erased;

    impl VisitMut for Erased {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            *lifetime = Lifetime::new("'_", lifetime.span());
        }
    }

    let mut ty = ty.clone();
    Erased.visit_type_mut(&mut ty);
    ty
}

/// The `Default` bounds of fields with a default whose types mention a parameter, as serde has them.
fn defaults(model: &Model<'_>) -> Vec<TokenStream> {
    if model.serde.opaque || model.serde.bound_by_hand || model.input.generics.type_params().next().is_none() {
        return Vec::new();
    }
    let fields = model.read_variants().flat_map(|variant| &variant.fields);
    let fields = fields.filter(|field| matches!(field.serde.default, Fallback::Default) && !field.serde.bound_by_hand);
    let fields = fields.map(|field| field.ty).filter(|ty| crate::expand::is_generic(model, ty));
    let whole = matches!(model.serde.default, Fallback::Default).then(|| quote!(Self: ::core::default::Default));
    whole.into_iter().chain(fields.map(|ty| quote!(#ty: ::core::default::Default))).collect()
}
