//! Generators of the user, for rules that only their program knows.

use std::fmt;

use serde_json::Value;

use crate::make::{Draw, Path, matches, segments};

type Generator = Box<dyn Fn(&mut Draw<'_>) -> Value + Send + Sync>;
type Breaker = Box<dyn Fn(&mut Draw<'_>) -> Value + Send + Sync>;

/// Values for fields whose rules are functions or rules of your own, by the keys of their errors. `*` stands for any
/// position and any key of a map.
///
/// ```
/// use unprocessable_testing::Generators;
///
/// let generators = Generators::new()
///     .at("sku", |draw| format!("A-{}", draw.below(1000)).into())
///     .breaks("sku", "sku", |_| "B".into())
///     .as_made("items.*.note");
/// # let _ = generators;
/// ```
#[derive(Default)]
pub struct Generators {
    values: Vec<(Path, Generator)>,
    breakers: Vec<(Path, String, Breaker)>,
    as_made: Vec<Path>,
}

impl Generators {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the values at a key, as they stand in a document. They have to keep all rules there.
    ///
    /// For a check of a whole struct the key is that of the struct, and `_` for the whole request.
    #[must_use]
    pub fn at(mut self, key: &str, make: impl Fn(&mut Draw<'_>) -> Value + Send + Sync + 'static) -> Self {
        self.values.push((segments(key), Box::new(make)));
        self
    }

    /// Makes values at a key that break nothing but the rule with this code.
    #[must_use]
    pub fn breaks(
        mut self,
        key: &str,
        code: &str,
        make: impl Fn(&mut Draw<'_>) -> Value + Send + Sync + 'static,
    ) -> Self {
        self.breakers.push((segments(key), code.to_owned(), Box::new(make)));
        self
    }

    /// What is made without a generator keeps the rules at this key.
    #[must_use]
    pub fn as_made(mut self, key: &str) -> Self {
        self.as_made.push(segments(key));
        self
    }

    pub(crate) fn value(&self, path: &[String], draw: &mut Draw<'_>) -> Option<Value> {
        self.values.iter().find(|(pattern, _)| matches(pattern, path)).map(|(_, make)| make(draw))
    }

    pub(crate) fn knows(&self, path: &[String]) -> bool {
        self.as_made.iter().any(|pattern| matches(pattern, path))
            || self.values.iter().any(|(pattern, _)| matches(pattern, path))
    }

    pub(crate) fn breaker(&self, path: &[String], code: &str) -> Option<&Breaker> {
        self.breakers.iter().find(|(pattern, of, _)| of == code && matches(pattern, path)).map(|(_, _, make)| make)
    }
}

impl fmt::Debug for Generators {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<&Path> = self.values.iter().map(|(path, _)| path).collect();
        f.debug_struct("Generators").field("at", &keys).field("as_made", &self.as_made).finish_non_exhaustive()
    }
}
