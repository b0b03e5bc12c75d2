//! Ends of rows in CSV. A line feed inside of quotes is none.

use memchr::{memchr, memchr2};

use super::Scan;
use crate::dialect::Dialect;

/// Sees quotes as `csv-core` does: one that does not begin a cell is a character like any other.
pub(crate) struct CsvScan {
    dialect: Dialect,
    state: State,
    /// The last byte that was scanned.
    before: u8,
}

#[derive(Clone, Copy)]
enum State {
    Plain,
    Quoted,
    /// After a quote inside of quotes, which ends them unless another one follows.
    Quote,
    /// After the byte that takes the meaning of the next one away.
    Escape,
}

impl CsvScan {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self { dialect, state: State::Plain, before: b'\n' }
    }

    /// Whether a cell begins after this byte.
    fn begins_cell(&self, before: u8) -> bool {
        before == self.dialect.delimiter || before == b'\n' || before == b'\r'
    }
}

impl Scan for CsvScan {
    fn scan(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        let (mut first, mut last) = (None, 0);
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            match self.state {
                State::Plain => {
                    let Some(found) = memchr2(self.dialect.quote, self.dialect.line_end, rest) else { break };
                    let position = at + found;
                    if bytes[position] == self.dialect.line_end {
                        last = position + 1;
                        first.get_or_insert(last);
                    } else {
                        let before = if position == 0 { self.before } else { bytes[position - 1] };
                        if self.begins_cell(before) {
                            self.state = State::Quoted;
                        }
                    }
                    at = position + 1;
                }
                State::Quoted => {
                    let found = match self.dialect.escape {
                        Some(escape) => memchr2(self.dialect.quote, escape, rest),
                        None => memchr(self.dialect.quote, rest),
                    };
                    let Some(found) = found else { break };
                    at += found + 1;
                    let is_escape = Some(bytes[at - 1]) == self.dialect.escape;
                    self.state = if is_escape { State::Escape } else { State::Quote };
                }
                State::Quote => {
                    if bytes[at] == self.dialect.quote && self.dialect.double_quote {
                        self.state = State::Quoted;
                        at += 1;
                    } else {
                        // What follows closed quotes belongs to the cell.
                        self.state = State::Plain;
                    }
                }
                State::Escape => {
                    self.state = State::Quoted;
                    at += 1;
                }
            }
        }
        if let Some(byte) = bytes.last() {
            self.before = *byte;
        }
        first.map(|first| (first, last))
    }

    fn line_end(&self) -> u8 {
        self.dialect.line_end
    }

    fn is_in_quotes(&self) -> bool {
        matches!(self.state, State::Quoted | State::Escape)
    }
}
