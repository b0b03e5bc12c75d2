//! Every rule, as plain values: the calls that `#[validate(…)]` expands to, and the API without the derive.
//!
//! An attribute is a builder call: `length(min = 3, max = 32)` is `rules::length().min(3).max(32)`, and
//! `gt(0)` is `rules::gt(0)`. A rule of your own is as good as a built-in one:
//!
//! ```
//! use unprocessable_core::rules::{self, Describe, Rule};
//! use unprocessable_core::{Argument, Kind};
//!
//! /// Text that begins with the given prefix and a dash.
//! #[derive(Clone, Copy, Debug)]
//! pub struct Sku {
//!     prefix: &'static str,
//! }
//!
//! pub const fn sku() -> Sku {
//!     Sku { prefix: "A" }
//! }
//!
//! impl Sku {
//!     pub const fn prefix(mut self, prefix: &'static str) -> Self {
//!         self.prefix = prefix;
//!         self
//!     }
//! }
//!
//! impl Describe for Sku {
//!     const CODE: &'static str = "sku";
//!     const ARGUMENTS: &'static [&'static str] = &["prefix"];
//!
//!     fn argument(&self, index: usize) -> Option<Argument<'_>> {
//!         [Argument::Text(self.prefix)].get(index).copied()
//!     }
//!
//!     fn sentence(&self, _: Kind) -> &'static str {
//!         "The {attribute} must begin with {prefix} and a dash."
//!     }
//! }
//!
//! impl Rule<str> for Sku {
//!     fn check(&self, value: &str) -> bool {
//!         value.strip_prefix(self.prefix).is_some_and(|rest| rest.starts_with('-'))
//!     }
//! }
//!
//! assert!(sku().prefix("B").check("B-12"));
//! ```

// One line for each family. Public items of a family are public here, so a new rule changes only the file of its
// family.
pub(crate) mod choice;
pub(crate) mod collection;
pub(crate) mod date;
pub(crate) mod file;
pub(crate) mod format;
pub(crate) mod identifier;
#[cfg(feature = "async")]
pub(crate) mod lookup;
pub(crate) mod macros;
pub(crate) mod number;
pub(crate) mod presence;
mod reworded;
pub(crate) mod size;
pub(crate) mod text;

pub use crate::date_time::*;
pub use crate::rules::choice::one_of::*;
pub use crate::rules::choice::same::*;
pub use crate::rules::collection::distinct::*;
pub use crate::rules::collection::hashing::floats::*;
pub use crate::rules::collection::hashing::search::{AsItPrepares, ByHash, ByNumber, Items, Search};
pub use crate::rules::collection::membership::*;
pub use crate::rules::date::calendar::*;
#[cfg(feature = "std")]
pub use crate::rules::date::clock::*;
pub use crate::rules::date::date_bound::*;
pub use crate::rules::date::dates::*;
#[cfg(not(feature = "std"))]
pub use crate::rules::date::no_clock::*;
pub use crate::rules::date::weekdays::*;
pub use crate::rules::file::content::FileContent;
pub use crate::rules::file::files::*;
pub use crate::rules::file::image::*;
pub use crate::rules::format::email::*;
pub use crate::rules::format::encoding::*;
pub use crate::rules::format::host::*;
pub use crate::rules::format::idn::{AsciiNames, InternationalNames, Naming};
pub use crate::rules::format::ip::*;
pub use crate::rules::format::json::*;
pub use crate::rules::format::phone::*;
pub use crate::rules::format::semver::*;
pub use crate::rules::format::url::*;
pub use crate::rules::format::uuid::*;
pub use crate::rules::identifier::article::*;
pub use crate::rules::identifier::codes::*;
pub use crate::rules::identifier::finance::*;
pub use crate::rules::identifier::timezone::*;
#[cfg(feature = "async")]
pub use crate::rules::lookup::*;
pub use crate::rules::number::compare::*;
pub use crate::rules::number::decimal::*;
pub use crate::rules::number::degrees::*;
pub use crate::rules::number::digits::*;
pub use crate::rules::number::exact::decimal_number::*;
pub use crate::rules::number::exact::numeric::*;
pub use crate::rules::number::multiple::*;
pub use crate::rules::number::range::*;
pub use crate::rules::number::sign::*;
pub use crate::rules::presence::accepted::*;
pub use crate::rules::presence::condition::*;
pub use crate::rules::presence::fields::*;
pub use crate::rules::presence::required::*;
pub use crate::rules::size::length::*;
pub use crate::rules::size::measure::*;
pub use crate::rules::size::min_max::*;
pub use crate::rules::text::letters::*;
pub use crate::rules::text::password::*;
pub use crate::rules::text::regex::*;
pub use crate::rules::text::substring::*;
pub use crate::rules::text::whitespace::*;
pub use reworded::*;

/// The derive looks for a rule of one word in this module. If there is no such rule, the error of rustc has the name of
/// this module, which tells how to write a rule of the user's own.
#[doc(hidden)]
pub mod own_rules_start_with_self_or_crate {
    pub use super::*;
}

pub(crate) use crate::rules::macros::{counted, refuses_empty, rule};

pub use crate::rule::*;
pub use crate::walk::prepared::{Known, Memory, Prepared};
pub use crate::walk::rule::Rule;
