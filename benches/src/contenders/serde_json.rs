//! `serde_json`, into the hand-written requests.

use serde::de::DeserializeOwned;

use super::Decodes;

pub struct SerdeJson;

impl<T: DeserializeOwned> Decodes<T> for SerdeJson {
    const NAME: &'static str = "serde_json";

    fn decode(json: &[u8]) -> Option<T> {
        ::serde_json::from_slice(json).ok()
    }
}
