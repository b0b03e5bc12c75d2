//! Presence that depends on whether other fields are there: `required_with`, `prohibits` and their like.

use crate::argument::{Argument, Arguments, Mention, Operand, Other};
use crate::lang::id;
use crate::rules::rule;
use crate::subject::{Kind, Presence, Subject};

/// Another field. A rule that runs has its value, and one that only describes itself has its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field of this struct",
    label = "not another field",
    note = "name a field, `self.other`, or several, `[self.a, self.b]`"
)]
pub trait Field {
    /// Whether it is there and not blank.
    fn is_filled(&self) -> bool;

    /// Its name.
    fn name(&self) -> Argument<'_>;
}

impl<T: Subject + ?Sized> Field for Other<'_, T> {
    #[inline]
    fn is_filled(&self) -> bool {
        self.0.presence() == Presence::Filled
    }

    fn name(&self) -> Argument<'_> {
        self.argument()
    }
}

impl Field for Mention {
    fn is_filled(&self) -> bool {
        false
    }

    fn name(&self) -> Argument<'_> {
        self.argument()
    }
}

/// One other field, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "`{Self}` are no fields of this struct",
    label = "not other fields",
    note = "name a field, `self.other`, or up to eight, `[self.a, self.b]`"
)]
pub trait Fields {
    /// The number of fields.
    const COUNT: usize;

    /// The number of fields that are there and not blank.
    fn filled(&self) -> usize;

    /// Their names.
    fn names(&self) -> Argument<'_>;
}

impl<F: Field> Fields for F {
    const COUNT: usize = 1;

    #[inline]
    fn filled(&self) -> usize {
        self.is_filled().into()
    }

    fn names(&self) -> Argument<'_> {
        self.name()
    }
}

macro_rules! tuples {
    ($($field:ident $index:tt),+) => {
        impl<$($field: Field),+> Fields for ($($field,)+) {
            const COUNT: usize = [$($index),+].len();

            #[inline]
            fn filled(&self) -> usize {
                0 $(+ usize::from(self.$index.is_filled()))+
            }

            fn names(&self) -> Argument<'_> {
                Argument::List(self)
            }
        }

        impl<$($field: Field),+> Arguments for ($($field,)+) {
            fn at(&self, index: usize) -> Option<Argument<'_>> {
                match index {
                    $($index => Some(self.$index.name()),)+
                    _ => None,
                }
            }
        }
    };
}

tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

rule!(
    /// Demands a value while any of the other fields is filled.
    ///
    /// In an attribute: `#[validate(required_with(self.nick_name))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// let (street, city) = (Some("High Street"), None::<&str>);
    /// assert!(!rules::required_with((Other(&street), Other(&city))).check(""));
    /// assert!(rules::required_with(Other(&city)).check(""));
    /// ```
    pub const fn required_with<F: Fields>(others: F) -> RequiredWith<F>;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.others.names())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if F::COUNT == 1 {
            "The {attribute} field is required when the {others} is present."
        } else {
            "The {attribute} field is required when any of these is present: {others}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if F::COUNT == 1 { id::required_with_one } else { id::required_with_several }
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence.is_enough() || self.others.filled() == 0
    }
);

rule!(
    /// Demands a value while all of the other fields are filled.
    ///
    /// In an attribute: `#[validate(required_with_all([self.nick_name, self.birth_name]))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// let (street, city) = (Some("High Street"), None::<&str>);
    /// assert!(rules::required_with_all((Other(&street), Other(&city))).check(""));
    /// assert!(!rules::required_with_all((Other(&street), Other(&street))).check(""));
    /// ```
    pub const fn required_with_all<F: Fields>(others: F) -> RequiredWithAll<F>;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.others.names())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if F::COUNT == 1 {
            "The {attribute} field is required when the {others} is present."
        } else {
            "The {attribute} field is required when all of these are present: {others}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if F::COUNT == 1 { id::required_with_all_one } else { id::required_with_all_several }
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence.is_enough() || self.others.filled() < F::COUNT
    }
);

rule!(
    /// Demands a value while any of the other fields is absent or blank.
    ///
    /// In an attribute: `#[validate(required_without(self.nick_name))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// let phone = None::<String>;
    /// assert!(!rules::required_without(Other(&phone)).check(""));
    /// assert!(rules::required_without(Other("+49 30 1")).check(""));
    /// ```
    pub const fn required_without<F: Fields>(others: F) -> RequiredWithout<F>;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.others.names())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if F::COUNT == 1 {
            "The {attribute} field is required when the {others} is missing."
        } else {
            "The {attribute} field is required when any of these is missing: {others}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if F::COUNT == 1 { id::required_without_one } else { id::required_without_several }
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence.is_enough() || self.others.filled() == F::COUNT
    }
);

rule!(
    /// Demands a value while all of the other fields are absent or blank.
    ///
    /// In an attribute: `#[validate(required_without_all([self.nick_name, self.birth_name]))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// let (phone, email) = (None::<&str>, Some("jane@example.com"));
    /// assert!(rules::required_without_all((Other(&phone), Other(&email))).check(""));
    /// assert!(!rules::required_without_all((Other(&phone), Other(&phone))).check(""));
    /// ```
    pub const fn required_without_all<F: Fields>(others: F) -> RequiredWithoutAll<F>;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.others.names())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if F::COUNT == 1 {
            "The {attribute} field is required when the {others} is missing."
        } else {
            "The {attribute} field is required when none of these is present: {others}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if F::COUNT == 1 { id::required_without_all_one } else { id::required_without_all_several }
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence.is_enough() || self.others.filled() > 0
    }
);

rule!(
    /// Refuses a value that is there and not blank while one of the other fields is filled.
    ///
    /// In an attribute: `#[validate(prohibits(self.nick_name))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::prohibits(Other("coupon")).check("gift card"));
    /// assert!(rules::prohibits(Other("")).check("gift card"));
    /// ```
    pub const fn prohibits<F: Fields>(others: F) -> Prohibits<F>;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.others.names())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if F::COUNT == 1 {
            "The {attribute} field cannot be combined with the {others}."
        } else {
            "The {attribute} field cannot be combined with any of these: {others}."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if F::COUNT == 1 { id::prohibits_one } else { id::prohibits_several }
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence != Presence::Filled || self.others.filled() == 0
    }
);

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::rules::Describe;

    #[test]
    fn other_fields_decide() {
        let (full, blank, absent) = (Some("a"), Some(" "), None::<&str>);
        let holds = |with: [bool; 4], others: (Other<'_, Option<&str>>, Other<'_, Option<&str>>)| {
            assert_eq!(required_with(others).check(""), with[0]);
            assert_eq!(required_with_all(others).check(""), with[1]);
            assert_eq!(required_without(others).check(""), with[2]);
            assert_eq!(required_without_all(others).check(""), with[3]);
            assert!(required_with(others).check("x") && required_with_all(others).check(&0));
            assert!(required_without(others).check("x") && required_without_all(others).check(&0));
            assert_eq!(prohibits(others).check("x"), with[0]);
            assert!(prohibits(others).check(&absent));
        };
        holds([false, false, true, true], (Other(&full), Other(&full)));
        holds([false, true, false, true], (Other(&full), Other(&blank)));
        holds([true, true, false, false], (Other(&blank), Other(&absent)));
    }

    #[test]
    fn sentences_name_the_other_fields() {
        let one = required_without(Mention::field("phone"));
        assert_eq!(one.sentence(Kind::Text), "The {attribute} field is required when the {others} is missing.");
        let several = required_with((Mention::field("streetName"), Mention::field("city")));
        assert_eq!(several.argument(0).map(|names| names.to_string()).as_deref(), Some("street name, city"));
        assert_eq!(
            several.sentence(Kind::Text),
            "The {attribute} field is required when any of these is present: {others}."
        );
    }
}
