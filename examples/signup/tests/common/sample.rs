//! The requests of the tests and the load program.

use serde_json::{Value, json};

/// A sign-up that keeps all rules.
pub(crate) fn good_signup(email: &str) -> Value {
    json!({
        "name": "Marta’s Smokehouse",
        "email": email,
        "password": "Tide-Table-2031",
        "password_confirmation": "Tide-Table-2031",
        "address": { "street": "Quay 7", "postal_code": "20457", "city": "Hamburg", "country": "DE" },
        "first_day": "2999-05-01",
        "last_day": "2999-05-03",
        "items": [
            { "name": "Blackberry jam", "price": 4.5, "pieces": 40 },
            { "name": "Smoked trout", "price": 7.9, "pieces": 25 },
        ],
        "terms": true,
    })
}
