use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(nested)]
    name: String,
    #[validate(nested)]
    age: u8,
}

fn main() {}
