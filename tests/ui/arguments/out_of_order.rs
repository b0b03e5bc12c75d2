use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(bytes, 3))]
    name: String,
}

fn main() {}
