//! The law of the attributes, in Chromium: a browser never refuses a value that the rules accept. And they are not in
//! vain: a browser refuses much of what the rules refuse.
//!
//! Values are typed, because browsers check lengths only on what a person has typed.
#![allow(missing_docs, dead_code, unreachable_pub)]
// The types of other tests are as unusual as they can be.
#![allow(clippy::unwrap_used, clippy::ptr_arg, clippy::bool_comparison, clippy::redundant_allocation)]

#[path = "../../../../../tests/json_schema/src/rules/catalogue_groups.rs"]
mod catalogue_groups;
mod chromium;
#[path = "../../../../../tests/json_schema/src/laws/types/conditions.rs"]
mod conditions;
#[path = "../../../../../tests/json_schema/src/laws/types/enums.rs"]
mod enums;
#[path = "../../../../../tests/json_schema/src/laws/types/flat.rs"]
mod flat;
mod more_groups;
#[path = "../../../../../tests/json_schema/src/laws/types/normalized.rs"]
mod normalized;
#[path = "../../../../../tests/json_schema/src/laws/types/plain.rs"]
mod plain;
mod subjects;
mod values;
mod zoo;

use std::collections::BTreeSet;

use serde::Serialize;
use unprocessable::decode::Inspect;
use unprocessable::{Validate, from_form};
use unprocessable_typescript::html::{Attributes, Choice};

use chromium::Report;
use values::{Chance, candidates};

/// A struct whose fields have a rule each.
pub struct Group {
    pub rows: Vec<Row>,
    /// The fields of the struct that are refused.
    pub refused: fn(&[u8]) -> BTreeSet<String>,
}

pub struct Row {
    pub field: &'static str,
    /// The rule as the catalogue writes it.
    pub attribute: &'static str,
    pub field_type: &'static str,
    /// A text that passes.
    pub sample: Option<&'static str>,
    pub attributes: Attributes,
    pub choices: Vec<Choice>,
}

/// Lists rules on fields of a type. Each is on an optional field and on one that is not.
macro_rules! groups {
    ($($name:ident $(of $other:ty)? {
        $($field:ident $attribute:literal $type:ty, [$($rule:tt)*], [$($sample:literal)?];)+
    })+) => {
        pub fn groups() -> Vec<Group> {
            let mut groups = Vec::new();
            $({
                #[derive(serde::Deserialize, unprocessable::Validate)]
                struct Optional {
                    $(
                        #[validate($($rule)*)]
                        $field: Option<$type>,
                    )+
                    $(
                        nick_name: $other,
                        birth_name: Option<String>,
                        #[serde(default)]
                        age: u8,
                        #[serde(default)]
                        tags: Vec<String>,
                    )?
                }

                #[derive(serde::Deserialize, unprocessable::Validate)]
                struct Filled {
                    $(
                        #[validate($($rule)*)]
                        $field: $type,
                    )+
                    $(
                        nick_name: $other,
                        birth_name: Option<String>,
                        #[serde(default)]
                        age: u8,
                        #[serde(default)]
                        tags: Vec<String>,
                    )?
                }

                groups.push(crate::groups!(@group Optional [$($field $attribute $type, [$($sample)?];)+]));
                groups.push(crate::groups!(@group Filled [$($field $attribute $type, [$($sample)?];)+]));
            })+
            groups
        }

        /// Texts that some rule accepts.
        pub const TEXTS: &[&str] = &[$($($($sample,)?)+)+];
    };
    (@group $struct:ident [$($field:ident $attribute:literal $type:ty, [$($sample:literal)?];)+]) => {
        Group {
            rows: vec![$(Row {
                field: stringify!($field),
                attribute: $attribute,
                field_type: stringify!($type),
                sample: [$($sample)?].first().copied(),
                attributes: unprocessable_typescript::html::attributes::<$struct>(stringify!($field)).unwrap(),
                choices: unprocessable_typescript::html::choices::<$struct>(stringify!($field)).unwrap(),
            }),+],
            refused: |form| crate::refused::<$struct>(form),
        }
    };
}
pub(crate) use groups;

/// The keys that a form is refused at.
pub fn refused<T>(form: &[u8]) -> BTreeSet<String>
where
    T: for<'de> serde::Deserialize<'de> + Validate + for<'de> Inspect<'de>,
{
    let Err(rejection) = from_form::<T>(form) else { return BTreeSet::new() };
    let errors = rejection.errors().expect("a form can be read");
    errors.iter().map(|(key, _)| key.to_owned()).collect()
}

/// A control with values.
#[derive(Serialize)]
pub struct Control {
    pub name: String,
    pub attributes: Attributes,
    pub textarea: Attributes,
    pub choices: Vec<String>,
    /// Values that the rules accept.
    pub accepted: Vec<String>,
    /// Values that the rules accept as a form sends them, with two characters for a line break.
    pub sent: Vec<String>,
    pub refused: Vec<String>,
}

impl Control {
    pub fn new(name: String, attributes: Attributes, choices: &[Choice]) -> Self {
        Self {
            name,
            textarea: attributes.clone().for_textarea(),
            attributes,
            choices: choices.iter().map(|choice| choice.value.clone()).collect(),
            accepted: Vec::new(),
            sent: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// Sorts the values by what the rules say of them.
    pub fn judge(&mut self, values: Vec<String>, accepts: impl Fn(&str) -> bool) {
        for value in values {
            let is_accepted = accepts(&value);
            let is_accepted_as_sent =
                value.contains('\n') && !value.contains('\r') && accepts(&value.replace('\n', "\r\n"));
            if is_accepted_as_sent && self.sent.len() < MOST {
                self.sent.push(value.clone());
            }
            let list = if is_accepted { &mut self.accepted } else { &mut self.refused };
            if list.len() < MOST {
                list.push(value);
            }
        }
    }
}

/// How many values of a kind a control is given.
const MOST: usize = 180;

#[test]
fn a_browser_never_refuses_what_a_rule_accepts() {
    let mut controls = Vec::new();
    let mut chance = Chance::new();
    let groups = catalogue_groups::groups().into_iter().chain(more_groups::groups());
    for group in groups {
        for row in &group.rows {
            let name = format!("{} on {}", row.attribute, row.field_type);
            let mut control = Control::new(name, row.attributes.clone(), &row.choices);
            let accepts = |value: &str| {
                // A value that a rule compares with another field passes if it does beside some.
                let count = if row.attribute.contains("self.") { values::AROUND.len() } else { 1 };
                values::AROUND[..count].iter().any(|around| {
                    let form = format!("{around}&{}={}", row.field, values::encoded(value));
                    let refused = (group.refused)(form.as_bytes());
                    // Beside a field that cannot be read, such a rule does not run.
                    [row.field, "nick_name"].iter().all(|field| !refused.contains(*field))
                })
            };
            let candidates = candidates(row.field_type, row.sample, &row.attributes, &mut chance, &accepts);
            control.judge(candidates, accepts);
            controls.push(control);
        }
    }
    let accepted: usize = controls.iter().map(|control| control.accepted.len()).sum();
    let empty: Vec<&str> = controls
        .iter()
        .filter(|control| !control.attributes.is_empty() && control.accepted.is_empty())
        .map(|control| &*control.name)
        .collect();
    // No text is both.
    assert!(empty.iter().all(|name| ["prohibited on u8", "email and url on String"].contains(name)), "{empty:?}");
    assert!(accepted > 20_000, "only {accepted} values are accepted");
    let Some(report) = chromium::run(&controls) else { return };
    report.check(accepted);
    for name in ["required", "pattern", "min", "max", "step", "minlength", "maxlength", "type"] {
        assert!(report.refusals.get(name).is_some_and(|count| *count > 100), "{name}: {:?}", report.refusals);
    }
}

#[test]
fn a_browser_never_refuses_what_a_type_accepts() {
    let controls = zoo::controls();
    let accepted: usize = controls.iter().map(|control| control.accepted.len()).sum();
    assert!(accepted > 5_000, "only {accepted} values are accepted");
    if let Some(report) = chromium::run(&controls) {
        report.check(accepted);
    }
}

impl Report {
    fn check(&self, accepted: usize) {
        println!("{accepted} accepted values, {} held, {} typed, refused: {:?}", self.held, self.typed, self.refusals);
        assert!(self.violations.is_empty(), "{} values are refused:\n{}", self.violations.len(), self.shown());
        assert!(self.held * 2 > accepted, "controls hold only {} of {accepted} values", self.held);
    }

    fn shown(&self) -> String {
        self.violations.iter().take(60).map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}
