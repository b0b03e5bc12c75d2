//! The number of a file, as the type of a file reads it.

use serde::de::value::BytesDeserializer;
use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::decode::document::refusal::Refusal;

/// The number of a file among those of the request.
pub(crate) struct FileNumber(pub(crate) u32);

impl<'de> Deserializer<'de> for FileNumber {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        BytesDeserializer::new(&self.0.to_le_bytes()).deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
