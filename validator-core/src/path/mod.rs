//! Where a value sits in the request, and how that place is written as a key of `errors`.
//!
//! A path lives on the stack while the walk goes down; its key is written only when a rule fails.

mod indexes;
pub(crate) mod key;
pub(crate) mod map_key;
pub(crate) mod name_filter;
mod segment;

use alloc::string::String;
use core::cell::Cell;

use crate::limits::Limits;
use crate::path::name_filter::Along;
use segment::{needs_escape, push_name, push_text};

pub(crate) use crate::path::key::{Beginning, Key, Keys};
pub(crate) use indexes::{Indexes, SentIndexes};
pub use map_key::MapKey;
pub(crate) use segment::{WHOLE, last_name, push_index, segments};
pub use segment::{escape_segment, json_pointer};

/// Where the rules of one field put their violations. The derive writes the variants themselves, because the compiler
/// would have to evaluate a call.
#[doc(hidden)]
#[derive(Debug)]
pub enum Spot {
    /// A field whose name on the wire is one lower-case word.
    Word(&'static str),
    /// A field whose name on the wire stands in a key as it is, and gives the words that messages call it by.
    Field(&'static str),
    /// A position in a tuple, which adds to the key but is no name to call anything by.
    Position(&'static str),
    /// The place the walk is at: an element, the inside of a newtype, a flattened field, the struct itself.
    Here,
    /// The struct as a whole, which has the key `_` of its own.
    Whole,
    /// A spot with a label, or with a name that must be escaped.
    Detailed(SpotDetails),
}

/// What a spot says of itself when its name does not say it all.
#[doc(hidden)]
#[derive(Debug)]
pub struct SpotDetails {
    name: Option<&'static str>,
    label: Label,
    /// What messages call the elements of what stands there, the elements of these, and so on; empty where they have no
    /// label of their own.
    elements: &'static [&'static str],
    whole: bool,
    /// Whether the name stands in a key as it is.
    plain: bool,
}

/// What a message calls a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A name on the wire that is one lower-case word.
    Word(&'static str),
    /// The words of a name on the wire.
    Name(&'static str),
    /// The text of `attribute = "…"`.
    Given(&'static str),
    /// Of the nearest place above that has one.
    Inherited,
}

impl Label {
    /// What a field of this name is called.
    pub(crate) const fn of(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_lowercase() && !bytes[at].is_ascii_digit() {
                return Self::Name(name);
            }
            at += 1;
        }
        Self::Word(name)
    }

    /// Whether both are surely the same.
    #[inline]
    pub(crate) fn is(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other) && core::ptr::eq(self.text(), other.text())
    }

    /// The name or text.
    #[inline]
    pub(crate) fn text(&self) -> &'static str {
        match self {
            Self::Word(text) | Self::Name(text) | Self::Given(text) => text,
            Self::Inherited => "",
        }
    }
}

impl Spot {
    /// A field by its name on the wire, whatever that is.
    #[must_use]
    pub const fn field(name: &'static str) -> Self {
        let plain = !needs_escape(name);
        Self::Detailed(SpotDetails { name: Some(name), label: Label::of(name), elements: &[], whole: false, plain })
    }

    /// Replaces the label.
    #[must_use]
    pub const fn attribute(self, label: &'static str) -> Self {
        self.relabelled(Label::Given(label))
    }

    /// Names the place by a field that has no name on the wire of its own.
    #[must_use]
    pub const fn labelled(self, name: &'static str) -> Self {
        self.relabelled(Label::of(name))
    }

    /// Gives the elements of what stands here a label of their own, the elements of these another, and so on.
    #[must_use]
    pub const fn elements(self, elements: &'static [&'static str]) -> Self {
        let (name, whole, plain) = (self.name(), self.is_whole(), self.is_plain());
        Self::Detailed(SpotDetails { name, label: self.label(), elements, whole, plain })
    }

    const fn relabelled(self, label: Label) -> Self {
        let (name, whole, plain) = (self.name(), self.is_whole(), self.is_plain());
        Self::Detailed(SpotDetails { name, label, elements: self.element_labels(), whole, plain })
    }

    /// What the place adds to a key.
    pub(crate) const fn name(&self) -> Option<&'static str> {
        match self {
            Self::Word(name) | Self::Field(name) | Self::Position(name) => Some(name),
            Self::Here | Self::Whole => None,
            Self::Detailed(details) => details.name,
        }
    }

    const fn label(&self) -> Label {
        match self {
            Self::Word(name) => Label::Word(name),
            Self::Field(name) => Label::Name(name),
            Self::Position(_) | Self::Here | Self::Whole => Label::Inherited,
            Self::Detailed(details) => details.label,
        }
    }

    const fn element_labels(&self) -> &'static [&'static str] {
        match self {
            Self::Detailed(details) => details.elements,
            _ => &[],
        }
    }

    const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole | Self::Detailed(SpotDetails { whole: true, .. }))
    }

    const fn is_plain(&self) -> bool {
        !matches!(self, Self::Detailed(SpotDetails { plain: false, .. }))
    }
}

/// One step from a value to a value inside it.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Spot(&'static Spot),
    Index(usize),
    Key(&'a dyn MapKey),
}

/// The steps from the request to the value under the walk, newest first.
pub(crate) enum Path<'a> {
    /// The request.
    Root,
    /// The request, within other caps than the default ones.
    Within(&'a Limits),
    /// What is inside of another value.
    Below { above: &'a Path<'a>, step: Step<'a>, known: Cell<Known> },
}

/// What was found out about a place, once that was needed.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    Nothing,
    /// Where the keys below begin.
    Beginning(Beginning),
    /// In a live check of some names, which of them go along to this place.
    Along(Along),
}

impl<'a> Path<'a> {
    #[inline]
    pub(crate) fn then(&'a self, step: Step<'a>) -> Path<'a> {
        Path::Below { above: self, step, known: Cell::new(Known::Nothing) }
    }

    /// The caps of the walk.
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

    /// As [`Self::place`], if that is as simple as mostly.
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

    /// As [`Self::place`], with one more position in a list.
    pub(crate) fn place_index(&self, spot: &'static Spot, index: usize, keys: &mut Keys) -> Option<(Label, Key)> {
        self.then(Step::Spot(spot)).then(Step::Index(index)).place(&Spot::Here, keys)
    }

    /// Appends a key for a place that a function named at run time, already in the form of a key.
    pub(crate) fn write_at(&self, key: &str, key_chars: usize, out: &mut String) {
        self.write(key_chars, out);
        out.push_str(key);
    }

    /// Forgets the beginnings of keys that end behind so much of their text, here and further up.
    pub(crate) fn forget_keys(&self, text: usize) {
        let mut path = self;
        while let Self::Below { above, known, .. } = path {
            if matches!(known.get(), Known::Beginning(beginning) if beginning.ends_behind(text)) {
                known.set(Known::Nothing);
            }
            path = above;
        }
    }

    /// Which names of a live check go along to this place.
    pub(crate) fn along(&self, keys: &mut Keys) -> Along {
        let Self::Below { above, step, known } = self else { return keys.start() };
        if let Known::Along(along) = known.get() {
            return along;
        }
        let along = above.along(keys);
        let along = match step {
            Step::Spot(spot) => self.along_to(spot, along, keys),
            Step::Index(index) => keys.step_as(along, |_, out| push_index(*index, out)),
            Step::Key(key) => {
                let mut further = along;
                key.with_text(&mut |text| further = keys.step_to(along, text));
                further
            }
        };
        known.set(Known::Along(along));
        along
    }

    fn along_to(&self, spot: &Spot, along: Along, keys: &mut Keys) -> Along {
        match spot.name() {
            Some(name) if spot.is_plain() => keys.step(along, name),
            Some(name) => keys.step_as(along, |_, out| push_name(name, false, out)),
            None => along,
        }
    }

    /// Whether a live check asks for something at this spot or further inside.
    pub(crate) fn is_asked_inside(&self, spot: &Spot, keys: &mut Keys) -> bool {
        if spot.name().is_none() {
            return spot.is_whole() || self.is_entered(keys);
        }
        let along = self.along(keys);
        keys.take_any(along) || !self.along_to(spot, along, keys).is_over()
    }

    /// Whether a live check asks for something here or further inside. Where a name takes any segment, this one is not
    /// even looked at.
    fn is_entered(&self, keys: &mut Keys) -> bool {
        let Self::Below { above, step, known } = self else { return true };
        let is_named = !matches!(step, Step::Spot(spot) if spot.name().is_none());
        match known.get() {
            Known::Along(along) => !along.is_over(),
            _ if is_named => {
                let around = above.along(keys);
                keys.take_any(around) || !self.along(keys).is_over()
            }
            _ => above.is_entered(keys),
        }
    }

    /// Whether a live check asks for the key of `spot`.
    fn is_asked(&self, spot: &Spot, keys: &mut Keys) -> bool {
        let along = self.along(keys);
        let key = match spot.name() {
            None if spot.is_whole() || along.is_start() => keys.step(along, WHOLE),
            _ => self.along_to(spot, along, keys),
        };
        keys.ask_for(key)
    }

    /// Whether a live check asks for what a key stands for that goes on behind this path.
    pub(crate) fn is_asked_behind(&self, key: &str, keys: &mut Keys) -> bool {
        if !keys.are_asked() {
            return true;
        }
        let along = self.along(keys);
        let along = segments(key).fold(along, |along, segment| keys.step(along, segment));
        keys.ask_for(along)
    }

    /// The segments of all steps, each with a dot; nothing where there is none.
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
    fn write_key(&self, spot: &'static Spot, key_chars: usize, out: &mut String) {
        let start = out.len();
        self.write(key_chars, out);
        match spot.name() {
            Some(name) => push_name(name, spot.is_plain(), out),
            None if spot.is_whole() || out.len() == start => out.push_str(WHOLE),
            // The last dot has nothing behind it.
            None => drop(out.pop()),
        }
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

    /// The segments of all steps, each with a dot: different for different places.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.write(usize::MAX, &mut text);
        text
    }

    /// Appends the segments of all steps, each with a dot.
    fn write(&self, key_chars: usize, out: &mut String) {
        let Self::Below { above, step, .. } = self else { return };
        above.write(key_chars, out);
        match step {
            Step::Spot(spot) => match spot.name() {
                Some(name) => push_name(name, spot.is_plain(), out),
                None => return,
            },
            Step::Index(index) => push_index(*index, out),
            Step::Key(key) => key.with_text(&mut |text| push_text(text, key_chars, out)),
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

    /// The keys of these spots, one asked for after the other.
    fn keys<const N: usize>(path: &Path<'_>, spots: [&'static Spot; N]) -> [String; N] {
        let mut keys = Keys::within(&Limits::new());
        spots.map(|spot| {
            let (_, key) = path.place(spot, &mut keys).unwrap();
            let (mut text, mut whole) = (String::new(), String::new());
            keys.push(&key, &mut text);
            path.write_key(spot, 100, &mut whole);
            assert_eq!(text, whole);
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
