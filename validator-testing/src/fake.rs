//! Values from a generator of random numbers of `rand` 0.10.
//!
//! ```
//! use rand::SeedableRng;
//! use rand::rngs::SmallRng;
//! use serde::Deserialize;
//! use unprocessable::{Validate, rules};
//! use unprocessable_testing::fake;
//!
//! #[derive(Deserialize, Validate)]
//! struct Order {
//!     #[validate(required, email)]
//!     email: String,
//!     #[validate(iban)]
//!     account: String,
//! }
//!
//! let mut rng = SmallRng::seed_from_u64(7);
//! let order: Order = fake::valid(&mut rng);
//! assert!(order.validate().is_ok());
//! let broken: Order = fake::breaks(&mut rng, "account", rules::iban());
//! assert!(broken.validate().is_err());
//! ```

use rand_core::Rng;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable::Validate;
use unprocessable::declaration::HasShape;
use unprocessable::decode::Inspect;
use unprocessable::rules::Describe;

use crate::documents::{Documents, Values};
use crate::generators::Generators;
use crate::make::Draw;

/// A value that keeps all rules.
///
/// # Panics
///
/// If a rule cannot be kept, or needs a generator. The message names the key and the rule.
#[track_caller]
pub fn valid<T>(rng: &mut impl Rng) -> T
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    valid_of(&Values::new(), rng)
}

/// The same, with generators for rules that only the program knows.
///
/// # Panics
///
/// As [`valid`] does.
#[track_caller]
pub fn valid_with<T>(generators: Generators, rng: &mut impl Rng) -> T
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    valid_of(&Values::new().generators(generators), rng)
}

/// The same of values with a group or a context.
///
/// # Panics
///
/// As [`valid`] does.
#[track_caller]
pub fn valid_of<T: 'static>(values: &Values<T>, rng: &mut impl Rng) -> T {
    said(values.valid(&mut Draw::fresh(&mut || rng.next_u64())))
}

/// A value that breaks one rule at a key, and nothing else.
///
/// # Panics
///
/// If there is no such rule, or no value was found that breaks it alone. The message says which.
#[track_caller]
pub fn breaks<T>(rng: &mut impl Rng, key: &str, rule: impl Describe) -> T
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    breaks_of(&Values::new(), rng, key, rule)
}

/// The same of values with a group, a context or generators.
///
/// # Panics
///
/// As [`breaks`] does.
#[track_caller]
pub fn breaks_of<T: 'static>(values: &Values<T>, rng: &mut impl Rng, key: &str, rule: impl Describe) -> T {
    said(values.breaks(&mut Draw::fresh(&mut || rng.next_u64()), key, rule))
}

/// A document that keeps all rules, as a client would send it.
///
/// # Panics
///
/// As [`valid`] does.
#[track_caller]
pub fn valid_document(documents: &Documents, rng: &mut impl Rng) -> Value {
    said(documents.valid(&mut Draw::fresh(&mut || rng.next_u64())))
}

/// A document that breaks one rule at a key, or the type of its value, and nothing else.
///
/// # Panics
///
/// As [`breaks`] does.
#[track_caller]
pub fn broken_document(documents: &Documents, rng: &mut impl Rng, key: &str, rule: impl Describe) -> Value {
    said(documents.breaks(&mut Draw::fresh(&mut || rng.next_u64()), key, rule))
}

#[track_caller]
fn said<T>(made: Result<T, String>) -> T {
    match made {
        Ok(made) => made,
        Err(why) => panic!("{why}"),
    }
}
