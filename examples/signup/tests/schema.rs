//! The schemas of the page are made from the rules of the request, one for each language.
#![allow(missing_docs, clippy::unwrap_used)]

use signup::languages::SPOKEN;
use signup::request::Signup;
use unprocessable::Messages;
use unprocessable_typescript::{FileError, Module};

#[test]
fn the_page_has_the_rules_of_the_request() -> Result<(), FileError> {
    for locale in SPOKEN {
        let file = format!("page/schema/{}.ts", locale.language().unwrap().tag());
        Module::new().add::<Signup>().valibot().sentences(*locale).check(file)?;
    }
    Ok(())
}
