//! Which refusals a live check asks for.

use alloc::vec::Vec;

use crate::decode::document::Document;
use crate::decode::document::node::{Node, Segment};
use crate::decode::document::refusal::{Reason, Refusal};
use crate::path::name_filter::Along;
use crate::path::{Keys, WHOLE, push_index};

/// Finds out which refusals below a value a live check asks for.
pub(crate) struct AskedBelow {
    keys: Keys,
    /// The values around the last refusal, outermost first, each with its position in the names. Refusals mostly come
    /// in the order of the document, so each position is computed once.
    around: Vec<(u32, Along)>,
    /// The values between there and the current refusal.
    way: Vec<(u32, u32, u32)>,
}

impl AskedBelow {
    /// A filter for refusals below `node`, which is at the position `along` in the names.
    pub(crate) fn below(node: Node<'_, '_>, along: Along, keys: Keys) -> Self {
        Self { keys, around: Vec::from([(node.index, along)]), way: Vec::new() }
    }

    pub(crate) fn asks_for(&mut self, refusal: &Refusal, document: &Document<'_>) -> bool {
        let along = self.along(refusal.place_in(document));
        let along = match refusal.reason {
            Reason::MissingField(name) | Reason::RepeatedField(name) => self.keys.step_to(along, name),
            _ if along.is_start() => self.keys.step(along, WHOLE),
            _ => along,
        };
        self.keys.ask_for(along)
    }

    fn along(&mut self, mut node: Node<'_, '_>) -> Along {
        let document = node.document;
        while self.around.len() > 1 && self.around.last().is_some_and(|(index, _)| *index > node.index) {
            self.around.pop();
        }
        while self.around.last().is_none_or(|(index, _)| *index != node.index) {
            self.way.push((node.index, node.parent, node.position));
            let Some(parent) = node.parent() else { break };
            node = parent;
            while self.around.len() > 1 && self.around.last().is_some_and(|(index, _)| *index > node.index) {
                self.around.pop();
            }
        }
        let mut along = self.around.last().map_or_else(|| self.keys.start(), |(_, along)| *along);
        while let Some((index, parent, position)) = self.way.pop() {
            let node = Node { document, index, depth: 0, parent, position };
            along = match node.segment() {
                Some(Segment::Index(index)) => self.keys.step_as(along, |_, out| push_index(index, out)),
                Some(Segment::Key(key)) => self.keys.step_to(along, &key.text().unwrap_or_default()),
                None => along,
            };
            self.around.push((index, along));
        }
        along
    }
}
