//! `sonic-rs`, into the hand-written requests.

use serde::de::DeserializeOwned;

use super::Decodes;

pub struct SonicRs;

impl<T: DeserializeOwned> Decodes<T> for SonicRs {
    const NAME: &'static str = "sonic-rs";

    fn decode(json: &[u8]) -> Option<T> {
        ::sonic_rs::from_slice(json).ok()
    }
}
