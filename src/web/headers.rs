//! The header fields of requests and responses, whichever type a framework has for them.

use std::string::String;

/// The header fields of a request.
pub trait Headers {
    /// The value of a field by its name in lower case: the first one if there are several.
    fn field(&self, name: &str) -> Option<&[u8]>;

    /// Visits all fields by their names in lower case.
    fn for_each_field(&self, visit: impl FnMut(&str, &[u8]));

    /// The text of a field in all its lines, without those that are not UTF-8. Lines are joined as lists (RFC 9110), those
    /// of cookies as HTTP/2 asks for (RFC 9113).
    fn text(&self, name: &str) -> Option<String> {
        let between = if name.eq_ignore_ascii_case("cookie") { "; " } else { ", " };
        let mut text: Option<String> = None;
        self.for_each_field(|of, value| {
            let Some(line) = of.eq_ignore_ascii_case(name).then(|| std::str::from_utf8(value).ok()).flatten() else {
                return;
            };
            match &mut text {
                Some(text) => text.extend([between, line]),
                None => text = Some(line.into()),
            }
        });
        text
    }
}

impl Headers for [(&str, &[u8])] {
    fn field(&self, name: &str) -> Option<&[u8]> {
        self.iter().find_map(|(of, value)| (*of == name).then_some(*value))
    }

    fn for_each_field(&self, mut visit: impl FnMut(&str, &[u8])) {
        self.iter().for_each(|(name, value)| visit(name, value));
    }
}

/// The header fields of a response. Names are in lower case.
pub(crate) trait ResponseHeaders {
    fn values_of(&self, name: &'static str) -> impl Iterator<Item = &[u8]>;
    fn remove_field(&mut self, name: &'static str);
    /// Puts one value in place of all that the field has.
    fn set_field(&mut self, name: &'static str, value: &'static str);
    fn append_field(&mut self, name: &'static str, value: &'static str);
}

/// Both traits for the `HeaderMap` of the crate `http`, and for that of actix-web, which has the same methods.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
macro_rules! header_map {
    ($header:path) => {
        const _: () = {
            use $header::{HeaderMap, HeaderName, HeaderValue};

            impl crate::web::adapter::Headers for HeaderMap {
                fn field(&self, name: &str) -> Option<&[u8]> {
                    self.get(name).map(HeaderValue::as_bytes)
                }

                fn for_each_field(&self, mut visit: impl FnMut(&str, &[u8])) {
                    self.iter().for_each(|(name, value)| visit(name.as_str(), value.as_bytes()));
                }
            }

            impl crate::web::adapter::ResponseHeaders for HeaderMap {
                fn values_of(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
                    self.get_all(name).into_iter().map(HeaderValue::as_bytes)
                }

                fn remove_field(&mut self, name: &'static str) {
                    self.remove(name);
                }

                fn set_field(&mut self, name: &'static str, value: &'static str) {
                    self.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
                }

                fn append_field(&mut self, name: &'static str, value: &'static str) {
                    self.append(HeaderName::from_static(name), HeaderValue::from_static(value));
                }
            }
        };
    };
}

// axum and poem have the same type.
#[cfg(any(feature = "axum", feature = "poem"))]
header_map!(http::header);
#[cfg(feature = "actix-web")]
pub(crate) use header_map;
