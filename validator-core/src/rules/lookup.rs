//! Rules that ask a database: [`unique`] and [`exists`].

use crate::argument::Argument;
use crate::asynchronous::context::Async;
use crate::asynchronous::key::{Key, LookupKey, LookupOperand};
use crate::asynchronous::lookup::{Lookup, LookupRow};
use crate::lang::{MessageId, id};
use crate::rule::column::{Column, DeclaredLookup};
use crate::rules::{Describe, Rule};
use crate::subject::Kind;

/// No row of the database has the value in this column.
///
/// The rule asks the [`Lookup`] that the type declares as its context, after all other rules of the field held. It is a
/// courtesy: another request may insert the value a moment later, so only a unique constraint of the database decides.
/// The package `unprocessable-database` puts the violation of that constraint at the same field with the same sentence.
///
/// `except` is the [key](Column::with_key) of a row that does not count, for an update; an absent one excepts nothing.
/// `within` names a second column and its value, so that only rows with this value count. If that is absent, the rule
/// does not run.
///
/// In an attribute: `#[validate(unique(users::EMAIL))]`, `#[validate(unique(users::EMAIL, except = self.id))]`,
/// `#[validate(unique(users::EMAIL, within = (users::SHOP, context.shop)))]`.
///
/// ```
/// use unprocessable_core::rules::{self, Describe};
/// use unprocessable_core::{Column, Kind};
///
/// const EMAIL: Column = Column::new("users", "email");
///
/// assert_eq!(rules::unique(EMAIL).sentence(Kind::Text), "The {attribute} has already been taken.");
/// ```
#[must_use]
pub const fn unique(column: Column) -> Unique {
    Unique { declared: DeclaredLookup::new(column, true), except: (), within: () }
}

/// Some row of the database has the value in this column.
///
/// The rule asks the [`Lookup`] that the type declares as its context, after all other rules of the field held. All
/// elements of a list are asked about in one query.
///
/// `within` names a second column and its value, so that only rows with this value count, such as those that belong to
/// the user. If that is absent, no row counts, and the rule refuses every value.
///
/// In an attribute: `#[validate(exists(tags::ID))]`, `#[validate(each(exists(tags::ID)))]`,
/// `#[validate(exists(tags::ID, within = (tags::OWNER, context.user)))]`.
///
/// ```
/// use unprocessable_core::rules::{self, Describe};
/// use unprocessable_core::{Column, Kind};
///
/// const ID: Column = Column::new("tags", "id");
///
/// assert_eq!(rules::exists(ID).sentence(Kind::Number), "The selected {attribute} is invalid.");
/// ```
#[must_use]
pub const fn exists(column: Column) -> Exists {
    Exists { declared: DeclaredLookup::new(column, false), within: () }
}

/// The rule [`unique()`].
#[derive(Clone, Copy, Debug)]
pub struct Unique<E = (), W = ()> {
    declared: DeclaredLookup,
    except: E,
    within: W,
}

/// The rule [`exists()`].
#[derive(Clone, Copy, Debug)]
pub struct Exists<W = ()> {
    declared: DeclaredLookup,
    within: W,
}

impl<W: Copy> Unique<(), W> {
    /// The [key](Column::with_key) of a row that does not count.
    pub const fn except<E>(self, key: E) -> Unique<E, W> {
        let declared = DeclaredLookup { is_excepting: true, ..self.declared };
        Unique { declared, except: key, within: self.within }
    }
}

impl<E: Copy> Unique<E, ()> {
    /// A column of the same table and the value that rows have there.
    pub const fn within<O: Copy>(self, within: (Column, O)) -> Unique<E, (Column, O)> {
        let declared = DeclaredLookup { within: Some(within.0), ..self.declared };
        Unique { declared, except: self.except, within }
    }
}

impl Exists<()> {
    /// A column of the same table and the value that rows have there.
    pub const fn within<O: Copy>(self, within: (Column, O)) -> Exists<(Column, O)> {
        let declared = DeclaredLookup { within: Some(within.0), ..self.declared };
        Exists { declared, within }
    }
}

impl<E, W> Unique<E, W> {
    /// The rule with the context that it asks.
    #[doc(hidden)]
    pub const fn asking<'a, 'c, C: ?Sized>(self, context: &'a Async<'c, C>) -> Asking<'a, 'c, Self, C> {
        Asking { rule: self, context }
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<W> Exists<W> {
    /// The rule with the context that it asks.
    #[doc(hidden)]
    pub const fn asking<'a, 'c, C: ?Sized>(self, context: &'a Async<'c, C>) -> Asking<'a, 'c, Self, C> {
        Asking { rule: self, context }
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<E, W> Describe for Unique<E, W> {
    const CODE: &'static str = "unique";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} has already been taken."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::unique
    }

    fn lookup(&self) -> Option<DeclaredLookup> {
        Some(self.declared)
    }
}

impl<W> Describe for Exists<W> {
    const CODE: &'static str = "exists";

    fn sentence(&self, _: Kind) -> &'static str {
        "The selected {attribute} is invalid."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::exists
    }

    fn lookup(&self) -> Option<DeclaredLookup> {
        Some(self.declared)
    }
}

/// A rule with the context that it asks, as it runs.
#[doc(hidden)]
#[derive(Debug)]
pub struct Asking<'a, 'c, R, C: ?Sized> {
    rule: R,
    context: &'a Async<'c, C>,
}

impl<R: Describe, C: ?Sized> Describe for Asking<'_, '_, R, C> {
    const CODE: &'static str = R::CODE;
    const ARGUMENTS: &'static [&'static str] = R::ARGUMENTS;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.rule.argument(index)
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        self.rule.sentence(kind)
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        self.rule.message_id(kind)
    }
}

impl<T, E, W, C> Rule<T> for Asking<'_, '_, Unique<E, W>, C>
where
    T: LookupKey + ?Sized,
    E: Excepted,
    W: Within,
    C: Lookup,
{
    fn check(&self, value: &T) -> bool {
        let Unique { declared, except, within } = &self.rule;
        let (Some(value), Some((within, within_value))) = (value.key(), within.within()) else { return true };
        let row = LookupRow { value, except: except.excepted(), within: within_value };
        !self.context.look_up(declared.column, within, row).unwrap_or(false)
    }
}

impl<T, W, C> Rule<T> for Asking<'_, '_, Exists<W>, C>
where
    T: LookupKey + ?Sized,
    W: Within,
    C: Lookup,
{
    fn check(&self, value: &T) -> bool {
        let Exists { declared, within } = &self.rule;
        let Some((within, within_value)) = within.within() else { return false };
        let Some(value) = value.key() else { return false };
        let row = LookupRow { value, except: None, within: within_value };
        self.context.look_up(declared.column, within, row).unwrap_or(true)
    }
}

/// What stands in `except`.
#[doc(hidden)]
pub trait Excepted {
    /// The key of the row that does not count.
    fn excepted(&self) -> Option<Key>;
}

impl Excepted for () {
    fn excepted(&self) -> Option<Key> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<O: LookupOperand> Excepted for O {
    fn excepted(&self) -> Option<Key> {
        self.operand()
    }
}

/// What stands in `within`.
#[doc(hidden)]
pub trait Within {
    /// The column and its value, if rows need one. `None` if the value is absent.
    fn within(&self) -> Option<(Option<Column>, Option<Key>)>;
}

impl Within for () {
    fn within(&self) -> Option<(Option<Column>, Option<Key>)> {
        Some((None, None))
    }
}

#[diagnostic::do_not_recommend]
impl<O: LookupOperand> Within for (Column, O) {
    fn within(&self) -> Option<(Option<Column>, Option<Key>)> {
        self.1.operand().map(|value| (Some(self.0), Some(value)))
    }
}
