//! People who work in the clinic, and what they may do.

use garde::{Report, Valid, Validate};
use serde::Deserialize;

use crate::checks::{enough_beds, known_ward, House};

#[derive(Debug, Clone, Validate, Deserialize)]
#[garde(context(House as house))]
pub struct Nurse {
    #[garde(length(chars, min = 2))]
    pub name: String,
    #[garde(custom(known_ward))]
    pub ward: String,
    #[garde(custom(enough_beds), range(min = 1))]
    pub beds: u32,
    #[garde(length(chars, max = house.note_length))]
    pub note: String,
    #[garde(if(cond = house.strict && self.beds > 3, length(chars, min = 8)))]
    pub deputy: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[garde(context(House))]
pub struct Team {
    #[garde(length(min = 1), dive)]
    pub nurses: Vec<Nurse>,
    #[garde(dive)]
    pub lead: Option<Nurse>,
    #[garde(custom(|name: &String, house: &House| {
        // Short names are for strict houses.
        if house.strict && name.len() > 8 { Err(garde::Error::new("too long")) } else { Ok(()) }
    }))]
    pub name: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Login {
    #[garde(alphanumeric, length(min = 3, max = 25))]
    pub user: String,
    #[garde(length(min = 8))]
    pub password: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Badge {
    #[garde(credit_card)]
    pub card: Option<String>,
    #[garde(range(min = 1, max = 9_999))]
    pub number: u32,
    #[garde(custom(|number: &u32, _: &()| if number % 7 == 0 { Ok(()) } else { Err(garde::Error::new("no seven")) }))]
    pub check: u32,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Shift {
    #[garde(range(min = 0, max = 23))]
    pub from: i8,
    #[garde(range(min = self.from, max = 24))]
    pub to: i8,
    #[garde(length(min = 1), inner(length(min = 2)))]
    pub names: Vec<String>,
}

/// Logs what is wrong, and counts it.
pub fn log(report: &Report) -> usize {
    let mut count = 0;
    for (path, error) in report.iter() {
        count += 1;
        println!("{path}: {error}");
    }
    count
}

/// Takes what was checked.
pub fn badge_number(badge: Valid<Badge>) -> u32 {
    badge.number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(strict: bool) -> House {
        House { wards: vec!["A01".into()], max_beds: 6, note_length: 5, strict }
    }

    fn nurse() -> Nurse {
        Nurse { name: "Jo".into(), ward: "A01".into(), beds: 4, note: "émile".into(), deputy: "Al".into() }
    }

    #[test]
    fn the_house_decides() {
        assert!(nurse().validate_with(&house(false)).is_ok());
        assert!(nurse().validate_with(&house(true)).is_err());
        assert!(Nurse { deputy: "Alexandra".into(), ..nurse() }.validate_with(&house(true)).is_ok());
        assert!(Nurse { ward: "B01".into(), ..nurse() }.validate_with(&house(false)).is_err());
        assert!(Nurse { beds: 7, ..nurse() }.validate_with(&house(false)).is_err());
        assert!(Nurse { beds: 0, ..nurse() }.validate_with(&house(false)).is_err());
        assert!(Nurse { note: "longer".into(), ..nurse() }.validate_with(&house(false)).is_err());
    }

    #[test]
    fn teams_share_it() {
        let team = || Team { nurses: vec![nurse()], lead: None, name: "The nurses".into() };
        assert!(team().validate_with(&house(false)).is_ok());
        assert!(team().validate_with(&house(true)).is_err());
        let lead = Some(Nurse { ward: "X".into(), ..nurse() });
        let report = Team { lead, ..team() }.validate_with(&house(false)).unwrap_err();
        assert_eq!(log(&report), 1);
        assert!(Team { nurses: Vec::new(), ..team() }.validate_with(&house(false)).is_err());
    }

    #[test]
    fn smaller_requests() {
        let login = |user: &str| Login { user: user.into(), password: "12345678".into() };
        assert!(login("jane").validate().is_ok());
        assert!(login("jane doe").validate().is_err());
        let badge = Badge { card: None, number: 12, check: 14 };
        assert!(badge.validate().is_ok());
        assert!(Badge { check: 15, ..badge.clone() }.validate().is_err());
        assert!(Badge { card: Some("4539571147647252".into()), ..badge.clone() }.validate().is_err());
        assert_eq!(badge_number(garde::Unvalidated::new(badge).validate().unwrap()), 12);
        let shift = |from, to| Shift { from, to, names: vec!["Jo".into()] };
        assert!(shift(8, 16).validate().is_ok());
        assert!(shift(16, 8).validate().is_err());
        assert!(Shift { names: vec!["J".into()], ..shift(8, 16) }.validate().is_err());
    }
}
