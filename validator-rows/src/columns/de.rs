//! Reads a row as a type of serde at once. Where it gives a value, the second pass gives the same one. Whatever is not
//! plain is left to the second pass, which also knows what is wrong.

use std::fmt;
use std::str::FromStr;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use unprocessable_core::decode::form_boolean;

use super::cells::Cells;
use super::document::filled;
use super::{Branch, Object, Order};

/// A branch of the document, with the cells of a row.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'de> {
    pub(crate) branch: &'de Branch,
    pub(crate) cells: &'de Cells<'de>,
}

/// The row is left to the second pass.
#[derive(Debug)]
pub(crate) struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not plain")
    }
}

impl std::error::Error for NotPlain {}

impl de::Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Reading<'de> {
    #[inline]
    fn text(self) -> Result<&'de str, NotPlain> {
        match self.branch {
            Branch::Cell(column) => Ok(self.cells.get(*column)),
            _ => Err(NotPlain),
        }
    }

    fn object(self) -> Result<&'de Object, NotPlain> {
        match self.branch {
            Branch::Object(object) => Ok(object),
            _ => Err(NotPlain),
        }
    }

    /// An integer as JSON writes it, or with zeros before it.
    fn integer<T: FromStr>(self) -> Result<T, NotPlain> {
        let text = self.text()?;
        if text.starts_with('+') || text.starts_with("-0") {
            return Err(NotPlain);
        }
        text.parse().map_err(|_| NotPlain)
    }

    /// A number of so few digits that there is only one way to read it.
    fn number<T: FromStr>(self) -> Result<T, NotPlain> {
        let text = self.text()?;
        let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
        let mut point = None;
        for (at, byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {}
                b'.' if point.is_none() && at > 0 && at + 1 < digits.len() => point = Some(at),
                _ => return Err(NotPlain),
            }
        }
        if digits.len() > 15 { Err(NotPlain) } else { text.parse().map_err(|_| NotPlain) }
    }

    fn inside(self, branch: &'de Branch) -> Self {
        Self { branch, ..self }
    }
}

macro_rules! scalars {
    ($($method:ident $visit:ident $read:ident;)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
            visitor.$visit(self.$read()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reading<'de> {
    type Error = NotPlain;

    scalars! {
        deserialize_i8 visit_i8 integer;
        deserialize_i16 visit_i16 integer;
        deserialize_i32 visit_i32 integer;
        deserialize_i64 visit_i64 integer;
        deserialize_i128 visit_i128 integer;
        deserialize_u8 visit_u8 integer;
        deserialize_u16 visit_u16 integer;
        deserialize_u32 visit_u32 integer;
        deserialize_u64 visit_u64 integer;
        deserialize_u128 visit_u128 integer;
        deserialize_f32 visit_f32 number;
        deserialize_f64 visit_f64 number;
        deserialize_char visit_borrowed_str text;
        deserialize_str visit_borrowed_str text;
        deserialize_string visit_borrowed_str text;
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_bool(form_boolean(self.text()?.as_bytes()).ok_or(NotPlain)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        match self.branch {
            Branch::Cell(column) if self.cells.is_empty(*column) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        match self.branch {
            Branch::List(items) => {
                let mut items = items[..filled(items, self.cells)].iter();
                visitor.visit_seq(Values { next: || items.next(), reading: self })
            }
            Branch::Object(object) if object.is_list => {
                let mut entries = object.present(self.cells);
                visitor.visit_seq(Values { next: || entries.next().map(|(_, value)| value), reading: self })
            }
            _ => Err(NotPlain),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        let mut entries = self.object()?.present(self.cells);
        visitor.visit_map(Entries { next: || entries.next(), value: None, reading: self })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        let object = self.object()?;
        match object.columns_of(fields) {
            Some(columns) => {
                let mut columns = columns.iter();
                visitor.visit_seq(Values { next: || columns.next(), reading: self })
            }
            None => self.deserialize_map(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        let text: StrDeserializer<'_, NotPlain> = self.text()?.into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_unit()
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotPlain> {
        Err(NotPlain)
    }

    forward_to_deserialize_any! { bytes byte_buf unit unit_struct tuple tuple_struct identifier }
}

impl Object {
    /// The columns in the order of the fields of a struct, if each column is one of its fields. Then serde need not look
    /// for names.
    fn columns_of(&self, fields: &'static [&'static str]) -> Option<&[Branch]> {
        if !self.is_flat {
            return None;
        }
        let order = self.order.get_or_init(|| Order { fields, columns: self.order(fields) });
        if std::ptr::eq(order.fields, fields) { order.columns.as_deref() } else { None }
    }

    fn order(&self, fields: &[&str]) -> Option<Box<[Branch]>> {
        let column = |field: &&str| {
            let (_, value) = self.entries.iter().find(|(name, _)| name == field)?;
            if let Branch::Cell(column) = value { Some(Branch::Cell(*column)) } else { None }
        };
        if fields.len() == self.entries.len() { fields.iter().map(column).collect() } else { None }
    }
}

/// The values of a list.
struct Values<'de, F> {
    next: F,
    reading: Reading<'de>,
}

impl<'de, F: FnMut() -> Option<&'de Branch>> SeqAccess<'de> for Values<'de, F> {
    type Error = NotPlain;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, NotPlain> {
        (self.next)().map(|value| seed.deserialize(self.reading.inside(value))).transpose()
    }
}

/// The entries of an object.
struct Entries<'de, F> {
    next: F,
    value: Option<&'de Branch>,
    reading: Reading<'de>,
}

impl<'de, F: FnMut() -> Option<&'de (String, Branch)>> MapAccess<'de> for Entries<'de, F> {
    type Error = NotPlain;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, NotPlain> {
        let Some((name, value)) = (self.next)() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, NotPlain> {
        let value = self.value.take().ok_or(NotPlain)?;
        seed.deserialize(self.reading.inside(value))
    }
}
