//! Lists without duplicates.

use alloc::collections::{LinkedList, VecDeque};
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::ops::ControlFlow;

use super::hashing::floats::Floating;
use super::hashing::table::{Seed, Table};
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::text::unicode::lower_case;
use crate::rules::{Describe, Failure, Rule, Schema};
use crate::subject::{Kind, Subject};

/// Accepts a list without duplicates. Each item that repeats an earlier one gets a violation, at a key such as `tags.3`.
///
/// Items are compared by [`Eq`]. `.ignore_case()` compares text without regard to case. `.by(key)` compares the keys that
/// a function gives for the items.
///
/// Floats, and options, lists and tuples of floats, are compared too. 0 and -0 are duplicates, and so are two `NaN`.
///
/// The time is in proportion to the bytes of the list, also if an attacker wrote it: items are hashed with a random seed,
/// and only items with the same hash are compared. A list of up to 32 items takes no memory, a longer one a table.
///
/// In an attribute: `#[validate(distinct)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// fn initial(name: &&str) -> Option<char> {
///     name.chars().next()
/// }
///
/// assert!(rules::distinct().check(&[3, 1, 2][..]));
/// assert!(!rules::distinct().check(&[0.5, 0.0, -0.0][..]));
/// assert!(!rules::distinct().ignore_case().check(&["a", "A"][..]));
/// assert!(!rules::distinct().by(initial).check(&["jane", "joe"][..]));
/// ```
#[must_use]
pub const fn distinct<K>() -> Distinct<Whole, K> {
    Distinct { by: Whole, kind: PhantomData }
}

/// The rule [`distinct`].
///
/// `K` follows from the items of the list: values with [`Eq`], or [`Floats`].
#[derive(Clone, Copy, Debug)]
pub struct Distinct<I = Whole, K = Equals> {
    by: I,
    kind: PhantomData<fn() -> K>,
}

/// Items with [`Eq`] and [`Hash`].
#[derive(Clone, Copy, Debug)]
pub struct Equals;

/// Items that are floats, or that consist of floats.
#[derive(Clone, Copy, Debug)]
pub struct Floats;

/// Whole items are compared.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

/// Items are texts. They are compared without regard to case.
#[derive(Clone, Copy, Debug)]
pub struct IgnoreCase;

/// Items are compared by a key.
#[derive(Clone, Copy, Debug)]
pub struct By<F>(F);

impl Distinct {
    /// Compares text without regard to case: by Unicode's lower-case mapping.
    #[must_use]
    pub const fn ignore_case(self) -> Distinct<IgnoreCase> {
        Distinct { by: IgnoreCase, kind: PhantomData }
    }

    /// Compares the keys that a function gives: `fn(&Item) -> Key`, where the key may borrow from the item.
    #[must_use]
    pub const fn by<F>(self, key: F) -> Distinct<By<F>> {
        Distinct { by: By(key), kind: PhantomData }
    }
}

impl<I, K> Distinct<I, K> {
    #[doc(hidden)]
    pub const fn verify(&self) {}
}

/// What tells items apart, in a word.
#[doc(hidden)]
pub trait Manner {
    /// The word.
    const NAME: &'static str;
}

impl Manner for Whole {
    const NAME: &'static str = "whole";
}

impl Manner for IgnoreCase {
    const NAME: &'static str = "ignore_case";
}

impl<F> Manner for By<F> {
    const NAME: &'static str = "by";
}

impl<I: Manner, K> Describe for Distinct<I, K> {
    const CODE: &'static str = "distinct";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must not contain duplicates."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::distinct
    }

    /// Not exact: objects that differ can be read as the same item, because of an alias or a default.
    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::of("uniqueItems", Argument::Boolean(true))
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if I::NAME != Whole::NAME {
            each(I::NAME);
        }
    }

    fn manner(&self) -> &'static str {
        I::NAME
    }
}

macro_rules! lists {
    ($($type:ty),+) => {$(
        impl<T, K, I: Identify<T, K> + Manner> Rule<$type> for Distinct<I, K> {
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

/// What makes items the same.
#[diagnostic::on_unimplemented(
    message = "duplicates of `{T}` cannot be found",
    label = "not comparable by `{Self}`",
    note = "items need `#[derive(PartialEq, Eq, Hash)]`, for `ignore_case` they are text, or name a function: \
            `distinct(by = key)` with `fn key(item: &{T}) -> …`"
)]
pub trait Identify<T, K = Equals> {
    /// Whether the items count as the same.
    fn same(&self, a: &T, b: &T) -> bool;

    /// Feeds the part of the item that counts.
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

impl<T: Floating> Identify<T, Floats> for Whole {
    fn same(&self, a: &T, b: &T) -> bool {
        a.same(b)
    }

    fn hash<H: Hasher>(&self, item: &T, hasher: &mut H) {
        item.feed(hasher);
    }
}

impl<T: Subject<Value = str>> Identify<T> for IgnoreCase {
    fn same(&self, a: &T, b: &T) -> bool {
        match (a.value(), b.value()) {
            (Some(a), Some(b)) => lower_case::same(a, b),
            (a, b) => a == b,
        }
    }

    fn hash<H: Hasher>(&self, item: &T, hasher: &mut H) {
        if let Some(text) = item.value() {
            lower_case::feed(text, hasher);
        }
    }
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

/// A function that gives the key of an item.
pub trait ItemKey<'a, T: 'a> {
    /// The key.
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

/// In a list of at most this many items, each is compared with those before it. That costs less than hashing.
const A_FEW: usize = 4;

/// At most this many hashes are kept on the stack, without an allocation.
const FEW: usize = 32;

/// Reports the index of every item that came before.
fn repeats<'t, T: 't, K, I: Identify<T, K>>(
    by: &I,
    items: impl ExactSizeIterator<Item = &'t T> + Clone,
    mut found: impl FnMut(usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if items.len() <= A_FEW {
        for (index, item) in items.clone().enumerate() {
            if items.clone().take(index).any(|earlier| by.same(earlier, item)) {
                found(index)?;
            }
        }
        return ControlFlow::Continue(());
    }
    if items.len() <= FEW {
        let (seed, mut hashes) = (Seed::new(), [0; FEW]);
        for (index, item) in items.clone().enumerate() {
            let hash = seed.hash(|hasher| by.hash(item, hasher));
            let mut earlier = hashes[..index].iter().zip(items.clone());
            if earlier.any(|(earlier_hash, earlier)| *earlier_hash == hash && by.same(earlier, item)) {
                found(index)?;
            }
            hashes[index] = hash;
        }
        return ControlFlow::Continue(());
    }
    let mut table = Table::of(items.len());
    for (index, item) in items.enumerate() {
        let hash = table.hash(|hasher| by.hash(item, hasher));
        match table.find(hash, |earlier| by.same(earlier, item)) {
            Ok(()) => found(index)?,
            Err(free) => table.put(free, item),
        }
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    fn repeated<T, K, I: Identify<T, K> + Manner>(rule: &Distinct<I, K>, list: &[T]) -> Vec<usize> {
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
        for count in [A_FEW, A_FEW + 1, FEW - 1, FEW, FEW + 1, 1000] {
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

    #[test]
    fn floats_that_nobody_can_tell_apart_are_duplicates() {
        let nan = f64::NAN;
        assert_eq!(repeated(&distinct(), &[0.5, 1.0, 0.25]), Vec::<usize>::new());
        assert_eq!(repeated(&distinct(), &[0.0, 1.0, -0.0, nan, -nan, 1.0]), [2, 4, 5]);
        assert_eq!(repeated(&distinct(), &[0.1_f32, 0.1, f32::INFINITY, f32::NEG_INFINITY]), [1]);
        assert_eq!(repeated(&distinct(), &[None, Some(0.5), None, Some(0.5)]), [2, 3]);
        assert_eq!(repeated(&distinct(), &[[0.5, 1.5], [1.5, 0.5], [0.5, 1.5]]), [2]);
        assert_eq!(repeated(&distinct(), &[vec![0.5], vec![], vec![0.5, 0.5], vec![0.5]]), [3]);
        assert_eq!(repeated(&distinct(), &[(0.5, 1.5_f32), (1.5, 0.5), (0.5, 1.5)]), [2]);
        let many: Vec<f64> = (0..100).map(|n| f64::from(n % 50) - 25.0).collect();
        assert_eq!(repeated(&distinct(), &many), (50..100).collect::<Vec<_>>());
        assert!(!distinct().check(&VecDeque::from([0.0, -0.0])));
    }

    #[test]
    fn each_item_is_looked_at_a_few_times() {
        use alloc::rc::Rc;
        use core::cell::Cell;

        struct Item(u32, Rc<Cell<usize>>);

        fn key(item: &Item) -> u32 {
            item.1.set(item.1.get() + 1);
            item.0
        }

        for count in [2_u32, 4, 5, 31, 32, 33, 1000] {
            for distinct_items in [count, 1] {
                let looks = Rc::new(Cell::new(0));
                let list: Vec<Item> = (0..count).map(|n| Item(n % distinct_items, looks.clone())).collect();
                let _ = repeats(&By(key), list.iter(), |_| ControlFlow::Continue(()));
                assert!(looks.get() <= 4 * count as usize, "{count} items: {} looks", looks.get());
            }
        }
    }

    #[test]
    fn agrees_with_a_set() {
        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..256 {
            let list: Vec<u8> = (0..random.usize(..100)).map(|_| random.u8(..)).collect();
            let mut seen = alloc::collections::BTreeSet::new();
            let expected: Vec<usize> = (0..list.len()).filter(|&index| !seen.insert(list[index])).collect();
            assert_eq!(repeated(&distinct(), &list), expected, "{list:?}");
        }
    }
}
