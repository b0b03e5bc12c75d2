//! Neighbouring fields whose rules run in one call.
//!
//! A call costs the compiler several times what its rule costs. But rustc's errors about a tuple are worse. So a rule
//! goes into a tuple only if the catalogue, its arguments and the type of the field tell that rustc finds nothing wrong
//! with it.

use proc_macro2::{Literal, Span, TokenStream};
use syn::{Expr, Lit, UnOp};

use super::rule;
use crate::attr::{Argument, Item, RuleCall};
use crate::catalogue::{Class, Fit, Literals, MOST_RULES};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::DocumentPlace;
use crate::types::names;

/// Writes the rules of all fields: in batches where that is possible, one by one for the others.
pub(super) struct Writer<'w> {
    pub(super) model: &'w Model<'w>,
    pub(super) variant: &'w Variant<'w>,
    /// Whether fields may be missing, as an expression.
    pub(super) partial: TokenStream,
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
        let places = places(self.variant);
        let slots = rules.iter().map(|(index, _)| (self.slot)(*index));
        let ranks: Vec<u8> = rules.iter().map(|(index, _)| *index as u8).collect();
        let (ranks, partial) = (Literal::byte_string(&ranks), &self.partial);
        let rules = rules.iter().map(|(_, call)| rule::constant(self.model, call));
        quote!(__walker.batch((#(#slots,)*), const { &(#(#rules,)*) }, &#places, #ranks, #partial);)
    }
}

/// Whether a field has rules that go into a batch.
pub(super) fn fits(model: &Model<'_>, field: &Field<'_>, index: usize) -> bool {
    if model.bail || field.bail || index > usize::from(u8::MAX) || matches!(field.serde.place, DocumentPlace::Flat(_)) {
        return false;
    }
    let Some(class) = names::class(field.ty) else { return false };
    !field.items.is_empty()
        && field.items.iter().all(|item| match item {
            Item::Rule(call) => fit(call, class).is_some(),
            Item::Text(..) => true,
            _ => false,
        })
}

/// Whether any rules of the variant go into a batch.
pub(super) fn any_fits(model: &Model<'_>, variant: &Variant<'_>) -> bool {
    variant.fields.iter().enumerate().any(|(index, field)| fits(model, field, index))
}

/// Whether every field that has rules goes into a batch.
pub(super) fn all_fit(model: &Model<'_>, variant: &Variant<'_>) -> bool {
    let mut fields = variant.fields.iter().enumerate();
    fields.all(|(index, field)| field.items.is_empty() || fits(model, field, index))
}

/// The name of the table with the places of a variant's fields.
pub(super) fn places(variant: &Variant<'_>) -> proc_macro2::Ident {
    quote::format_ident!("__FIELDS{}", variant.index, span = Span::call_site())
}

fn calls<'f>(field: &'f Field<'_>) -> impl Iterator<Item = &'f RuleCall> {
    field.items.iter().filter_map(|item| match item {
        Item::Rule(call) => Some(call),
        _ => None,
    })
}

/// The entry of the catalogue for a rule on a field of this class, if rustc finds nothing wrong with it.
pub(super) fn fit(call: &RuleCall, class: Class) -> Option<&'static Fit> {
    let facts = call.facts?;
    let (literals, negative) = literals(&call.arguments)?;
    if negative && !matches!(class, Class::Signed | Class::Float) {
        return None;
    }
    facts.fits.iter().find(|fit| fit.literals == literals && fit.classes.contains(&class))
}

/// The kind of all arguments, and whether one is a negative number. `None` if they are of several kinds.
fn literals(arguments: &[Argument]) -> Option<(Literals, bool)> {
    let mut found = None;
    let mut negative = false;
    for argument in arguments {
        let literals = match argument {
            Argument::Pattern(..) => Literals::Pattern,
            Argument::Positional(value) | Argument::Named(_, value) => {
                let positive = negated(value);
                negative |= positive.is_some();
                match literal(positive.unwrap_or(value))? {
                    Lit::Int(number) if number.suffix().is_empty() => Literals::Integers,
                    Lit::Float(number) if number.suffix().is_empty() => Literals::Floats,
                    Lit::Str(_) if positive.is_none() => Literals::Texts,
                    _ => return None,
                }
            }
            // Some flags need a feature, and rustc says so best for a rule that stands alone.
            Argument::Flag(_) => return None,
        };
        if found.replace(literals).is_some_and(|before| before != literals) {
            return None;
        }
    }
    Some((found.unwrap_or(Literals::Nothing), negative))
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
