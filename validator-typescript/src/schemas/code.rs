//! Pieces of code that schemas of both libraries have.

use crate::plan::{Expression, Late, Rule, Value};
use crate::print::{Code, all, broken, group, indent, join, listed, quote, text};

/// `name(arguments)`
pub(crate) fn function(name: &str, arguments: Vec<Code>) -> Code {
    all([text(name.to_owned()), listed("(", arguments, ")", "")])
}

/// A call whose only argument, a list, may begin on its line.
pub(crate) fn hugged(name: &str, arguments: Vec<Code>) -> Code {
    match <[Code; 1]>::try_from(arguments) {
        Ok([only]) => all([text(format!("{name}(")), only, text(")")]),
        Err(arguments) => function(name, arguments),
    }
}

/// A call whose last argument may begin on its line, where the others have room.
pub(crate) fn hugging_last(name: &str, arguments: Vec<Code>, last: Code, listed: Code) -> Code {
    let arguments = arguments.into_iter().flat_map(|argument| [argument, text(", ")]);
    let hugging = all([text(format!("{name}(")), all(arguments), last, text(")")]);
    Code::Either(Box::new(listed), Box::new(hugging))
}

/// A call of a function, as it is written on one line.
pub(crate) fn called(written: &str) -> Code {
    match written.strip_suffix(')').and_then(|written| written.split_once('(')) {
        Some((name, arguments)) => {
            function(name, arguments.split(", ").map(|argument| text(argument.to_owned())).collect())
        }
        None => text(written.to_owned()),
    }
}

/// An expression with its calls.
pub(crate) fn expression(expression: &Expression) -> Code {
    match expression {
        Expression::Plain(written) => text(written.clone()),
        Expression::Call(name, arguments) => function(name, arguments.iter().map(self::expression).collect()),
    }
}

/// `name: "sentence"`
pub(crate) fn pair(name: &str, sentence: &str) -> Code {
    group(all([text(format!("{name}:")), indent(all([Code::Line(" "), text(quote(sentence))]))]))
}

/// `{ name: "sentence" }`
pub(crate) fn pairs(pairs: &[(&str, &String)]) -> Code {
    listed("{", pairs.iter().map(|(name, said)| pair(name, said)).collect(), "}", " ")
}

pub(crate) fn sentences(sentences: &[&String]) -> Vec<Code> {
    sentences.iter().map(|sentence| text(quote(sentence))).collect()
}

/// What is said of a value that is missing or of another kind.
pub(crate) fn said(value: &Value) -> Vec<Code> {
    match value.said_of_null() {
        missing if *missing == value.wrong => sentences(&[missing]),
        missing => vec![function("or", sentences(&[missing, &value.wrong]))],
    }
}

/// What is said of an object whose field does not tell the variant.
pub(crate) fn by_field(value: &Value, missing: &String, wrong: &String, unknown: &String) -> Code {
    let said = pairs(&[("missing", &value.missing), ("wrong", &value.wrong)]);
    function("byField", vec![said, pairs(&[("missing", missing), ("wrong", wrong), ("unknown", unknown)])])
}

/// The rules on a value that one call has to run: those on a list or a map, and those that stop at the first violation.
pub(crate) fn rules_in_one(value: &Value) -> Option<Code> {
    if value.rules.is_empty() {
        return None;
    }
    if value.node.is_collection() {
        let rules = value.rules.iter().map(|rule| tuple(rule, rule.test.most)).collect();
        let mut arguments = vec![listed("[", rules, "]", "")];
        arguments.extend(value.bail.then(|| text("true")));
        return Some(hugged("whole", arguments));
    }
    let rules: Vec<Code> = value.rules_by_sentences().map(together).collect();
    (value.bail && rules.len() > 1).then(|| function("first", rules))
}

/// The rules on the keys of a map.
pub(crate) fn keys(rules: &[Rule]) -> Code {
    hugged("keys", rules.iter().map(|rule| tuple(rule, None)).collect())
}

/// A rule as a list: `[isFilled, "…"]`, with the largest number of elements that may pass.
fn tuple(rule: &Rule, most: Option<u64>) -> Code {
    let mut items = vec![expression(&rule.test.call), text(quote(&rule.message))];
    items.extend(most.map(|most| text(most.to_string())));
    listed("[", items, "]", "")
}

/// All sentences of a rule, which are told together: a list of lists where there are several.
fn together(rules: &[Rule]) -> Code {
    match rules {
        [only] => tuple(only, None),
        several => broken("[", several.iter().map(|rule| tuple(rule, None)).collect(), "]"),
    }
}

/// A rule that looks at several fields.
pub(super) fn rule(late: &Late) -> Code {
    let mentions = late.mentions.iter().map(|name| text(quote(name))).collect();
    let parts = late.test.split(" || ").map(|part| text(part.to_owned()));
    let body = join(parts, &all([text(" ||"), Code::Line(" ")]));
    let test = group(all([text("(it) =>"), indent(all([Code::Line(" "), group(body)]))]));
    let mut arguments =
        vec![text(quote(&late.field)), listed("[", mentions, "]", ""), test, text(quote(&late.message))];
    arguments.extend(late.bail.then(|| text("true")));
    function(if late.early { "early" } else { "rule" }, arguments)
}
