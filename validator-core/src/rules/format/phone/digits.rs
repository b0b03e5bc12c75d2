//! Digits and the patterns that they match.

/// A row of digits in ASCII, at most 31 of them.
pub(crate) struct Digits<'a> {
    text: &'a [u8],
    /// For each digit a bit at every place where it stands.
    places: [u32; 10],
}

/// The places between digits, as bits: the lowest is before the first digit.
pub(crate) type Places = u32;

pub(crate) const START: Places = 1;

impl<'a> Digits<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        let mut places = [0; 10];
        for (at, byte) in text.iter().enumerate().take(31) {
            if let Some(place) = places.get_mut(usize::from(byte.wrapping_sub(b'0'))) {
                *place |= 1 << at;
            }
        }
        Self { text, places }
    }

    /// Whether the pattern matches all digits.
    pub(crate) fn are(&self, pattern: &str) -> bool {
        self.ends(pattern, START) & self.end() != 0
    }

    /// Where the digits end.
    pub(crate) fn end(&self) -> Places {
        1_u32.checked_shl(self.text.len() as u32).unwrap_or(0)
    }

    /// Where matches end that begin at these places.
    ///
    /// The patterns are those of the table: digits, `\d`, `[2-7]`, `(?:…|…)`, `?` and `{2,3}`. All places are followed
    /// at once, so the time is that of reading the pattern, however many ways there are through it.
    pub(crate) fn ends(&self, pattern: &str, starts: Places) -> Places {
        self.alternatives(&mut pattern.as_bytes(), starts)
    }

    fn alternatives(&self, pattern: &mut &[u8], starts: Places) -> Places {
        let (mut ends, mut at) = (0, starts);
        loop {
            match pattern {
                [] | [b')', ..] => return ends | at,
                [b'|', rest @ ..] => {
                    (ends, at) = (ends | at, starts);
                    *pattern = rest;
                }
                _ => at = self.repeated(pattern, at),
            }
        }
    }

    /// One atom with what says how often.
    fn repeated(&self, pattern: &mut &[u8], starts: Places) -> Places {
        let atom = *pattern;
        let once = self.atom(pattern, starts);
        let (least, most) = match *pattern {
            [b'?', rest @ ..] => {
                *pattern = rest;
                (0, 1)
            }
            [b'{', least @ b'0'..=b'9', b'}', rest @ ..] => {
                *pattern = rest;
                (least - b'0', least - b'0')
            }
            [b'{', least @ b'0'..=b'9', b',', most @ b'0'..=b'9', b'}', rest @ ..] => {
                *pattern = rest;
                (least - b'0', most - b'0')
            }
            [b'{', least @ b'0'..=b'9', b',', tens @ b'0'..=b'9', most @ b'0'..=b'9', b'}', rest @ ..] => {
                *pattern = rest;
                (least - b'0', (tens - b'0') * 10 + most - b'0')
            }
            [b'{', tens @ b'0'..=b'9', least @ b'0'..=b'9', b'}', rest @ ..] => {
                *pattern = rest;
                let count = (tens - b'0') * 10 + least - b'0';
                (count, count)
            }
            [
                b'{',
                tens @ b'0'..=b'9',
                least @ b'0'..=b'9',
                b',',
                others @ b'0'..=b'9',
                most @ b'0'..=b'9',
                b'}',
                rest @ ..,
            ] => {
                *pattern = rest;
                ((tens - b'0') * 10 + least - b'0', (others - b'0') * 10 + most - b'0')
            }
            _ => return once,
        };
        let (mut at, mut ends) = (once, if least == 0 { starts } else { 0 });
        for count in 1..=most {
            if count > 1 {
                at = self.atom(&mut &*atom, at);
            }
            if count >= least {
                ends |= at;
            }
        }
        ends
    }

    fn atom(&self, pattern: &mut &[u8], starts: Places) -> Places {
        let digit = |byte: u8| self.places.get(usize::from(byte.wrapping_sub(b'0'))).copied().unwrap_or(0);
        let found = match *pattern {
            [b'(', b'?', b':', rest @ ..] | [b'(', rest @ ..] => {
                *pattern = rest;
                let ends = self.alternatives(pattern, starts);
                *pattern = pattern.get(1..).unwrap_or_default();
                return ends;
            }
            [b'\\', b'd', rest @ ..] => {
                *pattern = rest;
                self.end().wrapping_sub(1)
            }
            [b'[', rest @ ..] => {
                let mut found = 0;
                *pattern = rest;
                loop {
                    match *pattern {
                        [first, b'-', last, rest @ ..] => {
                            found |= (*first..=*last).fold(0, |found, byte| found | digit(byte));
                            *pattern = rest;
                        }
                        [b']', rest @ ..] => {
                            *pattern = rest;
                            break found;
                        }
                        [byte, rest @ ..] => {
                            found |= digit(*byte);
                            *pattern = rest;
                        }
                        [] => break found,
                    }
                }
            }
            [byte, rest @ ..] => {
                *pattern = rest;
                digit(*byte)
            }
            [] => 0,
        };
        (starts & found) << 1
    }
}

#[cfg(all(test, feature = "regex"))]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::string::String;

    use fastrand::Rng;
    use regex_syntax::hir::{Class, Hir, HirKind};

    use super::super::plans::PLANS;
    use super::*;

    /// What whole numbers match.
    fn of_numbers() -> BTreeSet<&'static str> {
        let numbers = PLANS.iter().flat_map(|plan| plan.given.iter().chain([&plan.general]));
        numbers.map(|numbers| numbers.pattern).collect()
    }

    /// What numbers begin with.
    fn of_prefixes() -> BTreeSet<&'static str> {
        let prefixes = PLANS.iter().flat_map(|plan| {
            let before = plan.prefixes.iter().map(|prefix| prefix.before);
            let kept = plan.prefixes.iter().filter_map(|prefix| prefix.kept.as_ref());
            before.chain(kept.flat_map(|kept| [kept.pattern, kept.after])).chain([plan.leading, plan.abroad])
        });
        prefixes.collect()
    }

    #[test]
    fn patterns_match_what_they_match_elsewhere() {
        let mut random = Rng::with_seed(0);
        for (pattern, of_prefix) in of_numbers()
            .into_iter()
            .map(|pattern| (pattern, false))
            .chain(of_prefixes().into_iter().map(|pattern| (pattern, true)))
        {
            let ascii = pattern.replace(r"\d", "[0-9]");
            let end = if of_prefix { "" } else { "$" };
            let regex = ::regex::Regex::new(&alloc::format!("^(?:{ascii}){end}")).unwrap();
            let shape = regex_syntax::parse(&ascii).unwrap();
            for case in 0..9 {
                let mut matching = String::new();
                write_match(&shape, &mut random, &mut matching);
                let other: String = (0..random.usize(..=18)).map(|_| random.digit(10)).collect();
                let text = match case % 3 {
                    0 => matching,
                    1 => other,
                    _ => matching + &other[..other.len() / 6],
                };
                let digits = Digits::new(text.as_bytes());
                let expected = regex.find(&text).map(|found| found.end());
                // Where a prefix could end in several places, the expressions of the table prefer the last.
                let found = match of_prefix {
                    true => digits.ends(pattern, START).checked_ilog2().map(|end| end as usize),
                    false => digits.are(pattern).then_some(text.len()),
                };
                assert_eq!(found, expected, "{pattern} {text}");
            }
        }
    }

    /// Writes digits that the expression matches.
    fn write_match(shape: &Hir, random: &mut Rng, text: &mut String) {
        match shape.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(core::str::from_utf8(&literal.0).expect("patterns are text")),
            HirKind::Class(Class::Unicode(class)) => {
                let range = class.ranges()[random.usize(..class.ranges().len())];
                text.push(random.char(range.start()..=range.end()));
            }
            HirKind::Class(Class::Bytes(_)) => unreachable!("the expressions are text"),
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(repetition.min + 9);
                for _ in 0..random.u32(repetition.min..=most) {
                    write_match(&repetition.sub, random, text);
                }
            }
            HirKind::Capture(capture) => write_match(&capture.sub, random, text),
            HirKind::Concat(parts) => parts.iter().for_each(|part| write_match(part, random, text)),
            HirKind::Alternation(ways) => write_match(&ways[random.usize(..ways.len())], random, text),
        }
    }

    #[test]
    fn patterns_are_written_in_the_grammar_that_is_read() {
        for pattern in of_numbers().union(&of_prefixes()) {
            let mut rest = pattern.as_bytes();
            Digits::new(b"0").alternatives(&mut rest, START);
            assert!(rest.is_empty(), "{pattern}");
            let known = pattern.replace("(?:", "(").replace(r"\d", "0");
            assert!(known.bytes().all(|byte| byte.is_ascii_digit() || b"()[]{}|?,-".contains(&byte)), "{pattern}");
        }
        assert!(of_numbers().len() > 1000);
    }
}
