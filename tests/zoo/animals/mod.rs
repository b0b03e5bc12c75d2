//! Types that use everything serde's derive knows, each with valid documents.

mod conversions;
mod defaults;
mod enums;
mod flat;
mod flat_inside;
mod foreign;
mod generics;
mod names;
mod standard;
mod structs;
mod tags;
mod transparent;

use crate::laws::{Answer, Schema};

/// A type of the zoo.
pub struct Animal {
    pub name: &'static str,
    /// Documents that serde and the rules accept, with the keys of structs in the order of declaration.
    pub documents: Vec<&'static str>,
    /// Keys, with `*` for any segment, below which serde stops at the first thing it does not like, or which are
    /// sets: where something stands in a set is not where it stood in the document.
    pub atoms: &'static [&'static str],
    /// Whether serde reads a document.
    pub accepts: fn(&[u8]) -> bool,
    /// Compares one document with serde.
    pub agree: fn(&[u8]),
    /// What comes of a document; nothing when it is accepted.
    pub answer: fn(&[u8]) -> Option<Answer>,
    /// What the type says of itself, where a test asks for it.
    pub schema: Schema,
}

/// All of them.
pub fn all() -> Vec<Animal> {
    let kinds = [
        conversions::animals,
        defaults::animals,
        enums::animals,
        flat::animals,
        flat_inside::animals,
        foreign::animals,
        generics::animals,
        names::animals,
        standard::animals,
        structs::animals,
        tags::animals,
        transparent::animals,
    ];
    let mut all: Vec<Animal> = kinds.iter().flat_map(|animals| animals()).collect();
    // With `arbitrary_precision` serde reads no numbers where it looks before it reads: in untagged enums and the like.
    if crate::laws::numbers_are_objects() {
        for animal in &mut all {
            animal.documents.retain(|document| (animal.accepts)(document.as_bytes()));
        }
        all.retain(|animal| !animal.documents.is_empty());
    }
    all
}

/// Lists types as `Type, [documents], [atoms];`.
macro_rules! animals {
    ($($type:ty, [$($document:expr),+ $(,)?], [$($atom:literal),*];)+) => {
        pub fn animals() -> Vec<crate::animals::Animal> {
            vec![$(crate::animals::Animal {
                name: stringify!($type),
                documents: vec![$($document),+],
                atoms: &[$($atom),*],
                accepts: |source| serde_json::from_slice::<$type>(source).is_ok(),
                agree: |source| crate::laws::agree::<$type>(source),
                answer: |source| crate::laws::answer::<$type>(source),
                schema: crate::laws::schema::<$type>(),
            }),+]
        }
    };
}
use animals;
