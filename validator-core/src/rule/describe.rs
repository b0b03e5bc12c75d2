//! How a rule describes itself, and what it reports when it fails.

use super::bound::Bound;
use super::schema::Schema;
use crate::argument::{Argument, Relation};
use crate::lang::MessageId;
#[cfg(feature = "async")]
use crate::rule::column::DeclaredLookup;
use crate::subject::Kind;

/// A rule describes itself: its code, its arguments, its sentence and its JSON Schema.
///
/// ```
/// use unprocessable_core::Kind;
/// use unprocessable_core::rules::Describe;
///
/// struct Even;
///
/// impl Describe for Even {
///     const CODE: &'static str = "even";
///
///     fn sentence(&self, _: Kind) -> &'static str {
///         "The {attribute} must be an even number."
///     }
/// }
///
/// assert_eq!(Even.code(), "even");
/// ```
#[diagnostic::on_unimplemented(
    message = "the rule `{Self}` does not describe itself",
    label = "no `impl Describe`",
    note = "a rule of your own says its code and its sentence in `impl unprocessable::rules::Describe`"
)]
pub trait Describe {
    /// The code of its violations, which is the name of the rule.
    const CODE: &'static str;

    /// The names of its arguments. A message may mention them.
    const ARGUMENTS: &'static [&'static str] = &[];

    /// Which values pass, as far as the derive can know it from the arguments.
    #[doc(hidden)]
    const BOUND: Bound = Bound::Unknown;

    /// The code, if it is not [`CODE`](Self::CODE).
    fn code(&self) -> &'static str {
        Self::CODE
    }

    /// The argument with the name at this index of [`ARGUMENTS`](Self::ARGUMENTS). `None` if it was not given.
    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let _ = index;
        None
    }

    /// The sentence for a subject of this kind. `{attribute}` stands for the label of the field, `{name}` for
    /// an argument.
    fn sentence(&self, kind: Kind) -> &'static str;

    /// The place of the sentence in the catalogue, from which languages take their own words.
    #[doc(hidden)]
    fn message_id(&self, kind: Kind) -> MessageId {
        let _ = kind;
        MessageId::NONE
    }

    /// How the condition of the rule compares a field with a value.
    #[doc(hidden)]
    fn relation(&self) -> Option<Relation> {
        None
    }

    /// The keywords of JSON Schema that the rule implies, for a subject of this kind.
    fn schema(&self, kind: Kind) -> Schema<'_> {
        let _ = kind;
        Schema::UNSAID
    }

    /// In which of several manners the rule works, where neither its arguments nor its keywords tell it. Who translates
    /// the rule into another language asks.
    #[doc(hidden)]
    fn manner(&self) -> &'static str {
        ""
    }

    /// Calls `each` with the words that the rule was given without a value: `ascii` for `alpha(ascii)`.
    #[doc(hidden)]
    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        let _ = each;
    }

    /// The argument at this index as the rule was given it, if sentences show it in another form.
    #[doc(hidden)]
    fn given(&self, index: usize) -> Option<Argument<'_>> {
        let _ = index;
        None
    }

    /// The demands of the rule that have sentences of their own.
    #[doc(hidden)]
    fn demand(&self, index: usize) -> Option<&(dyn Described + Send + Sync)> {
        let _ = index;
        None
    }

    /// Where the rule looks in a database.
    #[cfg(feature = "async")]
    #[doc(hidden)]
    fn lookup(&self) -> Option<DeclaredLookup> {
        None
    }
}

/// One violation of a rule that can leave several.
///
/// ```
/// use unprocessable_core::Kind;
/// use unprocessable_core::rules::{Describe, Failure, Rule};
///
/// /// Every number must be even.
/// struct AllEven;
///
/// impl Describe for AllEven {
///     const CODE: &'static str = "even";
///
///     fn sentence(&self, _: Kind) -> &'static str {
///         "The {attribute} must be an even number."
///     }
/// }
///
/// impl Rule<[u32]> for AllEven {
///     const SEVERAL: bool = true;
///
///     fn check(&self, numbers: &[u32]) -> bool {
///         numbers.iter().all(|number| number % 2 == 0)
///     }
///
///     fn failures(&self, numbers: &[u32], report: &mut dyn FnMut(Failure)) {
///         for (index, _) in numbers.iter().enumerate().filter(|(_, number)| *number % 2 != 0) {
///             report(Failure::at(index));
///         }
///     }
/// }
///
/// let mut failures = 0;
/// AllEven.failures(&[1, 2, 3], &mut |_| failures += 1);
/// assert_eq!(failures, 2);
/// ```
#[derive(Clone, Copy)]
pub struct Failure {
    pub(crate) index: Option<usize>,
    pub(crate) rule: Option<&'static (dyn Described + Send + Sync)>,
    /// Which demand failed, of those that [`Describe::demand`] gives.
    pub(crate) demand: Option<usize>,
}

impl Failure {
    /// The rule as a whole failed, at its own place.
    ///
    /// ```
    /// use unprocessable_core::rules::Failure;
    ///
    /// let mut failures = Vec::new();
    /// let report: &mut dyn FnMut(Failure) = &mut |failure| failures.push(failure);
    /// report(Failure::whole());
    /// assert_eq!(failures.len(), 1);
    /// ```
    #[must_use]
    pub const fn whole() -> Self {
        Self { index: None, rule: None, demand: None }
    }

    /// The rule failed at one element of the list.
    ///
    /// ```
    /// use unprocessable_core::rules::Failure;
    ///
    /// fn report_odd(numbers: &[u32], report: &mut dyn FnMut(Failure)) {
    ///     for (index, _) in numbers.iter().enumerate().filter(|(_, number)| *number % 2 != 0) {
    ///         report(Failure::at(index));
    ///     }
    /// }
    ///
    /// let mut count = 0;
    /// report_odd(&[1, 2, 3], &mut |_| count += 1);
    /// assert_eq!(count, 2);
    /// ```
    #[must_use]
    pub const fn at(index: usize) -> Self {
        Self { index: Some(index), rule: None, demand: None }
    }

    /// The element of the list that failed; `None` if it is the list, or whatever the value is, as a whole.
    #[doc(hidden)]
    #[must_use]
    pub const fn index(&self) -> Option<usize> {
        self.index
    }

    /// One demand of the rule failed. It has a sentence of its own.
    ///
    /// ```
    /// use unprocessable_core::{Kind, rules::{Describe, Failure}};
    ///
    /// /// One demand of a rule for passwords.
    /// struct NeedsDigit;
    ///
    /// impl Describe for NeedsDigit {
    ///     const CODE: &'static str = "password_digit";
    ///
    ///     fn sentence(&self, _: Kind) -> &'static str {
    ///         "The {attribute} must contain a digit."
    ///     }
    /// }
    ///
    /// let mut failures = Vec::new();
    /// let report: &mut dyn FnMut(Failure) = &mut |failure| failures.push(failure);
    /// report(Failure::of(&NeedsDigit));
    /// assert_eq!(failures.len(), 1);
    /// ```
    #[must_use]
    pub fn of<D: Describe + Send + Sync>(demand: &'static D) -> Self {
        Self { index: None, rule: Some(demand), demand: None }
    }

    /// One demand of the rule failed, which has arguments.
    pub(crate) const fn of_demand(index: usize) -> Self {
        Self { index: None, rule: None, demand: Some(index) }
    }
}

impl core::fmt::Debug for Failure {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Failure").field("index", &self.index).finish_non_exhaustive()
    }
}

/// [`Describe`] without its constants, so that it can be a trait object.
#[allow(unreachable_pub)] // The declaration shows it.
pub trait Described {
    fn code(&self) -> &'static str;
    fn name(&self, index: usize) -> Option<&'static str>;
    fn argument(&self, index: usize) -> Option<Argument<'_>>;
    fn named(&self, name: &str) -> Option<Argument<'_>>;
    fn sentence(&self, kind: Kind) -> &'static str;
    fn message_id(&self, kind: Kind) -> MessageId;
    fn relation(&self) -> Option<Relation>;

    /// The name of the rule, also where `code = "…"` replaces its code.
    #[cfg(feature = "declaration")]
    fn rule(&self) -> &'static str;

    #[cfg(feature = "declaration")]
    fn schema(&self, kind: Kind) -> Schema<'_>;

    #[cfg(feature = "declaration")]
    fn manner(&self) -> &'static str;

    #[cfg(feature = "declaration")]
    fn flags(&self, each: &mut dyn FnMut(&'static str));

    #[cfg(feature = "declaration")]
    fn given(&self, index: usize) -> Option<Argument<'_>>;

    fn demand(&self, index: usize) -> Option<&(dyn Described + Send + Sync)>;

    #[cfg(all(feature = "async", feature = "declaration"))]
    fn lookup(&self) -> Option<DeclaredLookup>;
}

impl<D: Describe> Described for D {
    fn code(&self) -> &'static str {
        Describe::code(self)
    }

    fn name(&self, index: usize) -> Option<&'static str> {
        D::ARGUMENTS.get(index).copied()
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        Describe::argument(self, index)
    }

    fn named(&self, name: &str) -> Option<Argument<'_>> {
        D::ARGUMENTS.iter().position(|own| *own == name).and_then(|index| Describe::argument(self, index))
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        Describe::sentence(self, kind)
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        Describe::message_id(self, kind)
    }

    fn relation(&self) -> Option<Relation> {
        Describe::relation(self)
    }

    #[cfg(feature = "declaration")]
    fn rule(&self) -> &'static str {
        D::CODE
    }

    #[cfg(feature = "declaration")]
    fn schema(&self, kind: Kind) -> Schema<'_> {
        Describe::schema(self, kind)
    }

    #[cfg(feature = "declaration")]
    fn manner(&self) -> &'static str {
        Describe::manner(self)
    }

    #[cfg(feature = "declaration")]
    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        Describe::flags(self, each);
    }

    #[cfg(feature = "declaration")]
    fn given(&self, index: usize) -> Option<Argument<'_>> {
        Describe::given(self, index)
    }

    fn demand(&self, index: usize) -> Option<&(dyn Described + Send + Sync)> {
        Describe::demand(self, index)
    }

    #[cfg(all(feature = "async", feature = "declaration"))]
    fn lookup(&self) -> Option<DeclaredLookup> {
        Describe::lookup(self)
    }
}
