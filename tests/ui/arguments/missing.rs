use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(gt)]
    age: u8,
    #[validate(gt())]
    size: u8,
    #[validate(between(3))]
    count: u8,
    #[validate(regex)]
    sku: String,
}

fn main() {}
