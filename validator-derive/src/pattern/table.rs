//! The machine as the bytes that `unprocessable-core` runs.

use super::{
    alphabet::Alphabet,
    budget::Budget,
    dfa::Dfa,
    line::{Chain, Line, Repeat},
};
use crate::catalogue::{ALWAYS, FIRST_ROW, NEVER};

/// The input of the matcher in `unprocessable-core`. `validator-core/src/pattern` documents the format.
pub(super) enum Tables {
    /// A fixed number of ASCII characters.
    Line(Line),
    /// ASCII characters that are all in the same ranges.
    Repeat(Repeat),
    /// A machine whose rows all begin within the first 256 entries of the table.
    Narrow(Machine),
    /// A machine of any size.
    Wide(Machine),
}

pub(super) struct Machine {
    pub(super) ascii: Vec<u8>,
    pub(super) others: Vec<u8>,
    pub(super) next: Vec<u8>,
    pub(super) start: u16,
    pub(super) accepting: u16,
    pub(super) rests: bool,
}

/// Longer lines become machines, because eight characters of a line take 16 to 64 bytes.
const LONGEST_LINE: usize = 128;

impl Tables {
    /// Writes the minimal machine. `None` if it takes more than `limit` bytes.
    pub(super) fn new(dfa: &Dfa, alphabet: &Alphabet, limit: usize, budget: &mut Budget) -> Option<Self> {
        let columns = Columns::new(dfa, budget)?;
        let (ascii, others) = columns.classes(alphabet);
        if let Some(chain) = Chain::new(dfa, &columns, &ascii, &others) {
            let line = chain.line().filter(|line| line.length <= LONGEST_LINE).map(Self::Line);
            if let Some(tables) = line.or_else(|| chain.repeat().map(Self::Repeat)) {
                return Some(tables);
            }
        }

        // The rows of accepting states come last, so that one comparison at the end of the text finds the answer.
        let sink = |state: usize| dfa.next[state].iter().all(|&next| usize::from(next) == state);
        let live = (0..dfa.next.len()).filter(|&state| !sink(state));
        let (accepting, others_first): (Vec<usize>, Vec<usize>) = live.partition(|&state| dfa.accepting[state]);
        let (stride, plain) = (columns.first.len(), others_first.len());
        let rows: Vec<usize> = others_first.into_iter().chain(accepting).collect();
        // An entry of the table has one byte or two.
        let narrow = FIRST_ROW + rows.len() * stride <= 256;
        let place = |row: usize| u16::try_from((FIRST_ROW + row * stride) * if narrow { 1 } else { 2 }).ok();

        let mut places: Vec<u16> =
            dfa.accepting.iter().map(|&accepting| if accepting { ALWAYS } else { NEVER }).collect();
        for (row, &state) in rows.iter().enumerate() {
            places[state] = place(row)?;
        }
        let mut next = vec![0; FIRST_ROW];
        for &state in &rows {
            next.extend(columns.first.iter().map(|&group| places[usize::from(dfa.next[state][group])]));
        }

        let next: Vec<u8> = match narrow {
            true => {
                next.resize(256, 0);
                next.into_iter().map(u8::try_from).collect::<Result<_, _>>().ok()?
            }
            false => next.into_iter().flat_map(u16::to_le_bytes).collect(),
        };
        if ascii.len() + others.len() + next.len() > limit {
            return None;
        }
        let machine = Machine {
            ascii,
            others,
            next,
            start: places[0],
            accepting: place(plain)?,
            rests: dfa.next[0].contains(&0),
        };
        Some(if narrow { Self::Narrow(machine) } else { Self::Wide(machine) })
    }
}

/// The columns of the table. Groups that the minimal machine does not distinguish share one.
pub(super) struct Columns {
    of: Vec<u8>,
    /// The first group of each column.
    pub(super) first: Vec<usize>,
}

impl Columns {
    fn new(dfa: &Dfa, budget: &mut Budget) -> Option<Self> {
        let groups = dfa.next.first().map_or(0, Vec::len);
        let mut columns = Self { of: Vec::new(), first: Vec::new() };
        for group in 0..groups {
            budget.spend(dfa.next.len() * columns.first.len() / 16)?;
            let same = |&first: &usize| dfa.next.iter().all(|row| row[first] == row[group]);
            let column = columns.first.iter().position(same).unwrap_or(columns.first.len());
            if column == columns.first.len() {
                columns.first.push(group);
            }
            columns.of.push(u8::try_from(column).ok()?);
        }
        Some(columns)
    }

    /// The column of each ASCII character, and the runs of columns after ASCII. A run takes four bytes: three for its
    /// first character, in little-endian order, and one for the column.
    fn classes(&self, alphabet: &Alphabet) -> (Vec<u8>, Vec<u8>) {
        let (mut ascii, mut others) = (vec![0; 128], Vec::new());
        let mut last = None;
        for &(start, group) in &alphabet.runs {
            let column = self.of[usize::from(group)];
            if let Some(rest) = ascii.get_mut(start as usize..) {
                rest.fill(column);
            }
            if last == Some(column) {
                continue;
            }
            let [low, middle, high, _] = start.max(0x80).to_le_bytes();
            // Of the runs that begin within ASCII only the last one reaches beyond it.
            if start <= 0x80 {
                others.clear();
            }
            others.extend([low, middle, high, column]);
            last = Some(column);
        }
        (ascii, others)
    }
}
