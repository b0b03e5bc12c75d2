//! The sentences of a body, each written once.

use alloc::string::String;

use super::json_escape::push_json_escaped;
use crate::errors::violation::Violation;
use crate::lang::Language;
use crate::message::Messages;
use crate::scan::json::is_plain;

/// The JSON between a key and its first sentence.
const SENTENCE: &str = "\":[\"";
/// The JSON between the last sentence of a key and the next key, quotes included.
pub(super) const NEXT: &str = "],\"";
const END: &str = "\"],\"";

/// How many sentences are kept.
const KEPT: usize = 16;

/// The last sentences of one body. Items of a list often fail with the same sentence, so a sentence is kept and copied
/// if it comes again, together with the name at the end of its key.
pub(super) struct SentenceCache<'a> {
    messages: Option<&'a dyn Messages>,
    /// The messages, if they are a language alone.
    language: Option<&'a Language>,
    /// What stands before the last name in the key of the next violation, for messages.
    pub(super) beginning: &'a str,
    /// The sentences as they stand in the body, one after the other.
    text: String,
    /// In a ring.
    cache: [Option<Sentence<'a>>; KEPT],
    /// A number for each, which is quick to compare, and a bit for each number that ever was.
    hints: [usize; KEPT],
    seen: u64,
    count: usize,
    /// The one that was asked for last.
    last: usize,
    /// Whether sentences may be kept. Another source of messages may change its words from call to call.
    keeps: bool,
}

/// Where the sentence of a violation stands in the text.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    violation: &'a Violation,
    /// Where its name begins.
    name: usize,
    start: usize,
    end: usize,
}

impl<'a> SentenceCache<'a> {
    pub(super) fn new(messages: Option<&'a dyn Messages>, violations: usize) -> Self {
        let keeps = violations > 3 && messages.is_none_or(Messages::is_constant);
        let text = String::with_capacity(if keeps { KEPT * 64 } else { 0 });
        let language = messages.and_then(Messages::as_language);
        Self {
            messages,
            language,
            beginning: "",
            text,
            cache: [None; KEPT],
            hints: [0; KEPT],
            seen: 0,
            count: 0,
            last: 0,
            keeps,
        }
    }

    /// Appends the end of a key and a sentence, or only the sentence if the list of a key continues.
    #[inline]
    pub(super) fn push(&mut self, violation: &'a Violation, goes_on: bool, out: &mut String) {
        let place = if self.keeps { self.find(violation).or_else(|| self.keep(violation)) } else { None };
        if let Some((place, known)) = place.and_then(|place| Some((place, self.cache[place]?))) {
            self.last = place;
            return out.push_str(&self.text[if goes_on { known.start } else { known.name }..known.end]);
        }
        if !goes_on {
            push_json_escaped(violation.key.name(), out);
            out.push_str(SENTENCE);
        }
        write(violation, self.beginning, self.language, self.messages, out);
    }

    /// Where this sentence is kept.
    #[inline]
    fn find(&mut self, violation: &Violation) -> Option<usize> {
        let is_at = |place: usize| self.cache[place].is_some_and(|known| known.violation.says_the_same(violation));
        // Items fail alike, so it is often the sentence that was kept after the last one.
        let next = (self.last + 1) % KEPT;
        if is_at(next) {
            return Some(next);
        }
        let hint = violation.hint_of_words()?;
        if self.seen & bit(hint) == 0 {
            return None;
        }
        let known = &self.hints[..self.count.min(KEPT)];
        known.iter().rposition(|known| *known == hint).filter(|place| is_at(*place))
    }

    #[inline(never)]
    fn keep(&mut self, violation: &'a Violation) -> Option<usize> {
        let hint = violation.hint_of_words()?;
        if self.text.len() > KEPT * 256 {
            self.text.clear();
            (self.cache, self.count) = ([None; KEPT], 0);
        }
        let name = self.text.len();
        push_json_escaped(violation.key.name(), &mut self.text);
        self.text.push_str(SENTENCE);
        let start = self.text.len();
        write(violation, self.beginning, self.language, self.messages, &mut self.text);
        let end = self.text.len();
        let place = self.count % KEPT;
        self.cache[place] = Some(Sentence { violation, name, start, end });
        self.hints[place] = hint;
        self.seen |= bit(hint);
        self.count += 1;
        Some(place)
    }
}

/// One of 64, by the bits of a hint that differ most.
#[inline]
fn bit(hint: usize) -> u64 {
    1 << ((hint as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
}

#[inline(never)]
fn write(
    violation: &Violation,
    beginning: &str,
    language: Option<&Language>,
    messages: Option<&dyn Messages>,
    out: &mut String,
) {
    let start = out.len();
    // Writing to a `String` does not fail.
    if language.and_then(|language| violation.write_in(language, out)).is_none() {
        let _ = violation.write(beginning, messages, out);
    }
    if !is_plain(&out[start..]) {
        let sentence = out.split_off(start);
        push_json_escaped(&sentence, out);
    }
    out.push_str(END);
}
