//! Made-up values in place of refused ones, so that serde gets past them and reads what follows.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, SeqAccess, VariantAccess, Visitor};

use crate::decode::de::reread::Replacements;
use crate::decode::document::expected::Expected;
use crate::decode::document::refusal::{Reason, Refusal};

/// How deep stand-ins may be nested. Without this limit a recursive type would have no end.
const DEPTH: u8 = 16;

/// A deserializer that makes up a value for whatever type asks. Some types refuse even that.
#[derive(Clone, Copy)]
pub(crate) struct StandIn<'a> {
    replacements: &'a Replacements,
    /// The list or object that holds it. If the stand-in is refused, this is the value that cannot be read.
    around: u32,
    depth: u8,
}

impl<'a> StandIn<'a> {
    /// A stand-in for a value of the list or object `around`.
    pub(crate) fn new(replacements: &'a Replacements, around: u32) -> Self {
        Self { replacements, around, depth: 0 }
    }

    /// Reads the stand-in. A refusal of it is not reported, because it tells nothing about the document.
    pub(crate) fn read<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Refusal> {
        self.check(seed.deserialize(self))
    }

    pub(crate) fn check<T>(self, value: Result<T, Refusal>) -> Result<T, Refusal> {
        value.map_err(|_| {
            self.replacements.fail(self.around);
            unreported()
        })
    }

    /// The stand-in, if neither the depth nor the budget is used up.
    fn spend(self) -> Result<Self, Refusal> {
        if self.depth < DEPTH && self.replacements.spend(1) { Ok(self) } else { Err(unreported()) }
    }

    fn inside(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn items<'de, V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_seq(StandIns { item: self.spend()?.inside(), count })
    }
}

/// A text that the type with this name accepts.
fn text_of(name: &str) -> &'static str {
    match Expected::of_type(name) {
        Some(Expected::Ip | Expected::Ipv4) => "127.0.0.1",
        Some(Expected::Ipv6) => "::1",
        Some(Expected::Uuid) => "00000000-0000-0000-0000-000000000000",
        Some(Expected::Url) => "https://example.com/",
        Some(Expected::Date) => "2000-01-01",
        Some(Expected::Time) => "00:00:00",
        Some(Expected::DateTime) if name.contains("aive") || name.contains("civil") => "2000-01-01T00:00:00",
        Some(Expected::DateTime) => "2000-01-01T00:00:00Z",
        Some(Expected::Duration) => "PT1S",
        _ => "1",
    }
}

/// A refusal that is not reported.
#[cold]
fn unreported() -> Refusal {
    Refusal::unplaced(Reason::Recorded)
}

/// Numbers are 1, which most types with a narrower range accept.
macro_rules! ones {
    ($($method:ident $visit:ident $one:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.spend()?;
            visitor.$visit($one)
        }
    )*};
}

impl<'de> Deserializer<'de> for StandIn<'_> {
    type Error = Refusal;

    ones! {
        deserialize_bool visit_bool false;
        deserialize_i8 visit_i8 1;
        deserialize_i16 visit_i16 1;
        deserialize_i32 visit_i32 1;
        deserialize_i64 visit_i64 1;
        deserialize_i128 visit_i128 1;
        deserialize_u8 visit_u8 1;
        deserialize_u16 visit_u16 1;
        deserialize_u32 visit_u32 1;
        deserialize_u64 visit_u64 1;
        deserialize_u128 visit_u128 1;
        deserialize_f32 visit_f32 1.0;
        deserialize_f64 visit_f64 1.0;
        deserialize_char visit_char '1';
        deserialize_bytes visit_borrowed_bytes b"1";
        deserialize_byte_buf visit_borrowed_bytes b"1";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.spend()?;
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_any(visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_any(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.spend()?;
        visitor.visit_none()
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.spend()?;
        visitor.visit_borrowed_str(text_of(core::any::type_name::<V::Value>()))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self.spend()?.inside())
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.items(0, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.items(len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.items(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.spend()?;
        visitor.visit_map(serde::de::value::MapDeserializer::new(core::iter::empty::<(&str, &str)>()))
    }

    /// A struct is read as a list, because `fields` also holds aliases, and a field given twice would be refused.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.items(fields.len(), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        // serde reads tags with its own visitors. A made-up tag would choose a variant for the real content beside it.
        let of_serde = core::any::type_name::<V>().starts_with("serde");
        match variants.first() {
            Some(name) if !of_serde => visitor.visit_enum(FirstVariant { name, content: self.spend()?.inside() }),
            _ => Err(unreported()),
        }
    }
}

/// A list of stand-ins.
struct StandIns<'a> {
    item: StandIn<'a>,
    count: usize,
}

impl<'de> SeqAccess<'de> for StandIns<'_> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refusal> {
        let Some(count) = self.count.checked_sub(1) else { return Ok(None) };
        self.count = count;
        seed.deserialize(self.item).map(Some)
    }
}

struct FirstVariant<'a> {
    name: &'static str,
    content: StandIn<'a>,
}

impl<'a, 'de> EnumAccess<'de> for FirstVariant<'a> {
    type Error = Refusal;
    type Variant = StandIn<'a>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, StandIn<'a>), Refusal> {
        let variant = seed.deserialize(BorrowedStrDeserializer::<Refusal>::new(self.name))?;
        Ok((variant, self.content))
    }
}

impl<'de> VariantAccess<'de> for StandIn<'_> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Refusal> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.items(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refusal> {
        self.items(fields.len(), visitor)
    }
}
