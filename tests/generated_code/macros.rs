//! Types that macros write, whose tokens come from several places.

use unprocessable::Validate;

use crate::common::keys;

fn check(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err("empty") } else { Ok(()) }
}

#[test]
fn names_and_types_of_fields_come_from_outside() {
    macro_rules! request {
        ($name:ident { $($field:ident: $ty:ty),+ $(,)? }) => {
            #[derive(Validate)]
            struct $name {
                $(
                    #[validate(required, length(max = 3), when(self.name.is_empty(), custom(check)), bail)]
                    $field: $ty,
                )+
            }
        };
    }
    request!(Person { name: String, city: Option<String> });
    assert_eq!(keys(&Person { name: String::new(), city: None }), ["name", "city"]);
}

#[test]
fn attributes_come_from_outside() {
    macro_rules! request {
        ($(#[$outer:meta])* $name:ident { $($(#[$meta:meta])* $field:ident: $ty:ty),+ $(,)? }) => {
            #[derive(Validate)]
            $(#[$outer])*
            struct $name {
                $($(#[$meta])* $field: $ty,)+
            }
        };
    }
    request! {
        #[validate(custom(check_order), field = "count", bail)]
        #[validate(context = u8)]
        Order {
            #[validate(required, email, length(min = LEAST, max = MOST, message = "From {min} to {max}."))]
            name: String,
            #[validate(range(1..=3), lt(self.most), when(self.is_small(), gt(self.least())), custom(within, context))]
            count: u8,
            #[validate(values(required, length(max = 3)), keys(required))]
            lines: std::collections::BTreeMap<String, String>,
            #[validate(nested, each(nested))]
            more: Vec<More>,
            #[validate(regex("^[A-Z]+$"), custom(|text: &str| check(text), message = "No code."))]
            code: Option<String>,
            #[validate(multiple_of(5))]
            most: u8,
        }
    }
    request! {
        #[validate(context = u8)]
        More {
            #[validate(required)]
            name: Option<String>,
        }
    }
    const LEAST: usize = 1;
    const MOST: usize = 3;
    impl Order {
        fn is_small(&self) -> bool {
            self.count < 9
        }

        fn least(&self) -> u8 {
            self.most + 1
        }
    }
    fn check_order(_: &Order) -> Result<(), &'static str> {
        Err("never asked")
    }
    fn within(count: &u8, most: &u8) -> Result<(), &'static str> {
        if count > most { Err("too much") } else { Ok(()) }
    }
    let order = Order {
        name: String::new(),
        count: 5,
        lines: [(String::new(), String::new())].into(),
        more: vec![More { name: None }],
        code: None,
        most: 4,
    };
    assert_eq!(order.validate_with(&3).unwrap_err().len(), 3);
}

#[test]
fn values_come_from_outside() {
    macro_rules! request {
        ($name:ident, $least:expr, $most:literal, $rule:ident, $path:path, $pattern:literal, $message:literal, $key:literal) => {
            #[derive(Validate)]
            #[validate(custom($path), field = $key)]
            struct $name {
                #[validate(length(min = $least, max = $most, message = $message), $rule)]
                #[validate(regex($pattern), custom(|_: &str| $path(self)))]
                name: String,
                #[validate(range($least..=$most), gt(self.other))]
                count: usize,
                other: usize,
            }
        };
    }
    request!(Request, 1 + 1, 3, email, whole, "^a+$", "From {min} to {max}.", "count");
    fn whole(_: &Request) -> Result<(), &'static str> {
        Err("wrong")
    }
    let request = Request { name: "b".into(), count: 1, other: 2 };
    assert_eq!(keys(&request), ["name", "name", "name", "name", "count", "count", "count"]);
}

#[test]
fn rules_of_a_macro_know_the_fields_of_its_caller() {
    macro_rules! pair {
        ($name:ident, $first:ident, $second:ident, $condition:expr) => {
            #[derive(Validate)]
            struct $name {
                #[validate(same(self.$second))]
                $first: String,
                #[validate(required, when(self.$first == "a", email))]
                $second: String,
            }
        };
    }
    pair!(Passwords, password, confirmation, true);
    let passwords = Passwords { password: "a".into(), confirmation: String::new() };
    assert_eq!(keys(&passwords), ["password", "confirmation", "confirmation"]);
}

#[test]
fn enums_and_tuples_come_from_macros_too() {
    macro_rules! choice {
        ($name:ident { $($(#[$meta:meta])* $variant:ident($ty:ty)),+ }) => {
            #[derive(Validate)]
            enum $name {
                $($variant(#[validate(required, length(max = 3))] $ty),)+
            }
        };
    }
    choice!(Choice { Text(String), List(Vec<u8>) });
    assert_eq!(keys(&Choice::Text("four".into())), ["Text"]);
    assert_eq!(keys(&Choice::List(vec![])), ["List"]);

    macro_rules! newtype {
        ($name:ident($ty:ty), $($rule:tt)+) => {
            #[derive(Validate)]
            #[validate(transparent)]
            struct $name(#[validate($($rule)+)] $ty);
        };
    }
    newtype!(Name(String), required, length(max = 3));
    assert_eq!(keys(&Name("four".into())), ["_"]);
}

#[test]
fn decoding_works_through_macros() {
    macro_rules! request {
        ($name:ident { $($(#[$meta:meta])* $field:ident: $ty:ty),+ $(,)? }) => {
            #[derive(Debug, serde::Deserialize, Validate)]
            struct $name {
                $($(#[$meta])* $field: $ty,)+
            }
        };
    }
    request! {
        Order {
            #[validate(required, email)]
            name: String,
            #[serde(default)]
            #[validate(each(gt(self.least)), length(max = 3))]
            counts: Vec<u8>,
            least: u8,
            #[serde(flatten)]
            #[validate(nested)]
            more: More,
        }
    }
    request! {
        More {
            #[validate(required)]
            note: Option<String>,
        }
    }
    let rejection = unprocessable::from_json::<Order>(br#"{"counts": [1, "a", 3], "least": 2}"#).unwrap_err();
    assert_eq!(
        rejection.to_json(),
        concat!(
            r#"{"message":"The given data was invalid.","errors":{"name":["The name field is required."],"#,
            r#""counts.0":["The counts must be greater than the least."],"counts.1":["The counts must be an integer."],"#,
            r#""note":["The note field is required."]}}"#
        )
    );
}
