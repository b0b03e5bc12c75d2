//! One rule: the call that makes it and the call that runs it.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::field::Target;
use crate::attr::{Argument, RuleCall};
use crate::errors::Errors;
use crate::mention;
use crate::model::{Field, Model};
use crate::pattern;

/// An argument with the values that the user wrote.
pub(super) fn values(call: &RuleCall) -> impl Iterator<Item = &Expr> {
    call.arguments.iter().filter_map(|argument| match argument {
        Argument::Positional(value) | Argument::Named(_, value) => Some(value),
        Argument::Flag(_) => None,
    })
}

/// Whether an argument is known only when the rule runs.
pub(super) fn mentions_self(call: &RuleCall) -> bool {
    values(call).any(|value| mention::mentions_self(quote!(#value)))
}

/// The expression that runs a rule.
pub(super) fn check(target: &Target<'_, '_>, call: &RuleCall) -> TokenStream {
    let (krate, spot) = (&target.model.krate, &target.spot);
    let subject = if target.whole { quote!(__whole) } else { quote!(__subject) };
    let span = call.path.span();
    if mentions_self(call) {
        let rule = construct(target.model, call, &|value| as_it_runs(krate, value, target.fields));
        let description = construct(target.model, call, &|value| as_it_reads(krate, value, target.fields));
        let description = reworded(krate, call, description);
        return quote_spanned!(span=> __walker.check_as(#subject, #spot, &#rule, const { &#description }));
    }
    let rule = construct(target.model, call, &|value| quote!(#value));
    let rule = reworded(krate, call, rule);
    quote_spanned!(span=> __walker.check(#subject, #spot, const { &#rule }))
}

/// The builder call: the constructor with its arguments, then the setters.
pub(super) fn construct(model: &Model<'_>, call: &RuleCall, value: &dyn Fn(&Expr) -> TokenStream) -> TokenStream {
    let krate = &model.krate;
    let path = &call.path;
    let span = path.span();
    let mut positional: Vec<TokenStream> = Vec::new();
    let mut setters = TokenStream::new();
    for argument in &call.arguments {
        match argument {
            Argument::Positional(expression) => positional.push(value(expression)),
            Argument::Named(name, expression) => {
                let value = value(expression);
                setters.extend(quote_spanned!(name.span()=> .#name(#value)));
            }
            Argument::Flag(name) => setters.extend(quote_spanned!(name.span()=> .#name())),
        }
    }
    if let Some(literal) = pattern_literal(call) {
        if let Ok(compiled) = pattern::parse(&literal.value()) {
            let derived = quote!(#krate::derived);
            let compiled = compiled.expand(&derived, literal.span());
            positional[0] = quote!({ static PATTERN: #krate::derived::Pattern = #compiled; &PATTERN });
        }
    }
    // The parentheses get the span of the name: "this function takes 1 argument" points at them.
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#(#positional),*));
    arguments.set_span(span);
    let arguments = TokenTree::Group(arguments);
    match path.get_ident() {
        Some(name) => quote_spanned!(span=> #krate::rules::#name #arguments #setters),
        None => quote_spanned!(span=> #path #arguments #setters),
    }
}

/// The rule with the words of `message` and `code` in place of its own.
fn reworded(krate: &syn::Path, call: &RuleCall, rule: TokenStream) -> TokenStream {
    let span = call.path.span();
    let message = call.wording.message.as_ref().map(|text| quote!(.with_message(#text)));
    let code = call.wording.code.as_ref().map(|text| quote!(.with_code(#text)));
    if message.is_none() && code.is_none() {
        return rule;
    }
    quote_spanned!(span=> #krate::rules::reworded(#rule) #message #code)
}

/// `self.other` while the rule runs: the value of the other field. A list of them becomes a tuple, since
/// their types may differ.
fn as_it_runs(krate: &syn::Path, value: &Expr, fields: &[Field<'_>]) -> TokenStream {
    each_mention(value, &|value| {
        let bound = mention::bind(quote!(#value), fields);
        quote_spanned!(value.span()=> #krate::Other(&(#bound)))
    })
}

/// `self.other` in a sentence: the label of the other field, never its value.
fn as_it_reads(krate: &syn::Path, value: &Expr, fields: &[Field<'_>]) -> TokenStream {
    each_mention(value, &|value| {
        let span = value.span();
        match mention::named(quote!(#value), fields) {
            Ok(field) => {
                let name = super::literal(&field.wire_name(), span);
                let given = field.label.as_ref().map(|label| quote!(.labelled(#label)));
                quote_spanned!(span=> #krate::Mention::field(#name) #given)
            }
            Err(name) => {
                let name = super::literal(&name, span);
                quote_spanned!(span=> #krate::Mention::field(#name))
            }
        }
    })
}

fn each_mention(value: &Expr, write: &dyn Fn(&Expr) -> TokenStream) -> TokenStream {
    if !mention::mentions_self(quote!(#value)) {
        return quote!(#value);
    }
    match value {
        Expr::Array(array) => {
            let elements = array.elems.iter().map(|element| each_mention(element, write));
            quote!((#(#elements,)*))
        }
        value => write(value),
    }
}

/// The literal of `regex("…")` and `not_regex("…")`, which is compiled while the user's crate is built.
pub(crate) fn pattern_literal(call: &RuleCall) -> Option<&syn::LitStr> {
    let name = call.path.get_ident()?;
    match call.arguments.first() {
        Some(Argument::Positional(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })))
            if name == "regex" || name == "not_regex" =>
        {
            Some(text)
        }
        _ => None,
    }
}

/// Literal bounds the wrong way round are plain to see here, with the place of the greater one.
pub(crate) fn bounds_in_order(call: &RuleCall, errors: &mut Errors) {
    let bound = |names: [&str; 2]| {
        call.arguments.iter().find_map(|argument| match argument {
            Argument::Named(name, value) if names.contains(&name.to_string().as_str()) => {
                number(value).map(|number| (name.to_string(), number, value.span()))
            }
            _ => None,
        })
    };
    let (Some((lower, min, _)), Some((upper, max, span))) =
        (bound(["min", "exclusive_min"]), bound(["max", "exclusive_max"]))
    else {
        return;
    };
    if min > max {
        errors.add(span, format!("`{lower}` is greater than `{upper}`, so no value can pass; swap them"));
    }
}

/// The value of a number literal, as near as ordering needs it.
fn number(value: &Expr) -> Option<f64> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => {
            literal.base10_parse::<u128>().ok().map(|number| number as f64)
        }
        Expr::Lit(ExprLit { lit: Lit::Float(literal), .. }) => literal.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => number(expr).map(|number| -number),
        _ => None,
    }
}

/// Whether a literal cannot be the mistake that the build looks for: any number but zero, text, a character.
pub(super) fn is_harmless(value: &Expr) -> bool {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(_) | Lit::Float(_), .. }) | Expr::Unary(_) => {
            number(value).is_some_and(|n| n != 0.0)
        }
        Expr::Lit(_) => true,
        _ => false,
    }
}

/// The placeholders of a message other than `{attribute}`.
pub(super) fn placeholders(message: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = message;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        let name = rest.split(['{', '}']).next().unwrap_or(rest);
        if rest.as_bytes().get(name.len()) == Some(&b'}') && name != "attribute" {
            found.push(name);
        }
    }
    found
}

/// A span for code that stands for the rule as a whole.
pub(super) fn span(call: &RuleCall) -> Span {
    call.path.span()
}
