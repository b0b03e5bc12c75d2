//! A run over a file: blocks are read in order, checked on all cores, and taken in order again.

pub(crate) mod ordered;
mod plain;
pub(crate) mod read;
pub(crate) mod rejects;

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::block::{Block, Blocks};
use crate::error::RowsError;
use crate::run::read::{Reader, Rows};
use crate::unique::Finder;

/// How many blocks each thread may have before it and after it.
const AHEAD: usize = 2;

/// Whether a run goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    On,
    Stop,
}

/// What takes the rows of blocks, in the order of the file.
pub(crate) type Take<'t, V> = dyn FnMut(Rows<V>) -> Result<(Vec<u8>, Flow), RowsError> + 't;

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
    let (mut room, mut buffer) = (reader.room(), Vec::new());
    while let Some(block) = blocks.next(std::mem::take(&mut buffer))? {
        let flow;
        (buffer, flow) = take(reader.read(block, &mut room, finder))?;
        if flow == Flow::Stop {
            return Ok(flow);
        }
    }
    Ok(Flow::On)
}

/// Each thread gets every n-th block, so what they have read is taken from them in turn.
fn on_threads<V: Send>(
    blocks: &mut Blocks<'_>,
    reader: &Reader<'_, V>,
    finder: Option<&Finder>,
    threads: usize,
    take: &mut Take<'_, V>,
) -> Result<Flow, RowsError> {
    thread::scope(|scope| {
        let workers: Vec<Worker<V>> = (0..threads)
            .map(|_| {
                let (blocks, from_here) = sync_channel(AHEAD);
                let (to_here, rows) = sync_channel(AHEAD);
                scope.spawn(move || work(reader, finder, &from_here, &to_here));
                Worker { blocks, rows }
            })
            .collect();
        let (mut sent, mut taken, mut buffers) = (0, 0, Vec::new());
        let mut end = None;
        loop {
            while end.is_none() && sent - taken < threads * AHEAD {
                match blocks.next(buffers.pop().unwrap_or_default()) {
                    Ok(Some(block)) => {
                        // A thread that is gone has panicked, and its panic goes on when the others have ended.
                        if workers[sent % threads].blocks.send(block).is_err() {
                            return Ok(Flow::Stop);
                        }
                        sent += 1;
                    }
                    Ok(None) => end = Some(Ok(Flow::On)),
                    // What was read before is taken all the same.
                    Err(error) => end = Some(Err(error)),
                }
            }
            if sent == taken {
                return end.unwrap_or(Ok(Flow::On));
            }
            let Ok(rows) = workers[taken % threads].rows.recv() else { return Ok(Flow::Stop) };
            taken += 1;
            let (buffer, flow) = take(rows)?;
            buffers.push(buffer);
            if flow == Flow::Stop {
                return Ok(flow);
            }
        }
    })
}

struct Worker<V> {
    blocks: SyncSender<Block>,
    rows: Receiver<Rows<V>>,
}

fn work<V>(reader: &Reader<'_, V>, finder: Option<&Finder>, blocks: &Receiver<Block>, rows: &SyncSender<Rows<V>>) {
    let mut room = reader.room();
    while let Ok(block) = blocks.recv() {
        if rows.send(reader.read(block, &mut room, finder)).is_err() {
            return;
        }
    }
}
