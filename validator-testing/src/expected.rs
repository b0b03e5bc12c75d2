//! What an assertion expects, and how it is compared with what was found.

use std::fmt::Write as _;

use crate::codes::{Code, Constructor};
use crate::outcome::{Found, Outcome, Refused};

/// The code of a rule by the path of its constructor.
#[must_use]
pub fn code_of<F: Constructor<Arguments>, Arguments>(_: F) -> Code {
    Code::new(F::CODE)
}

/// A code as the macros hand it over: a constant, or a text.
#[must_use]
pub fn code(code: impl Into<Code>) -> Code {
    code.into()
}

/// What an assertion expects.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    entries: Vec<(String, Vec<&'static str>)>,
    only: bool,
    #[cfg(feature = "show-body")]
    body: Option<String>,
}

impl Expected {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These codes at a key.
    pub fn add(&mut self, key: impl AsRef<str>, codes: &[Code]) {
        let codes = codes.iter().map(|code| code.name());
        match self.entries.iter_mut().find(|(known, _)| *known == key.as_ref()) {
            Some((_, known)) => known.extend(codes),
            None => self.entries.push((key.as_ref().to_owned(), codes.collect())),
        }
    }

    /// And nothing else.
    pub fn only(&mut self) {
        self.only = true;
    }

    /// The request, to be shown if the assertion fails. Without the feature `show-body` it is not kept.
    pub fn body(&mut self, body: impl AsRef<[u8]>) {
        #[cfg(feature = "show-body")]
        {
            self.body = Some(String::from_utf8_lossy(body.as_ref()).into_owned());
        }
        #[cfg(not(feature = "show-body"))]
        let _ = body;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn shown_body(&self) -> String {
        #[cfg(feature = "show-body")]
        if let Some(body) = &self.body {
            return format!("\nthe request:\n{body}\n");
        }
        String::new()
    }

    /// The difference, side by side; `None` if there is none.
    ///
    /// `is_same` tells whether something that was found, given by its position, is what was expected.
    pub(crate) fn differs(&self, found: &[(String, String)], is_same: impl Fn(&str, usize) -> bool) -> Option<String> {
        let mut keys: Vec<&str> = self.entries.iter().map(|(key, _)| &**key).collect();
        for (key, _) in found {
            if !keys.contains(&&**key) {
                keys.push(key);
            }
        }
        let mut rows = vec![["key", "expected", "found", ""].map(str::to_owned)];
        let mut differs = false;
        for key in keys {
            let expected = self.entries.iter().find(|(known, _)| known == key).map(|(_, codes)| &**codes);
            let at: Vec<usize> = (0..found.len()).filter(|at| found[*at].0 == key).collect();
            let is_right = match expected {
                Some(codes) => fits(codes, &at, &is_same),
                None => !self.only,
            };
            differs |= !is_right;
            let shown_key = if key.is_empty() { "(the whole)" } else { key };
            let wanted = match expected {
                Some(codes) if !codes.is_empty() => codes.join(", "),
                Some(_) => "nothing".to_owned(),
                None if self.only => "nothing".to_owned(),
                None => "(not asked)".to_owned(),
            };
            let seen: Vec<&str> = at.iter().map(|at| &*found[*at].1).collect();
            let seen = if seen.is_empty() { "nothing".to_owned() } else { seen.join(", ") };
            let mark = if is_right { "" } else { "<- differs" };
            rows.push([shown_key.to_owned(), wanted, seen, mark.to_owned()]);
        }
        if self.entries.is_empty() && found.is_empty() {
            return Some("nothing is wrong, and the assertion names no key\n".to_owned());
        }
        differs.then(|| table(&rows))
    }
}

/// Whether each expected code has one of the found ones for itself, and none is left.
fn fits(codes: &[&str], found: &[usize], is_same: &impl Fn(&str, usize) -> bool) -> bool {
    fn assign(codes: &[&str], left: &mut Vec<usize>, is_same: &impl Fn(&str, usize) -> bool) -> bool {
        let Some((code, rest)) = codes.split_first() else { return left.is_empty() };
        for at in 0..left.len() {
            let one = left[at];
            if is_same(code, one) {
                left.remove(at);
                if assign(rest, left, is_same) {
                    return true;
                }
                left.insert(at, one);
            }
        }
        false
    }
    codes.len() == found.len() && assign(codes, &mut found.to_vec(), is_same)
}

fn table(rows: &[[String; 4]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (key, expected, found) = (width(0), width(1), width(2));
    let mut text = String::new();
    for row in rows {
        // Writing to a `String` does not fail.
        let _ = write!(text, "  {:key$} | {:expected$} | {:found$} {}", row[0], row[1], row[2], row[3]);
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// Gives the value back, or fails with keys and codes.
#[track_caller]
pub fn assert_valid<T, E: Refused>(outcome: Result<T, E>, expected: &Expected) -> T {
    let error = match outcome {
        Ok(value) => return value,
        Err(error) => error.found(),
    };
    let body = expected.shown_body();
    match error.malformed {
        Some(why) => panic!("a valid request was expected; it is malformed: {why}{body}"),
        None => {
            let none = Expected { only: true, ..Expected::default() };
            let table = none.differs(&error.violations, |_, _| false).unwrap_or_default();
            panic!("a valid request was expected\n\n{table}{body}")
        }
    }
}

/// Fails unless the outcome has the expected codes at the expected keys.
#[track_caller]
pub fn assert_invalid(outcome: impl Outcome, expected: &Expected) {
    let body = expected.shown_body();
    let found: Found = outcome.refused().unwrap_or_default();
    if let Some(why) = &found.malformed {
        panic!("an invalid request was expected; it is malformed: {why}{body}");
    }
    let is_same = |code: &str, at: usize| found.violations[at].1 == code;
    if let Some(table) = expected.differs(&found.violations, is_same) {
        panic!("the errors are not the expected ones\n\n{table}{body}");
    }
    assert!(!found.violations.is_empty(), "an invalid request was expected; nothing is wrong with it{body}");
}
