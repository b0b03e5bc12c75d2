//! What those who watch get to see: never a value, and no text that a client has chosen.

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::format;
use std::sync::Arc;

use super::series::Series;
use crate::__private::{AskedOf, Timing};
use crate::Status;

/// What [`Answers::observe`](super::Answers::observe) is called with.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Seen<'s> {
    /// A request was refused.
    Refused(Refused<'s>),
    /// A query or a function of an asynchronous rule has ended.
    Asked(Asked),
}

/// A request that was refused.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'s> {
    pub(super) route: Option<&'s str>,
    pub(super) method: &'static str,
    pub(super) status: Status,
    pub(super) is_live: bool,
    pub(super) is_truncated: bool,
    pub(super) violations: &'s [Counted],
}

/// A field of a request and what was wrong with it, with how often that was so.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) series: Arc<Series>,
    pub(super) count: u32,
}

impl<'s> Refused<'s> {
    /// The route as the framework writes it, such as `/orders/{id}`. `None` if no route matched, or if the settings
    /// stand outside of what finds routes.
    #[must_use]
    pub const fn route(&self) -> Option<&'s str> {
        self.route
    }

    /// The method, or `_OTHER` if it is not one of RFC 9110 or `PATCH`.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// Whether it was a live check, of a form that somebody still fills in.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.is_live
    }

    /// Whether there may be more violations than were counted, because of the [limit](crate::Limits::violations) on them.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.is_truncated
    }

    /// How many violations there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.violations.iter().map(|counted| counted.count as usize).sum()
    }

    /// What was wrong: each pair of field and code once.
    pub fn violations(&self) -> impl Iterator<Item = RefusedField<'s>> + use<'s> {
        self.violations.iter().map(|Counted { series, count }| RefusedField { series, count: *count })
    }
}

/// What was wrong with a field of a request, or with the same field of several items of a list.
#[derive(Clone, Copy)]
pub struct RefusedField<'s> {
    series: &'s Series,
    count: u32,
}

impl<'s> RefusedField<'s> {
    /// The pattern of the key: `items.*.price` for `items.0.price`. Indexes, keys of maps and names that the type does
    /// not know are `*`. Between a name and the same name further inside, as in a tree, stands `**`. What the
    /// application wrote into a key by hand stands as it is, but for numbers.
    ///
    /// There are at most 1,000 pairs of pattern and code for a route. Further ones are called `_OTHER`.
    #[must_use]
    pub fn field(&self) -> &'s str {
        &self.series.field
    }

    /// The code of the rule, as in [`Violation::code`](crate::Violation::code).
    #[must_use]
    pub fn code(&self) -> &'s str {
        &self.series.code
    }

    /// How many violations of the request are of this field and this code.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count as usize
    }
}

impl fmt::Debug for RefusedField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RefusedField");
        debug.field("field", &self.field()).field("code", &self.code()).field("count", &self.count).finish()
    }
}

/// All fields in one line: `email: required, items.*.price: gte (3)`.
#[cfg(feature = "tracing")]
pub(super) struct InOneLine<'s>(pub(super) Refused<'s>);

#[cfg(feature = "tracing")]
impl fmt::Display for InOneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, violation) in self.0.violations().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{}: {}", violation.field(), violation.code())?;
            if violation.count > 1 {
                write!(f, " ({})", violation.count)?;
            }
        }
        Ok(())
    }
}

/// A query of `unique` or `exists`, or a call of a function of `custom_async`, that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Asked(pub(super) Timing);

impl Asked {
    /// What was asked: the column, such as `users.email`, or the function as the type writes it, such
    /// as `not_blocked`.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self.0.asked {
            AskedOf::Column(column) => format!("{}.{}", column.table(), column.name()).into(),
            AskedOf::Function(name) => name.into(),
        }
    }

    /// How long it took.
    #[must_use]
    pub const fn duration(&self) -> Duration {
        self.0.time
    }

    /// Why there was no answer: `failed`, or `unfinished` if nobody waited for it any more, because the deadline had
    /// passed, something else had failed, or the client had gone away.
    #[must_use]
    pub const fn failure(&self) -> Option<&'static str> {
        match self.0.succeeded {
            Some(true) => None,
            Some(false) => Some("failed"),
            None => Some("unfinished"),
        }
    }
}
