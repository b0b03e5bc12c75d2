//! The shapes of the types of fields.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned as _;
use syn::{GenericParam, Type, TypeParam, TypeParamBound, WherePredicate, parse_quote};

use crate::expand::{bounds, generics};
use crate::model::Model;
use crate::types::{containers, names};

/// The shape of a type as a constant.
pub(super) fn shape(model: &Model<'_>, ty: &Type) -> TokenStream {
    // The place alone: variables are found from the tokens of a macro too.
    let span = Span::mixed_site().located_at(ty.span());
    if names::is_leaf(ty) {
        return quote!(<#ty as __declaration::HasShape>::SHAPE);
    }
    // serde reads bytes from text.
    if matches!(ty, Type::Reference(reference) if matches!(*reference.elem, Type::Slice(_))) {
        return quote!(__declaration::Shape::Unknown);
    }
    let nested = |ty: &Type| shape(model, ty);
    match (&containers::inside(ty)[..], ty) {
        ([key, value], ty) if containers::is_map(ty) => {
            let (key, value) = (nested(key), nested(value));
            quote!(__declaration::Shape::Map { key: &#key, value: &#value })
        }
        ([item], Type::Array(array)) => {
            let (item, length) = (nested(item), &array.len);
            quote!(__declaration::Shape::Array(&#item, #length))
        }
        ([item], ty) if containers::is_list(ty) => {
            let item = nested(item);
            match containers::name(ty).as_deref() {
                Some("BTreeSet" | "HashSet") => quote!(__declaration::Shape::Set(&#item)),
                _ => quote!(__declaration::Shape::List(&#item)),
            }
        }
        (items, ty) if !items.is_empty() && containers::is_tuple(ty) => {
            let items = items.iter().map(|item| nested(item));
            quote!(__declaration::Shape::Tuple(&[#(#items),*]))
        }
        ([inside], ty) => match containers::name(ty).as_deref() {
            Some("Option") => {
                let inside = nested(inside);
                quote!(__declaration::Shape::Optional(&#inside))
            }
            Some("Patch") => {
                let inside = nested(inside);
                quote!(__declaration::Shape::Patch(&#inside))
            }
            _ => nested(inside),
        },
        _ if is_itself(model, ty) => quote!(<Self as __declaration::HasShape>::SHAPE),
        _ if is_known_parameter(model, ty) => quote_spanned!(span=> <#ty as __declaration::HasShape>::SHAPE),
        _ if bounds::given(model).contains(ty) => quote_spanned! {span=>
            __declaration::Shape::Unknown.with_own_schema(__declaration::OwnSchema::<#ty>::SCHEMA)
        },
        _ if mentions_parameter(model, ty) => quote!(__declaration::Shape::Unknown),
        _ => {
            let mut shape = quote_spanned! {span=>
                __declaration::Shape::of(
                    __declaration::ShapeOf::<#ty>::SHAPE, __declaration::Ask::<#ty>::ASK
                )
            };
            if model.json_schema {
                let own_schema = quote_spanned!(span=> __declaration::OwnSchema::<#ty>::SCHEMA);
                shape.extend(quote!(.with_own_schema(#own_schema)));
            }
            shape
        }
    }
}

/// Whether the shape of a type, or of something inside it, has to be looked for.
pub(super) fn is_searched(model: &Model<'_>, ty: &Type) -> bool {
    if names::is_leaf(ty) {
        return false;
    }
    match &containers::inside(ty)[..] {
        [] => !mentions_parameter(model, ty),
        inside => inside.iter().any(|ty| is_searched(model, ty)),
    }
}

/// Whether it is the type whose shape is written, so that no bound has to tell its shape.
fn is_itself(model: &Model<'_>, ty: &Type) -> bool {
    let (_, parameters, _) = model.input.generics.split_for_impl();
    let ident = &model.input.ident;
    *ty == parse_quote!(Self) || *ty == parse_quote!(#ident #parameters)
}

/// Whether the impl has a bound that gives the type a shape.
fn is_known_parameter(model: &Model<'_>, ty: &Type) -> bool {
    mentions_parameter(model, ty) && (bounds::declared(model).contains(ty) || has_bound_by_hand(model, ty))
}

/// Whether the user wrote the bound on the type itself: `T: HasShape`.
fn has_bound_by_hand(model: &Model<'_>, ty: &Type) -> bool {
    let is_shape = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(named) => named.path.segments.last().is_some_and(|last| last.ident == "HasShape"),
        _ => false,
    };
    let generics = &model.input.generics;
    let inline = |parameter: &TypeParam| {
        matches!(ty, Type::Path(path) if path.path.is_ident(&parameter.ident)) && parameter.bounds.iter().any(is_shape)
    };
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let below = |predicate: &WherePredicate| match predicate {
        WherePredicate::Type(bound) => bound.bounded_ty == *ty && bound.bounds.iter().any(is_shape),
        _ => false,
    };
    generics.type_params().any(inline) || predicates.into_iter().any(below)
}

fn mentions_parameter(model: &Model<'_>, ty: &Type) -> bool {
    model.input.generics.params.iter().any(|parameter| match parameter {
        GenericParam::Type(parameter) => generics::mentions(ty, &parameter.ident),
        _ => false,
    })
}
