//! Forms and query strings. The types of the fields decide how the text is read. It uses what `from` uses.

pub(crate) mod multipart;
pub(crate) mod pairs;
pub(crate) mod parameters;
pub(crate) mod row;
pub(crate) mod tree;

use alloc::string::ToString as _;
use core::any::TypeId;
use core::cell::Cell;

use serde::de::DeserializeOwned;

use crate::decode::document::Document;
use crate::decode::document::node::{Node, Segment};
use crate::decode::document::problem::ProblemKind;
use crate::decode::from::as_live_check;
use crate::decode::inspect::Inspect;
use crate::decode::inspect::second_pass::SecondPass;
use crate::decode::rejection::{Malformed, Medium, Rejection};
use crate::errors::ValidationErrors;
use crate::limits::Limits;
use crate::path::escape_segment;
use crate::path::name_filter::{Along, NameFilter};
use crate::status::Status;
use crate::walk::Walk;
use crate::walk::group::Group;
use crate::walk::validate::{NoContext, Valid, Validate, walk_read};

pub(crate) use parameters::{check_headers, check_path};
pub use parameters::{from_headers_within, from_path_within};

/// Reads a request from the parameters of a query string and checks its rules, with everything that is wrong in
/// one answer, in the words that [`from_json`](crate::from_json) has.
///
/// The text of a parameter is read as the type of its field: `12` as a number, and `1`, `yes`, `on`, `true` and `0`,
/// `no`, `off`, `false` as booleans. If a boolean is given several times, as by a checkbox after a hidden field, the
/// last value counts. A parameter without a value is `None` for an `Option`, and an empty list for a list.
///
/// A list is a name that is given once or several times, with or without `[]` at its end. `items[0][price]` and
/// `items.0.price` are the same nested value, and `\.` is a dot in a name. Items are sorted by their numbers, and gaps
/// between the numbers are closed, but keys of errors have the numbers that were sent. Each `items[][price]` begins a
/// new item.
///
/// A type that asks for any value, such as an untagged enum, gets the text. If it refuses the text, it gets the number
/// or boolean that the text looks like. Flattened structs that derive [`Validate`](crate::Validate) know their types.
///
/// # Errors
///
/// [`Rejection::Malformed`] when text is not UTF-8, names are nested too deeply, or a name stands for a value and
/// for something with parts; [`Rejection::Invalid`] when something is missing or invalid. Its status is 400 if any
/// parameter is missing or unreadable, and 422 if all could be read but break a rule.
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Rejection, from_query};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Search { q: String, page: Option<u32>, tags: Vec<String> }
/// # impl<C: ?Sized> Validate<C> for Search { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Search {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let search = from_query::<Search>("q=red+wine&page=2&tags=dry&tags=old").unwrap();
/// assert_eq!((search.q.as_str(), search.page), ("red wine", Some(2)));
/// assert_eq!(search.tags, ["dry", "old"]);
///
/// let rejection = from_query::<Search>("q=wine&page=two&tags[]=dry").unwrap_err();
/// assert_eq!(rejection.status().code(), 400);
/// assert_eq!(rejection.errors().unwrap().get("page").next().unwrap().code(), "integer");
/// ```
pub fn from_query<T>(query: impl AsRef<[u8]>) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_query_within(query, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_query`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_query`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_query_with;
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
/// let payment = from_query_with::<Payment, Shop>("amount=3", &Shop).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
pub fn from_query_with<T, C: ?Sized>(query: impl AsRef<[u8]>, context: &C) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_query_within(query, &const { Limits::new() }, context)
}

/// As [`from_query`], within other [`Limits`] than the default ones. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_query`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Limits, from_query_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let limits = Limits::new().bytes(4);
/// let rejection = from_query_within::<Payment, ()>("amount=3", &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_query_within<T, C: ?Sized>(
    query: impl AsRef<[u8]>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_query_for_within(query, limits, context)
}

/// As [`from_query`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_query`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, from_query_for};
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
/// assert_eq!(from_query_for::<Payment, Create>("amount=3").unwrap().amount, 3);
/// ```
pub fn from_query_for<T, G: Group>(query: impl AsRef<[u8]>) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_query_for_within(query, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_query_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_query`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Limits, from_query_for_within};
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
/// let rejection = from_query_for_within::<Payment, Create, ()>("amount=3", &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_query_for_within<T, G: Group, C: ?Sized>(
    query: impl AsRef<[u8]>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    read(FormSource::of(query.as_ref()), Medium::Query, limits, context)
}

/// Reads a request from the body of a form (`application/x-www-form-urlencoded`), as [`from_query`] reads a query
/// string.
///
/// # Errors
///
/// As [`from_query`], but the status of [`Rejection::Invalid`] is always 422, as for other bodies.
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_form;
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Signup { email: String, age: Option<u8>, #[serde(default)] newsletter: bool }
/// # impl<C: ?Sized> Validate<C> for Signup { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Signup {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let signup = from_form::<Signup>(b"email=jane%40example.com&age=&newsletter=on").unwrap();
/// assert_eq!((signup.email.as_str(), signup.age, signup.newsletter), ("jane@example.com", None, true));
///
/// let rejection = from_form::<Signup>(b"email=jane&age=300").unwrap_err();
/// assert_eq!(rejection.status().code(), 422);
/// assert_eq!(rejection.errors().unwrap().get("age").next().unwrap().code(), "range");
/// ```
pub fn from_form<T>(body: impl AsRef<[u8]>) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_form_within(body, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_form`], with the context that rules of your own need.
///
/// # Errors
///
/// As [`from_form`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::from_form_with;
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
/// let payment = from_form_with::<Payment, Shop>(b"amount=3", &Shop).unwrap();
/// assert_eq!(payment.amount, 3);
/// ```
pub fn from_form_with<T, C: ?Sized>(body: impl AsRef<[u8]>, context: &C) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_form_within(body, &const { Limits::new() }, context)
}

/// As [`from_form`], within other [`Limits`] than the default ones. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_form`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Limits, from_form_within};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let limits = Limits::new().bytes(4);
/// let rejection = from_form_within::<Payment, ()>(b"amount=3", &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_form_within<T, C: ?Sized>(
    body: impl AsRef<[u8]>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    from_form_for_within(body, limits, context)
}

/// As [`from_form`], with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`from_form`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, from_form_for};
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
/// assert_eq!(from_form_for::<Payment, Create>("amount=3").unwrap().amount, 3);
/// ```
pub fn from_form_for<T, G: Group>(body: impl AsRef<[u8]>) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_form_for_within(body, &const { Limits::new() }, <() as NoContext<()>>::none())
}

/// As [`from_form_for`], within [`Limits`] and with a context. The context of a type without one is `&()`.
///
/// # Errors
///
/// As [`from_form`].
///
/// # Examples
///
/// ```
/// use unprocessable_core::{Group, Limits, from_form_for_within};
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
/// let rejection = from_form_for_within::<Payment, Create, ()>("amount=3", &limits, &()).unwrap_err();
/// assert_eq!(rejection.status().code(), 413);
/// ```
pub fn from_form_for_within<T, G: Group, C: ?Sized>(
    body: impl AsRef<[u8]>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    read(FormSource::of(body.as_ref()), Medium::Form, limits, context)
}

/// The names and values of a form.
#[derive(Clone, Copy)]
pub(crate) struct FormSource<'p> {
    source: &'p [u8],
    /// Of which pairs the value is the number of a file, in ascending order.
    files: &'p [u32],
}

impl<'p> FormSource<'p> {
    pub(crate) fn of(source: &'p [u8]) -> Self {
        Self { source, files: &[] }
    }
}

fn read<T, G: Group, C: ?Sized>(
    source: FormSource<'_>,
    medium: Medium,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T, G>, Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    in_document(source, medium, limits, |document| {
        let walk = Walk::of_group(ValidationErrors::within(limits), TypeId::of::<G>());
        match inspect(document, walk, context)? {
            Ok((value, walk)) => Ok(Valid::check_in(value, walk, context)),
            Err(errors) => Ok(Err(unreadable(errors, medium))),
        }
    })
}

/// Runs a live check, which returns no value.
pub(crate) fn check_pairs<T, C: ?Sized>(
    source: FormSource<'_>,
    medium: Medium,
    limits: &Limits,
    live: impl Fn() -> Walk,
    context: &C,
) -> Result<(), Rejection>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    as_live_check(|| {
        in_document(source, medium, limits, |document| {
            Ok(match inspect::<T, C>(document, live(), context)? {
                Ok((mut value, mut walk)) => {
                    walk_read(&mut value, &mut walk, context);
                    walk.errors.into_result()
                }
                Err(errors) if errors.is_empty() => Ok(()),
                Err(errors) => {
                    // The live check may not ask for the parameter that makes the request unreadable.
                    let readable = shape::<T, C>(document, live(), context).is_empty();
                    Err(if readable { errors } else { unreadable(errors, medium) })
                }
            })
        })
    })
}

/// Looks into the document that the pairs stand for. Rules that ask for a parameter which is not there at all
/// make the request one that lacks it.
fn in_document<R>(
    source: FormSource<'_>,
    medium: Medium,
    limits: &Limits,
    look: impl FnOnce(&Document<'_>) -> Result<Result<R, ValidationErrors>, ProblemKind>,
) -> Result<R, Rejection> {
    let malformed = |kind| Malformed::somewhere(medium, kind);
    if source.source.len() > limits.max_bytes() {
        return Err(malformed(ProblemKind::TooLarge).into());
    }
    let mut tree = tree::write(source.source, source.files, limits.max_depth()).map_err(malformed)?;
    let document = Document::with_files(&mut tree.json, &tree.files, limits.max_depth());
    let document = document.map_err(|problem| malformed(problem.kind))?.of_form();
    look(&document).map_err(malformed)?.map_err(|mut errors| {
        if medium.has_parameters() && lacks_parameter(&document, &errors) {
            errors.set_status(Status::BadRequest);
        }
        errors.set_source(medium.source());
        errors.into()
    })
}

/// The value at a key of the document that the pairs stand for.
pub(crate) fn value_in_pairs<V: DeserializeOwned>(source: FormSource<'_>, key: &str) -> Option<V> {
    let mut tree = tree::write(source.source, source.files, crate::decode::DEPTH).ok()?;
    let document = Document::with_files(&mut tree.json, &tree.files, crate::decode::DEPTH).ok()?.of_form();
    document.root().at(key)?.decode().ok()
}

fn unreadable(mut errors: ValidationErrors, medium: Medium) -> ValidationErrors {
    if medium.has_parameters() {
        errors.set_status(Status::BadRequest);
    }
    errors
}

/// Reads a value type by type, which is not left to serde: it loses the types of what is flattened. The walk that comes
/// with it has found nothing, and knows what the items of lists are called.
fn inspect<T, C: ?Sized>(
    document: &Document<'_>,
    mut walk: Walk,
    context: &C,
) -> Result<Result<(T, Walk), ValidationErrors>, ProblemKind>
where
    T: DeserializeOwned + for<'de> Inspect<'de, C>,
{
    let malformed = Cell::new(None);
    let value = T::inspect(document.root(), &mut SecondPass::new(&mut walk, &malformed), context);
    if let Some(problem) = malformed.get() {
        return Err(problem.kind);
    }
    if !walk.errors.is_empty() || walk.has_passed_by() {
        return Ok(Err(walk.errors));
    }
    Ok(match value.map_or_else(|| document.root().decode::<T>(), Ok) {
        Ok(value) => Ok((value, walk)),
        Err(refusal) => {
            SecondPass::new(&mut walk, &malformed).refuse_somewhere(document, &refusal);
            Err(walk.errors)
        }
    })
}

/// What is missing or unreadable, whatever rules say.
fn shape<T, C: ?Sized>(document: &Document<'_>, mut walk: Walk, context: &C) -> ValidationErrors
where
    T: for<'de> Inspect<'de, C>,
{
    let malformed = Cell::new(None);
    let mut pass = SecondPass::new(&mut walk, &malformed);
    pass.rules = false;
    T::inspect(document.root(), &mut pass, context);
    walk.errors
}

/// Whether a rule asks for a parameter that is not there at all.
fn lacks_parameter(document: &Document<'_>, errors: &ValidationErrors) -> bool {
    let required = errors.iter().filter(|(_, violation)| violation.code() == "required").map(|(key, _)| key);
    let names = NameFilter::exact(required);
    names.count() > 0 && given(document.root(), &names, names.start()) < names.count()
}

/// How many of the names have a value here or further inside. All are looked for at once.
fn given(node: Node<'_, '_>, names: &NameFilter, along: Along) -> usize {
    if along.is_over() {
        return 0;
    }
    let here = usize::from(!along.is_start() && names.are_asked(along));
    let inside = |value: Node<'_, '_>| match value.segment() {
        Some(Segment::Key(key)) => {
            let key = key.text().unwrap_or_default();
            given(value, names, names.step(along, &escape_segment(&key)))
        }
        Some(Segment::Index(index)) => given(value, names, names.step(along, &index.to_string())),
        None => 0,
    };
    here + match node.object() {
        Ok(object) => object.entries().map(|entry| inside(entry.value)).sum::<usize>(),
        Err(_) => node.list().map_or(0, |list| list.items().map(inside).sum()),
    }
}
