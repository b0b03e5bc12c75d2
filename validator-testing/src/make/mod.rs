//! Documents made of declarations.

mod bounds;
mod calendar;
mod dates;
mod draw;
mod formats;
mod guess;
mod numbers;
mod pattern;
mod place;
mod ruled;
mod texts;
mod value;

pub use draw::Draw;
pub(crate) use guess::Wrong;
pub(crate) use place::{Path, get, key_of, matches, put, segments};
pub(crate) use ruled::{Ruled, measure, plain, wanted};
pub(crate) use value::{Maker, Site, below};
