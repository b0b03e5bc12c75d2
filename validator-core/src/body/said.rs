//! The sentences of a body, each written once.

use alloc::string::String;

use super::escape::{is_plain, push_escaped};
use crate::message::Messages;
use crate::violation::Violation;

/// What stands between a key and its first sentence.
pub(super) const SENTENCE: &str = "\":[\"";
/// What stands between the last sentence of a key and the next key, but for the quote of the sentence.
pub(super) const NEXT: &str = "],\"";

/// How many sentences are kept.
const KEPT: usize = 16;

/// The sentences of one body. Those about the items of a list are often the same, so a sentence is kept for when it
/// comes again.
pub(super) struct Said<'a> {
    messages: Option<&'a dyn Messages>,
    /// As they stand in the body, one behind the other.
    text: String,
    /// Whose sentence begins and ends where in the text, in a ring.
    said: [Option<(&'a Violation, usize, usize)>; KEPT],
    /// What is quick to compare of each.
    hints: [usize; KEPT],
    count: usize,
    /// Whether it is worth the while. Another source of messages may say each time what it likes.
    keeps: bool,
}

impl<'a> Said<'a> {
    pub(super) fn new(messages: Option<&'a dyn Messages>, violations: usize) -> Self {
        let keeps = messages.is_none() && violations > 3;
        let text = String::with_capacity(if keeps { KEPT * 64 } else { 0 });
        Self { messages, text, said: [None; KEPT], hints: [0; KEPT], count: 0, keeps }
    }

    /// Appends a sentence with what is around it, but for the bytes that are to be left out at the start.
    #[inline]
    pub(super) fn push(&mut self, violation: &'a Violation, without: usize, out: &mut String) {
        let hint = if self.keeps { violation.hint_of_words() } else { None };
        let Some(hint) = hint else {
            out.push_str(&SENTENCE[without..]);
            return write(violation, self.messages, out);
        };
        let known = &self.hints[..self.count.min(KEPT)];
        if let Some(at) = known.iter().rposition(|known| *known == hint) {
            if let Some((_, start, end)) = self.said[at].filter(|(before, ..)| before.says_the_same(violation)) {
                return out.push_str(&self.text[start + without..end]);
            }
        }
        self.keep(violation, hint, without, out);
    }

    #[inline(never)]
    fn keep(&mut self, violation: &'a Violation, hint: usize, without: usize, out: &mut String) {
        if self.text.len() > KEPT * 256 {
            self.text.clear();
            (self.said, self.count) = ([None; KEPT], 0);
        }
        let start = self.text.len();
        self.text.push_str(SENTENCE);
        write(violation, self.messages, &mut self.text);
        out.push_str(&self.text[start + without..]);
        let place = self.count % KEPT;
        self.said[place] = Some((violation, start, self.text.len()));
        self.hints[place] = hint;
        self.count += 1;
    }
}

#[inline(never)]
fn write(violation: &Violation, messages: Option<&dyn Messages>, out: &mut String) {
    let start = out.len();
    // Writing to a `String` does not fail.
    let _ = violation.write(messages, out);
    if !is_plain(&out[start..]) {
        let sentence = out.split_off(start);
        push_escaped(&sentence, out);
    }
    out.push('"');
    out.push_str(NEXT);
}
