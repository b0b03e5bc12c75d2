//! The part of a request that a key of `errors` is about.

use alloc::string::String;

/// The part of a request that a key of `errors` is about.
///
/// ```
/// use unprocessable_core::{ErrorBody, Source, Status};
///
/// let query = ErrorBody::new(Status::BadRequest).of(Source::Query);
/// assert_eq!(query.source("page"), (Source::Query, "page"));
///
/// let several = ErrorBody::new(Status::BadRequest).of_several();
/// assert_eq!(several.source("query.page"), (Source::Query, "page"));
/// assert_eq!(several.source("page"), (Source::Body, "page"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Source {
    /// The parameters of the path.
    Path,
    /// The query string.
    Query,
    /// The header fields.
    Headers,
    /// The body.
    #[default]
    Body,
}

impl Source {
    const NAMED: [(Self, &'static str); 3] = [(Self::Path, "path"), (Self::Query, "query"), (Self::Headers, "header")];

    /// Splits a key of a whole request: `query.page` is the key `page` of the query, `\query.page` is a key of the
    /// body.
    ///
    /// ```
    /// use unprocessable_core::Source;
    ///
    /// assert_eq!(Source::split("query.page"), (Source::Query, "page"));
    /// assert_eq!(Source::split(r"\query.page"), (Source::Body, "query.page"));
    /// ```
    #[doc(hidden)]
    #[must_use]
    pub fn split(key: &str) -> (Self, &str) {
        let (first, rest) = key.split_once('.').unwrap_or((key, ""));
        if let Some((source, _)) = Self::NAMED.into_iter().find(|(_, name)| first == *name) {
            return (source, rest);
        }
        let escaped = first.strip_prefix('\\').is_some_and(Self::is_name);
        (Self::Body, if escaped { &key[1..] } else { key })
    }

    /// The reverse of [`split`](Self::split): the key of one part as a key of the whole request.
    ///
    /// ```
    /// use unprocessable_core::Source;
    ///
    /// assert_eq!(Source::Query.join("page"), "query.page");
    /// assert_eq!(Source::Body.join("query.page"), r"\query.page");
    /// ```
    #[doc(hidden)]
    #[must_use]
    pub fn join(self, key: &str) -> String {
        let mut whole = String::with_capacity(key.len() + 8);
        match Self::NAMED.into_iter().find(|(source, _)| *source == self) {
            Some((_, name)) => {
                whole.push_str(name);
                whole.push('.');
            }
            None if key.split('.').next().is_some_and(Self::is_name) => whole.push('\\'),
            None => {}
        }
        whole.push_str(key);
        whole
    }

    fn is_name(first: &str) -> bool {
        Self::NAMED.into_iter().any(|(_, name)| name == first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_parts_are_told_apart() {
        for (source, key, whole) in [
            (Source::Query, "page", "query.page"),
            (Source::Path, "_", "path._"),
            (Source::Headers, "x-id", "header.x-id"),
            (Source::Body, "name", "name"),
            (Source::Body, "query", r"\query"),
            (Source::Body, "query.page", r"\query.page"),
            (Source::Body, "queryx.page", "queryx.page"),
            (Source::Body, r"query\.page", r"query\.page"),
            (Source::Body, r"\_", r"\_"),
            (Source::Body, "items.query", "items.query"),
        ] {
            assert_eq!(source.join(key), whole);
            assert_eq!(Source::split(whole), (source, key));
        }
        assert_eq!(Source::split("query"), (Source::Query, ""));
    }
}
