//! Arguments that mention `self`: the fields that they name, and the variables that replace these in generated code.
//!
//! `self` is found among tokens, not in expressions, so that `matches!(self.kind, Kind::A)` counts too.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

use crate::model::Field;

/// Whether the tokens mention `self` at all. The `self` of a path is a module.
pub(crate) fn mentions_self(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let mentions = match token {
            TokenTree::Ident(ident) => ident == "self" && !is_colon(tokens.peek()),
            TokenTree::Group(group) => mentions_self(group.stream()),
            _ => false,
        };
        if mentions {
            return true;
        }
    }
    false
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(colon)) if colon.as_char() == ':')
}

/// Every `self.name` that is not a method call, with the span of the name.
pub(crate) fn fields(tokens: TokenStream) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let _ = rewrite(tokens, &mut |name, span| {
        found.push((name.to_owned(), span));
        None
    });
    found
}

/// Replaces every `self.field` with the variable of the field, and any other `self` with the variable called `whole`.
pub(crate) fn bind(tokens: TokenStream, fields: &[Field<'_>], whole: &str) -> TokenStream {
    let tokens = rewrite(tokens, &mut |name, _| {
        fields.iter().find(|field| field.name() == name).map(|field| field.binding.clone())
    });
    replace(tokens, &|ident| (ident == "self").then(|| crate::hygiene::local(whole, ident.span())))
}

/// Replaces some identifiers with others.
pub(crate) fn replace(tokens: TokenStream, other: &dyn Fn(&Ident) -> Option<Ident>) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let replaced = core::iter::from_fn(|| tokens.next().map(|token| (token, is_colon(tokens.peek()))));
    let replaced = replaced.map(|(token, names_module)| match token {
        TokenTree::Ident(ident) if ident == "self" && names_module => TokenTree::Ident(ident),
        TokenTree::Ident(ident) => TokenTree::Ident(other(&ident).unwrap_or(ident)),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), replace(group.stream(), other));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        other => other,
    });
    replaced.collect()
}

/// The field that a sentence names for an argument: the first one that it mentions, or else the name of the method.
pub(crate) fn named<'f, 'a>(tokens: TokenStream, candidates: &'f [Field<'a>]) -> Result<&'f Field<'a>, String> {
    let mentioned = fields(tokens.clone());
    let field = mentioned.iter().find_map(|(name, _)| candidates.iter().find(|field| field.name() == *name));
    field.ok_or_else(|| {
        let mut after_self = tokens.into_iter().skip_while(|token| token.to_string() != "self").skip(2);
        after_self.next().map_or_else(|| String::from("rest"), |token| token.to_string())
    })
}

fn rewrite(tokens: TokenStream, binding: &mut dyn FnMut(&str, Span) -> Option<Ident>) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "self" => {
                let is_dot = matches!(tokens.peek(), Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
                if !is_dot {
                    ident.to_tokens(&mut out);
                    continue;
                }
                let dot = tokens.next();
                let member = tokens.next();
                let called = matches!(tokens.peek(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
                let bound = member.as_ref().filter(|_| !called).and_then(|member| bound(member, binding));
                match bound {
                    Some(value) => value.to_tokens(&mut out),
                    None => {
                        ident.to_tokens(&mut out);
                        dot.to_tokens(&mut out);
                        member.to_tokens(&mut out);
                    }
                }
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), rewrite(group.stream(), binding));
                inner.set_span(group.span());
                inner.to_tokens(&mut out);
            }
            other => other.to_tokens(&mut out),
        }
    }
    out
}

fn bound(member: &TokenTree, binding: &mut dyn FnMut(&str, Span) -> Option<Ident>) -> Option<TokenStream> {
    let span = member.span();
    let text = member.to_string();
    let text = text.trim_start_matches("r#");
    // `self.0.1` arrives as the literal `0.1`.
    let (name, rest) = text.split_once('.').map_or((text, None), |(name, rest)| (name, rest.parse::<usize>().ok()));
    let mut variable = binding(name, span)?;
    variable.set_span(variable.span().located_at(span));
    let rest = rest.map(syn::Index::from).map(|index| quote_spanned!(span=> .#index));
    Some(quote_spanned!(span=> (*#variable) #rest))
}
