//! The bytes that have a meaning in a file of CSV.

#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quote: u8,
    pub(crate) escape: Option<u8>,
    pub(crate) double_quote: bool,
    /// What ends every line. After a line feed or before it, a carriage return has no meaning.
    pub(crate) line_end: u8,
}

impl Dialect {
    /// Splits rows into cells.
    pub(crate) fn splitter(&self) -> csv_core::Reader {
        let mut builder = csv_core::ReaderBuilder::new();
        builder.delimiter(self.delimiter).quote(self.quote).escape(self.escape).double_quote(self.double_quote);
        let mut splitter = builder.build();
        // A mark of byte order is taken off when a file is opened, and nowhere else.
        let _ = splitter.read_record(b"\n", &mut [0; 1], &mut [0; 1]);
        splitter
    }
}
