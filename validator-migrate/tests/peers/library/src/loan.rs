//! Loans, and how long they last.

use std::time::Duration;

use serde::Deserialize;
use serde_valid::utils::{duration_maximum, duration_minimum};
use serde_valid::Validate;

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Loan {
    #[validate(custom = duration_minimum(Duration::from_secs(3600)))]
    #[validate(custom = duration_maximum(Duration::from_secs(86_400 * 30)))]
    pub time: Duration,
    #[validate]
    pub items: Vec<Item>,
    #[validate(max_length = 50)]
    pub desk: Option<String>,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Item {
    #[validate(minimum = 1)]
    pub id: u64,
    #[validate(minimum = 0)] #[validate(maximum = 3)] pub renewals: i8,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Fine {
    #[validate(minimum = 0.5)]
    #[validate(maximum = 99.5)]
    pub amount: f64,
    #[validate(min_length = 3)]
    #[serde(rename = "why")]
    pub reason: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Queue {
    #[validate(min_items = 1)]
    #[validate(unique_items)]
    pub readers: Vec<u32>,
    #[validate(minimum = 1, message = "Nobody waits for nothing.")]
    pub copies: u32,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Page<T: Validate> {
    #[validate]
    pub items: Vec<T>,
    #[validate(minimum = 1)]
    pub number: u32,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Reminder {
    #[cfg_attr(all(), validate(min_length = 1))]
    pub text: String,
    #[validate(minimum = 1)]
    #[validate(maximum = 60)]
    pub days: u8,
    #[validate(max_length = 10)]
    pub r#type: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loans_are_checked() {
        let loan = |hours: u64, id| Loan {
            time: Duration::from_secs(hours * 3600),
            items: vec![Item { id, renewals: 0 }],
            desk: None,
        };
        assert!(loan(1, 1).validate().is_ok());
        assert!(loan(0, 1).validate().is_err());
        assert!(loan(24 * 31, 1).validate().is_err());
        assert!(loan(1, 0).validate().is_err());
        assert!(Item { id: 1, renewals: 4 }.validate().is_err());
        assert!(Item { id: 1, renewals: -1 }.validate().is_err());
    }

    #[test]
    fn fines_and_queues() {
        let fine = |amount, reason: &str| Fine { amount, reason: reason.into() };
        assert!(fine(1.5, "late").validate().is_ok());
        assert!(fine(0.0, "late").validate().is_err());
        assert!(fine(1.5, "no").validate().is_err());
        let queue = |readers: &[u32], copies| Queue { readers: readers.to_vec(), copies };
        assert!(queue(&[1, 2], 1).validate().is_ok());
        assert!(queue(&[1, 1], 1).validate().is_err());
        assert!(queue(&[], 1).validate().is_err());
        assert!(queue(&[1], 0).validate().is_err());
    }

    #[test]
    fn pages_and_reminders() {
        let page = |id, number| Page { items: vec![Item { id, renewals: 0 }], number };
        assert!(page(1, 1).validate().is_ok());
        assert!(page(0, 1).validate().is_err());
        assert!(page(1, 0).validate().is_err());
        let reminder = Reminder { text: "Bring it back.".into(), days: 7, r#type: None };
        assert!(reminder.validate().is_ok());
        assert!(Reminder { text: String::new(), ..reminder.clone() }.validate().is_err());
        assert!(Reminder { r#type: Some("a long word".into()), ..reminder }.validate().is_err());
    }
}
