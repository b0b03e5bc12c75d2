//! Enums: the schema of each variant, and how a document tells them apart.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::{Builder, has_rules};
use super::combine::{any_of, keyword};
use super::value::object;
use crate::declaration::{Content, Declaration, Tag, Variant};

impl Builder {
    /// The schema of an enum. It is open where its entries are among those of another object.
    pub(super) fn variants(
        &mut self,
        declaration: &'static Declaration,
        tag: Tag,
        variants: &'static [Variant],
        checked: bool,
        open: bool,
    ) -> Object {
        let closed = declaration.denies_unknown_fields() && !open;
        let around = self.variant;
        let choices: Vec<Value> = match tag {
            Tag::External if open => self.among_others(declaration, variants, checked),
            Tag::External => self.external(declaration, variants, checked),
            Tag::Internal(tag) => variants
                .iter()
                .map(|variant| {
                    self.variant = Some((declaration.name(), variant.name()));
                    described(self.internal(declaration, tag, variant, variants, checked, closed), variant)
                })
                .collect(),
            Tag::Adjacent { tag, content } => variants
                .iter()
                .map(|variant| {
                    self.variant = Some((declaration.name(), variant.name()));
                    let schema = self.adjacent(declaration, [tag, content], variant, variants, checked, closed);
                    described(schema, variant)
                })
                .collect(),
            Tag::Untagged => {
                // The rules of the first variant that fits decide, and not those of another.
                self.exact &= !(checked && has_rules(declaration));
                let variants = variants.iter();
                variants
                    .map(|variant| {
                        self.variant = Some((declaration.name(), variant.name()));
                        described(self.content(declaration, variant.content(), checked, closed), variant)
                    })
                    .collect()
            }
        };
        self.variant = around;
        match (tag, choices.len()) {
            (_, 1) | (Tag::Untagged, 1..) => object(any_of(choices)),
            (_, 0) => keyword("not", json!({})),
            (Tag::External, _) if open => object(any_of(choices)),
            _ => keyword("oneOf", choices),
        }
    }

    fn external(
        &mut self,
        declaration: &'static Declaration,
        variants: &'static [Variant],
        checked: bool,
    ) -> Vec<Value> {
        let mut choices = Vec::new();
        let units = || variants.iter().filter(|variant| matches!(variant.content(), Content::Unit));
        if units().any(Variant::is_other) {
            choices.push(json!({ "type": "string" }));
        } else if units().next().is_some() {
            let names: Vec<&str> = units().flat_map(|variant| variant.names.iter().copied()).collect();
            let mut schema = object(json!({ "type": "string", "enum": names }));
            if let (Some(only), None) = (units().next(), units().nth(1)) {
                describe(&mut schema, only);
            }
            choices.push(schema.into());
        }
        for variant in variants.iter().filter(|variant| !matches!(variant.content(), Content::Unit)) {
            let content = self.variant_content(declaration, variant, checked);
            let properties: Object =
                variant.names.iter().map(|name| ((*name).into(), Value::from(content.clone()))).collect();
            let mut schema = object(json!({ "type": "object", "additionalProperties": false }));
            match variant.names {
                [name] => schema.insert("required".into(), json!([name])),
                _ => {
                    schema.insert("maxProperties".into(), 1.into());
                    schema.insert("minProperties".into(), 1.into())
                }
            };
            schema.insert("properties".into(), properties.into());
            choices.push(described(schema, variant));
        }
        choices
    }

    /// What is written for a variant, beside its name.
    fn variant_content(
        &mut self,
        declaration: &'static Declaration,
        variant: &'static Variant,
        checked: bool,
    ) -> Object {
        self.variant = Some((declaration.name(), variant.name()));
        self.content(declaration, variant.content(), checked, declaration.denies_unknown_fields())
    }

    /// A flattened enum takes one of the entries of an object.
    fn among_others(
        &mut self,
        declaration: &'static Declaration,
        variants: &'static [Variant],
        checked: bool,
    ) -> Vec<Value> {
        let mut choices = Vec::new();
        for variant in variants {
            let content = self.variant_content(declaration, variant, checked);
            for name in variant.names {
                choices.push(json!({ "required": [name], "properties": { *name: content } }));
            }
        }
        choices
    }
}

/// The names of the variants of an enum that is written as text, each with its aliases. `None` for other enums.
pub(super) fn unit_names(declaration: &Declaration) -> Option<Vec<&'static [&'static str]>> {
    let Content::Enum(Tag::External, variants) = declaration.content() else { return None };
    let names = variants.iter().map(|variant| {
        let is_unit = matches!(variant.content(), Content::Unit) && !variant.is_other();
        is_unit.then_some(variant.names)
    });
    names.collect()
}

pub(super) fn described(mut schema: Object, variant: &Variant) -> Value {
    describe(&mut schema, variant);
    schema.into()
}

fn describe(schema: &mut Object, variant: &Variant) {
    if !variant.description().is_empty() {
        schema.insert("description".into(), variant.description().into());
    }
}
