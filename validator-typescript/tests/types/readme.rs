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

/// The guide of the crate cannot depend on this package, so that its example stands here, too.
#[test]
fn example_of_the_guide() {
    use serde::Deserialize;
    use unprocessable::Validate;
    use unprocessable_typescript::{Module, html};

    #[derive(Deserialize, Validate)]
    struct Subscription {
        #[validate(required, email)]
        email: String,
        #[validate(country)]
        country: String,
        #[validate(range(1..=self.seats))]
        invited: u32,
        seats: u32,
        #[validate(url)]
        website: Option<String>,
    }

    let module = Module::new().add::<Subscription>().zod().to_typescript();

    assert!(module.contains("export const SubscriptionSchema"));
    assert!(module.contains("The invited must be between 1 and the seats."));
    // What only the server can say.
    assert!(module.contains(r#"website: ["url"]"#));

    let email = html::attributes::<Subscription>("email").unwrap();
    assert!(email.to_string().contains("required"));

    let page = include_str!("../../../src/guide/typescript.md");
    let (_, example) = page.split_once("## Schemas").unwrap().1.split_once("```rust,ignore\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let here: String = include_str!("readme.rs").lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let example: String = example.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    assert!(here.contains(&example), "the guide has another example");
}

#[test]
fn snippet_of_the_readme() {
    let (_, behind) = include_str!("../../README.md").split_once("```ts\n").unwrap();
    let (snippet, _) = behind.split_once("```").unwrap();
    write("readme/api.ts", &Module::new().add::<SignUp>().to_typescript());
    write("readme/uses.ts", snippet);
}
