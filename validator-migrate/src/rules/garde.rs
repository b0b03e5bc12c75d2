//! Attributes of garde.

use syn::Expr;

use super::custom::{Given, call, narrows};
use crate::attempt::{Attempt, Field, Kept, Left, integer};
use crate::grammar::{Argument, Item, items};
use crate::shape::Shape;
use crate::tokens::place;

/// A rule on a field.
pub(crate) fn field(attempt: &mut Attempt<'_>, field: &Field, item: &Item) -> Result<Kept, Left> {
    let shape = field.shape.clone();
    rule(attempt, field, &shape, item, false)
}

/// A rule on what `shape` says, which is the field or something inside of it.
fn rule(attempt: &mut Attempt<'_>, field: &Field, shape: &Shape, item: &Item, inside: bool) -> Result<Kept, Left> {
    let rename = |attempt: &mut Attempt<'_>, name: &str| attempt.edits.replace(item.name_range.clone(), name);
    let arguments = || item.arguments().map_err(|error| error.to_string());
    match item.name.as_str() {
        "skip" | "ip" | "ipv4" | "ipv6" => {}
        "required" => attempt.check_required(shape),
        "ascii" => attempt.check("`ascii` refuses control characters other than tab and line break"),
        "email" => attempt.check("`email` takes domains in ASCII; for others write `email(idn)`"),
        "url" => attempt.check_url(),
        "credit_card" => attempt.check_card(),
        "alphanumeric" => {
            rename(attempt, "alpha_num");
            attempt.check("`alpha_num` also takes marks of letters, such as combining accents");
        }
        "phone_number" => {
            rename(attempt, "phone");
            attempt.check_phone();
        }
        "dive" => {
            if item.arguments.as_ref().is_some_and(|arguments| !arguments.is_empty()) {
                return Err(
                    "a nested type has the context of the type around it; `dive` cannot give another one".into()
                );
            }
            if shape.innermost() == &Shape::Tuple {
                return Err("no word reaches rules inside of a tuple; make it a struct".into());
            }
            attempt.replace(item, "nested");
        }
        "length" => return length(attempt, shape, item),
        "range" => return range(attempt, shape, item),
        "matches" => {
            let other = attempt.slice(inner_range(item, attempt.text)).trim().to_owned();
            let other_shape = attempt.owner.fields.iter().find(|(field, _)| *field == other).map(|(_, shape)| shape);
            if shape.is_optional() || other_shape.is_some_and(Shape::is_optional) {
                attempt.check("`same` passes while one of the two is absent");
            }
            attempt.replace(item, format!("same(self.{other})"));
        }
        "contains" | "prefix" | "suffix" => {
            match item.name.as_str() {
                "prefix" => rename(attempt, "starts_with"),
                "suffix" => rename(attempt, "ends_with"),
                _ => {}
            }
            for argument in arguments()? {
                if let Expr::Reference(reference) = &argument.value {
                    attempt.edits.replace(argument.range.clone(), attempt.source(&reference.expr));
                } else {
                    attempt.rename_context(&argument.value);
                }
            }
        }
        "pattern" => {
            let arguments = arguments()?;
            let value = arguments.first().ok_or("`pattern` names no pattern")?;
            let pattern = attempt.pattern(&value.value)?;
            rename(attempt, "regex");
            if pattern != attempt.slice(value.range.clone()) {
                attempt.replace_range(value.range.clone(), pattern);
            }
        }
        "custom" => {
            let arguments = arguments()?;
            let function = arguments.first().ok_or("`custom` names no function")?;
            if inside && shape.is_optional() {
                return Err("the function gets an `Option` there, and here the value in it, if there is one".into());
            }
            let uses_context = attempt.owner.context.is_some();
            let here;
            let at = if inside {
                here = Field { name: field.name.clone(), shape: shape.clone(), is_whole: false };
                &here
            } else {
                field
            };
            if inside && matches!(shape.subject(), Shape::Text) && takes_owned(attempt, &function.value) {
                return Err("the function of an element takes `&String`; let it take `&str`".into());
            }
            match call(attempt, at, &function.value, Given::FieldAndContext, uses_context)? {
                Some(rule) => attempt.replace(item, rule),
                None => return Ok(Kept::No),
            }
        }
        "inner" => {
            let list = items(item.arguments.clone().unwrap_or_default()).map_err(|error| error.to_string())?;
            let content = inner_range(item, attempt.text);
            let inner = match shape {
                // Rules look through options and pointers by themselves.
                Shape::Option(inner) => {
                    attempt.edits.delete(item.range.start..content.start);
                    attempt.edits.delete(content.end..item.range.end);
                    (**inner).clone()
                }
                _ => {
                    rename(attempt, "each");
                    match shape.subject() {
                        Shape::List(inner) => (**inner).clone(),
                        Shape::Map(..) => return Err("`inner` on a map; write `values(…)`".into()),
                        other => other.clone(),
                    }
                }
            };
            return rules(attempt, field, &inner, &list, true);
        }
        "if" => return conditional(attempt, field, shape, item, inside),
        "rename" => {
            attempt.check("keys of errors are the names that serde reads; `rename` of serde changes them");
            return Ok(Kept::No);
        }
        "code" => return Ok(Kept::No),
        "adapt" => return Err("`adapt` replaces rules by those of a module; write rules of your own".into()),
        other => return Err(format!("the rule `{other}` is not known")),
    }
    Ok(Kept::Yes)
}

/// An item above the type.
pub(crate) fn above(attempt: &mut Attempt<'_>, item: &Item, fields: usize) -> Result<Kept, Left> {
    match item.name.as_str() {
        "context" => {
            let context = attempt.owner.context.clone().ok_or("`context` names no type")?;
            attempt.replace(item, format!("context = {context}"));
        }
        "allow_unvalidated" => return Ok(Kept::No),
        "transparent" => {
            if fields != 1 {
                attempt.check("`transparent` is for one field; without it the key has the name of the field");
                return Ok(Kept::No);
            }
        }
        "custom" => {
            let arguments = item.arguments().map_err(|error| error.to_string())?;
            let function = &arguments.first().ok_or("`custom` names no function")?.value;
            let text = attempt.source(function);
            let called = if matches!(function, Expr::Path(_)) { text.clone() } else { format!("({text})") };
            let is_narrow = narrows(attempt, function);
            attempt.replace(
                item,
                match attempt.owner.context {
                    Some(_) => format!("custom({text}, context)"),
                    None if is_narrow => format!("custom({text})"),
                    None => format!("custom(|it: &Self| {called}(it, &()))"),
                },
            );
            attempt.check("the error stands at `_`; `field = \"…\"` puts it at a field");
        }
        other => return Err(format!("`{other}` above a type is not known")),
    }
    Ok(Kept::Yes)
}

/// The place between the parentheses of an item.
fn inner_range(item: &Item, text: &str) -> core::ops::Range<usize> {
    let open = text.get(item.name_range.end..item.range.end).and_then(|rest| rest.find('(')).unwrap_or(0);
    item.name_range.end + open + 1..item.range.end.saturating_sub(1)
}

fn takes_owned(attempt: &Attempt<'_>, function: &Expr) -> bool {
    let known = crate::grammar::last_name(function);
    let known = known.and_then(|name| attempt.facts.function(&name, attempt.file));
    let parameter = known.and_then(|function| function.parameters.first());
    matches!(parameter, Some(syn::Type::Reference(reference))
        if matches!(&*reference.elem, syn::Type::Path(path) if path.path.is_ident("String")))
}

fn length(attempt: &mut Attempt<'_>, shape: &Shape, item: &Item) -> Result<Kept, Left> {
    let arguments = item.arguments().map_err(|error| error.to_string())?;
    let modes = ["simple", "bytes", "chars", "graphemes", "utf16"];
    let mode = arguments.iter().find_map(|argument| match &argument.value {
        Expr::Path(path) if argument.name.is_none() => {
            modes.into_iter().find(|mode| path.path.is_ident(mode)).map(|mode| (mode, argument))
        }
        _ => None,
    });
    let word = mode.map_or("simple", |(mode, _)| mode);
    let is_list = matches!(shape.subject(), Shape::List(_) | Shape::Map(..));
    let bounds: Vec<&Argument> = arguments.iter().filter(|argument| argument.name.is_some()).collect();
    if bounds.iter().any(|argument| attempt.is_dynamic(&argument.value)) {
        let rules = compared(attempt, &bounds, ["min", "max"])?;
        if !is_list {
            match word {
                "chars" => {}
                "simple" | "bytes" => attempt.check("counts characters; garde counted bytes"),
                _ => attempt.check(format!("counts characters; garde counted {word}")),
            }
        }
        attempt.replace(item, rules);
        return Ok(Kept::Yes);
    }
    if let [only] = bounds.as_slice() {
        if only.is_named("min") && integer(&only.value) == Some(0) {
            attempt.check_empty();
            return Ok(Kept::No);
        }
    }
    match word {
        "graphemes" => attempt.features.push("graphemes"),
        "simple" | "bytes" if !is_list => {
            attempt.check("counts bytes, as garde does; without `bytes` it counts characters");
            attempt.check_opaque(shape);
        }
        _ => {}
    }
    match (mode, word) {
        (Some((_, argument)), "simple") if !is_list => attempt.edits.replace(argument.range.clone(), "bytes"),
        (Some(_), "chars" | "simple") => attempt.replace(item, attempt.rule("length", &[], &bounds)),
        (None, _) if !is_list => {
            let end = arguments.last().map_or(item.range.end, |argument| argument.range.end);
            attempt.edits.insert(end, ", bytes");
        }
        _ => {}
    }
    Ok(Kept::Yes)
}

fn range(attempt: &mut Attempt<'_>, shape: &Shape, item: &Item) -> Result<Kept, Left> {
    let arguments = item.arguments().map_err(|error| error.to_string())?;
    let mut bounds: Vec<&Argument> = arguments.iter().collect();
    if attempt.bounds(shape, &bounds) == Kept::No {
        return Ok(Kept::No);
    }
    let equal = bounds.iter().any(|argument| argument.is_named("equal"));
    if equal || bounds.iter().any(|argument| attempt.is_dynamic(&argument.value)) {
        // Each bound is a rule of its own, and one that says nothing would not compile.
        let all = bounds.len();
        bounds.retain(|argument| {
            let name = argument.name.as_deref().unwrap_or_default();
            !attempt.is_empty_bound(shape, name, &argument.value)
        });
        if bounds.len() < all {
            attempt.check_empty();
        }
        let rules = compared(attempt, &bounds, ["gte", "lte"])?;
        attempt.replace(item, rules);
    }
    attempt.check_range(shape);
    attempt.check_opaque(shape);
    Ok(Kept::Yes)
}

/// Bounds that are known only with the request are compared one by one.
fn compared(attempt: &Attempt<'_>, bounds: &[&Argument], names: [&str; 2]) -> Result<String, Left> {
    let rules: Result<Vec<String>, Left> = bounds
        .iter()
        .map(|argument| {
            let rule = match argument.name.as_deref() {
                Some("min") => names[0],
                Some("max") => names[1],
                Some("equal") => "size",
                _ => return Err("an argument is not known".to_owned()),
            };
            Ok(format!("{rule}({})", attempt.source(&argument.value)))
        })
        .collect();
    rules.map(|rules| rules.join(", "))
}

/// `if(cond = …, rules)`: the condition comes first.
fn conditional(
    attempt: &mut Attempt<'_>,
    field: &Field,
    shape: &Shape,
    item: &Item,
    inside: bool,
) -> Result<Kept, Left> {
    let list = items(item.arguments.clone().unwrap_or_default()).map_err(|error| error.to_string())?;
    let at = list.iter().position(|item| item.name == "cond").ok_or("`if` has no condition")?;
    let condition = list[at].value.as_ref().ok_or("`if` has no condition")?;
    attempt.edits.replace(item.name_range.clone(), "when");
    let source = attempt.source(condition);
    if at == 0 {
        attempt.replace_range(list[at].range.clone(), source);
    } else {
        // The comma before it goes with it.
        attempt.edits.insert(list[0].range.start, format!("{source}, "));
        attempt.replace_range(list[at - 1].range.end..place(condition).end, "");
    }
    let list: Vec<Item> = list.into_iter().filter(|item| item.name != "cond").collect();
    rules(attempt, field, shape, &list, inside)
}

/// The rules in the parentheses of `inner` or `if`.
fn rules(attempt: &mut Attempt<'_>, field: &Field, shape: &Shape, list: &[Item], inside: bool) -> Result<Kept, Left> {
    let mut gone = Vec::new();
    for (at, item) in list.iter().enumerate() {
        if rule(attempt, field, shape, item, inside)? == Kept::No {
            gone.push(at);
        }
    }
    if gone.len() == list.len() {
        return Ok(Kept::No);
    }
    if !gone.is_empty() {
        // Commas and conditions stand between them.
        return Err("one of the rules has no counterpart; write the others".into());
    }
    Ok(Kept::Yes)
}
