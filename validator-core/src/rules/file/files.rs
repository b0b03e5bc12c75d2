//! The size and the type of a file.

use super::Demand;
use super::choices::{Choices, are_extensions, are_media_types};
use super::content::FileContent;
use super::extension::{extensions_of, is_named, is_told_by_name};
use super::size::Size;
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::{Describe, Failure, Rule, Schema};
use crate::subject::Kind;

/// Accepts a file that meets every demand. Each demand that it does not meet is a violation of its own.
///
/// `.max("2 MB")` and `.min("1 KB")` are sizes as people write them, with `B`, `KB`, `MB`, `GB` or `TB` for powers of
/// 1,000 and `KiB`, `MiB`, `GiB` or `TiB` for powers of 1,024. While a request is read, a file that is larger than `max`
/// is not read to its end.
///
/// `.types(["image/png", "audio/*"])` lists media types, and `.extensions(["pdf", "csv"])` does so by the extensions that
/// they have. Both are found from the content, never from the name or the type that the client sends. Only where the
/// content is plain text, or a document of old Office programs, does the name tell which of their extensions it has.
///
/// The violations have the codes `file_max`, `file_min`, `file_types` and `file_extensions`. A value that is no file at
/// all has the code `file`.
///
/// In an attribute: `#[validate(file(max = "2 MB", types = ["image/png", "image/jpeg"]))]`.
///
/// ```
/// # #[cfg(feature = "files")] {
/// use unprocessable_core::Upload;
/// use unprocessable_core::rules::{self, Rule};
///
/// let pdf = Upload::from_bytes(*b"%PDF-1.7 and so on");
/// assert!(rules::file().max("2 MB").extensions(["pdf"]).check(&pdf));
/// assert!(!rules::file().types(["image/*"]).check(&pdf));
/// # }
/// ```
#[must_use]
pub const fn file() -> File {
    File { max: Max(None), min: Min(None), types: Types(None), extensions: Extensions(None) }
}

/// The rule [`file()`].
#[derive(Clone, Copy, Debug)]
pub struct File {
    max: Max,
    min: Min,
    types: Types,
    extensions: Extensions,
}

impl File {
    /// At most this size, such as `"2 MB"`.
    ///
    /// # Panics
    ///
    /// If it is no size. In an attribute this is found while the crate is built.
    #[must_use]
    #[track_caller]
    pub const fn max(mut self, max: &'static str) -> Self {
        self.max = Max(Some(Size::of(max)));
        self
    }

    /// At least this size, such as `"1 KB"`.
    ///
    /// # Panics
    ///
    /// If it is no size. In an attribute this is found while the crate is built.
    #[must_use]
    #[track_caller]
    pub const fn min(mut self, min: &'static str) -> Self {
        self.min = Min(Some(Size::of(min)));
        self
    }

    /// Content of one of these media types, such as `"image/png"` or `"audio/*"`. There may be up to 16.
    ///
    /// # Panics
    ///
    /// If there are none or too many. In an attribute this is found while the crate is built.
    #[must_use]
    #[track_caller]
    pub const fn types<const N: usize>(mut self, types: [&'static str; N]) -> Self {
        self.types = Types(Some(Choices::of(types)));
        self
    }

    /// Content of a type that has one of these extensions, such as `"pdf"`. There may be up to 16.
    ///
    /// # Panics
    ///
    /// If there are none or too many. In an attribute this is found while the crate is built.
    #[must_use]
    #[track_caller]
    pub const fn extensions<const N: usize>(mut self, extensions: [&'static str; N]) -> Self {
        self.extensions = Extensions(Some(Choices::of(extensions)));
        self
    }

    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        if let (Some(min), Some(max)) = (self.min.0, self.max.0) {
            assert!(min.bytes <= max.bytes, "`min` is greater than `max`, so no file passes");
        }
        if let Some(types) = self.types.0 {
            assert!(
                are_media_types(types.as_slice()),
                "a media type is written in lower case and without parameters: \"image/png\", \"image/*\""
            );
        }
        if let Some(extensions) = self.extensions.0 {
            assert!(
                are_extensions(extensions.as_slice()),
                "an extension is written in lower case and without a dot before it: \"pdf\""
            );
        }
    }

    /// Whether each demand is met.
    fn met<F: FileContent + ?Sized>(&self, file: &F) -> [bool; 4] {
        let bytes = file.byte_count();
        [
            self.max.0.is_none_or(|max| bytes <= max.bytes),
            self.min.0.is_none_or(|min| bytes >= min.bytes),
            self.types.0.is_none_or(|types| is_one_of(&types, file)),
            self.extensions.0.is_none_or(|extensions| has_one_of(&extensions, file)),
        ]
    }

    fn demands(&self) -> [(bool, &Demand); 4] {
        [
            (self.max.0.is_some(), &self.max),
            (self.min.0.is_some(), &self.min),
            (self.types.0.is_some(), &self.types),
            (self.extensions.0.is_some(), &self.extensions),
        ]
    }
}

fn is_one_of<F: FileContent + ?Sized>(types: &Choices, file: &F) -> bool {
    let Some(found) = file.media_type() else { return false };
    types.as_slice().iter().any(|wanted| match wanted.strip_suffix('*') {
        Some(family) => found.starts_with(family),
        None => found == *wanted,
    })
}

fn has_one_of<F: FileContent + ?Sized>(extensions: &Choices, file: &F) -> bool {
    let Some(found) = file.media_type() else { return false };
    let known = extensions_of(found);
    let is_named_so =
        |wanted: &str| !is_told_by_name(found) || file.file_name().is_some_and(|name| is_named(name, wanted));
    extensions.as_slice().iter().any(|wanted| known.contains(wanted) && is_named_so(wanted))
}

impl Describe for File {
    const CODE: &'static str = "file";
    const ARGUMENTS: &'static [&'static str] = &["max", "min", "types", "extensions"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        match index {
            0 => self.max.argument(0),
            1 => self.min.argument(0),
            2 => self.types.argument(0),
            _ => self.extensions.argument(0),
        }
    }

    /// Where a code of the user's replaces those of the demands, one violation stands for all.
    fn sentence(&self, kind: Kind) -> &'static str {
        match (self.demand(0), self.demand(1)) {
            (None, _) => "The {attribute} must be a file.",
            (Some(only), None) => only.sentence(kind),
            _ => "The {attribute} is invalid.",
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        match (self.demand(0), self.demand(1)) {
            (None, _) => id::file,
            (Some(only), None) => only.message_id(kind),
            _ => id::invalid,
        }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        let only = self.types.0.as_ref().filter(|types| types.is_one()).map(Choices::argument);
        let only = only.filter(|only| !matches!(only, Argument::Text(text) if text.ends_with('*')));
        Schema::NONE.maybe("contentMediaType", only)
    }

    fn demand(&self, index: usize) -> Option<&Demand> {
        self.demands().into_iter().filter_map(|(asked, demand)| asked.then_some(demand)).nth(index)
    }
}

impl<F: FileContent + ?Sized> Rule<F> for File {
    const SEVERAL: bool = true;

    fn check(&self, file: &F) -> bool {
        file.asks_for_limit(self.max.0.map(|max| max.bytes)) || self.met(file).iter().all(|met| *met)
    }

    fn failures(&self, file: &F, report: &mut dyn FnMut(Failure)) {
        let asked = self.demands().into_iter().zip(self.met(file)).filter(|((asked, _), _)| *asked);
        for (index, _) in asked.enumerate().filter(|(_, (_, met))| !met) {
            report(Failure::of_demand(index));
        }
    }
}

macro_rules! demands {
    ($($name:ident($of:ty) $code:literal $argument:literal: $value:expr, $sentence:expr, $id:expr;)+) => {$(
        #[derive(Clone, Copy, Debug)]
        struct $name(Option<$of>);

        impl Describe for $name {
            const CODE: &'static str = "file";
            const ARGUMENTS: &'static [&'static str] = &[$argument];

            fn code(&self) -> &'static str {
                $code
            }

            fn argument(&self, index: usize) -> Option<Argument<'_>> {
                let value: fn(&$of) -> Argument<'_> = $value;
                self.0.as_ref().filter(|_| index == 0).map(value)
            }

            fn sentence(&self, _: Kind) -> &'static str {
                let sentence: fn(Option<&$of>) -> &'static str = $sentence;
                sentence(self.0.as_ref())
            }

            fn message_id(&self, _: Kind) -> MessageId {
                let id: fn(Option<&$of>) -> MessageId = $id;
                id(self.0.as_ref())
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                Schema::NONE
            }
        }
    )+};
}

fn is_one(choices: Option<&Choices>) -> bool {
    choices.is_some_and(Choices::is_one)
}

demands! {
    Max(Size) "file_max" "max": |size| Argument::Text(size.written),
        |_| "The {attribute} must not be larger than {max}.", |_| id::file_max;
    Min(Size) "file_min" "min": |size| Argument::Text(size.written),
        |_| "The {attribute} must not be smaller than {min}.", |_| id::file_min;
    Types(Choices) "file_types" "types": Choices::argument,
        |types| match is_one(types) {
            true => "The {attribute} must be a file of the type {types}.",
            false => "The {attribute} must be a file of one of these types: {types}.",
        },
        |types| if is_one(types) { id::file_types_one } else { id::file_types_several };
    Extensions(Choices) "file_extensions" "extensions": Choices::argument,
        |extensions| match is_one(extensions) {
            true => "The {attribute} must be a file of the type {extensions}.",
            false => "The {attribute} must be a file of one of these types: {extensions}.",
        },
        |extensions| if is_one(extensions) { id::file_extensions_one } else { id::file_extensions_several };
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::rules::file::content::tests::{Sample, sample};

    /// The codes of what is not met.
    fn unmet(rule: File, file: &Sample) -> Vec<&'static str> {
        let mut codes = Vec::new();
        rule.failures(file, &mut |failure| {
            let demand = failure.demand.and_then(|index| Describe::demand(&rule, index));
            codes.push(demand.expect("a demand").code());
        });
        assert_eq!(rule.check(file), codes.is_empty());
        codes
    }

    const NOTHING: [&str; 0] = [];

    #[test]
    fn every_unmet_demand_is_named() {
        let photo = file().min("10 B").max("2 MB").types(["image/png", "image/jpeg"]).extensions(["png", "jpeg"]);
        photo.verify();
        assert_eq!(unmet(photo, &sample(2_000_000, Some("image/png"), "a.exe")), NOTHING);
        assert_eq!(unmet(photo, &sample(2_000_001, Some("image/jpeg"), "a.jpg")), ["file_max"]);
        assert_eq!(unmet(photo, &sample(9, Some("image/gif"), "a.png")), ["file_min", "file_types", "file_extensions"]);
        assert_eq!(unmet(photo, &sample(20, None, "a.png")), ["file_types", "file_extensions"]);
        assert_eq!(unmet(file(), &sample(0, None, "")), NOTHING);
    }

    #[test]
    fn a_family_of_types_ends_in_a_star() {
        let rule = file().types(["audio/*", "application/pdf"]);
        for (found, passes) in [
            ("audio/ogg", true),
            ("application/pdf", true),
            ("application/pdfx", false),
            ("audio", false),
            ("video/mp4", false),
        ] {
            assert_eq!(rule.check(&sample(1, Some(found), "")), passes, "{found}");
        }
    }

    #[test]
    fn the_name_counts_for_plain_text_only() {
        let rule = file().extensions(["csv", "pdf"]);
        for (found, name, passes) in [
            ("text/plain", "a.csv", true),
            ("text/plain", "a.CSV", true),
            ("text/plain", "a.txt", false),
            ("text/plain", "a.pdf", false),
            ("text/plain", "", false),
            ("text/html", "a.csv", false),
            ("application/pdf", "a.csv", true),
            ("application/zip", "a.pdf", false),
        ] {
            assert_eq!(rule.check(&sample(1, Some(found), name)), passes, "{found} {name}");
        }
    }
}
