//! A table of items by their hashes. `distinct` and `in_list` use it.

use alloc::vec;
use alloc::vec::Vec;
use core::hash::{BuildHasher, Hasher};

/// A hash table of references with linear probing. At most half of the places are taken.
pub(crate) struct Table<'t, T: ?Sized> {
    places: Vec<Option<&'t T>>,
    seed: Seed,
}

impl<'t, T: ?Sized> Table<'t, T> {
    /// A table for this many items.
    pub(crate) fn of(count: usize) -> Self {
        Self { places: vec![None; (count.max(1) * 2).next_power_of_two()], seed: Seed::new() }
    }

    /// The hash of what the function feeds.
    pub(crate) fn hash(&self, feed: impl FnOnce(&mut <Seed as BuildHasher>::Hasher)) -> u64 {
        self.seed.hash(feed)
    }

    /// The item, or else the free place for it.
    pub(crate) fn find(&self, hash: u64, is_it: impl Fn(&T) -> bool) -> Result<(), usize> {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            match self.places[place] {
                None => return Err(place),
                Some(item) if is_it(item) => return Ok(()),
                Some(_) => place = (place + 1) & mask,
            }
        }
    }

    /// Puts an item where [`Self::find`] found a free place.
    pub(crate) fn put(&mut self, place: usize, item: &'t T) {
        self.places[place] = Some(item);
    }
}

/// The seed is random, so that a client cannot send items that all have the same place.
#[derive(Clone)]
pub(crate) struct Seed(
    #[cfg(feature = "std")] std::hash::RandomState,
    /// Without `std` there is no source of randomness. An address in memory is the best seed that there is.
    #[cfg(not(feature = "std"))]
    (u64, u64),
);

impl Seed {
    #[cfg(feature = "std")]
    pub(crate) fn new() -> Self {
        Self(std::hash::RandomState::new())
    }

    #[cfg(not(feature = "std"))]
    pub(crate) fn new() -> Self {
        let (stack, heap) = (0_u8, alloc::boxed::Box::new(0_u8));
        Self((&raw const stack as usize as u64, &raw const *heap as usize as u64))
    }

    /// The hash of what the function feeds.
    pub(crate) fn hash(&self, feed: impl FnOnce(&mut <Self as BuildHasher>::Hasher)) -> u64 {
        let mut hasher = self.build_hasher();
        feed(&mut hasher);
        hasher.finish()
    }
}

#[cfg(feature = "std")]
impl BuildHasher for Seed {
    type Hasher = std::hash::DefaultHasher;

    fn build_hasher(&self) -> Self::Hasher {
        self.0.build_hasher()
    }
}

#[cfg(not(feature = "std"))]
#[allow(deprecated)] // The hasher is deprecated in favour of `std`'s, which is the same algorithm.
impl BuildHasher for Seed {
    type Hasher = core::hash::SipHasher;

    fn build_hasher(&self) -> Self::Hasher {
        core::hash::SipHasher::new_with_keys(self.0.0, self.0.1)
    }
}
