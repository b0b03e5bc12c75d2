//! Reads again what serde refused, up to where nothing new is found.

use super::SecondPass;
use crate::decode::de::refusals::Refusals;
use crate::decode::de::reread::RereadRefusals;
use crate::decode::document::Document;
use crate::decode::document::node::Node;

/// What may be read again of any document. Small ones are read as often as they have mistakes, large ones twice.
const SPARE: usize = 4096;

impl SecondPass<'_> {
    /// Records what was refused in a value that serde reads as a whole, and what is refused behind that when it is read
    /// again with something else there.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse_each(&mut self, node: Node<'_, '_>, first: Refusals, read: &mut dyn FnMut(&Refusals)) {
        let is_flat = self.part.is_some_and(|part| part.flat);
        // Lists and maps alone go on by themselves. A flattened struct has taken its entries from the object.
        let may_find_more = first.has_broken_off() && !is_flat && !self.unasked;
        let mut refused = RereadRefusals::of(first);
        if may_find_more {
            self.read_again(node, &mut refused, read);
        }
        self.refuse_found(node, refused);
    }

    fn read_again(&mut self, node: Node<'_, '_>, refused: &mut RereadRefusals, read: &mut dyn FnMut(&Refusals)) {
        loop {
            let spare = self.walk.spare.unwrap_or_else(|| all_of(node.document));
            let Some(replacements) = refused.replacements(node, spare) else { return };
            let refusals = self.refusals(node).replacing(replacements, refused.kept.len());
            if refusals.is_full() {
                return;
            }
            read(&refusals);
            let guessed = self.guessed(node, refused, spare, read);
            let (is_new, spare) = refused.add(node, refusals, guessed);
            self.walk.spare = Some(spare);
            if !is_new {
                return;
            }
        }
    }

    /// In a form, a text that reads as a number may be one: what is refused when it is read so, too.
    fn guessed(
        &mut self,
        node: Node<'_, '_>,
        refused: &RereadRefusals,
        spare: usize,
        read: &mut dyn FnMut(&Refusals),
    ) -> Option<RereadRefusals> {
        node.document.form.as_ref()?;
        let replacements = refused.replacements(node, spare)?;
        let refusals = self.refusals(node).replacing(replacements, refused.kept.len());
        node.document.guessing(|| read(&refusals))?;
        Some(RereadRefusals::of(refusals))
    }
}

/// As many values as there are in the document, and some.
fn all_of(document: &Document<'_>) -> usize {
    document.slots.len().saturating_mul(2).saturating_add(SPARE)
}
