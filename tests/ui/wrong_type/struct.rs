use unprocessable::Validate;

struct Address;

#[derive(Validate)]
struct City {
    name: String,
}

#[derive(Validate)]
struct Signup {
    #[validate(email)]
    address: Address,
    #[validate(length(max = 3))]
    city: City,
    #[validate(email)]
    optional: Option<Address>,
}

fn main() {}
