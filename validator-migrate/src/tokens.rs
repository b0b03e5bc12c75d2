//! The tokens of a source in one row, with their places.

use std::ops::Range;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;

/// A token, or one end of a group.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) kind: TokenKind,
    pub(crate) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Ident,
    Punct,
    Literal,
    Open,
    Close,
}

impl Token {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.kind != TokenKind::Literal && self.text == text
    }

    pub(crate) fn is_ident(&self) -> bool {
        self.kind == TokenKind::Ident
    }

    /// The name without the mark of a raw identifier.
    pub(crate) fn name(&self) -> &str {
        self.text.strip_prefix("r#").unwrap_or(&self.text)
    }
}

/// Where something stands in its source.
pub(crate) fn range(span: Span) -> Range<usize> {
    span.byte_range()
}

/// Where a piece of syntax begins and ends.
pub(crate) fn place(syntax: &impl Spanned) -> Range<usize> {
    range(syntax.span())
}

/// Places that are looked into often. None of them begins inside of another one.
pub(crate) struct Places(Vec<Range<usize>>);

impl Places {
    pub(crate) fn new(mut places: Vec<Range<usize>>) -> Self {
        places.sort_by_key(|place| place.start);
        Self(places)
    }

    pub(crate) fn contain(&self, at: usize) -> bool {
        let before = self.0.partition_point(|place| place.start <= at);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|place| place.contains(&at))
    }
}

pub(crate) fn flatten(tokens: TokenStream) -> Vec<Token> {
    // The stack is on the heap, because a source may be nested deeply.
    let (mut stack, mut found) = (vec![(tokens.into_iter(), None)], Vec::new());
    while let Some((rest, close)) = stack.last_mut() {
        match rest.next() {
            None => {
                let close: Option<Token> = close.take();
                found.extend(close);
                stack.pop();
            }
            Some(TokenTree::Group(group)) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                let token = |text: &str, kind, span| Token { text: text.to_owned(), kind, range: range(span) };
                found.push(token(open, TokenKind::Open, group.span_open()));
                stack.push((group.stream().into_iter(), Some(token(close, TokenKind::Close, group.span_close()))));
            }
            Some(TokenTree::Ident(ident)) => {
                found.push(Token { text: ident.to_string(), kind: TokenKind::Ident, range: range(ident.span()) })
            }
            Some(TokenTree::Punct(punct)) => found.push(Token {
                text: punct.as_char().to_string(),
                kind: TokenKind::Punct,
                range: range(punct.span()),
            }),
            Some(TokenTree::Literal(literal)) => {
                found.push(Token { text: literal.to_string(), kind: TokenKind::Literal, range: range(literal.span()) })
            }
        }
    }
    found
}

/// The path that begins at this token: its names, and the index behind it.
pub(crate) fn path_at(tokens: &[Token], start: usize) -> (Vec<&str>, usize) {
    let (mut names, mut at) = (Vec::new(), start);
    while let Some(token) = tokens.get(at).filter(|token| token.is_ident()) {
        names.push(token.name());
        at += 1;
        let joined = [at, at + 1].iter().all(|at| tokens.get(*at).is_some_and(|token| token.is(":")));
        if !joined || !tokens.get(at + 2).is_some_and(Token::is_ident) {
            break;
        }
        at += 2;
    }
    (names, at)
}

/// Whether `::` or `.` stands before this token, so that it is the continuation of something.
pub(crate) fn continues(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    match before(1) {
        Some(token) if token.is(":") && before(2).is_some_and(|token| token.is(":")) => {
            // `::name` at the start of a path is a crate.
            before(3).is_some_and(|token| token.is_ident() || token.is(">"))
        }
        // A range such as `0..name` is none.
        Some(token) if token.is(".") => !before(2).is_some_and(|token| token.is(".")),
        _ => false,
    }
}
