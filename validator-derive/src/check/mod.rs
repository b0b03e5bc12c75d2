//! Finds mistakes in what can be parsed. Builds on `attr`, `model`, `types` and `catalogue`.

mod arguments;
mod bare;
mod normalize;

use std::ops::Deref;

use proc_macro2::Span;
use syn::spanned::Spanned as _;

use crate::attr::{self, Argument, Condition, CustomCall, Item, LOOKUPS, RuleCall, Setting, context};
use crate::catalogue;
use crate::errors::Errors;
use crate::mention;
use crate::model::{Field, Model};
use crate::serde_attrs::DocumentPlace;
use crate::types;
use crate::types::containers;

pub(crate) use arguments::Number;

/// A model without mistakes. Only [`check`] makes one, so the expansion need not look for any.
pub(crate) struct CheckedModel<'m, 'a>(&'m Model<'a>);

impl<'a> Deref for CheckedModel<'_, 'a> {
    type Target = Model<'a>;

    fn deref(&self) -> &Model<'a> {
        self.0
    }
}

/// Adds the mistakes of the model to those that were found while it was read.
pub(crate) fn check<'m, 'a>(model: &'m Model<'a>, mut errors: Errors) -> syn::Result<CheckedModel<'m, 'a>> {
    find_mistakes(model, &mut errors);
    errors.finish().map(|()| CheckedModel(model))
}

fn find_mistakes(model: &Model<'_>, errors: &mut Errors) {
    whole(model, errors);
    normalize::check(model, errors);
    for variant in &model.variants {
        let names: Vec<String> = variant.fields.iter().map(Field::name).collect();
        for field in &variant.fields {
            skip(field, errors);
            if model.strict && field.items.is_empty() && field.skip.is_none() {
                let span = match &field.member {
                    syn::Member::Named(name) => name.span(),
                    syn::Member::Unnamed(_) => field.ty.span(),
                };
                let name = field.name();
                errors.add(span, format!("`{name}` has no rule; write one, or `nested` or `skip`"));
            }
            let name = field.name();
            let rules = FieldRules { model, fields: &names, own: Some(&name), is_enum: model.is_enum };
            for item in &field.items {
                rules.item(item, errors);
            }
        }
    }
}

/// Reports a `skip` that contradicts the rules beside it. There it can only mean the rules of the field's type.
fn skip(field: &Field<'_>, errors: &mut Errors) {
    let Some(span) = field.skip.filter(|_| !field.items.is_empty()) else { return };
    if containers::holds_nested(&field.items) {
        errors.add(span, "`skip` says that the rules of this type do not run, `nested` that they do; keep one");
    } else if !types::may_have_rules(field.ty) {
        errors.add(span, "`skip` leaves out the rules of the field's type, and this type has none; remove `skip`");
    }
}

/// The rules of one field, and what they may mention.
struct FieldRules<'a> {
    model: &'a Model<'a>,
    fields: &'a [String],
    /// The field itself. `None` for rules on what is inside of it.
    own: Option<&'a str>,
    is_enum: bool,
}

impl FieldRules<'_> {
    fn item(&self, item: &Item, errors: &mut Errors) {
        match item {
            Item::Rule(call) => self.rule(call, errors),
            Item::Custom(call) => {
                custom(self.model, call, errors);
                self.mentions(&call.function, errors);
            }
            Item::Nested(_) => {}
            Item::Inside(_, _, items) => {
                let mut labelled = false;
                let inside = FieldRules { own: None, ..*self };
                for item in items {
                    match item {
                        Item::Text(Setting::Attribute, span, _) => {
                            if core::mem::replace(&mut labelled, true) {
                                errors.add(*span, "`attribute` is given twice; keep one");
                            }
                        }
                        Item::Word(word, span) => errors.add(
                            *span,
                            format!("`{}` belongs to the whole field; write it beside, not inside", word.name()),
                        ),
                        item => inside.item(item, errors),
                    }
                }
            }
            Item::When(span, condition, items) => {
                condition.expression().into_iter().for_each(|condition| self.value(condition, errors));
                if let Condition::Valid(_) = condition {
                    errors.add(*span, "`when_valid` goes on the struct, around a `custom(…)`");
                }
                for item in items {
                    match item {
                        Item::Word(word, span) => {
                            errors.add(*span, format!("`{}` cannot depend on a condition", word.name()))
                        }
                        item => self.item(item, errors),
                    }
                }
            }
            // It was taken out of the items.
            Item::Normalize(..) => {}
            Item::Word(word, span) => {
                errors.add(*span, format!("`{}` goes on the struct; write it above it", word.name()));
            }
            Item::Text(setting, span, _) => misplaced_text(setting.name(), *span, errors),
            Item::Context(span, _) => errors.add(*span, "`context` goes on the struct; write it above it"),
            Item::Crate(span, _) => errors.add(*span, "`crate` goes on the struct; write it above it"),
            Item::Bound(span, _) => errors.add(*span, "`bound` goes directly on a field, or on the struct"),
        }
    }

    fn rule(&self, call: &RuleCall, errors: &mut Errors) {
        arguments::check(call, errors);
        let built_in = call.path.get_ident();
        if let (Some(name), true) = (built_in, call.waits()) {
            if self.model.context.is_none() {
                errors.add(name.span(), format!("`{name}` asks a database; {NO_CONTEXT_TO_ASK}"));
            }
        } else if let (Some(name), None) = (built_in, call.facts) {
            unknown(name, errors);
        }
        for argument in &call.arguments {
            match argument {
                Argument::Positional(value) | Argument::Named(_, value) => {
                    self.value(value, errors);
                    if let Some(name) = built_in {
                        self.itself(name, value, errors);
                    }
                }
                Argument::Pattern(literal, compiled) => {
                    if let Some(found) = compiled.found_always() {
                        let wanted = call.facts.and_then(|facts| facts.pattern);
                        let how = if found { "every text" } else { "no text" };
                        let so = if wanted == Some(found) { "nothing is refused" } else { "no value can pass" };
                        errors
                            .add(literal.span(), format!("this pattern is found in {how}, so {so}; write another one"));
                    }
                }
                Argument::Flag(word) if built_in.is_some() => self.flag(word, errors),
                Argument::Flag(_) => {}
            }
        }
    }

    /// A condition or an argument.
    fn value(&self, value: &syn::Expr, errors: &mut Errors) {
        self.mentions(value, errors);
        bare::fields(value, self.fields, |name, span| errors.add(span, without_self(name)));
        let own = self.fields.iter().any(|field| field == "context");
        if let Some(span) = context::find(value).filter(|_| !own) {
            errors.add(span, NO_CONTEXT);
        }
    }

    /// An argument without a value is a setter, unless it is the name of a field or the word `context`.
    fn flag(&self, word: &syn::Ident, errors: &mut Errors) {
        let name = word.to_string();
        if self.fields.contains(&name) && !catalogue::is_flag(&name) {
            errors.add(word.span(), without_self(&name));
        } else if name == "context" {
            errors.add(word.span(), NO_CONTEXT);
        }
    }

    /// Reports a field that its own rule is given.
    fn itself(&self, rule: &syn::Ident, value: &syn::Expr, errors: &mut Errors) {
        match value {
            syn::Expr::Array(array) => array.elems.iter().for_each(|value| self.itself(rule, value, errors)),
            syn::Expr::Field(field) if self.own.is_some() => {
                let is_self = matches!(&*field.base, syn::Expr::Path(path) if path.path.is_ident("self"));
                let name = match &field.member {
                    syn::Member::Named(name) => name.to_string().trim_start_matches("r#").to_owned(),
                    syn::Member::Unnamed(index) => index.index.to_string(),
                };
                if is_self && self.own == Some(&name) {
                    errors.add_at(value, format!("`{rule}` is given its own field; name another one"));
                }
            }
            _ => {}
        }
    }

    /// Reports a `self.field` that is not a field of this variant. For structs rustc says it better.
    fn mentions(&self, expression: &syn::Expr, errors: &mut Errors) {
        if !self.is_enum {
            return;
        }
        for (name, span) in mention::fields(quote!(#expression)) {
            if !self.fields.contains(&name) {
                let advice = similar(&name, self.fields).map_or_else(
                    || "`self.…` is a field beside this one".into(),
                    |near| format!("did you mean `{near}`?"),
                );
                errors.add(span, format!("no field `{name}` in this variant; {advice}"));
            }
        }
    }
}

/// Reports a rule of one word that does not exist. If a built-in rule has a similar name, rustc finds it and says so.
fn unknown(name: &syn::Ident, errors: &mut Errors) {
    let word = name.to_string();
    if catalogue::names().chain(LOOKUPS).any(|rule| attr::near(&word, rule)) {
        return;
    }
    let advice = format!("RULES.md lists the rules; a rule of your own needs its path, as in `crate::{word}`");
    errors.add(name.span(), format!("unknown rule `{word}`; {advice}"));
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
            let fields = model.variants.iter().flat_map(|variant| &variant.fields);
            let names: Vec<String> = fields.map(Field::name).collect();
            let name = field.value();
            if rules.place.is_none() {
                let advice = similar(&name, &names).map_or_else(
                    || "name the field that gets the violations".into(),
                    |near| format!("did you mean `{near}`?"),
                );
                errors.add(field.span(), format!("no field `{name}`; {advice}"));
            } else if rules.items.is_empty() {
                errors.add(field.span(), "`field` needs a rule beside it, whose violations it gets; add `custom(…)`");
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
        Item::When(_, condition, items) => {
            let fields = model.variants.iter().filter(|_| !model.is_enum).flat_map(|variant| &variant.fields);
            let fields: Vec<String> = fields.map(Field::name).collect();
            let rules = FieldRules { model, fields: &fields, own: None, is_enum: false };
            condition.expression().into_iter().for_each(|condition| rules.value(condition, errors));
            if let Condition::Valid(members) = condition {
                members.iter().for_each(|member| valid(model, &fields, member, errors));
            }
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
        Item::Normalize(span, _) => errors.add(*span, "`normalize` cannot depend on a condition; write it beside it"),
        Item::Inside(inside, span, _) => {
            errors.add(*span, format!("`{}` goes on a field", inside.name()));
        }
        Item::Word(word, span) => errors.add(*span, format!("`{}` goes on a field", word.name())),
        Item::Text(setting, span, _) => misplaced_text(setting.name(), *span, errors),
        Item::Context(..) | Item::Crate(..) | Item::Bound(..) => {}
    }
}

/// A field that a check waits for.
fn valid(model: &Model<'_>, names: &[String], member: &syn::Member, errors: &mut Errors) {
    let name = match member {
        syn::Member::Named(name) => name.to_string().trim_start_matches("r#").to_owned(),
        syn::Member::Unnamed(index) => index.index.to_string(),
    };
    let mut fields = model.variants.iter().flat_map(|variant| &variant.fields);
    let mistake = if model.is_enum {
        "an enum has no fields of its own; write `when_valid(self, …)`".into()
    } else if !names.contains(&name) {
        let advice = similar(&name, names)
            .map_or_else(|| "name a field of this struct".into(), |near| format!("did you mean `{near}`?"));
        format!("no field `{name}`; {advice}")
    } else if fields.any(|field| field.name() == name && matches!(field.serde.place, DocumentPlace::Flat(_))) {
        format!("the fields of `{name}` stand among those of this struct; write `when_valid(self, …)`")
    } else {
        return;
    };
    errors.add(member.span(), mistake);
}

fn custom(model: &Model<'_>, call: &CustomCall, errors: &mut Errors) {
    if call.waits {
        let function = &call.function;
        let mentioned = mention::mentions_self(quote!(#function)).then(|| function.span());
        if let Some(span) = mentioned.or_else(|| context::find(function)) {
            errors.add(span, ONLY_THE_VALUE);
        }
    }
    if let (Some(span), None) = (call.context, &model.context) {
        errors.add(span, NO_CONTEXT);
    }
}

const ONLY_THE_VALUE: &str = "the function of `custom_async` gets its value and, with `custom_async(…, context)`, the \
context; write it above the struct to look at several fields";

const NO_CONTEXT_TO_ASK: &str = "write `#[validate(context = AppContext)]` above the type, which implements `Lookup`";

const NO_CONTEXT: &str = "no context is declared; write `#[validate(context = AppContext)]` above the type";

fn without_self(name: &str) -> String {
    format!("`{name}` is a field; write `self.{name}`")
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

/// A name among these that looks like this one.
fn similar<'n>(name: &str, names: &'n [String]) -> Option<&'n String> {
    names.iter().find(|candidate| attr::near(name, candidate))
}
