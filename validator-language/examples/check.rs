//! Checks message files: `cargo run -q -p unprocessable-language --example check validator-language/locales/de.toml`

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use unprocessable_language::{Catalogue, File, Mistake};

fn main() -> ExitCode {
    let catalogue = match Catalogue::shipped() {
        Ok(catalogue) => catalogue,
        Err(mistakes) => {
            mistakes.iter().for_each(|mistake| eprintln!("codes.toml or en.toml, {mistake}"));
            return ExitCode::FAILURE;
        }
    };
    if env::args().len() < 2 {
        eprintln!("usage: check FILE…, where FILE is the file of a language, such as sv.toml");
        return ExitCode::from(2);
    }
    let mut found = 0;
    for path in env::args().skip(1) {
        let source = match fs::read_to_string(&path) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        };
        let mut mistakes = File::language(&source, &catalogue).err().unwrap_or_default();
        mistakes.extend(of_the_name(&path, &source));
        mistakes.iter().for_each(|mistake| println!("{path}:{}: {}", mistake.line, mistake.text));
        found += mistakes.len();
        println!("{path}: {} mistake{}", mistakes.len(), if mistakes.len() == 1 { "" } else { "s" });
    }
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The tag is also the name of the file.
fn of_the_name(path: &str, source: &str) -> Option<Mistake> {
    let tag = File::parse(source).ok()?.habits.tag;
    let is_named = Path::new(path).file_stem().is_some_and(|stem| stem == tag.as_str());
    (!is_named).then(|| Mistake { line: 1, text: format!("the `tag` is `{tag}`, so the file is called `{tag}.toml`") })
}
