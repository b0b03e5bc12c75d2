//! Rules whose arguments are other fields: beside literals, and below `each`, `keys` and `values`.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use crate::common::keys;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Kind, Presence, Subject, Validate, ValidationErrors, from_json_str};

/// The errors of a body.
#[track_caller]
fn refused<'j, T: Validate + Deserialize<'j> + Inspect<'j>>(json: &'j str) -> ValidationErrors {
    from_json_str::<T>(json).err().expect("the body is valid").errors().expect("it can be read").clone()
}

fn said(errors: &ValidationErrors) -> Vec<String> {
    errors.iter().map(|(key, violation)| format!("{key}: {}", violation.message())).collect()
}

#[test]
fn a_literal_and_another_field_stand_in_one_rule() {
    #[derive(Validate, Deserialize)]
    struct Cart {
        stock: u32,
        #[validate(range(min = 1, max = self.stock))]
        named: u32,
        #[validate(range(1..=self.stock))]
        closed: i64,
        #[validate(range(self.stock..3_000_000_001))]
        open: u64,
        #[validate(between(1, self.stock))]
        both: u8,
        #[validate(between(-3_000_000_000, self.stock))]
        below: i64,
        #[validate(range(min = 0, max = self.ratio), between(self.ratio, 1.5))]
        share: f64,
        ratio: f32,
        #[validate(between(2, self.title))]
        subtitle: String,
        title: String,
        #[validate(each(between(self.stock, 9)))]
        counts: Vec<u16>,
    }

    let json = r#"{"stock":4,"named":NUM,"closed":NUM,"open":NUM,"both":NUM,"below":NUM,"share":NUM,"ratio":4,
        "subtitle":"SUB","title":"abcd","counts":[NUM]}"#;
    let json = |number: &str, text: &str| json.replace("NUM", number).replace("SUB", text);
    let errors = refused::<Cart>(&json("4", "abcd"));
    assert_eq!(said(&errors), ["share: The share must be between the ratio and 1.5."]);
    let errors = refused::<Cart>(&json("5", "a"));
    assert_eq!(
        said(&errors),
        [
            "named: The named must be between 1 and the stock.",
            "closed: The closed must be between 1 and the stock.",
            "both: The both must be between 1 and the stock.",
            "below: The below must be between -3,000,000,000 and the stock.",
            "share: The share must be between 0 and the ratio.",
            "share: The share must be between the ratio and 1.5.",
            "subtitle: The subtitle must be between 2 and the title.",
        ]
    );
    let errors = refused::<Cart>(&json("0", "abcde"));
    assert_eq!(
        said(&errors),
        [
            "named: The named must be between 1 and the stock.",
            "closed: The closed must be between 1 and the stock.",
            "open: The open must be at least the stock and less than 3,000,000,001.",
            "both: The both must be between 1 and the stock.",
            "share: The share must be between the ratio and 1.5.",
            "subtitle: The subtitle must be between 2 and the title.",
            "counts.0: The counts must be between the stock and 9.",
        ]
    );
}

#[test]
fn a_whole_number_and_a_fraction_are_bounds_of_a_float() {
    const LEAST: i64 = 0;

    #[derive(Validate)]
    struct Share {
        #[validate(between(0, 0.5))]
        positional: f64,
        #[validate(range(0..=0.5))]
        closed: f32,
        #[validate(range(exclusive_min = -0.5, max = 1))]
        named: Option<f64>,
        #[validate(range(min = LEAST, max = 0.5))]
        constant: f64,
    }

    let share = |n: f32| Share { positional: n.into(), closed: n, named: Some(n.into()), constant: n.into() };
    assert!(share(0.0).validate().is_ok() && share(0.5).validate().is_ok());
    assert_eq!(keys(&share(0.6)), ["positional", "closed", "constant"]);
    let errors = share(-0.5).validate().unwrap_err();
    assert_eq!(said(&errors)[0], "positional: The positional must be between 0 and 0.5.");
    assert_eq!(said(&errors)[2], "named: The named must be greater than -0.5 and at most 1.");
}

/// The same with dates, which are compared with text.
#[test]
fn dates_are_between_a_literal_and_another_field() {
    use jiff::civil::{Date, date};

    #[derive(Validate)]
    struct Trip {
        #[validate(range(min = "2024-01-01", max = self.ends_at))]
        starts_at: Date,
        #[validate(each(range("2024-01-01"..self.ends_at)))]
        stops: Vec<Date>,
        ends_at: Option<String>,
    }

    let trip = |day, ends_at: Option<&str>| Trip { starts_at: day, stops: vec![day], ends_at: ends_at.map(Into::into) };
    let last = date(2024, 2, 1);
    assert!(trip(last, None).validate().is_ok() && trip(last, Some("2024-02-02T08:00")).validate().is_ok());
    assert_eq!(
        said(&trip(last, Some("2024-02-01")).validate().unwrap_err()),
        ["stops.0: The stops must be at least 2024-01-01 and less than the ends at."]
    );
    assert_eq!(
        said(&trip(date(2023, 12, 31), None).validate().unwrap_err()),
        [
            "starts_at: The starts at must be between 2024-01-01 and the ends at.",
            "stops.0: The stops must be at least 2024-01-01 and less than the ends at."
        ]
    );
}

/// Text that counts how often it is looked at.
#[derive(Debug, Default)]
struct Watched(String);

thread_local! {
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

impl Subject for Watched {
    type Value = str;
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Option<&str> {
        Some(&self.0)
    }

    fn presence(&self) -> Presence {
        LOOKS.set(LOOKS.get() + 1);
        self.0.presence()
    }
}

impl Watched {
    fn is_short(&self) -> bool {
        LOOKS.set(LOOKS.get() + 1);
        self.0.len() < 3
    }
}

#[derive(Validate)]
struct Looks {
    note: Watched,
    #[validate(
        each(required_with(self.note), when(self.note.is_short(), length(max = 9)), prohibited_if(!self.note.is_short())),
        each(each(required_with_all([self.note, self.note]), when(self.note.is_short(), lte(self.note.0.len() + 9))))
    )]
    lists: Vec<Vec<String>>,
    #[validate(keys(prohibits(self.note)), values(each(required_without(self.note))))]
    map: HashMap<String, Vec<String>>,
}

fn looks(note: &str, count: usize) -> (usize, usize) {
    let list = vec![String::from("a"); 2];
    let value = Looks {
        note: Watched(note.into()),
        lists: vec![list.clone(); count],
        map: (0..count).map(|n| (n.to_string(), list.clone())).collect(),
    };
    LOOKS.set(0);
    let violations = value.validate().map_or_else(|errors| errors.len(), |()| 0);
    (LOOKS.get(), violations)
}

#[test]
fn another_field_is_looked_at_once_however_many_elements_there_are() {
    assert_eq!(looks("", 0), (0, 0), "nothing is prepared for no elements");
    let (one, _) = looks("", 1);
    assert_eq!(looks("", 40), (one, 0));
    let (filled, _) = looks("ab", 1);
    assert_eq!(looks("ab", 40), (filled, 40), "`prohibits` fails");
    // Each presence of an element is asked for once, and each condition is found out once.
    assert!(one <= 10 && filled <= 10, "{one} {filled}");
}

#[test]
fn what_no_element_needs_is_not_found_out() {
    #[derive(Validate)]
    struct Limits {
        limits: Vec<u8>,
        #[validate(each(when(!self.limits.is_empty(), lte(self.limits[0]), gte(self.limits[1] - 1))))]
        counts: Vec<u8>,
        #[validate(each(each(lte(self.limits[0]))))]
        rows: Vec<Vec<u8>>,
    }

    let limits = |limits: &[u8]| Limits { limits: limits.into(), counts: vec![7, 8], rows: vec![vec![]] };
    assert!(limits(&[]).validate().is_ok(), "no index is out of bounds");
    assert_eq!(keys(&limits(&[7, 9])), ["counts.0", "counts.1"]);
}

/// Every kind of rule that takes another field, on elements, keys and values, and the same rules one by one.
#[derive(Validate, Deserialize, Default, Debug)]
#[serde(default)]
struct Everything {
    words: Vec<String>,
    title: Option<String>,
    day: Option<String>,
    ratio: f32,
    #[validate(
        each(in_list(self.words), lte(self.title), between(1, self.title)),
        each(when(self.day.is_some(), starts_with(self.day.as_deref().unwrap_or_default())))
    )]
    list: Vec<Option<String>>,
    #[validate(keys(in_list(self.words), after(self.day)), values(each(gt(self.ratio), in_list(self.numbers))))]
    map: BTreeMap<String, Vec<f64>>,
    numbers: Vec<u8>,
    #[validate(in_list(self.words), lte(self.title), between(1, self.title))]
    alone: String,
    wrong: u8,
}

#[test]
fn elements_are_answered_as_a_field_alone_is() {
    let words = |count: usize| (0..count).map(|n| format!("w{n}")).collect::<Vec<_>>();
    for count in [0, 1, 8, 9, 100] {
        for title in [None, Some(""), Some("日本"), Some("abcdef")] {
            for text in ["", "w0", "w8", "w99", "日本語日本語語"] {
                let value = Everything {
                    words: words(count),
                    title: title.map(Into::into),
                    list: vec![Some(text.into()), None],
                    alone: text.into(),
                    ..Everything::default()
                };
                let errors = value.validate().map_or_else(|errors| said(&errors), |()| Vec::new());
                let of = |key: &str| {
                    let key = format!("{key}: The ");
                    let found = errors.iter().filter_map(|said| said.strip_prefix(&key));
                    found.map(|said| said.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>()
                };
                assert_eq!(of("list.0"), of("alone"), "{count} {title:?} {text:?}");
                assert!(of("list.1").is_empty());
            }
        }
    }
}

#[test]
fn elements_are_answered_alike_beside_what_cannot_be_read() {
    let json = |wrong: &str, element: &str, float: &str| {
        format!(
            r#"{{"words":["a","b","c","d","e","f","g","h","2024-01-02"],"title":"abcdefghij","day":"2024-01-01",
                "ratio":0.5,"numbers":[1,2,3,4,5,6,7,8,9,10],"alone":"a","wrong":{wrong},
                "list":["2024-01-01",{element},"a"],
                "map":{{"2024-01-02":[1,{float},0.25,11],"a":[10]}}}}"#
        )
    };
    let whole = refused::<Everything>(&json("1", "null", "2"));
    let expected = [
        "list.0: The list must be one of the words.",
        "list.2: The list must start with the day.",
        "map.2024-01-02.2: The map must be greater than the ratio.",
        "map.2024-01-02.2: The map must be one of the numbers.",
        "map.2024-01-02.3: The map must be one of the numbers.",
        "map.a: The map must be after the day.",
    ];
    let sorted = |errors: &ValidationErrors| {
        let mut said = said(errors);
        said.sort();
        said
    };
    assert_eq!(sorted(&whole), expected);
    let beside = refused::<Everything>(&json("256", "null", "2"));
    let without_wrong = sorted(&beside).into_iter().filter(|said| !said.starts_with("wrong")).collect::<Vec<_>>();
    assert_eq!(without_wrong, expected);
    let inside = refused::<Everything>(&json("1", "[]", "2"));
    let readable = sorted(&inside).into_iter().filter(|said| !said.starts_with("list.1")).collect::<Vec<_>>();
    assert_eq!(readable, expected);
}

#[test]
fn the_variant_of_an_enum_has_other_fields_too() {
    #[derive(Validate)]
    enum Choice {
        Among {
            words: Vec<String>,
            #[validate(each(each(in_list(self.words), required_with(self.words))))]
            chosen: Vec<Vec<String>>,
        },
        Pair(u8, #[validate(each(lt(self.0 + 1)))] Vec<u8>),
    }

    let chosen = |word: &str| Choice::Among {
        words: (0..20).map(|n| n.to_string()).collect(),
        chosen: vec![vec!["3".into(), word.into()]],
    };
    assert!(chosen("19").validate().is_ok());
    assert_eq!(keys(&chosen("20")), ["Among.chosen.0.1"]);
    assert_eq!(keys(&Choice::Pair(3, vec![3, 4])), ["Pair.1.1"]);
}

#[test]
fn values_of_any_type_are_looked_for() {
    #[derive(Validate, Deserialize, Clone, Copy, PartialEq, Debug)]
    enum Size {
        Small,
        Large,
    }

    #[derive(Validate)]
    struct Lists<T: Subject<Value = T> + PartialEq + DeserializeOwned> {
        sizes: Vec<Size>,
        #[validate(each(in_list(self.sizes)))]
        chosen: Vec<Size>,
        generic: Vec<T>,
        #[validate(each(in_list(self.generic)))]
        any: Vec<T>,
        floats: Vec<Option<f64>>,
        #[validate(each(in_list(self.floats)), distinct)]
        found: Vec<f32>,
    }

    let lists = |size| Lists {
        sizes: vec![Size::Small; 20],
        chosen: vec![Size::Small, size],
        generic: (0..20).collect(),
        any: vec![1_u8, 20],
        floats: (0..20).map(|n| Some(f64::from(n) / 2.0)).collect(),
        found: vec![0.0, 0.5, 0.75, -0.0],
    };
    assert_eq!(keys(&lists(Size::Small)), ["any.1", "found.3", "found.2"]);
    assert_eq!(keys(&lists(Size::Large)), ["chosen.1", "any.1", "found.3", "found.2"]);
}
