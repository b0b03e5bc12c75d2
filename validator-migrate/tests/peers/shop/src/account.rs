//! Accounts and the people behind them.

use serde::Deserialize;
use validator::{Validate, ValidationError};

use crate::checks::{no_shouting, not_reserved, postcode};

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct SignUp {
    #[validate(email)]
    pub email: String,
    #[validate(
        length(min = 3, max = 20, message = "Choose three to twenty letters."), // shown beside the field
        custom(function = "not_reserved")
    )]
    pub user_name: String,
    #[validate(length(min = 8))]
    pub password: String,
    #[validate(must_match(other = "password"))]
    pub password_again: String,
    #[validate(url)]
    pub homepage: Option<String>,
    #[validate(range(min = 18, max = 120))]
    pub age: u8,
    pub newsletter: bool,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct SignIn {
    #[validate(email(message = "That is no address.", code = "address"))]
    pub email: String,
    #[validate(length(min = 1), non_control_character)]
    pub password: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct ChangePassword {
    #[validate(length(min = 8, max = 72))]
    pub old: String,
    #[validate(length(min = 8, max = 72))]
    pub new: String,
    #[validate(must_match(other = "new", message = "Both have to be the same."))]
    pub again: String,
}

/// Where somebody lives.
#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Address {
    #[validate(length(min = 1, max = 80))]
    pub street: String,
    #[validate(custom(function = "postcode"))]
    pub postcode: String,
    #[validate(length(min = "crate::checks::NAME_MIN", max = "crate::checks::NAME_MAX"))]
    pub city: String,
    #[validate(length(equal = 2), custom(function = "crate::account::upper"))]
    pub country: String,
}

pub fn upper(text: &str) -> Result<(), ValidationError> {
    if text.chars().any(char::is_lowercase) {
        return Err(ValidationError::new("upper"));
    }
    Ok(())
}

#[derive(Debug, Clone, Validate, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    #[validate(required, length(min = 1, max = 60))]
    pub display_name: Option<String>,
    #[validate(length(max = 500), custom(function = "no_shouting"))]
    pub about_me: String,
    #[validate(nested)]
    pub home: Address,
    #[validate(nested)]
    pub other_addresses: Vec<Address>,
    #[validate(ip)]
    pub last_ip: Option<String>,
    #[validate(skip)]
    pub theme: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Company {
    #[validate(length(min = 2))]
    pub name: String,
    #[validate(contains(pattern = "-"))]
    pub tax_number: String,
    #[validate(does_not_contain(pattern = "http", message = "No links, please."))]
    pub slogan: Option<String>,
    #[validate(nested)]
    pub seat: Option<Address>,
    /// The people who may order, which were never looked into.
    pub buyers: Vec<SignIn>,
}

/// The limits of a shop.
pub struct Limits {
    pub banned: Vec<String>,
    pub max_points: u32,
}

#[derive(Debug, Validate, Deserialize)]
#[validate(context = Limits)]
pub struct Invitation {
    #[validate(email, custom(function = "not_banned", use_context))]
    pub email: String,
    #[validate(custom(function = "few_points", use_context, message = "Too many points."))]
    pub points: u32,
}

fn not_banned(email: &str, limits: &Limits) -> Result<(), ValidationError> {
    if limits.banned.iter().any(|banned| banned == email) {
        return Err(ValidationError::new("banned"));
    }
    Ok(())
}

fn few_points(points: u32, limits: &Limits) -> Result<(), ValidationError> {
    if points > limits.max_points { Err(ValidationError::new("points")) } else { Ok(()) }
}

#[derive(Debug, Validate, Deserialize)]
pub struct Contact {
    #[validate(length(min = 1, max = 40))] #[validate(non_control_character)] pub subject: String,
    #[validate(length(min = 10, max = 2_000u64))]
    pub text: String,
    #[validate(email)]
    #[serde(rename = "from")]
    pub sender: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::is_wrong;

    fn sign_up() -> SignUp {
        SignUp {
            email: "jane@example.com".into(),
            user_name: "jane".into(),
            password: "correct horse".into(),
            password_again: "correct horse".into(),
            homepage: Some("https://example.com/jane".into()),
            age: 30,
            newsletter: false,
        }
    }

    #[test]
    fn a_good_sign_up_passes() {
        assert!(sign_up().validate().is_ok());
        assert!(SignUp { homepage: None, ..sign_up() }.validate().is_ok());
    }

    #[test]
    fn each_rule_of_a_sign_up_refuses() {
        let broken = [
            ("email", SignUp { email: "jane".into(), ..sign_up() }),
            ("user_name", SignUp { user_name: "jo".into(), ..sign_up() }),
            ("user_name", SignUp { user_name: "Admin".into(), ..sign_up() }),
            ("password", SignUp { password: "short".into(), password_again: "short".into(), ..sign_up() }),
            ("password_again", SignUp { password_again: "other".into(), ..sign_up() }),
            ("homepage", SignUp { homepage: Some("not a url".into()), ..sign_up() }),
            ("age", SignUp { age: 17, ..sign_up() }),
        ];
        for (field, value) in broken {
            assert!(is_wrong(&value.validate(), field), "{field}");
        }
    }

    #[test]
    fn codes_and_sentences_are_kept() {
        let errors = SignIn { email: "jane".into(), password: "\u{7}".into() }.validate().unwrap_err();
        assert_eq!(errors.field_errors()["email"][0].code, "address");
        assert_eq!(errors.field_errors()["password"].len(), 1);
        assert!(errors.field_errors().get("name").is_none());
    }

    #[test]
    fn addresses_inside_are_checked() {
        let address =
            || Address { street: "Main Street 1".into(), postcode: "12345".into(), city: "Bern".into(), country: "CH".into() };
        let profile = |display_name: Option<&str>, home| Profile {
            display_name: display_name.map(str::to_owned),
            about_me: "I like tea.".into(),
            home,
            other_addresses: vec![address()],
            last_ip: Some("127.0.0.1".into()),
            theme: String::new(),
        };
        assert!(address().validate().is_ok());
        assert!(Address { postcode: "1234".into(), ..address() }.validate().is_err());
        assert!(Address { city: "X".into(), ..address() }.validate().is_err());
        assert!(Address { country: "ch".into(), ..address() }.validate().is_err());
        assert!(profile(Some("Jane"), address()).validate().is_ok());
        assert!(profile(None, address()).validate().is_err());
        assert!(profile(Some("Jane"), Address { street: String::new(), ..address() }).validate().is_err());
        let mut loud = profile(Some("Jane"), address());
        loud.about_me = "TEA".repeat(3);
        assert!(loud.validate().is_err());
        loud.about_me = String::new();
        loud.last_ip = Some("256.0.0.1".into());
        assert!(loud.validate().is_err());
    }

    #[test]
    fn companies_do_not_look_at_their_buyers() {
        let company = Company {
            name: "Tea Ltd".into(),
            tax_number: "12-34".into(),
            slogan: Some("see http://tea".into()),
            seat: None,
            buyers: vec![SignIn { email: String::new(), password: String::new() }],
        };
        assert!(is_wrong(&company.validate(), "slogan"));
        assert!(Company { slogan: None, ..company.clone() }.validate().is_ok());
        assert!(Company { slogan: None, tax_number: "1234".into(), ..company }.validate().is_err());
    }

    #[test]
    fn limits_are_a_context() {
        use validator::ValidateArgs;
        let limits = Limits { banned: vec!["eve@example.com".into()], max_points: 10 };
        let invitation = |email: &str, points| Invitation { email: email.into(), points };
        assert!(invitation("jane@example.com", 10).validate_with_args(&limits).is_ok());
        assert!(invitation("eve@example.com", 10).validate_with_args(&limits).is_err());
        assert!(invitation("jane@example.com", 11).validate_with_args(&limits).is_err());
    }

    #[test]
    fn attributes_on_one_line_count() {
        let contact = |subject: &str| Contact {
            subject: subject.into(),
            text: "A longer text.".into(),
            sender: "jane@example.com".into(),
        };
        assert!(contact("Tea").validate().is_ok());
        assert!(contact("").validate().is_err());
        assert!(contact(&"x".repeat(41)).validate().is_err());
        let errors = ChangePassword { old: "12345678".into(), new: "12345678".into(), again: "1234567".into() };
        assert!(is_wrong(&errors.validate(), "again"));
    }
}
