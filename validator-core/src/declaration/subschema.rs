//! How a generator of `schemars` gets to the schema of a type that a declaration refers to.

use core::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};

/// Gives the schema that is made from a declaration, with the rules or without them.
pub type Subschema = fn(&mut SchemaGenerator, checked: bool) -> Schema;

/// Gives the schema of a type by its own impl of `JsonSchema`.
pub type OwnSubschema = fn(&mut SchemaGenerator) -> Schema;

/// The schema of a type by its own impl of `JsonSchema`, if it has one. Else [`NoOwnSchema`] has the constant.
#[derive(Debug)]
pub struct OwnSchema<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: JsonSchema + ?Sized> OwnSchema<T> {
    /// A function that gives it.
    pub const SCHEMA: Option<OwnSubschema> = Some(SchemaGenerator::subschema_for::<T>);
}

/// Any type.
pub trait NoOwnSchema {
    /// There is none.
    const SCHEMA: Option<OwnSubschema> = None;
}

impl<T: ?Sized> NoOwnSchema for OwnSchema<T> {}
