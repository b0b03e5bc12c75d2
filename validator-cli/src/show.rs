//! How numbers and names are written for people.

use std::fmt;

/// An integer with a comma between every three digits: `10,000`.
pub(crate) struct Count(pub(crate) u64);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// "1 row", "10,000 rows".
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", Count(count)) }
}

/// A name of a file or of a field, on one line and not too long. It may come from a file that nobody has looked at.
pub(crate) fn name(name: &str) -> String {
    const LONGEST: usize = 100;

    let mut shown: String = name.chars().take(LONGEST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if name.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// The key of a field. What is wrong with a row as a whole has the key `_`.
pub(crate) fn field(key: &str) -> String {
    if key == "_" { "(the row)".into() } else { name(key) }
}

/// How wide text is on a terminal, as far as characters tell.
pub(crate) fn width(text: &str) -> usize {
    text.chars().count()
}

/// Columns beside one another. The last one is not padded.
pub(crate) fn columns(rows: &[Vec<String>]) -> Vec<usize> {
    /// A longer cell does not push its neighbours away.
    const WIDEST: usize = 60;

    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or_default();
    (0..count).map(|at| widest(at).min(WIDEST)).collect()
}

/// A cell, padded to its column.
pub(crate) fn padded(cell: &str, width: usize) -> String {
    let missing = width.saturating_sub(self::width(cell));
    format!("{cell}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        let shown = |count| Count(count).to_string();
        assert_eq!([shown(0), shown(999), shown(1000), shown(1_234_567)], ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn names_stay_on_their_line() {
        assert_eq!(name("a\nb\u{1b}[31m"), "a\u{fffd}b\u{fffd}[31m");
        assert_eq!(name(&"x".repeat(101)).chars().count(), 101);
    }
}
