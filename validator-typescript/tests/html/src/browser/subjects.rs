//! A type whose attributes are held against what it accepts.

use std::marker::PhantomData;

use serde::Deserialize;
use serde_json::Value;
use unprocessable::Validate;
use unprocessable::declaration::Declare;
use unprocessable::decode::Inspect;
use unprocessable_typescript::html::{self, Attributes, Choice, UnknownKey};

pub struct Subject {
    pub name: &'static str,
    /// Nothing for lists and options of types.
    pub of_key: Option<OfKey>,
    /// The keys that a form is refused at.
    pub refused: fn(&[u8]) -> std::collections::BTreeSet<String>,
    /// Documents that are accepted.
    pub seeds: Vec<Value>,
}

pub type OfKey = fn(&str) -> Result<(Attributes, Vec<Choice>), UnknownKey>;

pub fn subject<T>(name: &'static str, of_key: Option<OfKey>, seeds: &[&str]) -> Subject
where
    T: for<'de> Deserialize<'de> + Validate + for<'de> Inspect<'de>,
{
    let seeds = seeds.iter().map(|seed| serde_json::from_str(seed).unwrap()).collect();
    Subject { name, of_key, refused: crate::refused::<T>, seeds }
}

/// Asks a type for the attributes of its keys, if it is declared.
pub struct Ask<T>(pub PhantomData<T>);

pub trait Declared {
    fn of_key(&self) -> Option<OfKey>;
}

impl<T: Declare> Declared for Ask<T> {
    fn of_key(&self) -> Option<OfKey> {
        Some(|key| Ok((html::attributes::<T>(key)?, html::choices::<T>(key)?)))
    }
}

pub trait NotDeclared {
    fn of_key(&self) -> Option<OfKey> {
        None
    }
}

impl<T> NotDeclared for &Ask<T> {}

/// Lists types with documents that they accept.
macro_rules! subjects {
    ($($type:ty, [$($seed:expr),* $(,)?];)+) => {
        pub fn subjects() -> Vec<crate::subjects::Subject> {
            #[allow(unused_imports)]
            use crate::subjects::{Ask, Declared as _, NotDeclared as _};
            vec![$({
                let of_key = (&Ask::<$type>(std::marker::PhantomData)).of_key();
                crate::subjects::subject::<$type>(stringify!($type), of_key, &[$($seed),*])
            }),+]
        }
    };
}
pub(crate) use subjects;
