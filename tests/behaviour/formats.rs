//! Other ways in than bytes of JSON: readers, values, MessagePack, CBOR.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;

use crate::common::pairs;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use unprocessable::decode::Inspect;
use unprocessable::{
    Decoded, Limits, Rejection, Valid, Validate, from_deserializer, from_deserializer_within, from_reader,
    from_reader_within, from_value,
};

fn from_msgpack<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(bytes: &[u8]) -> Result<Valid<T>, Rejection> {
    from_deserializer(&mut rmp_serde::Deserializer::from_read_ref(bytes))
}

fn from_cbor<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(bytes: &[u8]) -> Result<Valid<T>, Rejection> {
    ciborium::from_reader::<Decoded<T>, _>(bytes).expect("CBOR").0
}

fn cbor(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("CBOR");
    bytes
}

/// The same answer of both formats.
#[track_caller]
fn errors<T: DeserializeOwned + Validate + for<'de> Inspect<'de>>(value: &impl Serialize) -> Vec<(String, String)> {
    let errors = |answer: Result<Valid<T>, Rejection>| match answer {
        Ok(_) => panic!("accepted"),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => pairs(&errors),
    };
    let answer = errors(from_msgpack(&rmp_serde::to_vec_named(value).expect("MessagePack")));
    assert_eq!(errors(from_cbor(&cbor(value))), answer);
    answer
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq, Clone)]
struct Everything {
    #[validate(length(min = 2))]
    text: String,
    integer: i64,
    float: f64,
    single: f32,
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
    buffer: Option<ByteBuf>,
    by_number: BTreeMap<i32, bool>,
    by_truth: BTreeMap<bool, char>,
    by_bytes: BTreeMap<ByteBuf, ()>,
    nested: Vec<Option<Method>>,
    address: IpAddr,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq, Clone)]
enum Method {
    Cash,
    Voucher(u64),
    Card { digits: String },
    Pair(u8, i8),
}

fn everything() -> Everything {
    Everything {
        text: "日本".into(),
        integer: i64::MIN,
        float: 0.1 + 0.2,
        single: 0.1,
        bytes: vec![0, 255, b'b', b'"'],
        buffer: Some(ByteBuf::from(*b"\xff")),
        by_number: BTreeMap::from([(-7, true), (300, false)]),
        by_truth: BTreeMap::from([(true, 'é')]),
        by_bytes: BTreeMap::from([(ByteBuf::from(*b"\xff"), ()), (ByteBuf::from(*b"a"), ())]),
        nested: vec![
            None,
            Some(Method::Cash),
            Some(Method::Voucher(u64::MAX)),
            Some(Method::Card { digits: "1".into() }),
            Some(Method::Pair(1, -1)),
        ],
        address: IpAddr::from([127, 0, 0, 1]),
        rest: BTreeMap::from([("more".into(), 7)]),
    }
}

#[test]
fn every_kind_of_value_comes_back() {
    let value = everything();
    let named = rmp_serde::to_vec_named(&value).unwrap();
    assert_eq!(from_msgpack::<Everything>(&named).unwrap().into_inner(), value);
    assert_eq!(from_cbor::<Everything>(&cbor(&value)).unwrap().into_inner(), value);
    for float in [f64::NAN, f64::INFINITY, -0.0, f64::MIN_POSITIVE] {
        let value = Everything { float, ..value.clone() };
        let back = from_msgpack::<Everything>(&rmp_serde::to_vec_named(&value).unwrap()).unwrap();
        assert_eq!(back.float.to_bits(), float.to_bits());
    }
}

#[derive(Serialize, Deserialize, Validate, Debug, PartialEq)]
struct Point(#[validate(gt(0))] u8, #[validate(gt(0))] u8);

#[test]
fn structs_that_are_written_as_lists_are_read() {
    #[derive(Serialize, Deserialize, Validate, Debug, PartialEq)]
    struct Named {
        a: u8,
        #[validate(nested)]
        b: Point,
    }
    let value = Named { a: 1, b: Point(2, 3) };
    assert_eq!(from_msgpack::<Named>(&rmp_serde::to_vec(&value).unwrap()).unwrap().into_inner(), value);
}

#[test]
fn everything_that_is_wrong_is_said() {
    #[derive(Serialize)]
    struct Wrong {
        text: &'static str,
        integer: f64,
        float: &'static str,
        single: bool,
        bytes: u8,
        buffer: ByteBuf,
        by_number: BTreeMap<i64, &'static str>,
        by_truth: BTreeMap<&'static str, char>,
        by_bytes: BTreeMap<ByteBuf, ()>,
        nested: (Other, Other, u8),
        more: u16,
    }
    #[derive(Serialize)]
    enum Other {
        Cheque,
        Voucher(&'static str),
    }
    let wrong = Wrong {
        text: "x",
        integer: 0.5,
        float: "0.5",
        single: true,
        bytes: 1,
        buffer: ByteBuf::from(*b"\xff"),
        by_number: BTreeMap::from([(3_000_000_000, "x"), (1, "x")]),
        by_truth: BTreeMap::from([("x", 'x')]),
        by_bytes: BTreeMap::new(),
        nested: (Other::Cheque, Other::Voucher("x"), 1),
        more: 3,
    };
    let errors = errors::<Everything>(&wrong);
    let errors: Vec<_> = errors.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(
        errors,
        [
            ("text", "The text must be at least 2 characters."),
            ("integer", "The integer must be an integer."),
            ("float", "The float must be a number."),
            ("single", "The single must be a number."),
            ("bytes", "The bytes must be text or a list of bytes."),
            ("by_number.1", "The by number must be true or false."),
            ("by_number.3000000000", "The by number must be between -2,147,483,648 and 2,147,483,647."),
            ("by_number.3000000000", "The by number must be true or false."),
            ("by_truth.x", "The by truth must be true or false."),
            ("nested.0", "The selected nested is invalid. It must be one of: Cash, Voucher, Card, Pair."),
            ("nested.1.Voucher", "The voucher must be an integer."),
            ("nested.2", "The selected nested is invalid. It must be one of: Cash, Voucher, Card, Pair."),
            ("address", "The address field is required."),
        ]
    );
}

#[derive(Deserialize, Validate, Debug)]
struct Small {
    #[serde(default)]
    map: BTreeMap<String, u8>,
    #[validate(gt(0))]
    amount: u8,
}

fn malformed(answer: Result<Valid<Small>, Rejection>) -> String {
    match answer {
        Err(Rejection::Malformed(malformed)) => format!("{} {malformed}", malformed.status().code()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_document_is_malformed() {
    assert_eq!(malformed(from_msgpack(b"\x82\xa6am")), "400 The request body cannot be read.");
    assert_eq!(malformed(from_cbor(b"\xff")), "400 The request body cannot be read.");
    // A map with the key "map", whose value is a map with the key "a" twice.
    let twice = b"\x82\xa6amount\x01\xa3map\x82\xa1a\x01\xa1a\x02";
    assert_eq!(malformed(from_msgpack(twice)), "400 The request body repeats a key.");
    let twice = b"\x82\xa6amount\x01\xa6amount\x01";
    assert_eq!(malformed(from_msgpack(twice)), "400 The request body repeats a key.");
    // A list as a key.
    assert_eq!(malformed(from_msgpack(b"\x81\x90\x01")), "400 The request body cannot be read.");
    // Lists in one another.
    assert_eq!(malformed(from_msgpack(&[0x91; 900])), "400 The request body is nested too deeply.");
    assert_eq!(malformed(from_cbor(&[0x81; 100_000])), "400 The request body is nested too deeply.");
    // A list that says to have four billion items.
    assert_eq!(malformed(from_msgpack(b"\xdd\xff\xff\xff\xff\x01")), "400 The request body cannot be read.");
    let large = rmp_serde::to_vec_named(&BTreeMap::from([("amount", "x".repeat(100))])).unwrap();
    let mut deserializer = rmp_serde::Deserializer::from_read_ref(&large);
    let limits = Limits::new().bytes(50);
    let answer = from_deserializer_within::<Small, _, ()>(&mut deserializer, &limits, &());
    assert_eq!(malformed(answer), "413 The request body is too large.");
}

#[test]
fn variants_that_are_tags_of_yaml_are_read() {
    #[derive(Deserialize, Validate, Debug, PartialEq)]
    struct Bill {
        #[validate(nested)]
        methods: Vec<Method>,
        #[validate(gt(0))]
        total: u8,
    }
    let read = |yaml: &str| from_deserializer::<Bill, _>(serde_yaml_ng::Deserializer::from_str(yaml));
    let yaml = "methods: [Cash, !Cash , !Card {digits: '1'}, !Voucher 3, !Pair [1, -1]]\ntotal: 3";
    assert_eq!(read(yaml).unwrap().into_inner(), serde_yaml_ng::from_str::<Bill>(yaml).unwrap());
    let Err(Rejection::Invalid(errors)) = read("methods: [!Card {digits: 1}, !Coin 1, !Pair [1]]\ntotal: 0") else {
        panic!("accepted")
    };
    let said = pairs(&errors);
    let said: Vec<_> = said.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(
        said,
        [
            ("methods.0.Card.digits", "The digits must be text."),
            ("methods.1", "The selected methods is invalid. It must be one of: Cash, Voucher, Card, Pair."),
            ("methods.2.Pair", "The pair must contain 2 items."),
            ("total", "The total must be greater than 0."),
        ]
    );
}

#[test]
fn tags_of_cbor_are_passed() {
    let tagged = ciborium::Value::Map(vec![(
        ciborium::Value::Text("amount".into()),
        ciborium::Value::Tag(99, Box::new(ciborium::Value::Integer(7.into()))),
    )]);
    assert_eq!(from_cbor::<Small>(&cbor(&tagged)).unwrap().amount, 7);
}

#[test]
fn readers_are_read_up_to_the_limit() {
    assert_eq!(from_reader::<Small>(&br#"{"amount": 3}"#[..]).unwrap().amount, 3);
    assert_eq!(from_reader::<Small>(&br#"{"amount": 0}"#[..]).unwrap_err().status().code(), 422);
    let limits = Limits::new().bytes(13);
    assert!(from_reader_within::<Small, ()>(&br#"{"amount": 3}"#[..], &limits, &()).is_ok());
    let answer = from_reader_within::<Small, ()>(io::repeat(b' '), &limits, &());
    assert_eq!(malformed(answer), "413 The request body is too large.");

    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("s3cr3t"))
        }
    }
    assert_eq!(malformed(from_reader(Broken)), "400 The request body cannot be read.");
}

#[test]
fn values_are_read_owned_or_borrowed() {
    let value = serde_json::json!({"amount": 3, "map": {"a": 1}});
    assert_eq!(from_value::<Small>(&value).unwrap().map["a"], 1);
    assert_eq!(from_value::<Small>(value).unwrap().amount, 3);
    let rejection = from_value::<Small>(serde_json::json!({"amount": 1.5, "map": {"a": 300, "b": null}})).unwrap_err();
    let errors = rejection.errors().unwrap().to_string();
    assert_eq!(
        errors,
        "map.a: The map must be between 0 and 255.\nmap.b: The map field is required.\namount: The amount must be an integer."
    );
}
