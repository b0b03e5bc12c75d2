//! JSON Schema as a source of rule sets: the keywords that are rules.
//!
//! [`RuleSet::from_json_schema`](crate::RuleSet::from_json_schema) reads a schema of the drafts from 6 on. A set checks all
//! that it was given, so a keyword that is no rule is refused by its name, and nothing is passed over in silence:
//!
//! ```
//! use unprocessable_ruleset::RuleSet;
//!
//! let mistakes = RuleSet::from_json_schema(r#"{
//!     "properties": {
//!         "name": { "type": "string", "minLenght": 3 },
//!         "id": { "anyOf": [{ "type": "string" }, { "type": "integer" }] }
//!     }
//! }"#).unwrap_err();
//! assert_eq!(
//!     mistakes.to_string(),
//!     "line 3: `name`: the keyword `minLenght` is no rule of a set; there is `minLength`\n\
//!      line 4: `id`: the keyword `anyOf` is no rule of a set",
//! );
//! ```
//!
//! | keyword | in a set |
//! |---|---|
//! | `type` | the type; `null` beside it allows `null` |
//! | `properties`, `required` | the fields, and which of them must be there |
//! | `additionalProperties` | `false` refuses other fields; a schema without `properties` is that of the values of a map |
//! | `items` | the elements of a list |
//! | `minLength`, `maxLength`, `minItems`, `maxItems`, `minProperties`, `maxProperties` | `length` |
//! | `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` | `range` |
//! | `multipleOf` | `multiple_of` |
//! | `pattern` | `regex`, with the meaning of ECMAScript |
//! | `uniqueItems` | `distinct`, for text, numbers and booleans |
//! | `enum`, `const` | `one_of` |
//! | `format` | the rule of `email`, `idn-email`, `date`, `date-time`, `uuid`, `ipv4`, `ipv6`, `hostname`; `int32` and `int64` |
//! | `$ref` | `#`, and what is below `$defs` or `definitions` |
//!
//! Annotations such as `title` and `description`, and members that begin with `x-`, say nothing of documents and are left
//! out. Patterns that look ahead or behind are refused, because they take more than one walk over the text. An integer is
//! written without a point: 1.0 is none. The format `uri` is refused: the rule `url` asks for more.
