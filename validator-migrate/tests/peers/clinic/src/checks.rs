//! Checks that several requests share.

use std::sync::LazyLock;

use garde::Error;
use regex::Regex;

/// What a clinic allows.
pub struct House {
    pub wards: Vec<String>,
    pub max_beds: u32,
    pub note_length: usize,
    pub strict: bool,
}

pub static WARD: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[A-Z][0-9]{2}$").unwrap());

pub const NAME_MAX: usize = 60;

pub fn no_digits(text: &str, _: &()) -> garde::Result {
    if text.chars().any(|c| c.is_ascii_digit()) {
        return Err(Error::new("must not contain digits"));
    }
    Ok(())
}

pub fn known_ward(ward: &str, house: &House) -> garde::Result {
    if house.wards.iter().any(|known| known == ward) {
        Ok(())
    } else {
        Err(Error::new(format!("there is no such ward, only {}", house.wards.len())))
    }
}

pub fn enough_beds(beds: &u32, house: &House) -> garde::Result {
    (*beds <= house.max_beds).then_some(()).ok_or_else(|| garde::Error::new("too many beds"))
}

/// An insurance number, or a reason why there is none.
pub fn number_or_none(number: &Option<String>, _: &()) -> garde::Result {
    match number {
        None => Err(Error::new("say `none` if there is none")),
        Some(number) if number == "none" || number.len() == 10 => Ok(()),
        Some(_) => Err(Error::new("ten characters are needed")),
    }
}

pub fn differs_from<'a>(other: &'a str) -> impl FnOnce(&str, &()) -> garde::Result + 'a {
    move |text, _| {
        if text == other { Err(Error::new("must differ")) } else { Ok(()) }
    }
}

pub fn at_most(limit: usize) -> impl Fn(&[String], &()) -> garde::Result {
    move |list, _| {
        let total: usize = list.iter().map(String::len).sum();
        if total > limit { Err(Error::new("too long together")) } else { Ok(()) }
    }
}
