//! How the derive writes fields: as columns. The compiler checks them in a fraction of the time that a struct for each
//! field takes, and [`rows`] makes the structs when the constant is evaluated.

use serde_json::Value;

use super::condition::When;
use super::field::{DeclaredField, Place};
use super::rule_set::{Normalization, Note, RuleSet, RuleSpan};
use super::shape::{HasShape, Shape};
use crate::rule::{Describe, Described};

/// The fields of a struct or of a variant.
#[derive(Clone, Copy)]
pub struct FieldColumns {
    /// The name of each field in the document.
    pub names: &'static [&'static str],
    /// The shapes of all fields, one list after the other.
    pub shapes: &'static [&'static [Shape]],
    /// The rules of all fields, one tuple after the other.
    pub rules: &'static [&'static (dyn RuleList + Send + Sync)],
    /// How many rules each field has, in two bytes, the lower one first.
    pub counts: &'static [u8],
    /// What is unusual about a field, by its index.
    pub more: &'static [(u16, More)],
}

/// Something that few fields have. The fields of [`DeclaredField`] and [`RuleSet`] say what each is.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub enum More {
    Place(Place),
    Aliases(&'static [&'static str]),
    Label(&'static str),
    Description(&'static str),
    Default(fn() -> Option<Value>),
    With,
    Notes(&'static [Note]),
    Nested(&'static [&'static [When]]),
    Bail,
    Normalize(&'static [Normalization]),
    InElements(&'static RuleSet),
    InKeys(&'static RuleSet),
    InValues(&'static RuleSet),
}

/// A tuple of rules.
pub trait RuleList {
    /// The rule at this position.
    fn at(&'static self, index: usize) -> Option<&'static (dyn Described + Send + Sync)>;
}

/// A tuple of types that have a shape.
pub trait Shapes {
    /// The shape of each.
    const SHAPES: &'static [Shape];
}

macro_rules! tuples {
    ($(($($type:ident $at:tt)+))+) => {$(
        impl<$($type: Describe + Send + Sync + 'static),+> RuleList for ($($type,)+) {
            fn at(&'static self, index: usize) -> Option<&'static (dyn Described + Send + Sync)> {
                match index {
                    $($at => Some(&self.$at),)+
                    _ => None,
                }
            }
        }

        impl<$($type: HasShape),+> Shapes for ($($type,)+) {
            const SHAPES: &'static [Shape] = &[$($type::SHAPE),+];
        }
    )+};
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
}

/// The fields of the columns, of which there are `N`.
#[must_use]
pub const fn rows<const N: usize>(columns: &FieldColumns) -> [DeclaredField; N] {
    let mut rows = [DeclaredField::PLAIN; N];
    let (mut list, mut at, mut start) = (0, 0, 0);
    let mut field = 0;
    while field < N {
        let row = &mut rows[field];
        row.name = columns.names[field];
        while at == columns.shapes[list].len() {
            (list, at) = (list + 1, 0);
        }
        row.shape = columns.shapes[list][at];
        at += 1;
        let count = u16::from_le_bytes([columns.counts[2 * field], columns.counts[2 * field + 1]]);
        row.rules.rules = RuleSpan { tuples: columns.rules, start, count };
        start += count;
        field += 1;
    }
    let mut index = 0;
    while index < columns.more.len() {
        let (field, more) = &columns.more[index];
        let row = &mut rows[*field as usize];
        match more {
            More::Place(place) => row.place = *place,
            More::Aliases(aliases) => row.aliases = aliases,
            More::Label(label) => row.label = Some(label),
            More::Description(description) => row.description = description,
            More::Default(default) => row.default = Some(*default),
            More::With => row.with = true,
            More::Notes(notes) => row.rules.notes = notes,
            More::Nested(when) => row.rules.nested = Some(when),
            More::Bail => row.rules.bail = true,
            More::Normalize(words) => row.rules.normalize = words,
            More::InElements(set) => row.rules.elements = Some(set),
            More::InKeys(set) => row.rules.keys = Some(set),
            More::InValues(set) => row.rules.values = Some(set),
        }
        index += 1;
    }
    rows
}
