//! Stays in the clinic.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

#[derive(Debug, Clone, garde::Validate, Deserialize)]
pub struct Stay {
    #[garde(range(min = 1, max = 365))]
    pub nights: u16,
    #[garde(dive)]
    pub meals: BTreeMap<String, Meal>,
    #[garde(length(max = 3))]
    pub visitors: HashMap<String, String>,
    #[garde(dive)]
    pub room: Box<Room>,
}

#[derive(Debug, Clone, garde::Validate, Deserialize)]
pub struct Meal {
    #[garde(length(min = 3, max = 30))]
    pub name: String,
    #[garde(range(min = 0.0))]
    pub price: f32,
}

#[derive(Debug, Clone, garde::Validate, Deserialize)]
pub struct Room {
    #[garde(pattern("^[0-9]{3}[a-z]?$"))]
    pub number: String,
    #[garde(range(min = 1, max = 6))]
    pub beds: u8,
}

#[derive(Debug, Clone, garde::Validate, Deserialize)]
pub struct Bill<T: garde::Validate<Context = ()>> {
    #[garde(dive)]
    pub items: Vec<T>,
    #[garde(range(min = 0))]
    pub cents: i64,
}

#[derive(Debug, Clone, garde::Validate, Deserialize)]
#[garde(allow_unvalidated)]
pub struct Feedback {
    #[garde(range(min = 1, max = 5))]
    pub stars: u8,
    #[garde(length(min = 10))]
    pub r#where: Option<String>,
    pub text: String,
}

#[cfg(test)]
mod tests {
    use garde::Validate as _;

    use super::*;
    use crate::keys;

    #[test]
    fn stays_are_checked_in_depth() {
        let stay = |meal: &str, room: &str| Stay {
            nights: 2,
            meals: BTreeMap::from([("noon".to_owned(), Meal { name: meal.into(), price: 4.5 })]),
            visitors: HashMap::new(),
            room: Box::new(Room { number: room.into(), beds: 2 }),
        };
        assert!(stay("Soup", "123a").validate().is_ok());
        assert_eq!(keys(stay("So", "123a").validate()), ["meals.noon.name"]);
        assert_eq!(keys(stay("Soup", "12").validate()), ["room.number"]);
        let visitors = (0..4).map(|n| (n.to_string(), String::new())).collect();
        assert_eq!(keys(Stay { visitors, ..stay("Soup", "123") }.validate()), ["visitors"]);
    }

    #[test]
    fn bills_and_feedback() {
        let bill = |price, cents| Bill { items: vec![Meal { name: "Soup".into(), price }], cents };
        assert!(bill(1.0, 100).validate().is_ok());
        assert!(bill(-1.0, 100).validate().is_err());
        assert!(bill(1.0, -100).validate().is_err());
        let feedback = |stars, place: Option<&str>| Feedback {
            stars,
            r#where: place.map(str::to_owned),
            text: String::new(),
        };
        assert!(feedback(5, None).validate().is_ok());
        assert!(feedback(5, Some("here")).validate().is_err());
        assert!(feedback(6, None).validate().is_err());
    }
}
