//! The word `context` in conditions and arguments: the value that the application passes to `validate_with`.
//!
//! It is found among tokens, as `self` is, so that `matches!(context.mode, Mode::Create)` counts too.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::Expr;

use super::{Argument, Item};
use crate::errors::Errors;

/// The variable that holds the context in generated code.
pub(crate) const VARIABLE: &str = "__own_context";

/// Replaces the word with the variable of generated code, for a type that declares a context.
pub(crate) fn bind(items: &mut [Item], errors: &mut Errors) {
    for item in items {
        match item {
            Item::Rule(call) => {
                let built_in = call.path.get_ident().is_some();
                for argument in &mut call.arguments {
                    match argument {
                        Argument::Positional(value) | Argument::Named(_, value) => bind_in(value, errors),
                        Argument::Flag(word) if built_in && *word == "context" => {
                            let variable = variable(word);
                            *argument = Argument::Positional(syn::parse_quote!(#variable));
                        }
                        Argument::Flag(_) | Argument::Pattern(..) => {}
                    }
                }
            }
            // A function may have this name.
            Item::Custom(call) if !matches!(*call.function, Expr::Path(_)) => bind_in(&mut call.function, errors),
            Item::When(_, condition, items) => {
                condition.expression_mut().into_iter().for_each(|condition| bind_in(condition, errors));
                bind(items, errors);
            }
            Item::Inside(_, _, items) => bind(items, errors),
            _ => {}
        }
    }
}

/// The first place where an expression mentions the context by its word.
pub(crate) fn find(value: &Expr) -> Option<Span> {
    let mut found = None;
    if !matches!(value, Expr::Lit(_)) {
        rewrite(quote!(#value), &mut |word| {
            found = found.or(Some(word.span()));
            word.clone().into()
        });
    }
    found
}

/// The last name of a path into the context: `limit` for `context.shop.limit`.
pub(crate) fn named(tokens: TokenStream) -> Option<String> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if is_variable(&group) => {
                let mut name = String::from("context");
                while tokens.next_if(|token| is_punct(Some(token), '.')).is_some() {
                    if let Some(TokenTree::Ident(member)) = tokens.next() {
                        name = member.to_string().trim_start_matches("r#").to_owned();
                    }
                }
                return Some(name);
            }
            TokenTree::Group(group) => {
                if let Some(name) = named(group.stream()) {
                    return Some(name);
                }
            }
            _ => {}
        }
    }
    None
}

fn bind_in(value: &mut Expr, errors: &mut Errors) {
    if find(value).is_none() {
        return;
    }
    let tokens = rewrite(quote!(#value), &mut variable);
    match syn::parse2(tokens) {
        Ok(bound) => *value = bound,
        Err(error) => errors.push(error),
    }
}

/// The variable in a group that has the span of the word.
fn variable(word: &Ident) -> TokenTree {
    let variable = crate::hygiene::local(VARIABLE, word.span());
    let mut group = Group::new(Delimiter::Parenthesis, quote!(&*#variable));
    group.set_span(word.span());
    TokenTree::Group(group)
}

fn is_variable(group: &Group) -> bool {
    matches!(group.stream().into_iter().nth(2), Some(TokenTree::Ident(name)) if name == VARIABLE)
}

/// Replaces every `context` that can mean a value. It does not mean one if it is the name of a member, a function or a
/// module.
fn rewrite(tokens: TokenStream, other: &mut dyn FnMut(&Ident) -> TokenTree) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if is_parameter(&tokens) {
        return tokens.into_iter().collect();
    }
    let mut out = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        out.push(match token {
            TokenTree::Ident(word) if word == "context" && is_value(&tokens, index) => other(word),
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), rewrite(group.stream(), other));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            token => token.clone(),
        });
    }
    out.into_iter().collect()
}

/// Whether a word follows neither a dot nor colons, and what follows it does not make it another name.
fn is_value(tokens: &[TokenTree], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    let (next, after) = (tokens.get(index + 1), tokens.get(index + 2));
    let is_macro = is_punct(next, '!') && !is_punct(after, '=');
    let is_call = matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    !(is_punct(before, '.') || is_punct(before, ':') || is_punct(next, ':') || is_macro || is_call)
}

/// Whether a closure among the tokens has a parameter called `context`.
fn is_parameter(tokens: &[TokenTree]) -> bool {
    let bars = tokens.iter().enumerate().filter(|(_, token)| is_punct(Some(token), '|'));
    bars.into_iter().any(|(start, bar)| {
        let opens = match start.checked_sub(1).and_then(|before| tokens.get(before)) {
            None => true,
            Some(TokenTree::Punct(before)) => matches!(before.as_char(), ',' | '=' | '>' | '&'),
            Some(TokenTree::Ident(before)) => before == "move",
            Some(_) => false,
        };
        let is_single = matches!(bar, TokenTree::Punct(bar) if bar.spacing() == Spacing::Alone)
            || !is_punct(tokens.get(start + 1), '|');
        let parameters = tokens[start + 1..].iter().take_while(|token| !is_punct(Some(token), '|'));
        opens
            && is_single
            && parameters.into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "context"))
    })
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_found_where_it_means_a_value() {
        for (written, found) in [
            ("context.create", true),
            ("self.a > context.limit", true),
            ("matches!(context.mode, Mode::Create)", true),
            ("context != Mode::Create", true),
            ("[context.a, 1]", true),
            ("self.context", false),
            ("context(1)", false),
            ("context::LIMIT", false),
            ("my::context", false),
            ("context!(1)", false),
            ("|value, context| context.has(value)", false),
            ("move |context: &Shop| context.limit", false),
            ("|value| context.has(value)", true),
        ] {
            let value: Expr = syn::parse_str(written).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!(find(&value).is_some(), found, "{written}");
        }
    }

    #[test]
    fn what_is_read_has_the_last_name() {
        for (written, name) in [
            ("(&*__own_context).limit", Some("limit")),
            ("1 + (&*__own_context).shop.r#type.most()", Some("most")),
            ("[(&*__own_context), 1]", Some("context")),
            ("self.limit", None),
        ] {
            let tokens: TokenStream = written.parse().unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!(named(tokens).as_deref(), name, "{written}");
        }
    }
}
