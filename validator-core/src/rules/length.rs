//! The length of text and lists.

use core::cmp::Ordering;
use core::marker::PhantomData;

use super::compare::Measure;
use super::{Describe, Rule};
use crate::argument::Argument;
use crate::subject::Kind;

/// Text with at least `min` and at most `max` characters, or exactly `equal`; lists and maps by their items.
///
/// Characters are Unicode scalar values. `.bytes()` counts the bytes of UTF-8 instead, `.utf16()` what browsers
/// count for `maxlength`.
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
/// A length without a bound is no rule:
///
/// ```compile_fail
/// use unprocessable_core::rules::{self, Rule};
///
/// rules::length().check("jane");
/// ```
#[must_use]
pub const fn length() -> Length<Unbounded> {
    Length { min: None, max: None, unit: Unit::Chars, bounds: PhantomData }
}

/// The rule [`length`].
#[derive(Clone, Copy, Debug)]
pub struct Length<B = Bounded> {
    min: Option<usize>,
    max: Option<usize>,
    unit: Unit,
    bounds: PhantomData<B>,
}

/// A length that has no bound yet.
#[derive(Clone, Copy, Debug)]
pub struct Unbounded;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Chars,
    Bytes,
    Utf16,
}

impl<B: Copy> Length<B> {
    /// At least this many.
    #[track_caller]
    pub const fn min(self, min: usize) -> Length {
        self.with(Some(min), self.max)
    }

    /// At most this many.
    #[track_caller]
    pub const fn max(self, max: usize) -> Length {
        self.with(self.min, Some(max))
    }

    /// Less than this many: what `length(1..10)` ends with.
    #[track_caller]
    pub const fn exclusive_max(self, end: usize) -> Length {
        assert!(end > 0, "no length is below 0; raise the end of the range");
        self.with(self.min, Some(end - 1))
    }

    /// Exactly this many.
    #[track_caller]
    pub const fn equal(self, count: usize) -> Length {
        assert!(self.min.is_none() && self.max.is_none(), "`equal` stands alone: remove `min` and `max`");
        self.with(Some(count), Some(count))
    }

    /// Counts bytes of UTF-8 rather than characters.
    pub const fn bytes(mut self) -> Self {
        self.unit = Unit::Bytes;
        self
    }

    /// Counts UTF-16 code units rather than characters, as browsers do for `maxlength`.
    pub const fn utf16(mut self) -> Self {
        self.unit = Unit::Utf16;
        self
    }

    #[track_caller]
    const fn with(self, min: Option<usize>, max: Option<usize>) -> Length {
        if let (Some(min), Some(max)) = (min, max) {
            assert!(min <= max, "`min` is greater than `max`: no length passes both");
        }
        Length { min, max, unit: self.unit, bounds: PhantomData }
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<B> Length<B> {
    #[inline]
    fn allows(&self, compare: impl Fn(usize) -> Ordering) -> bool {
        self.min.is_none_or(|min| compare(min).is_ge()) && self.max.is_none_or(|max| compare(max).is_le())
    }
}

impl<B> Describe for Length<B> {
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
                    (Kind::Text, Unit::Chars, true) => {
                        concat!("The {attribute} ", $stem, " character.")
                    }
                    (Kind::Text, Unit::Chars, false) => {
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
}

impl<B: HasBound> Rule<str> for Length<B> {
    #[inline]
    fn check(&self, value: &str) -> bool {
        match self.unit {
            Unit::Chars => self.allows(|count| value.compare_len(count)),
            Unit::Bytes => self.allows(|count| value.len().cmp(&count)),
            Unit::Utf16 => self.allows(|count| compare_utf16(value, count)),
        }
    }
}

macro_rules! lists {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        impl<B: HasBound, $($generics)*> Rule<$type> for Length<B> {
            #[inline]
            fn check(&self, value: &$type) -> bool {
                self.allows(|count| value.compare_len(count))
            }

            fn admits_elements(&self, value: &$type) -> bool {
                self.max.is_none_or(|max| value.compare_len(max).is_le())
            }
        }
    )+};
}

lists! {
    [T] [T];
    [T] alloc::collections::VecDeque<T>;
    [T] alloc::collections::LinkedList<T>;
    [T] alloc::collections::BTreeSet<T>;
    [K, V] alloc::collections::BTreeMap<K, V>;
    #[cfg(feature = "std")] [T, S] std::collections::HashSet<T, S>;
    #[cfg(feature = "std")] [K, V, S] std::collections::HashMap<K, V, S>;
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
