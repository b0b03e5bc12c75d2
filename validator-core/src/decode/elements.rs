//! Elements of lists and maps that could not be read as a whole: their rules run on each that can be read for itself.

use serde::Deserialize;

use super::key::KeyDecoder;
use super::left::Visible;
use super::node::Node;
use super::object::Entry;
use super::pass::{Pass, Rank};
use crate::container::{Elements, Entries};
use crate::path::{Spot, Step};
use crate::walk::Indexes;
use crate::walker::Walker;

impl Pass<'_> {
    /// Runs rules on the items of a list that could not be read as a whole, but each for itself.
    pub fn each<'de, E>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut rules: impl FnMut(&E::Item, &mut Walker<'_>),
    ) where
        E: Elements,
        E::Item: Deserialize<'de>,
    {
        let (true, Ok(list)) = (self.looks_inside(spot), node.list()) else { return };
        let called = node.sent_indexes().map(Indexes::of).unwrap_or_default();
        for (index, item) in list.items().enumerate() {
            if self.is_full() {
                return;
            }
            self.element(rank, spot, Step::Index(called.at(index)), item, |walker| {
                if let Ok(value) = item.decode::<E::Item>() {
                    rules(&value, walker);
                }
            });
        }
    }

    /// Runs rules on the keys of a map that could not be read as a whole, but each for itself.
    pub fn keys<'de, E>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut rules: impl FnMut(&E::Key, &mut Walker<'_>),
    ) where
        E: Entries,
        E::Key: Deserialize<'de>,
    {
        self.entries(rank, spot, node, |entry, walker| {
            if let Ok(key) = E::Key::deserialize(KeyDecoder::of(entry)) {
                rules(&key, walker);
            }
        });
    }

    /// Runs rules on the values of a map that could not be read as a whole, but each for itself.
    pub fn values<'de, E>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut rules: impl FnMut(&E::Value, &mut Walker<'_>),
    ) where
        E: Entries,
        E::Value: Deserialize<'de>,
    {
        self.entries(rank, spot, node, |entry, walker| {
            if let Ok(value) = entry.value.decode::<E::Value>() {
                rules(&value, walker);
            }
        });
    }

    fn entries<'a, 'de>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'a, 'de>,
        mut each: impl FnMut(Entry<'a, 'de>, &mut Walker<'_>),
    ) {
        let (true, Ok(object)) = (self.looks_inside(spot), node.object()) else { return };
        for entry in Visible::of(object.entries(), self.among) {
            if self.is_full() {
                return;
            }
            let text = entry.key.text();
            let shown = text.as_deref().unwrap_or_default();
            self.element(rank, spot, Step::Key(&shown), entry.value, |walker| each(entry, walker));
            self.scatter_without(&text);
        }
    }

    fn looks_inside(&mut self, spot: &'static Spot) -> bool {
        self.has_rules() && !self.walk.passes_by(self.path, spot)
    }

    fn element(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        step: Step<'_>,
        node: Node<'_, '_>,
        run: impl FnOnce(&mut Walker<'_>),
    ) {
        let begun = self.begin();
        let path = self.path.then(Step::Spot(spot));
        let path = path.then(step);
        if self.walk.passes_by(&path, &Spot::Here) {
            return;
        }
        run(&mut Walker::at(self.walk, &path));
        self.walk.errors.order_from(begun.violations, node.index);
        self.walk.errors.rank_from(begun.violations, rank);
    }
}
