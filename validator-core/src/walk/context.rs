//! The context that a type declares, in the contexts that a walk can have.

/// A context that has the one of type `T`, which a type declares by `#[validate(context = T)]`: that context itself, or
/// the one of asynchronous rules around it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this type is validated with a context, `{T}`",
    label = "needs the context `{T}`",
    note = "call `.validate_with(&context)` or `.into_valid_with(&context)`, and read it by `from_json_with`, or in extractors \
            as `With<{T}, …>`",
    note = "where a nested type declares `#[validate(context = …)]`, the types around it declare the same"
)]
pub trait HasContext<T: ?Sized> {
    /// The declared context.
    fn own(&self) -> &T;
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> HasContext<T> for T {
    #[inline]
    fn own(&self) -> &T {
        self
    }
}
