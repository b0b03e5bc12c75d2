//! Sets with mistakes of all kinds: each is refused with lines of the file, or it checks any document. The fuzz target
//! `rule_set` asks the same of what it invents.

use fastrand::Rng;
use serde_json::{Value, json};
use unprocessable::declaration::declaration;
use unprocessable::{Validate, from_value};
use unprocessable_ruleset::{Mistakes, RuleSet};

/// How often each of the sets is changed.
const ROUNDS: usize = 300;

const SCHEMA: &str = r##"{
    "type": "object", "required": ["id"], "additionalProperties": false,
    "properties": {
        "id": { "type": "string", "format": "uuid", "pattern": "^[\\d-]+$", "minLength": 3 },
        "n": { "type": ["integer", "null"], "minimum": 1, "maximum": 10, "multipleOf": 2 },
        "tags": { "type": "array", "items": { "type": "string" }, "uniqueItems": true, "maxItems": 3 },
        "kind": { "enum": ["a", "b"] }, "map": { "additionalProperties": { "type": "number" } },
        "next": { "$ref": "#" }, "part": { "$ref": "#/$defs/part" }
    },
    "$defs": { "part": { "properties": { "zip": { "const": "10115" } } } }
}"##;

/// Pieces that are put in.
const PIECES: [&str; 40] = [
    "'",
    "\"",
    "|",
    ":",
    ",",
    ".",
    "*",
    "=",
    "{",
    "}",
    "[",
    "]",
    "\n",
    "\\",
    "/",
    "0",
    "-1",
    "1e400",
    "99999999999999999999",
    "true",
    "null",
    "self.",
    "min",
    "max",
    "required",
    "email",
    "regex:(a",
    "one_of:",
    "u8",
    "list",
    "map",
    "object",
    "fields",
    "type",
    "rules",
    "when",
    "$ref",
    "#",
    "\u{0}",
    "日本",
];

#[test]
fn changed_sets_are_refused_or_work() {
    #[derive(serde::Deserialize, Validate)]
    struct Part {
        #[validate(required_if(self.count > 3), length(min = 2, max = 5), when(self.count > 1, uppercase))]
        name: Option<String>,
        #[validate(range(1..=9))]
        count: u8,
        #[validate(length(max = 3), each(email))]
        list: Vec<String>,
    }
    assert!(from_value::<Part>(json!({ "name": null, "count": 1, "list": [] })).is_ok());

    let declared = declaration::<Part>().to_json().to_string();
    let toml = [
        include_str!("agreement/everything.toml"),
        include_str!("agreement/order.toml"),
        include_str!("agreement/shop.toml"),
    ];
    type Reader = fn(&str) -> Result<RuleSet, Mistakes>;
    let readers: [(&str, Reader); 5] = [
        (toml[0], RuleSet::from_toml),
        (toml[1], RuleSet::from_toml),
        (toml[2], RuleSet::from_toml),
        (&declared, RuleSet::from_json),
        (SCHEMA, RuleSet::from_json_schema),
    ];
    let mut random = Rng::with_seed(7);
    for (source, read) in readers {
        let (mut works, mut refused) = (0, 0);
        check(source, &read(source), &mut works, &mut refused);
        assert_eq!(works, 1, "{source}");
        for _ in 0..ROUNDS {
            let changed = change(source, &mut random);
            check(&changed, &read(&changed), &mut works, &mut refused);
        }
        assert!(works > 1 && refused > ROUNDS / 10, "{works} work and {refused} are refused of\n{source}");
    }
}

fn change(source: &str, random: &mut Rng) -> String {
    let mut text = source.to_owned();
    for _ in 0..=random.usize(..3) {
        let position = |text: &str, random: &mut Rng| {
            let mut at = random.usize(..=text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (position(&text, random), position(&text, random));
        let (start, end) = (start.min(end), start.max(end));
        match random.u8(..4) {
            // A short piece is cut out, put in, or said twice.
            0 => {
                let mut end = end.min(start + 12);
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                text.replace_range(start..end, "");
            }
            1 | 2 => text.insert_str(start, PIECES[random.usize(..PIECES.len())]),
            _ => {
                let piece: String = text[start..end].chars().take(30).collect();
                text.insert_str(start, &piece);
            }
        }
    }
    text
}

fn check(source: &str, read: &Result<RuleSet, Mistakes>, works: &mut usize, refused: &mut usize) {
    let lines = source.lines().count().max(1);
    match read {
        Err(mistakes) => {
            *refused += 1;
            assert!(!mistakes.is_empty() && mistakes.len() <= 100, "{source}");
            for mistake in mistakes.iter() {
                assert!(
                    !mistake.message().is_empty() && (1..=lines + 1).contains(&mistake.line()),
                    "{mistake}\n{source}"
                );
            }
        }
        Ok(set) => {
            *works += 1;
            for value in
                [json!(null), json!("a 1"), json!(-1), json!(0.5), json!(true), json!(["a", 1]), json!({ "a": "b" })]
            {
                let fields =
                    set.rules().map(|rule| (rule.at().split('.').next().unwrap_or_default().to_owned(), value.clone()));
                let document: Value = fields.collect();
                for document in [&document, &value] {
                    if let Err(errors) = set.check(document) {
                        assert!((1..=100).contains(&errors.len()), "{source}");
                        assert!(serde_json::from_str::<Value>(&errors.to_json()).is_ok(), "{source}");
                    }
                }
            }
        }
    }
}
