//! Placeholders in `message = "…"`, checked while the user's crate is built.

use crate::rule::Describe;
use crate::scan::constant::same_text;

/// Stops the build at a placeholder that is not the name of an argument of the rule.
#[track_caller]
pub const fn placeholder<R: Describe>(_: &R, name: &str) {
    if !knows(R::ARGUMENTS, name) {
        let mistake = Mistake::new().text("unknown placeholder `{").text(name).text("}` in `message`; this rule has ");
        panic!("{}", mistake.names(R::ARGUMENTS).as_str());
    }
}

const fn knows(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if same_text(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// A message that is put together in a constant.
struct Mistake {
    bytes: [u8; 256],
    length: usize,
}

impl Mistake {
    const fn new() -> Self {
        Self { bytes: [0; 256], length: 0 }
    }

    /// Text that does not fit is left out as a whole, so that no character is cut.
    const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() <= self.bytes.len() {
            let mut index = 0;
            while index < text.len() {
                self.bytes[self.length] = text[index];
                self.length += 1;
                index += 1;
            }
        }
        self
    }

    /// `{attribute}`, `{min}` and `{max}`, each in backticks.
    const fn names(self, names: &[&str]) -> Self {
        let mut mistake = self.text("`{attribute}`");
        let mut index = 0;
        while index < names.len() {
            let joint = if index + 1 == names.len() { " and `{" } else { ", `{" };
            mistake = mistake.text(joint).text(names[index]).text("}`");
            index += 1;
        }
        mistake
    }

    const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "unknown placeholder in `message`",
        }
    }
}
