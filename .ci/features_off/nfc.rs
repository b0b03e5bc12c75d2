// says: `nfc` needs the feature `normal-forms`
// says: add `normal-forms` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
pub struct Request {
    #[validate(normalize(nfc))]
    pub field: alloc::string::String,
}
