//! serde over a document. It decodes values as `serde_json` does, and collects refusals. It uses `document`.

pub(crate) mod access;
pub(crate) mod asked;
pub(crate) mod decoder;
pub(crate) mod file_number;
pub(crate) mod key;
mod numbers;
pub(crate) mod probe;
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
    /// Decodes it to the value that `serde_json` gives, or stops at the first refusal.
    ///
    /// # Errors
    ///
    /// The first refusal.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Reason};
    ///
    /// let document = Document::parse(b"[1, null]").unwrap();
    /// assert_eq!(document.root().decode(), Ok(vec![Some(1), None]));
    /// assert_eq!(document.root().decode::<Vec<u8>>().unwrap_err().reason, Reason::Null);
    /// ```
    pub fn decode<T: Deserialize<'de>>(self) -> Result<T, Refusal> {
        T::deserialize(Decoder::of(self, None)).map_err(|refusal| self.place(refusal))
    }

    /// Decodes it, and continues after refused elements of lists and maps. `None` if anything was refused.
    ///
    /// Unlike serde, it also refuses a repeated key in a map.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Refusals};
    ///
    /// let document = Document::parse(br#"[1, "x", null]"#).unwrap();
    /// let refusals = Refusals::up_to(100);
    /// assert!(document.root().collect::<Vec<u8>>(&refusals).is_none());
    /// assert_eq!(refusals.count(), 2);
    /// ```
    pub fn collect<T: Deserialize<'de>>(self, refusals: &Refusals) -> Option<T> {
        self.collect_with(refusals, T::deserialize)
    }

    /// As [`collect`](Self::collect), for a field that is decoded by a function (`deserialize_with`).
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Refusals};
    /// use serde::Deserialize;
    ///
    /// let document = Document::parse(b"20").unwrap();
    /// let half = document.root().collect_with(&Refusals::up_to(1), |decoder| Ok(u8::deserialize(decoder)? / 2));
    /// assert_eq!(half, Some(10));
    /// ```
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
