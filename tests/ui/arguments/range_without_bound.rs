use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(range)]
    age: u8,
    #[validate(range(..))]
    size: u8,
}

fn main() {}
