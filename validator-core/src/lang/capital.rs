//! A capital at the beginning of what is written.

use core::fmt;

/// Writes the first letter as a capital, by the rules of a language.
pub(crate) struct Capital<'w, W: ?Sized> {
    out: &'w mut W,
    letters: Letters,
    begun: bool,
    /// An `i` of which it is not known whether a `j` follows.
    held: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Usual,
    /// `i` becomes `İ`.
    Turkish,
    /// `ij` becomes `IJ`.
    Dutch,
}

impl<'w, W: fmt::Write + ?Sized> Capital<'w, W> {
    pub(crate) fn new(out: &'w mut W, tag: &str) -> Self {
        let letters = match tag.split('-').next() {
            Some("tr" | "az") => Letters::Turkish,
            Some("nl") => Letters::Dutch,
            _ => Letters::Usual,
        };
        Self { out, letters, begun: false, held: false }
    }

    /// Writes what is left.
    pub(crate) fn end(self) -> fmt::Result {
        if self.held { self.out.write_str("I") } else { Ok(()) }
    }
}

impl<W: fmt::Write + ?Sized> fmt::Write for Capital<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        if self.held && !rest.is_empty() {
            self.held = false;
            match rest.strip_prefix('j') {
                Some(behind) => {
                    self.out.write_str("IJ")?;
                    rest = behind;
                }
                None => self.out.write_str("I")?,
            }
        }
        if self.begun {
            return self.out.write_str(rest);
        }
        let Some(first) = rest.chars().next() else { return Ok(()) };
        self.begun = true;
        rest = &rest[first.len_utf8()..];
        match (first, self.letters) {
            ('i', Letters::Turkish) => self.out.write_str("İ")?,
            ('i', Letters::Dutch) => {
                self.held = true;
                return if rest.is_empty() { Ok(()) } else { self.write_str(rest) };
            }
            _ => capital(first, self.out)?,
        }
        self.out.write_str(rest)
    }
}

/// The letter at the beginning of a sentence: of several capitals only the first, so that `ß` becomes `Ss`.
fn capital<W: fmt::Write + ?Sized>(letter: char, out: &mut W) -> fmt::Result {
    // Letters of one sign for two have a form for this; Georgian has no capitals within sentences.
    match letter {
        'ǆ' | 'Ǆ' => return out.write_char('ǅ'),
        'ǉ' | 'Ǉ' => return out.write_char('ǈ'),
        'ǌ' | 'Ǌ' => return out.write_char('ǋ'),
        'ǳ' | 'Ǳ' => return out.write_char('ǲ'),
        '\u{10d0}'..='\u{10ff}' => return out.write_char(letter),
        _ => {}
    }
    let mut capitals = letter.to_uppercase();
    if let Some(first) = capitals.next() {
        out.write_char(first)?;
    }
    for further in capitals {
        for lower in further.to_lowercase() {
            out.write_char(lower)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use core::fmt::Write as _;

    use super::*;

    #[test]
    fn the_first_letter_is_a_capital_by_the_rules_of_the_language() {
        for (tag, text, wanted) in [
            ("en", "first name", "First name"),
            ("en", "", ""),
            ("en", "élan", "Élan"),
            ("de", "ßoder", "Ssoder"),
            ("tr", "isim", "İsim"),
            ("tr", "ışık", "Işık"),
            ("az-Latn", "il", "İl"),
            ("nl", "ijs", "IJs"),
            ("nl", "is", "Is"),
            ("nl", "i", "I"),
            ("en", "ijs", "Ijs"),
            ("hr", "ǆep", "ǅep"),
            ("ka", "სახელი", "სახელი"),
            ("ru", "имя", "Имя"),
            ("ja", "名前", "名前"),
            ("en", "ﬁx", "Fix"),
        ] {
            let (mut whole, mut by_char) = (String::new(), String::new());
            let mut capital = Capital::new(&mut whole, tag);
            capital.write_str(text).unwrap();
            capital.end().unwrap();
            let mut capital = Capital::new(&mut by_char, tag);
            text.chars().for_each(|c| capital.write_char(c).unwrap());
            capital.end().unwrap();
            assert_eq!((whole.as_str(), by_char.as_str()), (wanted, wanted), "{tag} {text}");
        }
    }
}
