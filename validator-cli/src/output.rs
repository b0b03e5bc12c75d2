//! Standard output and standard error: colours where a terminal shows them, and failures that are told.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};

use crate::args::Color;
use crate::failure::Failure;

/// How a piece of text is shown on a terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    Strong,
    Good,
    Bad,
    Faint,
}

/// Text in a style, which is written only where colours are wanted.
pub(crate) struct Styled<T> {
    text: T,
    style: Option<Style>,
}

impl<T: fmt::Display> fmt::Display for Styled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(style) = self.style else { return self.text.fmt(f) };
        let code = match style {
            Style::Strong => "1",
            Style::Good => "32",
            Style::Bad => "31",
            Style::Faint => "2",
        };
        write!(f, "\u{1b}[{code}m{}\u{1b}[0m", self.text)
    }
}

pub(crate) struct Output {
    out: BufWriter<Stdout>,
    err: Stderr,
    colors: bool,
    colors_of_errors: bool,
}

impl Output {
    pub(crate) fn new(color: Color) -> Self {
        let wanted = |is_terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            // https://no-color.org: any text that is not empty.
            Color::Auto => {
                let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                is_terminal && !is_refused && !is_dumb
            }
        };
        Self {
            out: BufWriter::with_capacity(64 << 10, io::stdout()),
            err: io::stderr(),
            colors: wanted(io::stdout().is_terminal()),
            colors_of_errors: wanted(io::stderr().is_terminal()),
        }
    }

    pub(crate) fn style<T: fmt::Display>(&self, style: Style, text: T) -> Styled<T> {
        Styled { text, style: self.colors.then_some(style) }
    }

    pub(crate) fn write(&mut self, text: impl fmt::Display) -> Result<(), Failure> {
        write!(self.out, "{text}").map_err(|error| Failure::of_output(&error))
    }

    pub(crate) fn line(&mut self, text: impl fmt::Display) -> Result<(), Failure> {
        writeln!(self.out, "{text}").map_err(|error| Failure::of_output(&error))
    }

    /// Everything must have been written, also on a full disk.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::of_output(&error))
    }

    /// Says something beside the output. Nobody is told if that fails.
    pub(crate) fn note(&mut self, text: impl fmt::Display) {
        let _ = writeln!(self.err, "{text}");
    }

    pub(crate) fn error(&mut self, failure: &Failure) {
        let style = self.colors_of_errors.then_some(Style::Bad);
        let word = Styled { text: "error:", style };
        let _ = writeln!(self.err, "{word} {failure}");
    }
}
