//! The derive on numbers and dates that are not plain integers and floats: literals and constants take their types.

use std::collections::{BTreeSet, VecDeque};
use std::num::{NonZeroI64, NonZeroU8};

use jiff::civil::{Date, DateTime, date};
use rust_decimal::Decimal;
use unprocessable::Validate;
use unprocessable::rules::with_clock;

const LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
const MOST: Decimal = Decimal::from_parts(1990, 0, 0, false, 2);

#[derive(Validate)]
struct Offer {
    #[validate(gt(0), lte(19.99), range(min = LEAST, max = MOST), multiple_of(0.05), decimal(max = 2), positive)]
    price: Decimal,
    #[validate(between(LEAST, MOST), multiple_of(LEAST), lte(self.price), digits(1))]
    discount: Option<Decimal>,
    #[validate(range(1..=10), multiple_of(2), one_of([2, 4]), digits(1), lte(self.limit))]
    pieces: NonZeroU8,
    #[validate(gte(-5), nonzero, latitude)]
    limit: NonZeroI64,
    #[validate(range(min = "2024-01-01", exclusive_max = "2025-01-01"), gt("2023-12-31"), weekday, past)]
    from: Date,
    #[validate(between("2024-01-01", "2024-12-31T23:59"), gt(self.from), after(self.from), after(today().minus_days(7)))]
    until: DateTime,
    #[validate(lt(self.rooms), gte(self.pieces))]
    beds: VecDeque<u8>,
    #[validate(range(min = self.pieces), size(self.limit))]
    rooms: BTreeSet<u8>,
}

fn offer() -> Offer {
    Offer {
        price: Decimal::new(1995, 2),
        discount: Some(Decimal::new(2, 0)),
        pieces: NonZeroU8::new(2).unwrap(),
        limit: NonZeroI64::new(3).unwrap(),
        from: date(2024, 2, 26),
        until: date(2024, 2, 29).at(12, 0, 0, 0),
        beds: VecDeque::from([1, 2]),
        rooms: BTreeSet::from([1, 2, 3]),
    }
}

#[test]
fn a_valid_offer_passes() {
    with_clock("2024-03-01T00:00:00Z", || offer().validate().unwrap_err());
    let valid = Offer { price: Decimal::new(1990, 2), ..offer() };
    with_clock("2024-03-01T00:00:00Z", || valid.validate().unwrap());
}

#[test]
fn every_rule_says_what_is_wrong() {
    let wrong = Offer {
        price: Decimal::new(19_991, 3),
        discount: Some(Decimal::new(-19_991, 3)),
        pieces: NonZeroU8::new(11).unwrap(),
        limit: NonZeroI64::new(-91).unwrap(),
        from: date(2025, 3, 1),
        until: date(2025, 3, 1).at(0, 0, 0, 0),
        beds: VecDeque::new(),
        rooms: BTreeSet::new(),
    };
    let errors = with_clock("2025-03-10T00:00:00Z", || wrong.validate().unwrap_err());
    let said: Vec<String> = errors.to_string().lines().map(str::to_owned).collect();
    assert_eq!(
        said,
        [
            "price: The price must be less than or equal to 19.99.",
            "price: The price must be between 0.05 and 19.90.",
            "price: The price must be a multiple of 0.05.",
            "price: The price must not have more than 2 decimal places.",
            "discount: The discount must be between 0.05 and 19.90.",
            "discount: The discount must be a multiple of 0.05.",
            "discount: The discount must be 1 digit.",
            "pieces: The pieces must be between 1 and 10.",
            "pieces: The pieces must be a multiple of 2.",
            "pieces: The selected pieces is invalid.",
            "pieces: The pieces must be 1 digit.",
            "pieces: The pieces must be less than or equal to the limit.",
            "limit: The limit must be greater than or equal to -5.",
            "limit: The limit must be a valid latitude.",
            "from: The from must be at least 2024-01-01 and less than 2025-01-01.",
            "from: The from must be a weekday.",
            "until: The until must be between 2024-01-01 and 2024-12-31T23:59.",
            "until: The until must be greater than the from.",
            "until: The until must be after the from.",
            "until: The until must be after 7 days ago.",
            "beds: The beds must be less than the rooms.",
            "beds: The beds must be greater than or equal to the pieces.",
            "rooms: The rooms must be at least the pieces.",
            "rooms: The rooms must be the limit.",
        ]
    );
}
