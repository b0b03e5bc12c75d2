//! How `in_list` looks for many values in the list of another field: it makes a table of the list once.

use alloc::boxed::Box;
use alloc::collections::{BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use super::table::Table;
use crate::argument::Other;
use crate::rules::{InList, Number, Numeric, Prepared};
use crate::subject::Subject;
use crate::walk::prepared::Preparation;

/// A list of at most this many items needs no table: a value is compared with each.
const FEW: usize = 8;

/// At most this many different items are kept when they cannot be hashed.
const SEVERAL: usize = 64;

/// A rule and a value. Method resolution finds out from their types how the rule prepares itself.
///
/// `(&&Search(rule, value)).table()` takes [`ByHash`] where the values have [`Eq`] and [`Hash`], then [`ByNumber`],
/// then the inherent method where they have [`PartialEq`] alone. [`AsItPrepares`] is for all other rules.
#[doc(hidden)]
pub struct Search<'s, R, T: ?Sized>(pub &'s R, pub Option<&'s T>);

impl<R, T: ?Sized> core::fmt::Debug for Search<'_, R, T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Search").finish_non_exhaustive()
    }
}

/// Values that can be hashed.
#[doc(hidden)]
pub trait ByHash<'a, R, T: ?Sized> {
    /// How the rule prepares itself.
    fn table(&self) -> Preparation<'a, R, T>;
}

impl<'a, L, T> ByHash<'a, InList<Other<'a, L>>, T> for &Search<'_, InList<Other<'a, L>>, T>
where
    L: Subject<Value: Items<Value = T>> + ?Sized,
    T: Eq + Hash + ?Sized + 'a,
{
    fn table(&self) -> Preparation<'a, InList<Other<'a, L>>, T> {
        Some(|rule| {
            let Some((list, count)) = long(rule) else { return Prepared::Nothing };
            let mut table: Table<'a, T> = Table::of(count);
            list.visit(&mut |item: &'a T| {
                let hash = table.hash(|hasher| item.hash(hasher));
                if let Err(free) = table.find(hash, |other| other == item) {
                    table.put(free, item);
                }
            });
            Prepared::Test(Box::new(move |value| {
                let hash = table.hash(|hasher| value.hash(hasher));
                table.find(hash, |item| item == value).is_ok()
            }))
        })
    }
}

/// Numbers of any type. They are equal if their values are.
#[doc(hidden)]
pub trait ByNumber<'a, R, T: ?Sized> {
    /// How the rule prepares itself.
    fn table(&self) -> Preparation<'a, R, T>;
}

impl<'a, L, T> ByNumber<'a, InList<Other<'a, L>>, T> for &&Search<'_, InList<Other<'a, L>>, T>
where
    L: Subject<Value: Items<Value: Numeric>> + ?Sized,
    T: Numeric,
{
    fn table(&self) -> Preparation<'a, InList<Other<'a, L>>, T> {
        Some(|rule| {
            let Some((list, count)) = long(rule) else { return Prepared::Nothing };
            let mut table: Table<'a, <L::Value as Items>::Value> = Table::of(count);
            list.visit(&mut |item| {
                let number = item.number();
                let hash = table.hash(|hasher| number.feed(hasher));
                // `NaN` equals no number, not even itself.
                if equal(number, number) {
                    if let Err(free) = table.find(hash, |other| equal(other.number(), number)) {
                        table.put(free, item);
                    }
                }
            });
            Prepared::Test(Box::new(move |value: &T| {
                let number = value.number();
                let hash = table.hash(|hasher| number.feed(hasher));
                table.find(hash, |item| equal(item.number(), number)).is_ok()
            }))
        })
    }
}

impl<'a, L, T> Search<'_, InList<Other<'a, L>>, T>
where
    L: Subject<Value: Items<Value = T>> + ?Sized,
    T: PartialEq + ?Sized + 'a,
{
    /// Values that can only be compared are compared with each different item, if there are few of them. An enum, for
    /// example, has few variants.
    #[doc(hidden)]
    pub fn table(&self) -> Preparation<'a, InList<Other<'a, L>>, T> {
        Some(|rule| {
            let Some((list, _)) = long(rule) else { return Prepared::Nothing };
            let mut different: Vec<&'a T> = Vec::new();
            let mut are_many = false;
            list.visit(&mut |item: &'a T| {
                if !are_many && !different.contains(&item) {
                    are_many = different.len() == SEVERAL;
                    different.push(item);
                }
            });
            if are_many {
                return Prepared::Nothing;
            }
            Prepared::Test(Box::new(move |value| different.contains(&value)))
        })
    }
}

/// Every rule other than `in_list`.
#[doc(hidden)]
pub trait AsItPrepares<R, T: ?Sized> {
    /// Adds nothing. The rule prepares itself.
    fn table<'m>(&self) -> Preparation<'m, R, T>;
}

impl<R, T: ?Sized> AsItPrepares<R, T> for Search<'_, R, T> {
    fn table<'m>(&self) -> Preparation<'m, R, T> {
        None
    }
}

/// The list and the number of its items. `None` if it is absent, or too short to need a table.
fn long<'a, L>(rule: &InList<Other<'a, L>>) -> Option<(&'a L::Value, usize)>
where
    L: Subject<Value: Items> + ?Sized,
{
    let list = rule.other.value()?;
    let count = list.count();
    (count > FEW).then_some((list, count))
}

fn equal(a: Number, b: Number) -> bool {
    a.compare(b).is_some_and(Ordering::is_eq)
}

impl Number {
    /// Feeds the value to a hasher. Equal numbers of different types feed the same.
    fn feed<H: Hasher>(self, hasher: &mut H) {
        /// Floats from here on are above all integers.
        const ABOVE: f64 = 340_282_366_920_938_463_463_374_607_431_768_211_456.0; // 2^128
        match self {
            Self::Integer(integer) => (integer < 0, integer.unsigned_abs()).hash(hasher),
            Self::Large(large) => (false, large).hash(hasher),
            Self::Float(float) => {
                let magnitude = float.max(-float);
                // The cast drops the fraction. If nothing changes, there is none.
                let whole = magnitude as u128;
                if magnitude < ABOVE && whole as f64 == magnitude {
                    (float < 0.0, whole).hash(hasher);
                } else {
                    float.to_bits().hash(hasher);
                }
            }
            // Decimals are compared only with decimals, which have a hash of their own.
            Self::Decimal(digits, places) => (digits, places).hash(hasher),
        }
    }
}

/// A list or set of subjects.
#[doc(hidden)]
pub trait Items {
    /// What rules see of an item.
    type Value: ?Sized;

    /// The number of items.
    fn count(&self) -> usize;

    /// Visits each item that is not absent.
    fn visit<'i>(&'i self, each: &mut dyn FnMut(&'i Self::Value));
}

macro_rules! items {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        impl<T: Subject, $($generics)*> Items for $type {
            type Value = T::Value;

            fn count(&self) -> usize {
                self.len()
            }

            fn visit<'i>(&'i self, each: &mut dyn FnMut(&'i T::Value)) {
                self.iter().filter_map(T::value).for_each(each);
            }
        }
    )+};
}

items! {
    [] [T];
    [] VecDeque<T>;
    [] LinkedList<T>;
    [] BinaryHeap<T>;
    [] BTreeSet<T>;
    #[cfg(feature = "std")] [S] std::collections::HashSet<T, S>;
}

#[cfg(test)]
#[allow(clippy::needless_borrow)] // With two borrows, method resolution finds another method.
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::Mention;
    use crate::errors::ValidationErrors;
    use crate::path::Spot;
    use crate::rules::{self, Memory, Rule};
    use crate::walk::Walk;
    use crate::walk::walker::Walker;

    /// Each value in the list, asked one by one and with a memory, as generated code does.
    macro_rules! agree {
        ($list:expr, $values:expr, $found:expr) => {{
            #[allow(unused_imports)] // As in generated code, each list needs one of them.
            use {AsItPrepares as _, ByHash as _, ByNumber as _};
            let (list, memory, spot) = ($list, Memory::new(), &Spot::Here);
            let mut found = Vec::new();
            for value in $values {
                let rule = rules::in_list(Other(&list));
                let mut walk = Walk::new(ValidationErrors::new());
                let mut walker = Walker::new(&mut walk);
                let description = const { &rules::in_list(Mention::field("list")) };
                let failed = Rule::run_on_element(
                    value.value(),
                    &value,
                    &rule,
                    &memory,
                    |rule, value| (&&Search(rule, value)).table(),
                    description,
                    &mut walker,
                    spot,
                )
                .failed();
                assert_eq!(failed, value.value().is_some_and(|value| !rule.check(value)));
                found.push(!failed);
            }
            assert_eq!(found, $found);
        }};
    }

    #[test]
    fn what_is_looked_for_in_a_table_is_found_as_it_is_one_by_one() {
        let words = |count: usize| (0..count).map(|n| alloc::format!("w{n}")).collect::<Vec<String>>();
        for count in [0, 1, FEW, FEW + 1, 1000] {
            agree!(words(count), ["w0", "w8", "w999", "x", ""], [count > 0, count > 8, count > 999, false, false]);
        }
        agree!(Some(words(20)), [None, Some("w1"), Some("w20")], [true, true, false]);
        agree!(None::<Vec<String>>, ["w1"], [true]);
        agree!((0..20_u8).map(Some).collect::<BTreeSet<_>>(), [0_u8, 19, 20], [true, true, false]);
        agree!((0..20).map(|n| n % 2 == 0).collect::<VecDeque<_>>(), [true, false], [true, true]);
        agree!((0..20_i8).collect::<BinaryHeap<_>>(), [19_i8, 20], [true, false]);
    }

    #[test]
    fn numbers_of_different_types_are_found() {
        let large = u128::MAX - 20;
        agree!((0..20_u8).collect::<Vec<_>>(), [0_i64, 19, 20, -1, i64::MIN], [true, true, false, false, false]);
        agree!((0..20_u128).map(|n| large + n).collect::<LinkedList<_>>(), [large, large - 1], [true, false]);
        let floats = || (0..20).map(|n| f64::from(n) / 2.0 - 0.0).chain([f64::NAN, f64::INFINITY, -0.0, 1e300]);
        agree!(
            floats().collect::<Vec<_>>(),
            [0.0, -0.0, 9.5, 9.6, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300],
            [true, true, true, false, false, true, false, true]
        );
        agree!(floats().collect::<Vec<_>>(), [0_u8, 9, 10, 255], [true, true, false, false]);
        agree!(floats().collect::<Vec<_>>(), [0.5_f32, 0.1, f32::NAN], [true, false, false]);
        agree!(
            (0..20_u64).map(|n| (1 << 53) + n).collect::<Vec<_>>(),
            [9_007_199_254_740_992.0_f64, 1.5],
            [true, false]
        );
        agree!((0..20_i8).map(|n| -n).collect::<Vec<_>>(), [-3.0_f32, 3.0], [true, false]);
    }

    #[derive(PartialEq, Debug)]
    struct Opaque(u32);

    impl Subject for Opaque {
        type Value = Self;
        const KIND: crate::Kind = crate::Kind::Other;

        fn value(&self) -> Option<&Self> {
            Some(self)
        }
    }

    #[test]
    fn what_can_only_be_compared_is_found() {
        for different in [3, SEVERAL as u32, SEVERAL as u32 + 1, 500] {
            let list: Vec<Opaque> = (0..1000).map(|n| Opaque(n % different)).collect();
            agree!(list, [Opaque(0), Opaque(different - 1), Opaque(different)], [true, true, false]);
        }
    }

    #[test]
    fn other_rules_prepare_by_themselves() {
        #[allow(unused_imports)] // As in generated code, each list needs one of them.
        use {AsItPrepares as _, ByHash as _, ByNumber as _};
        let (title, mut longer) = (String::from("日本語"), 0);
        let rule = rules::lte(Other(&title));
        assert!((&&Search(&rule, Some("a"))).table().is_none());
        for text in ["", "日", "abc", "abcd"] {
            let prepared = Rule::<str>::prepare(&rule);
            assert!(matches!(prepared, Prepared::Bounds(_)));
            assert_eq!(rule.check_prepared(text, &prepared), rule.check(text), "{text}");
            longer += usize::from(!rule.check(text));
        }
        assert_eq!(longer, 1);
    }
}
