//! `regex("…")`: the literal is checked and, where it stays small, compiled while the user's crate is built.
//!
//! parse -> machine with many states at once (`nfa`) over groups of characters (`alphabet`) -> machine with one state
//! at a time (`dfa`), made smallest (`minimize`) -> bytes for `unprocessable-core` (`table`, or `line` where no machine
//! is needed) -> a call of the constructor that takes them (`expand`).

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
use look::Sights;
use nfa::Nfa;
use table::Tables;

/// Bytes that the tables of one pattern may take: enough for `^[\w .-]{1,500}$` (8.5 kB), where `regex` would need
/// megabytes at run time. A byte string of this size adds 0.2 ms to the build of the user's crate, equal tables are
/// kept once, and nine of ten patterns take less than 1 kB.
const TABLE_LIMIT: usize = 16 << 10;

/// Steps that compiling one pattern may take: 50 ms in a derive built without optimisation. Patterns that end up as
/// tables take a hundred to twenty thousand.
const WORK_LIMIT: usize = 100_000;

/// How large a pattern may be that is left to the `regex` crate: one for each range of characters, as often as it is
/// repeated. `\w{100}` is; it takes 10 MB and 30 ms to build when it is first used. `regex` itself would refuse some
/// that are not larger, which is why `Pattern` raises its limit.
const WEIGHT_LIMIT: u64 = 100_000;

/// A pattern that was found to be one.
pub(crate) struct Compiled {
    source: String,
    /// Whether every text matches, or none; nothing when it depends on the text.
    always: Option<bool>,
    /// Nothing when the pattern is for the `regex` crate.
    tables: Option<Tables>,
}

/// Reads a pattern in the syntax of the `regex` crate.
pub(crate) fn parse(source: &str) -> Result<Compiled, PatternMistake> {
    let hir = regex_syntax::parse(source).map_err(|error| PatternMistake::syntax(source, &error))?;
    let compiled = compile(&hir);
    let always = match &compiled {
        Some((_, always)) => *always,
        // What is found without a character, wherever that is, is found in every text.
        None => (hir.properties().minimum_len() == Some(0) && hir.properties().look_set().is_empty()).then_some(true),
    };
    let tables = compiled.map(|(tables, _)| tables);
    if tables.is_none() && weight(&hir) > WEIGHT_LIMIT {
        return Err(PatternMistake::size(source));
    }
    Ok(Compiled { source: source.to_owned(), always, tables })
}

impl Compiled {
    /// Whether every text matches, or none; nothing when it depends on the text.
    pub(crate) fn found_always(&self) -> Option<bool> {
        self.always
    }
}

/// `None` when the tables would be too large, or take too long to make. Besides, whether every text matches, or none.
fn compile(hir: &Hir) -> Option<(Tables, Option<bool>)> {
    let mut budget = Budget::new(WORK_LIMIT);
    let mut sets = Sets::default();
    let nfa = Nfa::new(hir, &mut sets, &mut budget)?;
    let sights = Sights::new(hir.properties().look_set(), &mut sets, &mut budget)?;
    let alphabet = Alphabet::new(&sets, &mut budget)?;
    let dfa = dfa::determinize(&nfa, &alphabet, &sights, &mut budget)?.minimize(&mut budget)?;
    let first = dfa.accepting.first().copied();
    let always = first.filter(|first| dfa.accepting.iter().all(|accepts| accepts == first));
    Some((Tables::new(&dfa, &alphabet, TABLE_LIMIT, &mut budget)?, always))
}

/// How large a machine the pattern asks for, without building it.
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
