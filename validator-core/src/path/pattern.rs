//! The pattern of a key, which is the same for all items of a list and all entries of a map.

use alloc::string::String;

use super::key::Key;
use super::key_text::KeyText;
use super::segments;

/// The pattern of a key: `items.*.price` for `items.0.price`. Nothing in it was chosen by a client, unless the
/// application has put it into a key by hand.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct KeyPattern<'e> {
    pub(super) key: Key,
    pub(super) text: &'e KeyText,
}

/// Stands for an index, a map key or an unknown name.
const ANY: &str = "*";
/// Stands for any number of segments.
const MANY: &str = "**";

/// How many segments of a key are looked at, half of them at each end.
const MOST: usize = 12;
/// Longer segments are nothing that a type declares.
const LONG: usize = 100;

impl<'e> KeyPattern<'e> {
    /// A number for what stands before the name. Keys of one request that have the same number begin alike.
    #[inline]
    #[must_use]
    pub fn beginning_number(&self) -> u64 {
        self.key.beginning_number()
    }

    /// The name at the end. It is empty if all of the key is in its beginning.
    #[inline]
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.key.name()
    }

    /// Appends the pattern.
    pub fn push(&self, out: &mut String) {
        self.push_beginning(out);
        out.push_str(self.name());
    }

    /// Appends the pattern of what stands before the name, with the dot at its end.
    ///
    /// A type that contains itself has endless keys. So if a name comes again further inside, what stands between it and the
    /// end is `**`, as is the middle of very long keys.
    pub fn push_beginning(&self, out: &mut String) {
        let (beginning, start) = self.key.beginning_in(self.text);
        if beginning.is_empty() && !self.name().is_empty() {
            return;
        }
        let mut found = Segments::default();
        self.for_each_segment(beginning, start, |segment| found.push(segment));
        found.write(out, !self.name().is_empty());
        if !self.name().is_empty() {
            out.push('.');
        }
    }

    /// A hash of what stands before the name, without writing it. Where a name comes again, another hash may stand for the
    /// same pattern.
    #[must_use]
    pub fn hash_beginning(&self, seed: u64) -> u64 {
        let (beginning, start) = self.key.beginning_in(self.text);
        if beginning.is_empty() {
            return mix(seed, self.name().is_empty().into());
        }
        let hash = if self.text.has_marks() { None } else { hash_without_indexes(beginning, seed) };
        hash.unwrap_or_else(|| self.hash_segments(beginning, start, seed))
    }

    #[cold]
    fn hash_segments(&self, beginning: &'e str, start: usize, seed: u64) -> u64 {
        // Not the hash of any text without the segments.
        let mut hash = mix(!seed, self.name().is_empty().into());
        self.for_each_segment(beginning, start, |segment| {
            hash = segment.bytes().fold(mix(hash, u64::MAX), |hash, byte| mix(hash, byte.into()));
        });
        hash
    }

    fn for_each_segment(&self, beginning: &'e str, start: usize, mut each: impl FnMut(&'e str)) {
        let has_name = !self.name().is_empty();
        let end = start + beginning.len();
        let mut marks = self.text.marks(start, if has_name { end } else { end + 1 }).iter().peekable();
        let beginning = if has_name { beginning.strip_suffix('.').unwrap_or(beginning) } else { beginning };
        let mut at = start;
        for segment in segments(beginning) {
            let mark = marks.next_if(|mark| mark.start as usize == at);
            let is_name = mark.map_or_else(|| !is_index(segment), |mark| mark.is_name);
            each(if is_name && segment.len() <= LONG { segment } else { ANY });
            at += segment.len() + 1;
        }
    }
}

/// A hash of the text without the digits of indexes. `None` if it is not that easy to see what is an index.
#[inline]
fn hash_without_indexes(text: &str, seed: u64) -> Option<u64> {
    let (mut hash, mut before) = (seed, b'.');
    for &byte in text.as_bytes() {
        if byte.is_ascii_digit() && (before == b'.' || before == b'0') {
            // Each digit of an index is taken for a zero, and only the first one counts.
            hash = if before == b'.' { mix(hash, b'*'.into()) } else { hash };
            before = b'0';
            continue;
        }
        // A name that only begins with digits, or an escape.
        if before == b'0' && byte != b'.' || byte == b'\\' {
            return None;
        }
        hash = mix(hash, byte.into());
        before = if byte == b'.' { byte } else { b'a' };
    }
    Some(hash)
}

#[inline]
fn mix(hash: u64, number: u64) -> u64 {
    (hash.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn is_index(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// The segments of a pattern, with those in the middle left out if there are many.
#[derive(Default)]
struct Segments<'e> {
    kept: [&'e str; MOST],
    count: usize,
}

impl<'e> Segments<'e> {
    fn push(&mut self, segment: &'e str) {
        if self.count == MOST {
            self.kept.copy_within(MOST / 2 + 1.., MOST / 2);
            self.kept[MOST / 2] = MANY;
            self.count -= 1;
        }
        self.kept[self.count] = segment;
        self.count += 1;
    }

    /// Writes them up to a name that comes again, and then only the end: the last name, with what stands for items of it.
    fn write(&self, out: &mut String, ends_with_name: bool) {
        let kept = &self.kept[..self.count];
        let is_name = |segment: &str| segment != ANY && segment != MANY;
        let comes_again = |at: &usize| is_name(kept[*at]) && kept[*at + 1..].contains(&kept[*at]);
        let Some(again) = (0..kept.len()).find(comes_again) else { return push_all(kept, out) };
        push_all(&kept[..=again], out);
        out.push('.');
        out.push_str(MANY);
        let last = kept.iter().rposition(|segment| is_name(segment)).filter(|_| !ends_with_name);
        if let Some(end) = last.and_then(|last| kept.get(last..)) {
            out.push('.');
            push_all(end, out);
        }
    }
}

fn push_all(segments: &[&str], out: &mut String) {
    for (position, segment) in segments.iter().enumerate() {
        if position > 0 {
            out.push('.');
        }
        out.push_str(segment);
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::super::{Keys, Path, Spot, Step};
    use super::*;
    use crate::limits::Limits;

    static PRICE: Spot = Spot::field("price");
    static ITEMS: Spot = Spot::field("items");
    static SECOND: Spot = Spot::Position("1");

    fn pattern(path: &Path<'_>, spot: &'static Spot) -> String {
        let mut keys = Keys::within(&Limits::new());
        path.forget_keys(0);
        let (_, key) = path.place(spot, &mut keys).unwrap();
        let mut pattern = String::new();
        keys.pattern(&key).push(&mut pattern);
        pattern
    }

    #[test]
    fn indexes_and_map_keys_are_stars_and_names_are_not() {
        let items = Path::Root.then(Step::Spot(&ITEMS));
        let item = items.then(Step::Index(12));
        assert_eq!(pattern(&Path::Root, &PRICE), "price");
        assert_eq!(pattern(&item, &PRICE), "items.*.price");
        assert_eq!(pattern(&item, &Spot::Here), "items.*");
        assert_eq!(pattern(&Path::Root, &Spot::Whole), "_");
        for key in ["eur", "", ".", "a.b", "_", "12", "items", "**"] {
            let key = key.to_string();
            let entry = item.then(Step::Key(&key));
            assert_eq!(pattern(&entry, &PRICE), "items.*.*.price", "{key}");
            assert_eq!(pattern(&entry, &Spot::Here), "items.*.*", "{key}");
            assert_eq!(pattern(&entry, &Spot::Whole), "items.*.*._", "{key}");
            assert_eq!(pattern(&Path::Root.then(Step::Key(&key)), &Spot::Here), "*", "{key}");
        }
    }

    #[test]
    fn positions_of_a_tuple_are_names() {
        let pair = items_then(&SECOND);
        assert_eq!(pair, "items.1.price");
        assert_eq!(pattern(&Path::Root.then(Step::Spot(&ITEMS)), &SECOND), "items.1");
    }

    #[test]
    fn an_item_inside_of_itself_ends_with_its_list() {
        let outer = Path::Root.then(Step::Spot(&ITEMS));
        let item = outer.then(Step::Index(3));
        let inner = item.then(Step::Spot(&ITEMS));
        assert_eq!(pattern(&inner.then(Step::Index(1)), &Spot::Here), "items.**.items.*");
        assert_eq!(pattern(&inner, &Spot::Here), "items.**.items");
        assert_eq!(pattern(&item, &ITEMS), "items.*.items");
    }

    fn items_then(spot: &'static Spot) -> String {
        pattern(&Path::Root.then(Step::Spot(&ITEMS)).then(Step::Spot(spot)), &PRICE)
    }

    #[test]
    fn the_depth_of_a_type_that_contains_itself_does_not_show() {
        fn below(path: &Path<'_>, depth: usize, patterns: &mut alloc::collections::BTreeSet<String>) {
            patterns.insert(pattern(path, &PRICE));
            if depth > 0 {
                let items = path.then(Step::Spot(&ITEMS));
                below(&items.then(Step::Index(depth)), depth - 1, patterns);
                below(&path.then(Step::Spot(&SECOND)), depth - 1, patterns);
            }
        }
        let mut patterns = alloc::collections::BTreeSet::new();
        below(&Path::Root, 14, &mut patterns);
        let expected = ["1.**.price", "1.items.**.price", "1.items.*.price", "1.price", "items.**.price"];
        let more = ["items.*.1.**.price", "items.*.1.price", "items.*.price", "price"];
        assert!(patterns.iter().eq(expected.iter().chain(&more)), "{patterns:?}");
    }
}
