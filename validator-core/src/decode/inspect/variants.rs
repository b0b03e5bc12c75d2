//! Chooses the variant of an enum that a document means.

use alloc::borrow::Cow;

use crate::argument::Choices;
use crate::decode::document::expected::Expected;
use crate::decode::document::node::{Node, Shape};
use crate::decode::document::object::{Entry, Key};
use crate::decode::document::problem::ProblemKind;
use crate::decode::document::refusal::{Reason, Refusal};
use crate::decode::inspect::second_pass::SecondPass;
use crate::path::Spot;
use crate::walk::validate::Validate;

/// Which variant a value means.
#[derive(Clone, Copy, Debug)]
pub enum VariantChoice<'a, 'de> {
    /// The variant at this position, with the node of its content.
    Variant(usize, Option<Node<'a, 'de>>),
    /// No variant, which is recorded.
    Refused,
    /// Only serde can tell.
    Unclear,
}

impl SecondPass<'_> {
    /// Chooses an externally tagged variant, which is a text or an object with one key.
    pub fn choose<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        variants: &'static [&'static [&'static str]],
        other: Option<usize>,
    ) -> VariantChoice<'a, 'de> {
        let (name, content) = match node.shape() {
            Shape::Text => (node.text(), None),
            Shape::Object => {
                let Some(mut entries) = self.visible(node) else { return VariantChoice::Refused };
                if let Some(part) = self.part.filter(|part| part.flat) {
                    // A flattened enum looks only for keys that name its variants and skips all others.
                    let Some((at, entry)) = entries.find_map(|entry| Some((position(variants, entry.key)?, entry)))
                    else {
                        self.no_variant(Choices::WithAliases(variants));
                        return VariantChoice::Refused;
                    };
                    part.remaining.take(entry);
                    return VariantChoice::Variant(at, Some(entry.value));
                }
                match (entries.next(), entries.next()) {
                    (Some(entry), None) => (entry.key.text(), Some(entry.value)),
                    _ => return VariantChoice::Unclear,
                }
            }
            _ => return VariantChoice::Unclear,
        };
        let Some(name) = self.expect(node, name) else { return VariantChoice::Refused };
        self.chosen(node, &name, content, variants, other)
    }

    /// Chooses the variant that the tag names. The content of an internally tagged enum is the whole object, that of an
    /// adjacently tagged one is the field `content`, if it is there.
    pub fn choose_by<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        tag: &'static Spot,
        name: &str,
        content: Option<&str>,
        variants: &'static [&'static [&'static str]],
        other: Option<usize>,
    ) -> VariantChoice<'a, 'de> {
        if node.shape() == Shape::List {
            return VariantChoice::Unclear;
        }
        let Some(mut entries) = self.visible(node) else { return VariantChoice::Refused };
        // An internally tagged enum reads all keys, so none may repeat. An adjacently tagged one reads only two.
        if content.is_none() && self.repeats(node) {
            return VariantChoice::Refused;
        }
        let (mut found, mut inside) = (None, None);
        for entry in &mut entries {
            let slot = if entry.key.is(name) {
                &mut found
            } else if content.is_some_and(|content| entry.key.is(content)) {
                &mut inside
            } else {
                continue;
            };
            if slot.replace(entry).is_some() {
                let reason = Reason::Malformed(ProblemKind::DuplicateKey);
                self.refuse(node, Refusal::at_key(entry, reason, Expected::Object));
                return VariantChoice::Refused;
            }
        }
        let source = |inside: Option<Entry<'a, 'de>>| match content {
            Some(_) => inside.map(|entry| entry.value),
            None => Some(node),
        };
        let found = match found {
            Some(found) if found.value.shape() == Shape::Text => found,
            // From a buffered copy, serde accepts the number of a variant instead of its name.
            Some(found) if self.buffered && found.value.shape() == Shape::Number => match found.value.decode::<u64>() {
                Ok(at) if at < variants.len() as u64 => return VariantChoice::Variant(at as usize, source(inside)),
                _ if other.is_some() => return VariantChoice::Unclear,
                _ => return self.no_tag(tag, Some(found.value)),
            },
            Some(found) if found.value.shape() == Shape::Bytes => return VariantChoice::Unclear,
            // serde reads an adjacent tag as an enum, so an object with the name as its key is also a tag.
            Some(found) if content.is_some() && may_be_variant(found.value) => return VariantChoice::Unclear,
            found => return self.no_tag(tag, found.map(|found| found.value)),
        };
        if let (Some(part), Some(inside)) = (self.part.filter(|part| part.flat), inside) {
            part.remaining.take(found);
            part.remaining.take(inside);
        }
        self.field(0, tag, true, |pass| {
            let text: Option<Cow<'_, str>> = pass.expect(found.value, found.value.text());
            let Some(text) = text else { return VariantChoice::Refused };
            pass.chosen(found.value, &text, source(inside), variants, other)
        })
    }

    /// Refuses the keys of an adjacently tagged enum that are neither tag nor content.
    pub fn close_beside<T: Validate<C>, C: ?Sized>(
        &mut self,
        node: Node<'_, '_>,
        tag: &str,
        content: &str,
        value: Option<T>,
        context: &C,
    ) -> Option<T> {
        let flat = self.part.is_some_and(|part| part.flat);
        if flat || node.shape() != Shape::Object {
            return value;
        }
        let checkpoint = self.begin();
        for entry in self.visible(node)? {
            if self.is_full() {
                break;
            }
            if !entry.key.is(tag) && !entry.key.is(content) {
                self.unknown(entry);
            }
        }
        if !self.failed_since(&checkpoint) {
            return value;
        }
        if let (Some(mut value), true) = (value, self.has_rules()) {
            value.normalize_with(context);
            value.walk(context, &mut self.walker());
        }
        self.settle(&checkpoint);
        None
    }

    fn chosen<'a, 'de>(
        &mut self,
        at: Node<'_, '_>,
        name: &str,
        content: Option<Node<'a, 'de>>,
        variants: &'static [&'static [&'static str]],
        other: Option<usize>,
    ) -> VariantChoice<'a, 'de> {
        match variants.iter().position(|names| names.contains(&name)).or(other) {
            Some(variant) => VariantChoice::Variant(variant, content),
            None => {
                if at.is_left_empty() {
                    self.refuse(at, Refusal::at(at, Reason::Null, Expected::Enum));
                } else {
                    self.no_choice(Choices::WithAliases(variants));
                }
                VariantChoice::Refused
            }
        }
    }

    /// Refuses a tag that is missing or is not a text.
    fn no_tag<'a, 'de>(&mut self, tag: &'static Spot, found: Option<Node<'a, 'de>>) -> VariantChoice<'a, 'de> {
        self.field(0, tag, true, |pass| match found {
            Some(found) => pass.refuse(found, found.mismatch(Expected::Text)),
            None => pass.missing(),
        });
        VariantChoice::Refused
    }
}

/// Whether an object may name a variant without content. It has one entry, and its value may be read as a unit.
fn may_be_variant(node: Node<'_, '_>) -> bool {
    node.object().is_ok_and(|object| {
        let mut entries = object.entries();
        let (first, second) = (entries.next(), entries.next());
        second.is_none() && first.is_some_and(|entry| entry.value.is_null() || entry.value.is_open())
    })
}

/// The variant that a key names.
fn position(variants: &[&[&str]], key: Key<'_, '_>) -> Option<usize> {
    variants.iter().position(|names| names.iter().any(|name| key.is(name)))
}
