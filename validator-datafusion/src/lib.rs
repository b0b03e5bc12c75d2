#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

mod function;
mod inline;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::common::{DFSchema, TableReference};
use datafusion::functions::core::expr_fn::named_struct;
use datafusion::logical_expr::{Expr, ScalarUDF, lit};
use datafusion::prelude::SessionContext;
use unprocessable_core::Messages;
use unprocessable_ruleset::RuleSet;

use function::{Answer, Function};
use inline::Inline;

/// Rule sets for functions of SQL: one, or several that have names.
///
/// ```
/// use unprocessable_datafusion::RuleSets;
/// use unprocessable_ruleset::RuleSet;
///
/// let user = RuleSet::from_toml("version = 1\n[fields]\nemail = 'required|email'")?;
/// let order = RuleSet::from_toml("version = 1\n[fields]\nprice = 'required|number|gt:0'")?;
/// let sets = RuleSets::new().with("user", user).with("order", order);
/// # assert!(format!("{sets:?}").contains("user"));
/// # Ok::<(), unprocessable_ruleset::Mistakes>(())
/// ```
#[derive(Clone, Default)]
pub struct RuleSets {
    /// With their names, in the order in which they were added. The name of a set without one is empty.
    sets: Vec<(String, Arc<RuleSet>)>,
    messages: Option<&'static (dyn Messages + Send + Sync)>,
    /// Those of calls, if calls may bring any.
    inline: Option<Arc<Inline>>,
}

impl RuleSets {
    /// No sets yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a set with a name, which is the second argument of the functions. It replaces a set with the same name.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, set: impl Into<Arc<RuleSet>>) -> Self {
        let name = name.into();
        self.sets.retain(|(known, _)| *known != name);
        self.sets.push((name, set.into()));
        self
    }

    /// The sentences are those of a language, or of another source, in place of the English ones.
    ///
    /// ```
    /// use unprocessable_core::lang;
    /// use unprocessable_datafusion::RuleSets;
    /// use unprocessable_ruleset::RuleSet;
    ///
    /// let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8'")?;
    /// let sets = RuleSets::from(set).messages(&lang::DE);
    /// # let _ = sets;
    /// # Ok::<(), unprocessable_ruleset::Mistakes>(())
    /// ```
    #[must_use]
    pub fn messages(mut self, messages: &'static (dyn Messages + Send + Sync)) -> Self {
        self.messages = Some(messages);
        self
    }

    /// Calls may also bring a rule set of their own: the second argument is then its text, in TOML, JSON or JSON Schema as
    /// [`RuleSet::from_text`] tells them apart, and a third one is the language of the sentences, such as `'pl'`. What runs
    /// the query need not know the set before, which is what the executors of a cluster want that many people use.
    ///
    /// ```
    /// use datafusion::prelude::SessionContext;
    /// use unprocessable_datafusion::RuleSets;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let context = SessionContext::new();
    /// unprocessable_datafusion::register(&context, RuleSets::new().inline());
    /// let sql = r#"SELECT is_valid(named_struct('age', age), '{ "version": 1, "fields": { "age": "u8|min:18" } }') AS ok
    ///              FROM (VALUES (30), (17)) AS users (age)"#;
    /// # let batches = context.sql(sql).await?.collect().await?;
    /// # let shown = datafusion::arrow::util::pretty::pretty_format_batches(&batches)?.to_string();
    /// # assert!(shown.contains("true") && shown.contains("false"), "{shown}");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = Some(Arc::default());
        self
    }

    fn is_inline(&self) -> bool {
        self.inline.is_some()
    }

    /// The set that a call names or brings, or the only one.
    fn get(&self, call: Option<&str>) -> Result<Arc<RuleSet>, String> {
        let names = || self.sets.iter().map(|(name, _)| format!("'{name}'")).collect::<Vec<_>>().join(", ");
        match (call, &self.sets[..], &self.inline) {
            (Some(text), _, Some(inline)) if inline::is_text(text) => inline.get(text),
            (None, [], Some(_)) => Err("the second argument is the text of a rule set".into()),
            (_, [], None) => Err("no rule set was registered".into()),
            (None, [(_, set)], _) => Ok(set.clone()),
            (None, ..) => Err(format!("there are several rule sets; say which one, as a second argument: {}", names())),
            (Some(name), sets, inline) => match sets.iter().find(|(known, _)| known == name) {
                Some((_, set)) => Ok(set.clone()),
                None if sets.is_empty() => Err(format!("'{name}' is no text of a rule set")),
                None if inline.is_some() => {
                    Err(format!("there is no rule set '{name}', and it is no text of one; there is {}", names()))
                }
                None => Err(format!("there is no rule set '{name}'; there is {}", names())),
            },
        }
    }
}

impl From<RuleSet> for RuleSets {
    fn from(set: RuleSet) -> Self {
        Self::new().with("", set)
    }
}

impl From<Arc<RuleSet>> for RuleSets {
    fn from(set: Arc<RuleSet>) -> Self {
        Self::new().with("", set)
    }
}

impl fmt::Debug for RuleSets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.sets.iter().map(|(name, set)| (name, set))).finish()
    }
}

/// The same sets, not such that are written alike.
impl PartialEq for RuleSets {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |((name, set), (other_name, other_set)): (&(String, _), &(String, _))| {
            name == other_name && Arc::ptr_eq(set, other_set)
        };
        let same_messages = match (&self.messages, &other.messages) {
            (None, None) => true,
            (Some(messages), Some(others)) => std::ptr::addr_eq(*messages, *others),
            _ => false,
        };
        same_messages
            && self.inline.is_some() == other.inline.is_some()
            && self.sets.len() == other.sets.len()
            && self.sets.iter().zip(&other.sets).all(is_same)
    }
}

impl Eq for RuleSets {}

impl Hash for RuleSets {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (name, set) in &self.sets {
            name.hash(state);
            Arc::as_ptr(set).hash(state);
        }
    }
}

/// Registers the functions `violations` and `is_valid` for a rule set, or for several.
///
/// ```
/// use datafusion::prelude::SessionContext;
/// use unprocessable_ruleset::RuleSet;
///
/// let context = SessionContext::new();
/// let set = RuleSet::from_toml("version = 1\n[fields]\nemail = 'required|email'")?;
/// unprocessable_datafusion::register(&context, set);
/// # Ok::<(), unprocessable_ruleset::Mistakes>(())
/// ```
pub fn register(context: &SessionContext, sets: impl Into<RuleSets>) {
    for function in functions(sets) {
        context.register_udf(function);
    }
}

/// The functions that [`register`] registers, for other registries: an executor of Ballista has one.
pub fn functions(sets: impl Into<RuleSets>) -> [ScalarUDF; 2] {
    let sets = sets.into();
    [Answer::Violations, Answer::IsValid].map(|answer| Function::new(sets.clone(), answer).into())
}

/// All columns of a table as one struct, which is what the functions take. In SQL it is written out:
/// `named_struct('email', email, 'age', age)`.
///
/// ```
/// use datafusion::functions::core::expr_ext::FieldAccessor;
/// use datafusion::prelude::*;
/// use unprocessable_ruleset::RuleSet;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let context = SessionContext::new();
/// let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'")?;
/// unprocessable_datafusion::register(&context, set);
///
/// let users = context.sql("SELECT * FROM (VALUES (30), (17), (NULL)) AS users (age)").await?;
/// let row = unprocessable_datafusion::row(users.schema());
/// let is_valid = context.udf("is_valid")?;
/// assert_eq!(users.filter(is_valid.call(vec![row]))?.count().await?, 1);
/// # Ok(())
/// # }
/// # use datafusion::execution::FunctionRegistry as _;
/// ```
#[must_use]
pub fn row(schema: &DFSchema) -> Expr {
    let column = |(table, field): (Option<&TableReference>, _)| -> [Expr; 2] {
        let column = datafusion::common::Column::from((table, field));
        [lit(column.name.clone()), Expr::Column(column)]
    };
    named_struct(schema.iter().flat_map(column).collect())
}
