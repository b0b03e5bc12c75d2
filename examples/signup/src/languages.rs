//! The languages of the demo, from the files in `locales/`.
//!
//! The crate has the sentences. The files have what only this form knows: what its fields are called, and the sentence of
//! its own code. A file with a mistake does not compile.

use std::collections::BTreeMap;

use unprocessable::declaration::{Declaration, Shape, declaration};
use unprocessable::{Locale, Messages, ValidationErrors, Violation, labels};

use crate::request::Signup;

/// English first, which is for everybody who asks for another language.
pub static SPOKEN: &[&Locale] = labels!("locales/");

/// The name of the cookie in which the page keeps the choice.
const COOKIE: &str = "language=";

/// The choice among the cookies of a request.
#[must_use]
pub fn chosen(cookies: &str) -> Option<String> {
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix(COOKIE)).map(String::from)
}

/// What the fields are called in each language, by the tag of the language and the key, in which `*` stands for the
/// position of an item. The page writes them beside its controls.
#[must_use]
pub fn field_labels() -> BTreeMap<&'static str, BTreeMap<String, String>> {
    let mut keys = Vec::new();
    add_keys(declaration::<Signup>(), "", &mut keys);
    let labels = |locale: &Locale| keys.iter().map(|key| (key.clone(), label(key, locale))).collect();
    SPOKEN.iter().filter_map(|locale| Some((locale.language()?.tag(), labels(locale)))).collect()
}

fn add_keys(declaration: &Declaration, above: &str, keys: &mut Vec<String>) {
    for field in declaration.fields() {
        let key = format!("{above}{}", field.name());
        match field.shape() {
            Shape::Declared(inside) => add_keys(inside.declaration(), &format!("{key}."), keys),
            Shape::List(Shape::Declared(inside)) => add_keys(inside.declaration(), &format!("{key}.*."), keys),
            _ => {}
        }
        keys.push(key);
    }
}

/// What a sentence at this key calls its field.
fn label(key: &str, locale: &Locale) -> String {
    let mut errors = ValidationErrors::new();
    errors.add(&key.replace('*', "0"), Violation::new("label", "{attribute}"));
    errors.iter().map(|(key, violation)| violation.message_at(key, locale).to_string()).collect()
}
