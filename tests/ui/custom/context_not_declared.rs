use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(custom(check_name, context))]
    name: String,
}

fn check_name(_: &str, _: &u8) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}
