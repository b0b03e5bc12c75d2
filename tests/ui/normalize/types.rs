use std::collections::BTreeMap;

use unprocessable::Validate;

fn of_bytes(_: &mut Vec<u8>) {}

fn to_number(_: String) -> u8 {
    0
}

struct NoDefault;

fn by_value(value: NoDefault) -> NoDefault {
    value
}

#[derive(Validate)]
struct Types<'a> {
    #[validate(normalize(lowercase))]
    number: u32,
    #[validate(normalize(trim))]
    list: Vec<String>,
    #[validate(normalize(trim))]
    borrowed: &'a str,
    #[validate(normalize(blank_to_none))]
    always_there: String,
    #[validate(normalize(default = 1))]
    never_absent: u32,
    #[validate(normalize(default = 1))]
    other_default: Option<String>,
    #[validate(each(normalize(trim)))]
    no_list: String,
    #[validate(values(normalize(trim)))]
    no_map: Vec<String>,
    #[validate(each(normalize(trim)))]
    numbers: Vec<u8>,
    #[validate(values(normalize(trim)))]
    shared: std::rc::Rc<BTreeMap<String, String>>,
    #[validate(normalize(of_bytes))]
    of_bytes: String,
    #[validate(normalize(to_number))]
    to_number: Option<String>,
    #[validate(normalize(by_value))]
    by_value: NoDefault,
    #[validate(normalize(missing))]
    missing: String,
}

fn main() {}
