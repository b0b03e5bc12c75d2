//! The length of text and lists.

use core::cmp::Ordering;
use core::marker::PhantomData;
use core::num;

use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rule::schema::bounds;
use crate::rules::number::range::Unbounded;
use crate::rules::{Describe, Measure, Rule, Schema};
use crate::scan::word::is_ascii;
use crate::subject::Kind;

/// Accepts text of `min` to `max` characters, or of exactly `equal`, and lists and maps of as many items.
///
/// Characters are Unicode scalar values. `.bytes()` counts the bytes of UTF-8 instead, `.utf16()` what browsers
/// count for `maxlength`, and `.graphemes()`, with the feature `graphemes`, what people see as one character.
///
/// In an attribute: `#[validate(length(min = 3, max = 32))]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::length().min(3).max(32).check("jane"));
/// assert!(rules::length().max(3).check("日本語"));
/// assert!(!rules::length().max(3).bytes().check("日本語"));
/// assert!(rules::length().equal(2).check(&[1, 2][..]));
/// ```
///
/// A length without a bound does not compile:
///
/// ```compile_fail
/// use unprocessable_core::rules::{self, Rule};
///
/// rules::length().check("jane");
/// ```
#[must_use]
pub const fn length() -> Length<Unbounded> {
    Length { min: None, max: None, unit: Unit::Chars, state: PhantomData }
}

/// The rule [`length`].
#[derive(Clone, Copy, Debug)]
pub struct Length<B = Bounded, C = Units> {
    min: Option<usize>,
    max: Option<usize>,
    unit: Unit,
    state: PhantomData<(B, C)>,
}

/// A length with a bound.
#[derive(Clone, Copy, Debug)]
pub struct Bounded;

/// Whether a length has a bound.
#[diagnostic::on_unimplemented(
    message = "`length` needs a bound",
    label = "without a bound every length passes",
    note = "write `length(min = 1)`, `length(max = 100)`, `length(1..=100)` or `length(equal = 5)`"
)]
pub trait HasBound {}

impl HasBound for Bounded {}

/// A length in characters, bytes or UTF-16 code units.
#[derive(Clone, Copy, Debug)]
pub struct Units;

/// A length in grapheme clusters.
#[derive(Clone, Copy, Debug)]
pub struct Graphemes;

/// A unit in which this build can count text.
#[diagnostic::on_unimplemented(
    message = "`length` counts `graphemes` with the feature `graphemes` only",
    label = "the feature `graphemes` is off",
    note = "add `graphemes` to the features of `unprocessable` in `Cargo.toml`"
)]
pub trait Counting {
    /// Whether a unit never takes more than four bytes.
    #[doc(hidden)]
    const WITHIN_FOUR_BYTES: bool;

    /// How the length of the text stands to a count.
    #[doc(hidden)]
    fn compare(text: &str, unit: Unit, count: usize) -> Ordering;
}

#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Chars,
    Bytes,
    Utf16,
    Graphemes,
}

impl<B: Copy, C: Copy> Length<B, C> {
    /// At least this many.
    #[track_caller]
    pub const fn min(self, min: usize) -> Length<Bounded, C> {
        self.with(Some(min), self.max)
    }

    /// At most this many.
    #[track_caller]
    pub const fn max(self, max: usize) -> Length<Bounded, C> {
        self.with(self.min, Some(max))
    }

    /// Less than this many: what `length(1..10)` ends with.
    #[track_caller]
    pub const fn exclusive_max(self, end: usize) -> Length<Bounded, C> {
        assert!(end > 0, "no length is below 0; raise the end of the range");
        self.with(self.min, Some(end - 1))
    }

    /// Exactly this many.
    #[track_caller]
    pub const fn equal(self, count: usize) -> Length<Bounded, C> {
        assert!(self.min.is_none() && self.max.is_none(), "`equal` stands alone: remove `min` and `max`");
        self.with(Some(count), Some(count))
    }

    /// Counts bytes of UTF-8 rather than characters.
    #[track_caller]
    pub const fn bytes(mut self) -> Self {
        self.unit = self.unit.or(Unit::Bytes);
        self
    }

    /// Counts UTF-16 code units rather than characters, as browsers do for `maxlength`.
    #[track_caller]
    pub const fn utf16(mut self) -> Self {
        self.unit = self.unit.or(Unit::Utf16);
        self
    }

    /// Counts grapheme clusters (UAX #29): what people see as one character, such as a flag or a family.
    ///
    /// With the feature `graphemes`.
    #[track_caller]
    pub const fn graphemes(self) -> Length<B, Graphemes> {
        Length { min: self.min, max: self.max, unit: self.unit.or(Unit::Graphemes), state: PhantomData }
    }

    #[track_caller]
    const fn with(self, min: Option<usize>, max: Option<usize>) -> Length<Bounded, C> {
        if let (Some(min), Some(max)) = (min, max) {
            assert!(min <= max, "`min` is greater than `max`: no length passes both");
        }
        Length { min, max, unit: self.unit, state: PhantomData }
    }

    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        assert!(
            !matches!((self.min, self.max), (Some(0), None)),
            "every length is at least 0; move the bound, or remove the rule"
        );
    }
}

impl Unit {
    /// Another unit in place of characters.
    #[track_caller]
    const fn or(self, unit: Self) -> Self {
        assert!(matches!(self, Self::Chars), "a length has one unit: keep one of `bytes`, `utf16` and `graphemes`");
        unit
    }
}

impl<B, C> Length<B, C> {
    #[inline]
    fn allows(&self, compare: impl Fn(usize) -> Ordering) -> bool {
        self.min.is_none_or(|min| compare(min).is_ge()) && self.max.is_none_or(|max| compare(max).is_le())
    }
}

impl<B, C> Describe for Length<B, C> {
    const CODE: &'static str = "length";
    const ARGUMENTS: &'static [&'static str] = &["min", "max"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let bound = [self.min, self.max].get(index).copied().flatten();
        bound.map(|bound| Argument::Integer(bound as i128))
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        macro_rules! in_units {
            ($count:expr, $stem:literal) => {
                match (kind, self.unit, $count == 1) {
                    (Kind::Text, Unit::Bytes, true) => concat!("The {attribute} ", $stem, " byte."),
                    (Kind::Text, Unit::Bytes, false) => {
                        concat!("The {attribute} ", $stem, " bytes.")
                    }
                    (Kind::Text, Unit::Utf16, true) => {
                        concat!("The {attribute} ", $stem, " UTF-16 code unit.")
                    }
                    (Kind::Text, Unit::Utf16, false) => {
                        concat!("The {attribute} ", $stem, " UTF-16 code units.")
                    }
                    (Kind::Text, Unit::Chars | Unit::Graphemes, true) => {
                        concat!("The {attribute} ", $stem, " character.")
                    }
                    (Kind::Text, Unit::Chars | Unit::Graphemes, false) => {
                        concat!("The {attribute} ", $stem, " characters.")
                    }
                    (_, _, true) => concat!("The {attribute} ", $stem, " item."),
                    (_, _, false) => concat!("The {attribute} ", $stem, " items."),
                }
            };
        }
        let text = kind == Kind::Text;
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max && text => in_units!(min, "must be {min}"),
            (Some(min), Some(max)) if min == max => in_units!(min, "must contain {min}"),
            (Some(_), Some(max)) if text => in_units!(max, "must be between {min} and {max}"),
            (Some(_), Some(max)) => in_units!(max, "must have between {min} and {max}"),
            (Some(min), None) if text => in_units!(min, "must be at least {min}"),
            (Some(min), None) => in_units!(min, "must have at least {min}"),
            (None, Some(max)) if text => in_units!(max, "must not be greater than {max}"),
            (None, Some(max)) => in_units!(max, "must not have more than {max}"),
            (None, None) => "The {attribute} is invalid.",
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        let [exact, between, min, max] = match (kind, self.unit) {
            (Kind::Text, Unit::Bytes) => {
                [id::length_bytes_exact, id::length_bytes_between, id::length_bytes_min, id::length_bytes_max]
            }
            (Kind::Text, Unit::Utf16) => {
                [id::length_utf16_exact, id::length_utf16_between, id::length_utf16_min, id::length_utf16_max]
            }
            (Kind::Text, Unit::Chars | Unit::Graphemes) => {
                [id::length_text_exact, id::length_text_between, id::length_text_min, id::length_text_max]
            }
            _ => [id::length_list_exact, id::length_list_between, id::length_list_min, id::length_list_max],
        };
        match (self.min, self.max) {
            (Some(least), Some(most)) if least == most => exact,
            (Some(_), Some(_)) => between,
            (Some(_), None) => min,
            (None, Some(_)) => max,
            (None, None) => id::invalid,
        }
    }

    /// Units of text other than characters are at least one to each character, and take so many bytes or code units.
    fn schema(&self, kind: Kind) -> Schema<'_> {
        let Some([least, most]) = bounds(kind) else { return Schema::NONE };
        let characters = |units: usize| (units > 0).then_some(Argument::Integer(units as i128));
        let [min, max] = [self.argument(0), self.argument(1)];
        match (kind, self.unit) {
            (Kind::Number, _) => Schema::NONE,
            (Kind::Text, Unit::Bytes | Unit::Utf16) => {
                let longest = if self.unit == Unit::Bytes { 4 } else { 2 };
                let min = self.min.and_then(|min| characters(min.div_ceil(longest)));
                Schema::NONE.maybe(least, min).maybe(most, max)
            }
            // A grapheme cluster is made of any number of characters.
            (Kind::Text, Unit::Graphemes) => Schema::NONE.maybe(least, self.min.and_then(characters)),
            _ => Schema::NONE.maybe(least, min).maybe(most, max).exact(),
        }
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.unit != Unit::Chars {
            each(Describe::manner(self));
        }
    }

    fn manner(&self) -> &'static str {
        match self.unit {
            Unit::Chars => "",
            Unit::Bytes => "bytes",
            Unit::Utf16 => "utf16",
            Unit::Graphemes => "graphemes",
        }
    }
}

impl<B: HasBound, C: Counting> Rule<str> for Length<B, C> {
    #[inline]
    fn check(&self, value: &str) -> bool {
        // A character takes one to four bytes, so most text within its bounds need not be counted.
        let bytes = value.len();
        let surely = C::WITHIN_FOUR_BYTES && bytes.div_ceil(4) >= self.min.unwrap_or(0);
        surely && bytes <= self.max.unwrap_or(usize::MAX) || self.check_slowly(value)
    }
}

impl<B, C: Counting> Length<B, C> {
    #[inline(never)]
    fn check_slowly(&self, value: &str) -> bool {
        let bytes = value.len();
        if bytes < self.min.unwrap_or(0) {
            return false;
        }
        // One of ASCII takes one byte.
        let surely = C::WITHIN_FOUR_BYTES && bytes <= self.max.unwrap_or(usize::MAX) && is_ascii(value.as_bytes());
        surely || self.allows(|count| C::compare(value, self.unit, count))
    }
}

impl Counting for Units {
    const WITHIN_FOUR_BYTES: bool = true;

    #[inline]
    fn compare(text: &str, unit: Unit, count: usize) -> Ordering {
        match unit {
            Unit::Chars | Unit::Graphemes => text.compare_len(count),
            Unit::Bytes => text.len().cmp(&count),
            Unit::Utf16 => compare_utf16(text, count),
        }
    }
}

#[cfg(feature = "graphemes")]
impl Counting for Graphemes {
    const WITHIN_FOUR_BYTES: bool = false;

    fn compare(text: &str, _: Unit, count: usize) -> Ordering {
        use unicode_segmentation::UnicodeSegmentation;

        // A cluster takes at least one byte. After the count is reached, nothing needs counting.
        if text.len() < count {
            return Ordering::Less;
        }
        text.graphemes(true).take(count.saturating_add(1)).count().cmp(&count)
    }
}

macro_rules! lists {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        impl<B: HasBound, C, $($generics)*> Rule<$type> for Length<B, C> {
            #[inline]
            fn check(&self, value: &$type) -> bool {
                self.allows(|count| value.compare_len(count))
            }

            fn admits_elements(&self, value: &$type) -> bool {
                self.max.is_none_or(|max| value.compare_len(max).is_le())
            }

            fn max_elements(&self) -> Option<usize> {
                self.max
            }
        }
    )+};
}

lists! {
    [T] [T];
    [T] alloc::collections::VecDeque<T>;
    [T] alloc::collections::LinkedList<T>;
    [T] alloc::collections::BinaryHeap<T>;
    [T] alloc::collections::BTreeSet<T>;
    [K, V] alloc::collections::BTreeMap<K, V>;
    #[cfg(feature = "std")] [T, S] std::collections::HashSet<T, S>;
    #[cfg(feature = "std")] [K, V, S] std::collections::HashMap<K, V, S>;
}

/// Nothing implements it. It exists for the error that rustc gives for the length of a number.
#[diagnostic::on_unimplemented(
    message = "a number has no length",
    label = "a number",
    note = "write `range(…)` for its value, or `digits(…)` for how many digits it has"
)]
pub trait OfNumbers {}

macro_rules! numbers {
    ($($(#[$cfg:meta])? $number:ty),+ $(,)?) => {$(
        $(#[$cfg])?
        #[doc(hidden)]
        impl<B: OfNumbers, C> Rule<$number> for Length<B, C> {
            fn check(&self, _: &$number) -> bool {
                true
            }
        }
    )+};
}

numbers! {
    u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, num::NonZeroU8, num::NonZeroU16,
    num::NonZeroU32, num::NonZeroU64, num::NonZeroU128, num::NonZeroUsize, num::NonZeroI8, num::NonZeroI16, num::NonZeroI32,
    num::NonZeroI64, num::NonZeroI128, num::NonZeroIsize, #[cfg(feature = "rust_decimal")] rust_decimal::Decimal,
}

/// A UTF-16 code unit takes one to three bytes of UTF-8, so the bytes often decide.
fn compare_utf16(text: &str, count: usize) -> Ordering {
    if text.len() < count {
        Ordering::Less
    } else if text.len().div_ceil(3) > count {
        Ordering::Greater
    } else {
        text.encode_utf16().count().cmp(&count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_text() {
        // One family of four, which is 7 characters, 11 UTF-16 code units and 25 bytes.
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        for (text, chars, bytes, utf16) in [("", 0, 0, 0), ("abc", 3, 3, 3), ("日本", 2, 6, 2), (family, 7, 25, 11)] {
            for count in 0..30 {
                let rule = length().equal(count);
                assert_eq!(rule.check(text), count == chars, "{text:?} {count}");
                assert_eq!(rule.bytes().check(text), count == bytes, "{text:?} {count}");
                assert_eq!(rule.utf16().check(text), count == utf16, "{text:?} {count}");
            }
        }
    }

    #[test]
    fn bounds_of_lists() {
        for (count, holds) in [(0, false), (1, true), (2, true), (3, false)] {
            assert_eq!(length().min(1).max(2).check(&[0; 3][..count]), holds, "{count}");
            assert_eq!(length().min(1).exclusive_max(3).check(&[0; 3][..count]), holds, "{count}");
        }
        assert!(!length().max(1).admits_elements(&[1, 2][..]) && length().min(3).admits_elements(&[1, 2][..]));
    }

    #[cfg(feature = "graphemes")]
    #[test]
    fn graphemes_are_what_people_see() {
        let rule = |count| length().graphemes().equal(count);
        for (text, count) in
            [("", 0), ("abc", 3), ("e\u{301}", 1), ("🇩🇪", 1), ("👨\u{200d}👩\u{200d}👧\u{200d}👦x", 2), ("\r\n", 1)]
        {
            assert!(rule(count).check(text) && !rule(count + 1).check(text), "{text:?}");
            assert!(count == 0 || !rule(count - 1).check(text), "{text:?}");
        }
    }
}
