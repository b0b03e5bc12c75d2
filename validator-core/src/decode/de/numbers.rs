//! How the decoders of values and of keys read numbers: by their own `integer` and `float`.

/// Writes the methods of a `Deserializer` that read numbers.
macro_rules! deserialize_numbers {
    () => {
        $crate::decode::de::numbers::deserialize_numbers! {
            deserialize_i8 I8 deserialize_i16 I16 deserialize_i32 I32 deserialize_i64 I64 deserialize_i128 I128
            deserialize_u8 U8 deserialize_u16 U16 deserialize_u32 U32 deserialize_u64 U64 deserialize_u128 U128
        }

        fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.float(Wanted::Single, visitor)
        }

        fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.float(Wanted::Double, visitor)
        }
    };
    ($($method:ident $integer:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.integer(Integer::$integer, visitor)
        }
    )+};
}
pub(crate) use deserialize_numbers;
