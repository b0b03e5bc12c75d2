//! Type parameters in the types of fields.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{PathArguments, Type};

/// Where a type parameter stands in a type: as a value, or as the key of a map.
pub(super) struct Uses<'p> {
    parameter: &'p Ident,
    pub(super) as_value: bool,
    pub(super) as_key: bool,
    key: bool,
}

impl<'p> Uses<'p> {
    pub(super) fn of(parameter: &'p Ident) -> Self {
        Self { parameter, as_value: false, as_key: false, key: false }
    }

    pub(super) fn look(&mut self, ty: &Type) {
        self.visit_type(ty);
    }

    pub(super) fn found_in(mut self, ty: &Type) -> bool {
        self.look(ty);
        self.as_value || self.as_key
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
        let is_map = segment.ident == "HashMap" || segment.ident == "BTreeMap" || segment.ident == "IndexMap";
        match &segment.arguments {
            PathArguments::AngleBracketed(arguments) if is_map => {
                for (index, argument) in arguments.args.iter().enumerate() {
                    let outer = self.key;
                    self.key |= index == 0;
                    self.visit_generic_argument(argument);
                    self.key = outer;
                }
            }
            _ => visit::visit_path_segment(self, segment),
        }
        self.visit_ident(&segment.ident);
    }

    fn visit_ident(&mut self, ident: &'ast Ident) {
        if ident == self.parameter {
            if self.key {
                self.as_key = true;
            } else {
                self.as_value = true;
            }
        }
    }
}
