//! Layers that are put together by figment.

use figment::Figment;
use figment::value::{Empty, Num, Value};
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Valid, Validate};

use crate::mistakes::{Mistake, Mistakes};
use crate::read::{Sources, read};
use crate::tree::{Entry, Item, Place, Tree};

/// Reads a configuration from figment's layers, of the profile that is selected. Each mistake names the layer that its
/// value comes from: the path of a file, or what figment calls it. A file of TOML or YAML is read again for the line
/// and the column, if the feature of its format is on.
///
/// # Errors
///
/// Everything that is wrong with it, or the error of a layer that cannot be read.
///
/// ```
/// use figment::Figment;
/// use figment::providers::Serialized;
/// use serde::Deserialize;
/// use unprocessable::Validate;
///
/// #[derive(Debug, Deserialize, Validate)]
/// struct App {
///     #[validate(range(1..=65_535))]
///     port: u32,
/// }
///
/// let figment = Figment::new().merge(Serialized::default("port", 0));
/// let mistakes = unprocessable_config::from_figment::<App>(&figment).unwrap_err();
/// assert!(mistakes.to_string().ends_with("error: port: The port must be between 1 and 65,535."));
/// ```
pub fn from_figment<T>(figment: &Figment) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_figment_within(figment, &Limits::new(), &())
}

/// As [`from_figment`], with limits and a context.
///
/// # Errors
///
/// Everything that is wrong with it, or the error of a layer that cannot be read.
pub fn from_figment_within<T, C: ?Sized>(figment: &Figment, limits: &Limits, context: &C) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let mut sources = Sources::default();
    sources.layers.profiles = ["global", figment.profile().as_str().as_str(), "default"].map(String::from).into();
    // The empty path is the whole.
    let root = figment.find_value("").map_err(|errors| unread(&errors))?;
    let root = Tree { place: Place::default(), ..tree(&root, figment, &mut sources) };
    read(&root, &sources, limits, context)
}

/// A layer that cannot be read, such as a file with wrong syntax. The rest of figment's words may show what is in it.
fn unread(errors: &figment::Error) -> Mistakes {
    let errors = errors.clone().into_iter().map(|error| Mistake {
        source: error.metadata.as_ref().map(name_of),
        point: None,
        key: error.path.join("."),
        message: "This source cannot be read.".to_owned(),
        text: None,
    });
    Mistakes::of(errors.collect())
}

fn name_of(metadata: &figment::Metadata) -> String {
    match metadata.source.as_ref().and_then(|source| source.file_path()) {
        Some(path) => path.display().to_string(),
        None => metadata.name.to_string(),
    }
}

fn tree(value: &Value, figment: &Figment, sources: &mut Sources<'_>) -> Tree {
    let source = figment.get_metadata(value.tag()).map(|metadata| {
        let number = sources.number(&name_of(metadata));
        if let Some(path) = metadata.source.as_ref().and_then(|source| source.file_path()) {
            sources.layers.paths.insert(number, path.to_owned());
        }
        number
    });
    let item = match value {
        Value::String(_, text) => Item::Text(text.clone()),
        Value::Char(_, c) => Item::Text(c.to_string()),
        Value::Bool(_, value) => Item::Boolean(*value),
        Value::Num(_, number) => match (number.to_i128(), number.to_u128(), number) {
            (Some(value), _, _) => Item::Integer(value),
            (_, Some(value), _) => Item::Unsigned(value),
            (_, _, Num::F32(value)) => Item::Number((*value).into()),
            (_, _, number) => number.to_f64().map_or(Item::Null, Item::Number),
        },
        Value::Empty(_, Empty::None | Empty::Unit) => Item::Null,
        Value::Array(_, items) => Item::List(items.iter().map(|item| tree(item, figment, sources)).collect()),
        Value::Dict(_, entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let tree = tree(value, figment, sources);
                Entry { name: name.clone(), place: tree.place, tree }
            });
            Item::Table(entries.collect())
        }
    };
    Tree { place: Place { source, position: None }, item }
}
