//! Lists and dates as a language writes them.

use core::fmt;

use super::sequence::{Filling, Writer};
use crate::argument::{Argument, Arguments};

/// How many items of a list are written.
pub(crate) const MOST: usize = 10;

/// What joins the items of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    Comma,
    Or,
    And,
}

impl<W: fmt::Write + ?Sized, F: Filling> Writer<'_, W, F> {
    pub(super) fn list(&mut self, list: &dyn Arguments, join: Join) -> fmt::Result {
        let habits = &self.language.habits;
        let mut index = 0;
        while let Some(item) = list.at(index) {
            if index == MOST {
                return self.out.write_str(&habits.more);
            }
            if index > 0 {
                let is_last = join != Join::Comma && list.at(index + 1).is_none();
                self.out.write_str(match join {
                    Join::Or if is_last => &habits.or,
                    Join::And if is_last => &habits.and,
                    _ => &habits.comma,
                })?;
            }
            self.item(&item)?;
            index += 1;
        }
        Ok(())
    }

    fn item(&mut self, item: &Argument<'_>) -> fmt::Result {
        let habits = &self.language.habits;
        let frame = match item {
            Argument::Text(_) => &habits.text_in_list,
            Argument::Label(_) | Argument::Field(..) => &habits.field_in_list,
            item => return self.plain(item),
        };
        self.out.write_str(&frame.0)?;
        self.isolated(|writer| writer.bare(item))?;
        self.out.write_str(&frame.1)
    }

    /// A date such as `2030-12-31` or `2030-12-31T23:59Z`, `now` or `today`. Anything else stays as it is.
    pub(super) fn date(&mut self, text: &str) -> fmt::Result {
        let habits = &self.language.habits;
        match text {
            "now" => return self.out.write_str(&habits.now),
            "today" => return self.out.write_str(&habits.today),
            _ => {}
        }
        let Some((year, month, day, rest)) = parts(text) else { return self.isolated(|w| w.out.write_str(text)) };
        let mut pattern: &str = &habits.date;
        while let Some(c) = pattern.chars().next() {
            let without_zero = |digits: &str| digits.trim_start_matches('0').len();
            let (length, written) = if pattern.starts_with("yyyy") {
                (4, year)
            } else if pattern.starts_with("MM") {
                (2, month)
            } else if pattern.starts_with("dd") {
                (2, day)
            } else if c == 'M' {
                (1, &month[month.len() - without_zero(month)..])
            } else if c == 'd' {
                (1, &day[day.len() - without_zero(day)..])
            } else {
                (c.len_utf8(), &pattern[..c.len_utf8()])
            };
            self.out.write_str(written)?;
            pattern = &pattern[length..];
        }
        if rest.is_empty() {
            return Ok(());
        }
        self.out.write_str(&habits.at)?;
        let time = &rest[1..];
        match time.strip_suffix(['Z', 'z']) {
            Some(time) => {
                self.out.write_str(time)?;
                self.out.write_str(" UTC")
            }
            None => self.out.write_str(time),
        }
    }
}

/// The year, the month, the day, and what follows.
fn parts(text: &str) -> Option<(&str, &str, &str, &str)> {
    let bytes = text.as_bytes();
    let is_digits =
        |range: core::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let is_date = is_digits(0..4) && is_digits(5..7) && is_digits(8..10) && bytes[4] == b'-' && bytes[7] == b'-';
    let is_ended = matches!(bytes.get(10), None | Some(b'T' | b't' | b' ')) && text.is_ascii();
    (is_date && is_ended).then(|| (&text[..4], &text[5..7], &text[8..10], &text[10..]))
}
