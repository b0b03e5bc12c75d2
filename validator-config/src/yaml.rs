//! YAML 1.2, with the types of its core schema.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, Tag};
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Valid, Validate};

use crate::mistakes::Mistakes;
use crate::read::{Refused, read_text};
use crate::tree::{Entry, Item, Place, Position, Tree};

/// Reads a configuration from YAML. The name is what mistakes call the text, mostly a path.
///
/// It is YAML 1.2, so `no` is text. Anchors are followed, and `<<` is a key like any other. An empty text has no keys.
///
/// # Errors
///
/// Everything that is wrong with it, with lines and columns.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
///
/// #[derive(Debug, Deserialize, Validate)]
/// struct App {
///     #[validate(each(range(1..=65_535)))]
///     ports: Vec<u32>,
/// }
///
/// let mistakes = unprocessable_config::from_yaml::<App>("app.yaml", "ports:\n  - 80\n  - 0\n").unwrap_err();
/// assert_eq!(mistakes.to_string(), "app.yaml:3:5: error: ports.1: The ports must be between 1 and 65,535.");
/// ```
pub fn from_yaml<T>(name: &str, text: &str) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_yaml_within(name, text, &Limits::new(), &())
}

/// As [`from_yaml`], with limits and a context.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn from_yaml_within<T, C: ?Sized>(
    name: &str,
    text: &str,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let parse = |text: &str, depth| document(text, depth).map_err(|refused| vec![refused]);
    read_text(name, text, parse, limits, context)
}

const TOO_DEEP: &str = "This is nested too deeply.";
/// What aliases may repeat in a file, in bytes of text and in values. A few lines of aliases can stand for billions of
/// values.
const MOST_REPEATED: usize = 1 << 20;

/// A list or map that is being read.
struct Open {
    tree: Tree,
    /// The anchor, or 0.
    anchor: usize,
    weight: usize,
    /// The key whose value comes next.
    key: Option<(String, Place)>,
    names: HashSet<String>,
}

/// A value that an alias may repeat, and what it weighs.
struct Anchored {
    tree: Tree,
    weight: usize,
    height: usize,
}

/// The values of a text, or the first thing that is wrong with its syntax.
pub(crate) fn document(text: &str, depth: usize) -> Result<Tree, Refused> {
    // Only values, which come in the order of the text, so nothing here calls itself.
    let mut open: Vec<Open> = Vec::new();
    let mut anchored: HashMap<usize, Anchored> = HashMap::new();
    let mut root = None;
    let mut documents = 0;
    let mut repeated = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| (point(error.marker()), "The syntax is wrong here."))?;
        let place = at(&span);
        let refuse = |message| Err((point(&span.start), message));
        let (tree, weight, anchor) = match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return refuse("A second document begins here.");
                }
                continue;
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) if open.len() >= depth => {
                let _ = anchor;
                return refuse(TOO_DEEP);
            }
            Event::SequenceStart(anchor, _) => {
                if waits_for_key(&open) {
                    return refuse(NO_KEY);
                }
                open.push(opened(Item::List(Vec::new()), place, anchor));
                continue;
            }
            Event::MappingStart(anchor, _) => {
                if waits_for_key(&open) {
                    return refuse(NO_KEY);
                }
                open.push(opened(Item::Table(Vec::new()), place, anchor));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(done) => (done.tree, done.weight, done.anchor),
                None => return refuse("The syntax is wrong here."),
            },
            Event::Alias(anchor) => {
                let Some(known) = anchored.get(&anchor) else {
                    return refuse("This alias stands for nothing, or for what it is in.");
                };
                repeated += known.weight;
                if repeated > MOST_REPEATED {
                    return refuse("Aliases repeat too much.");
                }
                if open.len() + known.height > depth {
                    return refuse(TOO_DEEP);
                }
                (Tree { place, item: known.tree.item.clone() }, known.weight, 0)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let weight = 1 + text.len();
                if waits_for_key(&open) {
                    (Tree { place, item: Item::Text(text.into_owned()) }, weight, anchor)
                } else {
                    (Tree { place, item: scalar(&text, style, tag.as_deref()) }, weight, anchor)
                }
            }
        };
        if anchor > 0 {
            let height = height(&tree);
            anchored.insert(anchor, Anchored { tree: tree.clone(), weight, height });
            // The copy for the alias is one, too.
            repeated += weight;
            if repeated > MOST_REPEATED {
                return refuse("Anchors repeat too much.");
            }
        }
        let Some(parent) = open.last_mut() else {
            root = Some(tree);
            continue;
        };
        parent.weight += weight;
        match &mut parent.tree.item {
            Item::List(items) => items.push(tree),
            Item::Table(entries) => match parent.key.take() {
                Some((name, key)) => entries.push(Entry { name, place: key, tree }),
                None => {
                    let Item::Text(name) = tree.item else { return refuse(NO_KEY) };
                    if !parent.names.insert(name.clone()) {
                        return refuse("This key is there twice.");
                    }
                    parent.key = Some((name, place));
                }
            },
            _ => return refuse("The syntax is wrong here."),
        }
    }
    let root = root.unwrap_or(Tree { place: Place::default(), item: Item::Null });
    let item = match root.item {
        Item::Null => Item::Table(Vec::new()),
        item => item,
    };
    // Mistakes of the whole are not those of its first line.
    Ok(Tree { place: Place { source: Some(0), position: None }, item })
}

const NO_KEY: &str = "A key must be text.";

fn opened(item: Item, place: Place, anchor: usize) -> Open {
    Open { tree: Tree { place, item }, anchor, weight: 1, key: None, names: HashSet::new() }
}

fn waits_for_key(open: &[Open]) -> bool {
    open.last().is_some_and(|parent| matches!(parent.tree.item, Item::Table(_)) && parent.key.is_none())
}

/// How many lists and maps are in one another. They are never deeper than the limit.
fn height(tree: &Tree) -> usize {
    match &tree.item {
        Item::List(items) => 1 + items.iter().map(height).max().unwrap_or(0),
        Item::Table(entries) => 1 + entries.iter().map(|entry| height(&entry.tree)).max().unwrap_or(0),
        _ => 0,
    }
}

/// A value by the rules of the core schema. Tags of others do not change it.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Item {
    let is_text = match tag {
        Some(tag) if tag.is_yaml_core_schema() => tag.suffix == "str",
        _ => style != ScalarStyle::Plain,
    };
    if is_text {
        return Item::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Item::Null,
        "true" | "True" | "TRUE" => return Item::Boolean(true),
        "false" | "False" | "FALSE" => return Item::Boolean(false),
        ".nan" | ".NaN" | ".NAN" => return Item::Number(f64::NAN),
        _ => {}
    }
    let (sign, digits) = match text.as_bytes()[0] {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    if matches!(digits, ".inf" | ".Inf" | ".INF") {
        return Item::Number(sign * f64::INFINITY);
    }
    let radix = |prefix, radix| text.strip_prefix(prefix).and_then(|digits| unsigned(digits, radix));
    if let Some(value) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return integer(value);
    }
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        if sign < 0.0 {
            if let Ok(value) = text.parse() {
                return Item::Integer(value);
            }
        } else if let Some(value) = unsigned(digits, 10) {
            return integer(value);
        }
    }
    // What is a float in the schema is one in Rust, but not the other way round: `inf`, `nan`, `1e`.
    let is_float = digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    match text.parse() {
        Ok(value) if is_float => Item::Number(value),
        _ => Item::Text(text.to_owned()),
    }
}

fn unsigned(digits: &str, radix: u32) -> Option<u128> {
    let is_digits = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    is_digits.then(|| u128::from_str_radix(digits, radix).ok()).flatten()
}

fn integer(value: u128) -> Item {
    i128::try_from(value).map_or(Item::Unsigned(value), Item::Integer)
}

fn at(span: &Span) -> Place {
    Place { source: Some(0), position: Some(point(&span.start)) }
}

fn point(marker: &Marker) -> Position {
    Position::Point(marker.line().max(1), marker.col() + 1)
}
