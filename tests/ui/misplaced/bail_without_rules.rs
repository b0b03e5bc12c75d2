use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(bail)]
    name: String,
    #[validate(skip, bail)]
    city: String,
}

fn main() {}
