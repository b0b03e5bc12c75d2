//! Files in requests: [`Upload`]. It uses the rules about files and decode.

mod data_url;
mod file_name;
mod reader;
pub(crate) mod scope;
mod sniff;
mod writer;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::sync::atomic::{AtomicU64, Ordering};
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Mutex;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};

pub use self::reader::UploadReader;
pub use self::writer::UploadWriter;
use crate::rules::FileContent;
use crate::rules::file::content::UPLOAD;
use crate::rules::file::extension::extensions_of;
use crate::subject::{Kind, Presence, Subject};

/// A file that came with a request.
///
/// It is the type of a field, beside fields of any other type. In `multipart/form-data` it is a part with a file name. In
/// JSON it is a text with a `data:` URL in Base64. What is text where a file should be, or a file where text should be, is
/// said at the field.
///
/// A small file is kept in memory, a larger one in a temporary file without a name. The file is gone as soon as the last
/// clone of the `Upload` is dropped, even if the program is killed.
///
/// What it says of its content is found from the content. The file name that the client sent is only given as one that is
/// safe to show, and as part of a path.
///
/// ```
/// use unprocessable_core::Upload;
///
/// let upload = Upload::from_bytes(*b"%PDF-1.7");
/// assert_eq!((upload.len(), upload.media_type(), upload.extension()), (8, Some("application/pdf"), Some("pdf")));
/// assert_eq!(upload.bytes().unwrap(), b"%PDF-1.7");
/// ```
#[derive(Clone)]
pub struct Upload(Arc<Inner>);

struct Inner {
    content: Content,
    len: u64,
    file_name: Option<String>,
    media_type: Option<String>,
    image_size: Option<(u32, u32)>,
}

enum Content {
    Memory(Vec<u8>),
    File(Mutex<File>),
    /// A live check: only what the client says is known.
    Announced,
    /// The file is not read yet. The rules are asked how large it may be.
    Asking(AtomicU64),
}

impl Upload {
    /// A file with this content and no name.
    ///
    /// ```
    /// use unprocessable_core::Upload;
    ///
    /// assert_eq!(Upload::from_bytes(*b"a,b").media_type(), Some("text/plain"));
    /// ```
    #[must_use]
    pub fn from_bytes(content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        let found = sniff::of(&content, &mut io::Cursor::new(&content));
        let len = content.len() as u64;
        Self::new(Content::Memory(content), len, None, found)
    }

    fn new(content: Content, len: u64, file_name: Option<String>, found: sniff::Found) -> Self {
        let media_type = found.media_type.map(String::from);
        // No image has a side of 0, whatever its first bytes say.
        let image_size = found.image_size.filter(|(width, height)| *width > 0 && *height > 0);
        Self(Arc::new(Inner { content, len, file_name, media_type, image_size }))
    }

    /// What stands for a file that is not read yet.
    pub(crate) fn asking() -> Self {
        Self::new(Content::Asking(AtomicU64::new(u64::MAX)), 0, None, sniff::Found::default())
    }

    /// How large the file may be, as the rules have said by now.
    pub(crate) fn asked_limit(&self) -> Option<u64> {
        match &self.0.content {
            Content::Asking(limit) => Some(limit.load(Ordering::Relaxed)).filter(|limit| *limit < u64::MAX),
            _ => None,
        }
    }

    /// The same file with a name, as a client may send it. [`file_name`](Self::file_name) makes it safe.
    ///
    /// ```
    /// use unprocessable_core::Upload;
    ///
    /// let upload = Upload::from_bytes(*b"a,b").named("../../etc/prices.csv");
    /// assert_eq!(upload.file_name(), Some("prices.csv"));
    /// ```
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let file_name = file_name::safe(name);
        let inner = Arc::try_unwrap(self.0).unwrap_or_else(|shared| Inner {
            content: match &shared.content {
                Content::Memory(content) => Content::Memory(content.clone()),
                Content::File(file) => match lock(file).try_clone() {
                    Ok(file) => Content::File(Mutex::new(file)),
                    // The name is all that is lost, and reading says why.
                    Err(_) => Content::Announced,
                },
                Content::Announced | Content::Asking(_) => Content::Announced,
            },
            len: shared.len,
            file_name: None,
            media_type: shared.media_type.clone(),
            image_size: shared.image_size,
        });
        Self(Arc::new(Inner { file_name, ..inner }))
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.len
    }

    /// Whether it has no bytes. Such a file counts as blank, so `required` refuses it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.len == 0
    }

    /// The name that the client gives to the file, without anything that is dangerous in a path, a header field or a
    /// page: folders, control characters, marks of direction, signs that some systems reserve, dots at either end. It has
    /// at most 100 characters. It does not tell the type of the file. `None` if nothing is left.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.0.file_name.as_deref()
    }

    /// The media type of the content, such as `image/png`. Plain text is `text/plain`. `None` if it is unknown.
    ///
    /// In a live check that has no content it is what the client says.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.0.media_type.as_deref()
    }

    /// The usual extension for the media type of the content, such as `png`.
    #[must_use]
    pub fn extension(&self) -> Option<&'static str> {
        self.media_type().and_then(|media_type| extensions_of(media_type).first()).copied()
    }

    /// The width and the height of an image, in pixels.
    ///
    /// BMP, GIF, HEIF and AVIF, ICO, JPEG, PNG, TIFF and WebP are known.
    #[must_use]
    pub fn image_size(&self) -> Option<(u32, u32)> {
        self.0.image_size
    }

    /// Whether only what the client says of the file is known, and its content is not. This is so in live checks, and
    /// never for a value that a handler gets.
    #[must_use]
    pub fn is_announced(&self) -> bool {
        matches!(self.0.content, Content::Announced | Content::Asking(_))
    }

    /// Whether the content is kept in memory, and not in a temporary file.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        matches!(self.0.content, Content::Memory(_))
    }

    /// Reads the content, from its beginning. Reading blocks, as that of any file does.
    ///
    /// ```
    /// use std::io::{Read, Seek, SeekFrom};
    ///
    /// use unprocessable_core::Upload;
    ///
    /// let upload = Upload::from_bytes(*b"GIF89a and more");
    /// let mut reader = upload.reader();
    /// reader.seek(SeekFrom::Start(7)).unwrap();
    /// let mut rest = String::new();
    /// reader.read_to_string(&mut rest).unwrap();
    /// assert_eq!(rest, "and more");
    /// ```
    #[must_use]
    pub fn reader(&self) -> UploadReader {
        UploadReader::new(self.clone())
    }

    /// The whole content in memory.
    ///
    /// # Errors
    ///
    /// If the temporary file cannot be read, or the content was never sent.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.reader().read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes the content to a new file. A file that is already there stays as it is.
    ///
    /// Do not make the path of what the client sent. If you must, use [`file_name`](Self::file_name).
    ///
    /// ```
    /// use unprocessable_core::Upload;
    ///
    /// let folder = tempfile::tempdir().unwrap();
    /// let path = folder.path().join("1.txt");
    /// assert_eq!(Upload::from_bytes(*b"hello").save(&path).unwrap(), 5);
    /// assert_eq!(std::fs::read(&path).unwrap(), b"hello");
    /// assert!(Upload::from_bytes(*b"again").save(&path).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// If the file is there already or cannot be written, or the content cannot be read.
    pub fn save(&self, path: impl AsRef<Path>) -> io::Result<u64> {
        let mut target = OpenOptions::new().write(true).create_new(true).open(&path)?;
        io::copy(&mut self.reader(), &mut target).inspect_err(|_| {
            let _ = std::fs::remove_file(&path);
        })
    }
}

fn lock(file: &Mutex<File>) -> std::sync::MutexGuard<'_, File> {
    file.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Does not show what the client sent.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut upload = f.debug_struct("Upload");
        upload.field("len", &self.0.len);
        if !self.is_announced() {
            upload.field("media_type", &self.0.media_type).field("image_size", &self.0.image_size);
        }
        upload.finish_non_exhaustive()
    }
}

impl Subject for Upload {
    type Value = Self;
    const KIND: Kind = Kind::File;

    fn value(&self) -> Option<&Self> {
        Some(self)
    }

    fn presence(&self) -> Presence {
        let is_asking = matches!(self.0.content, Content::Asking(_));
        if self.is_empty() && !is_asking { Presence::Blank } else { Presence::Filled }
    }
}

impl FileContent for Upload {
    fn byte_count(&self) -> u64 {
        self.0.len
    }

    fn media_type(&self) -> Option<&str> {
        self.media_type()
    }

    fn file_name(&self) -> Option<&str> {
        self.file_name()
    }

    fn image_size(&self) -> Option<(u32, u32)> {
        self.image_size()
    }

    fn is_announced(&self) -> bool {
        self.is_announced()
    }

    fn asks_for_limit(&self, most: Option<u64>) -> bool {
        let Content::Asking(limit) = &self.0.content else { return false };
        limit.fetch_min(most.unwrap_or(u64::MAX), Ordering::Relaxed);
        true
    }
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(UPLOAD, Wrapped)
    }
}

/// Reads what stands for a file: the text of JSON, or the number of a part.
struct Wrapped;

impl<'de> Visitor<'de> for Wrapped {
    type Value = Upload;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Upload, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Upload, E> {
        let read = data_url::read(text);
        read.ok_or_else(|| E::invalid_value(Unexpected::Other("text"), &self))
    }

    /// The number of a part. Neither JSON nor a form has bytes, so no client can write one.
    fn visit_bytes<E: Error>(self, number: &[u8]) -> Result<Upload, E> {
        let upload = number.try_into().ok().and_then(|number| scope::upload(u32::from_le_bytes(number)));
        upload.ok_or_else(|| E::invalid_type(Unexpected::Other("bytes"), &self))
    }

    /// What a live check says of a file.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Upload, A::Error> {
        if !scope::takes_announced() {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        }
        let (mut name, mut size, mut media_type) = (None, 0, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = Some(map.next_value::<String>()?),
                "size" => size = map.next_value()?,
                "type" => media_type = Some(map.next_value::<String>()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let essence = |media_type: String| {
            let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            Some(essence).filter(|essence| !essence.is_empty())
        };
        Ok(Upload(Arc::new(Inner {
            content: Content::Announced,
            len: size,
            file_name: name.and_then(|name| file_name::safe(&name)),
            media_type: media_type.and_then(essence),
            image_size: None,
        })))
    }
}
