//! Checks message files, and shows what they say: every sentence, with plurals at several numbers.
//!
//! `cargo run -q -p unprocessable-core --example say --no-default-features --features message-files -- validator-language/locales/de.toml`

use std::process::ExitCode;
use std::{env, fs};

use unprocessable_core::catalogue;
use unprocessable_core::lang::{CatalogueEntry, Language};

fn main() -> ExitCode {
    let mut is_right = true;
    for path in env::args().skip(1) {
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        };
        match Language::from_toml(&text) {
            Ok(language) => catalogue().for_each(|entry| show(&language, entry)),
            Err(mistakes) => {
                is_right = false;
                mistakes.iter().for_each(|mistake| println!("{path}:{}: {}", mistake.line, mistake.text));
            }
        }
    }
    if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn show(language: &Language, entry: CatalogueEntry) {
    println!("\n{}{}{}", entry.code(), if entry.form().is_empty() { "" } else { "." }, entry.form());
    for sentence in language.samples(entry) {
        println!("    {sentence}");
    }
}
