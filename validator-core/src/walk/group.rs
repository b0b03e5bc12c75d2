//! Groups of rules, such as those of a request that creates something.

use core::any::{TypeId, type_name};
use core::fmt;
use core::marker::PhantomData;

/// A group of rules: what a request must keep while it creates something, say, and need not keep when it updates it.
///
/// A group is a type. The rules in `#[validate(on(Create, …))]` run in the group `Create` and in no other one. Rules
/// outside of `on` run in every group. A request is checked in one group, and so are all values in it. `()` is the group
/// of requests that name none.
///
/// ```
/// use unprocessable_core::{Group, Valid};
///
/// struct Create;
/// impl Group for Create {}
///
/// /// The proof has the group. A `Valid<Account>` or the proof of another group will not do.
/// fn open<Account>(account: Valid<Account, Create>) {}
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group of rules",
    label = "not a group",
    note = "write `impl unprocessable::Group for {Self} {{}}`"
)]
pub trait Group: 'static {
    /// What documents write behind the name of a type that has rules in the group: `UserCreate` for `User`. It is the
    /// name of the group without its modules, unless the group says otherwise.
    ///
    /// ```
    /// use unprocessable_core::Group;
    ///
    /// struct Create;
    /// impl Group for Create {}
    ///
    /// assert_eq!(Create::name(), "Create");
    /// ```
    #[must_use]
    fn name() -> &'static str {
        let name = type_name::<Self>();
        let name = name.split_once('<').map_or(name, |(name, _)| name);
        name.rsplit("::").next().unwrap_or(name)
    }
}

/// Requests that name no group.
impl Group for () {
    fn name() -> &'static str {
        ""
    }
}

/// A group as a value.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct GroupKey {
    // `TypeId::of` is no constant in the oldest Rust that is promised.
    id: fn() -> TypeId,
    name: fn() -> &'static str,
}

impl GroupKey {
    /// That of requests that name none.
    pub const NONE: Self = Self::of::<()>();

    /// That of a type.
    #[must_use]
    pub const fn of<G: Group + ?Sized>() -> Self {
        Self { id: TypeId::of::<G>, name: G::name }
    }

    pub(crate) fn id(self) -> TypeId {
        (self.id)()
    }

    /// What documents call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        (self.name)()
    }
}

/// The key of a type, if it is a group. Else [`NoGroup`] has the constant, so that only the walk says what is wrong.
#[doc(hidden)]
#[derive(Debug)]
pub struct GroupOf<G: ?Sized>(PhantomData<fn(&G)>);

impl<G: Group + ?Sized> GroupOf<G> {
    /// The key of the group.
    pub const KEY: GroupKey = GroupKey::of::<G>();
}

/// Any type.
#[doc(hidden)]
pub trait NoGroup {
    /// Not a group.
    const KEY: GroupKey = GroupKey::NONE;
}

impl<G: ?Sized> NoGroup for GroupOf<G> {}

impl Default for GroupKey {
    fn default() -> Self {
        Self::NONE
    }
}

impl PartialEq for GroupKey {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl fmt::Debug for GroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
