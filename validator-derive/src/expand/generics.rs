//! Names in the types of fields.

use proc_macro2::Ident;
use syn::visit::Visit;
use syn::{ExprPath, Type};

/// Whether a type mentions a name, such as that of a type parameter.
pub(super) fn mentions(ty: &Type, name: &Ident) -> bool {
    let mut search = NameSearch { name, found: false };
    search.visit_type(ty);
    search.found
}

/// Whether a name stands in the path of a function.
pub(super) fn mentioned_in_path(path: &ExprPath, name: &Ident) -> bool {
    let mut search = NameSearch { name, found: false };
    search.visit_expr_path(path);
    search.found
}

struct NameSearch<'n> {
    name: &'n Ident,
    found: bool,
}

impl<'ast> Visit<'ast> for NameSearch<'_> {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.found |= ident == self.name;
    }
}
