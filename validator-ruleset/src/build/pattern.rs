//! Patterns that are compiled when a set is read, each within a size.

use regex::{Regex, RegexBuilder};
use unprocessable_core::rules::{self, Describe};
use unprocessable_core::{Argument, Kind, Pattern};

/// The greatest size of a compiled pattern in bytes.
const SIZE: usize = 1 << 20;
/// How long the source of a pattern may be, in bytes.
const LENGTH: usize = 8 << 10;
/// How many patterns a set has at most.
const MOST: usize = 500;

/// Compiles a pattern in the syntax of the `regex` crate.
pub(crate) fn compile(source: &str, patterns: &mut usize) -> Result<Regex, String> {
    *patterns += 1;
    if *patterns > MOST {
        return Err(format!("a set has at most {MOST} patterns"));
    }
    if source.len() > LENGTH {
        return Err(format!("a pattern has at most {LENGTH} bytes"));
    }
    // The lazy tables of a pattern grow while it runs, but never above this.
    let built = RegexBuilder::new(source).size_limit(SIZE).dfa_size_limit(SIZE).nest_limit(100).build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => format!("the pattern takes more than {SIZE} bytes"),
        error => {
            let drawn = error.to_string();
            let last = drawn.lines().last().unwrap_or_default();
            format!("bad pattern: {}", last.strip_prefix("error: ").unwrap_or(last))
        }
    })
}

/// What `regex` and `not_regex` say of a pattern.
pub(crate) struct Described<'p> {
    pub(crate) source: &'p str,
    pub(crate) is_negated: bool,
}

static NOTHING: Pattern = Pattern::described("");

impl Describe for Described<'_> {
    const CODE: &'static str = "regex";
    const ARGUMENTS: &'static [&'static str] = &["pattern"];

    fn code(&self) -> &'static str {
        if self.is_negated { rules::not_regex(&NOTHING).code() } else { rules::regex(&NOTHING).code() }
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text(self.source))
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        if self.is_negated { rules::not_regex(&NOTHING).sentence(kind) } else { rules::regex(&NOTHING).sentence(kind) }
    }

    fn message_id(&self, kind: Kind) -> unprocessable_core::__private::MessageId {
        if self.is_negated {
            rules::not_regex(&NOTHING).message_id(kind)
        } else {
            rules::regex(&NOTHING).message_id(kind)
        }
    }
}
