//! The machine as the plain bytes that `unprocessable-core` runs.

use super::{alphabet::Alphabet, budget::Budget, dfa::Dfa};

/// What the matcher of `unprocessable-core` is given; `validator-core/src/pattern` says how it reads them.
pub(super) enum Tables {
    /// As many ASCII characters as there are steps, each from the sets of its step.
    Line { sets: Vec<u8>, steps: Vec<u8> },
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
}

/// The states without a row: what follows makes no difference any more.
const NEVER: u16 = 0;
const ALWAYS: u16 = 1;
const FIRST_ROW: usize = 2;

impl Tables {
    /// Lays out the smallest machine; `None` when it takes more than `limit` bytes.
    pub(super) fn new(dfa: &Dfa, alphabet: &Alphabet, limit: usize, budget: &mut Budget) -> Option<Self> {
        let columns = Columns::new(dfa, budget)?;
        let (ascii, others) = columns.classes(alphabet);
        if let Some(line) = line(dfa, &columns, &ascii, &others) {
            return Some(line);
        }

        // Rows of states that do not accept come first, so that one comparison tells at the end.
        let sink = |state: usize| dfa.next[state].iter().all(|&next| usize::from(next) == state);
        let live = (0..dfa.next.len()).filter(|&state| !sink(state));
        let (accepting, others_first): (Vec<usize>, Vec<usize>) = live.partition(|&state| dfa.accepting[state]);
        let (stride, plain) = (columns.first.len(), others_first.len());
        let rows: Vec<usize> = others_first.into_iter().chain(accepting).collect();
        let size = FIRST_ROW + rows.len() * stride;

        let mut places: Vec<u16> =
            dfa.accepting.iter().map(|&accepting| if accepting { ALWAYS } else { NEVER }).collect();
        for (row, &state) in rows.iter().enumerate() {
            places[state] = u16::try_from(FIRST_ROW + row * stride).ok()?;
        }
        let mut next = vec![0; FIRST_ROW];
        for &state in &rows {
            next.extend(columns.first.iter().map(|&group| places[usize::from(dfa.next[state][group])]));
        }

        let narrow = size <= 256;
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
        let accepting = u16::try_from(FIRST_ROW + plain * stride).ok()?;
        let machine = Machine { ascii, others, next, start: places[0], accepting };
        Some(if narrow { Self::Narrow(machine) } else { Self::Wide(machine) })
    }
}

/// Groups that the smallest machine no longer tells apart share one column.
struct Columns {
    of: Vec<u8>,
    /// One group for each column.
    first: Vec<usize>,
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

/// The straight line, if the machine is one: every step reads ASCII characters and leads to the next step only.
fn line(dfa: &Dfa, columns: &Columns, ascii: &[u8], others: &[u8]) -> Option<Tables> {
    let dead = (0..dfa.next.len())
        .find(|&state| !dfa.accepting[state] && dfa.next[state].iter().all(|&next| usize::from(next) == state))?;
    let beyond = others.iter().skip(3).step_by(4).map(|&column| columns.first[usize::from(column)]);

    let mut reads: Vec<Vec<usize>> = Vec::new();
    let mut state = 0;
    while !dfa.accepting[state] {
        let row = &dfa.next[state];
        let leads_on = |group: usize| usize::from(row[group]) != dead;
        let mut on = columns.first.iter().filter(|&&group| leads_on(group)).map(|&group| usize::from(row[group]));
        let next = on.next()?;
        if on.any(|other| other != next) || next == state || beyond.clone().any(leads_on) || reads.len() > 255 {
            return None;
        }
        reads.push((0..columns.first.len()).filter(|&column| leads_on(columns.first[column])).collect());
        state = next;
    }
    if dfa.next[state].iter().any(|&next| usize::from(next) != dead) {
        return None;
    }

    let mut kinds: Vec<&Vec<usize>> = reads.iter().collect();
    kinds.sort_unstable();
    kinds.dedup();
    // One bit for each kind of step.
    let bit = |kind: usize| u8::try_from(kind).ok().and_then(|kind| 1_u8.checked_shl(kind.into()));
    let steps: Vec<u8> =
        reads.iter().map(|read| kinds.binary_search(&read).ok().and_then(bit)).collect::<Option<_>>()?;
    let mut sets = vec![0; 256];
    for (set, &column) in sets.iter_mut().zip(ascii) {
        for (kind, read) in kinds.iter().enumerate() {
            if read.contains(&usize::from(column)) {
                *set |= bit(kind)?;
            }
        }
    }
    Some(Tables::Line { sets, steps })
}
