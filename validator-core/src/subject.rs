//! The value that a rule looks at, under `Option`, `Box`, `&`, `Cow`, `Rc` and `Arc`.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::num;

use crate::scan::visible::{is_blank, is_visible};

/// The kind of a subject, which decides the words of sentences: text has characters, lists have items.
///
/// ```
/// use unprocessable_core::{Kind, Subject};
///
/// assert_eq!(<Option<String> as Subject>::KIND, Kind::Text);
/// assert_eq!(<Vec<u8> as Subject>::KIND, Kind::List);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Text, measured in characters.
    Text,
    /// A number of any type.
    Number,
    /// A list, a set or an array, measured in items.
    List,
    /// A map, measured in entries.
    Map,
    /// `true` or `false`.
    Boolean,
    /// A date or a time.
    Date,
    /// A file, as a form sends it.
    File,
    /// Anything else: a struct, an enum.
    Other,
}

/// How much of a subject is there, for `required` and the other rules about presence.
///
/// ```
/// use unprocessable_core::{Presence, Subject};
///
/// assert_eq!(None::<String>.presence(), Presence::Absent);
/// assert_eq!("  ".presence(), Presence::Blank);
/// assert_eq!(0.presence(), Presence::Filled);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// `None`.
    Absent,
    /// There, but with nothing in it: text in which nothing can be seen, an empty list or map.
    ///
    /// White space, control characters, Unicode's default-ignorable characters (joiners, fillers, marks of direction)
    /// and the empty Braille pattern cannot be seen.
    Blank,
    /// There, with something in it. Numbers and booleans always are.
    Filled,
    /// A [`Patch`](crate::Patch) that is left out, so that the stored value stays.
    Unsent,
}

impl Presence {
    /// Whether `required` accepts it: it is filled or unsent.
    ///
    /// ```
    /// use unprocessable_core::Presence;
    ///
    /// assert!(Presence::Filled.is_enough());
    /// assert!(!Presence::Blank.is_enough());
    /// ```
    #[must_use]
    pub const fn is_enough(self) -> bool {
        matches!(self, Self::Filled | Self::Unsent)
    }
}

/// The least and the greatest whole number of a type.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub(crate) least: i128,
    /// `None` if it does not fit an `i128`.
    pub(crate) most: Option<i128>,
}

impl Extent {
    const LENGTH: Option<Self> = Some(Self { least: 0, most: None });
}

/// A type that rules can check. It gives its value without wrappers, and the kind that decides the words of sentences.
///
/// Text, numbers, booleans, lists, sets and maps of the standard library are subjects, and so is any
/// wrapper around a subject. `#[derive(Validate)]` makes a struct or enum one too. Implement it by hand
/// for a type of your own that rules should see as text, a number or a list:
///
/// ```
/// use unprocessable_core::{rules, rules::Rule, Kind, Presence, Subject};
///
/// struct Sku(String);
///
/// impl Subject for Sku {
///     type Value = str;
///     const KIND: Kind = Kind::Text;
///     fn value(&self) -> Option<&str> {
///         Some(&self.0)
///     }
///     fn presence(&self) -> Presence {
///         self.0.presence()
///     }
/// }
///
/// let sku = Sku("AB-1".into());
/// assert!(rules::length().max(8).check(sku.value().unwrap()));
/// ```
#[diagnostic::on_unimplemented(
    message = "rules cannot look at `{Self}`",
    label = "not text, a number, a list or another subject",
    note = "derive `Validate` on the type, or implement `unprocessable::Subject` for it"
)]
pub trait Subject {
    /// The value with its wrappers peeled off: `str` for `Option<String>`, `[T]` for `Box<Vec<T>>`.
    type Value: ?Sized;

    /// The kind of the value, which decides the words of sentences.
    const KIND: Kind;

    /// The whole numbers that the value or its length can be. `None` if it is not a number and has no length.
    #[doc(hidden)]
    const EXTENT: Option<Extent> = None;

    /// The value, or `None` when it is absent.
    fn value(&self) -> Option<&Self::Value>;

    /// Whether it is absent, blank or filled.
    fn presence(&self) -> Presence {
        match self.value() {
            Some(_) => Presence::Filled,
            None => Presence::Absent,
        }
    }
}

#[diagnostic::do_not_recommend]
impl Subject for str {
    type Value = str;
    const KIND: Kind = Kind::Text;
    const EXTENT: Option<Extent> = Extent::LENGTH;

    #[inline]
    fn value(&self) -> Option<&str> {
        Some(self)
    }

    #[inline]
    fn presence(&self) -> Presence {
        // Most text begins with a visible ASCII character. Only other text needs Unicode.
        match self.as_bytes().first() {
            Some(first) if first.is_ascii_graphic() => Presence::Filled,
            _ => filled_unless(is_blank(self)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl Subject for String {
    type Value = str;
    const KIND: Kind = Kind::Text;
    const EXTENT: Option<Extent> = Extent::LENGTH;

    #[inline]
    fn value(&self) -> Option<&str> {
        Some(self)
    }

    #[inline]
    fn presence(&self) -> Presence {
        self.as_str().presence()
    }
}

#[diagnostic::do_not_recommend]
impl Subject for char {
    type Value = char;
    const KIND: Kind = Kind::Text;

    #[inline]
    fn value(&self) -> Option<&char> {
        Some(self)
    }

    #[inline]
    fn presence(&self) -> Presence {
        filled_unless(!is_visible(*self))
    }
}

/// Types that are their own value.
macro_rules! own_value {
    ($kind:ident: $($type:ty $(= $least:expr, $most:expr)?);+ $(;)?) => {$(
        #[diagnostic::do_not_recommend]
        impl Subject for $type {
            type Value = $type;
            const KIND: Kind = Kind::$kind;
            $(const EXTENT: Option<Extent> = Some(Extent { least: $least as i128, most: $most });)?

            #[inline]
            fn value(&self) -> Option<&$type> {
                Some(self)
            }

            #[inline]
            fn presence(&self) -> Presence {
                Presence::Filled
            }
        }
    )+};
}

own_value! {
    Number:
    u8 = u8::MIN, Some(u8::MAX as i128);
    u16 = u16::MIN, Some(u16::MAX as i128);
    u32 = u32::MIN, Some(u32::MAX as i128);
    u64 = u64::MIN, Some(u64::MAX as i128);
    usize = usize::MIN, Some(usize::MAX as i128);
    i8 = i8::MIN, Some(i8::MAX as i128);
    i16 = i16::MIN, Some(i16::MAX as i128);
    i32 = i32::MIN, Some(i32::MAX as i128);
    i64 = i64::MIN, Some(i64::MAX as i128);
    isize = isize::MIN, Some(isize::MAX as i128);
    u128 = u128::MIN, None;
    i128 = i128::MIN, Some(i128::MAX);
    f32; f64;
    num::NonZeroU8 = 1, Some(u8::MAX as i128);
    num::NonZeroU16 = 1, Some(u16::MAX as i128);
    num::NonZeroU32 = 1, Some(u32::MAX as i128);
    num::NonZeroU64 = 1, Some(u64::MAX as i128);
    num::NonZeroUsize = 1, Some(usize::MAX as i128);
    num::NonZeroI8 = i8::MIN, Some(i8::MAX as i128);
    num::NonZeroI16 = i16::MIN, Some(i16::MAX as i128);
    num::NonZeroI32 = i32::MIN, Some(i32::MAX as i128);
    num::NonZeroI64 = i64::MIN, Some(i64::MAX as i128);
    num::NonZeroIsize = isize::MIN, Some(isize::MAX as i128);
    num::NonZeroU128 = 1, None;
    num::NonZeroI128 = i128::MIN, Some(i128::MAX);
}
own_value!(Boolean: bool);
own_value!(Other: (); core::time::Duration; core::net::IpAddr; core::net::Ipv4Addr; core::net::Ipv6Addr; core::net::SocketAddr);
#[cfg(feature = "std")]
own_value!(Other: std::path::Path; std::path::PathBuf; std::ffi::OsString; std::time::SystemTime);

#[diagnostic::do_not_recommend]
impl<T> Subject for [T] {
    type Value = [T];
    const KIND: Kind = Kind::List;
    const EXTENT: Option<Extent> = Extent::LENGTH;

    #[inline]
    fn value(&self) -> Option<&[T]> {
        Some(self)
    }

    #[inline]
    fn presence(&self) -> Presence {
        filled_unless(self.is_empty())
    }
}

#[diagnostic::do_not_recommend]
impl<T> Subject for Vec<T> {
    type Value = [T];
    const KIND: Kind = Kind::List;
    const EXTENT: Option<Extent> = Extent::LENGTH;

    #[inline]
    fn value(&self) -> Option<&[T]> {
        Some(self)
    }

    #[inline]
    fn presence(&self) -> Presence {
        filled_unless(self.is_empty())
    }
}

#[diagnostic::do_not_recommend]
impl<T, const N: usize> Subject for [T; N] {
    type Value = [T];
    const KIND: Kind = Kind::List;
    const EXTENT: Option<Extent> = Extent::LENGTH;

    #[inline]
    fn value(&self) -> Option<&[T]> {
        Some(self)
    }

    #[inline]
    fn presence(&self) -> Presence {
        filled_unless(N == 0)
    }
}

/// Collections that no rule can see as a slice are their own value.
macro_rules! collection {
    ($kind:ident: $($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Subject for $type {
            type Value = $type;
            const KIND: Kind = Kind::$kind;
            const EXTENT: Option<Extent> = Extent::LENGTH;

            #[inline]
            fn value(&self) -> Option<&$type> {
                Some(self)
            }

            #[inline]
            fn presence(&self) -> Presence {
                filled_unless(self.is_empty())
            }
        }
    )+};
}

collection!(List: [T] VecDeque<T>; [T] LinkedList<T>; [T] BinaryHeap<T>; [T] BTreeSet<T>;);
#[cfg(feature = "std")]
collection!(List: [T, S] std::collections::HashSet<T, S>;);
collection!(Map: [K, V] BTreeMap<K, V>; #[cfg(feature = "std")] [K, V, S] std::collections::HashMap<K, V, S>;);

#[diagnostic::do_not_recommend]
impl<T: Subject> Subject for Option<T> {
    type Value = T::Value;
    const KIND: Kind = T::KIND;
    const EXTENT: Option<Extent> = T::EXTENT;

    #[inline]
    fn value(&self) -> Option<&T::Value> {
        self.as_ref().and_then(T::value)
    }

    #[inline]
    fn presence(&self) -> Presence {
        self.as_ref().map_or(Presence::Absent, T::presence)
    }
}

/// Pointers to a subject.
macro_rules! pointer {
    ($([$($generics:tt)*] $type:ty => $target:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Subject for $type {
            type Value = <$target as Subject>::Value;
            const KIND: Kind = <$target as Subject>::KIND;
            const EXTENT: Option<Extent> = <$target as Subject>::EXTENT;

            #[inline]
            fn value(&self) -> Option<&Self::Value> {
                <$target as Subject>::value(self)
            }

            #[inline]
            fn presence(&self) -> Presence {
                <$target as Subject>::presence(self)
            }
        }
    )+};
}

pointer! {
    [T: Subject + ?Sized] &T => T;
    [T: Subject + ?Sized] &mut T => T;
    [T: Subject + ?Sized] Box<T> => T;
    [T: Subject + ?Sized] Rc<T> => T;
    [T: Subject + ?Sized] Arc<T> => T;
    [B: Subject + ToOwned + ?Sized] Cow<'_, B> => B;
}

#[inline]
fn filled_unless(blank: bool) -> Presence {
    if blank { Presence::Blank } else { Presence::Filled }
}
