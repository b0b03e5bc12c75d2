use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(custom(is_good))]
    name: String,
    #[validate(custom(check_text))]
    title: String,
    #[validate(custom(check_value))]
    city: String,
    #[validate(custom(check_unit))]
    zip: String,
    #[validate(custom(check_option))]
    street: String,
    #[validate(custom(self::checks::check_number))]
    number: String,
}

mod checks {
    pub fn check_number(_: &str) -> bool {
        true
    }
}

fn is_good(_: &str) -> bool {
    true
}

fn check_text(_: &str) -> Result<(), u8> {
    Ok(())
}

fn check_value(_: &str) -> Result<u8, unprocessable::Violation> {
    Ok(3)
}

fn check_unit(_: &str) {}

fn check_option(_: &str) -> Option<unprocessable::Violation> {
    None
}

fn main() {}
