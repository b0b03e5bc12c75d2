//! Searches and pages of results.

use serde::Deserialize;
use validator::Validate;

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Page {
    #[validate(range(min = 1))]
    pub number: usize,
    #[validate(range(min = 1, max = 50))]
    pub size: usize,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Search {
    #[validate(length(min = 2, max = 100))]
    pub words: String,
    #[validate(range(min = 0))]
    pub at_least: Option<i64>,
    #[validate(range(max = 100_000))]
    pub at_most: Option<i64>,
    #[validate(nested)]
    pub page: Page,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Subscription<'a> {
    #[validate(email)]
    pub email: &'a str,
    #[validate(length(max = 5))]
    pub words: Vec<&'a str>,
}

/// A list with any content.
#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Listing<T: Validate> {
    #[validate(nested)]
    pub items: Vec<T>,
    #[validate(range(min = 0))]
    pub total: i64,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Wish {
    #[validate(length(min = 1))]
    pub r#type: String,
    #[validate(range(min = 1, max = 3))]
    pub priority: i8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_searches() {
        let page = |number, size| Page { number, size };
        assert!(page(1, 50).validate().is_ok());
        assert!(page(0, 50).validate().is_err());
        assert!(page(1, 51).validate().is_err());
        let search = Search { words: "tea".into(), at_least: Some(0), at_most: None, page: page(1, 10) };
        assert!(search.validate().is_ok());
        assert!(Search { at_least: Some(-1), ..search.clone() }.validate().is_err());
        assert!(Search { words: "t".into(), ..search }.validate().is_err());
    }

    #[test]
    fn borrowed_and_generic() {
        assert!(Subscription { email: "jane@example.com", words: vec!["tea"] }.validate().is_ok());
        assert!(Subscription { email: "jane", words: vec![] }.validate().is_err());
        let listing = |size, total| Listing { items: vec![Page { number: 1, size }], total };
        assert!(listing(1, 1).validate().is_ok());
        assert!(listing(0, 1).validate().is_err());
        assert!(listing(1, -1).validate().is_err());
        assert!(Wish { r#type: "tea".into(), priority: 1 }.validate().is_ok());
        assert!(Wish { r#type: String::new(), priority: 1 }.validate().is_err());
    }
}
