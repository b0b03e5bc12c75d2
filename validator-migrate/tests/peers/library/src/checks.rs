//! Checks that several requests share.

use serde_valid::validation::Error;

pub fn isbn(text: &str) -> Result<(), Error> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits == 10 || digits == 13 {
        Ok(())
    } else {
        Err(Error::Custom("An ISBN has ten or thirteen digits.".to_string()))
    }
}

pub fn no_shouting(text: &String) -> Result<(), serde_valid::validation::Error> {
    let loud = text.len() > 3 && !text.chars().any(char::is_lowercase);
    (!loud).then_some(()).ok_or(Error::Custom("Please write in small letters.".to_owned()))
}

pub fn even(number: &i32) -> Result<(), Error> {
    match number % 2 {
        0 => Ok(()),
        _ => Err(Error::Custom(format!("{number} is odd."))),
    }
}

/// All reasons at once.
pub fn shelf(text: &str) -> Result<(), Vec<Error>> {
    let mut errors = Vec::new();
    if !text.starts_with('S') {
        errors.push(Error::Custom("It begins with S.".into()));
    }
    if text.len() != 4 {
        errors.push(Error::Custom("It has four characters.".into()));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

pub fn card_or_reason(card: &Option<String>) -> Result<(), Error> {
    match card {
        None => Err(Error::Custom("Say `none` if there is none.".into())),
        Some(card) if card == "none" || card.len() == 8 => Ok(()),
        Some(_) => Err(Error::Custom("A card has eight characters.".into())),
    }
}

pub fn between(low: usize, high: usize) -> impl Fn(&Vec<String>) -> Result<(), Error> {
    move |list: &Vec<String>| {
        let total: usize = list.iter().map(String::len).sum();
        if (low..=high).contains(&total) { Ok(()) } else { Err(Error::Custom("Too much or too little.".into())) }
    }
}

pub fn too_few(_: &serde_valid::MinItemsError) -> String {
    "At least one author is needed.".to_string()
}
