//! The deterministic automaton, by the subset construction.
//!
//! It accepts a text if the pattern is found anywhere in it. So the search is part of the machine: a match may begin
//! before every character. Whether a state accepts says what holds if the text ends there.

use std::{collections::HashMap, rc::Rc};

use super::{
    alphabet::Alphabet,
    budget::Budget,
    look::{self, LookSets, Side},
    nfa::{Id, MATCH, Nfa, State},
};

/// The states. The first one is the start.
pub(super) struct Dfa {
    /// The next state, by state and group of characters.
    pub(super) next: Vec<Vec<u16>>,
    pub(super) accepting: Vec<bool>,
}

/// `None` if it would take too many states or too much work.
pub(super) fn determinize(nfa: &Nfa, alphabet: &Alphabet, look_sets: &LookSets, budget: &mut Budget) -> Option<Dfa> {
    let closer = Closer { nfa, budget, seen: vec![0; nfa.states.len()], round: 0 };
    let mut builder = Builder { closer, known: HashMap::new(), keys: Vec::new() };
    builder.enter(&[], Side::EDGE)?;

    let sides: Vec<Side> = alphabet.groups.iter().map(|&group| look_sets.side(group)).collect();
    let mut dfa = Dfa { next: Vec::new(), accepting: Vec::new() };
    while let Some(key) = builder.keys.get(dfa.next.len()).cloned() {
        dfa.accepting.push(builder.closer.resolve(&key, Side::EDGE)?.contains(&MATCH));
        let mut ready: HashMap<Side, Vec<Id>> = HashMap::new();
        let mut row = Vec::with_capacity(sides.len());
        for (&group, &side) in alphabet.groups.iter().zip(&sides) {
            let ready = match ready.entry(side) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(new) => new.insert(builder.closer.resolve(&key, side)?),
            };
            builder.closer.budget.spend(ready.len())?;
            let reached: Vec<Id> = ready.iter().filter_map(|&id| nfa.after(id, group)).collect();
            row.push(builder.enter(&reached, side)?);
        }
        dfa.next.push(row);
    }
    Some(dfa)
}

impl Nfa {
    fn after(&self, id: Id, group: u128) -> Option<Id> {
        match self.states[usize::from(id)] {
            State::Read(set, next) if group >> set & 1 == 1 => Some(next),
            // After a match, the rest of the text does not matter.
            State::Match => Some(MATCH),
            _ => None,
        }
    }
}

/// What a deterministic state stands for: a set of nondeterministic states. If one of them is an assertion that depends
/// on the next character, what it can see of the character before it belongs to the state.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    ids: Vec<Id>,
    before: Side,
}

struct Builder<'a> {
    closer: Closer<'a>,
    known: HashMap<Rc<Key>, u16>,
    keys: Vec<Rc<Key>>,
}

impl Builder<'_> {
    /// The state that stands for `ids`, reached by a character such as `before`.
    fn enter(&mut self, ids: &[Id], before: Side) -> Option<u16> {
        let mut ids = self.closer.close(ids.iter().copied().chain([self.closer.nfa.start]), before, None)?;
        if ids.contains(&MATCH) {
            ids = vec![MATCH];
        }
        let waits = ids.iter().any(|&id| self.closer.waits(id));
        let key = Rc::new(Key { ids, before: if waits { before } else { Side::default() } });
        if let Some(&place) = self.known.get(&key) {
            return Some(place);
        }
        let place = u16::try_from(self.keys.len()).ok()?;
        self.keys.push(Rc::clone(&key));
        self.known.insert(key, place);
        Some(place)
    }
}

/// Follows the transitions that read no character.
struct Closer<'a> {
    nfa: &'a Nfa,
    budget: &'a mut Budget,
    seen: Vec<u32>,
    round: u32,
}

impl Closer<'_> {
    /// The states of `key` when the next character is known.
    fn resolve(&mut self, key: &Key, after: Side) -> Option<Vec<Id>> {
        match key.ids.iter().any(|&id| self.waits(id)) {
            true => self.close(key.ids.iter().copied(), key.before, Some(after)),
            false => Some(key.ids.clone()),
        }
    }

    fn close(&mut self, from: impl Iterator<Item = Id>, before: Side, after: Option<Side>) -> Option<Vec<Id>> {
        self.round += 1;
        let (mut open, mut closed) = (Vec::from_iter(from), Vec::new());
        while let Some(id) = open.pop() {
            self.budget.spend(1)?;
            let seen = &mut self.seen[usize::from(id)];
            if std::mem::replace(seen, self.round) == self.round {
                continue;
            }
            match &self.nfa.states[usize::from(id)] {
                State::Match | State::Read(..) => closed.push(id),
                State::Split(branches) => open.extend(branches),
                State::Look(look, next) => match look::holds(*look, before, after) {
                    Some(true) => open.push(*next),
                    Some(false) => {}
                    None => closed.push(id),
                },
            }
        }
        closed.sort_unstable();
        Some(closed)
    }

    fn waits(&self, id: Id) -> bool {
        matches!(self.nfa.states[usize::from(id)], State::Look(..))
    }
}
