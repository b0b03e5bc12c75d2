//! Message files: whatever they say, it is a mistake with a line of the file, or sentences that are written to their end.

#![no_main]

use libfuzzer_sys::fuzz_target;
use unprocessable::lang::{self, Language};
use unprocessable::{Locale, ValidationErrors, Violation};

fuzz_target!(|source: &str| {
    let lines = source.lines().count().max(1);
    if let Err(mistakes) = Language::from_toml(source) {
        assert!(mistakes.iter().all(|mistake| !mistake.text.is_empty() && mistake.line <= lines + 1));
    }
    say(Locale::from_toml(source, &lang::EN));
    // A template among what is right.
    let quoted: String = source.chars().flat_map(char::escape_unicode).collect();
    let quoted = quoted.replace("\\u{", "\\U{");
    let template: String =
        quoted.split("\\U{").skip(1).map(|hex| format!("\\U{:0>8}", hex.trim_end_matches('}'))).collect();
    let file = format!(
        "[language]\ntag = \"en\"\n[codes]\nx = \"n: integer, t?: text, l: list\"\n[messages]\nx = \"{template}\"\n\
         [labels]\n\"a.*.b\" = \"{template}\"\n"
    );
    say(Locale::from_toml(&file, &lang::EN));
});

fn say(read: Result<Locale, Vec<lang::Mistake>>) {
    let Ok(words) = read else { return };
    let mut errors = ValidationErrors::new();
    for (key, number) in [("a.0.b", 1), ("name", 2), ("_", 1_000_000)] {
        errors.add(key, Violation::from_code("x").argument("n", number).argument("t", "{n}"));
    }
    let json = errors.body().messages(&words).to_json();
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
}
