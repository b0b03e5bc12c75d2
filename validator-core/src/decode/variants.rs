//! Which variant of an enum a document means.

use alloc::borrow::Cow;

use super::expected::Expected;
use super::node::{Node, Shape};
use super::pass::Pass;
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};
use crate::path::Spot;

/// The variant that was found.
#[derive(Clone, Copy, Debug)]
pub enum Chosen<'a, 'de> {
    /// A variant by its position, with the node it is read from.
    Variant(usize, Option<Node<'a, 'de>>),
    /// None; that is recorded.
    Refused,
    /// Only serde can tell.
    Unclear,
}

impl Pass<'_> {
    /// An externally tagged variant: a text, or an object with one key.
    pub fn choose<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        variants: &[&[&str]],
        other: Option<usize>,
    ) -> Chosen<'a, 'de> {
        let (name, content) = match node.shape() {
            Shape::Text => (node.text(), None),
            Shape::Object => {
                let Some(object) = self.expect(node, node.object()) else { return Chosen::Refused };
                let mut entries = object.entries();
                match (entries.next(), entries.next()) {
                    (Some(entry), None) => (entry.key.text(), Some(entry.value)),
                    _ => return Chosen::Unclear,
                }
            }
            _ => return Chosen::Unclear,
        };
        let Some(name) = self.expect(node, name) else { return Chosen::Refused };
        self.chosen(node, &name, content, variants, other)
    }

    /// An internally or adjacently tagged variant: the value of one field names it.
    pub fn choose_by<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        tag: &'static Spot,
        name: &str,
        variants: &[&[&str]],
        other: Option<usize>,
    ) -> Chosen<'a, 'de> {
        if node.shape() == Shape::List {
            return Chosen::Unclear;
        }
        let Some(object) = self.expect(node, node.object()) else { return Chosen::Refused };
        let mut tags = object.entries().filter(|entry| entry.key.is(name));
        let Some(found) = tags.next() else {
            self.field(0, tag, true, |pass| pass.missing());
            return Chosen::Refused;
        };
        if let Some(again) = tags.next() {
            let reason = Reason::Malformed(ProblemKind::DuplicateKey);
            self.refuse(node, Refusal::at_key(again, reason, Expected::Object));
            return Chosen::Refused;
        }
        match found.value.shape() {
            Shape::Text => {}
            Shape::Null => {
                self.field(0, tag, true, |pass| pass.missing());
                return Chosen::Refused;
            }
            _ => return Chosen::Unclear,
        }
        self.field(0, tag, true, |pass| {
            let text: Option<Cow<'_, str>> = pass.expect(found.value, found.value.text());
            let Some(text) = text else { return Chosen::Refused };
            pass.chosen(found.value, &text, Some(node), variants, other)
        })
    }

    /// The value of a field of an object, where it is there: the content of an adjacently tagged variant.
    #[must_use]
    pub fn content<'a, 'de>(&self, node: Node<'a, 'de>, name: &str) -> Option<Node<'a, 'de>> {
        node.object().ok()?.entries().find(|entry| entry.key.is(name)).map(|entry| entry.value)
    }

    fn chosen<'a, 'de>(
        &mut self,
        at: Node<'_, '_>,
        name: &str,
        content: Option<Node<'a, 'de>>,
        variants: &[&[&str]],
        other: Option<usize>,
    ) -> Chosen<'a, 'de> {
        match variants.iter().position(|names| names.contains(&name)).or(other) {
            Some(variant) => Chosen::Variant(variant, content),
            None => {
                self.refuse(at, Refusal::at(at, Reason::UnknownVariant, Expected::Enum));
                Chosen::Refused
            }
        }
    }
}
