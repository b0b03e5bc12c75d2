//! The words of the derive itself. An item that begins with any other word is a rule.

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Expr, Ident, LitStr, Member, Path, Token, Type, WherePredicate, parenthesized, token};

use super::item::{Condition, Inside, Item, Setting, Word};
use super::{call, comma, items, normalize, spelling};
use crate::catalogue::{self, RuleFacts};
use crate::errors::Errors;

pub(super) fn item(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Item> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        let name = text.value();
        let is_name = syn::parse_str::<Path>(&name).is_ok();
        let advice =
            if is_name { format!("write `{name}` without quotes") } else { "write a name such as `required`".into() };
        return Err(syn::Error::new(text.span(), format!("expected a rule, found text; {advice}")));
    }
    if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
        let token: TokenTree = input.parse()?;
        let mistake = format!("expected a rule, found `{token}`; write a name such as `required`");
        return Err(syn::Error::new(token.span(), mistake));
    }
    let path = match input.peek(Token![async]) {
        true => Path::from(input.call(Ident::parse_any)?),
        false => Path::parse_mod_style(input)?,
    };
    let word = path.get_ident().map(ToString::to_string).unwrap_or_default();
    if let Some(meant) = spelling::misspelt_word(&word) {
        return Err(syn::Error::new_spanned(path, format!("unknown word `{word}`; did you mean `{meant}`?")));
    }
    let span = path.span();
    if input.peek(Token![=]) && !input.peek(Token![==]) {
        return setting(input, &path, &word);
    }
    let arguments = input.peek(token::Paren);
    match (word.as_str(), arguments) {
        ("nested", false) => Ok(Item::Nested(span)),
        ("async", false) if cfg!(feature = "async") => Ok(Item::Word(Word::Async, span)),
        ("async" | "custom_async" | "unique" | "exists", _) if !cfg!(feature = "async") => {
            let mistake = format!(
                "`{word}` needs the feature `async`; add it to the features of `unprocessable` in `Cargo.toml`"
            );
            Err(syn::Error::new(span, mistake))
        }
        ("bail", false) => Ok(Item::Word(Word::Bail, span)),
        ("skip", false) => Ok(Item::Word(Word::Skip, span)),
        ("strict", false) => Ok(Item::Word(Word::Strict, span)),
        ("transparent", false) => Ok(Item::Word(Word::Transparent, span)),
        ("json_schema", false) if cfg!(feature = "schemars") => Ok(Item::Word(Word::JsonSchema, span)),
        ("json_schema", false) => Err(syn::Error::new(
            span,
            "`json_schema` needs the feature `schemars`; add `schemars` to the features of `unprocessable` in `Cargo.toml`",
        )),
        ("nested" | "async" | "bail" | "skip" | "strict" | "transparent" | "json_schema", true) => {
            Err(syn::Error::new(span, format!("`{word}` takes no arguments; remove the parentheses")))
        }
        ("each", true) => inside(input, Inside::Each, span, errors),
        ("keys", true) => inside(input, Inside::Keys, span, errors),
        ("values", true) => inside(input, Inside::Values, span, errors),
        ("when", true) => conditional("condition", "when", input, span, errors, |input| {
            call::value(input).map(|condition| Condition::Holds(Box::new(condition)))
        }),
        ("on", true) => conditional("group", "on", input, span, errors, groups),
        ("when_valid", true) => conditional("field", "when_valid", input, span, errors, fields),
        ("on_submit", true) => on_submit(input, span, errors),
        ("custom" | "custom_async", true) => call::custom(input, &word, span, errors),
        ("normalize", true) => normalize::normalize(input, span, errors),
        (
            "each" | "keys" | "values" | "when" | "when_valid" | "on" | "on_submit" | "custom" | "custom_async"
            | "normalize",
            false,
        ) => Err(syn::Error::new(span, format!("missing {}; write `{}`", contents_of(&word), example_of(&word)))),
        ("attribute" | "field" | "context" | "crate" | "bound" | "message" | "code", _) => {
            Err(syn::Error::new(span, format!("`{word}` needs a value; write `{}`", example_of(&word))))
        }
        _ => call::rule(input, path, errors),
    }
}

/// What stands in the parentheses of a word.
fn contents_of(word: &str) -> &'static str {
    match word {
        "when" => "condition",
        "when_valid" => "field",
        "on" => "group",
        "custom" | "custom_async" => "function",
        "normalize" => "words",
        _ => "rules",
    }
}

/// How a word is used.
pub(super) fn example_of(word: &str) -> &'static str {
    match word {
        "each" => "each(length(max = 20))",
        "keys" => "keys(length(max = 20))",
        "values" => "values(length(max = 20))",
        "when" => "when(self.is_company, required)",
        "when_valid" => "when_valid(self, custom(check_something))",
        "on" => "on(Create, required)",
        "on_submit" => "on_submit(custom(check_something))",
        "custom" => "custom(check_something)",
        "custom_async" => "custom_async(check_something)",
        "normalize" => "normalize(trim)",
        "attribute" => "attribute = \"e-mail address\"",
        "field" => "field = \"ends_at\"",
        "context" => "context = AppContext",
        "crate" => "crate = some::path",
        "bound" => "bound = \"T: Validate\"",
        "code" => "code = \"taken\"",
        _ => "message = \"…\"",
    }
}

/// `name = value` outside of a rule.
fn setting(input: ParseStream<'_>, path: &Path, word: &str) -> syn::Result<Item> {
    let span = path.span();
    input.parse::<Token![=]>()?;
    let mistake = match word {
        "attribute" => return Ok(Item::Text(Setting::Attribute, span, text(input, word)?)),
        "field" => return Ok(Item::Text(Setting::Field, span, text(input, word)?)),
        "context" => {
            let needed = syn::Error::new(input.span(), format!("`context` needs a type; write `{}`", example_of(word)));
            return input.parse().map(|ty| Item::Context(span, Box::new(ty))).map_err(|_| needed);
        }
        "crate" => {
            let needed = syn::Error::new(input.span(), format!("`crate` needs a path; write `{}`", example_of(word)));
            return input.call(Path::parse_mod_style).map(|path| Item::Crate(span, path)).map_err(|_| needed);
        }
        "bound" => {
            let bounds = text(input, word)?;
            let needed = format!("`bound` needs the bounds of a `where` clause; write `{}`", example_of(word));
            let parsed = bounds.parse_with(Punctuated::<WherePredicate, Token![,]>::parse_terminated);
            return parsed
                .map(|bounds| Item::Bound(span, bounds.into_iter().collect()))
                .map_err(|_| syn::Error::new(bounds.span(), needed));
        }
        "message" | "code" => {
            format!("`{word}` belongs to one rule; write it inside that rule, as in `required({})`", example_of(word))
        }
        "nested" | "async" | "bail" | "skip" | "strict" | "transparent" | "json_schema" => {
            format!("`{word}` takes no value; remove what follows it")
        }
        "each" | "keys" | "values" | "when" | "when_valid" | "on" | "on_submit" | "custom" | "custom_async"
        | "normalize" => {
            format!("`{word}` takes its {} in parentheses; write `{}`", contents_of(word), example_of(word))
        }
        _ => {
            let name = path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default();
            let takes_nothing = catalogue::rule(path).is_some_and(RuleFacts::takes_nothing);
            if takes_nothing {
                let mistake = format!("`{name}` takes no value; write `{name}`");
                return Err(syn::Error::new_spanned(path, mistake));
            }
            format!("the arguments of a rule belong in parentheses; write `{name}(…)`")
        }
    };
    Err(syn::Error::new_spanned(path, mistake))
}

pub(super) fn text(input: ParseStream<'_>, word: &str) -> syn::Result<LitStr> {
    let span = input.span();
    input.parse().map_err(|_| syn::Error::new(span, format!("`{word}` needs text; write it in quotes")))
}

fn inside(input: ParseStream<'_>, which: Inside, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        let example = example_of(which.name());
        return Err(syn::Error::new(span, format!("missing rules; write `{example}`")));
    }
    Ok(Item::Inside(which, span, items(&content, errors)))
}

/// A word with a condition and the rules that depend on it.
fn conditional(
    what: &str,
    word: &str,
    input: ParseStream<'_>,
    span: Span,
    errors: &mut Errors,
    condition: impl FnOnce(ParseStream<'_>) -> syn::Result<Condition>,
) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(span, format!("missing {what}; write `{}`", example_of(word))));
    }
    let condition = condition(&content)?;
    comma("rules", &content, errors);
    if content.parse::<Token![,]>().is_err() || content.is_empty() {
        let mistake = format!("missing rules after the {what}; write `{}`", example_of(word));
        return Err(syn::Error::new(span, mistake));
    }
    Ok(Item::When(span, condition, items(&content, errors)))
}

/// The type of a group, or a tuple of several.
fn groups(input: ParseStream<'_>) -> syn::Result<Condition> {
    let needed = syn::Error::new(input.span(), format!("`on` needs the type of a group; write `{}`", example_of("on")));
    match input.parse() {
        Ok(Type::Tuple(tuple)) if !tuple.elems.is_empty() => Ok(Condition::InGroup(tuple.elems.into_iter().collect())),
        Ok(group) => Ok(Condition::InGroup(vec![group])),
        Err(_) => {
            super::skip_to_end(input);
            Err(needed)
        }
    }
}

/// `self` for all fields, one field, or a list of several.
fn fields(input: ParseStream<'_>) -> syn::Result<Condition> {
    let value = call::value(input)?;
    let named = |value: &Expr| match value {
        Expr::Field(field) if is_self(&field.base) => Ok(field.member.clone()),
        value => Err(syn::Error::new(
            value.span(),
            "`when_valid` needs `self`, a field or a list of fields; write `self.starts_at`",
        )),
    };
    let members: syn::Result<Vec<Member>> = match &value {
        value if is_self(value) => Ok(Vec::new()),
        Expr::Array(list) if !list.elems.is_empty() => list.elems.iter().map(named).collect(),
        value => named(value).map(|member| vec![member]),
    };
    members.map(Condition::Valid).inspect_err(|_| super::skip_to_end(input))
}

fn is_self(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.is_ident("self"))
}

fn on_submit(input: ParseStream<'_>, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(span, format!("missing rules; write `{}`", example_of("on_submit"))));
    }
    Ok(Item::When(span, Condition::Submitted, items(&content, errors)))
}
