//! A value as a schema of zod.

use super::Zod;
use super::chain::{Argument, Call, Head, call, chain};
use crate::plan::{Absence, Choice, ChoiceTag, Expression, Map, Native, Node, Object, Value};
use crate::print::{Code, all, broken, listed, quote, text};
use crate::schemas::Schemas;
use crate::schemas::code::{by_field, called, expression, function, keys, rules_in_one, said, sentences};
use crate::server_only::property;

impl Schemas<'_, Zod> {
    /// The schema of a value: calls one after the other.
    pub(super) fn chained(&self, value: &Value) -> Code {
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
        let said = || simple(said(value));
        let kind = |test: &str, message: &str| {
            let code = function("kind", vec![called(test), text(quote(message))]);
            call("check", vec![if test.contains('(') { Argument::complex(code) } else { Argument::simple(code) }])
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
                let mut exact = vec![text(size.to_string()), text(quote(message))];
                exact.extend(looks_inside.then(|| text("true")));
                z(vec![call("array", arguments), call("check", vec![Argument::simple(function("exactly", exact))])])
            }
            Node::Tuple(items, message, is_alone) => {
                let items: Vec<Code> = items.iter().map(|item| self.value(item)).collect();
                let items = listed("[", items, "]", "");
                let error = function("sized", sentences(&[&value.missing, &value.wrong, message]));
                let tuple = call("tuple", vec![Argument::complex(items), Argument::simple(error)]);
                if *is_alone {
                    return z(vec![tuple, call("check", vec![Argument::simple(function("alone", vec![]))])]);
                }
                (Head::Call(function("short", vec![chain(self::z(), vec![tuple])])), vec![])
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

    /// The rules on a value that is there.
    fn rules(&self, value: &Value, calls: &mut Vec<Call>) {
        if let Some(code) = rules_in_one(value) {
            calls.push(call("check", vec![Argument::complex(code)]));
            return;
        }
        for rule in &value.rules {
            let message = quote(&rule.message);
            if rule.test.native.is_empty() || !value.node.is_text_or_number() {
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
        arguments.extend(simple(said(value)));
        let mut calls = vec![call("record", arguments)];
        if let Some((test, message)) = &map.key {
            let code = function("keyed", vec![called(test), text(quote(message))]);
            calls.push(call("check", vec![Argument::complex(code)]));
        }
        if map.has_order() {
            calls.push(call("check", vec![Argument::simple(function("sorted", vec![]))]));
        }
        if !map.key_rules.is_empty() {
            calls.push(call("check", vec![Argument::complex(keys(&map.key_rules))]));
        }
        (z(), calls)
    }

    /// `z.object({ … })`, with the rules that look at several fields. `tag` is the name of the field that chooses the
    /// variant, with the names of the variant.
    fn object(&self, object: &Object, value: &Value, tag: Option<(&str, &[&str])>) -> Vec<Call> {
        let literal = tag.map(|(name, names)| {
            let names: Vec<Code> = names.iter().map(|name| text(quote(name))).collect();
            let names = if let [name] = &*names { name.clone() } else { listed("[", names, "]", "") };
            all([text(format!("{}: z.literal(", property(name))), names, text(")")])
        });
        let mut arguments = vec![Argument::hugging(self.fields(object, literal))];
        if tag.is_none() {
            arguments.extend(simple(said(value)));
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
        let across = self.across(object, tag.map(|(name, _)| name));
        calls.extend(across.map(|code| call("check", vec![Argument::complex(code)])));
        calls
    }

    fn choice(&self, choice: &Choice, value: &Value) -> (Head, Vec<Call>) {
        let ChoiceTag::Field { name: tag, missing, wrong, unknown } = &choice.tag else {
            return (Head::Call(self.variants(choice, value)), vec![]);
        };
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
        let arguments = vec![
            Argument::simple(quote(tag)),
            Argument::complex(broken("[", options, "]")),
            Argument::complex(by_field(value, missing, wrong, unknown)),
        ];
        (z(), vec![call("discriminatedUnion", arguments)])
    }
}

fn simple(arguments: Vec<Code>) -> Vec<Argument> {
    arguments.into_iter().map(Argument::simple).collect()
}

fn z() -> Head {
    Head::Short(text("z"))
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

/// A default as JavaScript.
fn json(value: &serde_json::Value) -> Code {
    text(value.to_string())
}
