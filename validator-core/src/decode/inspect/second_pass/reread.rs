//! Reads a refused value again and again, until a reading finds nothing new.

use super::SecondPass;
use crate::decode::de::refusals::Refusals;
use crate::decode::de::reread::RereadRefusals;
use crate::decode::document::Document;
use crate::decode::document::node::Node;

/// How many values may be read again beyond the size of the document. Small documents are read once for each mistake,
/// large ones only twice.
const SPARE: usize = 4096;

impl SecondPass<'_> {
    /// Records the refusals in a value that serde reads in one piece. Further readings, with stand-ins in place of the
    /// refused parts, find the refusals that come after them.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse_each(&mut self, node: Node<'_, '_>, first: Refusals, read: &mut dyn FnMut(&Refusals)) {
        let is_flat = self.part.is_some_and(|part| part.flat);
        // Lists and maps continue by themselves, so only a reading that broke off is repeated. A flattened struct
        // cannot be read again, because it has already taken its entries from the object.
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

    /// The refusals of a form's value if texts such as `12` are read as numbers, which they may mean.
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

/// The first budget: enough to read the whole document again, and [`SPARE`] more.
fn all_of(document: &Document<'_>) -> usize {
    document.slots.len().saturating_mul(2).saturating_add(SPARE)
}
