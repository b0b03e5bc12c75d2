//! Enums whose variants are told apart by a field.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::Builder;
use super::combine::keyword;
use super::fields::may_be_left_out;
use super::flatten::only_tag;
use crate::declaration::{Content, Declaration, Variant};

impl Builder {
    /// A variant whose name stands among its fields.
    pub(super) fn internal(
        &mut self,
        declaration: &'static Declaration,
        tag: &'static str,
        variant: &'static Variant,
        variants: &'static [Variant],
        checked: bool,
        closed: bool,
    ) -> Object {
        let tag = (tag, name_of(variant, variants));
        match variant.content() {
            Content::Fields(fields) => self.object(declaration, fields, checked, closed, Some(tag)),
            Content::Newtype(field) => self.tagged_newtype(declaration, field, checked, tag),
            Content::Unit => only_tag(tag),
            _ => {
                self.exact = false;
                only_tag(tag)
            }
        }
    }

    /// A variant whose name stands beside its content.
    pub(super) fn adjacent(
        &mut self,
        declaration: &'static Declaration,
        [tag, content]: [&'static str; 2],
        variant: &'static Variant,
        variants: &'static [Variant],
        checked: bool,
        closed: bool,
    ) -> Object {
        let mut schema = only_tag((tag, name_of(variant, variants)));
        let inside = self.content(declaration, variant.content(), checked, declaration.denies_unknown_fields());
        let may_be_left_out = match variant.content() {
            Content::Unit => true,
            Content::Newtype(field) => may_be_left_out(field),
            _ => false,
        };
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            properties.insert(content.into(), inside.into());
        }
        if !may_be_left_out {
            schema.insert("required".into(), json!([tag, content]));
        } else if !matches!(variant.content(), Content::Unit) {
            self.exact = false;
        }
        if closed {
            schema.insert("additionalProperties".into(), false.into());
        }
        schema
    }
}

/// The schema of the name of a variant.
fn name_of(variant: &Variant, variants: &[Variant]) -> Value {
    if variant.is_other() {
        let others = variants.iter().filter(|other| !other.is_other());
        let names: Vec<&str> = others.flat_map(|other| other.names.iter().copied()).collect();
        let mut schema = keyword("type", "string");
        if !names.is_empty() {
            schema.insert("not".into(), json!({ "enum": names }));
        }
        return schema.into();
    }
    match variant.names {
        [name] => json!({ "const": name }),
        names => json!({ "enum": names }),
    }
}
