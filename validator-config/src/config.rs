//! Sources that are put together by config.

use config::{Config, Value, ValueKind};
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Rejection, Valid, Validate, from_deserializer_within};

use crate::mistakes::Mistakes;
use crate::read::{Sources, located};
use crate::tree::{Entry, Item, Place, Tree};

/// How often a value may be read again after texts have become numbers. Each reading can show more of them, in enums.
const ROUNDS: usize = 32;

/// Reads a configuration that is built by config. Each mistake names the source that its value comes from, as config
/// does: the path of a file, `the environment`. A file of TOML or YAML is read again for the line and the column, if
/// the feature of its format is on.
///
/// As in config, a text that says a number or a boolean is one where the type asks for it, since variables of the
/// environment are texts. A number is a text where the type asks for that.
///
/// # Errors
///
/// Everything that is wrong with it.
///
/// ```
/// use config::{Config, FileFormat};
/// use serde::Deserialize;
/// use unprocessable::Validate;
///
/// #[derive(Debug, Deserialize, Validate)]
/// struct App {
///     #[validate(range(1..=65_535))]
///     port: u32,
/// }
///
/// let config = Config::builder().set_override("port", "0")?.build()?;
/// let mistakes = unprocessable_config::from_config::<App>(&config).unwrap_err();
/// assert!(mistakes.to_string().ends_with("error: port: The port must be between 1 and 65,535."));
/// # Ok::<_, config::ConfigError>(())
/// ```
pub fn from_config<T>(config: &Config) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_config_within(config, &Limits::new(), &())
}

/// As [`from_config`], with limits and a context.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn from_config_within<T, C: ?Sized>(config: &Config, limits: &Limits, context: &C) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let mut sources = Sources::default();
    let mut root = Tree { place: Place::default(), ..tree(&config.cache, &mut sources) };
    let mut rounds = 0;
    loop {
        let rejection = match from_deserializer_within(&root, limits, context) {
            Ok(valid) => return Ok(valid),
            Err(rejection) => rejection,
        };
        rounds += 1;
        if rounds == ROUNDS || !converted(&mut root, &rejection) {
            return Err(located(&root, &sources, rejection));
        }
    }
}

/// Whether a value was refused for its type, and has the type that is asked for now.
fn converted(root: &mut Tree, rejection: &Rejection) -> bool {
    let Rejection::Invalid(errors) = rejection else { return false };
    let mut any = false;
    for (key, violation) in errors.iter() {
        if let Some(tree) = root.find_mut(key) {
            if let Some(item) = as_type(&tree.item, violation.code()) {
                tree.item = item;
                any = true;
            }
        }
    }
    any
}

/// A value as the type that the code of a violation asks for, by the words of config.
fn as_type(item: &Item, code: &str) -> Option<Item> {
    match (code, item) {
        ("boolean", Item::Text(text)) => match text.to_ascii_lowercase().as_str() {
            "1" | "true" | "on" | "yes" => Some(Item::Boolean(true)),
            "0" | "false" | "off" | "no" => Some(Item::Boolean(false)),
            _ => None,
        },
        ("boolean", Item::Integer(value)) => Some(Item::Boolean(*value != 0)),
        ("integer", Item::Text(text)) => match (text.trim().parse(), text.trim().parse()) {
            (Ok(value), _) => Some(Item::Integer(value)),
            (_, Ok(value)) => Some(Item::Unsigned(value)),
            _ => None,
        },
        ("number", Item::Text(text)) => text.trim().parse().ok().map(Item::Number),
        ("text", Item::Boolean(value)) => Some(Item::Text(value.to_string())),
        ("text", Item::Integer(value)) => Some(Item::Text(value.to_string())),
        ("text", Item::Unsigned(value)) => Some(Item::Text(value.to_string())),
        ("text", Item::Number(value)) => Some(Item::Text(value.to_string())),
        _ => None,
    }
}

fn tree(value: &Value, sources: &mut Sources<'_>) -> Tree {
    let source = value.origin().map(|origin| {
        let number = sources.number(origin);
        // It is the path, if it is that of a file at all.
        sources.layers.paths.entry(number).or_insert_with(|| origin.into());
        number
    });
    let item = match &value.kind {
        ValueKind::Nil => Item::Null,
        ValueKind::Boolean(value) => Item::Boolean(*value),
        ValueKind::I64(value) => Item::Integer((*value).into()),
        ValueKind::I128(value) => Item::Integer(*value),
        ValueKind::U64(value) => Item::Integer((*value).into()),
        ValueKind::U128(value) => i128::try_from(*value).map_or(Item::Unsigned(*value), Item::Integer),
        ValueKind::Float(value) => Item::Number(*value),
        ValueKind::String(text) => Item::Text(text.clone()),
        ValueKind::Array(items) => Item::List(items.iter().map(|item| tree(item, sources)).collect()),
        ValueKind::Table(table) => {
            let mut entries: Vec<Entry> = table
                .iter()
                .map(|(name, value)| {
                    let tree = tree(value, sources);
                    Entry { name: name.clone(), place: tree.place, tree }
                })
                .collect();
            // config keeps a map without an order.
            entries.sort_by(|a, b| a.name.cmp(&b.name));
            Item::Table(entries)
        }
    };
    Tree { place: Place { source, position: None }, item }
}
