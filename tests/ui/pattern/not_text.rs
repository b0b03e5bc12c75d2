use unprocessable::Validate;

const SKU: &str = "^[A-Z]+$";

#[derive(Validate)]
struct Order {
    #[validate(regex(SKU))]
    sku: String,
    #[validate(regex(3))]
    code: String,
}

fn main() {}
