//! Rules in JavaScript: by the keywords of JSON Schema that say them exactly, and the others by name.

use std::fmt;

use serde_json::{Map, Value as Json};
use unprocessable::declaration::{DeclaredRule, Relation, RuleCondition, Shape};
use unprocessable::rules::Precision;
use unprocessable::{Argument, Kind, Violation};

use super::conditions::{Condition, Fields, access, condition, field, literal};
use crate::print::quote;

/// A test of a value that is there.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    /// An expression for a function that tells whether a value passes.
    pub(crate) call: Expression,
    /// The checks of zod that say the same. There may be none.
    pub(crate) native: Vec<Native>,
    /// The largest number of elements that pass, in a list or a map.
    pub(crate) most: Option<u64>,
    /// Whether the function gives the positions of the elements that fail.
    pub(crate) elements: bool,
}

/// A name, a constant or a call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    /// As it is written.
    Plain(String),
    /// A function with its arguments.
    Call(&'static str, Vec<Expression>),
}

impl Expression {
    fn call(name: &'static str, arguments: impl IntoIterator<Item = String>) -> Self {
        Self::Call(name, arguments.into_iter().map(Self::Plain).collect())
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(written) => f.write_str(written),
            Self::Call(name, arguments) => {
                write!(f, "{name}(")?;
                for (at, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
        }
    }
}

/// A check that zod has.
#[derive(Clone, Debug)]
pub(crate) enum Native {
    /// The name of the method and its argument: `min` and `3`.
    Call(&'static str, String),
}

impl Test {
    /// A function of this name.
    fn of(name: &str) -> Self {
        Self::expression(Expression::Plain(name.to_owned()))
    }

    /// What a function of this name gives for these arguments.
    fn call(name: &'static str, arguments: impl IntoIterator<Item = String>) -> Self {
        Self::expression(Expression::call(name, arguments))
    }

    fn expression(call: Expression) -> Self {
        Self { call, native: Vec::new(), most: None, elements: false }
    }
}

/// What becomes of a rule.
pub(super) enum Planned {
    /// It always holds for what can be read.
    Nothing,
    /// Tests of a value that is there, each with a sentence of its own.
    Tests(Vec<Test>),
    /// The value must be there, and pass the test if there is one.
    Presence(Option<Test>),
    /// An expression over the object, in which `@` is the value. It is true where the rule holds.
    Late { mentions: Vec<String>, expression: String },
}

/// How a rule on a value of this shape is said. `None` if it cannot be.
pub(super) fn planned(shape: Shape, rule: &DeclaredRule, fields: &Fields) -> Option<Planned> {
    let mut mentions = Vec::new();
    let mut guards = Vec::new();
    for around in rule.conditions() {
        if let Some(around) = condition(fields, &around)? {
            mentions.extend(around.mentions);
            guards.push(around.fails);
        }
    }
    let planned = unconditional(shape, rule, fields)?;
    if guards.is_empty() {
        return Some(planned);
    }
    let expression = match planned {
        Planned::Nothing => return Some(Planned::Nothing),
        Planned::Tests(tests) => {
            let [test] = &*tests else { return None };
            if test.elements {
                return None;
            }
            format!("@ == null || {}(@)", test.call)
        }
        Planned::Presence(test) => {
            let there = presence(shape, "@");
            match test {
                None => there,
                Some(test) if test.call == Expression::Plain("isFilled".to_owned()) => filled(shape, "@"),
                Some(test) => format!("{there} && {}(@)", test.call),
            }
        }
        Planned::Late { mentions: more, expression } => {
            mentions.extend(more);
            expression
        }
    };
    guards.push(expression);
    Some(Planned::Late { mentions, expression: any(&guards) })
}

/// Alternatives, of which one must hold.
fn any(alternatives: &[String]) -> String {
    let all: Vec<String> =
        alternatives.iter().map(|one| if one.contains("&&") { format!("({one})") } else { one.clone() }).collect();
    all.join(" || ")
}

/// Whether a value is there.
pub(super) fn presence(shape: Shape, value: &str) -> String {
    // What is left out of a patch stays as it is.
    if matches!(shape, Shape::Patch(_)) { format!("{value} !== null") } else { format!("{value} != null") }
}

/// Whether a value is there and not blank.
fn filled(shape: Shape, value: &str) -> String {
    let filled = match shape.kind() {
        Kind::Text | Kind::List | Kind::Map => format!("isFilled({value})"),
        _ => format!("{value} != null"),
    };
    if matches!(shape, Shape::Patch(_)) { format!("{value} === undefined || {filled}") } else { filled }
}

fn unconditional(shape: Shape, rule: &DeclaredRule, fields: &Fields) -> Option<Planned> {
    if rule.is_open() || !rule.schema().is_said() {
        return None;
    }
    let name = rule.name();
    let kind = rule.kind();
    let mentions: Vec<String> = rule.mentions().map(str::to_owned).collect();
    if !mentions.is_empty() {
        return late(shape, rule, fields, mentions);
    }
    match (name, kind) {
        ("required", Kind::Text | Kind::List | Kind::Map) => Some(Planned::Presence(Some(Test::of("isFilled")))),
        ("required", _) => Some(Planned::Presence(None)),
        ("accepted" | "declined", _) => Some(Planned::Presence(Some(translated(shape, rule)?))),
        ("filled", Kind::Text | Kind::List | Kind::Map) => Some(Planned::Tests(vec![Test::of("isFilled")])),
        ("filled", _) => Some(Planned::Nothing),
        ("prohibited", Kind::Text | Kind::List | Kind::Map) => Some(Planned::Tests(vec![Test::of("isBlank")])),
        ("prohibited", _) => Some(Planned::Tests(vec![Test::of("isNever")])),
        ("finite", _) => Some(Planned::Nothing),
        ("password", Kind::Text) if rule.demands().next().is_some() => {
            let (_, min) = rule.arguments().find(|(name, _)| *name == "min")?;
            let mut tests = vec![Test::call("hasLength", [min.to_string(), "Infinity".to_owned()])];
            for demand in rule.demands() {
                tests.push(Test::of(match demand.code() {
                    "password_letters" => "hasLetter",
                    "password_mixed_case" => "hasBothCases",
                    "password_numbers" => "hasNumber",
                    "password_symbols" => "hasSymbol",
                    _ => return None,
                }));
            }
            Some(Planned::Tests(tests))
        }
        _ => translated(shape, rule).map(|test| Planned::Tests(vec![test])),
    }
}

/// The messages of a rule: one for each violation that it can leave at the value.
pub(super) fn messages(rule: &DeclaredRule, say: impl Fn(&Violation) -> String) -> Vec<String> {
    std::iter::once(rule.violation()).chain(rule.demands()).map(|violation| say(&violation)).collect()
}

/// The codes of a rule besides its own.
pub(super) fn further_codes(rule: &DeclaredRule) -> &'static [&'static str] {
    match rule.name() {
        "password" => &["password_letters", "password_mixed_case", "password_numbers", "password_symbols"],
        _ => &[],
    }
}

/// A rule that looks at other fields.
fn late(shape: Shape, rule: &DeclaredRule, fields: &Fields, mentions: Vec<String>) -> Option<Planned> {
    let conditions: Vec<RuleCondition> = rule.mentioned_conditions().collect();
    let shapes: Vec<Shape> =
        mentions.iter().map(|name| field(fields, name).map(|field| field.shape())).collect::<Option<_>>()?;
    let accesses: Vec<String> = mentions.iter().map(|name| access(name)).collect();
    let name = rule.name();
    // A field alone is mentioned as a value: it stands in the conditions as one that is `true`.
    let are_plain = conditions.iter().all(|condition| {
        matches!(condition, RuleCondition::Compares { relation: Relation::Is, value: Argument::Boolean(true), .. })
    });
    let only = || match &*conditions {
        [one] => condition(fields, one).flatten(),
        _ => None,
    };
    let all_filled = |join: &str| {
        let each: Vec<String> = shapes.iter().zip(&accesses).map(|(shape, it)| is_filled(*shape, it)).collect();
        each.join(join)
    };
    let all_missing = |join: &str| {
        let each: Vec<String> = shapes.iter().zip(&accesses).map(|(shape, it)| is_missing(*shape, it)).collect();
        each.join(join)
    };
    let enough = filled(shape, "@");
    let blank = is_missing(shape, "@");
    let after = |first: String, second: &str| any(&[first, second.to_owned()]);
    let yes = |condition: Condition, first_holds: bool, demand: String| {
        after(if first_holds { condition.holds } else { condition.fails }, &demand)
    };
    let expression = match name {
        "required_if" => yes(only()?, false, enough),
        "required_unless" => yes(only()?, true, enough),
        "prohibited_if" => yes(only()?, false, blank),
        "prohibited_unless" => yes(only()?, true, blank),
        "accepted_if" => yes(only()?, false, agreement(rule.kind(), true)?),
        "declined_if" => yes(only()?, false, agreement(rule.kind(), false)?),
        _ if !are_plain => return None,
        "required_with" => after(all_missing(" && "), &enough),
        "required_with_all" => after(all_missing(" || "), &enough),
        "required_without" => after(all_filled(" && "), &enough),
        "required_without_all" => after(all_filled(" || "), &enough),
        "prohibits" => after(blank, &all_missing(" && ")),
        "same" | "confirmed" | "different" => {
            let [other] = &*accesses else { return None };
            let is_plain = |shape: Shape| matches!(shape.kind(), Kind::Text | Kind::Number | Kind::Boolean);
            if !(is_plain(shape) && shapes.iter().all(|shape| is_plain(*shape))) {
                return None;
            }
            let operator = if name == "different" { "!==" } else { "===" };
            match name {
                // A value that was not repeated is not confirmed.
                "confirmed" => format!("@ == null || @ === {other}"),
                _ => format!("@ == null || {other} == null || @ {operator} {other}"),
            }
        }
        "gt" | "gte" | "lt" | "lte" | "min" | "max" | "size" => {
            let [other] = &*accesses else { return None };
            let operator = match name {
                "gt" => ">",
                "gte" | "min" => ">=",
                "lt" => "<",
                "lte" | "max" => "<=",
                _ => "===",
            };
            let (ours, theirs) = (measured(shape, "@")?, measured(shapes[0], other)?);
            format!("@ == null || {other} == null || {ours} {operator} {theirs}")
        }
        "between" | "range" => within(shape, rule, fields)?,
        "before" | "before_or_equal" | "after" | "after_or_equal" | "date_equals" => {
            let [other] = &*accesses else { return None };
            if shape.kind() != Kind::Text || shapes[0].kind() != Kind::Text {
                return None;
            }
            format!("@ == null || {}({other})(@)", date_test(name))
        }
        "in_list" => {
            let [other] = &*accesses else { return None };
            let is_plain = matches!(shape.kind(), Kind::Text | Kind::Number | Kind::Boolean);
            if !is_plain || shapes[0].kind() != Kind::List {
                return None;
            }
            format!("@ == null || {other} == null || {other}.includes(@)")
        }
        "starts_with" | "ends_with" | "contains" | "doesnt_start_with" | "doesnt_end_with" | "doesnt_contain" => {
            let [other] = &*accesses else { return None };
            if shape.kind() != Kind::Text || shapes[0].kind() != Kind::Text {
                return None;
            }
            let (not, method) = match name {
                "starts_with" => ("", "startsWith"),
                "ends_with" => ("", "endsWith"),
                "contains" => ("", "includes"),
                "doesnt_start_with" => ("!", "startsWith"),
                "doesnt_end_with" => ("!", "endsWith"),
                _ => ("!", "includes"),
            };
            // An empty text says nothing.
            format!("@ == null || !{other} || {not}@.{method}({other})")
        }
        _ => return None,
    };
    Some(Planned::Late { mentions, expression })
}

/// Whether a number, or the length of a text, lies within bounds, of which other fields give one or both.
fn within(shape: Shape, rule: &DeclaredRule, fields: &Fields) -> Option<String> {
    // A list that is too long has further consequences.
    if !matches!(shape.kind(), Kind::Number | Kind::Text) {
        return None;
    }
    measured(shape, "@")?;
    let mut bounds = Vec::new();
    for (name, bound) in rule.arguments() {
        let operator = match name {
            "min" => "gte",
            "exclusive_min" => "gt",
            "max" => "lte",
            "exclusive_max" => "lt",
            _ => return None,
        };
        let bound = match bound {
            Argument::Label(other) | Argument::Field(other, _) => {
                measured(field(fields, other)?.shape(), other)?;
                access(other)
            }
            Argument::Integer(_) | Argument::Float(_) | Argument::Float32(_) => literal(&bound)?,
            _ => return None,
        };
        bounds.push(format!("{operator}: {bound}"));
    }
    (!bounds.is_empty()).then(|| format!("isWithin(@, {{ {} }})", bounds.join(", ")))
}

/// The function that compares dates as the rule does.
fn date_test(rule: &str) -> &'static str {
    match rule {
        "before" => "isBefore",
        "before_or_equal" => "isNotAfter",
        "after" => "isAfter",
        "after_or_equal" => "isNotBefore",
        _ => "isSameDate",
    }
}

/// Whether a constant is a date, and not the word for the present.
fn is_read_date(date: &str) -> bool {
    date.starts_with(|c: char| c.is_ascii_digit())
}

/// What is compared: a number itself, the characters of a text, the items of a list.
fn measured(shape: Shape, value: &str) -> Option<String> {
    match (shape.required(), shape.kind()) {
        (Shape::Set(_), _) => None,
        (_, Kind::Number) => Some(value.to_owned()),
        (_, Kind::Text) => Some(format!("countCharacters({value})")),
        (_, Kind::List) => Some(format!("{value}.length")),
        _ => None,
    }
}

/// Whether another field is there and not blank.
fn is_filled(shape: Shape, value: &str) -> String {
    match shape.kind() {
        Kind::Text | Kind::List | Kind::Map => format!("isFilled({value})"),
        _ => format!("{value} != null"),
    }
}

fn is_missing(shape: Shape, value: &str) -> String {
    match shape.kind() {
        Kind::Text | Kind::List | Kind::Map => format!("!isFilled({value})"),
        _ => format!("{value} == null"),
    }
}

/// A yes or a no.
fn agreement(kind: Kind, yes: bool) -> Option<String> {
    let values = match (kind, yes) {
        (Kind::Boolean, yes) => return Some(format!("@ === {yes}")),
        (Kind::Number, yes) => return Some(format!("@ === {}", u8::from(yes))),
        (Kind::Text, true) => r#"["yes", "on", "1", "true"]"#,
        (Kind::Text, false) => r#"["no", "off", "0", "false"]"#,
        _ => return None,
    };
    Some(format!("(@ != null && {values}.includes(@))"))
}

/// A rule that looks at nothing but the value, as a test.
pub(crate) fn translated(shape: Shape, rule: &DeclaredRule) -> Option<Test> {
    if rule.looks_further() {
        return None;
    }
    if let Some(test) = by_name(shape, rule) {
        return Some(test);
    }
    if rule.schema().precision() != Precision::Exact {
        return None;
    }
    let schema = serde_json::to_value(rule.schema()).ok()?;
    by_keywords(shape, schema.as_object()?)
}

/// The rules that are translated by their name, because no keywords say them.
fn by_name(shape: Shape, rule: &DeclaredRule) -> Option<Test> {
    let exact = rule.schema().precision() == Precision::Exact;
    let is_text = rule.kind() == Kind::Text && matches!(shape.required(), Shape::Text | Shape::Declared(_));
    let call = match rule.name() {
        // A loop of groups is too much for the stack of JavaScript where a text has millions of characters.
        "hex" if is_text => "isHex",
        "base64" if is_text => {
            let encoding = keyword(rule, "contentEncoding")?;
            let is_padded = keyword(rule, "pattern")?.contains("==");
            let others = if encoding == "base64url" { "-_" } else { "+/" };
            return Some(Test::call("isBase64", [quote(others), is_padded.to_string()]));
        }
        _ if exact => return None,
        "json" if is_text => "isJson",
        "jwt" if is_text => "isJwt",
        "bic" if is_text => "isBic",
        "country" if is_text => match &*keyword(rule, "pattern")? {
            "^[A-Z]{2}$" => "isCountry",
            "^[A-Z]{3}$" => "isLongCountry",
            _ => return None,
        },
        "currency" if is_text => "isCurrency",
        "identifier" if is_text => "isIdentifier",
        "datetime" if is_text && rule.arguments().next().is_none() => match keyword(rule, "format").as_deref() {
            Some("date-time") => "isDatetime",
            None => "isLocalDatetime",
            _ => return None,
        },
        "length" if is_text => {
            let call = match rule.manner() {
                "bytes" => "hasBytes",
                "utf16" => "hasUnits",
                _ => return None,
            };
            let bound = |name: &str| rule.arguments().find(|(known, _)| *known == name).map(|(_, it)| it.to_string());
            return Some(Test::call(call, between(bound("min"), bound("max"))));
        }
        // The pattern is the same, and what a letter is depends on the version of Unicode.
        "regex" if is_text => {
            let pattern = regex(&keyword(rule, "pattern")?);
            let native = vec![Native::Call("regex", pattern.clone())];
            return Some(Test { native, ..Test::call("matches", [pattern]) });
        }
        "alpha" if is_text => "isAlpha",
        "alpha_num" if is_text => "isAlphaNumeric",
        "alpha_dash" if is_text => "isAlphaDash",
        "lowercase" if is_text => "isLowercase",
        "uppercase" if is_text => "isUppercase",
        "credit_card" if is_text => "isCreditCard",
        "iban" if is_text => "isIban",
        "lei" if is_text => "isLei",
        "isin" if is_text => "isIsin",
        "isbn" if is_text => "isIsbn",
        "issn" if is_text => "isIssn",
        "ean" if is_text => "isEan",
        "cidr" if is_text => "isCidr",
        "weekday" if is_text => "isWeekday",
        "weekend" if is_text => "isWeekend",
        // The names of other scripts have no length in their keywords.
        "hostname" | "domain" if is_text => {
            rule.schema().keywords().find(|(keyword, _)| *keyword == "maxLength")?;
            let dots = if rule.name() == "domain" { "1" } else { "0" };
            return Some(Test::call("isHost", [dots.to_owned()]));
        }
        "before" | "before_or_equal" | "after" | "after_or_equal" | "date_equals" if is_text => {
            let mut arguments = rule.arguments();
            let (Some(("date", Argument::Text(date))), None) = (arguments.next(), arguments.next()) else {
                return None;
            };
            return is_read_date(date).then(|| Test::call(date_test(rule.name()), [quote(date)]));
        }
        "distinct" if is_plain_list(shape) => {
            let call = match rule.manner() {
                "whole" => "findRepeats",
                "ignore_case" => "findRepeatsInAnyCase",
                _ => return None,
            };
            return Some(Test { elements: true, ..Test::of(call) });
        }
        _ => return None,
    };
    Some(Test::of(call))
}

/// A keyword of the rule whose value is text.
fn keyword(rule: &DeclaredRule, name: &str) -> Option<String> {
    serde_json::to_value(rule.schema()).ok()?.get(name)?.as_str().map(str::to_owned)
}

/// Whether it is a list of values that are equal where they are written alike.
fn is_plain_list(shape: Shape) -> bool {
    match shape.required() {
        Shape::List(item) | Shape::Array(item, _) => {
            matches!(item.required(), Shape::Text | Shape::Character | Shape::Integer { .. } | Shape::Boolean)
        }
        _ => false,
    }
}

fn by_keywords(shape: Shape, keywords: &Map<String, Json>) -> Option<Test> {
    let number = |keyword: &str| keywords.get(keyword).filter(|value| value.is_number()).map(Json::to_string);
    let mut parts: Vec<Test> = Vec::new();
    let bounds = |least: &str, most: &str| (number(least), number(most));
    for keyword in keywords.keys() {
        if !KNOWN.contains(&&**keyword) {
            return None;
        }
    }
    match bounds("minLength", "maxLength") {
        (None, None) => {}
        (Some(least), Some(most)) if least == most => parts.push(Test {
            native: vec![Native::Call("length", least.clone())],
            ..Test::call("hasLength", [least, most])
        }),
        (least, most) => {
            let native = [("min", &least), ("max", &most)];
            let native = native.into_iter().filter_map(|(name, bound)| Some(Native::Call(name, bound.clone()?)));
            let native = native.collect();
            parts.push(Test { native, ..Test::call("hasLength", between(least, most)) });
        }
    }
    for (names, call) in [(["minItems", "maxItems"], "hasItems"), (["minProperties", "maxProperties"], "hasEntries")] {
        let (least, most) = bounds(names[0], names[1]);
        if least.is_none() && most.is_none() {
            continue;
        }
        let call = if matches!(shape.required(), Shape::Set(_)) { "hasDifferentItems" } else { call };
        let limit = most.as_deref().and_then(|most| most.parse().ok());
        parts.push(Test { most: limit, ..Test::call(call, between(least, most)) });
    }
    let mut numbers = Vec::new();
    for (keyword, native, call) in [
        ("minimum", "gte", "isAtLeast"),
        ("exclusiveMinimum", "gt", "isAbove"),
        ("maximum", "lte", "isAtMost"),
        ("exclusiveMaximum", "lt", "isBelow"),
    ] {
        if let Some(bound) = number(keyword) {
            // JavaScript would read another number.
            if bound.parse::<i128>().is_ok_and(|bound| bound.unsigned_abs() >= 1 << 53) {
                return None;
            }
            numbers.push(Test { native: vec![Native::Call(native, bound.clone())], ..Test::call(call, [bound]) });
        }
    }
    if let [one, other] = &*numbers {
        let native = [one.native.clone(), other.native.clone()].concat();
        let call = Expression::Call("all", vec![one.call.clone(), other.call.clone()]);
        parts.push(Test { native, ..Test::expression(call) });
    } else {
        parts.extend(numbers);
    }
    if let Some(step) = number("multipleOf") {
        parts.push(Test::call("isMultipleOf", [step]));
    }
    if let Some(pattern) = keywords.get("pattern").and_then(Json::as_str) {
        let pattern = regex(pattern);
        parts.push(Test { native: vec![Native::Call("regex", pattern.clone())], ..Test::call("matches", [pattern]) });
    }
    match keywords.get("format").map(Json::as_str) {
        None => {}
        Some(Some("ipv4")) => parts.push(Test::of("isIpv4")),
        Some(Some("ipv6")) => parts.push(Test::of("isIpv6")),
        Some(Some("date")) => parts.push(Test::of("isDate")),
        // One version of it has a pattern or is a constant, which says all of the format.
        Some(Some("uuid")) if keywords.len() > 1 => {}
        Some(Some("uuid")) => {
            let pattern = regex("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$");
            parts.push(Test {
                native: vec![Native::Call("regex", pattern.clone())],
                ..Test::call("matches", [pattern])
            });
        }
        Some(_) => return None,
    }
    if let Some(any) = keywords.get("anyOf") {
        if *any != serde_json::json!([{ "format": "ipv4" }, { "format": "ipv6" }]) {
            return None;
        }
        parts.push(Test::of("isIp"));
    }
    for keyword in ["enum", "const"] {
        if let Some(value) = keywords.get(keyword) {
            parts.push(Test::call("isOneOf", choices(value)?));
        }
    }
    if let Some(not) = keywords.get("not") {
        let not = not.as_object()?;
        let (keyword, value) = not.iter().next().filter(|_| not.len() == 1)?;
        parts.push(match (&**keyword, value) {
            ("pattern", Json::String(pattern)) => Test::call("lacks", [regex(pattern)]),
            ("enum" | "const", value) => Test::call("isNoneOf", choices(value)?),
            _ => return None,
        });
    }
    if let Some(Json::Array(names)) = keywords.get("required") {
        let names: Vec<String> = names.iter().map(|name| name.as_str().map(quote)).collect::<Option<_>>()?;
        parts.push(Test::call("hasKeys", names));
    }
    if let Some(items) = keywords.get("items") {
        parts.push(Test::call("hasOnly", choices(items.get("enum")?)?));
    }
    if let Some(Json::Array(all)) = keywords.get("allOf") {
        let values: Vec<Json> =
            all.iter().map(|one| one.get("contains")?.get("const").cloned()).collect::<Option<_>>()?;
        parts.push(Test::call("containsAll", choices(&Json::Array(values))?));
    }
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => {
            let most = parts.iter().find_map(|part| part.most);
            let calls = parts.into_iter().map(|part| part.call).collect();
            Some(Test { most, ..Test::expression(Expression::Call("all", calls)) })
        }
    }
}

/// The arguments of a function that counts.
fn between(least: Option<String>, most: Option<String>) -> [String; 2] {
    [least.unwrap_or_else(|| "0".to_owned()), most.unwrap_or_else(|| "Infinity".to_owned())]
}

/// The keywords that are translated.
const KNOWN: &[&str] = &[
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "enum",
    "const",
    "not",
    "required",
    "items",
    "allOf",
    "anyOf",
    "format",
];

/// Constants as arguments of a call.
fn choices(value: &Json) -> Option<Vec<String>> {
    let list = match value {
        Json::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    list.iter()
        .filter(|value| !value.is_null())
        .map(|value| match value {
            Json::String(text) => Some(quote(text)),
            Json::Number(number) => match number.as_i128() {
                Some(number) => literal(&Argument::Integer(number)),
                None => Some(number.to_string()),
            },
            Json::Bool(value) => Some(value.to_string()),
            _ => None,
        })
        .collect()
}

/// A pattern of JSON Schema as a literal of JavaScript.
pub(super) fn regex(pattern: &str) -> String {
    let mut literal = String::from("/");
    let mut is_escaped = false;
    for c in pattern.chars() {
        match c {
            '/' if !is_escaped => literal.push_str("\\/"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                literal.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => literal.push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if pattern.is_empty() {
        literal.push_str("(?:)");
    }
    literal.push_str("/u");
    literal
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The rules that only the server runs, in one of their forms at least, and why.
    const SERVER_ONLY: &[(&str, &str)] = &[
        ("date", "a notation of its own"),
        ("datetime", "a notation of its own"),
        ("decimal", "the digits of a number as they were sent"),
        ("exists", "the database decides"),
        ("file", "what the server finds in the content"),
        ("future", "the clock of the server decides"),
        ("image", "what the server finds in the content"),
        ("language", "a table of languages"),
        ("multiple_of", "a step that another field gives"),
        ("past", "the clock of the server decides"),
        ("phone", "a table of numbering plans"),
        ("range", "dates"),
        ("between", "dates, and lists with a bound that another field gives"),
        ("timezone", "a table of zones"),
        ("unique", "the database decides"),
        ("url", "the parser of the server"),
        ("length", "graphemes"),
        ("email", "names of other scripts"),
    ];

    /// What RULES.md says of each rule: whether keywords say all of its forms exactly.
    fn rules() -> BTreeMap<String, bool> {
        let page = include_str!("../../../RULES.md");
        let (page, _) = page.split_once("\n## Shapes").unwrap();
        let mut rules = BTreeMap::new();
        for entry in page.split("\n### `").skip(1) {
            let (name, entry) = entry.split_once('`').unwrap();
            let rows = entry.lines().filter(|line| line.starts_with("| `"));
            let is_exact = rows.clone().count() > 0 && rows.clone().all(|row| row.contains("| exact"));
            rules.insert(name.to_owned(), is_exact);
        }
        rules
    }

    #[test]
    fn a_rule_is_said_by_keywords_or_by_name_or_left_to_the_server_on_purpose() {
        let rules = rules();
        assert!(rules.len() > 90, "{} rules", rules.len());
        let (code, _) = include_str!("rules.rs").split_once("#[cfg(test)]").unwrap();
        let is_left = |name: &str| SERVER_ONLY.iter().any(|(left, _)| *left == name);
        for (name, is_exact) in &rules {
            let is_translated = code.contains(&format!("\"{name}\""));
            assert!(*is_exact || is_translated || is_left(name), "`{name}` is neither said nor left to the server");
        }
        let (_, page) = include_str!("../../README.md").split_once("### What only the server checks").unwrap();
        let (page, _) = page.split_once("### What JavaScript").unwrap();
        for (name, _) in SERVER_ONLY {
            assert!(page.contains(&format!("`{name}`")), "the README does not say that `{name}` is left to the server");
            assert!(rules.get(*name).is_some_and(|is_exact| !is_exact), "`{name}` is exact, or no rule");
        }
    }

    #[test]
    fn patterns_become_literals() {
        for (pattern, literal) in
            [("a/b", "/a\\/b/u"), ("a\\/b", "/a\\/b/u"), ("", "/(?:)/u"), ("[\u{2028}]", "/[\\u2028]/u")]
        {
            assert_eq!(regex(pattern), literal);
        }
    }
}
