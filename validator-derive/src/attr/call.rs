//! The parentheses of a rule, of `custom` and of `custom_async`: the arguments of a builder call, and its wording.

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseBuffer, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, ExprRange, Ident, Lit, LitStr, Path, RangeLimits, Token, parenthesized, token};

use super::item::{Argument, CustomCall, Item, RuleCall, Wording};
use super::words::{example_of, text};
use super::{comma, skip_to_comma, spelling};
use crate::catalogue::{self, EXCLUSIVE_MAX, MAX, MIN};
use crate::errors::Errors;
use crate::pattern;

/// `length(min = 3)`, `email`
pub(super) fn rule(input: ParseStream<'_>, path: Path, errors: &mut Errors) -> syn::Result<Item> {
    let facts = catalogue::rule(&path);
    let mut call = RuleCall { path, facts, parentheses: None, arguments: Vec::new(), wording: Wording::default() };
    if input.peek(token::Bracket) || input.peek(token::Brace) {
        let group: TokenTree = input.parse()?;
        let name = call.path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default();
        let mistake = format!("the arguments of a rule belong in parentheses; write `{name}(…)`");
        return Err(syn::Error::new(group.span(), mistake));
    }
    if input.peek(token::Paren) {
        let content;
        call.parentheses = Some(parenthesized!(content in input).span.join());
        arguments(&content, &mut call.wording, errors, |argument, errors| match argument {
            Argument::Positional(Expr::Range(range)) => bounds(range, &mut call.arguments),
            Argument::Positional(value) if call.arguments.iter().any(Argument::is_setter) => {
                errors.add_at(value, "arguments without a name come first; move this one, or give it a name");
            }
            argument => call.arguments.push(argument),
        });
    }
    if facts.is_some_and(|facts| facts.pattern.is_some()) {
        pattern(&mut call.arguments, errors);
    }
    Ok(Item::Rule(call))
}

/// Compiles a pattern that is written as text. This is the only place where a pattern is parsed.
fn pattern(arguments: &mut [Argument], errors: &mut Errors) {
    let [first, others @ ..] = arguments else { return };
    let Argument::Positional(Expr::Lit(ExprLit { lit: Lit::Str(literal), .. })) = first else { return };
    if !others.iter().all(Argument::is_setter) {
        return;
    }
    match pattern::parse(&literal.value()) {
        Ok(compiled) => *first = Argument::Pattern(literal.clone(), Box::new(compiled)),
        Err(mistake) => errors.add(literal.span(), mistake),
    }
}

/// `custom(function)`, `custom(function, context, message = "…")`
pub(super) fn custom(input: ParseStream<'_>, word: &str, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(span, format!("missing function; write `{}`", example_of(word))));
    }
    let function = value(&content)?;
    if let Expr::Lit(literal) = &function {
        let mistake = format!("`{word}` needs a function; write `{}`", example_of(word));
        errors.add_at(literal, mistake);
    }
    let (waits, function) = (word == "custom_async", Box::new(function));
    let mut call = CustomCall { waits, span, function, context: None, wording: Wording::default() };
    comma(&format!("the arguments of `{word}`"), &content, errors);
    let unknown = unknown_to_custom(word);
    let _: Option<Token![,]> = content.parse()?;
    arguments(&content, &mut call.wording, errors, |argument, errors| match argument {
        Argument::Flag(word) if word == "context" => match call.context {
            Some(_) => errors.add(word.span(), "`context` is given twice; keep one"),
            None => call.context = Some(word.span()),
        },
        Argument::Flag(word) if spelling::near(&word.to_string(), "context") => {
            errors.add(word.span(), format!("unknown argument `{word}`; did you mean `context`?"));
        }
        Argument::Positional(value) => errors.add_at(value, &unknown),
        Argument::Pattern(value, _) => errors.add(value.span(), &unknown),
        Argument::Named(name, _) | Argument::Flag(name) => errors.add(name.span(), &unknown),
    });
    Ok(Item::Custom(call))
}

fn unknown_to_custom(word: &str) -> String {
    format!("unknown argument; after its function `{word}` takes `context`, `message = \"…\"` and `code = \"…\"`")
}

/// Reads arguments up to the end. One that cannot be read is reported and skipped.
fn arguments(
    content: &ParseBuffer<'_>,
    wording: &mut Wording,
    errors: &mut Errors,
    mut take: impl FnMut(Argument, &mut Errors),
) {
    while !content.is_empty() {
        match argument(content, wording, errors) {
            Ok(found) => {
                if let Some(argument) = found {
                    take(argument, errors);
                }
                comma("arguments", content, errors);
            }
            Err(error) => {
                errors.push(error);
                skip_to_comma(content);
            }
        }
        let _: Result<Token![,], _> = content.parse();
    }
}

/// One argument of a rule. `None` if it was `message` or `code`.
fn argument(input: ParseStream<'_>, wording: &mut Wording, errors: &mut Errors) -> syn::Result<Option<Argument>> {
    if input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]) {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let word = name.to_string();
        match word.as_str() {
            "message" => set(&mut wording.message, &name, text(input, &word)?, errors),
            "code" => set(&mut wording.code, &name, text(input, &word)?, errors),
            _ if spelling::near(&word, "message") => {
                let _: Expr = input.parse()?;
                errors.add(name.span(), format!("unknown argument `{word}`; did you mean `message`?"));
            }
            _ => return Ok(Some(Argument::Named(name, value(input)?))),
        }
        return Ok(None);
    }
    if input.peek(Ident) && (input.peek2(Token![,]) || !more_after_one(input)) {
        let ahead = input.fork();
        let name: Ident = ahead.parse()?;
        let word = name.to_string();
        if word == "message" || word == "code" {
            input.parse::<Ident>()?;
            return Err(syn::Error::new(name.span(), format!("`{word}` needs a value; write `{}`", example_of(&word))));
        }
        if word.starts_with(|first: char| first.is_ascii_lowercase()) {
            input.parse::<Ident>()?;
            return Ok(Some(Argument::Flag(name)));
        }
    }
    Ok(Some(Argument::Positional(value(input)?)))
}

fn set(place: &mut Option<LitStr>, name: &Ident, text: LitStr, errors: &mut Errors) {
    if place.is_some() {
        errors.add(name.span(), format!("`{name}` is given twice; keep one"));
    }
    *place = Some(text);
}

/// An expression. If it cannot be read, everything up to the comma is skipped.
pub(super) fn value(input: ParseStream<'_>) -> syn::Result<Expr> {
    let span = input.span();
    let missing = input.is_empty() || input.peek(Token![,]);
    input.parse().map(ungrouped).map_err(|error| {
        skip_to_comma(input);
        if missing { syn::Error::new(span, "missing value; write one, or remove the argument") } else { error }
    })
}

/// The value of a macro's variable, without the invisible parentheses around it.
fn ungrouped(value: Expr) -> Expr {
    match value {
        Expr::Group(group) if matches!(*group.expr, Expr::Lit(_) | Expr::Unary(_) | Expr::Range(_)) => *group.expr,
        value => value,
    }
}

fn more_after_one(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let _: Result<TokenTree, _> = ahead.parse();
    !ahead.is_empty()
}

/// `18..=120` becomes the setters `.min(18).max(120)`, `..10` becomes `.exclusive_max(10)`. The names stand where the
/// bounds do.
fn bounds(range: ExprRange, arguments: &mut Vec<Argument>) {
    if let Some(start) = range.start {
        arguments.push(Argument::Named(Ident::new(MIN, start.span()), *start));
    }
    if let Some(end) = range.end {
        let name = match range.limits {
            RangeLimits::HalfOpen(_) => EXCLUSIVE_MAX,
            RangeLimits::Closed(_) => MAX,
        };
        arguments.push(Argument::Named(Ident::new(name, end.span()), *end));
    }
}

impl Argument {
    fn is_setter(&self) -> bool {
        !matches!(self, Self::Positional(_) | Self::Pattern(..))
    }
}
