//! Changes of a text by byte ranges, so that everything else stays as it was written.

use std::ops::Range;

/// One change: what stands in the range is replaced. An empty range is a place where something is inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

/// Changes that are found in any order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edits(Vec<Edit>);

impl Edits {
    pub(crate) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push(Edit { range, text: text.into() });
    }

    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub(crate) fn delete(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    pub(crate) fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a change touches what stands in this range.
    pub(crate) fn touches(&self, range: &Range<usize>) -> bool {
        self.0.iter().any(|edit| edit.range.start < range.end && range.start < edit.range.end)
    }

    /// Those inside of this range, as seen from its start.
    pub(crate) fn within(self, range: &Range<usize>) -> Self {
        let is_inside = |edit: &Edit| range.start <= edit.range.start && edit.range.end <= range.end;
        let moved = self
            .0
            .into_iter()
            .filter(is_inside)
            .map(|edit| Edit { range: edit.range.start - range.start..edit.range.end - range.start, text: edit.text });
        Self(moved.collect())
    }

    /// Those that do not touch this range.
    pub(crate) fn outside(self, range: &Range<usize>) -> Self {
        let is_outside = |edit: &Edit| edit.range.end <= range.start || range.end <= edit.range.start;
        Self(self.0.into_iter().filter(is_outside).collect())
    }

    /// The text with all changes. Of two that overlap the first one counts, and the second is dropped if it lies inside
    /// of the first.
    ///
    /// # Errors
    ///
    /// The place where two changes contradict each other.
    pub(crate) fn apply(mut self, text: &str) -> Result<String, usize> {
        // An insertion comes before what is replaced at the same place. The order of insertions at one place stays.
        self.0.sort_by_key(|edit| (edit.range.start, !edit.range.is_empty(), edit.range.end));
        let (mut out, mut done) = (String::with_capacity(text.len() + 256), 0);
        for edit in &self.0 {
            if edit.range.start < done {
                if edit.range.end <= done {
                    continue;
                }
                return Err(edit.range.start);
            }
            let (Some(kept), Some(_)) = (text.get(done..edit.range.start), text.get(edit.range.clone())) else {
                return Err(edit.range.start);
            };
            out.push_str(kept);
            out.push_str(&edit.text);
            done = edit.range.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Ok(out)
    }
}

/// The start of the line in which this byte stands.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The white space that this line begins with.
pub(crate) fn indent(text: &str, line_start: usize) -> &str {
    let line = text.get(line_start..).unwrap_or_default();
    let width = line.len() - line.trim_start_matches([' ', '\t']).len();
    &line[..width]
}

/// How lines end around this byte.
pub(crate) fn line_end(text: &str, at: usize) -> &'static str {
    let newline = text.get(at..).and_then(|rest| rest.find('\n')).map(|found| at + found);
    let newline = newline.or_else(|| text.get(..at).and_then(|before| before.rfind('\n')));
    match newline {
        Some(newline) if newline > 0 && text.as_bytes().get(newline - 1) == Some(&b'\r') => "\r\n",
        _ => "\n",
    }
}

/// The numbers of the lines of a source.
pub(crate) struct Lines {
    /// How many lines stand before it.
    before: usize,
    ends: Vec<usize>,
}

impl Lines {
    pub(crate) fn of(prefix: &str, text: &str) -> Self {
        let ends = |text: &str| text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        let before: Vec<usize> = ends(prefix);
        Self { before: before.len(), ends: ends(text) }
    }

    /// The number of the line in which this byte stands, from 1.
    pub(crate) fn number(&self, at: usize) -> usize {
        self.before + self.ends.partition_point(|end| *end < at) + 1
    }
}

/// The comments between these bytes of a source, which are no part of a literal.
pub(crate) fn comments(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let (mut at, mut found) = (0, Vec::new());
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                let end = source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |found| at + found);
                found.push(at..end);
                at = end;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let (start, mut depth) = (at, 0_usize);
                while at < bytes.len() {
                    match (bytes[at], bytes.get(at + 1)) {
                        (b'/', Some(b'*')) => (depth, at) = (depth + 1, at + 2),
                        (b'*', Some(b'/')) => (depth, at) = (depth.saturating_sub(1), at + 2),
                        _ => at += 1,
                    }
                    if depth == 0 {
                        break;
                    }
                }
                found.push(start..at.min(source.len()));
            }
            b'r' if raw_text(source, at).is_some() => at = raw_text(source, at).unwrap_or(at + 1),
            b'"' => at = quoted(bytes, at),
            b'\'' => at = character(source, at),
            _ => at += 1,
        }
    }
    found
}

/// The end of a raw literal that begins here.
fn raw_text(source: &str, at: usize) -> Option<usize> {
    let before = source.as_bytes().get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
    if before == b'_' || before.is_ascii_alphanumeric() && !matches!(before, b'b' | b'c') {
        return None;
    }
    let rest = source.get(at + 1..)?;
    let marks = rest.len() - rest.trim_start_matches('#').len();
    let content = rest.get(marks..)?.strip_prefix('"')?;
    let end = content.find(&format!("\"{}", "#".repeat(marks)))?;
    Some(at + 1 + marks + 1 + end + 1 + marks)
}

fn quoted(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// The end of a character, or of the mark of a lifetime.
fn character(source: &str, start: usize) -> usize {
    let mut rest = source.get(start + 1..).unwrap_or_default().char_indices();
    match rest.next() {
        Some((_, '\\')) => {
            let _ = rest.next();
            rest.find(|(_, c)| *c == '\'').map_or(start + 1, |(at, _)| start + 2 + at)
        }
        Some(_) => match rest.next() {
            Some((at, '\'')) => start + 2 + at,
            _ => start + 1,
        },
        None => start + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_any_order() {
        let mut edits = Edits::default();
        edits.replace(4..7, "two");
        edits.insert(4, "+");
        edits.delete(0..2);
        assert_eq!(edits.apply("a ; xyz.").as_deref(), Ok("; +two."));
        let mut edits = Edits::default();
        edits.replace(0..4, "");
        edits.replace(2..6, "");
        assert_eq!(edits.apply("abcdef"), Err(2));
    }

    #[test]
    fn comments_are_told_from_literals() {
        let source = "a /* b /* c */ */ \"// d\" '\"' r#\"// \"e\"# '\\'' &'a x // f\ng";
        let found: Vec<&str> = comments(source).into_iter().map(|range| &source[range]).collect();
        assert_eq!(found, ["/* b /* c */ */", "// f"]);
        assert_eq!(comments("/* open").len(), 1);
        assert_eq!(comments("\"open // ").len(), 0);
    }

    #[test]
    fn lines_end_as_around_them() {
        assert_eq!(line_end("a\r\nb", 0), "\r\n");
        assert_eq!(line_end("a\r\nb", 3), "\r\n");
        assert_eq!(line_end("a\nb", 0), "\n");
        assert_eq!(indent("x\n\t  y", 2), "\t  ");
        let lines = Lines::of("#!\n", "a\nb");
        assert_eq!([0, 1, 2].map(|at| lines.number(at)), [2, 2, 3]);
    }
}
