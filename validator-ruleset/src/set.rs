//! Rule sets: read once, checked against many documents.

use std::fmt;

use serde_json::Value;
use unprocessable_core::{Limits, ValidationErrors, Violation};

use crate::mistake::Mistakes;
use crate::model::{Condition, Node, Rule, Set, Shape};
use crate::raw::{INTEGERS, RawSet};
use crate::tree::Tree;
use crate::{build, check, columns, read, to_json_schema};

/// What a set is written in.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceFormat {
    Toml,
    Json,
    JsonSchema,
}

impl SourceFormat {
    /// What the content shows.
    #[must_use]
    pub fn of(source: &str) -> Self {
        if !source.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            return Self::Toml;
        }
        // Of what is no JSON, the set says what is wrong with it.
        let has = |document: &Value, words: &[&str]| words.iter().any(|word| document.get(word).is_some());
        match serde_json::from_str::<Value>(source) {
            Ok(document)
                if !has(&document, &["version"]) && has(&document, &["$schema", "$ref", "type", "properties"]) =>
            {
                Self::JsonSchema
            }
            _ => Self::Json,
        }
    }
}

/// Rules that were read at run time. It checks any number of documents, from any number of threads.
///
/// ```
/// use serde_json::json;
/// use unprocessable_ruleset::RuleSet;
///
/// let set = RuleSet::from_toml(
///     r#"
/// version = 1
///
/// [fields]
/// email = "required|email|max:255"
/// age = "u8|min:18"
/// "items.*.price" = "required|number|gt:0"
/// "#,
/// )?;
/// let errors = set.check(&json!({ "email": "jane", "age": 17, "items": [{ "price": 0 }] })).unwrap_err();
/// assert_eq!(
///     errors.to_string(),
///     "email: The email must be a valid email address.\n\
///      age: The age must be at least 18.\n\
///      items.0.price: The price must be greater than 0.",
/// );
/// # Ok::<(), unprocessable_ruleset::Mistakes>(())
/// ```
pub struct RuleSet {
    set: Set,
}

impl RuleSet {
    /// Reads a set in TOML. [`format`](mod@crate::format) describes it.
    ///
    /// # Errors
    ///
    /// Every mistake of the set, each with its line.
    ///
    /// ```
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// assert!(RuleSet::from_toml("version = 1\n[fields]\nemail = 'required|email'").is_ok());
    /// assert!(RuleSet::from_toml("version = 1\n[fields]\nemail = 'required|emial'").is_err());
    /// ```
    pub fn from_toml(source: &str) -> Result<Self, Mistakes> {
        Self::from_tree(|mistakes| Tree::of_toml(source, mistakes), read::set)
    }

    /// Reads a set in JSON: the same format, or the JSON of a declaration. [`format`](mod@crate::format) describes both.
    ///
    /// # Errors
    ///
    /// Every mistake of the set, each with its line.
    ///
    /// ```
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = r#"{ "version": 1, "fields": { "email": "required|email" } }"#;
    /// assert!(RuleSet::from_json(set).is_ok());
    /// ```
    pub fn from_json(source: &str) -> Result<Self, Mistakes> {
        Self::from_tree(|mistakes| Tree::of_json(source, mistakes), read::set)
    }

    /// Reads a JSON Schema. [`json_schema`](crate::json_schema) lists the keywords; all others are refused.
    ///
    /// # Errors
    ///
    /// Every mistake of the schema, each with its line.
    ///
    /// ```
    /// use serde_json::json;
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let schema = r#"{
    ///     "type": "object",
    ///     "required": ["name"],
    ///     "properties": { "name": { "type": "string", "minLength": 2 } }
    /// }"#;
    /// let set = RuleSet::from_json_schema(schema)?;
    /// let errors = set.check(&json!({ "name": "J" })).unwrap_err();
    /// assert_eq!(errors.to_string(), "name: The name must be at least 2 characters.");
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn from_json_schema(source: &str) -> Result<Self, Mistakes> {
        Self::from_tree(|mistakes| Tree::of_json(source, mistakes), read::schema::set)
    }

    /// Reads a set in whatever format its content shows: a JSON Schema or the JSON of a set if it begins with `{`, and
    /// otherwise TOML. JSON without a `version` is a schema if it has `$schema`, `$ref`, `type` or `properties`.
    ///
    /// # Errors
    ///
    /// Every mistake of the set, each with its line.
    ///
    /// ```
    /// use serde_json::json;
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// for text in [
    ///     "version = 1\n[fields]\nname = 'required'",
    ///     r#"{ "version": 1, "fields": { "name": "required" } }"#,
    ///     r#"{ "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } }"#,
    /// ] {
    ///     let errors = RuleSet::from_text(text)?.check(&json!({})).unwrap_err();
    ///     assert_eq!(errors.to_string(), "name: The name field is required.");
    /// }
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn from_text(source: &str) -> Result<Self, Mistakes> {
        Self::from_source(source, SourceFormat::of(source))
    }

    /// Reads a set in a format that is known.
    #[doc(hidden)]
    pub fn from_source(source: &str, format: SourceFormat) -> Result<Self, Mistakes> {
        match format {
            SourceFormat::Toml => Self::from_toml(source),
            SourceFormat::Json => Self::from_json(source),
            SourceFormat::JsonSchema => Self::from_json_schema(source),
        }
    }

    fn from_tree(
        tree: impl FnOnce(&mut Mistakes) -> Option<Tree>,
        read: impl FnOnce(&Tree, &mut Mistakes) -> Option<RawSet>,
    ) -> Result<Self, Mistakes> {
        let mut mistakes = Mistakes::new();
        let raw = tree(&mut mistakes).and_then(|tree| read(&tree, &mut mistakes));
        let set = raw.and_then(|raw| build::set(raw, &mut mistakes));
        mistakes.or(set.map(|set| Self { set }))
    }

    /// Checks a document. The errors are those that a struct with these types and rules would give.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the document: values of other types, missing fields, rules that fail.
    ///
    /// ```
    /// use serde_json::json;
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8'")?;
    /// assert!(set.check(&json!({ "age": 30 })).is_ok());
    /// assert_eq!(set.check(&json!({ "age": "x" })).unwrap_err().to_string(), "age: The age must be an integer.");
    /// assert_eq!(set.check(&json!({})).unwrap_err().to_string(), "age: The age field is required.");
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn check(&self, document: &Value) -> Result<(), ValidationErrors> {
        self.check_within(document, &Limits::new())
    }

    /// As [`check`](Self::check), with other limits.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check).
    ///
    /// ```
    /// use serde_json::json;
    /// use unprocessable_core::Limits;
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = RuleSet::from_toml("version = 1\n[fields]\n'tags.*' = 'text|alpha'")?;
    /// let errors = set.check_within(&json!({ "tags": ["1", "2", "3"] }), &Limits::new().violations(2)).unwrap_err();
    /// assert_eq!((errors.len(), errors.is_truncated()), (2, true));
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn check_within(&self, document: &Value, limits: &Limits) -> Result<(), ValidationErrors> {
        check::errors(&self.set, document, limits).into_result()
    }

    /// The JSON Schema (2020-12) of the set, for editors, forms and other programs. Every document that passes the set fits
    /// it. What JSON Schema cannot say is left out, and `$comment` names the codes of such rules.
    ///
    /// ```
    /// use serde_json::json;
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'\niban = 'iban'")?;
    /// assert_eq!(
    ///     set.to_json_schema(),
    ///     json!({
    ///         "$schema": "https://json-schema.org/draft/2020-12/schema",
    ///         "type": "object",
    ///         "required": ["age"],
    ///         "properties": {
    ///             "age": { "type": "integer", "minimum": 18, "maximum": 255 },
    ///             "iban": {
    ///                 "type": ["string", "null"],
    ///                 "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9 ]+$",
    ///                 "$comment": "more than this is checked: iban",
    ///             },
    ///         },
    ///     }),
    /// );
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    #[must_use]
    pub fn to_json_schema(&self) -> Value {
        to_json_schema::schema(&self.set)
    }

    /// What columns tell of the documents of their rows. [`columns`] says what a column is.
    #[doc(hidden)]
    #[must_use]
    pub fn verdicts(&self, rows: &columns::Column<'_>) -> Vec<columns::Verdict> {
        columns::verdicts(&self.set, rows)
    }

    /// All values that the set knows, in its order: fields, and with `*` in their keys what is inside of lists and maps.
    ///
    /// ```
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = RuleSet::from_toml("version = 1\n[fields]\nname = 'required|max:9|text'\n'items.*.count' = 'u8'")?;
    /// let fields: Vec<_> = set.fields().map(|field| (field.at(), field.type_name(), field.may_be_absent())).collect();
    /// assert_eq!(
    ///     fields,
    ///     [
    ///         ("", "object", false),
    ///         ("name", "text", true),
    ///         ("items", "list", true),
    ///         ("items.*", "object", true),
    ///         ("items.*.count", "u8", true),
    ///     ],
    /// );
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn fields(&self) -> impl Iterator<Item = SetField<'_>> {
        let mut found = Vec::new();
        let mut rest = vec![SetField { node: &self.set.root, absent: false }];
        let mut seen = vec![false; self.set.types.len()];
        while let Some(field) = rest.pop() {
            let inside = |node| SetField { node, absent: node.optional };
            match &field.node.shape {
                Shape::List { items, .. } => rest.push(inside(items)),
                Shape::Map { keys, values } => rest.extend([inside(values), inside(keys)]),
                Shape::Tuple(items) => rest.extend(items.iter().rev().map(inside)),
                Shape::Object(index) => {
                    // A type that contains itself is shown once.
                    if let (Some(object), Some(false)) = (self.set.types.get(*index), seen.get(*index)) {
                        seen[*index] = true;
                        let fields = object.fields.iter().rev();
                        rest.extend(fields.map(|field| SetField { node: &field.node, absent: field.absent }));
                    }
                }
                _ => {}
            }
            found.push(field);
        }
        found.into_iter()
    }

    /// All rules of the set, in its order, each with the key of its value.
    ///
    /// ```
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = RuleSet::from_toml("version = 1\n[fields]\n'items.*.price' = 'number|gt:0'")?;
    /// let rule = set.rules().next().unwrap();
    /// assert_eq!((rule.at(), rule.name()), ("items.*.price", "gt"));
    /// assert_eq!(rule.violation().message().to_string(), "The price must be greater than 0.");
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn rules(&self) -> impl Iterator<Item = SetRule<'_>> {
        self.fields().flat_map(|field| field.rules())
    }
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.rules().map(|rule| (rule.at, rule.rule.name))).finish()
    }
}

/// A value that a set knows, to show it, or to read text as its type.
#[derive(Clone, Copy)]
pub struct SetField<'s> {
    node: &'s Node,
    absent: bool,
}

impl<'s> SetField<'s> {
    /// The key, such as `items.*.price`. It is empty for the document as a whole.
    #[must_use]
    pub fn at(&self) -> &'s str {
        &self.node.at
    }

    /// The word for its type: `text`, `u8`, `number`, … as the [format](mod@crate::format) has them, and `choice` for one of
    /// several names.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match &self.node.shape {
            Shape::Any => "any",
            Shape::Text => "text",
            Shape::Character => "character",
            Shape::Integer { of, .. } => {
                // The first of them, `integer`, is another word for `i64`.
                INTEGERS.iter().find(|(_, known)| known == of).map_or("integer", |(name, _)| name)
            }
            Shape::Number => "number",
            Shape::Boolean => "boolean",
            Shape::Null => "null",
            Shape::List { .. } | Shape::Tuple(_) => "list",
            Shape::Map { .. } => "map",
            Shape::Object(_) => "object",
            Shape::Choice(_) => "choice",
        }
    }

    /// Whether types and shapes let it be missing. A rule such as `required` may still demand it.
    #[must_use]
    pub fn may_be_absent(&self) -> bool {
        self.absent
    }

    /// Whether its type lets it be `null`. A rule such as `required` may still refuse that.
    #[must_use]
    pub fn may_be_null(&self) -> bool {
        self.node.optional
    }

    /// The names of which a value of the type `choice` must be one.
    pub fn choices(&self) -> impl Iterator<Item = &'s str> + use<'s> {
        let names: &'s [Vec<String>] = match &self.node.shape {
            Shape::Choice(names) => names,
            _ => &[],
        };
        names.iter().filter_map(|names| names.first()).map(String::as_str)
    }

    /// Its own rules.
    pub fn rules(&self) -> impl Iterator<Item = SetRule<'s>> + use<'s> {
        let at = self.at();
        self.node.rules.iter().map(move |rule| SetRule { at, rule })
    }
}

impl fmt::Debug for SetField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetField").field("at", &self.at()).field("type_name", &self.type_name()).finish_non_exhaustive()
    }
}

/// A rule of a set, to show it.
#[derive(Clone, Copy)]
pub struct SetRule<'s> {
    at: &'s str,
    rule: &'s Rule,
}

impl<'s> SetRule<'s> {
    /// The key of the value, such as `items.*.price`.
    #[must_use]
    pub fn at(&self) -> &'s str {
        self.at
    }

    /// The name of the rule.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.rule.name
    }

    /// What the rule leaves if it fails: its code, its arguments and its message. It has no key.
    #[must_use]
    pub fn violation(&self) -> &'s Violation {
        &self.rule.violation
    }

    /// The conditions under which it runs, in words such as `kind is "company"`. All of them must hold.
    ///
    /// ```
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = r#"{ "version": 1, "fields": {
    ///     "kind": { "type": ["person", "company"] },
    ///     "vat_id": ["text", { "length": { "min": 9 }, "when": { "field": "kind", "is": "company" } }]
    /// } }"#;
    /// let set = RuleSet::from_json(set)?;
    /// let rule = set.rules().next().unwrap();
    /// assert_eq!(rule.conditions().collect::<Vec<_>>(), ["kind is \"company\""]);
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    pub fn conditions(&self) -> impl Iterator<Item = String> + use<'s> {
        self.rule.when.iter().map(Condition::to_string)
    }
}

impl fmt::Debug for SetRule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetRule").field("at", &self.at).field("name", &self.rule.name).finish_non_exhaustive()
    }
}
