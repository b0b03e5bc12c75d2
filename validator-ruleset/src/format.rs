//! The format of rule sets, version 1.
//!
//! The format is the same in TOML and in JSON. Examples here are TOML, which people write; JSON is for programs.
//!
//! ```
//! use unprocessable_ruleset::RuleSet;
//!
//! let toml = "version = 1\n[fields]\nemail = 'required|email'";
//! let json = r#"{ "version": 1, "fields": { "email": "required|email" } }"#;
//! assert_eq!(format!("{:?}", RuleSet::from_toml(toml)), format!("{:?}", RuleSet::from_json(json)));
//! ```
//!
//! # A set
//!
//! | member | what |
//! |---|---|
//! | `version` | 1. It grows when a member changes its meaning or disappears |
//! | `fields` | the fields of the document by their keys |
//! | `closed` | `true` refuses other fields: "This field is not allowed." |
//! | `bail` | `true` stops at the first field with a mistake |
//!
//! A member that is not known is a mistake.
//!
//! # Keys
//!
//! A key is that of the errors: `address.zip` is the field `zip` of the object `address`, `items.*.price` the field `price`
//! of each element of the list `items`. `*` stands for the values of a map, too, if its type is `map`. In TOML such keys are
//! in quotes. A backslash before a dot or a star makes it a part of the name.
//!
//! An object that only occurs in the keys of other fields must be there if one of them is `required` or `present`. The
//! errors come in the order of the fields in the set.
//!
//! # A field
//!
//! A field is the short form, a list of rules, or a table:
//!
//! ```
//! # unprocessable_ruleset::RuleSet::from_toml(r#"
//! # version = 1
//! # [fields]
//! email = "required|email|max:255"
//! size = ["present", "u8", { between = [1, 5] }]
//! name = { type = "text", label = "full name", rules = "required|max:100" }
//! # "#).unwrap();
//! ```
//!
//! | member | what |
//! |---|---|
//! | `type` | a word of the table below, or a list of names of which the value must be one |
//! | `rules` | the short form, or a list of rules |
//! | `label` | what messages call the field, in place of the words of its name |
//! | `absent` | `false` demands that the field is there |
//! | `null` | `false` refuses `null` |
//! | `bail` | `true` stops at the first rule that fails |
//! | `elements`, `values` | the field that each element of a list or value of a map is |
//! | `keys` | the rules of the keys of a map |
//! | `fields`, `closed` | the fields of an object, and whether it has no others |
//!
//! # Types
//!
//! | word | value |
//! |---|---|
//! | `text`, `string` | text |
//! | `character` | text of one character |
//! | `integer` | a whole number of 64 bits |
//! | `u8` to `u128`, `i8` to `i128` | a whole number in this range |
//! | `number`, `numeric` | any number |
//! | `boolean`, `bool` | `true` or `false` |
//! | `list`, `array` | a list |
//! | `map` | an object whose keys the document chooses |
//! | `object` | an object with fields |
//! | `any` | anything; only rules about presence look at it |
//! | `null` | nothing but `null` |
//!
//! A type that is not given is inferred from the rules: `email` checks only text, `distinct` only lists. If the rules fit
//! several types, as `max:3` does, this is a mistake that names them.
//!
//! # The short form
//!
//! Rules stand between `|`, arguments behind a colon between `,`. An argument in quotation marks may contain both:
//! `in:"a,b",c`. An argument can have a name: `length:min=3`. A word that is a flag of the rule is one: `email:idn`.
//! `self.other`, or just the name where no text is expected, is another field: `gt:min_price`.
//!
//! A pattern reaches to the next `|`, or it stands between slashes, perhaps with `i`, `m` or `s` behind them:
//! `regex:/^(a|b)$/i`.
//!
//! These words are no rules:
//!
//! | word | meaning |
//! |---|---|
//! | a type | the type of the field |
//! | `present` | the field must be there, and not `null`. Unlike with `required`, it may be blank |
//! | `nullable`, `sometimes`, `optional` | nothing: a field may be missing or `null` unless something demands it |
//! | `bail` | stops at the first rule that fails |
//!
//! `in` is another name for `one_of`, `not_in` for `none_of`, and `required_array_keys` for `required_keys`.
//!
//! # Rules in tables
//!
//! In a list, a rule can be a table with its name and its argument, its arguments in a list, or its arguments by name.
//! `true` stands for no arguments. Beside it there may be `message`, `code` and `when`:
//!
//! ```
//! # use serde_json::json;
//! # let set = unprocessable_ruleset::RuleSet::from_toml(r#"
//! # version = 1
//! # [fields]
//! kind = { type = ["person", "company"], rules = "present" }
//! vat_id = { rules = [
//!     { required_if = { field = "kind", is = "company" } },
//!     { starts_with = ["DE", "AT"], message = "We deliver to Germany and Austria only." },
//!     { length = { min = 9, max = 11 }, code = "bad_vat_id", when = { field = "kind", is = "company" } },
//! ] }
//! # "#).unwrap();
//! # assert_eq!(
//! #     set.check(&json!({ "kind": "company" })).unwrap_err().to_string(),
//! #     "vat_id: The vat id field is required when kind is company.",
//! # );
//! ```
//!
//! In tables another field is `{ field = "other" }`; where no text is expected, its name is enough.
//!
//! A condition is a field with `is`, `is_not`, `greater`, `at_least`, `less` or `at_most` and a value, or the name of a
//! boolean field that must be true. `when` may be a list of conditions, which all must hold. In the short form it is
//! `required_if:kind,company`, `required_if:age,at_least,18` or `required_if:is_guest`.
//!
//! # Dates
//!
//! Bounds of dates are dates, other fields, `now` and `today`, or counted from these: `before_or_equal:today - 18 years`,
//! `after:now + 2 hours`. Formats are those of `strftime`: `date:%d/%m/%Y`.
//!
//! # The JSON of a declaration
//!
//! [`RuleSet::from_json`](crate::RuleSet::from_json) also reads what
//! [`Declaration::to_json`](unprocessable_core::declaration::Declaration::to_json) writes of a type, so that the rules of a
//! struct can be sent to another program. What of a type cannot be said in a set is refused by name: functions, types of
//! other crates that read text in their own way, enums with fields. A default is used if the declaration shows it.
