//! Questions to rustc whether fields without `nested` have types with rules. The answer is the method that a call
//! resolves to. Types whose names tell that they have no rules are left out.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;
use syn::spanned::Spanned as _;

use crate::attr::{Inside, Item};
use crate::model::{Field, Model};
use crate::types::containers;
use crate::types::has_none;

/// The questions about all fields of a type, in a closure that is never called.
pub(super) fn questions(model: &Model<'_>) -> TokenStream {
    let fields = model.variants.iter().flat_map(|variant| &variant.fields).filter(|field| field.skip.is_none());
    let mut questions = Questions { model, written: TokenStream::new() };
    for field in fields {
        let items: Vec<&Item> = field.items.iter().collect();
        questions.look(field.ty, "value", false, &items);
    }
    if questions.written.is_empty() {
        return TokenStream::new();
    }
    let (krate, written) = (model.krate(Span::call_site()), questions.written);
    quote! {
        let _ = || {
            use #krate::__private::{NotValidated as _, Validated as _};
            #written
        };
    }
}

/// The answer of this type to such a question about it.
pub(super) fn answer(model: &Model<'_>, has_mistakes: bool) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let fields = model.variants.iter().flat_map(|variant| &variant.fields);
    let says = |field: &Field<'_>| !field.items.is_empty() || !field.normal.is_empty();
    let has_rules = !model.rules.is_empty() || !model.normalize.is_empty() || fields.into_iter().any(says);
    let ruled = match has_rules && !has_mistakes {
        false => quote!(#krate::__private::NoRules),
        true if model.context.is_some() || model.waits => quote!(Self),
        // Its impl of `Validate` is the answer.
        true => return TokenStream::new(),
    };
    let ident = &model.input.ident;
    let (generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics #krate::__private::SaysRules for #ident #type_generics #where_clause {
            type Ruled = #ruled;
        }
    }
}

struct Questions<'q> {
    model: &'q Model<'q>,
    written: TokenStream,
}

impl<'q> Questions<'q> {
    /// Looks for types that the items do not reach. `nested` says that they reach everything except the keys of maps.
    fn look(&mut self, ty: &'q Type, place: &'static str, nested: bool, items: &[&'q Item]) {
        let nested = nested || containers::says_nested(items);
        match &containers::inside(ty)[..] {
            [] if nested || has_none(ty) || containers::holds_nested(items.iter().copied()) => {}
            [] => self.ask(ty, place),
            [key, value] if containers::is_map(ty) => {
                self.look(key, "key", false, &containers::items_inside(items, Inside::Keys));
                self.look(value, place, nested, &containers::items_inside(items, Inside::Values));
            }
            inner if containers::is_tuple(ty) => inner.iter().for_each(|ty| self.look(ty, "part", nested, &[])),
            [element] if containers::is_list(ty) => {
                self.look(element, place, nested, &containers::items_inside(items, Inside::Each))
            }
            inner => inner.iter().for_each(|ty| self.look(ty, place, nested, items)),
        }
    }

    fn ask(&mut self, ty: &Type, place: &'static str) {
        let span = name_of(ty);
        let (krate, method) = (self.model.krate(span), Ident::new(place, span));
        self.written.extend(quote_spanned!(span=> (&#krate::__private::Unchecked::<#ty>::NEW).#method();));
    }
}

/// The span of the last name of a type's path.
fn name_of(ty: &Type) -> Span {
    match ty {
        Type::Group(group) => name_of(&group.elem),
        Type::Paren(paren) => name_of(&paren.elem),
        Type::Path(path) => path.path.segments.last().map_or_else(|| ty.span(), |last| last.ident.span()),
        _ => ty.span(),
    }
}
