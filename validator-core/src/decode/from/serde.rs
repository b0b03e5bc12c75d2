//! Entry points for other sources than bytes of JSON: readers, `serde_json::Value`, any self-describing format of
//! serde.

use core::any::TypeId;
use core::borrow::Borrow;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};

use super::json;
use crate::decode::de::refusals::Refusals;
use crate::decode::document::capture;
use crate::decode::document::problem::ProblemKind;
use crate::decode::inspect::Inspect;
use crate::decode::rejection::{Malformed, Medium, Rejection};
use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::walk::Walk;
use crate::walk::group::Group;
use crate::walk::validate::{NoContext, Valid, Validate};

/// As [`from_json`](crate::from_json), from a reader. It reads no more bytes than the limits allow.
///
/// # Errors
///
/// As [`from_json`](crate::from_json); and [`Rejection::Malformed`] when reading fails.
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_reader;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let body = std::io::Cursor::new(r#"{"amount": 3}"#);
/// assert_eq!(from_reader::<Payment>(body).unwrap().amount, 3);
/// ```
#[cfg(feature = "std")]
pub fn from_reader<T>(reader: impl std::io::Read) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_reader_within(reader, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_reader`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_reader`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_reader_with;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # struct Shop;
/// # impl Validate<Shop> for Payment { fn walk(&self, _: &Shop, _: &mut Walker<'_>) {} }
/// # impl<'de> Inspect<'de, Shop> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &Shop) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// // `Payment` declares `#[validate(context = Shop)]`.
/// let payment = from_reader_with::<Payment, Shop>(&br#"{"amount": 3}"#[..], &Shop).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
#[cfg(feature = "std")]
pub fn from_reader_with<T, C: ?Sized>(reader: impl std::io::Read, context: &C) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_reader_within(reader, &const { Limits::new() }, context)
}

/// As [`from_reader`], within other [`Limits`] than the default ones. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_reader`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Limits, from_reader_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let limits = Limits::new().bytes(4);
/// let rejection = from_reader_within::<Payment, ()>(&br#"{"amount": 3}"#[..], &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
#[cfg(feature = "std")]
pub fn from_reader_within<T, C: ?Sized>(
    reader: impl std::io::Read,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_reader_for_within(reader, limits, context)
}

/// As [`from_reader`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_reader`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, from_reader_for};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let body = std::io::Cursor::new(r#"{"amount": 3}"#);
/// assert_eq!(from_reader_for::<Payment, Create>(body).unwrap().amount, 3);
/// ```
#[cfg(feature = "std")]
pub fn from_reader_for<T, G: Group>(reader: impl std::io::Read) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_reader_for_within(reader, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_reader_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_reader`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Limits, from_reader_for_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let limits = Limits::new().bytes(4);
/// let rejection = from_reader_for_within::<Payment, Create, ()>(&br#"{"amount": 3}"#[..], &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
#[cfg(feature = "std")]
pub fn from_reader_for_within<T, G: Group, C: ?Sized>(
    reader: impl std::io::Read,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    use std::io::Read as _;

    // One byte more tells a body that is too large from one that just fits.
    let most = u64::try_from(limits.max_bytes()).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = alloc::vec::Vec::new();
    match reader.take(most).read_to_end(&mut bytes) {
        Ok(_) => json::from_json_for_within(&bytes, limits, context),
        Err(_) => Err(Malformed::somewhere(Medium::Unknown, ProblemKind::Unreadable).into()),
    }
}

/// As [`from_json`](crate::from_json), from a value that `serde_json` has read, or a reference to one.
///
/// # Errors
///
/// [`Rejection::Invalid`] when something in it is invalid; [`Rejection::Malformed`] when it is nested too deeply.
///
/// # Examples
///
/// ```
/// use serde_json::json;
/// use unprocessable_core::from_value;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// assert_eq!(from_value::<Payment>(json!({"amount": 3})).unwrap().amount, 3);
/// let rejection = from_value::<Payment>(&json!({"amount": "3"})).unwrap_err();
/// assert_eq!(rejection.errors().unwrap().get("amount").next().unwrap().code(), "integer");
/// ```
pub fn from_value<T>(value: impl Borrow<serde_json::Value>) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_value_within(value, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_value`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_value`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_value_with;
/// use serde_json::json;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # struct Shop;
/// # impl Validate<Shop> for Payment { fn walk(&self, _: &Shop, _: &mut Walker<'_>) {} }
/// # impl<'de> Inspect<'de, Shop> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &Shop) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// // `Payment` declares `#[validate(context = Shop)]`.
/// let payment = from_value_with::<Payment, Shop>(json!({"amount": 3}), &Shop).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
pub fn from_value_with<T, C: ?Sized>(value: impl Borrow<serde_json::Value>, context: &C) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_value_within(value, &const { Limits::new() }, context)
}

/// As [`from_value`], within other [`Limits`] than the default ones. The context of a type without one is `&()`. The
/// one on bytes is not for values, which are in memory already.
///
/// # Errors
///
/// As [`from_value`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Limits, from_value_within};
/// use serde_json::json;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let limits = Limits::new().depth(0);
/// let rejection = from_value_within::<Payment, ()>(json!({"amount": 3}), &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 400);
/// ```
pub fn from_value_within<T, C: ?Sized>(
    value: impl Borrow<serde_json::Value>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_value_for_within(value, limits, context)
}

/// As [`from_value`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_value`].
///
/// # Examples
///
/// ```
/// use serde_json::json;
/// use unprocessable_core::{Group, from_value_for};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// assert_eq!(from_value_for::<Payment, Create>(json!({"amount": 3})).unwrap().amount, 3);
/// ```
pub fn from_value_for<T, G: Group>(value: impl Borrow<serde_json::Value>) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_value_for_within(value, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_value_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_value`].
///
/// # Examples
///
/// ```
/// use serde_json::json;
/// use unprocessable_core::{Group, Limits, from_value_for_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let limits = Limits::new().depth(0);
/// let rejection = from_value_for_within::<Payment, Create, ()>(json!({"amount": 3}), &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 400);
/// ```
pub fn from_value_for_within<T, G: Group, C: ?Sized>(
    value: impl Borrow<serde_json::Value>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let value = value.borrow();
    if is_deeper(value, limits.max_depth()) {
        return Err(Malformed::somewhere(Medium::Unknown, ProblemKind::Depth).into());
    }
    match T::deserialize(value) {
        Ok(value) => Ok(Valid::check_read(value, limits, context)?),
        // What is in memory already is not measured.
        Err(_) => from_deserializer_for_within(value, &limits.bytes(usize::MAX), context),
    }
}

/// Whether more lists and objects than this lie in one another.
fn is_deeper(value: &serde_json::Value, most: u32) -> bool {
    use serde_json::Value::{Array, Object};
    match value {
        Array(_) | Object(_) if most == 0 => true,
        Array(items) => items.iter().any(|item| is_deeper(item, most - 1)),
        Object(entries) => entries.values().any(|value| is_deeper(value, most - 1)),
        _ => false,
    }
}

/// Reads a request from any self-describing format of serde, such as MessagePack or CBOR, and checks its rules, with
/// everything that is wrong in one answer.
///
/// The value is first captured in memory, including bytes and keys that are numbers, booleans or bytes. A key that is a
/// list or a map is refused. This function cannot see whether more follows in the input, so ask the deserializer
/// afterwards. The limits apply to the captured value: the bytes of its text and numbers, and its depth.
///
/// # Errors
///
/// [`Rejection::Malformed`] when the deserializer fails, or a key of a struct or of a map that is read is repeated;
/// [`Rejection::Invalid`] when something is invalid.
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_deserializer;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// // Any other format will do as well, such as MessagePack or CBOR.
/// let mut deserializer = serde_json::Deserializer::from_str(r#"{"amount":3}"#);
/// let payment = from_deserializer::<Payment, _>(&mut deserializer);
/// assert_eq!(payment.unwrap().amount, 3);
/// ```
pub fn from_deserializer<'de, T, D>(deserializer: D) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate + for<'a> Inspect<'a>,
    D: Deserializer<'de>,
{
    from_deserializer_within(deserializer, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_deserializer`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_deserializer`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_deserializer_with;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # struct Shop;
/// # impl Validate<Shop> for Payment { fn walk(&self, _: &Shop, _: &mut Walker<'_>) {} }
/// # impl<'de> Inspect<'de, Shop> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &Shop) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// // `Payment` declares `#[validate(context = Shop)]`.
/// let mut json = serde_json::Deserializer::from_str(r#"{"amount": 3}"#);
/// let payment = from_deserializer_with::<Payment, _, Shop>(&mut json, &Shop).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
pub fn from_deserializer_with<'de, T, D, C: ?Sized>(deserializer: D, context: &C) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'a> Inspect<'a, C>,
    D: Deserializer<'de>,
{
    from_deserializer_within(deserializer, &const { Limits::new() }, context)
}

/// As [`from_deserializer`], within other [`Limits`] than the default ones. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_deserializer`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Limits, from_deserializer_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"amount": 3}"#);
/// let limits = Limits::new().depth(0);
/// let rejection = from_deserializer_within::<Payment, _, ()>(&mut json, &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 400);
/// ```
pub fn from_deserializer_within<'de, T, D, C: ?Sized>(
    deserializer: D,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'a> Inspect<'a, C>,
    D: Deserializer<'de>,
{
    from_deserializer_for_within(deserializer, limits, context)
}

/// As [`from_deserializer`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_deserializer`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, from_deserializer_for};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"amount": 3}"#);
/// assert_eq!(from_deserializer_for::<Payment, Create, _>(&mut json).unwrap().amount, 3);
/// ```
pub fn from_deserializer_for<'de, T, G: Group, D>(deserializer: D) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate + for<'a> Inspect<'a>,
    D: Deserializer<'de>,
{
    from_deserializer_for_within(deserializer, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_deserializer_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_deserializer`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Limits, from_deserializer_for_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// struct Create;
/// impl Group for Create {}
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"amount": 3}"#);
/// let limits = Limits::new().depth(0);
/// let rejection = from_deserializer_for_within::<Payment, Create, _, ()>(&mut json, &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 400);
/// ```
pub fn from_deserializer_for_within<'de, T, G: Group, D, C: ?Sized>(
    deserializer: D,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'a> Inspect<'a, C>,
    D: Deserializer<'de>,
{
    let malformed = |kind| Malformed::somewhere(Medium::Unknown, kind);
    let mut buffer = capture::read(deserializer, limits).map_err(malformed)?;
    let document = buffer.document(limits.max_depth());
    if let Some(value) = document.root().collect(&Refusals::up_to(1)) {
        return Ok(Valid::check_read(value, limits, context)?);
    }
    let walk = Walk::of_group(ValidationErrors::within(limits), TypeId::of::<G>());
    match json::inspect::<T, C>(&document, walk, context) {
        Ok(errors) => Err(errors.into()),
        Err(problem) => Err(malformed(problem.kind).into()),
    }
}

/// The result of [`from_deserializer`] as a type, for formats that have no public deserializer and only read types. With
/// a group it is that of [`from_deserializer_for`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::Decoded;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// // So does the reader of any other format, such as `ciborium::from_reader`.
/// let Decoded(answer) = serde_json::from_str::<Decoded<Payment>>(r#"{"amount":3}"#)?;
/// assert_eq!(answer.unwrap().amount, 3);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug)]
pub struct Decoded<T, G = ()>(pub Result<Valid<T, G>, Rejection>);

impl<'de, T, G: Group> Deserialize<'de> for Decoded<T, G>
where
    T: DeserializeOwned + Validate + for<'a> Inspect<'a>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(from_deserializer_for(deserializer)))
    }
}
