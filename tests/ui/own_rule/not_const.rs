use unprocessable::Validate;

mod rules {
    pub fn sku() -> unprocessable::rules::Email {
        unprocessable::rules::email()
    }
}

#[derive(Validate)]
struct Order {
    #[validate(self::rules::sku)]
    sku: String,
}

fn main() {}
