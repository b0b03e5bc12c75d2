//! serde over a document: values are decoded as `serde_json` decodes them, and refusals are kept. It uses `document`.

pub(crate) mod access;
pub(crate) mod asked;
pub(crate) mod decoder;
pub(crate) mod key;
mod numbers;
pub(crate) mod refusals;
pub(crate) mod remaining;
pub(crate) mod reread;
pub(crate) mod stand_in;

use serde::Deserialize;

use crate::decode::de::decoder::Decoder;
use crate::decode::de::refusals::Refusals;
use crate::decode::document::node::Node;
use crate::decode::document::refusal::Refusal;

impl<'a, 'de> Node<'a, 'de> {
    /// Decodes it as `serde_json` would: to the same value, or stopping at the first refusal.
    ///
    /// # Errors
    ///
    /// The first thing that the type refuses.
    pub fn decode<T: Deserialize<'de>>(self) -> Result<T, Refusal> {
        T::deserialize(Decoder::of(self, None)).map_err(|refusal| self.place(refusal))
    }

    /// Decodes it and goes on after what is refused in lists and maps. `None` if anything was.
    ///
    /// A key that repeats in a map is refused as well, which serde alone allows.
    pub fn collect<T: Deserialize<'de>>(self, refusals: &Refusals) -> Option<T> {
        self.collect_with(refusals, T::deserialize)
    }

    /// As [`collect`](Self::collect), for a field that is decoded by a function (`deserialize_with`).
    pub fn collect_with<'r, T>(
        self,
        refusals: &'r Refusals,
        decode: impl FnOnce(Decoder<'r, 'de>) -> Result<T, Refusal>,
    ) -> Option<T>
    where
        'a: 'r,
    {
        let before = refusals.before();
        match decode(Decoder::of(self, Some(refusals))) {
            Ok(value) => {
                refusals.forget_after(before);
                Some(value)
            }
            Err(refusal) => {
                refusals.conclude(before, self.place(refusal), self);
                None
            }
        }
    }
}
