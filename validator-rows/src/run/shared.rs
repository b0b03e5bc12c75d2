//! What the threads of a run share: the file, and the blocks that are not taken yet.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::block::Blocks;
use crate::error::RowsError;
use crate::run::read::{Reader, Room, Rows};
use crate::unique::Finder;

/// How many blocks there may be for each thread that are read and not taken.
const AHEAD: usize = 4;

/// Any thread reads the next block, and the thread that began the run takes the blocks in order.
pub(crate) struct Shared<'s, 'b, V> {
    state: Mutex<State<'s, 'b, V>>,
    /// A block may be read, or nothing more is.
    readable: Condvar,
    /// For the thread that began the run: it may also be that the next block can be taken.
    takeable: Condvar,
}

struct State<'s, 'b, V> {
    /// The file, unless a thread is reading it.
    source: Option<&'s mut Blocks<'b>>,
    /// The blocks from the next one to take to the last one that was read. A place is empty while its block is checked.
    blocks: VecDeque<Option<thread::Result<Rows<V>>>>,
    /// How many blocks were taken.
    taken: usize,
    /// How many blocks there may be.
    most: usize,
    /// Why nothing more is read. Its panic is that of a reader.
    end: Option<thread::Result<Result<(), RowsError>>>,
    /// Whether no more rows are wanted.
    is_over: bool,
    /// Room for blocks.
    spare: Vec<Rows<V>>,
    /// Whether the thread that began the run waits, and how many others do. To wake nobody costs a call of the system.
    taker_waits: bool,
    waiting: usize,
}

/// The file, for the thread that reads the next block, with room for it.
pub(crate) struct Source<'s, 'b, V> {
    blocks: &'s mut Blocks<'b>,
    spare: Rows<V>,
}

/// What the thread that began the run does next.
pub(crate) enum Step<'s, 'b, V> {
    Take(thread::Result<Rows<V>>),
    Read(Source<'s, 'b, V>),
    End(thread::Result<Result<(), RowsError>>),
}

impl<'s, 'b, V> State<'s, 'b, V> {
    /// The file, if a block may be read now.
    fn source(&mut self) -> Option<Source<'s, 'b, V>> {
        if self.end.is_some() || self.blocks.len() >= self.most {
            return None;
        }
        let blocks = self.source.take()?;
        Some(Source { blocks, spare: self.spare.pop().unwrap_or_default() })
    }
}

impl<'s, 'b, V> Shared<'s, 'b, V> {
    pub(crate) fn new(blocks: &'s mut Blocks<'b>, threads: usize) -> Self {
        let state = State {
            source: Some(blocks),
            blocks: VecDeque::new(),
            taken: 0,
            most: threads.saturating_mul(AHEAD),
            end: None,
            is_over: false,
            spare: Vec::new(),
            taker_waits: false,
            waiting: 0,
        };
        Self { state: Mutex::new(state), readable: Condvar::new(), takeable: Condvar::new() }
    }

    /// No code of a user runs under the lock, so a panic leaves nothing half done.
    fn state(&self) -> MutexGuard<'_, State<'s, 'b, V>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells a thread that waits that a block may be read. Both kinds of threads can do it, and one of them is enough.
    fn tell_readable(&self, state: &State<'s, 'b, V>) {
        if state.taker_waits {
            self.takeable.notify_one();
        } else if state.waiting > 0 {
            self.readable.notify_one();
        }
    }

    /// Waits until a block may be read. There is none when no more are wanted.
    pub(crate) fn source(&self) -> Option<Source<'s, 'b, V>> {
        let mut state = self.state();
        while !state.is_over && state.end.is_none() {
            if let Some(source) = state.source() {
                return Some(source);
            }
            state.waiting += 1;
            state = self.readable.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        None
    }

    /// Waits until there is something to do for the thread that began the run.
    pub(crate) fn step(&self) -> Step<'s, 'b, V> {
        let mut state = self.state();
        loop {
            if let Some(Some(_)) = state.blocks.front()
                && let Some(Some(rows)) = state.blocks.pop_front()
            {
                state.taken += 1;
                return Step::Take(rows);
            }
            // What was read before the end is taken all the same.
            if state.blocks.is_empty()
                && let Some(end) = state.end.take()
            {
                return Step::End(end);
            }
            if let Some(source) = state.source() {
                return Step::Read(source);
            }
            state.taker_waits = true;
            state = self.takeable.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.taker_waits = false;
        }
    }

    /// Reads the next block, gives the file back, and checks the rows of the block. A panic goes on when the block is taken.
    pub(crate) fn read(
        &self,
        source: Source<'s, 'b, V>,
        reader: &Reader<'_, V>,
        room: &mut Room,
        finder: Option<&Finder>,
    ) {
        let Source { blocks, mut spare } = source;
        let buffer = std::mem::take(&mut spare.buffer);
        let next = catch_unwind(AssertUnwindSafe(|| blocks.next(buffer)));
        let mut state = self.state();
        state.source = Some(blocks);
        let block = match next {
            Ok(Ok(Some(block))) => block,
            end => {
                state.end = Some(end.map(|end| end.map(drop)));
                self.readable.notify_all();
                self.takeable.notify_one();
                return;
            }
        };
        let number = state.taken + state.blocks.len();
        state.blocks.push_back(None);
        if state.blocks.len() < state.most {
            self.tell_readable(&state);
        }
        drop(state);
        // After a panic the run ends with this block, and the room is not used again.
        let rows = catch_unwind(AssertUnwindSafe(|| reader.read(block, spare, room, finder)));
        let mut state = self.state();
        if rows.is_err() {
            state.end.get_or_insert(Ok(Ok(())));
        }
        let taken = state.taken;
        if let Some(place) = state.blocks.get_mut(number - taken) {
            *place = Some(rows);
        }
        if state.taker_waits && number == taken {
            self.takeable.notify_one();
        }
    }

    /// Takes back the room of a block, in whose place another one may be read.
    pub(crate) fn reuse(&self, rows: Rows<V>) {
        let mut state = self.state();
        state.spare.push(rows);
        if state.waiting > 0 && state.source.is_some() && state.end.is_none() {
            self.readable.notify_one();
        }
    }

    /// When this is dropped, also by a panic, the other threads have nothing more to do.
    pub(crate) fn leave_at_end(&self) -> impl Drop + '_ {
        Leave(self)
    }
}

struct Leave<'l, 's, 'b, V>(&'l Shared<'s, 'b, V>);

impl<V> Drop for Leave<'_, '_, '_, V> {
    fn drop(&mut self) {
        self.0.state().is_over = true;
        self.0.readable.notify_all();
    }
}
