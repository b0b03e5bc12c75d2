use unprocessable::Validate;

use unprocessable::Violation;

#[derive(Validate)]
#[validate(custom(check_number))]
struct Signup {
    #[validate(custom(check_number))]
    name: String,
    #[validate(custom(check_nothing))]
    title: String,
    #[validate(custom(check_two))]
    city: String,
    #[validate(custom(check_owned))]
    zip: String,
    #[validate(custom(NOT_A_FUNCTION))]
    street: String,
}

const NOT_A_FUNCTION: u8 = 3;

fn check_number(_: &u32) -> Result<(), Violation> {
    Ok(())
}

fn check_nothing() -> Result<(), Violation> {
    Ok(())
}

fn check_two(_: &str, _: &str) -> Result<(), Violation> {
    Ok(())
}

fn check_owned(_: String) -> Result<(), Violation> {
    Ok(())
}

fn main() {}
