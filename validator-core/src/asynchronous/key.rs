//! Values that are looked up in a column.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use core::fmt;

use crate::argument::Other;
#[cfg(feature = "uuid")]
use crate::subject::Kind;
use crate::subject::Subject;

/// A value that is looked up in a column. It is a value of a request, so `Debug` shows only its type.
// A new kind must not compile in a `Lookup` that does not know it: an arm for all others could only answer wrongly.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Text.
    Text(Box<str>),
    /// A whole number.
    Integer(i64),
    /// A UUID, as its 16 bytes.
    Uuid([u8; 16]),
}

impl Key {
    /// Which of the types it has.
    pub(crate) fn kind(&self) -> KeyKind {
        match self {
            Self::Text(_) => KeyKind::Text,
            Self::Integer(_) => KeyKind::Integer,
            Self::Uuid(_) => KeyKind::Uuid,
        }
    }
}

/// The type of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Text,
    Integer,
    Uuid,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.kind(), f)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Key {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// A value that [`unique`](crate::rules::unique) and [`exists`](crate::rules::exists) can look up: text, integers, and
/// UUIDs of the crate `uuid` with that feature.
///
/// A number that no `i64` holds stands in no column, so it is not looked up. Implement it for a type of your own that
/// stands for one of these:
///
/// ```
/// use unprocessable_core::{Key, LookupKey};
///
/// struct Sku(u32);
///
/// impl LookupKey for Sku {
///     fn key(&self) -> Option<Key> {
///         Some(Key::Integer(self.0.into()))
///     }
/// }
///
/// assert_eq!(Sku(7).key(), Some(Key::Integer(7)));
/// assert_eq!("jane@example.com".key(), Some(Key::from("jane@example.com")));
/// assert_eq!(u64::MAX.key(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be looked up in a column",
    label = "neither text, an integer nor a UUID",
    note = "the elements of a list are looked up by `each(exists(…))`",
    note = "a type of your own implements `unprocessable::LookupKey`, or is `#[validate(transparent)]`; `uuid::Uuid` needs the feature `uuid`"
)]
pub trait LookupKey {
    /// The value as a key. `None` if it can stand in no column.
    fn key(&self) -> Option<Key>;
}

impl LookupKey for str {
    fn key(&self) -> Option<Key> {
        Some(Key::Text(self.into()))
    }
}

macro_rules! integers {
    ($($integer:ty),+) => {$(
        impl LookupKey for $integer {
            fn key(&self) -> Option<Key> {
                i64::try_from(*self).ok().map(Key::Integer)
            }
        }

        impl LookupOperand for $integer {
            fn operand(&self) -> Option<Key> {
                self.key()
            }
        }
    )+};
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

// So that it can stand in `except` and `within`, also in an `Option`.
#[cfg(feature = "uuid")]
impl Subject for uuid::Uuid {
    type Value = Self;
    const KIND: Kind = Kind::Other;

    fn value(&self) -> Option<&Self> {
        Some(self)
    }
}

#[cfg(feature = "uuid")]
impl LookupKey for uuid::Uuid {
    fn key(&self) -> Option<Key> {
        Some(Key::Uuid(self.into_bytes()))
    }
}

/// A value beside the one that is looked up: that of `except` or `within`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a column",
    label = "neither text, an integer nor a UUID",
    note = "write another field or a value of the context: `except = self.id`, `within = (orders::OWNER, context.user)`"
)]
pub trait LookupOperand {
    /// The value as a key. `None` if it is absent.
    fn operand(&self) -> Option<Key>;
}

impl LookupOperand for &str {
    fn operand(&self) -> Option<Key> {
        self.key()
    }
}

impl LookupOperand for Cow<'_, str> {
    fn operand(&self) -> Option<Key> {
        self.as_ref().key()
    }
}

impl<T: Subject<Value: LookupKey> + ?Sized> LookupOperand for Other<'_, T> {
    fn operand(&self) -> Option<Key> {
        self.0.value()?.key()
    }
}
