//! What a sign-up must be. The rules stand here and nowhere else: the page asks for them while one types, and the
//! handler gets only what keeps them.

use jiff::civil::Date;
use serde::Deserialize;
use unprocessable::{Validate, Violation};

/// The body of `POST /signups`.
#[derive(Deserialize, Validate)]
pub struct Signup {
    /// What is written over the stall.
    #[validate(required, length(max = 80), single_line)]
    pub name: String,
    /// Who to write to; one stall to each address, which only the database can say: see [`taken`].
    // `bail`: who has typed nothing yet need not read twice that it is wrong.
    #[validate(bail, required, email)]
    pub email: String,
    /// Kept as a hash only. The upper bound is on the work that hashing takes, not on the strength.
    #[validate(bail, required, length(max = 256, bytes), password(min = 10, mixed_case, numbers))]
    pub password: String,
    /// The same once more, against slips.
    #[validate(bail, required, same(self.password))]
    pub password_confirmation: String,
    /// Where the bill goes.
    #[validate(nested)]
    pub address: Address,
    /// The day the stall opens.
    #[validate(after(today()))]
    pub first_day: Date,
    /// The day it closes; perhaps the same one.
    #[validate(after_or_equal(self.first_day))]
    pub last_day: Date,
    /// What is sold there.
    #[validate(length(1..=8), nested)]
    pub items: Vec<Item>,
    /// The consent to the rules of the market.
    #[validate(accepted)]
    pub terms: bool,
}

/// A postal address.
#[derive(Deserialize, Validate)]
pub struct Address {
    /// With the number of the house.
    #[validate(required, length(max = 120), single_line)]
    pub street: String,
    /// Digits in most countries, with letters in some.
    #[validate(
        bail,
        required,
        regex(
            "^[0-9A-Z][0-9A-Z -]{1,8}[0-9A-Z]$",
            message = "The {attribute} must be 3 to 10 digits and capital letters.",
        )
    )]
    pub postal_code: String,
    /// The town.
    #[validate(required, length(max = 80), single_line)]
    pub city: String,
    /// By its two letters in ISO 3166-1.
    #[validate(bail, required, country)]
    pub country: String,
}

/// Something to sell.
#[derive(Deserialize, Validate)]
pub struct Item {
    /// What it is.
    #[validate(required, length(max = 60), single_line, attribute = "item")]
    pub name: String,
    /// In euros, for one piece, in whole cents.
    #[validate(gt(0), lte(10_000), multiple_of(0.01))]
    pub price: f64,
    /// How many there are.
    #[validate(range(1..=9_999))]
    pub pieces: u32,
}

/// What is said of an address that another stall has.
///
/// A live check finds it by a look into the table. When the form is sent, the unique constraint finds it, so that
/// of two requests at the same moment one gets the stall and the other this sentence.
#[must_use]
pub fn taken() -> Violation {
    Violation::new("taken", "The {attribute} has already been taken.")
}
