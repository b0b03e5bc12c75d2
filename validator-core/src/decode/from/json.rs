//! JSON: serde reads a request first, and the second pass runs if serde refuses it.

use core::any::TypeId;
use core::cell::Cell;

use serde::Deserialize;

use crate::decode::de::refusals::Refusals;
use crate::decode::document::problem::ProblemKind;
use crate::decode::document::{DEPTH, Document};
use crate::decode::duplicate_keys::DuplicateKeys;
use crate::decode::from::as_live_check;
use crate::decode::inspect::Inspect;
use crate::decode::inspect::second_pass::SecondPass;
use crate::decode::rejection::{Malformed, Medium, Rejection};
use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::walk::Walk;
use crate::walk::group::Group;
use crate::walk::validate::{NoContext, Valid, Validate, walk_read};

/// Reads a request from JSON and checks its rules, with everything that is wrong in one answer: what is
/// missing, mistyped or out of range, and every broken rule.
///
/// A document that `serde_json` accepts is read by serde alone. If it refuses, a second pass finds all the reasons.
///
/// # Errors
///
/// [`Rejection::Malformed`] when the bytes are no JSON document, or a key of a struct or map is repeated;
/// [`Rejection::Invalid`] when something in it is invalid.
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_json;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let payment = from_json::<Payment>(br#"{"amount": 3}"#).unwrap();
/// assert_eq!(payment.amount, 3);
///
/// // Each violation has a key, and a code for programs.
/// let rejection = from_json::<Payment>(br#"{"amount": "three"}"#).unwrap_err();
/// assert_eq!(rejection.status().code(), 422);
/// assert_eq!(rejection.errors().unwrap().get("amount").next().unwrap().code(), "integer");
///
/// // What is no document is malformed.
/// assert_eq!(from_json::<Payment>(b"{").unwrap_err().status().code(), 400);
/// ```
pub fn from_json<'de, T>(bytes: &'de [u8]) -> Result<Valid<T>, Rejection>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    from_json_within(bytes, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_json`], from text.
///
/// # Errors
///
/// As [`from_json`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_json_str;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// assert_eq!(from_json_str::<Payment>(r#"{"amount": 3}"#).unwrap().amount, 3);
/// ```
pub fn from_json_str<'de, T>(text: &'de str) -> Result<Valid<T>, Rejection>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    from_json(text.as_bytes())
}

/// As [`from_json`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_json`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_json_with;
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
/// let payment = from_json_with::<Payment, Shop>(br#"{"amount": 3}"#, &Shop).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
pub fn from_json_with<'de, T, C: ?Sized>(bytes: &'de [u8], context: &C) -> Result<Valid<T>, Rejection>
where
    T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
{
    from_json_within(bytes, &const { Limits::new() }, context)
}

/// As [`from_json`], within other [`Limits`] than the default ones. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_json`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Limits, from_json_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let limits = Limits::new().bytes(8);
/// let rejection = from_json_within::<Payment, ()>(br#"{"amount": 3}"#, &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_json_within<'de, T, C: ?Sized>(
    bytes: &'de [u8],
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
{
    from_json_for_within(bytes, limits, context)
}

/// As [`from_json`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_json`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Valid, from_json_for};
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
/// let payment: Valid<Payment, Create> = from_json_for::<Payment, Create>(br#"{"amount": 3}"#).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
pub fn from_json_for<'de, T, G: Group>(bytes: &'de [u8]) -> Result<Valid<T, G>, Rejection>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    from_json_for_within(bytes, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_json_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_json`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Limits, from_json_for_within};
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
/// let limits = Limits::new().bytes(8);
/// let rejection = from_json_for_within::<Payment, Create, ()>(br#"{"amount": 3}"#, &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_json_for_within<'de, T, G: Group, C: ?Sized>(
    bytes: &'de [u8],
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
{
    match accept(bytes, limits)? {
        Some(value) => Ok(Valid::check_read(value, limits, context)?),
        None => {
            let walk = Walk::of_group(ValidationErrors::within(limits), TypeId::of::<G>());
            Err(refuse::<T, C>(bytes, limits, walk, context))
        }
    }
}

/// Runs a live check, which returns no value.
pub(crate) fn check_json<'de, T, C: ?Sized>(
    bytes: &'de [u8],
    limits: &Limits,
    mut walk: Walk,
    context: &C,
) -> Result<(), Rejection>
where
    T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
{
    match as_live_check(|| accept::<T>(bytes, limits))? {
        Some(mut value) => {
            walk_read(&mut value, &mut walk, context);
            Ok(walk.errors.into_result()?)
        }
        None => match as_live_check(|| refuse::<T, C>(bytes, limits, walk, context)) {
            // What is wrong was not asked for.
            Rejection::Invalid(errors) if errors.is_empty() => Ok(()),
            rejection => Err(rejection),
        },
    }
}

/// The value, if serde accepts the document.
fn accept<'de, T: Deserialize<'de>>(bytes: &'de [u8], limits: &Limits) -> Result<Option<T>, Malformed> {
    if bytes.len() > limits.max_bytes() {
        return Err(Malformed::somewhere(Medium::Json, ProblemKind::TooLarge));
    }
    // serde keeps to the highest limit by itself.
    if limits.max_depth() < DEPTH && is_deeper(bytes, limits.max_depth()) {
        return Ok(None);
    }
    let repeats = Cell::new(false);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(DuplicateKeys::new(&mut json, &repeats));
    let Ok(value) = value.and_then(|value| json.end().map(|()| value)) else { return Ok(None) };
    if repeats.get() {
        find_repeated::<T>(bytes)?;
    }
    Ok(Some(value))
}

/// Whether more lists and objects than this lie in one another, if it is a document.
fn is_deeper(bytes: &[u8], most: u32) -> bool {
    let (mut depth, mut in_text) = (0, false);
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_text = !in_text,
            b'\\' => _ = bytes.next(),
            b'[' | b'{' if !in_text && depth == most => return true,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Says where the key of a map that is read repeats, if it really does.
#[cold]
fn find_repeated<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<(), Malformed> {
    let malformed = |problem| Malformed::new(problem, bytes);
    // Values that nobody reads may be as deep as they like.
    let document = Document::parse(bytes).map_err(malformed)?;
    let refusals = Refusals::up_to(1);
    let _ = document.root().collect::<T>(&refusals);
    let found = refusals.into_vec().iter().find_map(|refusal| refusal.problem(&document));
    found.map_or(Ok(()), |problem| Err(malformed(problem)))
}

/// Everything that is wrong with a document that serde refused.
#[cold]
fn refuse<'de, T, C: ?Sized>(bytes: &'de [u8], limits: &Limits, walk: Walk, context: &C) -> Rejection
where
    T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
{
    match Document::parse_within(bytes, limits.max_depth()) {
        Err(problem) => Malformed::new(problem, bytes).into(),
        Ok(document) => match inspect::<T, C>(&document, walk, context) {
            Ok(errors) => errors.into(),
            Err(problem) => Malformed::new(problem, bytes).into(),
        },
    }
}

/// The second pass over a document. There is always something in the errors, unless they are of a live check.
pub(crate) fn inspect<'de, T, C: ?Sized>(
    document: &Document<'de>,
    walk: Walk,
    context: &C,
) -> Result<ValidationErrors, crate::decode::Problem>
where
    T: Deserialize<'de> + Validate<C> + Inspect<'de, C>,
{
    let (value, mut walk) = read_into::<T, C>(document, walk, context)?;
    if !walk.errors.is_empty() || walk.has_passed_by() {
        return Ok(walk.errors);
    }
    let malformed = Cell::new(None);
    // serde has a reason of its own, which only it knows; the place is what can be told.
    if let Err(refusal) = document.root().decode::<T>() {
        if let Some(problem) = refusal.problem(document) {
            return Err(problem);
        }
        SecondPass::new(&mut walk, &malformed).refuse_somewhere(document, &refusal);
    }
    if let Some(mut value) = value {
        walk_read(&mut value, &mut walk, context);
    }
    if walk.errors.is_empty() {
        SecondPass::new(&mut walk, &malformed).invalid();
    }
    Ok(walk.errors)
}

/// The second pass alone: the value if nothing is wrong, without having run its rules, and what is wrong.
///
/// Its law, which tests prove by it: where serde accepts, this gives the same value and no errors.
#[doc(hidden)]
pub fn read<'de, T, C: ?Sized>(
    document: &Document<'de>,
    limits: &Limits,
    context: &C,
) -> Result<(Option<T>, ValidationErrors), crate::decode::Problem>
where
    T: Inspect<'de, C>,
{
    let (value, walk) = read_into(document, Walk::new(ValidationErrors::within(limits)), context)?;
    Ok((value, walk.errors))
}

fn read_into<'de, T, C: ?Sized>(
    document: &Document<'de>,
    mut walk: Walk,
    context: &C,
) -> Result<(Option<T>, Walk), crate::decode::Problem>
where
    T: Inspect<'de, C>,
{
    let malformed = Cell::new(None);
    let value = T::inspect(document.root(), &mut SecondPass::new(&mut walk, &malformed), context);
    malformed.get().map_or(Ok((value, walk)), Err)
}
