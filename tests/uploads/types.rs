//! What the routes read.

use std::hash::{DefaultHasher, Hasher as _};
use std::io::Read as _;

use serde::Deserialize;
use unprocessable::web::Answers;
use unprocessable::{Limits, Upload, Validate};

#[derive(Deserialize, Validate)]
pub(crate) struct Profile {
    #[validate(required, length(max = 80))]
    pub(crate) name: String,
    #[validate(
        required,
        file(max = "2 MB", types = ["image/png", "image/gif"]),
        image(max_width = 4000, ratio = (1, 1))
    )]
    pub(crate) photo: Upload,
    #[serde(default)]
    #[validate(length(max = 3), each(file(max = "1 MB", extensions = ["pdf", "csv"])))]
    pub(crate) papers: Vec<Upload>,
    #[validate(file(min = "3 B"))]
    pub(crate) note: Option<Upload>,
}

/// A file of any kind and size.
#[derive(Deserialize, Validate)]
pub(crate) struct Anything {
    #[validate(skip)]
    pub(crate) file: Upload,
}

pub(crate) fn limits() -> Limits {
    Limits::new().multipart_bytes(64 << 20).bytes(100_000)
}

pub(crate) fn answers() -> Answers {
    Answers::new().limits(limits()).live()
}

pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// What a handler has got.
pub(crate) fn text_of_upload(upload: &Upload) -> String {
    let mut content = Vec::new();
    upload.reader().read_to_end(&mut content).unwrap();
    format!(
        "{} {} {} {} {}",
        upload.file_name().unwrap_or("-"),
        upload.media_type().unwrap_or("-"),
        upload.len(),
        hash(&content),
        if upload.is_in_memory() { "memory" } else { "file" },
    )
}

pub(crate) fn text_of_profile(profile: &Profile) -> String {
    let mut text = vec![profile.name.clone(), text_of_upload(&profile.photo)];
    text.extend(profile.papers.iter().chain(&profile.note).map(text_of_upload));
    text.join("\n")
}

/// What a handler does that only counts.
pub(crate) fn length_of(anything: &Anything) -> String {
    anything.file.len().to_string()
}
