//! Every rule of the catalogue: values that keep it, values that break it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::catalogue;
use jiff::civil;
use rust_decimal::Decimal;
use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_testing::{Code, Documents, Draw};

pub struct Ruled {
    pub attribute: &'static str,
    pub code: &'static str,
    pub documents: Documents,
}

/// One struct for each attribute, with the field `value` and others that rules look at.
macro_rules! ruled {
    ($($type:ty: $($code:ident $(($($rule:tt)*))?),+;)+) => {
        pub fn all() -> Vec<Ruled> {
            vec![$($({
                #[derive(Debug, Deserialize, Validate)]
                #[serde(rename_all = "camelCase")]
                struct One {
                    #[validate($code $(($($rule)*))?)]
                    value: $type,
                    nick_name: String,
                    birth_name: Option<String>,
                    age: u8,
                    small: u8,
                    #[validate(date)]
                    day: String,
                    agreed: bool,
                    names: Vec<String>,
                }
                Ruled {
                    attribute: concat!(stringify!($code), $("(", stringify!($($rule)*), ")",)? " on ", stringify!($type)),
                    code: stringify!($code),
                    documents: Documents::of::<One>(),
                }
            }),+),+]
        }
    };
}

// A key function is given the item as it is in the list.
#[allow(clippy::ptr_arg)]
fn initial(text: &String) -> Option<char> {
    text.chars().next()
}

ruled! {
    Option<String>:
        required, required_if(self.nick_name == "Jane"), required_if(self.age >= 18),
        required_unless(self.nick_name == "Jane"), required_unless(self.age >= 18), required_with(self.birth_name),
        required_with([self.nick_name, self.birth_name]), required_with_all([self.nick_name, self.birth_name]),
        required_without(self.birth_name), required_without([self.nick_name, self.birth_name]),
        required_without_all([self.nick_name, self.birth_name]),
        prohibited, prohibited_if(self.agreed), prohibited_if(self.age >= 18), prohibited_unless(self.nick_name == "Jane"),
        prohibits(self.birth_name), prohibits([self.nick_name, self.birth_name]), filled,
        accepted, accepted_if(self.agreed), declined, declined_if(self.age >= 18),
        length(min = 3, max = 32);
    Option<u8>: required, prohibited, filled, gt(3), required_with(self.birth_name);
    Vec<String>:
        required, prohibited, filled, length(min = 3, max = 5), min(3), max(3), size(3), between(3, 5), gt(3), gte(3),
        lt(3), lte(3), distinct, distinct(ignore_case), distinct(by = initial), contains_all(["n0", "n1"]),
        subset_of(["n0", "n1"]);
    HashSet<u8>: length(min = 3, max = 5), contains_all([1, 2]), subset_of([1, 2]);
    BTreeSet<String>: contains_all(["a", "b"]), min(2);
    BTreeMap<String, u8>: required, length(min = 3, max = 5), size(2), required_keys(["eur", "usd"]);
    HashMap<u16, u8>: required_keys([1, 2]), max(1);
    bool: accepted, declined, accepted_if(self.age >= 18), declined_if(self.agreed), same(self.agreed), different(self.agreed);
    String:
        required, length(equal = 5), length(max = 72, bytes), length(equal = 2, utf16), length(max = 2, graphemes),
        min(3), max(3), size(3), between(3, 5), gt(3), gte(3), lt(3), lte(3), min(self.small), gt(self.nick_name),
        between(1, self.nick_name),
        digits(4), digits_between(3, 4), min_digits(3), max_digits(3), decimal, decimal(places = 2),
        alpha, alpha(ascii), alpha_num, alpha_num(ascii), alpha_dash, alpha_dash(ascii), ascii, lowercase, uppercase,
        starts_with("a"), starts_with(["ab", "cd"]), starts_with(self.nick_name), ends_with("a"), ends_with(["a", "b"]),
        contains("a"), contains(["a", "b"]), doesnt_start_with("a"), doesnt_start_with(self.nick_name),
        doesnt_end_with(["a", "b"]), doesnt_contain("a"), regex("^[A-Z]{3}$"), regex("[0-9]"), not_regex("^[A-Z]{3}$"),
        no_control, no_control(multiline), single_line, trimmed, slug, identifier, identifier(ascii),
        password(min = 12, mixed_case, numbers), password(letters, symbols),
        email, email(idn), email(dot), url, url(schemes = ["ftp", "sftp"]), url(schemes = ["mailto"], hostless), hostname,
        hostname(idn), domain, domain(idn), ip, ipv4, ipv6, cidr, mac_address, uuid, uuid(version = 4), uuid(version = 7),
        uuid(nil), uuid(max), ulid, json, base64, base64(url_safe, unpadded), hex, hex_color, semver, jwt,
        date, date(format = "%d/%m/%Y"), date(format = "%a, %e %b %y"), month, month(format = "%m/%y"), time,
        time(format = "%H.%M"), datetime, datetime(local), datetime(format = "%d/%m/%Y %H:%M"), timezone,
        timezone(aliases), credit_card, iban, bic, lei, isin, isbn, issn, ean, phone, phone(region = "DE"), country,
        country(alpha3), currency, language, latitude, longitude,
        before("2030-01-01"), before(self.day), before_or_equal("2030-01-01"), before_or_equal(today().minus_years(18)),
        after("2024-01-01"), after(now()), after(self.day), after_or_equal("2024-01-01"), after(today().plus_days(7)),
        date_equals("2024-02-29"), past, future, weekday, weekend,
        one_of(["a", "b"]), none_of(["root"]), same(self.nick_name), different(self.nick_name), confirmed(self.nick_name),
        in_list(self.names), accepted, declined;
    u8:
        range(18..=120), range(exclusive_min = 0, exclusive_max = 9), gt(0), gt(self.small), gte(18), lt(3),
        lt(self.age), lte(3), min(3), max(3), size(3), between(3, 5), multiple_of(5), one_of([1, 2]), none_of([1, 2]),
        accepted, declined, nonzero, positive, between(1, self.age), range(1..=self.age);
    u16: digits(4), digits_between(3, 4), min_digits(3), max_digits(3);
    i64: positive, negative, nonzero, longitude, gte(-5), multiple_of(-5);
    f64:
        range(exclusive_min = 0.0), range(exclusive_max = 0.5), range(0..=0.5), min(0.5), max(0.5), size(0.5),
        between(0.5, 1.5), gt(0.5), gte(0.5), lt(0.5), lte(0.5), multiple_of(0.05), decimal(places = 2), latitude, longitude,
        accepted, declined, positive, negative, nonzero, finite;
    f32: gt(0.5), between(0.1, 0.2);
    Decimal: between(0.5, 1.5), multiple_of(0.05), gt(0), latitude, negative;
    civil::Date:
        range(min = "2024-01-01"), gt("2024-01-01"), gte("2024-01-01"), lt("2024-01-01"), lte("2024-01-01"),
        between("2024-01-01", "2024-12-31"), before("2030-01-01"), after(now()), past, future, weekday, weekend,
        date_equals("2024-02-29"), after(self.day);
}

pub fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[test]
fn every_rule_is_kept() {
    let mut failures = Vec::new();
    for one in all() {
        for seed in 0..40 {
            let mut random = random(seed);
            match one.documents.valid(&mut Draw::fresh(&mut random)) {
                Ok(document) => {
                    let found = one.documents.violations(&document);
                    assert!(found.is_empty(), "{} {document} {found:?}", one.attribute);
                }
                Err(why) => {
                    failures.push(format!("{}: {why}", one.attribute));
                    break;
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// What no value breaks, and why.
const UNBREAKABLE: &[(&str, &str)] = &[
    ("filled on Option<u8>", "an absent value keeps it, and a number is never blank"),
    ("finite on f64", "JSON has no other numbers"),
];

#[test]
fn every_rule_is_broken() {
    let mut failures = Vec::new();
    for one in all() {
        let is_unbreakable = UNBREAKABLE.iter().any(|(attribute, _)| *attribute == one.attribute);
        for seed in 0..20 {
            let mut random = random(seed);
            match one.documents.breaks(&mut Draw::fresh(&mut random), "value", Code::new(one.code)) {
                Ok(document) => {
                    let found = one.documents.violations(&document);
                    let [(key, code)] = &found[..] else { panic!("{} {document} {found:?}", one.attribute) };
                    // `distinct` speaks of the item that was there before.
                    let is_there = key == "value" || code == "distinct" && key.starts_with("value.");
                    assert!(is_there && code == one.code, "{} {document} {found:?}", one.attribute);
                    assert!(!is_unbreakable, "{} is broken by {document}", one.attribute);
                }
                Err(_) if is_unbreakable => break,
                Err(why) => {
                    failures.push(format!("{} (seed {seed}): {why}", one.attribute));
                    break;
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// Rules of which nothing is made, and why.
const LEFT: &[(&str, &str)] = &[
    ("file", "a file in JSON needs a generator: `Generators::at`"),
    ("image", "a file in JSON needs a generator: `Generators::at`"),
    ("unique", "it asks a database, and such a type is not read without one"),
    ("exists", "it asks a database, and such a type is not read without one"),
];

/// A rule that is new stands in the list above, or among those that are left.
#[test]
fn every_rule_of_the_catalogue_is_here() {
    let known: BTreeSet<String> = all().iter().map(|one| one.code.to_owned()).collect();
    let left: BTreeSet<String> = LEFT.iter().map(|(name, _)| (*name).to_owned()).collect();
    let all: BTreeSet<String> = catalogue::constructors().into_keys().collect();
    assert!(all.len() > 100, "{all:?}");
    assert_eq!(known.union(&left).cloned().collect::<BTreeSet<_>>(), all);
    assert!(known.is_disjoint(&left));
}
