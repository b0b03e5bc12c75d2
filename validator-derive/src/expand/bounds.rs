//! The bounds of type parameters that nested values need to be walked and read.
//!
//! Bounds are on the types that are walked: `T` for a `Vec<Option<T>>`, `K::Body`, `Page<T>`. There is none on a type
//! that mentions the user's type itself, because rustc would look for it without end.

use proc_macro2::{Ident, Span, TokenStream};
use syn::visit_mut::VisitMut;
use syn::{Generics, PathArguments, Type, TypeParamBound, WherePredicate, parse_quote};

use crate::attr::{Inside, Item};
use crate::expand::generics;
use crate::model::{Field, Model};
use crate::types::containers;

/// Adds the bounds that the rules need to run.
pub(super) fn to_walk(model: &Model<'_>, context: &Type, generics: &mut Generics) {
    if model.input.generics.type_params().next().is_none() {
        return;
    }
    let krate = model.krate(Span::call_site());
    let walked = Walked::of(model);
    let clause = &mut generics.make_where_clause().predicates;
    clause.extend(by_hand(model, &parse_quote!(#krate::Validate<#context>)));
    for ty in &walked.values {
        clause.push(parse_quote!(#ty: #krate::Validate<#context>));
    }
    for ty in &walked.keys {
        clause.push(parse_quote!(#ty: #krate::MapKey + ::core::cmp::Ord));
    }
}

/// Adds the bounds that the shapes of nested values need.
pub(super) fn to_declare(model: &Model<'_>, generics: &mut Generics) {
    if model.input.generics.type_params().next().is_none() {
        return;
    }
    let krate = model.krate(Span::call_site());
    let clause = &mut generics.make_where_clause().predicates;
    for ty in declared(model) {
        clause.push(parse_quote!(#ty: #krate::declaration::HasShape));
    }
    for ty in given(model) {
        clause.push(parse_quote!(#ty: #krate::__private::schemars::JsonSchema));
    }
}

/// The types that mention type parameters and of which only their own schemas are known, if the type gives its schema to
/// `schemars`.
pub(super) fn given(model: &Model<'_>) -> Vec<Type> {
    let mut given = Vec::new();
    if model.json_schema {
        let declared = declared(model);
        let fields = model.variants.iter().flat_map(|variant| &variant.fields);
        let types = fields.filter(|field| !field.serde.skipped && field.serde.with.is_none()).map(|field| field.ty);
        types.for_each(|ty| give(model, ty, &declared, &mut given));
    }
    given
}

fn give(model: &Model<'_>, ty: &Type, declared: &[Type], given: &mut Vec<Type>) {
    match &containers::inside(ty)[..] {
        [] if is_bound(model, ty) && !declared.contains(ty) && !given.contains(ty) => given.push(ty.clone()),
        inside => inside.iter().for_each(|ty| give(model, ty, declared, given)),
    }
}

/// Whether the type mentions a type parameter, and not the user's type itself.
fn is_bound(model: &Model<'_>, ty: &Type) -> bool {
    let mut parameters = model.input.generics.type_params();
    let itself = [model.input.ident.clone(), Ident::new("Self", Span::call_site())];
    parameters.any(|parameter| generics::mentions(ty, &parameter.ident))
        && !itself.iter().any(|itself| generics::mentions(ty, itself))
}

/// The types of nested values that mention type parameters.
pub(super) fn declared(model: &Model<'_>) -> Vec<Type> {
    Walked::of(model).values
}

/// The further bounds that nested values need to be read field by field.
pub(super) fn to_read(model: &Model<'_>, context: &Type) -> Vec<TokenStream> {
    if model.input.generics.type_params().next().is_none() {
        return Vec::new();
    }
    let krate = model.krate(Span::call_site());
    let inspect = quote!(#krate::decode::Inspect<'__de, #context>);
    let deserialize = quote!(#krate::__private::serde::Deserialize<'__de>);
    let mut by_hand = by_hand(model, &parse_quote!(#inspect));
    by_hand.extend(self::by_hand(model, &parse_quote!(#deserialize)));
    let values = Walked::of(model).values;
    by_hand.iter().map(|bound| quote!(#bound)).chain(values.iter().map(|ty| quote!(#ty: #inspect))).collect()
}

/// The bounds in `bound = "…"` on the type and its fields. This bound takes the place of a `Validate` without a
/// context.
fn by_hand(model: &Model<'_>, ours: &TypeParamBound) -> Vec<WherePredicate> {
    struct Ours<'o>(&'o TypeParamBound);

    impl VisitMut for Ours<'_> {
        fn visit_type_param_bound_mut(&mut self, bound: &mut TypeParamBound) {
            let TypeParamBound::Trait(named) = bound else { return };
            let last = named.path.segments.last();
            if last.is_some_and(|last| last.ident == "Validate" && matches!(last.arguments, PathArguments::None)) {
                *bound = self.0.clone();
            }
        }
    }

    let fields = model.variants.iter().flat_map(|variant| &variant.fields).map(|field| &field.bound);
    let mut bounds: Vec<WherePredicate> = fields.chain([&model.bound]).flatten().flatten().cloned().collect();
    bounds.iter_mut().for_each(|bound| Ours(ours).visit_where_predicate_mut(bound));
    bounds
}

/// The types of nested values, and of the keys of maps around them, that mention type parameters.
struct Walked<'m> {
    model: &'m Model<'m>,
    values: Vec<Type>,
    keys: Vec<Type>,
}

impl<'m> Walked<'m> {
    /// Empty where the user gave the bounds.
    fn of(model: &'m Model<'m>) -> Self {
        let mut walked = Self { model, values: Vec::new(), keys: Vec::new() };
        let fields = model.variants.iter().flat_map(|variant| &variant.fields);
        let inferred = |field: &&Field<'_>| model.bound.is_none() && field.bound.is_none();
        for field in fields.filter(inferred).filter(|field| containers::holds_nested(&field.items)) {
            walked.look(field.ty, false, &field.items.iter().collect::<Vec<_>>());
        }
        walked
    }

    fn look(&mut self, ty: &Type, nested: bool, items: &[&Item]) {
        let nested = nested || containers::says_nested(items);
        let below = |which| containers::items_inside(items, which);
        match &containers::inside(ty)[..] {
            [key, value] if containers::is_map(ty) => {
                let keys = below(Inside::Keys);
                self.look(key, false, &keys);
                self.key(key);
                self.look(value, nested, &below(Inside::Values));
            }
            [element] if containers::is_list(ty) => {
                // What is in a set is put in order outside of it, and goes back only with its order or hash.
                if containers::is_set(ty) {
                    self.value(ty);
                }
                self.look(element, nested, &below(Inside::Each));
            }
            [inside] if !containers::is_tuple(ty) => self.look(inside, nested, items),
            _ if nested => self.value(ty),
            _ => self.unknown(ty, items),
        }
    }

    /// A type that may be a list or map by another name.
    fn unknown(&mut self, ty: &Type, items: &[&Item]) {
        let krate = self.model.krate(Span::call_site());
        let insides = [
            (Inside::Each, quote!(Elements), quote!(Item)),
            (Inside::Keys, quote!(Entries), quote!(Key)),
            (Inside::Values, quote!(Entries), quote!(Value)),
        ];
        for (which, container, inside) in insides {
            let items = containers::items_inside(items, which);
            if containers::holds_nested(items.iter().copied()) {
                self.look(&parse_quote!(<#ty as #krate::#container>::#inside), false, &items);
            }
        }
    }

    fn value(&mut self, ty: &Type) {
        if is_bound(self.model, ty) && !self.values.contains(ty) {
            self.values.push(ty.clone());
        }
    }

    fn key(&mut self, ty: &Type) {
        if is_bound(self.model, ty) && !self.keys.contains(ty) {
            self.keys.push(ty.clone());
        }
    }
}
