//! Rules that need a context, and how it comes to them.
#![allow(missing_docs)]

use std::collections::HashSet;

use unprocessable::{Validate, Violation};

#[test]
fn context_goes_down_to_nested_types() {
    struct App {
        banned: HashSet<&'static str>,
    }
    fn allowed(name: &str, app: &App) -> Result<(), Violation> {
        if app.banned.contains(name) {
            Err(Violation::new("banned", "The {attribute} is not allowed."))
        } else {
            Ok(())
        }
    }
    #[derive(Validate)]
    #[validate(context = App)]
    struct Person {
        #[validate(custom(allowed, context))]
        name: String,
    }
    #[derive(Validate)]
    struct Plain {
        #[validate(gt(0))]
        n: u8,
    }
    #[derive(Validate)]
    #[validate(context = App)]
    struct Group {
        #[validate(nested)]
        people: Vec<Person>,
        #[validate(nested)]
        plain: Plain,
    }
    let app = App { banned: HashSet::from(["eve"]) };
    let group =
        Group { people: vec![Person { name: "ann".into() }, Person { name: "eve".into() }], plain: Plain { n: 0 } };
    let errors = group.validate_with(&app).unwrap_err();
    assert_eq!(errors.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["people.1.name", "plain.n"]);
    assert!(Plain { n: 1 }.validate().is_ok());
    assert!(Plain { n: 1 }.validate_with(&app).is_ok());
    assert!(Person { name: "ann".into() }.into_valid_with(&app).is_ok());
}

#[test]
fn a_context_may_be_borrowed_or_a_trait() {
    trait Names {
        fn known(&self, name: &str) -> bool;
    }
    struct List<'a>(&'a [&'a str]);
    impl Names for List<'_> {
        fn known(&self, name: &str) -> bool {
            self.0.contains(&name)
        }
    }
    fn known(name: &str, names: &(dyn Names + '_)) -> Result<(), &'static str> {
        if names.known(name) { Ok(()) } else { Err("Unknown.") }
    }
    fn known_in(name: &str, names: &List<'_>) -> Result<(), &'static str> {
        known(name, names)
    }
    #[derive(Validate)]
    #[validate(context = dyn Names)]
    struct Dynamic {
        #[validate(custom(known, context))]
        name: String,
    }
    #[derive(Validate)]
    #[validate(context = List<'_>)]
    struct Borrowed {
        #[validate(custom(known_in, context))]
        name: String,
    }
    let local = String::from("ann");
    let names = [local.as_str()];
    let list = List(&names);
    assert!(Dynamic { name: "ann".into() }.validate_with(&list as &dyn Names).is_ok());
    assert!(Dynamic { name: "bob".into() }.validate_with(&list as &dyn Names).is_err());
    assert!(Borrowed { name: "bob".into() }.validate_with(&list).is_err());
}
