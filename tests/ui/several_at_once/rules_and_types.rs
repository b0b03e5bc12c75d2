use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(email, gt(3))]
    email: u32,
    #[validate(length(min = "3"), email)]
    name: bool,
    #[validate(required, nested)]
    title: String,
}

fn main() {}
