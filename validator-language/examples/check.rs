//! Checks message files: `cargo run -q -p unprocessable-language --example check validator-language/locales/de.toml`

use std::process::ExitCode;
use std::{env, fs};

use unprocessable_language::{Catalogue, File};

fn main() -> ExitCode {
    let catalogue = match Catalogue::shipped() {
        Ok(catalogue) => catalogue,
        Err(mistakes) => {
            mistakes.iter().for_each(|mistake| eprintln!("codes.toml or en.toml, {mistake}"));
            return ExitCode::FAILURE;
        }
    };
    let mut found = 0;
    for path in env::args().skip(1) {
        let source = match fs::read_to_string(&path) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        };
        let mistakes = File::language(&source, &catalogue).err().unwrap_or_default();
        mistakes.iter().for_each(|mistake| println!("{path}:{}: {}", mistake.line, mistake.text));
        found += mistakes.len();
        println!("{path}: {} mistakes", mistakes.len());
    }
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
