//! The characters that a pattern distinguishes, in groups.
//!
//! The machine reads characters, not bytes. So a class such as `\w` takes one column of the table and one sorted list
//! of ranges. A machine that reads bytes would have a hundred states at each use of such a class.

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
    /// A [`Group`] has a bit for each set.
    const MOST: usize = u128::BITS as usize;

    /// The index of a set. Equal sets have the same index. The ranges must be sorted, with gaps between them.
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

/// Characters that are in the same sets. Bit `n` says whether they are in set `n`.
pub(super) type Group = u128;

/// All characters, cut into groups.
pub(super) struct Alphabet {
    pub(super) groups: Vec<Group>,
    /// The characters cut into runs, each with the index of its group. A run is given by its first character and ends
    /// before the next one. The first run begins at zero.
    pub(super) runs: Vec<(u32, u8)>,
}

impl Alphabet {
    /// `None` if there are more groups than a byte can count.
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

/// The characters at which a set begins, and those right after its ranges.
fn edges(sets: &Sets) -> Vec<(u32, u8)> {
    let mut edges = Vec::new();
    for (set, ranges) in (0..).zip(&sets.sets) {
        for &(first, last) in ranges {
            // No text contains a surrogate. So a range that ends before them continues after them, without another run.
            let behind = if last == 0xd7ff { 0xe000 } else { last + 1 };
            edges.extend([(first, set), (behind, set)]);
        }
    }
    edges
}
