//! Tables made at build time, and how they are read.
//!
//! Nothing here can index out of bounds: a byte cannot exceed a table of 256, and where it could the text does not match.

/// As many ASCII characters as there are steps.
pub(super) struct Line {
    pub(super) sets: &'static [u8; 256],
    pub(super) steps: &'static [u8],
}

impl Line {
    pub(super) fn is_match(&self, text: &str) -> bool {
        let fits = |(&byte, &step): (&u8, &u8)| self.sets[usize::from(byte)] & step != 0;
        text.len() == self.steps.len() && text.as_bytes().iter().zip(self.steps).all(fits)
    }
}

/// States and where each class of characters leads from them.
///
/// A state is the place of its row in `next`; the two states before the first row are the ones that nothing leads out of.
pub(super) struct Machine<N: ?Sized + 'static> {
    /// The class of each ASCII character.
    pub(super) ascii: &'static [u8; 128],
    /// The classes of all others, in runs of four bytes: where the run begins, the lowest byte first, and its class.
    pub(super) others: &'static [u8],
    pub(super) next: &'static N,
    pub(super) start: u16,
    /// From this row on, a text that ends here matches.
    pub(super) accepting: u16,
}

const NEVER: u16 = 0;
const ALWAYS: u16 = 1;

impl<N: ?Sized> Machine<N> {
    #[inline]
    fn class(&self, character: char) -> u8 {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => self.ascii[usize::from(byte & 0x7f)],
            _ => self.class_beyond_ascii(character),
        }
    }

    fn class_beyond_ascii(&self, character: char) -> u8 {
        let run = |place: usize| match self.others.get(4 * place..) {
            Some(&[low, middle, high, class, ..]) => (u32::from_le_bytes([low, middle, high, 0]), class),
            _ => (u32::MAX, 0),
        };
        let (mut from, mut to) = (0, self.others.len() / 4);
        while to - from > 1 {
            let middle = from.midpoint(to);
            if run(middle).0 <= u32::from(character) { from = middle } else { to = middle }
        }
        run(from).1
    }

    #[inline]
    fn end(&self, state: u16) -> bool {
        state == ALWAYS || state >= self.accepting
    }
}

impl Machine<[u8; 256]> {
    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut state = self.start as u8;
        for character in text.chars() {
            if u16::from(state) <= ALWAYS {
                break;
            }
            state = self.next[usize::from(state.wrapping_add(self.class(character)))];
        }
        self.end(state.into())
    }
}

impl Machine<[u8]> {
    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut state = self.start;
        for character in text.chars() {
            if state <= ALWAYS {
                break;
            }
            let place = 2 * (usize::from(state) + usize::from(self.class(character)));
            state = match self.next.get(place..) {
                Some(&[low, high, ..]) => u16::from_le_bytes([low, high]),
                _ => NEVER,
            };
        }
        self.end(state)
    }
}
