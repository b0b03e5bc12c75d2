//! Orders and how they are paid.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

use crate::account::Address;

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Order {
    #[validate(length(min = 1, max = 100), nested)]
    pub lines: Vec<Line>,
    #[validate(nested)]
    pub ship_to: Address,
    #[validate(nested)]
    pub bill_to: Option<Address>,
    #[validate(nested)]
    pub payment: Payment,
    #[validate(length(max = 200))]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Validate, Deserialize, Serialize)]
pub struct Line {
    #[validate(length(min = 5, max = 9))]
    pub sku: String,
    #[validate(range(min = 1, max = 99))]
    pub count: u32,
    #[validate(nested)]
    pub gift: Option<Gift>,
}

#[derive(Debug, Clone, Validate, Deserialize, Serialize)]
pub struct Gift {
    #[validate(length(max = 140))]
    pub card: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Payment {
    #[validate(credit_card)]
    pub card: String,
    #[validate(length(equal = 3), custom(function = "digits", code = "cvc"))]
    pub cvc: String,
    #[validate(range(min = 1, max = 12))]
    pub month: u8,
    #[validate(range(min = 2024, max = 2060))]
    pub year: u16,
}

fn digits(text: &str) -> Result<(), ValidationError> {
    match text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(ValidationError::new("digits")),
    }
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Coupon {
    #[validate(length(min = 6, max = 12), custom(function = "digits"))]
    pub code: String,
    #[validate(range(min = 1, max = 100))]
    pub percent: u8,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Refund {
    #[validate(range(min = 1u64))]
    pub order: u64,
    #[validate(range(min = -5_000, max = -1))]
    pub cents: i32,
    #[validate(required)]
    pub reason: Option<Reason>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub enum Reason {
    Broken,
    Late,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Shipment {
    #[validate(length(min = 4))]
    pub tracking: String,
    #[validate(range(min = 0.1, max = 30.0))]
    pub kilograms: f64,
    #[validate(nested)]
    pub to: Box<Address>,
}

/// A check by hand, with the errors that validator makes.
pub fn check_total(order: &Order, cents: u64) -> Result<(), ValidationErrors> {
    let mut errors = ValidationErrors::new();
    if order.lines.len() as u64 * 10 > cents {
        errors.add("total", ValidationError::new("too_low"));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> Order {
        let ship_to = Address {
            street: "Main Street 1".into(),
            postcode: "12345".into(),
            city: "Bern".into(),
            country: "CH".into(),
        };
        Order {
            lines: vec![Line { sku: "TE-123".into(), count: 2, gift: Some(Gift { card: "For you".into() }) }],
            ship_to,
            bill_to: None,
            payment: Payment { card: "4539571147647251".into(), cvc: "123".into(), month: 12, year: 2030 },
            note: None,
        }
    }

    #[test]
    fn a_good_order_passes() {
        assert_eq!(order().validate(), Ok(()));
        assert!(check_total(&order(), 10).is_ok());
        assert!(check_total(&order(), 9).unwrap_err().field_errors().contains_key("total"));
    }

    #[test]
    fn orders_are_checked_in_depth() {
        assert!(Order { lines: Vec::new(), ..order() }.validate().is_err());
        let mut changed = order();
        changed.lines[0].count = 0;
        assert!(changed.validate().unwrap_err().errors().contains_key("lines"));
        changed = order();
        changed.payment.card = "4539571147647252".into();
        assert!(changed.validate().unwrap_err().errors().contains_key("payment"));
        changed = order();
        changed.payment.cvc = "12x".into();
        assert!(changed.validate().is_err());
        changed = order();
        changed.lines[0].gift = Some(Gift { card: "x".repeat(141) });
        assert!(changed.validate().is_err());
        changed = order();
        changed.bill_to = Some(Address { street: String::new(), ..order().ship_to });
        assert!(changed.validate().is_err());
    }

    #[test]
    fn smaller_requests() {
        assert!(Coupon { code: "123456".into(), percent: 10 }.validate().is_ok());
        assert!(Coupon { code: "12345a".into(), percent: 10 }.validate().is_err());
        let refund = Refund { order: 1, cents: -100, reason: Some(Reason::Late) };
        assert!(refund.validate().is_ok());
        assert!(Refund { reason: None, ..refund.clone() }.validate().is_err());
        assert!(Refund { cents: 0, ..refund }.validate().is_err());
        let shipment = |kilograms| Shipment { tracking: "TR-1".into(), kilograms, to: Box::new(order().ship_to) };
        assert!(shipment(1.0).validate().is_ok());
        assert!(shipment(31.0).validate().is_err());
    }
}
