//! What rules below `each`, `keys` and `values` remember from the first element to the last. So they look at another
//! field once, not for each element.

use std::cell::RefCell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned as _;

use super::target::Target;
use crate::hygiene::local;
use crate::mention;
use crate::model::Model;

/// The variables around the walk over elements. The first element that reads one fills it.
#[derive(Default)]
pub(super) struct Memories {
    variables: RefCell<Vec<TokenStream>>,
}

impl Memories {
    /// A variable for what a rule finds out about its arguments.
    pub(super) fn memory(&self, model: &Model<'_>, span: Span) -> Ident {
        let krate = model.krate(span);
        self.variable(span, &quote_spanned!(span=> #krate::__private::Memory::new()))
    }

    /// A variable for a value.
    fn value(&self, span: Span) -> Ident {
        self.variable(span, &quote_spanned!(span=> ::core::cell::OnceCell::new()))
    }

    fn variable(&self, span: Span, value: &TokenStream) -> Ident {
        let mut variables = self.variables.borrow_mut();
        let name = format_ident!("__memory{}", variables.len(), span = Span::mixed_site().located_at(span));
        // A variable that refers to others is declared after them, so that it is dropped before them.
        variables.push(quote_spanned!(span=> let #name = &#value;));
        name
    }

    /// The walk, with the variables around it.
    pub(super) fn around(self, model: &Model<'_>, walk: TokenStream) -> TokenStream {
        let variables = self.variables.into_inner();
        if variables.is_empty() {
            return walk;
        }
        let krate = model.krate(Span::call_site());
        quote! {
            {
                use #krate::__private::{AsItPrepares as _, ByHash as _, ByNumber as _};
                #(#variables)*
                #walk
            }
        }
    }
}

/// A closure that finds, by the types of a rule and a value, how the rule prepares itself.
pub(super) fn preparation(model: &Model<'_>, span: Span) -> TokenStream {
    let krate = model.krate(span);
    let (rule, value) = (local("__rule", span), local("__element", span));
    quote_spanned!(span=> |#rule, #value| (&&#krate::__private::Search(#rule, #value)).table())
}

impl Target<'_, '_> {
    /// An argument as it runs. If it does more than name a field, it runs once for all elements.
    pub(super) fn once(&self, value: &Expr) -> TokenStream {
        let bound = self.bind(quote!(#value));
        match self.memories {
            Some(memories) if !is_place(value) => {
                let (span, memories) = (value.span(), memories.value(value.span()));
                quote_spanned!(span=> *#memories.get_or_init(|| #bound))
            }
            _ => bound,
        }
    }

    /// A condition as it runs.
    pub(super) fn condition(&self, condition: &Expr) -> TokenStream {
        let bound = self.bind(quote!(#condition));
        match self.memories {
            Some(memories) if !is_place(condition) && mention::mentions_self(quote!(#condition)) => {
                let (span, memories) = (condition.span(), memories.value(condition.span()));
                let krate = self.model.krate(span);
                quote_spanned!(span=> *#memories.get_or_init(|| #krate::__private::Holds::holds(#bound)))
            }
            _ => bound,
        }
    }
}

/// Whether the expression only names a place: `self.a.b`, `self.list[0]`.
fn is_place(value: &Expr) -> bool {
    match value {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(index) => is_place(&index.expr) && (is_place(&index.index) || matches!(*index.index, Expr::Lit(_))),
        Expr::Paren(inner) => is_place(&inner.expr),
        // The context is a place.
        Expr::Reference(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_place(&unary.expr),
        _ => false,
    }
}
