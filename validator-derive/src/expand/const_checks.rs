//! Constants that let `cargo check` find mistakes in arguments. Constants inside of functions are evaluated only when
//! code is generated.
//!
//! The closure in them is never called. Through it the literals of the rule take the type of the field.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote_spanned};
use syn::spanned::Spanned as _;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprLit, GenericParam, Lifetime, Lit, Type};

use super::{batch, rule};
use crate::attr::{Argument, Inside, Item, RuleCall};
use crate::catalogue::{self, EQUAL, EXCLUSIVE_MAX};
use crate::check::Number;
use crate::hygiene::local;
use crate::mention;
use crate::model::{Field, Model};
use crate::types::names;

pub(super) fn const_checks(model: &Model<'_>) -> TokenStream {
    let mut written = TokenStream::new();
    for variant in &model.variants {
        for field in &variant.fields {
            let mut ty = field.ty.clone();
            Static.visit_type_mut(&mut ty);
            let ty = (!super::is_generic(model, field.ty)).then_some(ty);
            let mut checks =
                FieldChecks { model, fields: &variant.fields, ty, around: Vec::new(), written: &mut written };
            checks.items(&field.items);
        }
    }
    written
}

/// Writes the constants for the rules of one field.
struct FieldChecks<'p, 'a> {
    model: &'p Model<'a>,
    fields: &'p [Field<'a>],
    /// The type of the field, if a constant outside of the impl can name it.
    ty: Option<Type>,
    /// The groups around the rule.
    around: Vec<(Inside, Span)>,
    written: &'p mut TokenStream,
}

impl FieldChecks<'_, '_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Rule(call) => {
                    let check = self.check(call);
                    self.written.extend(check);
                }
                Item::Inside(inside, span, items) => {
                    self.around.push((*inside, *span));
                    self.items(items);
                    self.around.pop();
                }
                Item::When(_, _, items) => self.items(items),
                _ => {}
            }
        }
    }

    fn check(&self, call: &RuleCall) -> TokenStream {
        let span = call.span();
        let message = call.wording.message.as_ref();
        let text = message.map(syn::LitStr::value).unwrap_or_default();
        let placeholders = rule::placeholders(&text);
        let constant = !rule::mentions_self(call);
        let inside = self.ty.as_ref().and_then(|ty| self.inside(ty));
        let checked = !call.waits() && constant && can_be_wrong(call, inside) && (self.ty.is_some() || has_type(call));
        if !checked && placeholders.is_empty() || self.names_generics(call) {
            return TokenStream::new();
        }
        let own = &self.model.input.ident;
        let made = match constant {
            true => rule::construct(self.model, call, &|value| without_self(quote!(#value), own)),
            false => rule::describe(self.model, call, self.fields),
        };
        let made_rule = Ident::new("__rule", span);
        let placeholders = placeholders.into_iter().map(|name| {
            let span = message.map_or(span, syn::LitStr::span);
            let (krate, made_rule) = (self.model.krate(span), Ident::new("__rule", span.resolved_at(made_rule.span())));
            let name = super::literal(name, span);
            quote_spanned!(span=> #krate::__private::placeholder(&#made_rule, #name);)
        });
        // Rules of the user have no `verify`. Their setters may assert.
        let verify = (checked && call.path.get_ident().is_some()).then(|| {
            let (start, end) = rule::arguments_span(call);
            let made_rule = Ident::new("__rule", start.resolved_at(span));
            quote_spanned!(end.resolved_at(span)=> #made_rule.verify();)
        });
        let literals = literals(call).filter(|_| checked);
        let possible = inside.zip(literals).map(|(ty, literals)| self.possible(call, ty, &literals));
        let infer = self.ty.as_ref().filter(|_| constant && !call.waits()).map(|ty| self.infer(ty, &made_rule));
        quote_spanned! {span=>
            const _: () = {
                let #made_rule = #made;
                #infer
                #verify
                #possible
                #(#placeholders)*
            };
        }
    }

    /// A closure that calls the rule as the impl does. So rustc finds the same error in both, and shows it once.
    fn infer(&self, ty: &Type, made_rule: &Ident) -> TokenStream {
        let span = made_rule.span();
        let krate = self.model.krate(span);
        let (item, walker, subject) = (local("__item", span), local("__walker", span), local("__subject", span));
        let runner = rule::runner(self.model, self.inside(ty), span);
        let mut infer = quote_spanned! {span=>
            let #subject = &(&#krate::__private::Probe(#item)).subject();
            #runner::infer({ #krate::__private::value(#subject) }, &#made_rule);
        };
        for (inside, span) in self.around.iter().rev() {
            let step = quote!(&#krate::__private::Spot::Here);
            infer = super::target::visit(self.model, *inside, *span, &super::placed("__item", *span), &step, &infer);
        }
        // A type that is a subject needs neither import. With the span of the derive, rustc does not warn.
        let __private = self.model.krate(Span::call_site());
        let traits = quote!(use #__private::__private::{ProbeOption as _, ProbeOpaque as _};);
        quote_spanned! {span=>
            #traits
            let _ = |#item: &#ty, #walker: &mut #krate::__private::Walker<'_>| { #infer };
        }
    }

    /// The type that the rule checks, if it is visible.
    fn inside<'t>(&self, ty: &'t Type) -> Option<&'t Type> {
        self.around.iter().try_fold(ty, |ty, (inside, _)| names::element(ty, *inside))
    }

    /// The check that some values of the type pass, and some do not.
    fn possible(&self, call: &RuleCall, ty: &Type, literals: &[TokenStream]) -> TokenStream {
        let (start, end) = rule::arguments_span(call);
        let span = end.resolved_at(call.span());
        let krate = self.model.krate(start.resolved_at(call.span()));
        let literals = literals.iter().map(|literal| quote_spanned!(span=> #krate::__private::Literal::#literal));
        let names = call.arguments.iter().filter_map(|argument| match argument {
            Argument::Positional(_) => Some(String::new()),
            Argument::Named(name, _) => Some(name.to_string()),
            Argument::Pattern(..) | Argument::Flag(_) => None,
        });
        let (function, __private) = (Ident::new("possible", span), self.model.krate(Span::call_site()));
        quote_spanned! {span=>
            #[allow(unused_imports)]
            use #__private::__private::AnyType as _;
            #krate::__private::#function(&__rule, #__private::__private::TypeOf::<#ty>::FACTS, &[#((#names, #literals)),*]);
        }
    }

    /// Whether an argument names something that only the impl can name: a type or const parameter, `Self` of a generic
    /// type.
    fn names_generics(&self, call: &RuleCall) -> bool {
        let mut names: Vec<String> = Vec::new();
        for parameter in &self.model.input.generics.params {
            names.extend(match parameter {
                GenericParam::Type(parameter) => Some(parameter.ident.to_string()),
                GenericParam::Const(parameter) => Some(parameter.ident.to_string()),
                GenericParam::Lifetime(_) => None,
            });
        }
        if !names.is_empty() {
            names.push("Self".into());
        }
        !names.is_empty()
            && (names_any(call.path.to_token_stream(), &names)
                || rule::values(call).any(|value| names_any(quote!(#value), &names)))
    }
}

fn names_any(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        TokenTree::Group(group) => names_any(group.stream(), names),
        _ => false,
    })
}

/// `Self` has no meaning outside of the impl.
fn without_self(tokens: TokenStream, own: &Ident) -> TokenStream {
    mention::replace(tokens, &|ident| {
        let mut own = own.clone();
        own.set_span(ident.span());
        (ident == "Self").then_some(own)
    })
}

/// Whether the arguments may contradict each other or the rule. Bounds that are literals have been compared already.
fn can_be_wrong(call: &RuleCall, ty: Option<&Type>) -> bool {
    let class = ty.and_then(names::class);
    if let Some(name) = ty.and_then(names::plain_name) {
        if rule::values(call).filter_map(Number::of).any(|number| !number.fits(&name)) {
            return false;
        }
    }
    // rustc finds text beside a number in the impl.
    let is_text = |value: &Expr| matches!(value, Expr::Lit(ExprLit { lit: Lit::Str(_), .. }));
    if rule::values(call).any(is_text) && rule::values(call).any(|value| Number::of(value).is_some()) {
        return false;
    }
    let is_plain = class.and_then(|class| batch::fit(call, class)).is_some_and(|fit| fit.harmless);
    call.arguments.iter().any(|argument| match argument {
        Argument::Flag(_) | Argument::Pattern(..) => false,
        Argument::Positional(value) => !is_harmless(value, is_plain),
        Argument::Named(name, value) => {
            let is_bound = catalogue::is_bound(name) || name == EQUAL;
            // Nothing has a length below 0.
            let is_end = |number: Number| number.is_edge() && (class.is_some() || name == EXCLUSIVE_MAX);
            !is_bound || Number::of(value).is_none_or(is_end)
        }
    })
}

/// Whether a literal cannot be a mistake that the build looks for. It cannot be one if it is a number at which no type
/// ends, or text that is not empty, and the catalogue calls the rule harmless.
fn is_harmless(value: &Expr, is_plain: bool) -> bool {
    match (value, Number::of(value)) {
        (_, Some(number @ Number::Float(_))) => !number.is_edge(),
        (_, Some(number)) => is_plain && !number.is_edge() && !number.is_one(),
        (Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), _) => is_plain && !text.value().is_empty(),
        (Expr::Lit(_), _) => true,
        _ => false,
    }
}

/// The values that the user wrote, if all are literals of whole numbers or text.
fn literals(call: &RuleCall) -> Option<Vec<TokenStream>> {
    let literal = |value: &Expr| match (value, Number::of(value)) {
        (Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), _) => Some(quote_spanned!(text.span()=> Text(#text))),
        (_, Some(Number::Integer { negative, digits })) => {
            let number = i128::try_from(digits).ok()?;
            let number = Literal::i128_unsuffixed(if negative { -number } else { number });
            Some(quote_spanned!(value.span()=> Number(#number)))
        }
        _ => None,
    };
    let literals: Option<Vec<TokenStream>> = rule::values(call).map(literal).collect();
    literals.filter(|literals| !literals.is_empty() && call.path.get_ident().is_some())
}

/// Whether the rule has a type without a field. A constant has a type, a number literal has none.
fn has_type(call: &RuleCall) -> bool {
    rule::values(call).any(|value| !matches!(value, Expr::Lit(_) | Expr::Unary(_) | Expr::Array(_)))
}

/// Makes all lifetimes `'static`, because a constant can name no other.
struct Static;

impl VisitMut for Static {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        *lifetime = Lifetime::new("'static", lifetime.span());
    }

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        reference.lifetime = Some(Lifetime::new("'static", reference.and_token.span()));
        syn::visit_mut::visit_type_reference_mut(self, reference);
    }
}
