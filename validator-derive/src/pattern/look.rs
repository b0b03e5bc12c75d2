//! Assertions such as `^`, `$` and `\b`, which depend on the two characters beside them.

use regex_syntax::hir::{Look, LookSet};

use super::{
    alphabet::{Group, Range, Sets},
    budget::Budget,
};

/// What an assertion can see of the character beside it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Side {
    /// There is no character, because the text begins or ends here.
    edge: bool,
    line_feed: bool,
    carriage_return: bool,
    ascii_word: bool,
    word: bool,
}

impl Side {
    pub(super) const EDGE: Self =
        Self { edge: true, line_feed: false, carriage_return: false, ascii_word: false, word: false };
}

/// The sets of characters that the assertions of one pattern distinguish.
pub(super) struct LookSets {
    line_feed: Option<u8>,
    carriage_return: Option<u8>,
    ascii_word: Option<u8>,
    word: Option<u8>,
}

impl LookSets {
    pub(super) fn new(looks: LookSet, sets: &mut Sets, budget: &mut Budget) -> Option<Self> {
        let mut set = |wanted: bool, ranges: fn() -> Vec<Range>| match wanted {
            true => sets.intern(ranges(), budget).map(Some),
            false => Some(None),
        };
        Some(Self {
            line_feed: set(looks.contains_anchor_line(), || vec![range('\n', '\n')])?,
            carriage_return: set(looks.contains_anchor_crlf(), || vec![range('\r', '\r')])?,
            ascii_word: set(looks.contains_word_ascii(), || {
                vec![range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z')]
            })?,
            word: set(looks.contains_word_unicode(), word)?,
        })
    }

    pub(super) fn side(&self, group: Group) -> Side {
        let is_in = |set: Option<u8>| set.is_some_and(|set| group >> set & 1 == 1);
        Side {
            edge: false,
            line_feed: is_in(self.line_feed),
            carriage_return: is_in(self.carriage_return),
            ascii_word: is_in(self.ascii_word),
            word: is_in(self.word),
        }
    }
}

/// Whether the assertion holds. `None` if that depends on the character after it, which is not known yet.
pub(super) fn holds(look: Look, before: Side, after: Option<Side>) -> Option<bool> {
    match look {
        Look::Start => return Some(before.edge),
        Look::StartLF => return Some(before.edge || before.line_feed),
        _ => {}
    }
    let after = after?;
    Some(match look {
        Look::Start | Look::StartLF => false,
        Look::End => after.edge,
        Look::EndLF => after.edge || after.line_feed,
        // No line begins or ends between the two characters of `\r\n`.
        Look::StartCRLF => before.edge || before.line_feed || (before.carriage_return && !after.line_feed),
        Look::EndCRLF => after.edge || after.carriage_return || (after.line_feed && !before.carriage_return),
        Look::WordAscii => before.ascii_word != after.ascii_word,
        Look::WordAsciiNegate => before.ascii_word == after.ascii_word,
        Look::WordUnicode => before.word != after.word,
        Look::WordUnicodeNegate => before.word == after.word,
        Look::WordStartAscii => !before.ascii_word && after.ascii_word,
        Look::WordEndAscii => before.ascii_word && !after.ascii_word,
        Look::WordStartUnicode => !before.word && after.word,
        Look::WordEndUnicode => before.word && !after.word,
        Look::WordStartHalfAscii => !before.ascii_word,
        Look::WordEndHalfAscii => !after.ascii_word,
        Look::WordStartHalfUnicode => !before.word,
        Look::WordEndHalfUnicode => !after.word,
    })
}

fn range(first: char, last: char) -> Range {
    (u32::from(first), u32::from(last))
}

/// The characters of `\w`.
fn word() -> Vec<Range> {
    match regex_syntax::parse(r"\w").as_ref().map(|hir| hir.kind()) {
        Ok(regex_syntax::hir::HirKind::Class(class)) => super::nfa::ranges(class),
        _ => Vec::new(),
    }
}
