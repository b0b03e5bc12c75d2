// says: the present is known with the feature `std` only
// says: add `std` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
pub struct Request {
    #[validate(past)]
    pub field: alloc::string::String,
}
