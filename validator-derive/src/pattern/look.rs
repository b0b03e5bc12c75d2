//! `^`, `$`, `\b` and their kin: what they ask of the two characters they stand between.

use regex_syntax::hir::{Look, LookSet};

use super::{
    alphabet::{Group, Range, Sets},
    budget::Budget,
};

/// What an assertion can see of the character beside it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Side {
    /// There is no character: here the text begins or ends.
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

/// The sets by which the assertions of one pattern tell characters apart.
pub(super) struct Sights {
    line_feed: Option<u8>,
    carriage_return: Option<u8>,
    ascii_word: Option<u8>,
    word: Option<u8>,
}

impl Sights {
    pub(super) fn new(looks: LookSet, sets: &mut Sets, budget: &mut Budget) -> Option<Self> {
        let mut see = |wanted: bool, ranges: fn() -> Vec<Range>| match wanted {
            true => sets.intern(ranges(), budget).map(Some),
            false => Some(None),
        };
        Some(Self {
            line_feed: see(looks.contains_anchor_line(), || vec![range('\n', '\n')])?,
            carriage_return: see(looks.contains_anchor_crlf(), || vec![range('\r', '\r')])?,
            ascii_word: see(looks.contains_word_ascii(), || {
                vec![range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z')]
            })?,
            word: see(looks.contains_word_unicode(), word)?,
        })
    }

    pub(super) fn side(&self, group: Group) -> Side {
        let seen = |set: Option<u8>| set.is_some_and(|set| group >> set & 1 == 1);
        Side {
            edge: false,
            line_feed: seen(self.line_feed),
            carriage_return: seen(self.carriage_return),
            ascii_word: seen(self.ascii_word),
            word: seen(self.word),
        }
    }
}

/// Whether the assertion holds; `None` when that depends on the character after it, and that is not known yet.
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
        // Between the two characters of `\r\n` no line begins and none ends.
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
