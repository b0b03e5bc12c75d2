//! The items that only generated code uses. They may change in any version.

pub(crate) mod condition_value;
pub(crate) mod containers;
pub(crate) mod placeholder;
pub(crate) mod rule_tuple;

use core::marker::PhantomData;

/// What the documentation of extractors has in common with that of errors.
#[cfg(feature = "aide")]
pub mod aide {
    pub use crate::respond::aide::{Component, response};
}

/// What the impl of `JsonSchema` for a declared type says.
#[cfg(feature = "schemars")]
pub mod declared_schema {
    pub use crate::json_schema::schemars::{id, name, schema, subschema};
}

#[cfg(feature = "async")]
pub use crate::asynchronous::check::CheckSite;
#[cfg(feature = "async")]
pub use crate::asynchronous::context::{AsyncContext, AsyncContextOf};
#[cfg(feature = "async")]
pub use crate::asynchronous::questions::{Questions, poll_once, settle};
#[cfg(feature = "async")]
pub use crate::asynchronous::timing::{AskedOf, Timing, Watcher};
#[cfg(feature = "json")]
pub use crate::decode::inspect::elements::{EachItem, EachKey, EachValue, NoItem, NoKey, NoValue};
#[cfg(feature = "json")]
pub use crate::decode::inspect::field_readers::{
    DeserializeField, Deserialized, FieldReader, InspectField, MOST_READERS, PlainFields, PlainTypes, Skipped, With,
    WithDefault,
};
#[cfg(feature = "json")]
pub use crate::decode::inspect::fields::{FieldLocation, FieldTable};
#[cfg(feature = "json")]
pub use crate::decode::inspect::flatten::{Flat, ReadFlat, ReadFlatInspect, ReadFlatOption};
#[cfg(feature = "json")]
pub use crate::decode::inspect::variants::VariantChoice;

pub use alloc::borrow::Cow;
#[cfg(feature = "schemars")]
pub use schemars;
pub use serde;

pub use crate::__private::condition_value::{ConditionValue, HiddenValue, ShownValue};
pub use crate::__private::containers::{NestLeaf, OnList, OnMap};
pub use crate::__private::rule_tuple::MOST_RULES;
pub use crate::argument::{Arguments, Relation};
pub use crate::errors::custom::CustomResult;
pub use crate::lang::MessageId;
pub use crate::message::{OwnLabel, OwnSentence};
pub use crate::normalize::function::{Fill, Function, call, fill};
pub use crate::normalize::text::{CanBeNone, NoText, Text, TextProbe, Texts, are_in_order, can_be_none, words};
pub use crate::normalize::word::Word;
pub use crate::normalize::{Nested, NotNested};
pub use crate::path::pattern::KeyPattern;
pub use crate::path::{KeyText, Spot};
pub use crate::pattern::{ALWAYS, FIRST_ROW, NEVER, Pattern};
/// The type parameter of a rule on lists that is only described.
pub use crate::rules::Equals as NoItems;
pub use crate::rules::{AnyType, AsItPrepares, ByHash, ByNumber, Literal, Memory, Search, TypeOf, possible};
pub use crate::walk::change_items::{ChangeItems, ChangeValues};
pub use crate::walk::context::HasContext;
pub use crate::walk::element_limit::{ElementLimit, Seen, SeenInside, SeenOpaque, TypeProbe};
pub use crate::walk::group::{GroupKey, GroupOf, NoGroup};
pub use crate::walk::slots::{All, Fields, MOST_SLOTS, Refs, Slots, all};
// Compile errors show the bounds by their paths here.
pub use crate::walk::unchecked::{KeyLeftUnchecked, LeftUnchecked, PartLeftUnchecked};
pub use crate::walk::unchecked::{NoRules, NotValidated, SaysRules, Unchecked, Validated};
pub use crate::walk::walker::{Checked, Walker};
pub use placeholder::placeholder;

use crate::patch::Patch;
use crate::subject::{Kind, Subject};

/// Decides how rules see a field: as a [`Subject`] if its type is one, and otherwise as an opaque value.
///
/// `(&Probe(&field)).subject()` resolves to the inherent method if the type is a subject, then to [`ProbeOption`], then
/// to [`ProbeOpaque`]. So `required` works on an `Option` of any type, and rules of the user on any type.
pub struct Probe<'a, T: ?Sized>(pub &'a T);

impl<'a, T: Subject + ?Sized> Probe<'a, T> {
    /// The subject itself.
    #[inline]
    pub fn subject(&self) -> &'a T {
        self.0
    }
}

/// Sees an `Option` or `Patch` of a type that is not a subject.
pub trait ProbeOption {
    /// The subject that rules see.
    type Seen;
    /// The value as a subject that may be absent.
    fn subject(&self) -> Self::Seen;
}

impl<'a, T> ProbeOption for Probe<'a, Option<T>> {
    type Seen = OpaqueValue<'a, T>;

    #[inline]
    fn subject(&self) -> OpaqueValue<'a, T> {
        OpaqueValue(self.0.as_ref())
    }
}

impl<'a, T> ProbeOption for Probe<'a, Patch<T>> {
    type Seen = Patch<OpaqueValue<'a, T>>;

    #[inline]
    fn subject(&self) -> Patch<OpaqueValue<'a, T>> {
        match self.0 {
            Patch::Absent => Patch::Absent,
            Patch::Null => Patch::Null,
            Patch::Value(value) => Patch::Value(OpaqueValue(Some(value))),
        }
    }
}

impl<T> SeenInside<T> for TypeProbe<Patch<T>> {
    fn seen(&self) -> Seen<T> {
        Seen::OPAQUE
    }
}

/// Sees a value of any other type.
pub trait ProbeOpaque<'a, T: ?Sized> {
    /// The value as a subject.
    fn subject(&self) -> OpaqueValue<'a, T>;
}

impl<'a, T: ?Sized> ProbeOpaque<'a, T> for &Probe<'a, T> {
    #[inline]
    fn subject(&self) -> OpaqueValue<'a, T> {
        OpaqueValue(Some(self.0))
    }
}

/// A value of any type, or none.
pub struct OpaqueValue<'a, T: ?Sized>(pub Option<&'a T>);

impl<T: ?Sized> Subject for OpaqueValue<'_, T> {
    type Value = T;
    const KIND: Kind = Kind::Other;

    #[inline]
    fn value(&self) -> Option<&T> {
        self.0
    }
}

/// The value of a subject, for functions of the user.
#[inline]
pub fn value<S: Subject + ?Sized>(subject: &S) -> Option<&S::Value> {
    subject.value()
}

/// The kind of a subject, which decides the words of sentences.
#[inline]
pub fn kind<S: Subject + ?Sized>(_: &S) -> Kind {
    S::KIND
}

/// Refuses the type of a field that has no default, if that type is [`Patch`].
pub struct WithoutDefault<T>(PhantomData<fn() -> T>);

impl<T> WithoutDefault<T> {
    /// Its only value.
    pub const NEW: Self = Self(PhantomData);
}

impl<T> WithoutDefault<Patch<T>> {
    /// Does not compile for a `Patch`.
    pub fn is_fine(&self)
    where
        Self: TellsAbsentFromNull,
    {
    }
}

/// Accepts every other type.
pub trait NeedsNoDefault {
    /// Compiles.
    fn is_fine(&self) {}
}

impl<T> NeedsNoDefault for &WithoutDefault<T> {}

/// A bound without an impl, which makes a `Patch` without a default an error.
#[diagnostic::on_unimplemented(
    message = "a `Patch` needs `#[serde(default)]`",
    label = "serde would read a missing field as `null`",
    note = "write `#[serde(default)]` above the field, or above the struct"
)]
pub trait TellsAbsentFromNull {}

/// The condition of a `when`. If the derive demanded a plain `bool`, rustc would suggest to unwrap an option.
#[diagnostic::on_unimplemented(
    message = "a condition is `bool`, not `{Self}`",
    label = "neither true nor false",
    note = "compare it with something, as in `self.kind == Kind::Company`, or `self.flag == Some(true)` for an option"
)]
pub trait Holds {
    /// Whether the condition holds. The derive calls it by its path, so that rustc has no bound to show.
    fn holds(self) -> bool;
}

#[diagnostic::do_not_recommend]
impl Holds for bool {
    #[inline(always)]
    fn holds(self) -> bool {
        self
    }
}
