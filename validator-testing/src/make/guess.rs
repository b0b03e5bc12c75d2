//! What is wrong with a document, and what that tells of a type that tells nothing by itself.

use serde_json::{Map, Value, json};

/// A violation of a document that was made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) key: String,
    pub(crate) code: String,
    /// The arguments: the names that could have been chosen, the length of a list.
    pub(crate) arguments: Vec<(String, Value)>,
}

/// The text, number or other value that a refusal asks for. The first is the simplest one.
pub(super) fn wanted(wrong: &Wrong, tries: usize) -> Value {
    let argument = |name: &str| wrong.arguments.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let of: Vec<Value> = match &*wrong.code {
        "integer" | "range" => vec![json!(1), json!(0), json!(12), json!(200)],
        "number" => vec![json!(1.5), json!(0)],
        "boolean" => vec![json!(true)],
        "text" | "bytes" => vec![json!("a"), json!("abc"), json!("1"), json!("12"), json!("2024-02-29")],
        "character" => vec![json!("a")],
        "null" => vec![Value::Null],
        "list" => vec![json!([]), json!([1]), json!([1, 2]), json!([1, 2, 3]), json!([1, 2, 3, 4])],
        "length" => match argument("size").and_then(|size| size.as_u64()) {
            Some(size) => vec![Value::Array(vec![json!(1); size.min(64) as usize])],
            None => vec![json!("a"), json!([1])],
        },
        "object" => vec![json!({})],
        "choice" => match argument("choices") {
            Some(Value::Array(choices)) if !choices.is_empty() => {
                let nth = choices[(tries / 2) % choices.len()].clone();
                let name = super::plain(&nth);
                // A variant is a name, or an object with one.
                let mut object = Map::new();
                object.insert(name, if tries % 4 < 2 { json!(1) } else { json!({}) });
                vec![nth, Value::Object(object)]
            }
            _ => vec![json!("a")],
        },
        "date" => vec![json!("2024-02-29")],
        "time" => vec![json!("12:30:00")],
        "datetime" => {
            vec![json!("2024-02-29T12:30:00Z"), json!("2024-02-29T12:30:00"), json!("2024-02-29T12:30:00+00:00[UTC]")]
        }
        "duration" => vec![json!("PT1H"), json!({ "secs": 1, "nanos": 0 })],
        "ip" | "ipv4" => vec![json!("192.0.2.1")],
        "ipv6" => vec![json!("2001:db8::1")],
        "uuid" => vec![json!("550e8400-e29b-41d4-a716-446655440000")],
        "url" => vec![json!("https://example.com/")],
        _ => vec![
            json!(1),
            json!("a"),
            json!(true),
            json!([]),
            json!({}),
            json!("1"),
            json!("127.0.0.1:80"),
            json!("[::1]:80"),
            json!("12"),
            json!("2024-02-29"),
            json!(1.5),
            json!("abc"),
            json!(2),
            json!(0),
            json!([1, 2]),
            json!("red"),
            Value::Null,
        ],
    };
    of[tries % of.len()].clone()
}
