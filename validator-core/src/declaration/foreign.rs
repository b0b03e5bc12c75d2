//! What a type without a declaration asks serde for.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserialize;

use crate::decode::Expected;
use crate::decode::de::probe;
use crate::subject::Kind;

pub(super) use crate::decode::de::probe::Probed;

/// A type without a declaration, of which serde tells what it asks for.
#[derive(Clone, Copy)]
pub struct Foreign {
    ask: Option<fn() -> Probed>,
    #[cfg(feature = "schemars")]
    own_schema: Option<super::subschema::OwnSubschema>,
}

impl Foreign {
    pub(crate) const fn new(ask: fn() -> Probed) -> Self {
        Self {
            ask: Some(ask),
            #[cfg(feature = "schemars")]
            own_schema: None,
        }
    }

    /// A type whose schema is known, and perhaps nothing else.
    #[cfg(feature = "schemars")]
    pub(crate) const fn with_own_schema(asked: Option<Self>, schema: super::subschema::OwnSubschema) -> Self {
        let ask = match asked {
            Some(asked) => asked.ask,
            None => None,
        };
        Self { ask, own_schema: Some(schema) }
    }

    /// The schema that the type gives by itself.
    #[cfg(feature = "schemars")]
    pub(crate) fn own_schema(self) -> Option<super::subschema::OwnSubschema> {
        self.own_schema
    }

    /// Whether serde tells what the type asks for. It does not tell it of a type parameter.
    #[doc(hidden)]
    #[must_use]
    pub fn is_asked(self) -> bool {
        self.ask.is_some()
    }

    fn probed(self) -> Probed {
        self.ask.map_or(Probed::ANY, |ask| ask())
    }

    /// What kind of value the type asks for.
    #[must_use]
    pub fn expected(self) -> Expected {
        self.probed().expected
    }

    /// What the type asks for by the method of serde that it calls, where [`expected`](Self::expected) knows it by its
    /// name: `Expected::Text` for an address on the internet.
    #[must_use]
    pub fn asked(self) -> Expected {
        self.probed().asked
    }

    /// Whether serde reads a struct without a field of this type, as it does for an `Option`.
    #[must_use]
    pub fn is_optional(self) -> bool {
        self.probed().optional
    }

    /// Whether the type takes `null`, as an `Option` does.
    #[must_use]
    pub fn is_nullable(self) -> bool {
        let probed = self.probed();
        probed.optional || matches!(probed.expected, Expected::Any | Expected::Unit)
    }

    /// The names that the type asks for: those of the fields of a struct, or of the variants of an enum.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        self.probed().names
    }

    /// How the sentences of rules speak of its values.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.expected() {
            Expected::Boolean => Kind::Boolean,
            Expected::Integer(_) | Expected::Float | Expected::Decimal => Kind::Number,
            Expected::Text | Expected::Char => Kind::Text,
            Expected::List => Kind::List,
            Expected::Map => Kind::Map,
            Expected::Date | Expected::Time | Expected::DateTime => Kind::Date,
            Expected::File => Kind::File,
            _ => Kind::Other,
        }
    }
}

impl fmt::Debug for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Foreign({:?})", self.expected())
    }
}

/// Asks a type what it expects, if serde can deserialise it. Else [`NotAsked`] has the constant.
#[doc(hidden)]
#[derive(Debug)]
pub struct Ask<T: ?Sized>(PhantomData<fn(&T)>);

impl<'de, T: Deserialize<'de>> Ask<T> {
    /// A function that asks.
    pub const ASK: Option<fn() -> Probed> = Some(probe::probe::<'de, T>);
}

/// Any type.
#[doc(hidden)]
pub trait NotAsked {
    /// Nobody can be asked.
    const ASK: Option<fn() -> Probed> = None;
}

impl<T: ?Sized> NotAsked for Ask<T> {}
