//! What a sentence can say about a condition: that a field is true, or how it compares with a literal.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned as _;
use syn::{BinOp, Expr, ExprBinary, ExprLit, ExprUnary, Lit, Member, Token, UnOp};

/// Methods that give the same value in another type.
const VIEWS: &[&str] = &["as_deref", "as_ref", "as_str", "clone", "cloned", "copied"];

/// The calls on the mention of a field that let a sentence repeat the condition. A field alone needs none.
pub(super) fn mention_calls(krate: &TokenStream, condition: &Expr) -> TokenStream {
    let span = condition.span();
    if is_field(condition) {
        return TokenStream::new();
    }
    let Some((relation, value)) = comparison(krate, condition) else {
        return quote_spanned!(span=> .among_others());
    };
    let relation = Ident::new(relation, Span::call_site());
    quote_spanned!(span=> .compared(#krate::__private::Relation::#relation, || #value))
}

/// The relation, and the value as an `Option` of an argument.
fn comparison(krate: &TokenStream, condition: &Expr) -> Option<(&'static str, TokenStream)> {
    match condition {
        Expr::Paren(paren) => comparison(krate, &paren.expr),
        Expr::Group(group) => comparison(krate, &group.expr),
        Expr::Unary(ExprUnary { op: UnOp::Not(_), expr, .. }) if is_field(expr) => {
            Some(("Is", quote!(::core::option::Option::Some(#krate::Argument::Boolean(false)))))
        }
        Expr::Binary(ExprBinary { left, op, right, .. }) if is_field(left) => {
            Some((relation(op, false)?, literal(krate, right)?))
        }
        Expr::Binary(ExprBinary { left, op, right, .. }) if is_field(right) => {
            Some((relation(op, true)?, literal(krate, left)?))
        }
        Expr::Macro(call) if call.mac.path.is_ident("matches") => {
            let (value, pattern) = call
                .mac
                .parse_body_with(|input: syn::parse::ParseStream<'_>| {
                    let value = input.parse::<Expr>()?;
                    input.parse::<Token![,]>()?;
                    let pattern = input.parse::<Expr>()?;
                    input.parse::<Option<Token![,]>>()?;
                    Ok((value, pattern))
                })
                .ok()?;
            if is_field(&value) { Some(("Is", literal(krate, &pattern)?)) } else { None }
        }
        _ => None,
    }
}

fn relation(op: &BinOp, turned: bool) -> Option<&'static str> {
    let relation = match (op, turned) {
        (BinOp::Eq(_), _) => "Is",
        (BinOp::Ne(_), _) => "IsNot",
        (BinOp::Gt(_), false) | (BinOp::Lt(_), true) => "Greater",
        (BinOp::Ge(_), false) | (BinOp::Le(_), true) => "AtLeast",
        (BinOp::Lt(_), false) | (BinOp::Gt(_), true) => "Less",
        (BinOp::Le(_), false) | (BinOp::Ge(_), true) => "AtMost",
        _ => return None,
    };
    Some(relation)
}

/// Whether this is one field, not something inside of it.
fn is_field(value: &Expr) -> bool {
    match value {
        Expr::Paren(paren) => is_field(&paren.expr),
        Expr::Group(group) => is_field(&group.expr),
        Expr::Reference(reference) => is_field(&reference.expr),
        Expr::Unary(ExprUnary { op: UnOp::Deref(_), expr, .. }) => is_field(expr),
        Expr::MethodCall(call) => {
            call.args.is_empty() && VIEWS.iter().any(|view| call.method == view) && is_field(&call.receiver)
        }
        Expr::Field(field) => {
            matches!(&*field.base, Expr::Path(path) if path.path.is_ident("self"))
                && matches!(field.member, Member::Named(_))
        }
        _ => false,
    }
}

/// The argument that shows a literal, or a variant without data.
fn literal(krate: &TokenStream, value: &Expr) -> Option<TokenStream> {
    let argument = match value {
        Expr::Paren(paren) => return literal(krate, &paren.expr),
        Expr::Group(group) => return literal(krate, &group.expr),
        Expr::Reference(reference) => return literal(krate, &reference.expr),
        Expr::Call(call) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some")) => {
            return literal(krate, call.args.first().filter(|_| call.args.len() == 1)?);
        }
        Expr::Lit(ExprLit { lit, .. }) => number_or_text(krate, lit, false)?,
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match &**expr {
            Expr::Lit(ExprLit { lit: lit @ (Lit::Int(_) | Lit::Float(_)), .. }) => number_or_text(krate, lit, true)?,
            _ => return None,
        },
        // A constant may be anything. A variant is shown by its name in the document.
        Expr::Path(path) if path.qself.is_none() => {
            let name = path.path.segments.last()?;
            let text = name.ident.to_string();
            let is_variant = text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase);
            if !is_variant || text == "None" || !name.arguments.is_none() {
                return None;
            }
            return Some(quote_spanned! {value.span()=> {
                #[allow(unused_imports)]
                use #krate::__private::{ShownValue as _, HiddenValue as _};
                (&&#krate::__private::ConditionValue(&#value)).argument()
            }});
        }
        _ => return None,
    };
    Some(quote!(::core::option::Option::Some(#argument)))
}

fn number_or_text(krate: &TokenStream, literal: &Lit, negative: bool) -> Option<TokenStream> {
    let sign = negative.then(|| quote!(-));
    let argument = match literal {
        Lit::Str(text) => quote!(Text(#text)),
        Lit::Char(character) => {
            let text = character.value().to_string();
            quote!(Text(#text))
        }
        Lit::Bool(value) => quote!(Boolean(#value)),
        Lit::Int(number) => {
            let number = number.base10_digits().parse::<i128>().ok().map(proc_macro2::Literal::i128_suffixed)?;
            quote!(Integer(#sign #number))
        }
        Lit::Float(number) => {
            let number = number.base10_digits().parse::<f64>().ok().map(proc_macro2::Literal::f64_suffixed)?;
            quote!(Float(#sign #number))
        }
        _ => return None,
    };
    Some(quote!(#krate::Argument::#argument))
}
