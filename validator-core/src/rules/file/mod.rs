//! Rules about files. They use nothing of the other families.

pub(crate) mod choices;
pub(crate) mod content;
pub(crate) mod extension;
pub(crate) mod files;
pub(crate) mod image;
pub(crate) mod size;

/// What a rule demands beside its own sentence.
type Demand = dyn crate::rule::Described + Send + Sync;
