//! The remaining entries of an object, which no field of the struct has taken.
//!
//! Flattened fields and the content of internally tagged enums are read from such a part of an object. As in serde, a
//! struct takes the fields that it knows, and an enum takes the entry that names its variant. Maps and internally
//! tagged enums read all remaining entries and take none.

use alloc::vec::Vec;
use core::cell::Cell;

use crate::decode::document::node::Node;
use crate::decode::document::object::{Entries, Entry};
use crate::decode::document::refusal::Refusal;

/// Which entries of an object have been taken.
#[derive(Clone, Debug)]
pub struct Remaining {
    /// One for each entry, by its position.
    taken: Vec<Cell<bool>>,
}

impl Remaining {
    pub(crate) fn of(node: Node<'_, '_>, above: Option<ObjectPart<'_>>) -> Result<Self, Refusal> {
        Ok(match above {
            Some(above) => above.remaining.clone(),
            None => Self { taken: node.object()?.entries().map(|_| Cell::new(false)).collect() },
        })
    }

    pub(crate) fn take(&self, entry: Entry<'_, '_>) {
        if let Some(taken) = self.taken.get(entry.value.position as usize) {
            taken.set(true);
        }
    }

    fn has(&self, entry: Entry<'_, '_>) -> bool {
        self.taken.get(entry.value.position as usize).is_some_and(|taken| !taken.get())
    }
}

/// The part of an object that is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectPart<'l> {
    pub(crate) remaining: &'l Remaining,
    /// Whether it is read as a flattened field, which takes what it knows and ignores the rest.
    pub(crate) flat: bool,
}

/// An iterator over the entries of the part of an object that is read.
pub(crate) struct VisibleEntries<'a, 'l, 'de> {
    entries: Entries<'a, 'de>,
    part: Option<ObjectPart<'l>>,
    /// In a flattened field, only entries with these names are read, and they are taken.
    only: Option<&'static [&'static str]>,
}

impl<'a, 'l, 'de> VisibleEntries<'a, 'l, 'de> {
    pub(crate) fn of(entries: Entries<'a, 'de>, part: Option<ObjectPart<'l>>) -> Self {
        Self { entries, part, only: None }
    }

    /// As [`of`](Self::of), for a struct or enum that knows these names.
    pub(crate) fn taking(
        entries: Entries<'a, 'de>,
        part: Option<ObjectPart<'l>>,
        names: &'static [&'static str],
    ) -> Self {
        let only = part.is_some_and(|part| part.flat).then_some(names);
        Self { entries, part, only }
    }
}

impl<'a, 'l, 'de> Iterator for VisibleEntries<'a, 'l, 'de> {
    type Item = Entry<'a, 'de>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'a, 'de>> {
        match self.part {
            None => self.entries.next(),
            Some(part) => self.next_of(part.remaining),
        }
    }
}

impl<'a, 'de> VisibleEntries<'a, '_, 'de> {
    #[cold]
    #[inline(never)]
    fn next_of(&mut self, remaining: &Remaining) -> Option<Entry<'a, 'de>> {
        let only = self.only;
        let known = |entry: &Entry<'_, '_>| only.is_none_or(|names| names.iter().any(|name| entry.key.is(name)));
        let entry = self.entries.find(|entry| remaining.has(*entry) && known(entry))?;
        if only.is_some() {
            remaining.take(entry);
        }
        Some(entry)
    }
}
