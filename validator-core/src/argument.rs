//! The arguments that a rule is declared with, as data for sentences and clients.

use core::fmt;

use crate::Subject;

/// One argument of a rule, typed: the `3` of `length(min = 3)`.
///
/// Arguments come from the declaration and never from the request, so they are safe to show.
/// `Display` writes them as a person would: `0` and not `0.0`, the label of a field, a list with commas.
///
/// Numbers, booleans and text become arguments with `from` or `into`. Several become a `List`.
///
/// ```
/// use unprocessable_core::Argument;
///
/// assert_eq!(Argument::from(4_usize), Argument::Integer(4));
/// assert_eq!(Argument::from("sku"), Argument::Text("sku"));
/// assert_eq!(Argument::List(&["asc", "desc"]).to_string(), "asc, desc");
///
/// assert_eq!(Argument::Float(0.0).to_string(), "0");
/// assert_eq!(Argument::Float32(0.1).to_string(), "0.1");
/// assert_eq!(Argument::Label("minPrice").to_string(), "min price");
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Argument<'a> {
    /// An integer up to `i128::MAX`.
    Integer(i128),
    /// An integer above `i128::MAX`.
    Unsigned(u128),
    /// A 32-bit float, kept apart so that `0.1` prints as `0.1`.
    Float32(f32),
    /// A 64-bit float.
    Float(f64),
    /// A decimal: an integer, and how many of its digits are after the point.
    Decimal(i128, u32),
    /// `true` or `false`.
    Boolean(bool),
    /// Text.
    Text(&'a str),
    /// Another field, by its name on the wire. It prints as its label.
    Label(&'a str),
    /// Another field that has a label of its own: its name on the wire, and that label. It prints as the label.
    Field(&'a str, &'a str),
    /// Several arguments, such as the choices of `one_of`.
    List(&'a dyn Arguments),
}

/// A list of arguments inside one [`Argument::List`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list",
    label = "not a list",
    note = "write an array, such as `[\"a\", \"b\"]`, or a constant slice"
)]
pub trait Arguments {
    /// The argument at `index`, or `None` past the end.
    fn at(&self, index: usize) -> Option<Argument<'_>>;
}

impl<T: Operand> Arguments for [T] {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        self.get(index).map(T::argument)
    }
}

impl<T: Operand> Arguments for &[T] {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        self.get(index).map(T::argument)
    }
}

impl<T: Operand, const N: usize> Arguments for [T; N] {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        self.get(index).map(T::argument)
    }
}

/// The names that a value is chosen from.
#[cfg(feature = "json")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Choices {
    Names(&'static [&'static str]),
    /// The names of each choice. The first is shown, the others are only accepted.
    WithAliases(&'static [&'static [&'static str]]),
}

#[cfg(feature = "json")]
impl Choices {
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Names(names) => names.len(),
            Self::WithAliases(names) => names.len(),
        }
    }
}

#[cfg(feature = "json")]
impl Arguments for Choices {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        let name = match self {
            Self::Names(names) => names.get(index),
            Self::WithAliases(names) => names.get(index)?.first(),
        };
        name.map(|name| Argument::Text(name))
    }
}

impl fmt::Display for Argument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            // Zero is shown without a sign.
            Self::Float32(value) => (value + 0.0).fmt(f),
            Self::Float(value) => (value + 0.0).fmt(f),
            Self::Decimal(digits, places) => write_decimal(*digits, *places, f),
            Self::Boolean(value) => value.fmt(f),
            Self::Text(value) => f.write_str(value),
            Self::Label(name) => crate::label::write_label(name, f),
            Self::Field(_, label) => f.write_str(label),
            Self::List(list) => {
                let mut index = 0;
                while let Some(item) = list.at(index) {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    item.fmt(f)?;
                    index += 1;
                }
                Ok(())
            }
        }
    }
}

/// 1990 with two places is `19.90`, and 5 is `0.05`.
fn write_decimal(digits: i128, places: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sign = if digits < 0 { "-" } else { "" };
    let digits = digits.unsigned_abs();
    let places = places as usize;
    match 10_u128.checked_pow(places as u32) {
        Some(_) if places == 0 => write!(f, "{sign}{digits}"),
        Some(one) => write!(f, "{sign}{}.{:0places$}", digits / one, digits % one),
        None => write!(f, "{sign}0.{digits:0places$}"),
    }
}

impl fmt::Debug for Argument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) | Self::Label(_) | Self::Field(..) | Self::List(_) => write!(f, "\"{self}\""),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

impl PartialEq for Argument<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Unsigned(a), Self::Unsigned(b)) => a == b,
            (Self::Float32(a), Self::Float32(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a == b,
            (Self::Decimal(a, places), Self::Decimal(b, others)) => a == b && places == others,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Text(a), Self::Text(b)) | (Self::Label(a), Self::Label(b)) => a == b,
            (Self::Field(a, label), Self::Field(b, other)) => a == b && label == other,
            (Self::List(a), Self::List(b)) => {
                let mut index = 0;
                loop {
                    match (a.at(index), b.at(index)) {
                        (None, None) => return true,
                        (a, b) if a != b => return false,
                        _ => index += 1,
                    }
                }
            }
            _ => false,
        }
    }
}

/// A value that can be the argument of a rule: a number, text, a choice or another field.
///
/// `#[derive(Validate)]` implements it for enums with variants that have no fields. They print as on the wire.
///
/// ```
/// use unprocessable_core::{Argument, Operand, rules, rules::Describe};
///
/// #[derive(Clone, Copy)]
/// struct Cents(i64);
///
/// impl Operand for Cents {
///     fn argument(&self) -> Argument<'_> {
///         Argument::Decimal(self.0.into(), 2)
///     }
/// }
///
/// assert_eq!(Cents(1_250).argument().to_string(), "12.50");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the argument of a rule",
    label = "not a number, text or a field",
    note = "an enum becomes one with `#[derive(Validate)]`; any other type with `impl unprocessable::Operand`"
)]
pub trait Operand {
    /// Whether it stands for another field of the request.
    const IS_FIELD: bool = false;

    /// The argument as data.
    fn argument(&self) -> Argument<'_>;
}

/// Another field as the argument of a rule, with its value: `gt(self.min_price)` when it runs.
///
/// The derive makes these. By hand, it lets a rule compare with a value that is known only at run time:
///
/// ```
/// use unprocessable_core::{rules, rules::Rule, Other};
///
/// let least: Option<u64> = Some(10);
/// assert!(!rules::gt(Other(&least)).check(&3_u8));
/// assert!(rules::gt(Other(&None::<u64>)).check(&3_u8), "an absent field compares with nothing");
/// ```
pub struct Other<'a, T: ?Sized>(pub &'a T);

impl<T: ?Sized> Clone for Other<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Other<'_, T> {}

impl<'a, T: Subject + ?Sized> Other<'a, T> {
    /// The other field's value, or `None` when it is absent.
    ///
    /// ```
    /// use unprocessable_core::Other;
    ///
    /// assert_eq!(Other(&Some(10)).value(), Some(&10));
    /// assert_eq!(Other(&None::<u8>).value(), None);
    /// ```
    #[inline]
    pub fn value(&self) -> Option<&'a T::Value> {
        self.0.value()
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> Operand for Other<'_, T> {
    const IS_FIELD: bool = true;

    fn argument(&self) -> Argument<'_> {
        // A value of the request is never shown. The rule that is reported names the field with a `Mention`.
        Argument::Label("other")
    }
}

impl<T: ?Sized> fmt::Debug for Other<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Other")
    }
}

/// Another field as the argument of a rule, by its name only: `gt(self.min_price)` in a sentence.
///
/// ```
/// use unprocessable_core::rules::{self, Describe};
/// use unprocessable_core::{Kind, Mention};
///
/// let rule = rules::gt(Mention::field("min_price"));
/// assert_eq!(rule.argument(0).unwrap().to_string(), "min price");
/// assert_eq!(rule.sentence(Kind::Number), "The {attribute} must be greater than the {value}.");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    name: &'static str,
    label: Option<&'static str>,
    pub(crate) says: Says,
}

/// What a condition demands of the field that it mentions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Says {
    /// It is true.
    True,
    /// It compares with a value that can be shown.
    Compares(Relation, fn() -> Option<Argument<'static>>),
    /// The condition demands more than fits into a sentence.
    More,
    /// It is not a field but a part of the context, which sentences do not mention.
    OfContext,
}

/// How a condition compares a field with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The field is equal to the value.
    Is,
    /// The field is not equal to the value.
    IsNot,
    /// The field is greater.
    Greater,
    /// The field is greater or equal.
    AtLeast,
    /// The field is less.
    Less,
    /// The field is less or equal.
    AtMost,
}

impl Relation {
    /// The word for it in the files of languages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::Greater => "greater",
            Self::AtLeast => "at_least",
            Self::Less => "less",
            Self::AtMost => "at_most",
        }
    }
}

impl PartialEq for Says {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Compares(relation, value), Self::Compares(others, with)) => relation == others && value() == with(),
            _ => core::mem::discriminant(self) == core::mem::discriminant(other),
        }
    }
}

impl Eq for Says {}

impl Mention {
    /// A field by its name on the wire.
    ///
    /// ```
    /// use unprocessable_core::{Mention, Operand};
    ///
    /// assert_eq!(Mention::field("min_price").argument().to_string(), "min price");
    /// ```
    #[must_use]
    pub const fn field(name: &'static str) -> Self {
        Self { name, label: None, says: Says::True }
    }

    /// A part of the context by its name: `lte(context.limit)` in a sentence.
    ///
    /// ```
    /// use unprocessable_core::{Mention, Operand};
    ///
    /// assert_eq!(Mention::context("credit_limit").argument().to_string(), "credit limit");
    /// ```
    #[must_use]
    pub const fn context(name: &'static str) -> Self {
        Self { name, label: None, says: Says::OfContext }
    }

    /// The name of the field in the document.
    #[cfg(feature = "declaration")]
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// Sets the label, in place of the words of the name.
    ///
    /// ```
    /// use unprocessable_core::{Mention, Operand};
    ///
    /// assert_eq!(Mention::field("min_price").labelled("lowest price").argument().to_string(), "lowest price");
    /// ```
    #[must_use]
    pub const fn labelled(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// A condition that compares the field with a value.
    #[doc(hidden)]
    #[must_use]
    pub const fn compared(mut self, relation: Relation, value: fn() -> Option<Argument<'static>>) -> Self {
        self.says = Says::Compares(relation, value);
        self
    }

    /// A condition that demands more than fits into a sentence.
    #[doc(hidden)]
    #[must_use]
    pub const fn among_others(mut self) -> Self {
        self.says = Says::More;
        self
    }
}

#[diagnostic::do_not_recommend]
impl Operand for Mention {
    const IS_FIELD: bool = true;

    fn argument(&self) -> Argument<'_> {
        self.label.map_or(Argument::Label(self.name), |label| Argument::Field(self.name, label))
    }
}

macro_rules! operand {
    ($($type:ty => |$value:ident| $argument:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Operand for $type {
            fn argument(&self) -> Argument<'_> {
                (*self).into()
            }
        }

        impl From<$type> for Argument<'_> {
            fn from($value: $type) -> Self {
                $argument
            }
        }
    )+};
}

operand! {
    u8 => |n| Self::Integer(n.into());
    u16 => |n| Self::Integer(n.into());
    u32 => |n| Self::Integer(n.into());
    u64 => |n| Self::Integer(n.into());
    u128 => |n| i128::try_from(n).map_or(Self::Unsigned(n), Self::Integer);
    usize => |n| Self::Integer(n as i128);
    i8 => |n| Self::Integer(n.into());
    i16 => |n| Self::Integer(n.into());
    i32 => |n| Self::Integer(n.into());
    i64 => |n| Self::Integer(n.into());
    i128 => |n| Self::Integer(n);
    isize => |n| Self::Integer(n as i128);
    f32 => |n| Self::Float32(n);
    f64 => |n| Self::Float(n);
    bool => |b| Self::Boolean(b);
}

#[diagnostic::do_not_recommend]
impl Operand for &str {
    fn argument(&self) -> Argument<'_> {
        Argument::Text(self)
    }
}

#[diagnostic::do_not_recommend]
impl Operand for alloc::string::String {
    fn argument(&self) -> Argument<'_> {
        Argument::Text(self)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}
