//! Reads a set as it was written: the format of this package, the JSON of a declaration, JSON Schema.

pub(crate) mod declared;
pub(crate) mod own;
pub(crate) mod rule;
pub(crate) mod schema;
pub(crate) mod short;
pub(crate) mod spec;

use crate::mistake::Mistakes;
use crate::raw::RawSet;
use crate::tree::{Item, Tree};

/// The version of the format.
pub(crate) const VERSION: i128 = 1;

/// A set in the format of this package, or the JSON of a declaration.
pub(crate) fn set(tree: &Tree, mistakes: &mut Mistakes) -> Option<RawSet> {
    let Some(entries) = tree.table() else {
        mistakes.add(tree.line, "", format!("a set is a table, and not {}", tree.kind()));
        return None;
    };
    match tree.get("version").map(|version| (version.line, &version.item)) {
        Some((_, Item::Integer(VERSION))) => {}
        Some((line, _)) => mistakes.add(line, "", "this version of the format is not known; write `version = 1`"),
        None => mistakes.add(1, "", "the version of the format is missing; write `version = 1`"),
    }
    if tree.get("types").is_some() {
        declared::set(tree, mistakes)
    } else {
        Some(own::set(tree.line, entries, mistakes))
    }
}
