use unprocessable::Validate;

use std::collections::HashMap;

struct Address;

#[derive(Validate)]
struct Order {
    #[validate(values(nested))]
    addresses: HashMap<String, Vec<Option<Address>>>,
}

fn main() {}
