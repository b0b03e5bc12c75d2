//! Rules by themselves, each with thousands of texts and whether the server accepts them.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::declaration::{Declaration, Declare};
use unprocessable::{Pattern, Validate, from_json};
use unprocessable_typescript::Module;

/// A rule, texts that its tests have, and whether it accepts a document with a text.
struct Table {
    declaration: &'static Declaration,
    seeds: &'static [&'static str],
    accepts: fn(&str) -> bool,
}

macro_rules! tables {
    ($($name:ident ($($rule:tt)*) [$($seed:expr),* $(,)?];)+) => {
        $(
            #[derive(Deserialize, Validate)]
            struct $name {
                #[validate($($rule)*)]
                value: String,
            }
        )+

        fn tables() -> Vec<Table> {
            vec![$(Table {
                declaration: $name::declaration(),
                seeds: &[$($seed),*],
                accepts: |source| from_json::<$name>(source.as_bytes()).is_ok(),
            }),+]
        }
    };
}

const NIL: &str = "00000000-0000-0000-0000-000000000000";
const MAX: &str = "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF";
const V4: &str = "550e8400-E29b-41d4-a716-446655440000";
const V7: &str = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

tables! {
    AnyUuid (uuid) [NIL, MAX, V4, V7, "550e8400e29b41d4a716446655440000", "{550e8400-e29b-41d4-a716-446655440000}"];
    Uuid4 (uuid(version = 4)) [NIL, MAX, V4, V7, "550e8400-e29b-41d4-0716-446655440000"];
    Uuid7 (uuid(version = 7)) [NIL, MAX, V4, V7, "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f"];
    NilUuid (uuid(nil)) [NIL, MAX, V4];
    MaxUuid (uuid(max)) [NIL, MAX, V4];
    Day (date) [
        "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01",
        "2024-00-01", "2024-01-00", "2024-1-1", "2024-02", "2024-02-29T00:00", "20240229",
    ];
    Instant (datetime) [
        "2024-02-29T12:30:00Z", "2024-02-29t12:30:00.123456789z", "2024-02-29T12:30:00+01:00",
        "2024-02-29T23:59:59-23:59",
        "2024-02-29T12:30Z", "2024-02-29T12:30", "2024-02-29T12:30:60Z", "2024-02-29T24:00:00Z", "2024-02-30T12:30:00Z",
        "2024-02-29 12:30:00Z", "2024-02-29T12:30:00+24:00", "2024-02-29T12:30:00+01:60", "2024-02-29T12:30:00+0100",
        "2024-02-29T12:30:00.Z", "2024-02-29T12:30+01:00", "2024-02-29T12:30:00",
    ];
    LocalTime (datetime(local)) [
        "2024-02-29T12:30", "2024-02-29t12:30:00", "2024-02-29T12:30:00.5", "2024-02-29T12:30Z",
        "2024-02-29T12:30:00+01:00",
        "2024-02-29T12:30:60", "2024-02-29T24:00", "2023-02-29T12:30", "2024-02-29", "2024-02-29T12", "2024-02",
    ];
    Ip (ip) [
        "0.0.0.0", "255.255.255.255", "256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "::", "1::", "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7", "1::2::3", "::127.0.0.1", "::ffff:256.0.0.1", "12345::", "[::1]", "fe80::1%eth0",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::1.2.3.4", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4",
    ];
    Ip4 (ipv4) ["0.0.0.0", "255.255.255.255", "256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4:80", "::1", "2130706433"];
    Ip6 (ipv6) [
        "::", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2::3", "::127.0.0.1", "::ffff:256.0.0.1", "12345::",
        "[::1]",
        "::1/128", "2001:DB8::a", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5::1.2.3.4", "1:2:3:4:5:6::1.2.3.4", ":::", "1:::2",
    ];
    Json (json) [
        "null", " \t\r\n{} ", "[]", "[[],{}]", r#"{"a":1,"a":[2,{"b":null}]}"#, "-0.5e-10", "1e1000", "01", "1.",
        ".5", "NaN",
        r#""é\u00e9\ud83d\ude00\/""#, "[1,]", "{\"a\":1,}", "[1 2]", "\u{a0}1", "\u{feff}1", "\"a\nb\"", "\"\u{7f}\"",
        r#""\x""#, r#""\u12""#, r#""\ud800""#, r#""\ud800\u0041""#, r#""\udc00""#, r#"{"\ud800":1}"#,
        r#"{"a":"\ud800","a":1}"#,
        r#""\\ud800""#, r#""\\\ud800""#, r#""\uD83D😀""#, r#""\u005c\ud83d\ude00""#, r#""[[{""#, "tru", "true", "false",
        "\"\u{2028}\"", r#""\ud83d\ud83d\ude00""#,
    ];
    Base64 (base64) [
        "", "QQ==", "QUI=", "QUJD", "+/+/", "QR==", "QUJ=", "QQ=", "QQ", "====", "QQ==QQ==", "-_-_", "QUJDREVG",
    ];
    Base64Unpadded (base64(unpadded)) ["", "QQ==", "QUI", "QUJD", "+/+/", "QR", "QUJ", "Q", "QQ", "QUJDREVG"];
    Base64Url (base64(url_safe)) ["", "QQ==", "QUI=", "QUJD", "+/+/", "-_-_", "-_==", "_w==", "QUJDREVG"];
    Base64UrlUnpadded (base64(url_safe, unpadded)) ["", "QQ", "QUI", "QUJD", "_-8", "-_-_", "-w", "+w", "QUJDREVG"];
    Hex (hex) ["", "00fF", "abc", "gg", "0x00", "deadbeef"];
    Color (hex_color) ["#fff", "#FFFF", "#ff8000", "#ff8000cc", "#ff", "#fffff", "#ggg", "fff"];
    Jwt (jwt) [
        "QQ.QQ.QQ", "QQ.QQ", "QQ.QQ.QQ.QQ", "QQ..QQ", "QQ.QQ.Q+==", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "",
    ];
    Bic (bic) [
        "DEUTDEFF", "DEUTDEFF500", "NEDSZAJJXXX", "BPKOXKPR", "DEUTDEF", "DEUTDEFF5", "deutdeff", "DEUTXXFF",
        "DEUT1EFF",
    ];
    Country (country) ["DE", "US", "UK", "XK", "de", "DEU", "D ", " D", "E "];
    Country3 (country(alpha3)) ["DEU", "USA", "DE", "deu", "DE ", "U D"];
    Currency (currency) ["EUR", "USD", "DEM", "eur", "XXX", "XTS"];
    Identifier (identifier) ["a", "_a1", "__", "größe", "日本", "_", "", "1a", "a-b", "\u{301}a", "ाa", "Ⅷ", "Ⓐ", "aⅧ", "aⒶ"];
    AsciiIdentifier (identifier(ascii)) ["a", "_a1", "__", "größe", "_", "", "1a", "a-b"];
    Bytes (length(min = 3, max = 9, bytes)) ["", "abc", "日本語", "日本", "éé", "😀😀", "😀😀a", "😀😀😀", "abcdefghij", "ab"];
    Units (length(equal = 2, utf16)) ["", "a", "ab", "日本", "😀", "a😀", "abc", "é"];
    MostUnits (length(max = 4, utf16)) ["", "a", "ab", "日本", "😀😀", "a😀😀", "abcde"];
    Letters (regex(r"^\p{L}+$")) ["abc", "größe", "日本", "a1", "Ⅷ", "a\u{301}", ""];
    Digits (regex(r"^\d{2}$")) ["12", "٣٤", "1", "1a", "²³", "𝟙𝟚"];
    Words (regex(r"\w\W\w")) ["a b", "ab", "é é", "a\u{301} b", "日 本"];
}

/// A sequence of numbers that is the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }
}

/// What is put into texts besides their own characters.
const STRANGE: &str =
    "\0\t\n\r \u{7f}\u{85}\u{a0}é日😀\u{200b}\u{2028}\u{212a}\u{17f}\u{feff}\"\\[]{}:.,-+_/=0159azAZTtZzuUfFgGxX%#@٣１";

fn mutated(seeds: &[&str], random: &mut Random) -> String {
    let mut letters: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
    let strange: Vec<char> = STRANGE.chars().collect();
    for _ in 0..=random.below(4) {
        let other: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
        let at = random.below(letters.len() + 1);
        let letter = if random.below(2) == 0 || other.is_empty() {
            strange[random.below(strange.len())]
        } else {
            other[random.below(other.len())]
        };
        match random.below(7) {
            0 if at < letters.len() => letters[at] = letter,
            1 if at < letters.len() => {
                letters.remove(at);
            }
            2 if at < letters.len() && letters[at].is_ascii_digit() => {
                letters[at] = char::from(b'0' + u8::try_from(random.below(10)).unwrap());
            }
            3 if at < letters.len() && letters[at].is_ascii() => {
                let c = letters[at];
                letters[at] = if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
            }
            4 => {
                letters.truncate(at);
                letters.extend(&other[random.below(other.len() + 1)..]);
            }
            _ => letters.insert(at, letter),
        }
    }
    letters.into_iter().collect()
}

/// Text in characters of a version of Unicode that the rules and all browsers know.
static KNOWN: Pattern = Pattern::new(r"^\p{Age:15.0}*$");

fn texts(table: &Table, all: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = all.iter().map(|seed| (*seed).to_owned()).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    texts.extend((0..2500).map(|_| mutated(table.seeds, &mut random)));
    texts.extend((0..500).map(|_| mutated(all, &mut random)));
    let upper = || ('A'..='Z').map(String::from);
    match table.declaration.name() {
        "Country" => texts.extend(upper().flat_map(|a| upper().map(move |b| format!("{a}{b}")))),
        "Bic" => texts.extend(upper().flat_map(|a| upper().map(move |b| format!("DEUT{a}{b}FF")))),
        "Country3" | "Currency" => {
            let pairs: Vec<String> = upper().flat_map(|a| upper().map(move |b| format!("{a}{b}"))).collect();
            texts.extend(pairs.iter().flat_map(|pair| upper().map(move |c| format!("{pair}{c}"))));
        }
        "Json" => {
            let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            texts.extend([127, 128, 129, 5000].map(nested));
            texts.extend([127, 128].map(|depth| format!("{}{{}}{}", "[".repeat(depth), "]".repeat(depth))));
            texts.push("[".repeat(100_000));
        }
        // Every character, as the first and behind another one.
        "Identifier" | "Letters" => {
            let characters = ('\0'..='\u{3100}').chain(('\u{3101}'..=char::MAX).step_by(53));
            texts.extend(characters.flat_map(|c| [c.to_string(), format!("a{c}")]));
        }
        "Digits" | "Words" => {
            let characters = ('\0'..='\u{3100}').chain(('\u{3101}'..=char::MAX).step_by(53));
            texts.extend(characters.flat_map(|c| [format!("1{c}"), format!("a{c}b")]));
        }
        _ => {}
    }
    texts.retain(|text| KNOWN.is_match(text));
    texts.sort();
    texts.dedup();
    texts
}

/// Writes a module for each rule, and `tables.json` with what the server says.
pub(crate) fn write(folder: &Path) {
    let tables = tables();
    let all: Vec<&str> = tables.iter().flat_map(|table| table.seeds.iter().copied()).collect();
    let mut written: Vec<Value> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let rows: Vec<(String, bool)> = texts(table, &all)
            .into_iter()
            .map(|text| {
                let accepted = (table.accepts)(&json!({ "value": text }).to_string());
                (text, accepted)
            })
            .collect();
        let name = format!("table_{at:02}");
        let module = Module::new().add_declaration(table.declaration);
        for (library, module) in [("zod", module.clone().zod()), ("valibot", module.valibot())] {
            fs::write(folder.join(format!("{name}.{library}.ts")), module.to_typescript()).unwrap();
        }
        written.push(json!({ "name": name, "type": table.declaration.name(), "rows": rows }));
    }
    fs::write(folder.join("tables.json"), Value::from(written).to_string()).unwrap();
}
