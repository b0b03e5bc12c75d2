//! The cells of one row.

/// The text of a row, and where in it each cell ends.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    text: &'a str,
    ends: &'a [usize],
    /// How many bytes are between two cells.
    gap: usize,
}

impl<'a> Cells<'a> {
    /// The cells of a row whose text is this, with a delimiter between two cells or with nothing. There are none if it is not
    /// UTF-8.
    pub(crate) fn new(text: &'a [u8], ends: &'a [usize], gap: usize) -> Option<Self> {
        let text = str::from_utf8(text).ok()?;
        // Without a delimiter, the end of a cell and the beginning of the next one may look like a character.
        let are_whole = gap > 0 || ends.iter().all(|end| text.is_char_boundary(*end));
        are_whole.then_some(Self { text, ends, gap })
    }

    /// A cell, which is empty if the row is too short to have it.
    #[inline]
    pub(crate) fn get(&self, column: usize) -> &'a str {
        let Some(end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { 0 } else { self.ends[column - 1] + self.gap };
        self.text.get(start..*end).unwrap_or_default()
    }

    pub(crate) fn is_empty(&self, column: usize) -> bool {
        self.get(column).is_empty()
    }
}
