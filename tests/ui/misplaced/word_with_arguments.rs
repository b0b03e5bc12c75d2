use unprocessable::Validate;

#[derive(Validate)]
#[validate(bail(required))]
struct Signup {
    #[validate(bail(required, email))]
    email: String,
    #[validate(skip(email))]
    name: String,
}

fn main() {}
