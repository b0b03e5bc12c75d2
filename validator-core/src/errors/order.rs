//! The order of violations in a decoded value. It follows the fields, and not the order in which mistakes are found.
//!
//! Decoding finds missing fields and wrong types first and the rules that fail afterwards. Each violation therefore has
//! a rank beside it in the store: the position of its field, and below that the position of its element in the field.
//! When a value has been read completely, its violations are sorted by rank.

use crate::errors::violation::Violation;
#[cfg(feature = "json")]
use crate::errors::{ValidationErrors, ViolationStore};

/// A violation as the store keeps it.
#[derive(Clone)]
pub(crate) struct Ranked {
    pub(crate) violation: Violation,
    /// The field in the upper half, the element in the lower half; zero outside of a value that is being decoded.
    #[cfg(feature = "json")]
    rank: u64,
}

impl From<Violation> for Ranked {
    #[inline]
    fn from(violation: Violation) -> Self {
        Self {
            violation,
            #[cfg(feature = "json")]
            rank: 0,
        }
    }
}

#[cfg(feature = "json")]
impl Ranked {
    /// A violation of the field at this position.
    #[inline]
    pub(crate) fn of_field(violation: Violation, field: u32) -> Self {
        Self { violation, rank: u64::from(field) << 32 }
    }

    fn field(&self) -> u64 {
        self.rank >> 32
    }
}

/// The field whose rules are running, in a value that could be read only in part.
#[cfg(feature = "json")]
#[derive(Default)]
pub(crate) struct FieldAtHand {
    rank: u32,
    /// The position of its first violation.
    start: usize,
}

#[cfg(feature = "json")]
impl FieldAtHand {
    /// The first field of a value.
    pub(crate) fn first(errors: &ValidationErrors) -> Self {
        Self { rank: 0, start: errors.len() }
    }

    /// Gives the violations of this field its rank, and goes to the next field.
    pub(crate) fn go_to(&mut self, rank: u32, errors: &mut ValidationErrors) {
        errors.rank_from(self.start, self.rank);
        *self = Self { rank, start: errors.len() };
    }
}

#[cfg(feature = "json")]
impl ValidationErrors {
    /// Gives the violations from this position on the rank of their field.
    pub(crate) fn rank_from(&mut self, start: usize, field: u32) {
        for ranked in self.ranked_from(start) {
            ranked.rank = u64::from(field) << 32 | ranked.rank & u64::from(u32::MAX);
        }
    }

    /// Gives the violations from this position on the rank of their element within the field.
    pub(crate) fn order_from(&mut self, start: usize, element: u32) {
        for ranked in self.ranked_from(start) {
            ranked.rank = element.into();
        }
    }

    /// Sorts the violations from this position on by their ranks, and forgets the ranks: in the value around, all of
    /// them belong to one field.
    pub(crate) fn sort_from(&mut self, start: usize) {
        let tail = self.ranked_from(start);
        let (mut last, mut sorted) = (0, true);
        for ranked in &*tail {
            sorted &= last <= ranked.rank;
            last = last.max(ranked.rank);
        }
        if !sorted {
            tail.sort_by_key(|ranked| ranked.rank);
        }
        // Fields and elements have keys of their own, but the name of an unknown field may repeat.
        let repeats = last >> 32 == u64::from(u32::MAX);
        for ranked in tail {
            ranked.rank = 0;
        }
        if repeats {
            self.mark_unordered();
        }
    }

    /// Forgets the violations from this position on that are not of the first field among them.
    pub(crate) fn keep_first_rank(&mut self, start: usize) {
        let first = self.ranked_from(start).iter().map(Ranked::field).min();
        if let Some(store) = self.store_or_none() {
            store.retain_from(start, |ranked| Some(ranked.field()) == first);
        }
    }

    fn ranked_from(&mut self, start: usize) -> &mut [Ranked] {
        self.store_or_none().map_or(&mut [], |store| store.ranked_from(start))
    }
}

#[cfg(feature = "json")]
impl ViolationStore {
    fn ranked_from(&mut self, start: usize) -> &mut [Ranked] {
        &mut self.violations[start..]
    }
}
