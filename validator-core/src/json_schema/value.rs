//! The schema of one value: its shape, and the rules on it.

use alloc::string::ToString as _;
use alloc::vec;
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::{Builder, Scope, has_rules};
use super::combine::{add, combine, keyword, may_refuse_null, not_null, one_bound, or_null};
use super::place::{Place, Step};
use super::variants::unit_names;
use crate::declaration::{Content, Declaration, Reference, RuleCondition, RuleSet, Shape, When};

/// What is known of a value.
#[derive(Default)]
pub(super) struct Written {
    pub(super) schema: Object,
    /// Whether a rule refuses an absent value.
    pub(super) demanded: bool,
    /// The keywords of the rules that always run, for a value that is not `null`.
    pub(super) keywords: Object,
    /// Whether more is asked of the value than the keywords say.
    pub(super) asks_more: bool,
}

impl Builder {
    /// The schema of a value of this shape with these rules.
    pub(super) fn value(&mut self, scope: &mut Scope, shape: Shape, set: RuleSet, place: &Place) -> Written {
        let mut written = Written::default();
        let mut base = self.base(scope, shape.required(), set, place, &mut written);
        for rule in set.rules_for(shape.kind(), place.label) {
            self.rule(scope, shape, &rule, place, &mut written);
        }
        let marks = core::mem::take(&mut written.schema);
        let takes_null = shape.required().is_nullable();
        let keywords = written.keywords.clone();
        if takes_null && !written.demanded && may_refuse_null(&keywords) {
            combine(&mut base, or_null(keywords));
        } else {
            combine(&mut base, keywords);
        }
        if takes_null && written.demanded && null_is_absence(shape.required()) {
            combine(&mut base, not_null());
        }
        if matches!(shape, Shape::Optional(_) | Shape::Patch(_)) && !written.demanded {
            base = or_null(base);
        }
        one_bound(&mut base);
        combine(&mut base, marks);
        written.schema = base;
        written
    }

    /// The schema of a shape that is not optional, with the rules on what is inside it.
    fn base(&mut self, scope: &mut Scope, shape: Shape, set: RuleSet, place: &Place, written: &mut Written) -> Object {
        if !matches!(shape, Shape::List(_) | Shape::Set(_) | Shape::Array(..) | Shape::Map { .. } | Shape::Declared(_))
        {
            // Nothing is known of what is inside such a value, or of the rules that its own type has.
            self.inside(scope, shape, set, place, written);
            if set.nested().is_some() && matches!(shape, Shape::Unknown | Shape::Foreign(_)) && !place.is_root {
                self.leave_out_nested(scope, place, &nested_conditions(&set), &mut written.schema);
            }
        }
        match shape {
            Shape::Text => keyword("type", "string"),
            Shape::Character => object(json!({ "type": "string", "minLength": 1, "maxLength": 1 })),
            Shape::Integer { min, max } => self.integer(min, max),
            Shape::Number | Shape::Single => keyword("type", "number"),
            Shape::Boolean => keyword("type", "boolean"),
            Shape::Null => self.null(),
            Shape::List(_) | Shape::Set(_) | Shape::Array(..) | Shape::Map { .. } => {
                let mut schema = self.inside(scope, shape, set, place, written);
                match shape {
                    Shape::Map { .. } => add(&mut schema, "type".into(), "object".into()),
                    _ => add(&mut schema, "type".into(), "array".into()),
                }
                if let Shape::Array(_, size) = shape {
                    schema.insert("minItems".into(), size.into());
                    schema.insert("maxItems".into(), size.into());
                }
                schema
            }
            Shape::Tuple(shapes) => {
                let items: Vec<Value> = shapes
                    .iter()
                    .enumerate()
                    .map(|(position, shape)| {
                        let place = place.inside(Step::Position(position));
                        self.value(scope, *shape, RuleSet::NONE, &place).schema.into()
                    })
                    .collect();
                let size = items.len();
                object(json!({ "type": "array", "prefixItems": items, "minItems": size, "maxItems": size }))
            }
            Shape::Declared(reference) => {
                let declaration = reference.declaration();
                let mut schema = self.declared(scope, reference, set, place, written);
                if set.elements.is_some() || set.keys.is_some() || set.values.is_some() {
                    let inside = seen_shape(declaration).unwrap_or(Shape::Unknown).required();
                    let more = self.inside(scope, inside, RuleSet { nested: None, ..set }, place, written);
                    combine(&mut schema, more);
                }
                schema
            }
            Shape::Foreign(foreign) => self.foreign(foreign),
            Shape::Unknown | Shape::Optional(_) | Shape::Patch(_) => {
                self.exact = false;
                Object::new()
            }
        }
    }

    /// What is asked of elements, keys and values.
    fn inside(
        &mut self,
        scope: &mut Scope,
        shape: Shape,
        set: RuleSet,
        place: &Place,
        written: &mut Written,
    ) -> Object {
        let with_nested = |rules: Option<&RuleSet>| {
            rules.copied().unwrap_or(RuleSet { group: set.group, ..RuleSet::NONE }).within(&set)
        };
        let mut schema = Object::new();
        match shape {
            Shape::List(items) | Shape::Set(items) | Shape::Array(items, _) => {
                let rules = with_nested(set.elements);
                let items =
                    self.value(scope, *items, rules, &place.inside(Step::Elements).labelled(rules.label)).schema;
                insert_if_any(&mut schema, "items", items);
                written.asks_more |= !rules.is_empty();
            }
            Shape::Map { key, value } => {
                let of_keys = set.keys.copied().unwrap_or(RuleSet::NONE);
                let names = self.key(scope, *key, of_keys, &place.inside(Step::Keys).labelled(of_keys.label));
                insert_if_any(&mut schema, "propertyNames", names);
                let rules = with_nested(set.values);
                let values = self.value(scope, *value, rules, &place.inside(Step::Values).labelled(rules.label)).schema;
                insert_if_any(&mut schema, "additionalProperties", values);
                written.asks_more |= !rules.is_empty() || set.keys.is_some();
            }
            _ => {
                let insides = RuleSet { rules: RuleSet::NONE.rules, nested: None, ..set };
                self.leave_out_all(scope, shape, &insides, place, written);
            }
        }
        schema
    }

    /// The rules are on values whose form in the document is not known.
    pub(super) fn leave_out_all(
        &mut self,
        scope: &Scope,
        shape: Shape,
        rules: &RuleSet,
        place: &Place,
        written: &mut Written,
    ) {
        written.asks_more |= !rules.is_empty();
        for rule in rules.rules_for(shape.kind(), place.label) {
            self.leave_out(scope, place, &mut written.schema, &rule);
        }
        let (element, key, value) = match shape.required() {
            Shape::List(items) | Shape::Set(items) | Shape::Array(items, _) => (*items, Shape::Unknown, Shape::Unknown),
            Shape::Map { key, value } => (Shape::Unknown, *key, *value),
            _ => (Shape::Unknown, Shape::Unknown, Shape::Unknown),
        };
        let insides = [
            (Step::Elements, rules.elements, element),
            (Step::Keys, rules.keys, key),
            (Step::Values, rules.values, value),
        ];
        for (step, rules, shape) in insides {
            if let Some(rules) = rules {
                self.leave_out_all(scope, shape, rules, &place.inside(step).labelled(rules.label), written);
            }
        }
    }

    /// A reference to another type, with its rules or without them.
    fn declared(
        &mut self,
        scope: &mut Scope,
        reference: Reference,
        set: RuleSet,
        place: &Place,
        written: &mut Written,
    ) -> Object {
        let declaration = reference.declaration();
        if set.nested().is_none() || !has_rules(declaration) {
            return self.reference(reference, false);
        }
        written.asks_more = true;
        let conditions = nested_conditions(&set);
        let Some(condition) = self.all_hold(scope, &conditions) else {
            self.leave_out_nested(scope, place, &conditions, &mut written.schema);
            return self.reference(reference, false);
        };
        if !condition.is_needed() {
            return self.reference(reference, true);
        }
        self.exact &= condition.exact;
        let checked = or_null(self.reference(reference, true));
        scope.later.push((condition.into_schema(), place.around(checked)));
        self.reference(reference, false)
    }

    fn integer(&mut self, min: i128, max: u128) -> Object {
        let mut schema = keyword("type", "integer");
        // A reader of JSON keeps integers of 64 bits.
        if let Ok(min) = i64::try_from(min) {
            schema.insert("minimum".into(), min.into());
        }
        match u64::try_from(max) {
            Ok(max) => {
                schema.insert("maximum".into(), max.into());
            }
            // A copy of a value has no integers of 128 bits.
            Err(_) => self.exact &= !self.buffers,
        }
        schema
    }

    /// `null`. serde takes an empty list or object for it in a value that it has copied first.
    pub(super) fn null(&mut self) -> Object {
        if !self.buffers {
            return keyword("type", "null");
        }
        self.exact = false;
        object(json!({ "type": ["null", "array", "object"], "maxItems": 0, "maxProperties": 0 }))
    }

    /// The schema of the names of a map's entries, which are text whatever the keys are.
    fn key(&mut self, scope: &mut Scope, shape: Shape, set: RuleSet, place: &Place) -> Object {
        let mut marks = Written::default();
        let mut schema = match shape.required() {
            shape @ (Shape::Text | Shape::Character) => {
                let mut schema = self.value(scope, shape, set, place).schema;
                schema.remove("type");
                return schema;
            }
            Shape::Declared(reference) => match reference.declaration().content() {
                Content::Enum(..) if unit_names(reference.declaration()).is_some() => {
                    return self.value(scope, shape, set, place).schema;
                }
                Content::Newtype(field) if !field.with && set.is_empty() => {
                    return self.key(scope, field.shape(), RuleSet::NONE, place);
                }
                _ => self.unknown_key(),
            },
            Shape::Integer { min, .. } => {
                // Whether a number of so many digits fits is more than a pattern should say.
                self.exact = false;
                keyword("pattern", if min < 0 { "^(0|-?[1-9][0-9]*)$" } else { "^(0|[1-9][0-9]*)$" })
            }
            Shape::Boolean => {
                self.exact &= !self.buffers;
                keyword("enum", json!(["false", "true"]))
            }
            _ => self.unknown_key(),
        };
        if set.nested().is_some() {
            self.leave_out_nested(scope, place, &nested_conditions(&set), &mut marks.schema);
        }
        self.leave_out_all(scope, shape, &set, place, &mut marks);
        combine(&mut schema, marks.schema);
        schema
    }

    fn unknown_key(&mut self) -> Object {
        self.exact = false;
        Object::new()
    }
}

/// The conditions under which the rules of the value's own type run.
pub(super) fn nested_conditions(set: &RuleSet) -> Vec<RuleCondition> {
    set.nested().unwrap_or_default().iter().filter_map(When::condition).collect()
}

/// Whether rules take a `null` in the document for an absent value.
fn null_is_absence(shape: Shape) -> bool {
    match shape {
        Shape::Optional(_) | Shape::Patch(_) => true,
        Shape::Declared(reference) => seen_shape(reference.declaration()).is_some_and(null_is_absence),
        _ => false,
    }
}

/// The shape that rules see in place of a transparent type.
pub(super) fn seen_shape(declaration: &Declaration) -> Option<Shape> {
    match declaration.content() {
        Content::Newtype(field) if declaration.is_transparent() && !field.with => Some(field.shape()),
        _ => None,
    }
}

fn insert_if_any(schema: &mut Object, keyword: &str, value: Object) {
    if !value.is_empty() {
        schema.insert(keyword.to_string(), value.into());
    }
}

/// A schema that is written as JSON.
pub(super) fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => Object::from_iter(vec![]),
    }
}
