//! The words of `normalize(…)` on one text. Each says whether a text is in order already, and puts it in order.

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::{ControlFlow, Range};

use crate::scan::visible::{is_ignorable, is_visible};

/// How often the words of one list run at most. Two rounds are enough for all lists but odd ones, such as one that
/// composes letters and then strips what it has composed. There a client could choose how many rounds it takes.
const MOST_ROUNDS: usize = 8;

/// A word of `normalize(…)` that puts text in order.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    /// Takes away what cannot be seen at both ends.
    Trim,
    /// Takes away what cannot be seen at the start.
    TrimStart,
    /// Takes away what cannot be seen at the end.
    TrimEnd,
    /// Makes white space between visible characters a single blank.
    Collapse,
    /// Makes letters lower case.
    Lowercase,
    /// Makes letters upper case.
    Uppercase,
    /// Puts the text in the normal form C of Unicode.
    #[cfg(feature = "normal-forms")]
    Nfc,
    /// Puts the text in the normal form KC of Unicode.
    #[cfg(feature = "normal-forms")]
    Nfkc,
    /// Takes away these texts, wherever they are.
    Strip(&'static [&'static str]),
    /// Takes away all but the digits `0` to `9`.
    DigitsOnly,
    /// Makes an optional text in which nothing can be seen absent. The text itself stays as it is.
    BlankToNone,
    /// Calls a function of the user.
    Function(fn(&mut String)),
}

/// Whether all words would leave the text as it is.
#[inline]
pub(crate) fn are_in_order(text: &str, words: &[Word]) -> bool {
    words.iter().all(|word| word.leaves(text))
}

/// Runs the words in their order, until all of them leave the text as it is. A function of the user runs once.
#[cold]
#[inline(never)]
pub(crate) fn put_in_order(text: &mut Cow<'_, str>, words: &[Word]) {
    for part in words.split_inclusive(|word| matches!(word, Word::Function(_))) {
        match part.split_last() {
            Some((Word::Function(function), words)) => {
                repeat(text, words);
                function(text.to_mut());
            }
            _ => repeat(text, part),
        }
    }
}

/// Strips, composed letters and changed cases can leave something to do for a word before them. So all run again, and
/// the text is in order afterwards: the words would not change it a second time.
fn repeat(text: &mut Cow<'_, str>, words: &[Word]) {
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for word in words.iter().filter(|word| !matches!(word, Word::Function(_))) {
            if !word.leaves(text) {
                word.change(text);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

impl Word {
    /// Whether the word would leave the text as it is.
    #[inline]
    fn leaves(self, text: &str) -> bool {
        match self {
            Self::Trim => starts_visible(text) && ends_visible(text),
            Self::TrimStart => starts_visible(text),
            Self::TrimEnd => ends_visible(text),
            Self::BlankToNone => true,
            Self::Function(_) => false,
            other => other.leaves_all(text),
        }
    }

    /// As [`leaves`](Self::leaves), for the words that look at the whole text.
    fn leaves_all(self, text: &str) -> bool {
        match self {
            Self::Collapse => wide_blanks(text, |_| ControlFlow::Break(())).is_continue(),
            Self::Lowercase if text.is_ascii() => !text.bytes().any(|byte| byte.is_ascii_uppercase()),
            Self::Lowercase => text.chars().all(|c| c.to_lowercase().eq([c])),
            Self::Uppercase if text.is_ascii() => !text.bytes().any(|byte| byte.is_ascii_lowercase()),
            Self::Uppercase => text.chars().all(|c| c.to_uppercase().eq([c])),
            #[cfg(feature = "normal-forms")]
            Self::Nfc => text.is_ascii() || unicode_normalization::is_nfc(text),
            #[cfg(feature = "normal-forms")]
            Self::Nfkc => text.is_ascii() || unicode_normalization::is_nfkc(text),
            Self::Strip(parts) => !parts.iter().any(|part| text.contains(part)),
            Self::DigitsOnly => text.bytes().all(|byte| byte.is_ascii_digit()),
            other => other.leaves(text),
        }
    }

    /// Changes a text that the word does not leave as it is.
    fn change(self, text: &mut Cow<'_, str>) {
        match self {
            Self::Trim => cut(text, visible_start(text)..visible_end(text)),
            Self::TrimStart => cut(text, visible_start(text)..text.len()),
            Self::TrimEnd => cut(text, 0..visible_end(text)),
            Self::Collapse => *text = Cow::Owned(collapsed(text)),
            Self::Lowercase if text.is_ascii() => text.to_mut().make_ascii_lowercase(),
            Self::Lowercase => *text = Cow::Owned(text.to_lowercase()),
            Self::Uppercase if text.is_ascii() => text.to_mut().make_ascii_uppercase(),
            Self::Uppercase => *text = Cow::Owned(text.to_uppercase()),
            #[cfg(feature = "normal-forms")]
            Self::Nfc => *text = Cow::Owned(unicode_normalization::UnicodeNormalization::nfc(&**text).collect()),
            #[cfg(feature = "normal-forms")]
            Self::Nfkc => *text = Cow::Owned(unicode_normalization::UnicodeNormalization::nfkc(&**text).collect()),
            Self::Strip(parts) => *text = Cow::Owned(stripped(text, parts)),
            Self::DigitsOnly => text.to_mut().retain(|c| c.is_ascii_digit()),
            Self::BlankToNone | Self::Function(_) => {}
        }
    }
}

/// Keeps this part of a text. It needs no memory.
fn cut(text: &mut Cow<'_, str>, kept: Range<usize>) {
    match text {
        Cow::Borrowed(text) => *text = text.get(kept).unwrap_or_default(),
        Cow::Owned(text) => {
            text.truncate(kept.end);
            text.drain(..kept.start.min(kept.end));
        }
    }
}

#[inline]
fn starts_visible(text: &str) -> bool {
    text.chars().next().is_none_or(is_visible)
}

#[inline]
fn ends_visible(text: &str) -> bool {
    text.chars().next_back().is_none_or(is_visible) || visible_end(text) == text.len()
}

/// Where the first visible character is.
fn visible_start(text: &str) -> usize {
    text.find(is_visible).unwrap_or(text.len())
}

/// Where the last visible character ends, with what gives it its form.
fn visible_end(text: &str) -> usize {
    let end = text.trim_end_matches(|c| !is_visible(c)).len();
    let (before, after) = text.split_at(end);
    match before.chars().next_back() {
        Some(last) if may_have_form(last) => end + after.len() - after.trim_start_matches(gives_form).len(),
        _ => end,
    }
}

/// Whether invisible characters may change how this one looks. Nothing changes those of ASCII.
fn may_have_form(c: char) -> bool {
    !c.is_ascii()
}

/// Whether the character cannot be seen, and shows in the one before it: it chooses between variants of a letter, of an
/// ideograph in a name or of an emoji, or says which flag is meant.
fn gives_form(c: char) -> bool {
    matches!(
        c,
        '\u{fe00}'..='\u{fe0f}'
            | '\u{e0100}'..='\u{e01ef}'
            | '\u{e0020}'..='\u{e007f}'
            | '\u{180b}'..='\u{180d}'
            | '\u{180f}'
    )
}

/// Whether the character takes up room in which nothing can be seen.
fn is_space(c: char) -> bool {
    c.is_whitespace() || !is_visible(c) && !is_ignorable(c) && !c.is_control()
}

/// Calls `found` with every run between visible characters that has white space in it and is not a single blank. What
/// joins letters or emoji, without white space, is no such run.
fn wide_blanks(text: &str, mut found: impl FnMut(Range<usize>) -> ControlFlow<()>) -> ControlFlow<()> {
    let (mut run, mut has_space, mut has_form) = (None, false, false);
    let start = visible_start(text);
    let inner = text.get(start..).unwrap_or_default();
    for (at, c) in inner.char_indices().map(|(at, c)| (start + at, c)) {
        match run {
            _ if is_visible(c) => {
                if let Some(run) = run.take().filter(|_| has_space) {
                    if text.get(run..at) != Some(" ") {
                        found(run..at)?;
                    }
                }
                (has_space, has_form) = (false, may_have_form(c));
            }
            None if has_form && gives_form(c) => {}
            None => (run, has_space) = (Some(at), is_space(c)),
            Some(_) => has_space |= is_space(c),
        }
    }
    ControlFlow::Continue(())
}

fn collapsed(text: &str) -> String {
    let (mut collapsed, mut done) = (String::with_capacity(text.len()), 0);
    let _ = wide_blanks(text, |run| {
        collapsed.push_str(text.get(done..run.start).unwrap_or_default());
        collapsed.push(' ');
        done = run.end;
        ControlFlow::Continue(())
    });
    collapsed.push_str(text.get(done..).unwrap_or_default());
    collapsed
}

/// The text without any of the parts, also where taking one away would make another. It looks at each character once.
fn stripped(text: &str, parts: &[&str]) -> String {
    let mut stripped = String::with_capacity(text.len());
    for c in text.chars() {
        stripped.push(c);
        let ends = |part: &&&str| !part.is_empty() && stripped.ends_with(**part);
        if let Some(length) = parts.iter().find(ends).map(|part| part.len()) {
            stripped.truncate(stripped.len() - length);
        }
    }
    stripped
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use super::*;

    fn ordered(text: &str, words: &[Word]) -> String {
        let mut text = Cow::Borrowed(text);
        put_in_order(&mut text, words);
        text.into_owned()
    }

    #[test]
    fn every_word_does_what_it_says() {
        use Word::{Collapse, DigitsOnly, Lowercase, Strip, Trim, TrimEnd, TrimStart, Uppercase};
        for (words, text, expected) in [
            (&[Trim][..], " \t\u{a0}\u{200b}\u{3000}a b\u{feff}\r\n", "a b"),
            (&[Trim], "", ""),
            (&[Trim], " \u{200b}\0", ""),
            (&[TrimStart], "  a ", "a "),
            (&[TrimStart], "  ", ""),
            (&[TrimEnd], " a \u{2800}", " a"),
            // What gives the last character its form stays.
            (&[Trim], " ❤\u{fe0f} ", "❤\u{fe0f}"),
            (&[Trim], "葛\u{e0100}\u{200b}", "葛\u{e0100}"),
            (&[Trim], "🏴\u{e0067}\u{e0062}\u{e007f}\n", "🏴\u{e0067}\u{e0062}\u{e007f}"),
            // ASCII has no other forms, so such a character could only hide there.
            (&[Trim], "admin\u{fe0f}\u{200d}", "admin"),
            (&[Trim], "\u{fe0f}a", "a"),
            (&[Collapse], "a \t\n b\u{a0}c", "a b c"),
            (&[Collapse], "a \u{200b} b", "a b"),
            (&[Collapse], "a\u{2800}b", "a b"),
            (&[Collapse], "  a  b  ", "  a b  "),
            (&[Collapse], " \t ", " \t "),
            // What joins emoji and letters is no white space.
            (&[Collapse], "👩\u{200d}👧 ❤\u{fe0f}  x", "👩\u{200d}👧 ❤\u{fe0f} x"),
            (&[Collapse], "می\u{200c}روم", "می\u{200c}روم"),
            (&[Lowercase], "ÄbC", "äbc"),
            (&[Lowercase], "ΟΔΟΣ", "οδος"),
            (&[Lowercase], "ABC", "abc"),
            (&[Uppercase], "straße", "STRASSE"),
            (&[Uppercase], "abc", "ABC"),
            (&[Strip(&["-", " "])], "DE-12 34", "DE1234"),
            // Nothing of it is left, however it is nested.
            (&[Strip(&["ab"])], "aabbaba", "a"),
            (&[Strip(&["<script>"])], "<scr<script>ipt>x", "x"),
            (&[DigitsOnly], "+49 (0) 30-1٣", "490301"),
            // The words run again where one leaves something to do for another.
            (&[Trim, Strip(&["-"])], "- a -", "a"),
            (&[Collapse, Strip(&["-"])], "a - b", "a b"),
            (&[Strip(&["ss"]), Lowercase], "sSSsx", "x"),
        ] {
            assert_eq!(ordered(text, words), expected, "{words:?} on {text:?}");
            assert_eq!(are_in_order(text, words), text == expected, "{words:?} on {text:?}");
            assert!(are_in_order(expected, words), "{words:?} on {expected:?}");
        }
    }

    #[cfg(feature = "normal-forms")]
    #[test]
    fn normal_forms_are_those_of_unicode() {
        for (word, text, expected) in [
            (Word::Nfc, "e\u{301}", "é"),
            (Word::Nfc, "ﬁ", "ﬁ"),
            (Word::Nfkc, "ﬁ", "fi"),
            (Word::Nfkc, "１２", "12"),
            (Word::Nfc, "plain", "plain"),
        ] {
            assert_eq!(ordered(text, &[word]), expected);
            assert!(are_in_order(expected, &[word]));
        }
    }

    #[test]
    fn a_function_runs_once_and_where_it_stands() {
        fn star(text: &mut String) {
            text.push_str(" *");
        }
        assert_eq!(ordered(" a ", &[Word::Trim, Word::Function(star), Word::Uppercase]), "A *");
        assert_eq!(ordered(" a ", &[Word::Function(star), Word::Strip(&["*"]), Word::Trim]), "a");
        assert!(!are_in_order("a", &[Word::Function(star)]));
    }

    #[test]
    fn each_word_leaves_what_it_has_made() {
        let words = [Word::Trim, Word::Collapse, Word::Lowercase, Word::Uppercase, Word::DigitsOnly];
        // The planes beyond have nothing that a word looks at.
        for c in ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}') {
            for text in [c.to_string(), alloc::format!("a{c} {c}b"), alloc::format!("é{c}")] {
                for word in words {
                    let once = ordered(&text, &[word]);
                    assert!(word.leaves(&once), "{word:?} on {text:?}");
                }
                #[cfg(feature = "normal-forms")]
                for word in [Word::Nfc, Word::Nfkc] {
                    assert!(word.leaves(&ordered(&text, &[word])), "{word:?} on {text:?}");
                }
            }
        }
    }

    #[test]
    fn combinations_leave_what_they_have_made() {
        const ALPHABET: [char; 22] = [
            'a', 'B', 'ß', 'İ', 'Σ', 'e', '\u{301}', '1', '-', '_', ' ', '\t', '\n', '\u{a0}', '\u{200b}', '\u{200d}',
            '\u{fe0f}', '❤', '葛', '\u{2800}', '\0', 'ﬁ',
        ];
        let words: &[Word] = &[
            Word::Trim,
            Word::TrimStart,
            Word::TrimEnd,
            Word::Collapse,
            Word::Lowercase,
            Word::Uppercase,
            Word::Strip(&["-", "_"]),
            Word::Strip(&["-a", " "]),
            Word::DigitsOnly,
            Word::BlankToNone,
            #[cfg(feature = "normal-forms")]
            Word::Nfc,
            #[cfg(feature = "normal-forms")]
            Word::Nfkc,
        ];
        let mut random = fastrand::Rng::with_seed(17);
        for _ in 0..20_000 {
            let list: alloc::vec::Vec<Word> =
                (0..random.usize(1..5)).map(|_| words[random.usize(..words.len())]).collect();
            // Upper case and lower case contradict each other, so nothing is in order for both.
            let has = |wanted: fn(&Word) -> bool| list.iter().any(wanted);
            if has(|word| matches!(word, Word::Lowercase)) && has(|word| matches!(word, Word::Uppercase)) {
                continue;
            }
            let text: String = (0..random.usize(..12)).map(|_| ALPHABET[random.usize(..ALPHABET.len())]).collect();
            let once = ordered(&text, &list);
            assert!(are_in_order(&once, &list), "{list:?} on {text:?}: {once:?}");
            assert_eq!(ordered(&once, &list), once);
        }
    }

    #[test]
    fn hostile_text_takes_no_more_than_linear_time() {
        // What a strip in several passes would go through as often as it is long.
        let nested = "a".repeat(100_000) + &"b".repeat(100_000);
        assert_eq!(ordered(&nested, &[Word::Strip(&["ab"]), Word::Trim]), "");
        let blanks = "a".to_string() + &" \t".repeat(100_000) + "b";
        assert_eq!(ordered(&blanks, &[Word::Collapse, Word::Trim]), "a b");
    }
}
