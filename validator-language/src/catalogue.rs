//! What sentences there are, and the arguments that each may name.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::mistake::Mistake;
use crate::template::{Piece, Template};
use crate::toml::Document;

/// The sentences of the engine, in the order in which its tables have them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The sentences.
    pub messages: Vec<Message>,
    /// The names of the parts that sentences share.
    pub parts: Vec<(String, Template)>,
    /// Every name of an argument, once.
    pub names: Vec<String>,
}

/// A sentence of the catalogue.
#[derive(Clone, Debug)]
pub struct Message {
    /// The code of the violation or answer.
    pub code: String,
    /// Which sentence of the code it is. Empty if there is one.
    pub form: String,
    /// The table of `codes.toml` in which the code stands, such as `rules`.
    pub chapter: String,
    /// The arguments that the code has.
    pub arguments: Vec<Argument>,
    /// The sentence in English, as it is written and as a template.
    pub english: (String, Template),
}

/// An argument of a sentence.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// What it can be.
    pub types: Type,
    /// Whether it can be missing.
    pub is_optional: bool,
}

/// What an argument can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Type {
    /// The names of its types, such as `integer`.
    pub names: Vec<String>,
    /// All texts that it can be, if they are known.
    pub words: Vec<String>,
}

impl Type {
    /// Whether the argument can be a number.
    #[must_use]
    pub fn is_countable(&self) -> bool {
        self.has("integer") || self.has("number")
    }

    /// Whether the argument can have this type.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

impl Argument {
    /// Whether it may be a date.
    #[must_use]
    pub fn is_date(&self) -> bool {
        self.types.has("date")
    }

    /// Its types as they stand in `codes.toml`.
    #[must_use]
    pub fn written(&self) -> String {
        let words = self.types.words.iter().map(|word| format!("'{word}'"));
        let names = self.types.names.iter().filter(|name| self.types.words.is_empty() || *name != "text").cloned();
        let types = names.chain(words).collect::<Vec<_>>().join("|");
        if self.is_optional { types + "?" } else { types }
    }
}

const CODES: &str = include_str!("../locales/codes.toml");
const ENGLISH: &str = include_str!("../locales/en.toml");

impl Catalogue {
    /// The catalogue of this version.
    ///
    /// ```
    /// use unprocessable_language::Catalogue;
    ///
    /// let catalogue = Catalogue::shipped().unwrap();
    /// let required = catalogue.message("email", "").unwrap();
    /// assert_eq!(required.english.0, "The {attribute} must be a valid email address.");
    /// ```
    ///
    /// # Errors
    ///
    /// Mistakes in the files of this package, which its tests exclude.
    pub fn shipped() -> Result<Self, Vec<Mistake>> {
        Self::new(CODES, ENGLISH)
    }

    fn new(codes: &str, english: &str) -> Result<Self, Vec<Mistake>> {
        let (codes, english) = (Document::parse(codes)?, Document::parse(english)?);
        let (mut catalogue, mut mistakes) = (Self::default(), Vec::new());
        let mut known = Vec::new();
        for entry in &codes.entries {
            match (entry.path.as_slice(), arguments(&entry.text)) {
                ([chapter, code], Ok(arguments)) => known.push((chapter, code, arguments)),
                (_, Err(text)) => mistakes.push(Mistake::new(entry.line, text)),
                _ => mistakes.push(Mistake::new(entry.line, "a code stands in a table")),
            }
        }
        for (_, _, arguments) in &known {
            for Argument { name, .. } in arguments {
                if !catalogue.names.contains(name) {
                    catalogue.names.push(name.clone());
                }
            }
        }
        for entry in &english.entries {
            let path: Vec<&str> = entry.path.iter().map(String::as_str).collect();
            let (code, form) = match path.as_slice() {
                ["messages", code] => (*code, ""),
                ["messages", code, form] => (*code, *form),
                ["parts", name] => {
                    match Template::parse(&entry.text) {
                        Ok(template) => catalogue.parts.push(((*name).to_owned(), template)),
                        Err(text) => mistakes.push(Mistake::new(entry.line, text)),
                    }
                    continue;
                }
                _ => continue,
            };
            let Some((chapter, _, arguments)) = known.iter().find(|(_, known, _)| *known == code) else {
                mistakes.push(Mistake::new(entry.line, format!("`{code}` is not in codes.toml")));
                continue;
            };
            match Template::parse(&entry.text) {
                Ok(template) => catalogue.messages.push(Message {
                    code: code.to_owned(),
                    form: form.to_owned(),
                    chapter: chapter.to_string(),
                    arguments: arguments.clone(),
                    english: (entry.text.clone(), template),
                }),
                Err(text) => mistakes.push(Mistake::new(entry.line, text)),
            }
        }
        if mistakes.is_empty() { Ok(catalogue) } else { Err(mistakes) }
    }

    /// The sentence of a code and form.
    #[must_use]
    pub fn message(&self, code: &str, form: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.code == code && message.form == form)
    }

    /// Every name that a template mentions, also in the parts that it takes; `attribute` stands for the label.
    pub(crate) fn mentions(&self, template: &Template, parts: &[(String, Template)]) -> Vec<String> {
        let mut names = Vec::new();
        let mut add = |name: &str| {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        };
        template.each_name(&mut add);
        template.each_piece(&mut |piece| match piece {
            Piece::Label { .. } => add("attribute"),
            Piece::Part(name) => {
                if let Some((_, part)) = parts.iter().find(|(known, _)| known == name) {
                    part.each_name(&mut add);
                }
            }
            _ => {}
        });
        names.sort();
        names
    }
}

/// Reads `min: integer, max?: integer|field`.
pub(crate) fn arguments(text: &str) -> Result<Vec<Argument>, String> {
    const TYPES: [&str; 7] = ["integer", "number", "boolean", "text", "date", "list", "field"];

    let mut arguments = Vec::new();
    for argument in text.split(',').map(str::trim).filter(|argument| !argument.is_empty()) {
        let (name, kinds) = argument.split_once(':').ok_or_else(|| {
            format!("`{argument}` has no type; write a colon and a type, such as `{argument}: integer`")
        })?;
        let is_optional = name.trim_end().ends_with('?');
        let name = name.trim().trim_end_matches('?').to_owned();
        let mut types = Type::default();
        for kind in kinds.split('|').map(str::trim) {
            match kind.strip_prefix('\'').and_then(|word| word.strip_suffix('\'')) {
                Some(word) => types.words.push(word.to_owned()),
                None if TYPES.contains(&kind) => types.names.push(kind.to_owned()),
                None => {
                    return Err(format!("`{kind}` is no type; there are {}, or a word in quotes", TYPES.join(", ")));
                }
            }
        }
        if !types.words.is_empty() {
            types.names.push("text".to_owned());
        }
        arguments.push(Argument { name, types, is_optional });
    }
    Ok(arguments)
}
