//! Fields, types and variants with names that generated code could take for its own.

use serde::Deserialize;
use unprocessable::{Validate, from_json};

use crate::common::keys;

#[test]
fn fields_are_called_as_they_like() {
    #[derive(Validate)]
    #[allow(non_snake_case)]
    struct Request {
        #[validate(required)]
        errors: Option<String>,
        #[validate(required)]
        self_: String,
        #[validate(required)]
        context: String,
        #[validate(required)]
        walker: String,
        #[validate(required, same(self.r#match))]
        r#type: String,
        #[validate(required)]
        r#match: String,
        #[validate(required)]
        value: String,
        #[validate(required)]
        subject: String,
        #[validate(required)]
        item: String,
        #[validate(required)]
        __walker: String,
        #[validate(required, when(self.__field0.is_empty(), email))]
        __context: String,
        #[validate(required, gt(self.__context))]
        __field0: String,
        #[validate(each(required), length(max = 1))]
        __subject: Vec<String>,
        #[validate(required, custom(check))]
        __value: String,
        #[validate(required)]
        __item: String,
        #[validate(required)]
        __SPOT: String,
    }
    fn check(text: &str) -> Result<(), &'static str> {
        if text.is_empty() { Err("no value") } else { Ok(()) }
    }
    let text = || String::new();
    let request = Request {
        errors: None,
        self_: text(),
        context: text(),
        walker: text(),
        r#type: text(),
        r#match: text(),
        value: text(),
        subject: text(),
        item: text(),
        __walker: text(),
        __context: text(),
        __field0: text(),
        __subject: vec![text()],
        __value: text(),
        __item: text(),
        __SPOT: text(),
    };
    assert_eq!(
        keys(&request),
        [
            "errors",
            "self_",
            "context",
            "walker",
            "type",
            "match",
            "value",
            "subject",
            "item",
            "__walker",
            "__context",
            "__context",
            "__field0",
            "__field0",
            "__subject.0",
            "__value",
            "__value",
            "__item",
            "__SPOT",
        ]
    );
}

/// Types with the names of the prelude, of this crate and of generated code.
mod types {
    #![allow(dead_code, unused_macros, unreachable_pub, clippy::upper_case_acronyms)]

    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct Option<T>(T);
    pub struct String;
    pub struct Result;
    pub struct Vec;
    pub struct Box;
    pub struct Default;
    pub struct Fn;
    pub struct FnMut;
    pub struct Sized;
    pub struct Send;
    pub struct Walker;
    pub struct Spot;
    pub struct Probe;
    pub struct Whole;
    pub struct Rule;
    pub struct Subject;
    pub struct CustomResult;
    pub struct Elements;
    pub struct Entries;
    pub struct PATTERN;
    pub struct NAMES;
    pub struct AnyContext;
    pub struct C;
    pub mod rules {}
    pub mod core {}
    pub mod std {}
    pub mod __private {}
    pub mod unprocessable {}

    macro_rules! panic {
        ($($any:tt)*) => {
            compile_error!("not the user's `panic!`")
        };
    }

    macro_rules! assert {
        ($($any:tt)*) => {
            compile_error!("not the user's `assert!`")
        };
    }

    #[derive(::unprocessable::Validate)]
    #[validate(crate = ::unprocessable)]
    pub struct Order {
        #[validate(required, email, length(min = MIN, max = 64, message = "At most {max}."), bail)]
        pub name: ::std::string::String,
        #[validate(range(MIN..=MAX), when(self.count > 3, lt(self.limit)), custom(check))]
        pub count: usize,
        pub limit: u8,
        #[validate(length(max = 3), each(max(9)))]
        pub most: ::std::vec::Vec<u8>,
        #[validate(regex("^[A-Z]+$"))]
        pub code: ::std::option::Option<::std::string::String>,
    }

    const MIN: usize = 3;
    const MAX: usize = 4;

    fn check(_: &usize) -> ::std::result::Result<(), &'static str> {
        ::std::result::Result::Err("No.")
    }
}

#[test]
fn types_are_called_as_they_like() {
    let order = types::Order { name: String::new(), count: 7, limit: 5, most: vec![10], code: Some("a".into()) };
    assert_eq!(keys(&order), ["name", "count", "count", "count", "most.0", "code"]);
}

#[test]
fn constants_in_the_types_of_fields_are_called_as_they_like() {
    const NAMES: usize = 1;
    const FIELD_TABLE: usize = 3;

    #[derive(Debug, Deserialize, Validate)]
    struct Grid {
        #[validate(each(max(9)))]
        rows: [u8; NAMES],
        #[validate(each(max(9)))]
        columns: [u8; FIELD_TABLE],
    }

    #[derive(Debug, Deserialize, Validate)]
    enum Shape {
        Line {
            #[validate(each(max(9)))]
            points: [u8; NAMES],
        },
    }
    let rejection = from_json::<Grid>(br#"{"rows":["x"],"columns":[1,2,10]}"#).unwrap_err();
    assert_eq!(
        rejection.to_string(),
        "rows.0: The rows must be an integer.\ncolumns.2: The columns must not be greater than 9."
    );
    let rejection = from_json::<Shape>(br#"{"Line":{"points":["x"]}}"#).unwrap_err();
    assert_eq!(rejection.to_string(), "Line.points.0: The points must be an integer.");
}

#[test]
fn the_type_itself_and_its_variants_are_called_as_they_like() {
    #[derive(Validate)]
    struct Validate2 {
        #[validate(nested)]
        some: r#Some,
    }

    #[derive(Validate)]
    #[allow(dead_code, clippy::enum_variant_names)]
    enum r#Some {
        None,
        Some(#[validate(gt(0))] u8),
        Ok {
            #[validate(required)]
            r#type: String,
        },
        r#Err,
    }
    assert_eq!(keys(&Validate2 { some: r#Some::Ok { r#type: String::new() } }), ["some.Ok.type"]);

    #[derive(Validate)]
    #[allow(non_camel_case_types)]
    struct r#type {
        #[validate(range(Self::LEAST..=9))]
        count: u8,
    }

    impl r#type {
        const LEAST: u8 = 3;
    }
    assert_eq!(keys(&r#type { count: 2 }), ["count"]);
}

#[test]
fn methods_of_the_type_and_of_its_fields_do_not_get_in_the_way() {
    #[derive(Validate)]
    struct Order {
        #[validate(nested, required)]
        line: Line,
    }

    #[derive(Validate)]
    struct Line {
        #[validate(required)]
        name: String,
    }

    #[allow(dead_code)]
    impl Line {
        fn value(&self) -> u8 {
            unreachable!()
        }

        fn subject(&self) -> u8 {
            unreachable!()
        }

        fn walk(&self) -> u8 {
            unreachable!()
        }

        fn nest(&self) -> u8 {
            unreachable!()
        }
    }
    assert_eq!(keys(&Order { line: Line { name: String::new() } }), ["line.name"]);
}
