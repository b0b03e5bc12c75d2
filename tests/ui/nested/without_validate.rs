use unprocessable::Validate;

struct Address;

#[derive(Validate)]
struct Signup {
    #[validate(nested)]
    address: Address,
    #[validate(nested)]
    addresses: Vec<Address>,
    #[validate(nested)]
    optional: Option<Address>,
    #[validate(nested)]
    by_name: std::collections::HashMap<String, Address>,
    #[validate(nested)]
    boxed: Box<Address>,
}

fn main() {}
