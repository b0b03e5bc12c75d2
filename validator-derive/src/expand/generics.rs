//! Names in the types of fields.

use proc_macro2::Ident;
use syn::Type;
use syn::visit::Visit;

/// Whether a name stands in a type: that of a parameter, or of the type itself.
pub(super) fn names(ty: &Type, name: &Ident) -> bool {
    let mut search = NameSearch { name, found: false };
    search.visit_type(ty);
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
