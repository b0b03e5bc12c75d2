//! A type of TypeScript as a tree, and how prettier breaks its lines.

use crate::print::{Code, after, all, group, indent, join, property, quote, template, text};

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    /// A keyword: `string`, `null`.
    Keyword(&'static str),
    /// One text.
    Literal(String),
    /// Texts of a form.
    Template(Vec<Part>),
    /// A type of this module.
    Named(String),
    /// A type of the language, with its arguments.
    Generic(&'static str, Vec<Type>),
    /// A list.
    Array(Box<Type>),
    /// A list whose items have types of their own. The last ones may be left out.
    Tuple(Vec<(Type, bool)>),
    /// An object.
    Object(Vec<Property>),
    /// One of several.
    Union(Vec<Choice>),
    /// All of several.
    Both(Vec<Type>),
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Text(String),
    Type(Type),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Property {
    pub(super) docs: Vec<String>,
    pub(super) name: Name,
    pub(super) optional: bool,
    pub(super) value: Type,
}

/// The name of a property.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Name {
    Is(String),
    /// Any other name.
    Any,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) docs: Vec<String>,
    pub(super) value: Type,
}

/// Where a type stands, which decides how it is broken.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// Behind an `=` or a `:`.
    Alone,
    /// Among the arguments of a type, or alone in a tuple.
    Argument,
    /// Among others in a tuple.
    Item,
    /// Before brackets or a question mark, or in an intersection: a union has parentheses.
    Operand,
    /// In a union: an intersection has parentheses.
    Choice,
}

impl Type {
    pub(super) const UNKNOWN: Self = Self::Keyword("unknown");
    pub(super) const NULL: Self = Self::Keyword("null");

    /// One of these types, each once.
    pub(super) fn one_of(types: impl IntoIterator<Item = Self>) -> Self {
        Self::choice(types.into_iter().map(|value| Choice { docs: Vec::new(), value }))
    }

    /// One of these types, each once, with their documentation.
    pub(super) fn choice(choices: impl IntoIterator<Item = Choice>) -> Self {
        let mut flat: Vec<Choice> = Vec::new();
        for choice in choices {
            let inner = match choice.value {
                Self::Union(mut inner) => {
                    if let Some(first) = inner.first_mut() {
                        first.docs = [choice.docs, std::mem::take(&mut first.docs)].concat();
                    }
                    inner
                }
                value => vec![Choice { value, ..choice }],
            };
            for choice in inner {
                if choice.value == Self::UNKNOWN {
                    return Self::UNKNOWN;
                }
                if !flat.iter().any(|known| known.value == choice.value) {
                    flat.push(choice);
                }
            }
        }
        match flat.len() {
            0 => Self::Keyword("never"),
            1 if flat[0].docs.is_empty() => flat.remove(0).value,
            _ => Self::Union(flat),
        }
    }

    /// The type, or `null`.
    pub(super) fn or_null(self) -> Self {
        Self::one_of([self, Self::NULL])
    }

    /// All of these types.
    pub(super) fn both(mut types: Vec<Self>) -> Self {
        if types.len() == 1 { types.remove(0) } else { Self::Both(types) }
    }

    /// The code behind a `:` and a space.
    fn code(&self) -> Code {
        self.within(Within::Alone)
    }

    /// The code behind an `=`, with the space before it.
    pub(super) fn assigned(&self) -> Code {
        match self {
            // It has a line of its own by itself.
            Self::Union(choices) if !is_hugged(choices) || !first_docs(choices).is_empty() => {
                all([text(" "), self.code()])
            }
            _ => after(self.code()),
        }
    }

    fn within(&self, within: Within) -> Code {
        match self {
            Self::Keyword(word) => text(*word),
            Self::Literal(literal) => text(quote(literal)),
            Self::Template(parts) => template_code(parts),
            Self::Named(name) => text(name.clone()),
            Self::Generic(name, arguments) => generic(name, arguments),
            Self::Array(element) => all([element.within(Within::Operand), text("[]")]),
            Self::Tuple(items) => tuple(items),
            Self::Object(properties) => object(properties),
            Self::Union(choices) => union(choices, within),
            Self::Both(types) => {
                let code = intersection(types);
                if matches!(within, Within::Operand | Within::Choice) {
                    all([text("("), code, text(")")])
                } else {
                    code
                }
            }
        }
    }

    /// Whether `null` beside it stays on its line.
    fn hugs_null(&self) -> bool {
        matches!(self, Self::Object(_) | Self::Named(_) | Self::Generic(..))
    }

    /// Whether it stays on the line of the brackets around it.
    fn is_hugged(&self) -> bool {
        match self {
            Self::Keyword(_) | Self::Named(_) | Self::Object(_) | Self::Template(_) => true,
            Self::Union(choices) => is_hugged(choices),
            _ => false,
        }
    }
}

/// An object, broken where a property has documentation.
fn object(properties: &[Property]) -> Code {
    if properties.is_empty() {
        return text("{}");
    }
    let items = join(properties.iter().map(Property::code), &all([text(";"), Code::Line(" ")]));
    group(all([text("{"), indent(all([Code::Line(" "), items])), Code::IfBroken(";", ""), Code::Line(" "), text("}")]))
}

/// The body of an interface, which is always broken.
pub(super) fn body(properties: &[Property]) -> Code {
    let lines = properties.iter().flat_map(|property| [Code::Break, property.code(), text(";")]);
    all([text("{"), indent(all(lines)), Code::Break, text("}")])
}

impl Property {
    fn code(&self) -> Code {
        let name = match &self.name {
            Name::Is(name) => property(name),
            Name::Any => "[key: string]".to_owned(),
        };
        let mark = if self.optional { "?: " } else { ": " };
        let signature = group(all([text(name), text(mark), self.value.code()]));
        documented(&self.docs, signature)
    }
}

/// The code below its documentation.
pub(super) fn documented(docs: &[String], code: Code) -> Code {
    let lines = docs.iter().flat_map(|line| [text(line.clone()), Code::Break]);
    all(lines.chain([code]))
}

fn template_code(parts: &[Part]) -> Code {
    let mut code = vec![text("`")];
    for part in parts {
        match part {
            Part::Text(part) => code.push(text(template(part))),
            Part::Type(part) => code.extend([text("${"), part.within(Within::Alone), text("}")]),
        }
    }
    code.push(text("`"));
    all(code)
}

fn generic(name: &'static str, arguments: &[Type]) -> Code {
    let codes = arguments.iter().map(|argument| argument.within(Within::Argument));
    if let [only] = arguments {
        if only.is_hugged() {
            return all([text(name), text("<"), all(codes), text(">")]);
        }
    }
    let codes = join(codes, &all([text(","), Code::Line(" ")]));
    all([text(name), group(all([text("<"), indent(all([Code::Line(""), codes])), Code::Line(""), text(">")]))])
}

fn tuple(items: &[(Type, bool)]) -> Code {
    let within = if items.len() > 1 { Within::Item } else { Within::Argument };
    let codes = items.iter().map(|(item, may_be_left_out)| {
        if *may_be_left_out {
            group(all([item.within(Within::Operand), text("?")]))
        } else {
            group(item.within(within))
        }
    });
    crate::print::listed("[", codes.collect(), "]", "")
}

fn is_hugged(choices: &[Choice]) -> bool {
    let is_plain = |choice: &Choice| choice.docs.is_empty();
    let objects = choices.iter().filter(|choice| choice.value.hugs_null()).count();
    let nulls = choices.iter().filter(|choice| choice.value == Type::NULL).count();
    choices.iter().skip(1).all(is_plain) && objects == 1 && nulls + 1 == choices.len()
}

/// The documentation that stands before the whole.
fn first_docs(choices: &[Choice]) -> &[String] {
    choices.first().map_or(&[], |choice| &choice.docs)
}

fn union(choices: &[Choice], within: Within) -> Code {
    let parentheses = |code| all([text("("), code, text(")")]);
    let is_operand = within == Within::Operand;
    let docs = first_docs(choices);
    let below = |code| indent(all([Code::Break, documented(docs, code)]));
    if let [choice] = choices {
        // With documentation, else it would be no union.
        return below(choice.value.within(Within::Alone));
    }
    let codes = || choices.iter().map(|choice| choice.value.within(Within::Choice));
    if is_hugged(choices) {
        let code = join(codes(), &text(" | "));
        return match is_operand {
            _ if !docs.is_empty() => below(code),
            true => parentheses(code),
            false => code,
        };
    }
    let has_docs = choices.iter().skip(1).any(|choice| !choice.docs.is_empty());
    let members = choices.iter().zip(codes()).enumerate().map(|(at, (choice, code))| {
        let start = match at {
            0 => Code::IfBroken("| ", ""),
            _ => text("| "),
        };
        let line = match at {
            0 => all([]),
            _ if has_docs => Code::Break,
            _ => Code::Line(" "),
        };
        let docs = if at == 0 { &[][..] } else { &choice.docs };
        all([line, documented(docs, all([start, indent(code)]))])
    });
    let inner = documented(docs, group(all(members)));
    match within {
        Within::Argument => inner,
        Within::Operand => parentheses(group(all([indent(all([Code::Line(""), inner])), Code::Line("")]))),
        Within::Item => group(all([
            indent(all([Code::IfBroken("(", ""), Code::Line(""), inner])),
            Code::Line(""),
            Code::IfBroken(")", ""),
        ])),
        Within::Alone | Within::Choice => group(indent(all([Code::Line(""), inner]))),
    }
}

fn intersection(types: &[Type]) -> Code {
    let is_object = |at: usize| matches!(types.get(at), Some(Type::Object(_)));
    let mut was_indented = false;
    let mut code = Vec::new();
    for (at, part) in types.iter().enumerate() {
        let part = part.within(Within::Operand);
        let Some(before) = at.checked_sub(1) else {
            code.push(part);
            continue;
        };
        match (is_object(before), is_object(at)) {
            (true, true) => code.extend([text(" & "), if was_indented { indent(part) } else { part }]),
            (false, false) => code.push(indent(all([text(" &"), Code::Line(" "), part]))),
            _ => {
                was_indented |= at > 1;
                code.extend([text(" & "), if at > 1 { indent(part) } else { part }]);
            }
        }
    }
    group(all(code))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

    use super::*;
    use crate::print::print;

    /// Names of all lengths, because it is the length that decides where a line breaks.
    fn name() -> impl Strategy<Value = String> {
        prop_oneof![4 => "[A-Z][a-z]{0,12}", 1 => "[A-Z][a-z]{12,60}", 1 => "[A-Z][a-z]{60,80}"]
    }

    fn docs() -> impl Strategy<Value = Vec<String>> {
        prop_oneof![
            8 => Just(Vec::new()),
            1 => Just(vec!["/** One line. */".to_owned()]),
            1 => Just(vec!["/**".to_owned(), " * Two".to_owned(), " * lines.".to_owned(), " */".to_owned()]),
        ]
    }

    fn any_type() -> impl Strategy<Value = Type> {
        const KEYWORDS: &[&str] = &["string", "number", "boolean", "unknown", "null", "never", "object"];
        let leaf = prop_oneof![
            3 => proptest::sample::select(KEYWORDS).prop_map(Type::Keyword),
            2 => name().prop_map(Type::Named),
            2 => "[a-z'\"日 ]{0,20}".prop_map(Type::Literal),
            1 => (name(), name()).prop_map(|(text, name)| {
                Type::Template(vec![Part::Text(text), Part::Type(Type::Keyword("number")), Part::Type(Type::Named(name))])
            }),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            let property = (docs(), "[a-z]{1,20}|[a-z ]{1,10}", any::<bool>(), inner.clone())
                .prop_map(|(docs, name, optional, value)| Property { docs, name: Name::Is(name), optional, value });
            let choices = proptest::collection::vec(inner.clone(), 1..5);
            prop_oneof![
                inner.clone().prop_map(|item| Type::Array(Box::new(item))),
                inner.clone().prop_map(|item| match item {
                    // It is broken in a way of its own, and there is no such type.
                    Type::Literal(_) => item,
                    item => Type::Generic("Partial", vec![item]),
                }),
                (inner.clone(), inner.clone()).prop_map(|(key, value)| Type::Generic("Record", vec![key, value])),
                proptest::collection::vec(inner.clone(), 0..4)
                    .prop_map(|items| Type::Tuple(items.into_iter().map(|item| (item, false)).collect())),
                (inner.clone(), inner.clone()).prop_map(|(one, two)| Type::Tuple(vec![(one, false), (two, true)])),
                proptest::collection::vec(property, 0..4).prop_map(Type::Object),
                choices.clone().prop_map(Type::one_of),
                inner.prop_map(Type::or_null),
                choices.prop_map(|types| {
                    // An intersection in another one has no parentheses.
                    let flat = types.into_iter().flat_map(|one| match one {
                        Type::Both(inner) => inner,
                        one => vec![one],
                    });
                    Type::both(flat.collect())
                }),
            ]
        })
    }

    /// Writes types of all forms for `tests/node/`, where prettier sees them.
    #[test]
    fn types_of_all_forms_are_written() {
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let alone = (docs(), name(), any_type());
        let choices = proptest::collection::vec((docs(), any_type()), 1..5);
        let mut code = String::new();
        for number in 0..4_000 {
            let (docs, name, value) = alone.new_tree(&mut runner).expect("a type").current();
            let value = if number % 4 == 0 {
                let choices = choices.new_tree(&mut runner).expect("choices").current();
                Type::choice(choices.into_iter().map(|(docs, value)| Choice { docs, value }))
            } else {
                value
            };
            let alias = all([text(format!("export type {name}{number} =")), value.assigned(), text(";")]);
            code += &(print(&documented(&docs, alias)) + "\n");
        }
        assert!(code.lines().all(|line| line == line.trim_end()));
        if let Some(folder) = std::env::var_os("TYPESCRIPT_MODULES") {
            let folder = std::path::Path::new(&folder).join("forms");
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(folder.join("types.txt"), code).expect("a file");
        }
    }
}
