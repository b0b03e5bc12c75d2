//! The languages that sentences come in.

use unprocessable_core::lang::{ALL, Language};

/// The language of a tag such as `pl`, in upper or lower case.
pub(crate) fn of_tag(tag: &str) -> Result<&'static Language, String> {
    let wanted = tag.replace('_', "-");
    let found = ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(&wanted));
    found.ok_or_else(|| {
        let tags: Vec<&str> = ALL.iter().map(|language| language.tag()).collect();
        format!("there are {}", tags.join(", "))
    })
}
