//! Puts values in order before their rules run: what `normalize(…)` says. It uses `scan`, `patch` and `walk`.

pub(crate) mod function;
pub(crate) mod text;
pub(crate) mod word;

use crate::walk::validate::Validate;

/// Puts a value in order, as `#[validate(normalize(…))]` on its type says.
///
/// What decodes a request does this before the rules run, so that a [`Valid`](crate::Valid) value is in order. For a
/// value from elsewhere it is a call. Every type that can be validated without a context has it, and it does nothing
/// where no field says `normalize`. A type with a context has [`Validate::normalize_with`].
///
/// ```
/// use unprocessable_core::{Normalize, Validate, ValidationErrors};
///
/// # struct Payment { currency: String }
/// # impl<C: ?Sized> Validate<C> for Payment {
/// #     fn walk(&self, _: &C, _: &mut unprocessable_core::Walker<'_>) {}
/// #     const NORMALIZES: bool = true;
/// #     fn normalize_with(&mut self, _: &C) { self.currency = self.currency.trim().to_uppercase(); }
/// # }
/// // `currency` has `#[validate(normalize(trim, uppercase))]`.
/// let mut payments = vec![Payment { currency: " eur ".into() }];
/// payments.normalize();
/// assert_eq!(payments[0].currency, "EUR");
/// ```
pub trait Normalize {
    /// Puts the value in order. A second call changes nothing, unless a function of yours does.
    fn normalize(&mut self);
}

#[diagnostic::do_not_recommend]
impl<T: Validate + ?Sized> Normalize for T {
    fn normalize(&mut self) {
        self.normalize_with(&());
    }
}

/// Puts a nested value in order, if rules of its own run on it.
///
/// `(&mut Nested(&mut field, context)).normalize()` finds the inherent method if the type can be validated, and
/// otherwise [`NotNested`], so that rustc reports such a type only where its rules would run.
pub struct Nested<'v, 'c, T: ?Sized, C: ?Sized>(pub &'v mut T, pub &'c C);

impl<T: Validate<C> + ?Sized, C: ?Sized> Nested<'_, '_, T, C> {
    /// Puts the value in order.
    #[inline]
    pub fn normalize(&mut self) {
        if T::NORMALIZES {
            self.0.normalize_with(self.1);
        }
    }
}

/// Types that cannot be validated as a whole.
pub trait NotNested {
    /// Does nothing.
    #[inline]
    fn normalize(&mut self) {}
}

impl<T: ?Sized, C: ?Sized> NotNested for &mut Nested<'_, '_, T, C> {}
