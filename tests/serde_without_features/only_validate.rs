//! A type that derives only `Validate` needs nothing of serde: not of its fields, and not of types with well-known names.

use std::rc::Rc;
use std::sync::Arc;

use unprocessable::{Validate, from_json};

fn keys<T: Validate>(value: &T) -> Vec<String> {
    let errors = value.validate().unwrap_err();
    errors.iter().map(|(key, _)| key.to_string()).collect()
}

#[test]
fn pointers_that_serde_reads_only_with_a_feature_have_rules() {
    #[derive(Validate)]
    struct Shared {
        #[validate(length(min = 1))]
        name: Arc<String>,
        #[validate(gt(0))]
        count: Option<Arc<u8>>,
        #[validate(length(max = 1), each(accepted))]
        marks: Vec<Rc<bool>>,
        rest: Rc<Option<Box<f64>>>,
    }
    let shared = Shared {
        name: Arc::default(),
        count: Some(Arc::new(0)),
        marks: vec![Rc::new(true), Rc::new(true)],
        rest: Rc::default(),
    };
    assert_eq!(keys(&shared), ["name", "count", "marks"]);
    assert!(shared.rest.is_none());
}

#[test]
fn enums_and_tuples_share_what_they_hold() {
    #[derive(Validate)]
    enum Either {
        One(#[validate(gt(0))] Rc<u8>),
        Other {
            #[validate(required)]
            name: Option<Arc<String>>,
            #[allow(dead_code)]
            list: Arc<Vec<Rc<char>>>,
        },
    }
    assert_eq!(keys(&Either::One(Rc::new(0))), ["One"]);
    assert_eq!(keys(&Either::Other { name: None, list: Arc::default() }), ["Other.name"]);
}

/// Types of the user's own that have the names of those of the standard library, and are none that serde can read.
mod own {
    use unprocessable::Validate;

    pub struct Vec<T>(pub T);
    pub struct Option<T>(pub T);
    pub struct Box<T>(pub T);
    pub struct Arc<T>(pub T);
    #[allow(non_camel_case_types)]
    pub struct u8;

    #[derive(Validate)]
    pub struct String {
        #[validate(gt(0))]
        pub length: u64,
    }

    #[derive(Validate)]
    pub struct Order {
        #[validate(nested)]
        pub name: String,
        pub text: String,
        pub list: Vec<u8>,
        pub perhaps: Option<String>,
        pub boxed: Box<Arc<u8>>,
        #[validate(gt(0))]
        pub count: u64,
    }

    #[derive(Validate)]
    pub struct Plain {
        pub number: u8,
        #[validate(gt(0))]
        pub count: u64,
    }
}

#[test]
fn types_with_the_names_of_others_need_no_serde() {
    let text = || own::String { length: 0 };
    let order = own::Order {
        name: text(),
        text: text(),
        list: own::Vec(own::u8),
        perhaps: own::Option(text()),
        boxed: own::Box(own::Arc(own::u8)),
        count: 0,
    };
    assert_eq!(keys(&order), ["name.length", "count"]);
    assert_eq!(keys(&own::Plain { number: own::u8, count: 0 }), ["count"]);
}

#[test]
fn a_type_that_a_conversion_makes_needs_no_serde_of_its_fields() {
    struct Opaque;

    #[derive(serde::Deserialize, Validate)]
    #[serde(from = "u8")]
    struct Made {
        #[allow(dead_code)]
        rest: Opaque,
        #[validate(gt(3))]
        count: u8,
    }
    impl From<u8> for Made {
        fn from(count: u8) -> Self {
            Self { rest: Opaque, count }
        }
    }
    assert!(from_json::<Made>(b"4").is_ok());
    assert!(from_json::<Made>(b"3").is_err());
}
