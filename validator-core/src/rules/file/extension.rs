//! The extensions that go with media types.

/// The extensions of a media type. The first is the usual one.
pub(crate) fn extensions_of(media_type: &str) -> &'static [&'static str] {
    TYPES.binary_search_by(|(known, _)| (*known).cmp(media_type)).map_or(&[], |at| TYPES[at].1)
}

/// Whether the content of a file does not tell which of its extensions it has, so that its name does.
pub(crate) fn is_told_by_name(media_type: &str) -> bool {
    matches!(media_type, "text/plain" | "application/x-ole-storage")
}

/// Whether a name ends in this extension.
pub(crate) fn is_named(name: &str, extension: &str) -> bool {
    let Some(at) = name.len().checked_sub(extension.len() + 1) else { return false };
    at > 0
        && name.get(at..at + 1) == Some(".")
        && name.get(at + 1..).is_some_and(|written| written.eq_ignore_ascii_case(extension))
}

/// The media types that the content of a file tells, in the order of their names.
static TYPES: &[(&str, &[&str])] = &[
    ("application/epub+zip", &["epub"]),
    ("application/gzip", &["gz", "tgz"]),
    ("application/java", &["class"]),
    ("application/msword", &["doc"]),
    ("application/octet-stream", &["bin"]),
    ("application/pdf", &["pdf"]),
    ("application/postscript", &["ps", "eps", "ai"]),
    ("application/rtf", &["rtf"]),
    ("application/vnd.android.package-archive", &["apk"]),
    ("application/vnd.microsoft.portable-executable", &["exe", "dll"]),
    ("application/vnd.ms-cab-compressed", &["cab"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/vnd.ms-fontobject", &["eot"]),
    ("application/vnd.ms-powerpoint", &["ppt"]),
    ("application/vnd.oasis.opendocument.presentation", &["odp"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.rar", &["rar"]),
    ("application/vnd.sqlite3", &["sqlite", "db"]),
    ("application/wasm", &["wasm"]),
    ("application/x-7z-compressed", &["7z"]),
    ("application/x-bzip2", &["bz2"]),
    ("application/x-executable", &["elf"]),
    // Its content does not tell which of these it is, so the name does.
    ("application/x-ole-storage", &["doc", "xls", "ppt", "msg", "vsd"]),
    ("application/x-tar", &["tar"]),
    ("application/x-xz", &["xz"]),
    ("application/zip", &["zip"]),
    ("application/zstd", &["zst"]),
    ("audio/aac", &["aac"]),
    ("audio/amr", &["amr"]),
    ("audio/m4a", &["m4a"]),
    ("audio/midi", &["mid", "midi"]),
    ("audio/mpeg", &["mp3"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/opus", &["opus"]),
    ("audio/x-aiff", &["aiff", "aif"]),
    ("audio/x-flac", &["flac"]),
    ("audio/x-wav", &["wav"]),
    ("font/otf", &["otf"]),
    ("font/ttf", &["ttf"]),
    ("font/woff", &["woff"]),
    ("font/woff2", &["woff2"]),
    ("image/avif", &["avif"]),
    ("image/bmp", &["bmp"]),
    ("image/gif", &["gif"]),
    ("image/heif", &["heic", "heif"]),
    ("image/jp2", &["jp2"]),
    ("image/jpeg", &["jpg", "jpeg", "jpe", "jfif"]),
    ("image/jxl", &["jxl"]),
    ("image/png", &["png"]),
    ("image/svg+xml", &["svg"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/vnd.adobe.photoshop", &["psd"]),
    ("image/vnd.microsoft.icon", &["ico"]),
    ("image/webp", &["webp"]),
    ("text/html", &["html", "htm"]),
    // So it is with plain text.
    ("text/plain", PLAIN_TEXT),
    ("text/x-shellscript", &["sh"]),
    ("text/xml", &["xml"]),
    ("video/mp4", &["mp4", "m4v"]),
    ("video/mpeg", &["mpg", "mpeg"]),
    ("video/quicktime", &["mov", "qt"]),
    ("video/webm", &["webm"]),
    ("video/x-flv", &["flv"]),
    ("video/x-m4v", &["m4v"]),
    ("video/x-matroska", &["mkv"]),
    ("video/x-ms-wmv", &["wmv"]),
    ("video/x-msvideo", &["avi"]),
];

/// The extensions of plain text.
static PLAIN_TEXT: &[&str] = &[
    "txt", "text", "csv", "tsv", "md", "log", "json", "jsonl", "yaml", "yml", "toml", "ini", "ics", "vcf", "srt", "po",
    "tex", "sql", "rst", "geojson",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_stand_in_order_and_are_found() {
        assert!(TYPES.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!(extensions_of("image/jpeg")[0], "jpg");
        assert!(extensions_of("image/jpg").is_empty());
    }

    #[test]
    fn the_end_of_a_name_is_its_extension() {
        for (name, extension, is) in [
            ("a.csv", "csv", true),
            ("a.CSV", "csv", true),
            ("é.csv", "csv", true),
            ("a.tar.gz", "tar.gz", true),
            (".csv", "csv", false),
            ("csv", "csv", false),
            ("acsv", "csv", false),
            ("a.csv.exe", "csv", false),
            ("a.éé", "csv", false),
        ] {
            assert_eq!(is_named(name, extension), is, "{name}");
        }
    }
}
