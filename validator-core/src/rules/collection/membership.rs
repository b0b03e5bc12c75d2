//! What lists and maps contain: `contains_all`, `subset_of`, `required_keys`, and `in_list` for a value in a list.

use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use core::borrow::Borrow;

use crate::argument::{Argument, Arguments, Mention, Operand, Other};
use crate::lang::{MessageId, id};
use crate::rules::{Choices, Describe, Matches, Rule, Schema, SchemaValue, refuses_empty, rule};
use crate::subject::{Kind, Subject};

rule!(
    /// Accepts a list that contains each of these values.
    ///
    /// In an attribute: `#[validate(contains_all(["n0", "n1"]))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::contains_all(["read", "write"]).check(&["write", "read", "admin"][..]));
    /// assert!(!rules::contains_all(["read", "write"]).check(&["read"][..]));
    /// ```
    pub const fn contains_all<C: Arguments>(values: C) -> ContainsAll<C>;

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::List(&self.values))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.values.at(1).is_none() {
            "The {attribute} must contain {values}."
        } else {
            "The {attribute} must contain all of these: {values}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if self.values.at(1).is_none() { id::contains_all_one } else { id::contains_all_several }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE.with("allOf", SchemaValue::Containing(&self.values)).exact()
    }
);

refuses_empty!(ContainsAll.values, "`contains_all` has no values; write at least one");

rule!(
    /// Accepts a list that contains nothing but these values.
    ///
    /// In an attribute: `#[validate(subset_of(["n0", "n1"]))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::subset_of(["read", "write"]).check(&["write"][..]));
    /// assert!(!rules::subset_of(["read", "write"]).check(&["admin"][..]));
    /// ```
    pub const fn subset_of<C: Arguments>(values: C) -> SubsetOf<C>;

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::List(&self.values))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.values.at(1).is_none() {
            "The {attribute} must only contain {values}."
        } else {
            "The {attribute} must only contain these: {values}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if self.values.at(1).is_none() { id::subset_of_one } else { id::subset_of_several }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE.with("items", SchemaValue::ValuesOrNull(&self.values)).exact()
    }
);

refuses_empty!(SubsetOf.values, "`subset_of` has no values; write at least one");

rule!(
    /// Accepts a map that has each of these keys.
    ///
    /// In an attribute: `#[validate(required_keys(["eur"]))]`.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// let prices = BTreeMap::from([("eur", 1), ("usd", 2)]);
    /// assert!(rules::required_keys(["eur"]).check(&prices));
    /// assert!(!rules::required_keys(["eur", "gbp"]).check(&prices));
    /// ```
    pub const fn required_keys<C: Arguments>(keys: C) -> RequiredKeys<C>;

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::List(&self.keys))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.keys.at(1).is_none() {
            "The {attribute} must contain the key {keys}."
        } else {
            "The {attribute} must contain these keys: {keys}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if self.keys.at(1).is_none() { id::required_keys_one } else { id::required_keys_several }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE.with("required", SchemaValue::Names(&self.keys)).exact()
    }
);

refuses_empty!(RequiredKeys.keys, "`required_keys` has no keys; write at least one");

macro_rules! lists {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        impl<T, C, $($generics)*> Rule<$type> for ContainsAll<C>
        where
            T: Subject,
            C: Choices<T::Value> + Arguments,
        {
            fn check(&self, value: &$type) -> bool {
                self.values.every(|is_wanted| value.iter().filter_map(T::value).any(is_wanted))
            }
        }

        $(#[$cfg])?
        impl<T, C, $($generics)*> Rule<$type> for SubsetOf<C>
        where
            T: Subject,
            C: Choices<T::Value> + Arguments,
        {
            fn check(&self, value: &$type) -> bool {
                value.iter().filter_map(T::value).all(|item| self.values.have(item))
            }
        }

        $(#[$cfg])?
        impl<T, V, $($generics)*> Contents<V> for $type
        where
            T: Subject,
            V: Matches<T::Value> + ?Sized,
        {
            fn hold(&self, value: &V) -> bool {
                self.iter().filter_map(T::value).any(|item| value.matches(item))
            }
        }
    )+};
}

lists! {
    [] [T];
    [] VecDeque<T>;
    [] LinkedList<T>;
    [] BinaryHeap<T>;
    [] BTreeSet<T>;
    #[cfg(feature = "std")] [S] std::collections::HashSet<T, S>;
}

macro_rules! maps {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $map:ty, $($bound:path),+;)+) => {$(
        $(#[$cfg])?
        impl<K, V, Q, C, $($generics)*> Rule<$map> for RequiredKeys<C>
        where
            K: Borrow<Q::Borrowed> $(+ $bound)+,
            Q: Key<K, Borrowed: $($bound +)+>,
            C: Keys<Key = Q> + Arguments,
        {
            fn check(&self, value: &$map) -> bool {
                self.keys.all(|key| value.contains_key(key.borrowed()))
            }
        }
    )+};
}

maps! {
    [] BTreeMap<K, V>, Ord;
    #[cfg(feature = "std")] [S: core::hash::BuildHasher] std::collections::HashMap<K, V, S>, Eq, core::hash::Hash;
}

/// The keys that a map must have: an array, or a constant slice.
pub trait Keys {
    /// A key.
    type Key;

    /// Whether the test holds for each key.
    fn all(&self, test: impl Fn(&Self::Key) -> bool) -> bool;
}

impl<Q, const N: usize> Keys for [Q; N] {
    type Key = Q;

    fn all(&self, test: impl Fn(&Q) -> bool) -> bool {
        self.iter().all(test)
    }
}

impl<Q> Keys for &[Q] {
    type Key = Q;

    fn all(&self, test: impl Fn(&Q) -> bool) -> bool {
        self.iter().all(test)
    }
}

/// A literal or constant that stands for a key of the type `K`: text for text, integers for integers of that type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no key of the type `{K}`",
    label = "not a key of this map",
    note = "write text for text, and integers for integers"
)]
pub trait Key<K> {
    /// The form in which a map is searched for the key.
    type Borrowed: ?Sized;

    /// The key.
    fn borrowed(&self) -> &Self::Borrowed;
}

impl<K: Borrow<str>> Key<K> for &'static str {
    type Borrowed = str;

    fn borrowed(&self) -> &str {
        self
    }
}

macro_rules! integer_keys {
    ($($integer:ty),+) => {$(
        // An integer type has only this impl, so that a literal takes the type of the map's keys.
        impl Key<$integer> for $integer {
            type Borrowed = $integer;

            fn borrowed(&self) -> &$integer {
                self
            }
        }
    )+};
}

integer_keys!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

/// Accepts a value that is in the list of another field.
///
/// If the other field is absent, the rule holds.
///
/// Below `each`, `keys` and `values` the other list is read once, however many values there are: it goes into a table of
/// hashes. A type of your own needs `#[derive(PartialEq, Eq, Hash)]` for that. Without [`Hash`](core::hash::Hash) each
/// value is compared with the different items of the other list, one after the other.
///
/// In an attribute: `#[validate(in_list(self.tags))]`.
///
/// ```
/// use unprocessable_core::{Other, rules, rules::Rule};
///
/// let sizes = vec![String::from("s"), String::from("m")];
/// assert!(rules::in_list(Other(&sizes)).check("m"));
/// assert!(!rules::in_list(Other(&sizes)).check("xl"));
/// ```
#[must_use]
pub const fn in_list<N: OtherList>(other: N) -> InList<N> {
    InList { other }
}

/// A list of the request or of the context, as [`in_list`] takes it.
#[diagnostic::on_unimplemented(
    message = "`in_list` needs a list of the request or of the context",
    label = "a list of fixed values",
    note = "write `one_of([…])` for fixed values"
)]
pub trait OtherList {}

impl<T: ?Sized> OtherList for Other<'_, T> {}
impl OtherList for Mention {}

/// The rule [`in_list`].
#[derive(Clone, Copy, Debug)]
pub struct InList<N> {
    pub(crate) other: N,
}

impl<N> InList<N> {
    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<N: Operand> Describe for InList<N> {
    const CODE: &'static str = "in_list";
    const ARGUMENTS: &'static [&'static str] = &["other"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.other.argument())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must be one of the {other}."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::in_list
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE
    }
}

impl<V, T> Rule<V> for InList<Other<'_, T>>
where
    V: ?Sized,
    T: Subject<Value: Contents<V>> + ?Sized,
{
    fn check(&self, value: &V) -> bool {
        self.other.value().is_none_or(|list| list.hold(value))
    }
}

/// A list or set that can contain a `V`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot contain `{V}`",
    label = "not a list of `{V}`",
    note = "name a field that is a list or set of such values"
)]
pub trait Contents<V: ?Sized> {
    /// Whether the value is in it.
    fn hold(&self, value: &V) -> bool;
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec;

    use super::*;
    use crate::argument::Mention;

    #[test]
    fn lists_contain_values() {
        for (list, all, subset) in [
            (&[][..], false, true),
            (&["a"][..], false, true),
            (&["b", "a"][..], true, true),
            (&["a", "b", "日"][..], true, false),
            (&["A", "b"][..], false, false),
        ] {
            assert_eq!(contains_all(["a", "b"]).check(list), all, "{list:?}");
            assert_eq!(subset_of(["a", "b"]).check(list), subset, "{list:?}");
        }
        let set = BTreeSet::from([Some(String::from("a")), None]);
        assert!(contains_all(["a"]).check(&set) && subset_of(["a"]).check(&set) && !subset_of(["b"]).check(&set));
        assert!(contains_all([3_000_000_000]).check(&VecDeque::from([3_000_000_000_u64])));
    }

    #[test]
    fn maps_have_keys() {
        let map = BTreeMap::from([(String::from("a"), 1), (String::from("日"), 2)]);
        assert!(required_keys(["a", "日"]).check(&map) && !required_keys(["a", "b"]).check(&map));
        assert!(!required_keys(["a"]).check(&BTreeMap::<String, u8>::new()));
        const LATE: &[u64] = &[3_000_000_000];
        let years = BTreeMap::from([(3_000_000_000_u64, 1), (7, 2)]);
        assert!(required_keys([3_000_000_000, 7]).check(&years) && !required_keys([8]).check(&years));
        assert!(required_keys(LATE).check(&years));
        let schema = serde_json::to_string(&required_keys(LATE).schema(Kind::Map));
        assert_eq!(schema.ok().as_deref(), Some(r#"{"required":["3000000000"]}"#));
        #[cfg(feature = "std")]
        assert!(required_keys([-1]).check(&std::collections::HashMap::from([(-1_i8, "a")])));
    }

    #[test]
    fn values_are_in_other_lists() {
        let (list, absent) = (vec![Some(1_u64), None], None::<alloc::vec::Vec<u64>>);
        assert!(in_list(Other(&list)).check(&1_u8) && !in_list(Other(&list)).check(&2_u8));
        assert!(in_list(Other(&absent)).check(&2_u8));
        assert_eq!(in_list(Mention::field("sizes")).argument(0), Some(Argument::Label("sizes")));
    }

    #[test]
    fn sentences_count() {
        assert_eq!(contains_all(["a"]).sentence(Kind::List), "The {attribute} must contain {values}.");
        assert_eq!(
            contains_all(["a", "b"]).sentence(Kind::List),
            "The {attribute} must contain all of these: {values}."
        );
    }
}
