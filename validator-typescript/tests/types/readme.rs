//! The snippet of TypeScript in the README, with the module that the README shows.

use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_typescript::Module;

use crate::write;

#[derive(Deserialize, Validate)]
struct SignUp {
    email: String,
    #[validate(nested)]
    phones: Option<Vec<Phone>>,
}

#[derive(Deserialize, Validate)]
struct Phone {
    #[validate(phone)]
    number: String,
    #[serde(default)]
    private: bool,
}

#[test]
fn snippet_of_the_readme() {
    let (_, behind) = include_str!("../../README.md").split_once("```ts\n").unwrap();
    let (snippet, _) = behind.split_once("```").unwrap();
    write("readme/api.ts", &Module::new().add::<SignUp>().to_typescript());
    write("readme/uses.ts", snippet);
}
