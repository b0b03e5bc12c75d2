//! What the items of a list are called by whoever sent them.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
#[cfg(feature = "json")]
use alloc::vec::Vec;

/// The numbers of the items of lists in a form, where there are gaps between them, by where the lists stand.
pub(crate) type SentIndexes = BTreeMap<String, Indexes>;

/// What the items of a list are called: their numbers, or nothing where those are their positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indexes(Option<Arc<[u32]>>);

impl Indexes {
    #[cfg(feature = "json")]
    pub(crate) fn of(numbers: Vec<u32>) -> Self {
        Self(Some(numbers.into()))
    }

    /// The number of the item at this position.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> usize {
        let number = self.0.as_ref().and_then(|numbers| numbers.get(position));
        number.map_or(position, |number| *number as usize)
    }
}
