//! The rules on one value: a field, or each of its elements.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;
use syn::spanned::Spanned as _;

use super::dependencies::{depend_on, mentions_whole};
use super::memories::Memories;
use super::{placed, rule, spot};
use crate::attr::{Condition, Inside, Item};
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
        let looks_inside = items.iter().any(|item| structural(std::slice::from_ref(item)) > 0);
        let may_skip_elements = looks_inside && items.iter().any(|item| holds_rule(item));
        let own_part = if may_skip_elements { Part::OwnOfMany } else { Part::Own };
        let asynchronous = self.asynchronous(items);
        let before = (!asynchronous.is_empty()).then(|| quote!(let __before_own = __walker.mark();));
        let own: TokenStream = items.iter().map(|item| self.item(own_part, item)).collect();
        let inside: TokenStream = items.iter().map(|item| self.item(Part::Inside, item)).collect();
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
    pub(super) fn asynchronous(&self, items: &[&Item]) -> TokenStream {
        if !items.iter().any(|item| item.waits()) {
            return TokenStream::new();
        }
        let target = Target { phase: Phase::Asynchronous, ..self.clone() };
        let rules: TokenStream = items.iter().map(|item| target.item(Part::Own, item)).collect();
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

    /// What an item contributes to a part, followed by the code for `bail`.
    pub(super) fn item(&self, part: Part, item: &Item) -> TokenStream {
        if self.is_unreachable(item) || !part.has(item) {
            return TokenStream::new();
        }
        let written = self.unguarded(part, item);
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

    fn unguarded(&self, part: Part, item: &Item) -> TokenStream {
        let written = match item {
            Item::Rule(call) if !self.runs(call.waits()) => return TokenStream::new(),
            Item::Custom(call) if !self.runs(call.waits) => return TokenStream::new(),
            Item::Rule(call) if part == Part::OwnOfMany => {
                let check = rule::check(self, call);
                quote!(__visit_elements &= !#check.skips_elements();)
            }
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
                let condition = self.holds(*span, condition);
                let items: TokenStream = items.iter().map(|item| self.item(part, item)).collect();
                if items.is_empty() {
                    return items;
                }
                return quote_spanned!(*span=> if #condition { #items });
            }
            Item::Normalize(..)
            | Item::Word(..)
            | Item::Text(..)
            | Item::Context(..)
            | Item::Crate(..)
            | Item::Bound(..) => {
                return TokenStream::new();
            }
        };
        let bail = &self.bail;
        quote!(#written #bail)
    }

    /// A condition as it runs.
    fn holds(&self, span: Span, condition: &Condition) -> TokenStream {
        let walker = local("__walker", span);
        match condition {
            Condition::Holds(condition) => {
                let (condition, krate) = (self.condition(condition), self.model.krate(span));
                quote_spanned!(span=> #krate::__private::Holds::holds(#condition))
            }
            Condition::Submitted => quote_spanned!(span=> #walker.submits()),
            Condition::InGroup(groups) => {
                let is_in = groups.iter().map(|group| {
                    let (span, walker) = (group.span(), local("__walker", group.span()));
                    quote_spanned!(span=> #walker.is_in::<#group>())
                });
                quote_spanned!(span=> #(#is_in)||*)
            }
            Condition::Valid(members) => {
                let places = members.iter().filter_map(|member| spot::of_member(self.model, member));
                let arguments = quote!(&[#(#places),*], &__start, &__end, &__fields);
                quote_spanned!(span=> #walker.are_valid(#arguments))
            }
        }
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

/// The parts of the rules on a value: first its own in written order, then those on what is inside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Own,
    /// Rules that may find so many elements that none is looked at.
    OwnOfMany,
    Inside,
}

impl Part {
    /// Whether some of an item belongs to the part.
    fn has(self, item: &Item) -> bool {
        match item {
            Item::When(_, _, items) => items.iter().any(|item| self.has(item)),
            item => (self == Self::Inside) == (structural(std::slice::from_ref(item)) > 0),
        }
    }
}

fn holds_rule(item: &Item) -> bool {
    match item {
        Item::Rule(call) => !call.waits(),
        Item::When(_, _, items) => items.iter().any(holds_rule),
        _ => false,
    }
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
