use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(required, message = "Say your name.")]
    name: String,
    #[validate(email, code = "bad_email")]
    email: String,
    #[validate(message("Say your title."))]
    title: String,
}

fn main() {}
