//! `Validate`, what the derive implements, and `Valid`, the proof that it held.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::TypeId;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::ops::Deref;

use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::path::MapKey;
use crate::path::{Path, Spot};
use crate::walk::Walk;
use crate::walk::change_items::ChangeItems as _;
use crate::walk::group::Group;
use crate::walk::walker::Walker;

/// A type whose values can be checked against rules.
///
/// `#[derive(Validate)]` implements it for every context `C`, or for the one that
/// `#[validate(context = Type)]` names. Lists, maps, options and pointers of such types implement it too.
///
/// A type may have rules that run only in a [`Group`]. [`validate`](Self::validate) leaves them out, and
/// [`validate_for`](Self::validate_for) runs those of one group beside the others.
///
/// ```
/// use unprocessable_core::{Valid, Validate, ValidationErrors};
///
/// # struct Payment;
/// # impl<C: ?Sized> Validate<C> for Payment {
/// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
/// # }
/// fn pay(payment: Payment) -> Result<Valid<Payment>, ValidationErrors> {
///     payment.into_valid()
/// }
///
/// assert!(vec![Payment].validate().is_ok());
/// # assert!(pay(Payment).is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rules that can run here",
    label = "`{Self}` cannot be validated here",
    note = "add `#[derive(Validate)]` to it, or to the type inside of it; the keys of a map need `MapKey`",
    note = "where a nested type declares `#[validate(context = …)]`, the types around it declare the same; where it has \
            asynchronous rules, `#[validate(context = …, async)]`"
)]
pub trait Validate<C: ?Sized = ()> {
    /// Runs every rule of this value. The derive writes it; [`validate`](Self::validate) calls it.
    fn walk(&self, context: &C, walker: &mut Walker<'_>);

    /// Whether [`normalize_with`](Self::normalize_with) may do anything. It is not looked for in nested types, because a
    /// type may contain itself.
    #[doc(hidden)]
    const NORMALIZES: bool = false;

    /// Puts the value in order before its rules run, as `normalize(…)` says. The derive writes it, and
    /// [`Normalize::normalize`](crate::Normalize::normalize) calls it. For a type with a context it is the one to call.
    ///
    /// ```
    /// use unprocessable_core::Validate;
    /// # struct Payment { currency: String }
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// #     fn normalize_with(&mut self, _: &C) { self.currency = self.currency.trim().to_owned(); }
    /// # }
    ///
    /// struct Currencies(Vec<&'static str>);
    ///
    /// let mut payment = Payment { currency: " EUR".into() };
    /// payment.normalize_with(&Currencies(vec!["EUR"]));
    /// assert_eq!(payment.currency, "EUR");
    /// ```
    #[inline]
    fn normalize_with(&mut self, context: &C) {
        let _ = context;
    }

    /// What the derive writes for a nested value. The context comes first, so that it decides which rules are meant.
    #[doc(hidden)]
    fn nest(context: &C, value: &Self, walker: &mut Walker<'_>, spot: &'static Spot) {
        walker.nested(value, spot, context);
    }

    /// Checks every rule.
    ///
    /// # Errors
    ///
    /// All rules that fail, as the documented 422 body.
    ///
    /// ```
    /// use unprocessable_core::Validate;
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// assert!(Payment.validate().is_ok());
    /// ```
    #[inline]
    fn validate(&self) -> Result<(), ValidationErrors>
    where
        (): NoContext<C>,
    {
        run_plainly(self, <() as NoContext<C>>::none())
    }

    /// Checks every rule, with the context that rules of your own need.
    ///
    /// # Errors
    ///
    /// All rules that fail, as the documented 422 body.
    ///
    /// ```
    /// use unprocessable_core::Validate;
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// struct Currencies(Vec<&'static str>);
    ///
    /// assert!(Payment.validate_with(&Currencies(vec!["EUR"])).is_ok());
    /// ```
    #[inline]
    fn validate_with(&self, context: &C) -> Result<(), ValidationErrors> {
        run_plainly(self, context)
    }

    /// Checks every rule within the given limits. The context of a type without one is `&()`.
    ///
    /// # Errors
    ///
    /// The rules that fail, as many as the limits keep.
    ///
    /// ```
    /// use unprocessable_core::{Limits, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// assert!(Payment.validate_within(&Limits::new().violations(10), &()).is_ok());
    /// ```
    #[inline]
    fn validate_within(&self, limits: &Limits, context: &C) -> Result<(), ValidationErrors> {
        run(self, context, limits, TypeId::of::<()>())
    }

    /// Checks every rule and returns the value as [`Valid`], the proof that they held.
    ///
    /// # Errors
    ///
    /// All rules that fail; the value is dropped.
    ///
    /// ```
    /// use unprocessable_core::{Valid, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// let payment: Valid<Payment> = Payment.into_valid().unwrap();
    /// # let _ = payment;
    /// ```
    fn into_valid(self) -> Result<Valid<Self>, ValidationErrors>
    where
        Self: Sized,
        (): NoContext<C>,
    {
        Valid::check_within(self, &const { Limits::new() }, <() as NoContext<C>>::none())
    }

    /// As [`into_valid`](Self::into_valid), with a context.
    ///
    /// # Errors
    ///
    /// All rules that fail; the value is dropped.
    ///
    /// ```
    /// use unprocessable_core::{Valid, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// struct Currencies(Vec<&'static str>);
    ///
    /// let payment: Valid<Payment> = Payment.into_valid_with(&Currencies(vec!["EUR"])).unwrap();
    /// # let _ = payment;
    /// ```
    fn into_valid_with(self, context: &C) -> Result<Valid<Self>, ValidationErrors>
    where
        Self: Sized,
    {
        Valid::check_within(self, &const { Limits::new() }, context)
    }

    /// Checks the rules of a group, and those that are in none.
    ///
    /// # Errors
    ///
    /// All rules that fail, as the documented 422 body.
    ///
    /// ```
    /// use unprocessable_core::{Group, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// assert!(Payment.validate_for::<Create>().is_ok());
    /// ```
    fn validate_for<G: Group>(&self) -> Result<(), ValidationErrors>
    where
        (): NoContext<C>,
    {
        run(self, <() as NoContext<C>>::none(), &const { Limits::new() }, TypeId::of::<G>())
    }

    /// As [`validate_for`](Self::validate_for), with a context.
    ///
    /// # Errors
    ///
    /// All rules that fail, as the documented 422 body.
    ///
    /// ```
    /// use unprocessable_core::{Group, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// assert!(Payment.validate_for_with::<Create>(&"EUR").is_ok());
    /// ```
    fn validate_for_with<G: Group>(&self, context: &C) -> Result<(), ValidationErrors> {
        run(self, context, &const { Limits::new() }, TypeId::of::<G>())
    }

    /// Checks the rules of a group, and those that are in none. The proof has the group.
    ///
    /// # Errors
    ///
    /// All rules that fail; the value is dropped.
    ///
    /// ```
    /// use unprocessable_core::{Group, Valid, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// let payment: Valid<Payment, Create> = Payment.into_valid_for().unwrap();
    /// # let _ = payment;
    /// ```
    fn into_valid_for<G: Group>(self) -> Result<Valid<Self, G>, ValidationErrors>
    where
        Self: Sized,
        (): NoContext<C>,
    {
        Valid::check_within(self, &const { Limits::new() }, <() as NoContext<C>>::none())
    }

    /// As [`into_valid_for`](Self::into_valid_for), with a context.
    ///
    /// # Errors
    ///
    /// All rules that fail; the value is dropped.
    ///
    /// ```
    /// use unprocessable_core::{Group, Valid, Validate};
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// let payment: Valid<Payment, Create> = Payment.into_valid_for_with(&"EUR").unwrap();
    /// # let _ = payment;
    /// ```
    fn into_valid_for_with<G: Group>(self, context: &C) -> Result<Valid<Self, G>, ValidationErrors>
    where
        Self: Sized,
    {
        Valid::check_within(self, &const { Limits::new() }, context)
    }
}

#[inline]
fn run_plainly<T: Validate<C> + ?Sized, C: ?Sized>(value: &T, context: &C) -> Result<(), ValidationErrors> {
    walk_into(value, Walk::new(ValidationErrors::new()), context).into_result()
}

fn run<T: Validate<C> + ?Sized, C: ?Sized>(
    value: &T,
    context: &C,
    limits: &Limits,
    group: TypeId,
) -> Result<(), ValidationErrors> {
    let mut walk = Walk::of_group(ValidationErrors::new(), group);
    value.walk(context, &mut Walker::at(&mut walk, &Path::Within(limits)));
    walk.errors.into_result()
}

/// Runs the rules of a value, and gives the violations of the walk.
pub(crate) fn walk_into<T: Validate<C> + ?Sized, C: ?Sized>(
    value: &T,
    mut walk: Walk,
    context: &C,
) -> ValidationErrors {
    value.walk(context, &mut Walker::new(&mut walk));
    walk.errors
}

/// Puts a value that was read in order, and runs its rules.
#[cfg(feature = "json")]
pub(crate) fn walk_read<T: Validate<C>, C: ?Sized>(value: &mut T, walk: &mut Walk, context: &C) {
    value.normalize_with(context);
    value.walk(context, &mut Walker::new(walk));
}

/// The context `C` of types that declare none, so that `.validate()` needs no argument.
///
/// It is implemented only for `()`, so the compiler can infer the context.
///
/// ```
/// use unprocessable_core::{NoContext, Validate, ValidationErrors};
///
/// /// Checks any type that declares no context, or whose context is inferred as `()`.
/// fn check<C: ?Sized, T: Validate<C>>(value: &T) -> Result<(), ValidationErrors>
/// where
///     (): NoContext<C>,
/// {
///     value.validate()
/// }
///
/// # struct Payment;
/// # impl<C: ?Sized> Validate<C> for Payment {
/// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
/// # }
/// assert!(check(&Payment).is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "this type is validated with a context, `{C}`",
    label = "needs a context",
    note = "call `.validate_with(&context)` or `.into_valid_with(&context)`"
)]
pub trait NoContext<C: ?Sized>: sealed::Sealed {
    #[doc(hidden)]
    fn none<'c>() -> &'c C;
}

#[diagnostic::do_not_recommend]
impl NoContext<()> for () {
    fn none<'c>() -> &'c () {
        &()
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
}

/// A value whose rules all held.
///
/// It cannot be made, changed or deserialized without its rules, so a function that takes a `Valid<Payment>` need not
/// check again. It dereferences to the value, and [`into_inner`](Self::into_inner) returns it.
///
/// `Valid<Payment, Create>` is the proof that the rules of the [`Group`] `Create` held, and those that are in no group.
/// For `Valid<Payment>` only the latter ran. So neither passes for the other, nor for the proof of an update. A function
/// that does not mind takes a `Valid<Payment, G>` for any `G`.
///
/// ```
/// use unprocessable_core::{Valid, Validate};
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment {
/// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
/// # }
/// let payment: Valid<Payment> = Payment { amount: 3 }.into_valid().unwrap();
/// assert_eq!(payment.amount, 3);
/// let payment: Payment = payment.into_inner();
/// # let _ = payment;
/// ```
pub struct Valid<T, G = ()>(T, PhantomData<fn() -> G>);

impl<T, G: Group> Valid<T, G> {
    /// The value, if its rules hold within these limits.
    pub(crate) fn check_within<C: ?Sized>(value: T, limits: &Limits, context: &C) -> Result<Self, ValidationErrors>
    where
        T: Validate<C>,
    {
        run(&value, context, limits, TypeId::of::<G>())?;
        Ok(Self(value, PhantomData))
    }

    /// Puts a value that was just read in order. Returns it, if its rules then hold within these limits.
    #[cfg(feature = "json")]
    pub(crate) fn check_read<C: ?Sized>(mut value: T, limits: &Limits, context: &C) -> Result<Self, ValidationErrors>
    where
        T: Validate<C>,
    {
        value.normalize_with(context);
        Self::check_within(value, limits, context)
    }

    /// As [`check_read`](Self::check_read), in a walk of the group that has found nothing so far.
    #[cfg(feature = "json")]
    pub(crate) fn check_in<C: ?Sized>(mut value: T, mut walk: Walk, context: &C) -> Result<Self, ValidationErrors>
    where
        T: Validate<C>,
    {
        debug_assert_eq!(walk.group(), TypeId::of::<G>());
        walk_read(&mut value, &mut walk, context);
        walk.errors.into_result()?;
        Ok(Self(value, PhantomData))
    }
}

impl<T, G> Valid<T, G> {
    /// The value, whose rules the caller has run.
    #[cfg(feature = "async")]
    pub(crate) fn proven(value: T) -> Self {
        Self(value, PhantomData)
    }

    /// The value, no longer marked as valid.
    ///
    /// ```
    /// use unprocessable_core::Validate;
    /// # #[derive(Debug, PartialEq)]
    /// # struct Payment;
    /// # impl<C: ?Sized> Validate<C> for Payment {
    /// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
    /// # }
    ///
    /// assert_eq!(Payment.into_valid().unwrap().into_inner(), Payment);
    /// ```
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T, G> Deref for Valid<T, G> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T, G> AsRef<T> for Valid<T, G> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

// A derive would demand these traits of the group, too.

impl<T: Clone, G> Clone for Valid<T, G> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: Copy, G> Copy for Valid<T, G> {}

impl<T: fmt::Debug, G> fmt::Debug for Valid<T, G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Valid").field(&self.0).finish()
    }
}

impl<T: PartialEq, G> PartialEq for Valid<T, G> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Eq, G> Eq for Valid<T, G> {}

impl<T: PartialOrd, G> PartialOrd for Valid<T, G> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }
}

impl<T: Ord, G> Ord for Valid<T, G> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T: Hash, G> Hash for Valid<T, G> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T: serde::Serialize, G> serde::Serialize for Valid<T, G> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

macro_rules! lists {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<C: ?Sized, $($generics)*> Validate<C> for $type {
            const NORMALIZES: bool = T::NORMALIZES;

            fn walk(&self, context: &C, walker: &mut Walker<'_>) {
                walker.list(self.iter(), context);
            }

            fn normalize_with(&mut self, context: &C) {
                if T::NORMALIZES {
                    self.iter_mut().for_each(|item| item.normalize_with(context));
                }
            }
        }
    )+};
}

lists! {
    [T: Validate<C>] [T];
    [T: Validate<C>] Vec<T>;
    [T: Validate<C>, const N: usize] [T; N];
    [T: Validate<C>] VecDeque<T>;
    [T: Validate<C>] LinkedList<T>;
}

// The items of sets and heaps are taken out to be put in order. So is what may do nothing, such as an item that only
// contains others, because nobody can tell without a look at all types inside.

#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C> + Ord> Validate<C> for BTreeSet<T> {
    const NORMALIZES: bool = T::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        walker.list(self.iter(), context);
    }

    fn normalize_with(&mut self, context: &C) {
        self.change_items(|_| !T::NORMALIZES, |item| item.normalize_with(context));
    }
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C> + Ord> Validate<C> for BinaryHeap<T> {
    const NORMALIZES: bool = T::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        walker.each(self, &Spot::Here, |item, walker| item.walk(context, walker));
    }

    fn normalize_with(&mut self, context: &C) {
        self.change_items(|_| !T::NORMALIZES, |item| item.normalize_with(context));
    }
}

#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C> + Ord + core::hash::Hash, S: core::hash::BuildHasher> Validate<C>
    for std::collections::HashSet<T, S>
{
    const NORMALIZES: bool = T::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        walker.each(self, &Spot::Here, |item, walker| item.walk(context, walker));
    }

    fn normalize_with(&mut self, context: &C) {
        self.change_items(|_| !T::NORMALIZES, |item| item.normalize_with(context));
    }
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized, K: MapKey, V: Validate<C>> Validate<C> for BTreeMap<K, V> {
    const NORMALIZES: bool = V::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        walker.map(self, context);
    }

    fn normalize_with(&mut self, context: &C) {
        if V::NORMALIZES {
            self.values_mut().for_each(|value| value.normalize_with(context));
        }
    }
}

#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl<C: ?Sized, K: MapKey + Ord, V: Validate<C>, S> Validate<C> for std::collections::HashMap<K, V, S> {
    const NORMALIZES: bool = V::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        walker.map(self, context);
    }

    fn normalize_with(&mut self, context: &C) {
        if V::NORMALIZES {
            self.values_mut().for_each(|value| value.normalize_with(context));
        }
    }
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C>> Validate<C> for Option<T> {
    const NORMALIZES: bool = T::NORMALIZES;

    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        if let Some(value) = self {
            value.walk(context, walker);
        }
    }

    #[inline]
    fn normalize_with(&mut self, context: &C) {
        if let Some(value) = self {
            value.normalize_with(context);
        }
    }
}

/// Pointers, each with the value behind it if that can change.
macro_rules! pointers {
    ($([$($generics:tt)*] $type:ty, $pointer:ident => $value:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<C: ?Sized, $($generics)*> Validate<C> for $type {
            const NORMALIZES: bool = T::NORMALIZES;

            fn walk(&self, context: &C, walker: &mut Walker<'_>) {
                (**self).walk(context, walker);
            }

            fn normalize_with(&mut self, context: &C) {
                let $pointer = self;
                if let (true, Some(value)) = (T::NORMALIZES, $value) {
                    value.normalize_with(context);
                }
            }
        }
    )+};
}

pointers! {
    [T: Validate<C> + ?Sized] &mut T, pointer => Some(&mut **pointer);
    [T: Validate<C> + ?Sized] Box<T>, pointer => Some(&mut **pointer);
    // A value that was just read is not shared. One that is shared stays as it is.
    [T: Validate<C> + ?Sized] Rc<T>, pointer => Rc::get_mut(pointer);
    [T: Validate<C> + ?Sized] Arc<T>, pointer => Arc::get_mut(pointer);
    [T: Validate<C> + ToOwned<Owned: Validate<C>> + ?Sized] Cow<'_, T>, pointer => Some(pointer.to_mut());
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized, T: Validate<C> + ?Sized> Validate<C> for &T {
    fn walk(&self, context: &C, walker: &mut Walker<'_>) {
        (**self).walk(context, walker);
    }
}
