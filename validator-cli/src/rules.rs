//! Reads the rule set, and tells its mistakes with their lines.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use unprocessable_ruleset::{RuleSet, SourceFormat};

use crate::args::RulesFormat;
use crate::failure::{Failure, reason};
use crate::show;

/// The greatest file that is read, a little more than a set may be, whose own limit has a clearer sentence.
const MOST: u64 = 16 << 20;

/// How many mistakes of a set are told. Those that follow are often made by those before.
const MOST_MISTAKES: usize = 30;

/// A rule set with its text, as others read it.
pub(crate) struct Rules {
    pub(crate) set: Arc<RuleSet>,
    /// What other machines read it from.
    #[cfg(feature = "ballista")]
    pub(crate) text: String,
    #[cfg(feature = "ballista")]
    pub(crate) format: SourceFormat,
}

pub(crate) fn read(path: &Path, format: Option<RulesFormat>) -> Result<Rules, Failure> {
    let name = show::name(&path.to_string_lossy());
    let source = text(path).map_err(|why| Failure::because(format!("the rules {name} cannot be read: {why}")))?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(&source);
    let format = match format {
        Some(RulesFormat::Toml) => SourceFormat::Toml,
        Some(RulesFormat::Json) => SourceFormat::Json,
        Some(RulesFormat::JsonSchema) => SourceFormat::JsonSchema,
        None => self::format(path, source),
    };
    let rules = RuleSet::from_source(source, format).map(|set| Rules {
        set: Arc::new(set),
        #[cfg(feature = "ballista")]
        text: source.to_owned(),
        #[cfg(feature = "ballista")]
        format,
    });
    rules.map_err(|mistakes| {
        if let Some(mistake) = mistakes.iter().next().filter(|_| format == SourceFormat::Toml && !is_like_toml(source))
        {
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

/// By the content. What is named as JSON is no TOML.
fn format(path: &Path, source: &str) -> SourceFormat {
    match SourceFormat::of(source) {
        SourceFormat::Toml if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) => {
            SourceFormat::Json
        }
        format => format,
    }
}
