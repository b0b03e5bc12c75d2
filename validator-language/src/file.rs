//! A message file: the habits of a language, its parts, its sentences, its labels.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::catalogue::{Argument, Catalogue, Message, arguments};
use crate::compile::Compiled;
use crate::mistake::Mistake;
use crate::template::Template;
use crate::toml::Document;

/// A message file that has been read.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// How the language writes numbers, lists and dates.
    pub habits: Habits,
    /// What several sentences share.
    pub parts: Vec<(String, Template)>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The labels.
    pub labels: Vec<Label>,
    /// The codes that the file adds to the catalogue.
    pub codes: Vec<(String, Vec<Argument>)>,
    /// The lines of those that stand in the file itself.
    pub code_lines: Vec<(String, usize)>,
}

/// A sentence of a file.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The code.
    pub code: String,
    /// Which sentence of the code it is.
    pub form: String,
    /// The keys for which it is said, such as `items.*.price`. Empty for all.
    pub key: String,
    /// The sentence as it is written.
    pub text: String,
    /// The sentence.
    pub template: Template,
    /// Its line.
    pub line: usize,
}

/// What messages call a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The type of the request, or nothing for all.
    pub of_type: String,
    /// A name, or a whole key such as `items.*.price`.
    pub key: String,
    /// The label.
    pub text: String,
    /// Its line.
    pub line: usize,
}

impl Label {
    /// Whether the key is that of a place, and not a name.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.key.contains(['.', '*']) && !self.key.contains(' ')
    }
}

/// A file of one's own in the short form.
#[derive(Clone, Debug)]
pub struct Own {
    /// The sentences.
    pub compiled: Compiled,
    /// When each of them is said.
    pub sentences: Vec<OwnSentence>,
    /// The labels, those of keys first.
    pub labels: Vec<Label>,
}

/// When a sentence of a file of one's own is said.
#[derive(Clone, Debug)]
pub struct OwnSentence {
    /// The code.
    pub code: String,
    /// The position of the sentence in the catalogue that it replaces.
    pub replaces: Option<u16>,
    /// The kind of value. Empty for all.
    pub kind: String,
    /// The keys. Empty for all.
    pub key: String,
}

macro_rules! habits {
    ($($(#[$doc:meta])* $name:ident = $default:literal,)+) => {
        /// How a language writes numbers, lists and dates.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Habits {
            $($(#[$doc])* pub $name: String,)+
        }

        impl Default for Habits {
            fn default() -> Self {
                Self { $($name: $default.to_owned(),)+ }
            }
        }

        impl Habits {
            /// The names of all habits.
            pub const NAMES: &'static [&'static str] = &[$(match stringify!($name).as_bytes() {
                b"truth" => "true",
                b"falsehood" => "false",
                _ => stringify!($name),
            }),+];

            fn set(&mut self, name: &str, text: &str) -> bool {
                let name = match name {
                    "true" => "truth",
                    "false" => "falsehood",
                    name => name,
                };
                match name {
                    $(stringify!($name) => self.$name = text.to_owned(),)+
                    _ => return false,
                }
                true
            }
        }
    };
}

habits! {
    /// The tag of the language (BCP 47), such as `de` or `zh-Hans`.
    tag = "",
    /// The name of the language in the language.
    name = "",
    /// The name of the language in English.
    english_name = "",
    /// Who has read the file as a native speaker, or "none yet".
    native_reader = "",
    /// Between a number and its decimals.
    decimal = ".",
    /// Between groups of three digits.
    group = ",",
    /// The number of digits from which on they are grouped.
    group_from = "5",
    /// Between the items of a list.
    comma = ", ",
    /// Before the last item of a list of which one is meant.
    or = " or ",
    /// Before the last item of a list of which all are meant.
    and = " and ",
    /// Behind the tenth item of a longer list.
    more = " and others",
    /// A date, with `yyyy`, `MM` or `M`, and `dd` or `d`.
    date = "yyyy-MM-dd",
    /// Between a date and a time.
    at = " ",
    /// Another field, where its label is `{field}`.
    field = "{field}",
    /// Another field in a list.
    field_in_list = "{field}",
    /// A text in a list.
    text_in_list = "{text}",
    /// The present.
    now = "now",
    /// The present day.
    today = "today",
    /// A boolean that is true.
    truth = "true",
    /// A boolean that is false.
    falsehood = "false",
    /// The label of a whole request.
    whole = "given data",
    /// `yes` if what is inserted is isolated (U+2068, U+2069), because the language is written from right to left.
    isolate = "no",
}

impl File {
    /// Reads a file. The sentences are not compared with the catalogue.
    ///
    /// # Errors
    ///
    /// What is wrong at which line.
    pub fn parse(source: &str) -> Result<Self, Vec<Mistake>> {
        let (file, mistakes) = Self::read(source)?;
        if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
    }

    /// Reads a file as far as it can be read. What is broken stands in it as an empty text.
    fn read(source: &str) -> Result<(Self, Vec<Mistake>), Vec<Mistake>> {
        let document = Document::parse(source)?;
        let (mut file, mut mistakes) = (Self::default(), Vec::new());
        for entry in document.entries {
            let path: Vec<&str> = entry.path.iter().map(String::as_str).collect();
            if !entry.is_text && path != ["language", "group_from"] {
                let text = format!("`{}` is a text, which stands in quotes", path.join("."));
                mistakes.push(Mistake::new(entry.line, text));
            } else if entry.text.trim().is_empty() && matches!(path[0], "labels" | "messages" | "fields") {
                mistakes.push(Mistake::new(entry.line, format!("`{}` is empty", path.join("."))));
            }
            let mut read = |text: &str| match Template::parse(text) {
                Ok(template) => template,
                Err(mistake) => {
                    mistakes.push(Mistake::new(entry.line, mistake));
                    Template { pieces: Vec::new() }
                }
            };
            match path.as_slice() {
                ["language", name] => {
                    if !file.habits.set(name, &entry.text) {
                        let known = Habits::NAMES.join(", ");
                        mistakes
                            .push(Mistake::new(entry.line, format!("`{name}` is not known here; there are {known}")));
                    }
                }
                ["parts", name] => {
                    let template = read(&entry.text);
                    file.parts.push((name.to_string(), template));
                }
                ["messages", code] | ["messages", code, _] | ["fields", _, code] | ["fields", _, code, _] => {
                    let (key, form) = match path.as_slice() {
                        ["messages", _, form] => ("", *form),
                        ["fields", key, _] => (*key, ""),
                        ["fields", key, _, form] => (*key, *form),
                        _ => ("", ""),
                    };
                    let template = read(&entry.text);
                    file.sentences.push(Sentence {
                        code: code.to_string(),
                        form: form.to_owned(),
                        key: key.to_owned(),
                        text: entry.text.clone(),
                        template,
                        line: entry.line,
                    });
                }
                ["labels", key] | ["labels", _, key] => {
                    let of_type = if let ["labels", of_type, _] = path.as_slice() { *of_type } else { "" };
                    let (of_type, key) = (of_type.to_owned(), key.to_string());
                    file.labels.push(Label { of_type, key, text: entry.text, line: entry.line });
                }
                ["codes", code] => match arguments(&entry.text) {
                    Ok(arguments) => {
                        file.codes.push((code.to_string(), arguments));
                        file.code_lines.push((code.to_string(), entry.line));
                    }
                    Err(text) => mistakes.push(Mistake::new(entry.line, text)),
                },
                [table @ ("labels" | "fields"), key @ ..] if key.len() > 2 => mistakes.push(Mistake::new(
                    entry.line,
                    format!("a key with dots in [{table}] stands in quotes, as in `\"{}\"`", key.join(".")),
                )),
                _ => mistakes.push(Mistake::new(
                    entry.line,
                    format!(
                        "`{}` stands in no table that is known; there are [language], [parts], [messages], [fields], \
                         [labels] and [codes]",
                        path.join(".")
                    ),
                )),
            }
        }
        Ok((file, mistakes))
    }

    /// Reads the file of a whole language, and compares it with the catalogue.
    ///
    /// # Errors
    ///
    /// What is wrong at which line. What is missing is told at the last line.
    pub fn language(source: &str, catalogue: &Catalogue) -> Result<Self, Vec<Mistake>> {
        let (file, mistakes) = Self::read(source)?;
        Self::unless(mistakes, crate::check::language(&file, catalogue, source.lines().count()))?;
        Ok(file)
    }

    /// The sentences of a whole language in the short form, in the order of the catalogue.
    ///
    /// # Errors
    ///
    /// If there is too much of something.
    pub fn compile(&self, catalogue: &Catalogue) -> Result<Compiled, String> {
        let templates = catalogue.messages.iter().filter_map(|message| {
            let is_it = |sentence: &&Sentence| sentence.code == message.code && sentence.form == message.form;
            let template = &self.sentences.iter().find(is_it)?.template;
            Some(
                template
                    .with_dates(&|name| message.arguments.iter().any(|known| known.name == name && known.is_date())),
            )
        });
        let templates: Vec<Template> = templates.collect();
        Compiled::new(&templates.iter().collect::<Vec<_>>(), &self.parts, &catalogue.names)
    }

    /// What one file of a team has, and another has not: the position of that other file, and the mistake. The files
    /// have their paths. Sentences that replace those of a language may differ.
    #[must_use]
    pub fn missing(files: &[(&str, &Self)]) -> Vec<(usize, Mistake)> {
        crate::check::missing(files)
    }

    /// The labels and sentences of a file of one's own in the short form.
    ///
    /// # Errors
    ///
    /// If there is too much of something.
    pub fn compile_own(&self, catalogue: &Catalogue) -> Result<Own, String> {
        let mut said: Vec<(&Sentence, OwnSentence)> = Vec::new();
        for sentence in &self.sentences {
            let is_it = |message: &Message| message.code == sentence.code && message.form == sentence.form;
            let replaces = catalogue.messages.iter().position(is_it).and_then(|at| u16::try_from(at).ok());
            // What is no form of the catalogue is a kind, for a code of one's own.
            let kind = if replaces.is_some() { String::new() } else { sentence.form.clone() };
            said.push((
                sentence,
                OwnSentence { code: sentence.code.clone(), replaces, kind, key: sentence.key.clone() },
            ));
        }
        // What is said of fewer violations goes first.
        said.sort_by_key(|(_, own)| {
            (own.key.is_empty(), own.key.matches('*').count(), own.replaces.is_none(), own.kind.is_empty())
        });
        let templates = said.iter().map(|(sentence, _)| {
            let own = self.codes.iter().find(|(code, _)| *code == sentence.code).map(|(_, arguments)| arguments);
            let of_code = || catalogue.messages.iter().find(|message| message.code == sentence.code);
            let arguments = own.or_else(|| of_code().map(|message| &message.arguments));
            let is_date = |name: &str| {
                arguments.into_iter().flatten().any(|argument| argument.name == name && argument.is_date())
            };
            sentence.template.with_dates(&is_date)
        });
        let templates: Vec<Template> = templates.collect();
        let compiled = Compiled::new(&templates.iter().collect::<Vec<_>>(), &self.parts, &[])?;
        let mut labels = self.labels.clone();
        labels.sort_by_key(|label| (!label.is_pattern(), label.key.matches('*').count()));
        Ok(Own { compiled, sentences: said.into_iter().map(|(_, own)| own).collect(), labels })
    }

    /// Reads a file of one's own: labels, codes, and sentences that replace those of a language.
    ///
    /// # Errors
    ///
    /// What is wrong at which line.
    pub fn own(source: &str, catalogue: &Catalogue) -> Result<Self, Vec<Mistake>> {
        Self::own_in(source, "", &[], catalogue)
    }

    /// The same, of a file that need not say its language, with codes that are declared elsewhere.
    ///
    /// # Errors
    ///
    /// What is wrong at which line.
    pub fn own_in(
        source: &str,
        tag: &str,
        codes: &[(String, Vec<Argument>)],
        catalogue: &Catalogue,
    ) -> Result<Self, Vec<Mistake>> {
        let (mut file, mistakes) = Self::read(source)?;
        file.codes.extend_from_slice(codes);
        if file.habits.tag.is_empty() {
            file.habits.tag = tag.to_owned();
        }
        Self::unless(mistakes, file.check_own(catalogue))?;
        Ok(file)
    }

    /// All mistakes by their lines. Of a line that cannot be read only that is told.
    fn unless(mut mistakes: Vec<Mistake>, of_the_check: Vec<Mistake>) -> Result<(), Vec<Mistake>> {
        let is_read = |line: usize| line <= 1 || !mistakes.iter().any(|mistake| mistake.line == line);
        let others: Vec<Mistake> = of_the_check.into_iter().filter(|mistake| is_read(mistake.line)).collect();
        mistakes.extend(others);
        mistakes.sort_by_key(|mistake| mistake.line);
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    /// The mistakes in the names of the codes that the file declares.
    #[must_use]
    pub fn check_codes(&self, catalogue: &Catalogue) -> Vec<Mistake> {
        crate::check::codes(self, catalogue)
    }

    /// The mistakes of a file of one's own that was read from another format.
    #[must_use]
    pub fn check_own(&self, catalogue: &Catalogue) -> Vec<Mistake> {
        crate::check::own(self, catalogue)
    }
}
