//! Finds what can be read but cannot be meant.

use std::collections::HashSet;

use proc_macro2::Span;

use crate::attr::{CustomCall, Inside, Item, RuleCall};
use crate::errors::Errors;
use crate::mention;
use crate::model::{Field, Model};
use crate::pattern;

pub(crate) fn check(model: &Model<'_>, errors: &mut Errors) {
    whole(model, errors);
    for variant in &model.variants {
        let names: HashSet<String> = variant.fields.iter().map(Field::name).collect();
        for field in &variant.fields {
            if let (Some(span), false) = (field.skip, field.items.is_empty()) {
                errors.add(span, "`skip` says that nothing is checked; remove it or the rules beside it");
            }
            let place = Place { model, fields: &names, is_enum: model.is_enum };
            for item in &field.items {
                place.item(item, errors);
            }
        }
    }
}

/// The rules of one field, and what they may mention.
struct Place<'a> {
    model: &'a Model<'a>,
    fields: &'a HashSet<String>,
    is_enum: bool,
}

impl Place<'_> {
    fn item(&self, item: &Item, errors: &mut Errors) {
        match item {
            Item::Rule(call) => self.rule(call, errors),
            Item::Custom(call) => custom(self.model, call, errors),
            Item::Nested(_) => {}
            Item::Inside(_, _, items) => {
                for item in items {
                    match item {
                        Item::Word(word, span) => errors.add(
                            *span,
                            format!("`{}` belongs to the whole field; write it beside, not inside", word.name()),
                        ),
                        item => self.item(item, errors),
                    }
                }
            }
            Item::When(_, condition, items) => {
                self.mentions(condition, errors);
                for item in items {
                    match item {
                        Item::Word(word, span) => {
                            errors.add(*span, format!("`{}` cannot depend on a condition", word.name()))
                        }
                        item => self.item(item, errors),
                    }
                }
            }
            Item::Word(word, span) => {
                errors.add(*span, format!("`{}` goes on the struct; write it above it", word.name()));
            }
            Item::Text(setting, span, _) => misplaced_text(setting.name(), *span, errors),
            Item::Context(span, _) => errors.add(*span, "`context` goes on the struct; write it above it"),
            Item::Crate(path) => {
                errors.add(syn::spanned::Spanned::span(path), "`crate` goes on the struct; write it above it")
            }
        }
    }

    fn rule(&self, call: &RuleCall, errors: &mut Errors) {
        if let Some(literal) = crate::expand::rule::pattern_literal(call) {
            if let Err(mistake) = pattern::parse(&literal.value()) {
                errors.add(literal.span(), mistake);
            }
        }
        crate::expand::rule::bounds_in_order(call, errors);
        for argument in &call.arguments {
            if let crate::attr::Argument::Positional(value) | crate::attr::Argument::Named(_, value) = argument {
                self.mentions(value, errors);
            }
        }
    }

    /// A `self.field` that is no field of this variant is a field of another one. For structs rustc says it better.
    fn mentions(&self, expression: &syn::Expr, errors: &mut Errors) {
        if !self.is_enum {
            return;
        }
        for (name, span) in mention::fields(quote::quote!(#expression)) {
            if !self.fields.contains(&name) {
                errors.add(span, format!("no field `{name}` in this variant; `self.…` is a field beside this one"));
            }
        }
    }
}

/// Rules and words on the struct or enum itself.
fn whole(model: &Model<'_>, errors: &mut Errors) {
    if let Some(span) = model.transparent {
        let inside = model.variants.iter().flat_map(|variant| &variant.fields).count();
        if model.is_enum || inside != 1 {
            errors.add(span, "`transparent` needs a struct with exactly one field");
        }
    }
    for rules in &model.rules {
        if let Some(field) = &rules.field {
            let known =
                model.variants.iter().flat_map(|variant| &variant.fields).any(|known| known.name() == field.value());
            if !known {
                errors.add(
                    field.span(),
                    format!("no field `{}`; name the field that gets the violations", field.value()),
                );
            } else if rules.items.is_empty() {
                errors.add(field.span(), "`field` stands beside the rule whose violations it gets; add `custom(…)`");
            }
        }
        for item in &rules.items {
            whole_item(model, item, errors);
        }
    }
}

fn whole_item(model: &Model<'_>, item: &Item, errors: &mut Errors) {
    match item {
        Item::Custom(call) => custom(model, call, errors),
        Item::When(_, _, items) => {
            for item in items {
                whole_item(model, item, errors);
            }
        }
        Item::Rule(call) => match call.path.get_ident() {
            None => {}
            Some(name) => errors.add(
                name.span(),
                format!("`{name}` checks a field, not the whole; write it on a field, or use `custom(…)` here"),
            ),
        },
        Item::Nested(span) => errors.add(*span, "`nested` goes on a field"),
        Item::Inside(inside, span, _) => {
            let word = match inside {
                Inside::Each => "each",
                Inside::Keys => "keys",
                Inside::Values => "values",
            };
            errors.add(*span, format!("`{word}` goes on a field"));
        }
        Item::Word(word, span) => errors.add(*span, format!("`{}` goes on a field", word.name())),
        Item::Text(setting, span, _) => misplaced_text(setting.name(), *span, errors),
        Item::Context(..) | Item::Crate(_) => {}
    }
}

fn custom(model: &Model<'_>, call: &CustomCall, errors: &mut Errors) {
    if let (Some(span), None) = (call.context, &model.context) {
        errors.add(span, "no context is declared; write `#[validate(context = AppContext)]` above the type");
    }
}

fn misplaced_text(name: &str, span: Span, errors: &mut Errors) {
    errors.add(
        span,
        match name {
            "attribute" => "`attribute` goes directly on a field",
            _ => "`field` goes on the struct, beside a `custom(…)`; here the violations are this field's already",
        },
    );
}
