//! Reads the documented body back.

use alloc::string::String;
use core::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::errors::ValidationErrors;
use crate::errors::violation::Violation;

/// Reads the documented body, for clients written in Rust. Codes and arguments are not part of the body, so they are
/// empty.
impl<'de> Deserialize<'de> for ValidationErrors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BodyVisitor)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = ValidationErrors;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `message` and `errors`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ValidationErrors, A::Error> {
        let mut errors = None;
        while let Some(name) = map.next_key::<alloc::borrow::Cow<'de, str>>()? {
            if name != "errors" {
                map.next_value::<IgnoredAny>()?;
            } else if errors.is_some() {
                return Err(de::Error::duplicate_field("errors"));
            } else {
                errors = Some(map.next_value::<ErrorsObject>()?.0);
            }
        }
        errors.ok_or_else(|| de::Error::missing_field("errors"))
    }
}

struct ErrorsObject(ValidationErrors);

impl<'de> Deserialize<'de> for ErrorsObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;

        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = ErrorsObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of lists of sentences")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ErrorsObject, A::Error> {
                // No limit here, because the sender has applied one.
                let mut errors = ValidationErrors::within(&crate::Limits::new().violations(usize::MAX));
                while let Some(key) = map.next_key::<String>()? {
                    map.next_value_seed(Sentences { key: &key, errors: &mut errors })?;
                }
                Ok(ErrorsObject(errors))
            }
        }

        deserializer.deserialize_map(ObjectVisitor)
    }
}

/// Reads the list of sentences of one key.
struct Sentences<'e> {
    key: &'e str,
    errors: &'e mut ValidationErrors,
}

impl<'de> de::DeserializeSeed<'de> for Sentences<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Sentences<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of sentences")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(sentence) = list.next_element::<String>()? {
            self.errors.add(self.key, Violation::read(sentence));
        }
        Ok(())
    }
}
