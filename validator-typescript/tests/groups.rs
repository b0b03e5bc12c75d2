//! What is written for a type in a group is what is written for the struct that has only the rules of the group.

use serde::Deserialize;
use unprocessable::{For, Group, Validate};
use unprocessable_typescript::{Module, html};

struct Create;
struct Update;

impl Group for Create {}
impl Group for Update {}

mod grouped {
    use super::*;

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    pub(super) struct User {
        #[validate(on(Create, required), email, on(Update, length(max = 20)))]
        pub(super) email: Option<String>,
        #[validate(on((Create, Update), length(min = 2)), each(on(Create, required), length(max = 9)))]
        pub(super) tags: Vec<String>,
        #[validate(on(Create, nested))]
        pub(super) address: Address,
        #[validate(on(Update, gt(self.least)), on(Create, required_with(self.email)))]
        pub(super) most: Option<u8>,
        pub(super) least: u8,
        #[validate(on(Create, custom(no)))]
        pub(super) note: String,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    pub(super) struct Address {
        #[validate(on(Create, digits(5)))]
        pub(super) zip: String,
    }
}

mod create {
    use super::*;

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    pub(super) struct User {
        #[validate(required, email)]
        pub(super) email: Option<String>,
        #[validate(length(min = 2), each(required, length(max = 9)))]
        pub(super) tags: Vec<String>,
        #[validate(nested)]
        pub(super) address: Address,
        #[validate(required_with(self.email))]
        pub(super) most: Option<u8>,
        pub(super) least: u8,
        #[validate(custom(no))]
        pub(super) note: String,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    pub(super) struct Address {
        #[validate(digits(5))]
        pub(super) zip: String,
    }
}

mod update {
    use super::*;

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    pub(super) struct User {
        #[validate(email, length(max = 20))]
        pub(super) email: Option<String>,
        #[validate(length(min = 2), each(length(max = 9)))]
        pub(super) tags: Vec<String>,
        #[validate(skip)]
        pub(super) address: Address,
        #[validate(gt(self.least))]
        pub(super) most: Option<u8>,
        pub(super) least: u8,
        pub(super) note: String,
    }

    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    pub(super) struct Address {
        pub(super) zip: String,
    }
}

fn no(_: &str) -> Result<(), &'static str> {
    Err("No.")
}

/// The names of types as they are without a group.
fn named(text: &str, group: &str) -> String {
    let text = text.replace(&format!("User{group}"), "User").replace(&format!("Address{group}"), "Address");
    // Names begin with a small letter where they are those of schemas, and lines are shorter without the group.
    let text = text.replace(&format!("user{group}"), "user").replace(&format!("address{group}"), "address");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn modules_of_a_group_are_those_of_the_struct_with_its_rules_alone() {
    macro_rules! agree {
        ($group:ty, $plain:ident) => {{
            let group = <$group>::name();
            let (ours, plain) =
                (Module::new().add::<For<$group, grouped::User>>(), Module::new().add::<$plain::User>());
            assert!(ours.to_typescript().contains(&format!("export interface User{group} {{")));
            for (ours, plain) in [
                (ours.to_typescript(), plain.to_typescript()),
                (ours.clone().zod().to_typescript(), plain.clone().zod().to_typescript()),
                (ours.clone().valibot().to_typescript(), plain.clone().valibot().to_typescript()),
            ] {
                assert_eq!(named(&ours, group), named(&plain, ""));
            }
            for name in ["email", "tags", "tags.0", "address.zip", "most", "least", "note"] {
                let (ours, plain) =
                    (html::attributes::<For<$group, grouped::User>>(name), html::attributes::<$plain::User>(name));
                assert_eq!(
                    ours.map(|found| found.to_string()).ok(),
                    plain.map(|found| found.to_string()).ok(),
                    "{name}"
                );
            }
        }};
    }
    agree!(Create, create);
    agree!(Update, update);
}

#[test]
fn one_module_has_types_of_several_groups() {
    let module = Module::new()
        .add::<For<Create, grouped::User>>()
        .add::<For<Update, grouped::User>>()
        .add::<grouped::User>()
        .zod()
        .to_typescript();
    for name in ["UserCreate", "UserUpdate", "User", "AddressCreate", "AddressUpdate", "Address"] {
        assert!(module.contains(&format!("export interface {name} {{")), "{name}");
    }
    let required = |module: &str| module.matches("The email field is required.").count();
    assert_eq!(required(&module), required(&Module::new().add::<create::User>().zod().to_typescript()));
}
