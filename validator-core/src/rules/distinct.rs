//! Lists without duplicates.

use alloc::collections::{LinkedList, VecDeque};
use alloc::vec;
use core::hash::{BuildHasher, Hash, Hasher};
use core::ops::ControlFlow;

use super::{Describe, Failure, Rule, Schema};
use crate::argument::Argument;
use crate::subject::{Kind, Subject};

/// A list in which no item comes twice; the violation stands at each item that has come before: `tags.3`.
///
/// Items are compared as wholes, by [`Eq`]. `.ignore_case()` compares text without regard to case, `.by(key)` what a
/// function makes of each item.
///
/// Takes time in proportion to the list, whoever wrote it: items are hashed with a random seed. Lists of up to 32
/// items need no memory for that, longer ones one table.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// fn initial(name: &&str) -> Option<char> {
///     name.chars().next()
/// }
///
/// assert!(rules::distinct().check(&[3, 1, 2][..]));
/// assert!(!rules::distinct().ignore_case().check(&["a", "A"][..]));
/// assert!(!rules::distinct().by(initial).check(&["jane", "joe"][..]));
/// ```
#[must_use]
pub const fn distinct() -> Distinct {
    Distinct { by: Whole }
}

/// The rule [`distinct`].
#[derive(Clone, Copy, Debug)]
pub struct Distinct<I = Whole> {
    by: I,
}

/// Items are compared as wholes.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

/// Items are texts, compared without regard to case.
#[derive(Clone, Copy, Debug)]
pub struct IgnoreCase;

/// Items are compared by a key.
#[derive(Clone, Copy, Debug)]
pub struct By<F>(F);

impl Distinct {
    /// Compares text without regard to case: by Unicode's lower-case mapping.
    #[must_use]
    pub const fn ignore_case(self) -> Distinct<IgnoreCase> {
        Distinct { by: IgnoreCase }
    }

    /// Compares the keys that a function gives: `fn(&Item) -> Key`, where the key may borrow from the item.
    #[must_use]
    pub const fn by<F>(self, key: F) -> Distinct<By<F>> {
        Distinct { by: By(key) }
    }
}

impl<I> Distinct<I> {
    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<I> Describe for Distinct<I> {
    const CODE: &'static str = "distinct";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must not contain duplicates."
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::of("uniqueItems", Argument::Boolean(true))
    }
}

macro_rules! lists {
    ($($type:ty),+) => {$(
        impl<T, I: Identify<T>> Rule<$type> for Distinct<I> {
            const SEVERAL: bool = true;

            fn check(&self, value: &$type) -> bool {
                repeats(&self.by, value.iter(), |_| ControlFlow::Break(())).is_continue()
            }

            fn failures(&self, value: &$type, report: &mut dyn FnMut(Failure)) {
                let _ = repeats(&self.by, value.iter(), |index| {
                    report(Failure::at(index));
                    ControlFlow::Continue(())
                });
            }
        }
    )+};
}

lists!([T], VecDeque<T>, LinkedList<T>);

/// What tells one item from another.
#[diagnostic::on_unimplemented(
    message = "duplicates of `{T}` cannot be found",
    label = "not comparable by `{Self}`",
    note = "items need `#[derive(PartialEq, Eq, Hash)]`, for `ignore_case` they are text, or name a function: \
            `distinct(by = key)` with `fn key(item: &{T}) -> …`"
)]
pub trait Identify<T> {
    /// Whether the items count as the same.
    fn same(&self, a: &T, b: &T) -> bool;

    /// Feeds what counts of the item.
    fn hash<H: Hasher>(&self, item: &T, hasher: &mut H);
}

impl<T: Eq + Hash> Identify<T> for Whole {
    #[inline]
    fn same(&self, a: &T, b: &T) -> bool {
        a == b
    }

    fn hash<H: Hasher>(&self, item: &T, hasher: &mut H) {
        item.hash(hasher);
    }
}

impl<T: Subject<Value = str>> Identify<T> for IgnoreCase {
    fn same(&self, a: &T, b: &T) -> bool {
        match (a.value(), b.value()) {
            (Some(a), Some(b)) => lower(a).eq(lower(b)),
            (a, b) => a == b,
        }
    }

    fn hash<H: Hasher>(&self, item: &T, hasher: &mut H) {
        for c in item.value().into_iter().flat_map(lower) {
            hasher.write_u32(c.into());
        }
    }
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

impl<T, F: for<'a> ItemKey<'a, T>> Identify<T> for By<F> {
    fn same(&self, a: &T, b: &T) -> bool {
        same_key(self.0.key(a), self.0.key(b))
    }

    fn hash<H: Hasher>(&self, item: &T, hasher: &mut H) {
        self.0.key(item).hash(hasher);
    }
}

fn same_key<K: Eq>(a: K, b: K) -> bool {
    a == b
}

/// A function from an item to what tells it from others.
pub trait ItemKey<'a, T: 'a> {
    /// What the function gives.
    type Key: Eq + Hash;

    /// Calls it.
    fn key(&self, item: &'a T) -> Self::Key;
}

impl<'a, T: 'a, K: Eq + Hash, F: Fn(&'a T) -> K> ItemKey<'a, T> for F {
    type Key = K;

    #[inline]
    fn key(&self, item: &'a T) -> K {
        self(item)
    }
}

/// Up to this many items each is compared with those before it, which takes no memory.
const FEW: usize = 32;

/// Tells the index of every item that has come before.
fn repeats<'t, T: 't, I: Identify<T>>(
    by: &I,
    items: impl ExactSizeIterator<Item = &'t T> + Clone,
    mut found: impl FnMut(usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if items.len() <= FEW {
        for (index, item) in items.clone().enumerate() {
            if items.clone().take(index).any(|earlier| by.same(earlier, item)) {
                found(index)?;
            }
        }
        return ControlFlow::Continue(());
    }
    // Each item stands at its hash or in the next free place. At most half of the places are taken.
    let seed = seed();
    let mut places: vec::Vec<Option<&T>> = vec![None; (items.len() * 2).next_power_of_two()];
    let mask = places.len() - 1;
    for (index, item) in items.enumerate() {
        let mut hasher = seed.build_hasher();
        by.hash(item, &mut hasher);
        let mut place = hasher.finish() as usize & mask;
        loop {
            match places[place] {
                None => {
                    places[place] = Some(item);
                    break;
                }
                Some(earlier) if by.same(earlier, item) => {
                    found(index)?;
                    break;
                }
                Some(_) => place = (place + 1) & mask,
            }
        }
    }
    ControlFlow::Continue(())
}

/// A client that does not know the seed cannot send items that all fall on one place.
#[cfg(feature = "std")]
fn seed() -> impl BuildHasher {
    std::hash::RandomState::new()
}

/// Without `std` the only thing a client does not know is where things lie in memory.
#[cfg(not(feature = "std"))]
#[allow(deprecated)] // The hasher is deprecated in favour of `std`'s, which is the same algorithm.
fn seed() -> impl BuildHasher {
    #[derive(Clone, Copy)]
    struct Seed(u64, u64);

    impl BuildHasher for Seed {
        type Hasher = core::hash::SipHasher;

        fn build_hasher(&self) -> Self::Hasher {
            core::hash::SipHasher::new_with_keys(self.0, self.1)
        }
    }

    let (stack, heap) = (0_u8, alloc::boxed::Box::new(0_u8));
    Seed(&raw const stack as usize as u64, &raw const *heap as usize as u64)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    fn repeated<T, I: Identify<T>>(rule: &Distinct<I>, list: &[T]) -> Vec<usize> {
        let mut indexes = Vec::new();
        rule.failures(list, &mut |failure| indexes.extend(failure.index));
        assert_eq!(rule.check(list), indexes.is_empty());
        indexes
    }

    #[test]
    fn repeated_items_are_named() {
        assert_eq!(repeated(&distinct(), &[] as &[u8]), Vec::<usize>::new());
        assert_eq!(repeated(&distinct(), &[1]), Vec::<usize>::new());
        assert_eq!(repeated(&distinct(), &[1, 2, 1, 3, 2, 1]), [2, 4, 5]);
        assert_eq!(repeated(&distinct(), &["é", "e\u{301}", "É"]), Vec::<usize>::new());
        assert_eq!(repeated(&distinct(), &[None, Some(1), None]), [2]);
    }

    #[test]
    fn few_and_many_items_are_treated_alike() {
        for count in [FEW - 1, FEW, FEW + 1, 1000] {
            let mut list: Vec<String> = (0..count).map(|n| alloc::format!("n{n}")).collect();
            assert_eq!(repeated(&distinct(), &list), Vec::<usize>::new());
            list[count - 1] = list[0].to_uppercase();
            assert_eq!(repeated(&distinct(), &list), Vec::<usize>::new());
            assert_eq!(repeated(&distinct().ignore_case(), &list), [count - 1]);
            list[count / 2] = list[0].clone();
            assert_eq!(repeated(&distinct(), &list), [count / 2]);
        }
    }

    #[test]
    fn case_and_keys() {
        assert_eq!(repeated(&distinct().ignore_case(), &["Straße", "STRAßE", "STRASSE", ""]), [1]);
        assert_eq!(repeated(&distinct().ignore_case(), &[None, Some("a"), Some(""), None, Some("A")]), [3, 4]);
        fn name(pair: &(String, u8)) -> &str {
            &pair.0
        }
        let list = [("a".into(), 1), ("b".into(), 1), ("a".into(), 2)];
        assert_eq!(repeated(&distinct().by(name), &list), [2]);
        assert!(!distinct().check(&VecDeque::from([1, 1])) && distinct().check(&LinkedList::from([1, 2])));
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_a_set(list: Vec<u8>) {
            let mut seen = alloc::collections::BTreeSet::new();
            let expected: Vec<usize> = (0..list.len()).filter(|&index| !seen.insert(list[index])).collect();
            proptest::prop_assert_eq!(repeated(&distinct(), &list), expected);
        }
    }
}
