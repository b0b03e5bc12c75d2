use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(required(true))]
    name: String,
    #[validate(gt(3, 4))]
    age: u8,
    #[validate(email("strict", 3))]
    email: String,
}

fn main() {}
