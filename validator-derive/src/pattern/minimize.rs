//! The smallest machine that accepts the same texts, by Hopcroft's algorithm.

use std::collections::HashSet;

use super::{budget::Budget, dfa::Dfa};

impl Dfa {
    /// Merges equivalent states: those from which the same texts are accepted.
    pub(super) fn minimize(&self, budget: &mut Budget) -> Option<Self> {
        let parts = Partition::new(self, budget)?;
        // The new states have the order of the first state of each part, so that the start stays first.
        let mut numbers = vec![None; parts.members.len()];
        let mut firsts = Vec::new();
        for (state, &part) in parts.of.iter().enumerate() {
            if numbers[part].is_none() {
                numbers[part] = Some(u16::try_from(firsts.len()).ok()?);
                firsts.push(state);
            }
        }
        let number = |&state: &u16| numbers[parts.of[usize::from(state)]];
        Some(Self {
            next: firsts.iter().map(|&state| self.next[state].iter().map(number).collect()).collect::<Option<_>>()?,
            accepting: firsts.iter().map(|&state| self.accepting[state]).collect(),
        })
    }
}

/// The states in parts, which are split until all states of a part are equivalent.
struct Partition {
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Partition {
    fn new(dfa: &Dfa, budget: &mut Budget) -> Option<Self> {
        let (states, groups) = (dfa.next.len(), dfa.next.first().map_or(0, Vec::len));
        let before = before(dfa, states, groups);
        let (accepting, others): (Vec<usize>, Vec<usize>) = (0..states).partition(|&state| dfa.accepting[state]);
        let mut parts = Self {
            of: dfa.accepting.iter().map(|&accepting| usize::from(!accepting)).collect(),
            members: vec![accepting, others],
        };

        // The parts and groups by which the others have yet to be split. Of a part that is split, one half is enough.
        let smaller = parts.smaller(0, 1);
        let mut open: Vec<_> = (0..groups).map(|group| (smaller, group)).collect();
        let mut is_open: HashSet<_> = open.iter().copied().collect();
        while let Some((part, group)) = open.pop() {
            is_open.remove(&(part, group));
            let reaching: Vec<usize> =
                parts.members[part].iter().flat_map(|&state| &before[group][state]).copied().collect();
            budget.spend(1 + parts.members[part].len() + reaching.len())?;
            for (old, new) in parts.cut(&reaching, budget)? {
                for group in 0..groups {
                    let whole = is_open.contains(&(old, group));
                    let part = if whole { new } else { parts.smaller(old, new) };
                    is_open.insert((part, group));
                    open.push((part, group));
                }
            }
        }
        Some(parts)
    }

    /// Moves the states `inside` out of every part that also has other states. Returns the old and the new parts.
    fn cut(&mut self, inside: &[usize], budget: &mut Budget) -> Option<Vec<(usize, usize)>> {
        let mut touched: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut sorted: Vec<(usize, usize)> = inside.iter().map(|&state| (self.of[state], state)).collect();
        sorted.sort_unstable();
        for (part, state) in sorted {
            match touched.last_mut() {
                Some((last, states)) if *last == part => states.push(state),
                _ => touched.push((part, vec![state])),
            }
        }
        let mut cuts = Vec::new();
        for (part, states) in touched {
            if states.len() == self.members[part].len() {
                continue;
            }
            // This looks at each member, which is cheap compared with the other steps.
            budget.spend(self.members[part].len() / 16)?;
            let new = self.members.len();
            states.iter().for_each(|&state| self.of[state] = new);
            self.members[part].retain(|&state| self.of[state] == part);
            self.members.push(states);
            cuts.push((part, new));
        }
        Some(cuts)
    }

    fn smaller(&self, one: usize, other: usize) -> usize {
        if self.members[one].len() <= self.members[other].len() { one } else { other }
    }
}

/// The states that lead to each state, by group.
fn before(dfa: &Dfa, states: usize, groups: usize) -> Vec<Vec<Vec<usize>>> {
    let mut before = vec![vec![Vec::new(); states]; groups];
    for (state, row) in dfa.next.iter().enumerate() {
        for (group, &next) in row.iter().enumerate() {
            before[group][usize::from(next)].push(state);
        }
    }
    before
}
