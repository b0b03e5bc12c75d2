//! Rules that need a context, and how it comes to them.

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

#[test]
fn conditions_and_arguments_may_name_the_context() {
    #[derive(PartialEq)]
    enum Mode {
        Create,
        Change,
    }
    struct Limits {
        most: u32,
    }
    struct Desk {
        mode: Mode,
        strict: bool,
        limits: Limits,
        kinds: Vec<String>,
    }
    impl Desk {
        fn least(&self) -> u32 {
            2
        }
    }
    #[derive(serde::Deserialize, Validate)]
    #[validate(context = Desk)]
    struct Order {
        #[validate(when(context.mode == Mode::Create, required))]
        name: Option<String>,
        #[validate(required_if(context.strict), prohibited_unless(context.strict && self.count > 0))]
        note: Option<String>,
        #[validate(lte(context.limits.most), gte(context.least()))]
        count: u32,
        #[validate(max(context.limits.most), each(in_list(context.kinds)))]
        kinds: Vec<String>,
        #[validate(when(matches!(context.mode, Mode::Change), accepted_if(context.strict)))]
        agreed: bool,
        #[validate(custom(|text: &str| if text.len() as u32 > context.limits.most { Err("Too long.") } else { Ok(()) }))]
        text: String,
        #[validate(each(when(context.strict, gt(context.limits.most))))]
        numbers: Vec<u32>,
    }
    let body = br#"{"note":null,"count":4,"kinds":["a","b","b","b"],"agreed":false,"text":"long","numbers":[1]}"#;
    let answer = |mode, strict| {
        let desk = Desk { mode, strict, limits: Limits { most: 3 }, kinds: vec!["a".into()] };
        let order: Order = serde_json::from_slice(body).unwrap();
        order.validate_with(&desk).unwrap_err().to_string()
    };
    assert_eq!(
        answer(Mode::Create, true),
        "name: The name field is required.\n\
         note: The note field is required.\n\
         count: The count must be less than or equal to the most.\n\
         kinds: The kinds must not be greater than the most.\n\
         text: Too long.\n\
         numbers.0: The numbers must be greater than the most."
    );
    assert_eq!(
        answer(Mode::Change, true),
        "note: The note field is required.\n\
         count: The count must be less than or equal to the most.\n\
         kinds: The kinds must not be greater than the most.\n\
         agreed: The agreed must be accepted.\n\
         text: Too long.\n\
         numbers.0: The numbers must be greater than the most."
    );
    let desk = Desk { mode: Mode::Create, strict: true, limits: Limits { most: 9 }, kinds: vec!["a".into()] };
    let unreadable = br#"{"note":"","count":"4","kinds":["a",1,"b"],"agreed":true,"text":"","numbers":[1,"2"]}"#;
    let Err(rejection) = unprocessable::from_json_with::<Order, Desk>(unreadable, &desk) else { panic!() };
    assert_eq!(
        rejection.to_json(),
        concat!(
            r#"{"message":"The given data was invalid.","errors":{"name":["The name field is required."],"#,
            r#""note":["The note field is required."],"count":["The count must be an integer."],"#,
            r#""kinds.1":["The kinds must be text."],"kinds.2":["The kinds must be one of the kinds."],"#,
            r#""numbers.0":["The numbers must be greater than the most."],"numbers.1":["The numbers must be an integer."]}}"#
        )
    );
}

#[test]
fn the_word_context_is_free_where_none_is_meant() {
    struct App {
        limit: u32,
    }
    fn context(number: &u32) -> Result<(), &'static str> {
        if *number < 10 { Ok(()) } else { Err("Too much.") }
    }
    #[derive(Validate)]
    #[validate(context = App)]
    struct Order {
        context: u32,
        #[validate(gt(self.context), custom(context), lte(context.limit))]
        count: u32,
        #[validate(custom(|number: &u32, context: &App| if *number < context.limit { Ok(()) } else { Err("No.") }, context))]
        number: u32,
    }
    let app = App { limit: 10 };
    let errors = Order { context: 20, count: 11, number: 10 }.validate_with(&app).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "count: The count must be greater than the context.\n\
         count: Too much.\n\
         count: The count must be less than or equal to the limit.\n\
         number: No."
    );
    #[derive(Validate)]
    struct Plain {
        #[validate(custom(context))]
        count: u32,
    }
    assert!(Plain { count: 10 }.validate().is_err());
}
