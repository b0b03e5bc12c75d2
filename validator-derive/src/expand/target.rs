//! The rules on one value: a field, or each of its elements.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;

use super::dependencies::{depend_on, mentions_whole};
use super::memories::Memories;
use super::{placed, rule, spot};
use crate::attr::{Inside, Item};
use crate::hygiene::local;
use crate::mention;
use crate::model::{Field, Model};
use crate::types::names;

/// The value that the items of one field, or of each of its elements, are about.
#[derive(Clone)]
pub(super) struct Target<'t, 'a> {
    pub(super) model: &'t Model<'a>,
    /// The fields that `self.…` can mean here.
    pub(super) fields: &'t [Field<'a>],
    /// A reference to what is checked.
    pub(super) subject: Ident,
    /// Its type, if it is visible.
    pub(super) ty: Option<&'t Type>,
    /// A reference to where violations go.
    pub(super) spot: TokenStream,
    /// A reference to the step of the path to elements and nested values.
    pub(super) step: TokenStream,
    /// The code that leaves the field at its first violation.
    pub(super) bail: Option<TokenStream>,
    /// References to the fields as options, one for each, if some may not have been read. Empty otherwise.
    pub(super) slots: &'t [TokenStream],
    /// What `self` stands for.
    pub(super) self_value: SelfValue,
    /// Below `each`, `keys` and `values`, what rules remember from the first element to the last.
    pub(super) memories: Option<&'t Memories>,
    /// Which of the rules are written.
    pub(super) phase: Phase,
}

/// Which rules run: asynchronous ones run after the others, on values that passed those.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Synchronous,
    Asynchronous,
}

/// What `self` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SelfValue {
    /// The value.
    Present,
    /// The value, unless some fields could not be read.
    Optional,
    /// Nothing, because some fields could not be read.
    Missing,
}

impl SelfValue {
    /// The variable that holds it.
    pub(super) fn variable(self) -> &'static str {
        if self == Self::Present { "self" } else { "__whole" }
    }
}

impl Target<'_, '_> {
    /// The rules on the value itself in written order, then those on what is inside it.
    pub(super) fn items(&self, items: &[Item]) -> TokenStream {
        self.list(&items.iter().collect::<Vec<_>>())
    }

    pub(super) fn list(&self, items: &[&Item]) -> TokenStream {
        let (inside, own): (Vec<&Item>, Vec<&Item>) =
            items.iter().copied().partition(|item| structural(std::slice::from_ref(item)) > 0);
        let may_skip_elements = !inside.is_empty() && own.iter().any(|item| matches!(item, Item::Rule(_)));
        let asynchronous = self.asynchronous(&own);
        let before = (!asynchronous.is_empty()).then(|| quote!(let __before_own = __walker.mark();));
        let own: TokenStream = own
            .iter()
            .map(|item| match item {
                Item::Rule(call) if may_skip_elements && !call.waits() && !self.is_unreachable(item) => {
                    let check = rule::check(self, call);
                    let bail = &self.bail;
                    self.guarded(
                        item,
                        quote! {
                            __visit_elements &= !#check.skips_elements();
                            #bail
                        },
                    )
                }
                item => self.item(item),
            })
            .collect();
        let inside: TokenStream = inside.iter().map(|item| self.item(item)).collect();
        let probe = self.probe(items);
        if may_skip_elements {
            quote! {
                #probe
                #before
                let mut __visit_elements = true;
                #own
                #asynchronous
                if __visit_elements { #inside }
            }
        } else {
            quote!(#probe #before #own #asynchronous #inside)
        }
    }

    /// The asynchronous rules among the items, to run if none of the others has failed since `__before_own`.
    pub(super) fn asynchronous(&self, own: &[&Item]) -> TokenStream {
        if !own.iter().any(|item| item.waits()) {
            return TokenStream::new();
        }
        let target = Target { phase: Phase::Asynchronous, ..self.clone() };
        let rules: TokenStream = own.iter().map(|item| target.item(item)).collect();
        if rules.is_empty() {
            return rules;
        }
        quote!(if !__walker.failed_since(&__before_own) { #rules })
    }

    /// The view through which all rules see the value.
    fn probe(&self, items: &[&Item]) -> TokenStream {
        fn needs_view(item: &Item, has_named_type: bool) -> bool {
            match item {
                Item::Rule(call) => !has_named_type || rule::mentions_self(call) || call.waits(),
                Item::Custom(_) => true,
                Item::When(_, _, items) => items.iter().any(|item| needs_view(item, has_named_type)),
                _ => false,
            }
        }
        if !items.iter().any(|item| needs_view(item, self.has_named_type())) {
            return TokenStream::new();
        }
        let (krate, subject) = (self.model.krate(Span::call_site()), &self.subject);
        let subject = match self.has_named_type() {
            true => quote!(#subject),
            false => quote!(&(&#krate::__private::Probe(#subject)).subject()),
        };
        quote! {
            let __subject = #subject;
            let __value = #krate::__private::value(__subject);
        }
    }

    /// An argument as it runs, with variables in place of `self`.
    pub(super) fn bind(&self, tokens: TokenStream) -> TokenStream {
        mention::bind(tokens, self.fields, self.self_value.variable())
    }

    /// Whether the name of its type tells that rules can look at it.
    pub(super) fn has_named_type(&self) -> bool {
        self.ty.is_some_and(names::is_subject)
    }

    /// One item, followed by the code for `bail`.
    pub(super) fn item(&self, item: &Item) -> TokenStream {
        if self.is_unreachable(item) {
            return TokenStream::new();
        }
        let written = self.unguarded(item);
        if written.is_empty() { written } else { self.guarded(item, written) }
    }

    /// Whether the item cannot run because it mentions the whole struct, and some fields could not be read.
    fn is_unreachable(&self, item: &Item) -> bool {
        !self.slots.is_empty() && self.self_value == SelfValue::Missing && mentions_whole(item, self.fields)
    }

    /// The code of an item, to run only if the fields that the item mentions have been read.
    fn guarded(&self, item: &Item, written: TokenStream) -> TokenStream {
        if self.slots.is_empty() {
            return written;
        }
        let written = if mentions_whole(item, self.fields) {
            let whole = local(self.self_value.variable(), Span::call_site());
            quote!(if let ::core::option::Option::Some(#whole) = __optional_whole { #written })
        } else {
            written
        };
        self.fields.iter().zip(self.slots).fold(written, |written, (field, slot)| {
            let binding = &field.binding;
            if *binding == self.subject || !depend_on(std::slice::from_ref(item), &field.name()) {
                return written;
            }
            quote!(if let ::core::option::Option::Some(#binding) = #slot { #written })
        })
    }

    /// Whether a rule runs in this phase.
    fn runs(&self, waits: bool) -> bool {
        (self.phase == Phase::Asynchronous) == waits
    }

    fn unguarded(&self, item: &Item) -> TokenStream {
        let written = match item {
            Item::Rule(call) if !self.runs(call.waits()) => return TokenStream::new(),
            Item::Custom(call) if !self.runs(call.waits) => return TokenStream::new(),
            Item::Rule(call) => {
                let check = rule::check(self, call);
                quote_spanned!(call.span()=> let _ = #check;)
            }
            Item::Custom(call) => self.custom(call),
            // Nested rules have run while the fields were read.
            Item::Nested(_) if self.self_value == SelfValue::Missing => TokenStream::new(),
            Item::Nested(_) | Item::Inside(..) if self.phase == Phase::Asynchronous => return TokenStream::new(),
            Item::Nested(span) => self.nested(*span),
            Item::Inside(inside, span, items) => self.inside(*inside, *span, items),
            Item::When(span, condition, items) => {
                let (condition, krate) = (self.condition(condition), self.model.krate(*span));
                let items: TokenStream = items.iter().map(|item| self.item(item)).collect();
                if items.is_empty() {
                    return items;
                }
                return quote_spanned!(*span=> if #krate::__private::Holds::holds(#condition) { #items });
            }
            Item::Word(..) | Item::Text(..) | Item::Context(..) | Item::Crate(..) | Item::Bound(..) => {
                return TokenStream::new();
            }
        };
        let bail = &self.bail;
        quote!(#written #bail)
    }

    fn nested(&self, span: Span) -> TokenStream {
        let (krate, subject, step) = (self.model.krate(span), self.subject(span), &self.step);
        let (context, walker) = (placed("__context", span), local("__walker", span));
        // Text and numbers cannot derive rules, so their error gives other advice.
        let is_leaf = self.ty.is_some_and(names::is_leaf);
        let validate =
            if is_leaf { quote_spanned!(span=> __private::NestLeaf) } else { quote_spanned!(span=> Validate) };
        quote_spanned!(span=> #krate::#validate::nest(#context, #subject, #walker, #step);)
    }

    fn inside(&self, inside: Inside, span: Span, items: &[Item]) -> TokenStream {
        let krate = self.model.krate(Span::call_site());
        let bail = self.bail.is_some().then(|| {
            quote!(if __walker.failed_since(&__before) {
                return;
            })
        });
        let own = Memories::default();
        let rules = Target {
            model: self.model,
            fields: self.fields,
            subject: local("__item", Span::call_site()),
            ty: self.ty.and_then(|ty| names::element(ty, inside)),
            spot: spot::of_elements(&krate, inside, items),
            step: quote!(&#krate::__private::Spot::Here),
            bail: bail.clone(),
            slots: &[],
            self_value: self.self_value,
            memories: self.memories.or(Some(&own)),
            phase: Phase::Synchronous,
        }
        .items(items);
        let visit = visit(self.model, inside, span, &self.subject(span), &self.step, &quote!(#bail #rules));
        own.around(self.model, visit)
    }

    /// The value as an argument with a span of the user's code.
    pub(super) fn subject(&self, span: Span) -> TokenStream {
        let subject = Ident::new(&self.subject.to_string(), self.subject.span().located_at(span));
        quote_spanned!(span=> { #subject })
    }
}

/// A walk through what is inside of the value, with `rules` on every `__item`.
pub(super) fn visit(
    model: &Model<'_>,
    inside: Inside,
    span: Span,
    subject: &TokenStream,
    step: &TokenStream,
    rules: &TokenStream,
) -> TokenStream {
    let krate = model.krate(span);
    let (item, walker, method) = (local("__item", span), local("__walker", span), Ident::new(inside.name(), span));
    let container = match inside {
        Inside::Each => quote_spanned!(span=> Elements),
        Inside::Keys | Inside::Values => quote_spanned!(span=> Entries),
    };
    quote_spanned!(span=> #krate::#container::#method(#subject, #walker, #step, |#item, #walker| { #rules });)
}

/// How many times the items walk through what is inside the field.
pub(super) fn structural(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| match item {
            Item::Nested(_) | Item::Inside(..) => 1,
            Item::When(_, _, items) => structural(items),
            _ => 0,
        })
        .sum()
}
