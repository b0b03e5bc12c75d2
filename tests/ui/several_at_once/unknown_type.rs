use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(required, length(max = MAX), custom(check))]
    email: Strng,
    #[validate(nested)]
    address: Adress,
    #[validate(each(range(min = LEAST, max = MOST)))]
    sizes: Vec<U8>,
}

const MAX: usize = 3;
const LEAST: u8 = 3;
const MOST: u8 = 5;

fn check(_: &str) -> Result<(), unprocessable::Violation> {
    Ok(())
}

fn main() {}
