#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
// Each format uses a part of what is alike for all.
#![cfg_attr(
    not(all(feature = "config", feature = "figment", feature = "toml", feature = "yaml")),
    allow(dead_code, unused_imports, unused_variables)
)]

#[cfg(feature = "clap")]
mod arguments;
#[cfg(feature = "config")]
mod config;
#[cfg(feature = "figment")]
mod figment;
#[cfg(any(feature = "toml", feature = "yaml"))]
mod file;
mod layers;
mod mistakes;
mod read;
mod report;
#[cfg(feature = "toml")]
mod toml;
mod tree;
#[cfg(feature = "yaml")]
mod yaml;

#[cfg(feature = "clap")]
pub use crate::arguments::{checked, parse, try_parse_from};
#[cfg(feature = "config")]
pub use crate::config::{from_config, from_config_within};
#[cfg(feature = "figment")]
pub use crate::figment::{from_figment, from_figment_within};
#[cfg(any(feature = "toml", feature = "yaml"))]
pub use crate::file::{from_file, from_file_within};
pub use crate::mistakes::{Mistake, Mistakes};
pub use crate::report::Report;
#[cfg(feature = "toml")]
pub use crate::toml::{from_toml, from_toml_within};
#[cfg(feature = "yaml")]
pub use crate::yaml::{from_yaml, from_yaml_within};
