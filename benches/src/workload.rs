//! The requests, as JSON: valid, against the rules, and of the wrong types.

/// One request in its three states.
pub struct Workload {
    pub title: &'static str,
    pub valid: String,
    /// Decodes, but breaks rules.
    pub invalid: String,
    /// Does not decode: wrong types and missing fields.
    pub wrong: String,
}

/// Three flat fields.
pub fn signup() -> Workload {
    Workload {
        title: "Sign-up: 3 flat fields",
        valid: r#"{"email":"jane.doe@example.com","name":"Jane Doe","age":34}"#.into(),
        invalid: r#"{"email":"jane.doe","name":"","age":3}"#.into(),
        wrong: r#"{"email":1,"name":null}"#.into(),
    }
}

/// The order of a shop: 9 fields, a nested address, 10 nested items.
pub fn order() -> Workload {
    Workload {
        title: "Order: 9 fields, a nested struct, a list of 10",
        valid: include_str!("../data/good.json").into(),
        invalid: include_str!("../data/bad.json").into(),
        wrong: include_str!("../data/types.json").into(),
    }
}

/// A list of 1,000 items. Every 32nd is bad, so that no contender's cap on errors plays a part.
pub fn cart() -> Workload {
    let item = |index: usize| {
        format!(r#"{{"sku":"ABC-{index:04}","quantity":{},"price":{}.99}}"#, index % 1000 + 1, index % 90 + 9)
    };
    let every_32nd = |bad: &'static str| {
        move |index: usize| {
            if index.is_multiple_of(32) { bad.to_owned() } else { item(index) }
        }
    };
    Workload {
        title: "Cart: a list of 1,000 items",
        valid: list(1000, item),
        invalid: list(1000, every_32nd(r#"{"sku":"abc-0000","quantity":0,"price":0.0}"#)),
        wrong: list(1000, every_32nd(r#"{"sku":0,"quantity":"q"}"#)),
    }
}

/// A map of 1,000 keys, and nothing else.
pub fn prices() -> String {
    let entries: Vec<String> = (1..=1000).map(|price| format!(r#""ABC-{price:04}":{price}"#)).collect();
    format!(r#"{{"prices":{{{}}}}}"#, entries.join(","))
}

/// 250,000 bad items in 2 MB: a hostile body.
pub fn flood() -> String {
    list(250_000, |_| r#"{"q":0}"#.into())
}

fn list(length: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..length).map(item).collect();
    format!(r#"{{"items":[{}]}}"#, items.join(","))
}
