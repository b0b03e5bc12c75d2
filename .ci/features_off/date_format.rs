// says: `format` reads dates with the feature `jiff` only
// says: add `jiff` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
pub struct Request {
    #[validate(date(format = "%d/%m/%Y"))]
    pub field: alloc::string::String,
}
