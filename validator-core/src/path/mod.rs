//! Paths: the position of a value in the request, and how it is written as a key of `errors`. It uses `limits`.
//!
//! A path lives on the stack while the walk goes down. Its key is written only when a rule fails.

mod asked;
mod escape;
mod indexes;
pub(crate) mod key;
mod key_text;
pub(crate) mod map_key;
pub(crate) mod name_filter;
pub(crate) mod pattern;
mod split;
mod spot;

use alloc::string::String;
use core::cell::Cell;

use crate::limits::Limits;
pub(crate) use crate::path::key::{Beginning, Key, Keys};
use crate::path::name_filter::Along;
#[cfg(feature = "json")]
use escape::push_map_key;
pub(crate) use escape::{WHOLE, push_index};
pub use escape::{escape_segment, unescape_segment};
pub(crate) use indexes::{Indexes, SentIndexes};
#[doc(hidden)]
pub use key_text::KeyText;
pub use map_key::MapKey;
pub(crate) use split::last_name;
pub use split::{json_pointer, segments};
pub(crate) use spot::Label;
#[doc(hidden)]
pub use spot::Spot;

/// One step from a value to a value inside it: a field, an item or an entry.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Spot(&'static Spot),
    Index(usize),
    Key(&'a dyn MapKey),
    /// A field that is missing, of a type that only serde knows.
    #[cfg(feature = "json")]
    Missing(&'static str),
}

/// The steps from the request to the value that is checked, as a linked list with the last step first.
pub(crate) enum Path<'a> {
    /// The request, with the default limits.
    Root,
    /// The request, with other limits.
    Within(&'a Limits),
    /// A value inside another one.
    Below { above: &'a Path<'a>, step: Step<'a>, known: Cell<Known> },
}

/// What a path remembers, once it was needed, so that it is found out only once.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    Nothing,
    /// The beginning of the keys below.
    Beginning(Beginning),
    /// The position in the names of a live check.
    Along(Along),
}

impl<'a> Path<'a> {
    #[inline]
    pub(crate) fn then(&'a self, step: Step<'a>) -> Path<'a> {
        Path::Below { above: self, step, known: Cell::new(Known::Nothing) }
    }

    /// The limits of the walk.
    #[cold]
    pub(crate) fn limits(&self) -> Limits {
        match self {
            Self::Root => Limits::new(),
            Self::Within(limits) => **limits,
            Self::Below { above, .. } => above.limits(),
        }
    }

    /// The label and the key of `spot` at this path, unless a live check does not ask for it.
    #[inline]
    pub(crate) fn place(&self, spot: &'static Spot, keys: &mut Keys) -> Option<(Label, Key)> {
        self.place_simple(spot, keys).or_else(|| self.place_other(spot, keys))
    }

    /// As [`Self::place`], for the usual case: a plain field without a label, and no live check.
    #[inline]
    pub(crate) fn place_simple(&self, spot: &'static Spot, keys: &mut Keys) -> Option<(Label, Key)> {
        let (label, name) = match *spot {
            Spot::Word(name) => (Label::Word(name), name),
            Spot::Field(name) => (Label::Name(name), name),
            _ => return None,
        };
        (!keys.are_asked()).then(|| (label, self.beginning(keys).and(name)))
    }

    #[cold]
    #[inline(never)]
    fn place_other(&self, spot: &'static Spot, keys: &mut Keys) -> Option<(Label, Key)> {
        if keys.are_asked() && !self.is_asked(spot, keys) {
            return None;
        }
        let label = match spot.label() {
            Label::Inherited => self.label(),
            own => own,
        };
        if keys.are_asked() || !spot.is_plain() {
            let key = keys.whole(None, |key_chars, out| self.write_key(spot, key_chars, out));
            return Some((label, key));
        }
        let beginning = self.beginning(keys);
        let key = match spot.name() {
            Some(name) => beginning.and(name),
            None if spot.is_whole() || beginning.is_none() => beginning.and(WHOLE),
            None => beginning.without_dot(),
        };
        Some((label, key))
    }

    /// As [`Self::place`], for an item of the list at `spot`.
    pub(crate) fn place_index(&self, spot: &'static Spot, index: usize, keys: &mut Keys) -> Option<(Label, Key)> {
        self.then(Step::Spot(spot)).then(Step::Index(index)).place(&Spot::Here, keys)
    }

    /// Appends the key of a place below this path that a function gave at run time. `key` is escaped already.
    pub(crate) fn write_at(&self, key: &str, key_chars: usize, out: &mut KeyText) {
        self.write(key_chars, out);
        out.push_str(key);
    }

    /// Forgets the beginnings that end past the first `text` bytes, in this path and all paths above.
    pub(crate) fn forget_keys(&self, text: usize) {
        let mut path = self;
        while let Self::Below { above, known, .. } = path {
            if matches!(known.get(), Known::Beginning(beginning) if beginning.ends_behind(text)) {
                known.set(Known::Nothing);
            }
            path = above;
        }
    }

    /// The segments of all steps, each followed by a dot. This is what all keys below begin with.
    #[inline]
    fn beginning(&self, keys: &mut Keys) -> Beginning {
        let Self::Below { known, .. } = self else { return Beginning::NONE };
        match known.get() {
            Known::Beginning(beginning) => beginning,
            _ => self.begin(known, keys),
        }
    }

    #[cold]
    #[inline(never)]
    fn begin(&self, known: &Cell<Known>, keys: &mut Keys) -> Beginning {
        let added = keys.add(|key_chars, out| self.write(key_chars, out));
        if added.is_empty() {
            return Beginning::NONE;
        }
        known.set(Known::Beginning(added));
        added
    }

    /// Appends the key of `spot` at this path.
    fn write_key(&self, spot: &'static Spot, key_chars: usize, out: &mut KeyText) {
        let start = out.len();
        self.write(key_chars, out);
        match spot.name() {
            Some(name) => out.push_name(name, spot.is_plain()),
            None if spot.is_whole() || out.len() == start => out.push_str(WHOLE),
            // Nothing follows the last dot.
            None => drop(out.pop()),
        }
    }

    /// Calls `inside` with the same path in another walk, which begins at `root`. What this path remembers is of its own
    /// walk. It recurses for each step.
    pub(crate) fn again(&self, root: &Path<'_>, inside: &mut dyn FnMut(&Path<'_>)) {
        match self {
            Self::Root | Self::Within(_) => inside(root),
            Self::Below { above, step, .. } => above.again(root, &mut |above| inside(&above.then(*step))),
        }
    }

    /// The key of a field at this path. `None` if the field has no name of its own, so that its keys are those of the
    /// whole.
    pub(crate) fn key_of(&self, spot: &'static Spot, key_chars: usize) -> Option<String> {
        spot.name()?;
        let mut key = KeyText::default();
        self.write_key(spot, key_chars, &mut key);
        Some(key.into_text())
    }

    /// Whether this is the request itself.
    #[cfg(feature = "json")]
    pub(crate) fn is_request(&self) -> bool {
        match self {
            Self::Root | Self::Within(_) => true,
            Self::Below { above, step: Step::Spot(spot), .. } => spot.name().is_none() && above.is_request(),
            Self::Below { .. } => false,
        }
    }

    /// The segments of all steps, each followed by a dot, without a limit for map keys. It identifies the path.
    pub(crate) fn text(&self) -> String {
        let mut text = KeyText::default();
        self.write(usize::MAX, &mut text);
        text.into_text()
    }

    /// Appends the segments of all steps, each followed by a dot.
    fn write(&self, key_chars: usize, out: &mut KeyText) {
        let Self::Below { above, step, .. } = self else { return };
        above.write(key_chars, out);
        match step {
            Step::Spot(spot) => match spot.name() {
                Some(name) => out.push_name(name, spot.is_plain()),
                None => return,
            },
            Step::Index(index) => push_index(*index, out),
            Step::Key(key) => key.with_text(&mut |text| out.push_map_key(text, key_chars)),
            #[cfg(feature = "json")]
            Step::Missing(name) => {
                out.mark_name(name);
                push_map_key(name, key_chars, out);
            }
        }
        out.push('.');
    }

    fn label(&self) -> Label {
        let (mut path, mut depth) = (self, 0_usize);
        while let Self::Below { above, step, .. } = path {
            if let Step::Spot(spot) = step {
                let element = depth.checked_sub(1).and_then(|level| spot.element_labels().get(level));
                match (element, spot.label()) {
                    (Some(label), _) if !label.is_empty() => return Label::Given(label),
                    (_, Label::Inherited) => {}
                    (_, own) => return own,
                }
            } else {
                depth += 1;
            }
            path = above;
        }
        Label::Inherited
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    static PRICE: Spot = Spot::field("price");
    static ITEMS: Spot = Spot::field("items");
    static EMPTY: Spot = Spot::field("");

    /// The keys of these spots. Each is also compared with the key that is written in one piece.
    fn keys<const N: usize>(path: &Path<'_>, spots: [&'static Spot; N]) -> [String; N] {
        let mut keys = Keys::within(&Limits::new());
        spots.map(|spot| {
            let (_, key) = path.place(spot, &mut keys).unwrap();
            let (mut text, mut whole) = (String::new(), KeyText::default());
            keys.push(&key, &mut text);
            path.write_key(spot, 100, &mut whole);
            assert_eq!(text, *whole);
            assert!(keys.reads(&key, &text) && keys.len(&key) == text.len());
            text
        })
    }

    #[test]
    fn keys_join_names_positions_and_map_keys_with_dots() {
        let items = Path::Root.then(Step::Spot(&ITEMS));
        let item = items.then(Step::Index(12));
        let key = "a.b".to_string();
        let entry = item.then(Step::Key(&key));
        assert_eq!(
            keys(&entry, [&PRICE, &Spot::Here, &Spot::Whole, &PRICE]),
            [r"items.12.a\.b.price", r"items.12.a\.b", r"items.12.a\.b._", r"items.12.a\.b.price"]
        );
        assert_eq!(keys(&item, [&PRICE, const { &Spot::field("a.b") }]), ["items.12.price", r"items.12.a\.b"]);
        assert_eq!(entry.place(&PRICE, &mut Keys::default()).unwrap().0, Label::Word("price"));
        assert_eq!(entry.place(&Spot::Here, &mut Keys::default()).unwrap().0, Label::Word("items"));
    }

    #[test]
    fn what_keys_begin_with_is_kept_once() {
        let items = Path::Root.then(Step::Spot(&ITEMS));
        let mut all = Keys::within(&Limits::new());
        for index in 0..2 {
            let item = items.then(Step::Index(index));
            for spot in [&PRICE, &ITEMS, &Spot::Here] {
                assert!(item.place(spot, &mut all).is_some());
            }
        }
        assert_eq!(all.text(), "items.0.items.1.");
    }

    #[test]
    fn steps_without_a_name_add_nothing() {
        let here = Path::Root.then(Step::Spot(&Spot::Here));
        assert_eq!(keys(&here, [&Spot::Here, &Spot::Whole, &PRICE]), ["_", "_", "price"]);
        let items = here.then(Step::Spot(&ITEMS));
        let inside = items.then(Step::Spot(&Spot::Here));
        assert_eq!(keys(&inside, [&Spot::Here, &Spot::Whole, &PRICE]), ["items", "items._", "items.price"]);
        let mut all = Keys::within(&Limits::new());
        assert!(inside.place(&PRICE, &mut all).is_some());
        let (_, key) = here.place(&Spot::Here, &mut all).unwrap();
        assert!(all.reads(&key, "_"));
    }

    #[test]
    fn the_whole_request_is_an_underscore_and_a_field_of_that_name_is_not() {
        assert_eq!(keys(&Path::Root, [&Spot::Here, const { &Spot::field("_") }]), ["_", r"\_"]);
    }

    #[test]
    fn empty_names_keep_their_place() {
        let empty = Path::Root.then(Step::Spot(&EMPTY));
        assert_eq!(keys(&Path::Root, [&EMPTY]), [""]);
        assert_eq!(keys(&empty, [&PRICE, &EMPTY, &Spot::Here]), [".price", ".", ""]);
    }
}
