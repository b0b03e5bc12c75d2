//! Rule sets: read once, checked against many documents.

use std::fmt;

use serde_json::Value;
use unprocessable_core::{Limits, ValidationErrors, Violation};

use crate::mistake::Mistakes;
use crate::model::{Node, Set, Shape};
use crate::raw::RawSet;
use crate::tree::Tree;
use crate::{build, check, read};

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
        let mut found = Vec::new();
        let mut rest = vec![&self.set.root];
        let mut seen = vec![false; self.set.types.len()];
        while let Some(node) = rest.pop() {
            found.extend(node.rules.iter().map(|rule| SetRule {
                at: &node.at,
                name: rule.name,
                violation: &rule.violation,
            }));
            let inside: Vec<&Node> = match &node.shape {
                Shape::List { items, .. } => vec![items],
                Shape::Map { keys, values } => vec![keys, values],
                Shape::Tuple(items) => items.iter().collect(),
                Shape::Object(index) => match (self.set.types.get(*index), seen.get_mut(*index)) {
                    (Some(object), Some(seen)) if !*seen => {
                        *seen = true;
                        object.fields.iter().map(|field| &field.node).collect()
                    }
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            rest.extend(inside.into_iter().rev());
        }
        found.into_iter()
    }
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.rules().map(|rule| (rule.at, rule.name))).finish()
    }
}

/// A rule of a set, to show it.
#[derive(Clone, Copy, Debug)]
pub struct SetRule<'s> {
    at: &'s str,
    name: &'static str,
    violation: &'s Violation,
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
        self.name
    }

    /// What the rule leaves if it fails: its code, its arguments and its message. It has no key.
    #[must_use]
    pub fn violation(&self) -> &'s Violation {
        self.violation
    }
}
