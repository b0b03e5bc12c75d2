//! How the numbers of a territory are written: the rows of the table that `examples/phone_plans.rs` makes.

use super::digits::{Digits, START};

/// The numbering plan of a territory, or of a service that belongs to none.
pub(crate) struct Plan {
    /// ISO 3166-1 alpha-2, or one of Google's own; `001` for services.
    pub(crate) region: &'static str,
    /// What all numbers begin with after `+`.
    pub(crate) code: u16,
    /// Among the territories that share the code, numbers that begin like this belong to this one. It is empty if the
    /// beginning does not tell.
    pub(crate) leading: &'static str,
    /// What is dialled before the code of another country.
    pub(crate) abroad: &'static str,
    /// What is dialled at home before a number, in the order in which it is looked for.
    pub(crate) prefixes: &'static [Prefix],
    /// All numbers, also those that nobody has been given.
    pub(crate) general: Numbers,
    /// Lengths of what can be dialled only from nearby, each a bit.
    pub(crate) local: u32,
    /// Numbers that are given out.
    pub(crate) given: &'static [Numbers],
}

pub(crate) struct Numbers {
    /// Each a bit.
    pub(crate) lengths: u32,
    pub(crate) pattern: &'static str,
}

/// The prefix that is dialled at home and does not belong to the number.
pub(crate) struct Prefix {
    pub(crate) before: &'static str,
    /// A part of the number, which stays.
    pub(crate) kept: Option<Kept>,
}

pub(crate) struct Kept {
    pub(crate) pattern: &'static str,
    /// The part after it that is removed.
    pub(crate) after: &'static str,
    /// Whether the number must end there.
    pub(crate) ends: bool,
    /// What the number has before this part when it is written in full.
    pub(crate) into: &'static str,
}

/// How the length of a number stands to those of a plan.
#[derive(PartialEq, Eq)]
pub(crate) enum Length {
    Possible,
    LocalOnly,
    TooShort,
    TooLong,
    /// Between others that are possible.
    Between,
}

impl Plan {
    /// Whether the number is one that is given out.
    pub(crate) fn gives_out(&self, number: &[u8]) -> bool {
        let digits = Digits::new(number);
        let is_of = |numbers: &Numbers| {
            1_u32.checked_shl(number.len() as u32).is_some_and(|length| numbers.lengths & length != 0)
                && digits.are(numbers.pattern)
        };
        is_of(&self.general) && self.given.iter().any(is_of)
    }

    /// Whether the number begins as those of this territory do.
    pub(crate) fn leads(&self, number: &[u8]) -> bool {
        Digits::new(number).ends(self.leading, START) != 0
    }

    pub(crate) fn length(&self, number: &[u8]) -> Length {
        let possible = self.general.lengths;
        let Some(length) = 1_u32.checked_shl(number.len() as u32) else {
            return Length::TooLong;
        };
        if self.local & length != 0 {
            Length::LocalOnly
        } else if possible & length != 0 {
            Length::Possible
        } else if possible & (length - 1) == 0 {
            Length::TooShort
        } else if possible < length {
            Length::TooLong
        } else {
            Length::Between
        }
    }
}
