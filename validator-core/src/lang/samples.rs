//! Sentences as a client reads them, for translators and tests.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{CatalogueEntry, Filling, Language, MessageId, catalogue};
use crate::argument::{Argument, Mention};
use crate::label::write_label;

const FIELD: &str = "first_name";
const OTHER: &str = "start_date";

impl Language {
    /// What the language says for an entry of the catalogue, with numbers from 0 to a million and other arguments of
    /// each type. No sentence comes twice.
    #[doc(hidden)]
    #[must_use]
    pub fn samples(&self, entry: CatalogueEntry) -> Vec<String> {
        let same = |other: &CatalogueEntry| other.code() == entry.code() && other.form() == entry.form();
        let id = catalogue().position(|other| same(&other)).map_or(MessageId::NONE, |at| MessageId(at as u16));
        let mut sentences: Vec<String> = Vec::new();
        // Conditions and spans of time are parts that several codes share: they are shown in full once.
        let shares = entry.arguments().any(|(name, _)| matches!(name, "unit" | "relation"));
        let turns = if shares && !matches!(entry.code(), "before" | "required_if") { 6 } else { 45 };
        for turn in 0..turns {
            let mut sentence = String::new();
            let written = self.write(id, &Sample { entry, turn }, &mut sentence);
            if written.is_some_and(|written| written.is_ok()) && !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }
}

struct Sample {
    entry: CatalogueEntry,
    turn: usize,
}

const INTEGERS: [i128; 8] = [0, 1, 2, 3, 5, 11, 21, 1_000_000];
const ONE: [&str; 1] = ["a"];
const TEXTS: [&str; 3] = ["a", "b", "c"];
const MANY: [u8; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const FIELDS: [Mention; 3] = [Mention::field("first_name"), Mention::field("age"), Mention::field("zip_code")];

/// What an argument of these types can be.
fn samples(types: &'static str) -> Vec<Argument<'static>> {
    let types = types.trim_end_matches('?');
    let mut samples = Vec::new();
    for name in types.split('|') {
        match name {
            "integer" => samples.extend(INTEGERS.map(Argument::Integer)),
            "number" => samples.push(Argument::Float(1.5)),
            "boolean" => samples.extend([Argument::Boolean(true), Argument::Boolean(false)]),
            "text" => samples.push(Argument::Text("abc")),
            "date" => samples.extend(["2030-12-31", "2024-02-03T09:30Z", "now", "today"].map(Argument::Text)),
            "list" if types == "field|list" => samples.push(Argument::List(&FIELDS)),
            "list" => samples.extend([Argument::List(&TEXTS), Argument::List(&MANY)]),
            "field" => samples.push(Argument::Label(OTHER)),
            // Units come in the singular and in the plural, and sentences do not tell them apart.
            word if types.contains(&alloc::format!("{}s'", word.trim_end_matches('\''))) => {}
            word => samples.push(Argument::Text(word.trim_matches('\''))),
        }
    }
    samples
}

impl Filling for Sample {
    fn argument(&self, name: &str) -> Option<Argument<'_>> {
        let (_, types) = self.entry.arguments().find(|(known, _)| *known == name)?;
        let mut samples = samples(types);
        let is_list = |is: &Argument<'_>| matches!(is, Argument::List(_));
        let is_field = |is: &Argument<'_>| matches!(is, Argument::Label(_));
        let is_number = |is: &Argument<'_>| matches!(is, Argument::Integer(_) | Argument::Float(_));
        match self.entry.form() {
            "field" => samples.retain(is_field),
            "several" => samples.retain(is_list),
            "one" if samples.len() > 2 => samples.retain(|is| !is_list(is) && (!is_field(is) || types == "field|list")),
            "one" => samples.retain(|is| !is_list(is)),
            "text" | "list" => samples.retain(is_number),
            form if form.split('_').next() == Some("date") => samples.retain(|is| !is_number(is)),
            "later" | "earlier" if name == "date" => samples.retain(|is| matches!(is, Argument::Text("now" | "today"))),
            _ => {}
        }
        if samples.is_empty() {
            return Some(Argument::List(&ONE));
        }
        // The document without a place comes last.
        if matches!(name, "line" | "column") && self.turn >= samples.len() {
            return None;
        }
        let shift = usize::from(matches!(name, "max" | "exclusive_max" | "column"));
        samples.get((self.turn + shift) % samples.len()).copied()
    }

    fn write_label<W: fmt::Write + ?Sized>(&self, _: &Language, out: &mut W) -> fmt::Result {
        write_label(FIELD, out)
    }

    fn write_field<W: fmt::Write + ?Sized>(&self, name: &str, _: Option<&str>, out: &mut W) -> fmt::Result {
        write_label(name, out)
    }
}
