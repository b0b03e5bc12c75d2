//! The bounds of `#[serde(bound = "…")]`, with the names of our impl.

use serde_derive_internals::ast::{Container, Data};
use syn::visit_mut::{self, VisitMut};
use syn::{BoundLifetimes, GenericParam, Lifetime, WherePredicate};

/// The bounds on the type, its variants and its fields.
pub(crate) fn of(container: &Container<'_>) -> Vec<WherePredicate> {
    let variants = match &container.data {
        Data::Enum(variants) => variants.as_slice(),
        Data::Struct(..) => &[],
    };
    let bounds = container.attrs.de_bound().into_iter();
    let bounds = bounds.chain(variants.iter().filter_map(|variant| variant.attrs.de_bound()));
    let bounds = bounds.chain(container.data.all_fields().filter_map(|field| field.attrs.de_bound()));
    let mut bounds: Vec<WherePredicate> = bounds.flatten().cloned().collect();
    bounds.iter_mut().for_each(|bound| OurLifetime.visit_where_predicate_mut(bound));
    bounds
}

/// Replaces serde's `'de` with `'__de`, except where `for<'de>` gives it another meaning.
struct OurLifetime;

impl VisitMut for OurLifetime {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "de" {
            *lifetime = Lifetime::new("'__de", lifetime.span());
        }
    }

    fn visit_predicate_type_mut(&mut self, predicate: &mut syn::PredicateType) {
        if !declares(predicate.lifetimes.as_ref()) {
            visit_mut::visit_predicate_type_mut(self, predicate);
        }
    }

    fn visit_trait_bound_mut(&mut self, bound: &mut syn::TraitBound) {
        if !declares(bound.lifetimes.as_ref()) {
            visit_mut::visit_trait_bound_mut(self, bound);
        }
    }
}

fn declares(lifetimes: Option<&BoundLifetimes>) -> bool {
    let mut declared = lifetimes.into_iter().flat_map(|bound| &bound.lifetimes);
    declared.any(|parameter| matches!(parameter, GenericParam::Lifetime(named) if named.lifetime.ident == "de"))
}

#[cfg(test)]
mod tests {
    use syn::{WherePredicate, parse_quote};

    use crate::serde_attrs::read;

    #[test]
    fn bounds_name_our_lifetime_but_where_they_declare_their_own() {
        let serde = read(&parse_quote! {
            #[serde(bound(deserialize = "T: Deserialize<'de>, for<'de> U: Deserialize<'de>"))]
            struct S<T, U> {
                #[serde(bound(serialize = "T: Copy", deserialize = "T: for<'de> Deserialize<'de> + From<&'de u8>"))]
                a: T,
                b: U,
            }
        });
        let expected: [WherePredicate; 3] = [
            parse_quote!(T: Deserialize<'__de>),
            parse_quote!(for<'de> U: Deserialize<'de>),
            parse_quote!(T: for<'de> Deserialize<'de> + From<&'__de u8>),
        ];
        assert_eq!(serde.bounds, expected);
        assert!(serde.bound_by_hand);
    }
}
