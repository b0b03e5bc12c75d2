// says: `json_schema` needs the feature `schemars`
// says: add `schemars` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
#[validate(json_schema)]
pub struct Request {
    #[validate(required)]
    pub field: alloc::string::String,
}
