//! What is wrong with a rule set: every mistake, each with its line.

use std::fmt;

/// One mistake in a rule set.
///
/// ```
/// use unprocessable_ruleset::RuleSet;
///
/// let mistakes = RuleSet::from_toml("version = 1\n[fields]\nemail = 'emial'").unwrap_err();
/// let mistake = mistakes.iter().next().unwrap();
/// assert_eq!((mistake.line(), mistake.at()), (3, "email"));
/// assert_eq!(mistake.message(), "there is no rule `emial`; there is `email`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    line: usize,
    at: String,
    message: String,
}

impl Mistake {
    /// The line, counted from 1. It is 0 for a set that was not read from text.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The field of the set, such as `items.*.price`. It is empty for what belongs to no field.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
    }

    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        if !self.at.is_empty() {
            write!(f, "`{}`: ", self.at)?;
        }
        f.write_str(&self.message)
    }
}

/// All mistakes of a rule set, in the order of their lines. At most 100 are kept.
///
/// ```
/// use unprocessable_ruleset::RuleSet;
///
/// let set = "\
/// version = 1
///
/// [fields]
/// email = 'required|emial'
/// age = { type = 'u8', rules = [{ range = { min = 18, max = 12 } }] }
/// ";
/// let mistakes = RuleSet::from_toml(set).unwrap_err();
/// assert_eq!(
///     mistakes.to_string(),
///     "line 4: `email`: there is no rule `emial`; there is `email`\n\
///      line 5: `age`: `range`: `min` is greater than `max`: no value passes both",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    found: Vec<Mistake>,
}

/// How many mistakes are kept.
const MOST: usize = 100;

impl Mistakes {
    /// The mistakes.
    pub fn iter(&self) -> impl Iterator<Item = &Mistake> {
        self.found.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are none, which is so of no error.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn new() -> Self {
        Self { found: Vec::new() }
    }

    pub(crate) fn add(&mut self, line: usize, at: &str, message: impl Into<String>) {
        if self.found.len() < MOST {
            self.found.push(Mistake { line, at: at.into(), message: message.into() });
        }
    }

    /// The value, unless there are mistakes.
    pub(crate) fn or<T>(mut self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => {
                self.found.sort_by_key(|mistake| mistake.line);
                Err(self)
            }
        }
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.found.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// The name that is most like a word, if any is like it.
pub(crate) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const LONGEST: usize = 40;

    if word.len() > LONGEST {
        return None;
    }
    let close = names.into_iter().map(|name| (distance(word, name), name));
    let (distance, name) = close.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + word.len() / 4 && distance < word.len().max(1)).then_some(name)
}

/// ". There is `email`", or nothing.
pub(crate) fn hint<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    nearest(word, names).map_or_else(String::new, |name| format!("; there is `{name}`"))
}

/// How many letters are added, left out, replaced, or exchanged with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut next = vec![i + 1];
        for j in 0..b.len() {
            let mut least = (row[j + 1] + 1).min(next[j] + 1).min(row[j] + usize::from(a[i] != b[j]));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_like_the_word() {
        let names = ["email", "min", "max", "required"];
        for (word, found) in [
            ("emial", Some("email")),
            ("mxa", Some("max")),
            ("requird", Some("required")),
            ("mni", Some("min")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), found, "{word}");
        }
        assert_eq!(nearest(&"e".repeat(1_000_000), names), None);
    }
}
