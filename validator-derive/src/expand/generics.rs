//! Names in the types of fields.

use proc_macro2::Ident;
use syn::Type;
use syn::visit::Visit;

/// Whether a name stands in a type: that of a parameter, or of the type itself.
pub(super) struct Uses<'p> {
    name: &'p Ident,
    found: bool,
}

impl<'p> Uses<'p> {
    pub(super) fn of(name: &'p Ident) -> Self {
        Self { name, found: false }
    }

    pub(super) fn found_in(mut self, ty: &Type) -> bool {
        self.visit_type(ty);
        self.found
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.found |= ident == self.name;
    }
}
