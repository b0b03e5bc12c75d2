//! A value as a schema of zod.

use super::Zod;
use super::chain::{Argument, Call, Head, call, chain, expression, function};
use crate::plan::{
    Absence, Choice, ChoiceTag, Expression, Field, Late, Map, Native, Node, Object, Rule, Schema, Value,
};
use crate::print::{Code, all, broken, group, indent, join, listed, quote, text};
use crate::server_only::property;

impl Zod<'_> {
    /// `export const SignUpSchema = …;`
    pub(super) fn schema(&self, schema: &Schema) -> Code {
        let mut name = self.name(schema);
        let mut value = self.value(&schema.value);
        if schema.recursive {
            // TypeScript cannot tell the type of what refers to itself.
            let declared = self.around.names.name(schema.declaration);
            name.push_str(&format!(": z.ZodType<{declared}>"));
            value = function(&format!("typed<{declared}>"), vec![Argument::complex(value)]);
        }
        all([text(format!("export const {name} = ")), value, text(";")])
    }

    fn name(&self, schema: &Schema) -> String {
        self.schema_name(schema.declaration, schema.checked)
    }

    fn schema_name(&self, declaration: &unprocessable::declaration::Declaration, checked: bool) -> String {
        let suffix = if checked { "Schema" } else { "UncheckedSchema" };
        self.around.names.named_after(declaration, suffix)
    }

    fn value(&self, value: &Value) -> Code {
        let (head, mut calls) = self.base(value);
        self.rules(value, &mut calls);
        match &value.absence {
            Absence::Refused => {}
            Absence::Null => calls.push(call("nullable", vec![])),
            Absence::LeftOut => calls.push(call("optional", vec![])),
            Absence::Both => calls.push(call("nullish", vec![])),
            Absence::Default(default, nullable) => {
                if *nullable {
                    calls.push(call("nullable", vec![]));
                }
                calls.push(call("prefault", vec![Argument::simple(json(default))]));
            }
        }
        for message in value.demanded.iter().filter(|_| value.absence == Absence::Null) {
            calls.push(call("refine", vec![Argument::simple("isFilled".to_owned()), Argument::simple(quote(message))]));
        }
        chain(head, calls)
    }

    /// The schema of the kind, without rules.
    fn base(&self, value: &Value) -> (Head, Vec<Call>) {
        let z = |calls| (z(), calls);
        let said = || self.said(value);
        let kind = |test: &str, message: &str| {
            let test =
                if test.contains('(') { Argument::complex(called(test)) } else { Argument::simple(test.to_owned()) };
            let is_simple = !matches!(&test, test if !test.is_simple());
            let code = function("kind", vec![test, Argument::simple(quote(message))]);
            call("check", vec![if is_simple { Argument::simple(code) } else { Argument::complex(code) }])
        };
        match &value.node {
            Node::Unknown => {
                let mut calls = vec![call("unknown", vec![])];
                if value.absence == Absence::Refused {
                    calls.push(kind("isThere", &value.missing));
                } else if value.absence == Absence::Null {
                    calls.push(kind("isSent", &value.missing));
                }
                z(calls)
            }
            Node::Text => z(vec![call("string", said())]),
            Node::Character => z(vec![call("string", said()), kind("isCharacter", &value.wrong)]),
            Node::Format(test) => z(vec![call("string", said()), kind(test, &value.wrong)]),
            Node::Number => z(vec![call("number", said())]),
            Node::Single => {
                let round = call("overwrite", vec![Argument::simple("Math.fround".to_owned())]);
                z(vec![call("number", said()), round])
            }
            Node::Integer { min, max, range, zero } => {
                let mut calls = vec![call("number", said()), kind("isInteger", &value.wrong)];
                calls.push(kind(&format!("isBetween({min}, {max})"), range));
                calls.extend(zero.iter().map(|zero| kind("isNoneOf(0)", zero)));
                z(calls)
            }
            Node::Boolean => z(vec![call("boolean", said())]),
            Node::Null => z(vec![call(
                "null",
                vec![Argument::simple(function("unsent", sentences(&[&value.missing, &value.wrong])))],
            )]),
            Node::Names(names) => {
                let names = names.iter().map(|name| text(quote(name))).collect();
                let mut arguments = vec![Argument::simple(listed("[", names, "]", ""))];
                arguments.extend(said());
                z(vec![call("enum", arguments)])
            }
            Node::List(item) => {
                let mut arguments = vec![Argument::complex(self.value(item))];
                arguments.extend(said());
                z(vec![call("array", arguments)])
            }
            Node::Array(item, size, message, looks_inside) => {
                let mut arguments = vec![Argument::complex(self.value(item))];
                arguments.extend(said());
                let mut exact = vec![Argument::simple(size.to_string()), Argument::simple(quote(message))];
                if *looks_inside {
                    exact.push(Argument::simple("true".to_owned()));
                }
                z(vec![call("array", arguments), call("check", vec![Argument::simple(function("exactly", exact))])])
            }
            Node::Tuple(items, message, is_alone) => {
                let items: Vec<Code> = items.iter().map(|item| self.value(item)).collect();
                let items = listed("[", items, "]", "");
                let error = function(
                    "sized",
                    [&value.missing, &value.wrong, message].map(|text| Argument::simple(quote(text))).to_vec(),
                );
                let tuple = call("tuple", vec![Argument::complex(items), Argument::simple(error)]);
                if *is_alone {
                    return z(vec![tuple, call("check", vec![Argument::simple(function("alone", vec![]))])]);
                }
                (
                    Head::Call(function("short", vec![Argument::complex(chain(Head::Short(text("z")), vec![tuple]))])),
                    vec![],
                )
            }
            Node::Map(map) => self.map(map, value),
            Node::Object(object) => z(self.object(object, value, None)),
            Node::Reference { declaration, checked, later } => {
                let name = self.schema_name(declaration, *checked);
                let code = function("said", sentences(&[value.said_of_null(), &value.wrong]));
                let said = call("check", vec![Argument::simple(code)]);
                if *later {
                    // A schema that comes later, or this one.
                    let lazy = call("lazy", vec![Argument::complex(format!("() => {name}"))]);
                    return z(vec![lazy, said]);
                }
                (Head::Factory(text(name)), vec![said])
            }
            Node::Choice(choice) => self.choice(choice, value),
        }
    }

    /// What is said of a value that is missing or of another kind.
    fn said(&self, value: &Value) -> Vec<Argument> {
        let may_miss_out = !matches!(value.absence, Absence::Refused | Absence::Null);
        if may_miss_out || value.missing == value.wrong {
            return sentences(&[&value.wrong]);
        }
        vec![Argument::simple(function("or", sentences(&[&value.missing, &value.wrong])))]
    }

    /// The rules on a value that is there.
    fn rules(&self, value: &Value, calls: &mut Vec<Call>) {
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
            let code = if is_collection {
                let mut arguments = vec![Argument::complex(listed("[", rules, "]", ""))];
                if value.bail {
                    arguments.push(Argument::simple("true".to_owned()));
                }
                hugged("whole", arguments)
            } else {
                function("first", rules.into_iter().map(Argument::complex).collect())
            };
            calls.push(call("check", vec![Argument::complex(code)]));
            return;
        }
        for rule in &value.rules {
            let message = quote(&rule.message);
            if rule.test.native.is_empty()
                || !matches!(value.node, Node::Text | Node::Number | Node::Single | Node::Integer { .. })
            {
                let test = test(&rule.test.call);
                calls.push(call("refine", vec![test, Argument::simple(message)]));
                continue;
            }
            for Native::Call(name, argument) in &rule.test.native {
                let is_simple = !(argument.starts_with('/') && argument.len() > 8);
                let argument = text(argument.clone());
                let argument = if is_simple { Argument::simple(argument) } else { Argument::complex(argument) };
                calls.push(call(name, vec![argument, Argument::simple(message.clone())]));
            }
        }
    }

    fn map(&self, map: &Map, value: &Value) -> (Head, Vec<Call>) {
        let key = chain(z(), vec![call("string", vec![])]);
        let mut arguments = vec![Argument::simple(key), Argument::complex(self.value(&map.value))];
        arguments.extend(self.said(value));
        let mut calls = vec![call("record", arguments)];
        if let Some((test, message)) = &map.key {
            let code = function("keyed", vec![Argument::complex(called(test)), Argument::simple(quote(message))]);
            calls.push(call("check", vec![Argument::complex(code)]));
        }
        if map.has_order() {
            calls.push(call("check", vec![Argument::simple(function("sorted", vec![]))]));
        }
        if !map.key_rules.is_empty() {
            let rules = map.key_rules.iter().map(|rule| Argument::complex(tuple(rule, false))).collect();
            calls.push(call("check", vec![Argument::complex(hugged("keys", rules))]));
        }
        (z(), calls)
    }

    /// `z.object({ … })`, with the rules that look at several fields. `tag` is the name of the field that chooses the
    /// variant, with the names of the variant.
    fn object(&self, object: &Object, value: &Value, tag: Option<(&str, &[&str])>) -> Vec<Call> {
        let mut fields: Vec<Code> = Vec::new();
        if let Some((name, names)) = tag {
            let names: Vec<Code> = names.iter().map(|name| text(quote(name))).collect();
            let literal = if let [name] = &*names { name.clone() } else { listed("[", names, "]", "") };
            fields.push(all([text(format!("{}: z.literal(", property(name))), literal, text(")")]));
        }
        fields.extend(object.fields.iter().map(|field| self.field(field)));
        let mut arguments = vec![Argument::hugging(broken("{", fields, "}"))];
        if tag.is_none() {
            arguments.extend(self.said(value));
        }
        let method = match (&object.closed, object.also.is_empty()) {
            (Some(_), _) => "strictObject",
            (None, false) => "looseObject",
            (None, true) => "object",
        };
        let mut calls = vec![call(method, arguments)];
        if let Some(rest) = &object.rest {
            calls.push(call("catchall", vec![Argument::complex(self.value(rest))]));
        }
        if object.late.is_empty() && object.closed.is_none() && !object.bail && object.also.is_empty() {
            return calls;
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
        let mut arguments =
            vec![Argument::complex(listed("[", names, "]", "")), Argument::complex(listed("[", rules, "]", ""))];
        let hugging = (!options.is_empty()).then(|| broken("{", options.clone(), "}"));
        if hugging.is_some() {
            arguments.push(Argument::complex(listed("{", options, "}", " ")));
        }
        let mut across = function("across", arguments.clone());
        if let Some(last) = hugging {
            arguments.pop();
            across = hugging_last("across", arguments.into_iter().map(Argument::into_code).collect(), last, across);
        }
        calls.push(call("check", vec![Argument::complex(across)]));
        calls
    }

    fn field(&self, field: &Field) -> Code {
        let mut value = self.value(&field.value);
        if field.is_inherited() {
            value = function("own", vec![Argument::complex(value)]);
        }
        all([text(format!("{}: ", property(&field.name))), value])
    }

    fn choice(&self, choice: &Choice, value: &Value) -> (Head, Vec<Call>) {
        let name = self.around.names.name(choice.declaration);
        match &choice.tag {
            ChoiceTag::Field { name: tag, missing, wrong, unknown } => {
                let options: Vec<Code> = choice
                    .options
                    .iter()
                    .filter_map(|option| match &option.value.node {
                        Node::Object(object) => {
                            Some(chain(z(), self.object(object, &option.value, Some((tag, &option.names)))))
                        }
                        _ => None,
                    })
                    .collect();
                let pairs = |pairs: &[(&str, &String)]| {
                    let pairs = pairs.iter().map(|(name, said)| pair(name, said)).collect();
                    Argument::complex(listed("{", pairs, "}", " "))
                };
                let error = function(
                    "byField",
                    vec![
                        pairs(&[("missing", &value.missing), ("wrong", &value.wrong)]),
                        pairs(&[("missing", missing), ("wrong", wrong), ("unknown", unknown)]),
                    ],
                );
                let arguments = vec![
                    Argument::simple(quote(tag)),
                    Argument::complex(broken("[", options, "]")),
                    Argument::complex(error),
                ];
                (z(), vec![call("discriminatedUnion", arguments)])
            }
            ChoiceTag::External { unknown, fields, flattened } => {
                let options = choice.options.iter().flat_map(|option| {
                    let value = match option.is_unit {
                        true => function("unit", sentences(&[&option.value.wrong])),
                        false => self.value(&option.value),
                    };
                    option.names.iter().map(move |name| all([text(format!("{}: ", property(name))), value.clone()]))
                });
                let said =
                    [("missing", &value.missing), ("wrong", &value.wrong), ("unknown", unknown), ("fields", fields)];
                let said = said.iter().map(|(name, said)| pair(name, said)).collect();
                let mut arguments = vec![
                    Argument::complex(broken("{", options.collect(), "}")),
                    Argument::complex(listed("{", said, "}", " ")),
                ];
                if *flattened {
                    arguments.push(Argument::simple("true".to_owned()));
                }
                let code = function(&format!("variant<{name}>"), arguments);
                (Head::Call(code), vec![])
            }
            ChoiceTag::Untagged => {
                let options = choice.options.iter().map(|option| self.value(&option.value)).collect();
                let mut arguments = vec![Argument::complex(broken("[", options, "]"))];
                arguments.extend(sentences(&[&value.missing, &value.wrong]));
                (Head::Call(function(&format!("firstOf<{name}>"), arguments)), vec![])
            }
        }
    }
}

fn z() -> Head {
    Head::Short(text("z"))
}

/// `name: "sentence"`
fn pair(name: &str, sentence: &str) -> Code {
    group(all([text(format!("{name}:")), indent(all([Code::Line(" "), text(quote(sentence))]))]))
}

fn sentences(sentences: &[&String]) -> Vec<Argument> {
    sentences.iter().map(|sentence| Argument::simple(quote(sentence))).collect()
}

/// A call of a function, as it is written on one line.
pub(crate) fn called(written: &str) -> Code {
    match written.strip_suffix(')').and_then(|written| written.split_once('(')) {
        Some((name, arguments)) => {
            let arguments = arguments.split(", ").map(|argument| Argument::simple(argument.to_owned()));
            function(name, arguments.collect())
        }
        None => text(written.to_owned()),
    }
}

/// A call whose last argument may begin on its line, where the others have room.
pub(crate) fn hugging_last(name: &str, arguments: Vec<Code>, last: Code, listed: Code) -> Code {
    let arguments = arguments.into_iter().flat_map(|argument| [argument, text(", ")]);
    let hugging = all([text(format!("{name}(")), all(arguments), last, text(")")]);
    Code::Either(Box::new(listed), Box::new(hugging))
}

/// A test as an argument.
fn test(call: &Expression) -> Argument {
    match call {
        Expression::Call(_, arguments) if arguments.iter().any(|argument| !is_constant(argument)) => {
            Argument::complex(expression(call))
        }
        call => Argument::simple(expression(call)),
    }
}

/// Whether an argument is a constant that is no long pattern.
fn is_constant(argument: &Expression) -> bool {
    matches!(argument, Expression::Plain(written) if !written.starts_with('/') || written.len() <= 8)
}

/// A rule as a list: `[isFilled, "…"]`.
fn tuple(rule: &Rule, with_most: bool) -> Code {
    let mut items = vec![expression(&rule.test.call), text(quote(&rule.message))];
    if let Some(most) = rule.test.most.filter(|_| with_most) {
        items.push(text(most.to_string()));
    }
    listed("[", items, "]", "")
}

/// All sentences of a rule, which are told together: a list of lists where there are several.
pub(crate) fn together(rules: &[Rule], tuple: impl Fn(&Rule) -> Code) -> Code {
    match rules {
        [only] => tuple(only),
        several => broken("[", several.iter().map(tuple).collect(), "]"),
    }
}

/// A call whose first argument, a list, may begin on its line.
fn hugged(name: &str, mut arguments: Vec<Argument>) -> Code {
    if arguments.len() == 1 {
        let only = arguments.remove(0);
        return all([text(format!("{name}(")), only.into_code(), text(")")]);
    }
    function(name, arguments)
}

/// A rule that looks at several fields.
fn rule(late: &Late) -> Code {
    let mentions = late.mentions.iter().map(|name| text(quote(name))).collect();
    let parts = late.test.split(" || ").map(|part| text(part.to_owned()));
    let body = join(parts, &all([text(" ||"), Code::Line(" ")]));
    let test = group(all([text("(it) =>"), indent(all([Code::Line(" "), group(body)]))]));
    let mut arguments = vec![
        Argument::simple(quote(&late.field)),
        Argument::complex(listed("[", mentions, "]", "")),
        Argument::complex(test),
        Argument::simple(quote(&late.message)),
    ];
    if late.bail {
        arguments.push(Argument::simple("true".to_owned()));
    }
    function(if late.early { "early" } else { "rule" }, arguments)
}

/// A default as JavaScript.
fn json(value: &serde_json::Value) -> Code {
    text(value.to_string())
}
