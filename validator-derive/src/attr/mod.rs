//! The grammar of `#[validate(…)]`: words of the derive itself, and rules, which are builder calls. `#[rules(…)]` is
//! the same attribute under a name that no other derive reads.

pub(crate) mod call;
pub(crate) mod context;
mod item;
pub(crate) mod normalize;
mod spelling;
mod words;

use proc_macro2::TokenTree;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Token};

use crate::errors::Errors;

pub(crate) use item::{Argument, Condition, CustomCall, Inside, Item, LOOKUPS, RuleCall, Setting, Word, own_label};
pub(crate) use normalize::{Normal, NormalWord, TextWord};
pub(crate) use spelling::near;

/// Reads every `#[validate(…)]` and `#[rules(…)]` among the attributes: one list of items each.
pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Vec<Vec<Item>> {
    let mut lists = Vec::new();
    for attribute in attributes {
        let Some(name) = attribute.path().get_ident().filter(|name| *name == "validate" || *name == "rules") else {
            continue;
        };
        match attribute.meta.require_list() {
            Err(_) => errors.add_at(
                &attribute.meta,
                format!("missing rules; write them in parentheses, as in `#[{name}(required, email)]`"),
            ),
            Ok(list) => match (|input: ParseStream<'_>| Ok(items(input, errors))).parse2(list.tokens.clone()) {
                Ok(items) => lists.push(items),
                Err(error) => errors.push(error),
            },
        }
    }
    lists
}

/// Reads items up to the end. One that cannot be read is reported and skipped, so that the others still count.
fn items(input: ParseStream<'_>, errors: &mut Errors) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        match words::item(input, errors) {
            Ok(item) => {
                items.push(item);
                comma("rules", input, errors);
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

/// Reports anything that stands in place of a comma.
fn comma(what: &str, input: ParseStream<'_>, errors: &mut Errors) {
    if !input.is_empty() && !input.peek(Token![,]) {
        let ahead = input.fork();
        let found = ahead.parse::<TokenTree>().map(|token| token.to_string()).unwrap_or_default();
        errors.add(input.span(), format!("unexpected `{found}`; {what} are separated by commas"));
        skip_to_comma(input);
    }
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _: Result<TokenTree, _> = input.parse();
    }
}

fn skip_to_end(input: ParseStream<'_>) {
    while !input.is_empty() {
        let _: Result<TokenTree, _> = input.parse();
    }
}
