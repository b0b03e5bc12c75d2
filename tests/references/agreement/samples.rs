//! Documents that fit the types of the zoo, and what becomes of them when they are damaged.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use unprocessable_core::decode::{Document, List, Node, Object};

/// A damaged sample, or something made of tokens without any sense.
pub(super) fn document() -> impl Strategy<Value = Vec<u8>> {
    let tokens = prop::collection::vec(select(TOKENS), 0..12).prop_map(|tokens| tokens.concat());
    let damaged = (select(SAMPLES), prop::collection::vec(damage(), 0..4)).prop_map(|(sample, damages)| {
        let mut source = sample.as_bytes().to_vec();
        for damage in damages {
            damage.apply(&mut source);
        }
        source
    });
    prop_oneof![1 => tokens, 9 => damaged]
}

/// Every sample as it is, and every token in every place where a value or a key can stand.
pub(super) fn table() -> impl Iterator<Item = Vec<u8>> {
    const PLACES: [(&[u8], &[u8]); 6] = [
        (b"", b""),
        (b"[", b"]"),
        (b"{\"a\":", b"}"),
        (b"{\"One\": ", b" }"),
        (b"{\"1\":2,", b":3}"),
        (b"{", b":\"x\"}"),
    ];
    let tokens = TOKENS.iter().flat_map(|token| PLACES.map(|(before, after)| [before, token, after].concat()));
    SAMPLES.iter().map(|sample| sample.as_bytes().to_vec()).chain(tokens)
}

#[derive(Clone, Debug)]
enum Damage {
    /// A whole value becomes another: the document stays one, the type is wrong.
    Replace(Index, &'static [u8]),
    Insert(Index, &'static [u8]),
    Flip(Index, u8),
    Truncate(Index),
    Double(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let token = || select(TOKENS);
    prop_oneof![
        6 => (any::<Index>(), token()).prop_map(|(at, token)| Damage::Replace(at, token)),
        1 => (any::<Index>(), token()).prop_map(|(at, token)| Damage::Insert(at, token)),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        1 => any::<Index>().prop_map(Damage::Truncate),
        2 => any::<(Index, Index)>().prop_map(|(from, to)| Damage::Double(from, to)),
    ]
}

impl Damage {
    fn apply(self, source: &mut Vec<u8>) {
        let len = source.len();
        match self {
            Self::Replace(at, token) => {
                if let Ok(document) = Document::parse(source) {
                    let mut spans = Vec::new();
                    collect_spans(document.root(), &mut spans);
                    let span = at.get(&spans).clone();
                    source.splice(span, token.iter().copied());
                }
            }
            Self::Insert(at, token) => {
                let at = at.index(len + 1);
                source.splice(at..at, token.iter().copied());
            }
            Self::Flip(at, byte) if len > 0 => source[at.index(len)] ^= byte,
            Self::Truncate(at) => source.truncate(at.index(len + 1)),
            Self::Double(from, to) if len > 0 => {
                let (from, to) = (from.index(len), to.index(len));
                let slice = source[from.min(to)..from.max(to)].to_vec();
                source.splice(to..to, slice);
            }
            Self::Flip(..) | Self::Double(..) => {}
        }
    }
}

/// Where all values and keys stand.
fn collect_spans(node: Node<'_, '_>, spans: &mut Vec<Range<usize>>) {
    spans.push(node.span());
    for item in node.list().into_iter().flat_map(List::items) {
        collect_spans(item, spans);
    }
    for entry in node.object().into_iter().flat_map(Object::entries) {
        spans.push(entry.key.span());
        collect_spans(entry.value, spans);
    }
}

const TOKENS: &[&[u8]] = &[
    b"null",
    b"true",
    b"false",
    b"0",
    b"-0",
    b"-0.0",
    b"1",
    b"-1",
    b"7",
    b"255",
    b"256",
    b"-128",
    b"-129",
    b"4294967296",
    b"9223372036854775808",
    b"-9223372036854775809",
    b"18446744073709551615",
    b"18446744073709551616",
    b"340282366920938463463374607431768211456",
    b"1.5",
    b"0.1",
    b"1e2",
    b"1E400",
    b"-1e-400",
    b"0e999999999999",
    b"3.4028236e38",
    b"16777217",
    b"8.3",
    b"123456789012345678901234567890.5",
    b"0.30000000000000000000000000000004",
    b"1.",
    b".5",
    b"01",
    b"1e",
    b"\"\"",
    b"\"a\"",
    b"\"b\"",
    b"\"1\"",
    b"\"-7\"",
    b"\"1x\"",
    b"\"01\"",
    b"\" 1\"",
    b"\"1 \"",
    b"\"1.5\"",
    b"\"-0\"",
    b"\"1e2\"",
    b"\"\\u0031\"",
    b"\"null\"",
    b"\"true\"",
    b"\"Unit\"",
    b"\"Pair\"",
    b"\"\\u0061\"",
    b"\"\\ud83d\\ude00\"",
    b"\"\\ud800\"",
    b"\"\\udc00x\"",
    b"\"\xff\"",
    b"\"\xe6\x97\xa5\"",
    b"\"long enough to take the fast way\"",
    b"\"\x01\"",
    b"[]",
    b"[1]",
    b"[1,2,3]",
    b"[\"a\",\"b\"]",
    b"[[],{}]",
    b"{}",
    b"{\"a\":1}",
    b"{\"a\":1,\"a\":2}",
    b"{\"type\":\"Unit\"}",
    b"{\"Unit\":null}",
    b"{\"One\":1}",
    b"{\"Pair\":[1,2]}",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b":",
    b"\"",
    b" ",
    b"\n",
    b"\\",
    b"\xff",
    b"\"a\":",
    b"\"x\":1,",
];

const SAMPLES: &[&str] = &[
    "null",
    "true",
    "0",
    "-17",
    "200",
    "1.25",
    r#""text""#,
    r#""a\nb""#,
    r#""x""#,
    "[]",
    "[1,2,3]",
    "[1, null, 3]",
    r#"[7,"seven"]"#,
    r#"["a","b\u0062"]"#,
    "[[1],[2,3],[]]",
    r#"{"a":1,"bee":"b","c":[1,2]}"#,
    r#"{"a":1,"B":null,"c":[]}"#,
    r#"[1,"b",[2]]"#,
    r#"{"a": 1, "name": "x", "rest": 2, "more": [null, {"deep": true}]}"#,
    r#""Unit""#,
    r#"{"Unit":null}"#,
    r#"{"One":1}"#,
    r#"{"Pair":[1,"x"]}"#,
    r#"{"Fields":{"a":1}}"#,
    r#"{"type":"One","a":1}"#,
    r#"{"type":"Unit"}"#,
    r#"{"a":5,"type":"One"}"#,
    r#"{"type":"Many","list":[1,2]}"#,
    r#"{"t":"One","c":1}"#,
    r#"{"c":[1,"x"],"t":"Pair"}"#,
    r#"{"t":"Unit"}"#,
    r#"{"1":1,"-2":2,"300":3}"#,
    r#"{"true":1,"false":2}"#,
    r#"{"a":"x","b":"y"}"#,
    r#"{"Unit":1,"Other":2}"#,
    r#"{"1.5":"x","2":"y"}"#,
    r#"{"secs":1,"nanos":5}"#,
    r#"{"start":1,"end":5}"#,
    r#"{"Ok":1}"#,
    r#"{"Err":"x"}"#,
    r#""127.0.0.1""#,
    r#"{"v":1,"kids":[{"v":2,"kids":[]},{"v":3,"kids":[{"v":4}]}]}"#,
    r#"{"raw": {"any" : [1.0, "\ud83d\ude00"]}, "number": 1.10, "value": {"k":[1e5]}}"#,
    r#"{"borrowed":"plain","cow":"esc\taped","bytes":"b"}"#,
    r#"{"even":4,"list":[2,4],"list2":[2,3]}"#,
    r#"{"$serde_json::private::Number":"1"}"#,
    r#"{"$serde_json::private::RawValue":"[1]"}"#,
];
