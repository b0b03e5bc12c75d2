//! The indexes of list items, as a form sent them.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
#[cfg(feature = "json")]
use alloc::vec::Vec;

/// The indexes of all lists of a form that have gaps, by the path of the list.
pub(crate) type SentIndexes = BTreeMap<String, Indexes>;

/// The indexes of the items of one list; `None` if they equal the positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indexes(Option<Arc<[u32]>>);

impl Indexes {
    #[cfg(feature = "json")]
    pub(crate) fn of(numbers: Vec<u32>) -> Self {
        Self(Some(numbers.into()))
    }

    /// The index that was sent for the item at `position`.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> usize {
        let number = self.0.as_ref().and_then(|numbers| numbers.get(position));
        number.map_or(position, |number| *number as usize)
    }
}
