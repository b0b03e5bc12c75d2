//! The rules of one field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;

use super::{batch, placed, rule, spot};
use crate::attr::{Inside, Item};
use crate::expand::dependencies::{depend_on, mentions_whole};
use crate::expand::memories::Memories;
use crate::hygiene::local;
use crate::mention;
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::DocumentPlace;
use crate::types::names;

/// What the items of one field, or of each of its elements, are about.
pub(super) struct Target<'t, 'a> {
    pub(super) model: &'t Model<'a>,
    /// The fields that `self.…` can mean here.
    pub(super) fields: &'t [Field<'a>],
    /// A reference to what is checked.
    pub(super) subject: Ident,
    /// Its type, where that can be seen.
    pub(super) ty: Option<&'t Type>,
    /// A reference to where violations go.
    pub(super) spot: TokenStream,
    /// A reference to the step on the way to elements and nested values.
    pub(super) step: TokenStream,
    /// What leaves the field at its first violation.
    pub(super) bail: Option<TokenStream>,
    /// Where the fields may not all have been read, references to what was read, as options, one for each field.
    pub(super) slots: &'t [TokenStream],
    /// What `self` stands for.
    pub(super) self_value: SelfValue,
    /// Below `each` and its like, what is kept from the first element to the last.
    pub(super) memories: Option<&'t Memories>,
}

/// The value that the fields are of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SelfValue {
    /// It is there.
    There,
    /// It may be there, or only parts of it.
    Perhaps,
    /// Only parts of it are there.
    Missing,
}

impl SelfValue {
    /// The variable that it is in.
    pub(super) fn variable(self) -> &'static str {
        if self == Self::There { "self" } else { "__whole" }
    }
}

/// All that is written for one field of a value that is whole.
pub(super) fn field(model: &Model<'_>, variant: &Variant<'_>, field: &Field<'_>) -> TokenStream {
    let rules = rules(model, variant, field, &[]);
    let stop = (model.bail && !rules.is_empty()).then(|| {
        quote!(if __walker.failed_since(&__start) {
            return;
        })
    });
    quote!(#rules #stop)
}

/// All that is written for one field of a value of which only parts may be there.
pub(super) fn partial_field(
    model: &Model<'_>,
    variant: &Variant<'_>,
    field: &Field<'_>,
    index: usize,
    slots: &[TokenStream],
) -> TokenStream {
    let rules = rules(model, variant, field, slots);
    if rules.is_empty() {
        return rules;
    }
    let (binding, slot, rank) = (&field.binding, &slots[index], index as u32);
    // Of what is there only in part, the first failing field is found out when all are known.
    let stop = model.bail.then(|| {
        quote!(if !__PARTIAL && __walker.failed_since(&__start) {
            return;
        })
    });
    quote! {
        if let ::core::option::Option::Some(#binding) = #slot {
            if __PARTIAL {
                __walker.rank(#rank);
            }
            #rules
        }
        #stop
    }
}

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
    let parts = Parts { model, variant, slots, rank: quote!(#rank), spot };
    let ty = field.ty;
    parts.of(&|span| quote_spanned!(span=> ::core::marker::PhantomData::<#ty>), Some(ty), &field.items)
}

/// What is inside of a value that could not be read as a whole.
struct Parts<'p, 'a> {
    model: &'p Model<'a>,
    variant: &'p Variant<'a>,
    slots: &'p [TokenStream],
    /// The rank of what is found.
    rank: TokenStream,
    /// A reference to the step to it.
    spot: TokenStream,
}

impl Parts<'_, '_> {
    /// The items on the parts of a type that may be seen, with what says to rustc which it is.
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
        };
        let own: Vec<&Item> = items.iter().filter(|item| !matches!(item, Item::Nested(_))).collect();
        if own.is_empty() {
            return TokenStream::new();
        }
        let rules = target.list(&own);
        let here = quote!(&#krate::__private::Spot::Here);
        let (pass, node, part) = (local("__pass", span), local("__node", span), local("__part", span));
        let below = Parts { rank: quote!(0), spot: here, ..*self }.of(&|span| placed("__part", span), element, items);
        let (rank, spot) = (&self.rank, &self.spot);
        let (item, walker) = (local("__item", span), local("__walker", span));
        let below = match below.is_empty() {
            true => quote_spanned!(span=> |_, _, _| {}),
            false => quote_spanned!(span=> |#pass, #node, #part| { #below }),
        };
        let krate = model.krate(span);
        let parts = match inside {
            Inside::Each => quote_spanned!(span=> Elements::parts),
            Inside::Keys => quote_spanned!(span=> Entries::parts_keys),
            Inside::Values => quote_spanned!(span=> Entries::parts_values),
        };
        let method = Ident::new(inside.name(), span);
        memories.around(
            model,
            quote_spanned! {span=>
                (&&#krate::#parts(#marker))
                    .#method(#pass, #rank, #spot, #node, |#item, #walker| { #rules }, #below);
            },
        )
    }
}

/// How rules see values whose types are not known by their names, where there are any.
pub(super) fn probes(model: &Model<'_>, variants: &[&Variant<'_>]) -> Option<TokenStream> {
    let fields = variants.iter().flat_map(|variant| variant.fields.iter().enumerate());
    let mut others = fields.filter(|(index, field)| !field.items.is_empty() && !batch::fits(model, field, *index));
    let krate = model.krate(Span::call_site());
    others.next().map(|_| quote!(use #krate::__private::{ProbeOption as _, ProbeOpaque as _};))
}

fn rules(model: &Model<'_>, variant: &Variant<'_>, field: &Field<'_>, slots: &[TokenStream]) -> TokenStream {
    if field.items.is_empty() {
        return TokenStream::new();
    }
    let flat = matches!(field.serde.place, DocumentPlace::Flat(_));
    let step = spot::step(model, field).reference();
    let spot = spot::of_rules(model, variant, field).reference();
    let binding = &field.binding;
    let target = Target {
        model,
        fields: &variant.fields,
        subject: binding.clone(),
        ty: Some(field.ty),
        step: if flat { step } else { spot.clone() },
        spot,
        bail: field.bail.then(|| {
            quote!(if __walker.failed_since(&__before) {
                break '__field;
            })
        }),
        slots,
        self_value: if slots.is_empty() { SelfValue::There } else { SelfValue::Perhaps },
        memories: None,
    };
    let rules = target.items(&field.items);
    let twice = structural(&field.items) > 1;
    let watched = field.bail || flat || twice;
    let mark = watched.then(|| quote!(let __before = __walker.mark();));
    // Elements walked twice, or fields among those of the struct, can bring a key back.
    let mark_unordered = (flat || twice).then(|| {
        quote!(if __walker.failed_since(&__before) {
            __walker.mark_unordered();
        })
    });
    let rules = if field.bail { quote!('__field: { #rules }) } else { rules };
    quote! {
        {
            #mark
            #rules
            #mark_unordered
        }
    }
}

/// Whether the variant is one value without a name of its own.
pub(super) fn is_newtype(variant: &Variant<'_>) -> bool {
    variant.fields.iter().any(|field| field.serde.place == DocumentPlace::Same)
}

/// How many times the items walk through what is inside the field.
fn structural(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| match item {
            Item::Nested(_) | Item::Inside(..) => 1,
            Item::When(_, _, items) => structural(items),
            _ => 0,
        })
        .sum()
}

impl Target<'_, '_> {
    /// The rules on the value itself in written order, then what is inside it.
    fn items(&self, items: &[Item]) -> TokenStream {
        self.list(&items.iter().collect::<Vec<_>>())
    }

    fn list(&self, items: &[&Item]) -> TokenStream {
        let (inside, own): (Vec<&Item>, Vec<&Item>) =
            items.iter().copied().partition(|item| structural(std::slice::from_ref(item)) > 0);
        let closable = !inside.is_empty() && own.iter().any(|item| matches!(item, Item::Rule(_)));
        let own: TokenStream = own
            .iter()
            .map(|item| match item {
                Item::Rule(call) if closable && !self.is_out_of_reach(item) => {
                    let check = rule::check(self, call);
                    let bail = &self.bail;
                    self.guarded(
                        item,
                        quote! {
                            __open &= !#check.skips_elements();
                            #bail
                        },
                    )
                }
                item => self.item(item),
            })
            .collect();
        let inside: TokenStream = inside.iter().map(|item| self.item(item)).collect();
        let probe = self.probe(items);
        if closable {
            quote! {
                #probe
                let mut __open = true;
                #own
                if __open { #inside }
            }
        } else {
            quote!(#probe #own #inside)
        }
    }

    /// How rules see the value; made once for all of them.
    fn probe(&self, items: &[&Item]) -> TokenStream {
        fn needs(item: &Item, known: bool) -> bool {
            match item {
                Item::Rule(call) => !known || rule::mentions_self(call),
                Item::Custom(_) => true,
                Item::When(_, _, items) => items.iter().any(|item| needs(item, known)),
                _ => false,
            }
        }
        if !items.iter().any(|item| needs(item, self.has_named_type())) {
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

    /// An argument as it runs: with the variables of fields, and of the whole.
    pub(super) fn bind(&self, tokens: TokenStream) -> TokenStream {
        mention::bind(tokens, self.fields, self.self_value.variable())
    }

    /// Whether rules can look at what is checked without asking what it is.
    pub(super) fn has_named_type(&self) -> bool {
        self.ty.is_some_and(names::is_subject)
    }

    /// One item, with what `bail` adds behind it.
    pub(super) fn item(&self, item: &Item) -> TokenStream {
        if self.is_out_of_reach(item) {
            return TokenStream::new();
        }
        self.guarded(item, self.unguarded(item))
    }

    /// Whether the item needs the struct as a whole where there is none.
    fn is_out_of_reach(&self, item: &Item) -> bool {
        !self.slots.is_empty() && self.self_value == SelfValue::Missing && mentions_whole(item, self.fields)
    }

    /// Where fields may not have been read, what runs only if those that the item mentions have been.
    fn guarded(&self, item: &Item, written: TokenStream) -> TokenStream {
        if self.slots.is_empty() {
            return written;
        }
        let written = if mentions_whole(item, self.fields) {
            let whole = local(self.self_value.variable(), Span::call_site());
            quote!(if let ::core::option::Option::Some(#whole) = __perhaps { #written })
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

    fn unguarded(&self, item: &Item) -> TokenStream {
        let written = match item {
            Item::Rule(call) => {
                let check = rule::check(self, call);
                quote_spanned!(call.span()=> let _ = #check;)
            }
            Item::Custom(call) => self.custom(call),
            // Where only parts are there, nested rules have run while they were read.
            Item::Nested(_) if self.self_value == SelfValue::Missing => TokenStream::new(),
            Item::Nested(span) => self.nested(*span),
            Item::Inside(inside, span, items) => self.inside(*inside, *span, items),
            Item::When(span, condition, items) => {
                let (condition, krate) = (self.condition(condition), self.model.krate(*span));
                let items: TokenStream = items.iter().map(|item| self.item(item)).collect();
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
        // Text and numbers have no rules, and shall not be told to derive some.
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
        }
        .items(items);
        let visit = visit(self.model, inside, span, &self.subject(span), &self.step, &quote!(#bail #rules));
        own.around(self.model, visit)
    }

    /// What is checked, as an argument that stands where the user wrote something.
    pub(super) fn subject(&self, span: Span) -> TokenStream {
        let subject = Ident::new(&self.subject.to_string(), self.subject.span().located_at(span));
        quote_spanned!(span=> { #subject })
    }
}

/// A walk through what is inside, with `rules` on every `__item`.
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
