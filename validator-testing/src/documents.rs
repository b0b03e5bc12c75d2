//! Documents of a type, and its values.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unprocessable::declaration::{HasShape, Shape};
use unprocessable::decode::Inspect;
use unprocessable::rules::SchemaValue;
use unprocessable::{Group, Limits, Rejection, Validate, ValidationErrors, from_json_for_within};

use crate::codes::Code;
use crate::engine::Type;
use crate::generators::Generators;
use crate::make::{Draw, Wrong};

type Check = Arc<dyn Fn(&[u8]) -> Vec<Wrong> + Send + Sync>;
type Read<T> = Arc<dyn Fn(&[u8]) -> Option<T> + Send + Sync>;

/// Documents of a type, as a client would send them: those that keep all rules, and those that break one.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::{Validate, from_json};
/// use unprocessable_testing::{Documents, Draw, assert_invalid, assert_valid, codes};
///
/// #[derive(Deserialize, Validate)]
/// struct Order {
///     #[validate(email)]
///     email: String,
///     #[validate(range(1..=9))]
///     count: u8,
/// }
///
/// let (documents, mut seed) = (Documents::of::<Order>(), 7_u64);
/// let mut random = || {
///     seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
///     seed >> 16
/// };
/// let mut draw = Draw::fresh(&mut random);
/// let valid = documents.valid(&mut draw).unwrap();
/// assert_valid!(from_json::<Order>(valid.to_string().as_bytes()));
/// let broken = documents.breaks(&mut draw, "count", codes::integer).unwrap();
/// assert_invalid!(from_json::<Order>(broken.to_string().as_bytes()), "count" => integer, only);
/// ```
#[derive(Clone)]
pub struct Documents {
    name: &'static str,
    shape: Shape,
    check: Check,
    generators: Arc<Generators>,
}

impl Documents {
    /// Those of a type without a context.
    #[must_use]
    pub fn of<T>() -> Self
    where
        T: for<'de> Deserialize<'de> + Validate + for<'de> Inspect<'de> + HasShape + 'static,
    {
        Self::of_group::<T, ()>()
    }

    /// Those of a type in the requests of a group.
    #[must_use]
    pub fn of_group<T, G: Group>() -> Self
    where
        T: for<'de> Deserialize<'de> + Validate + for<'de> Inspect<'de> + HasShape + 'static,
    {
        Self::within::<T, G, ()>(())
    }

    /// Those of a type that asks a context, in the requests of a group.
    #[must_use]
    pub fn within<T, G: Group, C: Send + Sync + 'static>(context: C) -> Self
    where
        T: for<'de> Deserialize<'de> + Validate<C> + for<'de> Inspect<'de, C> + HasShape + 'static,
    {
        let check = move |bytes: &[u8]| from_json_for_within::<T, G, C>(bytes, &Limits::new(), &context).err();
        Self::by(std::any::type_name::<T>(), T::shape().for_group::<G>(), check)
    }

    /// Those of a shape, for which a function tells what is wrong with a document. So types can be tested that borrow
    /// from it.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::declaration::HasShape;
    /// use unprocessable::{Validate, from_json};
    /// use unprocessable_testing::Documents;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Name<'a> {
    ///     #[validate(length(min = 2))]
    ///     name: &'a str,
    /// }
    ///
    /// let documents = Documents::by("Name", Name::SHAPE, |bytes| from_json::<Name>(bytes).err());
    /// # let _ = documents;
    /// ```
    #[must_use]
    pub fn by(
        name: &'static str,
        shape: Shape,
        check: impl Fn(&[u8]) -> Option<Rejection> + Send + Sync + 'static,
    ) -> Self {
        let check = Arc::new(move |bytes: &[u8]| check(bytes).map_or(Vec::new(), |rejection| wrongs(&rejection)));
        let name = name.split('<').next().unwrap_or(name);
        Self { name: name.rsplit("::").next().unwrap_or(name), shape, check, generators: Arc::default() }
    }

    /// With generators for rules that only the program knows.
    #[must_use]
    pub fn generators(mut self, generators: Generators) -> Self {
        self.generators = Arc::new(generators);
        self
    }

    fn made(&self) -> Type<'_> {
        Type { name: self.name, shape: self.shape, generators: &self.generators, check: &*self.check }
    }

    /// A document that keeps all rules.
    ///
    /// # Errors
    ///
    /// If a rule cannot be kept, or needs a generator: the text names the key and the rule.
    pub fn valid(&self, draw: &mut Draw<'_>) -> Result<Value, String> {
        self.made().valid(draw)
    }

    /// A document that breaks one rule at a key, in which `*` stands for any position and any key of a map, and nothing
    /// else. A code such as `codes::integer` breaks the type of the value.
    ///
    /// # Errors
    ///
    /// If there is no such rule, or no value was found that breaks it alone: the text says which.
    pub fn breaks(
        &self,
        draw: &mut Draw<'_>,
        key: &str,
        rule: impl unprocessable::rules::Describe,
    ) -> Result<Value, String> {
        self.broken(draw, key, rule.code())
    }

    pub(crate) fn broken(&self, draw: &mut Draw<'_>, key: &str, code: &str) -> Result<Value, String> {
        self.made().broken(draw, key, code)
    }

    /// Where rules are, with their codes: keys in which `*` stands for positions and keys of maps. So a test breaks
    /// each of them.
    ///
    /// ```
    /// # use serde::Deserialize;
    /// # use unprocessable::Validate;
    /// use unprocessable_testing::{Code, Documents};
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct Order {
    ///     #[validate(required, each(email))]
    ///     emails: Vec<String>,
    /// }
    ///
    /// let rules = Documents::of::<Order>().rules();
    /// assert_eq!(rules, [("emails".to_owned(), Code::new("required")), ("emails.*".to_owned(), Code::new("email"))]);
    /// ```
    #[must_use]
    pub fn rules(&self) -> Vec<(String, Code)> {
        let mut state = 0_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 16
        };
        let rules = self.made().rules(&mut Draw::fresh(&mut next));
        rules.into_iter().map(|(key, code)| (key, Code::new(code))).collect()
    }

    /// The keys and codes of a document's violations, which `breaks` gives for one of them.
    #[must_use]
    pub fn violations(&self, document: &Value) -> Vec<(String, String)> {
        let wrongs = (self.check)(document.to_string().as_bytes());
        wrongs.into_iter().map(|wrong| (wrong.key, wrong.code)).collect()
    }
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents")
            .field("name", &self.name)
            .field("generators", &self.generators)
            .finish_non_exhaustive()
    }
}

/// Values of a type: those that keep all rules, and those that break one.
///
/// They are read from documents, so what serde refuses is no value. [`Documents`] has that, too.
#[derive(Clone)]
pub struct Values<T> {
    documents: Documents,
    /// What is wrong with values that were not put in order.
    check_value: Check,
    read: Read<T>,
    read_unchecked: Read<T>,
}

impl<T: 'static> Values<T> {
    /// Those of a type without a context.
    #[must_use]
    pub fn new() -> Self
    where
        T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape,
    {
        Self::of_group::<()>()
    }

    /// Those of a type in the requests of a group.
    #[must_use]
    pub fn of_group<G: Group>() -> Self
    where
        T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape,
    {
        Self::within::<G, ()>(())
    }

    /// Those of a type that asks a context, in the requests of a group.
    #[must_use]
    pub fn within<G: Group, C: Send + Sync + 'static>(context: C) -> Self
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + HasShape,
    {
        let context = Arc::new(context);
        let (first, second) = (Arc::clone(&context), context);
        let read_with = move |bytes: &[u8]| {
            let valid = from_json_for_within::<T, G, C>(bytes, &Limits::new(), &*first);
            valid.ok().map(unprocessable::Valid::into_inner)
        };
        let third = Arc::clone(&second);
        let check = move |bytes: &[u8]| from_json_for_within::<T, G, C>(bytes, &Limits::new(), &*second).err();
        let check_value = move |bytes: &[u8]| match serde_json::from_slice::<T>(bytes) {
            Ok(value) => value.validate_for_with::<G>(&*third).err().map_or(Vec::new(), |errors| of_errors(&errors)),
            Err(_) => {
                // What serde does not read is no value.
                vec![Wrong { key: "_".to_owned(), code: "unreadable".to_owned(), arguments: Vec::new() }]
            }
        };
        Self {
            documents: Documents::by(std::any::type_name::<T>(), T::shape().for_group::<G>(), check),
            check_value: Arc::new(check_value),
            read: Arc::new(read_with),
            read_unchecked: Arc::new(|bytes| serde_json::from_slice(bytes).ok()),
        }
    }

    /// With generators for rules that only the program knows.
    #[must_use]
    pub fn generators(mut self, generators: Generators) -> Self {
        self.documents = self.documents.generators(generators);
        self
    }

    /// A value that keeps all rules.
    ///
    /// # Errors
    ///
    /// If a rule cannot be kept, or needs a generator: the text names the key and the rule.
    pub fn valid(&self, draw: &mut Draw<'_>) -> Result<T, String> {
        let document = self.documents.valid(draw)?;
        (self.read)(document.to_string().as_bytes()).ok_or_else(|| "a document was read once and not twice".to_owned())
    }

    /// A value that breaks one rule at a key, and nothing else. It is as serde reads it, not put in order.
    ///
    /// # Errors
    ///
    /// If there is no such rule, or no value was found that breaks it alone: the text says which.
    pub fn breaks(
        &self,
        draw: &mut Draw<'_>,
        key: &str,
        rule: impl unprocessable::rules::Describe,
    ) -> Result<T, String> {
        self.broken(draw, key, rule.code())
    }

    pub(crate) fn broken(&self, draw: &mut Draw<'_>, key: &str, code: &str) -> Result<T, String> {
        let of_values = Documents { check: Arc::clone(&self.check_value), ..self.documents.clone() };
        let broken = of_values.broken(draw, key, code)?;
        (self.read_unchecked)(broken.to_string().as_bytes())
            .ok_or_else(|| "a document was read once and not twice".to_owned())
    }
}

impl<T> Default for Values<T>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + HasShape + 'static,
{
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Values").field(&self.documents).finish()
    }
}

fn wrongs(rejection: &Rejection) -> Vec<Wrong> {
    match rejection.errors() {
        Some(errors) => of_errors(errors),
        None => vec![Wrong { key: "_".to_owned(), code: "malformed".to_owned(), arguments: Vec::new() }],
    }
}

fn of_errors(errors: &ValidationErrors) -> Vec<Wrong> {
    let wrong = |(key, violation): (&str, &unprocessable::Violation)| {
        let json = |argument| serde_json::to_value(SchemaValue::Argument(argument)).unwrap_or(Value::Null);
        let arguments = violation.arguments().map(|(name, argument)| (name.to_owned(), json(argument)));
        Wrong { key: key.to_owned(), code: violation.code().to_owned(), arguments: arguments.collect() }
    };
    errors.iter().map(wrong).collect()
}
