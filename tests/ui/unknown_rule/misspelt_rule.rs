use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(emial)]
    email: String,
    #[validate(required, lenght(max = 3))]
    name: String,
}

fn main() {}
