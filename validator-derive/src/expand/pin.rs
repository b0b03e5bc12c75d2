//! Constants that make mistakes in arguments show under `cargo check`: those inside of functions are only
//! evaluated when code is generated.
//!
//! The closure is never called. It lets the literals of the rule take the type of the field.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Lifetime, Type};

use super::rule;
use crate::attr::{Argument, Inside, Item, RuleCall};
use crate::model::Model;

pub(super) fn pins(model: &Model<'_>) -> TokenStream {
    let mut pins = TokenStream::new();
    for field in model.variants.iter().flat_map(|variant| &variant.fields) {
        let generic = super::is_generic(model, field.ty);
        let mut ty = field.ty.clone();
        Static.visit_type_mut(&mut ty);
        items(model, &ty, generic, &field.items, &mut Vec::new(), &mut pins);
    }
    pins
}

fn items(model: &Model<'_>, ty: &Type, generic: bool, list: &[Item], around: &mut Vec<Inside>, pins: &mut TokenStream) {
    for item in list {
        match item {
            Item::Rule(call) => pins.extend(pin(model, ty, generic, call, around)),
            Item::Inside(inside, _, list) => {
                around.push(*inside);
                items(model, ty, generic, list, around, pins);
                around.pop();
            }
            Item::When(_, _, list) => items(model, ty, generic, list, around, pins),
            _ => {}
        }
    }
}

fn pin(model: &Model<'_>, ty: &Type, generic: bool, call: &RuleCall, around: &[Inside]) -> TokenStream {
    let krate = &model.krate;
    let span = rule::span(call);
    let message = call.wording.message.as_ref();
    let text = message.map(syn::LitStr::value).unwrap_or_default();
    let placeholders = rule::placeholders(&text);
    if rule::mentions_self(call) || generic || (!can_be_wrong(call) && placeholders.is_empty()) {
        return TokenStream::new();
    }
    let made = rule::construct(model, call, &|value| quote!(#value));
    let placeholders = placeholders.into_iter().map(|name| {
        let mistake = format!(
            "unknown placeholder `{{{name}}}` in `message`; use `{{attribute}}` or the name of an argument of the rule"
        );
        let span = message.map_or(span, syn::LitStr::span);
        quote_spanned!(span=> if !#krate::rules::knows_placeholder(&__rule, #name) { ::core::panic!("{}", #mistake) })
    });
    // Rules of the user's own have no `verify`; their setters may assert.
    let verify = call.path.get_ident().map(|_| quote_spanned!(span=> __rule.verify();));
    let item = format_ident!("__item");
    let mut infer =
        quote_spanned!(span=> #krate::derived::infer(&(&#krate::derived::Probe(#item)).subject(), &__rule););
    for inside in around.iter().rev() {
        let method = match inside {
            Inside::Each => quote!(each),
            Inside::Keys => quote!(keys),
            Inside::Values => quote!(values),
        };
        infer = quote! {
            __walker.#method(#item, const { &#krate::derived::Spot::here() }, |#item, __walker| { #infer });
        };
    }
    quote! {
        const _: () = {
            use #krate::derived::{ProbeOption as _, ProbeWhole as _};
            let __rule = #made;
            let _ = |#item: &#ty, __walker: &mut #krate::derived::Walker<'_>| { #infer };
            #verify
            #(#placeholders)*
        };
    }
}

/// Whether the arguments can contradict each other or the rule, as far as can be seen without knowing it.
fn can_be_wrong(call: &RuleCall) -> bool {
    match call.arguments.as_slice() {
        [] => false,
        [Argument::Flag(_)] => false,
        [Argument::Positional(value)] => !rule::is_harmless(value) && rule::pattern_literal(call).is_none(),
        [Argument::Named(name, value)] => {
            !((name == "min" || name == "max" || name == "equal") && rule::is_harmless(value))
        }
        _ => true,
    }
}

/// A constant can name no lifetime but `'static`.
struct Static;

impl VisitMut for Static {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        *lifetime = Lifetime::new("'static", lifetime.span());
    }

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        reference.lifetime = Some(Lifetime::new("'static", proc_macro2::Span::call_site()));
        syn::visit_mut::visit_type_reference_mut(self, reference);
    }
}
