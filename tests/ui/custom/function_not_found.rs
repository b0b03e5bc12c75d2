use unprocessable::Validate;

#[derive(Validate)]
#[validate(custom(check_sgnup))]
struct Signup {
    #[validate(custom(check_nmae))]
    name: String,
}

fn check_name(_: &str) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn check_signup(_: &Signup) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}
