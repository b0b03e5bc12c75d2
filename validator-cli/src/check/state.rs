//! Where a run is, in a file beside its rejects, so that another run can go on from there.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use unprocessable_rows::Checkpoint;

use super::FileResult;
use crate::args::Check;
use crate::failure::{Failure, reason};
use crate::input::Source;
use crate::show;

/// What is stored. It has no values of the files.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct State {
    version: u32,
    /// What must be the same in the run that goes on.
    arguments: String,
    /// The files that were read to their ends, and the one that is being read.
    pub(crate) files: Vec<FileResult>,
    /// Where in the last of them the run is.
    pub(crate) checkpoint: Option<Checkpoint>,
    pub(crate) reject_bytes: u64,
}

const VERSION: u32 = 2;

/// Where it is stored.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    arguments: String,
    saved: Option<Instant>,
}

impl StateFile {
    pub(crate) fn beside(rejects: &Path, args: &Check, sources: &[Source]) -> Self {
        Self { path: path(rejects), arguments: arguments(args, sources), saved: None }
    }

    /// Where the run was interrupted. Nothing if there was none.
    pub(crate) fn read(&self) -> Result<Option<State>, Failure> {
        let name = show::name(&self.path.to_string_lossy());
        let text = match fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::because(format!("{name} cannot be read: {}", reason(&error)))),
        };
        let state: State = serde_json::from_slice(&text)
            .map_err(|_| Failure::because(format!("{name} is no checkpoint; remove it, and run without --resume")))?;
        if state.version != VERSION || state.arguments != self.arguments {
            return Err(Failure::because(format!(
                "{name} is that of a run with other rules, files or options; run without --resume"
            )));
        }
        Ok(Some(state))
    }

    /// Whether it is time to save again.
    pub(crate) fn is_due(&self) -> bool {
        const OFTEN: Duration = Duration::from_millis(200);

        self.saved.is_none_or(|saved| saved.elapsed() >= OFTEN)
    }

    /// Replaces what was stored, all at once.
    pub(crate) fn save(
        &mut self,
        files: &[FileResult],
        checkpoint: Option<&Checkpoint>,
        bytes: u64,
    ) -> Result<(), Failure> {
        let state = State {
            version: VERSION,
            arguments: self.arguments.clone(),
            files: files.to_vec(),
            checkpoint: checkpoint.cloned(),
            reject_bytes: bytes,
        };
        let new = with_end(&self.path, ".new");
        let written = serde_json::to_vec(&state)
            .map_err(std::io::Error::from)
            .and_then(|text| fs::write(&new, text))
            .and_then(|()| fs::rename(&new, &self.path));
        self.saved = Some(Instant::now());
        written.map_err(|error| {
            let _ = fs::remove_file(&new);
            let name = show::name(&self.path.to_string_lossy());
            Failure::because(format!("the checkpoint {name} cannot be written: {}", reason(&error)))
        })
    }

    /// Nothing is left to go on with.
    pub(crate) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Where a run with these rejects stores where it is.
fn path(rejects: &Path) -> PathBuf {
    with_end(rejects, ".checkpoint")
}

/// The files that a run writes beside these rejects.
pub(crate) fn beside(rejects: &Path) -> [PathBuf; 2] {
    let path = path(rejects);
    [with_end(&path, ".new"), path]
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(end);
    path.into()
}

/// Everything that decides about rejects, in a few digits.
fn arguments(args: &Check, sources: &[Source]) -> String {
    let mut hasher = DefaultHasher::new();
    fs::read(&args.rules).unwrap_or_default().hash(&mut hasher);
    for source in sources {
        (&source.path, source.delimiter, &source.encoding, source.format as u8).hash(&mut hasher);
        (source.quote, &source.names, source.ragged).hash(&mut hasher);
    }
    (args.lang.tag(), args.with_values, &args.unique, args.sample, args.max_rejects).hash(&mut hasher);
    (args.rules_format.map(|format| format as u8), args.lines).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
