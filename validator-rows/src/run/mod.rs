//! A run over a file: blocks are read in order, checked on all cores, and taken in order again.

pub(crate) mod ordered;
mod plain;
pub(crate) mod read;
pub(crate) mod rejects;
mod shared;

use std::panic::resume_unwind;
use std::thread;

use crate::block::Blocks;
use crate::error::RowsError;
use crate::run::read::{Reader, Rows};
use crate::run::shared::{Shared, Step};
use crate::unique::Finder;

/// Whether a run goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    On,
    Stop,
}

/// What takes the rows of blocks, in the order of the file, out of where they are.
pub(crate) type Take<'t, V> = dyn FnMut(&mut Rows<V>) -> Result<Flow, RowsError> + 't;

/// Reads a file to its end, or until `take` says stop.
pub(crate) fn run<V: Send>(
    blocks: &mut Blocks<'_>,
    reader: &Reader<'_, V>,
    finder: Option<&Finder>,
    threads: usize,
    take: &mut Take<'_, V>,
) -> Result<(), RowsError> {
    let flow = if threads <= 1 {
        on_this_thread(blocks, reader, finder, take)?
    } else {
        on_threads(blocks, reader, finder, threads, take)?
    };
    if flow == Flow::On { blocks.ended_well() } else { Ok(()) }
}

fn on_this_thread<V>(
    blocks: &mut Blocks<'_>,
    reader: &Reader<'_, V>,
    finder: Option<&Finder>,
    take: &mut Take<'_, V>,
) -> Result<Flow, RowsError> {
    let (mut room, mut rows) = (reader.room(), Rows::default());
    while let Some(block) = blocks.next(std::mem::take(&mut rows.buffer))? {
        rows = reader.read(block, rows, &mut room, finder);
        if take(&mut rows)? == Flow::Stop {
            return Ok(Flow::Stop);
        }
    }
    Ok(Flow::On)
}

/// This thread is one of them. It takes what is next in the order of the file, and reads a block like the others while
/// that is not ready.
fn on_threads<V: Send>(
    blocks: &mut Blocks<'_>,
    reader: &Reader<'_, V>,
    finder: Option<&Finder>,
    threads: usize,
    take: &mut Take<'_, V>,
) -> Result<Flow, RowsError> {
    let shared = Shared::new(blocks, threads);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| {
                let mut room = reader.room();
                while let Some(source) = shared.source() {
                    shared.read(source, reader, &mut room, finder);
                }
            });
        }
        let _leave = shared.leave_at_end();
        let mut room = reader.room();
        loop {
            match shared.step() {
                Step::Read(source) => shared.read(source, reader, &mut room, finder),
                Step::Take(rows) => {
                    let mut rows = rows.unwrap_or_else(|panic| resume_unwind(panic));
                    if take(&mut rows)? == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                    shared.reuse(rows);
                }
                Step::End(end) => return end.unwrap_or_else(|panic| resume_unwind(panic)).map(|()| Flow::On),
            }
        }
    })
}
