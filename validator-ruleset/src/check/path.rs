//! The place of a value, which is written as a key only when something is wrong there.

use std::fmt::Write as _;

use unprocessable_core::__private::KeyText;

pub(super) enum Path<'p> {
    Root,
    Below { above: &'p Path<'p>, step: Step<'p> },
}

#[derive(Clone, Copy)]
pub(super) enum Step<'p> {
    /// The name of a field, escaped.
    Name(&'p str),
    Index(usize),
    /// A key that the document chose.
    Key(&'p str),
}

impl<'p> Path<'p> {
    pub(super) fn then(&'p self, step: Step<'p>) -> Path<'p> {
        Path::Below { above: self, step }
    }

    /// Writes the key. That of the document as a whole is `_`.
    pub(super) fn write(&self, key_chars: usize, out: &mut KeyText) {
        match self {
            Self::Root => out.push('_'),
            Self::Below { .. } => self.write_steps(key_chars, out),
        }
    }

    fn write_steps(&self, key_chars: usize, out: &mut KeyText) {
        let Self::Below { above, step } = self else { return };
        above.write_steps(key_chars, out);
        if let Self::Below { .. } = above {
            out.push('.');
        }
        match step {
            Step::Name(name) => {
                out.mark_name(name);
                out.push_str(name);
            }
            Step::Key(key) => out.push_map_key(key, key_chars),
            // Writing to a `String` does not fail.
            Step::Index(index) => drop(write!(out, "{index}")),
        }
    }
}
