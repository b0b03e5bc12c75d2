//! A declaration as JSON, for programs in other languages.

use alloc::borrow::ToOwned as _;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use serde_json::{Map, Value, json};

use super::condition::{Relation, RuleCondition};
use super::content::{Content, Tag, Variant};
use super::field::{DeclaredField, Place, ShownLabel};
use super::rule_set::{DeclaredRule, Normalization};
use super::shape::Shape;
use super::table::{Declaration, StructRules};
use super::types::Types;
use super::value::DeclaredValue;
use crate::argument::Argument;
use crate::message::{Messages, Sentence};
use crate::path::Label;
use crate::rule::Precision;

/// The version of the format that [`Declaration::to_json`] writes.
const VERSION: u32 = 1;

impl Declaration {
    /// The declaration as JSON, with the declarations that it refers to.
    ///
    /// The document is an object:
    ///
    /// * `version`: the version of this format, which is 1. It grows when a member changes its meaning or disappears. New
    ///   members may come without a new version.
    /// * `type`: the name of this type among `types`.
    /// * `types`: an object with each type by its name. A type has `form` and what belongs to it: `fields` for the form
    ///   `object` or `list`, `field` for `newtype` (written as the value of its only field), `variants` and `tag` for
    ///   `enum`, `shape` for `from` (read through another type); nothing for `unit` and `unknown`. It may have
    ///   `description`, `closed` (unknown fields are refused), `bail`, `transparent` and `rules`, each with the `field` that gets
    ///   its violations.
    ///
    /// A field has `name`, `place` (`name`, `position`, `newtype` or `flatten`), `label`, `absent` and `null` (whether serde
    /// reads a struct without it, and `null` in its place), `shape`, and where there are any `aliases`, `description`,
    /// `default`, `rules`, `nested`, `bail`, `normalize`, and `elements`, `keys` and `values` with the rules inside. A word
    /// of `normalize` is its name, or `{"strip": […]}`, or `function`. A rule that may accept a value only because of such
    /// words says nothing in `schema`.
    ///
    /// A shape has `type`: `text`, `character`, `integer` (with `min` and `max`), `number`, `boolean`, `null`, `optional`
    /// and `patch` (`of`), `list` and `set` (`items`), `array` (`items`, `size`), `tuple` (`shapes`), `map` (`key`,
    /// `value`), `declared` (`name`), `foreign` (`expects`, `names`) or `unknown`.
    ///
    /// Rules that do not run in the group of the declaration are left out. A rule of a group has `groups`, their names.
    ///
    /// A rule has `name`, `code`, `arguments`, `sentence`, `message`, `schema` (its keywords in JSON Schema) and
    /// `precision` (`exact`, `weaker` or `unsayable`), and where there are any `flags` (arguments without a value), `given`
    /// (arguments as they were written, where sentences show them in another form), `when` and `mentions`. A condition
    /// has `field`, `relation` and `value`, or is `"submitted"` or `"other"`.
    ///
    /// Integers that do not fit in 64 bits are written as text.
    #[must_use]
    pub fn to_json(&'static self) -> Value {
        let types = Types::of(self);
        let mut json = types.to_json(None);
        add(&mut json, "type", types.name(self).into());
        json
    }
}

impl Types {
    /// The declarations as JSON, as in [`Declaration::to_json`], without a `type`. The sentences, messages and labels are
    /// those of `messages`, and the English ones where it has none.
    ///
    /// ```
    /// use unprocessable_core::declaration::Types;
    ///
    /// assert_eq!(Types::default().to_json(None).to_string(), r#"{"types":{},"version":1}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self, messages: Option<&dyn Messages>) -> Value {
        let around = Around { types: self, messages };
        let written = self.iter().map(|(name, declaration)| (name.into(), declaration.json(around)));
        json!({ "version": VERSION, "types": written.collect::<Map<_, _>>() })
    }
}

/// What is known of the document that a type is written for.
#[derive(Clone, Copy)]
struct Around<'a> {
    types: &'a Types,
    messages: Option<&'a dyn Messages>,
}

impl Around<'_> {
    /// What messages call a value.
    fn label(self, label: Label) -> String {
        let named = match label {
            Label::Given(_) | Label::Inherited => None,
            label => self.messages.and_then(|messages| messages.label(label.text())),
        };
        named.map_or_else(|| ShownLabel(label).to_string(), str::to_owned)
    }
}

impl Declaration {
    fn json(&self, types: Around<'_>) -> Value {
        let mut json = content_json(self.content(), types);
        let members = &mut json;
        add_text(members, "description", self.description());
        add_flag(members, "closed", self.denies_unknown_fields());
        add_flag(members, "bail", self.bails());
        add_flag(members, "transparent", self.is_transparent());
        let rules = self.struct_rules().iter().flat_map(|rules| rules.json(types));
        add_list(members, "rules", rules.collect());
        json
    }
}

impl StructRules {
    fn json(&self, types: Around<'_>) -> impl Iterator<Item = Value> {
        self.rules().map(move |rule| {
            let mut json = rule.json(types);
            if let Some(field) = self.field() {
                add(&mut json, "field", field.into());
            }
            json
        })
    }
}

fn content_json(content: Content, types: Around<'_>) -> Value {
    let fields = |fields: &[DeclaredField]| -> Vec<Value> { fields.iter().map(|field| field.json(types)).collect() };
    match content {
        Content::Fields(list) => json!({ "form": "object", "fields": fields(list) }),
        Content::Tuple(list) => json!({ "form": "list", "fields": fields(list) }),
        Content::Newtype(field) => json!({ "form": "newtype", "field": field.json(types) }),
        Content::Unit => json!({ "form": "unit" }),
        Content::From(shape) => json!({ "form": "from", "shape": shape.json(types) }),
        Content::Unknown => json!({ "form": "unknown" }),
        Content::Enum(tag, variants) => {
            let variants: Vec<Value> = variants.iter().map(|variant| variant.json(types)).collect();
            json!({ "form": "enum", "tag": tag.json(), "variants": variants })
        }
    }
}

impl Tag {
    fn json(self) -> Value {
        match self {
            Self::External => json!({ "kind": "external" }),
            Self::Internal(tag) => json!({ "kind": "internal", "tag": tag }),
            Self::Adjacent { tag, content } => json!({ "kind": "adjacent", "tag": tag, "content": content }),
            Self::Untagged => json!({ "kind": "untagged" }),
        }
    }
}

impl Variant {
    fn json(&self, types: Around<'_>) -> Value {
        let mut json = content_json(self.content(), types);
        let members = &mut json;
        add(members, "name", self.name().into());
        add_list(members, "aliases", self.aliases().iter().map(|name| (*name).into()).collect());
        add_text(members, "description", self.description());
        add_flag(members, "other", self.is_other());
        json
    }
}

impl DeclaredField {
    fn json(&self, types: Around<'_>) -> Value {
        let place = match self.place() {
            Place::Named => "name",
            Place::Position(_) => "position",
            Place::Newtype => "newtype",
            Place::Flattened => "flatten",
        };
        let mut json = json!({
            "name": self.name(),
            "place": place,
            "absent": self.may_be_absent(),
            "null": self.may_be_null(),
            "shape": self.shape().json(types),
        });
        let members = &mut json;
        if self.place() == Place::Named || self.has_own_label() {
            add(members, "label", types.label(self.value().label).into());
        }
        add_list(members, "aliases", self.aliases().iter().map(|name| (*name).into()).collect());
        add_text(members, "description", self.description());
        if let Some(default) = self.default_value() {
            add(members, "default", default);
        }
        self.value().add_to(members, types);
        json
    }
}

impl DeclaredValue {
    /// Adds the rules on the value and on what is inside it.
    fn add_to(&self, members: &mut Value, types: Around<'_>) {
        add_list(members, "rules", self.rules().map(|rule| rule.json(types)).collect());
        if self.is_nested() {
            let when: Vec<Value> = self.nested_conditions().map(RuleCondition::json).collect();
            add(members, "nested", if when.is_empty() { true.into() } else { json!({ "when": when }) });
        }
        add_flag(members, "bail", self.bails());
        add_list(members, "normalize", self.normalization().iter().map(|word| word.json()).collect());
        for (name, inside) in [("elements", self.elements()), ("keys", self.keys()), ("values", self.values())] {
            let Some(inside) = inside.filter(|inside| !inside.is_unruled()) else { continue };
            let mut json = json!({ "label": types.label(inside.label) });
            inside.add_to(&mut json, types);
            add(members, name, json);
        }
    }
}

impl Normalization {
    fn json(self) -> Value {
        match self {
            Self::Strip(texts) => json!({ "strip": texts }),
            word => word.name().into(),
        }
    }
}

impl DeclaredRule {
    fn json(&self, types: Around<'_>) -> Value {
        let violation = self.violation();
        let (mut sentence, mut message) = (self.sentence(), self.message());
        if let Some(messages) = types.messages {
            message = violation.message_from(messages).to_string();
            sentence = messages.sentence(&Sentence::of(&violation, "")).unwrap_or(sentence);
        }
        let arguments = self.arguments().map(|(name, argument)| (name.into(), argument_json(&argument)));
        let schema = serde_json::to_value(self.schema()).unwrap_or_default();
        let precision = match self.precision() {
            Precision::Exact => "exact",
            Precision::Weaker => "weaker",
            _ => "unsayable",
        };
        let mut json = json!({
            "name": self.name(),
            "code": self.code(),
            "arguments": arguments.collect::<Map<_, _>>(),
            "sentence": sentence,
            "message": message,
            "schema": schema,
            "precision": precision,
        });
        add_list(&mut json, "flags", self.flags().into_iter().map(Value::from).collect());
        let given: Map<_, _> = self.given().map(|(name, argument)| (name.into(), argument_json(&argument))).collect();
        if !given.is_empty() {
            add(&mut json, "given", given.into());
        }
        add_list(&mut json, "groups", self.groups().map(Into::into).collect());
        add_list(&mut json, "when", self.conditions().map(RuleCondition::json).collect());
        let mentions = self.mentions().zip(self.mentioned_conditions()).map(|(name, condition)| match condition {
            // A field alone is mentioned as a value, not as a condition.
            RuleCondition::Compares { relation: Relation::Is, value: Argument::Boolean(true), .. } => name.into(),
            condition => condition.json(),
        });
        add_list(&mut json, "mentions", mentions.collect());
        json
    }
}

impl RuleCondition {
    pub(crate) fn json(self) -> Value {
        match self {
            Self::Compares { field, relation, value } => {
                let relation = match relation {
                    Relation::Is => "is",
                    Relation::IsNot => "is_not",
                    Relation::Greater => "greater",
                    Relation::AtLeast => "at_least",
                    Relation::Less => "less",
                    Relation::AtMost => "at_most",
                };
                json!({ "field": field, "relation": relation, "value": argument_json(&value) })
            }
            Self::Submitted => "submitted".into(),
            Self::Other => "other".into(),
        }
    }
}

impl Shape {
    fn json(self, types: Around<'_>) -> Value {
        match self {
            Self::Text => json!({ "type": "text" }),
            Self::Character => json!({ "type": "character" }),
            Self::Integer { min, max } => {
                let max = i128::try_from(max).map_or(Argument::Unsigned(max), Argument::Integer);
                json!({ "type": "integer", "min": argument_json(&Argument::Integer(min)), "max": argument_json(&max) })
            }
            Self::Number | Self::Single => json!({ "type": "number" }),
            Self::Boolean => json!({ "type": "boolean" }),
            Self::Null => json!({ "type": "null" }),
            Self::Optional(shape) => json!({ "type": "optional", "of": shape.json(types) }),
            Self::Patch(shape) => json!({ "type": "patch", "of": shape.json(types) }),
            Self::List(items) => json!({ "type": "list", "items": items.json(types) }),
            Self::Set(items) => json!({ "type": "set", "items": items.json(types) }),
            Self::Array(items, size) => json!({ "type": "array", "items": items.json(types), "size": size }),
            Self::Tuple(shapes) => {
                json!({ "type": "tuple", "shapes": shapes.iter().map(|shape| shape.json(types)).collect::<Vec<_>>() })
            }
            Self::Map { key, value } => json!({ "type": "map", "key": key.json(types), "value": value.json(types) }),
            Self::Declared(reference) => {
                json!({ "type": "declared", "name": types.types.name(reference.declaration()) })
            }
            Self::Foreign(foreign) if foreign.is_asked() => {
                json!({ "type": "foreign", "expects": foreign.expected().name(), "names": foreign.names() })
            }
            Self::Foreign(_) | Self::Unknown => json!({ "type": "unknown" }),
        }
    }
}

/// An argument as JSON. A list of arguments is a list, and a field is its name.
pub(crate) fn argument_json(argument: &Argument<'_>) -> Value {
    match *argument {
        Argument::Integer(number) => match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => number.into(),
            (_, Ok(number)) => number.into(),
            _ => number.to_string().into(),
        },
        Argument::Unsigned(number) => number.to_string().into(),
        // The shortest digits that mean the number, not those of its neighbour among the 64-bit numbers.
        Argument::Float32(number) => number.to_string().parse::<f64>().map_or(Value::Null, Value::from),
        Argument::Float(number) => number.into(),
        Argument::Decimal(..) => argument.to_string().parse::<f64>().map_or(Value::Null, Value::from),
        Argument::Boolean(value) => value.into(),
        Argument::Text(text) | Argument::Label(text) | Argument::Field(text, _) => text.into(),
        Argument::List(list) => (0..).map_while(|index| list.at(index)).map(|item| argument_json(&item)).collect(),
    }
}

fn add(json: &mut Value, name: &str, value: Value) {
    if let Some(members) = json.as_object_mut() {
        members.insert(name.into(), value);
    }
}

fn add_text(json: &mut Value, name: &str, text: &str) {
    if !text.is_empty() {
        add(json, name, text.into());
    }
}

fn add_flag(json: &mut Value, name: &str, holds: bool) {
    if holds {
        add(json, name, true.into());
    }
}

pub(crate) fn add_list(json: &mut Value, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        add(json, name, list.into());
    }
}
