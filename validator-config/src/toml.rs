//! TOML.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Valid, Validate};

use crate::mistakes::Mistakes;
use crate::read::read_text;
use crate::tree::{Entry, Item, Place, Position, Tree};

/// Reads a configuration from TOML. The name is what mistakes call the text, mostly a path.
///
/// # Errors
///
/// Everything that is wrong with it, with lines and columns. If it is no TOML, all that is wrong with its syntax.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
///
/// #[derive(Debug, Deserialize, Validate)]
/// #[serde(deny_unknown_fields)]
/// struct Server {
///     #[validate(hostname)]
///     host: String,
///     #[validate(range(1..=65_535))]
///     port: u32,
/// }
///
/// let mistakes = unprocessable_config::from_toml::<Server>("app.toml", "port = \"http\"\nhots = \"a\"").unwrap_err();
/// assert_eq!(
///     mistakes.to_string(),
///     "app.toml: error: host: The host field is required.\n\
///      app.toml:1:8: error: port: The port must be an integer.\n\
///      app.toml:2:1: error: hots: This field is not allowed.",
/// );
/// ```
pub fn from_toml<T>(name: &str, text: &str) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_toml_within(name, text, &Limits::new(), &())
}

/// As [`from_toml`], with limits and a context.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn from_toml_within<T, C: ?Sized>(
    name: &str,
    text: &str,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let parse = |text: &str, depth| {
        let at_offset = |(offset, message)| (Position::Offset(offset), message);
        parse(text, depth).map_err(|refused| refused.into_iter().map(at_offset).collect())
    };
    read_text(name, text, parse, limits, context)
}

/// A byte, and what is wrong there.
type Refused = (usize, &'static str);

/// The values of a text, or everything that is wrong with its syntax.
pub(crate) fn parse(text: &str, depth: usize) -> Result<Tree, Vec<Refused>> {
    if let Some(offset) = deep_key(text, depth) {
        return Err(vec![(offset, TOO_DEEP)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // The parser's words may hold what it has found.
        let refused = errors.iter().map(|error| (error.span().map_or(0, |span| span.start), syntax(error.message())));
        return Err(refused.collect());
    }
    let root = entries(table.get_ref(), depth).map_err(|refused| vec![refused])?;
    Ok(Tree { place: Place { source: Some(0), position: None }, item: Item::Table(root) })
}

const TOO_DEEP: &str = "This is nested too deeply.";

fn syntax(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "This key is there twice."
    } else if message.contains("recursion") {
        TOO_DEEP
    } else {
        "The syntax is wrong here."
    }
}

/// The beginning of a line with a key of very many parts, each of which is a table in the one before. The parser makes
/// all of them before they can be counted. Dots in other places of a line count too, but only where there are many more
/// than anybody writes beside a key in braces.
fn deep_key(text: &str, depth: usize) -> Option<usize> {
    const MOST_DOTS: usize = 1000;

    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let key = line.trim_start().trim_start_matches('[').trim_start();
        let is_bare =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'\t' | b'"' | b'\'');
        let dots = key.bytes().take_while(|byte| is_bare(*byte)).filter(|byte| *byte == b'.').count();
        let has_braces = line.contains('{');
        if dots > depth.min(MOST_DOTS) || (has_braces && line.bytes().filter(|byte| *byte == b'.').count() > MOST_DOTS)
        {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

fn tree(value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Tree, Refused> {
    let start = value.span().start;
    let Some(depth) = depth.checked_sub(1) else { return Err((start, TOO_DEEP)) };
    let item = match value.get_ref() {
        DeValue::String(text) => Item::Text(text.to_string()),
        DeValue::Boolean(value) => Item::Boolean(*value),
        DeValue::Datetime(moment) => Item::Text(moment.to_string()),
        DeValue::Integer(integer) => {
            let (text, radix) = (integer.as_str(), integer.radix());
            match (i128::from_str_radix(text, radix), u128::from_str_radix(text, radix)) {
                (Ok(value), _) => Item::Integer(value),
                (_, Ok(value)) => Item::Unsigned(value),
                _ => return Err((start, "This number is too large.")),
            }
        }
        DeValue::Float(float) => Item::Number(float.as_str().parse().map_err(|_| (start, "This is no number."))?),
        DeValue::Array(items) => Item::List(items.iter().map(|item| tree(item, depth)).collect::<Result<_, _>>()?),
        DeValue::Table(table) => Item::Table(entries(table, depth)?),
    };
    Ok(Tree { place: at(start), item })
}

/// The entries in the order of the text.
fn entries(table: &DeTable<'_>, depth: usize) -> Result<Vec<Entry>, Refused> {
    let mut entries = Vec::new();
    for (key, value) in table.iter() {
        let start = key.span().start;
        entries.push((start, Entry { name: key.get_ref().to_string(), place: at(start), tree: tree(value, depth)? }));
    }
    entries.sort_by_key(|(start, _)| *start);
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn at(offset: usize) -> Place {
    Place { source: Some(0), position: Some(Position::Offset(offset)) }
}
