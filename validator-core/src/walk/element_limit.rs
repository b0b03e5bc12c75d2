//! Upper bounds on the number of elements, for lists and maps that cannot be read.
//!
//! A rule checks a value. If one element cannot be read, the list has none, and its rules cannot run. The number of its
//! elements is known all the same, and it decides whether the elements are looked at.

use core::marker::PhantomData;

use crate::rule::Described;
use crate::subject::{Kind, Subject};

/// A rule of a field with the greatest number of elements that it allows.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "json"), allow(dead_code))] // Decode asks.
pub struct ElementLimit {
    pub(crate) kind: Kind,
    pub(crate) most: usize,
    pub(crate) rule: &'static (dyn Described + Send + Sync),
    /// The position of the field in its struct.
    pub(crate) field: u32,
    /// Whether the field stops at its first violation.
    pub(crate) bail: bool,
}

impl ElementLimit {
    /// `None` if the value is neither a list nor a map.
    pub(crate) fn new(
        kind: Kind,
        most: usize,
        rule: &'static (dyn Described + Send + Sync),
        field: u32,
        bail: bool,
    ) -> Option<Self> {
        matches!(kind, Kind::List | Kind::Map).then_some(Self { kind, most, rule, field, bail })
    }
}

impl core::fmt::Debug for ElementLimit {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ElementLimit").field("most", &self.most).finish_non_exhaustive()
    }
}

/// Decides how rules see a type, as `Probe` does for a value.
pub struct TypeProbe<S: ?Sized>(PhantomData<fn(&S)>);

impl<S: ?Sized> TypeProbe<S> {
    /// The probe of the type that the marker names.
    #[must_use]
    pub fn of(_: PhantomData<S>) -> Self {
        Self(PhantomData)
    }
}

impl<S: ?Sized> core::fmt::Debug for TypeProbe<S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("TypeProbe")
    }
}

/// The type that rules see, and the kind of its values.
pub struct Seen<T: ?Sized> {
    pub(crate) kind: Kind,
    ty: PhantomData<fn(&T)>,
}

impl<T: ?Sized> Seen<T> {
    /// Neither a list nor a map.
    pub(crate) const OPAQUE: Self = Self { kind: Kind::Other, ty: PhantomData };
}

impl<T: ?Sized> core::fmt::Debug for Seen<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Seen").field("kind", &self.kind).finish()
    }
}

impl<S: Subject + ?Sized> TypeProbe<S> {
    /// What rules see of a subject.
    #[must_use]
    pub fn seen(&self) -> Seen<S::Value> {
        Seen { kind: S::KIND, ty: PhantomData }
    }
}

/// Sees an `Option` of a type that is not a subject. A `Patch` is seen in the same way.
pub trait SeenInside<T> {
    /// What rules see of it.
    fn seen(&self) -> Seen<T>;
}

impl<T> SeenInside<T> for TypeProbe<Option<T>> {
    fn seen(&self) -> Seen<T> {
        Seen::OPAQUE
    }
}

/// Sees any other type.
pub trait SeenOpaque<T: ?Sized> {
    /// What rules see of it.
    fn seen(&self) -> Seen<T>;
}

impl<T: ?Sized> SeenOpaque<T> for &TypeProbe<T> {
    fn seen(&self) -> Seen<T> {
        Seen::OPAQUE
    }
}
