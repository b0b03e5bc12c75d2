//! A rule with another message or another code.

use super::{Describe, Failure, Rule, Schema};
use crate::argument::{Argument, Relation};
use crate::lang::MessageId;
use crate::subject::{Kind, Presence};

/// A rule with the message of `message = "…"` or the code of `code = "…"` in place of its own.
#[derive(Clone, Copy, Debug)]
pub struct Reworded<R> {
    rule: R,
    code: Option<&'static str>,
    message: Option<&'static str>,
}

/// Gives a rule another message or another code. `message = "…"` and `code = "…"` in an attribute expand to this.
///
/// ```
/// use unprocessable_core::Kind;
/// use unprocessable_core::rules::{self, Describe, Rule};
///
/// let rule = rules::reworded(rules::email()).with_message("That is no {attribute}.").with_code("bad_email");
/// assert_eq!((rule.code(), rule.sentence(Kind::Text)), ("bad_email", "That is no {attribute}."));
/// assert!(!rule.check("nope"));
/// ```
pub const fn reworded<R>(rule: R) -> Reworded<R> {
    Reworded { rule, code: None, message: None }
}

impl<R: Copy> Reworded<R> {
    /// Sets the sentence.
    #[must_use]
    pub const fn with_message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    /// Sets the code.
    #[must_use]
    pub const fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<R: Describe> Describe for Reworded<R> {
    const CODE: &'static str = R::CODE;
    const ARGUMENTS: &'static [&'static str] = R::ARGUMENTS;

    fn code(&self) -> &'static str {
        self.code.unwrap_or(self.rule.code())
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.rule.argument(index)
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        self.message.unwrap_or_else(|| self.rule.sentence(kind))
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        if self.message.is_some() { MessageId::NONE } else { self.rule.message_id(kind) }
    }

    fn relation(&self) -> Option<Relation> {
        self.rule.relation()
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        self.rule.schema(kind)
    }

    fn manner(&self) -> &'static str {
        self.rule.manner()
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        self.rule.flags(each);
    }

    fn given(&self, index: usize) -> Option<Argument<'_>> {
        self.rule.given(index)
    }

    #[cfg(feature = "async")]
    fn lookup(&self) -> Option<crate::rule::column::DeclaredLookup> {
        self.rule.lookup()
    }
}

impl<T: ?Sized, R: Rule<T>> Rule<T> for Reworded<R> {
    const PRESENCE: bool = R::PRESENCE;
    const SEVERAL: bool = R::SEVERAL;

    #[inline]
    fn check(&self, value: &T) -> bool {
        self.rule.check(value)
    }

    #[inline]
    fn check_presence(&self, presence: Presence) -> bool {
        self.rule.check_presence(presence)
    }

    fn failures(&self, value: &T, report: &mut dyn FnMut(Failure)) {
        // Each demand has its own sentence. A message that replaces them is reported once.
        let mut said = false;
        self.rule.failures(value, &mut |failure| {
            if failure.index.is_some() {
                report(failure);
            } else if !said {
                said = true;
                report(Failure::whole());
            }
        });
    }

    fn admits_elements(&self, value: &T) -> bool {
        self.rule.admits_elements(value)
    }

    fn max_elements(&self) -> Option<usize> {
        self.rule.max_elements()
    }
}
