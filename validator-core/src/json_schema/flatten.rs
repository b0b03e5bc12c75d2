//! Flattened fields, whose own fields are among those of the object.

use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::{Builder, Scope, declared, has_rules, nests};
use super::combine::{all_of, also, keyword};
use super::fields::annotate;
use super::place::{Place, Step, names};
use super::rules::add_later;
use super::value::{Written, nested_conditions};
use crate::declaration::{Content, Declaration, DeclaredField, Place as FieldPlace, RuleSet, Shape};
use crate::path::Label;

/// How deep flattened structs are followed.
const DEEPEST: usize = 16;

/// An object that is being written.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) properties: Object,
    pub(super) required: Vec<String>,
    /// Schemas that must hold, too.
    pub(super) all: Vec<Value>,
    pub(super) later: Vec<(Value, Object)>,
    /// The schema of the other entries, which a map takes.
    others: Option<Object>,
    /// Whether something takes other entries that are not known.
    takes_more: bool,
    /// Whether some of the fields stand in a schema of `all`.
    has_branches: bool,
    /// The map that takes the other entries, with the name of the type that has it.
    map: Option<(String, &'static DeclaredField, RuleSet, Place)>,
    /// Whether a struct takes some entries, depending on what they are.
    takes_some: bool,
    /// What is left out is marked here.
    marks: Object,
}

impl Parts {
    /// Whether the schema says which entries go to a map.
    pub(super) fn is_clear(&self) -> bool {
        self.others.is_none() || !self.takes_some && !self.takes_more && !self.has_branches
    }

    pub(super) fn into_object(self, closed: bool) -> Object {
        let mut schema = keyword("type", "object");
        if !self.properties.is_empty() {
            schema.insert("properties".into(), self.properties.into());
        }
        if !self.required.is_empty() {
            schema.insert("required".into(), self.required.into());
        }
        for other in self.all {
            also(&mut schema, other);
        }
        add_later(&mut schema, self.later);
        match self.others {
            // A flattened map takes nothing away from what is unknown.
            Some(_) if closed && !self.takes_more && !self.has_branches => {
                schema.insert("additionalProperties".into(), false.into());
            }
            Some(others) if !self.takes_more && !self.has_branches && !others.is_empty() => {
                schema.insert("additionalProperties".into(), others.into());
            }
            Some(_) => {}
            None if closed && !self.takes_more => {
                let keyword = if self.has_branches { "unevaluatedProperties" } else { "additionalProperties" };
                schema.insert(keyword.into(), false.into());
            }
            None => {}
        }
        schema.extend(self.marks);
        schema
    }
}

impl Builder {
    /// Adds what stands in an object for a flattened field.
    pub(super) fn flatten(
        &mut self,
        parts: &mut Parts,
        scope: &Scope,
        field: &'static DeclaredField,
        checked: bool,
        depth: usize,
    ) {
        let set = if checked { field.rules } else { RuleSet::NONE };
        let is_optional = matches!(field.shape(), Shape::Optional(_) | Shape::Patch(_));
        let place = Place { path: field.name().into(), ..Place::field(field, None) };
        let mut marks = Written { schema: core::mem::take(&mut parts.marks), ..Written::default() };
        // The rules of the type itself are followed. Others have no keyword, because the value has no place of its own.
        let own_rules = RuleSet { keys: None, values: None, ..set };
        self.leave_out_all(scope, field.shape(), &own_rules, &place, &mut marks);
        self.flattened_keys(scope, field, set, &place, &mut marks);
        let nests = self.nests(scope, field, set, &place, &mut marks.schema);
        parts.marks = marks.schema;
        match field.shape().required() {
            Shape::Declared(reference) => {
                let declaration = reference.declaration();
                match declaration.content() {
                    _ if depth > DEEPEST => {
                        self.leave_out_flattened(parts, scope, field, set, &place);
                        self.give_up(parts);
                    }
                    Content::Fields(fields) if !is_optional => {
                        // Such a struct looks at entries that are not its own.
                        let looks_around = fields.iter().any(|field| field.place() == FieldPlace::Flattened);
                        self.exact &= !(looks_around && declaration.denies_unknown_fields());
                        self.add_fields(parts, declaration, fields, nests, depth + 1);
                        if nests {
                            self.flattened_rules(parts, declaration);
                        }
                    }
                    Content::Fields(fields) => {
                        // serde takes the struct for absent if it cannot be read, so nothing is asked.
                        self.leave_out_flattened(parts, scope, field, set, &place);
                        parts.takes_some = true;
                        self.mention(parts, fields, depth);
                    }
                    Content::Enum(tag, variants) => {
                        self.exact = false;
                        parts.has_branches = true;
                        if is_optional {
                            self.leave_out_flattened(parts, scope, field, set, &place);
                            parts.takes_more = true;
                        } else {
                            let schema = self.variants(declaration, tag, variants, nests, true);
                            parts.all.push(schema.into());
                        }
                    }
                    _ => {
                        self.leave_out_flattened(parts, scope, field, set, &place);
                        self.give_up(parts);
                    }
                }
            }
            Shape::Map { key, value } if !is_optional && parts.others.is_none() => {
                self.exact &= matches!(key, Shape::Text);
                let rules = set.values.copied().unwrap_or(RuleSet { group: set.group, ..RuleSet::NONE });
                let rules = rules.within(&set);
                let mut scope = self.scope(&scope.owner);
                let others =
                    self.value(&mut scope, *value, rules, &place.inside(Step::Values).labelled(rules.label)).schema;
                parts.others = Some(others);
                parts.map = Some((scope.owner, field, set, place));
            }
            _ => {
                self.leave_out_flattened(parts, scope, field, set, &place);
                self.give_up(parts);
            }
        }
    }

    /// The rules on the keys of a flattened map. The names of the object's own fields are not among them.
    fn flattened_keys(
        &mut self,
        scope: &Scope,
        field: &'static DeclaredField,
        set: RuleSet,
        place: &Place,
        marks: &mut Written,
    ) {
        let Some(rules) = set.keys else { return };
        let shape = match field.shape().required() {
            Shape::Map { key, .. } => *key,
            _ => Shape::Unknown,
        };
        let label = rules.label.map_or_else(|| Label::of(field.name()), Label::Given);
        let place = Place { label, ..place.inside(Step::Keys) };
        let mut of_keys = Written::default();
        self.leave_out_all(scope, shape, rules, &place, &mut of_keys);
        if !of_keys.schema.is_empty() {
            marks.schema.insert("propertyNames".into(), of_keys.schema.into());
        }
    }

    /// Nothing is said of the flattened value, so the rules in it are left out.
    fn leave_out_flattened(
        &mut self,
        parts: &mut Parts,
        scope: &Scope,
        field: &'static DeclaredField,
        set: RuleSet,
        place: &Place,
    ) {
        let mut marks = Written { schema: core::mem::take(&mut parts.marks), ..Written::default() };
        let values = RuleSet { values: set.values, group: set.group, ..RuleSet::NONE };
        self.leave_out_all(scope, field.shape(), &values, place, &mut marks);
        let is_known = !matches!(field.shape().required(), Shape::Unknown);
        if nests(&set) && (!is_known || declared(field.shape()).into_iter().any(has_rules)) {
            self.leave_out_nested(scope, place, &nested_conditions(&set), &mut marks.schema);
        }
        parts.marks = marks.schema;
    }

    /// The rules on the values of a flattened map, if the schema cannot tell which entries the map takes.
    pub(super) fn leave_out_others(&mut self, parts: &mut Parts) {
        if !parts.takes_more && !parts.has_branches {
            return;
        }
        if let Some((owner, field, set, place)) = parts.map.take() {
            let scope = self.scope(&owner);
            self.leave_out_flattened(parts, &scope, field, set, &place);
        }
    }

    /// Whether the rules of the flattened type run.
    fn nests(&mut self, scope: &Scope, field: &DeclaredField, set: RuleSet, place: &Place, marks: &mut Object) -> bool {
        let Shape::Declared(reference) = field.shape().required() else { return false };
        if set.nested().is_none() || !has_rules(reference.declaration()) {
            return set.nested().is_some();
        }
        let conditions = nested_conditions(&set);
        match self.all_hold(scope, &conditions) {
            Some(when) if !when.is_needed() => true,
            _ => {
                self.leave_out_nested(scope, place, &conditions, marks);
                false
            }
        }
    }

    /// The rules on a flattened struct as a whole.
    fn flattened_rules(&mut self, parts: &mut Parts, declaration: &'static Declaration) {
        let mut schema = Object::new();
        schema.insert("properties".into(), core::mem::take(&mut parts.properties).into());
        self.struct_rules(declaration, &mut schema);
        if let Some(Value::Object(properties)) = schema.remove("properties") {
            parts.properties = properties;
        }
        if !schema.is_empty() {
            parts.all.push(schema.into());
        }
    }

    /// Names the fields, of which nothing is asked.
    fn mention(&mut self, parts: &mut Parts, fields: &'static [DeclaredField], depth: usize) {
        for field in fields {
            if field.place() == FieldPlace::Flattened {
                match field.shape().required() {
                    Shape::Declared(reference) if depth <= DEEPEST => match reference.declaration().content() {
                        Content::Fields(fields) => self.mention(parts, fields, depth + 1),
                        _ => self.give_up(parts),
                    },
                    _ => self.give_up(parts),
                }
                continue;
            }
            let mut schema = Object::new();
            annotate(&mut schema, field);
            for name in names(field) {
                if !parts.properties.contains_key(name) {
                    parts.properties.insert(name.into(), schema.clone().into());
                }
            }
        }
    }

    fn give_up(&mut self, parts: &mut Parts) {
        self.exact = false;
        parts.takes_more = true;
    }

    /// What a newtype variant holds, beside the field with the name of the variant.
    pub(super) fn tagged_newtype(
        &mut self,
        owner: &'static Declaration,
        field: &'static DeclaredField,
        checked: bool,
        tag: (&str, Value),
    ) -> Object {
        let mut scope = self.scope(owner.name());
        let set = if checked { field.rules } else { RuleSet::NONE };
        let place = Place::field(field, None);
        let mut marks = Written::default();
        let nests = self.nests(&scope, field, set, &place, &mut marks.schema);
        let mut schema = match field.shape().required() {
            Shape::Declared(reference) => {
                self.leave_out_all(&scope, field.shape(), &set, &place, &mut marks);
                let inner = reference.declaration();
                match inner.content() {
                    Content::Fields(fields) => {
                        let closed = inner.denies_unknown_fields();
                        let mut schema = self.object(inner, fields, nests, closed, Some(tag));
                        if nests {
                            self.struct_rules(inner, &mut schema);
                        }
                        schema
                    }
                    Content::Unit => {
                        self.exact = false;
                        only_tag(tag)
                    }
                    _ => {
                        if nests && has_rules(inner) {
                            self.leave_out_nested(&scope, &place, &[], &mut marks.schema);
                        }
                        self.exact = false;
                        only_tag(tag)
                    }
                }
            }
            Shape::Map { key: Shape::Text, value } if !set.has_rules() && set.keys.is_none() => {
                let rules = set.values.copied().unwrap_or(RuleSet { group: set.group, ..RuleSet::NONE });
                let rules = rules.within(&set);
                let values =
                    self.value(&mut scope, *value, rules, &place.inside(Step::Values).labelled(rules.label)).schema;
                let mut schema = only_tag(tag);
                schema.insert("additionalProperties".into(), values.into());
                schema
            }
            Shape::Null => {
                // Other entries are refused, unless the enum is flattened.
                self.exact = false;
                only_tag(tag)
            }
            _ => {
                self.leave_out_all(&scope, field.shape(), &set, &place, &mut marks);
                self.exact = false;
                only_tag(tag)
            }
        };
        schema.extend(marks.schema);
        schema
    }
}

/// An object with the field that names the variant.
pub(super) fn only_tag((name, schema): (&str, Value)) -> Object {
    match json!({ "type": "object", "properties": { name: schema }, "required": [name] }) {
        Value::Object(schema) => schema,
        other => super::value::object(all_of(alloc::vec![other])),
    }
}
