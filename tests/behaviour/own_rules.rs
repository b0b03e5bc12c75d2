//! Rules of the user's own, functions, conditions, other words.

use crate::common::{codes, keys, pairs, sentences};
use unprocessable::{Argument, Kind, Messages, Sentence, Subject, Validate, Violation, Violations};

mod rules {
    use unprocessable::rules::{Describe, Rule};
    use unprocessable::{Argument, Kind};

    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Sku {
        prefix: &'static str,
        strict: bool,
    }

    pub(crate) const fn sku() -> Sku {
        Sku { prefix: "A", strict: false }
    }

    impl Sku {
        pub(crate) const fn prefix(mut self, prefix: &'static str) -> Self {
            self.prefix = prefix;
            self
        }

        pub(crate) const fn strict(mut self) -> Self {
            self.strict = true;
            self
        }
    }

    impl Describe for Sku {
        const CODE: &'static str = "sku";
        const ARGUMENTS: &'static [&'static str] = &["prefix"];

        fn argument(&self, index: usize) -> Option<Argument<'_>> {
            (index == 0).then_some(Argument::Text(self.prefix))
        }

        fn sentence(&self, _: Kind) -> &'static str {
            "The {attribute} must begin with {prefix}."
        }
    }

    impl Rule<str> for Sku {
        fn check(&self, value: &str) -> bool {
            value.starts_with(self.prefix) && (!self.strict || value.len() == 3)
        }
    }
}

#[test]
fn a_path_is_a_rule_of_the_users_own() {
    #[derive(Validate)]
    struct Item {
        #[validate(rules::sku(prefix = "X", strict))]
        sku: Option<String>,
        #[validate(crate::own_rules::rules::sku(message = "No {prefix}, no {attribute}.", code = "prefix"))]
        other: String,
        #[validate(each(rules::sku))]
        more: Vec<String>,
    }
    let item = Item { sku: Some("Xab!".into()), other: "b".into(), more: vec!["A".into(), "B".into()] };
    assert_eq!(codes(&item), ["sku", "prefix", "sku"]);
    assert_eq!(sentences(&item)[1].1, "No A, no other.");
    assert_eq!(keys(&item), ["sku", "other", "more.1"]);
}

#[test]
fn custom_functions_give_one_violation_or_several() {
    fn even(value: &u32) -> Result<(), Violation> {
        if value % 2 == 0 { Ok(()) } else { Err(Violation::new("even", "The {attribute} must be even.")) }
    }
    fn strong(value: &str) -> Result<(), Violations> {
        let mut violations = Violations::new();
        if !value.contains('1') {
            violations.push(Violation::new("digit", "The {attribute} needs a digit."));
        }
        if value.len() < 8 {
            violations.push(Violation::new("short", "The {attribute} needs {min} characters.").argument("min", 8));
        }
        violations.into_result()
    }
    fn plain(_: &[u8]) -> Result<(), &'static str> {
        Err("Only a sentence about the {attribute}.")
    }
    #[derive(Validate)]
    struct Form {
        #[validate(custom(even))]
        count: u32,
        #[validate(custom(strong))]
        pass_word: Option<String>,
        #[validate(custom(plain))]
        list: Vec<u8>,
        #[validate(custom(even, message = "Odd {attribute}.", code = "odd"))]
        other: u32,
        #[validate(custom(|value: &u32| even(value)))]
        closure: u32,
        #[validate(each(custom(even)))]
        each: Vec<u32>,
    }
    let form = Form { count: 1, pass_word: Some("x".into()), list: vec![], other: 1, closure: 1, each: vec![2, 3] };
    assert_eq!(
        sentences(&form),
        [
            ("count", "The count must be even."),
            ("pass_word", "The pass word needs a digit."),
            ("pass_word", "The pass word needs 8 characters."),
            ("list", "Only a sentence about the list."),
            ("other", "Odd other."),
            ("closure", "The closure must be even."),
            ("each.1", "The each must be even."),
        ]
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
    );
    assert_eq!(codes(&form)[4], "odd");
    assert!(Form { count: 2, pass_word: None, list: vec![], other: 2, closure: 2, each: vec![] }.validate().is_err());
}

#[test]
fn a_violation_may_say_what_its_field_is_called() {
    struct German;
    impl Messages for German {
        fn sentence(&self, _: &Sentence<'_>) -> Option<&str> {
            Some("{attribute} ist unbekannt.")
        }
        fn label(&self, name: &str) -> Option<&str> {
            (name == "town of birth").then_some("Geburtsort")
        }
    }
    fn known(_: &str) -> Result<(), Violation> {
        Err(Violation::new("known", "The {attribute} is not known.").attribute("town of birth"))
    }
    #[derive(Validate)]
    struct Person {
        #[validate(custom(known), attribute = "place")]
        town: String,
    }
    let errors = Person { town: String::new() }.validate().unwrap_err();
    assert_eq!(errors.to_string(), "town: The town of birth is not known.");
    let violation = errors.get("town").next().unwrap();
    assert_eq!(violation.message_from(&German).to_string(), "Geburtsort ist unbekannt.");
}

#[test]
fn rules_on_the_whole_struct() {
    fn dates(booking: &Booking) -> Result<(), Violation> {
        if booking.starts_at <= booking.ends_at {
            Ok(())
        } else {
            Err(Violation::new("order", "The {attribute} must come later."))
        }
    }
    fn whole(_: &Booking) -> Result<(), Violations> {
        Err([
            Violation::new("a", "The {attribute} cannot be."),
            Violation::new("b", "The {attribute} is odd.").at("starts_at"),
        ]
        .into())
    }
    #[derive(Validate)]
    #[validate(custom(dates), field = "ends_at")]
    #[validate(custom(whole))]
    struct Booking {
        #[validate(gt(0))]
        starts_at: u32,
        #[validate(gt(0))]
        ends_at: u32,
    }
    #[derive(Validate)]
    struct Trip {
        #[validate(nested)]
        booking: Booking,
    }
    let booking = || Booking { starts_at: 1, ends_at: 0 };
    assert_eq!(
        sentences(&booking()),
        [
            ("ends_at", "The ends at must be greater than 0."),
            ("ends_at", "The ends at must come later."),
            ("_", "The given data cannot be."),
            ("starts_at", "The starts at is odd."),
        ]
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
    );
    assert_eq!(
        keys(&Trip { booking: booking() }),
        ["booking.ends_at", "booking.ends_at", "booking._", "booking.starts_at"]
    );
    assert_eq!(sentences(&Trip { booking: booking() })[2].1, "The booking cannot be.");
}

#[test]
fn conditions_and_other_fields() {
    #[derive(Validate, PartialEq)]
    enum Kind {
        Person,
        Company,
    }
    #[derive(Validate)]
    struct Customer {
        kind: Kind,
        #[validate(when(self.kind == Kind::Company, required, length(min = 3)))]
        tax_number: Option<String>,
        #[validate(when(matches!(self.kind, Kind::Person), required))]
        birthday: Option<String>,
        min_price: u64,
        #[validate(gt(self.min_price), lt(self.limit()))]
        max_price: i128,
        #[validate(gt(self.min_price * 2, message = "Twice the {value}!"))]
        far: Option<u64>,
        other: Option<u8>,
        #[validate(gt(self.other))]
        above_other: u8,
    }
    impl Customer {
        fn limit(&self) -> u8 {
            100
        }
    }
    let customer = Customer {
        kind: Kind::Company,
        tax_number: None,
        birthday: None,
        min_price: 10,
        max_price: 10,
        far: Some(20),
        other: None,
        above_other: 0,
    };
    assert_eq!(
        sentences(&customer),
        [
            ("tax_number", "The tax number field is required."),
            ("max_price", "The max price must be greater than the min price."),
            ("far", "Twice the min price!"),
        ]
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
    );
    let person = Customer { kind: Kind::Person, max_price: 101, other: Some(0), ..customer };
    assert_eq!(
        sentences(&person),
        [
            ("birthday", "The birthday field is required."),
            ("max_price", "The max price must be less than the limit."),
            ("far", "Twice the min price!"),
            ("above_other", "The above other must be greater than the other."),
        ]
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
    );
}

#[test]
fn words_can_be_replaced() {
    #[derive(Validate)]
    struct Form {
        #[validate(
            required(message = "Please give your {attribute}.", code = "missing"),
            attribute = "e-mail address"
        )]
        email: String,
        #[validate(length(max = 1, message = "At most {max} in {attribute}, { {braces"))]
        list: Vec<u8>,
        #[validate(gt(self.email.len(), message = "{value}"))]
        count: usize,
    }
    let form = Form { email: String::new(), list: vec![0; 2], count: 0 };
    assert_eq!(
        sentences(&form),
        [
            ("email", "Please give your e-mail address."),
            ("list", "At most 1 in list, { {braces"),
            ("count", "e-mail address"),
        ]
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
    );
    assert_eq!(codes(&form), ["missing", "length", "gt"]);
}

#[test]
fn bail_stops_a_field_or_a_struct() {
    #[derive(Validate)]
    struct Field {
        #[validate(bail, required, length(min = 2), each(gt(0)))]
        a: Vec<u8>,
        #[validate(bail, each(gt(0), lt(1)))]
        b: Vec<u8>,
        #[validate(required)]
        c: String,
    }
    assert_eq!(keys(&Field { a: vec![], b: vec![1, 0, 0], c: String::new() }), ["a", "b.0", "c"]);

    #[derive(Validate)]
    #[validate(bail, custom(never))]
    struct Struct {
        #[validate(required)]
        fine: String,
        #[validate(required, length(min = 2))]
        a: String,
        #[validate(required)]
        b: String,
    }
    fn never(_: &Struct) -> Result<(), &'static str> {
        Err("never")
    }
    assert_eq!(keys(&Struct { fine: "x".into(), a: String::new(), b: String::new() }), ["a", "a"]);
}

#[test]
fn skip_checks_nothing() {
    struct Foreign;
    #[derive(Validate)]
    struct Form {
        #[validate(skip)]
        _foreign: Foreign,
    }
    assert!(Form { _foreign: Foreign }.validate().is_ok());
}

#[test]
fn a_subject_of_the_users_own() {
    struct Money(u64);
    impl Subject for Money {
        type Value = u64;
        const KIND: Kind = Kind::Number;
        fn value(&self) -> Option<&u64> {
            Some(&self.0)
        }
    }
    #[derive(Validate)]
    struct Form {
        #[validate(required, gt(0))]
        money: Option<Money>,
    }
    assert_eq!(keys(&Form { money: Some(Money(0)) }), ["money"]);
}

#[test]
fn arguments_are_typed() {
    #[derive(Validate)]
    struct Form {
        #[validate(range(0.5..))]
        ratio: f32,
        #[validate(length(min = 2, max = 4))]
        name: String,
    }
    let errors = crate::common::errors(&Form { ratio: 0.1, name: "x".into() });
    let arguments: Vec<_> = errors.iter().map(|(_, violation)| violation.arguments().collect::<Vec<_>>()).collect();
    assert_eq!(arguments[0], [("min", Argument::Float32(0.5))]);
    assert_eq!(arguments[1], [("min", Argument::Integer(2)), ("max", Argument::Integer(4))]);
    assert_eq!(pairs(&errors)[0].1, "The ratio must be at least 0.5.");
}

#[test]
fn a_sentence_may_be_made_while_the_check_runs() {
    fn at_most(text: &str) -> Result<(), String> {
        let most = 3;
        if text.len() <= most {
            Ok(())
        } else {
            Err(format!("The {{attribute}} must not have more than {most} letters."))
        }
    }
    fn fixed(_: &str) -> Result<(), std::borrow::Cow<'static, str>> {
        Err("The {attribute} is wrong.".into())
    }
    fn several(_: &str) -> Result<(), Violations> {
        let mut violations = Violations::new();
        violations.push(Violation::from_code("taken"));
        violations.push(String::from("Second.").into());
        violations.into_result()
    }
    #[derive(Validate)]
    struct Item {
        #[validate(custom(at_most), custom(fixed, code = "fixed"), custom(several))]
        name: String,
    }
    let item = Item { name: "long".into() };
    assert_eq!(codes(&item), ["custom", "fixed", "taken", "custom"]);
    assert_eq!(
        item.validate().unwrap_err().to_string(),
        "name: The name must not have more than 3 letters.\n\
         name: The name is wrong.\n\
         name: The name is invalid.\n\
         name: Second."
    );
}
