//! Reads the rule set, and tells its mistakes with their lines.

use std::fs;
use std::path::Path;

use serde_json::Value;
use unprocessable_ruleset::RuleSet;

use crate::args::RulesFormat;
use crate::failure::{Failure, reason};
use crate::show;

/// The greatest file that is read, a little more than a set may be, whose own limit has a clearer sentence.
const MOST: u64 = 16 << 20;

/// How many mistakes of a set are told. Those that follow are often made by those before.
const MOST_MISTAKES: usize = 30;

pub(crate) fn read(path: &Path, format: Option<RulesFormat>) -> Result<RuleSet, Failure> {
    let name = show::name(&path.to_string_lossy());
    let source = text(path).map_err(|why| Failure::because(format!("the rules {name} cannot be read: {why}")))?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(&source);
    let format = format.unwrap_or_else(|| self::format(path, source));
    let set = match format {
        RulesFormat::Toml => RuleSet::from_toml(source),
        RulesFormat::Json => RuleSet::from_json(source),
        RulesFormat::JsonSchema => RuleSet::from_json_schema(source),
    };
    set.map_err(|mistakes| {
        if let Some(mistake) = mistakes.iter().next().filter(|_| format == RulesFormat::Toml && !is_like_toml(source)) {
            return Failure::because(format!("the rules {name} cannot be read: this is no TOML: {mistake}"));
        }
        let found = show::counted(mistakes.len() as u64, "mistake", "mistakes");
        let mut lines: Vec<String> =
            mistakes.iter().take(MOST_MISTAKES).map(|mistake| format!("  {mistake}")).collect();
        if mistakes.len() > MOST_MISTAKES {
            lines.push("  …".into());
        }
        Failure::because(format!("the rules {name} have {found}:\n{}", lines.join("\n")))
    })
}

fn text(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| reason(&error))?.len();
    if size > MOST {
        return Err(format!(
            "a rule set has at most 4 MiB, and this file has {}",
            show::counted(size, "byte", "bytes")
        ));
    }
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".into())
}

/// Whether the first line that says something is one that TOML can begin with. Other files have a mistake in every line.
fn is_like_toml(source: &str) -> bool {
    let mut lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_none_or(|line| line.starts_with('[') || line.contains('='))
}

/// By the name of the file, and for JSON by its members: a set says its version, a schema does not.
fn format(path: &Path, source: &str) -> RulesFormat {
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        || source.trim_start().starts_with('{');
    if !is_json {
        return RulesFormat::Toml;
    }
    match serde_json::from_str::<Value>(source) {
        Ok(document) if document.get("version").is_none() => {
            let words = ["$schema", "$ref", "type", "properties"];
            if words.iter().any(|word| document.get(word).is_some()) {
                RulesFormat::JsonSchema
            } else {
                RulesFormat::Json
            }
        }
        _ => RulesFormat::Json,
    }
}
