use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate]
    email: String,
    #[validate = "required"]
    name: String,
}

fn main() {}
