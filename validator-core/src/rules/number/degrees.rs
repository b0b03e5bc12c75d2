//! Places on Earth.

use core::cmp::Ordering;

use crate::argument::Argument;
use crate::rules::{Number, Numeric, Places, Schema, rule};
use crate::subject::Kind;

rule!(
    /// Accepts a latitude in degrees: a number from -90 to 90, or text in decimal notation.
    ///
    /// In an attribute: `#[validate(latitude)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::latitude().check(&52.52));
    /// assert!(rules::latitude().check("-33.8688"));
    /// assert!(!rules::latitude().check(&90.1));
    /// ```
    pub const fn latitude() -> Latitude;

    const SENTENCE: &str = "The {attribute} must be a valid latitude.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_within(90, "^[+-]?(0*([0-8]?[0-9]([.][0-9]*)?|90([.]0*)?)|[.][0-9]+)$", kind)
    }

    fn check<V: Degrees + ?Sized>(&self, value: &V) -> bool {
        value.within(90)
    }
);

rule!(
    /// Accepts a longitude in degrees: a number from -180 to 180, or text in decimal notation.
    ///
    /// In an attribute: `#[validate(longitude)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::longitude().check(&-180));
    /// assert!(!rules::longitude().check("13°24′E"));
    /// ```
    pub const fn longitude() -> Longitude;

    const SENTENCE: &str = "The {attribute} must be a valid longitude.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_within(180, "^[+-]?(0*((1[0-7]|[0-9])?[0-9]([.][0-9]*)?|180([.]0*)?)|[.][0-9]+)$", kind)
    }

    fn check<V: Degrees + ?Sized>(&self, value: &V) -> bool {
        value.within(180)
    }
);

fn schema_within(limit: i128, pattern: &'static str, kind: Kind) -> Schema<'static> {
    match kind {
        Kind::Number => {
            Schema::of("minimum", Argument::Integer(-limit)).and("maximum", Argument::Integer(limit)).exact()
        }
        Kind::Text => Schema::pattern(pattern).exact(),
        _ => Schema::NONE,
    }
}

/// An angle in degrees: any number, or text in decimal notation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no angle",
    label = "neither a number nor text",
    note = "`latitude` and `longitude` look at numbers and text"
)]
pub trait Degrees {
    /// Whether the angle is one from -`limit` to `limit`.
    fn within(&self, limit: u8) -> bool;
}

#[diagnostic::do_not_recommend]
impl<N: Numeric> Degrees for N {
    fn within(&self, limit: u8) -> bool {
        let limit = i128::from(limit);
        let compare = |bound: i128| self.number().compare(Number::Integer(bound));
        compare(-limit).is_some_and(Ordering::is_ge) && compare(limit).is_some_and(Ordering::is_le)
    }
}

/// By its digits: a float would round 90.00000000000000000001 to 90.
#[diagnostic::do_not_recommend]
impl Degrees for str {
    fn within(&self, limit: u8) -> bool {
        if self.places().is_none() {
            return false;
        }
        let unsigned = self.trim_start_matches(['+', '-']);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        match whole.trim_start_matches('0') {
            "" => true,
            whole => whole
                .parse::<u8>()
                .is_ok_and(|whole| whole < limit || whole == limit && fraction.bytes().all(|digit| digit == b'0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn degrees_of_text_and_numbers() {
        for (text, lat, long) in [
            ("0", true, true),
            ("-90", true, true),
            ("90.000", true, true),
            ("90.001", false, true),
            ("90.00000000000000000001", false, true),
            ("-90.00000000000000000001", false, true),
            ("89.99999999999999999999", true, true),
            ("000090", true, true),
            (".5", true, true),
            ("-.5", true, true),
            ("99999999999999999999999999999999999999999", false, false),
            ("+180", false, true),
            ("-180.01", false, false),
            ("1e1", false, false),
            ("NaN", false, false),
            ("inf", false, false),
            ("", false, false),
            (" 1", false, false),
            ("٥", false, false),
        ] {
            assert_eq!((latitude().check(text), longitude().check(text)), (lat, long), "{text:?}");
        }
        assert!(latitude().check(&-90_i8) && !latitude().check(&91_u64) && longitude().check(&180.0_f32));
        assert!(!latitude().check(&f64::NAN) && !longitude().check(&f64::INFINITY) && !longitude().check(&u128::MAX));
    }
}
