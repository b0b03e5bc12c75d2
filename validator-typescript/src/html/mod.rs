//! Attributes of HTML for forms that a server renders.
//!
//! [`attributes()`] gives the attributes of the control for a field, from the rules of the field and its type.
//! [`choices`] gives the options of a `<select>`. Both read the declaration of the type, which is a constant of the
//! program, and nothing else. So this part of the crate may run in a service, for each page that it renders.
//! [`Attributes`] can be kept in a `static` as well.
//!
//! ```
//! use serde::Deserialize;
//! use unprocessable::Validate;
//! use unprocessable_typescript::html;
//!
//! #[derive(Deserialize, Validate)]
//! struct SignUp {
//!     #[validate(required, email)]
//!     email: String,
//!     #[validate(range(18..=120))]
//!     age: Option<u8>,
//!     #[validate(nested)]
//!     address: Address,
//! }
//!
//! #[derive(Deserialize, Validate)]
//! struct Address {
//!     #[validate(regex("^[0-9]{5}$"))]
//!     zip: String,
//! }
//!
//! let write = |key| html::attributes::<SignUp>(key).map(|attributes| attributes.to_string());
//! assert_eq!(write("email")?, r#"type="email" required maxlength="254" autocomplete="email""#);
//! assert_eq!(write("age")?, r#"type="number" min="18" max="120" step="1" inputmode="numeric""#);
//! assert_eq!(write("address.zip")?, r#"required pattern="[0-9]{5}" inputmode="numeric""#);
//! assert_eq!(
//!     write("address.zap").unwrap_err().to_string(),
//!     "`SignUp` has no `address.zap`. There it has: zip.",
//! );
//! # Ok::<(), html::UnknownKey>(())
//! ```
//!
//! # Keys
//!
//! A key is the `name` of the control: `address.zip`, `items.0.sku` or `items[0][sku]`. It is read as a form is, and a
//! template for new rows may write `items.*.sku`. A key that the type does not have is an error, so that a misspelled
//! one is noticed when the page is rendered. Of some types nobody knows what is inside them, such as
//! `serde_json::Value`: every key below them is right, and has no attributes.
//!
//! In an enum, the fields of the variants are found below the name of the variant, or beside the tag, as serde reads
//! them. Their attributes hold while the variant is chosen. Until then the control must be disabled or not be there,
//! and a browser does not check it.
//!
//! # Never stricter than the rules
//!
//! A browser never refuses a value that the rules accept. This is tested in Chromium, for every rule. So an attribute
//! often says less than its rule:
//!
//! * Rules under a condition, and rules that compare with other fields or with the clock, give no attribute.
//! * Browsers count UTF-16 code units, and rules count characters, of which one may be two code units. `maxlength` is
//!   twice the limit, unless a rule only allows for short ones, or counts in `utf16` or `bytes`.
//! * `required` refuses the empty text. The rule `required` also refuses blank text.
//! * `required` on a checkbox means that it must be ticked. Only the rule `accepted` says that.
//! * Below an optional value nothing is `required`, because the whole may be left out.
//! * `step` is `any`, unless the rules give the number from which browsers count steps.
//!
//! A control may also be unable to hold a value. An `<input>` of text has no line breaks: browsers remove them. Where a
//! rule allows for them, choose a `<textarea>` and [`Attributes::for_textarea`]. `type="date"` holds no year 0, and
//! `type="time"` at most milliseconds.
//!
//! A number has the digits that its type keeps: 15 for `f64` and 6 for `f32`. A server may read more digits as the
//! nearest number, such as 0.9999999999999999 as 1, and a browser compares them as they are.
//!
//! A browser checks `minlength` and `maxlength` only on what a person has typed. What a page sets in advance is not
//! checked, and neither is what a script sets.

mod attributes;
mod choices;
mod control;
mod dates;
mod find;
mod numbers;
mod pattern;

use thiserror::Error;
use unprocessable::declaration::{Declare, DeclaredValue, Shape};

pub use attributes::Attributes;
pub use choices::Choice;

use find::{Spot, find};

/// The attributes of the control for the field with this key.
///
/// A list whose items are chosen from some, such as `Vec<Color>`, has those of a `<select multiple>`. Other lists, maps
/// and structs have no control of their own, and no attributes. Their items and fields do.
///
/// # Errors
///
/// If the type has no such field.
pub fn attributes<T: Declare + ?Sized>(key: &str) -> Result<Attributes, UnknownKey> {
    let spots = find(T::declaration(), key)?;
    Ok(control::common(spots.iter().map(control::control).collect()))
}

/// The values that the field with this key is chosen from: the variants of an enum, those of its tag, and the values
/// that `one_of` lists. Those of the items, if it is a list. It is empty if any value may be sent.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable_typescript::html;
///
/// #[derive(Deserialize, Validate)]
/// struct Payment {
///     method: Method,
/// }
///
/// #[derive(Deserialize, Validate)]
/// #[serde(rename_all = "camelCase")]
/// enum Method {
///     CreditCard,
///     Cash,
/// }
///
/// let methods = html::choices::<Payment>("method")?;
/// assert_eq!((&*methods[0].value, &*methods[0].label), ("creditCard", "credit card"));
/// assert!(html::attributes::<Payment>("method")?.has("required"));
/// # Ok::<(), html::UnknownKey>(())
/// ```
///
/// # Errors
///
/// If the type has no such field.
pub fn choices<T: Declare + ?Sized>(key: &str) -> Result<Vec<Choice>, UnknownKey> {
    let mut all: Vec<Choice> = Vec::new();
    for spot in find(T::declaration(), key)? {
        let spot = match spot.shape {
            Shape::List(element) | Shape::Set(element) | Shape::Array(element, _) => Spot {
                shape: element.required(),
                views: spot.views.iter().filter_map(DeclaredValue::elements).collect(),
                ..spot
            },
            _ => spot,
        };
        for choice in choices::choices(&spot) {
            if !all.iter().any(|known| known.value == choice.value) {
                all.push(choice);
            }
        }
    }
    Ok(all)
}

/// A key that the type does not have.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{type_name}` has no `{key}`.{}", self.says())]
pub struct UnknownKey {
    type_name: &'static str,
    key: String,
    /// The names where the key leads nowhere.
    known: Vec<String>,
}

impl UnknownKey {
    fn says(&self) -> String {
        if self.known.is_empty() { String::new() } else { format!(" There it has: {}.", self.known.join(", ")) }
    }
}
