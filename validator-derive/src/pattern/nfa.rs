//! The nondeterministic automaton of a parsed pattern, by Thompson's construction. It reads characters.

use std::collections::HashMap;

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use super::{
    alphabet::{Range, Sets},
    budget::Budget,
};

pub(super) type Id = u16;

pub(super) enum State {
    /// The text matches.
    Match,
    /// Reads one character of a set.
    Read(u8, Id),
    /// Goes on to all of these states without reading.
    Split(Vec<Id>),
    /// Goes on if the assertion holds.
    Look(Look, Id),
}

pub(super) struct Nfa {
    pub(super) states: Vec<State>,
    pub(super) start: Id,
}

/// The state in which every machine ends.
pub(super) const MATCH: Id = 0;

impl Nfa {
    /// `None` if the machine would be too large.
    pub(super) fn new(hir: &Hir, sets: &mut Sets, budget: &mut Budget) -> Option<Self> {
        let mut builder = Builder { states: vec![State::Match], classes: HashMap::new(), sets, budget };
        let start = builder.build(hir, MATCH)?;
        Some(Self { states: builder.states, start })
    }
}

/// The ranges of characters in a class.
pub(super) fn ranges(class: &Class) -> Vec<Range> {
    match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
        // The parser accepts only ASCII bytes here, because text is UTF-8.
        Class::Bytes(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
    }
}

struct Builder<'a> {
    states: Vec<State>,
    /// The sets of classes by the address of the class, because a repeated class is built many times.
    classes: HashMap<*const Class, u8>,
    sets: &'a mut Sets,
    budget: &'a mut Budget,
}

impl Builder<'_> {
    /// Adds states that match `hir` and then go on to `next`. The machine is built from its end to its start.
    fn build(&mut self, hir: &Hir, next: Id) -> Option<Id> {
        self.budget.spend(1)?;
        match hir.kind() {
            HirKind::Empty => Some(next),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                text.chars().rev().try_fold(next, |next, character| {
                    let set = self.sets.intern(vec![(character.into(), character.into())], self.budget)?;
                    self.push(State::Read(set, next))
                })
            }
            HirKind::Class(class) => {
                let set = match self.classes.get(&std::ptr::from_ref(class)) {
                    Some(&set) => set,
                    None => self.sets.intern(ranges(class), self.budget)?,
                };
                self.classes.insert(class, set);
                self.push(State::Read(set, next))
            }
            HirKind::Look(look) => self.push(State::Look(*look, next)),
            HirKind::Repetition(repetition) => self.repeat(repetition, next),
            HirKind::Capture(capture) => self.build(&capture.sub, next),
            HirKind::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.build(part, next)),
            HirKind::Alternation(branches) => {
                let branches = branches.iter().map(|branch| self.build(branch, next)).collect::<Option<_>>()?;
                self.push(State::Split(branches))
            }
        }
    }

    /// Whether a repetition is greedy makes no difference here, because only the existence of a match counts.
    fn repeat(&mut self, repetition: &Repetition, next: Id) -> Option<Id> {
        let (mut required, sub) = (repetition.min, &repetition.sub);
        let mut entry = next;
        match repetition.max {
            Some(max) => {
                for _ in required..max {
                    let once_more = self.build(sub, entry)?;
                    entry = self.push(State::Split(vec![once_more, next]))?;
                }
            }
            None => {
                let again = self.push(State::Split(Vec::new()))?;
                let once = self.build(sub, again)?;
                self.states[usize::from(again)] = State::Split(vec![once, next]);
                entry = if required == 0 { again } else { once };
                required = required.saturating_sub(1);
            }
        }
        (0..required).try_fold(entry, |next, _| self.build(sub, next))
    }

    fn push(&mut self, state: State) -> Option<Id> {
        let id = Id::try_from(self.states.len()).ok()?;
        self.states.push(state);
        Some(id)
    }
}
