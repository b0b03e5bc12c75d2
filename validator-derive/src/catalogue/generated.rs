//! What the rules and the core say of themselves, made from them by `tests/references/derive_catalogue.rs`.
//!
//! Do not edit it. `UPDATE=1 cargo test -p unprocessable-tests --test references derive_catalogue` makes it anew.

use super::Class::{Boolean, Float, List, Signed, Text, Unsigned};
use super::Literals::{Floats, Integers, Nothing, Pattern, Texts};
use super::{Fit, RuleFacts};

/// The rules, in the order of their names.
#[rustfmt::skip]
pub(super) static RULES: &[RuleFacts] = &[
    RuleFacts { name: "accepted", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, Boolean, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "accepted_if", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "after", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: false }] },
    RuleFacts { name: "after_or_equal", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: false }] },
    RuleFacts { name: "alpha", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "alpha_dash", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "alpha_num", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "ascii", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "base64", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "before", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: false }] },
    RuleFacts { name: "before_or_equal", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: false }] },
    RuleFacts { name: "between", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "bic", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "cidr", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "confirmed", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "contains", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: true }] },
    RuleFacts { name: "contains_all", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "country", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "credit_card", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "currency", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "date", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "date_equals", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: false }] },
    RuleFacts { name: "datetime", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "decimal", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, Float], harmless: false }] },
    RuleFacts { name: "declined", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, Boolean, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "declined_if", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "different", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "digits", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, Unsigned, Signed, Float], harmless: false }] },
    RuleFacts { name: "digits_between", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, Unsigned, Signed, Float], harmless: false }] },
    RuleFacts { name: "distinct", pattern: None, only_lists: false, only_bounds: false, inferred: true, fits: &[] },
    RuleFacts { name: "doesnt_contain", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: true }] },
    RuleFacts { name: "doesnt_end_with", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: true }] },
    RuleFacts { name: "doesnt_start_with", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: true }] },
    RuleFacts { name: "domain", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "ean", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "email", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "ends_with", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: true }] },
    RuleFacts { name: "file", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "filled", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, List, Boolean, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "finite", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "future", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "gt", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "gte", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "hex", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "hex_color", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "hostname", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "iban", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "identifier", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "image", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "in_list", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "ip", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "ipv4", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "ipv6", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "isbn", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "isin", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "issn", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "json", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "jwt", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "language", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "latitude", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "lei", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "length", pattern: None, only_lists: false, only_bounds: true, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List], harmless: false }] },
    RuleFacts { name: "longitude", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "lowercase", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "lt", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "lte", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "mac_address", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "max", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "max_digits", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, Unsigned, Signed, Float], harmless: false }] },
    RuleFacts { name: "min", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "min_digits", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, Unsigned, Signed, Float], harmless: false }] },
    RuleFacts { name: "month", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "multiple_of", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Unsigned, Signed, Float], harmless: false }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "negative", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "no_control", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "none_of", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "nonzero", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "not_regex", pattern: Some(false), only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Pattern, classes: &[Text], harmless: true }] },
    RuleFacts { name: "one_of", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "password", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "past", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "phone", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "positive", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "prohibited", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, List, Boolean, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "prohibited_if", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "prohibited_unless", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "prohibits", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "range", pattern: None, only_lists: false, only_bounds: true, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "regex", pattern: Some(true), only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Pattern, classes: &[Text], harmless: true }] },
    RuleFacts { name: "required", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text, List, Boolean, Unsigned, Signed, Float], harmless: true }] },
    RuleFacts { name: "required_if", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "required_keys", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "required_unless", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "required_with", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "required_with_all", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "required_without", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "required_without_all", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "same", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "semver", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "single_line", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "size", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Integers, classes: &[Text, List, Unsigned, Signed, Float], harmless: true }, Fit { literals: Floats, classes: &[Float], harmless: true }] },
    RuleFacts { name: "slug", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "starts_with", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Texts, classes: &[Text], harmless: true }] },
    RuleFacts { name: "subset_of", pattern: None, only_lists: true, only_bounds: false, inferred: false, fits: &[] },
    RuleFacts { name: "time", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "timezone", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "trimmed", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "ulid", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "uppercase", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "url", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "uuid", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }, Fit { literals: Integers, classes: &[Text], harmless: false }] },
    RuleFacts { name: "weekday", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
    RuleFacts { name: "weekend", pattern: None, only_lists: false, only_bounds: false, inferred: false, fits: &[Fit { literals: Nothing, classes: &[Text], harmless: true }] },
];

/// Arguments without a value, which a field may be called, too.
#[rustfmt::skip]
pub(super) static FLAGS: &[&str] = &["aliases", "alpha3", "ascii", "bytes", "dot", "graphemes", "hostless", "idn", "ignore_case", "letters", "local", "max", "mixed_case", "multiline", "nil", "numbers", "symbols", "unpadded", "url_safe", "utf16"];

/// Functions beside the rules whose values are arguments.
#[rustfmt::skip]
pub(super) static FUNCTIONS: &[&str] = &["now", "today"];

/// The names of arguments that are bounds.
pub(crate) const MIN: &str = "min";
pub(crate) const EXCLUSIVE_MIN: &str = "exclusive_min";
pub(crate) const MAX: &str = "max";
pub(crate) const EXCLUSIVE_MAX: &str = "exclusive_max";
pub(crate) const EQUAL: &str = "equal";

/// How many rules the longest tuple of rules has.
pub(crate) const MOST_RULES: usize = 12;

/// How many fields the longest tuple of fields has.
pub(crate) const MOST_FIELDS: usize = 12;

/// The flags of `FieldTable`.
pub(crate) const NESTED: u8 = 1;
pub(crate) const DEFAULTED: u8 = 2;
pub(crate) const SKIPPED: u8 = 4;
pub(crate) const FLAT: u8 = 8;

/// The states of a pattern's machine without a row, and the place of the first row.
pub(crate) const NEVER: u16 = 0;
pub(crate) const ALWAYS: u16 = 1;
pub(crate) const FIRST_ROW: usize = 2;
