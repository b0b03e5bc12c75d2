use unprocessable::Validate;

use std::collections::BTreeMap;

#[derive(Validate)]
struct Signup {
    #[validate(each(required))]
    name: String,
    #[validate(each(gt(0)))]
    age: u8,
    #[validate(each(required))]
    names: BTreeMap<String, String>,
    #[validate(each(each(required)))]
    tags: Vec<String>,
}

fn main() {}
