//! Attributes of serde_valid.

use syn::Expr;

use super::custom::{Given, call};
use crate::attempt::{Attempt, Field, Left, integer};
use crate::grammar::{Item, last_name};
use crate::shape::Shape;
use crate::tokens::place;

/// The one rule of an attribute on a field, with its sentence. What it becomes, or nothing if it moves above the struct.
pub(crate) fn field(attempt: &mut Attempt<'_>, field: &Field, items: &[Item]) -> Result<Option<String>, Left> {
    let Some(item) = items.first() else { return Err("the attribute has no rule".into()) };
    let message = match items.get(1) {
        Some(message) => Some(sentence(attempt, message)?),
        None => None,
    };
    let value = |attempt: &Attempt<'_>| match &item.value {
        Some(value) => Ok(attempt.source(value)),
        None => Err(format!("`{}` has no value", item.name)),
    };
    let (name, argument, goes_inside) = match item.name.as_str() {
        "minimum" => ("gte", value(attempt)?, true),
        "maximum" => ("lte", value(attempt)?, true),
        "exclusive_minimum" => ("gt", value(attempt)?, true),
        "exclusive_maximum" => ("lt", value(attempt)?, true),
        "multiple_of" => ("multiple_of", value(attempt)?, true),
        "min_length" => ("length", format!("min = {}, graphemes", value(attempt)?), true),
        "max_length" => ("length", format!("max = {}, graphemes", value(attempt)?), true),
        "pattern" => ("regex", value(attempt)?, true),
        "enum" => ("one_of", value(attempt)?, true),
        "min_items" | "min_properties" => ("length", format!("min = {}", value(attempt)?), false),
        "max_items" | "max_properties" => ("length", format!("max = {}", value(attempt)?), false),
        "unique_items" => ("distinct", String::new(), false),
        "custom" => {
            let function = custom_function(item)?;
            if let Some(rule) = duration(attempt, &function) {
                return Ok(Some(rule));
            }
            return call(attempt, field, &function, Given::Field, false);
        }
        other => return Err(format!("the rule `{other}` is not known")),
    };
    let bound = match item.name.as_str() {
        "minimum" => "min",
        "maximum" => "max",
        "exclusive_minimum" => "exclusive_min",
        "exclusive_maximum" => "exclusive_max",
        _ => "",
    };
    let inner = if goes_inside { field.shape.innermost() } else { field.shape.subject() };
    let is_zero = item.value.as_ref().is_some_and(|value| integer(value) == Some(0));
    let starts_at_zero = matches!(item.name.as_str(), "min_length" | "min_items" | "min_properties") && is_zero;
    let is_empty = item.value.as_ref().is_some_and(|value| attempt.is_empty_bound(inner, bound, value));
    if starts_at_zero || is_empty {
        attempt.check_empty();
        return Ok(None);
    }
    match item.name.as_str() {
        "minimum" | "maximum" | "exclusive_minimum" | "exclusive_maximum" => {
            attempt.check_range(inner);
            attempt.check_opaque(inner);
        }
        "multiple_of" if inner.is_float() => {
            attempt.check("decimal places count exactly: 0.3 is a multiple of 0.1");
        }
        "min_length" | "max_length" => {
            attempt.features.push("graphemes");
            attempt.check("counts graphemes, as serde_valid does; without `graphemes` it counts characters");
            attempt.check_opaque(inner);
        }
        "unique_items" => attempt.check("each repeated item has an error, at a key such as `tags.3`"),
        _ => {}
    }
    let mut arguments: Vec<String> = vec![argument];
    arguments.extend(message);
    arguments.retain(|argument| !argument.is_empty());
    let rule = if arguments.is_empty() { name.to_owned() } else { format!("{name}({})", arguments.join(", ")) };
    Ok(Some(if goes_inside { lifted(&field.shape, rule) } else { rule }))
}

/// The one rule of an attribute above the struct.
pub(crate) fn above(attempt: &mut Attempt<'_>, items: &[Item]) -> Result<String, Left> {
    match items {
        [item] if item.name == "custom" => {
            let function = custom_function(item)?;
            attempt.check("the error stands at `_`; `field = \"…\"` puts it at a field");
            let text = attempt.source(&function);
            Ok(match &function {
                Expr::Closure(_) => format!("custom({})", typed(&text)),
                Expr::Call(_) => format!("custom(|it: &Self| ({text})(it))"),
                _ => format!("custom({text})"),
            })
        }
        [item] => Err(format!("the rule `{}` above a type is not known", item.name)),
        _ => Err("several rules in one attribute above a type".into()),
    }
}

/// rustc has to know the type before it reads the fields of the parameter.
fn typed(closure: &str) -> String {
    let Some(rest) = closure.trim_start().strip_prefix('|') else { return closure.to_owned() };
    match rest.split_once('|') {
        Some((parameter, body)) if !parameter.contains(':') => format!("|{}: &Self|{body}", parameter.trim()),
        _ => closure.to_owned(),
    }
}

/// `custom = function` and `custom(function)`.
fn custom_function(item: &Item) -> Result<Expr, Left> {
    if let Some(value) = &item.value {
        return Ok(value.clone());
    }
    let arguments = item.arguments().map_err(|error| error.to_string())?;
    match arguments.as_slice() {
        [only] => Ok(only.value.clone()),
        _ => Err("`custom` names no function".into()),
    }
}

/// `message = "…"`, or a function that always returns the same sentence.
fn sentence(attempt: &mut Attempt<'_>, item: &Item) -> Result<String, Left> {
    let value = match (item.name.as_str(), &item.value) {
        ("message", Some(value @ Expr::Lit(_))) => attempt.slice(place(value)).to_owned(),
        ("message_fn", Some(function)) => {
            let name = last_name(function).unwrap_or_default();
            let known = attempt.facts.function(&name, attempt.file).and_then(|function| function.constant.clone());
            if known.is_some() {
                attempt.unneeded.push(name);
            }
            known.ok_or("`message_fn` makes the sentence while it runs; write it with `{attribute}` and arguments")?
        }
        _ => return Err(format!("`{}` gives the sentence; see the page about languages", item.name)),
    };
    let open = value.find('{');
    if open.is_some_and(|open| value[open..].contains('}')) {
        return Err("braces in `message` stand for arguments here, such as `{attribute}` or `{min}`".into());
    }
    Ok(format!("message = {value}"))
}

/// A rule for a single value, on what is inside of lists and maps.
fn lifted(shape: &Shape, rule: String) -> String {
    match shape.subject() {
        Shape::List(inner) => format!("each({})", lifted(inner, rule)),
        Shape::Map(_, value) => format!("values({})", lifted(value, rule)),
        _ => rule,
    }
}

/// The functions for durations that come with the crate.
fn duration(attempt: &Attempt<'_>, function: &Expr) -> Option<String> {
    let Expr::Call(called) = function else { return None };
    let (sign, words) = match last_name(&called.func)?.as_str() {
        "duration_maximum" => ("<=", "The {attribute} is too long."),
        "duration_minimum" => (">=", "The {attribute} is too short."),
        "duration_exclusive_maximum" => ("<", "The {attribute} is too long."),
        "duration_exclusive_minimum" => (">", "The {attribute} is too short."),
        _ => return None,
    };
    let bound = attempt.source(called.args.first()?);
    Some(format!(
        "custom(|value: &::std::time::Duration| if *value {sign} {bound} {{ Ok(()) }} else {{ Err(\"{words}\") }})"
    ))
}
