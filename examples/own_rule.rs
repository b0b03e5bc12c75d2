//! The four forms of your own rules: a function, a function that asks the application, a check of the whole struct, and
//! a rule with arguments that is used in attributes like a built-in one.
//!
//! ```sh
//! cargo run --example own_rule
//! ```

use std::collections::HashSet;

use unprocessable::{Validate, Violation, Violations};

/// A rule with arguments: a constructor, setters, a description, and a check.
mod rules {
    use unprocessable::rules::{Describe, Rule};
    use unprocessable::{Argument, Kind};

    /// A stock number: the prefix, a dash, and digits.
    #[derive(Clone, Copy)]
    pub(crate) struct Sku {
        prefix: &'static str,
        digits: usize,
    }

    pub(crate) const fn sku(prefix: &'static str) -> Sku {
        Sku { prefix, digits: 4 }
    }

    impl Sku {
        pub(crate) const fn digits(mut self, digits: usize) -> Self {
            self.digits = digits;
            self
        }
    }

    impl Describe for Sku {
        const CODE: &'static str = "sku";
        const ARGUMENTS: &'static [&'static str] = &["prefix", "digits"];

        fn argument(&self, index: usize) -> Option<Argument<'_>> {
            match index {
                0 => Some(self.prefix.into()),
                1 => Some(self.digits.into()),
                _ => None,
            }
        }

        fn sentence(&self, _: Kind) -> &'static str {
            "The {attribute} must be {prefix}, a dash and {digits} digits."
        }
    }

    impl Rule<str> for Sku {
        fn check(&self, value: &str) -> bool {
            value
                .strip_prefix(self.prefix)
                .and_then(|rest| rest.strip_prefix('-'))
                .is_some_and(|rest| rest.len() == self.digits && rest.bytes().all(|byte| byte.is_ascii_digit()))
        }
    }
}

/// What checks may ask the application for.
struct Shop {
    sold_out: HashSet<&'static str>,
}

#[derive(Validate)]
#[validate(context = Shop)]
struct Line {
    // A path of two words is a rule of your own: `rules::sku("AB").digits(3)`.
    #[validate(rules::sku("AB", digits = 3), custom(in_stock, context))]
    sku: String,
    #[validate(gt(0))]
    count: u32,
}

#[derive(Validate)]
#[validate(context = Shop)]
#[validate(custom(delivered_after_order), field = "delivery_day")]
struct Order {
    #[validate(custom(speakable))]
    name: String,
    #[validate(length(1..=100), nested)]
    lines: Vec<Line>,
    day: u32,
    delivery_day: u32,
}

/// A function gets the value, here the text of the `String`, and returns one violation or several.
fn speakable(name: &str) -> Result<(), Violations> {
    let mut violations = Violations::new();
    if name.chars().any(char::is_numeric) {
        violations.push(Violation::new("no_digits", "The {attribute} must not contain digits."));
    }
    if !name.contains(['a', 'e', 'i', 'o', 'u']) {
        violations.push(Violation::new("vowel", "The {attribute} must contain a vowel."));
    }
    violations.into_result()
}

/// With `context` a function also gets the context that was passed to `validate_with`.
fn in_stock(sku: &str, shop: &Shop) -> Result<(), Violation> {
    if shop.sold_out.contains(sku) {
        return Err(Violation::new("in_stock", "The {attribute} is sold out."));
    }
    Ok(())
}

/// A check of the whole struct. `field = "…"` names the field that gets its violation.
fn delivered_after_order(order: &Order) -> Result<(), Violation> {
    if order.delivery_day < order.day {
        return Err(Violation::new("after_order", "The {attribute} must not be before the day of the order."));
    }
    Ok(())
}

fn main() {
    let shop = Shop { sold_out: HashSet::from(["AB-123"]) };
    let order = Order {
        name: "x2".into(),
        lines: vec![Line { sku: "AB-12".into(), count: 0 }, Line { sku: "AB-123".into(), count: 1 }],
        day: 40,
        delivery_day: 39,
    };
    let errors = order.validate_with(&shop).expect_err("nearly everything is wrong with this order");
    for (key, violation) in errors.iter() {
        println!("{key:<14} {:<12} {}", violation.code(), violation.message());
    }
    println!("{}", errors.to_json());

    let codes: Vec<_> = errors.iter().map(|(_, violation)| violation.code()).collect();
    assert_eq!(codes, ["no_digits", "vowel", "sku", "gt", "in_stock", "after_order"]);
}
