//! Passwords.

use super::unicode::category::{is_letter, is_letter_or_number};
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rule::Described;
use crate::rules::{Describe, Failure, Measure, Rule, Schema};
use crate::scan::visible::is_visible;
use crate::subject::Kind;

/// Accepts a password that meets every demand. Each demand that it does not meet is a violation of its own.
///
/// A password has at least 8 characters, or as many as `.min(12)` says. `.letters()` demands a letter, `.mixed_case()` a
/// letter in upper case and one in lower case, `.numbers()` a number, and `.symbols()` a visible character that is neither.
///
/// The violations have the codes `password`, `password_letters`, `password_mixed_case`, `password_numbers` and
/// `password_symbols`.
///
/// In an attribute: `#[validate(password(min = 12, mixed_case, numbers))]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::password().min(12).check("correct horse battery"));
/// assert!(!rules::password().mixed_case().numbers().check("correct horse battery"));
/// ```
#[must_use]
pub const fn password() -> Password {
    Password { min: 8, letters: false, mixed_case: false, numbers: false, symbols: false }
}

/// The rule [`password`].
#[derive(Clone, Copy, Debug)]
pub struct Password {
    min: usize,
    letters: bool,
    mixed_case: bool,
    numbers: bool,
    symbols: bool,
}

impl Password {
    /// At least this many characters.
    #[must_use]
    pub const fn min(mut self, min: usize) -> Self {
        self.min = min;
        self
    }

    /// At least one letter.
    #[must_use]
    pub const fn letters(mut self) -> Self {
        self.letters = true;
        self
    }

    /// At least one letter in upper case and one in lower case.
    #[must_use]
    pub const fn mixed_case(mut self) -> Self {
        self.mixed_case = true;
        self
    }

    /// At least one number.
    #[must_use]
    pub const fn numbers(mut self) -> Self {
        self.numbers = true;
        self
    }

    /// At least one visible character that is neither a letter with its marks nor a number, such as punctuation, a sign or
    /// an emoji.
    #[must_use]
    pub const fn symbols(mut self) -> Self {
        self.symbols = true;
        self
    }

    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        assert!(self.min > 0, "a password of 0 characters is none; raise `min`");
    }

    /// Each demand of this rule, and whether the text meets it.
    fn demands(self, value: &str) -> [(bool, Failure); 5] {
        let has = |test: fn(char) -> bool| value.contains(test);
        [
            (value.compare_len(self.min).is_ge(), Failure::whole()),
            (!self.letters || has(|c| is_letter(c) && is_visible(c)), Failure::of(&Demand::Letters)),
            (!self.mixed_case || has(char::is_uppercase) && has(char::is_lowercase), Failure::of(&Demand::MixedCase)),
            (!self.numbers || has(char::is_numeric), Failure::of(&Demand::Numbers)),
            (!self.symbols || has(is_symbol), Failure::of(&Demand::Symbols)),
        ]
    }
}

/// Neither a letter with its marks, nor a number, nor something that nobody can see: what shows nothing or only in what
/// is around it, and what has no form that everybody agrees on. What is newer than this compiler's Unicode may be an
/// emoji.
fn is_symbol(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let formless = matches!(
        u32::from(c),
        0xfff9..=0xfffb | 0x1_3430..=0x1_343f | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xf_0000..
    );
    is_visible(c) && !is_letter_or_number(c) && !formless && u32::from(c) & 0xfffe != 0xfffe
}

impl Describe for Password {
    const CODE: &'static str = "password";
    const ARGUMENTS: &'static [&'static str] = &["min"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Integer(self.min as i128))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.min == 1 {
            "The {attribute} must be at least {min} character."
        } else {
            "The {attribute} must be at least {min} characters."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::password
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        let asks_more = self.letters || self.mixed_case || self.numbers || self.symbols;
        Schema::of("minLength", Argument::Integer(self.min as i128)).exact_if(!asks_more)
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        let asked = [
            ("letters", self.letters),
            ("mixed_case", self.mixed_case),
            ("numbers", self.numbers),
            ("symbols", self.symbols),
        ];
        for (flag, _) in asked.into_iter().filter(|(_, is_asked)| *is_asked) {
            each(flag);
        }
    }

    fn demand(&self, index: usize) -> Option<&'static (dyn Described + Send + Sync)> {
        let asked: [(bool, &'static Demand); 4] = [
            (self.letters, &Demand::Letters),
            (self.mixed_case, &Demand::MixedCase),
            (self.numbers, &Demand::Numbers),
            (self.symbols, &Demand::Symbols),
        ];
        let demand = asked.into_iter().filter(|(asked, _)| *asked).nth(index)?.1;
        Some(demand)
    }
}

impl Rule<str> for Password {
    const SEVERAL: bool = true;

    fn check(&self, value: &str) -> bool {
        self.demands(value).iter().all(|(met, _)| *met)
    }

    fn failures(&self, value: &str, report: &mut dyn FnMut(Failure)) {
        for (met, failure) in self.demands(value) {
            if !met {
                report(failure);
            }
        }
    }
}

/// What a password may have to contain.
#[derive(Clone, Copy, Debug)]
enum Demand {
    Letters,
    MixedCase,
    Numbers,
    Symbols,
}

impl Describe for Demand {
    const CODE: &'static str = "password";

    fn code(&self) -> &'static str {
        match self {
            Self::Letters => "password_letters",
            Self::MixedCase => "password_mixed_case",
            Self::Numbers => "password_numbers",
            Self::Symbols => "password_symbols",
        }
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self {
            Self::Letters => "The {attribute} must contain at least one letter.",
            Self::MixedCase => "The {attribute} must contain at least one uppercase and one lowercase letter.",
            Self::Numbers => "The {attribute} must contain at least one number.",
            Self::Symbols => "The {attribute} must contain at least one symbol.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        match self {
            Self::Letters => id::password_letters,
            Self::MixedCase => id::password_mixed_case,
            Self::Numbers => id::password_numbers,
            Self::Symbols => id::password_symbols,
        }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// The codes of what is not met.
    fn unmet(rule: Password, text: &str) -> Vec<&'static str> {
        let mut codes = Vec::new();
        rule.failures(text, &mut |failure| codes.push(failure.rule.map_or("password", |demand| demand.code())));
        assert_eq!(rule.check(text), codes.is_empty());
        codes
    }

    #[test]
    fn every_unmet_demand_is_named() {
        let strict = password().min(4).letters().mixed_case().numbers().symbols();
        let all = ["password", "password_letters", "password_mixed_case", "password_numbers", "password_symbols"];
        assert_eq!(unmet(strict, ""), all);
        assert_eq!(unmet(strict, "   "), all);
        assert_eq!(unmet(strict, "aA1!"), Vec::<&str>::new());
        assert_eq!(unmet(strict, "aA1"), ["password", "password_symbols"]);
        assert_eq!(unmet(strict, "日本語三"), ["password_mixed_case", "password_numbers", "password_symbols"]);
        assert_eq!(unmet(strict, "ÄÖü٣€"), Vec::<&str>::new());
        assert_eq!(unmet(strict, "1234"), ["password_letters", "password_mixed_case", "password_symbols"]);
        assert_eq!(
            unmet(password().symbols(), "e\u{301}e\u{301}e\u{301}\0 x"),
            ["password_symbols"],
            "marks are no symbols"
        );
        assert_eq!(unmet(password().min(1).letters(), "\u{3164}"), ["password_letters"], "a filler cannot be seen");
        assert_eq!(unmet(password(), "1234567"), ["password"]);
        assert_eq!(unmet(password(), "12345678"), Vec::<&str>::new());
    }

    #[test]
    fn symbols_can_be_seen() {
        for symbol in "!~-_€£§´“…→☃❤🎉👩🏽‍💻\u{378}\u{1fffd}".chars().filter(|&c| c != '\u{200d}')
        {
            assert!(is_symbol(symbol), "{symbol:?}");
        }
        let unseen = "\0\t\u{7f}\u{85}\u{a0}\u{ad}\u{61c}\u{200b}\u{200d}\u{202e}\u{2028}\u{2066}\u{2800}\u{3000}\u{3164}\u{e000}\
                      \u{f8ff}\u{fdd0}\u{fe0f}\u{feff}\u{fff9}\u{ffff}\u{13430}\u{1ffff}\u{e0041}\u{f0000}\u{10ffff}";
        for unseen in unseen.chars() {
            assert!(!is_symbol(unseen), "{unseen:?}");
        }
    }
}
