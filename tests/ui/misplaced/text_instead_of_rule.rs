use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate("email")]
    email: String,
    #[validate("not a rule")]
    name: String,
    #[validate(3)]
    age: u8,
    #[validate(#)]
    title: String,
    #[validate((required))]
    city: String,
}

fn main() {}
