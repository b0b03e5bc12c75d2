use unprocessable::Validate;

mod rules {
    pub struct Sku;

    pub const fn sku() -> Sku {
        Sku
    }

    pub struct Prefixed {
        pub prefix: &'static str,
    }

    pub const fn prefixed() -> Prefixed {
        Prefixed { prefix: "" }
    }

    impl Prefixed {
        pub const fn prefix(self, prefix: &'static str) -> Self {
            Self { prefix }
        }
    }
}

#[derive(Validate)]
struct Order {
    #[validate(self::rules::sku)]
    sku: String,
    #[validate(self::rules::prefixed(prefix = "A", sufix = "B"))]
    code: String,
}

fn main() {}
