//! Neighbouring fields whose rules run in one call.
//!
//! What rustc has to check of a call costs it several times what the rule itself does. Of a tuple it says less well what
//! is wrong, so only rules go into one of which nothing can be: by their names, arguments and the type of the field.

use proc_macro2::{Literal, Span, TokenStream};
use syn::{Expr, Lit, UnOp};

use super::rule;
use crate::attr::call::pattern_literal;
use crate::attr::{Item, RuleCall};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::Place;
use crate::types::names;
use crate::types::names::Class;

/// How many rules go into one call.
const MOST_RULES: usize = 12;

/// What a field's rules are written as: those of all the fields that can be in batches, of the others one by one.
pub(super) struct Writer<'w> {
    pub(super) model: &'w Model<'w>,
    pub(super) variant: &'w Variant<'w>,
    /// Whether only some of the fields may be there, as an expression.
    pub(super) parts: TokenStream,
    /// A reference to a field, or an option of one.
    pub(super) slot: &'w dyn Fn(usize) -> TokenStream,
    /// The rules of a field that goes into no batch.
    pub(super) other: &'w dyn Fn(usize) -> TokenStream,
}

impl Writer<'_> {
    pub(super) fn write(&self) -> TokenStream {
        let mut written = TokenStream::new();
        let mut batch: Vec<(usize, &RuleCall)> = Vec::new();
        for (index, field) in self.variant.fields.iter().enumerate() {
            if fits(self.model, field, index) {
                batch.extend(calls(field).map(|call| (index, call)));
                continue;
            }
            let other = (self.other)(index);
            if !other.is_empty() {
                written.extend(self.batches(&batch));
                batch.clear();
                written.extend(other);
            }
        }
        written.extend(self.batches(&batch));
        written
    }

    fn batches(&self, rules: &[(usize, &RuleCall)]) -> TokenStream {
        rules.chunks(MOST_RULES).map(|rules| self.batch(rules)).collect()
    }

    fn batch(&self, rules: &[(usize, &RuleCall)]) -> TokenStream {
        let places = places(self.model, self.variant);
        let slots = rules.iter().map(|(index, _)| (self.slot)(*index));
        let ranks: Vec<u8> = rules.iter().map(|(index, _)| *index as u8).collect();
        let (ranks, parts) = (Literal::byte_string(&ranks), &self.parts);
        let rules = rules.iter().map(|(_, call)| rule::constant(self.model, call));
        quote!(__walker.batch((#(#slots,)*), const { &(#(#rules,)*) }, &#places, #ranks, #parts);)
    }
}

/// Whether a field has rules that go into a batch.
pub(super) fn fits(model: &Model<'_>, field: &Field<'_>, index: usize) -> bool {
    if model.bail || field.bail || index > usize::from(u8::MAX) || matches!(field.wire.place, Place::Flat(_)) {
        return false;
    }
    let Some(class) = names::class(field.ty) else { return false };
    !field.items.is_empty()
        && field.items.iter().all(|item| match item {
            Item::Rule(call) => rule_fits(call, class),
            Item::Text(..) => true,
            _ => false,
        })
}

/// Whether any rules of the variant go into a batch.
pub(super) fn any_fits(model: &Model<'_>, variant: &Variant<'_>) -> bool {
    variant.fields.iter().enumerate().any(|(index, field)| fits(model, field, index))
}

/// Whether every field that has rules goes into one.
pub(super) fn all_fit(model: &Model<'_>, variant: &Variant<'_>) -> bool {
    let mut fields = variant.fields.iter().enumerate();
    fields.all(|(index, field)| field.items.is_empty() || fits(model, field, index))
}

/// The name of the table that says where the fields of a variant stand.
pub(super) fn places(model: &Model<'_>, variant: &Variant<'_>) -> proc_macro2::Ident {
    quote::format_ident!("__FIELDS{}", model.index_of(variant), span = Span::call_site())
}

fn calls<'f>(field: &'f Field<'_>) -> impl Iterator<Item = &'f RuleCall> {
    field.items.iter().filter_map(|item| match item {
        Item::Rule(call) => Some(call),
        _ => None,
    })
}

/// Whether nothing can be wrong with a rule on a field of this class. What is not listed here costs the compiler more,
/// and works as well.
pub(super) fn rule_fits(call: &RuleCall, class: Class) -> bool {
    let Some(name) = call.path.get_ident().map(ToString::to_string) else { return false };
    let none = call.arguments.is_empty();
    let some = |fits: &dyn Fn(&Expr) -> bool| {
        let mut values = rule::values(call).peekable();
        values.peek().is_some() && values.all(fits)
    };
    let signed = |value: &Expr, fits: fn(&Expr) -> bool| fits(value) || negated(value).is_some_and(fits);
    match (name.as_str(), class) {
        ("required" | "filled", _) => none,
        (
            "email" | "url" | "uuid" | "ulid" | "ip" | "ipv4" | "ipv6" | "alpha" | "alpha_num" | "alpha_dash" | "ascii"
            | "lowercase" | "uppercase" | "iban" | "credit_card" | "slug" | "hostname" | "country" | "currency",
            Class::Text,
        ) => none,
        ("regex" | "not_regex", Class::Text) => pattern_literal(call).is_some() && call.arguments.len() == 1,
        ("length" | "min" | "max" | "size" | "between", Class::Text | Class::List) => some(&is_count),
        ("range" | "min" | "max" | "between" | "gt" | "gte" | "lt" | "lte", _) => match class {
            Class::Unsigned => some(&is_count),
            Class::Signed => some(&|value| signed(value, is_count)),
            Class::Float => some(&|value| signed(value, is_float)),
            Class::Text | Class::List | Class::Boolean => false,
        },
        ("starts_with" | "ends_with" | "contains", Class::Text) => some(&is_text),
        _ => false,
    }
}

fn literal(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(literal) => Some(&literal.lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

fn negated(value: &Expr) -> Option<&Expr> {
    match value {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Some(&unary.expr),
        _ => None,
    }
}

fn is_count(value: &Expr) -> bool {
    matches!(literal(value), Some(Lit::Int(number)) if number.suffix().is_empty())
}

fn is_float(value: &Expr) -> bool {
    matches!(literal(value), Some(Lit::Float(number)) if number.suffix().is_empty())
}

fn is_text(value: &Expr) -> bool {
    matches!(literal(value), Some(Lit::Str(_)))
}
