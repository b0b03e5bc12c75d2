//! What applications see: types that derive `Validate`, requests in, sentences out. One module for each matter.

// Functions beside the tests fail a test, too.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod asynchronous;
mod body;
mod bounds;
mod catalogue;
mod conditional_presence;
mod context;
mod declaration;
mod decode;
mod foreign_types;
mod form;
mod formats;
mod generic_parts;
mod groups;
mod heaps;
mod labels;
mod languages;
mod limits;
mod live;
mod nesting;
mod normalize;
mod number_and_date_types;
mod openapi;
mod other_fields;
mod own_rules;
mod own_sentences;
mod patch;
mod repeated_keys;
mod schemars;
mod sent_indexes;
mod sentences;
mod shapes;
mod traps;
mod unchecked;
mod unreadable_elements;
mod when_valid;
mod wire_names;
