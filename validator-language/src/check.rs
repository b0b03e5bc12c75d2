//! The checks of a message file.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::catalogue::{Argument, Catalogue};
use crate::file::{File, Habits, Sentence};
use crate::mistake::Mistake;
use crate::plurals::{Category, categories};
use crate::template::{Format, Piece, Selector, Template};

/// The mistakes of a whole language.
pub(crate) fn language(file: &File, catalogue: &Catalogue, last_line: usize) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let plurals = habits(&file.habits, last_line, &mut mistakes);
    let is_english = file.habits.tag == "en";
    for (name, _) in &catalogue.parts {
        if !file.parts.iter().any(|(known, _)| known == name) {
            mistakes.push(Mistake::new(last_line, format!("the part `{name}` is missing in [parts]")));
        }
    }
    for message in &catalogue.messages {
        let is_it = |sentence: &&Sentence| sentence.code == message.code && sentence.form == message.form;
        let name = dotted(&message.code, &message.form);
        let Some(sentence) = file.sentences.iter().find(is_it) else {
            let text = format!("`{name}` is missing in [messages]; in English: {}", message.english.0);
            mistakes.push(Mistake::new(last_line, text));
            continue;
        };
        let mut say = |text: String| mistakes.push(Mistake::new(sentence.line, text));
        if !is_english && sentence.text == message.english.0 {
            say(format!("`{name}` is still in English"));
        }
        let (english, own) = (
            catalogue.mentions(&message.english.1, &catalogue.parts),
            catalogue.mentions(&sentence.template, &file.parts),
        );
        let listed = |names: &[String]| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ");
        let missing: Vec<_> = english.iter().filter(|name| !own.contains(name)).cloned().collect();
        let foreign: Vec<_> = own.iter().filter(|name| !english.contains(name)).cloned().collect();
        if !missing.is_empty() {
            say(format!("`{name}` says nothing of {}; in English: {}", listed(&missing), message.english.0));
        }
        if !foreign.is_empty() {
            say(format!("`{name}` has no {}; in English: {}", listed(&foreign), message.english.0));
        }
        template(&sentence.template, &message.arguments, plurals, file, &mut say);
        typography(&sentence.text, &file.habits.tag, &mut say);
    }
    for sentence in &file.sentences {
        if catalogue.message(&sentence.code, &sentence.form).is_none() {
            mistakes.push(Mistake::new(sentence.line, unknown(&sentence.code, &sentence.form, catalogue)));
        }
    }
    mistakes
}

/// The kinds of value that sentences for a code of one's own can be about.
const KINDS: [&str; 8] = ["text", "number", "boolean", "date", "list", "map", "file", "other"];

/// What one file of a team has, and another has not: the position of that other file, and the mistake.
pub(crate) fn missing(files: &[(&str, &File)]) -> Vec<(usize, Mistake)> {
    let mut missing = Vec::new();
    for (other, (_, file)) in files.iter().enumerate() {
        let mut say = |text: String| missing.push((other, Mistake::new(1, text)));
        let others = || files.iter().enumerate().filter(|(at, _)| *at != other).map(|(_, file)| file);
        for (path, label) in others().flat_map(|(path, file)| file.labels.iter().map(move |label| (path, label))) {
            if !file.labels.iter().any(|known| known.key == label.key) {
                say(format!("[labels] has no `{}`, which stands in {path}:{}", label.key, label.line));
            }
        }
        for (path, from) in others() {
            let own = from.sentences.iter().filter(|said| from.codes.iter().any(|(code, _)| *code == said.code));
            for said in own {
                let is_it =
                    |known: &Sentence| (&known.code, &known.form, &known.key) == (&said.code, &said.form, &said.key);
                if !file.sentences.iter().any(is_it) {
                    let name = dotted(&said.code, &said.form);
                    say(format!("[messages] has no `{name}`, which stands in {path}:{}", said.line));
                }
            }
        }
    }
    missing.sort_by(|(a, one), (b, other)| (a, &one.text).cmp(&(b, &other.text)));
    missing.dedup();
    missing
}

/// The codes of a file that the catalogue has already.
pub(crate) fn codes(file: &File, catalogue: &Catalogue) -> Vec<Mistake> {
    let is_taken = |code: &str| catalogue.messages.iter().any(|message| message.code == code);
    let taken = file.code_lines.iter().filter(|(code, _)| is_taken(code));
    let text = |code: &str| format!("`{code}` is a code of the crate; [codes] declares others, so take another name");
    taken.map(|(code, line)| Mistake::new(*line, text(code))).collect()
}

/// The mistakes of a file of a team's own.
pub(crate) fn own(file: &File, catalogue: &Catalogue) -> Vec<Mistake> {
    let mut mistakes = codes(file, catalogue);
    let plurals = categories(&file.habits.tag);
    if plurals.is_none() {
        let text = "[language] has no `tag` of a known language, such as `tag = \"de\"`";
        mistakes.push(Mistake::new(1, text));
    }
    for label in file.labels.iter().filter(|label| !label.of_type.is_empty()) {
        let text = format!("a key with dots stands in quotes: `\"{}.{}\" = …`", label.of_type, label.key);
        mistakes.push(Mistake::new(label.line, text));
    }
    for sentence in &file.sentences {
        let mut say = |text: String| mistakes.push(Mistake::new(sentence.line, text));
        let own_code = file.codes.iter().find(|(code, _)| *code == sentence.code);
        let arguments = match own_code {
            Some((code, arguments)) => {
                if !sentence.form.is_empty() && !KINDS.contains(&sentence.form.as_str()) {
                    let kinds = KINDS.join(", ");
                    say(format!("`{code}.{}` is about no kind of value; there are {kinds}", sentence.form));
                }
                arguments
            }
            None => {
                let of_code = |form: &str| catalogue.message(&sentence.code, form);
                let any = catalogue.messages.iter().find(|message| message.code == sentence.code);
                match of_code(&sentence.form).or(any.filter(|_| sentence.form.is_empty())) {
                    Some(message) => &message.arguments,
                    None => {
                        say(unknown(&sentence.code, &sentence.form, catalogue));
                        continue;
                    }
                }
            }
        };
        template(&sentence.template, arguments, plurals, file, &mut say);
    }
    mistakes
}

/// Checks what is said of the language itself. Returns its plural categories.
fn habits(habits: &Habits, last_line: usize, mistakes: &mut Vec<Mistake>) -> Option<&'static [Category]> {
    let mut say = |text: String| mistakes.push(Mistake::new(last_line.min(1), text));
    for (name, text) in [("tag", &habits.tag), ("name", &habits.name), ("native_reader", &habits.native_reader)] {
        if text.is_empty() {
            say(format!("`{name}` is missing in [language]"));
        }
    }
    for (name, text, place) in [
        ("field", &habits.field, "{field}"),
        ("field_in_list", &habits.field_in_list, "{field}"),
        ("text_in_list", &habits.text_in_list, "{text}"),
    ] {
        if text.matches(place).count() != 1 {
            say(format!("`{name}` needs `{place}` once"));
        }
    }
    if habits.group_from.parse::<u8>().is_err() {
        say("`group_from` is a number of digits, such as 5".into());
    }
    if !["yyyy", "M", "d"].iter().all(|letters| habits.date.contains(letters)) {
        say("`date` needs `yyyy`, `MM` or `M`, and `dd` or `d`, as in `dd.MM.yyyy`".into());
    }
    let plurals = categories(&habits.tag);
    if plurals.is_none() {
        say(format!(
            "the plural categories of `{}` are not known; add it to `validator-language/src/plurals.rs` and to \
             `validator-core/src/lang/plural.rs`",
            habits.tag
        ));
    }
    plurals
}

fn template(
    template: &Template,
    arguments: &[Argument],
    plurals: Option<&[Category]>,
    file: &File,
    say: &mut dyn FnMut(String),
) {
    let mut pieces = Vec::new();
    template.each_piece(&mut |piece| pieces.push(piece));
    let parts: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| if let Piece::Part(name) = piece { Some(name.as_str()) } else { None })
        .collect();
    for name in parts {
        match file.parts.iter().find(|(known, _)| known == name) {
            Some((_, part)) => part.each_piece(&mut |piece| pieces.push(piece)),
            None => say(format!(
                "`{{>{name}}}` is no part; [parts] of this file has to have `{name}`, because parts of other files, and of \
                 the language, are not inherited"
            )),
        }
    }
    for piece in pieces {
        match piece {
            Piece::Text(_) | Piece::Label { .. } => {}
            Piece::Part(name) => {
                if file.parts.iter().any(|(_, part)| part.pieces.iter().any(|inner| inner == piece)) {
                    say(format!("`{{>{name}}}` stands in a part; parts take no parts"));
                }
            }
            Piece::Value { name, format } => {
                let Some(argument) = known(name, arguments, say) else { continue };
                let is_list = argument.types.has("list");
                if matches!(format, Format::Or | Format::And) && !is_list {
                    say(format!("`{name}` is no list, so `or` and `and` do not fit"));
                }
            }
            Piece::Plural { name, forms } => {
                let Some(argument) = known(name, arguments, say) else { continue };
                if !argument.types.is_countable() {
                    say(format!("`{name}` is no number, so `plural` does not fit"));
                }
                for category in plurals.into_iter().flatten() {
                    if !forms.iter().any(|(selector, _)| *selector == Selector::Category(*category)) {
                        say(format!("the plural of `{name}` has no form `{}`", category.name()));
                    }
                }
                for (selector, _) in forms {
                    let Selector::Category(category) = selector else { continue };
                    if plurals.is_some_and(|plurals| !plurals.contains(category)) {
                        say(format!("the language has no plural `{}`", category.name()));
                    }
                }
            }
            Piece::Select { name, cases } => {
                let Some(argument) = known(name, arguments, say) else { continue };
                let keys: Vec<&str> = cases.iter().flat_map(|case| &case.keys).map(String::as_str).collect();
                let words = &argument.types.words;
                let is_known = |key: &str| {
                    matches!(key, "other" | "none" | "field")
                        || words.is_empty()
                        || words.iter().any(|word| word == key)
                };
                for key in keys.iter().filter(|key| !is_known(key)) {
                    say(format!("`{name}` is never `{key}`; it is one of {}", words.join(", ")));
                }
                if !keys.contains(&"other") {
                    let missing: Vec<&str> =
                        words.iter().map(String::as_str).filter(|word| !keys.contains(word)).collect();
                    if words.is_empty() {
                        say(format!("the choice of `{name}` has no `other`"));
                    } else if !missing.is_empty() {
                        say(format!("the choice of `{name}` has neither {} nor `other`", missing.join(", ")));
                    }
                }
            }
        }
    }
}

fn known<'a>(name: &str, arguments: &'a [Argument], say: &mut dyn FnMut(String)) -> Option<&'a Argument> {
    let found = arguments.iter().find(|argument| argument.name == name);
    if found.is_none() {
        let names: Vec<String> = arguments.iter().map(|argument| format!("{{{}}}", argument.name)).collect();
        let names = if names.is_empty() { "no others".to_string() } else { names.join(" ") };
        say(format!("`{{{name}}}` is not known here; there are {{attribute}}, and {names}"));
    }
    found
}

/// What no sentence of any language has, and what some languages need.
fn typography(text: &str, tag: &str, say: &mut dyn FnMut(String)) {
    let language = tag.split('-').next().unwrap_or_default();
    if text.trim() != text || text.contains("  ") {
        say("there is a blank too many".into());
    }
    if !text.ends_with(['.', '!', '?', '。', '！', '？', '।', '։', '۔']) && !matches!(language, "th" | "lo") {
        say("the sentence has no sign at its end".into());
    }
    for open in text.match_indices('(').map(|(at, _)| at) {
        let inside = text[open + 1..].split(')').next().unwrap_or_default();
        let is_ending = inside.chars().count() <= 3 && inside.chars().all(|c| c.is_alphabetic() || c == '-');
        if is_ending && text[..open].ends_with(char::is_alphabetic) {
            say(format!("`({inside})` stands for several forms; write them with `plural`"));
        }
    }
    if text.starts_with("{attribute}")
        && !matches!(language, "ja" | "zh" | "ko" | "ar" | "he" | "fa" | "th" | "hi" | "ka")
    {
        say("the sentence begins with `{attribute}`; write `{Attribute}`, which has a capital".into());
    }
    if text.contains(['"', '\'']) && !text.contains("'{'") && text.contains('"') {
        say("quotes are those of the language, such as „…“, «…» or “…”".into());
    }
    if language == "fr" {
        let needs = |sign: char| {
            text.match_indices(sign).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                !matches!(before, Some('\u{a0}' | '\u{202f}' | '/'))
            })
        };
        for sign in [';', '!', '?', '»'] {
            if needs(sign) {
                say(format!("before `{sign}` stands a no-break space (\\u00a0, or \\u202f)"));
            }
        }
    }
}

fn dotted(code: &str, form: &str) -> String {
    if form.is_empty() { code.to_string() } else { format!("{code}.{form}") }
}

/// What is said of a code that nobody knows, with the most similar one that is known.
fn unknown(code: &str, form: &str, catalogue: &Catalogue) -> String {
    let forms: Vec<&str> =
        catalogue.messages.iter().filter(|message| message.code == code).map(|message| message.form.as_str()).collect();
    if !forms.is_empty() {
        return match forms.as_slice() {
            [""] => format!("`{code}` has one sentence; write `{code} = …`"),
            forms => {
                let forms = forms.iter().map(|form| format!("`{}`", dotted(code, form))).collect::<Vec<_>>().join(", ");
                format!("`{}` is no sentence; there are {forms}", dotted(code, form))
            }
        };
    }
    let near = catalogue.messages.iter().map(|message| (distance(&message.code, code), &message.code)).min();
    match near {
        Some((distance, near)) if distance <= 2 => format!("`{code}` is no code; is `{near}` meant?"),
        _ => {
            format!("`{code}` is no code; a code of your own is declared in [codes], as in `{code} = \"min: integer\"`")
        }
    }
}

/// How many letters differ.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, c) in a.chars().enumerate() {
        let mut diagonal = core::mem::replace(&mut row[0], at + 1);
        for (other, d) in b.iter().enumerate() {
            let least = if c == *d { diagonal } else { 1 + diagonal.min(row[other]).min(row[other + 1]) };
            diagonal = core::mem::replace(&mut row[other + 1], least);
        }
    }
    row[b.len()]
}
