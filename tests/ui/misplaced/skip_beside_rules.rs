use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(skip, email)]
    email: String,
    #[validate(required)]
    #[validate(skip)]
    name: String,
}

fn main() {}
