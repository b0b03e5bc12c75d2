//! Whether something is there: `required`, `filled`, `prohibited`.

use crate::argument::Argument;
use crate::lang::id;
use crate::rule::schema::bounds;
use crate::rules::{Schema, rule};
use crate::subject::{Kind, Presence};

rule!(
    /// Refuses an absent value, text in which nothing can be seen, and an empty list or map.
    ///
    /// White space, control characters, Unicode's default-ignorable characters, such as the zero width space, and the
    /// empty Braille pattern cannot be seen. Numbers and booleans are never blank.
    ///
    /// In an attribute: `#[validate(required)]`.
    ///
    /// ```
    /// use unprocessable_core::rules;
    ///
    /// assert!(rules::required().check("jane"));
    /// assert!(!rules::required().check("  "));
    /// assert!(!rules::required().check("\u{200b}"));
    /// assert!(!rules::required().check(&None::<u8>));
    /// assert!(rules::required().check(&Some(0)));
    /// ```
    pub const fn required() -> Required;

    const SENTENCE: &str = "The {attribute} field is required.";

    fn message_id(&self, _: Kind) -> MessageId {
        id::required_field
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        at_least_one(kind)
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence.is_enough()
    }
);

rule!(
    /// Refuses text in which nothing can be seen, and an empty list or map. An absent value passes.
    ///
    /// [`required`] says which characters cannot be seen, and refuses an absent value too.
    ///
    /// In an attribute: `#[validate(filled)]`.
    ///
    /// ```
    /// use unprocessable_core::rules;
    ///
    /// assert!(rules::filled().check(&None::<String>));
    /// assert!(!rules::filled().check(&Some("  ")));
    /// ```
    pub const fn filled() -> Filled;

    const SENTENCE: &str = "The {attribute} field must not be empty.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        at_least_one(kind)
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence != Presence::Blank
    }
);

rule!(
    /// Refuses a value that is there and not blank.
    ///
    /// In an attribute: `#[validate(prohibited)]`.
    ///
    /// ```
    /// use unprocessable_core::rules;
    ///
    /// assert!(rules::prohibited().check(&None::<u8>));
    /// assert!(rules::prohibited().check(""));
    /// assert!(!rules::prohibited().check(&0));
    /// ```
    pub const fn prohibited() -> Prohibited;

    const SENTENCE: &str = "The {attribute} field is prohibited.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        match (kind, bounds(kind)) {
            // Only what cannot be seen.
            (Kind::Text, _) => Schema::pattern("^[^!-~]*$"),
            (Kind::List | Kind::Map, Some([_, most])) => Schema::of(most, Argument::Integer(0)).exact(),
            _ => Schema::of("type", Argument::Text("null")).exact(),
        }
    }

    fn check_presence(&self, presence: Presence) -> bool {
        presence != Presence::Filled
    }
);

/// Whether a property must be there is said in the schema of the object. Which characters can be seen would be a long
/// expression, of which people read less.
fn at_least_one(kind: Kind) -> Schema<'static> {
    match (kind, bounds(kind)) {
        (Kind::Text | Kind::List | Kind::Map, Some([least, _])) => {
            Schema::of(least, Argument::Integer(1)).exact_if(kind != Kind::Text)
        }
        _ => Schema::NONE.exact(),
    }
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn required_wants_something_that_is_there_and_not_blank() {
        assert!(!required().check(""));
        assert!(!required().check(" \t\u{3000}"));
        assert!(!required().check("\u{200b}\u{feff}\u{2800}\0"));
        assert!(!required().check(&'\u{3164}') && required().check(&'é'));
        assert!(required().check(" x "));
        assert!(required().check("日"));
        assert!(!required().check(&None::<String>));
        assert!(!required().check(&Some(String::new())));
        assert!(!required().check(&Some(Box::new(Vec::<u8>::new()))));
        assert!(required().check(&[0_u8][..]));
        assert!(required().check(&0_u8) && required().check(&false) && required().check(&f64::NAN));
    }

    #[test]
    fn filled_and_prohibited_look_at_the_other_side() {
        let (absent, blank, full) = (None, Some(" \u{ad}"), Some("日"));
        for (subject, is_filled, is_prohibited) in [(absent, true, true), (blank, false, true), (full, true, false)] {
            assert_eq!(filled().check(&subject), is_filled, "{subject:?}");
            assert_eq!(prohibited().check(&subject), is_prohibited, "{subject:?}");
        }
        assert!(filled().check(&0) && !prohibited().check(&false) && !filled().check(&[0_u8; 0]));
    }
}
