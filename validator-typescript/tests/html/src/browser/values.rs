//! Values at random, the same in every run.

use unprocessable_typescript::html::Attributes;

use crate::{catalogue_groups, more_groups};

/// Other fields of a form, for rules that compare.
pub const AROUND: &[&str] =
    &["nick_name=Jane&age=20&tags=n7", "nick_name=3&age=0", "nick_name=2024-03-01&birth_name=x", "nick_name="];

pub struct Chance(u64);

impl Chance {
    pub fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    pub fn one_of<'t, T: ?Sized>(&mut self, list: &[&'t T]) -> &'t T {
        list[self.below(list.len())]
    }

    /// One of the texts with something put in, left out, or taken from another.
    fn changed(&mut self, texts: &[String]) -> String {
        let mut text: Vec<char> = texts[self.below(texts.len())].chars().collect();
        for _ in 0..=self.below(2) {
            let at = self.below(text.len() + 1);
            let end = (at + self.below(3)).min(text.len());
            let piece: String = match self.below(9) {
                0 => {
                    let other: Vec<char> = texts[self.below(texts.len())].chars().collect();
                    let start = self.below(other.len() + 1);
                    other[start..(start + self.below(12)).min(other.len())].iter().collect()
                }
                1 => String::new(),
                2 => text.iter().rev().take(self.below(5)).collect(),
                3 => self.one_of(PIECES).repeat(self.below(40)),
                _ => self.one_of(PIECES).to_owned(),
            };
            text.splice(at..end, piece.chars());
        }
        text.into_iter().take(400).collect()
    }
}

/// Emoji, joined and with modifiers, marks, letters beyond the BMP, controls, breaks, both directions of writing.
const PIECES: &[&str] = &[
    "a",
    "Z",
    "0",
    "9",
    ".",
    "..",
    "-",
    "_",
    "@",
    ":",
    "/",
    "//",
    "?",
    "#",
    " ",
    "%",
    "%zz",
    "%41",
    "\"",
    "'",
    "<",
    ">",
    "|",
    "^",
    "{",
    "}",
    "\\",
    "+",
    "=",
    "&",
    "&&",
    "é",
    "ß",
    "日本",
    "\u{301}",
    "\u{200d}",
    "🇩🇪",
    "👩🏽‍🚀",
    "😀",
    "𝒳",
    "𐐷",
    "xn--",
    "xn--a",
    "[",
    "]",
    "T",
    "\n",
    "\r\n",
    "\t",
    "\u{b}",
    "\u{1}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "שלום",
    "مرحبا",
    "\u{fffd}",
    "\u{e000}",
    "\u{10ffff}",
    "1.2.3.4",
    "0x7f",
    "999",
    "ß.de",
    "☃",
];

const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "ab",
    "abc",
    "0",
    "12",
    "yes",
    "\u{200b}",
    "日本語",
    "é",
    "a b",
    "x@y.example",
    "192.0.2.1",
    "::1",
    "2024-02-29",
    "12:30",
    "https://example.com/",
    "-1",
    "1.50",
    "slug-like",
    "UPPER",
    "\n",
    "a\n",
    "a\nb\nc",
    "e\u{301}",
    "😀😀😀",
    "👩🏽‍🚀",
    "\u{1f1e9}\u{1f1ea}",
    "\u{2028}",
    "   x   ",
    "2024-02-29T23:59:59.123",
    "0000-01-01",
    "0000-02",
    "9999-12-31",
    "23:59:59.123456789",
    "\"quoted\"@x",
    "a@b",
    "a@1.2.3.4",
    "a@xn--a",
    "http://999.1.1.1/",
    "http://[::1]/",
    "http://1.2.3.4.5/",
    "https://xn--a/",
    "https://a_b.example/",
    "http://a:0/",
    "http://0x7f/",
    "https://example.com:65535/",
    "https://ex%61mple.com",
    "https://user@example.com/ a b",
    "https://例え.テスト/",
    "https://a..b/",
    "https://-a-.example/",
    "https://☃.net/",
    "https://1/",
    "https://a.1/",
    "https://xn--ls8h.la/",
    "https://xn--zca.example/",
    "https://a\u{200d}b.example/",
    "https://۱.example/",
    "https://א.example/",
];

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "2",
    "3",
    "5",
    "007",
    ".5",
    "0.5",
    "0.1",
    "0.05",
    "0.3",
    "0.15",
    "0.35",
    "19.95",
    "19.99",
    "1.005",
    "-0.05",
    "17",
    "18",
    "19",
    "119",
    "120",
    "121",
    "127",
    "128",
    "-128",
    "255",
    "256",
    "999",
    "1000",
    "1042",
    "9999",
    "10000",
    "1e3",
    "1e300",
    "-1e300",
    "1e-300",
    "5e-324",
    "1.7976931348623157e308",
    "90",
    "-90",
    "90.5",
    "180",
    "2147483647",
    "-2147483648",
    "2147483648",
    "4294967295",
    "9007199254740991",
    "9007199254740993",
    "-9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "170141183460469231731687303715884105727",
    "340282366920938463463374607431768211455",
    "123456789012345678.05",
    "0.1000000015",
    "0.10000000149011612",
    "0.30000001192092896",
    "0.30000000000000004",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "100.00",
    "+5",
    "5.",
    " 5",
    "",
    "x",
    "NaN",
    "Infinity",
];

const DATES: &[&str] = &[
    "2024-01-01",
    "2024-01-02",
    "2023-12-31",
    "2024-02-29",
    "2024-12-31",
    "2024-12-30",
    "2025-01-01",
    "2029-12-31",
    "2030-01-01",
    "2030-01-02",
    "0001-01-01",
    "9999-12-31",
    "1970-01-01",
    "2024-03-02",
    "2023-02-29",
    "",
    "x",
    "2024-02",
    "2024-02-29T12:00:00",
    "-002024-01-01",
];

/// Values for a field of this type: those that many rules look at, and others that are near to what is accepted.
pub fn candidates(
    field_type: &str,
    sample: Option<&str>,
    attributes: &Attributes,
    chance: &mut Chance,
    accepts: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    match field_type {
        "bool" => owned(&["", "true", "false", "on", "0"]),
        "String" => {
            let mut near: Vec<String> = sample.iter().map(|text| (*text).to_owned()).collect();
            let all = [TEXTS, catalogue_groups::TEXTS, more_groups::TEXTS].concat();
            let mut values = owned(&all);
            near.extend(values.iter().filter(|text| accepts(text)).cloned());
            if near.is_empty() {
                near.push("a".to_owned());
            }
            for _ in 0..350 {
                let text = chance.changed(&near);
                if near.len() < 400 && accepts(&text) {
                    near.push(text.clone());
                }
                values.push(text);
            }
            mixed(values, chance)
        }
        _ if field_type.contains("Date") => {
            let mut values = owned(DATES);
            for _ in 0..200 {
                let day =
                    format!("{:04}-{:02}-{:02}", 1 + chance.below(9998), 1 + chance.below(12), 1 + chance.below(31));
                let near =
                    format!("20{}-{:02}-{:02}", 23 + chance.below(8), 1 + chance.below(12), 1 + chance.below(31));
                values.extend([day, near]);
            }
            mixed(values, chance)
        }
        _ if is_number(field_type) => {
            let mut values = owned(NUMBERS);
            let bounds = ["min", "max"].map(|name| attributes.get(name).and_then(|text| text.parse::<f64>().ok()));
            let steps = [0.0, 1.0, -1.0, 0.05, -0.05, 0.5, 1e-9, -1e-9];
            for bound in bounds.into_iter().flatten().chain([0.0, 100.0]) {
                values.extend(steps.iter().map(|step| (bound + step).to_string()));
                values.extend([bound.next_up().to_string(), bound.next_down().to_string()]);
                values.extend([f64::from(bound as f32).to_string(), (bound as f32).to_string()]);
            }
            for _ in 0..300 {
                let places = 10_f64.powi(chance.below(4) as i32);
                let number = chance.below(1_000_000) as f64 / places;
                let small = chance.below(2_000) as f64 / 100.0;
                values.extend([number, -number, small, f64::from(number as f32)].map(|number| number.to_string()));
                values.push((chance.below(3_000) as f64 * 0.05).to_string());
                values.push(format!("{}.{}5", chance.below(100), chance.below(10)));
            }
            values.retain(|text| has_few_digits(text, field_type));
            mixed(values, chance)
        }
        _ => Vec::new(),
    }
}

/// Whether the type has all digits of the number, so that it is not read as its neighbour. What is written for a number
/// of 32 bits with all digits of 64 bits is that number, too.
fn has_few_digits(text: &str, field_type: &str) -> bool {
    let most = match field_type {
        "f64" => 15,
        "f32" if text.parse::<f64>().is_ok_and(|number| f64::from(number as f32).to_string() == text) => return true,
        "f32" => 6,
        _ => return true,
    };
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    // Of a whole number, the zeros at the end are no matter.
    let digits = if mantissa.contains('.') { digits } else { digits.trim_end_matches('0') };
    digits.len() <= most
}

fn is_number(field_type: &str) -> bool {
    let name = field_type.rsplit("::").next().unwrap_or_default();
    matches!(
        name,
        "u8" | "u16" | "u32" | "u64" | "u128" | "i8" | "i16" | "i32" | "i64" | "i128" | "f32" | "f64" | "Decimal"
    )
}

/// In another order, so that all kinds are among the first ones.
fn mixed(mut values: Vec<String>, chance: &mut Chance) -> Vec<String> {
    values.sort();
    values.dedup();
    for index in (1..values.len()).rev() {
        values.swap(index, chance.below(index + 1));
    }
    values
}

/// As the value of a form.
pub fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
