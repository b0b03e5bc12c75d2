use unprocessable::Validate;

mod rules {
    pub struct Sku;
}

#[derive(Validate)]
struct Order {
    #[validate(self::rules::Sku)]
    sku: String,
    #[validate(self::rules)]
    code: String,
}

fn main() {}
