//! The rules on what is inside of a field that could not be read as a whole.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;

use super::memories::Memories;
use super::target::{Phase, SelfValue, Target};
use super::{limits, normalize, placed, spot};
use crate::attr::{Inside, Item, Normal};
use crate::hygiene::local;
use crate::model::{Field, Model, Variant};
use crate::types::containers::holds_nested;
use crate::types::names;

/// The rules on elements of a field that could not be read as a whole. Nested rules have run already.
pub(super) fn elements(
    model: &Model<'_>,
    variant: &Variant<'_>,
    field: &Field<'_>,
    index: usize,
    slots: &[TokenStream],
) -> TokenStream {
    let rank = index as u32;
    let spot = spot::step(model, field).reference();
    let normal = Some(&field.normal).filter(|normal| !normal.skips());
    let is_nested = holds_nested(&field.items);
    let skips = normal.is_none();
    let unread = UnreadField { model, variant, slots, rank: quote!(#rank), spot, normal, is_nested, skips };
    let ty = field.ty;
    unread.of(&|span| quote_spanned!(span=> ::core::marker::PhantomData::<#ty>), Some(ty), &field.items)
}

/// What is inside of a value that could not be read as a whole.
struct UnreadField<'p, 'a> {
    model: &'p Model<'a>,
    variant: &'p Variant<'a>,
    slots: &'p [TokenStream],
    /// The rank of its violations.
    rank: TokenStream,
    /// A reference to the step to it.
    spot: TokenStream,
    /// What puts it in order.
    normal: Option<&'p Normal>,
    /// Whether rules of nested values run in it.
    is_nested: bool,
    /// Whether it stays as it is.
    skips: bool,
}

impl UnreadField<'_, '_> {
    /// The items on what is inside of a type. The marker tells rustc the type. `seen` is the type, if the derive sees it.
    fn of(&self, marker: &dyn Fn(Span) -> TokenStream, seen: Option<&Type>, items: &[Item]) -> TokenStream {
        items
            .iter()
            .map(|item| match item {
                Item::Inside(inside, span, items) => self.inside(marker(*span), seen, *inside, *span, items),
                _ => TokenStream::new(),
            })
            .collect()
    }

    fn inside(
        &self,
        marker: TokenStream,
        seen: Option<&Type>,
        inside: Inside,
        span: Span,
        items: &[Item],
    ) -> TokenStream {
        let (model, krate) = (self.model, self.model.krate(Span::call_site()));
        let element = seen.and_then(|seen| names::element(seen, inside));
        let memories = Memories::default();
        let target = Target {
            model,
            fields: &self.variant.fields,
            subject: local("__item", Span::call_site()),
            ty: element,
            spot: spot::of_elements(&krate, inside, items),
            step: quote!(&#krate::__private::Spot::Here),
            bail: None,
            slots: self.slots,
            self_value: SelfValue::Missing,
            memories: Some(&memories),
            phase: Phase::Synchronous,
        };
        let own: Vec<&Item> = items.iter().filter(|item| !matches!(item, Item::Nested(_))).collect();
        if own.is_empty() {
            return TokenStream::new();
        }
        let rules = target.list(&own);
        let here = quote!(&#krate::__private::Spot::Here);
        let (pass, node, marker_below) = (local("__pass", span), local("__node", span), local("__marker", span));
        let marker_of = |span| placed("__marker", span);
        let normal = self.normal.and_then(|normal| normal.inside(inside));
        let skips = self.skips || normal.is_some_and(Normal::skips);
        let below = UnreadField { rank: quote!(0), spot: here, normal, skips, ..*self }.of(&marker_of, element, items);
        let limits = limits::limits(model, &marker_of, element, items, 0, false);
        let below = match limits.is_empty() {
            true => below,
            false => {
                let (pass, node) = (local("__pass", span), local("__node", span));
                let spot = &target.spot;
                quote_spanned!(span=> if #pass.admits(#node, #spot, &[#(#limits),*]) { #below })
            }
        };
        let (rank, spot) = (&self.rank, &self.spot);
        let (item, walker) = (local("__item", span), local("__walker", span));
        let below = match below.is_empty() {
            true => quote_spanned!(span=> |_, _, _| {}),
            false => quote_spanned!(span=> |#pass, #node, #marker_below| { #below }),
        };
        let krate = model.krate(span);
        let normalize = match skips || inside == Inside::Keys {
            true => TokenStream::new(),
            false => normalize::of_element(model, element, normal, self.is_nested),
        };
        let (method, normalize) = match normalize.is_empty() {
            true => (Ident::new(inside.name(), span), None),
            false => {
                let method = Ident::new(&format!("{}_normal", inside.name()), span);
                (method, Some(quote_spanned!(span=> |#item| { #normalize },)))
            }
        };
        let unread = match inside {
            Inside::Each => quote_spanned!(span=> Elements::unread),
            Inside::Keys => quote_spanned!(span=> Entries::unread_keys),
            Inside::Values => quote_spanned!(span=> Entries::unread_values),
        };
        memories.around(
            model,
            quote_spanned! {span=>
                (&&#krate::#unread(#marker))
                    .#method(#pass, #rank, #spot, #node, #normalize |#item, #walker| { #rules }, #below);
            },
        )
    }
}
