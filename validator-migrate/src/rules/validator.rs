//! Attributes of validator.

use syn::Expr;

use super::custom::{Given, call};
use crate::attempt::{Attempt, Field, Kept, Left, integer};
use crate::grammar::{Argument, Item, last_name};
use crate::shape::Shape;
use crate::tokens::place;

/// A rule on a field.
pub(crate) fn field(attempt: &mut Attempt<'_>, field: &Field, item: &Item) -> Result<Kept, Left> {
    let arguments = item.arguments().map_err(|error| error.to_string())?;
    for argument in arguments.iter().filter(|argument| argument.is_named("message")) {
        attempt.sentence(argument)?;
    }
    let wording: Vec<&Argument> =
        arguments.iter().filter(|argument| argument.is_named("message") || argument.is_named("code")).collect();
    // Before version 0.17 the only argument stood behind `=`.
    let short = item.value.clone().map(|value| Argument { name: None, range: place(&value), value });
    let of = |name: &str| arguments.iter().find(|argument| argument.is_named(name)).or(short.as_ref());
    match item.name.as_str() {
        "skip" => match &item.value {
            Some(Expr::Lit(_)) if attempt.slice(item.range.clone()).ends_with("false") => {
                return Err("`skip = false` says nothing here; remove it".into());
            }
            Some(_) => attempt.replace(item, "skip"),
            None => {}
        },
        "nested" => {
            if item.value.is_some() {
                attempt.replace(item, "nested");
            }
        }
        "email" => attempt.check("`email` takes domains in ASCII; for others write `email(idn)`"),
        "url" => attempt.check_url(),
        "credit_card" => attempt.check_card(),
        "non_control_character" => attempt.replace(item, attempt.rule("no_control", &[], &wording)),
        "required" => attempt.check_required(&field.shape),
        "required_nested" => {
            attempt.check_required(&field.shape);
            attempt.replace(item, format!("{}, nested", attempt.rule("required", &[], &wording)));
        }
        "phone" => attempt.check_phone(),
        "ip" => {
            if !matches!(field.shape.subject(), Shape::Text) {
                return Err("`ip` is a rule for text; a field of the type `IpAddr` needs none".into());
            }
            let is_set = |name: &str| arguments.iter().any(|argument| argument.is_set(name));
            match (is_set("v4"), is_set("v6")) {
                (true, false) => attempt.replace(item, attempt.rule("ipv4", &[], &wording)),
                (false, true) => attempt.replace(item, attempt.rule("ipv6", &[], &wording)),
                _ => attempt.replace(item, attempt.rule("ip", &[], &wording)),
            }
        }
        "length" => {
            let bounds: Vec<&Argument> = bounds(&arguments).collect();
            if let [only] = bounds.as_slice() {
                if only.is_named("min") && integer(&only.value) == Some(0) {
                    attempt.check_empty();
                    return Ok(Kept::No);
                }
            }
            for argument in bounds {
                length(attempt, argument)?;
            }
            attempt.check_opaque(&field.shape);
        }
        "range" => {
            let bounds: Vec<&Argument> = bounds(&arguments).collect();
            if attempt.bounds(&field.shape, &bounds) == Kept::No {
                return Ok(Kept::No);
            }
            for argument in bounds {
                if let Some(path) = argument.text() {
                    attempt.edits.replace(place(&argument.value), path);
                }
            }
            attempt.check_range(&field.shape);
            attempt.check_opaque(&field.shape);
        }
        "must_match" => {
            let other = of("other").ok_or("`must_match` names no field")?;
            let name = path_text(attempt, other);
            let other_shape = attempt.owner.fields.iter().find(|(field, _)| *field == name).map(|(_, shape)| shape);
            if field.shape.is_optional() || other_shape.is_some_and(Shape::is_optional) {
                attempt.check("`same` passes while one of the two is absent");
            }
            attempt.replace(item, attempt.rule("same", &[format!("self.{name}")], &wording));
        }
        "contains" | "does_not_contain" => {
            let value = attempt.source(&of("pattern").ok_or("the text is missing")?.value);
            let rule = match (field.shape.subject(), item.name == "contains") {
                (Shape::Map(..), true) => attempt.rule("required_keys", &[format!("[{value}]")], &wording),
                (Shape::Map(..), false) => {
                    attempt.check("the violation is at the key of the map, and not at the map");
                    format!("keys({})", attempt.rule("none_of", &[format!("[{value}]")], &wording))
                }
                (_, true) => attempt.rule("contains", &[value], &wording),
                (_, false) => attempt.rule("doesnt_contain", &[value], &wording),
            };
            attempt.replace(item, rule);
        }
        "regex" => {
            let path = of("path").ok_or("`regex` names no pattern")?;
            let value = match path.text() {
                Some(text) => syn::parse_str::<Expr>(&text).map_err(|error| error.to_string())?,
                None => path.value.clone(),
            };
            let pattern = match path.text() {
                // The path was text, so it has no place of its own.
                Some(text) => named_pattern(attempt, &value, &text)?,
                None => attempt.pattern(&value)?,
            };
            attempt.replace(item, attempt.rule("regex", &[pattern], &wording));
        }
        "custom" => {
            let function = of("function").ok_or("`custom` names no function")?;
            let function = function_of(function)?;
            let uses_context = arguments.iter().any(|argument| argument.is_set("use_context"));
            let known = ["function", "use_context", "message", "code"];
            if arguments.iter().any(|argument| argument.name.as_deref().is_some_and(|name| !known.contains(&name))) {
                return Err("an argument of `custom` is not known".into());
            }
            let written = with_text(attempt, &function, |attempt, function| {
                call(attempt, field, function, Given::Inside, uses_context)
            })?;
            let Some(rule) = written else { return Ok(Kept::No) };
            attempt.replace(item, worded(attempt, rule, &wording));
        }
        other => return Err(format!("the rule `{other}` is not known")),
    }
    Ok(Kept::Yes)
}

/// The arguments that are bounds.
fn bounds(arguments: &[Argument]) -> impl Iterator<Item = &Argument> {
    arguments.iter().filter(|argument| !argument.is_named("message") && !argument.is_named("code"))
}

/// An item above the struct.
pub(crate) fn above(attempt: &mut Attempt<'_>, item: &Item) -> Result<Kept, Left> {
    let arguments = item.arguments().map_err(|error| error.to_string())?;
    match item.name.as_str() {
        "context" => {
            let Some(value) = &item.value else { return Err("`context` names no type".into()) };
            if let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = value {
                attempt.replace(item, format!("context = {}", text.value().replace("'v_a", "'_")));
            }
        }
        "schema" => {
            let of = |name: &str| arguments.iter().find(|argument| argument.is_named(name));
            if let Some(message) = of("message") {
                attempt.sentence(message)?;
            }
            let wording: Vec<&Argument> = ["code", "message"].into_iter().filter_map(of).collect();
            let function = function_of(of("function").ok_or("`schema` names no function")?)?;
            let mut positional = vec![function.text.clone()];
            if arguments.iter().any(|argument| argument.is_set("use_context")) {
                positional.push("context".into());
            }
            let custom = attempt.rule("custom", &positional, &wording);
            let skips =
                of("skip_on_field_errors").is_none_or(|argument| attempt.slice(place(&argument.value)) != "false");
            attempt.check(match skips {
                true => "the error stands at `_`, not `__all__`; `when_valid` is `skip_on_field_errors`",
                false => "the error stands at `_`, not `__all__`; `field = \"…\"` puts it at a field",
            });
            attempt.replace(item, if skips { format!("when_valid(self, {custom})") } else { custom });
        }
        "mutable" => return Err("a context cannot be changed here; use a `Mutex` or a `Cell` in it".into()),
        "crate" | "nest_all_fields" => return Ok(Kept::No),
        other => return Err(format!("`{other}` above a struct is not known")),
    }
    Ok(Kept::Yes)
}

/// A length is a `usize` here, and was a `u64`.
fn length(attempt: &mut Attempt<'_>, argument: &Argument) -> Result<(), Left> {
    let range = place(&argument.value);
    if let Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) = &argument.value {
        if !number.suffix().is_empty() {
            attempt.edits.replace(range, number.base10_digits());
        }
        return Ok(());
    }
    let text = path_text(attempt, argument);
    let name = text.rsplit("::").next().unwrap_or_default().trim().to_owned();
    let is_usize = attempt.facts.constants.get(&name).is_some_and(|ty| match ty {
        syn::Type::Path(path) => path.path.is_ident("usize"),
        _ => false,
    });
    attempt.edits.replace(range, if is_usize { text } else { format!("{text} as usize") });
    Ok(())
}

/// A path that stands in quotes or not.
fn path_text(attempt: &Attempt<'_>, argument: &Argument) -> String {
    argument.text().unwrap_or_else(|| attempt.source(&argument.value))
}

/// A function with the words that name it.
struct Named {
    text: String,
    value: Expr,
    quoted: bool,
}

fn function_of(argument: &Argument) -> Result<Named, Left> {
    match argument.text() {
        Some(text) => {
            let value = syn::parse_str(&text).map_err(|error| error.to_string())?;
            Ok(Named { text, value, quoted: true })
        }
        None => {
            let text = crate::attempt::quote(&argument.value).to_string().replace(' ', "");
            Ok(Named { text, value: argument.value.clone(), quoted: false })
        }
    }
}

/// Runs `make`, and puts the words of the function where its place would be asked for.
fn with_text(
    attempt: &mut Attempt<'_>,
    function: &Named,
    make: impl FnOnce(&mut Attempt<'_>, &Expr) -> Result<Option<String>, Left>,
) -> Result<Option<String>, Left> {
    if !function.quoted {
        return make(attempt, &function.value);
    }
    // What was in quotes is a source of its own.
    let mut inner = Attempt::new(&function.text, attempt.file, attempt.facts, attempt.scope, attempt.owner);
    let made = make(&mut inner, &function.value)?;
    let (checks, above) = (core::mem::take(&mut inner.checks), core::mem::take(&mut inner.above));
    attempt.checks.extend(checks);
    attempt.above.extend(above);
    Ok(made)
}

fn named_pattern(attempt: &mut Attempt<'_>, value: &Expr, text: &str) -> Result<String, Left> {
    let name = last_name(value).ok_or("the pattern is no `static`")?;
    let pattern = attempt.facts.pattern(&name).ok_or_else(|| format!("no `static {name}` with a pattern was found"))?;
    if !attempt.facts.only_in_attributes(&name) {
        return Ok(pattern.literal.clone());
    }
    attempt.patterns.push(name);
    Ok(text.to_owned())
}

/// A rule with its sentence and code.
fn worded(attempt: &Attempt<'_>, rule: String, wording: &[&Argument]) -> String {
    let words: Vec<&str> = wording.iter().map(|argument| attempt.slice(argument.range.clone())).collect();
    match rule.strip_suffix(')') {
        Some(open) if !words.is_empty() => format!("{open}, {})", words.join(", ")),
        _ => rule,
    }
}
