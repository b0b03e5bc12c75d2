use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(required, length(max = MAX), custom(check))]
    email: Strng,
    #[validate(nested)]
    address: Adress,
}

const MAX: usize = 3;

fn check(_: &str) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}
