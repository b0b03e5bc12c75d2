//! Books and what is known of them.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_valid::Validate;

use crate::checks;

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Book {
    #[validate(min_length = 1)]
    #[validate(max_length = 200)]
    pub title: String,
    #[validate(custom = checks::isbn)]
    pub isbn: String,
    #[validate(min_items = 1, message_fn = checks::too_few)]
    #[validate(max_items = 10)]
    pub authors: Vec<Author>,
    #[validate(minimum = 1450)]
    #[validate(maximum = 2100)]
    pub year: u16,
    #[validate(unique_items)]
    #[validate(max_length = 20)]
    pub tags: Vec<String>,
    #[validate]
    pub publisher: Publisher,
    #[validate(exclusive_minimum = 0.0)]
    pub price: Option<f64>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Author {
    #[validate(min_length = 2, message = "A name has two letters or more.")]
    pub name: String,
    #[validate(pattern = r"^[0-9]{4}(-[0-9]{4})?$")] // years of life
    pub life: Option<String>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Publisher {
    #[validate(min_length = 1)]
    pub full_name: String,
    #[validate(r#enum = ["Bern", "Vienna", "Berlin"])]
    pub seat: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Edition {
    #[validate(minimum = 1)]
    pub number: i32,
    #[validate(multiple_of = 4)]
    pub pages: u32,
    #[validate(exclusive_maximum = 50.5)]
    pub height: f32,
    #[validate(r#enum = [10, 20, 30])]
    pub grade: i32,
    #[validate(custom = checks::even)]
    pub sheets: i32,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Translations {
    #[validate(min_properties = 1)]
    #[validate(max_properties = 3)]
    pub titles: HashMap<String, String>,
    #[validate(min_length = 2)]
    pub notes: BTreeMap<String, String>,
    #[validate(maximum = 5)]
    pub grades: Vec<Option<i32>>,
    #[validate(minimum = 0)]
    pub table: Vec<Vec<i32>>,
}

/// A number that stands for itself.
#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Signature(
    #[validate(pattern = "^[A-Z]{2}[0-9]+$")]
    pub String,
);

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Place(#[validate(custom = checks::shelf)] pub String, #[validate(maximum = 9)] pub u8);

#[derive(Debug, Clone, Validate, Deserialize)]
pub enum Medium {
    Print {
        #[validate(minimum = 1)]
        copies: u32,
        #[validate]
        place: Place,
    },
    Film(#[validate(minimum = 1)] u32),
    Sound(#[validate(min_length = 1)] String, #[validate(maximum = 300)] u32),
    Lost,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Holding {
    #[validate]
    pub book: Book,
    #[validate]
    pub media: Vec<Medium>,
    #[validate]
    pub signature: Signature,
    /// Books that are like it, which were never looked into.
    pub similar: Vec<Edition>,
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn book() -> Book {
        Book {
            title: "On Tea".into(),
            isbn: "978-3-16-148410-0".into(),
            authors: vec![Author { name: "Jane Doe".into(), life: Some("1970".into()) }],
            year: 2001,
            tags: vec!["tea".into(), "hot".into()],
            publisher: Publisher { full_name: "Tea Press".into(), seat: "Bern".into() },
            price: Some(12.5),
        }
    }

    #[test]
    fn books_are_checked() {
        assert!(book().validate().is_ok());
        assert!(Book { title: String::new(), ..book() }.validate().is_err());
        assert!(Book { title: "é".repeat(201), ..book() }.validate().is_err());
        assert!(Book { isbn: "12".into(), ..book() }.validate().is_err());
        assert!(Book { authors: Vec::new(), ..book() }.validate().is_err());
        assert!(Book { year: 1400, ..book() }.validate().is_err());
        assert!(Book { tags: vec!["tea".into(), "tea".into()], ..book() }.validate().is_err());
        assert!(Book { tags: vec!["x".repeat(21)], ..book() }.validate().is_err());
        assert!(Book { price: Some(0.0), ..book() }.validate().is_err());
        assert!(Book { price: None, ..book() }.validate().is_ok());
        let publisher = Publisher { full_name: "Tea Press".into(), seat: "Rome".into() };
        assert!(Book { publisher, ..book() }.validate().is_err());
        assert!(Book { authors: vec![Author { name: "J".into(), life: None }], ..book() }.validate().is_ok());
    }

    #[test]
    fn authors_have_sentences_of_their_own() {
        let author = |name: &str, life: &str| Author { name: name.into(), life: Some(life.into()) };
        assert!(author("Jo", "1970-2020").validate().is_ok());
        let error = author("J", "1970").validate().unwrap_err();
        assert!(error.to_string().contains("A name has two letters or more."));
        assert!(author("Jo", "70").validate().is_err());
    }

    #[test]
    fn editions_and_translations() {
        let edition = Edition { number: 1, pages: 8, height: 20.0, grade: 10, sheets: 2 };
        assert!(edition.validate().is_ok());
        assert!(Edition { pages: 9, ..edition.clone() }.validate().is_err());
        assert!(Edition { height: 50.5, ..edition.clone() }.validate().is_err());
        assert!(Edition { grade: 11, ..edition.clone() }.validate().is_err());
        assert!(Edition { sheets: 3, ..edition }.validate().is_err());
        let translations = Translations {
            titles: HashMap::from([("de".into(), "Tee".into())]),
            notes: BTreeMap::from([("de".into(), "ok".into())]),
            grades: vec![Some(5), None],
            table: vec![vec![0], vec![1]],
        };
        assert!(translations.validate().is_ok());
        assert!(Translations { titles: HashMap::new(), ..translations.clone() }.validate().is_err());
        let notes = BTreeMap::from([("de".to_owned(), "x".to_owned())]);
        assert!(Translations { notes, ..translations.clone() }.validate().is_err());
        assert!(Translations { grades: vec![Some(6)], ..translations.clone() }.validate().is_err());
        assert!(Translations { table: vec![vec![0], vec![-1]], ..translations }.validate().is_err());
    }

    #[test]
    fn holdings_of_all_kinds() {
        let place = |shelf: &str, floor| Place(shelf.into(), floor);
        let holding = |medium| Holding {
            book: book(),
            media: vec![medium],
            signature: Signature("AB12".into()),
            similar: vec![Edition { number: 0, pages: 1, height: 0.0, grade: 0, sheets: 1 }],
        };
        assert!(holding(Medium::Lost).validate().is_ok());
        assert!(holding(Medium::Print { copies: 1, place: place("S123", 1) }).validate().is_ok());
        assert!(holding(Medium::Print { copies: 1, place: place("T123", 1) }).validate().is_err());
        assert!(holding(Medium::Print { copies: 0, place: place("S123", 1) }).validate().is_err());
        assert!(place("S123", 10).validate().is_err());
        assert!(holding(Medium::Film(0)).validate().is_err());
        assert!(holding(Medium::Sound("song".into(), 301)).validate().is_err());
        assert!(Holding { signature: Signature("ab".into()), ..holding(Medium::Lost) }.validate().is_err());
    }
}
