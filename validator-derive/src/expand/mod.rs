//! Writes the code for a checked model. Builds on all other folders. Nothing here can fail.
//!
//! Every token that rustc may complain about carries the span of what the user wrote.

mod batch;
mod bounds;
mod condition;
mod const_checks;
mod context;
mod custom;
mod declaration;
mod decode;
mod dependencies;
mod field;
mod field_rules_fn;
mod generics;
mod impls;
mod limits;
mod memories;
mod normalize;
mod request_conditions;
mod rule;
mod slots;
mod spot;
mod target;
mod unchecked;
mod unread_field;
mod walk;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{GenericParam, LitStr, Type};

use crate::check::CheckedModel;
use crate::hygiene::local;
use crate::model::Model;
use context::Context;

/// Everything that `#[derive(Validate)]` generates.
pub(crate) fn expand(model: &CheckedModel<'_, '_>) -> TokenStream {
    let (questions, walk) = (unchecked::questions(model), walk::walk(model));
    let body = quote!(#questions #walk);
    let const_checks = const_checks::const_checks(model);
    let context = Context::of(model);
    let field_rules = field_rules_fn::functions(model, &context);
    let inspected = cfg!(feature = "decode") && decode::is_read_by_field(model);
    let tables = spot::tables(model, inspected);
    let traits = impls::traits(model, &context, &body, &normalize::method(model, &context));
    let answer = unchecked::answer(model, false);
    let inspect = if cfg!(feature = "decode") { decode::inspect(model, &context) } else { TokenStream::new() };
    let declaration = if cfg!(feature = "declaration") { declaration::declaration(model) } else { TokenStream::new() };
    quote! {
        // The user's lints are for the user's code. No group of lints is allowed here: if the user forbids one of the
        // group, the code would not compile.
        #[allow(deprecated, unused_qualifications, clippy::absolute_paths, clippy::let_underscore_must_use)]
        const _: () = {
            #tables
            #field_rules
            #traits
            #answer
            #inspect
            #declaration
            #const_checks
        };
    }
}

/// The mistakes, and empty impls, so that the rest of the user's crate does not fail because of them.
pub(crate) fn fallback(model: &Model<'_>, mistakes: &syn::Error) -> TokenStream {
    let mistakes = mistakes.to_compile_error();
    let context = Context::of(model);
    let traits = impls::traits(model, &context, &TokenStream::new(), &TokenStream::new());
    let answer = unchecked::answer(model, true);
    let inspect = if cfg!(feature = "decode") { decode::empty(model, &context) } else { TokenStream::new() };
    let declaration = if cfg!(feature = "declaration") { declaration::empty(model) } else { TokenStream::new() };
    quote! {
        #mistakes
        const _: () = {
            #traits
            #answer
            #inspect
            #declaration
        };
    }
}

/// A variable as an argument with a span of the user's code. rustc uses the span of the braces.
fn placed(name: &str, span: Span) -> TokenStream {
    let variable = local(name, span);
    quote_spanned!(span=> { #variable })
}

/// The code for whichever variant the value is. Nothing where no variant has any.
fn match_self(arms: TokenStream) -> TokenStream {
    if arms.is_empty() {
        return arms;
    }
    quote! {
        match self {
            #arms
            _ => {}
        }
    }
}

/// A name in the document as a literal.
fn literal(name: &str, span: Span) -> LitStr {
    LitStr::new(name, span)
}

/// Whether a type mentions a type or const parameter, so that a constant outside of the impl cannot name it.
fn is_generic(model: &Model<'_>, ty: &Type) -> bool {
    model.input.generics.params.iter().any(|parameter| match parameter {
        GenericParam::Type(parameter) => generics::mentions(ty, &parameter.ident),
        GenericParam::Const(parameter) => generics::mentions(ty, &parameter.ident),
        GenericParam::Lifetime(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::Errors;
    use crate::{check, model};

    #[test]
    fn the_crate_has_no_other_name_than_the_one_given() {
        let input = syn::parse_quote! {
            #[validate(crate = my::checks, custom(check), field = "a")]
            struct Order<T> {
                #[validate(required, length(min = MIN, max = 3, message = "{min}"), regex("^a"), custom(check))]
                a: String,
                #[validate(nested, each(nested, gt(0)), when(self.a.is_empty(), gt(self.c)), bail)]
                b: Vec<T>,
                #[serde(flatten)]
                #[validate(nested)]
                c: Inner,
            }
        };
        let mut errors = Errors::default();
        let model = model::read(&input, &mut errors);
        let model = check::check(&model, errors).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let written = expand(&model).to_string();
        assert!(written.contains("my :: checks :: rules :: Rule :: run"));
        assert!(!written.contains("unprocessable"), "{written}");
    }
}
