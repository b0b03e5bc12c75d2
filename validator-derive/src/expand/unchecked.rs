//! Types of fields that may have rules of their own that no word reaches: rustc is asked whether they have, by how a
//! method resolves. Types that are known by their names are not asked about.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;
use syn::spanned::Spanned as _;

use crate::attr::{Inside, Item};
use crate::model::Model;
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

/// What a type without any rule says to who asks.
pub(super) fn answer(model: &Model<'_>, has_mistakes: bool) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let fields = model.variants.iter().flat_map(|variant| &variant.fields);
    let has_rules = !model.rules.is_empty() || fields.into_iter().any(|field| !field.items.is_empty());
    let ruled = match has_rules && !has_mistakes {
        false => quote!(#krate::__private::NoRules),
        true if model.context.is_some() => quote!(Self),
        // That it can be validated tells enough.
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
    /// Looks at a type for parts that the items do not reach. `nested` says that everything but the keys of maps is
    /// reached already.
    fn look(&mut self, ty: &'q Type, place: &'static str, nested: bool, items: &[&'q Item]) {
        let nested = nested || containers::says_nested(items);
        match &containers::inside(ty)[..] {
            [] if nested || has_none(ty) || containers::holds_nested(items.iter().copied()) => {}
            [] => self.ask(ty, place),
            [key, value] if containers::is_map(ty) => {
                self.look(key, "key", false, &containers::items_inside(items, Inside::Keys));
                self.look(value, place, nested, &containers::items_inside(items, Inside::Values));
            }
            parts if containers::is_tuple(ty) => parts.iter().for_each(|part| self.look(part, "part", nested, &[])),
            [element] if containers::is_list(ty) => {
                self.look(element, place, nested, &containers::items_inside(items, Inside::Each))
            }
            parts => parts.iter().for_each(|part| self.look(part, place, nested, items)),
        }
    }

    fn ask(&mut self, ty: &Type, place: &'static str) {
        let span = name_of(ty);
        let (krate, method) = (self.model.krate(span), Ident::new(place, span));
        self.written.extend(quote_spanned!(span=> (&#krate::__private::Unchecked::<#ty>::NEW).#method();));
    }
}

/// The place of what a type is called, without the path to it.
fn name_of(ty: &Type) -> Span {
    match ty {
        Type::Group(group) => name_of(&group.elem),
        Type::Paren(paren) => name_of(&paren.elem),
        Type::Path(path) => path.path.segments.last().map_or_else(|| ty.span(), |last| last.ident.span()),
        _ => ty.span(),
    }
}
