//! Functions of the user, and how they are called here.

use syn::{Expr, Pat, Type};

use crate::attempt::{Attempt, Field, Left};
use crate::grammar::last_name;
use crate::shape::Shape;
use crate::tokens::place;

/// What the other crate gives to a function.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// validator: a number by value, all else by reference, and nothing if it is absent.
    Inside,
    /// garde: the whole field by reference, and the context.
    FieldAndContext,
    /// serde_valid: the whole field by reference.
    Field,
}

/// The inside of `custom(…)`, or the attribute above the struct that stands for it, which is then added there.
pub(super) fn call(
    attempt: &mut Attempt<'_>,
    field: &Field,
    function: &Expr,
    given: Given,
    uses_context: bool,
) -> Result<Option<String>, Left> {
    let called = called(attempt, function);
    let known = last_name(function).and_then(|name| attempt.facts.function(&name, attempt.file).cloned());
    let parameter = known.as_ref().and_then(|function| function.parameters.first());
    let context = attempt.owner.context.clone().filter(|_| uses_context);
    let narrow = given == Given::FieldAndContext && narrows(attempt, function);
    let unit = given == Given::FieldAndContext && context.is_none() && !narrow;

    // An optional field is given as it is, also when it is absent.
    let whole = given != Given::Inside && field.shape.is_optional();
    if whole && !matches!(parameter, Some(ty) if !takes_option(ty)) {
        let takes_option = parameter.is_some_and(takes_option);
        if !takes_option || !attempt.owner.is_struct {
            return Err("the function gets an `Option` there, and here the value in it, if there is one".into());
        }
        let rest = match (&context, unit) {
            (Some(_), _) => ", context",
            (None, true) => ", &()",
            (None, false) => "",
        };
        let parameters = match &context {
            Some(context) => format!("it: &Self, context: &{context}"),
            None => "it: &Self".into(),
        };
        let last = if context.is_some() { ", context" } else { "" };
        let name = &field.name;
        attempt.above.push(format!("custom(|{parameters}| {called}(&it.{name}{rest}){last}), field = \"{name}\""));
        attempt.check("moved above the struct, because the function also looks at an absent value");
        return Ok(None);
    }

    let reaches = attempt.owner.is_struct && field.is_whole && !field.shape.is_optional();
    let value = match (given, parameter) {
        (Given::Inside, _) if field.shape.number().is_some() => Value::Number,
        (_, Some(Type::Reference(reference))) => match (&*reference.elem, field.shape.subject()) {
            (Type::Path(path), Shape::Text) if path.path.is_ident("String") => Value::Owned("to_owned"),
            (Type::Path(path), Shape::List(_)) if path.path.segments.last().is_some_and(|last| last.ident == "Vec") => {
                Value::Owned("to_vec")
            }
            _ => Value::AsItIs,
        },
        // What the function takes is not known, so it gets what it got.
        _ if reaches && matches!(function, Expr::Call(_)) => Value::Owned("to_owned"),
        _ => Value::AsItIs,
    };
    let (parameter, argument) = match value {
        Value::Number => {
            let number = field.shape.number().unwrap_or("_");
            (format!("value: &{number}"), "*value".to_owned())
        }
        Value::Owned(_) if reaches => ("_: &_".to_owned(), format!("&self.{}", field.name)),
        Value::Owned(method) => {
            let kind = if method == "to_owned" { "str" } else { "[_]" };
            (format!("value: &{kind}"), format!("&value.{method}()"))
        }
        Value::AsItIs => ("value".to_owned(), "value".to_owned()),
    };
    let simple = value == Value::AsItIs;
    if let (true, Some(closure)) = (unit && simple, narrow_closure(attempt, function)) {
        return Ok(Some(format!("custom({})", fitting(closure))));
    }
    let text = match (&context, unit) {
        (Some(_), _) if simple => format!("custom({}, context)", source(attempt, function)),
        (Some(context), _) => {
            format!("custom(|{parameter}, context: &{context}| {called}({argument}, context), context)")
        }
        (None, true) if simple && !matches!(function, Expr::Path(_)) => {
            format!("custom(|value: &_| {called}(value, &()))")
        }
        (None, true) => format!("custom(|{parameter}| {called}({argument}, &()))"),
        (None, false) if simple => format!("custom({})", source(attempt, function)),
        (None, false) => format!("custom(|{parameter}| {called}({argument}))"),
    };
    Ok(Some(text))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    AsItIs,
    /// A number, by value.
    Number,
    /// A `&String` or `&Vec`, where rules have `&str` and slices.
    Owned(&'static str),
}

/// Whether the function has a parameter for a context that there is not, and nothing but attributes calls it. Then it
/// loses the parameter.
pub(super) fn narrows(attempt: &mut Attempt<'_>, function: &Expr) -> bool {
    let Some(name) = last_name(function) else { return false };
    let narrows = attempt.facts.narrows(&name, attempt.file);
    if narrows {
        attempt.narrowed.push(name);
    }
    narrows
}

/// A closure without a second parameter that it does not look at.
fn narrow_closure(attempt: &Attempt<'_>, function: &Expr) -> Option<String> {
    let Expr::Closure(closure) = function else { return None };
    let mut inputs = closure.inputs.iter();
    let (Some(first), Some(second), None) = (inputs.next(), inputs.next(), inputs.next()) else { return None };
    let pattern = match second {
        Pat::Type(typed) => &*typed.pat,
        pattern => pattern,
    };
    let is_unused = match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.ident.to_string().starts_with('_'),
        _ => false,
    };
    is_unused.then(|| attempt.source_without(function, place(first).end..place(second).end))
}

/// The function as it stands in an attribute. A closure keeps the types that fit.
fn source(attempt: &mut Attempt<'_>, function: &Expr) -> String {
    let text = attempt.source(function);
    if matches!(function, Expr::Closure(_)) { fitting(text) } else { text }
}

/// A closure that takes what rules see.
fn fitting(closure: String) -> String {
    closure.replacen(": &String", ": &str", 1)
}

/// The function in front of its arguments.
fn called(attempt: &mut Attempt<'_>, function: &Expr) -> String {
    let text = source(attempt, function);
    if matches!(function, Expr::Path(_)) { text } else { format!("({text})") }
}

fn takes_option(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => takes_option(&reference.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Option"),
        _ => false,
    }
}
