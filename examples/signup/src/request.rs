//! A sign-up and its rules. They are written here and nowhere else. While somebody types, the page asks the server to
//! check them. The handler only gets sign-ups that keep them.

use jiff::civil::Date;
use serde::Deserialize;
use unprocessable::{Upload, Validate};

use crate::store::{Store, signups};

/// The body of `POST /signups`.
#[derive(Deserialize, Validate)]
#[validate(context = Store)]
pub struct Signup {
    /// The name of the stall.
    #[validate(required, length(max = 80), single_line)]
    pub name: String,
    /// The address to write to. Each address can have one stall.
    // `unique` asks the database, also while somebody types. If two requests come at the same moment, it lets both pass.
    // Then the constraint in `store` decides, and says the same. `bail`: an empty field needs one sentence, not two.
    #[validate(bail, required, email, unique(signups::EMAIL))]
    pub email: String,
    /// Only a hash of it is stored. The upper bound limits the work of hashing.
    #[validate(bail, required, length(max = 256, bytes), password(min = 10, mixed_case, numbers))]
    pub password: String,
    /// The password again, to find typing mistakes.
    #[validate(bail, required, same(self.password))]
    pub password_confirmation: String,
    /// The address for the bill.
    #[validate(nested)]
    pub address: Address,
    /// The day on which the stall opens.
    #[validate(after(today()))]
    pub first_day: Date,
    /// The day on which it closes. It may be the same day.
    #[validate(after_or_equal(self.first_day))]
    pub last_day: Date,
    /// The goods that are sold there.
    #[validate(length(1..=8), nested)]
    pub items: Vec<Item>,
    /// A picture of the stall, as a `data:` URL.
    #[validate(
        file(max = "500 KB", types = ["image/png", "image/jpeg", "image/webp"]),
        image(max_width = 4000, max_height = 4000)
    )]
    pub photo: Option<Upload>,
    /// The consent to the rules of the market.
    #[validate(accepted)]
    pub terms: bool,
}

/// A postal address.
#[derive(Deserialize, Validate)]
pub struct Address {
    /// The street with the number of the house.
    #[validate(required, length(max = 120), single_line)]
    pub street: String,
    /// The postcode. It has letters in some countries.
    #[validate(
        bail,
        required,
        regex(
            "^[0-9A-Z][0-9A-Z -]{1,8}[0-9A-Z]$",
            code = "postal_code",
            message = "The {attribute} must be 3 to 10 digits and capital letters.",
        )
    )]
    pub postal_code: String,
    /// The town.
    #[validate(required, length(max = 80), single_line)]
    pub city: String,
    /// The country by its two letters in ISO 3166-1.
    #[validate(bail, required, country)]
    pub country: String,
}

/// Something to sell.
#[derive(Deserialize, Validate)]
pub struct Item {
    /// The name of the goods.
    #[validate(required, length(max = 60), single_line, attribute = "item")]
    pub name: String,
    /// The price of one piece in euros, without fractions of a cent.
    #[validate(gt(0), lte(10_000), multiple_of(0.01))]
    pub price: f64,
    /// The number of pieces.
    #[validate(range(1..=9_999))]
    pub pieces: u32,
}
