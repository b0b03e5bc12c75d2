use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(email)]
    email: u32,
    #[validate(length(max = 3))]
    age: Option<u8>,
    #[validate(regex("^a$"))]
    sku: bool,
}

fn main() {}
