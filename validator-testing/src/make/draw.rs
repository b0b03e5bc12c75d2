//! Choices, of which values are made.

use std::fmt;

/// A stream of choices. Whatever is made of it is simpler if the choices are smaller, and there is something for any
/// choices: so a failing test is made smaller by smaller choices.
pub struct Draw<'d> {
    source: Source<'d>,
    taken: Vec<u64>,
}

enum Source<'d> {
    Fresh(&'d mut dyn FnMut() -> u64),
    Recorded(&'d [u64]),
}

/// How many choices one value takes at most. After them all choices are the simplest one.
const MOST: usize = 200_000;

impl<'d> Draw<'d> {
    /// Choices by random numbers.
    pub fn fresh(source: &'d mut dyn FnMut() -> u64) -> Self {
        Self { source: Source::Fresh(source), taken: Vec::new() }
    }

    /// The same choices once more. Behind them come the simplest ones.
    ///
    /// ```
    /// use unprocessable_testing::Draw;
    ///
    /// let mut next = || 12;
    /// let mut draw = Draw::fresh(&mut next);
    /// assert_eq!((draw.below(10), draw.below(5)), (2, 2));
    /// let taken = draw.into_taken();
    /// let mut draw = Draw::recorded(&taken);
    /// assert_eq!((draw.below(10), draw.below(5), draw.below(5)), (2, 2, 0));
    /// ```
    #[must_use]
    pub fn recorded(choices: &'d [u64]) -> Self {
        Self { source: Source::Recorded(choices), taken: Vec::new() }
    }

    /// The choices that were made.
    #[must_use]
    pub fn into_taken(self) -> Vec<u64> {
        self.taken
    }

    /// A number below `count`. The simplest is 0, and so is the only one below 0.
    pub fn below(&mut self, count: u64) -> u64 {
        let raw = match &mut self.source {
            Source::Fresh(source) if self.taken.len() < MOST => source(),
            Source::Fresh(_) => 0,
            Source::Recorded(choices) => choices.get(self.taken.len()).copied().unwrap_or(0),
        };
        let chosen = if count == 0 { 0 } else { raw % count };
        if self.taken.len() < MOST {
            self.taken.push(chosen);
        }
        chosen
    }

    /// A number between two, both included. The simplest is the one nearest to 0.
    pub fn between(&mut self, least: i128, greatest: i128) -> i128 {
        if least >= greatest {
            return least;
        }
        let origin = 0.clamp(least, greatest);
        let (below, above) = (origin.abs_diff(least), origin.abs_diff(greatest));
        // Small numbers, larger ones, any, and both ends.
        let reach = match self.below(8) {
            0..=3 => 10,
            4 | 5 => 1000,
            6 => u128::from(u64::MAX),
            _ => return if self.below(2) == 0 { greatest } else { least },
        };
        let (below, above) = (below.min(reach), above.min(reach));
        let is_above = below == 0 || (above > 0 && self.below(2) == 0);
        let distance = |draw: &mut Self, most: u128| {
            i128::from(draw.below(u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1)))
        };
        if is_above { origin + distance(self, above) } else { origin - distance(self, below) }
    }

    /// A count between two, both included.
    pub fn count(&mut self, least: usize, greatest: usize) -> usize {
        least + self.below((greatest.saturating_sub(least) as u64).saturating_add(1)) as usize
    }

    /// One of these. The simplest is the first.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        assert!(!of.is_empty(), "one of none was asked for");
        &of[self.below(of.len() as u64) as usize]
    }

    /// Whether something that happens once in `times` happens. The simplest is that it does not.
    pub fn rarely(&mut self, times: u64) -> bool {
        self.below(times) + 1 == times
    }

    /// Text of so many characters of an alphabet.
    pub fn text(&mut self, alphabet: &str, count: usize) -> String {
        let letters: Vec<char> = alphabet.chars().collect();
        (0..count).map(|_| *self.pick(&letters)).collect()
    }
}

impl fmt::Debug for Draw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draw").field("taken", &self.taken.len()).finish_non_exhaustive()
    }
}
