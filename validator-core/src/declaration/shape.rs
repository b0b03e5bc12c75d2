//! What kind of value stands for a type in a document.

use core::fmt;
use core::marker::PhantomData;

use super::foreign::{Foreign, Probed};
use super::table::{Declaration, Declare};
use crate::subject::Kind;
use crate::walk::group::{Group, GroupKey};

/// What kind of JSON value stands for a type in a document.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// Text.
    Text,
    /// Text of one character.
    Character,
    /// A whole number between two others, both included.
    Integer {
        /// The least value of the type.
        min: i128,
        /// The greatest value of the type.
        max: u128,
    },
    /// A number.
    Number,
    /// A number of which serde keeps 32 bits: `f32`.
    Single,
    /// `true` or `false`.
    Boolean,
    /// `null`, which stands for `()` and unit structs.
    Null,
    /// The value, or `null`.
    Optional(&'static Shape),
    /// The value, `null`, or left out of a request that only names what it changes: a [`Patch`](crate::Patch).
    Patch(&'static Shape),
    /// A list of any length.
    List(&'static Shape),
    /// A list of any length, of which equal items count once.
    Set(&'static Shape),
    /// A list of this many items.
    Array(&'static Shape, usize),
    /// A list with a shape for each of its items.
    Tuple(&'static [Shape]),
    /// A map whose keys the client chooses.
    Map {
        /// The shape of the keys.
        key: &'static Shape,
        /// The shape of the values.
        value: &'static Shape,
    },
    /// A type with a declaration of its own.
    Declared(Reference),
    /// A type without a declaration, of which serde tells what it asks for.
    Foreign(Foreign),
    /// Nothing is known: the type may take any value.
    Unknown,
}

impl Shape {
    /// The shape without `null`.
    ///
    /// ```
    /// use unprocessable_core::declaration::{HasShape, Shape};
    ///
    /// assert!(matches!(<Option<String>>::SHAPE.required(), Shape::Text));
    /// ```
    #[must_use]
    pub fn required(self) -> Self {
        match self {
            Self::Optional(shape) | Self::Patch(shape) => shape.required(),
            shape => shape,
        }
    }

    /// Whether `null` is one of its values.
    ///
    /// ```
    /// use unprocessable_core::declaration::HasShape;
    ///
    /// assert!(<Option<u8>>::SHAPE.is_nullable() && !u8::SHAPE.is_nullable());
    /// ```
    #[must_use]
    pub fn is_nullable(self) -> bool {
        match self {
            Self::Optional(_) | Self::Patch(_) | Self::Null | Self::Unknown => true,
            Self::Foreign(foreign) => foreign.is_nullable(),
            // A newtype of an `Option` is written as the `Option`.
            Self::Declared(reference) => reference.declaration().same().is_some_and(Self::is_nullable),
            _ => false,
        }
    }

    /// How the sentences of rules speak of its values.
    ///
    /// ```
    /// use unprocessable_core::Kind;
    /// use unprocessable_core::declaration::HasShape;
    ///
    /// assert_eq!(<Vec<u8>>::SHAPE.kind(), Kind::List);
    /// ```
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Text | Self::Character => Kind::Text,
            Self::Integer { .. } | Self::Number | Self::Single => Kind::Number,
            Self::Boolean => Kind::Boolean,
            Self::List(_) | Self::Set(_) | Self::Array(..) => Kind::List,
            Self::Map { .. } => Kind::Map,
            Self::Optional(shape) | Self::Patch(shape) => shape.kind(),
            Self::Foreign(foreign) => foreign.kind(),
            Self::Declared(reference) => match reference.declaration() {
                declaration if declaration.is_transparent() => declaration.same().map_or(Kind::Other, Self::kind),
                _ => Kind::Other,
            },
            Self::Null | Self::Tuple(_) | Self::Unknown => Kind::Other,
        }
    }

    /// The shapes of what is inside: of elements, keys and values.
    pub(crate) fn insides(self) -> [Option<Self>; 3] {
        match self.required() {
            Self::List(element) | Self::Set(element) | Self::Array(element, _) => [Some(*element), None, None],
            Self::Map { key, value } => [None, Some(*key), Some(*value)],
            Self::Declared(reference) if reference.declaration().is_transparent() => {
                reference.declaration().same().map_or([None; 3], Self::insides)
            }
            _ => [None; 3],
        }
    }

    /// The shape by what is known of a type: its own, else what it asks serde for.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(own: Option<Self>, asked: Option<fn() -> Probed>) -> Self {
        match (own, asked) {
            (Some(own), _) => own,
            (None, Some(ask)) => Self::Foreign(Foreign::new(ask)),
            (None, None) => Self::Unknown,
        }
    }
}

/// A type with a declaration of its own, which may be the one that refers to it.
#[derive(Clone, Copy)]
pub struct Reference {
    declaration: fn() -> &'static Declaration,
    group: GroupKey,
    #[cfg(feature = "schemars")]
    subschema: Option<super::subschema::Subschema>,
    #[cfg(feature = "schemars")]
    own_schema: Option<super::subschema::OwnSubschema>,
}

impl Reference {
    pub(crate) const fn to<T: Declare + ?Sized>() -> Self {
        Self {
            declaration: T::declaration,
            group: GroupKey::NONE,
            #[cfg(feature = "schemars")]
            subschema: None,
            #[cfg(feature = "schemars")]
            own_schema: None,
        }
    }

    /// How a generator of `schemars` gets to the schema that is made from the declaration, with the rules or without.
    #[cfg(feature = "schemars")]
    #[doc(hidden)]
    #[must_use]
    pub fn subschema(self) -> Option<super::subschema::Subschema> {
        self.subschema
    }

    /// The schema that the type gives by itself.
    #[cfg(feature = "schemars")]
    pub(crate) fn own_schema(self) -> Option<super::subschema::OwnSubschema> {
        self.own_schema
    }

    /// The same type in a group.
    pub(crate) fn of_group(self, group: GroupKey) -> Self {
        Self { group, ..self }
    }

    /// The declaration.
    #[must_use]
    pub fn declaration(self) -> &'static Declaration {
        let declaration = (self.declaration)();
        if self.group == GroupKey::NONE { declaration } else { declaration.of_group(self.group) }
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The declaration may contain this reference.
        write!(f, "Reference({})", self.declaration().name())
    }
}

/// A type whose shape in a document is known.
///
/// The types of the standard library have one, and so does each type with `#[derive(Validate)]` when the feature
/// `declaration` is on. Implement it for a type of your own that serde reads in a way that it does not tell by itself:
///
/// ```
/// use unprocessable_core::declaration::{HasShape, Shape};
///
/// /// Read from an integer or from text.
/// struct Flexible(u64);
///
/// impl HasShape for Flexible {
///     const SHAPE: Shape = Shape::Unknown;
/// }
/// ```
pub trait HasShape {
    /// The shape.
    const SHAPE: Shape;

    /// The shape, with types in a group if the type stands for a group of another one.
    #[doc(hidden)]
    #[must_use]
    fn shape() -> Shape {
        Self::SHAPE
    }
}

/// Finds the shape of a type, if it has one. Else [`NoShape`] has the constant.
#[doc(hidden)]
#[derive(Debug)]
pub struct ShapeOf<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: HasShape + ?Sized> ShapeOf<T> {
    /// The shape of the type.
    pub const SHAPE: Option<Shape> = Some(T::SHAPE);
}

/// Any type.
#[doc(hidden)]
pub trait NoShape {
    /// Nothing is known.
    const SHAPE: Option<Shape> = None;
}

impl<T: ?Sized> NoShape for ShapeOf<T> {}

impl Shape {
    /// The same shape, with types in a group.
    #[doc(hidden)]
    #[must_use]
    pub fn for_group<G: Group>(self) -> Self {
        self.of_group(GroupKey::of::<G>())
    }

    /// The shape of a type that declares itself.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared<T: Declare + ?Sized>() -> Self {
        Self::Declared(Reference::to::<T>())
    }
}

#[cfg(feature = "schemars")]
impl Shape {
    /// The shape of a type whose declaration is also a schema of `schemars`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_subschema(self, subschema: super::subschema::Subschema) -> Self {
        match self {
            Self::Declared(reference) => Self::Declared(Reference { subschema: Some(subschema), ..reference }),
            shape => shape,
        }
    }

    /// The shape of a type that may give its schema by itself.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_own_schema(self, own: Option<super::subschema::OwnSubschema>) -> Self {
        match (self, own) {
            (Self::Declared(reference), Some(_)) => Self::Declared(Reference { own_schema: own, ..reference }),
            (Self::Foreign(foreign), Some(own)) => Self::Foreign(Foreign::with_own_schema(Some(foreign), own)),
            (Self::Unknown, Some(own)) => Self::Foreign(Foreign::with_own_schema(None, own)),
            (shape, _) => shape,
        }
    }
}
