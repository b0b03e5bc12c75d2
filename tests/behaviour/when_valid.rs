//! `when_valid`: checks of a struct that run only when nothing is wrong with the fields that they look at.

use std::cell::Cell;
use std::collections::HashMap;

use serde::Deserialize;
use unprocessable::{Limits, Live, Validate, ValidationErrors, Violation, from_json};

#[derive(Debug, Deserialize, Validate)]
#[validate(when_valid([self.starts_at, self.ends_at], custom(in_order)), field = "ends_at")]
#[validate(when_valid(self.rooms, custom(enough)))]
#[validate(when_valid(self, custom(affordable), custom(never)))]
#[validate(custom(always))]
struct Booking {
    #[validate(date)]
    starts_at: String,
    #[serde(rename = "endsAt")]
    #[validate(date)]
    ends_at: String,
    #[validate(length(min = 1), nested)]
    rooms: Vec<Room>,
    #[validate(on_submit(gt(0)))]
    price: i64,
}

#[derive(Debug, Deserialize, Validate)]
#[validate(when_valid(self.persons, custom(named)), field = "name")]
struct Room {
    #[validate(range(1..=4))]
    persons: u8,
    #[serde(default)]
    name: String,
}

fn in_order(booking: &Booking) -> Result<(), Violation> {
    // Both are dates, of which text is in order.
    assert!(booking.starts_at.len() == 10 && booking.ends_at.len() == 10);
    if booking.starts_at < booking.ends_at { Ok(()) } else { Err(Violation::new("order", "The {attribute} is early.")) }
}

fn enough(booking: &Booking) -> Result<(), &'static str> {
    assert!(!booking.rooms.is_empty() && booking.rooms.iter().all(|room| (1..=4).contains(&room.persons)));
    if booking.rooms.iter().map(|room| u32::from(room.persons)).sum::<u32>() > 1 {
        Ok(())
    } else {
        Err("Bring a friend.")
    }
}

fn affordable(booking: &Booking) -> Result<(), &'static str> {
    assert!(booking.starts_at.len() == 10 && !booking.rooms.is_empty());
    if booking.price < 100 { Ok(()) } else { Err("It costs too much.") }
}

fn never(booking: &Booking) -> Result<(), &'static str> {
    if booking.price == 50 { Err("Nothing costs 50.") } else { Ok(()) }
}

fn always(booking: &Booking) -> Result<(), &'static str> {
    if booking.price == 1 { Err("Nothing costs 1.") } else { Ok(()) }
}

fn named(room: &Room) -> Result<(), Violation> {
    assert!(room.persons > 0);
    if room.name == "-" { Err(Violation::new("name", "The {attribute} is no name.")) } else { Ok(()) }
}

fn booking(starts_at: &str, ends_at: &str, persons: &[u8], name: &str, price: i64) -> Booking {
    let rooms = persons.iter().map(|persons| Room { persons: *persons, name: name.into() }).collect();
    Booking { starts_at: starts_at.into(), ends_at: ends_at.into(), rooms, price }
}

fn lines(errors: Result<(), ValidationErrors>) -> Vec<String> {
    errors.map_or_else(|errors| errors.to_string().lines().map(Into::into).collect(), |()| Vec::new())
}

const A: &str = "2026-01-01";
const B: &str = "2026-01-02";

#[test]
fn a_check_waits_for_the_fields_that_it_names() {
    for (booking, expected) in [
        (booking(A, B, &[2], "", 5), &[][..]),
        (booking(B, A, &[2], "", 5), &["endsAt: The ends at is early."]),
        (booking(B, "x", &[2], "", 5), &["endsAt: The ends at must be a valid date."]),
        // A field that the check does not name does not hold it up.
        (
            booking(B, A, &[0], "", 5),
            &["rooms.0.persons: The persons must be between 1 and 4.", "endsAt: The ends at is early."],
        ),
        // What is below a field counts.
        (booking(A, B, &[1], "-", 5), &["rooms.0.name: The name is no name."]),
        (booking(A, B, &[1], "", 5), &["_: Bring a friend."]),
        // Other checks of the whole do not count.
        (booking(A, B, &[1], "", 150), &["_: Bring a friend.", "_: It costs too much."]),
        (booking(B, A, &[1], "", 50), &["endsAt: The ends at is early.", "_: Bring a friend.", "_: Nothing costs 50."]),
        (booking(A, B, &[2], "", 0), &["price: The price must be greater than 0."]),
        (booking("x", B, &[2], "", 1), &["starts_at: The starts at must be a valid date.", "_: Nothing costs 1."]),
    ] {
        assert_eq!(lines(booking.validate()), expected, "{booking:?}");
    }
}

#[test]
fn the_second_pass_runs_the_checks_of_what_can_be_read() {
    let body =
        br#"{"starts_at":"x","endsAt":"x","price":"x","rooms":[{"persons":9,"name":"-"},{"persons":1,"name":"-"}]}"#;
    let rejection = from_json::<Booking>(body).unwrap_err();
    assert_eq!(
        rejection.errors().unwrap().to_string().lines().collect::<Vec<_>>(),
        [
            "starts_at: The starts at must be a valid date.",
            "endsAt: The ends at must be a valid date.",
            "rooms.0.persons: The persons must be between 1 and 4.",
            "rooms.1.name: The name is no name.",
            "price: The price must be an integer.",
        ]
    );
}

/// At the names that are asked for, a live check answers what the real request answers, up to `on_submit`.
#[test]
fn a_live_check_judges_fields_that_it_does_not_ask_for() {
    let all = ["starts_at", "endsAt", "rooms.0.persons", "rooms.0.name", "rooms", "price", "_"];
    for starts_at in [A, B, "x"] {
        for ends_at in [A, B, "y"] {
            for (persons, name) in [(&[1][..], ""), (&[2], "-"), (&[9, 2], "-"), (&[], "")] {
                for price in [1, 50, 150] {
                    let booking = booking(starts_at, ends_at, persons, name, price);
                    let real = booking.validate();
                    for first in all {
                        for second in all {
                            let live = Live::new().only(&format!("{first},{second}"));
                            let asked = lines(live.value(&booking, &()));
                            let expected = real.as_ref().err().map(ToString::to_string).unwrap_or_default();
                            let key = |line: &str| line.split(": ").next().map(str::to_owned).unwrap_or_default();
                            let expected: Vec<&str> =
                                expected.lines().filter(|line| [first, second].contains(&&*key(line))).collect();
                            assert_eq!(asked, expected, "{first} {second} {booking:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_rules_of_on_submit_do_not_hold_up_a_live_check() {
    let value = booking(A, B, &[2], "", -150);
    assert_eq!(lines(Live::new().only("_").value(&value, &())), [""; 0]);
    #[derive(Validate)]
    #[validate(when_valid(self.count, custom(small)))]
    struct Form {
        #[validate(on_submit(gt(5)))]
        count: u8,
    }
    fn small(_: &Form) -> Result<(), &'static str> {
        Err("It is small.")
    }
    assert_eq!(lines(Form { count: 1 }.validate()), ["count: The count must be greater than 5."]);
    assert_eq!(lines(Live::new().only("_").value(&Form { count: 1 }, &())), ["_: It is small."]);
    assert_eq!(lines(Live::new().value(&Form { count: 1 }, &())), ["_: It is small."]);
}

#[test]
fn enums_newtypes_maps_and_bail() {
    #[derive(Validate)]
    #[validate(when_valid(self, custom(count_of_choice)))]
    enum Choice {
        Some(#[validate(gt(0))] i8),
        Other {
            #[validate(gt(0))]
            number: i8,
        },
        None,
    }
    fn count_of_choice(choice: &Choice) -> Result<(), &'static str> {
        match choice {
            Choice::Some(number) | Choice::Other { number } => assert!(*number > 0),
            Choice::None => {}
        }
        Err("No.")
    }
    #[derive(Validate)]
    #[validate(bail, when_valid(self.0, custom(of_pair)), field = "1")]
    struct Pair(#[validate(gt(0))] i8, #[validate(nested)] HashMap<String, Choice>);
    fn of_pair(_: &Pair) -> Result<(), &'static str> {
        Err("Pair.")
    }
    assert_eq!(lines(Choice::Some(0).validate()), ["Some: The some must be greater than 0."]);
    assert_eq!(lines(Choice::Other { number: 0 }.validate()), ["Other.number: The number must be greater than 0."]);
    assert_eq!(lines(Choice::None.validate()), ["_: No."]);
    let choices = |number| HashMap::from([("b".into(), Choice::Some(number)), ("a".into(), Choice::None)]);
    assert_eq!(lines(Pair(1, choices(0)).validate()), ["1.a._: No.", "1.b.Some: The some must be greater than 0."]);
    assert_eq!(lines(Pair(0, choices(0)).validate()).len(), 1);
    assert_eq!(lines(Pair(1, HashMap::new()).validate()), ["1: Pair."]);
}

/// Names that begin alike are not the same.
#[test]
fn only_the_field_itself_and_what_is_below_it_counts() {
    #[derive(Validate)]
    #[validate(when_valid(self.a, custom(no)))]
    struct Names {
        #[validate(length(max = 3))]
        a: String,
        #[validate(required)]
        ab: String,
        #[validate(custom(at_a))]
        b: u8,
    }
    fn no(_: &Names) -> Result<(), &'static str> {
        Err("No.")
    }
    fn at_a(number: &u8) -> Result<(), Violation> {
        if *number == 0 { Err(Violation::new("a", "Not {attribute}.").at("a.b")) } else { Ok(()) }
    }
    let names = |b| Names { a: String::new(), ab: String::new(), b };
    assert_eq!(lines(names(1).validate()), ["ab: The ab field is required.", "_: No."]);
    // Another field may report at its key.
    assert_eq!(lines(names(0).validate()), ["ab: The ab field is required.", "a.b: Not b."]);
    assert_eq!(lines(Live::new().only("_").value(&names(0), &())), [""; 0]);
    assert_eq!(lines(Live::new().only("_").value(&names(1), &())), ["_: No."]);
    let full = names(1).validate_within(&Limits::new().violations(1), &()).unwrap_err();
    assert!(full.is_truncated() && full.len() == 1);
}

thread_local! {
    static LOOKED: Cell<usize> = const { Cell::new(0) };
}

#[derive(Deserialize, Validate)]
#[validate(when_valid(self.inner, custom(of_chain)))]
struct Chain {
    #[validate(custom(looked))]
    number: u8,
    #[validate(nested)]
    inner: Option<Box<Chain>>,
}

fn of_chain(_: &Chain) -> Result<(), &'static str> {
    Ok(())
}

fn looked(number: &u8) -> Result<(), &'static str> {
    LOOKED.set(LOOKED.get() + 1);
    if *number == 0 { Err("No.") } else { Ok(()) }
}

#[test]
fn what_lies_deep_is_looked_at_as_often_as_it_is_deep_at_most() {
    for levels in [1, 10, 60] {
        for innermost in [0, 1] {
            let chain = |inner| Chain { number: 1, inner };
            let last = Chain { number: innermost, inner: None };
            let value = (1..levels).fold(last, |inner, _| chain(Some(Box::new(inner))));
            LOOKED.set(0);
            assert_eq!(value.validate().is_ok(), innermost == 1);
            assert_eq!(LOOKED.get(), levels);
            for names in ["_", "number", &"inner.".repeat(levels - 1)] {
                LOOKED.set(0);
                let _ = Live::new().only(names).value(&value, &());
                assert!(LOOKED.get() <= levels * (levels + 1), "{} at {levels}", LOOKED.get());
            }
        }
    }
}
