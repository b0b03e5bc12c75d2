//! What every rule promises: no allocation on a value that passes, and an answer on text of any length and kind.
#![allow(missing_docs)]
#![cfg(feature = "idna")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use unprocessable_core::rules::{self, Describe, Rule};
use unprocessable_core::{Kind, Other, Pattern};

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator as it is.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static WORD: Pattern = Pattern::new("^[a-z]+$");
static DIGIT: Pattern = Pattern::new("[0-9]");

struct TextRule {
    name: &'static str,
    check: Box<dyn Fn(&str) -> bool>,
    valid: &'static str,
    /// The keywords of JSON Schema that text has which passes.
    schema: Vec<(&'static str, String)>,
}

macro_rules! text_rules {
    ($($rule:ident($($argument:expr),*)$(.$setter:ident($($value:expr),*))* => $valid:expr;)+) => {
        vec![$(TextRule {
            name: stringify!($rule),
            check: Box::new(|text: &str| rules::$rule($($argument),*)$(.$setter($($value),*))*.check(text)),
            valid: $valid,
            schema: schema(&rules::$rule($($argument),*)$(.$setter($($value),*))*),
        }),+]
    };
}

/// Every rule that looks at text, with a text that passes.
fn text_rules() -> Vec<TextRule> {
    text_rules! {
        accepted() => "yes";
        accepted_if(Other(&true)) => "on";
        declined() => "no";
        declined_if(Other(&true)) => "off";
        required() => "a";
        required_if(Other(&true)) => "a";
        required_unless(Other(&false)) => "a";
        required_with((Other("a"), Other("b"))) => "a";
        required_with_all(Other("a")) => "a";
        required_without(Other("")) => "a";
        required_without_all(Other("")) => "a";
        prohibited() => " ";
        prohibited_if(Other(&true)) => "";
        prohibited_unless(Other(&false)) => "";
        prohibits(Other("")) => "a";
        filled() => "a";
        length().min(2).max(3) => "日本";
        length().max(6).bytes() => "日本";
        length().max(2).utf16() => "日本";
        min(2) => "日本";
        max(2) => "日本";
        size(2) => "日本";
        between(1, 2) => "日本";
        gt(1) => "日本";
        gte(Other("日")) => "日本";
        lt(3) => "日本";
        lte(2) => "日本";
        digits(3) => "007";
        digits_between(1, 3) => "007";
        min_digits(1) => "007";
        max_digits(3) => "007";
        decimal().places(2) => "-19.90";
        alpha() => "größe";
        alpha().ascii() => "size";
        alpha_num() => "größe7";
        alpha_dash() => "größe-7_a";
        ascii() => "plain";
        lowercase() => "größe";
        uppercase() => "GRÖSSE";
        starts_with("日") => "日本";
        ends_with(["a", "本"]) => "日本";
        contains("日") => "日本";
        doesnt_start_with(["a", "b"]) => "日本";
        doesnt_end_with("a") => "日本";
        doesnt_contain(Other("a")) => "日本";
        regex(&WORD) => "word";
        not_regex(&DIGIT) => "word";
        no_control() => "日本";
        single_line() => "日本";
        trimmed() => "日本";
        slug() => "ten-steps";
        identifier() => "größe_7";
        password().letters().mixed_case().numbers().symbols() => "Correct horse 7!";
        email() => "jane.doe@example.com";
        email().idn() => "jürgen@münchen.example";
        url() => "https://user:secret@münchen.example:8080/a?b=c#d";
        url().schemes(["redis"]) => "redis://[::1]:6379/0";
        hostname() => "localhost";
        domain().idn() => "münchen.example";
        ip() => "::ffff:192.0.2.1";
        ipv4() => "192.0.2.1";
        ipv6() => "2001:db8::1";
        cidr() => "2001:db8::/32";
        mac_address() => "01:23:45:67:89:ab";
        uuid() => "550e8400-e29b-41d4-a716-446655440000";
        uuid().version(4) => "550e8400-e29b-41d4-a716-446655440000";
        ulid() => "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        json() => r#"{"a": [1, -2.5e3, "\u00e9\ud83d\ude00", [[]], {}], "b": null}"#;
        base64() => "aGVsbG8=";
        hex() => "00ff";
        hex_color() => "#ff8000";
        semver() => "1.0.0-rc.1+build.5";
        jwt() => "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        date() => "2024-02-29";
        time() => "23:59:59.5";
        datetime() => "2024-02-29T23:59:59+01:00";
        datetime().local() => "2024-02-29T23:59";
        timezone() => "America/Argentina/Buenos_Aires";
        timezone().aliases() => "US/Eastern";
        credit_card() => "4111 1111 1111 1111";
        iban() => "DE89 3704 0044 0532 0130 00";
        bic() => "DEUTDEFF500";
        isbn() => "978-3-16-148410-0";
        issn() => "2434-561X";
        ean() => "4006381333931";
        phone() => "+493012345678";
        country() => "DE";
        country().alpha3() => "DEU";
        currency() => "EUR";
        language() => "zh-Hans-TW";
        latitude() => "52.52";
        longitude() => "-180.0";
        before("2030-01-01") => "2024-02-29";
        before_or_equal(rules::now()) => "2024-02-29T12:00:00Z";
        after(rules::today().minus_years(200)) => "2024-02-29";
        after_or_equal(Other("2024-02-29")) => "2024-02-29";
        date_equals("2024-02-29") => "2024-02-29T12:00:00+01:00";
        past() => "2024-02-29";
        future() => "9999-12-31";
        weekday() => "2024-02-29";
        weekend() => "2024-03-02";
        one_of(["a", "日本"]) => "日本";
        none_of(["a", "b"]) => "日本";
        same(Other("日本")) => "日本";
        different(Other("a")) => "日本";
        confirmed(Other("日本")) => "日本";
    }
}

fn schema<R: Describe>(rule: &R) -> Vec<(&'static str, String)> {
    rule.schema(Kind::Text).keywords().map(|(keyword, value)| (keyword, value.to_string())).collect()
}

fn allocations<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNT.with(Cell::get);
    let value = run();
    (value, COUNT.with(Cell::get) - before)
}

#[test]
fn valid_text_costs_no_allocation() {
    for TextRule { name, check, valid: text, .. } in text_rules() {
        check(text); // What is made once, such as a compiled pattern, is made now.
        assert_eq!(allocations(|| check(text)), (true, 0), "{name} {text:?}");
    }
}

#[cfg(feature = "regex")]
#[test]
fn keywords_of_json_schema_say_no_more_than_the_rule() {
    for TextRule { name, valid, schema, .. } in text_rules() {
        for (keyword, value) in schema {
            let holds = match keyword {
                "minLength" => valid.chars().count() >= value.parse().expect("a length"),
                "maxLength" => valid.chars().count() <= value.parse().expect("a length"),
                "enum" => value.split(", ").any(|choice| choice == valid),
                "pattern" => regex::Regex::new(&value).expect("a pattern").is_match(valid),
                "format" | "contentEncoding" | "contentMediaType" => true,
                _ => false,
            };
            assert!(holds, "{name}: {keyword} {value} {valid:?}");
        }
    }
}

#[cfg(feature = "graphemes")]
#[test]
fn counting_graphemes_costs_no_allocation() {
    assert_eq!(allocations(|| rules::length().graphemes().equal(2).check("e\u{301}🇩🇪")), (true, 0));
}

#[cfg(feature = "jiff")]
#[test]
fn reading_dates_in_a_format_costs_no_allocation() {
    assert_eq!(allocations(|| rules::date().format("%d/%m/%Y").check("29/02/2024")), (true, 0));
}

#[test]
fn valid_numbers_lists_and_maps_cost_no_allocation() {
    macro_rules! none {
        ($($rule:expr => $value:expr;)+) => {$(
            let value = $value;
            assert_eq!(allocations(|| $rule.check(value)), (true, 0), stringify!($rule));
        )+};
    }
    let list: Vec<String> = (0..32).map(|n| format!("n{n}")).collect();
    let numbers: Vec<u64> = (0..1000).collect();
    let map = BTreeMap::from([(String::from("eur"), 1)]);
    let hash_map = HashMap::from([(String::from("eur"), 1)]);
    none! {
        rules::accepted() => &true;
        rules::declined() => &0_u8;
        rules::range().min(1).exclusive_max(3) => &2_u64;
        rules::gt(0) => &0.5_f64;
        rules::lt(Other(&u128::MAX)) => &i128::MIN;
        rules::between(0.5, 1.5) => &1.0_f32;
        rules::multiple_of(5) => &25_u8;
        rules::multiple_of(0.1) => &0.3_f64;
        rules::multiple_of(0.1) => &1e300_f64;
        rules::digits(3) => &100_u8;
        rules::digits(309) => &f64::MAX;
        rules::decimal().max(2) => &19.99_f64;
        rules::positive() => &u128::MAX;
        rules::negative() => &-0.5_f32;
        rules::nonzero() => &1_i8;
        rules::finite() => &f64::MAX;
        rules::latitude() => &52.52_f64;
        rules::longitude() => &-180_i16;
        rules::one_of([1, 2]) => &2_u8;
        rules::none_of([1, 2]) => &3.5_f64;
        rules::same(Other(&7_u64)) => &7_i8;
        rules::length().max(1000) => &numbers[..];
        rules::distinct() => &list[..];
        rules::distinct().ignore_case() => &list[..];
        rules::contains_all([7, 9]) => &numbers[..];
        rules::subset_of(["n0", "n1"]) => &list[..2];
        rules::in_list(Other(&numbers)) => &7_u8;
        rules::required_keys(["eur"]) => &map;
        rules::required_keys(["eur"]) => &hash_map;
    }
}

#[test]
fn a_long_list_costs_one_table() {
    let numbers: Vec<u64> = (0..10_000).collect();
    assert_eq!(allocations(|| rules::distinct().check(&numbers[..])), (true, 1));
}

/// A rule whose time grows faster than the text would not come back from this.
#[test]
fn a_megabyte_of_anything_is_answered() {
    let rules = text_rules();
    for piece in ["a", "1", "é", "-", "a.", "[", "{\"a\":", "1:", "A-1", "\u{301}"] {
        let text = piece.repeat(1_000_000 / piece.len());
        for rule in &rules {
            (rule.check)(&text);
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_rule_panic(text in "\\PC{0,40}|[ -~]{0,40}|[0-9:.T+Z-]{0,30}") {
        for rule in text_rules() {
            (rule.check)(&text);
        }
    }
}
