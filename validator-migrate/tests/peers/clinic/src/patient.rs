//! Patients and the people around them.

use garde::Validate;
use serde::Deserialize;

use crate::checks::{self, differs_from, no_digits, number_or_none, NAME_MAX};

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Patient {
    #[garde(length(chars, min = 1, max = 60), custom(no_digits))]
    pub first_name: String,
    #[garde(length(min = 1, max = NAME_MAX))]
    pub last_name: String,
    #[garde(dive)]
    pub contact: Contact,
    #[garde(custom(number_or_none))]
    pub insurance: Option<String>,
    #[garde(dive)]
    pub relatives: Vec<Relative>,
    #[garde(skip)]
    pub notes: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Contact {
    #[garde(email)]
    pub email: String,
    #[garde(ascii, length(min = 5, max = 20))] // as people write it
    pub phone: Option<String>,
    #[garde(url)]
    pub page: Option<String>,
    #[garde(matches(email))]
    pub email_again: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[garde(allow_unvalidated)]
pub struct Relative {
    #[garde(length(min = 2))]
    pub name: String,
    #[garde(prefix("+"), suffix("0"))]
    pub phone: String,
    pub is_guardian: bool,
    /// Nobody looked into this one so far.
    pub contact: Option<Contact>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[garde(allow_unvalidated)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    #[garde(required)]
    pub signed_by: Option<String>,
    #[garde(contains("I agree"))]
    pub free_text: String,
    #[garde(required, range(min = 1, max = 3))]
    pub copies: Option<u8>,
    pub place: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Password {
    #[garde(length(min = 12, max = 72), custom(checks::differs_from("password1234")))]
    pub new: String,
    #[garde(custom(differs_from(&self.new)))]
    pub old: String,
}

/// An identifier with a rule of its own.
#[derive(Debug, Clone, Validate, Deserialize)]
#[garde(transparent)]
pub struct PatientId(#[garde(pattern(r"^P-[0-9]+$"))] pub String);

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Transfer {
    #[garde(dive)]
    pub patient: PatientId,
    #[garde(pattern(checks::WARD))]
    pub from: String,
    #[garde(
        // both are wards
        pattern(checks::WARD),
        custom(differs_from(&self.from)),
    )]
    pub to: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Allergies {
    #[garde(
        length(max = 20),
        inner(length(chars, min = 2, max = 40), ascii), // each of them
        custom(checks::at_most(100)),
    )]
    pub names: Vec<String>,
    #[garde(inner(inner(range(min = 1, max = 5))))]
    pub grades: Vec<Option<u8>>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Vitals {
    #[garde(range(min = 30.0, max = 45.0))]
    pub temperature: f64,
    #[garde(range(min = 20, max = 250))]
    pub pulse: u16,
    #[garde(range(min = 0, max = self.upper_pressure))]
    pub lower_pressure: u16,
    #[garde(range(max = 300))]
    pub upper_pressure: u16,
    #[garde(range(equal = 1))]
    pub version: u8,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys;

    fn contact() -> Contact {
        Contact {
            email: "jane@example.com".into(),
            phone: Some("+49301234".into()),
            page: None,
            email_again: "jane@example.com".into(),
        }
    }

    fn patient() -> Patient {
        Patient {
            first_name: "Jane".into(),
            last_name: "Doe".into(),
            contact: contact(),
            insurance: Some("A123456789".into()),
            relatives: vec![Relative { name: "Jo".into(), phone: "+490".into(), is_guardian: true, contact: None }],
            notes: String::new(),
        }
    }

    #[test]
    fn patients_are_checked_in_depth() {
        assert!(patient().validate().is_ok());
        assert_eq!(keys(Patient { first_name: "J4ne".into(), ..patient() }.validate()), ["first_name"]);
        assert_eq!(keys(Patient { last_name: "x".repeat(61), ..patient() }.validate()), ["last_name"]);
        assert_eq!(keys(Patient { insurance: None, ..patient() }.validate()), ["insurance"]);
        assert!(Patient { insurance: Some("none".into()), ..patient() }.validate().is_ok());
        assert_eq!(keys(Patient { insurance: Some("12".into()), ..patient() }.validate()), ["insurance"]);
        let other = Contact { email_again: "jo@example.com".into(), ..contact() };
        assert_eq!(keys(Patient { contact: other, ..patient() }.validate()), ["contact.email_again"]);
        let mut changed = patient();
        changed.relatives[0].phone = "490".into();
        assert!(changed.validate().is_err());
        changed = patient();
        changed.relatives[0].contact = Some(Contact { email: "jane".into(), ..contact() });
        assert!(changed.validate().is_ok());
    }

    #[test]
    fn contacts_and_consents() {
        assert!(Contact { page: Some("https://example.com/".into()), ..contact() }.validate().is_ok());
        assert_eq!(keys(Contact { page: Some("example".into()), ..contact() }.validate()), ["page"]);
        assert_eq!(keys(Contact { phone: Some("é12345".into()), ..contact() }.validate()), ["phone"]);
        let consent = Consent {
            signed_by: Some("Jane".into()),
            free_text: "Yes, I agree.".into(),
            copies: Some(1),
            place: String::new(),
        };
        assert!(consent.validate().is_ok());
        assert!(Consent { signed_by: None, ..consent.clone() }.validate().is_err());
        assert!(Consent { copies: None, ..consent.clone() }.validate().is_err());
        assert!(Consent { copies: Some(4), ..consent.clone() }.validate().is_err());
        assert!(Consent { free_text: "No.".into(), ..consent }.validate().is_err());
    }

    #[test]
    fn fields_are_compared() {
        let password = |new: &str, old: &str| Password { new: new.into(), old: old.into() };
        assert!(password("correct horse", "battery").validate().is_ok());
        assert_eq!(keys(password("correct horse", "correct horse").validate()), ["old"]);
        assert_eq!(keys(password("password1234", "battery").validate()), ["new"]);
        let transfer = |from: &str, to: &str| Transfer {
            patient: PatientId("P-1".into()),
            from: from.into(),
            to: to.into(),
        };
        assert!(transfer("A01", "B02").validate().is_ok());
        assert_eq!(keys(transfer("A01", "A01").validate()), ["to"]);
        assert_eq!(keys(transfer("a01", "B02").validate()), ["from"]);
        assert_eq!(keys(Transfer { patient: PatientId("1".into()), ..transfer("A01", "B02") }.validate()), ["patient"]);
    }

    #[test]
    fn elements_and_numbers() {
        let allergies = |names: &[&str], grade| Allergies {
            names: names.iter().map(|name| name.to_string()).collect(),
            grades: vec![Some(grade), None],
        };
        assert!(allergies(&["nuts"], 5).validate().is_ok());
        assert!(allergies(&["x"], 5).validate().is_err());
        assert!(allergies(&["nuts"], 6).validate().is_err());
        assert!(allergies(&["x".repeat(40).as_str(); 3], 1).validate().is_err());
        let vitals =
            Vitals { temperature: 36.6, pulse: 60, lower_pressure: 80, upper_pressure: 120, version: 1 };
        assert!(vitals.validate().is_ok());
        assert_eq!(keys(Vitals { temperature: 46.0, ..vitals.clone() }.validate()), ["temperature"]);
        assert_eq!(keys(Vitals { lower_pressure: 121, ..vitals.clone() }.validate()), ["lower_pressure"]);
        assert_eq!(keys(Vitals { version: 2, ..vitals }.validate()), ["version"]);
    }
}
