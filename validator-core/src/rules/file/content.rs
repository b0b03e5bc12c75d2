//! What rules know of a file.

use crate::subject::Subject;

/// The name by which the type of a file asks serde for one.
#[cfg(feature = "json")]
pub(crate) const UPLOAD: &str = "$unprocessable::Upload";

/// What the rules `file` and `image` look at. [`Upload`](crate::Upload) implements it. A type of your own that holds a
/// file can do the same, with [`Subject`] beside it:
///
/// ```
/// use unprocessable_core::rules::{self, FileContent, Rule};
/// use unprocessable_core::{Kind, Subject};
///
/// struct Png(Vec<u8>);
///
/// impl FileContent for Png {
///     fn byte_count(&self) -> u64 {
///         self.0.len() as u64
///     }
///
///     fn media_type(&self) -> Option<&str> {
///         Some("image/png")
///     }
/// }
///
/// impl Subject for Png {
///     type Value = Self;
///     const KIND: Kind = Kind::File;
///     fn value(&self) -> Option<&Self> {
///         Some(self)
///     }
/// }
///
/// assert!(rules::file().max("1 KB").types(["image/*"]).check(&Png(vec![0; 1000])));
/// assert!(!rules::file().max("1 KB").check(&Png(vec![0; 1001])));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a file",
    label = "not a file",
    note = "the rules `file` and `image` look at `unprocessable::Upload`, and at types that implement \
            `unprocessable::rules::FileContent`"
)]
pub trait FileContent: Subject<Value = Self> {
    /// How many bytes the file has.
    fn byte_count(&self) -> u64;

    /// The media type of its content, in lower case and without parameters. `None` if the content does not tell it.
    fn media_type(&self) -> Option<&str>;

    /// The name that the client gives to the file. It only counts for plain text, whose content does not tell whether it
    /// is a table or a note.
    fn file_name(&self) -> Option<&str> {
        None
    }

    /// The width and the height of the image in pixels. `None` if the content is no image.
    fn image_size(&self) -> Option<(u32, u32)> {
        None
    }

    /// Whether only what the client says of the file is known, as in a live check. Then its image is not looked at.
    fn is_announced(&self) -> bool {
        false
    }

    /// Notes how many bytes the rule lets in. Returns `true` if the value stands for a file that is not read yet, and
    /// only asks for this number.
    #[doc(hidden)]
    fn asks_for_limit(&self, most: Option<u64>) -> bool {
        let _ = most;
        false
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::subject::Kind;

    /// What is known of a file, without one.
    #[derive(Clone, Copy)]
    pub(crate) struct Sample {
        pub(crate) byte_count: u64,
        pub(crate) media_type: Option<&'static str>,
        pub(crate) file_name: &'static str,
        pub(crate) image_size: Option<(u32, u32)>,
        pub(crate) is_announced: bool,
    }

    pub(crate) fn sample(byte_count: u64, media_type: Option<&'static str>, file_name: &'static str) -> Sample {
        Sample { byte_count, media_type, file_name, image_size: None, is_announced: false }
    }

    impl FileContent for Sample {
        fn byte_count(&self) -> u64 {
            self.byte_count
        }

        fn media_type(&self) -> Option<&str> {
            self.media_type
        }

        fn file_name(&self) -> Option<&str> {
            Some(self.file_name)
        }

        fn image_size(&self) -> Option<(u32, u32)> {
            self.image_size
        }

        fn is_announced(&self) -> bool {
            self.is_announced
        }
    }

    impl Subject for Sample {
        type Value = Self;
        const KIND: Kind = Kind::File;

        fn value(&self) -> Option<&Self> {
            Some(self)
        }
    }
}
