//! The schemas of types as `schemars` asks for them: a definition for each type, written by the generator of `schemars`.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::Object;
use super::builder::Builder;
use super::combine::keyword;
use crate::declaration::types::full_name;
use crate::declaration::{Declaration, Declare, Reference, Shape};
use crate::walk::group::GroupKey;

/// The name of the definition of a type.
#[must_use]
pub fn name<T: Declare + ?Sized>() -> Cow<'static, str> {
    full_name(T::declaration()).into()
}

/// What tells the type from all others.
#[must_use]
pub fn id<T: Declare + ?Sized>() -> Cow<'static, str> {
    let declaration = T::declaration();
    // Two types may have the same name and the same module, if they stand in blocks of one function.
    format!("{}#{:x}{}", declaration.type_name(), declaration.id, declaration.group.name()).into()
}

/// The schema of the type itself. Other types are definitions of the generator.
#[must_use]
pub fn schema<T: Declare + ?Sized>(generator: &mut SchemaGenerator) -> Schema {
    definition(generator, T::declaration(), true)
}

/// The schema of the type, or a reference to it.
#[must_use]
pub fn subschema<T: Declare + ?Sized>(generator: &mut SchemaGenerator, checked: bool) -> Schema {
    match checked {
        true => generator.subschema_for::<Declared<T, true>>(),
        false => generator.subschema_for::<Declared<T, false>>(),
    }
}

/// A declared type as `schemars` sees it, with its rules or without them. Its name and its schema are those that
/// `#[validate(json_schema)]` gives to the type itself.
struct Declared<T: ?Sized, const CHECKED: bool>(PhantomData<T>);

impl<T: Declare + ?Sized, const CHECKED: bool> JsonSchema for Declared<T, CHECKED> {
    fn schema_name() -> Cow<'static, str> {
        if CHECKED { name::<T>() } else { format!("{}_unchecked", name::<T>()).into() }
    }

    fn schema_id() -> Cow<'static, str> {
        if CHECKED { id::<T>() } else { format!("{} unchecked", id::<T>()).into() }
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        definition(generator, T::declaration(), CHECKED)
    }
}

fn definition(generator: &mut SchemaGenerator, declaration: &'static Declaration, checked: bool) -> Schema {
    let mut builder = Builder::new(Shape::Unknown, true, "");
    // Nothing is known of the types around this one, and some of them may be read twice.
    builder.buffers = true;
    builder.generator = Some(core::mem::take(generator));
    let schema = builder.definition(declaration, checked);
    if let Some(used) = builder.generator {
        *generator = used;
    }
    schema.into()
}

/// The schema of a type, or a reference to it: by its own impl where it has one, else by its declaration.
pub(super) fn reference(generator: &mut SchemaGenerator, reference: Reference, checked: bool) -> Object {
    let declaration = reference.declaration();
    if declaration.group != GroupKey::NONE {
        return of_group(generator, declaration, checked);
    }
    match (reference.own_schema(), reference.subschema()) {
        (Some(own_schema), _) if checked => object(own_schema(generator)),
        (_, Some(subschema)) => object(subschema(generator, checked)),
        _ => Object::new(),
    }
}

/// A reference to the definition of a type in a group, which is no type that the generator could know.
fn of_group(generator: &mut SchemaGenerator, declaration: &'static Declaration, checked: bool) -> Object {
    let mut name = full_name(declaration);
    if !checked {
        name.push_str("_unchecked");
    }
    if !generator.definitions().contains_key(&name) {
        // The type may refer to itself.
        generator.definitions_mut().insert(name.clone(), true.into());
        let schema = definition(generator, declaration, checked);
        generator.definitions_mut().insert(name.clone(), schema.to_value());
    }
    // As `schemars` reads it: the `#` before it and the slash behind it may be left out.
    let path = &*generator.settings().definitions_path;
    let path = path.strip_prefix('#').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    keyword("$ref", format!("#{path}/{}", name.replace('~', "~0").replace('/', "~1")))
}

/// The schema as an object.
pub(super) fn object(schema: Schema) -> Object {
    match schema.to_value() {
        Value::Object(schema) => schema,
        Value::Bool(false) => keyword("not", Object::new()),
        _ => Object::new(),
    }
}

/// How far references are followed.
const FURTHEST: usize = 8;

/// Whether the schema certainly refuses `null`.
pub(super) fn refuses_null(generator: &SchemaGenerator, schema: &Object) -> bool {
    refuses(generator, schema, 0)
}

fn refuses(generator: &SchemaGenerator, schema: &Object, depth: usize) -> bool {
    if depth > FURTHEST {
        return false;
    }
    let refuses = |schema: &Value| schema.as_object().is_some_and(|schema| refuses(generator, schema, depth + 1));
    let by_type = match schema.get("type") {
        Some(Value::String(name)) => name != "null",
        Some(Value::Array(names)) => !names.iter().any(|name| name == "null"),
        _ => false,
    };
    let by_choice = ["anyOf", "oneOf"].into_iter().any(|keyword| {
        schema.get(keyword).and_then(Value::as_array).is_some_and(|choices| choices.iter().all(refuses))
    });
    let by_part = schema.get("allOf").and_then(Value::as_array).is_some_and(|parts| parts.iter().any(refuses));
    let by_reference = || {
        let address = schema.get("$ref").and_then(Value::as_str)?;
        let name = address.rsplit('/').next()?;
        generator.definitions().get(&decoded(name)).map(refuses)
    };
    by_type || by_choice || by_part || by_reference() == Some(true)
}

/// The name of a definition, of which `schemars` encodes what may not stand in an address.
fn decoded(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
