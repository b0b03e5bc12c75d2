//! Patterns of JSON Schema as the attribute `pattern` wants them: for the whole value, and valid with the flag `v`.

/// Whatever the value is. The dot does not match line separators.
const ANYTHING: &str = r"[\s\S]*";

/// Groups inside groups are followed this deep.
const DEEPEST: usize = 64;

/// What is known of the characters of texts that fit a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// Some may take two UTF-16 code units.
    pub(super) are_long: bool,
    /// Some may be line breaks.
    pub(super) are_breaks: bool,
    /// Some may be other than digits.
    pub(super) are_no_digits: bool,
}

impl Characters {
    pub(super) const ANY: Self = Self { are_long: true, are_breaks: true, are_no_digits: true };

    fn of(from: u32, to: u32) -> Self {
        let has = |c: char| (from..=to).contains(&u32::from(c));
        Self {
            are_long: to > 0xffff || from <= 0xdfff && to >= 0xd800,
            are_breaks: has('\n') || has('\r'),
            are_no_digits: from < u32::from('0') || to > u32::from('9'),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            are_long: self.are_long || other.are_long,
            are_breaks: self.are_breaks || other.are_breaks,
            are_no_digits: self.are_no_digits || other.are_no_digits,
        }
    }

    /// What is known of texts that fit both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            are_long: self.are_long && other.are_long,
            are_breaks: self.are_breaks && other.are_breaks,
            are_no_digits: self.are_no_digits && other.are_no_digits,
        }
    }
}

/// A pattern for the whole of a value.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) text: String,
    pub(super) characters: Characters,
    /// Whether the empty text may fit.
    pub(super) may_be_empty: bool,
}

/// The pattern for the whole of the values in which `pattern` is found. `None` if it has parts that are not known here.
///
/// `pattern` is an expression of ECMAScript with the flag `u`. The outcome means the same with `u` and with `v`: older
/// browsers have the first.
pub(super) fn whole(pattern: &str) -> Option<Whole> {
    let mut reader = Reader { rest: pattern, written: String::with_capacity(pattern.len()), last: None };
    let part = reader.alternatives(DEEPEST)?;
    if !reader.rest.is_empty() {
        return None;
    }
    let mut text = &*reader.written;
    let mut around = ["", ""];
    if !part.starts {
        around[0] = ANYTHING;
    } else if part.is_single {
        text = text.strip_prefix('^')?;
    }
    if !part.ends {
        around[1] = ANYTHING;
    } else if part.is_single {
        text = text.strip_suffix('$')?;
    }
    let [before, after] = around;
    let text = if part.is_single { format!("{before}{text}{after}") } else { format!("{before}(?:{text}){after}") };
    let characters = if part.starts && part.ends { part.characters } else { Characters::ANY };
    Some(Whole { text, characters, may_be_empty: part.may_be_empty })
}

/// One pattern for values that fit all of some, and none of others. `None` if there are none at all.
pub(super) fn joined(all: &[Whole], none: &[Whole]) -> Option<String> {
    let (last, others) = match all.split_last() {
        Some((last, others)) => (&*last.text, others),
        None if none.is_empty() => return None,
        None => (ANYTHING, &[][..]),
    };
    let mut text = String::new();
    for whole in others {
        text.push_str(&format!("(?=(?:{})$)", whole.text));
    }
    for whole in none {
        text.push_str(&format!("(?!(?:{})$)", whole.text));
    }
    let is_plain = text.is_empty();
    Some(if is_plain { last.to_owned() } else { format!("{text}(?:{last})") })
}

/// What is known of a part of a pattern.
struct Part {
    /// Whether each alternative begins with `^`.
    starts: bool,
    /// Whether each alternative ends with `$`.
    ends: bool,
    /// Whether there is one alternative.
    is_single: bool,
    may_be_empty: bool,
    characters: Characters,
}

struct Reader<'p> {
    rest: &'p str,
    written: String,
    /// The character that was written last in a class, if it stands for itself.
    last: Option<char>,
}

/// What an atom matches.
enum Atom {
    /// A place between characters.
    Place,
    Text(Characters),
    Group(Part),
}

/// An item of a class.
enum Item {
    One(u32),
    Several { characters: Characters, has_breaks: bool },
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    fn copy(&mut self) {
        let next = self.next();
        self.written.extend(next);
    }

    /// Copies this text, if it comes next.
    fn copies(&mut self, text: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(text) else { return false };
        self.rest = rest;
        self.written.push_str(text);
        true
    }

    fn alternatives(&mut self, deep: usize) -> Option<Part> {
        let mut all = self.sequence(deep)?;
        while self.copies("|") {
            let next = self.sequence(deep)?;
            all = Part {
                starts: all.starts && next.starts,
                ends: all.ends && next.ends,
                is_single: false,
                may_be_empty: all.may_be_empty || next.may_be_empty,
                characters: all.characters.or(next.characters),
            };
        }
        Some(all)
    }

    fn sequence(&mut self, deep: usize) -> Option<Part> {
        let characters = Characters::default();
        let mut part = Part { starts: false, ends: false, is_single: true, may_be_empty: true, characters };
        let mut is_first = true;
        while let Some(next) = self.peek().filter(|next| !matches!(next, '|' | ')')) {
            part.ends = next == '$';
            part.starts |= is_first && next == '^';
            is_first = false;
            match self.atom(deep)? {
                Atom::Place => {}
                Atom::Text(characters) => {
                    part.may_be_empty &= self.may_be_left_out()?;
                    part.characters = part.characters.or(characters);
                }
                Atom::Group(group) => {
                    let may_be_left_out = self.may_be_left_out()?;
                    part.may_be_empty &= may_be_left_out || group.may_be_empty;
                    part.characters = part.characters.or(group.characters);
                }
            }
        }
        Some(part)
    }

    fn atom(&mut self, deep: usize) -> Option<Atom> {
        let next = self.next()?;
        match next {
            '^' | '$' => {
                self.written.push(next);
                Some(Atom::Place)
            }
            '.' => {
                self.written.push('.');
                Some(Atom::Text(Characters { are_breaks: false, ..Characters::ANY }))
            }
            '(' => self.group(deep.checked_sub(1)?),
            '[' => self.class().map(Atom::Text),
            '\\' => match self.peek()? {
                'b' | 'B' => {
                    self.written.push('\\');
                    self.copy();
                    Some(Atom::Place)
                }
                _ => Some(Atom::Text(match self.escape()? {
                    Item::One(one) => Characters::of(one, one),
                    Item::Several { characters, .. } => characters,
                })),
            },
            '*' | '+' | '?' | '{' | '}' | ']' => None,
            literal => {
                self.written.push(literal);
                Some(Atom::Text(Characters::of(literal.into(), literal.into())))
            }
        }
    }

    fn group(&mut self, deep: usize) -> Option<Atom> {
        let is_around = ["?=", "?!", "?<=", "?<!"].iter().any(|around| self.rest.starts_with(around));
        self.written.push('(');
        if !["?:", "?=", "?!", "?<=", "?<!"].iter().any(|kind| self.copies(kind)) && self.rest.starts_with('?') {
            // Two patterns in one may use a name twice. No pattern here refers to one.
            let (_, rest) = self.rest.strip_prefix("?<")?.split_once('>')?;
            self.rest = rest;
            self.written.push_str("?:");
        }
        let part = self.alternatives(deep)?;
        if !self.copies(")") {
            return None;
        }
        Some(if is_around { Atom::Place } else { Atom::Group(part) })
    }

    /// Copies a quantifier, and tells whether it allows for nothing.
    fn may_be_left_out(&mut self) -> Option<bool> {
        let may_be_left_out = match self.peek() {
            Some('*' | '?') => {
                self.copy();
                true
            }
            Some('+') => {
                self.copy();
                false
            }
            Some('{') => {
                let (counts, rest) = self.rest.split_once('}')?;
                let least = counts.trim_start_matches('{').split(',').next()?;
                let may_be_left_out = least.bytes().all(|digit| digit == b'0');
                self.written.push_str(counts);
                self.written.push('}');
                self.rest = rest;
                may_be_left_out
            }
            _ => return Some(false),
        };
        self.copies("?");
        Some(may_be_left_out)
    }

    fn class(&mut self) -> Option<Characters> {
        self.written.push('[');
        let is_negated = self.copies("^");
        let (mut characters, mut breaks) = (Characters::default(), [false; 2]);
        self.last = None;
        loop {
            if self.copies("]") {
                break;
            }
            let first = self.item()?;
            let has_end = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            match first {
                Item::One(from) => {
                    let mut to = from;
                    if has_end {
                        self.next();
                        self.written.push('-');
                        self.last = None;
                        let Item::One(end) = self.item()? else { return None };
                        to = end;
                    }
                    characters = characters.or(Characters::of(from, to));
                    for (found, wanted) in breaks.iter_mut().zip(['\n', '\r']) {
                        *found |= (from..=to).contains(&u32::from(wanted));
                    }
                }
                Item::Several { characters: several, has_breaks } => {
                    characters = characters.or(several);
                    breaks = breaks.map(|found| found || has_breaks);
                }
            }
        }
        if is_negated {
            let are_breaks = !breaks.iter().all(|found| *found);
            return Some(Characters { are_breaks, ..Characters::ANY });
        }
        Some(characters)
    }

    /// An item of a class, or one end of a range. The flag `v` asks for more escapes than `u`, and reserves pairs of
    /// punctuation.
    fn item(&mut self) -> Option<Item> {
        let next = self.next()?;
        if next == '\\' {
            self.last = None;
            return self.escape();
        }
        if "()[]{}/|-".contains(next) {
            self.written.push('\\');
            self.written.push(next);
            self.last = None;
        } else if self.last == Some(next) && next.is_ascii_punctuation() {
            self.written.push_str(&format!("\\x{:02x}", u32::from(next)));
            self.last = None;
        } else {
            self.written.push(next);
            self.last = Some(next);
        }
        Some(Item::One(next.into()))
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Option<Item> {
        self.written.push('\\');
        let kind = self.next()?;
        self.written.push(kind);
        let several = |characters, has_breaks| Some(Item::Several { characters, has_breaks });
        let no_breaks = Characters { are_breaks: false, ..Characters::ANY };
        match kind {
            'd' => several(Characters::default(), false),
            'w' => several(Characters { are_no_digits: true, ..Characters::default() }, false),
            's' => several(Characters { are_long: false, ..Characters::ANY }, true),
            'S' => several(no_breaks, false),
            'D' | 'W' => several(Characters::ANY, true),
            'p' => {
                let (name, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
                self.written.push_str(&format!("{{{name}}}"));
                self.rest = rest;
                // Letters, marks, numbers, punctuation, symbols: none of them is a line break.
                let is_visible = name.len() <= 2 && name.starts_with(['L', 'M', 'N', 'P', 'S']);
                several(if is_visible { no_breaks } else { Characters::ANY }, false)
            }
            'P' => {
                let (name, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
                self.written.push_str(&format!("{{{name}}}"));
                self.rest = rest;
                several(Characters::ANY, false)
            }
            'n' => Some(Item::One('\n'.into())),
            'r' => Some(Item::One('\r'.into())),
            't' | 'v' | 'f' => Some(Item::One('\t'.into())),
            '0' => Some(Item::One(0)),
            'x' => self.hex(2),
            'u' if self.rest.starts_with('{') => {
                let (digits, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
                self.written.push_str(&format!("{{{digits}}}"));
                self.rest = rest;
                u32::from_str_radix(digits, 16).ok().map(Item::One)
            }
            'u' => self.hex(4),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' | '-' => {
                Some(Item::One(kind.into()))
            }
            // Among others those that refer to groups.
            _ => None,
        }
    }

    fn hex(&mut self, count: usize) -> Option<Item> {
        let digits = self.rest.get(..count)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        self.written.push_str(digits);
        self.rest = self.rest.get(count..)?;
        Some(Item::One(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_for_the_whole_value_and_valid_with_the_flag_v() {
        for (pattern, expected) in [
            ("^[A-Z]{3}$", "[A-Z]{3}"),
            ("^a|b$", r"[\s\S]*(?:^a|b$)[\s\S]*"),
            ("^a$|^b$", "(?:^a$|^b$)"),
            ("^a", r"a[\s\S]*"),
            ("a$", r"[\s\S]*a"),
            (r"a\$", r"[\s\S]*a\$[\s\S]*"),
            ("", r"[\s\S]*[\s\S]*"),
            ("^[^ @/:?#]+$", r"[^ @\/:?#]+"),
            ("^[a-z0-9+.-]+$", r"[a-z0-9+.\-]+"),
            ("^[.!#$%&'*+/=?^_`{|}~-]{1,64}@", r"[.!#$%&'*+\/=?^_`\{\|\}~\-]{1,64}@[\s\S]*"),
            ("^[&&!!a]+$", r"[&\x26!\x21a]+"),
            ("^[!-&&]$", r"[!-&\x26]"),
            (r"^[\p{L}\u200c[]*?$", r"[\p{L}\u200c\[]*?"),
            (r"^(?<rest>\S|\W)$", r"(?:\S|\W)"),
            (r"^a\/b$", r"a\/b"),
        ] {
            assert_eq!(whole(pattern).expect(pattern).text, expected, "{pattern}");
        }
        for pattern in [r"(a)\1", r"\k<a>", "(", "a)", "[a", r"\"] {
            assert!(whole(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn characters_are_known() {
        let digits = Characters::default();
        let plain = Characters { are_no_digits: true, ..digits };
        let astral = Characters { are_long: true, ..plain };
        for (pattern, characters, may_be_empty) in [
            ("^[0-9]*$", digits, true),
            ("^\\d{3}$", digits, false),
            ("^[0-9a-z]+$", plain, false),
            ("^(a|b?)$", plain, true),
            ("^(?=.*a)[a-c]{0,3}$", plain, true),
            (r"^\p{L}+$", astral, false),
            (r"^[\u{1f600}-\u{1f64f}]$", astral, false),
            ("^[^\\n\\r]*$", astral, true),
            ("^[^\\u0000-\\u001f]*$", astral, true),
            ("^[^\\n]*$", Characters::ANY, true),
            ("^[\\t\\n\\r -~]*$", Characters { are_breaks: true, ..plain }, true),
            ("^[0-9]*", Characters::ANY, true),
        ] {
            let whole = whole(pattern).expect(pattern);
            assert_eq!((whole.characters, whole.may_be_empty), (characters, may_be_empty), "{pattern}");
        }
    }

    #[test]
    fn several_patterns_are_one() {
        let all = || vec![whole("^a").expect("a pattern"), whole("b$").expect("a pattern")];
        let none = || vec![whole("c").expect("a pattern")];
        assert_eq!(joined(&[], &[]), None);
        assert_eq!(joined(&all()[..1], &[]).as_deref(), Some(r"a[\s\S]*"));
        assert_eq!(joined(&all(), &[]).as_deref(), Some(r"(?=(?:a[\s\S]*)$)(?:[\s\S]*b)"));
        assert_eq!(joined(&[], &none()).as_deref(), Some(r"(?!(?:[\s\S]*c[\s\S]*)$)(?:[\s\S]*)"));
    }
}
