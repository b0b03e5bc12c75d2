//! The schema of the page is made from the rules of the request.
#![allow(missing_docs, clippy::unwrap_used)]

use signup::request::Signup;
use unprocessable_typescript::{FileError, Module};

#[test]
fn the_page_has_the_rules_of_the_request() -> Result<(), FileError> {
    Module::new().add::<Signup>().valibot().check("page/schema.ts")
}
