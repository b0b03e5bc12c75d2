//! Objects: their fields in order, and the rules that look at several of them.

use unprocessable::declaration::{Content, Declaration, DeclaredField, DeclaredValue, Place, Shape};
use unprocessable::decode::{Expected, Reason};

use super::conditions::access;
use super::server_only::ANY;
use super::value::At;
use super::{Absence, Field, Late, Object, Planner, Value};

impl Planner<'_> {
    /// An object with these fields.
    pub(super) fn object(
        &self,
        owner: &'static Declaration,
        fields: &'static [DeclaredField],
        around: &DeclaredValue,
        checked: bool,
        closed: bool,
        at: &At,
    ) -> Object {
        let mut object = Object::default();
        self.add_fields(&mut object, fields, around, checked, at);
        object.bail = checked && owner.bails();
        object.closed = closed.then(|| self.say(&DeclaredValue::unknown_field()));
        object
    }

    /// Adds fields to an object. Those of a flattened struct stand where it does.
    pub(super) fn add_fields(
        &self,
        object: &mut Object,
        fields: &'static [DeclaredField],
        around: &DeclaredValue,
        checked: bool,
        at: &At,
    ) {
        let others: Vec<&'static DeclaredField> = fields.iter().collect();
        for field in fields {
            if field.place() == Place::Flattened {
                self.flatten(object, field, around, checked, at);
                continue;
            }
            if object.fields.iter().any(|known| known.name == field.name()) {
                self.note(&at.below(field.name()), ANY);
                continue;
            }
            let below = at.below(&escaped(field.name()));
            let (mut value, rules) = self.value(field.value(), checked, &others, &below);
            value.absence = self.absence(field, &value, &below, checked);
            let name = field.name().to_owned();
            let early = rules.early.into_iter().map(|rule| (rule, true));
            for ((mentions, expression, message), early) in
                early.chain(rules.later.into_iter().map(|rule| (rule, false)))
            {
                let it = access(&name);
                object.late.push(Late {
                    early,
                    field: name.clone(),
                    mentions,
                    test: expression.replace('@', &it),
                    message,
                    bail: field.value().bails(),
                });
            }
            object.fields.push(Field { name, value });
        }
    }

    pub(super) fn absence(&self, field: &DeclaredField, value: &Value, at: &At, checked: bool) -> Absence {
        let nullable = value.absence == Absence::Null;
        match (field.has_default(), field.default_value()) {
            (false, _) if field.may_be_absent() => {
                if nullable {
                    Absence::Both
                } else {
                    Absence::LeftOut
                }
            }
            (false, _) if value.absence == Absence::Both => Absence::Both,
            // A type that is made from an `Option` may be left out. A newtype of one may not, unless it is transparent
            // to serde.
            (false, _) if nullable && self.may_be_left_out(field.shape(), at) => Absence::Both,
            (false, _) => value.absence.clone(),
            (true, Some(serde_json::Value::Null)) | (true, None) => {
                if field.default_value().is_none() && checked && !field.value().is_unruled() {
                    self.note_default(&field.value(), at);
                }
                if nullable { Absence::Both } else { Absence::LeftOut }
            }
            (true, Some(default)) => Absence::Default(default, nullable),
        }
    }

    fn may_be_left_out(&self, shape: Shape, at: &At) -> bool {
        let Shape::Declared(reference) = shape else { return false };
        match reference.declaration().content() {
            Content::From(shape) => matches!(shape, Shape::Optional(_)) || self.may_be_left_out(shape, at),
            Content::Newtype(field) if field.shape().is_nullable() => {
                self.note(at, "required");
                true
            }
            _ => false,
        }
    }

    fn flatten(&self, object: &mut Object, field: &DeclaredField, around: &DeclaredValue, checked: bool, at: &At) {
        let value = field.value();
        let runs_inside = checked && value.is_nested() && value.nested_conditions().next().is_none();
        match field.shape() {
            Shape::Declared(reference) => {
                let declaration = reference.declaration();
                match declaration.content() {
                    Content::Fields(fields) if object.fields.len() < 200 => {
                        if runs_inside {
                            self.note_struct_rules(declaration, at);
                        }
                        self.add_fields(object, fields, around, runs_inside, at);
                    }
                    Content::Enum(tag, variants) => {
                        object.also.push(self.choice(declaration, tag, variants, around, runs_inside, true, at));
                    }
                    _ => {
                        self.note(&at.below("**"), ANY);
                    }
                }
            }
            Shape::Map { .. } => {
                let entries = value.values().unwrap_or(value).standing_for(around);
                let (rest, _) = self.value(entries, checked, &[], &at.below("*"));
                if value.rules().next().is_some() || value.keys().is_some_and(|key| key.rules().next().is_some()) {
                    self.note(&at.below("*"), ANY);
                    self.note(at, ANY);
                }
                object.rest = Some(rest);
            }
            // Whatever is wrong in an optional struct, serde reads it as none.
            _ => {
                self.note(&at.below("**"), ANY);
            }
        }
    }

    /// The value of a field that holds the name of a variant, or its content.
    pub(super) fn tag(&self, name: &'static str) -> (String, String) {
        let tag = DeclaredValue::bare(Some(name), Shape::Text);
        (self.refused(&tag, Reason::Null, Expected::Text), self.refused(&tag, Reason::WrongType, Expected::Text))
    }
}

/// A name as a segment of a key.
pub(super) fn escaped(name: &str) -> String {
    unprocessable::escape_segment(name).into_owned()
}
