//! The pieces of a format, and how each of them is read from text.

/// Why a format cannot read any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It ends inside a directive.
    Ends,
    /// A directive can only be printed, such as `%c` and `%Z`.
    Prints,
    /// There is no such directive.
    Directive,
    /// It has the same part twice.
    Repeated,
}

/// What fills the place of a number that has fewer digits.
#[derive(Clone, Copy)]
pub(super) enum Padding {
    Zeros,
    Blanks,
    None,
}

/// One piece of a format.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    /// A byte that stands in the text.
    Byte(u8),
    Number(Field, Padding),
    /// `Jan`, or in full.
    MonthName {
        is_full: bool,
    },
    /// `Mon`, or in full.
    DayName {
        is_full: bool,
    },
    /// `am` or `pm`.
    Half,
    /// A fraction of a second in this many digits, or in 1 to 9 digits.
    Fraction(Option<u8>),
    /// A point and a fraction of a second in this many digits. `None` is 1 to 9 digits, or no point at all.
    PointAndFraction(Option<u8>),
    /// `+0100`, or `+01:00`.
    Offset {
        has_colon: bool,
    },
    /// A directive that stands for several pieces.
    Format(&'static [u8]),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Year,
    YearOfCentury,
    Month,
    Day,
    DayOfYear,
    YearOfWeek,
    Week,
    /// From Monday, 1.
    Weekday,
    /// From Sunday, 0.
    WeekdayFromSunday,
    Hour,
    HourOfHalf,
    Minute,
    Second,
}

impl Field {
    pub(super) const fn digits(self) -> usize {
        match self {
            Self::Year | Self::YearOfWeek => 4,
            Self::DayOfYear => 3,
            Self::Weekday | Self::WeekdayFromSunday => 1,
            _ => 2,
        }
    }
}

impl Piece {
    /// The piece that begins at `at`, and where it ends.
    pub(super) const fn read(format: &[u8], at: usize) -> Result<(Self, usize), Unreadable> {
        if format[at] != b'%' {
            return Ok((Self::Byte(format[at]), at + 1));
        }
        let (padding, at) = match byte(format, at + 1) {
            b'-' => (Some(Padding::None), at + 2),
            b'_' => (Some(Padding::Blanks), at + 2),
            b'0' => (Some(Padding::Zeros), at + 2),
            _ => (None, at + 1),
        };
        if let Some(field) = Self::field(byte(format, at)) {
            let padding = match (padding, format[at]) {
                (Some(padding), _) => padding,
                (None, b'e' | b'k' | b'l') => Padding::Blanks,
                (None, _) => Padding::Zeros,
            };
            return Ok((Self::Number(field, padding), at + 1));
        }
        if at >= format.len() {
            return Err(Unreadable::Ends);
        }
        if padding.is_some() {
            return Err(Unreadable::Directive);
        }
        let piece = match byte(format, at) {
            b'%' => Self::Byte(b'%'),
            b'n' => Self::Byte(b'\n'),
            b't' => Self::Byte(b'\t'),
            b'b' | b'h' => Self::MonthName { is_full: false },
            b'B' => Self::MonthName { is_full: true },
            b'a' => Self::DayName { is_full: false },
            b'A' => Self::DayName { is_full: true },
            b'p' | b'P' => Self::Half,
            b'f' => Self::Fraction(None),
            b'z' => Self::Offset { has_colon: false },
            b'F' => Self::Format(b"%Y-%m-%d"),
            b'D' => Self::Format(b"%m/%d/%y"),
            b'T' => Self::Format(b"%H:%M:%S"),
            b'R' => Self::Format(b"%H:%M"),
            b'r' => Self::Format(b"%I:%M:%S %p"),
            digits @ b'1'..=b'9' if byte(format, at + 1) == b'f' => {
                return Ok((Self::Fraction(Some(digits - b'0')), at + 2));
            }
            b'.' => {
                return match (byte(format, at + 1), byte(format, at + 2)) {
                    (b'f', _) => Ok((Self::PointAndFraction(None), at + 2)),
                    (digits @ b'1'..=b'9', b'f') => Ok((Self::PointAndFraction(Some(digits - b'0')), at + 3)),
                    (0, _) | (b'1'..=b'9', 0) => Err(Unreadable::Ends),
                    _ => Err(Unreadable::Directive),
                };
            }
            b':' if byte(format, at + 1) == b'z' => return Ok((Self::Offset { has_colon: true }, at + 2)),
            b'c' | b'x' | b'X' | b'Z' | b'q' => return Err(Unreadable::Prints),
            _ => return Err(Unreadable::Directive),
        };
        Ok((piece, at + 1))
    }

    const fn field(directive: u8) -> Option<Field> {
        Some(match directive {
            b'Y' => Field::Year,
            b'y' => Field::YearOfCentury,
            b'm' => Field::Month,
            b'd' | b'e' => Field::Day,
            b'j' => Field::DayOfYear,
            b'G' => Field::YearOfWeek,
            b'V' => Field::Week,
            b'u' => Field::Weekday,
            b'w' => Field::WeekdayFromSunday,
            b'H' | b'k' => Field::Hour,
            b'I' | b'l' => Field::HourOfHalf,
            b'M' => Field::Minute,
            b'S' => Field::Second,
            _ => return None,
        })
    }
}

/// The byte at this index. Past the end it is zero, which is not a directive.
const fn byte(bytes: &[u8], at: usize) -> u8 {
    if at < bytes.len() { bytes[at] } else { 0 }
}

/// Takes a number from the text. It must fill its place as the padding demands.
pub(super) fn number(text: &mut &[u8], most: usize, padding: Padding) -> Option<u16> {
    let blanks = match padding {
        Padding::Blanks => text.iter().take(most - 1).take_while(|byte| **byte == b' ').count(),
        _ => 0,
    };
    let most = most - blanks;
    let found = text.iter().skip(blanks).take(most).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = (text.get(blanks..blanks + found)?, text.get(blanks + found..)?);
    let fills = match padding {
        Padding::Zeros => found == most,
        Padding::Blanks => found == most && (found == 1 || digits.first() != Some(&b'0')),
        Padding::None => found == 1 || found > 1 && digits.first() != Some(&b'0'),
    };
    *text = rest;
    fills.then(|| digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0')))
}

/// Takes `count` digits from the text, or 1 to 9 digits.
pub(super) fn fraction(text: &mut &[u8], count: Option<u8>) -> Option<()> {
    let most = usize::from(count.unwrap_or(9));
    let found = text.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    *text = text.get(found..)?;
    (found == most || count.is_none() && found > 0).then_some(())
}

/// Takes a name from the text, in upper or lower case, and returns its index. Short names have three letters.
pub(super) fn name(text: &mut &[u8], names: &[&str], is_full: bool) -> Option<u8> {
    let spelled = |name: &&str| {
        let name = if is_full { name.as_bytes() } else { name.as_bytes().get(..3)? };
        text.get(..name.len()).filter(|begin| begin.eq_ignore_ascii_case(name)).map(|_| name.len())
    };
    let (index, length) = names.iter().enumerate().find_map(|(index, name)| Some((index, spelled(name)?)))?;
    *text = text.get(length..)?;
    Some(index as u8)
}

#[rustfmt::skip]
pub(super) const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

pub(super) const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
