//! The characters of a pattern in groups.
//!
//! The table is made over characters, not over bytes: a class such as `\w` is then one column of the table and one
//! sorted list of runs, where over bytes it would be a hundred states for every place it is used in.

use std::collections::HashMap;

use super::budget::Budget;

/// Characters from the first to the last, both included.
pub(super) type Range = (u32, u32);

/// The sets of characters that a pattern mentions.
#[derive(Default)]
pub(super) struct Sets {
    sets: Vec<Vec<Range>>,
    places: HashMap<Vec<Range>, u8>,
}

impl Sets {
    /// As many as a [`Group`] has bits.
    const MOST: usize = u128::BITS as usize;

    /// The place of a set, the same one for equal sets; its ranges are sorted and do not touch.
    pub(super) fn intern(&mut self, ranges: Vec<Range>, budget: &mut Budget) -> Option<u8> {
        budget.spend(ranges.len())?;
        if let Some(&place) = self.places.get(&ranges) {
            return Some(place);
        }
        let place = u8::try_from(self.sets.len()).ok().filter(|_| self.sets.len() < Self::MOST)?;
        self.sets.push(ranges.clone());
        self.places.insert(ranges, place);
        Some(place)
    }
}

/// Characters that no set tells apart: bit `n` says that they are in set `n`.
pub(super) type Group = u128;

/// All characters, cut into groups.
pub(super) struct Alphabet {
    pub(super) groups: Vec<Group>,
    /// Where each run of one group begins; the first begins at zero, and each ends where the next one begins.
    pub(super) runs: Vec<(u32, u8)>,
}

impl Alphabet {
    /// `None` when there are more groups than a byte can count.
    pub(super) fn new(sets: &Sets, budget: &mut Budget) -> Option<Self> {
        let mut edges = edges(sets);
        edges.sort_unstable();
        budget.spend(edges.len())?;

        let mut alphabet = Self { groups: Vec::new(), runs: Vec::new() };
        let mut places = HashMap::new();
        let mut edges = edges.into_iter().peekable();
        let mut group: Group = 0;
        let mut start = 0;
        loop {
            while let Some((_, set)) = edges.next_if(|&(at, _)| at <= start) {
                group ^= 1 << set;
            }
            let place = match places.get(&group) {
                Some(&place) => place,
                None => {
                    let place = u8::try_from(alphabet.groups.len()).ok()?;
                    alphabet.groups.push(group);
                    places.insert(group, place);
                    place
                }
            };
            alphabet.runs.push((start, place));
            match edges.peek() {
                Some(&(at, _)) if at <= u32::from(char::MAX) => start = at,
                _ => return Some(alphabet),
            }
        }
    }
}

/// Where a set is entered or left, going up through the characters.
fn edges(sets: &Sets) -> Vec<(u32, u8)> {
    let mut edges = Vec::new();
    for (set, ranges) in (0..).zip(&sets.sets) {
        for &(first, last) in ranges {
            // No text holds a surrogate; leaving a set before them and entering it behind would only add runs.
            let behind = if last == 0xd7ff { 0xe000 } else { last + 1 };
            edges.extend([(first, set), (behind, set)]);
        }
    }
    edges
}
