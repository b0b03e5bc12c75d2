//! Fields without `self` in conditions and arguments.

use proc_macro2::{Span, TokenTree};
use syn::visit::Visit;
use syn::{Expr, ExprBlock, ExprCall, ExprClosure, ExprMacro, ExprMatch, ExprPath};

/// Reports each field that is written as if it were a variable.
pub(super) fn fields(value: &Expr, fields: &[String], report: impl FnMut(&str, Span)) {
    Bare { fields, report }.visit_expr(value);
}

struct Bare<'f, R> {
    fields: &'f [String],
    report: R,
}

impl<R: FnMut(&str, Span)> Bare<'_, R> {
    fn name(&mut self, name: &syn::Ident) {
        let text = name.to_string();
        if self.fields.contains(&text) {
            (self.report)(&text, name.span());
        }
    }
}

impl<R: FnMut(&str, Span)> Visit<'_> for Bare<'_, R> {
    fn visit_expr_path(&mut self, path: &ExprPath) {
        if let Some(name) = path.path.get_ident() {
            self.name(name);
        }
    }

    /// A function may have the name of a field.
    fn visit_expr_call(&mut self, call: &ExprCall) {
        if !matches!(*call.func, Expr::Path(_)) {
            self.visit_expr(&call.func);
        }
        call.args.iter().for_each(|value| self.visit_expr(value));
    }

    fn visit_expr_macro(&mut self, called: &ExprMacro) {
        let first = called.mac.tokens.clone().into_iter().next();
        if let Some(TokenTree::Ident(name)) = first.filter(|_| called.mac.path.is_ident("matches")) {
            self.name(&name);
        }
    }

    // Closures and blocks declare names of their own.
    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_expr_block(&mut self, _: &ExprBlock) {}

    fn visit_expr_match(&mut self, chosen: &ExprMatch) {
        self.visit_expr(&chosen.expr);
    }
}
