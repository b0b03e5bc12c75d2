//! A module without a prelude: no `Option`, no `Some`, no `String`, no macros.
#![no_implicit_prelude]

use ::std::string::String;

#[derive(::unprocessable::Validate)]
#[validate(context = u8)]
#[validate(custom(whole), field = "name")]
struct Order {
    #[validate(required, email, length(min = 3, max = 64), bail, custom(text, context, message = "No."))]
    name: String,
    #[validate(range(18..=120), gt(0), when(self.count > 3, lt(self.limit)))]
    count: u32,
    limit: u64,
    #[validate(each(required, max(9)), length(max = 3))]
    most: ::std::vec::Vec<u8>,
    #[validate(nested)]
    lines: ::std::vec::Vec<Line>,
    #[validate(regex("^[A-Z]+$"), length(max = 5, message = "At most {max}."))]
    code: ::std::option::Option<String>,
    #[allow(dead_code)]
    kinds: ::std::vec::Vec<Kind>,
}

#[derive(::unprocessable::Validate)]
enum Line {
    Item {
        #[validate(one_of(["a", "b"]))]
        kind: String,
    },
    Note(#[validate(required)] String),
    None,
}

#[derive(::unprocessable::Validate, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Plain,
}

type Checked = ::std::result::Result<(), &'static str>;

fn text(text: &str, context: &u8) -> Checked {
    match text.len() > *context as usize {
        true => ::std::result::Result::Err("too long"),
        false => ::std::result::Result::Ok(()),
    }
}

fn whole(_: &Order) -> Checked {
    ::std::result::Result::Err("The order is wrong.")
}

#[::core::prelude::v1::test]
fn nothing_comes_from_a_prelude() {
    use ::std::convert::From;
    use ::std::iter::Iterator;
    use ::unprocessable::Validate;

    let order = Order {
        name: String::from("jane"),
        count: 7,
        limit: 5,
        most: ::std::vec::Vec::new(),
        lines: ::std::vec::Vec::from([Line::None, Line::Note(String::new()), Line::Item { kind: String::new() }]),
        code: ::std::option::Option::Some(String::from("a")),
        kinds: ::std::vec::Vec::new(),
    };
    let errors = order.validate_with(&9).unwrap_err();
    let keys: ::std::vec::Vec<&str> = errors.iter().map(|(key, _)| key).collect();
    ::std::assert_eq!(keys, ["name", "name", "count", "count", "lines.1.Note", "lines.2.Item.kind", "code"]);
    ::std::assert!(Kind::Plain.validate().is_ok());
}
