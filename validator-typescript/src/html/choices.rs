//! What a value is chosen from.

use serde::Serialize;
use serde_json::Value;
use unprocessable::Argument;
use unprocessable::declaration::{Content, DeclaredValue, Shape};
use unprocessable::decode::Expected;

use super::control::{is_unit_enum, keywords};
use super::find::Spot;

/// One of the values that a field is chosen from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What a person reads: the words of the name of a variant, as in messages. The value itself, if it is no name.
    pub label: String,
    /// The documentation of the variant. It is empty if there is none.
    pub description: &'static str,
}

impl Choice {
    fn named(name: &str, description: &'static str) -> Self {
        Self { value: name.to_owned(), label: Argument::Label(name).to_string(), description }
    }
}

/// Whether the type of the value is a choice.
pub(super) fn is_chosen(spot: &Spot) -> bool {
    match spot.shape {
        Shape::Declared(reference) => is_unit_enum(reference.declaration().content()),
        Shape::Foreign(foreign) => foreign.expected() == Expected::Enum,
        _ => false,
    }
}

/// The choices by the type, and by the rules that list values.
pub(super) fn choices(spot: &Spot) -> Vec<Choice> {
    let mut lists: Vec<Vec<Value>> = Vec::new();
    let mut excluded: Vec<Value> = Vec::new();
    for rule in spot.views.iter().flat_map(DeclaredValue::rules) {
        if rule.conditions().next().is_some() {
            continue;
        }
        let mut keywords = keywords(&rule);
        if let Some(Value::Array(values)) = keywords.remove("enum") {
            lists.push(values);
        }
        if let Some(Value::Array(values)) = keywords.get_mut("not").and_then(|not| not.get_mut("enum")).map(Value::take)
        {
            excluded.extend(values);
        }
        // Of an enum, JSON Schema has to know the aliases as well, so that the keywords do not say it.
        let named = rule.arguments().find_map(|(_, argument)| match argument {
            Argument::List(list) => Some((0..).map_while(|index| list.at(index)).map(|item| item.to_string().into())),
            _ => None,
        });
        match (rule.name(), named) {
            ("one_of", Some(names)) if is_chosen(spot) => lists.push(names.collect()),
            ("none_of", Some(names)) if is_chosen(spot) => excluded.extend(names),
            _ => {}
        }
    }
    let variants = match (spot.tag, spot.shape) {
        (Some(variants), _) => Some(variants),
        (None, Shape::Declared(reference)) => match reference.declaration().content() {
            content @ Content::Enum(_, variants) if is_unit_enum(content) => Some(variants),
            _ => return Vec::new(),
        },
        _ => None,
    };
    let all: Vec<(Value, Choice)> = match (variants, spot.shape) {
        (Some(variants), _) => variants
            .iter()
            .filter(|variant| !variant.is_other())
            .map(|variant| (variant.name().into(), Choice::named(variant.name(), variant.description())))
            .collect(),
        (None, Shape::Foreign(foreign)) if foreign.expected() == Expected::Enum => {
            foreign.names().iter().map(|name| ((*name).into(), Choice::named(name, ""))).collect()
        }
        (None, Shape::Text | Shape::Character | Shape::Integer { .. } | Shape::Number | Shape::Single) => {
            lists.first().into_iter().flatten().map(|value| (value.clone(), plain(value))).collect()
        }
        _ => Vec::new(),
    };
    let is_allowed = |value: &Value| lists.iter().all(|list| list.contains(value)) && !excluded.contains(value);
    all.into_iter().filter(|(value, _)| is_allowed(value)).map(|(_, choice)| choice).collect()
}

fn plain(value: &Value) -> Choice {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Choice { label: text.clone(), value: text, description: "" }
}
