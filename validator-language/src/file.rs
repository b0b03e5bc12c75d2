//! A message file: the habits of a language, its parts, its sentences, its labels.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::catalogue::{Argument, Catalogue, arguments};
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
        let document = Document::parse(source)?;
        let (mut file, mut mistakes) = (Self::default(), Vec::new());
        for entry in document.entries {
            let path: Vec<&str> = entry.path.iter().map(String::as_str).collect();
            let mut read = |text: &str| match Template::parse(text) {
                Ok(template) => Some(template),
                Err(mistake) => {
                    mistakes.push(Mistake::new(entry.line, mistake));
                    None
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
                    if let Some(template) = read(&entry.text) {
                        file.parts.push((name.to_string(), template));
                    }
                }
                ["messages", code] | ["messages", code, _] | ["fields", _, code] | ["fields", _, code, _] => {
                    let (key, form) = match path.as_slice() {
                        ["messages", _, form] => ("", *form),
                        ["fields", key, _] => (*key, ""),
                        ["fields", key, _, form] => (*key, *form),
                        _ => ("", ""),
                    };
                    if let Some(template) = read(&entry.text) {
                        file.sentences.push(Sentence {
                            code: code.to_string(),
                            form: form.to_owned(),
                            key: key.to_owned(),
                            text: entry.text.clone(),
                            template,
                            line: entry.line,
                        });
                    }
                }
                ["labels", key] | ["labels", _, key] => {
                    let of_type = if let ["labels", of_type, _] = path.as_slice() { *of_type } else { "" };
                    let (of_type, key) = (of_type.to_owned(), key.to_string());
                    file.labels.push(Label { of_type, key, text: entry.text, line: entry.line });
                }
                ["codes", code] => match arguments(&entry.text) {
                    Ok(arguments) => file.codes.push((code.to_string(), arguments)),
                    Err(text) => mistakes.push(Mistake::new(entry.line, text)),
                },
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
        if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
    }

    /// Reads the file of a whole language, and compares it with the catalogue.
    ///
    /// # Errors
    ///
    /// What is wrong at which line. What is missing is told at the last line.
    pub fn language(source: &str, catalogue: &Catalogue) -> Result<Self, Vec<Mistake>> {
        let file = Self::parse(source)?;
        let mistakes = crate::check::language(&file, catalogue, source.lines().count());
        if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
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

    /// Reads a file of one's own: labels, codes, and sentences that replace those of a language.
    ///
    /// # Errors
    ///
    /// What is wrong at which line.
    pub fn own(source: &str, catalogue: &Catalogue) -> Result<Self, Vec<Mistake>> {
        let file = Self::parse(source)?;
        let mistakes = crate::check::own(&file, catalogue);
        if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
    }
}
