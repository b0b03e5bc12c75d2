//! `normalize(…)`: the words that put a value in order before its rules run.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{ParseBuffer, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Expr, Ident, LitStr, Path, Token, parenthesized, token};

use super::item::{Inside, Item};
use super::{call, comma, skip_to_comma, spelling};
use crate::errors::Errors;

/// One word of `normalize(…)`.
pub(crate) enum NormalWord {
    /// `trim` and its like.
    Text(TextWord, Span),
    /// `strip("-", " ")`
    Strip(Span, Vec<LitStr>),
    /// `blank_to_none`
    BlankToNone(Span),
    /// `default = "en"`
    Default(Span, Box<Expr>),
    /// `my_app::tidy`
    Function(Path),
    /// `skip`
    Skip(Span),
}

/// A word that changes text and takes no arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextWord {
    Trim,
    TrimStart,
    TrimEnd,
    Collapse,
    Lowercase,
    Uppercase,
    Nfc,
    Nfkc,
    DigitsOnly,
}

/// The text words by their names, each with its variant in the core.
const TEXT_WORDS: [(&str, TextWord, &str); 9] = [
    ("trim", TextWord::Trim, "Trim"),
    ("trim_start", TextWord::TrimStart, "TrimStart"),
    ("trim_end", TextWord::TrimEnd, "TrimEnd"),
    ("collapse", TextWord::Collapse, "Collapse"),
    ("lowercase", TextWord::Lowercase, "Lowercase"),
    ("uppercase", TextWord::Uppercase, "Uppercase"),
    ("nfc", TextWord::Nfc, "Nfc"),
    ("nfkc", TextWord::Nfkc, "Nfkc"),
    ("digits_only", TextWord::DigitsOnly, "DigitsOnly"),
];

const OTHER_WORDS: [&str; 4] = ["strip", "blank_to_none", "default", "skip"];

impl TextWord {
    /// The name of its variant in the core.
    pub(crate) fn variant(self) -> &'static str {
        TEXT_WORDS.into_iter().find(|(_, word, _)| *word == self).map_or("Trim", |(.., variant)| variant)
    }
}

impl NormalWord {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Text(_, span)
            | Self::Strip(span, _)
            | Self::BlankToNone(span)
            | Self::Default(span, _)
            | Self::Skip(span) => *span,
            Self::Function(path) => path.span(),
        }
    }

    /// Whether it is one of the built-in words on text.
    pub(crate) fn is_on_text(&self) -> bool {
        matches!(self, Self::Text(..) | Self::Strip(..) | Self::BlankToNone(_))
    }
}

/// What puts a value, and what is inside of it, in order.
#[derive(Default)]
pub(crate) struct Normal {
    pub(crate) words: Vec<NormalWord>,
    pub(crate) each: Option<Box<Normal>>,
    pub(crate) values: Option<Box<Normal>>,
}

impl Normal {
    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.each.is_none() && self.values.is_none()
    }

    /// Whether the value stays as it is, whatever the struct says.
    pub(crate) fn skips(&self) -> bool {
        self.words.iter().any(|word| matches!(word, NormalWord::Skip(_)))
    }

    /// What is said about what is inside.
    pub(crate) fn inside(&self, which: Inside) -> Option<&Normal> {
        match which {
            Inside::Each => self.each.as_deref(),
            Inside::Values => self.values.as_deref(),
            Inside::Keys => None,
        }
    }

    fn add(&mut self, other: Self) {
        self.words.extend(other.words);
        for (own, other) in [(&mut self.each, other.each), (&mut self.values, other.values)] {
            if let Some(other) = other {
                own.get_or_insert_default().add(*other);
            }
        }
    }
}

/// Takes `normalize(…)` out of the items. A group that had nothing else is taken out, too, as it has no rules.
pub(crate) fn take(items: &mut Vec<Item>, errors: &mut Errors) -> Normal {
    let mut normal = Normal::default();
    items.retain_mut(|item| match item {
        Item::Normalize(_, words) => {
            normal.words.append(words);
            false
        }
        Item::Inside(which, _, inner) => {
            let found = take(inner, errors);
            if found.is_empty() {
                return true;
            }
            match which {
                Inside::Each => normal.each.get_or_insert_default().add(found),
                Inside::Values => normal.values.get_or_insert_default().add(found),
                Inside::Keys => errors.add(
                    first_span(&found),
                    "the keys of a map stay as they are; write `normalize` in `values(…)`, or on a field",
                ),
            }
            !inner.is_empty()
        }
        Item::When(_, _, inner) => {
            let found = take(inner, errors);
            if !found.is_empty() {
                errors.add(
                    first_span(&found),
                    "`normalize` cannot depend on a condition; write it beside `when` or `on_submit`",
                );
            }
            true
        }
        _ => true,
    });
    normal
}

fn first_span(normal: &Normal) -> Span {
    let inside = || normal.each.as_deref().or(normal.values.as_deref()).map(first_span);
    normal.words.first().map(NormalWord::span).or_else(inside).unwrap_or_else(Span::call_site)
}

/// `normalize(trim, strip("-"), default = "en")`
pub(super) fn normalize(input: ParseStream<'_>, span: Span, errors: &mut Errors) -> syn::Result<Item> {
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(span, "missing words; write `normalize(trim)`"));
    }
    let mut words = Vec::new();
    while !content.is_empty() {
        match word(&content, errors) {
            Ok(word) => {
                words.push(word);
                comma("the words of `normalize`", &content, errors);
            }
            Err(error) => {
                errors.push(error);
                skip_to_comma(&content);
            }
        }
        let _: Result<Token![,], _> = content.parse();
    }
    Ok(Item::Normalize(span, words))
}

fn word(input: &ParseBuffer<'_>, errors: &mut Errors) -> syn::Result<NormalWord> {
    if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
        let mistake = "expected a word such as `trim`, or the path of a function";
        return Err(syn::Error::new(input.span(), mistake));
    }
    let path = Path::parse_mod_style(input)?;
    let span = path.span();
    let Some(name) = path.get_ident().map(ToString::to_string) else {
        return if input.peek(token::Paren) { Err(called(span)) } else { Ok(NormalWord::Function(path)) };
    };
    let (has_arguments, has_value) = (input.peek(token::Paren), input.peek(Token![=]));
    if name == "strip" {
        return strip(input, span, errors);
    }
    if name == "default" {
        if !has_value {
            return Err(syn::Error::new(span, "`default` needs a value; write `default = \"en\"`"));
        }
        input.parse::<Token![=]>()?;
        return Ok(NormalWord::Default(span, Box::new(call::value(input)?)));
    }
    let found = TEXT_WORDS.into_iter().find(|(word, ..)| *word == name);
    if (has_arguments || has_value) && (found.is_some() || OTHER_WORDS.contains(&&*name)) {
        return Err(syn::Error::new(span, format!("`{name}` takes no arguments; remove what follows it")));
    }
    if let Some((_, word, _)) = found {
        if matches!(word, TextWord::Nfc | TextWord::Nfkc) && !cfg!(feature = "normal-forms") {
            let mistake = format!(
                "`{name}` needs the feature `normal-forms`; add `normal-forms` to the features of `unprocessable` in \
                 `Cargo.toml`"
            );
            return Err(syn::Error::new(span, mistake));
        }
        return Ok(NormalWord::Text(word, span));
    }
    match &*name {
        "blank_to_none" => return Ok(NormalWord::BlankToNone(span)),
        "skip" => return Ok(NormalWord::Skip(span)),
        _ => {}
    }
    let mut known = TEXT_WORDS.into_iter().map(|(word, ..)| word).chain(OTHER_WORDS);
    if let Some(meant) = known.find(|word| spelling::near(&name, word)) {
        return Err(syn::Error::new(span, format!("unknown word `{name}`; did you mean `{meant}`?")));
    }
    if has_arguments || has_value { Err(called(span)) } else { Ok(NormalWord::Function(path)) }
}

fn called(span: Span) -> syn::Error {
    syn::Error::new(span, "a function stands here by its path alone; remove what follows it")
}

fn strip(input: &ParseBuffer<'_>, span: Span, errors: &mut Errors) -> syn::Result<NormalWord> {
    const EXAMPLE: &str = "`strip` needs the texts that it takes away; write `strip(\"-\")`";
    if !input.peek(token::Paren) {
        return Err(syn::Error::new(span, EXAMPLE));
    }
    let content;
    parenthesized!(content in input);
    let mut parts = Vec::new();
    while !content.is_empty() {
        let part: LitStr = content.parse().map_err(|_| syn::Error::new(content.span(), EXAMPLE))?;
        if part.value().is_empty() {
            errors.add(part.span(), "`strip` takes nothing away here; write a text");
        }
        parts.push(part);
        comma("the texts of `strip`", &content, errors);
        let _: Result<Token![,], _> = content.parse();
    }
    if parts.is_empty() {
        return Err(syn::Error::new(span, EXAMPLE));
    }
    Ok(NormalWord::Strip(span, parts))
}
