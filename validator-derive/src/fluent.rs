//! Message files in the format of Project Fluent, as the same templates as those in TOML.
//!
//! A message is a sentence: `email = …`, or `min = ` with an attribute for each form, `.text = …`. Labels are messages
//! `label-first_name`, and for keys `label-items--any--price`, where `--` stands for a dot and `any` for `*`.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey};
use fluent_syntax::parser::parse;
use unprocessable_language::{
    Case, Catalogue, Category, File, Format, Label, Mistake, Piece, Selector, Sentence, Template,
};

/// Reads a file in a language. `codes` are those that the folder declares.
pub(crate) fn read(source: &str, tag: &str, codes: &File, catalogue: &Catalogue) -> Result<File, Vec<Mistake>> {
    let resource = parse(source).map_err(|(_, errors)| {
        let at = |at: usize| 1 + source.bytes().take(at).filter(|byte| *byte == b'\n').count();
        errors
            .iter()
            .map(|error| Mistake { line: at(error.pos.start), text: error.kind.to_string() })
            .collect::<Vec<_>>()
    })?;
    let reader = Reader { source, resource: &resource };
    let mut file = File { codes: codes.codes.clone(), ..File::default() };
    file.habits.tag = tag.into();
    let mut mistakes = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let line = reader.line(id);
        if let Some(name) = id.strip_prefix("label-") {
            let text = message.value.as_ref().map(|value| reader.template(value, None, &|_| false));
            match text.as_ref().map(|text| text.as_ref().map(|text| text.pieces.as_slice())) {
                Some(Ok([Piece::Text(text)])) => {
                    file.labels.push(Label { of_type: String::new(), key: key_of(name), text: text.clone(), line });
                }
                _ => mistakes
                    .push(Mistake { line, text: format!("`{id}` is a label, which is a text without placeholders") }),
            }
            continue;
        }
        let is_countable = |name: &str| is_countable(name, id, codes, catalogue);
        let value = message.value.iter().map(|value| (id, "", value));
        let attributes = message.attributes.iter().map(|form| (form.id.name, form.id.name, &form.value));
        for (at, form, pattern) in value.chain(attributes) {
            let line = reader.line(at);
            match reader.template(pattern, None, &is_countable) {
                Ok(template) => file.sentences.push(Sentence {
                    code: id.replace('-', "_"),
                    form: form.replace('-', "_"),
                    key: String::new(),
                    text: String::new(),
                    template,
                    line,
                }),
                Err(text) => mistakes.push(Mistake { line, text }),
            }
        }
    }
    mistakes.extend(file.check_own(catalogue));
    if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
}

/// `first_name`, or a key.
fn key_of(name: &str) -> String {
    let segments = name.split("--").map(|segment| if segment == "any" { "*" } else { segment });
    segments.collect::<Vec<_>>().join(".")
}

fn is_countable(name: &str, code: &str, codes: &File, catalogue: &Catalogue) -> bool {
    let code = code.replace('-', "_");
    let own = codes.codes.iter().find(|(known, _)| *known == code).map(|(_, arguments)| arguments);
    let of_catalogue =
        || catalogue.messages.iter().find(|message| message.code == code).map(|message| &message.arguments);
    let arguments = own.or_else(of_catalogue);
    arguments.into_iter().flatten().any(|argument| argument.name == name && argument.types.is_countable())
}

struct Reader<'s> {
    source: &'s str,
    resource: &'s Resource<&'s str>,
}

impl<'s> Reader<'s> {
    /// The line of a part of the source.
    fn line(&self, part: &str) -> usize {
        let at = part.as_ptr().addr().saturating_sub(self.source.as_ptr().addr());
        1 + self.source.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    fn template(
        &self,
        pattern: &Pattern<&'s str>,
        counted: Option<&str>,
        is_countable: &dyn Fn(&str) -> bool,
    ) -> Result<Template, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut pieces, value),
                PatternElement::Placeable { expression } => {
                    self.expression(expression, counted, is_countable, &mut pieces)?;
                }
            }
        }
        Ok(Template { pieces })
    }

    fn expression(
        &self,
        expression: &Expression<&'s str>,
        counted: Option<&str>,
        is_countable: &dyn Fn(&str) -> bool,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, counted, is_countable, pieces),
            Expression::Select { selector, variants } => {
                let name = match selector {
                    InlineExpression::VariableReference { id } => id.name,
                    InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                        variable(&arguments.positional)?
                    }
                    _ => return Err("only an argument decides between forms, as in `{ $max -> … }`".into()),
                };
                let is_plural = is_countable(name) && variants.iter().all(|variant| selector_of(variant).is_some());
                pieces.push(if is_plural {
                    let forms = variants.iter().filter_map(|variant| Some((selector_of(variant)?, &variant.value)));
                    let forms =
                        forms.map(|(selector, form)| Ok((selector, self.template(form, Some(name), is_countable)?)));
                    Piece::Plural { name: name.into(), forms: forms.collect::<Result<_, String>>()? }
                } else {
                    let cases = variants.iter().map(|variant| self.case(variant, counted, is_countable));
                    Piece::Select { name: name.into(), cases: cases.collect::<Result<_, String>>()? }
                });
                Ok(())
            }
        }
    }

    fn case(
        &self,
        variant: &Variant<&'s str>,
        counted: Option<&str>,
        is_countable: &dyn Fn(&str) -> bool,
    ) -> Result<Case, String> {
        let key = match &variant.key {
            VariantKey::Identifier { name } => *name,
            VariantKey::NumberLiteral { value } => *value,
        };
        let mut keys = vec![key.to_owned()];
        if variant.default && key != "other" {
            keys.push("other".to_owned());
        }
        Ok(Case { keys, then: Box::new(self.template(&variant.value, counted, is_countable)?) })
    }

    fn inline(
        &self,
        inline: &InlineExpression<&'s str>,
        counted: Option<&str>,
        is_countable: &dyn Fn(&str) -> bool,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), String> {
        let value = |name: &str, format| Piece::Value { name: name.into(), format };
        match inline {
            InlineExpression::StringLiteral { value } => {
                push_text(pieces, &fluent_syntax::unicode::unescape_unicode_to_string(value))
            }
            InlineExpression::NumberLiteral { value } => push_text(pieces, value),
            InlineExpression::VariableReference { id } => pieces.push(match id.name {
                "attribute" => Piece::Label { capital: false },
                "Attribute" => Piece::Label { capital: true },
                name => value(name, Format::Usual),
            }),
            InlineExpression::FunctionReference { id, arguments } => {
                let format = match id.name {
                    "NUMBER" => Format::Usual,
                    "OR" => Format::Or,
                    "AND" => Format::And,
                    "NAME" => Format::Name,
                    name => return Err(format!("`{name}` is no function; there are NUMBER, OR, AND and NAME")),
                };
                pieces.push(value(variable(&arguments.positional)?, format));
            }
            InlineExpression::Placeable { expression } => self.expression(expression, counted, is_countable, pieces)?,
            InlineExpression::TermReference { id, attribute: None, .. } => {
                let term = self.resource.body.iter().find_map(|entry| match entry {
                    Entry::Term(term) if term.id.name == id.name => Some(&term.value),
                    _ => None,
                });
                let term = term.ok_or_else(|| format!("there is no term `-{}`", id.name))?;
                // A term that takes another could take itself.
                let takes = |element: &PatternElement<&str>| matches!(element, PatternElement::Placeable { .. });
                if term.elements.iter().any(takes) {
                    return Err(format!("the term `-{}` has placeholders; a term is a text", id.name));
                }
                pieces.extend(self.template(term, counted, is_countable)?.pieces);
            }
            InlineExpression::TermReference { .. } | InlineExpression::MessageReference { .. } => {
                return Err("a sentence takes arguments and terms, not other messages".into());
            }
        }
        Ok(())
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.into())),
    }
}

fn variable<'s>(arguments: &[InlineExpression<&'s str>]) -> Result<&'s str, String> {
    match arguments {
        [InlineExpression::VariableReference { id }] => Ok(id.name),
        _ => Err("a function takes one argument, as in `NUMBER($max)`".into()),
    }
}

/// The form of a plural that a variant is.
fn selector_of(variant: &Variant<&str>) -> Option<Selector> {
    match &variant.key {
        VariantKey::Identifier { name } => Category::named(name).map(Selector::Category),
        VariantKey::NumberLiteral { value } => value.parse().ok().filter(|number| *number < 100).map(Selector::Exactly),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(source: &str) -> Result<File, Vec<String>> {
        let codes = File::parse("[codes]\nstock = \"left: integer\"").expect("codes");
        let read = read(source, "pl", &codes, &Catalogue::shipped().expect("a catalogue"));
        read.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn fluent_says_what_toml_says() {
        let file = read_all(concat!(
            "# a comment\n-shop = Sklep\nlabel-first_name = imię\nlabel-items--any--price = cena\n",
            "stock = { -shop }: { $left ->\n    [0] nic\n    [one] { $left } sztuka\n    [few] { $left } sztuki\n",
            "    [many] { $left } sztuk\n   *[other] { $left } sztuki\n }.\n",
            "required =\n    .field = { $Attribute } { \"{\" }\n",
        ))
        .expect("it is right");
        let labels: Vec<_> = file.labels.iter().map(|label| (label.key.as_str(), label.text.as_str())).collect();
        assert_eq!(labels, [("first_name", "imię"), ("items.*.price", "cena")]);
        let template = |at: usize| &file.sentences[at].template;
        let toml = "Sklep: {left, plural, =0 {nic} one {# sztuka} few {# sztuki} many {# sztuk} other {# sztuki}}.";
        assert_eq!(*template(0), Template::parse(toml).expect("a template"));
        assert_eq!(*template(1), Template::parse("{Attribute} '{'").expect("a template"));
        assert_eq!((file.sentences[1].code.as_str(), file.sentences[1].form.as_str()), ("required", "field"));
    }

    #[test]
    fn mistakes_have_lines() {
        for (source, told) in [
            ("a = b\nemial = x", "line 2: `emial` is no code"),
            ("email = { $min }", "line 1: `{min}` is not known here"),
            ("\nstock = { $left ->\n    [one] a\n   *[other] b\n }", "line 2: the plural of `left` has no form `few`"),
            ("email = { -none }", "line 1: there is no term `-none`"),
            ("email = { url }", "line 1: a sentence takes arguments and terms"),
            ("email = { DATETIME($a) }", "line 1: `DATETIME` is no function"),
            ("label-a = { $b }", "line 1: `label-a` is a label"),
            ("email = {", "line 1: "),
            ("-a = { -b }\n-b = { -a }\nemail = { -a }", "line 3: the term `-a` has placeholders"),
        ] {
            let mistakes = read_all(source).expect_err(source);
            assert!(mistakes.iter().any(|mistake| mistake.starts_with(told)), "{source}: {mistakes:?}");
        }
    }
}
