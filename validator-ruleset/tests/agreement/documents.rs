//! Documents like a valid one, in which something is another value, of another type, missing, or too much.

use fastrand::Rng;
use serde_json::{Map, Value, json};

pub(crate) const ORDER: &str = r#"{
    "email": "jane@example.com", "password": "correct horse", "name": "Jane", "age": 30, "amount": 9.5,
    "website": "https://example.com", "tags": ["a", "b"],
    "address": { "street": "High Street 1", "city": "Berlin", "zip": "10115" },
    "items": [{ "sku": "ABC-0001", "quantity": 2, "price": 4.75 }, { "sku": "ABC-0002", "quantity": 1, "price": 0.5 }]
}"#;

pub(crate) const EVERYTHING: &str = r#"{
    "userName": "jane_doe", "nickName": "Janey", "password": "Correct horse 7!", "password_confirmation": "Correct horse 7!",
    "kind": "company", "vat_id": "DE123", "minPrice": 5, "maxPrice": 9, "discount": 0.25, "is_member": true, "terms": "yes",
    "born": "1990-02-28", "starts": "2030-01-01", "ends": "2030-02-01", "at": "28/02/2024", "phone": "+493012345678",
    "color": "red", "size": 3, "note": "fine", "tags": ["a", "b"], "scores": [1, 2, 3], "initial": "J", "ratio": 1.5,
    "website": "ftp://example.com/a", "coupon": null, "gift": "card", "favourite": "a", "code": "AB-1", "level": 200
}"#;

pub(crate) const SHOP: &str = r#"{
    "name": "Corner", "prices": { "eur": 5, "usd": 6 }, "stock": { "a.b": { "count": 3, "place": "A1" } },
    "matrix": [[1, 2], [3]], "emails": ["jane@example.com", "joe@example.com"], "names": ["Jane", "Joe"],
    "boss": { "name": "Jane", "next": { "name": "Joe", "next": null } }
}"#;

pub(crate) const ODD: &str = r#"{
    "three": [1, 2, 3], "alias": "x", "open": { "count": 1, "place": "B2" }, "defaulted": [1], "name": "Jane",
    "next": { "name": "Joe" }, "set": [1, 2, 3], "wrapped": "abc"
}"#;

/// Values that stand in place of others.
fn pool() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(3),
        json!(17),
        json!(200),
        json!(256),
        json!(100_000),
        json!(5_000_000_000_u64),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(0.5),
        json!(-2.5),
        json!(1e300),
        json!(2.0),
        json!(""),
        json!(" "),
        json!("\u{200b}"),
        json!("a"),
        json!("A"),
        json!("日本語"),
        json!("e\u{301}🇩🇪"),
        json!("abc"),
        json!("company"),
        json!("person"),
        json!("red"),
        json!("RED"),
        json!("yes"),
        json!("no"),
        json!("12345"),
        json!("0042"),
        json!("jane@example.com"),
        json!("jane@example..com"),
        json!("https://example.com"),
        json!("javascript:alert(1)"),
        json!("2024-02-29"),
        json!("2023-02-29"),
        json!("1990-01-01T00:00:00Z"),
        json!("29/02/2024"),
        json!("ABC-0001"),
        json!("Correct horse 7!"),
        json!("x".repeat(300)),
        json!([]),
        json!(["a", "a"]),
        json!(["a", "A", "c", "a"]),
        json!([1, 1, 2]),
        json!([1, "a", null]),
        json!({}),
        json!({ "name": 3 }),
        json!({ "a": 1 }),
        json!({ "a.b": "x", "_": 2 }),
        Value::Array((0..60).map(Value::from).collect()),
        Value::Array((0..60).map(|_| json!("a")).collect()),
    ]
}

/// Whether a list stands where an object was: serde reads the fields of a struct from a list, by position. A set does not.
fn reads_by_position(document: &Value, valid: &Value) -> bool {
    match (document, valid) {
        // In place of `null`, there may be an object.
        (Value::Array(_), Value::Object(_) | Value::Null) => true,
        (Value::Array(items), Value::Array(valid)) => {
            valid.first().is_some_and(|valid| items.iter().any(|item| reads_by_position(item, valid)))
        }
        (Value::Object(members), Value::Object(valid)) => {
            let first = valid.values().next();
            members
                .iter()
                .any(|(name, member)| valid.get(name).or(first).is_some_and(|valid| reads_by_position(member, valid)))
        }
        _ => false,
    }
}

pub(crate) struct Documents {
    random: Rng,
    pool: Vec<Value>,
}

impl Documents {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Rng::with_seed(seed), pool: pool() }
    }

    pub(crate) fn like(&mut self, valid: &Value) -> Value {
        let mut document = valid.clone();
        let changes = 1 + self.random.usize(..6);
        for _ in 0..changes {
            if self.random.u8(..12) == 0 {
                continue;
            }
            self.change(&mut document, 0);
        }
        if reads_by_position(&document, valid) { self.like(valid) } else { document }
    }

    /// Changes one value, the document itself only rarely.
    fn change(&mut self, value: &mut Value, depth: usize) {
        let stays = depth > 0 && self.random.u8(..3) == 0 || depth == 0 && self.random.u8(..200) == 0;
        match value {
            Value::Object(members) if !stays && !members.is_empty() => self.change_member(members, depth),
            Value::Array(items) if !stays && !items.is_empty() => {
                let at = self.random.usize(..items.len());
                match self.random.u8(..8) {
                    0 => drop(items.remove(at)),
                    1 => {
                        let copy = items[at].clone();
                        items.push(copy);
                    }
                    2 => {
                        let copy = items[at].clone();
                        items.resize(self.random.usize(..70), copy);
                    }
                    _ => self.change(&mut items[at], depth + 1),
                }
            }
            _ => *value = self.any(),
        }
    }

    fn change_member(&mut self, members: &mut Map<String, Value>, depth: usize) {
        let keys: Vec<String> = members.keys().cloned().collect();
        let key = &keys[self.random.usize(..keys.len())];
        match self.random.u8(..12) {
            0 | 1 => drop(members.remove(key)),
            2 => {
                let name = ["unknown", "a.b", "_", "other_name", "name"][self.random.usize(..5)];
                let value = self.any();
                members.insert(name.into(), value);
            }
            _ => {
                if let Some(value) = members.get_mut(key) {
                    self.change(value, depth + 1);
                }
            }
        }
    }

    fn any(&mut self) -> Value {
        let at = self.random.usize(..self.pool.len());
        self.pool[at].clone()
    }
}
