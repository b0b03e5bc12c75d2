//! What puts a value in order before its rules run, as `normalize(…)` says.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, ExprLit, Lit, Type};

use super::context::Context;
use super::slots;
use crate::attr::{Inside, Normal, NormalWord};
use crate::model::{Field, Model, Variant};
use crate::types::containers::{self, holds_nested};
use crate::types::names;

/// The method of `Validate` that puts a whole value in order. Nothing where there is nothing to do.
pub(super) fn method(model: &Model<'_>, context: &Context) -> TokenStream {
    let body = body(model);
    if body.is_empty() {
        return body;
    }
    let (context, imports) = (&context.ty, imports(model));
    quote! {
        const NORMALIZES: ::core::primitive::bool = true;

        fn normalize_with(&mut self, __context: &#context) {
            #imports
            #body
        }
    }
}

/// What puts the fields in order that could be read. `__slots` is a reference to all of them.
pub(super) fn of_slots(model: &Model<'_>, variant: &Variant<'_>) -> TokenStream {
    let written = variant.fields.iter().zip(slots::slots(variant)).map(|(field, slot)| {
        let written = of_field(model, field, &|span| {
            let value = crate::hygiene::local("__value", span);
            quote_spanned!(span=> { &mut *#value })
        });
        if written.is_empty() {
            return written;
        }
        quote!(if let ::core::option::Option::Some(__value) = &mut #slot { #written })
    });
    let written: TokenStream = written.collect();
    if written.is_empty() {
        return written;
    }
    let imports = imports(model);
    quote!(#imports #written)
}

/// What puts one item, or one value of a map, in order that was read alone. It is `__item`.
pub(super) fn of_element(
    model: &Model<'_>,
    ty: Option<&Type>,
    normal: Option<&Normal>,
    is_nested: bool,
) -> TokenStream {
    let none = Normal::default();
    let writer = Writer { model, ty, normal: normal.unwrap_or(&none), around: &around(model, is_nested) };
    let written = writer.all(is_nested, &item);
    if written.is_empty() {
        return written;
    }
    let imports = imports(model);
    quote!(#imports #written)
}

/// The words above the type. They are not for what is nested, which has words of its own.
pub(super) fn around<'m>(model: &'m Model<'_>, is_nested: bool) -> Vec<&'m NormalWord> {
    if is_nested { Vec::new() } else { model.normalize.iter().collect() }
}

/// The imports of the probes that may be written for the type.
fn imports(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let text = (!model.normalize.is_empty()).then(|| quote!(NoText as _,));
    let mut fields = model.variants.iter().flat_map(|variant| &variant.fields);
    let nested = fields.any(|field| holds_nested(&field.items)).then(|| quote!(NotNested as _,));
    if text.is_none() && nested.is_none() {
        return TokenStream::new();
    }
    quote! {
        #[allow(unused_imports)]
        use #krate::__private::{#text #nested};
    }
}

fn body(model: &Model<'_>) -> TokenStream {
    if let ([variant], false) = (&model.variants[..], model.is_enum) {
        return variant
            .fields
            .iter()
            .map(|field| {
                of_field(model, field, &|span| {
                    let (whole, member) = (crate::hygiene::local("self", span), &field.member);
                    quote_spanned!(span=> { &mut #whole.#member })
                })
            })
            .collect();
    }
    let arms = model.variants.iter().map(|variant| {
        let (mut bindings, mut written) = (TokenStream::new(), TokenStream::new());
        for field in &variant.fields {
            let binding = &field.binding;
            let of_field = of_field(model, field, &|span| quote_spanned!(span=> { &mut *#binding }));
            if !of_field.is_empty() {
                let member = &field.member;
                bindings.extend(quote!(#member: #binding,));
                written.extend(of_field);
            }
        }
        let ident = &variant.ident;
        if written.is_empty() { written } else { quote!(Self::#ident { #bindings .. } => { #written }) }
    });
    super::match_self(arms.collect())
}

/// What puts one field in order. `place` gives a mutable reference to it.
fn of_field(model: &Model<'_>, field: &Field<'_>, place: &dyn Fn(Span) -> TokenStream) -> TokenStream {
    let is_nested = holds_nested(&field.items);
    let writer = Writer { model, ty: Some(field.ty), normal: &field.normal, around: &around(model, is_nested) };
    writer.all(is_nested, place)
}

/// A reference to an element.
fn item(span: Span) -> TokenStream {
    let item = crate::hygiene::local("__item", span);
    quote_spanned!(span=> { &mut *#item })
}

/// What puts a value and what is inside of it in order.
struct Writer<'w, 'a> {
    model: &'w Model<'a>,
    /// The type, if the derive sees it.
    ty: Option<&'w Type>,
    normal: &'w Normal,
    /// The words above the type.
    around: &'w [&'w NormalWord],
}

impl Writer<'_, '_> {
    /// First what is inside, then the value itself, so that a function on a list sees its elements in order.
    fn all(&self, is_nested: bool, place: &dyn Fn(Span) -> TokenStream) -> TokenStream {
        if self.normal.skips() {
            return TokenStream::new();
        }
        let krate = self.model.krate(Span::call_site());
        let nested = is_nested.then(|| {
            let place = place(Span::mixed_site());
            quote!((&mut #krate::__private::Nested(#place, __context)).normalize();)
        });
        let (inside, own) = (self.inside(place), self.own(place));
        quote!(#nested #inside #own)
    }

    fn inside(&self, place: &dyn Fn(Span) -> TokenStream) -> TokenStream {
        let inside = [(Inside::Each, &self.normal.each), (Inside::Values, &self.normal.values)];
        let written = inside.into_iter().filter_map(|(which, normal)| {
            let normal = normal.as_deref()?;
            let ty = self.ty.and_then(|ty| containers::element(ty, which));
            let element = Writer { ty, normal, ..*self };
            let change = element.all(false, &item);
            if change.is_empty() {
                return None;
            }
            let span = normal.words.first().map_or_else(Span::mixed_site, |word| here(word.span()));
            let (krate, place, item) = (self.model.krate(span), place(span), crate::hygiene::local("__item", span));
            Some(match which {
                Inside::Each => {
                    let is_in_order = match element.only_words() {
                        Some(words) => {
                            let words = words_list(self.model, &words);
                            quote_spanned!(span=> |#item| #krate::__private::are_in_order(#item, #words))
                        }
                        None => quote_spanned!(span=> |_| false),
                    };
                    quote_spanned! {span=>
                        #krate::__private::ChangeItems::change_items(#place, #is_in_order, |#item| { #change });
                    }
                }
                Inside::Values | Inside::Keys => quote_spanned! {span=>
                    #krate::__private::ChangeValues::change_values(#place, |#item| { #change });
                },
            })
        });
        written.collect()
    }

    /// All words, if nothing but built-in words on one text is said.
    fn only_words(&self) -> Option<Vec<&NormalWord>> {
        let own = &self.normal.words;
        let are_plain = self.around.iter().all(|word| word.is_on_text()) && own.iter().all(NormalWord::is_on_text);
        let is_one = !own.is_empty() && self.normal.each.is_none() && self.normal.values.is_none();
        (are_plain && is_one).then(|| self.around.iter().copied().chain(own).collect())
    }

    /// The words on the value itself: those above the type, then its own.
    fn own(&self, place: &dyn Fn(Span) -> TokenStream) -> TokenStream {
        let model = self.model;
        let own = &self.normal.words;
        // Words above the type go to the elements if something is said about those.
        let reaches = self.normal.each.is_none() && self.normal.values.is_none() && may_have_text(self.ty);
        let around: Vec<&NormalWord> = if reaches { self.around.to_vec() } else { Vec::new() };
        let mut written = TokenStream::new();
        // The same words, without the functions, for what `default` gives.
        let mut again = TokenStream::new();
        if let Some(first) = own.iter().find(|word| word.is_on_text()) {
            let span = here(first.span());
            let words: Vec<&NormalWord> = around.iter().copied().chain(own).collect();
            for run in words.chunk_by(|a, b| is_word(model, a) == is_word(model, b)) {
                if is_word(model, run[0]) {
                    written.extend(self.words(span, place, run));
                } else {
                    written.extend(run.iter().map(|word| self.function(word, place)));
                }
            }
            let words: Vec<&NormalWord> = words.into_iter().filter(|word| word.is_on_text()).collect();
            again = self.words(span, place, &words);
            for word in own {
                if let NormalWord::BlankToNone(span) = word {
                    let span = here(*span);
                    let (krate, place) = (model.krate(span), place(span));
                    written.extend(quote_spanned!(span=> #krate::__private::can_be_none(#place);));
                }
            }
        } else {
            if !around.is_empty() {
                written.extend(self.probed(place, &around));
                let words: Vec<&NormalWord> = around.into_iter().filter(|word| word.is_on_text()).collect();
                again = self.probed(place, &words);
            }
            written.extend(own.iter().map(|word| self.function(word, place)));
        }
        written.extend(own.iter().map(|word| self.default(word, place, &again)));
        written
    }

    /// Words on a value that must be text.
    fn words(&self, span: Span, place: &dyn Fn(Span) -> TokenStream, words: &[&NormalWord]) -> TokenStream {
        let (krate, place, words) = (self.model.krate(span), place(span), words_list(self.model, words));
        quote_spanned!(span=> #krate::__private::words(#place, #words);)
    }

    /// Words on a value that may be something else than text, in which case nothing happens.
    fn probed(&self, place: &dyn Fn(Span) -> TokenStream, words: &[&NormalWord]) -> TokenStream {
        let span = Span::mixed_site();
        let (krate, place, words) = (self.model.krate(span), place(span), words_list(self.model, words));
        quote!((&mut #krate::__private::TextProbe(#place)).put_in_order(#words);)
    }

    fn function(&self, word: &NormalWord, place: &dyn Fn(Span) -> TokenStream) -> TokenStream {
        let NormalWord::Function(path) = word else { return TokenStream::new() };
        let span = here(word.span());
        let (krate, place) = (self.model.krate(span), place(span));
        quote_spanned!(span=> #krate::__private::call(#place, #path);)
    }

    fn default(&self, word: &NormalWord, place: &dyn Fn(Span) -> TokenStream, again: &TokenStream) -> TokenStream {
        let NormalWord::Default(span, value) = word else { return TokenStream::new() };
        let span = here(*span);
        let (krate, place) = (self.model.krate(span), place(span));
        let value = match &**value {
            Expr::Lit(ExprLit { lit: Lit::Str(_), .. }) => {
                quote_spanned!(span=> ::core::convert::From::from(#value))
            }
            value => quote!(#value),
        };
        let fill = quote_spanned!(span=> #krate::__private::fill(#place, || #value));
        if again.is_empty() { quote!(#fill;) } else { quote!(if #fill { #again }) }
    }
}

/// Whether the word stands in a list of words. A function of the user does so only above the type, where all is text.
fn is_word(model: &Model<'_>, word: &NormalWord) -> bool {
    word.is_on_text()
        || matches!(word, NormalWord::Function(_)) && model.normalize.iter().any(|above| core::ptr::eq(above, word))
}

/// A reference to the words.
fn words_list(model: &Model<'_>, words: &[&NormalWord]) -> TokenStream {
    let words = words.iter().filter_map(|word| {
        let span = here(word.span());
        let krate = model.krate(span);
        Some(match word {
            NormalWord::Text(word, _) => {
                let variant = Ident::new(word.variant(), span);
                quote_spanned!(span=> #krate::__private::Word::#variant)
            }
            NormalWord::Strip(_, parts) => quote_spanned!(span=> #krate::__private::Word::Strip(&[#(#parts),*])),
            NormalWord::BlankToNone(_) => quote_spanned!(span=> #krate::__private::Word::BlankToNone),
            NormalWord::Function(path) => quote_spanned! {span=>
                #krate::__private::Word::Function(|__text| #krate::__private::call(__text, #path))
            },
            NormalWord::Default(..) | NormalWord::Skip(_) => return None,
        })
    });
    quote!(&[#(#words),*])
}

/// Whether words above the type may have something to do here.
pub(super) fn may_have_text(ty: Option<&Type>) -> bool {
    fn is_text(ty: &Type) -> bool {
        match &containers::inside(ty)[..] {
            [] => containers::name(ty).as_deref() == Some("String"),
            inside => inside.iter().any(|ty| is_text(ty)),
        }
    }
    ty.is_none_or(|ty| (!names::is_leaf(ty) || is_text(ty)) && !containers::is_tuple(ty))
}

/// The place of the user's code, with the names of generated code.
fn here(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}
