//! Checks that several requests share.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use validator::ValidationError;

/// Two capital letters and a number.
pub static SKU: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Z]{2}-[0-9]{3,6}$").unwrap());

static SLUG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[a-z0-9]+(?:-[a-z0-9]+)*$").unwrap()
});

/// This one is used by a function as well, so it has to stay what it is.
pub static POSTCODE: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[0-9]{5}$").unwrap());

pub const NAME_MIN: u64 = 2;
pub const NAME_MAX: u64 = 40;
pub const PRICE_MAX: i64 = 1_000_000;

/// Names that nobody may take.
pub fn not_reserved(name: &str) -> Result<(), ValidationError> {
    if ["admin", "root", "support"].contains(&name.to_lowercase().as_str()) {
        // The form shows this sentence.
        return Err(ValidationError::new("reserved").with_message(Cow::Borrowed("This name is reserved.")));
    }
    Ok(())
}

pub fn is_slug(text: &str) -> Result<(), ValidationError> {
    if SLUG.is_match(text) {
        Ok(())
    } else {
        Err(ValidationError::new("slug"))
    }
}

/// A postcode, or nothing at all.
pub fn postcode(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() || POSTCODE.is_match(text) {
        return Ok(());
    }
    let mut error = ValidationError::new("postcode");
    error.message = Some("Five digits are needed.".into());
    error.add_param("digits".into(), &5);
    Err(error)
}

pub fn even(number: u32) -> Result<(), ValidationError> {
    (number % 2 == 0).then_some(()).ok_or_else(|| ValidationError::new("even"))
}

pub fn whole_cents(price: f64) -> Result<(), ValidationError> {
    if (price * 100.0).fract().abs() > 1e-6 {
        return Err(ValidationError::new("cents"));
    }
    Ok(())
}

/// Takes the `String` itself, as many older functions do.
#[allow(clippy::ptr_arg)]
pub fn no_shouting(text: &String) -> Result<(), ValidationError> {
    let loud = text.len() > 3 && text.chars().all(|c| !c.is_lowercase());
    if loud { Err(ValidationError::new("loud")) } else { Ok(()) }
}

#[allow(clippy::ptr_arg)]
pub fn few_words(words: &Vec<String>) -> Result<(), ValidationError> {
    match words.iter().map(String::len).sum::<usize>() {
        0..=200 => Ok(()),
        _ => Err(ValidationError::new("too_long_together")),
    }
}
