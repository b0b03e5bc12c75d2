//! The part of TOML that message files use: tables, keys and strings. Everything else is a mistake at its line.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::mistake::Mistake;

/// A key with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The names of the tables and of the key, from the outside in.
    pub path: Vec<String>,
    /// The text, without quotes and escapes.
    pub text: String,
    /// Whether it is a text in quotes, and not a number, `true` or `false`.
    pub is_text: bool,
    /// The line of the key.
    pub line: usize,
}

/// A file as a list of keys, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The keys.
    pub entries: Vec<Entry>,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Every line that is not a comment, a table, or a key with a string or a number.
    ///
    /// ```
    /// use unprocessable_language::Document;
    ///
    /// let document = Document::parse("[messages]\nmin.text = \"at least {min}\" # a comment").unwrap();
    /// assert_eq!(document.entries[0].path, ["messages", "min", "text"]);
    /// assert_eq!((document.entries[0].text.as_str(), document.entries[0].line), ("at least {min}", 2));
    /// ```
    pub fn parse(source: &str) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader { rest: source.strip_prefix('\u{feff}').unwrap_or(source), line: 1 };
        let (mut document, mut mistakes) = (Self::default(), Vec::new());
        let mut table = Vec::new();
        loop {
            reader.skip_blank_lines();
            if reader.rest.is_empty() {
                break;
            }
            let line = reader.line;
            match reader.statement(&mut table) {
                Ok(None) => {}
                Ok(Some(entry)) if document.entries.iter().any(|known| known.path == entry.path) => {
                    mistakes.push(Mistake::new(line, format!("`{}` stands here a second time", entry.path.join("."))));
                }
                Ok(Some(entry)) => document.entries.push(entry),
                Err(text) => {
                    mistakes.push(Mistake::new(line, text));
                    // A text without an end has taken the end of its line already.
                    if reader.line == line {
                        reader.skip_line();
                    }
                }
            }
        }
        if mistakes.is_empty() { Ok(document) } else { Err(mistakes) }
    }
}

struct Reader<'s> {
    rest: &'s str,
    line: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.starts_with(text);
        if found {
            self.rest = &self.rest[text.len()..];
        }
        found
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn skip_line(&mut self) {
        while !self.rest.is_empty() && self.take() != Some('\n') {}
    }

    fn skip_blank_lines(&mut self) {
        loop {
            self.skip_blanks();
            if self.rest.starts_with('#') {
                self.skip_line();
            } else if self.rest.starts_with(['\n', '\r']) {
                self.take();
            } else {
                return;
            }
        }
    }

    fn statement(&mut self, table: &mut Vec<String>) -> Result<Option<Entry>, String> {
        if self.eat("[") {
            if self.eat("[") {
                return Err("a message file has no lists of tables; write `[name]`".into());
            }
            let path = self.path()?;
            if !self.eat("]") {
                return Err("the name of a table ends with `]`".into());
            }
            self.end_of_line()?;
            *table = path;
            return Ok(None);
        }
        let line = self.line;
        let mut path = table.clone();
        path.extend(self.path()?);
        if !self.eat("=") {
            return Err("a key is followed by `=` and a text in quotes".into());
        }
        self.skip_blanks();
        let is_text = self.rest.starts_with(['"', '\'']);
        let text = self.value()?;
        self.end_of_line()?;
        Ok(Some(Entry { path, text, is_text, line }))
    }

    fn end_of_line(&mut self) -> Result<(), String> {
        self.skip_blanks();
        match self.rest.chars().next() {
            None | Some('\n' | '\r' | '#') => Ok(()),
            Some(_) => Err("there is more behind the end; one key stands on one line".into()),
        }
    }

    /// Names with dots between them.
    fn path(&mut self) -> Result<Vec<String>, String> {
        let mut path = Vec::new();
        loop {
            self.skip_blanks();
            path.push(match self.rest.chars().next() {
                Some('"') => self.value()?,
                Some('\'') => self.value()?,
                _ => {
                    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                    let end = self.rest.find(|c| !is_bare(c)).unwrap_or(self.rest.len());
                    let name = &self.rest[..end];
                    if name.is_empty() {
                        return Err(
                            "here is no key; quote the key if it has other signs than a-z, 0-9, _ and -, as in \
                                    `\"items.*.price\"`"
                                .into(),
                        );
                    }
                    let name = name.to_string();
                    self.rest = &self.rest[end..];
                    name
                }
            });
            self.skip_blanks();
            if !self.eat(".") {
                return Ok(path);
            }
        }
    }

    fn value(&mut self) -> Result<String, String> {
        for (quotes, raw) in [("\"\"\"", false), ("'''", true)] {
            if self.eat(quotes) {
                self.eat("\r");
                if self.rest.starts_with('\n') {
                    self.take();
                }
                return self.text_until(quotes, raw, true);
            }
        }
        if self.eat("\"") {
            return self.text_until("\"", false, false);
        }
        if self.eat("'") {
            return self.text_until("'", true, false);
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
        let word = self.rest[..end].to_string();
        if word.is_empty() || !(word.bytes().all(|byte| byte.is_ascii_digit()) || word == "true" || word == "false") {
            return Err("a text stands in quotes".into());
        }
        self.rest = &self.rest[end..];
        Ok(word)
    }

    fn text_until(&mut self, end: &str, raw: bool, lines: bool) -> Result<String, String> {
        let mut text = String::new();
        loop {
            if self.eat(end) {
                return Ok(text);
            }
            match self.take() {
                None => return Err("the text has no end; close its quotes".into()),
                Some('\n') if !lines => return Err("the text has no end on its line; close its quotes".into()),
                Some('\r') => {}
                Some('\\') if !raw => self.escape(&mut text, lines)?,
                Some(c) => text.push(c),
            }
        }
    }

    fn escape(&mut self, text: &mut String, lines: bool) -> Result<(), String> {
        let c = match self.take() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some(c @ ('"' | '\\')) => c,
            Some('u') => self.code_point(4)?,
            Some('U') => self.code_point(8)?,
            Some('\n') if lines => {
                self.rest = self.rest.trim_start_matches([' ', '\t']);
                return Ok(());
            }
            _ => return Err(r#"a backslash stands before `"`, `\`, n, t, or u with four digits"#.into()),
        };
        text.push(c);
        Ok(())
    }

    fn code_point(&mut self, digits: usize) -> Result<char, String> {
        let hex = self.rest.get(..digits).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let c = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        let c = c.ok_or_else(|| format!(r"`\u` needs {digits} digits that are a character, as in `\u00a0`"))?;
        self.rest = &self.rest[digits..];
        Ok(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_texts_and_lines() {
        let source = concat!(
            "# a comment\n\n[a]\nb.c = \"x\\u00a0\\\"y\\\"\" # end\n'd e'='raw \\n'\n[x.\"y.*\"]\n",
            "z = \"\"\"\none \\\n  line\"\"\"\nn = 5\r\n",
        );
        let document = Document::parse(source).unwrap();
        let entries: Vec<_> = document.entries.iter().map(|e| (e.path.join("/"), e.text.as_str(), e.line)).collect();
        assert_eq!(
            entries,
            [
                ("a/b/c".into(), "x\u{a0}\"y\"", 4),
                ("a/d e".into(), "raw \\n", 5),
                ("x/y.*/z".into(), "one line", 7),
                ("x/y.*/n".into(), "5", 10),
            ]
        );
    }

    #[test]
    fn mistakes_name_their_lines() {
        let source = "a = \"1\"\nb\n[c\nd = e\ne = \"x\nf = \"1\" 2\na = \"2\"\ng = \"\\q\"\n[[h]]\n";
        let lines: Vec<usize> = Document::parse(source).unwrap_err().iter().map(|mistake| mistake.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9]);
    }
}
