//! What the content of a file tells of it.

use core::str;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

use imagesize::ImageType;

/// How many bytes at the beginning of a file tell its type.
pub(super) const HEAD: usize = 8 << 10;

/// How many bytes may be read to find the size of an image, and how often the position may change. Photos have previews
/// of some 100 KB before their size.
const READ: u64 = 64 << 10;
const SEEKS: u32 = 4096;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) media_type: Option<&'static str>,
    pub(super) image_size: Option<(u32, u32)>,
}

/// Looks at the beginning of a file, and at more of it if it is an image.
pub(super) fn of(head: &[u8], content: &mut (impl Read + Seek)) -> Found {
    let head = head.get(..HEAD).unwrap_or(head);
    let media_type = media_type(head);
    let image_size = media_type.filter(|media_type| media_type.starts_with("image/"));
    Found { media_type, image_size: image_size.and_then(|media_type| size_of(media_type, head, content)) }
}

fn media_type(head: &[u8]) -> Option<&'static str> {
    match infer::get(head).map(|found| found.mime_type()) {
        Some("text/xml") if names_svg(head) => Some("image/svg+xml"),
        Some("application/font-woff") => Some(if head.starts_with(b"wOF2") { "font/woff2" } else { "font/woff" }),
        Some("application/font-sfnt") => Some(if head.starts_with(b"OTTO") { "font/otf" } else { "font/ttf" }),
        Some(found) => Some(found),
        None if names_svg(head) => Some("image/svg+xml"),
        None if is_text(head) => Some("text/plain"),
        None => None,
    }
}

/// Whether a drawing begins here. It may contain scripts, so it must not pass for plain text.
fn names_svg(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let tag = |start: &[u8]| start.get(..4).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<svg"));
    start.first() == Some(&b'<') && (tag(start) || start.windows(4).any(tag))
}

/// Whether it is text in UTF-8 without control characters. The last character may be cut off.
fn is_text(head: &[u8]) -> bool {
    let text = match str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
}

/// The size of an image, if both crates take it for one of the same type.
fn size_of(media_type: &str, head: &[u8], content: &mut (impl Read + Seek)) -> Option<(u32, u32)> {
    let is_same = match imagesize::image_type(head).ok()? {
        ImageType::Bmp => media_type == "image/bmp",
        ImageType::Gif => media_type == "image/gif",
        ImageType::Heif(_) => matches!(media_type, "image/heif" | "image/avif"),
        ImageType::Ico => media_type == "image/vnd.microsoft.icon",
        ImageType::Jpeg => media_type == "image/jpeg",
        ImageType::Png => media_type == "image/png",
        ImageType::Tiff => media_type == "image/tiff",
        ImageType::Webp => media_type == "image/webp",
        _ => false,
    };
    if !is_same {
        return None;
    }
    content.seek(SeekFrom::Start(0)).ok()?;
    let mut reader = Budget { inner: content, buffer: [0; 512], from: 0, to: 0, bytes: READ, seeks: SEEKS };
    let size = imagesize::reader_size(&mut reader).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

/// A reader with a buffer that stops after so many bytes and seeks, because a file can send its readers in circles.
struct Budget<'r, R> {
    inner: &'r mut R,
    buffer: [u8; 512],
    from: usize,
    to: usize,
    bytes: u64,
    seeks: u32,
}

impl<R: Read> Read for Budget<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Budget<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.from == self.to {
            let count = self.inner.read(&mut self.buffer)?;
            self.bytes = self.bytes.checked_sub(count as u64).ok_or(io::ErrorKind::InvalidData)?;
            (self.from, self.to) = (0, count);
        }
        Ok(&self.buffer[self.from..self.to])
    }

    fn consume(&mut self, count: usize) {
        self.from = (self.from + count).min(self.to);
    }
}

impl<R: Read + Seek> Seek for Budget<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.seeks = self.seeks.checked_sub(1).ok_or(io::ErrorKind::InvalidData)?;
        let unread = (self.to - self.from) as i64;
        (self.from, self.to) = (0, 0);
        self.inner.seek(match to {
            SeekFrom::Current(by) => SeekFrom::Current(by.checked_sub(unread).ok_or(io::ErrorKind::InvalidData)?),
            to => to,
        })
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::vec::Vec;
    use std::io::Cursor;

    use super::*;

    fn found(content: &[u8]) -> Found {
        of(content, &mut Cursor::new(content))
    }

    const GIF: &[u8] = b"GIF89a\x10\x00\x09\x00\x00\x00\x00;";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10\x08\x06\0\0\0\0\0\0\0";
    const BMP: &[u8] = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x03\0\0\0\x01\0\x18\0\0\0\0\0\0\0\0\0";
    const WEBP: &[u8] = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x1f\0\0\x0f\0\0";
    const ICO: &[u8] = b"\0\0\x01\0\x01\0\x10\x08\0\0\x01\0\x20\0\0\0\0\0\x16\0\0\0";
    const TIFF: &[u8] =
        b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x07\0\0\0\x01\x01\x03\0\x01\0\0\0\x05\0\0\0\0\0\0\0";

    fn jpeg(preview: u16) -> Vec<u8> {
        let mut jpeg = b"\xff\xd8\xff\xe1".to_vec();
        jpeg.extend_from_slice(&(preview + 2).to_be_bytes());
        jpeg.extend(core::iter::repeat_n(0_u8, preview.into()));
        jpeg.extend_from_slice(b"\xff\xc0\x00\x11\x08\x00\x09\x00\x10\x03");
        jpeg
    }

    #[test]
    fn images_have_a_type_and_a_size() {
        let preview = jpeg(60_000);
        for (content, media_type, size) in [
            (GIF, "image/gif", (16, 9)),
            (PNG, "image/png", (32, 16)),
            (BMP, "image/bmp", (2, 3)),
            (WEBP, "image/webp", (32, 16)),
            (ICO, "image/vnd.microsoft.icon", (16, 8)),
            (TIFF, "image/tiff", (7, 5)),
            (&preview, "image/jpeg", (16, 9)),
        ] {
            let expected = Found { media_type: Some(media_type), image_size: Some(size) };
            assert_eq!(found(content), expected, "{media_type}");
        }
    }

    #[test]
    fn content_decides_and_what_is_unknown_has_no_type() {
        for (content, media_type) in [
            (&b"%PDF-1.7"[..], Some("application/pdf")),
            (b"PK\x03\x04\x14\0\0\0", Some("application/zip")),
            (b"<!DOCTYPE html><p>", Some("text/html")),
            (b"  <script >alert(1)</script>", Some("text/html")),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", Some("image/svg+xml")),
            (b"\xef\xbb\xbf <SVG>", Some("image/svg+xml")),
            (b"<?xml version='1.0'?><!-- x --><svg>", Some("image/svg+xml")),
            (b"<?xml version='1.0'?><a/>", Some("text/xml")),
            (b"#!/bin/sh\n", Some("text/x-shellscript")),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                Some("application/x-executable")),
            (b"MZ\x90\0", Some("application/vnd.microsoft.portable-executable")),
            (b"a;b;c\r\n1;2;3\r\n", Some("text/plain")),
            ("größe".as_bytes(), Some("text/plain")),
            (b"gr\xc3", Some("text/plain")),
            (b"gr\xf6\xdfe", None),
            (b"a\0b", None),
            (b"\x1b[2J", None),
            (b"", None),
        ] {
            assert_eq!(found(content).media_type, media_type, "{}", content.escape_ascii());
        }
    }

    #[test]
    fn a_polyglot_is_what_it_begins_with() {
        let script = [&b"GIF89a/*\x00\x00*/=1;alert(1)//<script>alert(1)</script>"[..]].concat();
        assert_eq!(found(&script).media_type, Some("image/gif"));
        let zip = [PNG, b"PK\x03\x04"].concat();
        assert_eq!(found(&zip), found(PNG));
    }

    #[test]
    fn damaged_images_cost_little_and_never_panic() {
        let long = jpeg(300);
        let heif = b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf\0\0\0\x80meta\0\0\0\0\0\0\0\x60iprp\0\0\0\x50ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x20\0\0\0\x10\0\0\0\x09irot\0";
        let seeds = [GIF, PNG, BMP, WEBP, ICO, TIFF, &long, heif];
        let mut random = fastrand::Rng::with_seed(0);
        for round in 0..60_000 {
            let mut content = seeds[round % seeds.len()].to_vec();
            for _ in 0..random.usize(1..6) {
                let at = random.usize(..content.len());
                match random.u8(..4) {
                    0 => content[at] = random.u8(..),
                    1 => content[at] = *random.choice(&[0, 0xff, 0x7f, 0x80]).unwrap(),
                    2 => content.truncate(at.max(12)),
                    _ => content.extend_from_slice(&random.u64(..).to_be_bytes()),
                }
            }
            let mut counted = Counted { inner: Cursor::new(&content), bytes: 0 };
            let _ = of(&content, &mut counted);
            assert!(counted.bytes <= READ + 512, "{}", format!("{}", content.escape_ascii()));
        }
    }

    struct Counted<R> {
        inner: R,
        bytes: u64,
    }

    impl<R: Read> Read for Counted<R> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.inner.read(out)?;
            self.bytes += count as u64;
            Ok(count)
        }
    }

    impl<R: Seek> Seek for Counted<R> {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.inner.seek(to)
        }
    }
}
