//! Patterns that say of each ASCII character, by its place alone, what it may be: no machine has to run for them.

use super::{dfa::Dfa, table::Columns};

/// `length` characters, each within a few ranges of its own; eight characters to a word, as `unprocessable-core` reads
/// them.
pub(super) struct Line {
    pub(super) length: usize,
    /// How many ranges each character has: 1, 2 or 4.
    pub(super) width: usize,
    pub(super) words: Vec<Vec<Bounds>>,
}

/// Characters from the shortest to the longest length, each within the same four ranges.
pub(super) struct Repeat {
    pub(super) shortest: u32,
    /// The greatest number there is when there is no longest.
    pub(super) longest: u32,
    pub(super) bounds: Vec<Bounds>,
}

/// A range for each byte of a word: what, added to it, reaches the highest bit from the first character of the range
/// on, and what does behind the last one.
pub(super) type Bounds = (u64, u64);

/// A machine that leads, by ASCII alone, from each state to one other, until it ends or stays where it is.
pub(super) struct Walk {
    steps: Vec<Vec<AsciiRange>>,
    /// Whether the text may end before each step, and behind the last one.
    accepting: Vec<bool>,
    endless: bool,
}

/// Characters from the first to the last, both included.
type AsciiRange = (u8, u8);

/// Holds no character.
const NOTHING: AsciiRange = (1, 0);

impl Walk {
    pub(super) fn new(dfa: &Dfa, columns: &Columns, ascii: &[u8], others: &[u8]) -> Option<Self> {
        let dead = dfa.dead()?;
        let group = |column: u8| columns.first[usize::from(column)];
        let mut walk = Self { steps: Vec::new(), accepting: Vec::new(), endless: false };
        let mut state = 0;
        // A machine that goes round and round passes more states than it has.
        while walk.steps.len() <= dfa.next.len() {
            walk.accepting.push(dfa.accepting[state]);
            let row = &dfa.next[state];
            let mut on = columns.first.iter().map(|&group| row[group]).filter(|&next| next != dead);
            let Some(next) = on.next() else {
                return Some(walk);
            };
            let beyond = others.iter().skip(3).step_by(4).any(|&column| row[group(column)] != dead);
            if beyond || on.any(|other| other != next) {
                return None;
            }
            walk.steps.push(ranges(ascii, |column| row[group(column)] != dead));
            if usize::from(next) == state {
                walk.endless = true;
                return Some(walk);
            }
            state = next.into();
        }
        None
    }

    /// The walk as a line, if it has one length.
    pub(super) fn line(&self) -> Option<Line> {
        let length = self.steps.len();
        if self.endless || self.accepting.iter().position(|&accepting| accepting) != Some(length) {
            return None;
        }
        let most = self.steps.iter().map(Vec::len).max().unwrap_or(1);
        let width = [1, 2, 4].into_iter().find(|&width| most <= width)?;
        let words =
            words(length).iter().map(|places| word(places.iter().map(|&place| &self.steps[place]), width)).collect();
        Some(Line { length, width, words })
    }

    /// The walk as a repetition, if all its steps are the same.
    pub(super) fn repeat(&self) -> Option<Repeat> {
        let step = self.steps.first()?;
        let shortest = self.accepting.iter().position(|&accepting| accepting)?;
        let same = self.steps.iter().all(|other| other == step);
        if !same || step.len() > 4 || !self.accepting[shortest..].iter().all(|&accepting| accepting) {
            return None;
        }
        let longest = if self.endless { None } else { Some(self.steps.len()) };
        Some(Repeat {
            shortest: shortest.try_into().ok()?,
            longest: longest.map_or(Ok(u32::MAX), u32::try_from).ok()?,
            bounds: word([step; 8].into_iter(), 4),
        })
    }
}

impl Dfa {
    /// The state that no match can be reached from.
    fn dead(&self) -> Option<u16> {
        (0..).zip(&self.next).find_map(|(state, row)| {
            let stays = row.iter().all(|&next| next == state);
            (stays && !self.accepting[usize::from(state)]).then_some(state)
        })
    }
}

/// The ASCII characters whose column is wanted.
fn ranges(ascii: &[u8], wanted: impl Fn(u8) -> bool) -> Vec<AsciiRange> {
    let mut ranges: Vec<AsciiRange> = Vec::new();
    for (character, &column) in (0..).zip(ascii) {
        match ranges.last_mut() {
            _ if !wanted(column) => {}
            Some((_, last)) if *last + 1 == character => *last = character,
            _ => ranges.push((character, character)),
        }
    }
    ranges
}

/// Which characters each word is made of; `validator-core/src/pattern/line.rs` reads them so.
fn words(length: usize) -> Vec<Vec<usize>> {
    match length {
        0 => Vec::new(),
        1..4 => vec![(0..length).collect()],
        4..8 => vec![(0..4).chain(length - 4..length).collect()],
        _ => {
            let whole = (0..length / 8).map(|word| word * 8);
            let rest = (length % 8 != 0).then(|| length - 8);
            whole.chain(rest).map(|start| (start..start + 8).collect()).collect()
        }
    }
}

fn word<'a>(steps: impl Iterator<Item = &'a Vec<AsciiRange>> + Clone, width: usize) -> Vec<Bounds> {
    let bounds = |range: usize| {
        // Where a short text has no character of its own, any will do.
        let (mut first, mut last) = ([0x80; 8], [0; 8]);
        for (place, step) in steps.clone().enumerate() {
            let (low, high) = step.get(range).copied().unwrap_or(NOTHING);
            (first[place], last[place]) = (0x80 - low, 0x7f - high);
        }
        (u64::from_le_bytes(first), u64::from_le_bytes(last))
    };
    (0..width).map(bounds).collect()
}
