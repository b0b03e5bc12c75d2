//! Strategies for proptest.
//!
//! A value that fails a test is made smaller by smaller choices, so it keeps all rules, or breaks the same one, while
//! it becomes smaller.
//!
//! ```
//! use proptest::prelude::*;
//! use serde::Deserialize;
//! use unprocessable::{Validate, rules};
//! use unprocessable_testing::{assert_invalid, assert_valid, strategies};
//!
//! #[derive(Debug, Deserialize, Validate)]
//! struct Order {
//!     #[validate(required, email)]
//!     email: Option<String>,
//!     #[validate(range(1..=9))]
//!     count: u8,
//! }
//!
//! proptest! {
//!     # #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]
//!     # /*
//!     #[test]
//!     # */
//!     fn orders(
//!         order in strategies::valid::<Order>(),
//!         broken in strategies::breaks::<Order>("email", rules::required()),
//!     ) {
//!         assert_valid!(order.validate());
//!         assert_invalid!(broken.validate(), "email" => required, only);
//!     }
//! }
//! # orders();
//! ```

use std::fmt;
use std::sync::Arc;

use proptest::prelude::RngCore;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable::Validate;
use unprocessable::declaration::HasShape;
use unprocessable::decode::Inspect;
use unprocessable::rules::Describe;

use crate::documents::{Documents, Values};
use crate::generators::Generators;
use crate::make::Draw;

/// Values that keep all rules.
///
/// A test fails if a rule cannot be kept, or needs a generator. The message names the key and the rule.
#[must_use]
pub fn valid<T>() -> Made<T>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    valid_of(Values::new())
}

/// The same, with generators for rules that only the program knows.
#[must_use]
pub fn valid_with<T>(generators: Generators) -> Made<T>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    valid_of(Values::new().generators(generators))
}

/// The same of values with a group or a context.
#[must_use]
pub fn valid_of<T: 'static>(values: Values<T>) -> Made<T> {
    Made::by(move |draw| values.valid(draw))
}

/// Values that break one rule at a key, and nothing else. In the key `*` stands for any position and any key of a map.
///
/// A blank `String` that is `required` and an `email` breaks both rules, so `required` cannot be broken alone there.
/// With an `Option` it can. [`broken_documents`] leaves the field out.
///
/// A test fails if there is no such rule, or no value was found that breaks it alone. The message says which.
#[must_use]
pub fn breaks<T>(key: &str, rule: impl Describe) -> Made<T>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    breaks_of(Values::new(), key, rule)
}

/// The same, with generators for rules that only the program knows.
#[must_use]
pub fn breaks_with<T>(generators: Generators, key: &str, rule: impl Describe) -> Made<T>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    breaks_of(Values::new().generators(generators), key, rule)
}

/// The same of values with a group or a context.
#[must_use]
pub fn breaks_of<T: 'static>(values: Values<T>, key: &str, rule: impl Describe) -> Made<T> {
    let (key, code) = (key.to_owned(), rule.code());
    Made::by(move |draw| values.broken(draw, &key, code))
}

/// Documents that keep all rules, as a client would send them.
#[must_use]
pub fn valid_documents(documents: Documents) -> Made<Value> {
    Made::by(move |draw| documents.valid(draw))
}

/// Documents that break one rule at a key, or the type of its value, and nothing else.
#[must_use]
pub fn broken_documents(documents: Documents, key: &str, rule: impl Describe) -> Made<Value> {
    let (key, code) = (key.to_owned(), rule.code());
    Made::by(move |draw| documents.broken(draw, &key, code))
}

type Make<T> = Arc<dyn Fn(&mut Draw<'_>) -> Result<T, String>>;

/// A strategy that makes values of choices.
#[derive(Clone)]
pub struct Made<T> {
    make: Make<T>,
}

impl<T> Made<T> {
    fn by(make: impl Fn(&mut Draw<'_>) -> Result<T, String> + 'static) -> Self {
        Self { make: Arc::new(make) }
    }
}

impl<T> fmt::Debug for Made<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Made").finish_non_exhaustive()
    }
}

impl<T: fmt::Debug> Strategy for Made<T> {
    type Tree = Tree<T>;
    type Value = T;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let rng = runner.rng();
        let mut random = || rng.next_u64();
        let mut draw = Draw::fresh(&mut random);
        // A reason would say only that there is no value. The test has to fail with the message.
        if let Err(why) = (self.make)(&mut draw) {
            panic!("{why}");
        }
        Ok(Tree::new(Arc::clone(&self.make), draw.into_taken()))
    }
}

/// A value by its choices, which become fewer and smaller.
pub struct Tree<T> {
    make: Make<T>,
    /// The choices of the smallest value that has failed.
    best: Vec<u64>,
    /// Those of the value that is tried.
    tried: Vec<u64>,
    /// What is changed next: so many choices from a position on.
    step: Step,
    left: usize,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    size: usize,
    at: usize,
    how: How,
    /// Whether a value became smaller since the first step.
    gained: bool,
}

#[derive(Clone, Copy, Debug)]
enum How {
    Drop,
    Zero,
    Half,
    Less,
}

/// How many smaller values are tried.
const STEPS: usize = 4000;

impl Step {
    const FIRST: Self = Self { size: 32, at: 0, how: How::Drop, gained: false };

    /// The next change of so many choices. `None` after the last one.
    fn next(self, count: usize) -> Option<Self> {
        if self.at + self.size < count {
            return Some(Self { at: self.at + self.size, ..self });
        }
        let at = 0;
        Some(match (self.how, self.size) {
            (How::Drop, 2..) => Self { size: self.size / 2, at, ..self },
            (How::Drop, _) => Self { how: How::Zero, size: 8, at, ..self },
            (How::Zero, 2..) => Self { size: self.size / 2, at, ..self },
            (How::Zero, _) => Self { how: How::Half, size: 1, at, ..self },
            (How::Half, _) => Self { how: How::Less, at, ..self },
            (How::Less, _) if self.gained => Self::FIRST,
            (How::Less, _) => return None,
        })
    }

    fn change(self, choices: &[u64]) -> Option<Vec<u64>> {
        let end = (self.at + self.size).min(choices.len());
        let part = choices.get(self.at..end).filter(|part| !part.is_empty())?;
        let changed: Vec<u64> = match self.how {
            How::Drop => Vec::new(),
            How::Zero => vec![0; part.len()],
            How::Half => part.iter().map(|choice| choice / 2).collect(),
            How::Less => part.iter().map(|choice| choice.saturating_sub(1)).collect(),
        };
        (changed != part).then(|| [&choices[..self.at], &changed, &choices[end..]].concat())
    }
}

impl<T> Tree<T> {
    fn new(make: Make<T>, choices: Vec<u64>) -> Self {
        Self { make, tried: choices.clone(), best: choices, step: Step::FIRST, left: STEPS }
    }

    /// Goes on to the next smaller value. Whether there is one.
    fn advance(&mut self) -> bool {
        while self.left > 0 {
            self.left -= 1;
            let changed = self.step.change(&self.best);
            match self.step.next(self.best.len()) {
                Some(next) => self.step = next,
                None => self.left = 0,
            }
            let Some(changed) = changed else { continue };
            let mut draw = Draw::recorded(&changed);
            if (self.make)(&mut draw).is_err() {
                continue;
            }
            let taken = draw.into_taken();
            // Shorter, or smaller at the first difference.
            if (taken.len(), &taken) < (self.best.len(), &self.best) {
                self.tried = taken;
                return true;
            }
        }
        self.tried.clone_from(&self.best);
        false
    }
}

impl<T: fmt::Debug> ValueTree for Tree<T> {
    type Value = T;

    fn current(&self) -> T {
        match (self.make)(&mut Draw::recorded(&self.tried)) {
            Ok(value) => value,
            Err(why) => panic!("{why}"),
        }
    }

    fn simplify(&mut self) -> bool {
        // The value that is tried has failed.
        if self.tried != self.best {
            self.best.clone_from(&self.tried);
            self.step.gained = true;
        }
        self.advance()
    }

    fn complicate(&mut self) -> bool {
        self.advance()
    }
}

impl<T> fmt::Debug for Tree<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree").field("choices", &self.tried.len()).finish_non_exhaustive()
    }
}
