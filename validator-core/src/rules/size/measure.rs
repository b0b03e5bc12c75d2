//! Lengths: of text in characters, of lists and maps in items; and what they are compared with.

use core::cmp::Ordering;

use crate::rules::{Compare, CompareField, Known, Number, Numeric};

/// A value with a length: text in characters, lists and maps in items.
pub trait Measure {
    /// Compares the length with a count, and counts no further than needed.
    fn compare_len(&self, count: usize) -> Ordering;

    /// The length.
    fn size(&self) -> usize;
}

impl Measure for str {
    #[inline]
    fn compare_len(&self, count: usize) -> Ordering {
        // A character takes one to four bytes, so the bytes often decide without counting.
        let bytes = str::len(self);
        if bytes < count {
            Ordering::Less
        } else if bytes.div_ceil(4) > count {
            Ordering::Greater
        } else {
            self.chars().count().cmp(&count)
        }
    }

    fn size(&self) -> usize {
        self.chars().count()
    }
}

#[diagnostic::do_not_recommend]
impl Compare<usize> for str {
    #[inline]
    fn compare(&self, bound: &usize) -> Option<Ordering> {
        Some(self.compare_len(*bound))
    }
}

/// Text is as long as other text, or as a number says.
#[diagnostic::do_not_recommend]
impl CompareField<str> for str {
    fn compare_field(&self, other: &str) -> Option<Ordering> {
        Some(self.compare_len(Measure::size(other)))
    }

    fn know_field(other: &str) -> Option<Known> {
        Some(Known::Count(Measure::size(other)))
    }

    fn compare_known_field(&self, other: &str, known: Known) -> Option<Ordering> {
        match known {
            Known::Count(count) => Some(self.compare_len(count)),
            Known::Moment(_) => self.compare_field(other),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<N: Numeric> CompareField<N> for str {
    fn compare_field(&self, other: &N) -> Option<Ordering> {
        Measure::size(self).number().compare(other.number())
    }
}

/// A number of items, or a number that stands for one.
pub trait Extent {
    /// The number.
    fn extent(&self) -> Number;
}

#[diagnostic::do_not_recommend]
impl<N: Numeric> Extent for N {
    fn extent(&self) -> Number {
        self.number()
    }
}

macro_rules! measured {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        impl<$($generics)*> Measure for $type {
            #[inline]
            fn compare_len(&self, count: usize) -> Ordering {
                <$type>::len(self).cmp(&count)
            }

            #[inline]
            fn size(&self) -> usize {
                <$type>::len(self)
            }
        }

        $(#[$cfg])?
        impl<$($generics)*> Extent for $type {
            fn extent(&self) -> Number {
                <$type>::len(self).number()
            }
        }

        $(#[$cfg])?
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Compare<usize> for $type {
            #[inline]
            fn compare(&self, bound: &usize) -> Option<Ordering> {
                Some(self.compare_len(*bound))
            }
        }

        $(#[$cfg])?
        #[diagnostic::do_not_recommend]
        impl<Other: Extent + ?Sized, $($generics)*> CompareField<Other> for $type {
            fn compare_field(&self, other: &Other) -> Option<Ordering> {
                self.extent().compare(other.extent())
            }
        }
    )+};
}

measured! {
    [T] [T];
    [T] alloc::collections::VecDeque<T>;
    [T] alloc::collections::LinkedList<T>;
    [T] alloc::collections::BinaryHeap<T>;
    [T] alloc::collections::BTreeSet<T>;
    [K, V] alloc::collections::BTreeMap<K, V>;
    #[cfg(feature = "std")] [T, S] std::collections::HashSet<T, S>;
    #[cfg(feature = "std")] [K, V, S] std::collections::HashMap<K, V, S>;
}

#[cfg(test)]
mod tests {
    use alloc::collections::{BTreeMap, BTreeSet, LinkedList, VecDeque};

    use crate::{Other, rules::*};

    #[test]
    fn lengths_are_characters_and_items() {
        assert!(gte(3).check("日本語") && !gt(3).check("日本語"));
        assert!(lt(Other("日本語")).check("ab") && !lt(Other("ab")).check("日本語"));
        assert!(gt(Other(&2_u8)).check("日本語") && !gt(Other(&3_u8)).check("日本語"));
    }

    #[test]
    fn items_of_any_collections_compare() {
        let (one, two) = (BTreeSet::from([1]), VecDeque::from(["a", "b"]));
        assert!(gt(Other(&one)).check(&two) && !gt(Other(&two)).check(&one) && gt(Other(&[1][..])).check(&[1, 2][..]));
        let map = BTreeMap::from([("a", 1), ("b", 2)]);
        assert!(gte(Other(&two)).check(&map) && lte(Other(&2.5_f32)).check(&map) && !lt(Other(&1_u8)).check(&map));
        assert!(size(Other(&map)).check(&LinkedList::from([1, 2])));
        #[cfg(feature = "std")]
        {
            let set = std::collections::HashSet::from([1, 2, 3]);
            assert!(gt(Other(&map)).check(&set) && lt(Other(&set)).check(&std::collections::HashMap::from([(1, 2)])));
        }
    }
}
