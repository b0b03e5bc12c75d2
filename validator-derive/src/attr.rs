//! The grammar of `#[validate(…)]`: words of the derive itself, and rules, which are builder calls.

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, ExprRange, Ident, LitStr, Path, RangeLimits, Token, Type, parenthesized, token};

use crate::errors::Errors;

/// One thing in the parentheses of `#[validate(…)]`.
pub(crate) enum Item {
    /// `length(min = 3)`, `my_app::rules::sku(prefix = "A")`
    Rule(RuleCall),
    /// `custom(check)`, `custom(check, context)`
    Custom(CustomCall),
    /// `nested`
    Nested(Span),
    /// `each(…)`, `keys(…)`, `values(…)`
    Inside(Inside, Span, Vec<Item>),
    /// `when(condition, …)`
    When(Span, Box<Expr>, Vec<Item>),
    /// `bail`, `skip`, `transparent`
    Word(Word, Span),
    /// `attribute = "…"`, `field = "…"`
    Text(Setting, Span, LitStr),
    /// `context = Type`
    Context(Span, Box<Type>),
    /// `crate = path`
    Crate(Path),
}

/// What a group of rules is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    Each,
    Keys,
    Values,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Bail,
    Skip,
    Transparent,
}

impl Word {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bail => "bail",
            Self::Skip => "skip",
            Self::Transparent => "transparent",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    Attribute,
    Field,
}

impl Setting {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Field => "field",
        }
    }
}

/// A rule with its arguments and, in place of its own, the words it shall use.
pub(crate) struct RuleCall {
    pub(crate) path: Path,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) wording: Wording,
}

/// `custom(function)` or `custom(function, context)`.
pub(crate) struct CustomCall {
    pub(crate) span: Span,
    pub(crate) function: Box<Expr>,
    pub(crate) context: Option<Span>,
    pub(crate) wording: Wording,
}

/// `message = "…"` and `code = "…"` inside a rule.
#[derive(Default)]
pub(crate) struct Wording {
    pub(crate) message: Option<LitStr>,
    pub(crate) code: Option<LitStr>,
}

/// An argument of a rule.
pub(crate) enum Argument {
    /// To the constructor.
    Positional(Expr),
    /// `min = 3`, the setter `.min(3)`.
    Named(Ident, Expr),
    /// `ascii`, the setter `.ascii()`.
    Flag(Ident),
}

/// Words that are structure, not rules.
const WORDS: [&str; 13] = [
    "nested",
    "each",
    "keys",
    "values",
    "bail",
    "when",
    "custom",
    "skip",
    "transparent",
    "attribute",
    "context",
    "field",
    "crate",
];

/// Reads every `#[validate(…)]` among the attributes: one list of items each.
pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Vec<Vec<Item>> {
    let ours = attributes.iter().filter(|attribute| attribute.path().is_ident("validate"));
    let mut lists = Vec::new();
    for attribute in ours {
        match attribute.meta.require_list() {
            Err(_) => {
                errors.add(attribute.span(), "missing rules; write them in parentheses: `#[validate(required, email)]`")
            }
            Ok(list) => match (|input: ParseStream<'_>| Ok(items(input, errors))).parse2(list.tokens.clone()) {
                Ok(items) => lists.push(items),
                Err(error) => errors.push(error),
            },
        }
    }
    lists
}

/// Reads items up to the end; one that cannot be read is reported and skipped, so that the others still count.
fn items(input: ParseStream<'_>, errors: &mut Errors) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        match item(input, errors) {
            Ok(item) => {
                items.push(item);
                if !input.is_empty() && !input.peek(Token![,]) {
                    errors.add(input.span(), "unexpected token; rules are separated by commas");
                    skip_to_comma(input);
                }
            }
            Err(error) => {
                errors.push(error);
                skip_to_comma(input);
            }
        }
        let _: Result<Token![,], _> = input.parse();
    }
    items
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _: Result<TokenTree, _> = input.parse();
    }
}

fn item(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Item> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        return Err(syn::Error::new(
            text.span(),
            format!("expected a rule, found text; write `{}` without quotes", text.value()),
        ));
    }
    if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
        let token: TokenTree = input.parse()?;
        return Err(syn::Error::new(
            token.span(),
            format!("expected a rule, found `{token}`; write a name such as `required`"),
        ));
    }
    let path = Path::parse_mod_style(input)?;
    let word = path.get_ident().map(ToString::to_string).unwrap_or_default();
    if let Some(ident) = path.get_ident() {
        if let Some(meant) = misspelt(&word) {
            return Err(syn::Error::new(ident.span(), format!("unknown word `{word}`; did you mean `{meant}`?")));
        }
    }
    let span = path.span();
    if input.peek(Token![=]) && !input.peek(Token![==]) {
        return setting(input, &path, &word);
    }
    let arguments = input.peek(token::Paren);
    match (word.as_str(), arguments) {
        ("nested", false) => Ok(Item::Nested(span)),
        ("bail", false) => Ok(Item::Word(Word::Bail, span)),
        ("skip", false) => Ok(Item::Word(Word::Skip, span)),
        ("transparent", false) => Ok(Item::Word(Word::Transparent, span)),
        ("nested" | "bail" | "skip" | "transparent", true) => {
            let content;
            parenthesized!(content in input);
            let _: proc_macro2::TokenStream = content.parse()?;
            Err(syn::Error::new(span, format!("`{word}` takes no arguments; remove the parentheses")))
        }
        ("each", true) => inside(input, Inside::Each, span, errors),
        ("keys", true) => inside(input, Inside::Keys, span, errors),
        ("values", true) => inside(input, Inside::Values, span, errors),
        ("when", true) => when(input, span, errors),
        ("custom", true) => custom(input, span, errors),
        ("each" | "keys" | "values", false) => {
            Err(syn::Error::new(span, format!("missing rules; write `{word}(length(max = 20))`")))
        }
        ("when", false) => Err(syn::Error::new(span, "missing condition; write `when(self.is_company, required)`")),
        ("custom", false) => Err(syn::Error::new(span, "missing function; write `custom(check_something)`")),
        ("attribute" | "field" | "context" | "crate" | "message" | "code", _) => {
            Err(syn::Error::new(span, format!("`{word}` needs a value; write `{word} = {}`", example_of(&word))))
        }
        _ => rule(input, path, errors),
    }
}

fn example_of(word: &str) -> &'static str {
    match word {
        "context" => "AppContext",
        "crate" => "some::path",
        "field" => "\"ends_at\"",
        "code" => "\"taken\"",
        _ => "\"…\"",
    }
}

/// `name = value` outside of a rule.
fn setting(input: ParseStream<'_>, path: &Path, word: &str) -> syn::Result<Item> {
    let span = path.span();
    input.parse::<Token![=]>()?;
    match word {
        "attribute" => Ok(Item::Text(Setting::Attribute, span, text(input, word)?)),
        "field" => Ok(Item::Text(Setting::Field, span, text(input, word)?)),
        "context" => Ok(Item::Context(span, Box::new(input.parse()?))),
        "crate" => Ok(Item::Crate(input.call(Path::parse_mod_style)?)),
        "message" | "code" => Err(syn::Error::new(
            span,
            format!("`{word}` belongs to one rule; write it inside, as in `required({word} = {})`", example_of(word)),
        )),
        _ => Err(syn::Error::new(
            span,
            format!(
                "unknown word `{}`; the arguments of a rule stand in parentheses, as in `length(max = 20)`",
                quote::quote!(#path)
            ),
        )),
    }
}

fn text(input: ParseStream<'_>, word: &str) -> syn::Result<LitStr> {
    let span = input.span();
    input.parse().map_err(|_| syn::Error::new(span, format!("`{word}` needs text; write it in quotes")))
}

fn inside(input: ParseStream<'_>, which: Inside, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(span, "missing rules between the parentheses"));
    }
    Ok(Item::Inside(which, span, items(&content, errors)))
}

fn when(input: ParseStream<'_>, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    let condition: Expr = content.parse()?;
    if content.parse::<Token![,]>().is_err() || content.is_empty() {
        return Err(syn::Error::new(
            span,
            "missing rules after the condition; write `when(self.is_company, required)`",
        ));
    }
    Ok(Item::When(span, Box::new(condition), items(&content, errors)))
}

fn custom(input: ParseStream<'_>, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(span, "missing function; write `custom(check_something)`"));
    }
    let function: Expr = content.parse()?;
    let mut call = CustomCall { span, function: Box::new(function), context: None, wording: Wording::default() };
    while content.parse::<Token![,]>().is_ok() && !content.is_empty() {
        match argument(&content, &mut call.wording)? {
            None => {}
            Some(Argument::Flag(word)) if word == "context" => call.context = Some(word.span()),
            Some(other) => errors.add(
                other.span(),
                "unknown argument; after the function `custom` takes `context`, `message = \"…\"` and `code = \"…\"`",
            ),
        }
    }
    if !content.is_empty() {
        return Err(content.error("unexpected token; the arguments of `custom` are separated by commas"));
    }
    Ok(Item::Custom(call))
}

fn rule(input: ParseStream<'_>, path: Path, errors: &mut Errors) -> syn::Result<Item> {
    let mut call = RuleCall { path, arguments: Vec::new(), wording: Wording::default() };
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        while !content.is_empty() {
            match argument(&content, &mut call.wording) {
                Ok(None) => {}
                Ok(Some(Argument::Positional(Expr::Range(range)))) => bounds(range, &mut call.arguments),
                Ok(Some(Argument::Positional(_))) if call.arguments.iter().any(Argument::is_setter) => {
                    errors.add(content.span(), "arguments without a name come first");
                }
                Ok(Some(argument)) => call.arguments.push(argument),
                Err(error) => {
                    errors.push(error);
                    skip_to_comma(&content);
                }
            }
            if !content.is_empty() && content.parse::<Token![,]>().is_err() {
                errors.add(content.span(), "unexpected token; arguments are separated by commas");
                skip_to_comma(&content);
                let _: Result<Token![,], _> = content.parse();
            }
        }
    }
    Ok(Item::Rule(call))
}

/// One argument of a rule, or `None` when it was one of its words.
fn argument(input: ParseStream<'_>, wording: &mut Wording) -> syn::Result<Option<Argument>> {
    if input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]) {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let word = name.to_string();
        match word.as_str() {
            "message" => wording.message = Some(text(input, &word)?),
            "code" => wording.code = Some(text(input, &word)?),
            _ => return Ok(Some(Argument::Named(name, input.parse()?))),
        }
        return Ok(None);
    }
    if input.peek(Ident) && (input.peek2(Token![,]) || !more_after_one(input)) {
        let ahead = input.fork();
        let name: Ident = ahead.parse()?;
        if name.to_string().starts_with(|first: char| first.is_ascii_lowercase()) {
            input.parse::<Ident>()?;
            return Ok(Some(Argument::Flag(name)));
        }
    }
    Ok(Some(Argument::Positional(input.parse()?)))
}

fn more_after_one(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let _: Result<TokenTree, _> = ahead.parse();
    !ahead.is_empty()
}

/// `18..=120` becomes the setters `.min(18).max(120)`, `..10` becomes `.exclusive_max(10)`.
fn bounds(range: ExprRange, arguments: &mut Vec<Argument>) {
    let span = range.limits.span();
    if let Some(start) = range.start {
        arguments.push(Argument::Named(Ident::new("min", span), *start));
    }
    if let Some(end) = range.end {
        let name = match range.limits {
            RangeLimits::HalfOpen(_) => "exclusive_max",
            RangeLimits::Closed(_) => "max",
        };
        arguments.push(Argument::Named(Ident::new(name, span), *end));
    }
}

impl Argument {
    fn is_setter(&self) -> bool {
        !matches!(self, Self::Positional(_))
    }

    fn span(&self) -> Span {
        match self {
            Self::Positional(value) => value.span(),
            Self::Named(name, _) | Self::Flag(name) => name.span(),
        }
    }
}

/// The word of the derive that is one slip away from this one.
fn misspelt(word: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|known| known.len() > 3 && *known != word && one_slip(known.as_bytes(), word.as_bytes()))
}

/// Whether one letter is missing, extra or wrong, or two neighbours are swapped.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, rest_a @ ..], [_, rest_b @ ..]) if rest_a == rest_b => true,
        ([a1, a2, rest_a @ ..], [b1, b2, rest_b @ ..]) if a1 == b2 && a2 == b1 && rest_a == rest_b => true,
        ([_, rest_a @ ..], _) if rest_a == b => true,
        (_, [_, rest_b @ ..]) if rest_b == a => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_found_and_rules_are_left_alone() {
        for (word, meant) in
            [("nestd", "nested"), ("nseted", "nested"), ("eahc", "each"), ("wehn", "when"), ("cutsom", "custom")]
        {
            assert_eq!(misspelt(word), Some(meant), "{word}");
        }
        for word in ["ean", "size", "email", "each", "min", "max", "bic", "gt", "same", "date"] {
            assert_eq!(misspelt(word), None, "{word}");
        }
    }
}
