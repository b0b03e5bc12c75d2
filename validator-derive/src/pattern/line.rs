//! Patterns of a fixed number of ASCII characters, for which no machine has to run.

use super::{dfa::Dfa, table::Columns};

/// `length` characters, each within one of a few ranges; eight characters to a word, as `unprocessable-core` reads them.
pub(super) struct Line {
    pub(super) length: usize,
    /// How many ranges each character has: 1, 2 or 4.
    pub(super) width: usize,
    pub(super) words: Vec<Vec<(u64, u64)>>,
}

/// Lines longer than this are left to the machine.
const MOST: usize = 128;

/// Characters from the first to the last, both included.
type AsciiRange = (u8, u8);

/// Holds no character.
const NOTHING: AsciiRange = (1, 0);

impl Line {
    /// `None` when the machine is not a straight line: every step reads ASCII and leads to the next step only.
    pub(super) fn new(dfa: &Dfa, columns: &Columns, ascii: &[u8], others: &[u8]) -> Option<Self> {
        let beyond: Vec<usize> = others
            .iter()
            .skip(3)
            .step_by(4)
            .map(|&column| columns.first[usize::from(column)])
            .collect();
        let mut steps: Vec<Vec<AsciiRange>> = Vec::new();
        let (mut state, dead) = (0, dfa.dead()?);
        while !dfa.accepting[state] {
            let row = &dfa.next[state];
            let leads_on = |&group: &usize| row[group] != dead;
            let next = row[*columns.first.iter().find(|group| leads_on(group))?];
            if columns
                .first
                .iter()
                .filter(|group| leads_on(group))
                .any(|&group| row[group] != next)
                || beyond.iter().any(leads_on)
                || steps.len() == MOST
            {
                return None;
            }
            steps.push(ranges(ascii, |column| {
                leads_on(&columns.first[usize::from(column)])
            }));
            state = next.into();
        }
        if dfa.next[state].iter().any(|&next| next != dead) {
            return None;
        }
        let most = steps.iter().map(Vec::len).max().unwrap_or(1);
        let width = [1, 2, 4].into_iter().find(|&width| most <= width)?;
        let words = words(steps.len())
            .iter()
            .map(|places| word(&steps, places, width))
            .collect();
        Some(Self {
            length: steps.len(),
            width,
            words,
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
            whole
                .chain(rest)
                .map(|start| (start..start + 8).collect())
                .collect()
        }
    }
}

fn word(steps: &[Vec<AsciiRange>], places: &[usize], width: usize) -> Vec<(u64, u64)> {
    let bounds = |range: usize| {
        // Behind a short text the word holds zeros, which may stand there.
        let (mut first, mut last) = ([0x80; 8], [0x7f; 8]);
        for (place, &step) in places.iter().enumerate() {
            let (low, high) = steps[step].get(range).copied().unwrap_or(NOTHING);
            (first[place], last[place]) = (0x80 - low, 0x7f - high);
        }
        (u64::from_le_bytes(first), u64::from_le_bytes(last))
    };
    (0..width).map(bounds).collect()
}
