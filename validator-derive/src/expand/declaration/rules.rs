//! The rules of a field or of the whole, as a constant.

use proc_macro2::{Span, TokenStream};
use syn::{Expr, Type};

use super::columns::{Rule, tuples};
use super::normalize;
use super::optional;
use crate::attr::{Condition, Inside, Item, RuleCall, context, own_label};
use crate::expand::{batch, rule};
use crate::mention;
use crate::model::{Field, Model};
use crate::types::names;

/// The rules on one value and on what is inside it.
#[derive(Default)]
pub(super) struct Set {
    pub(super) rules: Vec<Rule>,
    notes: Vec<TokenStream>,
    /// The conditions of each `nested`.
    nested: Vec<TokenStream>,
    bail: bool,
    normalize: Vec<TokenStream>,
    label: Option<syn::LitStr>,
    inside: [Option<Box<Set>>; 3],
}

/// The rules of a field.
pub(super) fn of_field(model: &Model<'_>, fields: &[Field<'_>], field: &Field<'_>) -> Set {
    let mut set = Set { bail: field.bail, ..Set::default() };
    let order = normalize::Order::of(model, field);
    set.add(model, fields, &field.items, &[], Some(field.ty), Some(&order));
    set.put_in_order(&order);
    set
}

/// The rules on the struct or enum itself.
pub(super) fn whole(model: &Model<'_>) -> TokenStream {
    let lists = model.rules.iter().filter_map(|rules| {
        let fields = model.variants.first().filter(|_| !model.is_enum).map_or(&[][..], |variant| &variant.fields);
        let mut set = Set::default();
        set.add(model, fields, &rules.items, &[], None, None);
        let set = set.write()?;
        let field = rules.place.map(|(variant, field)| model.variants[variant].fields[field].document_name());
        let field = optional(field);
        Some(quote!(__declaration::StructRules { field: #field, rules: #set },))
    });
    lists.collect()
}

impl Set {
    /// Adds items that run where all conditions hold.
    fn add(
        &mut self,
        model: &Model<'_>,
        fields: &[Field<'_>],
        items: &[Item],
        when: &[TokenStream],
        ty: Option<&Type>,
        order: Option<&normalize::Order>,
    ) {
        for item in items {
            match item {
                Item::Rule(call) => {
                    let (mentions, is_open) = mentions(model, fields, call);
                    let is_rescued =
                        order.is_some_and(|order| order.rescues(call)) || normalize::mentions(model, fields, item);
                    self.note(when, &mentions, is_open, is_rescued);
                    let fits = ty.and_then(names::class).is_some_and(|class| batch::fit(call, class).is_some());
                    let rule = rule::declared(model, call, fields, fits);
                    self.rules.push(Rule { rule, span: call.span(), fits });
                }
                Item::Custom(call) => {
                    self.note(when, &[], true, false);
                    let code = call.wording.code.as_ref().map_or_else(|| "custom".to_owned(), syn::LitStr::value);
                    let message = call.wording.message.as_ref();
                    let message = message.map_or_else(|| INVALID.to_owned(), syn::LitStr::value);
                    let rule = quote!(__declaration::Custom { code: #code, message: #message });
                    self.rules.push(Rule { rule, span: call.span, fits: true });
                }
                Item::Nested(_) => self.nested.push(quote!(&[#(#when),*])),
                Item::Inside(which, _, items) => {
                    let set = self.inside[position(*which)].get_or_insert_default();
                    if let Some(label) = own_label(items) {
                        set.label = Some(label.clone());
                    }
                    let ty = ty.and_then(|ty| names::element(ty, *which));
                    set.add(model, fields, items, when, ty, order.and_then(|order| order.inside(*which)));
                }
                Item::When(_, condition, items) => {
                    let condition = condition_data(model, fields, condition);
                    let when: Vec<TokenStream> = when.iter().cloned().chain([condition]).collect();
                    self.add(model, fields, items, &when, ty, order);
                }
                Item::Normalize(..)
                | Item::Word(..)
                | Item::Text(..)
                | Item::Context(..)
                | Item::Crate(..)
                | Item::Bound(..) => {}
            }
        }
    }

    /// What is unusual about the rule that is added next.
    fn note(&mut self, when: &[TokenStream], mentions: &[TokenStream], is_open: bool, is_rescued: bool) {
        if when.is_empty() && mentions.is_empty() && !is_open && !is_rescued {
            return;
        }
        let rule = self.rules.len() as u16;
        // As in the core: `Note::OPEN` and `Note::RESCUED`.
        let flags = u8::from(is_open) | u8::from(is_rescued) << 1;
        self.notes.push(quote! {
            __declaration::Note { rule: #rule, when: &[#(#when),*], mentions: &[#(#mentions),*], flags: #flags }
        });
    }

    /// Adds what puts the value, and what is inside of it, in order.
    fn put_in_order(&mut self, order: &normalize::Order) {
        self.normalize.clone_from(&order.words);
        for (which, order) in order.insides() {
            self.inside[position(which)].get_or_insert_default().put_in_order(order);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
            && self.nested.is_empty()
            && self.normalize.is_empty()
            && self.inside.iter().flatten().all(|set| set.is_empty())
    }

    /// What is unusual about it, beside its rules.
    pub(super) fn more(&self) -> Vec<TokenStream> {
        let mut more = Vec::new();
        if !self.notes.is_empty() {
            let notes = &self.notes;
            more.push(quote!(__declaration::More::Notes(&[#(#notes),*])));
        }
        if !self.nested.is_empty() {
            let nested = &self.nested;
            more.push(quote!(__declaration::More::Nested(&[#(#nested),*])));
        }
        if self.bail {
            more.push(quote!(__declaration::More::Bail));
        }
        if !self.normalize.is_empty() {
            let words = &self.normalize;
            more.push(quote!(__declaration::More::Normalize(&[#(#words),*])));
        }
        for (set, name) in self.inside.iter().zip([quote!(InElements), quote!(InKeys), quote!(InValues)]) {
            if let Some(set) = set.as_deref().and_then(Set::write) {
                more.push(quote!(__declaration::More::#name(const { &#set })));
            }
        }
        more
    }

    /// The set as a constant, with what differs from none. `None` if nothing does.
    fn write(&self) -> Option<TokenStream> {
        let mut members = TokenStream::new();
        if !self.rules.is_empty() {
            let (count, rules) = (self.rules.len() as u16, tuples(&self.rules));
            members.extend(quote! {
                rules: __declaration::RuleSpan { tuples: #rules, start: 0, count: #count },
            });
        }
        if !self.notes.is_empty() {
            let notes = &self.notes;
            members.extend(quote!(notes: &[#(#notes),*],));
        }
        if !self.nested.is_empty() {
            let nested = &self.nested;
            members.extend(quote!(nested: ::core::option::Option::Some(&[#(#nested),*]),));
        }
        if !self.normalize.is_empty() {
            let words = &self.normalize;
            members.extend(quote!(normalize: &[#(#words),*],));
        }
        if let Some(label) = &self.label {
            members.extend(quote!(label: ::core::option::Option::Some(#label),));
        }
        for (set, name) in self.inside.iter().zip([quote!(elements), quote!(keys), quote!(values)]) {
            if let Some(set) = set.as_deref().and_then(Set::write) {
                members.extend(quote!(#name: ::core::option::Option::Some(const { &#set }),));
            }
        }
        (!members.is_empty()).then(|| quote!(__declaration::RuleSet { #members ..__declaration::RuleSet::NONE }))
    }
}

/// The sentence of a function of the user, where it gives none.
const INVALID: &str = "The {attribute} is invalid.";

fn position(inside: Inside) -> usize {
    match inside {
        Inside::Each => 0,
        Inside::Keys => 1,
        Inside::Values => 2,
    }
}

/// The mentions of other fields in the arguments of a rule, and whether it looks at something else that is known only
/// when it runs.
fn mentions(model: &Model<'_>, fields: &[Field<'_>], call: &RuleCall) -> (Vec<TokenStream>, bool) {
    let (mut mentions, mut is_open) = (Vec::new(), false);
    let mut look = |value: &Expr| {
        let tokens = quote!(#value);
        if !rule::is_known_at_run_time(tokens.clone()) {
            return;
        }
        let is_context = !mention::mentions_self(tokens.clone()) && context::named(tokens.clone()).is_some();
        is_open |= is_context || mention::named(tokens, fields).is_err();
        if !is_context {
            mentions.push(rule::mention_or_constant(model, value, fields));
        }
    };
    for value in rule::expressions(call) {
        match value {
            Expr::Array(array) => array.elems.iter().for_each(&mut look),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(&mut look),
            value => look(value),
        }
    }
    (mentions, is_open)
}

/// A condition as data.
fn condition_data(model: &Model<'_>, fields: &[Field<'_>], condition: &Condition) -> TokenStream {
    let krate = model.krate(Span::call_site());
    match condition {
        Condition::Submitted => quote!(__declaration::When::Submitted),
        Condition::InGroup(groups) => {
            quote!(__declaration::When::InGroup({
                #[allow(unused_imports)]
                use #krate::__private::NoGroup as _;
                &[#(#krate::__private::GroupOf::<#groups>::KEY),*]
            }))
        }
        // Nobody knows what the other field is before it is put in order.
        Condition::Holds(condition) if normalize::changes_any(model, fields, condition) => {
            quote!(__declaration::When::Holds(#krate::Mention::field("").among_others()))
        }
        Condition::Holds(condition) if mention::mentions_self(quote!(#condition)) => {
            let condition = rule::mention_or_constant(model, condition, fields);
            quote!(__declaration::When::Holds(#condition))
        }
        Condition::Holds(_) | Condition::Valid(_) => {
            quote!(__declaration::When::Holds(#krate::Mention::field("").among_others()))
        }
    }
}
