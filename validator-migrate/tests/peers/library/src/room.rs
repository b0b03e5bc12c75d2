//! Rooms to read and to meet in.

use serde::Deserialize;
use serde_valid::Validate;

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Room {
    #[validate(pattern = "^[A-Z][0-9]{2}$")]
    pub number: String,
    #[validate(minimum = 1)]
    #[validate(maximum = 40)]
    pub seats: u8,
    #[validate(max_items = 3)]
    #[validate(min_length = 2)]
    pub features: Option<Vec<String>>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Booking {
    #[validate]
    pub room: Room,
    #[validate(minimum = 8)]
    #[validate(maximum = 20)]
    pub hour: u8,
    #[validate(min_items = 1)]
    #[validate]
    pub guests: Vec<Guest>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Guest {
    #[validate(min_length = 1)]
    #[validate(max_length = 30)]
    pub name: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Event {
    #[validate(min_length = 3)]
    pub title: String,
    #[validate(exclusive_minimum = 0)]
    pub seats: i32,
    #[validate(multiple_of = 0.5)]
    pub hours: f64,
    #[validate]
    pub booking: Option<Booking>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookings_are_checked() {
        let room = |number: &str| Room {
            number: number.into(),
            seats: 4,
            features: Some(vec!["tv".into()]),
        };
        let booking = |number: &str, guest: &str| Booking {
            room: room(number),
            hour: 9,
            guests: vec![Guest { name: guest.into() }],
        };
        assert!(booking("A12", "Jo").validate().is_ok());
        assert!(booking("a12", "Jo").validate().is_err());
        assert!(booking("A12", "").validate().is_err());
        assert!(Booking { guests: Vec::new(), ..booking("A12", "Jo") }.validate().is_err());
        assert!(Room { features: Some(vec!["x".into()]), ..room("A12") }.validate().is_err());
        assert!(Room { features: Some(vec!["tv".into(); 4]), ..room("A12") }.validate().is_err());
        let event = |hours, seats| Event { title: "Tea".into(), seats, hours, booking: None };
        assert!(event(1.5, 1).validate().is_ok());
        assert!(event(1.6, 1).validate().is_err());
        assert!(event(1.5, 0).validate().is_err());
    }
}
