use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(custom(check_nmae))]
    name: String,
    #[validate(custom)]
    title: String,
    #[validate(custom())]
    city: String,
}

fn check_name(_: &str) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}
