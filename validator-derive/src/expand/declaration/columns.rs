//! The fields of a struct or variant as columns. A struct for each field would take the compiler several times as long.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;

use super::rules::Set;
use super::shape;
use crate::catalogue::{MOST_FIELDS, MOST_RULES};
use crate::model::Model;
use crate::types::names;

/// The columns, filled field by field.
#[derive(Default)]
pub(super) struct Columns {
    names: Vec<String>,
    shapes: Vec<FieldShape>,
    rules: Vec<Rule>,
    counts: Vec<u8>,
    more: Vec<TokenStream>,
}

/// A rule as an expression.
pub(super) struct Rule {
    pub(super) rule: TokenStream,
    pub(super) span: Span,
    /// Whether rustc finds nothing wrong with it, so that it may stand in a tuple with others.
    pub(super) fits: bool,
}

/// The shape of a field.
pub(super) enum FieldShape {
    /// That of a type which certainly has one.
    Type(Box<Type>),
    /// An expression.
    Expression(TokenStream),
}

impl FieldShape {
    pub(super) fn of(model: &Model<'_>, ty: &Type) -> Self {
        match names::is_leaf(ty) {
            true => Self::Type(ty.clone().into()),
            false => Self::Expression(shape::shape(model, ty)),
        }
    }
}

impl Columns {
    /// Adds a field: its name, its shape, its rules, and what is unusual about it.
    pub(super) fn add(&mut self, name: String, shape: FieldShape, set: Set, more: Vec<TokenStream>) {
        let index = self.names.len() as u16;
        self.names.push(name);
        self.shapes.push(shape);
        let more = more.into_iter().chain(set.more());
        self.more.extend(more.map(|more| quote!((#index, #more))));
        self.counts.extend((set.rules.len() as u16).to_le_bytes());
        self.rules.extend(set.rules);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A reference to the rows.
    pub(super) fn write(&self) -> TokenStream {
        let (count, names, more) = (self.names.len(), &self.names, &self.more);
        let (shapes, rules, counts) = (self.shape_lists(), tuples(&self.rules), Literal::byte_string(&self.counts));
        quote! {
            const {
                &__declaration::rows::<#count>(const {
                    &__declaration::FieldColumns {
                        names: &[#(#names),*], shapes: &[#(#shapes),*], rules: #rules, counts: #counts,
                        more: &[#(#more),*],
                    }
                })
            }
        }
    }

    /// The shapes in lists: a tuple of types for those that certainly have one, an expression for each other.
    fn shape_lists(&self) -> Vec<TokenStream> {
        let mut lists = Vec::new();
        let mut types: Vec<&Type> = Vec::new();
        let close = |types: &mut Vec<&Type>, lists: &mut Vec<TokenStream>| {
            if !types.is_empty() {
                lists.push(quote!(<(#(#types,)*) as __declaration::Shapes>::SHAPES));
                types.clear();
            }
        };
        for shape in &self.shapes {
            match shape {
                FieldShape::Type(ty) => {
                    types.push(ty);
                    if types.len() == MOST_FIELDS {
                        close(&mut types, &mut lists);
                    }
                }
                FieldShape::Expression(shape) => {
                    close(&mut types, &mut lists);
                    lists.push(quote!(&[#shape]));
                }
            }
        }
        close(&mut types, &mut lists);
        lists
    }
}

/// Rules in tuples. One that rustc may find something wrong with stands alone, at its own place.
pub(super) fn tuples(rules: &[Rule]) -> TokenStream {
    let mut tuples: Vec<TokenStream> = Vec::new();
    let mut at = 0;
    while let Some(rule) = rules.get(at) {
        let together = rules[at..].iter().take_while(|rule| rule.fits).take(MOST_RULES).count();
        if together == 0 {
            let (rule, span) = (&rule.rule, rule.span);
            tuples.push(quote_spanned!(span=> &(#rule,)));
            at += 1;
        } else {
            let rules = rules[at..at + together].iter().map(|rule| &rule.rule);
            tuples.push(quote!(&(#(#rules,)*)));
            at += together;
        }
    }
    quote!(&[#(#tuples),*])
}
