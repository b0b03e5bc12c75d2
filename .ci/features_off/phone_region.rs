// says: `phone` knows a `region` with the feature `phonenumber` only
// says: add `phonenumber` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
pub struct Request {
    #[validate(phone(region = "DE"))]
    pub field: alloc::string::String,
}
