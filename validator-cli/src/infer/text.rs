//! What the texts of a field have in common.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use unprocessable_core::{Presence, Subject};

use super::formats::Possible;

/// The numbers that were seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) least: f64,
    pub(super) greatest: f64,
}

impl Numbers {
    pub(super) const NONE: Self = Self { least: f64::INFINITY, greatest: f64::NEG_INFINITY };

    pub(super) fn see(&mut self, number: f64) {
        self.least = self.least.min(number);
        self.greatest = self.greatest.max(number);
    }

    pub(super) fn and(&mut self, other: Self) {
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }
}

/// How many texts differ, as far as that is counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Distinct {
    /// Their hashes. `DefaultHasher` has the same keys in every run.
    hashes: HashSet<u64>,
    is_repeated: bool,
    is_full: bool,
}

impl Distinct {
    /// How many different texts are told apart.
    const MOST: usize = 1 << 20;

    /// Of two parts together it is not known whether they have a text in common.
    pub(super) fn repeated() -> Self {
        Self { is_repeated: true, ..Self::default() }
    }

    pub(super) fn see(&mut self, text: &str) {
        if self.is_repeated || self.is_full {
            return;
        }
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(text);
        self.is_repeated = !self.hashes.insert(hash);
        self.is_full = self.hashes.len() >= Self::MOST;
        if self.is_repeated || self.is_full {
            self.hashes = HashSet::new();
        }
    }

    pub(super) fn all_differ(&self) -> bool {
        !self.is_repeated && !self.is_full
    }
}

/// All texts of a field.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    pub(super) count: u64,
    pub(super) blank: u64,
    pub(super) shortest: usize,
    pub(super) longest: usize,
    pub(super) formats: Possible,
    /// The different texts, as long as they are few and short.
    pub(super) choices: Option<BTreeSet<String>>,
    pub(super) distinct: Distinct,
    /// Whether all consist of digits.
    pub(super) are_digits: bool,
    /// Whether a number among them begins with a zero, as codes do.
    pub(super) has_leading_zero: bool,
    pub(super) are_integers: bool,
    pub(super) are_numbers: bool,
    pub(super) are_booleans: bool,
    pub(super) numbers: Numbers,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            count: 0,
            blank: 0,
            shortest: usize::MAX,
            longest: 0,
            formats: Possible::ALL,
            choices: Some(BTreeSet::new()),
            distinct: Distinct::default(),
            are_digits: true,
            has_leading_zero: false,
            are_integers: true,
            are_numbers: true,
            are_booleans: true,
            numbers: Numbers::NONE,
        }
    }
}

/// How many choices a field has at most, and how long each is.
const MOST_CHOICES: usize = 12;
const LONGEST_CHOICE: usize = 40;

impl Texts {
    pub(super) fn see(&mut self, text: &str) {
        self.count += 1;
        self.blank += u64::from(text.presence() == Presence::Blank);
        let length = text.chars().count();
        self.shortest = self.shortest.min(length);
        self.longest = self.longest.max(length);
        self.formats.see(text);
        self.distinct.see(text);
        if let Some(choices) = &mut self.choices {
            let is_plain = length <= LONGEST_CHOICE && !text.chars().any(char::is_control) && text.trim() == text;
            if !choices.contains(text) {
                if is_plain && !text.is_empty() && choices.len() < MOST_CHOICES {
                    choices.insert(text.to_owned());
                } else {
                    self.choices = None;
                }
            }
        }
        self.are_digits = self.are_digits && length > 0 && text.bytes().all(|byte| byte.is_ascii_digit());
        self.are_booleans = self.are_booleans && matches!(text, "true" | "false" | "yes" | "no" | "on" | "off");
        if self.are_numbers {
            match Notation::of(text) {
                Some(Notation { is_integer, has_leading_zero, number }) => {
                    self.are_integers &= is_integer;
                    self.has_leading_zero |= has_leading_zero;
                    self.numbers.see(number);
                }
                None => (self.are_numbers, self.are_integers) = (false, false),
            }
        }
    }

    pub(super) fn and(&mut self, other: Self) {
        self.count += other.count;
        self.blank += other.blank;
        self.shortest = self.shortest.min(other.shortest);
        self.longest = self.longest.max(other.longest);
        self.formats.and(other.formats);
        let choices =
            self.choices.take().zip(other.choices).map(|(own, others)| own.into_iter().chain(others).collect());
        self.choices = choices.filter(|choices: &BTreeSet<String>| choices.len() <= MOST_CHOICES);
        self.distinct = Distinct::repeated();
        self.are_digits &= other.are_digits;
        self.has_leading_zero |= other.has_leading_zero;
        self.are_integers &= other.are_integers;
        self.are_numbers &= other.are_numbers;
        self.are_booleans &= other.are_booleans;
        self.numbers.and(other.numbers);
    }
}

/// Text that is a number in the notation of JSON.
struct Notation {
    /// An integer of 64 bits.
    is_integer: bool,
    has_leading_zero: bool,
    number: f64,
}

impl Notation {
    fn of(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let whole = digits.split(['.', 'e', 'E']).next().unwrap_or_default();
        if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
        // `serde_json` reads it later, and refuses more than `parse` does.
        let is_written_so = has_leading_zero || serde_json::from_str::<f64>(text).is_ok();
        let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite() && is_written_so)?;
        let is_integer = whole.len() == digits.len() && text.parse::<i64>().is_ok();
        // More digits than a number keeps are those of a code.
        let is_kept = whole.len() < digits.len() || is_integer;
        is_kept.then_some(Self { is_integer, has_leading_zero, number })
    }
}
