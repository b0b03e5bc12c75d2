use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(nested(required))]
    name: Address,
}

#[derive(Validate)]
struct Address;

fn main() {}
