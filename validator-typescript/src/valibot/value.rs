//! A value as a schema of valibot.

use super::Valibot;
use crate::plan::{Absence, Choice, ChoiceTag, Map, Native, Node, Object, Value};
use crate::print::{Code, all, broken, listed, quote, text};
use crate::schemas::Schemas;
use crate::schemas::code::{by_field, called, expression, function, keys, rules_in_one, said, sentences};
use crate::server_only::property;

impl Schemas<'_, Valibot> {
    /// The schema of a value: a pipe of actions, where it has some.
    pub(super) fn piped(&self, value: &Value) -> Code {
        let (base, mut actions) = self.base(value);
        self.rules(value, &mut actions);
        let schema = if actions.is_empty() { base } else { function("v.pipe", [vec![base], actions].concat()) };
        let schema = match &value.absence {
            Absence::Refused => schema,
            Absence::Null => function("v.nullable", vec![schema]),
            Absence::LeftOut => function("v.optional", vec![schema]),
            Absence::Both => function("v.nullish", vec![schema]),
            Absence::Default(default, nullable) => {
                let schema = if *nullable { function("v.nullable", vec![schema]) } else { schema };
                function("v.optional", vec![schema, text(default.to_string())])
            }
        };
        let demanded = value.demanded.iter().filter(|_| value.absence == Absence::Null);
        let demanded: Vec<Code> =
            demanded.map(|message| function("v.check", vec![text("isFilled"), text(quote(message))])).collect();
        if demanded.is_empty() { schema } else { function("v.pipe", [vec![schema], demanded].concat()) }
    }

    /// The schema of the kind, without rules.
    fn base(&self, value: &Value) -> (Code, Vec<Code>) {
        let said = || said(value);
        let kind = |test: Code, message: &str| function("kind", vec![test, text(quote(message))]);
        let named = |name: &'static str, arguments: Vec<Code>| (function(name, arguments), Vec::new());
        match &value.node {
            Node::Unknown => {
                let test = match value.absence {
                    Absence::Refused => Some("isThere"),
                    Absence::Null => Some("isSent"),
                    _ => None,
                };
                let actions = test.map(|test| kind(text(test), &value.missing));
                (function("v.unknown", vec![]), actions.into_iter().collect())
            }
            Node::Text => named("v.string", said()),
            Node::Character => (function("v.string", said()), vec![kind(text("isCharacter"), &value.wrong)]),
            Node::Format(test) => (function("v.string", said()), vec![kind(text(*test), &value.wrong)]),
            Node::Number => named("v.number", said()),
            Node::Single => (function("v.number", said()), vec![function("v.transform", vec![text("Math.fround")])]),
            Node::Integer { min, max, range, zero } => {
                let mut actions = vec![
                    kind(text("isInteger"), &value.wrong),
                    kind(called(&format!("isBetween({min}, {max})")), range),
                ];
                actions.extend(zero.iter().map(|zero| kind(text("isNoneOf(0)"), zero)));
                (function("v.number", said()), actions)
            }
            Node::Boolean => named("v.boolean", said()),
            Node::Null => named("v.null", vec![function("unsent", sentences(&[&value.missing, &value.wrong]))]),
            Node::Names(names) => {
                let names = names.iter().map(|name| text(quote(name))).collect();
                named("v.picklist", [vec![listed("[", names, "]", "")], said()].concat())
            }
            Node::List(item) => named("v.array", [vec![self.value(item)], said()].concat()),
            Node::Array(item, size, message, looks_inside) => {
                let mut exact = vec![text(size.to_string()), text(quote(message))];
                if *looks_inside {
                    exact.push(text("true"));
                }
                (function("v.array", [vec![self.value(item)], said()].concat()), vec![function("exactly", exact)])
            }
            Node::Tuple(items, message, is_alone) => {
                let mut size = vec![text(items.len().to_string()), text(quote(message))];
                if *is_alone {
                    size.push(text("true"));
                }
                let items = listed("[", items.iter().map(|item| self.value(item)).collect(), "]", "");
                (function("tuple", [vec![items], said()].concat()), vec![function("sized", size)])
            }
            Node::Map(map) => self.map(map, value),
            Node::Object(object) => self.object(object, value, None),
            Node::Reference { declaration, checked, later } => {
                let name = self.schema_name(declaration, *checked);
                let schema = if *later { function("v.lazy", vec![text(format!("() => {name}"))]) } else { text(name) };
                (schema, vec![function("said", sentences(&[value.said_of_null(), &value.wrong]))])
            }
            Node::Choice(choice) => (self.choice(choice, value), Vec::new()),
        }
    }

    /// The rules on a value that is there.
    fn rules(&self, value: &Value, actions: &mut Vec<Code>) {
        if let Some(code) = rules_in_one(value) {
            actions.push(code);
            return;
        }
        for rule in &value.rules {
            let message = text(quote(&rule.message));
            let natives: Option<Vec<(&str, &String)>> = rule.test.native.iter().map(native).collect();
            match natives.filter(|natives| value.node.is_text_or_number() && !natives.is_empty()) {
                Some(natives) => actions.extend(
                    natives.into_iter().map(|(name, bound)| function(name, vec![text(bound.clone()), message.clone()])),
                ),
                None => actions.push(function("v.check", vec![expression(&rule.test.call), message])),
            }
        }
    }

    fn map(&self, map: &Map, value: &Value) -> (Code, Vec<Code>) {
        let record = [vec![self.value(&map.value)], said(value)].concat();
        let schema = function("map", record);
        let mut actions = Vec::new();
        if let Some((test, message)) = &map.key {
            actions.push(function("keyed", vec![called(test), text(quote(message))]));
        }
        if map.has_order() {
            actions.push(function("sorted", vec![]));
        }
        if !map.key_rules.is_empty() {
            actions.push(keys(&map.key_rules));
        }
        (schema, actions)
    }

    /// An object, with the rules that look at several fields. `tag` is the name of the field that chooses the variant,
    /// with the names of the variant.
    fn object(&self, object: &Object, value: &Value, tag: Option<(&str, &[&str])>) -> (Code, Vec<Code>) {
        let literal = tag.map(|(name, names)| {
            let names: Vec<Code> = names.iter().map(|name| text(quote(name))).collect();
            let literal = match &*names {
                [name] => function("v.literal", vec![name.clone()]),
                _ => function("v.picklist", vec![listed("[", names, "]", "")]),
            };
            all([text(format!("{}: ", property(name))), literal])
        });
        let fields = self.fields(object, literal);
        let said = sentences(&[&value.missing, &value.wrong]);
        let schema = match (&object.rest, &object.closed, object.also.is_empty()) {
            (Some(rest), ..) => function("objectWithRest", [vec![fields, self.value(rest)], said].concat()),
            (None, Some(_), _) => function("strictObject", [vec![fields], said].concat()),
            (None, None, false) => function("looseObject", [vec![fields], said].concat()),
            (None, None, true) => function("object", [vec![fields], said].concat()),
        };
        (schema, self.across(object, tag.map(|(name, _)| name)).into_iter().collect())
    }

    fn choice(&self, choice: &Choice, value: &Value) -> Code {
        let ChoiceTag::Field { name: tag, missing, wrong, unknown } = &choice.tag else {
            return self.variants(choice, value);
        };
        let options: Vec<Code> = choice
            .options
            .iter()
            .filter_map(|option| match &option.value.node {
                Node::Object(object) => {
                    let (schema, actions) = self.object(object, &option.value, Some((tag, &option.names)));
                    let piped = !actions.is_empty();
                    Some(if piped { function("v.pipe", [vec![schema], actions].concat()) } else { schema })
                }
                _ => None,
            })
            .collect();
        let error = by_field(value, missing, wrong, unknown);
        let variant = function("v.variant", vec![text(quote(tag)), broken("[", options, "]"), error]);
        function("noList", vec![variant])
    }
}

/// What valibot has for a check.
fn native(native: &Native) -> Option<(&'static str, &String)> {
    let Native::Call(name, argument) = native;
    let name = match *name {
        "gte" => "v.minValue",
        "gt" => "v.gtValue",
        "lte" => "v.maxValue",
        "lt" => "v.ltValue",
        "min" => "v.minCodePoints",
        "max" => "v.maxCodePoints",
        "length" => "v.codePoints",
        "regex" => "v.regex",
        _ => return None,
    };
    Some((name, argument))
}
