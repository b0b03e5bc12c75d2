use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(custom(check_name, contxt))]
    name: String,
    #[validate(custom(check_name, max = 3))]
    title: String,
    #[validate(custom(check_name message = "No."))]
    city: String,
    #[validate(custom = check_name)]
    zip: String,
    #[validate(custom = "check_name")]
    street: String,
}

fn check_name(_: &str) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}
