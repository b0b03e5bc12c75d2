//! Reads `multipart/form-data` part by part, while it comes: text into memory, files into uploads.

#[cfg(feature = "files")]
use core::sync::atomic::{AtomicBool, Ordering};
#[cfg(feature = "files")]
use core::time::Duration;
use std::string::String;
#[cfg(feature = "files")]
use std::time::Instant;
use std::vec::Vec;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};

use super::part_parser::{Event, NoParts, PartHead, PartParser};
#[cfg(feature = "files")]
use crate::UploadWriter;
use crate::decode::{MultipartForm, names_of_field};
use crate::{Answer, ErrorBody, Limits, Status};

/// How many bytes go to the parser at once.
const PIECE: usize = 8 << 10;

/// Why no more of a body comes.
#[derive(Clone, Copy, Debug)]
pub enum BodyError {
    /// It is larger than the framework allows.
    TooLarge,
    /// The connection has broken, or the body is not what its header fields say.
    Unreadable,
}

/// What was read of a body.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) form: MultipartForm,
    /// The names of the field at which reading was stopped, because its file is too large.
    pub(super) stopped_at: Option<String>,
}

/// How a body is read.
pub(super) struct Reading<'r> {
    pub(super) boundary: &'r str,
    pub(super) limits: Limits,
    /// Whether the body may still be coded, so that it is only read if it looks like parts.
    pub(super) may_be_coded: bool,
    /// Whether a file that is too large is passed over, and what comes behind it is read.
    pub(super) is_live: bool,
    /// What rules say of the length of the next file.
    #[cfg_attr(not(feature = "files"), allow(dead_code))]
    pub(super) file_limit: &'r (dyn Fn(&MultipartForm, &[u8]) -> Option<u64> + Send + Sync),
}

fn malformed() -> ErrorBody {
    ErrorBody::new(Status::BadRequest).answer(Answer::MULTIPART_DATA)
}

fn too_large() -> ErrorBody {
    super::response::unreadable(true)
}

impl From<NoParts> for ErrorBody {
    fn from(_: NoParts) -> Self {
        malformed()
    }
}

/// Reads all parts. `first` is what has come of the stream already.
pub(super) async fn read<S>(reading: Reading<'_>, first: Bytes, mut stream: S) -> Result<Gathered, ErrorBody>
where
    S: Stream<Item = Result<Bytes, BodyError>> + Unpin,
{
    let mut parser = PartParser::new(reading.boundary);
    let mut state = Gathering { limits: reading.limits, text: 0, parts: 0, bytes: 0, gathered: Gathered::default() };
    if reading.may_be_coded && !super::media::Media::Multipart.looks_like(&first) {
        return Err(super::media::coded());
    }
    let mut part: Option<Part> = None;
    let mut chunk = Some(first);
    while let Some(bytes) = chunk {
        state.count_bytes(bytes.len())?;
        for piece in bytes.chunks(PIECE) {
            parser.feed(piece);
            loop {
                match parser.next()? {
                    Event::NeedsMore => break,
                    Event::Part(head) => part = Some(state.part(head, &reading)?),
                    Event::Content(count) => {
                        if let Some(part) = &mut part {
                            let goes_on = state.content(part, parser.content(count), &reading).await?;
                            if !goes_on {
                                break;
                            }
                        }
                    }
                    Event::PartEnd => {
                        if let Some(part) = part.take() {
                            state.end(part).await?;
                        }
                    }
                }
            }
            if state.gathered.stopped_at.is_some() {
                if let Some(part) = part.take() {
                    state.end(part).await?;
                }
                return Ok(state.gathered);
            }
        }
        // The chunk is not kept while the next one is waited for.
        drop(bytes);
        chunk = match stream.next().await {
            None => None,
            Some(Ok(bytes)) => Some(bytes),
            Some(Err(BodyError::TooLarge)) => return Err(too_large()),
            Some(Err(BodyError::Unreadable)) => return Err(super::response::unreadable(false)),
        };
    }
    if parser.is_at_end() { Ok(state.gathered) } else { Err(malformed()) }
}

/// What has been gathered by now, and how much of the limits is used up.
struct Gathering {
    limits: Limits,
    text: usize,
    parts: usize,
    bytes: u64,
    gathered: Gathered,
}

/// A part that is being read.
enum Part {
    /// It has no name.
    Nameless,
    Text {
        name: Vec<u8>,
        value: Vec<u8>,
    },
    File(FilePart),
}

struct FilePart {
    name: Vec<u8>,
    /// Whether the client gave it a name. A page sends a file without a name and content where none was chosen.
    is_named: bool,
    len: u64,
    #[cfg(feature = "files")]
    limit: Option<u64>,
    #[cfg(feature = "files")]
    writer: UploadWriter,
}

impl Gathering {
    fn count_bytes(&mut self, count: usize) -> Result<(), ErrorBody> {
        self.bytes += count as u64;
        if self.bytes > self.limits.max_multipart_bytes() { Err(too_large()) } else { Ok(()) }
    }

    fn count_text(&mut self, count: usize) -> Result<(), ErrorBody> {
        self.text += count;
        if self.text > self.limits.max_bytes() { Err(too_large()) } else { Ok(()) }
    }

    #[cfg_attr(not(feature = "files"), allow(unused_variables))]
    fn part(&mut self, head: PartHead, reading: &Reading<'_>) -> Result<Part, ErrorBody> {
        self.parts += 1;
        if self.parts > self.limits.max_parts() {
            return Err(too_large());
        }
        let Some(name) = head.name else { return Ok(Part::Nameless) };
        self.count_text(name.len())?;
        let Some(file_name) = head.file_name else { return Ok(Part::Text { name, value: Vec::new() }) };
        if self.gathered.form.file_count() >= self.limits.max_files() {
            return Err(too_large());
        }
        Ok(Part::File(FilePart {
            is_named: !file_name.is_empty(),
            len: 0,
            #[cfg(feature = "files")]
            limit: (reading.file_limit)(&self.gathered.form, &name),
            #[cfg(feature = "files")]
            writer: UploadWriter::new(Some(&file_name), self.limits.max_file_memory()),
            name,
        }))
    }

    /// Takes content. Returns whether reading goes on.
    async fn content(&mut self, part: &mut Part, content: &[u8], reading: &Reading<'_>) -> Result<bool, ErrorBody> {
        match part {
            Part::Nameless => {}
            Part::Text { value, .. } => {
                self.count_text(content.len())?;
                value.extend_from_slice(content);
            }
            Part::File(file) => {
                file.len += content.len() as u64;
                if file.take(content).await? {
                    return Ok(true);
                }
                if !reading.is_live {
                    self.gathered.stopped_at = names_of_field(&file.name);
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    async fn end(&mut self, part: Part) -> Result<(), ErrorBody> {
        match part {
            Part::Nameless => {}
            Part::Text { name, value } => self.gathered.form.push_text(&name, &value),
            // It is like a field that was left empty.
            Part::File(file) if !file.is_named && file.len == 0 => self.gathered.form.push_text(&file.name, b""),
            Part::File(file) => file.push_to(&mut self.gathered.form).await?,
        }
        Ok(())
    }
}

#[cfg(not(feature = "files"))]
impl FilePart {
    async fn take(&mut self, _: &[u8]) -> Result<bool, ErrorBody> {
        Ok(true)
    }

    async fn push_to(self, form: &mut MultipartForm) -> Result<(), ErrorBody> {
        form.push_unread_file(&self.name);
        Ok(())
    }
}

#[cfg(feature = "files")]
impl FilePart {
    /// Takes content, as long as there may be more. Returns whether there may be so much.
    async fn take(&mut self, content: &[u8]) -> Result<bool, ErrorBody> {
        if self.limit.is_some_and(|limit| self.len > limit) {
            self.writer.skip(content.len() as u64);
            return Ok(false);
        }
        let mut rest = content;
        while !rest.is_empty() {
            rest = self.writer.take(rest);
            if self.writer.is_full() {
                let writer = core::mem::replace(&mut self.writer, UploadWriter::new(None, 1));
                self.writer = on_disk(move || writer.flushed()).await?;
            }
        }
        Ok(true)
    }

    async fn push_to(self, form: &mut MultipartForm) -> Result<(), ErrorBody> {
        let (writer, name) = (self.writer, self.name);
        let upload = match writer.is_in_memory() {
            true => writer.finish().map_err(|_| ErrorBody::new(Status::InternalServerError))?,
            false => on_disk(move || writer.finish()).await?,
        };
        form.push_file(&name, upload);
        Ok(())
    }
}

/// Whether the last piece that was written took so long that others would have waited for it.
#[cfg(feature = "files")]
static IS_DISK_SLOW: AtomicBool = AtomicBool::new(false);

/// What others may wait for. A piece that goes to the memory of the system takes a thousandth of it.
#[cfg(feature = "files")]
const SHORT: Duration = Duration::from_millis(10);

/// Runs what may wait for a disk.
///
/// Usually nobody waits, because the system writes later. Then the piece is written here, so that the chunk in hand is not
/// kept in memory while other threads have their turn: with many uploads this would double what the server needs. As soon
/// as a disk is slow, its pieces are written on threads that may wait.
#[cfg(feature = "files")]
async fn on_disk<R, F>(run: F) -> Result<R, ErrorBody>
where
    R: Send + 'static,
    F: FnOnce() -> std::io::Result<R> + Send + 'static,
{
    let failed = || ErrorBody::new(Status::InternalServerError);
    let timed = || {
        let start = Instant::now();
        let result = run();
        IS_DISK_SLOW.store(start.elapsed() > SHORT, Ordering::Relaxed);
        result
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) if IS_DISK_SLOW.load(Ordering::Relaxed) => {
            runtime.spawn_blocking(timed).await.map_err(|_| failed())?.map_err(|_| failed())
        }
        _ => timed().map_err(|_| failed()),
    }
}
