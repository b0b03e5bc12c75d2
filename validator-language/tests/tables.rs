//! The tables of the engine are made from the files of the languages.
//!
//! `UPDATE=1 cargo test -p unprocessable-language --test tables` writes them anew.

mod files;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use unprocessable_language::{Catalogue, Compiled, File, Habits, rule};

use files::files;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn the_tables_are_made_from_the_files() {
    let tables = folder("validator-core/src/lang/tables");
    let catalogue = Catalogue::shipped().expect("codes.toml and en.toml");
    let mut stale = Vec::new();
    let mut hold = |name: &str, text: String| {
        let path = tables.join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &text).expect("a table");
        }
        if fs::read_to_string(&path).unwrap_or_default() != text {
            stale.push(name.to_owned());
        }
    };
    hold("ids.rs", ids(&catalogue));
    hold("plain.rs", plain(&catalogue));
    hold("catalogue.rs", rows(&catalogue));
    let mut languages = Vec::new();
    for path in files() {
        let source = fs::read_to_string(&path).expect("a file");
        let file = File::language(&source, &catalogue)
            .unwrap_or_else(|mistakes| panic!("{}: {:#?}", path.display(), mistakes));
        let compiled = file.compile(&catalogue).expect("it fits");
        let size = compiled.text.len() + 2 * (compiled.sentences.len() + compiled.parts.len());
        assert!(size < 25_000, "{} has {size} bytes", path.display());
        if file.habits.tag != "en" {
            hold(&format!("{}.rs", module(&file.habits.tag)), table(&file.habits, &compiled));
        }
        languages.push(file.habits);
    }
    hold("mod.rs", list(&catalogue, &languages));
    hold("../../../../validator-language/src/shipped.rs", tags(&languages));
    assert!(stale.is_empty(), "stale tables, run this test with UPDATE=1: {stale:?}");
}

/// Who adds a language adds a feature for it.
#[test]
fn every_language_has_its_feature() {
    for manifest in ["validator-core/Cargo.toml", "Cargo.toml"] {
        let manifest = fs::read_to_string(folder(manifest)).expect("a manifest");
        for path in files() {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_lowercase();
            let has = |line: &str| manifest.lines().any(|known| known.starts_with(line));
            let is_there = has(&format!("lang-{stem} = [")) && has(&format!("    \"lang-{stem}\","));
            assert!(stem == "en" || is_there, "no feature `lang-{stem}`, or it is not in `languages`");
        }
    }
}

/// A feature that switches on another language would compile, and nobody would see it.
#[test]
fn features_switch_on_the_language_of_their_name() {
    let manifest = fs::read_to_string(folder("Cargo.toml")).expect("a manifest");
    let features = manifest.lines().filter(|line| line.starts_with("lang-")).collect::<Vec<_>>();
    assert_eq!(features.len() + 1, files().len());
    for line in features {
        let name = line.split(' ').next().unwrap_or_default();
        assert_eq!(line, format!("{name} = [\"unprocessable-core/{name}\"]"));
    }
}

const HEAD: &str =
    "// Made from the files in `validator-language/locales` by `validator-language/tests/tables.rs`. Do not edit it.\n";

fn module(tag: &str) -> String {
    tag.to_lowercase().replace('-', "_")
}

/// The tags of the languages.
fn tags(languages: &[Habits]) -> String {
    let lines: String = languages.iter().map(|habits| format!("    {:?},\n", habits.tag)).collect();
    format!(
        "//! The languages that are shipped.\n{HEAD}\n/// The tags of the languages that `unprocessable` has.\n#[rustfmt::skip]\npub const SHIPPED: &[&str] = &[\n{lines}];\n"
    )
}

/// A constant for each sentence.
fn ids(catalogue: &Catalogue) -> String {
    let mut text = String::from("//! The sentences by name.\n");
    text.push_str(HEAD);
    text.push_str("\n#![allow(dead_code, non_upper_case_globals)]\n\nuse crate::lang::MessageId;\n\n");
    for (number, message) in catalogue.messages.iter().enumerate() {
        let form = if message.form.is_empty() { String::new() } else { format!("_{}", message.form) };
        let _ = writeln!(text, "pub(crate) const {}{form}: MessageId = MessageId({number});", message.code);
    }
    text
}

/// The sentences that need nothing but a code: the code has one sentence, and no arguments.
fn plain(catalogue: &Catalogue) -> String {
    let mut text = String::from("//! The sentences that need nothing but a code, sorted by it.\n");
    text.push_str(HEAD);
    text.push_str(
        "\nuse crate::lang::MessageId;\n\n#[rustfmt::skip]\npub(crate) static PLAIN: &[(&str, MessageId, &str)] = &[\n",
    );
    let is_of_a_field = |chapter: &str| matches!(chapter, "rules" | "database" | "shapes");
    let of_code = |code: &str| catalogue.messages.iter().filter(|message| message.code == code).count();
    let mut rows: Vec<String> = Vec::new();
    for (number, message) in catalogue.messages.iter().enumerate() {
        if is_of_a_field(&message.chapter) && message.arguments.is_empty() && of_code(&message.code) == 1 {
            rows.push(format!("    ({:?}, MessageId({number}), {:?}),\n", message.code, message.english.0));
        }
    }
    rows.sort();
    text.push_str(&rows.concat());
    text.push_str("];\n");
    text
}

/// What `catalogue()` tells.
fn rows(catalogue: &Catalogue) -> String {
    let mut text = String::from("//! The sentences in English.\n");
    text.push_str(HEAD);
    text.push_str("\nuse crate::lang::catalogue::Row;\n\n#[rustfmt::skip]\npub(crate) static MESSAGES: &[Row] = &[\n");
    for message in &catalogue.messages {
        let arguments =
            message.arguments.iter().map(|argument| format!("({:?}, {:?})", argument.name, argument.written()));
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let (chapter, code, form, english) = (&message.chapter, &message.code, &message.form, &message.english.0);
        let _ = writeln!(
            text,
            "    Row {{ chapter: {chapter:?}, code: {code:?}, form: {form:?}, arguments: &[{arguments}], english: {english:?} }},"
        );
    }
    text.push_str("];\n");
    text
}

fn table(habits: &Habits, compiled: &Compiled) -> String {
    let mut text = format!("//! {}.\n", habits.english_name);
    text.push_str(HEAD);
    text.push_str("\nuse alloc::borrow::Cow;\n\nuse super::NAMES;\nuse crate::lang::{Habits, Language, Table, number, plural};\n\n");
    push_language(&mut text, habits, Some(compiled));
    text
}

fn push_language(text: &mut String, habits: &Habits, compiled: Option<&Compiled>) {
    let constant = module(&habits.tag).to_uppercase();
    let rule = rule(&habits.tag).expect("a rule");
    let cow = |text: &str| format!("Cow::Borrowed({text:?})");
    let frame = |text: &str| {
        let (before, behind) = text.split_once(['{']).expect("a place");
        let behind = behind.split_once('}').expect("its end").1;
        format!("({}, {})", cow(before), cow(behind))
    };
    let _ = writeln!(
        text,
        "/// {}: {}.\n#[rustfmt::skip]\npub static {constant}: Language = Language {{",
        habits.english_name, habits.name
    );
    let _ =
        writeln!(text, "    tag: {},\n    name: {},\n    plural: plural::{rule},", cow(&habits.tag), cow(&habits.name));
    let _ = writeln!(
        text,
        "    habits: Habits {{\n        numbers: number::Signs {{ decimal: {}, group: {}, group_from: {} }},",
        cow(&habits.decimal),
        cow(&habits.group),
        habits.group_from
    );
    for (name, is) in [
        ("comma", &habits.comma),
        ("or", &habits.or),
        ("and", &habits.and),
        ("more", &habits.more),
        ("date", &habits.date),
        ("at", &habits.at),
        ("now", &habits.now),
        ("today", &habits.today),
        ("truth", &habits.truth),
        ("falsehood", &habits.falsehood),
        ("whole", &habits.whole),
    ] {
        let _ = writeln!(text, "        {name}: {},", cow(is));
    }
    for (name, is) in
        [("field", &habits.field), ("field_in_list", &habits.field_in_list), ("text_in_list", &habits.text_in_list)]
    {
        let _ = writeln!(text, "        {name}: {},", frame(is));
    }
    let _ = writeln!(text, "        isolates: {},\n    }},", habits.isolate == "yes");
    let numbers = |numbers: &[u16]| numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let empty = Compiled::default();
    let compiled = compiled.unwrap_or(&empty);
    let _ = writeln!(
        text,
        "    table: Table {{\n        text: Cow::Borrowed(\"{}\"),\n        sentences: Cow::Borrowed(&[{}]),\n        parts: Cow::Borrowed(&[{}]),\n        names: Cow::Borrowed(NAMES),\n    }},\n}};",
        literal(compiled),
        numbers(&compiled.sentences),
        numbers(&compiled.parts)
    );
}

/// The text with a line for each sequence. A line in a literal that ends with a backslash goes on at the next sign.
fn literal(compiled: &Compiled) -> String {
    let mut text = String::new();
    for (at, c) in compiled.text.char_indices() {
        if compiled.sentences.iter().chain(&compiled.parts).any(|start| usize::from(*start) == at) {
            text.push_str("\\\n");
        }
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_ascii_graphic() || c == ' ' || c.is_alphanumeric() => text.push(c),
            c if (c as u32) < 128 => {
                let _ = write!(text, "\\x{:02x}", c as u32);
            }
            '\u{a0}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' => {
                let _ = write!(text, "\\u{{{:x}}}", c as u32);
            }
            c => text.push(c),
        }
    }
    text
}

fn list(catalogue: &Catalogue, languages: &[Habits]) -> String {
    let mut text = String::from("//! The tables of the languages.\n");
    text.push_str(HEAD);
    text.push_str("\npub(crate) mod catalogue;\npub(crate) mod ids;\npub(crate) mod plain;\n\n");
    for habits in languages.iter().filter(|habits| habits.tag != "en") {
        let (module, tag) = (module(&habits.tag), habits.tag.to_lowercase());
        let constant = module.to_uppercase();
        let _ = writeln!(
            text,
            "#[cfg(feature = \"lang-{tag}\")]\nmod {module};\n#[cfg(feature = \"lang-{tag}\")]\npub use {module}::{constant};\n"
        );
    }
    text.push_str("// `labels!` asks for a language by these macros, which know whether its feature is on.\n");
    for habits in languages.iter().filter(|habits| habits.tag != "en") {
        let (module, tag) = (module(&habits.tag), habits.tag.to_lowercase());
        let needs = format!(
            "::core::compile_error!(::core::concat!($file, \": this language needs the feature `lang-{tag}` of `unprocessable`\"))"
        );
        let known = format!("$crate::lang::{}", module.to_uppercase());
        for (cfg, then) in
            [(format!("feature = \"lang-{tag}\""), known), (format!("not(feature = \"lang-{tag}\")"), needs)]
        {
            let _ = writeln!(
                text,
                "#[cfg({cfg})]\n#[doc(hidden)]\n#[macro_export]\n#[rustfmt::skip]\nmacro_rules! __lang_{module} {{\n    ($file:literal) => {{ {then} }};\n}}"
            );
        }
    }
    text.push_str("\nuse alloc::borrow::Cow;\n\nuse crate::lang::{Habits, Language, Table, number, plural};\n\n");
    text.push_str("/// How arguments are called.\n#[rustfmt::skip]\nstatic NAMES: &[Cow<'static, str>] = &[\n");
    for name in &catalogue.names {
        let _ = writeln!(text, "    Cow::Borrowed({name:?}),");
    }
    text.push_str("];\n\n");
    let english = languages.iter().find(|habits| habits.tag == "en").expect("English");
    push_language(&mut text, english, None);
    text.push_str("\n/// All languages whose features are on, English first.\n#[rustfmt::skip]\npub static ALL: &[&Language] = &[\n    &EN,\n");
    for habits in languages.iter().filter(|habits| habits.tag != "en") {
        let _ = writeln!(
            text,
            "    #[cfg(feature = \"lang-{}\")]\n    &{},",
            habits.tag.to_lowercase(),
            module(&habits.tag).to_uppercase()
        );
    }
    text.push_str("];\n");
    text
}
