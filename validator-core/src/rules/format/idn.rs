//! Names of hosts as people write them, with letters outside of ASCII.

use core::fmt::Debug;

/// Names in ASCII only.
#[derive(Clone, Copy, Debug)]
pub struct AsciiNames;

/// Names as people write them: `münchen.example`.
#[derive(Clone, Copy, Debug)]
pub struct InternationalNames;

/// How names are written, as far as this build can read it.
#[diagnostic::on_unimplemented(
    message = "names outside of ASCII are read with the feature `idna` only",
    label = "the feature `idna` is off",
    note = "add `idna` to the features of `unprocessable` in `Cargo.toml`"
)]
pub trait Naming: Copy + Debug {
    /// Whether the name has a form in ASCII, under which it is looked up, and that form passes the test.
    #[doc(hidden)]
    fn in_ascii(name: &str, passes: impl Fn(&str) -> bool) -> bool;
}

impl Naming for AsciiNames {
    #[inline]
    fn in_ascii(name: &str, passes: impl Fn(&str) -> bool) -> bool {
        passes(name)
    }
}

/// By UTS #46, as browsers have it, with the letters, digits and hyphens of STD 3.
#[cfg(feature = "idna")]
impl Naming for InternationalNames {
    fn in_ascii(name: &str, passes: impl Fn(&str) -> bool) -> bool {
        uts46::in_ascii(name, idna::AsciiDenyList::STD3, idna::uts46::Hyphens::CheckFirstLast, passes)
    }
}

/// The name of a host in a URL: what it is looked up under must pass the test.
#[cfg(feature = "idna")]
pub(crate) fn in_url(name: &str, passes: impl Fn(&str) -> bool) -> bool {
    uts46::in_ascii(name, idna::AsciiDenyList::URL, idna::uts46::Hyphens::Allow, passes)
}

#[cfg(feature = "idna")]
mod uts46 {
    use alloc::string::String;
    use core::fmt::{self, Write};

    use idna::AsciiDenyList;
    use idna::uts46::{ErrorPolicy, Hyphens, ProcessingSuccess, Uts46};

    use crate::scan::visible::is_ignorable;

    /// No character is put together from more than four, of up to four bytes each, and a name has 253.
    const LONGEST: usize = 4 * 4 * 253;
    const LONGEST_LABEL: usize = 4 * 63;

    pub(crate) fn in_ascii(name: &str, denied: AsciiDenyList, hyphens: Hyphens, passes: impl Fn(&str) -> bool) -> bool {
        // A name with such a character looks like the one without it, and IDNA takes it for that. Joiners change how
        // letters look, and IDNA knows where they do.
        let is_dropped = |c: char| is_ignorable(c) && !matches!(c, '\u{200c}' | '\u{200d}');
        if name.len() > LONGEST || has_long_label(name) || name.chars().any(is_dropped) {
            return false;
        }
        let mut ascii = Ascii::default();
        let process = Uts46::new().process(
            name.as_bytes(),
            denied,
            hyphens,
            ErrorPolicy::FailFast,
            |_, _, _| false,
            &mut ascii,
            None,
        );
        match process {
            Ok(ProcessingSuccess::Passthrough) => passes(name),
            Ok(ProcessingSuccess::WroteToSink) => passes(ascii.text()),
            Err(_) => false,
        }
    }

    /// Whether a label cannot become one of 63 characters. Punycode takes time in the square of its length.
    fn has_long_label(name: &str) -> bool {
        name.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).any(|label| {
            let longest = if label.is_ascii() { 63 } else { LONGEST_LABEL };
            label.chars().nth(longest).is_some()
        })
    }

    /// A name without an allocation, if it has the length of one.
    struct Ascii {
        short: [u8; 256],
        length: usize,
        long: String,
    }

    impl Default for Ascii {
        fn default() -> Self {
            Self { short: [0; 256], length: 0, long: String::new() }
        }
    }

    impl Ascii {
        fn text(&self) -> &str {
            if self.long.is_empty() {
                core::str::from_utf8(&self.short[..self.length]).unwrap_or("")
            } else {
                &self.long
            }
        }
    }

    impl Write for Ascii {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = self.length + text.len();
            if self.long.is_empty() {
                if let Some(free) = self.short.get_mut(self.length..end) {
                    free.copy_from_slice(text.as_bytes());
                    self.length = end;
                    return Ok(());
                }
                self.long = self.text().into();
            }
            self.long.push_str(text);
            Ok(())
        }
    }
}
