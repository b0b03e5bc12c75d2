//! When a rule runs, and which other fields it looks at.

use crate::argument::{Argument, Mention, Says};
use crate::walk::group::GroupKey;

pub use crate::argument::Relation;

/// What must hold so that a rule runs, or what a rule such as `required_if` asks.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum RuleCondition {
    /// A field of the same struct compares with a value.
    Compares {
        /// The name of the field in the document.
        field: &'static str,
        /// How it must compare.
        relation: Relation,
        /// The value.
        value: Argument<'static>,
    },
    /// The request is submitted, not checked live: `on_submit`.
    Submitted,
    /// Another expression. It is known only while a request is checked.
    Other,
}

/// A condition as the derive writes it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// An expression.
    Holds(Mention),
    /// `on_submit`
    Submitted,
    /// `on`: the request is of one of these groups.
    InGroup(&'static [GroupKey]),
}

impl When {
    /// The condition, unless it only asks for a group.
    pub(crate) fn condition(&self) -> Option<RuleCondition> {
        match self {
            Self::Holds(mention) => Some(RuleCondition::of(mention)),
            Self::Submitted => Some(RuleCondition::Submitted),
            Self::InGroup(_) => None,
        }
    }

    /// Whether the rule may run in requests of this group.
    pub(crate) fn holds_in(&self, group: GroupKey) -> bool {
        !matches!(self, Self::InGroup(groups) if !groups.contains(&group))
    }
}

impl RuleCondition {
    pub(crate) fn of(mention: &Mention) -> Self {
        let compared = match mention.says {
            Says::True => Some((Relation::Is, Argument::Boolean(true))),
            Says::Compares(relation, value) => value().map(|value| (relation, value)),
            Says::More | Says::OfContext => None,
        };
        compared.map_or(Self::Other, |(relation, value)| Self::Compares { field: mention.name(), relation, value })
    }
}
