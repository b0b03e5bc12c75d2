use unprocessable::Validate;

mod rules {
    use unprocessable::Kind;
    use unprocessable::rules::{Describe, Rule};

    pub struct Sku;

    pub const fn sku() -> Sku {
        Sku
    }

    impl Describe for Sku {
        const CODE: &'static str = "sku";

        fn sentence(&self, _: Kind) -> &'static str {
            "The {attribute} must be a stock number."
        }
    }

    impl Rule<str> for Sku {
        fn check(&self, _: &str) -> bool {
            true
        }
    }
}

#[derive(Validate)]
struct Order {
    #[validate(self::rules::sku)]
    sku: u32,
}

fn main() {}
