//! The upper bounds on the number of elements, for lists and maps that cannot be read.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Type;

use super::{request_conditions, rule};
use crate::attr::{Item, RuleCall};
use crate::catalogue::{Class, Literals};
use crate::model::{Field, Model};
use crate::types::names;

/// The bounds of the rules on a value, one expression for each rule that may have one. `marker` tells rustc the type.
/// `ty` is the type, if the derive sees it.
pub(super) fn limits(
    model: &Model<'_>,
    marker: &dyn Fn(Span) -> TokenStream,
    ty: Option<&Type>,
    items: &[Item],
    field: u32,
    bail: bool,
) -> Vec<TokenStream> {
    if !may_be_list(ty) {
        return Vec::new();
    }
    let one = |call: &RuleCall| {
        let span = call.span();
        let (krate, runner) = (model.krate(span), rule::runner(model, ty, span));
        let (rule, marker) = (rule::constant(model, call), marker(span));
        quote_spanned! {span=>
            #runner::limit(&(&#krate::__private::TypeProbe::of(#marker)).seen(), const { &#rule }, #field, #bail)
        }
    };
    let mut limits = Vec::new();
    for item in items {
        match item {
            Item::Rule(call) if may_bound(call) => limits.push(one(call)),
            Item::When(_, condition, items) => {
                let Some(holds) = request_conditions::of_pass(condition) else { continue };
                let inside = self::limits(model, marker, ty, items, field, bail);
                limits.extend(
                    inside.iter().map(|limit| quote!(if #holds { #limit } else { ::core::option::Option::None })),
                );
            }
            _ => {}
        }
    }
    limits
}

/// Whether a field may have such bounds.
pub(super) fn may_have(field: &Field<'_>) -> bool {
    !field.items.is_empty() && may_be_list(Some(field.ty))
}

/// Whether the type is a list or a map. A type whose name says nothing may be an alias of one.
fn may_be_list(ty: Option<&Type>) -> bool {
    ty.is_none_or(|ty| names::runner(ty).is_some() || !names::is_leaf(ty))
}

/// The imports of the probes.
pub(super) fn imports(krate: &TokenStream) -> TokenStream {
    quote!(use #krate::__private::{SeenInside as _, SeenOpaque as _};)
}

/// The pass, which knows the bounds of the fields.
pub(super) fn pass(limits: &[TokenStream]) -> TokenStream {
    if limits.is_empty() { quote!(__pass) } else { quote!(__pass.limited(&[#(#limits),*])) }
}

/// Whether a rule may have such a bound, which is known while the crate is built.
fn may_bound(call: &RuleCall) -> bool {
    let counts = || {
        let Some(facts) = call.facts else { return true };
        facts.fits.iter().any(|fit| fit.literals == Literals::Integers && fit.classes.contains(&Class::List))
    };
    !call.waits() && !call.arguments.is_empty() && counts() && !rule::mentions_self(call)
}
