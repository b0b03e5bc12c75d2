use unprocessable::Validate;

const TEXT: &str = "Say your name.";

#[derive(Validate)]
struct Signup {
    #[validate(required(message = TEXT))]
    name: String,
    #[validate(required(code = 3))]
    email: String,
    #[validate(attribute = label)]
    title: String,
    #[validate(required(message))]
    city: String,
}

fn main() {}
