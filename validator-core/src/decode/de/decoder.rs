//! The deserializer over a node. It gives each type the value that `serde_json` gives. Its errors are [`Refusal`]s.

use alloc::borrow::Cow;

use serde::de::{Deserializer, Visitor};

use super::access::{EntryAccess, EntryVariant, ItemAccess, Late, RAW_VALUE, RawAccess, TextVariant};
use super::file_number::FileNumber;
use super::numbers::deserialize_numbers;
use super::refusals::Refusals;
use crate::decode::de::remaining::{ObjectPart, VisibleEntries};
use crate::decode::document::Tag;
use crate::decode::document::expected::{Expected, Integer};
use crate::decode::document::form_text::GuessedType;
use crate::decode::document::node::Node;
use crate::decode::document::number::{Wanted, Written};
use crate::decode::document::problem::ProblemKind;
use crate::decode::document::refusal::{Reason, Refusal};
use crate::rules::file::content::UPLOAD;

/// A [`Deserializer`] over a [`Node`], as [`Node::decode`] and [`Node::collect`] make it.
///
/// ```
/// use unprocessable_core::decode::{Decoder, Document, Refusal};
/// use serde::Deserialize;
///
/// fn trimmed(decoder: Decoder<'_, '_>) -> Result<String, Refusal> {
///     Ok(String::deserialize(decoder)?.trim().to_owned())
/// }
///
/// let document = Document::parse(br#"" Jane ""#).unwrap();
/// let refusals = unprocessable_core::decode::Refusals::up_to(100);
/// assert_eq!(document.root().collect_with(&refusals, trimmed).as_deref(), Some("Jane"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decoder<'a, 'de> {
    pub(crate) node: Node<'a, 'de>,
    /// Collects refusals, if there is one. Lists and maps then continue after a refused element.
    pub(crate) refusals: Option<&'a Refusals>,
    /// The part of the object to read; `None` reads all of the node.
    part: Option<ObjectPart<'a>>,
    /// Whether serde reads the node from its buffered copy of such a part. There it accepts numbers as names.
    copied: bool,
}

impl<'a, 'de> Decoder<'a, 'de> {
    pub(crate) fn of(node: Node<'a, 'de>, refusals: Option<&'a Refusals>) -> Self {
        Self { node, refusals, part: None, copied: false }
    }

    /// The same decoder, which reads only this part of the object.
    pub(crate) fn part<'l>(self, part: Option<ObjectPart<'l>>) -> Decoder<'l, 'de>
    where
        'a: 'l,
    {
        Decoder { part, ..self }
    }

    /// The same decoder, for a value that serde may read from a copy.
    pub(crate) fn copied(self, copied: bool) -> Self {
        Self { copied, ..self }
    }

    fn is_flat(&self) -> bool {
        self.part.is_some_and(|part| part.flat)
    }

    /// The value that it decodes, for a `deserialize_with` function that looks at the document itself.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Refusals, Shape};
    ///
    /// let document = Document::parse(b"[1, 2]").unwrap();
    /// let shape = document.root().collect_with(&Refusals::up_to(1), |decoder| Ok(decoder.node().shape()));
    /// assert_eq!(shape, Some(Shape::List));
    /// ```
    #[must_use]
    pub fn node(&self) -> Node<'a, 'de> {
        self.node
    }

    fn integer<V: Visitor<'de>>(self, integer: Integer, visitor: V) -> Result<V::Value, Refusal> {
        let expected = Expected::Integer(integer);
        let value = Written(&self.number(expected)?).visit_integer(integer, visitor);
        self.placed(value, expected)
    }

    fn float<V: Visitor<'de>>(self, wanted: Wanted, visitor: V) -> Result<V::Value, Refusal> {
        let value = Written(&self.number(Expected::Float)?).visit(wanted, visitor);
        self.placed(value, Expected::Float)
    }

    fn number(self, expected: Expected) -> Result<Cow<'de, [u8]>, Refusal> {
        match self.node.tag() {
            Tag::Number => Ok(Cow::Borrowed(self.node.source())),
            _ => self.node.form_number().ok_or_else(|| self.node.mismatch(expected)),
        }
    }

    fn text<V: Visitor<'de>>(self, expected: Expected, visitor: V) -> Result<V::Value, Refusal> {
        let value = self.node.text_for(expected).and_then(|text| match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(&text),
        });
        self.named(value.map_err(Refusal::of_text), expected)
    }

    /// A file, which no type reads by accident: serde has no other newtype without a name.
    fn file<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.node.file() {
            Some(number) => visitor.visit_newtype_struct(FileNumber(number)),
            None => Err(self.node.mismatch(Expected::Any)),
        }
    }

    /// Reads what can stand for a file.
    fn upload<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.node.tag() {
            Tag::File => self.file(visitor),
            Tag::Text if !self.node.is_in_form() => self.text(Expected::File, visitor),
            // What a live check says of a file. The type refuses it elsewhere.
            Tag::Object => self.map(Expected::File, visitor),
            _ => Err(self.node.mismatch(Expected::File)),
        };
        value.map_err(|refusal| refusal.placed(self.node, false, Expected::File))
    }

    /// Reads a list. Set `goes_on` only if all items have one type: the item after a refused one is decoded as the type
    /// of the refused item, which would be wrong in a tuple.
    fn list<V: Visitor<'de>>(self, expected: Expected, goes_on: bool, visitor: V) -> Result<V::Value, Refusal> {
        let mut items = self.node.list_for(expected)?.items();
        let mut refused = false;
        let value = visitor.visit_seq(ItemAccess {
            items: &mut items,
            refusals: self.refusals,
            goes_on,
            refused: &mut refused,
        });
        let unread = items.next().is_some();
        self.placed(conclude(value, refused, unread), expected)
    }

    fn entries<V: Visitor<'de>>(
        self,
        expected: Expected,
        mut entries: VisibleEntries<'a, 'a, 'de>,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let (mut refused, mut value_of_key) = (false, None);
        let value = visitor.visit_map(EntryAccess {
            entries: &mut entries,
            value: &mut value_of_key,
            refusals: self.refusals,
            refused: &mut refused,
            copied: self.part.is_some(),
            late: Late::of(self.node),
        });
        let unread = value_of_key.is_some() || !self.is_flat() && entries.next().is_some();
        conclude(value, refused, unread).map_err(|refusal| match (refusal.reason, value_of_key) {
            // serde notices the repetition after the key and before its value, so the value is still unread.
            (Reason::RepeatedField(_), Some(again)) if !refusal.is_placed() => match again.entry() {
                Some(again) if again.repeats() => {
                    Refusal::at_key(again, Reason::Malformed(ProblemKind::DuplicateKey), expected)
                }
                _ => Refusal::at(self.node, refusal.reason, expected),
            },
            _ => refusal.placed(self.node, false, expected),
        })
    }

    /// Reads a map. Unlike serde, the tolerant pass refuses a repeated key.
    fn map<V: Visitor<'de>>(self, expected: Expected, visitor: V) -> Result<V::Value, Refusal> {
        let object = self.node.object()?;
        if self.refusals.is_some() {
            if let Some(entry) = object.repeated() {
                let reason = Reason::Malformed(ProblemKind::DuplicateKey);
                return Err(Refusal::at_key(entry, reason, expected));
            }
        }
        self.entries(expected, VisibleEntries::of(object.entries(), self.part), visitor)
    }

    fn placed<T>(self, value: Result<T, Refusal>, expected: Expected) -> Result<T, Refusal> {
        value.map_err(|refusal| refusal.placed(self.node, false, expected))
    }

    /// As `placed`, for a type that may have a more exact sentence, which its name tells.
    fn named<T>(self, value: Result<T, Refusal>, expected: Expected) -> Result<T, Refusal> {
        self.placed(value, expected).map_err(|refusal| refusal.by_type::<T>(self.node))
    }
}

/// The result for a list or object: an error if an element was refused, or if elements were left unread.
fn conclude<T>(value: Result<T, Refusal>, refused: bool, unread: bool) -> Result<T, Refusal> {
    match value {
        Err(refusal) if matches!(refusal.reason, Reason::Malformed(_)) => Err(refusal),
        _ if refused => Err(Refusal::unplaced(Reason::Recorded)),
        Ok(_) if unread => Err(Refusal::unplaced(Reason::WrongLength)),
        value => value,
    }
}

impl<'de> Deserializer<'de> for Decoder<'_, 'de> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.node.tag() {
            Tag::Null => visitor.visit_unit(),
            Tag::False => visitor.visit_bool(false),
            Tag::True => visitor.visit_bool(true),
            Tag::Number => Written(self.node.source()).visit(Wanted::Any, visitor),
            Tag::Text if self.node.guesses() => match self.node.guess() {
                GuessedType::Nothing => visitor.visit_unit(),
                GuessedType::Boolean(value) => visitor.visit_bool(value),
                GuessedType::Number(number) => Written(&number).visit(Wanted::Any, visitor),
                GuessedType::Text => self.text(Expected::Any, visitor),
            },
            Tag::Text => self.text(Expected::Any, visitor),
            Tag::Bytes => visitor.visit_borrowed_bytes(self.node.inside()),
            Tag::File => self.file(visitor),
            Tag::List => self.list(Expected::Any, false, visitor),
            Tag::Object => self.map(Expected::Any, visitor),
        };
        self.named(value, Expected::Any)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.node.tag() {
            Tag::False => false,
            Tag::True => true,
            _ => {
                let last = self.node.form_last();
                let refusal = || Refusal::at(self.node, last.mismatch(Expected::Boolean).reason, Expected::Boolean);
                last.form_boolean().ok_or_else(refusal)?
            }
        };
        self.placed(visitor.visit_bool(value), Expected::Boolean)
    }

    deserialize_numbers!();

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = self.text(Expected::Char, visitor);
        // An empty field of a form counts as missing.
        value.map_err(|refusal| if self.node.is_left_empty() { refusal.because(Reason::Null) } else { refusal })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.text(Expected::Text, visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.text(Expected::Text, visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.node.tag() {
            Tag::Text => match self.node.document.bytes(self.node.index) {
                Cow::Borrowed(bytes) => visitor.visit_borrowed_bytes(bytes),
                Cow::Owned(bytes) => visitor.visit_bytes(&bytes),
            },
            Tag::Bytes => visitor.visit_borrowed_bytes(self.node.inside()),
            Tag::List => self.list(Expected::Bytes, true, visitor),
            _ => Err(self.node.mismatch(Expected::Bytes)),
        };
        self.named(value, Expected::Bytes)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        if self.node.is_null() {
            return self.placed(visitor.visit_none(), Expected::Any);
        }
        let value = visitor.visit_some(self).map_err(|refusal| refusal.of_optional(self.node));
        self.placed(value, Expected::Any)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        // serde also reads a unit from a part of an object, if that part is flattened or empty.
        let nothing =
            |part| self.node.object().is_ok_and(|object| VisibleEntries::of(object.entries(), part).next().is_none());
        if self.node.is_null() || self.is_flat() || self.part.is_some() && nothing(self.part) {
            self.placed(visitor.visit_unit(), Expected::Unit)
        } else {
            Err(self.node.mismatch(Expected::Unit))
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        let value = match name {
            UPLOAD => return self.upload(visitor),
            RAW_VALUE => visitor.visit_map(RawAccess::new(self.node.source())),
            _ => visitor.visit_newtype_struct(self),
        };
        self.placed(value, Expected::Any)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.list(Expected::List, true, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refusal> {
        let expected = Expected::Tuple(u32::try_from(len).unwrap_or(u32::MAX));
        let value = self.list(expected, false, visitor);
        self.named(value, expected)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.node.tag() {
            Tag::Object => self.map(Expected::Map, visitor),
            _ => Err(self.node.mismatch(Expected::Map)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.node.tag() {
            // serde reads structs from lists too. A list of another length was not meant as the struct.
            Tag::List => self.list(Expected::Object, false, visitor).map_err(|refusal| match refusal.reason {
                Reason::Malformed(_) => refusal,
                _ if self.node.list().is_ok_and(|list| list.items().count() == fields.len()) => refusal,
                _ => self.node.mismatch(Expected::Object),
            }),
            Tag::Object => {
                let entries = VisibleEntries::taking(self.node.object()?.entries(), self.part, fields);
                self.entries(Expected::Object, entries, visitor).inspect_err(|_| {
                    if let Some(refusals) = self.refusals {
                        refusals.know_struct(self.node.index, fields);
                    }
                })
            }
            _ => Err(self.node.mismatch(Expected::Object)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let value = if self.node.tag() == Tag::Object {
            let entries = self.node.object()?.entries();
            let mut entries = VisibleEntries::taking(entries, self.part, variants);
            match entries.next() {
                Some(entry) => visitor.visit_enum(EntryVariant { around: self, entry }),
                None if self.is_flat() => Err(Refusal::unplaced(Reason::MissingVariant)),
                None => Err(Refusal::unplaced(Reason::WrongLength)),
            }
            .and_then(|value| conclude(Ok(value), false, !self.is_flat() && entries.next().is_some()))
        } else {
            self.node.text_for(Expected::Enum).and_then(|text| visitor.visit_enum(TextVariant(text)))
        };
        value.map_err(|refusal| refusal.placed(self.node, false, Expected::Enum).of_choice(self.node, variants))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.node.tag() {
            Tag::Number if self.copied => self.deserialize_u64(visitor),
            _ => self.text(Expected::Text, visitor),
        }
    }

    fn is_human_readable(&self) -> bool {
        self.node.document.is_human_readable
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }
}
