//! Checks the pattern of `regex("…")` and compiles it, unless it is too large, while the user's crate is built.
//!
//! The steps are those of a textbook. `regex-syntax` parses the pattern. `nfa` makes a nondeterministic automaton of
//! it, over the character classes of `alphabet`. `dfa` makes that deterministic, and `minimize` makes it as small as
//! possible. `table` writes it as bytes for `unprocessable-core`; `line` does so for patterns that need no machine.
//! `expand` writes the call of the constructor that takes these bytes.

mod alphabet;
mod budget;
mod dfa;
mod expand;
mod line;
mod look;
mod minimize;
mod mistake;
mod nfa;
mod table;
#[cfg(test)]
mod tests;

use regex_syntax::hir::{Hir, HirKind};

pub(crate) use mistake::PatternMistake;

use alphabet::{Alphabet, Sets};
use budget::Budget;
use look::LookSets;
use nfa::Nfa;
use table::Tables;

/// The size limit of one pattern's tables, in bytes. It is enough for `^[\w .-]{1,500}$`, which takes 8.5 kB here and
/// megabytes in `regex` at run time. Nine of ten patterns take less than 1 kB. A byte string of the largest size adds
/// 0.2 ms to the build of the user's crate, and equal tables are stored once.
const TABLE_LIMIT: usize = 16 << 10;

/// How many steps it may take to compile one pattern. So many take 50 ms in a derive that is built without
/// optimisation. Patterns that become tables take between a hundred and twenty thousand.
const WORK_LIMIT: usize = 100_000;

/// The size limit of a pattern that is left to the `regex` crate. Each range of characters counts once for each
/// repetition. `\w{100}` is about as large as the limit: `regex` takes 10 MB and 30 ms to compile it at its first use.
/// `regex` has a lower limit of its own, which `Pattern` raises.
const WEIGHT_LIMIT: u64 = 100_000;

/// A pattern without mistakes.
pub(crate) struct Compiled {
    source: String,
    /// Whether every text matches or no text does. `None` if it depends on the text.
    always: Option<bool>,
    /// `None` if the pattern is left to the `regex` crate.
    tables: Option<Tables>,
}

/// Reads a pattern in the syntax of the `regex` crate.
pub(crate) fn parse(source: &str) -> Result<Compiled, PatternMistake> {
    let hir = regex_syntax::parse(source).map_err(|error| PatternMistake::syntax(source, &error))?;
    let compiled = compile(&hir);
    let always = match &compiled {
        Some((_, always)) => *always,
        // A pattern that matches empty text at any position is found in every text.
        None => (hir.properties().minimum_len() == Some(0) && hir.properties().look_set().is_empty()).then_some(true),
    };
    let tables = compiled.map(|(tables, _)| tables);
    if tables.is_none() && weight(&hir) > WEIGHT_LIMIT {
        return Err(PatternMistake::size(source));
    }
    Ok(Compiled { source: source.to_owned(), always, tables })
}

impl Compiled {
    /// Whether every text matches or no text does. `None` if it depends on the text.
    pub(crate) fn found_always(&self) -> Option<bool> {
        self.always
    }
}

/// The tables, and whether every text matches or no text does. `None` if the tables would be too large or would take
/// too long to make.
fn compile(hir: &Hir) -> Option<(Tables, Option<bool>)> {
    let mut budget = Budget::new(WORK_LIMIT);
    let mut sets = Sets::default();
    let nfa = Nfa::new(hir, &mut sets, &mut budget)?;
    let look_sets = LookSets::new(hir.properties().look_set(), &mut sets, &mut budget)?;
    let alphabet = Alphabet::new(&sets, &mut budget)?;
    let dfa = dfa::determinize(&nfa, &alphabet, &look_sets, &mut budget)?.minimize(&mut budget)?;
    let first = dfa.accepting.first().copied();
    let always = first.filter(|first| dfa.accepting.iter().all(|accepts| accepts == first));
    Some((Tables::new(&dfa, &alphabet, TABLE_LIMIT, &mut budget)?, always))
}

/// An estimate of the size of the machine, made without building it.
fn weight(hir: &Hir) -> u64 {
    let sum = |parts: &[Hir]| parts.iter().map(weight).fold(1, u64::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(class) => nfa::ranges(class).len() as u64,
        HirKind::Capture(capture) => weight(&capture.sub).saturating_add(1),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => sum(parts),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1)).max(1);
            weight(&repetition.sub).saturating_add(1).saturating_mul(times.into())
        }
    }
}
