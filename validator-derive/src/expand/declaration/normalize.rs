//! What the declaration says of `normalize(…)`: its words, and which rules may accept a value only because of them.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, Type};

use crate::attr::{Inside, Item, Normal, NormalWord, RuleCall, TextWord};
use crate::expand::dependencies::depend_on;
use crate::expand::normalize::{around, may_have_text};
use crate::mention;
use crate::model::{Field, Model};
use crate::types::containers::{self, holds_nested};

/// What puts a value in order before its rules run.
#[derive(Default)]
pub(super) struct Order {
    /// The words, as the declaration shows them. Those that a type only may see are not among them.
    pub(super) words: Vec<TokenStream>,
    /// Whether the value may be another one afterwards.
    changes: bool,
    /// Whether a blank value stays blank or becomes absent, and any other one stays there.
    keeps_presence: bool,
    /// The type keeps as many elements as were sent, whatever happens to them.
    keeps_length: bool,
    each: Option<Box<Order>>,
    values: Option<Box<Order>>,
}

impl Order {
    /// That of a field.
    pub(super) fn of(model: &Model<'_>, field: &Field<'_>) -> Self {
        let around = around(model, holds_nested(&field.items));
        if around.is_empty() && field.normal.is_empty() {
            Self::default()
        } else {
            made(Some(field.ty), &field.normal, &around)
        }
    }

    /// That of what is inside.
    pub(super) fn inside(&self, which: Inside) -> Option<&Self> {
        match which {
            Inside::Each => self.each.as_deref(),
            Inside::Values => self.values.as_deref(),
            Inside::Keys => None,
        }
    }

    /// What is inside and changes.
    pub(super) fn insides(&self) -> impl Iterator<Item = (Inside, &Self)> {
        [(Inside::Each, &self.each), (Inside::Values, &self.values)]
            .into_iter()
            .filter_map(|(which, order)| Some((which, order.as_deref()?)))
    }

    /// Whether the rule may accept a value only because it was put in order.
    pub(super) fn rescues(&self, call: &RuleCall) -> bool {
        let name = call.path.get_ident().map(ToString::to_string).unwrap_or_default();
        let is_required = name == "required" && call.facts.is_some();
        if self.changes {
            // What keeps the other rules as they are, such as a least length, would say less than they do.
            return !(is_required && self.keeps_presence);
        }
        let inside = self.insides().any(|(_, order)| order.may_change());
        inside && !(self.keeps_length && (is_required || name == "length"))
    }

    fn may_change(&self) -> bool {
        self.changes || self.insides().any(|(_, order)| order.may_change())
    }
}

fn made(ty: Option<&Type>, normal: &Normal, around: &[&NormalWord]) -> Order {
    if normal.skips() {
        return Order::default();
    }
    let mut order = Order { keeps_length: ty.is_some_and(keeps_length), ..Order::default() };
    let inside = [(Inside::Each, &normal.each), (Inside::Values, &normal.values)];
    let is_inside = normal.each.is_some() || normal.values.is_some();
    let mut words: Vec<&NormalWord> = Vec::new();
    for (which, own) in inside {
        let element = ty.and_then(|ty| containers::element(ty, which));
        let made = match own {
            Some(own) => Some(made(element, own, around)),
            // Words above the type reach what is in lists and maps.
            None if !is_inside && element.is_some() && may_have_text(element) => {
                Some(made(element, &Normal::default(), around))
            }
            None => None,
        };
        let made = made.filter(Order::may_change).map(Box::new);
        match which {
            Inside::Each => order.each = made,
            _ => order.values = made,
        }
    }
    let has_elements = ty.is_some_and(|ty| {
        [Inside::Each, Inside::Values].into_iter().any(|which| containers::element(ty, which).is_some())
    });
    let may_reach = !is_inside && !has_elements && !around.is_empty() && may_have_text(ty);
    if may_reach && (ty.is_some_and(is_text) || normal.words.iter().any(NormalWord::is_on_text)) {
        words.extend(around);
    }
    words.extend(&normal.words);
    order.changes = may_reach || !words.is_empty();
    order.words = words.iter().copied().map(word).collect();
    let all = || around.iter().copied().filter(|_| may_reach).chain(&normal.words);
    order.keeps_presence = all().all(|word| match word {
        NormalWord::Text(word, _) => *word != TextWord::DigitsOnly,
        word => matches!(word, NormalWord::BlankToNone(_)),
    });
    order
}

/// One text in options and pointers, by the names of the types.
fn is_text(ty: &Type) -> bool {
    match &containers::inside(ty)[..] {
        [] => containers::name(ty).is_some_and(|name| name == "String" || name == "str"),
        [inside] => !containers::is_list(ty) && !containers::is_tuple(ty) && is_text(inside),
        _ => false,
    }
}

/// Whether a list or map has as many elements after some of them have changed. A set may have fewer.
fn keeps_length(ty: &Type) -> bool {
    let name = containers::name(ty).unwrap_or_default();
    match &containers::inside(ty)[..] {
        _ if containers::is_map(ty) => true,
        [_] if containers::is_list(ty) => !matches!(&*name, "BTreeSet" | "HashSet"),
        [inside] => keeps_length(inside),
        _ => false,
    }
}

fn word(word: &NormalWord) -> TokenStream {
    match word {
        NormalWord::Text(word, _) => {
            let variant = Ident::new(word.variant(), Span::call_site());
            quote!(__declaration::Normalization::#variant)
        }
        NormalWord::Strip(_, parts) => quote!(__declaration::Normalization::Strip(&[#(#parts),*])),
        NormalWord::BlankToNone(_) => quote!(__declaration::Normalization::BlankToNone),
        NormalWord::Default(..) => quote!(__declaration::Normalization::Default),
        NormalWord::Function(_) | NormalWord::Skip(_) => quote!(__declaration::Normalization::Function),
    }
}

/// Whether an item mentions another field that is put in order.
pub(super) fn mentions(model: &Model<'_>, fields: &[Field<'_>], item: &Item) -> bool {
    changing(model, fields).any(|field| depend_on(std::slice::from_ref(item), &field.name()))
}

/// Whether an expression mentions a field that is put in order.
pub(super) fn changes_any(model: &Model<'_>, fields: &[Field<'_>], value: &Expr) -> bool {
    let mentioned = mention::fields(quote!(#value));
    !mentioned.is_empty()
        && changing(model, fields).any(|field| mentioned.iter().any(|(name, _)| *name == field.name()))
}

fn changing<'f, 'a>(model: &'f Model<'_>, fields: &'f [Field<'a>]) -> impl Iterator<Item = &'f Field<'a>> {
    let says = !model.normalize.is_empty();
    fields.iter().filter(move |field| (says || !field.normal.is_empty()) && Order::of(model, field).may_change())
}
