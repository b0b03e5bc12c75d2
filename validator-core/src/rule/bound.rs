//! Finds bounds that all values of a type pass, or none, while the user's crate is built.

use core::marker::PhantomData;

use crate::date_time::verify_date;
use crate::rule::Describe;
use crate::scan::constant::same_text;
use crate::subject::{Extent, Kind, Subject};

/// What the arguments of a rule say about the values that pass.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// Nothing is known.
    Unknown,
    /// They are greater than the argument.
    Above,
    /// They are not less.
    AtLeast,
    /// They are less.
    Below,
    /// They are not greater.
    AtMost,
    /// They equal it.
    Exactly,
    /// They are between the two.
    Between,
    /// They are within the arguments that have the names of bounds, such as [`Bound::MIN`].
    Named,
    /// They have a number of digits: at least, or at most, the arguments.
    Digits { least: bool, most: bool },
    /// They are multiples of it.
    Multiple,
}

/// The names of arguments that are bounds. The derive takes them from here.
impl Bound {
    /// The least value that passes.
    pub const MIN: &str = "min";
    /// The greatest value below those that pass.
    pub const EXCLUSIVE_MIN: &str = "exclusive_min";
    /// The greatest value that passes.
    pub const MAX: &str = "max";
    /// The least value above those that pass.
    pub const EXCLUSIVE_MAX: &str = "exclusive_max";
    /// The only value that passes.
    pub const EQUAL: &str = "equal";
}

/// An argument that is a literal.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Literal<'a> {
    /// A whole number.
    Number(i128),
    /// Text.
    Text(&'a str),
}

/// What is known about the type of a field.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    kind: Kind,
    extent: Option<Extent>,
}

/// The type of a field. If it is a subject, its facts are known. Else [`AnyType`] gives them.
#[doc(hidden)]
#[derive(Debug)]
pub struct TypeOf<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: Subject + ?Sized> TypeOf<T> {
    /// What is known of the subject.
    pub const FACTS: Facts = Facts { kind: T::KIND, extent: T::EXTENT };
}

/// Any type.
#[doc(hidden)]
pub trait AnyType {
    /// Nothing is known.
    const FACTS: Facts = Facts { kind: Kind::Other, extent: None };
}

impl<T: ?Sized> AnyType for TypeOf<T> {}

/// Refuses literals with which all values of the type pass, or none, while the crate is built. Each literal has its
/// name beside it, if it has one.
#[doc(hidden)]
#[track_caller]
pub const fn possible<R: Describe>(_: &R, facts: Facts, literals: &[(&str, Literal<'_>)]) {
    let is_comparison =
        matches!(R::BOUND, Bound::Above | Bound::AtLeast | Bound::Below | Bound::AtMost | Bound::Exactly);
    let mut range = Range { least: None, most: None };
    let mut index = 0;
    while index < literals.len() {
        match literals[index] {
            (_, Literal::Text(text)) if is_comparison => return verify_date(text),
            (_, Literal::Text(_)) => return,
            // rustc itself refuses a literal that does not fit the type.
            (_, Literal::Number(number)) if is_out_of_range(facts, number) => return,
            (name, Literal::Number(number)) => range = range.with(R::BOUND, name, number, index),
        }
        index += 1;
    }
    let Some(extent) = facts.extent else { return };
    if matches!(facts.kind, Kind::Number) {
        numbers(R::BOUND, extent, range);
    } else if !matches!(R::BOUND, Bound::Digits { .. } | Bound::Multiple) {
        assert!(!range.is_beyond(extent), "no length is within this bound, so nothing can pass; move it");
        assert!(!range.is_all(extent), "every length is within this bound; move it, or remove the rule");
    }
}

const fn is_out_of_range(facts: Facts, number: i128) -> bool {
    match (facts.kind, facts.extent) {
        (Kind::Number, Some(extent)) => {
            let above = matches!(extent.most, Some(most) if number > most);
            above || number < 0 && extent.least >= 0
        }
        _ => number < 0,
    }
}

#[track_caller]
const fn numbers(bound: Bound, extent: Extent, range: Range) {
    match (bound, range.least, range.most) {
        (Bound::Unknown, ..) => {}
        (Bound::Multiple, step, _) => assert!(
            !matches!(step, Some(1 | -1)),
            "every whole number is a multiple of 1; write another step, or remove the rule"
        ),
        (Bound::Digits { .. }, least, most) => {
            let (Some(greatest), first) = (extent.most, digits(extent.least)) else { return };
            let last = digits(greatest);
            assert!(
                !matches!(least, Some(least) if least > last),
                "no number of this type has so many digits, so none can pass; lower the count"
            );
            let at_least = match least {
                Some(least) => least <= first,
                None => true,
            };
            let at_most = match most {
                Some(most) => most >= last,
                None => true,
            };
            assert!(
                !(at_least && at_most && extent.least >= 0),
                "every number of this type passes; change the count, or remove the rule"
            );
        }
        _ => {
            assert!(!range.is_beyond(extent), "no value of this type is within this bound, so none can pass; move it");
            assert!(
                !range.is_all(extent),
                "every value of this type is within this bound; move it, or remove the rule"
            );
        }
    }
}

/// How many decimal digits a number has.
const fn digits(number: i128) -> i128 {
    let (mut count, mut rest) = (1, number / 10);
    while rest != 0 {
        count += 1;
        rest /= 10;
    }
    count
}

/// The whole numbers that pass, with both ends.
#[derive(Clone, Copy)]
struct Range {
    least: Option<i128>,
    most: Option<i128>,
}

impl Range {
    const fn with(mut self, bound: Bound, name: &str, number: i128, index: usize) -> Self {
        let (above, below) = (number.saturating_add(1), number.saturating_sub(1));
        match bound {
            Bound::Above => self.least = Some(above),
            Bound::AtLeast | Bound::Multiple => self.least = Some(number),
            Bound::Below => self.most = Some(below),
            Bound::AtMost => self.most = Some(number),
            Bound::Exactly => (self.least, self.most) = (Some(number), Some(number)),
            Bound::Between if index == 0 => self.least = Some(number),
            Bound::Between => self.most = Some(number),
            Bound::Digits { least, most } => {
                if least && index == 0 {
                    self.least = Some(number);
                }
                if most {
                    self.most = Some(number);
                }
            }
            Bound::Named if same_text(name, Bound::MIN) => self.least = Some(number),
            Bound::Named if same_text(name, Bound::EXCLUSIVE_MIN) => self.least = Some(above),
            Bound::Named if same_text(name, Bound::MAX) => self.most = Some(number),
            Bound::Named if same_text(name, Bound::EXCLUSIVE_MAX) => self.most = Some(below),
            Bound::Named | Bound::Unknown => {}
        }
        self
    }

    const fn is_beyond(self, extent: Extent) -> bool {
        let below = matches!(self.most, Some(most) if most < extent.least);
        let above = match (self.least, extent.most) {
            (Some(least), Some(most)) => least > most,
            _ => false,
        };
        below || above
    }

    const fn is_all(self, extent: Extent) -> bool {
        let from = match self.least {
            Some(least) => least <= extent.least,
            None => true,
        };
        let to = match (self.most, extent.most) {
            (Some(most), Some(greatest)) => most >= greatest,
            (Some(_), None) => false,
            (None, _) => true,
        };
        from && to && (self.least.is_some() || self.most.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_all_some_or_none() {
        let (byte, length) = (Extent { least: 0, most: Some(255) }, Extent { least: 0, most: None });
        for (bound, number, extent, all, none) in [
            (Bound::Above, 255, byte, false, true),
            (Bound::Above, 254, byte, false, false),
            (Bound::AtLeast, 0, byte, true, false),
            (Bound::AtLeast, 1, byte, false, false),
            (Bound::Below, 0, byte, false, true),
            (Bound::Below, 1, byte, false, false),
            (Bound::AtMost, 255, byte, true, false),
            (Bound::AtMost, 254, byte, false, false),
            (Bound::Exactly, 0, byte, false, false),
            (Bound::Below, 0, length, false, true),
            (Bound::AtLeast, 0, length, true, false),
            (Bound::AtMost, 255, length, false, false),
            (Bound::Above, i128::MAX, length, false, false),
        ] {
            let range = Range { least: None, most: None }.with(bound, "", number, 0);
            assert_eq!((range.is_all(extent), range.is_beyond(extent)), (all, none), "{bound:?} {number}");
        }
        let between = Range { least: None, most: None }.with(Bound::Between, "", 0, 0).with(Bound::Between, "", 255, 1);
        assert!(between.is_all(byte) && !between.is_all(length));
        let open = Range { least: None, most: None }.with(Bound::Named, "exclusive_max", 0, 0);
        assert!(open.is_beyond(byte));
    }

    #[test]
    fn digits_are_counted() {
        for (number, count) in [(0, 1), (9, 1), (10, 2), (255, 3), (-128, 3), (i128::MAX, 39)] {
            assert_eq!(digits(number), count, "{number}");
        }
    }
}
