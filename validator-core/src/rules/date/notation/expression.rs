//! Formats as regular expressions.

use core::fmt::{self, Write};

use super::parts::Parts;
use super::pieces::{Field, Padding, Piece};
use crate::rules::text::ecma_regex::Literal;

/// Writes an expression that all texts in this format match.
pub(crate) fn write_expression(format: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut at = 0;
    while at < format.len() {
        let Ok((piece, end)) = Piece::read(format.as_bytes(), at) else { return Err(fmt::Error) };
        match piece {
            Piece::Byte(byte) if byte.is_ascii() => {
                write!(f, "{}", Literal(char::from(byte).encode_utf8(&mut [0; 4])))?;
            }
            // A character of several bytes is written at the first of them.
            Piece::Byte(_) => {
                let character = format.get(at..).and_then(|rest| rest.chars().next());
                character.map_or(Ok(()), |character| f.write_char(character))?;
            }
            Piece::Format(format) => write_expression(core::str::from_utf8(format).map_err(|_| fmt::Error)?, f)?,
            Piece::Number(field, Padding::Zeros) => f.write_str(numbers_of(field))?,
            Piece::Number(field, Padding::Blanks) => write!(f, "[ 0-9]{{{}}}", field.digits())?,
            Piece::Number(field, Padding::None) => write!(f, "[0-9]{{1,{}}}", field.digits())?,
            Piece::MonthName { is_full: true } | Piece::DayName { is_full: true } => f.write_str("[A-Za-z]+")?,
            Piece::MonthName { .. } | Piece::DayName { .. } => f.write_str("[A-Za-z]{3}")?,
            Piece::Half => f.write_str("[AaPp][Mm]")?,
            Piece::Fraction(None) => f.write_str("[0-9]{1,9}")?,
            Piece::Fraction(Some(count)) => write!(f, "[0-9]{{{count}}}")?,
            Piece::PointAndFraction(None) => f.write_str("([.][0-9]{1,9})?")?,
            Piece::PointAndFraction(Some(count)) => write!(f, "[.][0-9]{{{count}}}")?,
            Piece::Offset { has_colon } => {
                let colon = if has_colon { ":" } else { "" };
                write!(f, "[+-]([01][0-9]|2[0-3]){colon}[0-5][0-9]")?;
            }
        }
        at = end;
    }
    Ok(())
}

/// Whether no other texts match the expression.
pub(crate) fn is_exact(format: &str) -> bool {
    Parts::of_format(format).is_ok_and(|parts| parts.are_independent()) && have_one_width(format)
}

/// Whether each piece is always as long as in any other text, and written as the expression has it.
fn have_one_width(format: &str) -> bool {
    let mut at = 0;
    while at < format.len() {
        let Ok((piece, end)) = Piece::read(format.as_bytes(), at) else { return false };
        let has_one_width = match piece {
            // The formats that stand for several pieces have only numbers with all their digits.
            Piece::Byte(_) | Piece::Half | Piece::Offset { .. } | Piece::Format(_) => true,
            Piece::Number(_, padding) => matches!(padding, Padding::Zeros),
            Piece::Fraction(count) | Piece::PointAndFraction(count) => count.is_some(),
            Piece::MonthName { .. } | Piece::DayName { .. } => false,
        };
        if !has_one_width {
            return false;
        }
        at = end;
    }
    true
}

/// The numbers that it can be, each with all its digits.
const fn numbers_of(field: Field) -> &'static str {
    match field {
        Field::Year | Field::YearOfWeek => "[0-9]{4}",
        Field::YearOfCentury => "[0-9]{2}",
        Field::Month | Field::HourOfHalf => "(0[1-9]|1[0-2])",
        Field::Day => "(0[1-9]|[12][0-9]|3[01])",
        Field::DayOfYear => "[0-3][0-9]{2}",
        Field::Week => "(0[1-9]|[1-4][0-9]|5[0-3])",
        Field::Weekday => "[1-7]",
        Field::WeekdayFromSunday => "[0-6]",
        Field::Hour => "([01][0-9]|2[0-3])",
        Field::Minute | Field::Second => "[0-5][0-9]",
    }
}
