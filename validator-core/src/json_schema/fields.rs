//! Structs: the fields of an object, the items of a list, the value of a newtype.

use alloc::string::ToString as _;
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::{Builder, Scope, declared, has_rules, nests, reason};
use super::combine::{combine, keyword};
use super::defaults::fits;
use super::flatten::Parts;
use super::keywords::is_plain;
use super::place::{Place, Step, names};
use super::rules::{add_later, one_of_names};
use super::value::{Written, nested_conditions};
use crate::declaration::{Content, Declaration, DeclaredField, Place as FieldPlace, RuleSet, Shape};
use crate::rule::Precision;

/// What serde does where a field is left out.
#[derive(Clone, Copy, PartialEq)]
enum Absence {
    Refused,
    Accepted,
    Unknown,
}

impl Builder {
    /// The schema of a declared type, with its rules or without them.
    pub(super) fn definition(&mut self, declaration: &'static Declaration, checked: bool) -> Object {
        let mut schema = match declaration.content() {
            Content::Enum(tag, variants) => self.variants(declaration, tag, variants, checked, false),
            Content::From(shape) => {
                self.exact = false;
                let mut scope = self.scope(declaration.name());
                self.value(&mut scope, shape, RuleSet::NONE, &Place::whole()).schema
            }
            content => self.content(declaration, content, checked, declaration.denies_unknown_fields()),
        };
        if checked {
            self.hidden_rules(declaration, &mut schema);
            self.struct_rules(declaration, &mut schema);
        }
        if !declaration.description().is_empty() {
            schema.insert("description".into(), declaration.description().into());
        }
        schema
    }

    /// The schema of a struct, or of what belongs to a variant.
    pub(super) fn content(
        &mut self,
        owner: &'static Declaration,
        content: Content,
        checked: bool,
        closed: bool,
    ) -> Object {
        match content {
            Content::Fields(fields) => self.object(owner, fields, checked, closed, None),
            Content::Tuple(fields) => self.tuple(owner, fields, checked),
            Content::Newtype(field) => {
                let mut scope = self.scope(owner.name());
                let set = if checked { field.rules } else { RuleSet::NONE };
                let mut schema = self.value(&mut scope, field.shape(), set, &Place::field(field, None)).schema;
                annotate(&mut schema, field);
                add_later(&mut schema, scope.later);
                schema
            }
            Content::Unit => self.null(),
            Content::Unknown | Content::From(_) | Content::Enum(..) => {
                self.exact = false;
                Object::new()
            }
        }
    }

    /// An object with these fields, and with the one that names a variant.
    pub(super) fn object(
        &mut self,
        owner: &'static Declaration,
        fields: &'static [DeclaredField],
        checked: bool,
        closed: bool,
        tag: Option<(&str, Value)>,
    ) -> Object {
        let mut parts = Parts::default();
        if let Some((name, schema)) = tag {
            parts.properties.insert(name.into(), schema);
            parts.required.push(name.into());
        }
        self.add_fields(&mut parts, owner, fields, checked, 0);
        self.exact &= parts.is_clear();
        self.leave_out_others(&mut parts);
        parts.into_object(closed)
    }

    /// Adds the fields that an object has for a struct, those of flattened structs after its own.
    pub(super) fn add_fields(
        &mut self,
        parts: &mut Parts,
        owner: &'static Declaration,
        fields: &'static [DeclaredField],
        checked: bool,
        depth: usize,
    ) {
        let mut scope = self.scope(owner.name());
        let own = || fields.iter().filter(|field| field.place() != FieldPlace::Flattened);
        // What another struct has taken from the object is not there for this one.
        let is_taken = |parts: &Parts, field| names(field).any(|name| parts.properties.contains_key(name));
        scope.fields = own().filter(|field| !is_taken(parts, field)).collect();
        for field in own() {
            if is_taken(parts, field) {
                self.exact = false;
                continue;
            }
            let set = if checked { field.rules } else { RuleSet::NONE };
            let (schema, must) = self.field(&mut scope, field, set, Step::Field(field));
            let all: Vec<&'static str> = names(field).collect();
            match &*all {
                [name] if must => parts.required.push((*name).into()),
                [_] => {}
                all if must => parts.all.push(one_of_names(all)),
                all => {
                    for (at, name) in all.iter().enumerate() {
                        for other in all.get(at + 1..).unwrap_or_default() {
                            parts.all.push(json!({ "not": { "required": [name, other] } }));
                        }
                    }
                }
            }
            for name in all {
                parts.properties.insert(name.into(), schema.clone().into());
            }
        }
        parts.later.append(&mut scope.later);
        for field in fields.iter().filter(|field| field.place() == FieldPlace::Flattened) {
            self.flatten(parts, &scope, field, checked, depth);
        }
    }

    /// The schema of a field, and whether it must be there.
    fn field(&mut self, scope: &mut Scope, field: &'static DeclaredField, set: RuleSet, step: Step) -> (Object, bool) {
        let Written { mut schema, demanded, keywords, asks_more } =
            self.value(scope, field.shape(), set, &Place::field(field, Some(step)));
        annotate(&mut schema, field);
        if !field.has_default() {
            let must = match absence(field) {
                Absence::Refused => true,
                Absence::Accepted => demanded,
                Absence::Unknown => {
                    self.exact &= demanded;
                    demanded || self.must_be_there(field.shape(), &schema)
                }
            };
            return (schema, must);
        }
        // A patch that is left out keeps all rules.
        if set.is_empty() || matches!(field.shape(), Shape::Patch(_)) {
            return (schema, false);
        }
        let must = match field.default_value() {
            Some(Value::Null) if matches!(field.shape(), Shape::Optional(_)) => Some(demanded),
            Some(default) if is_plain(field.shape()) => match fits(&keywords, &default) {
                Some(false) => Some(true),
                Some(true) if !asks_more => Some(false),
                _ => None,
            },
            _ => None,
        };
        self.exact &= must.is_some();
        (schema, must.unwrap_or(false))
    }

    /// Whether a type of which only its schema is known must be there: what may be left out may be `null`.
    fn must_be_there(&self, shape: Shape, schema: &Object) -> bool {
        #[cfg(feature = "schemars")]
        if let (Some(generator), Shape::Foreign(foreign)) = (&self.generator, shape) {
            return foreign.own_schema().is_some() && super::schemars::refuses_null(generator, schema);
        }
        let _ = (shape, schema);
        false
    }

    fn tuple(&mut self, owner: &'static Declaration, fields: &'static [DeclaredField], checked: bool) -> Object {
        let mut scope = self.scope(owner.name());
        let (mut items, mut least) = (Vec::new(), 0);
        for (position, field) in fields.iter().enumerate() {
            let set = if checked { field.rules } else { RuleSet::NONE };
            let (schema, must) = self.field(&mut scope, field, set, Step::Position(position));
            items.push(Value::from(schema));
            if must {
                least = items.len();
            }
        }
        let mut schema = keyword("type", "array");
        schema.insert("maxItems".into(), items.len().into());
        if !items.is_empty() {
            schema.insert("minItems".into(), least.into());
            schema.insert("prefixItems".into(), items.into());
        }
        add_later(&mut schema, scope.later);
        schema
    }

    /// The rules on fields of which the document knows nothing, because serde makes the type from another one.
    fn hidden_rules(&mut self, declaration: &'static Declaration, schema: &mut Object) {
        let scope = self.scope(declaration.name());
        let mut written = Written::default();
        for field in declaration.hidden {
            let place = Place { path: field.name().to_string(), ..Place::field(field, None) };
            self.leave_out_all(&scope, field.shape(), &field.rules, &place, &mut written);
            if nests(&field.rules) && declared(field.shape()).into_iter().any(has_rules) {
                self.leave_out_nested(&scope, &place, &nested_conditions(&field.rules), &mut written.schema);
            }
        }
        add_marks(schema, written.schema);
    }

    /// The rules on the whole.
    pub(super) fn struct_rules(&mut self, declaration: &'static Declaration, schema: &mut Object) {
        let scope = self.scope(declaration.name());
        for rules in declaration.struct_rules() {
            for rule in rules.rules() {
                let mut marks = Object::new();
                let said = rule.schema();
                let place = Place { path: rules.field().unwrap_or_default().to_string(), ..Place::whole() };
                let is_conditional = rule.looks_further() || rule.conditions().next().is_some();
                // The value in the document is of another type.
                let is_other = matches!(declaration.content(), Content::From(_) | Content::Unknown);
                if is_conditional || is_other || said.precision() == Precision::Unsayable {
                    self.mark(&mut marks, &rule);
                    let reason = if rule.name() == "custom" { "a function of the whole" } else { reason(&rule) };
                    self.note(&scope, &place, rule.name(), reason);
                } else {
                    if said.precision() != Precision::Exact {
                        self.mark(&mut marks, &rule);
                    }
                    combine(schema, super::value::object(serde_json::to_value(said).unwrap_or_default()));
                }
                let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
                let field = rules.field().zip(properties).and_then(|(name, properties)| properties.get_mut(name));
                match field {
                    Some(Value::Object(field)) => add_marks(field, marks),
                    _ => add_marks(schema, marks),
                }
            }
        }
    }
}

fn add_marks(schema: &mut Object, marks: Object) {
    for (keyword, marks) in marks {
        match (schema.get_mut(&keyword), marks) {
            (Some(Value::Array(known)), Value::Array(marks)) => known.extend(marks),
            (_, marks) => {
                schema.insert(keyword, marks);
            }
        }
    }
}

/// What people read: the label, the documentation and the default.
pub(super) fn annotate(schema: &mut Object, field: &DeclaredField) {
    if field.has_own_label() {
        schema.insert("title".into(), field.label().to_string().into());
    }
    if !field.description().is_empty() {
        schema.insert("description".into(), field.description().into());
    }
    match field.default_value() {
        Some(default) if !matches!(field.shape(), Shape::Patch(_)) => {
            schema.insert("default".into(), default);
        }
        _ => {}
    }
}

fn absence(field: &DeclaredField) -> Absence {
    if field.with { Absence::Refused } else { absence_of(field.shape()) }
}

fn absence_of(shape: Shape) -> Absence {
    match shape {
        Shape::Optional(_) | Shape::Patch(_) => Absence::Accepted,
        Shape::Foreign(foreign) if foreign.is_optional() || !foreign.is_asked() => Absence::Unknown,
        Shape::Unknown => Absence::Unknown,
        Shape::Declared(reference) => match reference.declaration().content() {
            // Whether a newtype or a transparent struct, which takes what its field takes.
            Content::Newtype(field) if !field.with && absence_of(field.shape()) != Absence::Refused => Absence::Unknown,
            Content::From(shape) if absence_of(shape) != Absence::Refused => Absence::Unknown,
            Content::Unknown => Absence::Unknown,
            _ => Absence::Refused,
        },
        _ => Absence::Refused,
    }
}

/// Whether an object is read where the content of a variant is left out.
pub(super) fn may_be_left_out(field: &DeclaredField) -> bool {
    absence(field) != Absence::Refused
}
