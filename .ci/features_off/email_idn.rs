// says: names outside of ASCII are read with the feature `idna` only
// says: add `idna` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
pub struct Request {
    #[validate(email(idn))]
    pub field: alloc::string::String,
}
