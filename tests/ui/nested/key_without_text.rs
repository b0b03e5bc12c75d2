use unprocessable::Validate;

use std::collections::BTreeMap;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key;

#[derive(Validate)]
struct Address;

#[derive(Validate)]
struct Signup {
    #[validate(nested)]
    addresses: BTreeMap<Key, Address>,
    #[validate(values(required))]
    names: BTreeMap<Key, String>,
}

fn main() {}
