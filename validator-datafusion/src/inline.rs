//! Rule sets that a call brings along as text.

use std::sync::{Arc, Mutex, PoisonError};

use unprocessable_core::lang::{ALL, Language};
use unprocessable_ruleset::RuleSet;

/// How many sets are kept. A set is asked for once for each batch, and a process runs parts of few queries at once.
const KEPT: usize = 32;

/// How many mistakes of a set are told.
const TOLD: usize = 10;

/// The sets of calls that ran lately, with their texts. The last one was used last.
#[derive(Debug, Default)]
pub(crate) struct Inline(Mutex<Vec<(String, Arc<RuleSet>)>>);

impl Inline {
    pub(crate) fn get(&self, text: &str) -> Result<Arc<RuleSet>, String> {
        {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = kept.iter().position(|(known, _)| known == text) {
                let entry = kept.remove(at);
                let set = entry.1.clone();
                kept.push(entry);
                return Ok(set);
            }
        }
        let set = RuleSet::from_text(text).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().take(TOLD).map(ToString::to_string).collect();
            let dots = if mistakes.len() > TOLD { "\n…" } else { "" };
            format!("the text of the rule set has mistakes:\n{}{dots}", lines.join("\n"))
        })?;
        let set = Arc::new(set);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((text.to_owned(), set.clone()));
        Ok(set)
    }
}

/// Whether this is the text of a set, and not its name: JSON, or TOML with a line that gives something a value.
pub(crate) fn is_text(name_or_text: &str) -> bool {
    name_or_text.contains(['{', '=', '\n'])
}

/// The language of a tag.
pub(crate) fn language(tag: &str) -> Result<&'static Language, String> {
    ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(tag)).ok_or_else(|| {
        let tags: Vec<&str> = ALL.iter().map(|language| language.tag()).collect();
        format!("there are no sentences in the language '{tag}'; there are {}", tags.join(", "))
    })
}
