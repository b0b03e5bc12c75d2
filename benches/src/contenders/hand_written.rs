//! What a good engineer writes without any crate: no allocation on success, all violations on
//! failure, the documented body.

use std::collections::HashMap;

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use super::{Rules, SingleRules};

#[derive(Deserialize)]
pub struct Signup {
    email: String,
    name: String,
    age: u32,
}

#[derive(Deserialize)]
pub struct Order {
    email: String,
    password: String,
    name: String,
    age: u32,
    amount: f64,
    website: Option<String>,
    tags: Vec<String>,
    address: Address,
    items: Vec<Item>,
}

#[derive(Deserialize)]
pub struct Address {
    street: String,
    city: String,
    zip: String,
}

#[derive(Deserialize)]
pub struct Cart {
    items: Vec<Item>,
}

#[derive(Deserialize)]
pub struct Item {
    sku: String,
    quantity: u32,
    price: f64,
}

pub struct HandWritten;

pub const SINGLE: SingleRules = SingleRules { name: "hand-written", email: Some(is_email), sku: Some(is_sku) };

impl<T: Check> Rules<T> for HandWritten {
    const NAME: &'static str = "hand-written";
    type Errors = Errors;

    fn validate(request: &T) -> Result<(), Errors> {
        let mut errors = Errors::default();
        request.check(&mut errors);
        if errors.0.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn to_json(errors: &Errors) -> String {
        errors.to_json()
    }

    fn keys(errors: &Errors) -> Vec<String> {
        errors.0.iter().flat_map(|(key, messages)| messages.iter().map(|_| key.clone())).collect()
    }
}

pub trait Check {
    fn check(&self, errors: &mut Errors);
}

impl Check for Signup {
    fn check(&self, errors: &mut Errors) {
        if !is_email(&self.email) {
            errors.add("email", "The email must be a valid email address.");
        }
        if !(1..=100).contains(&characters(&self.name)) {
            errors.add("name", "The name must be between 1 and 100 characters.");
        }
        if !(18..=120).contains(&self.age) {
            errors.add("age", "The age must be between 18 and 120.");
        }
    }
}

impl Check for Order {
    fn check(&self, errors: &mut Errors) {
        if !is_email(&self.email) {
            errors.add("email", "The email must be a valid email address.");
        }
        if !(8..=72).contains(&characters(&self.password)) {
            errors.add("password", "The password must be between 8 and 72 characters.");
        }
        if !(1..=100).contains(&characters(&self.name)) {
            errors.add("name", "The name must be between 1 and 100 characters.");
        }
        if !(18..=120).contains(&self.age) {
            errors.add("age", "The age must be between 18 and 120.");
        }
        if !is_positive(self.amount) {
            errors.add("amount", "The amount must be greater than 0.");
        }
        if self.website.as_deref().is_some_and(|website| !is_url(website)) {
            errors.add("website", "The website must be a valid URL.");
        }
        if self.tags.len() > 10 {
            errors.add("tags", "The tags must not have more than 10 items.");
        }
        self.address.check(errors);
        if !(1..=50).contains(&self.items.len()) {
            errors.add("items", "The items must have between 1 and 50 items.");
        }
        check_items(&self.items, errors);
    }
}

impl Check for Address {
    fn check(&self, errors: &mut Errors) {
        if !(1..=200).contains(&characters(&self.street)) {
            errors.add("address.street", "The street must be between 1 and 200 characters.");
        }
        if !(1..=100).contains(&characters(&self.city)) {
            errors.add("address.city", "The city must be between 1 and 100 characters.");
        }
        if characters(&self.zip) != 5 {
            errors.add("address.zip", "The zip must be 5 characters.");
        }
    }
}

impl Check for Cart {
    fn check(&self, errors: &mut Errors) {
        if !(1..=1000).contains(&self.items.len()) {
            errors.add("items", "The items must have between 1 and 1000 items.");
        }
        check_items(&self.items, errors);
    }
}

fn check_items(items: &[Item], errors: &mut Errors) {
    for (index, item) in items.iter().enumerate() {
        if !is_sku(&item.sku) {
            errors.add(format!("items.{index}.sku"), "The sku format is invalid.");
        }
        if !(1..=1000).contains(&item.quantity) {
            let message = "The quantity must be between 1 and 1000.";
            errors.add(format!("items.{index}.quantity"), message);
        }
        if !is_positive(item.price) {
            errors.add(format!("items.{index}.price"), "The price must be greater than 0.");
        }
    }
}

#[derive(Deserialize)]
pub struct Prices {
    prices: HashMap<String, u32>,
}

impl Check for Prices {
    fn check(&self, errors: &mut Errors) {
        for (key, price) in &self.prices {
            if !(1..=1000).contains(price) {
                errors.add(format!("prices.{key}"), "The prices must be between 1 and 1000.");
            }
        }
    }
}

#[derive(Deserialize)]
struct Flood {
    items: Vec<Drop>,
}

#[derive(Deserialize)]
struct Drop {
    q: u32,
}

/// The body for a flood of bad items, which stops at 100 errors.
pub fn flood(json: &[u8]) -> Option<String> {
    let flood: Flood = serde_json::from_slice(json).ok()?;
    let bad = flood.items.iter().enumerate().filter(|(_, item)| item.q == 0);
    let mut errors = Errors::default();
    for (index, _) in bad.take(100) {
        errors.add(format!("items.{index}.q"), "The q must be greater than 0.");
    }
    Some(errors.to_json())
}

/// Keys with their messages, in order.
#[derive(Default)]
pub struct Errors(Vec<(String, Vec<&'static str>)>);

impl Errors {
    pub fn add(&mut self, key: impl Into<String>, message: &'static str) {
        self.0.push((key.into(), vec![message]));
    }

    pub fn to_json(&self) -> String {
        let body = Body { message: "The given data was invalid.", errors: self };
        serde_json::to_string(&body).expect("text always serializes")
    }
}

#[derive(Serialize)]
struct Body<'a> {
    message: &'static str,
    errors: &'a Errors,
}

impl Serialize for Errors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, messages) in &self.0 {
            map.serialize_entry(key, messages)?;
        }
        map.end()
    }
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

fn is_positive(number: f64) -> bool {
    number > 0.0
}

/// Three capitals, a hyphen, four digits.
fn is_sku(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 8
        && bytes[..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3] == b'-'
        && bytes[4..].iter().all(u8::is_ascii_digit)
}

/// WHATWG HTML "valid e-mail address", with the lengths of RFC 5321.
fn is_email(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = bytes.iter().position(|byte| *byte == b'@') else {
        return false;
    };
    let (local, domain) = (&bytes[..at], &bytes[at + 1..]);
    (1..=64).contains(&local.len())
        && bytes.len() <= 254
        && local.iter().all(is_local)
        && domain.split(|byte| *byte == b'.').all(is_label)
}

fn is_local(byte: &u8) -> bool {
    matches!(byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'
        | b'.' | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'/' | b'=' | b'?'
        | b'^' | b'_' | b'`' | b'{' | b'|' | b'}' | b'~' | b'-')
}

fn is_label(label: &[u8]) -> bool {
    let [first, .., last] = label else {
        return matches!(label, [only] if only.is_ascii_alphanumeric());
    };
    label.len() <= 63
        && *first != b'-'
        && *last != b'-'
        && label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// WHATWG URL, http or https, with a host. What is plain is seen without parsing.
fn is_url(text: &str) -> bool {
    is_plain_url(text)
        || url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A lower-case host name that is not a number and not Punycode, then visible ASCII.
fn is_plain_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let rest = rest.as_bytes();
    let end = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let mut top = b' ';
    let mut is_plain = |label: &[u8]| {
        top = *label.first().unwrap_or(&b' ');
        is_label(label) && !label.iter().any(u8::is_ascii_uppercase) && !label.starts_with(b"xn--")
    };
    host.split(|byte| *byte == b'.').all(&mut is_plain)
        && top.is_ascii_lowercase()
        && path.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        assert!(is_email("jane.doe@example.com") && is_email("a+b@c") && is_email("a@1.2"));
        for bad in ["", "@", "a@", "@b", "a b@c", "a@b@c", "a@-b", "a@b-", "a@b..c", "a@b.", "a@b\n"] {
            assert!(!is_email(bad), "{bad:?}");
        }
    }

    #[test]
    fn plain_urls_are_urls() {
        for plain in ["https://a.b", "http://a-b.c/", "https://x.example.com/p/q?r=1#s|t", "http://a.b/%zz"] {
            assert!(is_plain_url(plain) && url::Url::parse(plain).is_ok(), "{plain}");
        }
        for other in ["https://", "https://1.2.3.4.5", "https://a b/", "https://xn--a", "nope", "ftp://a.b"] {
            assert!(!is_plain_url(other), "{other}");
        }
        assert!(is_url("https://EXAMPLE.com:8080/") && !is_url("ftp://a.b") && !is_url("https://a b"));
    }

    #[test]
    fn skus() {
        assert!(is_sku("ABC-0123"));
        for bad in ["", "ABC-012", "ABC-01234", "abc-0123", "ABC_0123", "ÀBC-123"] {
            assert!(!is_sku(bad), "{bad}");
        }
    }
}
