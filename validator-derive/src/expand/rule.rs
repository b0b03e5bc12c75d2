//! One rule: the call that makes it and the call that runs it.
//!
//! Calls use the path of a function or trait, never a receiver. So the span of the name is the span of the call, and
//! errors point to what the user wrote.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, Lit, LitStr, Type};

use super::context::ASKING;
use super::target::Target;
use super::{condition, memories, placed};
use crate::attr::{Argument, RuleCall, context};
use crate::catalogue;
use crate::hygiene::local;
use crate::mention;
use crate::model::{Field, Model};
use crate::pattern::Compiled;
use crate::types::names;

/// The values that the user wrote.
pub(super) fn values(call: &RuleCall) -> impl Iterator<Item = &Expr> {
    call.arguments.iter().filter_map(|argument| match argument {
        Argument::Positional(value) | Argument::Named(_, value) => Some(value),
        Argument::Pattern(..) | Argument::Flag(_) => None,
    })
}

/// The values that could mention a field. Most values are literals, and it is costly to make tokens only to search
/// them.
pub(super) fn expressions(call: &RuleCall) -> impl Iterator<Item = &Expr> {
    values(call).filter(|value| !is_literal(value))
}

fn is_literal(value: &Expr) -> bool {
    match value {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => is_literal(&unary.expr),
        _ => false,
    }
}

/// Whether an argument is known only when the rule runs.
pub(super) fn mentions_self(call: &RuleCall) -> bool {
    expressions(call).any(|value| is_known_at_run_time(quote!(#value)))
}

/// Whether tokens mention the request or the context, so that their value is known only at run time.
pub(super) fn is_known_at_run_time(tokens: TokenStream) -> bool {
    mention::mentions_self(tokens.clone()) || context::named(tokens).is_some()
}

/// The expression that runs a rule.
pub(super) fn check(target: &Target<'_, '_>, call: &RuleCall) -> TokenStream {
    let (model, span, spot) = (target.model, call.span(), &target.spot);
    let krate = model.krate(span);
    let (value, subject, walker) = (placed("__value", span), local("__subject", span), local("__walker", span));
    if call.waits() {
        let rule = construct(model, call, &|value| operand(target, value));
        let description = reworded(model, call, describe(model, call, target.fields));
        let context = local(ASKING, span);
        return quote_spanned! {span=>
            #krate::rules::Rule::run_as(
                #value, #subject, &#rule.asking(#context), const { &#description }, #walker, #spot
            )
        };
    }
    if mentions_self(call) {
        let rule = construct(model, call, &|value| operand(target, value));
        let description = reworded(model, call, describe(model, call, target.fields));
        if let Some(memories) = target.memories {
            let memory = memories.memory(model, span);
            let preparation = memories::preparation(model, span);
            return quote_spanned! {span=>
                #krate::rules::Rule::run_on_element(
                    #value, #subject, &#rule, #memory, #preparation, const { &#description }, #walker, #spot
                )
            };
        }
        return quote_spanned! {span=>
            #krate::rules::Rule::run_as(#value, #subject, &#rule, const { &#description }, #walker, #spot)
        };
    }
    let (rule, runner) = (constant(model, call), runner(model, target.ty, span));
    if target.has_named_type() {
        let subject = target.subject(span);
        return quote_spanned!(span=> #runner::run_on(#subject, const { &#rule }, #walker, #spot));
    }
    quote_spanned!(span=> #runner::run(#value, #subject, const { &#rule }, #walker, #spot))
}

/// The trait that a rule runs by.
pub(super) fn runner(model: &Model<'_>, ty: Option<&Type>, span: Span) -> TokenStream {
    let krate = model.krate(span);
    match ty.and_then(names::runner) {
        Some(name) => {
            let name = Ident::new(name, span);
            quote_spanned!(span=> #krate::__private::#name)
        }
        None => quote_spanned!(span=> #krate::rules::Rule),
    }
}

/// A rule whose arguments are known while the crate is built.
pub(super) fn constant(model: &Model<'_>, call: &RuleCall) -> TokenStream {
    reworded(model, call, construct(model, call, &|value| quote!(#value)))
}

/// The builder call of a rule that mentions other fields, with their labels in place of their values.
pub(super) fn describe(model: &Model<'_>, call: &RuleCall, fields: &[Field<'_>]) -> TokenStream {
    construct(model, call, &|value| mention_or_typed(model, call, value, fields))
}

fn mention_or_typed(model: &Model<'_>, call: &RuleCall, value: &Expr, fields: &[Field<'_>]) -> TokenStream {
    let large = call.path.get_ident().and_then(|_| typed_if_large(value));
    large.unwrap_or_else(|| mention_or_constant(model, value, fields))
}

/// A description has no field from which its integers could take their type. Those that an `i32` cannot hold get a
/// type.
fn typed_if_large(value: &Expr) -> Option<TokenStream> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) if number.suffix().is_empty() => {
            let digits: u128 = number.base10_parse().ok()?;
            let typed = match i128::try_from(digits) {
                Ok(digits) if i32::try_from(digits).is_ok() => return None,
                Ok(digits) => Literal::i128_suffixed(digits),
                Err(_) => Literal::u128_suffixed(digits),
            };
            Some(quote_spanned!(number.span()=> #typed))
        }
        Expr::Unary(unary) => {
            let (operator, operand) = (&unary.op, typed_if_large(&unary.expr)?);
            Some(quote!(#operator #operand))
        }
        _ => None,
    }
}

/// The rule as data, which never runs: a pattern comes without its tables.
pub(super) fn declared(model: &Model<'_>, call: &RuleCall, fields: &[Field<'_>], fits: bool) -> TokenStream {
    let value = |value: &Expr| {
        let written = mention_or_typed(model, call, value, fields);
        // rustc reports a mistake twice if the places differ.
        if fits && is_literal(value) { of_generated_code(written) } else { written }
    };
    // No field tells the type parameter, which no description depends on.
    let inferred = call.facts.is_some_and(|facts| facts.inferred).then(|| {
        let krate = model.krate(Span::call_site());
        quote!(::<#krate::__private::NoItems>)
    });
    let rule = construct_with(model, call, inferred, &value, &|literal, _, core| {
        let span = literal.span();
        quote_spanned!(span=> #core::Pattern::described(#literal))
    });
    reworded(model, call, rule)
}

/// A literal at its place, but of generated code: no field tells its type, and lints about that are for the user's code.
fn of_generated_code(literal: TokenStream) -> TokenStream {
    let moved = literal.into_iter().map(|mut token| {
        token.set_span(Span::mixed_site().located_at(token.span()));
        token
    });
    moved.collect()
}

/// The builder call: the constructor with its arguments, then the setters.
pub(super) fn construct(model: &Model<'_>, call: &RuleCall, value: &dyn Fn(&Expr) -> TokenStream) -> TokenStream {
    construct_with(model, call, None, value, &|literal, compiled, core| compiled.expand(core, literal.span()))
}

fn construct_with(
    model: &Model<'_>,
    call: &RuleCall,
    parameters: Option<TokenStream>,
    value: &dyn Fn(&Expr) -> TokenStream,
    pattern: &dyn Fn(&LitStr, &Compiled, &TokenStream) -> TokenStream,
) -> TokenStream {
    let (path, span) = (&call.path, call.span());
    let krate = model.krate(span);
    let mut positional: Vec<TokenStream> = Vec::new();
    let mut setters = TokenStream::new();
    for argument in &call.arguments {
        match argument {
            Argument::Positional(expression) => positional.push(match in_rules(model, call, expression) {
                Some(found) => value(&found),
                None => value(expression),
            }),
            Argument::Pattern(literal, compiled) => {
                let span = literal.span();
                let core = model.krate(span);
                let core = quote_spanned!(span=> #core::__private);
                let compiled = pattern(literal, compiled, &core);
                positional.push(quote_spanned!(span=> { static PATTERN: #core::Pattern = #compiled; &PATTERN }));
            }
            Argument::Named(name, expression) => {
                let value = value(expression);
                setters.extend(quote_spanned!(name.span()=> .#name(#value)));
            }
            Argument::Flag(name) => setters.extend(quote_spanned!(name.span()=> .#name())),
        }
    }
    // The constructor gets the parentheses that the user wrote, unless they hold setters.
    let parentheses = call.parentheses.filter(|_| setters.is_empty()).unwrap_or(span);
    let mut arguments = Group::new(Delimiter::Parenthesis, quote_spanned!(span=> #(#positional),*));
    arguments.set_span(parentheses);
    let arguments = TokenTree::Group(arguments);
    match path.get_ident() {
        Some(name) => quote_spanned! {span=>
            #krate::rules::own_rules_start_with_self_or_crate::#name #parameters #arguments #setters
        },
        None => quote_spanned!(span=> #path #arguments #setters),
    }
}

/// The rule with the wording of `message` and `code` in place of its own.
fn reworded(model: &Model<'_>, call: &RuleCall, rule: TokenStream) -> TokenStream {
    let span = call.span();
    let krate = model.krate(span);
    let message = call.wording.message.as_ref().map(|text| quote_spanned!(span=> .with_message(#text)));
    let code = call.wording.code.as_ref().map(|text| quote_spanned!(span=> .with_code(#text)));
    if message.is_none() && code.is_none() {
        return rule;
    }
    quote_spanned!(span=> #krate::rules::reworded(#rule) #message #code)
}

/// An argument of the rule that runs. `self.other` is the value of the other field. A list of fields becomes a tuple,
/// because their types may differ.
fn operand(target: &Target<'_, '_>, value: &Expr) -> TokenStream {
    each_mention(value, &|value| {
        let span = value.span();
        let (krate, bound) = (target.model.krate(span), target.once(value));
        quote_spanned!(span=> #krate::Other(&(#bound)))
    })
}

/// An argument of the rule's description. `self.other` is the label of the other field, never its value. A value of the
/// context is not shown either, because it may be a secret.
pub(super) fn mention_or_constant(model: &Model<'_>, value: &Expr, fields: &[Field<'_>]) -> TokenStream {
    each_mention(value, &|value| {
        let span = value.span();
        let krate = model.krate(span);
        let tokens = quote!(#value);
        if let (false, Some(name)) = (mention::mentions_self(tokens.clone()), context::named(tokens.clone())) {
            let name = super::literal(&name, span);
            return quote_spanned!(span=> #krate::Mention::context(#name));
        }
        match mention::named(tokens, fields) {
            Ok(field) => {
                let name = super::literal(&field.document_name(), span);
                let given = field.label.as_ref().map(|label| quote_spanned!(span=> .labelled(#label)));
                let condition = condition::mention_calls(&krate, value);
                quote_spanned!(span=> #krate::Mention::field(#name) #given #condition)
            }
            Err(name) => {
                let name = super::literal(&name, span);
                quote_spanned!(span=> #krate::Mention::field(#name).among_others())
            }
        }
    })
}

fn each_mention(value: &Expr, write: &dyn Fn(&Expr) -> TokenStream) -> TokenStream {
    if is_literal(value) || !is_known_at_run_time(quote!(#value)) {
        return quote!(#value);
    }
    match value {
        Expr::Array(array) => {
            let elements = array.elems.iter().map(|element| each_mention(element, write));
            quote_spanned!(value.span()=> (#(#elements,)*))
        }
        Expr::Tuple(tuple) => {
            let elements = tuple.elems.iter().map(|element| each_mention(element, write));
            quote_spanned!(value.span()=> (#(#elements,)*))
        }
        value => write(value),
    }
}

/// An argument of a built-in rule with the paths that the user may leave out: those of functions such as `today()`, and
/// the `&` of a static pattern. `None` if it stays as it is.
fn in_rules(model: &Model<'_>, call: &RuleCall, value: &Expr) -> Option<Expr> {
    call.path.get_ident()?;
    match value {
        Expr::Path(_) if call.facts.is_some_and(|facts| facts.pattern.is_some()) => {
            Some(syn::parse_quote_spanned!(value.span()=> &#value))
        }
        Expr::Call(_) | Expr::MethodCall(_) => {
            let mut found = value.clone();
            let mut first = &mut found;
            while let Expr::MethodCall(method) = first {
                first = &mut method.receiver;
            }
            let Expr::Call(called) = first else { return None };
            let Expr::Path(path) = &mut *called.func else { return None };
            let name = path.path.get_ident().filter(|name| catalogue::is_function(name))?;
            let krate = model.krate(name.span());
            path.path = syn::parse_quote_spanned!(name.span()=> #krate::rules::#name);
            Some(found)
        }
        _ => None,
    }
}

/// The spans of the first and the last argument. Without arguments both are the span of the name.
pub(super) fn arguments_span(call: &RuleCall) -> (Span, Span) {
    let start = call.arguments.first().map_or_else(
        || call.span(),
        |argument| match argument {
            Argument::Positional(value) => value.span(),
            Argument::Pattern(literal, _) => literal.span(),
            Argument::Named(name, _) | Argument::Flag(name) => name.span(),
        },
    );
    let end = call.arguments.last().map_or_else(
        || call.span(),
        |argument| match argument {
            Argument::Positional(value) | Argument::Named(_, value) => last_span(quote!(#value)),
            Argument::Pattern(literal, _) => literal.span(),
            Argument::Flag(name) => name.span(),
        },
    );
    (start, end)
}

fn last_span(tokens: TokenStream) -> Span {
    tokens.into_iter().last().map_or_else(Span::call_site, |token| token.span())
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
