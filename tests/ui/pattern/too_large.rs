use unprocessable::Validate;

#[derive(Validate)]
struct Order {
    #[validate(regex("(a{1000}){1000}"))]
    sku: String,
}

fn main() {}
