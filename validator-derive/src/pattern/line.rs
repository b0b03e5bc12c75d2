//! Patterns that need no machine: each position of the text has a set of ASCII characters, whatever stands before it.

use super::{dfa::Dfa, table::Columns};

/// A fixed number of characters, each with a few ranges of its own. `unprocessable-core` compares eight of them at
/// once, so the ranges are packed into words of eight.
pub(super) struct Line {
    pub(super) length: usize,
    /// How many ranges each character has: 1, 2 or 4.
    pub(super) width: usize,
    pub(super) words: Vec<Vec<Bounds>>,
}

/// A number of characters between two bounds, all with the same four ranges.
pub(super) struct Repeat {
    pub(super) shortest: u32,
    /// `u32::MAX` if there is no upper bound.
    pub(super) longest: u32,
    pub(super) bounds: Vec<Bounds>,
}

/// A range for each byte of a word, as two numbers to add. The first sum has the highest bit if the character is not
/// below the range, and the second has it if the character is above the range.
pub(super) type Bounds = (u64, u64);

/// A machine in which each state leads to one other state, by ASCII characters only, or the last one to itself.
pub(super) struct Chain {
    /// The characters that lead on, for each state.
    steps: Vec<Vec<AsciiRange>>,
    /// Whether the text may end before each step, and after the last one.
    accepting: Vec<bool>,
    /// Whether the last step leads to its own state.
    endless: bool,
}

/// Characters from the first to the last, both included.
type AsciiRange = (u8, u8);

/// A range without characters.
const NOTHING: AsciiRange = (1, 0);

impl Chain {
    pub(super) fn new(dfa: &Dfa, columns: &Columns, ascii: &[u8], others: &[u8]) -> Option<Self> {
        let dead = dfa.dead()?;
        let group = |column: u8| columns.first[usize::from(column)];
        let mut chain = Self { steps: Vec::new(), accepting: Vec::new(), endless: false };
        let mut state = 0;
        // A machine with a longer cycle would pass more states than it has.
        while chain.steps.len() <= dfa.next.len() {
            chain.accepting.push(dfa.accepting[state]);
            let row = &dfa.next[state];
            let mut on = columns.first.iter().map(|&group| row[group]).filter(|&next| next != dead);
            let Some(next) = on.next() else {
                return Some(chain);
            };
            let beyond = others.iter().skip(3).step_by(4).any(|&column| row[group(column)] != dead);
            if beyond || on.any(|other| other != next) {
                return None;
            }
            chain.steps.push(ranges(ascii, |column| row[group(column)] != dead));
            if usize::from(next) == state {
                chain.endless = true;
                return Some(chain);
            }
            state = next.into();
        }
        None
    }

    /// The chain as a line, if only texts of one length match.
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

    /// The chain as a repetition, if all its steps are the same.
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
    /// The state from which no match can be reached.
    fn dead(&self) -> Option<u16> {
        (0..).zip(&self.next).find_map(|(state, row)| {
            let stays = row.iter().all(|&next| next == state);
            (stays && !self.accepting[usize::from(state)]).then_some(state)
        })
    }
}

/// The ranges of ASCII characters whose column is wanted.
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

/// The positions of the characters in each word, as `validator-core/src/pattern/line.rs` reads them.
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
        // A short text does not fill a word. Any character passes in the bytes that are left.
        let (mut first, mut last) = ([0x80; 8], [0; 8]);
        for (place, step) in steps.clone().enumerate() {
            let (low, high) = step.get(range).copied().unwrap_or(NOTHING);
            (first[place], last[place]) = (0x80 - low, 0x7f - high);
        }
        (u64::from_le_bytes(first), u64::from_le_bytes(last))
    };
    (0..width).map(bounds).collect()
}
