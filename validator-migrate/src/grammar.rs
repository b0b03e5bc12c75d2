//! The grammar that the attributes of all three crates share: names with a value or with arguments.

use std::ops::Range;

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, Token, parenthesized, token};

use crate::tokens::{place, range};

/// `email`, `length(min = 1)`, `minimum = 5`
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) name_range: Range<usize>,
    pub(crate) range: Range<usize>,
    pub(crate) value: Option<Expr>,
    pub(crate) arguments: Option<TokenStream>,
}

/// `min = 1`, `bytes`, `self.password`
#[derive(Clone)]
pub(crate) struct Argument {
    pub(crate) name: Option<String>,
    pub(crate) value: Expr,
    pub(crate) range: Range<usize>,
}

/// The items in the parentheses of an attribute.
pub(crate) fn items(tokens: TokenStream) -> syn::Result<Vec<Item>> {
    Punctuated::<Item, Token![,]>::parse_terminated.parse2(tokens).map(|items| items.into_iter().collect())
}

impl Item {
    pub(crate) fn arguments(&self) -> syn::Result<Vec<Argument>> {
        let tokens = self.arguments.clone().unwrap_or_default();
        Punctuated::<Argument, Token![,]>::parse_terminated.parse2(tokens).map(|found| found.into_iter().collect())
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = Ident::parse_any(input)?;
        let (name_range, mut end) = (range(name.span()), range(name.span()).end);
        let (mut value, mut arguments) = (None, None);
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            let parsed: Expr = input.parse()?;
            end = place(&parsed).end;
            value = Some(parsed);
        } else if input.peek(token::Paren) {
            let content;
            let parentheses = parenthesized!(content in input);
            arguments = Some(content.parse()?);
            end = range(parentheses.span.close()).end;
        }
        Ok(Self { name: name.unraw().to_string(), range: name_range.start..end, name_range, value, arguments })
    }
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let named = input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        if !named {
            let value: Expr = input.parse()?;
            return Ok(Self { name: None, range: place(&value), value });
        }
        let name = Ident::parse_any(input)?;
        input.parse::<Token![=]>()?;
        let value: Expr = input.parse()?;
        let range = range(name.span()).start..place(&value).end;
        Ok(Self { name: Some(name.unraw().to_string()), value, range })
    }
}

impl Argument {
    /// The text of a literal.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.value {
            Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        }
    }

    /// `true` for `use_context` and `use_context = true`.
    pub(crate) fn is_set(&self, flag: &str) -> bool {
        match (&self.name, &self.value) {
            (None, Expr::Path(path)) => path.path.is_ident(flag),
            (Some(name), Expr::Lit(literal)) => {
                name == flag && matches!(&literal.lit, syn::Lit::Bool(value) if value.value)
            }
            _ => false,
        }
    }

    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }
}

/// The last name of a path.
pub(crate) fn last_name(value: &Expr) -> Option<String> {
    match value {
        Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}
