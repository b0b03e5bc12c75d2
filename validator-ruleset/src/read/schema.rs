//! JSON Schema, as far as its keywords are rules.

use std::collections::{BTreeSet, HashMap};

use unprocessable_core::decode::Integer;

use crate::mistake::{Mistakes, hint};
use crate::raw::{Arg, RawField, RawRule, RawSet, RawShape, RawType, RawValue};
use crate::tree::{DEPTH, Item, Tree};

/// Keywords that say nothing of which documents are valid.
const ANNOTATIONS: [&str; 17] = [
    "$schema",
    "$id",
    "$comment",
    "$defs",
    "definitions",
    "$anchor",
    "title",
    "description",
    "examples",
    "example",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "contentMediaType",
    "contentEncoding",
    "$vocabulary",
];

/// Keywords that are taken.
const KEYWORDS: [&str; 22] = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "enum",
    "const",
    "minProperties",
    "maxProperties",
    "$ref",
];

/// Formats that are rules, with the word that the rule is given.
const FORMATS: [(&str, &str, &str); 8] = [
    ("email", "email", ""),
    ("idn-email", "email", "idn"),
    ("date", "date", ""),
    ("date-time", "datetime", ""),
    ("uuid", "uuid", ""),
    ("ipv4", "ipv4", ""),
    ("ipv6", "ipv6", ""),
    ("hostname", "hostname", ""),
];

pub(crate) fn set(tree: &Tree, mistakes: &mut Mistakes) -> Option<RawSet> {
    if tree.table().is_none() {
        mistakes.add(tree.line, "", format!("a schema is an object, and not {}", tree.kind()));
        return None;
    }
    let of = |place| tree.get(place).and_then(Tree::table).unwrap_or_default();
    let definitions =
        ["$defs", "definitions"].into_iter().flat_map(|place| of(place).iter().map(move |entry| (place, entry)));
    let definitions = definitions.map(|(place, entry)| ((place, entry.name.as_str()), &entry.tree)).collect();
    let mut reader =
        Reader { root: tree, definitions, set: RawSet::default(), objects: HashMap::new(), values: 0, mistakes };
    let root = reader.value(tree, "", 0);
    reader.set.root = Some(root);
    Some(reader.set)
}

struct Reader<'t, 'm> {
    root: &'t Tree,
    /// What references lead to, by the keyword and the name.
    definitions: HashMap<(&'t str, &'t str), &'t Tree>,
    set: RawSet,
    /// The objects that were read, or are being read, by the addresses of their schemas.
    objects: HashMap<*const Tree, usize>,
    values: usize,
    mistakes: &'m mut Mistakes,
}

/// How many values a schema has at most, with references followed.
const MOST_VALUES: usize = 50_000;

impl<'t> Reader<'t, '_> {
    fn value(&mut self, tree: &'t Tree, at: &str, depth: usize) -> RawValue {
        let any = || RawValue { optional: true, ..RawValue::new(tree.line, at.into(), RawShape::Any) };
        self.values += 1;
        if depth > DEPTH || self.values > MOST_VALUES {
            let at: String = at.chars().take(100).collect();
            self.mistakes.add(
                tree.line,
                &at,
                format!("the schema is nested deeper than {DEPTH} levels, or is too large"),
            );
            return any();
        }
        match &tree.item {
            Item::Boolean(true) => return any(),
            Item::Table(_) => {}
            _ => {
                self.mistakes.add(tree.line, at, format!("a schema is an object, and not {}", tree.kind()));
                return any();
            }
        }
        if let Some(reference) = tree.get("$ref") {
            self.only(tree, "$ref", at);
            return match self.resolve(reference) {
                Some(target) => self.value(target, at, depth + 1),
                None => {
                    self.mistakes.add(
                        reference.line,
                        at,
                        "a reference leads to `#`, or into `#/$defs` or `#/definitions` of this schema",
                    );
                    any()
                }
            };
        }
        self.known(tree, at);
        let (kinds, nullable) = self.kinds(tree, at);
        let shape = self.shape(tree, kinds.as_deref(), at, depth);
        let mut value = RawValue { optional: nullable, ..RawValue::new(tree.line, at.into(), shape) };
        if let RawShape::Any = value.shape {
            value.optional = true;
        }
        value.rules = self.rules(tree, &value.shape, at);
        value
    }

    /// Refuses keywords beside one that stands alone.
    fn only(&mut self, tree: &Tree, keyword: &str, at: &str) {
        for entry in tree.table().unwrap_or_default() {
            if entry.name != keyword && !ANNOTATIONS.contains(&entry.name.as_str()) {
                let mistake = format!("`{}` beside `{keyword}` is not taken", entry.name);
                self.mistakes.add(entry.line, at, mistake);
            }
        }
    }

    fn known(&mut self, tree: &Tree, at: &str) {
        for entry in tree.table().unwrap_or_default() {
            let name = entry.name.as_str();
            if !KEYWORDS.contains(&name) && !ANNOTATIONS.contains(&name) && !name.starts_with("x-") {
                let shown: String = name.chars().take(40).collect();
                let hint = hint(name, KEYWORDS);
                self.mistakes.add(entry.line, at, format!("the keyword `{shown}` is no rule of a set{hint}"));
            }
        }
    }

    fn resolve(&self, reference: &Tree) -> Option<&'t Tree> {
        let pointer = reference.text()?.strip_prefix('#')?;
        if pointer.is_empty() {
            return Some(self.root);
        }
        let (place, name) = pointer.strip_prefix('/')?.split_once('/')?;
        let name = name.replace("~1", "/").replace("~0", "~");
        self.definitions.get(&(place, name.as_str())).copied()
    }

    /// The types, and whether `null` is among them.
    fn kinds(&mut self, tree: &'t Tree, at: &str) -> (Option<String>, bool) {
        let Some(kind) = tree.get("type") else { return (None, false) };
        let one = std::slice::from_ref(kind);
        let names: Vec<&str> = kind.list().unwrap_or(one).iter().filter_map(Tree::text).collect();
        let others: Vec<&str> = names.iter().copied().filter(|name| *name != "null").collect();
        let nullable = others.len() < names.len();
        match others[..] {
            [] => (Some("null".into()), nullable),
            [name] => (Some(name.into()), nullable),
            _ => {
                self.mistakes.add(kind.line, at, "a set has one type for each value, and perhaps `null`");
                (None, nullable)
            }
        }
    }

    fn shape(&mut self, tree: &'t Tree, kind: Option<&str>, at: &str, depth: usize) -> RawShape {
        let has = |names: &[&str]| names.iter().any(|name| tree.get(name).is_some());
        let kind = kind.unwrap_or_else(|| {
            if has(&["properties", "required"]) {
                "object"
            } else if has(&["items", "minItems", "maxItems", "uniqueItems"]) {
                "array"
            } else if has(&["minLength", "maxLength", "pattern", "format"]) {
                "string"
            } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
                "number"
            } else {
                ""
            }
        });
        match kind {
            "string" => RawShape::Text,
            "boolean" => RawShape::Boolean,
            "null" => RawShape::Null,
            "number" => RawShape::Number,
            "integer" => RawShape::integer(match tree.get("format").and_then(Tree::text) {
                Some("int32") => Integer::I32,
                _ => Integer::I64,
            }),
            "array" => {
                let items = match tree.get("items") {
                    Some(items) => self.value(items, &format!("{at}.*"), depth + 1),
                    None => RawValue { optional: true, ..RawValue::new(tree.line, format!("{at}.*"), RawShape::Any) },
                };
                RawShape::List { items: Box::new(items), size: None, is_set: false }
            }
            "object" => self.object(tree, at, depth),
            "" => match tree.get("enum").or_else(|| tree.get("const")).map(values) {
                Some(values) if values.iter().all(|value| value.text().is_some()) => RawShape::Text,
                Some(values) if values.iter().all(|value| value.boolean().is_some()) => RawShape::Boolean,
                Some(values) if values.iter().all(|value| matches!(value.item, Item::Integer(_) | Item::Number(_))) => {
                    RawShape::Number
                }
                _ => RawShape::Any,
            },
            other => {
                let (line, shown): (usize, String) = (tree.line, other.chars().take(40).collect());
                self.mistakes.add(line, at, format!("there is no type `{shown}`"));
                RawShape::Any
            }
        }
    }

    fn object(&mut self, tree: &'t Tree, at: &str, depth: usize) -> RawShape {
        let properties = tree.get("properties");
        let additional = tree.get("additionalProperties");
        if let (None, Some(values @ Tree { item: Item::Table(_), .. })) = (properties, additional) {
            if tree.get("required").is_some() {
                self.mistakes.add(tree.line, at, "`required` needs `properties` here");
            }
            let keys = Box::new(RawValue::new(tree.line, at.into(), RawShape::Text));
            return RawShape::Map { keys, values: Box::new(self.value(values, &format!("{at}.*"), depth + 1)) };
        }
        let address = std::ptr::from_ref(tree);
        if let Some(index) = self.objects.get(&address) {
            return RawShape::Object(*index);
        }
        let closed = match additional {
            None | Some(Tree { item: Item::Boolean(true), .. }) => false,
            Some(Tree { item: Item::Boolean(false), .. }) => true,
            Some(other) => {
                self.mistakes.add(other.line, at, "`additionalProperties` beside `properties` is `true` or `false`");
                false
            }
        };
        let index = self.set.types.len();
        self.objects.insert(address, index);
        self.set.types.push(RawType { closed, ..RawType::default() });
        let wanted = tree.get("required").and_then(Tree::list).unwrap_or_default();
        let mut wanted: BTreeSet<&str> = wanted.iter().filter_map(Tree::text).collect();
        let mut fields = Vec::new();
        for entry in properties.and_then(Tree::table).unwrap_or_default() {
            let escaped = unprocessable_core::escape_segment(&entry.name);
            let below = if at.is_empty() { escaped.into_owned() } else { format!("{at}.{escaped}") };
            fields.push(RawField {
                name: entry.name.clone(),
                aliases: Vec::new(),
                absent: !wanted.remove(entry.name.as_str()),
                default: None,
                patch: false,
                value: self.value(&entry.tree, &below, depth + 1),
            });
        }
        for name in wanted {
            let line = tree.get("required").map_or(tree.line, |required| required.line);
            self.mistakes.add(line, at, format!("`{name}` is required, and is none of the `properties`"));
        }
        self.set.types[index].fields = fields;
        RawShape::Object(index)
    }

    fn rules(&mut self, tree: &Tree, shape: &RawShape, at: &str) -> Vec<RawRule> {
        let mut rules = Vec::new();
        let get = |name: &str| tree.get(name);
        let mut bounds = |rule: &str, keywords: &[(&str, &str)]| {
            let named: Vec<(String, Arg)> = keywords
                .iter()
                .filter_map(|(keyword, name)| Some(((*name).to_owned(), number(get(keyword)?)?)))
                // No length is below 0.
                .filter(|(name, value)| rule != "length" || name != "min" || *value != Arg::Integer(0))
                .collect();
            if !named.is_empty() {
                rules.push(RawRule { line: tree.line, name: rule.into(), named, ..RawRule::default() });
            }
        };
        match shape {
            RawShape::Text => bounds("length", &[("minLength", "min"), ("maxLength", "max")]),
            RawShape::List { .. } => bounds("length", &[("minItems", "min"), ("maxItems", "max")]),
            RawShape::Map { .. } => bounds("length", &[("minProperties", "min"), ("maxProperties", "max")]),
            RawShape::Integer { .. } | RawShape::Number => {
                let exclusive = [("exclusiveMinimum", "exclusive_min"), ("exclusiveMaximum", "exclusive_max")];
                bounds("range", &exclusive);
                bounds("range", &[("minimum", "min"), ("maximum", "max")]);
                bounds("multiple_of", &[("multipleOf", "step")]);
            }
            _ => {}
        }
        if let Some(true) = get("uniqueItems").and_then(Tree::boolean) {
            rules.push(RawRule { line: tree.line, name: "distinct".into(), ..RawRule::default() });
        }
        if let Some(pattern) = get("pattern") {
            match pattern.text().map(from_ecma) {
                Some(Ok(source)) => rules.push(RawRule {
                    line: pattern.line,
                    name: "regex".into(),
                    positional: vec![Arg::Text(source)],
                    ..RawRule::default()
                }),
                Some(Err(mistake)) => self.mistakes.add(pattern.line, at, mistake),
                None => self.mistakes.add(pattern.line, at, "a pattern is text"),
            }
        }
        if let (Some(format), RawShape::Text) = (get("format"), shape) {
            let name = format.text().unwrap_or_default();
            match FORMATS.iter().find(|(known, ..)| *known == name) {
                Some((_, rule, flag)) => rules.push(RawRule {
                    line: format.line,
                    name: (*rule).into(),
                    flags: Some(*flag).filter(|flag| !flag.is_empty()).map(str::to_owned).into_iter().collect(),
                    ..RawRule::default()
                }),
                None if matches!(name, "uri" | "iri" | "url") => {
                    let mistake = format!("the format `{name}` is no rule of a set: the rule `url` asks for more");
                    self.mistakes.add(format.line, at, mistake);
                }
                None => {
                    let shown: String = name.chars().take(40).collect();
                    let hint = hint(name, FORMATS.iter().map(|(known, ..)| *known));
                    self.mistakes.add(format.line, at, format!("the format `{shown}` is no rule of a set{hint}"));
                }
            }
        }
        for keyword in ["enum", "const"] {
            let Some(given) = get(keyword) else { continue };
            let given: Vec<&Tree> =
                if keyword == "const" { vec![given] } else { given.list().unwrap_or_default().iter().collect() };
            let choices: Option<Vec<Arg>> = given
                .iter()
                .filter(|value| !matches!(value.item, Item::Null))
                .map(|value| match &value.item {
                    Item::Text(text) => Some(Arg::Text(text.clone())),
                    Item::Boolean(value) => Some(Arg::Boolean(*value)),
                    Item::Integer(value) => Some(Arg::Integer(*value)),
                    Item::Number(value) => Some(Arg::Number(*value)),
                    _ => None,
                })
                .collect();
            match choices {
                Some(choices) if !matches!(shape, RawShape::Any) => rules.push(RawRule {
                    line: tree.line,
                    name: "one_of".into(),
                    positional: vec![Arg::List(choices)],
                    ..RawRule::default()
                }),
                _ => self.mistakes.add(
                    tree.line,
                    at,
                    format!("the values of `{keyword}` are all text, all numbers or all booleans in a set"),
                ),
            }
        }
        self.unused(tree, shape, at);
        rules
    }

    /// Refuses keywords about other types, which would say nothing.
    fn unused(&mut self, tree: &Tree, shape: &RawShape, at: &str) {
        let about: &[(&[&str], bool)] = &[
            (&["minLength", "maxLength", "pattern"], matches!(shape, RawShape::Text)),
            (&["minItems", "maxItems", "uniqueItems", "items"], matches!(shape, RawShape::List { .. })),
            (&["minProperties", "maxProperties"], matches!(shape, RawShape::Map { .. })),
            (&["properties", "required"], matches!(shape, RawShape::Object(_))),
            (
                &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
                matches!(shape, RawShape::Integer { .. } | RawShape::Number),
            ),
        ];
        for (keywords, fits) in about {
            for keyword in keywords.iter().filter(|keyword| !fits && tree.get(keyword).is_some()) {
                let line = tree.get(keyword).map_or(tree.line, |value| value.line);
                self.mistakes.add(line, at, format!("`{keyword}` says nothing of a value of this type"));
            }
        }
        let formats = ["int32", "int64", "float", "double"];
        if let (Some(format), false) = (tree.get("format"), matches!(shape, RawShape::Text)) {
            let is_number = matches!(shape, RawShape::Integer { .. } | RawShape::Number);
            if !is_number || !format.text().is_some_and(|name| formats.contains(&name)) {
                self.mistakes.add(format.line, at, "this format says nothing of a value of this type");
            }
        }
    }
}

fn values(tree: &Tree) -> Vec<&Tree> {
    let given: Vec<&Tree> = tree.list().map_or_else(|| vec![tree], |items| items.iter().collect());
    given.into_iter().filter(|value| !matches!(value.item, Item::Null)).collect()
}

fn number(tree: &Tree) -> Option<Arg> {
    match &tree.item {
        Item::Integer(integer) => Some(Arg::Integer(*integer)),
        Item::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(Arg::Integer(*number as i128)),
        Item::Number(number) => Some(Arg::Number(*number)),
        _ => None,
    }
}

/// A pattern of ECMAScript in the syntax of the `regex` crate, with the same meaning. `\d` and `\w` are ASCII there.
fn from_ecma(source: &str) -> Result<String, String> {
    let (mut out, mut in_class) = (String::with_capacity(source.len()), false);
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, in_class) {
            ('\\', _) => {
                let Some(escaped) = chars.next() else {
                    return Err("bad pattern: a backslash stands at the end".into());
                };
                match escaped {
                    'd' => out.push_str(if in_class { "0-9" } else { "[0-9]" }),
                    'w' => out.push_str(if in_class { "0-9A-Za-z_" } else { "[0-9A-Za-z_]" }),
                    's' => out.push_str(if in_class { r"\s\x{feff}" } else { r"[\s\x{feff}]" }),
                    'D' => out.push_str("[^0-9]"),
                    'W' => out.push_str("[^0-9A-Za-z_]"),
                    'S' => out.push_str(r"[^\s\x{feff}]"),
                    'b' if in_class => out.push_str(r"\x08"),
                    'b' => out.push_str(r"(?-u:\b)"),
                    '/' | '-' if !in_class || escaped == '/' => out.push(escaped),
                    'u' => {
                        let digits: String = chars.clone().take(4).collect();
                        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                            return Err(r"bad pattern: `\u` needs four digits".into());
                        }
                        chars.nth(3);
                        out.push_str(&format!(r"\x{{{digits}}}"));
                    }
                    'c' | 'k' | 'B' | '0'..='9' => {
                        return Err(format!(r"`\{escaped}` in a pattern is not taken; write it in another way"));
                    }
                    other => {
                        out.push('\\');
                        out.push(other);
                    }
                }
            }
            ('[', false) => {
                in_class = true;
                out.push('[');
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                if chars.peek() == Some(&']') {
                    return Err("an empty class in a pattern is not taken".into());
                }
            }
            (']', true) => {
                in_class = false;
                out.push(']');
            }
            // Signs that mean something in classes of the `regex` crate alone.
            ('[' | '&' | '~' | '-', true) => match c {
                '-' => out.push('-'),
                sign => {
                    out.push('\\');
                    out.push(sign);
                }
            },
            ('(', false) if chars.peek() == Some(&'?') => {
                let ahead: String = chars.clone().skip(1).take(2).collect();
                if ahead.starts_with(['=', '!']) || ahead == "<=" || ahead == "<!" {
                    return Err(
                        "a pattern that looks ahead or behind takes more than one walk; a set does not run it".into()
                    );
                }
                out.push('(');
            }
            (c, _) => out.push(c),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_ecmascript_keep_their_meaning() {
        for (ecma, wanted) in [
            (r"^\d{3}$", "^[0-9]{3}$"),
            (r"[\d-]", "[0-9-]"),
            (r"\/a\-b", "/a-b"),
            (r"[\w.]", "[0-9A-Za-z_.]"),
            (r"\u00e9", r"\x{00e9}"),
            (r"[[&]", r"[\[\&]"),
            (r"(?:a|b)", "(?:a|b)"),
        ] {
            assert_eq!(from_ecma(ecma).as_deref(), Ok(wanted), "{ecma}");
            assert!(regex::Regex::new(wanted).is_ok(), "{wanted}");
        }
        for refused in [r"(?=a)", r"(?<!a)b", r"(a)\1", r"\", r"[^]", r"\u12"] {
            assert!(from_ecma(refused).is_err(), "{refused}");
        }
    }
}
