//! The document: the schema of a type, with the definitions that it refers to.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::builder::Builder;
use super::place::Place;
use super::{NotSayable, Object, UnsaidRule};
use crate::declaration::{HasShape, RuleSet, Shape};

/// The address of the dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema of a type, in draft 2020-12.
///
/// The document is made when it is asked for: by [`to_value`](JsonSchema::to_value), or by
/// [`is_exact`](JsonSchema::is_exact).
///
/// ```
/// use serde_json::json;
/// use unprocessable_core::json_schema;
///
/// let schema = json_schema::<Vec<Option<i64>>>();
/// assert!(schema.is_exact());
/// assert_eq!(schema.to_value().unwrap()["items"]["type"], json!(["integer", "null"]));
/// ```
///
/// The page `guide::declaration` of the crate `unprocessable` shows it for a type with rules.
///
/// The schema never refuses what serde and the rules accept, also by a validator that checks formats. A few documents are
/// left aside:
///
/// * serde reads a struct from a list too, a variant without content from `{"name": null}`, and some variants by their
///   number. The schema has the usual form.
/// * Readers of JSON disagree about numbers beyond 64 bits and about `1.0` as an integer. An `f32` gets the
///   number that is nearest to what is written. The schema has two spellings of that number, the shortest one and the one by
///   way of an `f64`, and may refuse others that are just beside a bound. `NonZeroI8` and its like also refuse 0.
/// * A schema does not see that a key is repeated, or that a text without a copy (`&str`) cannot have escapes.
pub fn json_schema<T: HasShape + ?Sized>() -> JsonSchema {
    JsonSchema { shape: T::shape(), type_name: core::any::type_name::<T>, lossy: false, prefix: None }
}

/// A JSON Schema that is made when it is asked for. [`json_schema`] gives it.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct JsonSchema {
    shape: Shape,
    type_name: fn() -> &'static str,
    lossy: bool,
    prefix: Option<&'static str>,
}

impl JsonSchema {
    /// Leaves out what JSON Schema cannot say, instead of failing.
    ///
    /// Each rule that is left out, or that the schema says in a weaker form, is listed on its field as
    /// [`x-rules`](super::RULES_KEYWORD), with its code, its message and its conditions. Rules of fields that the schema does
    /// not have are listed on their type: those of a type that serde makes from another one, for example.
    pub fn lossy(self) -> Self {
        Self { lossy: true, ..self }
    }

    /// References begin with this. All types are definitions, the type itself included.
    #[doc(hidden)]
    pub fn references(self, prefix: &'static str) -> Self {
        Self { prefix: Some(prefix), ..self }
    }

    /// The document.
    ///
    /// # Errors
    ///
    /// If some rule cannot be said and the document is not [`lossy`](Self::lossy).
    pub fn to_value(&self) -> Result<Value, NotSayable> {
        let (document, _, unsaid) = self.build();
        if unsaid.is_empty() || self.lossy {
            return Ok(document);
        }
        let name = match self.shape {
            Shape::Declared(reference) => reference.declaration().name(),
            _ => &short((self.type_name)()),
        };
        Err(NotSayable::new(name.to_owned(), unsaid))
    }

    /// Whether the schema accepts what serde and the rules accept, and nothing else. [`json_schema`] lists the few documents
    /// that are left aside, such as a list in place of a struct: serde reads them, and also an exact schema refuses them.
    ///
    /// It is false if some rule is said in a weaker form or not at all, and if a type reads its values in a way that is
    /// not known.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        let (_, exact, unsaid) = self.build();
        exact && unsaid.is_empty()
    }

    fn build(&self) -> (Value, bool, Vec<UnsaidRule>) {
        let mut builder = Builder::new(self.shape, self.lossy, self.prefix.unwrap_or("#/$defs/"));
        let root = match self.shape {
            Shape::Declared(reference) => builder.reference(reference, true),
            shape => {
                let mut scope = builder.scope(&short((self.type_name)()));
                let nested = RuleSet { nested: Some(&[&[]]), ..RuleSet::NONE };
                builder.value(&mut scope, shape, nested, &Place::whole()).schema
            }
        };
        let (mut definitions, referenced) = builder.definitions();
        let mut document = Object::new();
        document.insert("$schema".into(), DIALECT.into());
        let own = match self.shape {
            // Tools read a schema best that begins with the type.
            Shape::Declared(reference) if self.prefix.is_none() => {
                let name = builder.definition_name(reference.declaration(), true);
                if referenced.contains(&name) { None } else { definitions.remove(&name) }
            }
            _ => None,
        };
        match own {
            Some(Value::Object(own)) => document.extend(own),
            _ => document.extend(root),
        }
        if !definitions.is_empty() {
            document.insert("$defs".into(), definitions.into());
        }
        (json!(document), builder.exact, builder.unsaid)
    }
}

/// `Vec<Order>` for `alloc::vec::Vec<app::Order>`.
fn short(type_name: &str) -> String {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut short = String::new();
    let mut rest = type_name;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_path(c) != is_path(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        short.push_str(if is_path(first) { word.rsplit("::").next().unwrap_or(word) } else { word });
        rest = after;
    }
    short
}
