//! A format as people write it: `DD/MM/YYYY` for `%d/%m/%Y`. It stands in sentences.

use super::pieces::{Field, Padding, Piece};

/// The text of a format. It is made in constants, so it has a place of a fixed size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShownFormat {
    bytes: [u8; LONGEST],
    length: usize,
}

const LONGEST: usize = 40;

impl ShownFormat {
    /// `None` if the format is longer, or has a part that people do not write so, such as the day of a year.
    pub(crate) const fn of(directives: &str) -> Option<Self> {
        Self { bytes: [0; LONGEST], length: 0 }.and(directives.as_bytes())
    }

    pub(crate) fn text(&self) -> Option<&str> {
        core::str::from_utf8(self.bytes.get(..self.length)?).ok()
    }

    const fn and(mut self, format: &[u8]) -> Option<Self> {
        let mut at = 0;
        while at < format.len() {
            let Ok((piece, end)) = Piece::read(format, at) else { return None };
            at = end;
            let longer = match piece {
                Piece::Byte(byte) => self.push(&[byte]),
                Piece::Format(format) => self.and(format),
                Piece::Number(field, padding) => match number(field, padding) {
                    Some(word) => self.push(word),
                    None => None,
                },
                Piece::MonthName { is_full } => self.push(if is_full { b"MMMM" } else { b"MMM" }),
                Piece::DayName { is_full } => self.push(if is_full { b"DDDD" } else { b"DDD" }),
                Piece::Half => self.push(b"AM/PM"),
                Piece::Offset { has_colon } => self.push(if has_colon { b"+HH:MM" } else { b"+HHMM" }),
                Piece::Fraction(_) | Piece::PointAndFraction(_) => None,
            };
            match longer {
                Some(longer) => self = longer,
                None => return None,
            }
        }
        Some(self)
    }

    const fn push(mut self, word: &[u8]) -> Option<Self> {
        let mut at = 0;
        while at < word.len() {
            if self.length == LONGEST {
                return None;
            }
            self.bytes[self.length] = word[at];
            self.length += 1;
            at += 1;
        }
        Some(self)
    }
}

/// A letter for each digit. A number without zeros before it has one letter.
const fn number(field: Field, padding: Padding) -> Option<&'static [u8]> {
    let letters: &[u8] = match field {
        Field::Year => return Some(b"YYYY"),
        Field::YearOfCentury => return Some(b"YY"),
        Field::Month | Field::Minute => b"MM",
        Field::Day => b"DD",
        Field::Hour | Field::HourOfHalf => b"HH",
        Field::Second => b"SS",
        _ => return None,
    };
    match padding {
        Padding::Zeros => Some(letters),
        Padding::Blanks | Padding::None => Some(letters.split_at(1).0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_shown_as_people_write_them() {
        for (directives, shown) in [
            ("%d/%m/%Y", "DD/MM/YYYY"),
            ("%m/%y", "MM/YY"),
            ("%-d.%-m.%Y", "D.M.YYYY"),
            ("%d/%m/%Y %H:%M", "DD/MM/YYYY HH:MM"),
            ("%I:%M:%S %p", "HH:MM:SS AM/PM"),
            ("%F um %R Uhr", "YYYY-MM-DD um HH:MM Uhr"),
            ("%a, %e %B %Y%:z", "DDD, D MMMM YYYY+HH:MM"),
            ("%Y年%m月", "YYYY年MM月"),
        ] {
            assert_eq!(ShownFormat::of(directives).unwrap().text(), Some(shown), "{directives}");
        }
    }

    #[test]
    fn other_formats_are_not_shown() {
        for directives in ["%Y-%j", "%G-W%V-%u", "%H:%M:%S%.f", &"%Y-%m-%d ".repeat(4), "%"] {
            assert!(ShownFormat::of(directives).is_none(), "{directives}");
        }
    }
}
