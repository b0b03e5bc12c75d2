//! Where a value sits in the request, and how that place is written as a key of `errors`.
//!
//! A path lives on the stack while the walk goes down; its key is written only when a rule fails.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::Write as _;

use crate::container::MapKey;
use crate::limits::Limits;

/// The key of a violation that belongs to the whole request, or to a whole nested struct.
pub(crate) const WHOLE: &str = "_";

/// Where the rules of one field put their violations. The derive writes one wherever it is needed: the variants are
/// there so that it can, for a call in its place would have to be evaluated by the compiler.
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
    /// A place that says more of itself.
    Other(Other),
}

/// The less common place: with a label, or with a name that must be escaped.
#[doc(hidden)]
#[derive(Debug)]
pub struct Other {
    name: Option<&'static str>,
    label: Label,
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
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Word(a), Self::Word(b)) | (Self::Name(a), Self::Name(b)) | (Self::Given(a), Self::Given(b)) => {
                core::ptr::eq(*a, *b)
            }
            (Self::Inherited, Self::Inherited) => true,
            _ => false,
        }
    }
}

impl Spot {
    /// A field by its name on the wire, whatever that is.
    #[must_use]
    pub const fn field(name: &'static str) -> Self {
        Self::Other(Other { name: Some(name), label: Label::of(name), whole: false, plain: !needs_escape(name) })
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

    const fn relabelled(self, label: Label) -> Self {
        let (name, whole, plain) = (self.name(), self.is_whole(), self.is_plain());
        Self::Other(Other { name, label, whole, plain })
    }

    /// What the place adds to a key.
    pub(crate) const fn name(&self) -> Option<&'static str> {
        match self {
            Self::Word(name) | Self::Field(name) | Self::Position(name) => Some(name),
            Self::Here | Self::Whole => None,
            Self::Other(other) => other.name,
        }
    }

    const fn label(&self) -> Label {
        match self {
            Self::Word(name) => Label::Word(name),
            Self::Field(name) => Label::Name(name),
            Self::Position(_) | Self::Here | Self::Whole => Label::Inherited,
            Self::Other(other) => other.label,
        }
    }

    const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole | Self::Other(Other { whole: true, .. }))
    }

    const fn is_plain(&self) -> bool {
        !matches!(self, Self::Other(Other { plain: false, .. }))
    }
}

/// One step from a value to a value inside it.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Root,
    /// The request, within other caps than the default ones.
    Within(&'a Limits),
    Spot(&'static Spot),
    Index(usize),
    Key(&'a dyn MapKey),
}

/// The steps from the request to the value under the walk, newest first.
#[derive(Clone, Copy)]
pub(crate) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

impl<'a> Path<'a> {
    pub(crate) const ROOT: Path<'static> = Path { above: None, step: Step::Root };

    pub(crate) fn within(limits: &'a Limits) -> Self {
        Path { above: None, step: Step::Within(limits) }
    }

    /// The caps of the walk.
    #[cold]
    pub(crate) fn limits(&self) -> Limits {
        match (self.step, self.above) {
            (Step::Within(limits), _) => *limits,
            (_, Some(above)) => above.limits(),
            (_, None) => Limits::new(),
        }
    }

    #[inline]
    pub(crate) fn then(&'a self, step: Step<'a>) -> Path<'a> {
        Path { above: Some(self), step }
    }

    /// Appends the key of `spot` at this path, and gives the label of that place.
    pub(crate) fn write_key(&self, spot: &'static Spot, key_chars: usize, out: &mut String) -> Label {
        let mut begun = self.above.is_some() && self.write(key_chars, out);
        if let Some(name) = spot.name() {
            push_name(begun, name, spot.is_plain(), out);
            begun = true;
        }
        if spot.is_whole() || !begun {
            separate(begun, out);
            out.push_str(WHOLE);
        }
        match spot.label() {
            Label::Inherited => self.label(),
            own => own,
        }
    }

    /// As [`Self::write_key`], with one more position in a list.
    pub(crate) fn write_index(&self, spot: &'static Spot, index: usize, key_chars: usize, out: &mut String) -> Label {
        self.then(Step::Spot(spot)).then(Step::Index(index)).write_key(&Spot::Here, key_chars, out)
    }

    /// As [`Self::write_key`], for a place that a function named at run time, already in the form of a key.
    pub(crate) fn write_at(&self, key: &str, key_chars: usize, out: &mut String) {
        let begun = self.write(key_chars, out);
        separate(begun, out);
        out.push_str(key);
    }

    /// Appends the segments of all steps, and tells whether there was one.
    fn write(&self, key_chars: usize, out: &mut String) -> bool {
        // The root has nothing to write.
        let begun = match self.above {
            Some(above @ Path { above: Some(_), .. }) => above.write(key_chars, out),
            _ => false,
        };
        match self.step {
            Step::Root | Step::Within(_) => return begun,
            Step::Spot(spot) => match spot.name() {
                Some(name) => push_name(begun, name, spot.is_plain(), out),
                None => return begun,
            },
            Step::Index(index) => {
                separate(begun, out);
                push_index(index, out);
            }
            Step::Key(key) => key.with_text(&mut |text| push_segment(begun, &capped(text, key_chars), out)),
        }
        true
    }

    fn label(&self) -> Label {
        match self.step {
            Step::Spot(spot) if spot.label() != Label::Inherited => spot.label(),
            _ => self.above.map_or(Label::Inherited, Path::label),
        }
    }
}

/// Escapes a field name or map key for a key of `errors`: `.` and `\` get a backslash, and so does a lone `_`.
///
/// Joined by dots, escaped segments can be taken apart again, so two different paths never read alike.
///
/// ```
/// assert_eq!(unprocessable_core::escape_segment("price"), "price");
/// assert_eq!(unprocessable_core::escape_segment("v1.2"), r"v1\.2");
/// ```
#[must_use]
pub fn escape_segment(name: &str) -> Cow<'_, str> {
    if !needs_escape(name) {
        return Cow::Borrowed(name);
    }
    let mut escaped = String::with_capacity(name.len() + 4);
    push_escaped(name, &mut escaped);
    Cow::Owned(escaped)
}

/// Writes a key of `errors` as a JSON Pointer (RFC 6901): `items.0.price` becomes `/items/0/price`.
///
/// A violation of the whole request has the empty pointer, one of a whole struct the pointer of that struct.
pub(crate) fn pointer(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 1);
    for_each_segment(key, |segment, last| {
        if last && segment == WHOLE {
            return;
        }
        out.push('/');
        let mut escaped = false;
        for c in segment.chars() {
            match c {
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                '~' => out.push_str("~0"),
                '/' => out.push_str("~1"),
                c => out.push(c),
            }
            escaped = false;
        }
    });
    out
}

/// The last segment of a key that is a name rather than a position: what a message made by hand is about.
pub(crate) fn last_name(key: &str) -> Option<&str> {
    let mut name = None;
    for_each_segment(key, |segment, _| {
        if segment != WHOLE && !segment.bytes().all(|byte| byte.is_ascii_digit()) {
            name = Some(segment);
        }
    });
    name
}

/// Calls `each` with every segment of a key, still escaped, and whether it is the last.
pub(crate) fn for_each_segment<'k>(key: &'k str, mut each: impl FnMut(&'k str, bool)) {
    let mut segments = segments(key).peekable();
    while let Some(segment) = segments.next() {
        each(segment, segments.peek().is_none());
    }
}

/// The segments of a key, still escaped.
pub(crate) fn segments(key: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(key);
    core::iter::from_fn(move || {
        let key = rest?;
        let mut escaped = false;
        let dot = key.bytes().position(|byte| {
            let ends = byte == b'.' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let (segment, left) = match dot {
            Some(dot) => (&key[..dot], Some(&key[dot + 1..])),
            None => (key, None),
        };
        rest = left;
        Some(segment)
    })
}

fn push_segment(begun: bool, name: &str, out: &mut String) {
    push_name(begun, name, !needs_escape(name), out);
}

#[inline]
fn push_name(begun: bool, name: &str, plain: bool, out: &mut String) {
    separate(begun, out);
    if plain {
        out.push_str(name);
    } else {
        push_escaped(name, out);
    }
}

fn push_index(index: usize, out: &mut String) {
    match u8::try_from(index) {
        Ok(digit @ 0..10) => out.push((b'0' + digit).into()),
        Ok(number @ 10..100) => {
            out.push((b'0' + number / 10).into());
            out.push((b'0' + number % 10).into());
        }
        // Writing to a `String` does not fail.
        _ => drop(write!(out, "{index}")),
    }
}

fn push_escaped(name: &str, out: &mut String) {
    if name == WHOLE {
        out.push('\\');
    }
    for c in name.chars() {
        if matches!(c, '.' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
}

const fn needs_escape(name: &str) -> bool {
    let name = name.as_bytes();
    let mut at = 0;
    while at < name.len() {
        if matches!(name[at], b'.' | b'\\') {
            return true;
        }
        at += 1;
    }
    matches!(name, [only] if *only == WHOLE.as_bytes()[0])
}

/// A dot before every segment but the first.
fn separate(begun: bool, out: &mut String) {
    if begun {
        out.push('.');
    }
}

/// At most `most` characters of client text, with `…` in place of the rest.
pub(crate) fn capped(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let mut short = String::from(&text[..end]);
            short.push('…');
            Cow::Owned(short)
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    const PRICE: Spot = Spot::field("price");

    #[test]
    fn keys_join_names_positions_and_map_keys_with_dots() {
        static ITEMS: Spot = Spot::field("items");
        static SPOT: Spot = PRICE;
        let items = Path::ROOT.then(Step::Spot(&ITEMS));
        let item = items.then(Step::Index(12));
        let key = "a.b".to_string();
        let entry = item.then(Step::Key(&key));
        let mut out = String::from("before");
        assert_eq!(entry.write_key(&SPOT, 100, &mut out), Label::Word("price"));
        assert_eq!(out, r"beforeitems.12.a\.b.price");
    }

    #[test]
    fn the_whole_request_is_an_underscore_and_a_field_of_that_name_is_not() {
        static HERE: Spot = Spot::Here;
        static NAMED: Spot = Spot::field("_");
        let (mut whole, mut named) = (String::new(), String::new());
        Path::ROOT.write_key(&HERE, 100, &mut whole);
        Path::ROOT.write_key(&NAMED, 100, &mut named);
        assert_eq!((whole.as_str(), named.as_str()), ("_", r"\_"));
    }

    #[test]
    fn empty_names_keep_their_place() {
        static EMPTY: Spot = Spot::field("");
        static SPOT: Spot = PRICE;
        let empty = Path::ROOT.then(Step::Spot(&EMPTY));
        let mut out = String::new();
        empty.write_key(&SPOT, 100, &mut out);
        assert_eq!(out, ".price");
    }

    #[test]
    fn pointers() {
        for (key, expected) in [
            ("items.0.price", "/items/0/price"),
            (r"a\.b.c", "/a.b/c"),
            ("a/b~c", "/a~1b~0c"),
            ("_", ""),
            ("address._", "/address"),
            (r"\_", "/_"),
        ] {
            assert_eq!(pointer(key), expected, "{key}");
        }
    }

    #[test]
    fn caps_count_characters() {
        assert_eq!(capped("日本語", 3), "日本語");
        assert_eq!(capped("日本語!", 3), "日本語…");
        assert_eq!(capped("", 0), "");
    }
}
