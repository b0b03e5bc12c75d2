// says: `length` counts `graphemes` with the feature `graphemes` only
// says: add `graphemes` to the features of `unprocessable` in `Cargo.toml`
#![no_std]
extern crate alloc;

use unprocessable::Validate;

#[derive(Validate)]
pub struct Request {
    #[validate(length(max = 3, graphemes))]
    pub field: alloc::string::String,
}
