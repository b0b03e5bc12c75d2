//! Mistakes as compilers print them.

use std::fmt::{self, Write as _};
use std::io::IsTerminal;

use crate::mistakes::{Mistake, Mistakes};

/// How many characters of a line are shown.
const MOST_OF_LINE: usize = 160;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const BLUE: &str = "\u{1b}[1;34m";
const PLAIN: &str = "\u{1b}[0m";

/// Mistakes as compilers print them: `app.toml:3:8: error: port: The port must be between 1 and 65,535.`
///
/// What a source contains cannot control the terminal: characters that do are shown as escapes.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// # use serde::Deserialize;
/// # use unprocessable::Validate;
/// # #[derive(Debug, Deserialize, Validate)]
/// # struct App { #[validate(range(1..=65_535))] port: u32 }
/// let mistakes = unprocessable_config::from_toml::<App>("app.toml", "port = 0").unwrap_err();
/// eprintln!("{}", mistakes.report().color_for(&std::io::stderr()));
/// assert_eq!(
///     mistakes.report().lines(true).to_string(),
///     "app.toml:1:8: error: port: The port must be between 1 and 65,535.\n  |\n1 | port = 0\n  |        ^",
/// );
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Report<'m> {
    mistakes: &'m Mistakes,
    color: bool,
    lines: bool,
}

impl<'m> Report<'m> {
    pub(crate) fn of(mistakes: &'m Mistakes) -> Self {
        Self { mistakes, color: false, lines: false }
    }

    /// Whether it has colours.
    #[must_use]
    pub fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }

    /// Colours, if this stream is a terminal that has them, and `NO_COLOR` does not forbid them.
    #[must_use]
    pub fn color_for(self, stream: &impl IsTerminal) -> Self {
        let is_forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        self.color(stream.is_terminal() && !is_forbidden && !is_dumb)
    }

    /// Whether the lines of a file are shown. They may hold secrets, and logs keep what is printed, so they are not
    /// shown unless this is called.
    #[must_use]
    pub fn lines(mut self, lines: bool) -> Self {
        self.lines = lines;
        self
    }

    fn paint(&self, color: &'static str) -> &'static str {
        if self.color { color } else { "" }
    }

    fn write(&self, mistake: &Mistake, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bold, red, plain) = (self.paint(BOLD), self.paint(RED), self.paint(PLAIN));
        if let Some(source) = mistake.source() {
            write!(f, "{bold}{}", Visible(source))?;
            if let Some((line, column)) = mistake.point {
                write!(f, ":{line}:{column}")?;
            }
            write!(f, ":{plain} ")?;
        }
        write!(f, "{red}error{plain}: ")?;
        if !mistake.key.is_empty() {
            write!(f, "{bold}{}{plain}: ", Visible(&mistake.key))?;
        }
        write!(f, "{}", Visible(&mistake.message))?;
        match (&mistake.text, mistake.point) {
            (Some(text), Some(point)) if self.lines => self.write_line(text, point, f),
            _ => Ok(()),
        }
    }

    fn write_line(&self, text: &str, (line, column): (usize, usize), f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (red, blue, plain) = (self.paint(RED), self.paint(BLUE), self.paint(PLAIN));
        let margin = line.to_string().len();
        // Of a long line, the part around the column.
        let first = if column > MOST_OF_LINE / 2 { column - MOST_OF_LINE / 2 } else { 1 };
        let part: String = text.chars().skip(first - 1).take(MOST_OF_LINE).collect();
        let before: String = part.chars().take(column - first).collect();
        // Escapes are wider than what they stand for.
        let indent = Visible(&before).to_string().chars().count();
        let (start, space) = if first > 1 { ("…", 1) } else { ("", 0) };
        let end = if text.chars().nth(first - 1 + MOST_OF_LINE).is_some() { "…" } else { "" };
        write!(f, "\n{blue}{:margin$} |{plain}", "")?;
        write!(f, "\n{blue}{line} |{plain} {start}{}{end}", Visible(&part))?;
        write!(f, "\n{blue}{:margin$} |{plain} {:width$}{red}^{plain}", "", "", width = indent + space)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.mistakes.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            self.write(mistake, f)?;
        }
        if self.mistakes.errors.is_truncated() {
            f.write_str("\nthere may be more mistakes than these")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Text in which everything that cannot be seen, or that controls a terminal, is an escape. A tab is a space.
pub(crate) struct Visible<'t>(pub(crate) &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\t' => f.write_char(' ')?,
                c if c.is_control() || is_hidden(c) => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Whether a character turns the direction, ends a line, or is not seen.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
