//! The header fields of Rocket's requests and responses.

use rocket::http::HeaderMap;
use rocket::response::Response;

use crate::web::adapter::{Headers, ResponseHeaders};

impl Headers for HeaderMap<'_> {
    fn field(&self, name: &str) -> Option<&[u8]> {
        self.get_one(name).map(str::as_bytes)
    }

    fn for_each_field(&self, mut visit: impl FnMut(&str, &[u8])) {
        self.iter().for_each(|field| visit(&field.name.as_str().to_ascii_lowercase(), field.value.as_bytes()));
    }
}

impl ResponseHeaders for Response<'_> {
    fn values_of(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.headers().get(name).map(str::as_bytes)
    }

    fn remove_field(&mut self, name: &'static str) {
        self.remove_header(name);
    }

    fn set_field(&mut self, name: &'static str, value: &'static str) {
        self.set_raw_header(name, value);
    }

    fn append_field(&mut self, name: &'static str, value: &'static str) {
        self.adjoin_raw_header(name, value);
    }
}
