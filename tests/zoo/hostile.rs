//! Documents in which one value, or one key, is something that nobody sends by accident.

use crate::animals::Animal;
use crate::json::Json;

/// Stands where something else is put.
const MARK: &str = "@@";

/// Values, as they are written.
const VALUES: &[&[u8]] = &[
    // Text: control characters, half pairs, encodings that are too long, cut off, or of no character.
    b"\"\x00\"",
    b"\"\\u0000\"",
    b"\"\x1f\"",
    b"\"\x7f\"",
    b"\"\\ud800\"",
    b"\"\\udfff\\ud800\"",
    b"\"\\ud800\\ud800\\udc00\"",
    b"\"\\uD83D\\uDE00\"",
    b"\"\\ud83d\xf0\x9f\x98\x80\"",
    b"\"\\ud83d\\n\"",
    b"\"\\ud83d\\u0061\"",
    b"\"\\ud83d\\\\u\"",
    b"\"\xc0\x80\"",
    b"\"\xe0\x80\x80\"",
    b"\"\xed\xa0\x80\"",
    b"\"\xf0\x80\x80\x80\"",
    b"\"\xf4\x90\x80\x80\"",
    b"\"\xe2\x82\"",
    b"\"\x80\"",
    b"\"\xff\\n\"",
    b"\"\\n\xff\"",
    b"\"\xef\xbb\xbf\"",
    b"\"\xe2\x80\xa8\"",
    b"\"\\u00\"",
    b"\"\\u00zz\"",
    b"\"\\U0061\"",
    b"\"\\'\"",
    b"'a'",
    b"\"a",
    b"\"a\\\"",
    // Numbers: the edges of every type and beyond, and what looks like a number.
    b"-0",
    b"-0.0",
    b"0e0",
    b"-0e-0",
    b"1e999",
    b"-1e999",
    b"1e-999",
    b"1E+0000000000000000001",
    b"0e99999999999999999999",
    b"1e99999999999999999999",
    b"1e-99999999999999999999",
    b"0.00000000000000000000000000000000000000000000000000000000000000000000000000000001e80",
    b"1.7976931348623157e308",
    b"1.7976931348623159e308",
    b"5e-324",
    b"2e-324",
    b"3.4028236e38",
    b"255",
    b"256",
    b"-129",
    b"65536",
    b"4294967296",
    b"9007199254740993",
    b"9223372036854775807",
    b"9223372036854775808",
    b"-9223372036854775808",
    b"-9223372036854775809",
    b"18446744073709551615",
    b"18446744073709551616",
    b"170141183460469231731687303715884105727",
    b"170141183460469231731687303715884105728",
    b"-170141183460469231731687303715884105728",
    b"-170141183460469231731687303715884105729",
    b"340282366920938463463374607431768211455",
    b"340282366920938463463374607431768211456",
    b"1.0",
    b"1e0",
    b"00",
    b"-",
    b"- 1",
    b"+1",
    b"1.",
    b".1",
    b"1e",
    b"0x10",
    b"1_000",
    b"NaN",
    b"Infinity",
    b"-Infinity",
    // Words, and what is around values in other languages.
    b"nul",
    b"null\x00",
    b"NULL",
    b"undefined",
    b"True",
    b"",
    b"/**/1",
    b"1//\n",
    b"1;",
    b"\xef\xbb\xbf1",
    b"\xc2\xa01",
    b"\x0b1",
    b"1,",
    b"1,,1",
    b"1]",
    b"1}",
    b"[1,]",
    b"{\"a\":1,}",
    b"{\"a\":}",
    b"{\"a\"}",
    b"{1:1}",
    b"{a:1}",
    b"{null:1}",
    // The names that serde_json itself gives a meaning to.
    b"{\"$serde_json::private::Number\":\"1\"}",
    b"{\"$serde_json::private::RawValue\":\"1\"}",
    // Keys that repeat.
    b"{\"a\":1,\"a\":1}",
    b"{\"a\":1,\"\\u0061\":1}",
    b"{\"\":1,\"\":2}",
    b"{\"\\ud800\":1,\"\\ud800\":2}",
    b"{\"\xff\":1,\"\xff\":2}",
    b"{\"1\":1,\"01\":1,\"1.0\":1,\"+1\":1,\" 1\":1,\"1e0\":1}",
    b"{\"-0\":1,\"0\":2}",
    b"{\"true\":1,\"false\":2,\"True\":3}",
];

/// Keys, as they are written.
const KEYS: &[&[u8]] = &[
    b"\"\"",
    b"\"\\u0000\"",
    b"\"\x00\"",
    b"\"\\ud800\"",
    b"\"\xff\"",
    b"\"\xc0\xae\"",
    b"\"_\"",
    b"\".\"",
    b"\"\\\\\"",
    b"\"$serde_json::private::Number\"",
    b"\"$serde_json::private::RawValue\"",
    b"\"r#type\"",
    b"1",
    b"null",
    b"'a'",
];

/// Lists, objects, and both in turn, around the depth to which serde reads.
fn deep() -> Vec<Vec<u8>> {
    let levels = [123, 124, 125, 126, 127, 128];
    let nested = |open: &str, close: &str, levels| [open.repeat(levels), close.repeat(levels)].concat().into_bytes();
    let mixed = |levels: usize| nested("[{\"a\":", "}]", levels / 2);
    let filled = |levels: usize| [b"[".repeat(levels), b"1".to_vec(), b"]".repeat(levels)].concat();
    levels.iter().flat_map(|levels| [nested("[", "]", *levels), mixed(*levels), filled(*levels)]).collect()
}

/// One document of a type, with each of these in the place of each of its values, and beside each of its entries.
pub fn documents(animal: &Animal) -> Vec<Vec<u8>> {
    let whole = Json::parse(animal.documents[0]);
    let deep = deep();
    let values = || VALUES.iter().copied().chain(deep.iter().map(Vec::as_slice));
    let mut documents = Vec::new();
    for way in whole.ways() {
        let mut marked = whole.clone();
        *marked.at_mut(&way) = Json::Leaf(MARK.into());
        documents.extend(values().map(|value| replaced(&marked, MARK, value)));
        if let Json::Object(entries) = whole.at(&way) {
            let mut with = |place: usize, key: &[u8]| {
                let mut marked = whole.clone();
                if let Json::Object(entries) = marked.at_mut(&way) {
                    let value = entries
                        .get(place.min(entries.len() - 1))
                        .map_or(Json::Leaf("1".into()), |(_, value)| value.clone());
                    entries.insert(place, (MARK.into(), value));
                }
                documents.push(replaced(&marked, &format!("\"{MARK}\""), key));
            };
            for (place, (key, _)) in entries.iter().enumerate() {
                KEYS.iter().for_each(|key| with(place, key));
                // The same key once more, written in another way.
                let escaped: String = key.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
                with(place, format!("\"{escaped}\"").as_bytes());
                with(entries.len(), format!("\"{escaped}\"").as_bytes());
            }
        }
    }
    documents
}

/// The document with something in the place of a mark.
fn replaced(json: &Json, mark: &str, with: &[u8]) -> Vec<u8> {
    let text = json.to_string();
    let (before, after) = text.split_once(mark).expect("the mark");
    [before.as_bytes(), with, after.as_bytes()].concat()
}
