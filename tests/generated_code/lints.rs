//! The strictest lints are for the user's code, not for generated code.

use crate::common::keys;

/// A request, and all its kinds of rules.
#[deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    nonstandard_style,
    rust_2018_idioms,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    absolute_paths_not_starting_with_crate,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    unit_bindings,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo,
    clippy::restriction
)]
#[allow(
    clippy::blanket_clippy_restriction_lints,
    clippy::arbitrary_source_item_ordering,
    clippy::single_call_fn,
    clippy::missing_trait_methods,
    clippy::implicit_return,
    clippy::question_mark_used,
    clippy::min_ident_chars,
    clippy::pub_with_shorthand,
    clippy::pub_without_shorthand,
    clippy::field_scoped_visibility_modifiers,
    clippy::exhaustive_structs,
    clippy::exhaustive_enums,
    clippy::missing_inline_in_public_items,
    clippy::trivially_copy_pass_by_ref,
    clippy::module_name_repetitions,
    clippy::multiple_crate_versions,
    clippy::cargo_common_metadata,
    clippy::redundant_pub_crate,
    clippy::allow_attributes_without_reason,
    clippy::allow_attributes
)]
mod strict {
    use serde::Deserialize;
    use unprocessable::rules::{self, Rule as _};
    use unprocessable::{Validate, Violation};

    /// A check by hand.
    pub(super) fn check(text: &str) -> Result<(), Violation> {
        if rules::email().check(text) { Ok(()) } else { Err("No.".into()) }
    }

    /// How it is paid.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Validate)]
    pub(super) enum Kind {
        /// With a card.
        Card,
    }

    /// What a shop knows.
    #[derive(Debug)]
    pub(super) struct Shop {
        /// The most that can be ordered.
        pub(super) most: u32,
    }

    /// An order.
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Shop, bail)]
    #[validate(custom(check_order, context), field = "count")]
    pub(super) struct Order<'name> {
        /// Who orders.
        #[validate(required, email, length(min = LEAST, max = 64, message = "At most {max}."), bail)]
        pub(super) name: &'name str,
        /// How much.
        #[validate(range(1..=9), when(self.lines.len() > 3, gt(0)), custom(check_count, context))]
        pub(super) count: u32,
        /// What.
        #[validate(length(min = 1), each(nested))]
        pub(super) lines: Vec<Line>,
        /// How.
        #[validate(required)]
        pub(super) kind: Option<Kind>,
        /// When.
        #[validate(regex("^[0-9]+$"), different(self.name))]
        pub(super) date: Option<String>,
        /// Nothing.
        #[validate(skip)]
        #[allow(dead_code)]
        pub(super) rest: (),
    }

    /// A line of an order.
    #[derive(Debug, Deserialize, Validate)]
    pub(super) enum Line {
        /// One piece.
        One(#[validate(required)] String),
        /// Several.
        Many {
            /// How many.
            #[validate(gt(1))]
            count: u8,
        },
        /// None at all.
        None,
    }

    /// The shortest name.
    const LEAST: usize = 3;

    /// Whether there is as much.
    const fn check_count(count: &u32, shop: &Shop) -> Result<(), &'static str> {
        if *count > shop.most { Err("There is not as much.") } else { Ok(()) }
    }

    /// Whether the order as a whole is one.
    const fn check_order(order: &Order<'_>, shop: &Shop) -> Result<(), &'static str> {
        if order.count > shop.most { Err("There is not as much.") } else { Ok(()) }
    }
}

#[test]
fn generated_code_is_beyond_the_reach_of_lints() {
    use strict::{Kind, Line, Order, Shop};
    use unprocessable::Validate;

    assert!(strict::check("a").is_err());
    let order = Order {
        name: "a@b",
        count: 8,
        lines: vec![Line::None, Line::One(String::new()), Line::Many { count: 1 }],
        kind: Some(Kind::Card),
        date: None,
        rest: (),
    };
    let errors = order.validate_with(&Shop { most: 7 }).unwrap_err();
    assert_eq!(
        errors.to_json(),
        r#"{"message":"The given data was invalid.","errors":{"count":["There is not as much."]}}"#
    );
}

/// Lints that may not be allowed again.
#[forbid(unsafe_code, missing_docs, unused, nonstandard_style, clippy::all, clippy::pedantic, clippy::unwrap_used)]
mod forbidden {
    use unprocessable::Validate;

    /// A request.
    #[derive(Validate)]
    pub(super) struct Request {
        /// A name.
        #[validate(required, length(min = LEAST, max = 9))]
        pub(super) name: String,
        /// More of them.
        #[validate(nested, each(nested), length(max = 9), bail)]
        pub(super) more: Vec<Self>,
    }

    /// The shortest name.
    const LEAST: usize = 1;
}

#[test]
fn lints_that_are_forbidden_stay_so() {
    assert_eq!(keys(&forbidden::Request { name: String::new(), more: vec![] }), ["name", "name"]);
}
