//! A value as a schema of valibot.

use unprocessable::declaration::Declaration;

use super::Valibot;
use crate::plan::{Absence, Choice, ChoiceTag, Field, Late, Map, Native, Node, Object, Rule, Schema, Value};
use crate::print::{Code, all, broken, group, indent, join, listed, quote, text};
use crate::server_only::property;
use crate::zod::chain::expression;
use crate::zod::value::{called, hugging_last, together};

impl Valibot<'_> {
    /// `export const SignUpSchema = …;`
    pub(super) fn schema(&self, schema: &Schema) -> Code {
        let mut name = self.schema_name(schema.declaration, schema.checked);
        let mut value = self.value(&schema.value);
        if schema.recursive {
            // TypeScript cannot tell the type of what refers to itself.
            let declared = self.around.names.name(schema.declaration);
            name.push_str(&format!(": v.GenericSchema<{declared}>"));
            value = call(&format!("typed<{declared}>"), vec![value]);
        }
        all([text(format!("export const {name} = ")), value, text(";")])
    }

    fn schema_name(&self, declaration: &Declaration, checked: bool) -> String {
        let suffix = if checked { "Schema" } else { "UncheckedSchema" };
        self.around.names.named_after(declaration, suffix)
    }

    fn value(&self, value: &Value) -> Code {
        let (base, mut actions) = self.base(value);
        self.rules(value, &mut actions);
        let schema = if actions.is_empty() { base } else { call("v.pipe", [vec![base], actions].concat()) };
        let schema = match &value.absence {
            Absence::Refused => schema,
            Absence::Null => call("v.nullable", vec![schema]),
            Absence::LeftOut => call("v.optional", vec![schema]),
            Absence::Both => call("v.nullish", vec![schema]),
            Absence::Default(default, nullable) => {
                let schema = if *nullable { call("v.nullable", vec![schema]) } else { schema };
                call("v.optional", vec![schema, text(default.to_string())])
            }
        };
        let demanded = value.demanded.iter().filter(|_| value.absence == Absence::Null);
        let demanded: Vec<Code> =
            demanded.map(|message| call("v.check", vec![text("isFilled"), text(quote(message))])).collect();
        if demanded.is_empty() { schema } else { call("v.pipe", [vec![schema], demanded].concat()) }
    }

    /// The schema of the kind, without rules.
    fn base(&self, value: &Value) -> (Code, Vec<Code>) {
        let said = || self.said(value);
        let kind = |test: Code, message: &str| call("kind", vec![test, text(quote(message))]);
        let named = |name: &'static str, arguments: Vec<Code>| (call(name, arguments), Vec::new());
        match &value.node {
            Node::Unknown => {
                let test = match value.absence {
                    Absence::Refused => Some("isThere"),
                    Absence::Null => Some("isSent"),
                    _ => None,
                };
                let actions = test.map(|test| kind(text(test), &value.missing));
                (call("v.unknown", vec![]), actions.into_iter().collect())
            }
            Node::Text => named("v.string", said()),
            Node::Character => (call("v.string", said()), vec![kind(text("isCharacter"), &value.wrong)]),
            Node::Format(test) => (call("v.string", said()), vec![kind(text(*test), &value.wrong)]),
            Node::Number => named("v.number", said()),
            Node::Single => (call("v.number", said()), vec![call("v.transform", vec![text("Math.fround")])]),
            Node::Integer { min, max, range, zero } => {
                let mut actions = vec![
                    kind(text("isInteger"), &value.wrong),
                    kind(called(&format!("isBetween({min}, {max})")), range),
                ];
                actions.extend(zero.iter().map(|zero| kind(text("isNoneOf(0)"), zero)));
                (call("v.number", said()), actions)
            }
            Node::Boolean => named("v.boolean", said()),
            Node::Null => named("v.null", vec![call("unsent", sentences(&[&value.missing, &value.wrong]))]),
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
                (call("v.array", [vec![self.value(item)], said()].concat()), vec![call("exactly", exact)])
            }
            Node::Tuple(items, message, is_alone) => {
                let mut size = vec![text(items.len().to_string()), text(quote(message))];
                if *is_alone {
                    size.push(text("true"));
                }
                let items = listed("[", items.iter().map(|item| self.value(item)).collect(), "]", "");
                (call("tuple", [vec![items], said()].concat()), vec![call("sized", size)])
            }
            Node::Map(map) => self.map(map, value),
            Node::Object(object) => self.object(object, value, None),
            Node::Reference { declaration, checked, later } => {
                let name = self.schema_name(declaration, *checked);
                let schema = if *later { call("v.lazy", vec![text(format!("() => {name}"))]) } else { text(name) };
                (schema, vec![call("said", sentences(&[value.said_of_null(), &value.wrong]))])
            }
            Node::Choice(choice) => (self.choice(choice, value), Vec::new()),
        }
    }

    /// What is said of a value that is missing or of another kind.
    fn said(&self, value: &Value) -> Vec<Code> {
        let may_miss_out = !matches!(value.absence, Absence::Refused | Absence::Null);
        if may_miss_out || value.missing == value.wrong {
            return sentences(&[&value.wrong]);
        }
        vec![call("or", sentences(&[&value.missing, &value.wrong]))]
    }

    /// The rules on a value that is there.
    fn rules(&self, value: &Value, actions: &mut Vec<Code>) {
        if value.rules.is_empty() {
            return;
        }
        let is_collection = matches!(value.node, Node::List(_) | Node::Array(..) | Node::Map(_));
        if is_collection || value.bail && value.rules_by_sentences().count() > 1 {
            let tuple = |rule: &Rule| tuple(rule, is_collection);
            let rules: Vec<Code> = match is_collection {
                true => value.rules.iter().map(tuple).collect(),
                false => value.rules_by_sentences().map(|rules| together(rules, tuple)).collect(),
            };
            actions.push(match (is_collection, value.bail) {
                (true, true) => call("whole", vec![listed("[", rules, "]", ""), text("true")]),
                (true, false) => all([text("whole("), listed("[", rules, "]", ""), text(")")]),
                (false, _) => call("first", rules),
            });
            return;
        }
        for rule in &value.rules {
            let message = text(quote(&rule.message));
            let natives: Option<Vec<(&str, &String)>> = rule.test.native.iter().map(native).collect();
            let fits = matches!(value.node, Node::Text | Node::Number | Node::Single | Node::Integer { .. });
            match natives.filter(|natives| fits && !natives.is_empty()) {
                Some(natives) => actions.extend(
                    natives.into_iter().map(|(name, bound)| call(name, vec![text(bound.clone()), message.clone()])),
                ),
                None => actions.push(call("v.check", vec![expression(&rule.test.call), message])),
            }
        }
    }

    fn map(&self, map: &Map, value: &Value) -> (Code, Vec<Code>) {
        let record = [vec![self.value(&map.value)], self.said(value)].concat();
        let schema = call("map", record);
        let mut actions = Vec::new();
        if let Some((test, message)) = &map.key {
            actions.push(call("keyed", vec![called(test), text(quote(message))]));
        }
        if map.has_order() {
            actions.push(call("sorted", vec![]));
        }
        if !map.key_rules.is_empty() {
            let mut rules: Vec<Code> = map.key_rules.iter().map(|rule| tuple(rule, false)).collect();
            actions.push(match rules.pop().filter(|_| rules.is_empty()) {
                Some(only) => all([text("keys("), only, text(")")]),
                None => call("keys", map.key_rules.iter().map(|rule| tuple(rule, false)).collect()),
            });
        }
        (schema, actions)
    }

    /// An object, with the rules that look at several fields. `tag` is the name of the field that chooses the variant,
    /// with the names of the variant.
    fn object(&self, object: &Object, value: &Value, tag: Option<(&str, &[&str])>) -> (Code, Vec<Code>) {
        let mut fields: Vec<Code> = Vec::new();
        if let Some((name, names)) = tag {
            let names: Vec<Code> = names.iter().map(|name| text(quote(name))).collect();
            let literal = match &*names {
                [name] => call("v.literal", vec![name.clone()]),
                _ => call("v.picklist", vec![listed("[", names, "]", "")]),
            };
            fields.push(all([text(format!("{}: ", property(name))), literal]));
        }
        fields.extend(object.fields.iter().map(|field| self.field(field)));
        let fields = broken("{", fields, "}");
        let said = sentences(&[&value.missing, &value.wrong]);
        let schema = match (&object.rest, &object.closed, object.also.is_empty()) {
            (Some(rest), ..) => call("objectWithRest", [vec![fields, self.value(rest)], said].concat()),
            (None, Some(_), _) => call("strictObject", [vec![fields], said].concat()),
            (None, None, false) => call("looseObject", [vec![fields], said].concat()),
            (None, None, true) => call("object", [vec![fields], said].concat()),
        };
        if object.late.is_empty() && object.closed.is_none() && !object.bail && object.also.is_empty() {
            return (schema, Vec::new());
        }
        let mut names: Vec<Code> = tag.iter().map(|(name, _)| text(quote(name))).collect();
        names.extend(object.fields.iter().map(|field| text(quote(&field.name))));
        let rules: Vec<Code> = object.late.iter().map(rule).collect();
        let mut options = Vec::new();
        if let Some(unknown) = &object.closed {
            options.push(pair("unknown", unknown));
        }
        if object.bail {
            options.push(text("bails: true"));
        }
        if !object.also.is_empty() {
            let also = object.also.iter().map(|value| self.value(value)).collect();
            options.push(all([text("also: "), listed("[", also, "]", "")]));
        }
        let mut arguments = vec![listed("[", names, "]", ""), listed("[", rules, "]", "")];
        if options.is_empty() {
            return (schema, vec![call("across", arguments)]);
        }
        let few = arguments.clone();
        arguments.push(listed("{", options.clone(), "}", " "));
        let across = hugging_last("across", few, broken("{", options, "}"), call("across", arguments));
        (schema, vec![across])
    }

    fn field(&self, field: &Field) -> Code {
        let mut value = self.value(&field.value);
        if field.is_inherited() {
            value = call("own", vec![value]);
        }
        all([text(format!("{}: ", property(&field.name))), value])
    }

    fn choice(&self, choice: &Choice, value: &Value) -> Code {
        let name = self.around.names.name(choice.declaration);
        match &choice.tag {
            ChoiceTag::Field { name: tag, missing, wrong, unknown } => {
                let options: Vec<Code> = choice
                    .options
                    .iter()
                    .filter_map(|option| match &option.value.node {
                        Node::Object(object) => {
                            let (schema, actions) = self.object(object, &option.value, Some((tag, &option.names)));
                            let piped = !actions.is_empty();
                            Some(if piped { call("v.pipe", [vec![schema], actions].concat()) } else { schema })
                        }
                        _ => None,
                    })
                    .collect();
                let pairs = |pairs: &[(&str, &String)]| {
                    listed("{", pairs.iter().map(|(name, said)| pair(name, said)).collect(), "}", " ")
                };
                let error = call(
                    "byField",
                    vec![
                        pairs(&[("missing", &value.missing), ("wrong", &value.wrong)]),
                        pairs(&[("missing", missing), ("wrong", wrong), ("unknown", unknown)]),
                    ],
                );
                let variant = call("v.variant", vec![text(quote(tag)), broken("[", options, "]"), error]);
                call("noList", vec![variant])
            }
            ChoiceTag::External { unknown, fields, flattened } => {
                let options = choice.options.iter().flat_map(|option| {
                    let value = match option.is_unit {
                        true => call("unit", sentences(&[&option.value.wrong])),
                        false => self.value(&option.value),
                    };
                    option.names.iter().map(move |name| all([text(format!("{}: ", property(name))), value.clone()]))
                });
                let said =
                    [("missing", &value.missing), ("wrong", &value.wrong), ("unknown", unknown), ("fields", fields)];
                let said = said.iter().map(|(name, said)| pair(name, said)).collect();
                let mut arguments = vec![broken("{", options.collect(), "}"), listed("{", said, "}", " ")];
                if *flattened {
                    arguments.push(text("true"));
                }
                call(&format!("variant<{name}>"), arguments)
            }
            ChoiceTag::Untagged => {
                let options = choice.options.iter().map(|option| self.value(&option.value)).collect();
                let mut arguments = vec![broken("[", options, "]")];
                arguments.extend(sentences(&[&value.missing, &value.wrong]));
                call(&format!("firstOf<{name}>"), arguments)
            }
        }
    }
}

/// `name(arguments)`
fn call(name: &str, arguments: Vec<Code>) -> Code {
    all([text(name.to_owned()), listed("(", arguments, ")", "")])
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

/// `name: "sentence"`
fn pair(name: &str, sentence: &str) -> Code {
    group(all([text(format!("{name}:")), indent(all([Code::Line(" "), text(quote(sentence))]))]))
}

fn sentences(sentences: &[&String]) -> Vec<Code> {
    sentences.iter().map(|sentence| text(quote(sentence))).collect()
}

/// A rule as a list: `[isFilled, "…"]`.
fn tuple(rule: &Rule, with_most: bool) -> Code {
    let mut items = vec![expression(&rule.test.call), text(quote(&rule.message))];
    if let Some(most) = rule.test.most.filter(|_| with_most) {
        items.push(text(most.to_string()));
    }
    listed("[", items, "]", "")
}

/// A rule that looks at several fields.
fn rule(late: &Late) -> Code {
    let mentions = late.mentions.iter().map(|name| text(quote(name))).collect();
    let parts = late.test.split(" || ").map(|part| text(part.to_owned()));
    let body = join(parts, &all([text(" ||"), Code::Line(" ")]));
    let test = group(all([text("(it) =>"), indent(all([Code::Line(" "), group(body)]))]));
    let mut arguments =
        vec![text(quote(&late.field)), listed("[", mentions, "]", ""), test, text(quote(&late.message))];
    if late.bail {
        arguments.push(text("true"));
    }
    call(if late.early { "early" } else { "rule" }, arguments)
}
