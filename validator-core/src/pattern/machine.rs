//! State machines made at build time, and how they are read.
//!
//! Nothing here can panic. A byte is within a table of 256. If another index is outside of its table, the text does not
//! match.

/// The states, and the next state for each class of characters.
///
/// A state is the index of its row in `next`. The two indexes before the first row are the final states.
pub(super) struct Machine<N: ?Sized + 'static> {
    /// The class of each ASCII character.
    pub(super) ascii: &'static [u8; 128],
    /// The classes of all other characters, in runs of four bytes: the start in little endian, and the class.
    pub(super) others: &'static [u8],
    pub(super) next: &'static N,
    pub(super) start: u16,
    /// From this row on, a text that ends here matches.
    pub(super) accepting: u16,
    /// Whether the machine often stays in its start, as it does when it searches text for something rare.
    pub(super) rests: bool,
}

/// The state in which no text matches any more.
pub const NEVER: usize = 0;
/// The state in which every text matches.
pub const ALWAYS: usize = 1;
/// The place of the first row.
pub const FIRST_ROW: usize = 2;

impl Machine<[u8; 256]> {
    /// Rows have one byte for each class. Not inlined, so that the simpler forms need not save its registers.
    #[inline(never)]
    pub(super) fn is_match(&self, text: &str) -> bool {
        let next = |state: usize, class: usize| self.next[(state + class) & 0xff].into();
        if self.rests { self.run::<true>(text, next) } else { self.run::<false>(text, next) }
    }
}

impl Machine<[u8]> {
    /// Rows have two bytes for each class, in little endian.
    #[inline(never)]
    pub(super) fn is_match(&self, text: &str) -> bool {
        let next = |state: usize, class: usize| {
            let place = state + 2 * class;
            match self.next.get(place..place + 2) {
                Some(&[low, high]) => u16::from_le_bytes([low, high]).into(),
                _ => NEVER,
            }
        };
        if self.rests { self.run::<true>(text, next) } else { self.run::<false>(text, next) }
    }
}

impl<N: ?Sized> Machine<N> {
    #[inline]
    fn run<const RESTS: bool>(&self, text: &str, next: impl Fn(usize, usize) -> usize) -> bool {
        let mut state = usize::from(self.start);
        let mut nearby = Run::default();
        if state > ALWAYS {
            for character in text.chars() {
                let class = match u8::try_from(character) {
                    Ok(byte @ ..0x80) => self.ascii[usize::from(byte & 0x7f)],
                    _ => self.class(character, &mut nearby),
                };
                let reached = next(state, class.into());
                // The processor predicts the branch that stays, and does not wait for the table.
                if RESTS && reached == state {
                    continue;
                }
                state = reached;
                if state <= ALWAYS {
                    break;
                }
            }
        }
        state == ALWAYS || state >= usize::from(self.accepting)
    }

    /// The class of a character outside of ASCII. The next character is often in the same run.
    #[inline(never)]
    fn class(&self, character: char, nearby: &mut Run) -> u8 {
        let character = u32::from(character);
        if !(nearby.start..nearby.end).contains(&character) {
            *nearby = self.find(character);
        }
        nearby.class
    }

    fn find(&self, character: u32) -> Run {
        let run = |place: usize| match self.others.get(4 * place..4 * place + 4) {
            Some(&[low, middle, high, class]) => (u32::from_le_bytes([low, middle, high, 0]), class),
            _ => (u32::MAX, 0),
        };
        let (mut from, mut to) = (0, self.others.len() / 4);
        while to - from > 1 {
            let middle = from.midpoint(to);
            if run(middle).0 <= character {
                from = middle;
            } else {
                to = middle;
            }
        }
        let ((start, class), (end, _)) = (run(from), run(to));
        Run { start, end, class }
    }
}

/// Characters of one class, from the start up to the end.
#[derive(Default)]
struct Run {
    start: u32,
    end: u32,
    class: u8,
}
