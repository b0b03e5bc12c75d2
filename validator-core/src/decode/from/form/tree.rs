//! The tree that the pairs of a form stand for, written as a JSON document whose values are all text.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::pairs::{self, NEXT, Pair, STEP};
use crate::decode::document::form_text;
use crate::decode::document::problem::ProblemKind;

/// A document made of a form, and where in it the numbers of files stand.
pub(crate) struct Written {
    pub(crate) json: Vec<u8>,
    pub(crate) files: Vec<(u32, u32)>,
}

/// Makes a document of a form. Of the pairs at these positions the value is the number of a file.
///
/// Names stand in the order in which they first come, except that numbers among themselves are in their own order.
/// No memory is spent on numbers that are left out.
pub(crate) fn write(source: &[u8], file_pairs: &[u32], depth: u32) -> Result<Written, ProblemKind> {
    let mut read = pairs::read(source, depth)?;
    let bytes = &read.bytes;
    // Equal names stay in the order in which they came.
    read.pairs.sort_by(|one, other| by_steps(&bytes[one.place()], &bytes[other.place()]));
    let mut tree = Tree { bytes, json: Vec::with_capacity(source.len() * 2 + 2), file_pairs, files: Vec::new() };
    tree.object(&mut read.pairs)?;
    Ok(Written { json: tree.json, files: tree.files })
}

/// Orders places so that all that begin with the same steps stand together, what ends there first.
fn by_steps(one: &[u8], other: &[u8]) -> Ordering {
    let rank = |byte: &u8| byte.wrapping_sub(STEP);
    one.iter().map(rank).cmp(other.iter().map(rank))
}

struct Tree<'p> {
    bytes: &'p [u8],
    json: Vec<u8>,
    /// Which pairs are files, in ascending order.
    file_pairs: &'p [u32],
    /// Where the numbers of files stand.
    files: Vec<(u32, u32)>,
}

/// The pairs whose places go on with the same step.
struct Branch {
    pairs: (usize, usize),
    /// Which pair of the form was the first of them.
    order: u32,
    index: Option<u32>,
}

impl<'p> Tree<'p> {
    /// Pairs of the same place so far.
    fn value(&mut self, pairs: &mut [Pair]) -> Result<(), ProblemKind> {
        let ended = pairs.partition_point(|pair| pair.place().is_empty());
        match (&*pairs, ended) {
            (_, 0) if self.is_next(pairs.first()) => self.list(pairs),
            (_, 0) => self.object(pairs),
            ([pair], 1) => {
                let bytes = self.bytes;
                let start = self.json.len() as u32;
                push_text(&bytes[pair.value()], &mut self.json);
                if self.file_pairs.binary_search(&pair.order).is_ok() {
                    self.files.push((start, self.json.len() as u32));
                }
                Ok(())
            }
            // A name cannot have both a value and nested values.
            _ if ended < pairs.len() => Err(ProblemKind::DuplicateKey),
            _ => self.elements(pairs),
        }
    }

    /// Pairs whose places go on with a name or number.
    fn object(&mut self, pairs: &mut [Pair]) -> Result<(), ProblemKind> {
        let mut branches = self.branches(pairs);
        if branches.iter().all(|branch| branch.index.is_some()) {
            branches.sort_unstable_by_key(|branch| branch.index);
        } else {
            branches.sort_unstable_by_key(|branch| branch.order);
        }
        self.json.push(b'{');
        for (nth, branch) in branches.iter().enumerate() {
            self.separate(nth);
            let pairs = &mut pairs[branch.pairs.0..branch.pairs.1];
            let name = pairs.first().map_or(&[][..], |pair| self.step(pair));
            if name == [NEXT] {
                return Err(ProblemKind::DuplicateKey);
            }
            push_text(name, &mut self.json);
            self.json.push(b':');
            pairs.iter_mut().for_each(|pair| pair.step(1 + name.len()));
            self.value(pairs)?;
        }
        self.json.push(b'}');
        Ok(())
    }

    /// Pairs that each add one item.
    fn list(&mut self, pairs: &mut [Pair]) -> Result<(), ProblemKind> {
        if !pairs.iter().all(|pair| self.is_next(Some(pair))) {
            return Err(ProblemKind::DuplicateKey);
        }
        pairs.iter_mut().for_each(|pair| pair.step(2));
        pairs.sort_unstable_by_key(|pair| pair.order);
        self.elements(pairs)
    }

    fn elements(&mut self, pairs: &mut [Pair]) -> Result<(), ProblemKind> {
        self.json.push(b'[');
        for (nth, pair) in pairs.chunks_mut(1).enumerate() {
            self.separate(nth);
            self.value(pair)?;
        }
        self.json.push(b']');
        Ok(())
    }

    fn branches(&self, pairs: &[Pair]) -> Vec<Branch> {
        let mut branches = Vec::new();
        let mut start = 0;
        for same in pairs.chunk_by(|one, other| self.step(one) == self.step(other)) {
            let end = start + same.len();
            let order = same.iter().map(|pair| pair.order).min().unwrap_or_default();
            let index = same.first().and_then(|pair| form_text::index(self.step(pair)));
            branches.push(Branch { pairs: (start, end), order, index });
            start = end;
        }
        branches
    }

    /// The next step of a place that has one.
    fn step(&self, pair: &Pair) -> &'p [u8] {
        let rest = self.bytes[pair.place()].get(1..).unwrap_or_default();
        rest.split(|byte| *byte == STEP).next().unwrap_or_default()
    }

    fn is_next(&self, pair: Option<&Pair>) -> bool {
        pair.is_some_and(|pair| self.step(pair) == [NEXT])
    }

    fn separate(&mut self, nth: usize) {
        if nth > 0 {
            self.json.push(b',');
        }
    }
}

/// A text as JSON.
#[doc(hidden)]
pub fn push_text(text: &[u8], json: &mut Vec<u8>) {
    json.push(b'"');
    for byte in text {
        match byte {
            b'"' | b'\\' => json.extend_from_slice(&[b'\\', *byte]),
            ..0x20 => {
                let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
                json.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
            }
            _ => json.push(*byte),
        }
    }
    json.push(b'"');
}
