//! The machine as the plain bytes that `unprocessable-core` runs.

use super::{
    alphabet::Alphabet,
    budget::Budget,
    dfa::Dfa,
    line::{Line, Repeat, Walk},
};
use crate::catalogue::{ALWAYS, FIRST_ROW, NEVER};

/// What the matcher of `unprocessable-core` is given; `validator-core/src/pattern` says how it reads them.
pub(super) enum Tables {
    /// A fixed number of ASCII characters.
    Line(Line),
    /// ASCII characters that may all be the same.
    Repeat(Repeat),
    /// A machine whose rows all lie within the first 256 places.
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

/// Lines longer than this are left to the machine: eight of its characters take 16 to 64 bytes.
const LONGEST_LINE: usize = 128;

impl Tables {
    /// Lays out the smallest machine; `None` when it takes more than `limit` bytes.
    pub(super) fn new(dfa: &Dfa, alphabet: &Alphabet, limit: usize, budget: &mut Budget) -> Option<Self> {
        let columns = Columns::new(dfa, budget)?;
        let (ascii, others) = columns.classes(alphabet);
        if let Some(walk) = Walk::new(dfa, &columns, &ascii, &others) {
            let line = walk.line().filter(|line| line.length <= LONGEST_LINE).map(Self::Line);
            if let Some(tables) = line.or_else(|| walk.repeat().map(Self::Repeat)) {
                return Some(tables);
            }
        }

        // Rows of states that do not accept come first, so that one comparison tells at the end.
        let sink = |state: usize| dfa.next[state].iter().all(|&next| usize::from(next) == state);
        let live = (0..dfa.next.len()).filter(|&state| !sink(state));
        let (accepting, others_first): (Vec<usize>, Vec<usize>) = live.partition(|&state| dfa.accepting[state]);
        let (stride, plain) = (columns.first.len(), others_first.len());
        let rows: Vec<usize> = others_first.into_iter().chain(accepting).collect();
        // A place in the table: of a byte, or of two.
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

/// Groups that the smallest machine no longer tells apart share one column.
pub(super) struct Columns {
    of: Vec<u8>,
    /// One group for each column.
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

    /// The column of every ASCII character, and the runs of columns behind ASCII: four bytes each, the first three
    /// being where the run begins, the lowest byte first.
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
            // A run that begins behind ASCII, or the last one that begins within.
            if start <= 0x80 {
                others.clear();
            }
            others.extend([low, middle, high, column]);
            last = Some(column);
        }
        (ascii, others)
    }
}
