//! What the layers configure.

use serde::{Deserialize, Serialize};
use unprocessable::Validate;

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct App {
    #[validate(length(max = 8))]
    pub(crate) name: String,
    #[validate(range(1..=65_535))]
    pub(crate) port: u32,
    #[validate(nested)]
    pub(crate) database: Database,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
pub(crate) struct Database {
    #[validate(hostname)]
    pub(crate) host: String,
    #[validate(range(1..=100))]
    pub(crate) pool: u8,
    pub(crate) tls: bool,
    pub(crate) ratio: f32,
}

pub(crate) const FILE: &str =
    "name = 'canary-canary'\ncolour = 'canary'\n[database]\nhost = 'canary canary'\ntls = true\nratio = 0.5\n";
